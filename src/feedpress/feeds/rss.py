"""A feed goes in, an RSS 2.0 document after the RSS Advisory Board's profile comes out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from feedpress.feeds import entry, extension, wording
from feedpress.feeds.soundness import publishable
from feedpress.formats import RSS
from feedpress.model import Feed, Item, Person

_COMMENT = re.compile(r"[^()\\]+")  # what RFC 822 lets stand in parentheses as it is


def render(feed: Feed) -> bytes:
    """Return `feed` as RSS in UTF-8, with RFC 5005's links where it has them."""
    site = feed.site
    generator = extension.generator(feed, RSS.mime_type)
    generator.description(wording.inert(site.description or feed.title) or site.url)
    if editor := _mailbox(wording.inert_people((Person(site.author or site.title, site.email),))):
        generator.managingEditor(editor)
    # feedgen takes the last link of all for the channel's own.
    generator.link(href=wording.address(feed.home_url), rel="alternate", type="text/html")
    for item in publishable(feed.items):
        generator.add_entry(_entry(item, feed), order="append")
    data: bytes = generator.rss_str(pretty=True)
    return extension.encode_plainly(data)


def _entry(item: Item, feed: Feed) -> entry.Entry:
    result = entry.entry(item, feed)
    people = wording.inert_people(item.authors)
    if _mailbox(people):
        result.author([{"name": people[0].name, "email": people[0].email}])
    else:
        result.creators = tuple(person.name for person in people)
    if attachment := wording.enclosure(item):
        result.enclosure(attachment.url, attachment.length, attachment.mime_type)
    if summary := wording.line(item.summary):
        result.summary(html.escape(summary, quote=False))  # an RSS description is HTML
    content = wording.content(item)
    if content.strip() and not feed.summary_only:
        result.content(content, type="html")
    return result


def _mailbox(people: Iterable[Person]) -> str:
    """Return `mail (Name)` if `people` are one person of whom RSS can say so, else "".

    The profile allows one author with an address; several, or one without, are named by Dublin Core's creator.
    """
    match tuple(people):
        case (Person(name=name, email=email),) if email and _COMMENT.fullmatch(name):
            return f"{email} ({name})"
        case _:
            return ""
