"""A feed goes in, a JSON Feed 1.1 document comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping

from feedpress.feeds import wording
from feedpress.feeds.soundness import publishable
from feedpress.model import Attachment, Feed, Item, Person
from feedpress.times import rfc3339

_VERSION = "https://jsonfeed.org/version/1.1"


def render(feed: Feed) -> bytes:
    """Return `feed` as JSON in UTF-8, one value a line, so that an edit shows as one line of a diff.

    Archives are RFC 5005's, for Atom and RSS: their links are left out here.
    """
    site = feed.site
    hub = wording.address(feed.hub)
    top = {
        "version": _VERSION,
        "title": wording.line(feed.title) or site.url,
        "home_page_url": wording.address(feed.home_url),
        "feed_url": wording.address(feed.self_url),
        "description": wording.line(site.description),
        "hubs": [{"type": "WebSub", "url": hub}] if hub else [],
        "authors": _authors((Person(site.author or site.title, site.email),)),
        "language": wording.language(site.language),
    }
    items = [_item(item, feed) for item in publishable(feed.items)]
    text = json.dumps({**_said(top), "items": items}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _item(item: Item, feed: Feed) -> dict[str, object]:
    summary = wording.line(item.summary)
    is_brief = feed.summary_only
    content = {"content_text": summary} if is_brief else {"content_html": wording.content(item)}
    head = {
        "id": item.id,
        "url": wording.address(item.url),
        "external_url": wording.address(item.source_url),
        "title": wording.line(item.title),
    }
    tail = {
        "summary": summary,
        "image": wording.address(item.image),
        "date_published": rfc3339(item.published),
        "date_modified": rfc3339(item.updated),
        "authors": _authors(item.authors),
        "tags": list(wording.tags(item)),
        "language": wording.language(item.language, feed.site.language),
        "attachments": [_attachment(attachment) for attachment in wording.attachments(item)],
    }
    return {**_said(head), **content, **_said(tail)}  # content is required, even where it is empty


def _authors(people: tuple[Person, ...]) -> list[dict[str, object]]:
    return [
        _said({"name": person.name, "url": person.uri or (f"mailto:{person.email}" if person.email else "")})
        for person in wording.people(people)
    ]


def _attachment(attachment: Attachment) -> dict[str, object]:
    return _said(
        {
            "url": attachment.url,
            "mime_type": attachment.mime_type,
            "title": attachment.title,
            "size_in_bytes": attachment.length,
        }
    )


def _said(values: Mapping[str, object]) -> dict[str, object]:
    """Return those of `values` that say something."""
    return {key: value for key, value in values.items() if value}
