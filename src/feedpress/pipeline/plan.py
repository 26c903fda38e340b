"""What is to be published: each output with a digest of what it is made from, and how to make it.

An output whose digest is the one it was last made from is neither rendered nor written. Pages come first: by the
time a feed names a page, the page is there.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from feedpress import __version__
from feedpress.catalog.lists import CardRow
from feedpress.errors import Problem
from feedpress.formats import ATOM, JSON, RSS, Format
from feedpress.model import Entry, Feed
from feedpress.pipeline import codec
from feedpress.pipeline.codec import Card
from feedpress.pipeline.press import Press

NEWEST = 50
"""Items on the front page and on the pages of tags."""


def renderer(form: Format) -> Callable[[Feed], bytes]:
    """Return what renders a feed in the format `form`; its library is imported with it."""
    from feedpress.feeds import atom, jsonfeed, rss

    return {ATOM: atom.render, RSS: rss.render, JSON: jsonfeed.render}[form]


class Lost(Exception):  # noqa: N818 - it is caught, and told of
    """An output cannot be made, a file of the corpus being gone or the place being taken; `problem` says so."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Output(NamedTuple):
    """A file to publish: its path below the output folder, what it is made from, and how.

    `render` may raise Lost. Where it `is_item`, it gives an encoded item whose page is the file: there are as many as
    items, so that their pages are made in several processes.
    """

    path: str
    digest: str
    render: Callable[[], bytes]
    is_item: bool = False


class Changes(Struct, frozen=True):
    """What an output may depend on and has changed: items by id, lists as (kind, key), files of the corpus.

    With `is_everything` all outputs are looked at. `stale` are paths of ours that nothing is published at any more.
    """

    items: set[str] = field(default_factory=set)
    lists: set[tuple[str, str]] = field(default_factory=set)
    is_everything: bool = False
    stale: set[str] = field(default_factory=set)

    def keys(self, press: Press, kind: str) -> list[str]:
        """Return the keys of the lists of `kind` that may differ."""
        if self.is_everything:
            return [key for key, _ in press.cache.lists.keys(kind)]
        return sorted(key for changed, key in self.lists if changed == kind)


class Row(NamedTuple):
    """An item in a list, with the digests of all that is published of it and of what lists show."""

    id: str
    digest: str
    face: str
    size: int
    card: Card

    @property
    def entry(self) -> Entry:
        """The item as pages list it."""
        return self.card.entry


def digest_of(*parts: object) -> str:
    """Return a digest of `parts`, whose `repr` has to tell them apart (32 hex digits)."""
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def rows(press: Press, kind: str, key: str, limit: int = -1) -> list[Row]:
    """Return the newest `limit` items of a list, newest first."""
    return [row_of(found) for found in press.cache.lists.listing(kind, key, limit)]


def row_of(found: CardRow) -> Row:
    """Return a card of the cache as a row of a list."""
    return Row(found.id, found.digest, found.face, found.size, codec.decode(Card, found.card))


def labels_of(kind: str, card: Card) -> tuple[str, ...]:
    """Return the labels under which a list of `kind` may hold an item."""
    entry = card.entry
    authors = tuple(author.shown for author in entry.authors)
    return {"tag": entry.tags, "author": authors, "folder": card.folders, "language": (entry.language,)}[kind]


def label_of(press: Press, kind: str, key: str, row: Row) -> str:
    """Return the label of a list as its newest item writes it."""
    return next((label for label in labels_of(kind, row.card) if label and press.key(kind, label) == key), key)


def lists_of(press: Press, card: Card) -> list[tuple[str, str]]:
    """Return the lists that an item is in, as (kind, key)."""
    zone = ZoneInfo(press.config.site.timezone)
    lists = [("all", ""), ("year", f"{card.entry.published.astimezone(zone).year:04}")]
    for kind in press.config.feeds.by:
        lists += [(kind, press.key(kind, label)) for label in labels_of(kind, card) if label]
    return list(dict.fromkeys(lists))


def base_digest(press: Press, kind: str) -> str:
    """Return a digest of what every output of a kind ("pages", "email", "feeds") is made from besides items."""
    return digest_of(__version__, press.config.digest(), press.authority, press.seals.get(kind, ""))
