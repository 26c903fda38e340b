"""feedgen's feed, mended: what it cannot say about a feed as a whole.

RFC 5005's archive mark, and in RSS the links that only Atom has a word for (WebSub's hub, RFC 5005's neighbours).
"""

from __future__ import annotations

import re
from typing import Any

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from feedpress.feeds import dates, wording
from feedpress.feeds.entry import DUBLIN_CORE, MEDIA
from feedpress.model import Feed

_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
# The description of a channel, four spaces in, is plain text; that of an item is HTML.
_NAMES = rb"title|category|copyright|name|subtitle|rights|summary|author|managingEditor|(?<=\n    <)description"
_PLAIN = re.compile(rb"<(?:" + _NAMES + rb')>[^<\n]*</|<link [^>]* title="[^"]*"')


class History(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """The feed's place among its archives, and its hub."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        """Declare every namespace in use on the root, whether or not an item needs it today: diffs stay small."""
        return {"fh": _HISTORY, "media": MEDIA, "dc": DUBLIN_CORE}

    def extend_atom(self, element: Any) -> Any:  # an lxml element
        """Mark the `feed` element."""
        self._mark(element)
        return element

    def extend_rss(self, element: Any) -> Any:  # an lxml element
        """Link and mark the channel of the `rss` element."""
        for rel, href in neighbours(self.feed):
            etree.SubElement(element[0], f"{{{_ATOM}}}link", rel=rel, href=href)
        self._mark(element[0])
        return element

    def _mark(self, element: Any) -> None:  # an lxml element
        if self.feed.archive:
            etree.SubElement(element, f"{{{_HISTORY}}}archive")


def neighbours(feed: Feed) -> tuple[tuple[str, str], ...]:
    """Return relation and address of the hub of `feed` and of its neighbours in the archive (RFC 5005 §4)."""
    links = {
        "hub": feed.hub,
        "current": feed.current,
        "prev-archive": feed.prev_archive,
        "next-archive": feed.next_archive,
    }
    return tuple((rel, wording.address(href)) for rel, href in links.items() if wording.address(href))


def generator(feed: Feed, mime_type: str) -> FeedGenerator:
    """Return a generator that knows all of `feed` but its items; the feed itself is served as `mime_type`."""
    site = feed.site
    result = FeedGenerator()
    result.id(feed.id)
    result.title(wording.inert(feed.title) or site.url)
    result.updated(dates.whole(feed.updated))
    result.generator("feedpress")
    if rights := wording.inert(site.rights):
        result.rights(rights)
    if language := wording.language(site.language):
        result.language(language)
    result.link(href=wording.address(feed.self_url), rel="self", type=mime_type)
    result.register_extension("history", History)
    result.history.feed = feed
    return result


def encode_plainly(data: bytes) -> bytes:
    """Return the feed `data` with `&` and `<` of plain text written as the RSS profile recommends.

    To a parser it is the same; validators take hexadecimal references as a promise that no markup is meant.
    """
    return _PLAIN.sub(lambda match: match[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;"), data)
