"""feedgen's entry, mended: what it forgets or cannot say about one item.

feedgen 1.0 drops every attribute but `href` of an entry's links (lkiesow/python-feedgen#135), so that an enclosure
becomes a second alternate and the feed invalid. The mend sets what should be there already: harmless once upstream is.
"""

from __future__ import annotations

from typing import Any

import feedgen.entry
import feedgen.feed
from lxml import etree

from feedpress.feeds import dates, wording
from feedpress.model import Feed, Item

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LINK_ATTRIBUTES = ("rel", "type", "hreflang", "title", "length")

# feedgen switches the locale of the whole process to C and back for each date, which is slow and not safe in threads.
feedgen.entry.formatRFC2822 = feedgen.feed.formatRFC2822 = dates.rfc822


class Entry(feedgen.entry.FeedEntry):  # type: ignore[misc]  # feedgen has no types
    """An entry of Atom or an item of RSS with all its links' attributes, a language, an image and creators."""

    def __init__(self) -> None:
        super().__init__()
        self.tongue = ""
        self.picture = ""
        self.creators: tuple[str, ...] = ()

    def atom_entry(self, extensions: bool = True) -> Any:  # noqa: FBT001, FBT002  # feedgen's own signature
        """Return the `entry` element."""
        element = super().atom_entry(extensions)
        for child, link in zip(element.findall("link"), self.link() or (), strict=True):
            for name in _LINK_ATTRIBUTES:
                if link.get(name):
                    child.set(name, link[name])
        if self.tongue:
            element.set(_LANG, self.tongue)
        self._illustrate(element)
        return element

    def rss_entry(self, extensions: bool = True) -> Any:  # noqa: FBT001, FBT002  # feedgen's own signature
        """Return the `item` element."""
        element = super().rss_entry(extensions)
        for creator in self.creators:
            etree.SubElement(element, f"{{{DUBLIN_CORE}}}creator").text = creator
        if self.tongue:
            etree.SubElement(element, f"{{{DUBLIN_CORE}}}language").text = self.tongue
        self._illustrate(element)
        return element

    def _illustrate(self, element: Any) -> None:  # an lxml element
        """Add the picture to `element` twice, since some readers look for Media RSS's content, some for a thumbnail."""
        if self.picture:
            etree.SubElement(element, f"{{{MEDIA}}}content", url=self.picture, medium="image")
            etree.SubElement(element, f"{{{MEDIA}}}thumbnail", url=self.picture)


def entry(item: Item, feed: Feed) -> Entry:
    """Return what Atom and RSS say alike about `item` of `feed`."""
    result = Entry()
    result.id(item.id)
    result.title(wording.inert(item.title))
    result.published(dates.whole(item.published))
    result.link(href=wording.address(item.url), rel="alternate", type="text/html")
    for tag in wording.tags(item):
        result.category(term=wording.inert(tag))
    result.tongue = wording.language(item.language, feed.site.language)
    result.picture = wording.address(item.image)
    return result
