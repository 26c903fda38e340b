"""An item's own page: the text, who wrote it, when, where it came from.

It shows nothing of other items, so that a new item changes no page but its own.
"""

from __future__ import annotations

from datetime import timedelta
from json import JSONEncoder
from urllib.parse import unquote, urlsplit

from feedpress.model import Attachment, Item
from feedpress.pages.look import Look

_REVISED_AFTER = timedelta(days=1)
_LONGEST_SOURCE = 60  # characters of an address that are shown
_OWN_SUMMARIES = frozenset({"front-matter", "json", "feed", "html-meta", "json-ld", "sidecar"})
_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def item(look: Look, item: Item) -> bytes:
    """Render the page of `item`, which lies at its `url`."""
    lang, side = look.tongue(item.language)
    return look.page(
        "item",
        item.url,
        item=item,
        title=item.title,
        description=item.summary,
        lang=lang,
        dir=side,
        is_dated=item.is_dated,
        published=item.published.isoformat(),
        is_revised=item.is_dated and item.updated - item.published >= _REVISED_AFTER,
        authors=_authors(look, item),
        tags=[(tag, _href(look, item, "tag", tag)) for tag in item.tags],
        source=_address(item.source_url) if item.source_url else "",
        standfirst=_standfirst(item),
        content=_near(look, item, item.content_html),
        picture=item.image if item.image not in item.content_html else "",
        files=[(attachment, _player(attachment)) for attachment in item.attachments],
        facts=_facts(look, item),
    )


def _near(look: Look, item: Item, html: str) -> str:
    """Return `html` with the site's own pictures and sounds relative: they show also where the page lies on a disk."""
    return html.replace(f'src="{look.site.url}', f'src="{look.up(item.url)}')


def _href(look: Look, item: Item, kind: str, label: str) -> str:
    url = look.place(kind, label)
    return url and look.way(item.url, url)


def _authors(look: Look, item: Item) -> list[tuple[str, str, str, str]]:
    """Return each author with what stands before the name: nothing, then commas."""
    return [
        (", " if number else "", person.shown, _href(look, item, "author", person.shown), person.uri)
        for number, person in enumerate(item.authors)
    ]


def _standfirst(item: Item) -> str:
    """Return the summary where somebody wrote one: a derived one would say the text's first words twice."""
    origin = item.origins.get("summary")
    is_own = origin is not None and origin.source in _OWN_SUMMARIES
    return item.summary if is_own and not item.content_text.startswith(item.summary[:80]) else ""


def _address(url: str) -> str:
    """Shorten `url` to what a reader cares about: host and path."""
    try:
        parts = urlsplit(url)
    except ValueError:  # http://[ is a link that somebody wrote, too
        return url
    shown = unquote((parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")) or url
    return shown if len(shown) <= _LONGEST_SOURCE else shown[: _LONGEST_SOURCE - 1] + "…"


def _player(attachment: Attachment) -> str:
    kind = attachment.mime_type.partition("/")[0]
    return kind if kind in {"audio", "video"} else ""


def _facts(look: Look, item: Item) -> str:
    """Say the same to machines: JSON in schema.org's words, in which nothing can end the script element."""
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": item.title,
        "url": item.url,
        "inLanguage": item.language,
        "publisher": {"@type": "Organization", "name": look.site.title, "url": look.site.url},
    }
    if item.is_dated:
        facts |= {"datePublished": item.published.isoformat(), "dateModified": item.updated.isoformat()}
    if item.authors:
        facts["author"] = [{"@type": "Person", "name": person.shown} for person in item.authors]
    if item.image:
        facts["image"] = item.image
    if item.source_url:
        facts["isBasedOn"] = item.source_url
    if item.tags:
        facts["keywords"] = item.tags
    return _encode(facts).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
