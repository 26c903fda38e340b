"""The cache: what was read and made before. Losing it costs time only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from feedpress.catalog.failures import make_private
from feedpress.catalog.lists import Lists
from feedpress.catalog.schema import CACHE, CACHE_VERSION
from feedpress.catalog.units import Units
from feedpress.normalize.doors import INDEX, doors, stems


class Cache:
    """The cache of one site: one write transaction a build, from `begin` to `commit`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.units = Units(connection)
        self.lists = Lists(connection)

    @classmethod
    def open(cls, path: Path) -> Cache:
        """Open the cache at `path`; one that is damaged or of another version is made anew."""
        cache = cls._connect(path)
        if cache is None:
            for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
                name.unlink(missing_ok=True)
            cache = cls._connect(path)
        if cache is None:  # pragma: no cover - the file was just made
            raise AssertionError(path)
        return cache

    @classmethod
    def _connect(cls, path: Path) -> Cache | None:
        make_private(path)
        connection = sqlite3.connect(path, isolation_level=None, timeout=10)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA secure_delete = ON")  # what is taken down must not linger in free pages
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                connection.executescript(f"BEGIN; {CACHE} PRAGMA user_version = {CACHE_VERSION}; COMMIT;")
            if version in (0, CACHE_VERSION):
                return cls(connection)
        except sqlite3.OperationalError:
            connection.close()
            raise
        except sqlite3.DatabaseError:
            pass
        connection.close()
        return None

    def close(self) -> None:
        """Close the database file; what was not committed is dropped."""
        self.connection.close()

    def begin(self) -> None:
        """Start the one transaction of a build."""
        self.connection.execute("BEGIN IMMEDIATE")

    def clear(self) -> None:
        """Forget everything: the next look finds a cache that was just made."""
        for (table,) in list(self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")):
            self.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - ours

    def commit(self) -> None:
        """Keep what the build found, once its output is live."""
        self.connection.execute("COMMIT")

    def meta(self, key: str) -> str:
        """Return a kept value, "" where there is none."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def remember(self, **values: str) -> None:
        """Keep each of `values` under its name."""
        self.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted(values.items()))

    def rows(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Return the rows that `sql` asks for."""
        return self.connection.execute(sql, values)

    # Files

    def files(self) -> dict[str, tuple[int, int, int]]:
        """Return (size, mtime in ns, inode) of every file that was read, by path."""
        return {row[0]: row[1:] for row in self.rows("SELECT path, size, mtime_ns, inode FROM file")}

    def digest_of(self, path: str) -> str:
        """Return the digest of the bytes that `path` had, "" where it was not read."""
        row = self.connection.execute("SELECT digest FROM file WHERE path = ?", (path,)).fetchone()
        return row[0] if row else ""

    def has_file(self, path: str) -> bool:
        """Say whether there is a file at `path` of the corpus."""
        return self.connection.execute("SELECT 1 FROM file WHERE path = ?", (path,)).fetchone() is not None

    def documents_for(self, path: str) -> list[str]:
        """Return the documents to whose page `path` may lead, though it is not theirs (see `doors`)."""
        every = [*stems(path), *(f"{path}/{stem}".lstrip("/") for stem in INDEX)]
        sql = " UNION ALL ".join(["SELECT path FROM file WHERE path > ? AND path < ? AND units > 0"] * len(every))
        found = self.rows(sql, *(end for stem in every for end in (f"{stem}.", f"{stem}/")))
        return [document for (document,) in found if path in doors(document)]

    def size_of(self, path: str) -> int:
        """Return the bytes of the file at `path` of the corpus: 0 where there is none, -1 where it cannot be read."""
        row = self.connection.execute("SELECT size FROM file WHERE path = ?", (path,)).fetchone()
        return row[0] if row else 0

    def content_of(self, path: str) -> tuple[object, ...]:
        """Return what tells the bytes of the file at `path` from others: for a file that is no document, its stat."""
        return tuple(self.rows("SELECT size, mtime_ns, digest FROM file WHERE path = ?", path))

    def put_file(self, row: Sequence[object]) -> None:
        """Keep a file: path, size, mtime_ns, inode, digest, number of units, problems as JSON."""
        self.connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def touch_file(self, path: str, stat: tuple[int, int, int]) -> None:
        """Keep the new `stat` of a file whose bytes are the same."""
        self.connection.execute("UPDATE file SET size = ?, mtime_ns = ?, inode = ? WHERE path = ?", (*stat, path))

    def distrust(self, since: int) -> None:
        """Mark the files changed at `since` (ns) or later: they are looked into again, whatever their stat says."""
        self.connection.execute("UPDATE file SET mtime_ns = -1 WHERE mtime_ns >= ?", (since,))

    def count_passed_over(self) -> int:
        """Count the files that are no documents."""
        return int(next(self.rows("SELECT count(*) FROM file WHERE units = -1"))[0])

    def passed_over(self) -> list[str]:
        """Return the paths of the files that are no documents."""
        return [row[0] for row in self.rows("SELECT path FROM file WHERE units = -1")]

    def problems(self) -> Iterator[str]:
        """Return the problems of each file that has any, then those of each item, as JSON."""
        yield from (row[0] for row in self.rows("SELECT problems FROM file WHERE problems <> '[]' ORDER BY path"))
        yield from (row[0] for row in self.rows("SELECT problems FROM card WHERE problems <> '[]' ORDER BY id"))

    def doubt(self, path: str) -> None:
        """Mark the file at `path`: it is looked into again, whatever its stat says."""
        self.connection.execute("UPDATE file SET mtime_ns = -1 WHERE path = ?", (path,))

    def is_trusted(self) -> bool:
        """Say whether the stats of all files can be believed."""
        return self.connection.execute("SELECT 1 FROM file WHERE mtime_ns = -1").fetchone() is None

    def drop_file(self, path: str) -> None:
        """Forget the file at `path`; its units are dropped by `Units.drop`."""
        self.connection.execute("DELETE FROM file WHERE path = ?", (path,))

    # The statistics of folders

    def facts(self, folder: str) -> Iterator[tuple[str, int]]:
        """Return the counts of `folder` that matter: of what recurs, and of the orders of dates."""
        sql = "SELECT key, count FROM vote WHERE folder = ? AND (count > 1 OR key LIKE 'order:%') AND count > 0"
        return self.rows(sql, folder)

    def votes(self, folder: str, keys: Iterable[str]) -> dict[str, int]:
        """Return how often each of `keys` was seen over `folder`."""
        found = {}
        for key in keys:
            row = self.connection.execute(
                "SELECT count FROM vote WHERE folder = ? AND key = ?", (folder, key)
            ).fetchone()
            if row:
                found[key] = row[0]
        return found

    def vote(self, folder: str, changes: Mapping[str, int]) -> None:
        """Add `changes` to the counts of `folder`."""
        self.connection.executemany(
            "INSERT INTO vote VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(folder, key, change) for key, change in sorted(changes.items())],
        )

    # What the output was made from

    def output_digest(self, folder: str, path: str) -> str:
        """Return the digest of what `path` below output `folder` was made from, "" where it was not."""
        sql = "SELECT digest FROM output WHERE folder = ? AND path = ?"
        row = self.connection.execute(sql, (folder, path)).fetchone()
        return row[0] if row else ""

    def has_outputs(self, folder: str) -> bool:
        """Say whether any output below `folder` is remembered."""
        return (
            self.connection.execute("SELECT 1 FROM output WHERE folder = ? LIMIT 1", (folder,)).fetchone() is not None
        )

    def put_outputs(self, folder: str, digests: Iterable[tuple[str, str]]) -> None:
        """Keep the digests of what the outputs were made from."""
        rows = [(folder, path, digest) for path, digest in digests]
        self.connection.executemany("INSERT OR REPLACE INTO output VALUES (?, ?, ?)", rows)

    def drop_outputs(self, folder: str, paths: Iterable[str]) -> None:
        """Forget outputs that were removed."""
        rows = [(folder, path) for path in paths]
        self.connection.executemany("DELETE FROM output WHERE folder = ? AND path = ?", rows)
