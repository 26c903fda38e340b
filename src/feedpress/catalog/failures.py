"""What may befall the databases from outside: a full disk, a folder that cannot be written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedpress.errors import OutsideError, Problem


@contextmanager
def reported(state: Path) -> Iterator[None]:
    """Turn a failure of the databases in the folder `state` into an OutsideError; what they hold stays as it was."""
    try:
        yield
    except sqlite3.OperationalError as error:
        what = f"the databases cannot be used ({error})"
        cure = "free some space or make it writable, and run again; nothing is lost"
        raise OutsideError(Problem(str(state), 0, what, cure, "error")) from error
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.DatabaseError as error:
        for path in sorted(state.glob("cache.sqlite3*")):
            path.unlink(missing_ok=True)
        what = f"a database is damaged ({error}); the cache, which only saves time, was removed"
        cure = "run again; if it comes back, put back a backup of the catalog"
        raise OutsideError(Problem(str(state), 0, what, cure, "error")) from error
