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


class Lock:
    """The lock while it is held."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._taken = time.monotonic_ns()

    def sign(self) -> int:
        """Write down who holds the lock; return when it was taken, in nanoseconds by the file system's clock."""
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)
        return os.fstat(self._file).st_mtime_ns - (time.monotonic_ns() - self._taken)


@contextmanager
def hold(path: Path, wait: float = 0) -> Iterator[Lock]:
    """Hold the lock file `path`, after at most `wait` seconds; else raise LockedError naming the holder if it signed.

    Who only looks whether there is anything to do need not sign: nothing is written then.
    """
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise OutsideError.of(error, path, "make it writable") from error
    try:
        _acquire(file, path, time.monotonic() + wait)
        yield Lock(file)
    finally:
        os.close(file)


def _acquire(file: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                what = f"another run holds the lock{_holder(file)}"
                raise LockedError(
                    Problem(str(path), 0, what, "try again later, or use --wait SECONDS", "error")
                ) from error
            time.sleep(POLL)
        except OSError as error:  # some network drives
            what = f"cannot be locked ({error.strerror})"
            fix = "keep the site's folder on a disk that has locks (flock), such as a local one"
            raise OutsideError(Problem(str(path), 0, what, fix, "error")) from error
        else:
            return


def _holder(file: int) -> str:
    """Name the process that signed last, where it lives."""
    signed = os.pread(file, 20, 0)
    try:
        os.kill(int(signed), 0)
    except PermissionError:  # another user's
        pass
    except (ValueError, OverflowError, ProcessLookupError):
        return ""
    return f" (process {int(signed)})"
