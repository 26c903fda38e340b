"""The catalog: what was published, under which ids, when, and in which edition."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal

from feedpress.catalog.connecting import connect
from feedpress.catalog.database import Database
from feedpress.catalog.frozen import Frozen
from feedpress.catalog.manifest import Manifest
from feedpress.catalog.packing import pack, unpack
from feedpress.catalog.problems import Problems
from feedpress.catalog.runs import Runs
from feedpress.identity import Known

COLUMNS = ", ".join(Known._fields)
_SKETCH = Known._fields.index("sketch")


class Catalog(Database):
    """The memory of one site. Every change happens inside `transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.frozen = Frozen(self)
        self.manifest = Manifest(self)
        self.problems = Problems(self)
        self.runs = Runs(self)

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

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes within it, or none."""
        self.change("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.change("ROLLBACK")
            raise
        self.change("COMMIT")

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """Take back every change within it."""
        self.change("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            self.change("ROLLBACK")

    # Who is who

    def known(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return what is remembered of `ids`."""
        rows = self.among(f"SELECT {COLUMNS} FROM item WHERE id IN (?)", sorted(set(ids)))  # noqa: S608 - ours
        return {known.id: known for known in map(_known, rows)}

    def one(self, id: str) -> Known | None:
        """Return what is remembered of `id`, None where it was never given."""
        return self.known([id]).get(id)

    def item_of(self, id: str) -> Known | None:
        """Return the item that `id` is published as, be it merged at first or at second hand; None where unknown."""
        known = self.one(id)
        while known and known.merged_into:
            known = self.one(known.merged_into)
        return known

    def copies(self, ids: Iterable[str]) -> set[str]:
        """Return the ids of what was merged into one of `ids`, at first or at second hand."""
        sql = (
            "WITH RECURSIVE copy AS (SELECT id FROM item WHERE merged_into IN (?) "
            "UNION SELECT item.id FROM item JOIN copy ON merged_into = copy.id) SELECT id FROM copy"
        )
        return {row[0] for row in self.among(sql, sorted(ids))}

    def remint(self, ids: Mapping[str, str]) -> None:
        """Give items new ids, by their old ones."""
        pairs = [(new, old) for old, new in ids.items()]
        for table, column in (("item", "id"), ("item", "merged_into"), ("name", "id"), ("slug", "id")):
            self.change_all(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", pairs)  # noqa: S608

    def ids(self) -> list[str]:
        """Return all ids, in order."""
        return self.column("SELECT id FROM item ORDER BY id")

    def every(self) -> Iterator[Known]:
        """Return what is remembered of every unit, in the order of their ids."""
        return self._select("1 ORDER BY id")

    def live(self) -> Iterator[Known]:
        """Return the items that are published."""
        return self._select("state = 'live'")

    def gone_since(self, second: int) -> Iterator[Known]:
        """Return the items that went after `second`."""
        return self._select("gone_at > ? AND state = 'gone'", second)

    def forgotten(self) -> Iterator[Known]:
        """Return what was taken down, ever."""
        return self._select("state = 'forgotten'")

    def _select(self, where: str, *values: object) -> Iterator[Known]:
        rows = self.rows(f"SELECT {COLUMNS} FROM item WHERE {where}", *values)  # noqa: S608 - ours
        return map(_known, rows)

    def is_empty(self) -> bool:
        """Say whether no document was ever known."""
        return not self.has("SELECT 1 FROM item LIMIT 1")

    def count(self) -> int:
        """Return how many units were ever known."""
        return self.number("SELECT count(*) FROM item")

    def count_live(self) -> int:
        """Return how many items are published."""
        return self.number("SELECT count(*) FROM item WHERE state = 'live'")

    def named(self, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the ids known under (kind, key) `names`: copies share theirs."""
        return self._ids_by("SELECT id FROM name WHERE kind = ? AND key = ? ORDER BY id", names)

    def at_paths(self, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the ids last seen at each (path, part) of `places`."""
        return self._ids_by("SELECT id FROM item WHERE path = ? AND part = ? ORDER BY state = 'gone', id", places)

    def _ids_by(self, sql: str, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the ids that `sql` finds for each of `pairs`, where it finds any."""
        found = {pair: tuple(self.column(sql, *pair)) for pair in dict.fromkeys(pairs)}
        return {pair: ids for pair, ids in found.items() if ids}

    def is_known(self, id: str) -> bool:
        """Say whether `id` was ever given."""
        return self.has("SELECT 1 FROM item WHERE id = ?", id)

    def has_slug(self, slug: str) -> bool:
        """Say whether an item has or had `slug`."""
        return self.has("SELECT 1 FROM slug WHERE slug = ?", slug)

    def has_updated(self, second: int) -> bool:
        """Say whether an item's `updated` is `second`."""
        return self.has("SELECT 1 FROM item WHERE updated = ?", second)

    def put_all(self, known: Iterable[Known], slugs: Iterable[tuple[str, str]]) -> None:
        """Keep `known`, in place of what was remembered under their ids, and the owners of new `slugs`."""
        rows = [(*one[:_SKETCH], pack(one.sketch), *one[_SKETCH + 1 :]) for one in known]
        marks = ", ".join("?" * len(Known._fields))
        self.change_all(f"INSERT OR REPLACE INTO item ({COLUMNS}) VALUES ({marks})", rows)  # noqa: S608
        self.change_all("INSERT OR IGNORE INTO slug VALUES (?, ?)", sorted(slugs))

    def name_all(self, names: Iterable[tuple[str, str, str]]) -> None:
        """Make ids known under names, as (kind, key, id)."""
        self.change_all("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", sorted(names))

    def last(self, order: Literal["seq", "queue"]) -> int:
        """Return the highest number in one of the orders of items, 0 before the first."""
        return self.number(f"SELECT coalesce(max({order}), 0) FROM item")  # noqa: S608 - ours

    def rename(self, old: str, new: str) -> None:
        """Let `new` be known under the names of `old`, and each have the aliases that the other had."""
        self.change("UPDATE OR REPLACE name SET id = ? WHERE id = ?", new, old)
        swap = "UPDATE slug SET id = iif(id = ?1, ?2, ?1) WHERE id IN (?1, ?2) AND slug >= '/' AND slug < '0'"
        self.change(swap, old, new)

    def slugs(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """Return every slug that each of `ids` has or had, in order."""
        found: dict[str, list[str]] = {}
        for id, slug in self.among("SELECT id, slug FROM slug WHERE id IN (?) ORDER BY slug", ids):
            found.setdefault(id, []).append(slug)
        return found

    def aliases(self, ids: Iterable[str]) -> set[str]:
        """Return the aliases that lead to one of `ids`."""
        if not self.has("SELECT 1 FROM slug WHERE slug BETWEEN '/' AND '0' LIMIT 1"):
            return set()
        return {slug for slugs in self.slugs(ids).values() for slug in slugs if slug.startswith("/")}

    def led_to(self, alias: str) -> str:
        """Return the id that `alias` leads to, "" where it leads nowhere."""
        return self.text("SELECT id FROM slug WHERE slug = ?", alias)

    def lead(self, alias: str, id: str) -> None:
        """Let `alias` lead to `id`, nowhere where that is ""."""
        self.change("DELETE FROM slug WHERE slug = ?", alias)
        if id:
            self.change("INSERT INTO slug VALUES (?, ?)", alias, id)

    def folders(self) -> dict[str, str]:
        """Return the key of the list of each folder that ever was in the corpus, by its path."""
        return dict(self.rows("SELECT path, key FROM folder"))

    def published_paths(self) -> list[str]:
        """Return where the documents of all items that ever were published are or were, the first published first."""
        return self.column("SELECT path FROM item WHERE seq IS NOT NULL ORDER BY seq")

    def put_folders(self, keys: Mapping[str, str]) -> None:
        """Keep the keys of the lists of new folders, by their paths."""
        self.change_all("INSERT INTO folder VALUES (?, ?)", keys.items())

    # What waits for archives and editions

    def unarchived(self) -> list[str]:
        """Return the live items that no closed archive holds, in the order in which they wait for one."""
        sql = "SELECT id FROM item WHERE archive IS NULL AND state = 'live' ORDER BY queue"
        return self.column(sql)

    def waiting(self, limit: int = -1) -> list[str]:
        """Return the newest `limit` of the items that no edition covers, newest first."""
        return self._covered("", limit)

    def count_waiting(self) -> int:
        """Return how many items no edition covers."""
        return self.number("SELECT count(*) FROM item WHERE coverage = '' AND state = 'live'")

    def excluded(self) -> list[str]:
        """Return the items that are kept out of every edition, newest first."""
        return self._covered("excluded")

    def _covered(self, coverage: str, limit: int = -1) -> list[str]:
        where = f"coverage = '{coverage}' AND state = 'live'"  # in full, for the index of those that wait
        sql = f"SELECT id FROM item WHERE {where} ORDER BY published DESC, id DESC LIMIT ?"  # noqa: S608 - ours
        return self.column(sql, limit)

    def pass_over(self) -> None:
        """Let all that waits for an edition count as known before the first one."""
        sql = "UPDATE item SET coverage = 'before-first' WHERE coverage = '' AND state = 'live'"
        self.change(sql)


def _known(row: Iterable[Any]) -> Known:
    known = Known._make(row)
    return known._replace(sketch=unpack(bytes(known.sketch)))
