"""Walk the corpus folder: which files there are, with what bears on whether they changed."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple

from feedpress.errors import OutsideError

LARGEST = 512_000_000
"""Bytes up to which a file is read at all, and published beside a page; what a format takes is its reader's matter."""

_SIGNED = (1 << 63) - 1  # some file systems number beyond what a database holds


class Stat(NamedTuple):
    """A file of the corpus: its path relative to the folder, with `/`, and its size, mtime (ns) and inode."""

    path: str
    size: int
    mtime_ns: int
    inode: int


def scan(folder: Path, include: Sequence[str], exclude: Sequence[str], skip: Iterable[Path]) -> list[Stat]:
    """Return every regular file below `folder` in the order of their paths.

    Dotfiles, symbolic links and the folders of `skip` are no corpus; a folder that is missing holds none. Raises
    OutsideError where it cannot be read.
    """
    if not folder.is_dir():
        return []
    others = {str(path) for path in skip}
    try:
        found = _walk(str(folder), others)
    except OSError as error:
        raise OutsideError.of(error, folder, "make it readable") from error
    wanted = _chosen(include, exclude)
    return sorted(entry for entry in found if wanted is None or wanted(entry.path))


def _walk(top: str, skip: set[str]) -> list[Stat]:
    """Return the files below `top` in no order; folders may lie in each other as deep as the system allows."""
    found, waiting = [], [(top, "")]
    while waiting:
        folder, prefix = waiting.pop()
        with _opened(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_file(follow_symlinks=False):
                    try:
                        status = entry.stat(follow_symlinks=False)
                    except FileNotFoundError:  # gone since its folder was listed
                        continue
                    found.append(Stat(prefix + entry.name, status.st_size, status.st_mtime_ns, status.st_ino & _SIGNED))
                elif entry.is_dir(follow_symlinks=False) and entry.path not in skip:
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
    return found


def others(folder: Path, skip: Iterable[Path]) -> list[tuple[str, str]]:
    """Return what lies below `folder` and is neither file nor folder, by its path, with what it is."""
    found = []
    outside = {str(path) for path in skip}
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".") and str(Path(place) / name) not in outside]
        for path in (Path(place) / name for name in (*links, *names) if not name.startswith(".")):
            if not stat.S_ISREG(path.lstat().st_mode):
                kind = "a symbolic link, which is not followed" if path.is_symlink() else "no regular file"
                found.append((path.relative_to(folder).as_posix(), kind))
    return sorted(found)


def _opened(folder: str) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
    """List `folder`; one that is gone since it was listed itself holds nothing."""
    try:
        return os.scandir(folder)
    except FileNotFoundError:
        return nullcontext(iter(()))


class _Chooser:
    """Says whether a path is included and not excluded."""

    def __init__(self, include: Sequence[str], exclude: Sequence[str]) -> None:
        self.include = [_pattern(glob) for glob in include]
        self.exclude = [_pattern(glob) for glob in exclude]

    def __call__(self, path: str) -> bool:
        is_in = any(pattern.fullmatch(path) for pattern in self.include)
        return is_in and not any(pattern.fullmatch(path) for pattern in self.exclude)


def _chosen(include: Sequence[str], exclude: Sequence[str]) -> _Chooser | None:
    return None if list(include) == ["**/*"] and not exclude else _Chooser(include, exclude)


def _pattern(glob: str) -> re.Pattern[str]:
    """Turn a glob into a pattern: `**` crosses folders, `*` and `?` do not; a folder stands for all that is in it."""
    name = glob.rstrip("/")
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    split = re.split(r"(\*\*/|\*\*|\*|\?)", name)
    below = "(?:/.*)?" if name != glob or not re.search(r"[*?]", name.rpartition("/")[2]) else ""
    return re.compile("".join(parts.get(part, re.escape(part)) for part in split) + below, re.DOTALL)


def is_readable(folder: Path, path: str) -> bool:
    """Say whether the regular file at `path` below `folder` is there, may be read, and is not too large for `read`."""
    try:
        handle = os.open(folder / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        status = os.fstat(handle)
        return stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST
    finally:
        os.close(handle)


def read(folder: Path, path: str, limit: int = LARGEST) -> tuple[bytes, Stat]:
    """Return the bytes of `path` below `folder` with the stat they were read under.

    Raises OSError where it cannot be read, is no regular file any more, has more than `limit` bytes, or changes
    while it is read.
    """
    handle = os.open(f"{folder}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 - a descriptor
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise OSError(0, "not a regular file", path)
        if before.st_size > limit:
            raise OSError(0, f"larger than {limit // 1_000_000} MB", path)
        data = file.read(before.st_size + 1)
        after = os.fstat(handle)
    if (len(data), before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise OSError(0, "changed while it was read", path)
    return data, Stat(path, after.st_size, after.st_mtime_ns, after.st_ino & _SIGNED)
