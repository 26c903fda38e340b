"""The part of the cache that holds document units: manuscripts, and what they are looked up by."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from feedpress.catalog.database import Database
from feedpress.catalog.packing import pack, unpack
from feedpress.normalize.duplicates import FEW, Sketch, anchors

SKIPPED = "skip <> '' AND skip"
"""Begins a condition on why units are not published: their index holds those alone, and is used where it says so."""
HELD = f"{SKIPPED} = 'held'"


class Basis(NamedTuple):
    """What a unit of a file of many documents was made from: digests of the `source` and of its folder's `facts`.

    The source is the document with the settings for it. "" is what does not matter.
    """

    source: str = ""
    facts: str = ""


class UnitRow(NamedTuple):
    """A document unit as the cache holds it; `skip` says why it is not published ("" where it may be).

    One that is held back waits for the second `held_until`; one with a second `shown_until` is taken back then.
    """

    number: int
    path: str
    part: str
    id: str
    item: str
    digest: str
    bytes_digest: str
    sketch: Sketch
    skip: str
    held_until: int = 0
    shown_until: int = 0

    def held(self, until: int) -> UnitRow:
        """Return the unit held back until the second `until`."""
        return self._replace(skip="held", held_until=until)

    @property
    def anchors(self) -> Sequence[int]:
        """What its copies are found by: none for a text of few words, which is a copy of its equal alone."""
        return anchors(self.sketch.hashes) if self.sketch.shingles >= FEW else ()


class Units:
    """The document units of the corpus."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def at(self, path: str) -> list[UnitRow]:
        """Return the units of the file at `path`."""
        return list(self._select("path = ?", path))

    def of(self, items: Iterable[str]) -> list[UnitRow]:
        """Return the units that are published as one of `items`, in corpus order."""
        return [unit for item in items for unit in self._select("item = ?", item)]

    def unit(self, number: int) -> UnitRow:
        """Return the unit with `number`."""
        return next(self._select("number = ?", number))

    def bearing(self, id: str) -> list[UnitRow]:
        """Return the units whose own id is `id`."""
        return list(self._select("id = ?", id))

    def _select(self, where: str, *values: object) -> Iterator[UnitRow]:
        """Return the units for which the SQL condition `where` holds, in corpus order."""
        sql = (
            "SELECT number, path, part, id, item, digest, bytes_digest, "  # noqa: S608 - ours
            "shingles, sketch, title, text_digest, skip, held_until, shown_until "
            f"FROM unit WHERE {where} ORDER BY path, number"
        )
        for *own, shingles, sketch, title, text_digest, skip, held, shown in self.database.rows(sql, *values):
            yield UnitRow._make((*own, Sketch(unpack(sketch), shingles, title, text_digest), skip, held, shown))

    def held(self) -> Iterator[UnitRow]:
        """Return the units that are held back until their time."""
        return self._select(HELD)

    def named(self, path: str, part: str) -> UnitRow | None:
        """Return the unit `part` of the file at `path`, None where there is none."""
        return next(self._select("path = ? AND part = ?", path, part), None)

    def unpublished(self) -> Iterator[tuple[str, str, bytes]]:
        """Return path, `skip` and encoded manuscript of what is not published and waits for no time."""
        sql = f"SELECT path, skip, manuscript FROM unit WHERE {SKIPPED} <> 'held' ORDER BY path, number"  # noqa: S608
        yield from self.database.rows(sql)

    def over(self, second: int) -> Iterator[UnitRow]:
        """Return the units that are to be taken back at `second`, or were to be before."""
        return self._select("shown_until > 0 AND shown_until <= ? AND skip <> 'expired'", second)

    def next_end(self, second: int) -> int:
        """Return the first second after `second` at which a unit is to be taken back, 0 where none is."""
        sql = "SELECT coalesce(min(shown_until), 0) FROM unit WHERE shown_until > 0 AND shown_until > ?"
        return self.database.number(sql, second)

    def tally(self) -> tuple[int, int, int, int]:
        """Count the units: all of them, copies published as another item, those held back, those passed over."""
        held = self._count(HELD)
        copies = self._count("item <> id AND item <> '' AND skip = ''")
        return self._count("1"), copies, held, self._count(f"{SKIPPED} IN ('draft', 'expired', 'forgotten')")

    def _count(self, where: str) -> int:
        return self.database.number(f"SELECT count(*) FROM unit WHERE {where}")  # noqa: S608 - ours

    def bases(self, path: str) -> dict[str, Basis]:
        """Return what the units of the file at `path` were made from, by part; none for a file of one document."""
        rows = self.database.rows("SELECT part, source, facts FROM unit WHERE path = ? AND source <> ''", path)
        return {part: Basis(source, facts) for part, source, facts in rows}

    def rebase(self, number: int, basis: Basis) -> None:
        """Note that the unit with `number` comes of another `basis`, too."""
        self.database.change("UPDATE unit SET source = ?, facts = ? WHERE number = ?", *basis, number)

    def put(
        self, unit: UnitRow, basis: Basis, manuscript: bytes, votes: Iterable[str], references: Sequence[str]
    ) -> UnitRow:
        """Keep a new unit, what it was made from and what it refers to; return it with its number."""
        sketch = unit.sketch
        values = (unit.path, unit.part, unit.digest, unit.bytes_digest, sketch.title, sketch.text_digest)
        told = (unit.skip, unit.shown_until, "\n".join(votes), *basis)
        cursor = self.database.connection.execute(
            "INSERT INTO unit (path, part, digest, bytes_digest, title, text_digest, shingles, sketch, manuscript, "
            "skip, shown_until, votes, source, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, sketch.shingles, pack(sketch.hashes), manuscript, *told),
        )
        number = int(cursor.lastrowid or 0)
        if references:
            targets = [(target, number) for target in references]
            self.database.change_all("INSERT OR IGNORE INTO reference VALUES (?, ?)", targets)
        return unit._replace(number=number)

    def drop(self, unit: UnitRow) -> None:
        """Forget `unit` and what it was looked up by."""
        self.database.change("DELETE FROM unit WHERE number = ?", unit.number)
        rows = [(value, unit.number) for value in anchors(unit.sketch.hashes)]
        self.database.change_all("DELETE FROM anchor WHERE hash = ? AND number = ?", rows)
        self.database.change("DELETE FROM reference WHERE number = ?", unit.number)

    def settle(self, units: Iterable[UnitRow]) -> None:
        """Note each unit's own id, the item it is published as, and why it may not be."""
        rows = [(unit.id, unit.item, unit.skip, unit.held_until, unit.number) for unit in units]
        self.database.change_all("UPDATE unit SET id = ?, item = ?, skip = ?, held_until = ? WHERE number = ?", rows)

    def put_anchors(self, units: Iterable[UnitRow]) -> Sequence[int]:
        """Make `units` findable by the anchors of their sketches; return these ascending, above the units' numbers.

        The lower 32 bits are the number, the rest is the anchor: so many pairs would take ten times the memory.
        """
        pairs = array("Q", sorted(value << 32 | unit.number for unit in units for value in unit.anchors))
        rows = ((pair >> 32, pair & 0xFFFFFFFF) for pair in pairs)
        self.database.change_all("INSERT OR IGNORE INTO anchor VALUES (?, ?)", rows)
        return pairs

    def paths_of(self, items: Iterable[str]) -> set[str]:
        """Return the paths of the documents that are published as one of `items`."""
        return self._found("SELECT path FROM unit WHERE item IN (?)", items)

    def bearing_anchor(self, value: int, most: int) -> list[int]:
        """Return the numbers of the units that have the anchor `value`, `most` of them; all where that is negative."""
        return self.database.column("SELECT number FROM anchor WHERE hash = ? LIMIT ?", value, most)

    def count_bearing(self, value: int) -> int:
        """Return how many units have the anchor `value`."""
        return self.database.number("SELECT count(*) FROM anchor WHERE hash = ?", value)

    def items_bearing(self, values: Iterable[int]) -> set[str]:
        """Return the items that units with one of the anchors `values` are published as."""
        return self._found("SELECT item FROM anchor JOIN unit USING (number) WHERE hash IN (?) AND item <> ''", values)

    def telling(self, text_digest: str) -> list[int]:
        """Return the numbers of the units with the text of this digest."""
        return self.database.column("SELECT number FROM unit WHERE text_digest = ?", text_digest)

    def manuscript(self, number: int) -> bytes:
        """Return the encoded manuscript of the unit with `number`."""
        return bytes(self.database.column("SELECT manuscript FROM unit WHERE number = ?", number)[0])

    def manuscripts_of(self, items: Iterable[str]) -> dict[str, list[bytes]]:
        """Return the encoded manuscripts of what is published as each of `items`, in corpus order."""
        found: dict[str, list[bytes]] = {item: [] for item in items}
        sql = "SELECT item, manuscript FROM unit WHERE item IN (?) AND skip = '' ORDER BY path, number"
        for item, manuscript in self.database.among(sql, found):
            found[item].append(manuscript)
        return found

    def present(self, ids: Iterable[str]) -> set[str]:
        """Return those of `ids` that a document in the corpus bears as its own."""
        return self._found("SELECT id FROM unit WHERE id IN (?)", ids)

    def published(self, ids: Iterable[str]) -> set[str]:
        """Return those of `ids` that a document in the corpus is published as."""
        return self._found("SELECT item FROM unit WHERE item IN (?) AND skip = ''", ids)

    def _found(self, sql: str, keys: Iterable[str] | Iterable[int]) -> set[str]:
        return {row[0] for row in self.database.among(sql, sorted({*keys}))}

    def item_at(self, path: str) -> str:
        """Return the item that the document at `path` is published as, "" where there is none."""
        sql = "SELECT item FROM unit WHERE path = ? AND item <> '' AND skip = '' ORDER BY number LIMIT 1"
        return self.database.text(sql, path)

    def referring(self, paths: Iterable[str]) -> set[str]:
        """Return the items whose documents refer to one of `paths`."""
        sql = "SELECT item FROM reference JOIN unit USING (number) WHERE target = ? AND item <> ''"
        return {row[0] for path in paths for row in self.database.rows(sql, path)}

    def bears(self, id: str) -> bool:
        """Say whether the document of `id` is in the corpus and published."""
        return self.database.has("SELECT 1 FROM unit WHERE id = ? AND skip = ''", id)

    def stating(self, alias: str) -> list[tuple[str, str]]:
        """Return the ids of the units whose documents state `alias`, each with its item's, in corpus order."""
        sql = (
            "SELECT id, item FROM reference JOIN unit USING (number) "
            "WHERE target = ? AND item <> '' AND skip = '' ORDER BY path, number"
        )
        return [(row[0], row[1]) for row in self.database.rows(sql, alias)]

    def votes(self, number: int) -> list[str]:
        """Return what the unit with `number` added to its folder's statistics."""
        votes = self.database.text("SELECT votes FROM unit WHERE number = ?", number)
        return votes.split("\n") if votes else []

    def voters(self, folder: str, keys: set[str]) -> set[str]:
        """Return the files of `folder` (or the file itself) whose reading depends on one of `keys`."""
        is_general = any(key.startswith("order:") for key in keys)
        sql = "SELECT path, votes FROM unit WHERE votes <> '' AND (path = ?1 OR path GLOB ?2)"
        prefix = f"{folder}/" if folder else ""
        escaped = "".join(f"[{c}]" if c in "*?[" else c for c in prefix)
        rows = self.database.rows(sql, folder, f"{escaped}*")
        near = ((path, votes) for path, votes in rows if path == folder or "/" not in path.removeprefix(prefix))
        return {path for path, votes in near if is_general or not keys.isdisjoint(votes.split("\n"))}
