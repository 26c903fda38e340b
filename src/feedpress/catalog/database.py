"""A database, and the few ways to ask it: whatever holds SQL asks through these."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from feedpress.batches import batches
from feedpress.catalog.failures import make_private

CHUNK = 500
"""Values that one statement asks for."""


def opened(path: Path, *, synchronous: Literal["FULL", "OFF"]) -> tuple[sqlite3.Connection, int]:
    """Open the database at `path`, made where there is none; return it with its version, 0 where it has no tables.

    Where its folder cannot be written, it is opened for reading alone.
    """
    if path.exists() and not os.access(path.parent, os.W_OK):
        return _for_reading(path)
    make_private(path)
    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA secure_delete = ON")  # what is taken down must not linger in free pages
        return connection, connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError:
        connection.close()
        raise


def _for_reading(path: Path) -> tuple[sqlite3.Connection, int]:
    """Open what nobody here can change: without a log of changes beside it, it needs none of SQLite's files."""
    is_whole = not path.with_name(f"{path.name}-wal").exists()
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable={is_whole:d}", uri=True, timeout=10)
    try:
        return connection, connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError:
        connection.close()
        raise


def bring_to(connection: sqlite3.Connection, version: int, steps: str) -> None:
    """Take the SQL `steps` that lead to `version`, all of them or none."""
    try:
        connection.executescript(f"BEGIN; {steps} PRAGMA user_version = {version}; COMMIT;")
    except sqlite3.DatabaseError:
        connection.close()
        raise


class Database:
    """An open database; it has a table `meta` of single values."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def close(self) -> None:
        """Close the file; what was not committed is dropped."""
        self.connection.close()

    def rows(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Return the rows that `sql` asks for."""
        return self.connection.execute(sql, values)

    def column(self, sql: str, *values: object) -> list[Any]:
        """Return the first value of each row that `sql` asks for."""
        return [row[0] for row in self.rows(sql, *values)]

    def among(self, sql: str, values: Iterable[object]) -> Iterator[tuple[Any, ...]]:
        """Return the rows that `sql` asks for, in which `(?)` stands for any number of `values`.

        It is asked once for each `CHUNK` of them: its order holds within these.
        """
        for some in batches(values, CHUNK):
            yield from self.rows(sql.replace("(?)", f"({', '.join('?' * len(some))})"), *some)

    def text(self, sql: str, *values: object) -> str:
        """Return the one text that `sql` asks for, "" where there is none."""
        return next((str(row[0]) for row in self.rows(sql, *values)), "")

    def number(self, sql: str, *values: object) -> int:
        """Return the one number that `sql` asks for, 0 where there is none."""
        return next((int(row[0]) for row in self.rows(sql, *values)), 0)

    def has(self, sql: str, *values: object) -> bool:
        """Say whether there is what `sql` asks for."""
        return next(self.rows(sql, *values), None) is not None

    def change(self, sql: str, *values: object) -> None:
        """Make the change that `sql` says."""
        self.connection.execute(sql, values)

    def change_all(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Make the change that `sql` says for each of `rows`."""
        self.connection.executemany(sql, rows)

    def meta(self, key: str) -> str:
        """Return the value kept as `key`, "" where there is none."""
        return self.text("SELECT value FROM meta WHERE key = ?", key)

    def remember(self, **values: str) -> None:
        """Keep each of `values` under its name."""
        self.change_all("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted(values.items()))
