"""The catalog: what was published, under which ids, when, and in which edition."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal

from feedpress.catalog.connecting import connect
from feedpress.catalog.frozen import Frozen
from feedpress.catalog.packing import CHUNK, pack, unpack
from feedpress.identity import Known

COLUMNS = ", ".join(Known._fields)
_SKETCH = Known._fields.index("sketch")


class Catalog:
    """The memory of one site. Every change happens inside `transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.frozen = Frozen(connection)

    @classmethod
    def open(cls, path: Path) -> Catalog:
        """Open the catalog at `path`, making an empty one where there is none.

        A damaged one is set aside and reported as an OutsideError; one from a newer version is a ConfigError; one from
        an older version is migrated.
        """
        return cls(connect(path))

    @classmethod
    @contextmanager
    def begun(cls, path: Path) -> Iterator[Catalog]:
        """Open the catalog at `path` for a build; one that was made for it and in which nothing was kept goes again."""
        is_new = not path.exists()
        try:
            with closing(cls.open(path)) as catalog:
                yield catalog
        finally:
            if is_new and cls._is_blank(path):
                path.unlink()

    @classmethod
    def _is_blank(cls, path: Path) -> bool:
        with closing(cls.open(path)) as catalog:
            return not catalog.meta("first_build")

    def close(self) -> None:
        """Close the database file."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes within it, or none."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """Take back every change within it."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            self.connection.execute("ROLLBACK")

    def meta(self, key: str) -> str:
        """Return a remembered setting, "" where there is none."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def remember(self, **values: str) -> None:
        """Keep each of `values` under its name."""
        self.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted(values.items()))

    # Who is who

    def known(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return what is remembered of `ids`."""
        return {known.id: known for known in self._known("id", sorted(set(ids)))}

    def item_of(self, id: str) -> Known | None:
        """Return the item that `id` is published as, be it merged at first or at second hand; None where unknown."""
        known = self.known([id]).get(id)
        while known and known.merged_into:
            known = self.known([known.merged_into]).get(known.merged_into)
        return known

    def copies(self, ids: Iterable[str]) -> set[str]:
        """Return the ids of what was merged into one of `ids`, at first or at second hand."""
        found: set[str] = set()
        values = sorted(ids)
        for start in range(0, len(values), CHUNK):
            some = values[start : start + CHUNK]
            sql = (
                f"WITH RECURSIVE copy AS (SELECT id FROM item WHERE merged_into IN ({', '.join('?' * len(some))}) "  # noqa: S608
                "UNION SELECT item.id FROM item JOIN copy ON merged_into = copy.id) SELECT id FROM copy"
            )
            found.update(row[0] for row in self.connection.execute(sql, some))
        return found

    def remint(self, ids: Mapping[str, str]) -> None:
        """Give items new ids, by their old ones."""
        pairs = [(new, old) for old, new in ids.items()]
        for table, column in (("item", "id"), ("item", "merged_into"), ("name", "id"), ("slug", "id")):
            self.connection.executemany(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", pairs)  # noqa: S608

    def ids(self) -> list[str]:
        """Return all ids, in order."""
        return [row[0] for row in self.connection.execute("SELECT id FROM item ORDER BY id")]

    def select(self, where: str, *values: object) -> Iterator[Known]:
        """Return the units for which the SQL condition `where` holds."""
        rows = self.connection.execute(f"SELECT {COLUMNS} FROM item WHERE {where}", values)  # noqa: S608 - ours
        return (_known(row) for row in rows)

    def gone_since(self, second: int) -> Iterator[Known]:
        """Return the items that went after `second`."""
        return self.select("gone_at > ?", second)

    def is_empty(self) -> bool:
        """Say whether no document was ever known."""
        return self.connection.execute("SELECT 1 FROM item LIMIT 1").fetchone() is None

    def count_live(self) -> int:
        """Return how many items are published."""
        return self.count("SELECT count(*) FROM item WHERE state = 'live'")

    def _known(self, column: str, values: Sequence[str]) -> Iterator[Known]:
        for start in range(0, len(values), CHUNK):
            some = values[start : start + CHUNK]
            yield from self.select(f"{column} IN ({', '.join('?' * len(some))})", *some)

    def named(self, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the ids known under (kind, key) `names`: copies share theirs."""
        return self._ids_by("SELECT id FROM name WHERE kind = ? AND key = ? ORDER BY id", names)

    def at_paths(self, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the ids last seen at each (path, part) of `places`."""
        return self._ids_by("SELECT id FROM item WHERE path = ? AND part = ? ORDER BY state = 'gone', id", places)

    def _ids_by(self, sql: str, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the ids that `sql` finds for each of `pairs`, where it finds any."""
        found = {pair: tuple(row[0] for row in self.connection.execute(sql, pair)) for pair in dict.fromkeys(pairs)}
        return {pair: ids for pair, ids in found.items() if ids}

    def is_known(self, id: str) -> bool:
        """Say whether `id` was ever given."""
        return self._has("SELECT 1 FROM item WHERE id = ?", id)

    def has_slug(self, slug: str) -> bool:
        """Say whether an item has or had `slug`."""
        return self._has("SELECT 1 FROM slug WHERE slug = ?", slug)

    def has_updated(self, second: int) -> bool:
        """Say whether an item's `updated` is `second`."""
        return self._has("SELECT 1 FROM item WHERE updated = ?", second)

    def _has(self, sql: str, value: object) -> bool:
        return self.connection.execute(sql, (value,)).fetchone() is not None

    def put_all(self, known: Iterable[Known], slugs: Iterable[tuple[str, str]]) -> None:
        """Keep `known`, in place of what was remembered under their ids, and the owners of new `slugs`."""
        rows = [(*one[:_SKETCH], pack(one.sketch), *one[_SKETCH + 1 :]) for one in known]
        marks = ", ".join("?" * len(Known._fields))
        self.connection.executemany(f"INSERT OR REPLACE INTO item ({COLUMNS}) VALUES ({marks})", rows)  # noqa: S608
        self.connection.executemany("INSERT OR IGNORE INTO slug VALUES (?, ?)", sorted(slugs))

    def name_all(self, names: Iterable[tuple[str, str, str]]) -> None:
        """Make ids known under names, as (kind, key, id)."""
        self.connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", sorted(names))

    def last(self, order: Literal["seq", "queue"]) -> int:
        """Return the highest number in one of the orders of items, 0 before the first."""
        return self.count(f"SELECT coalesce(max({order}), 0) FROM item")  # noqa: S608 - ours

    def rename(self, old: str, new: str) -> None:
        """Let `new` be known under the names of `old`, and each have the aliases that the other had."""
        self.connection.execute("UPDATE OR REPLACE name SET id = ? WHERE id = ?", (new, old))
        swap = "UPDATE slug SET id = iif(id = ?1, ?2, ?1) WHERE id IN (?1, ?2) AND slug >= '/' AND slug < '0'"
        self.connection.execute(swap, (old, new))

    def count(self, sql: str, *values: object) -> int:
        """Return the one number that `sql` asks for."""
        return int(self.connection.execute(sql, values).fetchone()[0])

    def slugs(self, ids: Collection[str]) -> dict[str, list[str]]:
        """Return every slug that each of `ids` has or had, in order."""
        found: dict[str, list[str]] = {}
        for start in range(0, len(ids), CHUNK):
            some = list(ids)[start : start + CHUNK]
            sql = f"SELECT id, slug FROM slug WHERE id IN ({', '.join('?' * len(some))}) ORDER BY slug"  # noqa: S608
            for id, slug in self.connection.execute(sql, some):
                found.setdefault(id, []).append(slug)
        return found

    def aliases(self, ids: Collection[str]) -> set[str]:
        """Return the aliases that lead to one of `ids`."""
        if not self.count("SELECT EXISTS (SELECT 1 FROM slug WHERE slug BETWEEN '/' AND '0')"):
            return set()
        return {slug for slugs in self.slugs(ids).values() for slug in slugs if slug.startswith("/")}

    def led_to(self, alias: str) -> str:
        """Return the id that `alias` leads to, "" where it leads nowhere."""
        row = self.connection.execute("SELECT id FROM slug WHERE slug = ?", (alias,)).fetchone()
        return row[0] if row else ""

    def lead(self, alias: str, id: str) -> None:
        """Let `alias` lead to `id`, nowhere where that is ""."""
        self.connection.execute("DELETE FROM slug WHERE slug = ?", (alias,))
        if id:
            self.connection.execute("INSERT INTO slug VALUES (?, ?)", (alias, id))

    # What is ours in the output

    def manifest(self, folder: str) -> set[str]:
        """Return the paths below output `folder` that are ours."""
        rows = self.connection.execute("SELECT path FROM manifest WHERE folder = ?", (folder,))
        return {row[0] for row in rows}

    def owns(self, folder: str, path: str) -> bool:
        """Say whether `path` below output `folder` is ours."""
        sql = "SELECT 1 FROM manifest WHERE folder = ? AND path = ?"
        return self.connection.execute(sql, (folder, path)).fetchone() is not None

    def claim(self, folder: str, paths: Iterable[str]) -> None:
        """Note before they are written that `paths` below output `folder` are ours."""
        self.connection.executemany("INSERT OR IGNORE INTO manifest VALUES (?, ?)", [(folder, path) for path in paths])

    def release(self, folder: str, paths: Iterable[str]) -> None:
        """Forget `paths` below output `folder`, which were removed."""
        self.connection.executemany(
            "DELETE FROM manifest WHERE folder = ? AND path = ?", [(folder, path) for path in paths]
        )

    # What waits for archives and editions

    def unarchived(self) -> list[str]:
        """Return the live items that no closed archive holds, in the order in which they wait for one."""
        sql = "SELECT id FROM item WHERE archive IS NULL AND state = 'live' ORDER BY queue"
        return [row[0] for row in self.connection.execute(sql)]

    def waiting(self, limit: int = -1) -> list[str]:
        """Return the newest `limit` of the items that no edition covers, newest first."""
        return self._covered("", limit)

    def count_waiting(self) -> int:
        """Return how many items no edition covers."""
        return self.count("SELECT count(*) FROM item WHERE coverage = '' AND state = 'live'")

    def excluded(self) -> list[str]:
        """Return the items that are kept out of every edition, newest first."""
        return self._covered("excluded")

    def _covered(self, coverage: str, limit: int = -1) -> list[str]:
        where = f"coverage = '{coverage}' AND state = 'live'"
        sql = f"SELECT id FROM item WHERE {where} ORDER BY published DESC, id DESC LIMIT ?"  # noqa: S608 - ours
        return [row[0] for row in self.connection.execute(sql, (limit,))]

    def pass_over(self) -> None:
        """Let all that waits for an edition count as known before the first one."""
        sql = "UPDATE item SET coverage = 'before-first' WHERE coverage = '' AND state = 'live'"
        self.connection.execute(sql)

    # Problems and the timetable

    def unknown(self, problems: Iterable[str]) -> set[str]:
        """Return those of `problems` that were not known before."""
        return set(problems) - {row[0] for row in self.connection.execute("SELECT text FROM problem")}

    def keep_problems(self, problems: Iterable[str]) -> None:
        """Keep `problems` as the known ones."""
        now = set(problems)
        before = {row[0] for row in self.connection.execute("SELECT text FROM problem")}
        self.connection.executemany("DELETE FROM problem WHERE text = ?", [(text,) for text in sorted(before - now)])
        self.connection.executemany("INSERT INTO problem VALUES (?)", [(text,) for text in sorted(now - before)])

    def runs(self) -> Mapping[str, tuple[int, int | None, int | None]]:
        """Return (started, finished, exit code) of each job's last run."""
        return {row[0]: (row[1], row[2], row[3]) for row in self.connection.execute("SELECT * FROM run")}

    def record_run(self, job: str, started: int, finished: int | None, exit_code: int | None) -> None:
        """Keep `job`'s last run."""
        self.connection.execute("INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?)", (job, started, finished, exit_code))


def _known(row: Sequence[Any]) -> Known:
    known = Known(*row)
    return known._replace(sketch=unpack(bytes(known.sketch)))
