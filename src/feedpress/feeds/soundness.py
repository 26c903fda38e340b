"""An item goes in; what makes it impossible to write into a feed comes out.

An item that is not sound is left out of feeds, so that it costs only itself; whoever publishes reports the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from feedpress.feeds import dates, wording
from feedpress.model import Item

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_FIRST_YEAR = 1000  # RFC 3339 and RFC 822 want four digits


def sound(item: Item) -> str:
    """Return "" if `item` can stand in a feed, else the reason why not."""
    if item.id != wording.clean(item.id) or not _IRI.fullmatch(item.id):
        return f'the id "{wording.line(item.id)}" is not an IRI'
    if not wording.address(item.url):
        return f'the address "{wording.line(item.url)}" is not an absolute http or https URL'
    if not wording.line(item.title):
        return "there is no title"
    return _timeless(item.published, "published") or _timeless(item.updated, "updated")


def _timeless(moment: datetime, name: str) -> str:
    """Return "" if a feed can say `moment`, else the reason why not, with the field's `name`."""
    if moment.tzinfo is None:
        return f"`{name}` has no time zone"
    try:
        is_writable = dates.whole(moment).year >= _FIRST_YEAR
    except OverflowError:  # the first or last day of all, in a zone that lies beyond it
        is_writable = False
    return "" if is_writable else f"`{name}` is not between the years {_FIRST_YEAR} and 9999"


def publishable(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return those of `items` that are sound, each id once, in their order."""
    first: dict[str, Item] = {}
    for item in items:
        if not sound(item):
            first.setdefault(item.id, item)
    return tuple(first.values())
