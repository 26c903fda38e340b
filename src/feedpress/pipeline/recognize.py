"""Recognize units: which are held back, which are known, under which id new ones go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedpress import identity
from feedpress.catalog.units import UnitRow
from feedpress.identity import Known, Unit
from feedpress.matching import Candidates, match
from feedpress.pipeline.books import Books
from feedpress.pipeline.desk import Desk
from feedpress.pipeline.press import Press


def hold_back(press: Press, desk: Desk) -> None:
    """Note until when units are held back, and let those go whose time has come."""
    for row in list(desk.rows.values()):
        gist = desk.gist(row.number)
        dates = (gist.hold, gist.published if press.config.items.future == "hold" else None)
        until = max((date or 0 for date in dates), default=0)
        if not row.skip and until > press.clock and not _is_out(press, row):
            desk.put(row.held(until))
    for row in press.cache.units.held():
        if row.number not in desk.rows and row.held_until <= press.clock:
            desk.put(row._replace(skip="", held_until=0))


def part_with(press: Press, desk: Desk) -> None:
    """Take back what was to be shown until a moment that has come."""
    others = (row for row in press.cache.units.over(press.clock) if row.number not in desk.rows)
    for row in [*desk.rows.values(), *others]:
        if 0 < row.shown_until <= press.clock:
            desk.put(row._replace(skip="expired", held_until=0, item=""))


def _is_out(press: Press, row: UnitRow) -> bool:
    """Say whether the very bytes of `row` are published: that their date is read otherwise takes nothing back."""
    place = (row.path, row.part)
    every = press.catalog.known(press.catalog.at_paths([place]).get(place, ())).values()
    return any(one.state in {"live", "merged"} and one.bytes_digest == row.bytes_digest for one in every)


def orphans(press: Press, removed: Iterable[UnitRow]) -> list[Known]:
    """Return the items whose document is not in the corpus any more: of the last day, and all that were taken down.

    A cache that was just made does not know what was removed: there, all items are asked.
    """
    catalog = press.catalog
    known = catalog.known(unit.id for unit in removed if unit.id).values()
    standing = known if press.cache.meta("is_complete") else catalog.live()
    every = (*standing, *catalog.gone_since(press.clock - identity.PAGE_LIVES), *catalog.forgotten())
    found = {one.id: one for one in every}
    present = press.cache.units.present(found)
    return [one for one in found.values() if one.id not in present]


def identify(press: Press, books: Books, desk: Desk, lost: Sequence[Known]) -> dict[str, str]:
    """Find the id of each unit on the desk that has none, or mint one; return the seeds of the new ones.

    `lost` are the items whose document is gone: a unit may be it, renamed and edited. Each copy of what was taken down
    has an id of its own, so that it is known again where it is.
    """
    nameless = (number for number, row in desk.rows.items() if not row.id)  # one that was held back may have its id
    numbers = sorted(nameless, key=lambda number: (desk.rows[number].path, number))
    units = [desk.identified(number) for number in numbers]
    candidates = _candidates(press, books, units, lost)
    borne = set(candidates.claimed)
    seeds: dict[str, str] = {}
    for number, unit, known in zip(numbers, units, match(units, candidates), strict=True):
        id, row = known, desk.rows[number]
        if known in borne or not (known or row.skip):
            id, seed = identity.mint(unit, press.authority, lambda one: one in seeds or books.is_taken(one))
            seeds[id] = seed
        if known and candidates.known[known].state == "forgotten":
            row = row._replace(skip="forgotten")
            own = candidates.known.get(id) or identity.unseen(
                id, seeds[id], (unit.path, unit.part), unit.sketch, press.clock
            )
            books.put(_kept_down(own, unit))
        desk.put(row._replace(id=id, item=""))
        if id:
            borne.add(id)
            books.name(id, identity.names_of(unit))
    return seeds


def _kept_down(known: Known, unit: Unit) -> Known:
    """Return what is remembered of what was taken down, now that `unit` is its document: it follows each edit."""
    there = known.at(unit.path, unit.part, unit.sketch).taken_down()
    return there._replace(bytes_digest=unit.bytes_digest, text_digest=unit.sketch.text_digest)


def _candidates(press: Press, books: Books, units: Sequence[Unit], lost: Sequence[Known]) -> Candidates:
    """Return what the catalog remembers that may concern `units`."""
    if books.is_blank:
        return Candidates({}, {}, {}, set(), ())
    names = press.catalog.named(name for unit in units for name in identity.names_of(unit))
    at_path = press.catalog.at_paths((unit.path, unit.part) for unit in units)
    ids = {id for found in (*names.values(), *at_path.values()) for id in found}
    known = press.catalog.known(ids) | {one.id: one for one in lost}
    return Candidates(names, known, at_path, press.cache.units.present(known), lost)
