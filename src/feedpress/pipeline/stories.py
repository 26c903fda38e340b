"""Find the units that tell one story together, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from feedpress.catalog.units import UnitRow
from feedpress.normalize.duplicates import Sketch, begins_alike, closeness, components, likeness, parted
from feedpress.normalize.merging import fullest_first, is_distinct, may_differ, merge
from feedpress.pipeline.desk import Desk, Gist, gist_of
from feedpress.pipeline.neighbours import Neighbours
from feedpress.pipeline.press import Press


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


class Copies(NamedTuple):
    """Tells which units are copies of each other; all are named by their numbers."""

    press: Press
    desk: Desk
    neighbours: Neighbours

    def near(self, number: int) -> set[int]:
        """Return the units that may be copies of the one with `number`."""
        return self.neighbours.near(number) if self.press.config.items.duplicates == "merge" else set()

    def is_pair(self, number: int, other: int) -> bool:
        """Say whether two units are copies, as far as the two know."""
        one, two = self.desk.row(number), self.desk.row(other)
        alike = "" if two.skip else likeness(one.sketch, two.sketch)
        if not alike:
            return False
        first, second = self.press.manuscript(number), self.press.manuscript(other)
        if alike == "within" and not begins_alike(first.content_text, second.content_text):
            return False
        return not is_distinct(first, second)

    def parts(self, members: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Part `members`, which pairs connect, where two of them are distinct: the most alike stay together."""
        if len(members) <= 2 or not may_differ([self.press.manuscript(number) for number in members]):  # noqa: PLR2004 - a pair
            return [members]
        return parted(members, self._pairs(members), self._are_distinct)

    def _pairs(self, members: Sequence[int]) -> list[tuple[int, int]]:
        """Return the pairs among `members`, the most alike first, then in corpus order."""
        ordered = sorted(members, key=self._place_of)
        candidates = {number: self.near(number) for number in ordered}
        near = ((a, b) for a, b in combinations(ordered, 2) if b in candidates[a] or a in candidates[b])
        pairs = [pair for pair in near if self.is_pair(*pair)]
        return sorted(pairs, key=lambda pair: closeness(*map(self._sketch, pair)), reverse=True)

    def _are_distinct(self, one: int, other: int) -> bool:
        return is_distinct(self.press.manuscript(one), self.press.manuscript(other))

    def _place_of(self, number: int) -> tuple[str, int]:
        return _place(self.desk.row(number))

    def _sketch(self, number: int) -> Sketch:
        return self.desk.row(number).sketch


def _gist(press: Press, desk: Desk, units: Sequence[UnitRow]) -> Gist:
    if len(units) == 1:
        return desk.gist(units[0].number)
    return gist_of(merge(fullest_first(press.manuscript(unit.number) for unit in units))).at(press.clock)
