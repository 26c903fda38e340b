"""Find the units that tell one story together, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from feedpress.catalog.units import UnitRow
from feedpress.normalize.duplicates import begins_alike, closeness, components, likeness, parted
from feedpress.normalize.merging import fullest_first, is_distinct, may_differ, merge
from feedpress.pipeline.desk import Desk, Gist, gist_of
from feedpress.pipeline.neighbours import Neighbours
from feedpress.pipeline.press import Press

_HELD = 1_000  # manuscripts: those that are compared with each other lie together


class Story(NamedTuple):
    """The units that tell one story, in corpus order, with the gist of what they come to together."""

    units: tuple[UnitRow, ...]
    gist: Gist


def told_by(press: Press, desk: Desk, neighbours: Neighbours, nodes: Sequence[int]) -> list[Story]:
    """Return each story that one of the units `nodes` tells, alone or with others, in corpus order."""
    copies = Copies(press, desk, neighbours)
    parts = (part for members in components(nodes, copies.near, copies.is_pair) for part in copies.parts(members))
    found = [sorted((desk.row(number) for number in numbers), key=_place) for numbers in parts]
    return [Story(tuple(units), _gist(press, desk, units)) for units in sorted(found, key=lambda one: _place(one[0]))]


def _place(unit: UnitRow) -> tuple[str, int]:
    return unit.path, unit.number


class Copies:
    """Tells which units are copies of each other; all are named by their numbers."""

    def __init__(self, press: Press, desk: Desk, neighbours: Neighbours) -> None:
        self.press = press
        self.desk = desk
        self.neighbours = neighbours
        self.manuscript = lru_cache(_HELD)(press.manuscript)

    def near(self, number: int) -> set[int]:
        """Return the units that may be copies of the one with `number`."""
        return self.neighbours.near(number) if self.press.config.items.duplicates == "merge" else set()

    def is_pair(self, number: int, other: int) -> bool:
        """Say whether two units are copies, as far as the two know."""
        one, two = self.desk.row(number), self.desk.row(other)
        alike = "" if two.skip else likeness(one.sketch, two.sketch)
        if not alike:
            return False
        first, second = self.manuscript(number), self.manuscript(other)
        if alike == "within" and not begins_alike(first.content_text, second.content_text):
            return False
        return not is_distinct(first, second)

    def parts(self, members: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Part `members`, which pairs connect, where two of them are distinct."""
        if len(members) <= 2 or not may_differ(list(map(self.manuscript, members))):  # noqa: PLR2004 - a pair
            return [members]
        return parted(members, self._pairs(members), self._are_distinct)

    def _pairs(self, members: Sequence[int]) -> list[tuple[int, int]]:
        """Return the pairs among `members`: those that were one item, then the most alike, then in corpus order."""
        ordered = sorted(members, key=lambda number: _place(self.desk.row(number)))
        candidates = {number: self.near(number) for number in ordered}
        near = ((a, b) for a, b in combinations(ordered, 2) if b in candidates[a] or a in candidates[b])
        pairs = [pair for pair in near if self.is_pair(*pair)]
        items = self._items(members)
        sketches = {number: self.desk.row(number).sketch for number in members}
        return sorted(
            pairs,
            key=lambda pair: (items[pair[0]] == items[pair[1]], *closeness(*map(sketches.__getitem__, pair))),
            reverse=True,
        )

    def _items(self, members: Sequence[int]) -> dict[int, str]:
        """Return the item that each of `members` was published as; a new one stands for itself."""
        ids = {number: self.desk.row(number).id for number in members}
        known = self.press.catalog.known(ids.values())
        return {number: (known[id].merged_into or id) if id in known else id for number, id in ids.items()}

    def _are_distinct(self, one: int, other: int) -> bool:
        return is_distinct(self.manuscript(one), self.manuscript(other))


def _gist(press: Press, desk: Desk, units: Sequence[UnitRow]) -> Gist:
    if len(units) == 1:
        return desk.gist(units[0].number)
    return gist_of(merge(fullest_first(press.manuscript(unit.number) for unit in units))).at(press.clock)
