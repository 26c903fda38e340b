"""Recognize units: which are held back, which are known, under which id new ones go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from feedpress import identity
from feedpress.catalog.units import UnitRow
from feedpress.identity import Known, Unit
from feedpress.matching import Candidates, match
from feedpress.pipeline.books import Books
from feedpress.pipeline.desk import Desk, Gist
from feedpress.pipeline.press import Press


def hold_back(press: Press, desk: Desk) -> None:
    """Note until when units are held back, and let those go whose time has come."""
    for row in list(desk.rows.values()):
        gist = desk.gist(row.number)
        dates = (gist.hold, gist.published if press.config.items.future == "hold" else None)
        until = max((date or 0 for date in dates), default=0)
        if not row.skip and until > press.clock and not _is_out(press, row, gist, until):
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


def _is_out(press: Press, row: UnitRow, gist: Gist, date: int) -> bool:
    """Say whether `row` is published, with these very bytes or this very `date`, or whether that is but of a change.

    That a date is read otherwise takes nothing back, nor does a clock that is behind for a while.
    """
    place = (row.path, row.part)
    every = press.catalog.known(press.catalog.at_paths([place]).get(place, ())).values()
    out = [one for one in every if one.state in {"live", "merged"}]
    is_of_change = gist.is_of_change and gist.published == date
    return any(is_of_change or one.bytes_digest == row.bytes_digest or one.explicit == date for one in out)


class Orphans(NamedTuple):
    """What is remembered of documents that are not in the corpus any more; `going` are the ids of what just went."""

    lost: Sequence[Known]
    going: AbstractSet[str]


def orphans(press: Press, removed: Iterable[UnitRow]) -> Orphans:
    """Find the items, and what was taken down, whose document just went, or did so within the last day.

    A cache that was just made does not know what was removed: there, all items are asked.
    """
    catalog, since = press.catalog, press.clock - identity.PAGE_LIVES
    forgotten = [one for one in catalog.forgotten() if one.gone_at is None or one.gone_at > since]
    if press.cache.meta("is_complete"):
        going = list(catalog.known(unit.id for unit in removed if unit.id).values())
    else:
        going = [*catalog.live(), *(one for one in forgotten if one.gone_at is None)]
    found = {one.id: one for one in (*going, *catalog.gone_since(since), *forgotten)}
    present = press.cache.units.present(found)
    return Orphans([one for one in found.values() if one.id not in present], {one.id for one in going})


def identify(press: Press, books: Books, desk: Desk, orphaned: Orphans) -> dict[str, str]:
    """Find the id of each unit on the desk that has none, or mint one; return the seeds of the new ones.

    A unit may be one of what is `orphaned`, renamed and edited. What is held back comes last: a draft that is a copy of
    what is published takes no id from it. Each copy of what was taken down has an id of its own, so that it is known
    again where it is.
    """
    nameless = [row for row in desk.rows.values() if not row.id]  # one that was held back may have its id
    ordered = sorted(nameless, key=lambda row: (bool(row.skip), row.path, row.number))
    units = [desk.identified(row.number) for row in ordered]
    shown = sum(not row.skip for row in ordered)
    candidates = _candidates(press, books, units, orphaned)
    found = match(units[:shown], candidates)
    found += match(units[shown:], candidates._replace(claimed={*candidates.claimed, *found}))
    borne = set(candidates.claimed)
    seeds: dict[str, str] = {}
    for row, unit, known in zip(ordered, units, found, strict=True):
        id, former = known, candidates.known.get(known)
        is_down = former is not None and former.state == "forgotten"
        if known in borne or not (known or row.skip):
            id, seed = identity.mint(unit, press.authority, lambda one: one in seeds or books.is_taken(one))
            seeds[id] = seed
        if is_down:
            new = identity.unseen(id, seeds.get(id, ""), (unit.path, unit.part), unit.sketch, press.clock)
            books.put(_kept_down(candidates.known.get(id, new), unit))
        elif former and row.skip:
            books.put(_kept_back(former, unit))
        desk.put(row._replace(id=id, item="", skip="forgotten" if is_down else row.skip))
        if id:
            borne.add(id)
            books.name(id, identity.names_of(unit))
    return seeds


def _kept_down(known: Known, unit: Unit) -> Known:
    """Return what is remembered of what was taken down, now that `unit` is its document: it follows each edit."""
    there = known.at(unit.path, unit.part, unit.sketch).taken_down()
    return there._replace(bytes_digest=unit.bytes_digest, text_digest=unit.sketch.text_digest)


def _kept_back(known: Known, unit: Unit) -> Known:
    """Return what is remembered of what is published no more, or not now: its document goes on, what was said stays."""
    return known.at(unit.path, unit.part, unit.sketch)._replace(title=known.title)


def _candidates(press: Press, books: Books, units: Sequence[Unit], orphaned: Orphans) -> Candidates:
    """Return what the catalog remembers that may concern `units`."""
    if books.is_blank:
        return Candidates({}, {}, {}, set(), *orphaned)
    names = press.catalog.named(name for unit in units for name in identity.names_of(unit))
    at_path = press.catalog.at_paths((unit.path, unit.part) for unit in units)
    ids = {id for found in (*names.values(), *at_path.values()) for id in found}
    known = press.catalog.known(ids) | {one.id: one for one in orphaned.lost}
    return Candidates(names, known, at_path, press.cache.units.present(known), *orphaned)
