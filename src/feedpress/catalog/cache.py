"""The cache: what was read and made before. Losing it costs time only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from feedpress.catalog.memory import pack, unpack
from feedpress.catalog.schema import CACHE, CACHE_VERSION
from feedpress.normalize.duplicates import Sketch, anchors


class UnitRow(NamedTuple):
    """A document unit as the cache holds it; `skip` says why it is not published ("" where it may be)."""

    number: int
    path: str
    part: str
    id: str
    item: str
    digest: str
    bytes_digest: str
    sketch: Sketch
    skip: str


class CardRow(NamedTuple):
    """An item as lists show it: `card` is encoded, `problems` JSON; see the table `card` for the digests."""

    id: str
    published: int
    digest: str
    face: str
    size: int
    card: bytes
    problems: str


class Cache:
    """The cache of one site: one write transaction a build, from `begin` to `commit`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

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
        connection = sqlite3.connect(path, isolation_level=None, timeout=10)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                connection.executescript(f"BEGIN; {CACHE} PRAGMA user_version = {CACHE_VERSION}; COMMIT;")
            if version in (0, CACHE_VERSION):
                return cls(connection)
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

    # Files and their units

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

    def size_of(self, path: str) -> int:
        """Return the size in bytes of the file at `path` of the corpus, 0 where there is none."""
        row = self.connection.execute("SELECT size FROM file WHERE path = ?", (path,)).fetchone()
        return row[0] if row else 0

    def content_of(self, path: str) -> tuple[object, ...]:
        """Return what tells the bytes of the file at `path` from others: for a file that is no document, its stat."""
        return tuple(self.rows("SELECT size, mtime_ns, digest FROM file WHERE path = ?", path))

    def referring(self, paths: Iterable[str]) -> set[str]:
        """Return the items whose documents refer to one of `paths`."""
        sql = "SELECT item FROM reference JOIN unit USING (number) WHERE target = ? AND item <> ''"
        return {row[0] for path in paths for row in self.rows(sql, path)}

    def item_at(self, path: str) -> str:
        """Return the item that the document at `path` is published as, "" where there is none."""
        sql = "SELECT item FROM unit WHERE path = ? AND item <> '' AND skip = '' ORDER BY number LIMIT 1"
        row = self.connection.execute(sql, (path,)).fetchone()
        return row[0] if row else ""

    def items_at(self, path: str, part: str) -> list[str]:
        """Return the item that one unit of the file at `path` is published as."""
        rows = self.rows("SELECT item FROM unit WHERE path = ? AND part = ? AND item <> ''", path, part)
        return [row[0] for row in rows]

    def put_file(self, row: Sequence[object]) -> None:
        """Keep a file: path, size, mtime_ns, inode, digest, number of units, problems as JSON."""
        self.connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def touch_file(self, path: str, stat: tuple[int, int, int]) -> None:
        """Keep the new `stat` of a file whose bytes are the same."""
        self.connection.execute("UPDATE file SET size = ?, mtime_ns = ?, inode = ? WHERE path = ?", (*stat, path))

    def distrust(self, since: int) -> None:
        """Mark the files changed at `since` (ns) or later: they are looked into again, whatever their stat says."""
        self.connection.execute("UPDATE file SET mtime_ns = -1 WHERE mtime_ns >= ?", (since,))

    def is_trusted(self) -> bool:
        """Say whether the stats of all files can be believed."""
        return self.connection.execute("SELECT 1 FROM file WHERE mtime_ns = -1").fetchone() is None

    def drop_file(self, path: str) -> None:
        """Forget the file at `path`; its units are dropped by `drop_unit`."""
        self.connection.execute("DELETE FROM file WHERE path = ?", (path,))

    def units_at(self, path: str) -> list[UnitRow]:
        """Return the units of the file at `path`."""
        return list(self._units("path = ?", path))

    def units_of(self, items: Iterable[str]) -> list[UnitRow]:
        """Return the units that are published as one of `items`, in corpus order."""
        return [unit for item in items for unit in self._units("item = ?", item)]

    def unit(self, number: int) -> UnitRow:
        """Return the unit with `number`."""
        return next(self._units("number = ?", number))

    def units_with(self, where: str, *values: object) -> list[UnitRow]:
        """Return the units for which the SQL condition `where` holds, in corpus order."""
        return list(self._units(where, *values))

    def _units(self, where: str, *values: object) -> Iterator[UnitRow]:
        sql = (
            "SELECT number, path, part, id, item, digest, bytes_digest, "  # noqa: S608 - ours
            "shingles, sketch, title, text_digest, skip "
            f"FROM unit WHERE {where} ORDER BY path, number"
        )
        for *own, shingles, sketch, title, text_digest, skip in self.rows(sql, *values):
            yield UnitRow._make((*own, Sketch(unpack(sketch), shingles, title, text_digest), skip))

    def put_unit(self, unit: UnitRow, manuscript: bytes, votes: Iterable[str], references: Iterable[str]) -> int:
        """Keep a new unit and what it is looked up by; return its number."""
        sketch = unit.sketch
        values = (unit.path, unit.part, unit.digest, unit.bytes_digest, sketch.title, sketch.text_digest)
        cursor = self.connection.execute(
            "INSERT INTO unit (path, part, digest, bytes_digest, title, text_digest, shingles, sketch, manuscript, "
            "skip, votes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, sketch.shingles, pack(sketch.hashes), manuscript, unit.skip, "\n".join(votes)),
        )
        number = int(cursor.lastrowid or 0)
        targets = [(target, number) for target in references]
        self.connection.executemany("INSERT OR IGNORE INTO reference VALUES (?, ?)", targets)
        return number

    def put_anchors(self, units: Iterable[UnitRow]) -> None:
        """Make `units` findable by the anchors of their sketches, and exact copies by their text."""
        rows = sorted((value, unit.number) for unit in units for value in anchors(unit.sketch.hashes))
        self.connection.executemany("INSERT OR IGNORE INTO anchor VALUES (?, ?)", rows)

    def drop_unit(self, unit: UnitRow) -> None:
        """Forget `unit` and what it was looked up by."""
        self.connection.execute("DELETE FROM unit WHERE number = ?", (unit.number,))
        rows = [(value, unit.number) for value in anchors(unit.sketch.hashes)]
        self.connection.executemany("DELETE FROM anchor WHERE hash = ? AND number = ?", rows)
        self.connection.execute("DELETE FROM reference WHERE number = ?", (unit.number,))

    def near(self, unit: UnitRow) -> set[int]:
        """Return the numbers of the units that share an anchor with `unit`, or its text."""
        values = anchors(unit.sketch.hashes)
        marks = ", ".join("?" * len(values))
        found = {row[0] for row in self.rows(f"SELECT number FROM anchor WHERE hash IN ({marks})", *values)}  # noqa: S608
        same = self.rows("SELECT number FROM unit WHERE text_digest = ?", unit.sketch.text_digest)
        return found | {row[0] for row in same}

    def manuscript(self, number: int) -> bytes:
        """Return the encoded manuscript of the unit with `number`."""
        row = self.connection.execute("SELECT manuscript FROM unit WHERE number = ?", (number,)).fetchone()
        return bytes(row[0])

    def has_id(self, id: str) -> bool:
        """Say whether a document in the corpus bears `id` as its own."""
        return self.connection.execute("SELECT 1 FROM unit WHERE id = ?", (id,)).fetchone() is not None

    def is_published(self, id: str) -> bool:
        """Say whether a document in the corpus is published as the item `id`."""
        sql = "SELECT 1 FROM unit WHERE item = ? AND skip = ''"
        return self.connection.execute(sql, (id,)).fetchone() is not None

    def set_skip(self, number: int, skip: str) -> None:
        """Note why the unit with `number` is not published, "" where it is."""
        self.connection.execute("UPDATE unit SET skip = ? WHERE number = ? AND skip <> ?", (skip, number, skip))

    def settle_unit(self, number: int, id: str, item: str) -> None:
        """Note the unit's own `id` and the `item` it is published as."""
        self.connection.execute("UPDATE unit SET id = ?, item = ? WHERE number = ?", (id, item, number))

    # The statistics of folders

    def votes_of(self, number: int) -> list[str]:
        """Return what the unit with `number` added to its folder's statistics."""
        row = self.connection.execute("SELECT votes FROM unit WHERE number = ?", (number,)).fetchone()
        return row[0].split("\n") if row and row[0] else []

    def voters(self, folder: str, keys: set[str]) -> set[str]:
        """Return the files of `folder` (or the file itself) whose reading depends on one of `keys`."""
        is_general = any(key.startswith("order:") for key in keys)
        sql = "SELECT path, votes FROM unit WHERE votes <> '' AND (path = ?1 OR path GLOB ?2)"
        prefix = f"{folder}/" if folder else ""
        escaped = "".join(f"[{c}]" if c in "*?[" else c for c in prefix)
        rows = self.rows(sql, folder, f"{escaped}*")
        near = ((path, votes) for path, votes in rows if path == folder or "/" not in path.removeprefix(prefix))
        return {path for path, votes in near if is_general or not keys.isdisjoint(votes.split("\n"))}

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

    # Cards and lists

    def put_card(self, card: CardRow, listings: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Keep an item as lists show it, and the lists it is in; return the lists that differ by it."""
        before = self.drop_card(card.id)
        after = set(listings)
        self.connection.execute("INSERT INTO card VALUES (?, ?, ?, ?, ?, ?, ?)", card)
        rows = [(kind, key, card.published, card.id) for kind, key in sorted(after)]
        self.connection.executemany("INSERT INTO listing VALUES (?, ?, ?, ?)", rows)
        self._tally(after, 1)
        return before | after

    def drop_card(self, id: str) -> set[tuple[str, str]]:
        """Forget the card of `id` and return the lists it was in."""
        self.connection.execute("DELETE FROM card WHERE id = ?", (id,))
        lists = {(row[0], row[1]) for row in self.rows("SELECT kind, key FROM listing WHERE id = ?", id)}
        if lists:
            self.connection.execute("DELETE FROM listing WHERE id = ?", (id,))
            self._tally(lists, -1)
        return lists

    def _tally(self, lists: Iterable[tuple[str, str]], change: int) -> None:
        self.connection.executemany(
            "INSERT INTO tally VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(kind, key, change) for kind, key in sorted(lists)],
        )

    def cards(self, ids: Iterable[str]) -> Iterator[CardRow]:
        """Return the cards of `ids`, in their order, leaving out those that are not live."""
        for id in ids:
            yield from (CardRow._make(row) for row in self.rows("SELECT * FROM card WHERE id = ?", id))

    def sizes(self, ids: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Return (id, size) of the live ones among `ids`, in their order."""
        for id in ids:
            yield from self.rows("SELECT id, size FROM card WHERE id = ?", id)

    def listing(self, kind: str, key: str, limit: int = -1) -> Iterator[CardRow]:
        """Return the cards of the newest `limit` items of a list, newest first."""
        sql = (
            "SELECT card.* FROM listing JOIN card USING (id) WHERE kind = ? AND key = ? "
            "ORDER BY listing.published DESC, listing.id DESC LIMIT ?"
        )
        return (CardRow._make(row) for row in self.rows(sql, kind, key, limit))

    def keys(self, kind: str) -> list[tuple[str, int]]:
        """Return the keys of the lists of one `kind`, each with its number of items."""
        return list(self.rows("SELECT key, count FROM tally WHERE kind = ? AND count > 0 ORDER BY key", kind))

    def count(self, kind: str, key: str) -> int:
        """Return how many items are in a list."""
        found = self.rows("SELECT count FROM tally WHERE kind = ? AND key = ?", kind, key)
        return next((row[0] for row in found), 0)

    # What the output was made from

    def output_digest(self, folder: str, path: str) -> str:
        """Return the digest of what `path` below output `folder` was made from, "" where it was not."""
        sql = "SELECT digest FROM output WHERE folder = ? AND path = ?"
        row = self.connection.execute(sql, (folder, path)).fetchone()
        return row[0] if row else ""

    def put_outputs(self, folder: str, digests: Iterable[tuple[str, str]]) -> None:
        """Keep the digests of what the outputs were made from."""
        rows = [(folder, path, digest) for path, digest in digests]
        self.connection.executemany("INSERT OR REPLACE INTO output VALUES (?, ?, ?)", rows)

    def drop_outputs(self, folder: str, paths: Iterable[str]) -> None:
        """Forget outputs that were removed."""
        rows = [(folder, path) for path in paths]
        self.connection.executemany("DELETE FROM output WHERE folder = ? AND path = ?", rows)
