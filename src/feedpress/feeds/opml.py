"""A site's feeds go in, an OPML 2.0 outline comes out, which readers import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from itertools import groupby
from typing import NamedTuple

from feedpress.feeds import dates, wording
from feedpress.model import Site

_MEANS_MORE = re.compile(r"&[^ ]|<")


class Outline(NamedTuple):
    """A feed as a list of subscriptions names it; feeds of one `group` share a folder, those of none stand alone."""

    title: str
    xml_url: str
    html_url: str = ""
    group: str = ""
    language: str = ""


def render(title: str, feeds: Sequence[Outline], *, site: Site, updated: datetime) -> bytes:
    """Return `feeds` of `site` as an outline with a `title`; feeds of one group, if they follow each other, nest."""
    head = {
        "title": _text(title),
        "dateModified": dates.rfc822(updated),
        "ownerName": _text(site.author or site.title),
    }
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        *(f"    <{name}>{escape(text, quote=False)}</{name}>" for name, text in head.items() if text),
        "  </head>",
        "  <body>",
        *_body(feeds),
        "  </body>",
        "</opml>",
        "",
    )
    return "\n".join(lines).encode()


def _body(feeds: Iterable[Outline]) -> Iterable[str]:
    for group, members in groupby(feeds, key=lambda feed: _text(feed.group)):
        if group:
            yield f"    <outline {_attributes({'text': group})}>"
        indent = "      " if group else "    "
        yield from (f"{indent}<outline {_attributes(_outline(feed))}/>" for feed in members)
        if group:
            yield "    </outline>"


def _outline(feed: Outline) -> Mapping[str, str]:
    title = _text(feed.title) or feed.xml_url
    return {
        "text": title,
        "title": title,
        "type": "rss",
        "xmlUrl": wording.address(feed.xml_url),
        "htmlUrl": wording.address(feed.html_url),
        "language": wording.language(feed.language),
    }


def _text(title: str) -> str:
    """Return `title` on one line, as HTML, for which OPML takes it: escaped only where it would mean something else."""
    text = wording.line(title)
    return escape(text, quote=False) if _MEANS_MORE.search(text) else text


def _attributes(values: Mapping[str, str]) -> str:
    return " ".join(f'{name}="{escape(text)}"' for name, text in values.items() if text)
