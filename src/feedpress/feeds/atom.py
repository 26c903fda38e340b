"""A feed goes in, an Atom document (RFC 4287) comes out."""

from __future__ import annotations

from feedpress.feeds import dates, entry, extension, wording
from feedpress.feeds.soundness import publishable
from feedpress.formats import ATOM
from feedpress.model import Feed, Item, Person


def render(feed: Feed) -> bytes:
    """Return `feed` as Atom in UTF-8, with RFC 5005's links where it has them."""
    site = feed.site
    generator = extension.generator(feed, ATOM.mime_type)
    owner = wording.inert_people((Person(site.author or site.title or site.url, site.email),))
    generator.author([_person(person) for person in owner])
    if subtitle := wording.inert(site.description):
        generator.subtitle(subtitle)
    for rel, href in extension.neighbours(feed):
        generator.link(href=href, rel=rel)
    generator.link(href=wording.address(feed.home_url), rel="alternate", type="text/html")
    for item in publishable(feed.items):
        generator.add_entry(_entry(item, feed), order="append")
    data: bytes = generator.atom_str(pretty=True)
    return extension.encode_plainly(data)


def _entry(item: Item, feed: Feed) -> entry.Entry:
    result = entry.entry(item, feed)
    result.updated(dates.whole(item.updated))
    result.author([_person(person) for person in wording.inert_people(item.authors)])
    if source := wording.address(item.source_url):
        result.link(href=source, rel="via")
    for url, mime_type, length, title in wording.attachments(item):
        result.link(href=url, rel="enclosure", type=mime_type, title=title, length=str(length or ""))
    content = "" if feed.summary_only else wording.content(item)
    # Text of some kind is required; the title says at least what the item is about.
    summary = wording.inert(item.summary) or ("" if content.strip() else wording.inert(item.title))
    if summary:
        result.summary(summary)
    if content.strip():
        result.content(content, type="html")
    return result


def _person(person: Person) -> dict[str, str]:
    return {key: text for key, text in person._asdict().items() if text}
