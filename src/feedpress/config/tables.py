"""The settings of a site as frozen values: what feedpress.toml, the environment and the options come to."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Literal

from msgspec import Struct

from feedpress.errors import Problem
from feedpress.given import STATE
from feedpress.model import Cruft, DateOrder, ListKind, Site
from feedpress.newsletter.settings import Newsletter


class Part(Struct, frozen=True, kw_only=True):
    """A subfolder of the corpus with its own ways: a `[[corpus.part]]` table. `path` is relative to the corpus."""

    path: str
    tags: tuple[str, ...] = ()
    author: str = ""
    cruft: Cruft = "auto"


class Corpus(Struct, frozen=True, kw_only=True):
    """Which documents are read, and how: the `[corpus]` table.

    `exclude` also names whatever of the site's own files lies in the corpus: the output, the templates, the
    newsletter's introduction, the ledger.
    """

    folder: Path
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    cruft: Cruft
    date_order: DateOrder
    parts: tuple[Part, ...] = ()


class Items(Struct, frozen=True, kw_only=True):
    """What becomes of teasers, duplicates and items from the future: the `[items]` table."""

    teasers: Literal["keep", "drop"]
    duplicates: Literal["merge", "keep"]
    future: Literal["hold", "publish"]


class Feeds(Struct, frozen=True, kw_only=True):
    """Which feeds there are, and how long: the `[feeds]` table."""

    formats: tuple[Literal["atom", "rss", "json"], ...]
    items: int
    content: Literal["full", "summary"]
    by: tuple[ListKind, ...]
    hub: str = ""


class Job(Struct, frozen=True, kw_only=True):
    """A line of the timetable: a `[[schedule]]` table."""

    job: Literal["build", "edition"] = "build"
    every: str = "15 minutes"
    at: str = ""

    @property
    def name(self) -> str:
        """Tell this line of the timetable from every other."""
        return f"{self.job} every {self.every} at {self.at}" if self.at else f"{self.job} every {self.every}"


class Config(Struct, frozen=True, kw_only=True):
    """All that a site's owner has settled; folders are absolute, and a `Config` that exists is sound.

    `authority` is the configured one, else the host of the site's url, else "": ids are provisional then.
    `jobs` 0 leaves the number of processes to the build. `problems` are warnings only.
    """

    folder: Path
    site: Site
    corpus: Corpus
    items: Items
    output: Path
    feeds: Feeds
    ledger: Path | None
    newsletter: Newsletter
    authority: str
    jobs: int
    schedule: tuple[Job, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def state(self) -> Path:
        """The folder of the databases and of kept bytes."""
        return self.folder / STATE

    def part_for(self, path: str) -> Part | None:
        """Find the part that holds `path`, a document's path in the corpus: the longest that matches."""
        holding = (part for part in self.corpus.parts if path == part.path or path.startswith(f"{part.path}/"))
        return max(holding, key=lambda part: len(part.path), default=None)

    def digest(self) -> str:
        """Digest every setting that can change a published byte, the same on any machine (32 hex digits).

        Where the site, the corpus and the output lie, how many processes work and when are left out: a site that is
        moved as a whole is the same site.
        """
        corpus = self.corpus
        reading = (corpus.include, corpus.exclude, corpus.cruft, corpus.date_order, corpus.parts)
        settings = (self.site, reading, self.items, self.feeds, self.newsletter, self.authority)
        return blake2b(repr(settings).encode(), digest_size=16).hexdigest()
