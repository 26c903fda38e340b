"""One run at a time: who holds the lock is named, and a look that finds nothing to do leaves no trace."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from feedpress.catalog import lock
from feedpress.errors import LockedError, OutsideError


def test_a_run_that_is_at_work_is_named(tmp_path: Path) -> None:
    """Whoever finds the lock held is told by which process."""
    with lock.hold(tmp_path / "lock") as held:
        held.sign()

        with pytest.raises(LockedError, match=rf"another run holds the lock \(process {os.getpid()}\)"):
            lock.hold(tmp_path / "lock").__enter__()


@pytest.mark.parametrize("signed", ["", "dead", "junk", "9" * 20])
def test_a_run_that_did_not_sign_is_not_mistaken_for_another(tmp_path: Path, signed: str) -> None:
    """What an earlier run left in the file names nobody once that has ended."""
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    (tmp_path / "lock").write_bytes(ended.stdout.strip() if signed == "dead" else signed.encode())

    with lock.hold(tmp_path / "lock"), pytest.raises(LockedError) as caught:
        lock.hold(tmp_path / "lock").__enter__()
    assert "process" not in str(caught.value)


def test_a_drive_without_locks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file system has no locks, as some network drives, the message says where and what to do."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(
        OutsideError, match=r"/lock: cannot be locked \(No locks available\); keep the site's folder on"
    ):
        lock.hold(tmp_path / "lock").__enter__()


def test_a_lock_that_is_only_held_is_not_written(tmp_path: Path) -> None:
    """Bytes and time of the file stay until the run signs."""
    path = tmp_path / "lock"
    path.write_bytes(b"1")
    os.utime(path, ns=(5, 5))

    with lock.hold(path):
        assert (path.read_bytes(), path.stat().st_mtime_ns) == (b"1", 5)


def test_the_time_is_that_at_which_the_lock_was_taken(tmp_path: Path) -> None:
    """Files that changed while a run was still looking are younger than the time it goes by."""
    with lock.hold(tmp_path / "lock") as held:
        time.sleep(0.05)
        (tmp_path / "file").write_bytes(b"")
        time.sleep(0.05)

        assert held.sign() < (tmp_path / "file").stat().st_mtime_ns
