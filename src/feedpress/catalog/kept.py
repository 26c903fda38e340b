"""The bytes that must never change: closed archives, frozen editions, and for a day the pages of gone items.

The catalog names each archive document and each part of an edition by its digest. What is to be kept is staged beside
its place while the catalog's transaction is open, and let in when it is committed, so that a run cut short at any
point leaves either the old bytes with their old digests or what is needed for the new ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from feedpress import output
from feedpress.catalog.memory import Catalog
from feedpress.output import TEMPORARY

NAMED = ("archive", "newsletter")
"""The folders in which the catalog names every file."""


class Kept:
    """The files below `folder`, by path with `/`; each is written durably, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.batch = output.Batch(folder)

    def stage(self, path: str, data: bytes) -> None:
        """Keep `data` as `path` once the catalog's transaction is committed (see `together`)."""
        self.batch.add(path, data)

    def settle(self, named: Mapping[str, str]) -> None:
        """Let in what is staged, and bring the files in step with what is `named`: their digests by their paths."""
        self.batch.rename()
        for path in [path for folder in NAMED for path in self.below(folder)]:
            if path not in named:
                self._clear(path, named)

    def _clear(self, path: str, named: Mapping[str, str]) -> None:
        """Remove the file `path`, which has no name, unless a run cut short staged it for one."""
        folder, _, name = path.rpartition("/")
        wanted = named.get(f"{folder}/{name.removeprefix(TEMPORARY)}")
        if wanted == sha256(self.read(path)).hexdigest():
            output.adopt(self.folder / path)
        else:
            self.remove([path])

    def write(self, path: str, data: bytes) -> None:
        """Keep `data` as `path`."""
        output.write(self.folder / path, data)

    def read(self, path: str) -> bytes:
        """Return the bytes kept as `path`."""
        return (self.folder / path).read_bytes()

    def has(self, path: str) -> bool:
        """Say whether anything is kept as `path`."""
        return (self.folder / path).is_file()

    def below(self, path: str) -> list[str]:
        """Return the paths of what is kept below the folder `path`, in order."""
        found = sorted(file for file in (self.folder / path).rglob("*") if file.is_file())
        return [file.relative_to(self.folder).as_posix() for file in found]

    def remove(self, paths: Iterable[str]) -> None:
        """Keep `paths` no longer."""
        output.remove(self.folder, paths)


class Rehearsed(Kept):
    """Kept bytes of a rehearsal: what it writes stays in memory."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.written: dict[str, bytes] = {}

    def write(self, path: str, data: bytes) -> None:
        """Hold `data` for the rest of the rehearsal."""
        self.written[path] = data

    def stage(self, path: str, data: bytes) -> None:
        """Hold `data` for the rest of the rehearsal."""
        self.written[path] = data

    def read(self, path: str) -> bytes:
        """Return what the rehearsal wrote as `path`, else what is kept."""
        return self.written[path] if path in self.written else super().read(path)

    def has(self, path: str) -> bool:
        """Say whether the rehearsal wrote `path`, or it is kept."""
        return path in self.written or super().has(path)

    def below(self, path: str) -> list[str]:
        """Return the paths of what is kept, or was written by the rehearsal, below the folder `path`, in order."""
        folder = path.rstrip("/") + "/"
        return sorted({*super().below(path), *(one for one in self.written if one.startswith(folder))})

    def remove(self, paths: Iterable[str]) -> None:
        """Remove nothing."""


@contextmanager
def together(catalog: Catalog, kept: Kept) -> Iterator[None]:
    """Make all changes of `catalog`, and all that is staged to be kept, within it; or none of either."""
    try:
        with catalog.transaction():
            yield
            kept.batch.secure()
    except BaseException:
        kept.batch.discard()
        raise
    catch_up(catalog, kept)


def catch_up(catalog: Catalog, kept: Kept) -> None:
    """Bring what is `kept` in step with `catalog`, where a change of digests has not been followed yet."""
    if catalog.meta("is_keeping"):
        kept.settle(catalog.frozen.digests())
        with catalog.transaction():
            catalog.remember(is_keeping="")
