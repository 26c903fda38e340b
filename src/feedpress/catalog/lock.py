"""One run at a time: a lock that the system lets go of when its holder dies (flock)."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedpress.errors import LockedError, OutsideError, Problem

POLL = 0.1
"""Seconds between two looks at a lock that another run holds."""


@contextmanager
def hold(path: Path, wait: float = 0) -> Iterator[int]:
    """Hold the lock file `path`, after at most `wait` seconds; else raise LockedError naming the holder.

    Yields the time at which it was taken, in nanoseconds by the file system's clock.
    """
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise OutsideError(Problem(str(path), 0, error.strerror or str(error), "make it writable", "error")) from error
    try:
        _acquire(file, path, time.monotonic() + wait)
        os.ftruncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode(), 0)
        yield os.fstat(file).st_mtime_ns
    finally:
        os.close(file)


def _acquire(file: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                holder = os.pread(file, 20, 0).decode("ascii", "replace") or "unknown"
                what = f"another run holds the lock (process {holder})"
                raise LockedError(
                    Problem(str(path), 0, what, "try again later, or use --wait SECONDS", "error")
                ) from error
            time.sleep(POLL)
        else:
            return
