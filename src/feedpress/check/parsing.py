"""A feed's bytes go in, facts come out, whatever the format; what doesn't parse raises ValueError and says why."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from feedpress.check.facts import EntryFacts, FeedFacts, Moment
from feedpress.feeds.tree import Node

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_RFC822 = re.compile(r"[A-Z][a-z]{2}, \d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT)")
_VERSION = "https://jsonfeed.org/version/1.1"


def atom(root: Node) -> FeedFacts:
    """Return the facts of the Atom feed `root` (RFC 4287 §4.1.1)."""
    links = {link.get("rel", "alternate"): link.get("href", "") for link in root.findall(f"{_ATOM}link")}
    said = {name: _text(root, _ATOM + name) for name in ("id", "title", "updated")}
    has_author = root.find(f"{_ATOM}author/{_ATOM}name") is not None
    entries = tuple(_atom_entry(entry, has_author=has_author) for entry in root.findall(f"{_ATOM}entry"))
    lacks = _absent({**said, "link rel=self": links.get("self"), "link rel=alternate": links.get("alternate")})
    updated = rfc3339(said["updated"])
    return FeedFacts("atom", updated, links, root.find(_ARCHIVE) is not None, entries, lacks)


def _atom_entry(entry: Node, *, has_author: bool) -> EntryFacts:
    links = [(link.get("rel", "alternate"), link.get("href", "")) for link in entry.findall(f"{_ATOM}link")]
    said = {name: _text(entry, _ATOM + name) for name in ("id", "title", "updated")}
    content, summary = _text(entry, f"{_ATOM}content"), _text(entry, f"{_ATOM}summary")
    url = next((href for rel, href in links if rel == "alternate"), "")
    author = "author" if has_author else _text(entry, f"{_ATOM}author/{_ATOM}name")
    return EntryFacts(
        said["id"],
        said["title"],
        url,
        rfc3339(_text(entry, f"{_ATOM}published")),
        rfc3339(said["updated"]),
        content,
        tuple(href for _, href in links),
        _absent({**said, "link rel=alternate": url, "author": author, "content or summary": content or summary}),
    )


def rss(root: Node) -> FeedFacts:
    """Return the facts of the RSS feed `root`, after the RSS Advisory Board's profile."""
    channel = root.find("channel")
    if channel is None:
        raise ValueError("there is no channel in it")
    links = {link.get("rel", ""): link.get("href", "") for link in channel.findall(f"{_ATOM}link")}
    links["alternate"] = _text(channel, "link")
    said = {name: _text(channel, name) for name in ("title", "link", "description")}
    lacks = _absent({**said, "atom:link rel=self": links.get("self")})
    entries = tuple(map(_rss_item, channel.findall("item")))
    updated = _rfc822(_text(channel, "lastBuildDate"))
    return FeedFacts("rss", updated, links, channel.find(_ARCHIVE) is not None, entries, lacks)


def _rss_item(item: Node) -> EntryFacts:
    said = {name: _text(item, name) for name in ("guid", "title", "link", "pubDate")}
    addresses = (said["link"], *(enclosure.get("url", "") for enclosure in item.findall("enclosure")))
    content = _text(item, _ENCODED) or _text(item, "description")
    published = _rfc822(said["pubDate"])
    return EntryFacts(said["guid"], said["title"], said["link"], published, None, content, addresses, _absent(said))


def json_feed(data: bytes) -> FeedFacts:
    """Return the facts of the JSON Feed `data`; raise ValueError where it is none of version 1.1."""
    try:
        top = json.loads(data)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(top, dict) or not isinstance(top.get("items"), list):
        raise ValueError("there is no list of items in it")  # noqa: TRY004  # what does not parse
    if not all(isinstance(item, dict) for item in top["items"]):
        raise ValueError("an item is not an object")
    names = {"self": "feed_url", "alternate": "home_page_url"}
    links = {rel: str(top[name]) for rel, name in names.items() if name in top}
    lacks = _absent({name: top.get(name) for name in ("title", *names.values())})
    wrong = () if top.get("version") == _VERSION else (f"version {_VERSION}",)
    return FeedFacts("json", None, links, False, tuple(map(_json_item, top["items"])), lacks + wrong)  # noqa: FBT003


def _json_item(item: Mapping[str, Any]) -> EntryFacts:
    said = {name: item.get(name) for name in ("id", "url", "title", "date_published")}
    content = item.get("content_html", item.get("content_text"))
    files = item.get("attachments")
    attached = [file.get("url") for file in files if isinstance(file, dict)] if isinstance(files, list) else []
    addresses = (item.get("url"), item.get("external_url"), item.get("image"), *attached)
    return EntryFacts(
        _string(said["id"]),
        _string(said["title"]),
        _string(said["url"]),
        rfc3339(_string(said["date_published"])),
        rfc3339(_string(item.get("date_modified"))),
        _string(item.get("content_html")),
        tuple(map(_string, addresses)),
        _absent({name: _string(value) for name, value in said.items()})
        + (() if isinstance(content, str) else ("content_html or content_text",)),
    )


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _text(element: Node, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _absent(said: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name, value in said.items() if not value)


def rfc3339(text: str) -> Moment | None:
    """Return the moment that `text` means, None where there is no text."""
    if not text:
        return None
    try:
        time = datetime.fromisoformat(text) if _RFC3339.fullmatch(text) else None
    except ValueError:
        time = None
    return Moment(text, time)


def _rfc822(text: str) -> Moment | None:
    """Return the moment that `text` means, None where there is no text; the day of the week must be the right one."""
    if not text:
        return None
    try:
        time = parsedate_to_datetime(text) if _RFC822.fullmatch(text) else None
    except ValueError:
        time = None
    if time is None or text[:3] != format_datetime(time)[:3]:
        return Moment(text, None)
    return Moment(text, time.replace(tzinfo=time.tzinfo or UTC))  # -0000: in UTC, from an unknown zone


def times(moments: Iterable[Moment | None]) -> tuple[datetime, ...]:
    """Return the times of those `moments` that have one."""
    return tuple(moment.time for moment in moments if moment is not None and moment.time is not None)
