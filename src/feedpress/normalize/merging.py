"""Merge the copies of one story: the fullest body and the best headline win, nothing that only one has is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from msgspec.structs import replace

from feedpress.model import Manuscript, Origin, Teaser

TRUST = (
    "sidecar", "front-matter", "json", "feed", "json-ld", "html-meta", "label", "headline", "header", "url",
    "filename", "sibling", "config", "default", "derived", "none",
)  # fmt: skip
"""Origins of a field, the most trusted first."""


WORD = re.compile(r"\w+")
DECLARED = frozenset({"sidecar", "front-matter", "json", "feed"})
"""Origins that are an author's own statement about the document."""


def is_distinct(one: Manuscript, other: Manuscript) -> bool:
    """Say whether two alike documents declare themselves to be different ones: by title, by day, or outright.

    A series of release notes shares most of its words; its authors know better than any measure of likeness. So do the
    makers of a site, which puts each of its pages under a headline of its own.
    """
    if other.path in one.not_duplicate_of or one.path in other.not_duplicate_of:
        return True
    if one.text_digest == other.text_digest:
        return False
    is_said = any(len({*values} - {None}) > 1 for values in zip(declared(one), declared(other), strict=True))
    return is_said or (_are_of_one_site(one, other) and not _is_within(one.title, other.title))


def may_differ(copies: Sequence[Manuscript]) -> bool:
    """Say whether two of `copies` may be distinct, without comparing each with each."""
    titles, days = zip(*map(declared, copies), strict=True)
    headlines = (_plain(copy.title) for copy in copies if _has_headline(copy))
    said = ({*titles} - {None}, {*days} - {None}, {*headlines})
    return any(copy.not_duplicate_of for copy in copies) or any(len(values) > 1 for values in said)


def _are_of_one_site(one: Manuscript, other: Manuscript) -> bool:
    """Say whether both are saved pages with a headline, each from an address of its own on the same host."""
    places = [urlsplit(page.source_url) for page in (one, other)]
    is_moved = bool(one.source_url) and one.source_url == other.source_url
    return all(map(_has_headline, (one, other))) and places[0].netloc == places[1].netloc and not is_moved


def _is_within(one: str, other: str) -> bool:
    """Say whether one title holds the other, signs aside: "Print: Storm hits town"."""
    first, second = (f" {' '.join(WORD.findall(title.casefold()))} " for title in (one, other))
    return first in second or second in first


def _has_headline(copy: Manuscript) -> bool:
    return copy.kind == "html" and _source(copy, "title") in {"headline", "html-meta", "json-ld"}


def declared(copy: Manuscript) -> tuple[str | None, date | None]:
    """Return the title, in small letters, and the day that the author of `copy` states, None for what is not stated.

    The heading over Markdown is its author's own title; a headline of a text was only found to look like one.
    """
    day = copy.published.date() if copy.published and _declares(copy, "published") else None
    is_titled = _declares(copy, "title") or (copy.kind == "markdown" and _source(copy, "title") == "headline")
    return _plain(copy.title) if is_titled else None, day


def _declares(copy: Manuscript, name: str) -> bool:
    return _source(copy, name) in DECLARED


def _source(copy: Manuscript, name: str) -> str:
    return copy.origins.get(name, Origin("none")).source


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def fullest_first(manuscripts: Iterable[Manuscript]) -> list[Manuscript]:
    """Return the copies of a story with the one whose body stands for it first; the rest in corpus order."""
    ordered = sorted(manuscripts, key=lambda copy: (copy.path, copy.first_line, copy.part))
    best = max(ordered, key=lambda copy: len(copy.content_text), default=None)
    return [copy for copy in ordered if copy is best] + [copy for copy in ordered if copy is not best]


def merge(copies: Sequence[Manuscript]) -> Manuscript:
    """Return what `copies`, the fullest first, come to together."""
    body, *others = copies
    if not others:
        return body
    chosen = {name: _best(copies, name) for name in ("title", "published", "authors")}
    chosen |= {name: _stated(copies, name) for name in ("updated", "language", "summary", "slug")}
    siblings = {name: _from_sibling(name, copy) for name, copy in chosen.items() if copy is not body}
    return replace(
        body,
        title=chosen["title"].title,
        published=chosen["published"].published,
        is_dated_by_change=chosen["published"].is_dated_by_change,
        updated=chosen["updated"].updated,
        authors=chosen["authors"].authors,
        language=chosen["language"].language,
        summary=chosen["summary"].summary,
        slug=chosen["slug"].slug,
        tags=_tags(copies),
        teasers=_teasers(copies),
        attachments=tuple(dict.fromkeys(one for copy in copies for one in copy.attachments)),
        image=next((copy.image for copy in copies if copy.image), ""),
        source_url=next((copy.source_url for copy in copies if copy.source_url), ""),
        newsletter=next((copy.newsletter for copy in copies if copy.newsletter), ""),
        section=next((copy.section for copy in copies if copy.section), ""),
        origins=body.origins | siblings,
    )


def _best(copies: Sequence[Manuscript], name: str) -> Manuscript:
    """Return the copy whose field `name` is trusted most; the first of equals."""
    having = [copy for copy in copies if getattr(copy, name)] or [copies[0]]
    return min(having, key=lambda copy: _distrust(copy.origins.get(name)))


def _stated(copies: Sequence[Manuscript], name: str) -> Manuscript:
    """Return the first copy whose author states the field `name`, else the one whose body stands for all."""
    return next((copy for copy in copies if getattr(copy, name) and _declares(copy, name)), copies[0])


def _distrust(origin: Origin | None) -> int:
    return TRUST.index(origin.source) if origin and origin.source in TRUST else len(TRUST)


def _from_sibling(name: str, copy: Manuscript) -> Origin:
    """Say where a field came from; a date or author keeps its own kind of origin, a headline is a sibling's."""
    own = copy.origins.get(name, Origin("none"))
    place = f"{copy.path}, {own.detail}" if own.detail else copy.path
    return Origin("sibling" if name == "title" else own.source, place)


def _tags(copies: Sequence[Manuscript]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for copy in copies:
        for tag in copy.tags:
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def _teasers(copies: Sequence[Manuscript]) -> tuple[Teaser, ...]:
    found: dict[str, Teaser] = {}
    for copy in copies:
        for teaser in copy.teasers:
            found.setdefault(teaser.title.casefold(), teaser)
    return tuple(found.values())
