"""Find which units may tell one story: those whose texts share an anchor, or are equal.

A passage below each of ten thousand posts is an anchor of all of them, and to compare each with each would take hours.
So an anchor that a crowd of units bears leads nowhere by itself: copies that have the passage find each other by the
rest of their texts. Only a text that is nearly all crowd (a notice that was saved a hundred times) has no rest to speak
of. It is compared with its like, but for those that declare themselves to be other documents.

Whether an anchor is a crowd's depends on the corpus as it is, not on what came first. Where a change makes or ends a
crowd, the items of all who bear the anchor are settled anew: besides what changed, these are few, or they were no crowd
before or after.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from feedpress.catalog.units import UnitRow
from feedpress.normalize import duplicates
from feedpress.normalize.duplicates import is_common, is_crowd
from feedpress.normalize.merging import declared
from feedpress.pipeline.desk import Desk, Gist
from feedpress.pipeline.press import Press

Key = TypeVar("Key")
Value = TypeVar("Value")
Fellows = Mapping[str | None, Mapping[date | None, set[int]]]
"""Units by the title and the day that they declare, None where they declare none."""


class Neighbours:
    """Finds the units that may be copies of one; whether two may be does not depend on which of them is asked for."""

    def __init__(self, press: Press, desk: Desk) -> None:
        """Make the units on `desk` findable: in the cache, and here where there are no others."""
        self.press = press
        self.desk = desk
        self.is_alone = not press.cache.meta("is_complete")
        pairs = press.cache.units.put_anchors(desk.rows.values())
        self._pairs: Sequence[int] = pairs if self.is_alone else ()
        self._texts: dict[str, list[int]] = defaultdict(list)
        if self.is_alone:
            for row in desk.rows.values():
                self._texts[row.sketch.text_digest].append(row.number)
        self._crowds: dict[int, bool] = {}
        self._common: dict[int, bool] = {}
        self._declared: dict[int, tuple[str | None, date | None]] = {}
        self._fellows: dict[int, Fellows] = {}

    def near(self, number: int) -> set[int]:
        """Return the units that may tell the story of the unit with `number`."""
        row = self.desk.row(number)
        bearing = {value: self._bearing(value) for value in row.anchors}
        crowds = [value for value, numbers in bearing.items() if is_crowd(len(numbers))]
        found = set(self._same(row))
        found.update(*(numbers for value, numbers in bearing.items() if value not in crowds))
        if is_common(len(crowds), len(bearing)):
            found.update(*self._in_crowds(number, crowds))
        return found

    def shaken(self, fresh: Iterable[tuple[UnitRow, Gist]], removed: Sequence[UnitRow]) -> set[str]:
        """Return the items whose copies may be others since units came and went.

        Those of the units that went, and of those with an anchor that has become a crowd's, or is one no more.
        """
        if self.is_alone:  # nothing is published yet; to count the anchors of all would take long, and their memory
            return set()
        change = Counter(value for row, _ in fresh for value in row.anchors)
        change.subtract(value for row in removed for value in row.anchors)
        units = self.press.cache.units
        counts = ((value, units.count_bearing(value), by) for value, by in change.items() if by)
        crossed = [value for value, now, by in counts if is_crowd(now) != is_crowd(now - by)]
        return units.items_bearing(crossed) | {row.item for row in removed if row.item}

    def _in_crowds(self, number: int, crowds: Iterable[int]) -> Iterable[set[int]]:
        """Return the units that are nearly all crowd, as the unit with `number` is, and may be copies of it."""
        title, day = self._statement(number)
        titles = (_open_to(title, self._fellows_in(value)) for value in crowds)
        return (numbers for every in titles for days in every for numbers in _open_to(day, days))

    def _fellows_in(self, crowd: int) -> Fellows:
        """Return those of a crowd that are nearly all crowd."""
        if crowd not in self._fellows:
            fellows: dict[str | None, dict[date | None, set[int]]] = defaultdict(lambda: defaultdict(set))
            for number in self._bearing(crowd, every=True):
                if self._is_common(number):
                    title, day = self._statement(number)
                    fellows[title][day].add(number)
            self._fellows[crowd] = fellows
        return self._fellows[crowd]

    def _is_common(self, number: int) -> bool:
        if number not in self._common:
            values = self.desk.row(number).anchors
            self._common[number] = is_common(sum(map(self._is_crowd, values)), len(values))
        return self._common[number]

    def _is_crowd(self, value: int) -> bool:
        if value not in self._crowds:
            self._crowds[value] = is_crowd(len(self._bearing(value)))
        return self._crowds[value]

    def _statement(self, number: int) -> tuple[str | None, date | None]:
        if number not in self._declared:
            self._declared[number] = declared(self.press.manuscript(number))
        return self._declared[number]

    def _same(self, row: UnitRow) -> Sequence[int]:
        """Return the units with the text of `row`."""
        digest = row.sketch.text_digest
        return self._texts[digest] if self.is_alone else self.press.cache.units.telling(digest)

    def _bearing(self, value: int, *, every: bool = False) -> Sequence[int]:
        """Return the units that have the anchor `value`; of a crowd so many that it is one, or `every` one."""
        if not self.is_alone:
            return self.press.cache.units.bearing_anchor(value, -1 if every else duplicates.CROWD + 1)
        first = bisect_left(self._pairs, value << 32)
        end = len(self._pairs) if every else min(len(self._pairs), first + duplicates.CROWD + 1)
        last = bisect_left(self._pairs, (value + 1) << 32, first, end)
        return [pair & 0xFFFFFFFF for pair in self._pairs[first:last]]


def _open_to(key: Key | None, groups: Mapping[Key | None, Value]) -> Iterable[Value]:
    """Return the groups of those who declare `key` or nothing; all where nothing is declared."""
    return groups.values() if key is None else (groups[own] for own in (key, None) if own in groups)
