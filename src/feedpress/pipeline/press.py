"""What a build works with: the settings, the memory, the cache and the one clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from feedpress import templating
from feedpress.catalog.cache import Cache
from feedpress.catalog.kept import Kept
from feedpress.catalog.memory import Catalog
from feedpress.config import Config
from feedpress.model import Manuscript
from feedpress.normalize.doors import names
from feedpress.pages.look import Look
from feedpress.pipeline import codec, frame
from feedpress.templating import Templates

PROVISIONAL = "localhost"


class Press(Struct, frozen=True, dict=True):  # for its cached properties
    """A build's surroundings; `clock` is whole seconds since 1970 and the only time the build knows.

    `started` is the file system's own time in nanoseconds when the build began: a file as young as that may change
    again without its stat telling.
    """

    config: Config
    catalog: Catalog
    cache: Cache
    kept: Kept
    clock: int
    started: int = 0

    def manuscript(self, number: int) -> Manuscript:
        """Return the manuscript of the unit with `number`."""
        return codec.decode(Manuscript, self.cache.units.manuscript(number))

    @cached_property
    def templates(self) -> Templates:
        """The site's templates, found when the first page is rendered."""
        site = self.config.site
        return templating.load(
            self.config.folder, language=site.language, timezone=site.timezone, compiled=self.config.state / "compiled"
        )

    @cached_property
    def look(self) -> Look:
        """What all pages share."""
        return frame.look(self.config, self.templates.render, self.key)

    @cached_property
    def folders(self) -> dict[str, str]:
        """The keys of the lists of folders, by their paths."""
        return self.catalog.folders()

    def place_folders(self, folders: Iterable[str]) -> None:
        """Give the list of each new one of `folders` a key, and keep it for good.

        Of two whose names come to one, that which was first to publish has it: subscribers know its feed by that.
        """
        if fresh := {*folders} - self.folders.keys():
            oldest = dict.fromkeys(path.rpartition("/")[0] for path in self.catalog.published_paths())
            ordered = [*(folder for folder in oldest if folder in fresh), *sorted(fresh - oldest.keys())]
            keys = frame.keys_for(ordered, self.folders.values())
            self.catalog.put_folders(keys)
            self.folders.update(keys)

    def key(self, kind: str, label: str) -> str:
        """Return the key of the list of `kind` that holds what is under `label`."""
        return self.folders[label] if kind == "folder" else frame.key_of(label)

    @cached_property
    def seals(self) -> Mapping[str, str]:
        """The digests of the templates for pages and for letters ("email"): they are looked at once a build."""
        folder = self.config.folder
        return {"pages": templating.digest(folder, "pages"), "email": templating.digest(folder, "email")}

    @cached_property
    def named(self) -> Mapping[str, Sequence[str]]:
        """The files of the corpus by name alone, documents without their suffix, too: made where a link asks."""
        found: dict[str, list[str]] = {}
        for path, units in self.cache.unit_counts():
            for name in names(path)[: 2 if units > 0 else 1]:
                found.setdefault(name, []).append(path)
        return found

    @property
    def authority(self) -> str:
        """What ids are minted under; while the site has no url they are provisional."""
        return self.catalog.meta("authority") or PROVISIONAL

    @property
    def first_build(self) -> int:
        """The clock of the site's first build; this one's where there was none before."""
        return int(self.catalog.meta("first_build") or self.clock)

    @property
    def folder(self) -> str:
        """Name the output folder as the databases do."""
        return self.place(self.config.output)

    def place(self, path: Path) -> str:
        """Name `path` such that it stays true when the site is moved as a whole: relative to it where it lies in it."""
        site = self.config.folder
        return path.relative_to(site).as_posix() if path.is_relative_to(site) else str(path)


def address(press: Press, slug: str) -> str:
    """Return the absolute URL of an item's page."""
    return f"{press.config.site.url}items/{slug}/"
