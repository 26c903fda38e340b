"""Turn what feedparser found in an entry into candidates.

Titles and summaries stay HTML, as they are in feeds: what a feed calls plain text is escaped, so that whoever decodes
it once gets what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, TypeAlias

from feedpress.corpus.decode import legal
from feedpress.corpus.switches import EXPORTED, reason
from feedpress.corpus.tree import Leaf
from feedpress.corpus.values import moment
from feedpress.model import Field

Entry: TypeAlias = Mapping[str, Any]
ORIGIN = "feed"
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_MAIL = re.compile(r"([^\s@()<>]+@[^\s@()<>]+)(?:\s+\(([^()]*)\))?")
_ADDRESS = re.compile(r"[^\s@()<>,]+@[^\s@()<>,]+")
_PART = re.compile(r"\d{4}(?:-\d\d)?", re.ASCII)  # of a day, as Dublin Core has it: W3CDTF
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{1,2}:\d{1,2}(?!\d)", re.ASCII)
_TYPE = {"wp_post_type", "blogger_type"}
_NO_POST = re.compile(  # letters of readers, orders
    r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|acf-[\w-]+|COMMENT"
    r"|feedback|flamingo_\w+|shop_\w+|elementor_\w+|wpcf7_\w+|(?:[\w-]*[-_]|wp)?(?:forms?|templates?)"
)
_KINDS = "http://schemas.google.com/g/2005#kind"  # Blogger says by such a category what an entry is
_NO_POST_KIND = re.compile(r"http://schemas\.google\.com/blogger/2008/kind#(comment|settings|template)")
_Told: TypeAlias = Iterator[tuple[str, ...]]
"""The name of a field, its value and its parts."""


def fields(entry: Entry, channel: Entry, language: str, line: int) -> tuple[Field, ...]:
    """Return the candidates of `entry`, which begins on `line`.

    The authors of `channel` stand in for its own (RFC 4287 §4.2.1), `language` where the entry names none.
    """
    found = (
        ("title", as_html(entry.get("title_detail", {})) or _shown(entry)),
        *_dates(entry),
        *(
            ("tags", str(tag.get("label") or tag.get("term") or ""))
            for tag in entry.get("tags", ())
            if tag.get("scheme") != _KINDS
        ),
        *(tuple(_authors(entry)) or tuple(_authors(channel))),
        ("summary", as_html(entry.get("summary_detail", {})) if entry.get("content") else ""),
        ("language", str(entry.get("title_detail", {}).get("language") or language)),
        ("explicit_id", str(entry.get("id") or "")),
        ("source_url", _address(entry)),
        ("image", _image(entry)),
        *_attachments(entry),
        *_kept_back(entry),
    )
    cleaned = (
        Field(name, legal(value).strip(), ORIGIN, line, tuple(" ".join(legal(part).split()) for part in parts))
        for name, value, *parts in found
    )
    return tuple(field for field in cleaned if field.value)


def as_html(construct: Entry) -> str:
    """Return the text of a title, summary or content as HTML."""
    value = str(construct.get("value") or "")
    return escape(value, quote=False) if construct.get("type") == "text/plain" else value


def _dates(entry: Entry) -> _Told:
    """Yield the dates as they are written: feedparser knows no summer time, and takes 2024/05/01 for November."""
    yield "published", _date(entry, "published") or _date(entry, "created")
    yield "updated", _date(entry, "updated")


def _date(entry: Entry, name: str) -> str:
    """Return a date that can be read: where it has no day, the first one, and its time with all digits (9:5:3)."""
    written = str(entry.get(name) or "").strip()
    day = f"{written}-01-01"[:10] if _PART.fullmatch(written) else _CLOCK.sub(_two_digits, written)
    return next((found.text for found in moment(name, Leaf(day)) if isinstance(found, Leaf)), "")


def _two_digits(clock: re.Match[str]) -> str:
    return ":".join(part.zfill(2) for part in clock[0].split(":"))


def _authors(entry: Entry) -> _Told:
    """Yield each author once; feedparser lends an author without address that of the one before."""
    seen: set[str] = set()
    written = _ADDRESS.search(str(entry.get("author") or ""))
    for person in entry.get("authors", ()):
        name, email, uri = (str(person.get(key) or "") for key in ("name", "email", "href"))
        if written and email and email != written[0] and written[0].startswith(email):
            # feedparser knows no domain of more than four letters, and takes the others for a part of the name
            name, email = written.string.replace(written[0], "").strip(" ()<>,"), written[0]
        if match := _MAIL.fullmatch(name.strip()):  # RSS: address (name)
            name, email = match[2] or "", match[1]
        if name in seen:
            continue
        own = "" if email in seen else email
        seen.update(part for part in (name, email) if part)
        yield "authors", name or own or uri, own, uri


def _address(entry: Entry) -> str:
    links = [str(entry.get("feedburner_origlink") or ""), str(entry.get("link") or "")]
    return next((link for link in links if _WEB.fullmatch(link)), "")


def _image(entry: Entry) -> str:
    """Return the address of the picture that stands for `entry`: its thumbnail, its image, else what goes with it."""
    shown = (each for each in (*entry.get("media_content", ()), *entry.get("links", ())) if _is_image(each))
    media = (*entry.get("media_thumbnail", ()), entry.get("image") or {}, *shown)
    return next((str(each.get("url") or each.get("href")) for each in media if each.get("url") or each.get("href")), "")


def pictures(entry: Entry, body: str) -> Iterator[str]:
    """Yield as HTML the pictures that go with `entry`: those in words, all where its `body` is empty, none twice."""
    shown: set[str] = {""}
    for each in entry.get("media_content", ()):
        address, words = str(each.get("url") or ""), str(each.get("alt") or "")
        if _is_image(each) and not {address, words or address} & shown and address not in body and (words or not body):
            shown |= {address, words or address}
            yield f'<figure><img src="{escape(address)}" alt="{escape(words)}"></figure>'


def _shown(entry: Entry) -> str:
    """Return as HTML the words for the first picture of an `entry` without any of its own, "" where it has some."""
    texts = (*entry.get("content", ()), entry.get("summary_detail", {}))
    pictured = (str(each.get("alt") or "") for each in entry.get("media_content", ()) if _is_image(each))
    return "" if any(str(text.get("value", "")).strip() for text in texts) else escape(next(pictured, ""), quote=False)


def _is_image(media: Entry) -> bool:
    """Tell whether `media`, an element of Media RSS or a link, is a picture that goes with its entry."""
    is_its_own = media.get("rel", "enclosure") == "enclosure"
    return is_its_own and (media.get("medium") == "image" or str(media.get("type") or "").startswith("image/"))


def _kept_back(entry: Entry) -> _Told:
    """Yield why an export of WordPress or Blogger has `entry`, but no page of the site showed it, or none as a post."""
    for name, value in entry.items():
        prefix, _, said = name.rpartition("_")
        key = said if said == "draft" and f"{prefix}_control" in entry else name  # Atom's own, whatever its prefix
        word = str(value).strip()
        if word and key in EXPORTED and EXPORTED[key]({word.lower()}):
            yield "draft", reason(said, word)
        elif name in _TYPE and _NO_POST.fullmatch(word):
            yield "draft", reason("type", word)
    for tag in entry.get("tags", ()):
        if kind := _NO_POST_KIND.fullmatch(str(tag.get("term"))):
            yield "draft", reason("kind", kind[1])


def _attachments(entry: Entry) -> _Told:
    for link in entry.get("links", ()):
        if link.get("rel") == "enclosure" and link.get("href"):
            yield ("attachment", *(str(link.get(key) or "") for key in ("href", "type", "length", "title")))
