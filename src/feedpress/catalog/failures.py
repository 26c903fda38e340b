"""What may befall the databases from outside: a full disk, a folder that cannot be written."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from feedpress.errors import FeedpressError, OutsideError, Problem


@contextmanager
def reported(state: Path) -> Iterator[None]:
    """Turn a failure of the databases in the folder `state` into an OutsideError; what they hold stays as it was."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) is None:  # no word of SQLite's: text in it cannot be decoded
            raise _damaged(state, error) from error
        barred = next((path for path in sorted(state.glob("*.sqlite3*")) if not os.access(path, os.W_OK)), state)
        what = f"the databases cannot be used ({error})"
        cure = "free some space or make it writable, and run again; nothing is lost"
        raise OutsideError(Problem(str(barred), 0, what, cure, "error")) from error
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.DatabaseError as error:
        raise _damaged(state, error) from error


@contextmanager
def mistrusted(state: Path) -> Iterator[None]:
    """Set the cache in the folder `state` aside where work with it fails in a way that nobody foresaw.

    A bit that flipped in it may be the reason, and would stop each run to come; without a cache the next one reads
    everything again.
    """
    try:
        yield
    except (FeedpressError, OSError, sqlite3.OperationalError):
        raise
    except Exception as error:
        is_sound = _is_sound(state / "cache.sqlite3")
        for path in sorted(state.glob("cache.sqlite3*")):
            path.replace(path.with_name(path.name.replace("cache.sqlite3", "damaged-cache.sqlite3")))
        if is_sound:
            raise
        what = "the cache, which only saves time, is damaged and was set aside"
        raise OutsideError(Problem(str(state), 0, what, "run again", "error")) from error


def make_private(path: Path) -> None:
    """Make the database at `path`, empty, where there is none: nobody but its owner may read it."""
    if not path.exists():
        path.touch(mode=0o600)


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _damaged(state: Path, error: Exception) -> OutsideError:
    """Remove the cache and say that something is damaged."""
    for path in sorted(state.glob("cache.sqlite3*")):
        path.unlink(missing_ok=True)
    what = f"a database is damaged ({error}); the cache, which only saves time, was removed"
    cure = "run again; if it comes back, put back a backup of the catalog"
    return OutsideError(Problem(str(state), 0, what, cure, "error"))
