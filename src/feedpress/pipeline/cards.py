"""Bring the cards in step with what was settled, and say which lists and files differ by it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from feedpress.batches import batches
from feedpress.catalog.lists import CardRow, Listed
from feedpress.errors import Problem
from feedpress.feeds import sound
from feedpress.formats import XML
from feedpress.identity import PAGE_LIVES, Known
from feedpress.newsletter.naming import title_key
from feedpress.normalize.doors import doors, names
from feedpress.pipeline import codec
from feedpress.pipeline.assemble import Assembled, assemble
from feedpress.pipeline.codec import Card
from feedpress.pipeline.frame import FOLDERS
from feedpress.pipeline.itemize import Settled
from feedpress.pipeline.plan import Changes, digest_of, lists_of
from feedpress.pipeline.press import Press
from feedpress.slugs import page_at

AT_ONCE = 500
"""Items that are held in memory together."""
LISTED = re.compile(
    rf'<a\b[^>]*\bhref="(?:\.\./)+(?:{"|".join(FOLDERS.values())})/(?:[^"/]+/)?"[^>]*>(.*?)</a>'.encode(), re.DOTALL
)
"""A link from a page to a list, or to all lists of a kind."""


def kept_page(slug: str, name: str = "index.html") -> str:
    """Return where the page of a gone item, or the file `name` beside it, is kept for its last day."""
    return f"gone/{slug}/{name}"


def kept_path(kept: str) -> str:
    """Return where what is `kept` of a gone item lies below the output folder."""
    return f"items/{kept.removeprefix('gone/')}"


def refresh(press: Press, settled: Settled, paths: Iterable[str], *, is_everything: bool) -> Changes:
    """Put together again what `settled` and the changed corpus `paths` touch; return what differs."""
    changes = Changes(is_everything=is_everything, stale=set(settled.freed))
    ids = set(press.catalog.ids()) if is_everything else _concerned(press, settled, paths)
    is_blank = not press.cache.lists.count("all", "")
    for some in batches(sorted(ids), AT_ONCE):
        _refresh(press, press.catalog.known(some), changes, is_blank=is_blank)
    changes.stale.update(
        path for kind, key in changes.lists if not press.cache.lists.count(kind, key) for path in _of(kind, key)
    )
    return changes


def _refresh(press: Press, every: Mapping[str, Known], changes: Changes, *, is_blank: bool) -> None:
    """Put some items together again, and note in `changes` what differs."""
    changes.items.update(every)
    cards: list[Listed] = []
    live = [known for known in every.values() if known.state == "live"]
    for known, made in zip(live, assemble(press, live), strict=True):
        listed = _listed(press, known, made)
        before = None if is_blank else press.cache.lists.card(known.id)
        if before != listed.card or changes.is_everything:  # other settings may put it in other lists
            _note(press, before, listed, changes)
            cards.append(listed)
    for known in every.values():
        before = press.cache.lists.card(known.id) if known.state != "live" else None
        if before:
            _drop(press, known, before, changes)
        if known.state == "gone" and known.slug:  # the files beside its page go when nobody plans them any more
            changes.stale.update(map(kept_path, press.kept.below(kept_page(known.slug, ""))))
    press.cache.lists.put(cards)


def _concerned(press: Press, settled: Settled, paths: Iterable[str]) -> set[str]:
    """Return the items that what was settled touches, that refer to what did or are its rivals, or lead to it."""
    ids = settled.touched | press.cache.units.referring(_addresses(press, settled, paths)) | _turning(press)
    ids |= press.cache.lists.rivalling(paths)
    return ids | press.catalog.copies(ids)


def _addresses(press: Press, settled: Settled, paths: Iterable[str]) -> set[str]:
    """Return the paths of the corpus at which a link may lead elsewhere now."""
    found = set(paths)
    for some in batches([*settled.new, *settled.gone, *settled.moved], AT_ONCE):
        found |= press.cache.units.paths_of(some) | {known.path for known in press.catalog.known(some).values()}
    return found.union(*map(doors, found), *map(names, found))


def _turning(press: Press) -> set[str]:
    """Return the gone items whose page has had its last day since the last build."""
    last = int(press.cache.meta("clock") or 0)
    since, until = last - PAGE_LIVES, press.clock - PAGE_LIVES
    return {known.id for known in press.catalog.gone_since(since) if (known.gone_at or 0) <= until}


def _listed(press: Press, known: Known, made: Assembled) -> Listed:
    """Return the card of an item, with the lists that it is in."""
    card = made.card()
    encoded = codec.encode(card)
    problems = json.dumps([*made.problems, *_unsound(made)])
    digest = codec.item_digest(made.item)
    face, headline = digest_of(encoded), title_key(made.item.title)
    row = CardRow(known.id, known.published, digest, face, made.size(), encoded, problems, headline)
    return Listed(row, lists_of(press, card), made.rivals)


def _note(press: Press, before: CardRow | None, now: Listed, changes: Changes) -> None:
    """Drop the card that an item had `before`, and note in `changes` what differs."""
    if before:
        changes.stale.update(_assets(before) - _assets(now.card))
        changes.lists.update(press.cache.lists.drop(before.id))
    changes.lists.update(now.lists)


def _unsound(made: Assembled) -> list[Problem]:
    """Say why no feed can hold an item, where that is so."""
    reason = sound(made.item)
    source = made.item.sources[0]
    what = f"is left out of feeds: {reason}"
    return [Problem(source.path, source.first_line, what, "mend the document", "error")] if reason else []


def _drop(press: Press, known: Known, before: CardRow, changes: Changes) -> None:
    changes.stale.update(_assets(before))
    changes.lists.update(press.cache.lists.drop(known.id))
    page = press.config.output / page_at(known.slug)
    if known.state == "gone" and page.is_file():
        # Its document is gone, so that the page is all that is left to be shown. A list may go with its last item, all
        # of them with a setting: the page of an item that is gone leads to none.
        press.kept.write(kept_page(known.slug), LISTED.sub(rb"\1", page.read_bytes()))
        for asset in (press.config.output / path for path in sorted(_assets(before))):
            if asset.is_file():
                press.kept.write(kept_page(known.slug, asset.name), asset.read_bytes())


def _assets(row: CardRow) -> set[str]:
    card = codec.decode(Card, row.card)
    return {f"items/{card.slug}/{name}" for _, name in card.assets}


def _of(kind: str, key: str) -> list[str]:
    """Return the paths of what is published of a list."""
    if kind == "year":
        return [f"{key}/index.html", f"sitemap-{key}.xml"]
    if kind in FOLDERS:
        return [f"{FOLDERS[kind]}/{key}/{name}" for name in ("index.html", *(form.file for form in XML))]
    return []


def next_event(press: Press) -> int:
    """Return the second at which something is due though nothing changes, 0 where nothing is."""
    held = [unit.held_until for unit in press.cache.units.held()]
    gone = [(known.gone_at or 0) + PAGE_LIVES for known in press.catalog.gone_since(press.clock - PAGE_LIVES)]
    end = press.cache.units.next_end(press.clock)
    return min([*held, *gone, *([end] if end else [])], default=0)
