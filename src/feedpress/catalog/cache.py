"""The cache: what was read and made before. Losing it costs time only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from feedpress.catalog.database import Database, bring_to, opened
from feedpress.catalog.lists import Lists
from feedpress.catalog.schema import CACHE, CACHE_VERSION
from feedpress.catalog.units import Units
from feedpress.errors import Problem
from feedpress.normalize.doors import SPELLINGS, doors, stems


class Cache(Database):
    """The cache of one site: one write transaction a build, from `begin` to `commit`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.units = Units(self)
        self.lists = Lists(self)

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
        try:
            connection, version = opened(path, synchronous="OFF")
            if version == 0:
                bring_to(connection, CACHE_VERSION, CACHE)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return None
        if version in (0, CACHE_VERSION):
            return cls(connection)
        connection.close()
        return None

    def begin(self) -> None:
        """Start the one transaction of a build."""
        self.change("BEGIN IMMEDIATE")

    def clear(self) -> None:
        """Forget everything: the next look finds a cache that was just made."""
        for table in self.column("SELECT name FROM sqlite_master WHERE type = 'table'"):
            self.change(f"DELETE FROM {table}")  # noqa: S608 - ours

    def commit(self) -> None:
        """Keep what the build found, once its output is live."""
        self.change("COMMIT")

    # Files

    def files(self) -> dict[str, tuple[int, int, int]]:
        """Return (size, mtime in ns, inode) of every file that was read, by path."""
        return {row[0]: row[1:] for row in self.rows("SELECT path, size, mtime_ns, inode FROM file")}

    def unit_counts(self) -> Iterator[tuple[str, int]]:
        """Return every file's path with its number of units, -1 where it is no document; in order."""
        return self.rows("SELECT path, units FROM file ORDER BY path")

    def digest_of(self, path: str) -> str:
        """Return the digest of the bytes that `path` had, "" where it was not read."""
        return self.text("SELECT digest FROM file WHERE path = ?", path)

    def has_file(self, path: str) -> bool:
        """Say whether there is a file at `path` of the corpus."""
        return self.has("SELECT 1 FROM file WHERE path = ?", path)

    def documents_for(self, path: str) -> list[str]:
        """Return the documents to whose page `path` may lead, though it is not theirs (see `doors`)."""
        every = [*stems(path), *(f"{path}/{stem}".lstrip("/") for stem in SPELLINGS)]
        sql = " UNION ALL ".join(["SELECT path FROM file WHERE path > ? AND path < ? AND units > 0"] * len(every))
        found = self.column(sql, *(end for stem in every for end in (f"{stem}.", f"{stem}/")))
        return [document for document in found if path in doors(document)]

    def size_of(self, path: str) -> int:
        """Return the bytes of the file at `path` of the corpus: 0 where there is none, -1 where it cannot be read."""
        return self.number("SELECT size FROM file WHERE path = ?", path)

    def content_of(self, path: str) -> tuple[object, ...]:
        """Return what tells the bytes of the file at `path` from others: for a file that is no document, its stat."""
        return tuple(self.rows("SELECT size, mtime_ns, digest FROM file WHERE path = ?", path))

    def put_file(self, row: Sequence[object]) -> None:
        """Keep a file: path, size, mtime_ns, inode, digest, number of units, problems as JSON."""
        self.change("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)", *row)

    def touch_file(self, path: str, stat: tuple[int, int, int]) -> None:
        """Keep the new `stat` of a file whose bytes are the same."""
        self.change("UPDATE file SET size = ?, mtime_ns = ?, inode = ? WHERE path = ?", *stat, path)

    def distrust(self, since: int) -> None:
        """Mark the files changed at `since` (ns) or later: they are looked into again, whatever their stat says."""
        self.change("UPDATE file SET mtime_ns = -1 WHERE mtime_ns >= ?", since)

    def count_passed_over(self) -> int:
        """Count the files that are no documents."""
        return self.number("SELECT count(*) FROM file WHERE units = -1")

    def passed_over(self) -> list[str]:
        """Return the paths of the files that are no documents."""
        return self.column("SELECT path FROM file WHERE units = -1")

    def problems(self, of: Literal["file", "card"]) -> Iterator[Problem]:
        """Return the problems of each file, or of each item."""
        key = {"file": "path", "card": "id"}[of]
        for texts in self.column(f"SELECT problems FROM {of} WHERE problems <> '[]' ORDER BY {key}"):  # noqa: S608 - ours
            yield from (Problem(*fields) for fields in json.loads(texts))

    def doubt(self, path: str) -> None:
        """Mark the file at `path`: it is looked into again, whatever its stat says."""
        self.change("UPDATE file SET mtime_ns = -1 WHERE path = ?", path)

    def is_trusted(self) -> bool:
        """Say whether the stats of all files that could be read can be believed."""
        return not self.has("SELECT 1 FROM file WHERE mtime_ns = -1 AND size >= 0")

    def unread(self) -> set[str]:
        """Return the paths of the files that could not be read; of a document, where its sidecar could not be, too."""
        return set(self.column("SELECT path FROM file WHERE mtime_ns = -1 AND size < 0"))

    def count_standing(self) -> int:
        """Count the documents that could not be read and stand as they were before."""
        return self.number("SELECT count(*) FROM file WHERE mtime_ns = -1 AND size < 0 AND units > 0")

    def drop_file(self, path: str) -> None:
        """Forget the file at `path`; its units are dropped by `Units.drop`."""
        self.change("DELETE FROM file WHERE path = ?", path)

    # The statistics of folders

    def facts(self, folder: str) -> Iterator[tuple[str, int]]:
        """Return the counts of `folder` that matter: of what recurs, and of the orders of dates."""
        sql = "SELECT key, count FROM vote WHERE folder = ? AND (count > 1 OR key LIKE 'order:%') AND count > 0"
        return self.rows(sql, folder)

    def votes(self, folder: str, keys: Iterable[str]) -> dict[str, int]:
        """Return how often each of `keys` was seen over `folder`."""
        sql = "SELECT count FROM vote WHERE folder = ? AND key = ?"
        return {key: count for key in keys for (count,) in self.rows(sql, folder, key)}

    def vote(self, folder: str, changes: Mapping[str, int]) -> None:
        """Add `changes` to the counts of `folder`."""
        self.change_all(
            "INSERT INTO vote VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(folder, key, change) for key, change in sorted(changes.items())],
        )

    # What the output was made from

    def output_digest(self, folder: str, path: str) -> str:
        """Return the digest of what `path` below output `folder` was made from, "" where it was not."""
        return self.text("SELECT digest FROM output WHERE folder = ? AND path = ?", folder, path)

    def has_outputs(self, folder: str) -> bool:
        """Say whether any output below `folder` is remembered."""
        return self.has("SELECT 1 FROM output WHERE folder = ? LIMIT 1", folder)

    def put_outputs(self, folder: str, digests: Iterable[tuple[str, str]]) -> None:
        """Keep the digests of what the outputs were made from."""
        rows = [(folder, path, digest) for path, digest in digests]
        self.change_all("INSERT OR REPLACE INTO output VALUES (?, ?, ?)", rows)

    def drop_outputs(self, folder: str, paths: Iterable[str]) -> None:
        """Forget outputs that were removed."""
        rows = [(folder, path) for path in paths]
        self.change_all("DELETE FROM output WHERE folder = ? AND path = ?", rows)
