"""What is known of a feed, a page or a piece of content once it is parsed: values that can be judged."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Moment(NamedTuple):
    """A date as it is written, and the time it means (None where it is not in its format's form)."""

    text: str
    time: datetime | None


class EntryFacts(NamedTuple):
    """An item as a feed has it; "" and None where it has no such thing."""

    id: str
    title: str
    url: str
    published: Moment | None
    updated: Moment | None
    content: str
    addresses: tuple[str, ...]
    lacks: tuple[str, ...]


class FeedFacts(NamedTuple):
    """A feed of any format; `links` leads from a relation to its address, `lacks` names missing fields."""

    format: str
    updated: Moment | None
    links: dict[str, str]
    is_archive: bool
    entries: tuple[EntryFacts, ...]
    lacks: tuple[str, ...]


class PageFacts(NamedTuple):
    """A page of HTML: `flaw` is what keeps it from being well-formed, `feeds` are the feeds it announces."""

    title: str
    language: str
    headings: int
    addresses: tuple[str, ...]
    feeds: tuple[str, ...]
    is_indexed: bool
    is_redirect: bool
    active: tuple[str, ...]
    flaw: str


class ContentFacts(NamedTuple):
    """A piece of an item's HTML: the `addresses` in it and what is `active`."""

    addresses: tuple[str, ...]
    active: tuple[str, ...]
