"""Bytes become files: each written whole or not at all, only where they differ, ours removed and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from feedpress.errors import OutsideError

TEMPORARY = ".feedpress-tmp-"
SYNC_EACH = 200
"""Up to this many files are made durable one by one, above it by one sync of the whole system."""


@contextmanager
def _outside(path: Path) -> Iterator[None]:
    """Turn a failure of the system into an OutsideError that names `path`."""
    try:
        yield
    except OSError as error:
        raise OutsideError.of(error, path, "mend it and build again; nothing is lost") from error


class Batch:
    """A group of files that go live together: `add` writes temporary files, `publish` makes them durable and renames.

    `folder` is where they go. `written` lists the paths that differ from what was there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: list[str] = []
        self._live = 0

    def add(self, path: str, data: bytes) -> None:
        """Stage `data` to become the file `path`, unless it holds these bytes already."""
        if self.stage(path, data):
            self.note(path)

    def stage(self, path: str, data: bytes) -> bool:
        """Do the writing of `add`, which any process may do, and say whether there was any.

        Only what is noted in this process goes live.
        """
        target = f"{self.folder}/{path}"
        with _outside(Path(target)):
            if not _is_in_new_folder(target) and holds(target, data):
                return False
            temporary = _beside(target)
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644)
            try:
                _write(handle, data)
            except BaseException:
                os.unlink(temporary)  # noqa: PTH108 - a string, like all paths of which there are as many as items
                raise
            finally:
                os.close(handle)
        return True

    def note(self, path: str) -> None:
        """Let `path`, which is staged, go live with the others."""
        self.written.append(path)

    def secure(self) -> None:
        """Make what was staged durable, where it waits."""
        with _outside(self.folder):
            _sync([_beside(target) for target in self._waiting])

    def publish(self) -> None:
        """Make what was staged durable, then live."""
        self.secure()
        self.rename()

    def rename(self) -> None:
        """Make what is durable live."""
        with _outside(self.folder):
            for target in self._waiting:
                os.replace(_beside(target), target)  # noqa: PTH105 - likewise
            _sync(sorted({target.rpartition("/")[0] for target in self._waiting}))
        self._live = len(self.written)

    def discard(self) -> None:
        """Take back what was staged and not published."""
        for target in self._waiting:
            Path(_beside(target)).unlink(missing_ok=True)
        self._live = len(self.written)

    @property
    def _waiting(self) -> list[str]:
        return [f"{self.folder}/{path}" for path in self.written[self._live :]]


def _beside(target: str) -> str:
    """Return where the bytes of the file `target` wait."""
    folder, _, name = target.rpartition("/")
    return f"{folder}/{TEMPORARY}{name}"


def _is_in_new_folder(target: str) -> bool:
    """Say whether the folder of `target` was not there, making it where that is so."""
    folder = target.rpartition("/")[0]
    try:
        os.mkdir(folder)  # noqa: PTH102 - likewise
    except FileExistsError:
        return False
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return True


def _write(handle: int, data: bytes) -> None:
    """Write all of `data`: the system may take less at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def holds(path: str, data: bytes) -> bool:
    """Say whether the file `path` consists of `data`."""
    try:
        return os.stat(path).st_size == len(data) and Path(path).read_bytes() == data  # noqa: PTH116 - likewise
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


def write(path: Path, data: bytes) -> None:
    """Make the single file `path` hold `data`, durably."""
    batch = Batch(path.parent)
    batch.add(path.name, data)
    batch.publish()


def adopt(path: Path) -> None:
    """Let the temporary file `path`, left by a run that was cut short, take the place it was written for."""
    with _outside(path):
        path.replace(path.with_name(path.name.removeprefix(TEMPORARY)))
        _sync([str(path.parent)])


def remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove our files `paths` below `folder`, and folders that become empty."""
    with _outside(folder):
        for path in paths:
            target = folder / path
            try:
                target.unlink()
            except (FileNotFoundError, NotADirectoryError):
                continue
            _remove_empty(target.parent, folder)


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
