"""Settle who is who: which units tell one story, which item it is, and what is published no more.

Everything here happens in transaction one, before any output: what it decides about ids and dates is kept even when
the build is cut short.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedpress.pipeline.books import Books
from feedpress.pipeline.desk import Desk
from feedpress.pipeline.intake import Intake
from feedpress.pipeline.itemize import Settled, Settling
from feedpress.pipeline.neighbours import Neighbours
from feedpress.pipeline.press import Press
from feedpress.pipeline.recognize import hold_back, identify, orphans, part_with
from feedpress.pipeline.stories import told_by
from feedpress.pipeline.takedown import pending
from feedpress.slugs import page_at


def settle(press: Press, intake: Intake) -> Settled:
    """Give every unit that changed its id, every story its item, every item its dates."""
    books, desk = Books(press.catalog), Desk(press, intake.fresh)
    hold_back(press, desk)
    part_with(press, desk)
    orphaned = orphans(press, intake.removed)
    seeds = identify(press, books, desk, orphaned)
    neighbours = Neighbours(press, desk)
    changed = list(desk.rows)
    for unit in press.cache.units.of(neighbours.shaken(intake.fresh, intake.removed)):
        desk.rows.setdefault(unit.number, unit)
    nodes = [number for number, row in desk.rows.items() if not row.skip]
    settled = Settled()
    reads_anew = _note_reading(press)
    Settling(press, books, desk, settled, reads_anew=reads_anew).publish(told_by(press, desk, neighbours, nodes), seeds)
    press.cache.units.settle(desk.rows.values())
    skipped = [desk.row(number).id for number in changed if desk.row(number).skip]
    _bury(press, books, [*(known.id for known in orphaned.lost), *skipped], settled)
    books.close()
    stated = {alias for number in changed for alias in desk.gist(number).aliases}
    ids = {*(desk.row(number).id for number in changed), *(unit.id for unit in intake.removed), *pending(press)}
    _lead(press, stated, ids, settled)
    return settled


def _note_reading(press: Press) -> bool:
    """Note how dates are read; say whether they were read otherwise before, so that all are read anew.

    In another time zone days begin at other hours, which moves nothing that is out.
    """
    reading = press.config.corpus.date_order
    before = press.catalog.meta("date_order")
    press.catalog.remember(date_order=reading)
    return before not in {"", reading}


def _lead(press: Press, stated: set[str], ids: set[str], settled: Settled) -> None:
    """Settle where aliases lead that changed documents state, or that led to one of the changed `ids`.

    One stays with its item as long as a document states it there; else the first in the corpus to state it has it. It
    goes when its document states it no more; when the document itself goes, it leads to the word that it has gone.
    """
    for alias in sorted(stated | press.catalog.aliases(sorted(ids))):
        stating = press.cache.units.stating(alias)
        before = press.catalog.led_to(alias)
        wanting = [id for id, _ in stating]
        now = before if before in wanting else next(iter(wanting), "")
        if not now and before and not press.cache.units.bears(before):
            now = before
        if now != before:
            press.catalog.lead(alias, now)
        if not now:
            settled.freed.add(page_at(alias))
        settled.touched.update(id for id in (before, *(item for _, item in stating), *wanting) if id)


def _bury(press: Press, books: Books, ids: Iterable[str], settled: Settled) -> None:
    """Note which of `ids` are published no more, their document being gone or held back.

    Of one that was taken down, that its document went: another one may bear its title then.
    """
    wanted = [id for id in dict.fromkeys(ids) if id]
    published, present = press.cache.units.published(wanted), press.cache.units.present(wanted)
    for id in wanted:
        known = books.known(id)
        if known and known.state == "live" and id not in published:
            books.put(known._replace(state="gone", gone_at=press.clock))
            settled.touched.add(id)
            settled.gone.append(id)
        elif known and known.state == "forgotten" and known.gone_at is None and id not in present:
            books.put(known._replace(gone_at=press.clock))
