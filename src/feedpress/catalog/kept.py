"""The bytes that must never change: closed archives, frozen editions, and for a day the pages of gone items."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from feedpress import output


class Kept:
    """The files below `folder`, by path with `/`; each is written durably, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.batch = output.Batch(folder)

    def stage(self, path: str, data: bytes) -> None:
        """Keep `data` as `path` with the next `publish`: many files at once cost little more than one."""
        self.batch.add(path, data)

    def publish(self) -> None:
        """Keep what was staged."""
        self.batch.publish()

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

    def publish(self) -> None:
        """Keep nothing."""

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
