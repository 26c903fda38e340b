"""Find the units that tell one story together, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from feedpress.catalog.cache import UnitRow
from feedpress.normalize.duplicates import components, is_same
from feedpress.normalize.merging import fullest_first, is_distinct, merge
from feedpress.pipeline.press import Press, seconds


class Story(NamedTuple):
    """The units that tell one story, in corpus order, with what the merged manuscript says about its identity."""

    units: tuple[UnitRow, ...]
    title: str
    explicit: int | None
    updated: int | None
    asked: str
    minor: bool
    is_excluded: bool


def clusters(press: Press, nodes: Sequence[UnitRow]) -> list[tuple[UnitRow, ...]]:
    """Return the units that tell one story together, for each story that one of `nodes` tells."""
    rows = {unit.number: unit for unit in nodes}

    def row(number: int) -> UnitRow:
        if number not in rows:
            rows[number] = press.cache.unit(number)
        return rows[number]

    def copies(number: int) -> Iterable[int]:
        if press.config.items.duplicates == "keep":
            return ()
        others = (row(other) for other in press.cache.near(row(number)) if other != number)
        return [other.number for other in others if not other.skip and _is_copy(press, row(number), other)]

    found = components(list(rows), copies)
    stories = [tuple(sorted((row(number) for number in numbers), key=_place)) for numbers in found]
    return sorted(stories, key=lambda units: _place(units[0]))


def _place(unit: UnitRow) -> tuple[str, int]:
    return unit.path, unit.number


def _is_copy(press: Press, one: UnitRow, other: UnitRow) -> bool:
    if not is_same(one.sketch, other.sketch):
        return False
    return not is_distinct(press.manuscript(one.number), press.manuscript(other.number))


def told_by(press: Press, units: tuple[UnitRow, ...]) -> Story:
    """Return the story that `units` tell."""
    merged = merge(fullest_first(press.manuscript(unit.number) for unit in units))
    origin = merged.origins.get("slug")
    is_asked = origin is not None and origin.source not in {"filename", "url"}
    return Story(
        units,
        merged.title,
        seconds(merged.published),
        seconds(merged.updated),
        merged.slug if is_asked else "",
        merged.minor,
        merged.newsletter == "excluded",
    )
