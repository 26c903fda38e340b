"""Recognize units: which are held back, which are known, under which id new ones go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedpress import identity
from feedpress.catalog.cache import UnitRow
from feedpress.identity import Known, Memory, Unit
from feedpress.pipeline.press import Press, seconds


def hold_back(press: Press, fresh: Iterable[UnitRow]) -> list[UnitRow]:
    """Note until when units are held back."""
    units = []
    for unit in fresh:
        manuscript = press.manuscript(unit.number)
        dates = (manuscript.hold, manuscript.published if press.config.items.future == "hold" else None)
        until = max((seconds(date) or 0 for date in dates), default=0)
        held = unit._replace(skip=unit.skip or (f"held {until}" if until > press.clock else ""))
        press.cache.set_skip(unit.number, held.skip)
        units.append(held)
    return units


def woken(press: Press) -> list[UnitRow]:
    """Return the held units whose time has come."""
    due = [unit for unit in press.cache.units_with("skip LIKE 'held %'") if int(unit.skip.split()[1]) <= press.clock]
    for unit in due:
        press.cache.set_skip(unit.number, "")
    return [unit._replace(skip="") for unit in due]


def identify(press: Press, rows: Sequence[UnitRow], orphans: Sequence[Known]) -> dict[str, str]:
    """Find the id of each of `rows`, or mint one; return the seeds of the new ones.

    `orphans` are the items whose document is gone: one of `rows` may be it, renamed and edited.
    """
    units = [_unit(press, row) for row in rows]
    memory = _memory(press, units, orphans)
    ids = identity.match(units, memory)
    seeds: dict[str, str] = {}
    authority = press.authority
    for row, unit, known in zip(rows, units, ids, strict=True):
        id = known
        if not id and not row.skip:
            id, seed = identity.mint(unit, authority, lambda one: one in seeds or press.catalog.is_known(one))
            seeds[id] = seed
        press.cache.settle_unit(row.number, id, "")
        if known and memory.known[known].state == "forgotten":
            press.cache.set_skip(row.number, "forgotten")
        if id:
            press.catalog.name(id, identity.names_of(unit))
    return seeds


def _unit(press: Press, row: UnitRow) -> Unit:
    manuscript = press.manuscript(row.number)
    url = identity.canonical(manuscript.source_url)
    is_file = manuscript.kind not in {"jsonl", "feed"}
    return Unit(row.path, row.part, manuscript.explicit_id, url, row.sketch, is_file)


def orphans(press: Press, removed: Iterable[UnitRow]) -> list[Known]:
    """Return the items whose document is not in the corpus any more, those of the last day included.

    A cache that was just made does not know what was removed: there, all items are asked.
    """
    since = press.clock - identity.PAGE_LIVES
    if press.cache.meta("is_complete"):
        known = press.catalog.known(unit.id for unit in removed if unit.id)
        found = [*known.values(), *press.catalog.select("gone_at > ?", since)]
    else:
        found = list(press.catalog.select("state = 'live' OR gone_at > ?", since))
    return [one for one in found if not press.cache.has_id(one.id)]


def _memory(press: Press, units: Sequence[Unit], lost: Sequence[Known]) -> Memory:
    """Return what the catalog remembers that may concern `units`."""
    names = press.catalog.named(name for unit in units for name in identity.names_of(unit))
    at_path = press.catalog.at_paths((unit.path, unit.part) for unit in units if unit.is_file)
    ids = {*names.values(), *(id for found in at_path.values() for id in found)}
    known = press.catalog.known(ids) | {one.id: one for one in lost}
    return Memory(names, known, at_path, {id for id in known if press.cache.has_id(id)}, lost)
