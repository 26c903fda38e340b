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
