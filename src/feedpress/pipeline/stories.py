"""Find the units that tell one story together, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from feedpress.catalog.units import UnitRow
from feedpress.normalize.duplicates import begins_alike, components, likeness
from feedpress.normalize.merging import fullest_first, is_distinct, merge
from feedpress.pipeline.desk import Desk, Gist, gist_of
from feedpress.pipeline.neighbours import Neighbours
from feedpress.pipeline.press import Press


class Story(NamedTuple):
    """The units that tell one story, in corpus order, with the gist of what they come to together."""

    units: tuple[UnitRow, ...]
    gist: Gist


def told_by(press: Press, desk: Desk, neighbours: Neighbours, nodes: Sequence[int]) -> list[Story]:
    """Return each story that one of the units `nodes` tells, alone or with others, in corpus order."""

    def near(number: int) -> set[int]:
        return neighbours.near(number) if press.config.items.duplicates == "merge" else set()

    def is_copy(number: int, other: int) -> bool:
        return _is_copy(press, desk, number, other)

    parts = components(nodes, near, is_copy)
    found = [sorted((desk.row(number) for number in numbers), key=_place) for numbers in parts]
    return [Story(tuple(units), _gist(press, desk, units)) for units in sorted(found, key=lambda one: _place(one[0]))]


def _place(unit: UnitRow) -> tuple[str, int]:
    return unit.path, unit.number


def _is_copy(press: Press, desk: Desk, number: int, other: int) -> bool:
    one, two = desk.row(number), desk.row(other)
    alike = "" if two.skip else likeness(one.sketch, two.sketch)
    if not alike:
        return False
    first, second = press.manuscript(number), press.manuscript(other)
    if alike == "within" and not begins_alike(first.content_text, second.content_text):
        return False
    return not is_distinct(first, second)


def _gist(press: Press, desk: Desk, units: Sequence[UnitRow]) -> Gist:
    if len(units) == 1:
        return desk.gist(units[0].number)
    return gist_of(merge(fullest_first(press.manuscript(unit.number) for unit in units))).at(press.clock)
