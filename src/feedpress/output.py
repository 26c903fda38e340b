"""Bytes become files: each written whole or not at all, only where they differ, ours removed and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from feedpress.errors import OutsideError, Problem

TEMPORARY = ".feedpress-tmp-"
SYNC_EACH = 200
"""Up to this many files are made durable one by one, above it by one sync of the whole system."""


@contextmanager
def _outside(path: Path) -> Iterator[None]:
    """Turn a failure of the system into an OutsideError that names `path`."""
    try:
        yield
    except OSError as error:
        place = str(error.filename or path)
        what = error.strerror or str(error)
        raise OutsideError(Problem(place, 0, what, "mend it and build again; nothing is lost", "error")) from error


class Batch:
    """A group of files that go live together: `add` writes temporary files, `publish` makes them durable and renames.

    `folder` is where they go. `written` lists the paths that differ from what was there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: list[str] = []
        self.unchanged = 0
        self._top = f"{folder}/"
        self._waiting: list[tuple[str, str]] = []
        self._folders: set[str] = set()

    def add(self, path: str, data: bytes) -> bool:
        """Stage `data` to become the file `path`, unless it holds these bytes already; say whether it was staged."""
        target = self._top + path
        with _outside(Path(target)):
            if not self._is_in_new_folder(target) and holds(Path(target), data):
                self.unchanged += 1
                return False
            folder, _, name = target.rpartition("/")
            temporary = f"{folder}/{TEMPORARY}{name}"
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644)
            self._waiting.append((temporary, target))
            try:
                _write(handle, data)
            finally:
                os.close(handle)
        self.written.append(path)
        return True

    def _is_in_new_folder(self, target: str) -> bool:
        """Say whether the folder of `target` was not there before this batch, making it where that is so."""
        folder = target.rpartition("/")[0]
        if folder in self._folders:
            return True
        try:
            os.mkdir(folder)  # noqa: PTH102 - as often as there are items, where a Path takes twice as long
        except FileExistsError:
            return False
        except FileNotFoundError:
            Path(folder).mkdir(parents=True)
        self._folders.add(folder)
        return True

    def secure(self) -> None:
        """Make what was staged durable, where it waits."""
        with _outside(self.folder):
            _sync([temporary for temporary, _ in self._waiting])

    def publish(self) -> None:
        """Make what was staged durable, then live."""
        self.secure()
        self.rename()

    def rename(self) -> None:
        """Make what is durable live."""
        with _outside(self.folder):
            for temporary, target in self._waiting:
                os.replace(temporary, target)  # noqa: PTH105 - likewise
            _sync(sorted({target.rpartition("/")[0] for _, target in self._waiting}))
        self._waiting = []
        self._folders = set()

    def discard(self) -> None:
        """Take back what was staged and not published."""
        for temporary, _ in self._waiting:
            Path(temporary).unlink(missing_ok=True)
        self._waiting = []


def _write(handle: int, data: bytes) -> None:
    """Write all of `data`: the system may take less at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def holds(path: Path, data: bytes) -> bool:
    """Say whether the file `path` consists of `data`."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except (FileNotFoundError, NotADirectoryError):
        return False


def _sync(paths: list[str]) -> None:
    if len(paths) > SYNC_EACH:
        os.sync()
        return
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write(path: Path, data: bytes) -> bool:
    """Make the single file `path` hold `data`, durably; say whether it had to be written."""
    batch = Batch(path.parent)
    is_new = batch.add(path.name, data)
    batch.publish()
    return is_new


def adopt(path: Path) -> None:
    """Let the temporary file `path`, left by a run that was cut short, take the place it was written for."""
    with _outside(path):
        path.replace(path.with_name(path.name.removeprefix(TEMPORARY)))
        _sync([str(path.parent)])


def remove(folder: Path, paths: Iterable[str]) -> int:
    """Remove our files `paths` below `folder`, and folders that become empty; return how many files there were."""
    count = 0
    with _outside(folder):
        for path in paths:
            target = folder / path
            try:
                target.unlink()
            except (FileNotFoundError, NotADirectoryError):
                continue
            count += 1
            _remove_empty(target.parent, folder)
    return count


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def sweep(folder: Path) -> None:
    """Remove the temporary files that a run cut short has left below `folder`."""
    for path in sorted(folder.rglob(f"{TEMPORARY}*")):
        path.unlink(missing_ok=True)
