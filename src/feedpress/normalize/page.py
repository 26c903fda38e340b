"""Read a saved web page: the article and nothing else, under the title and the date that stood over it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from feedpress.errors import Problem
from feedpress.model import Block, Document, Field, Fields, Manuscript, Origin, Settings, Verdict
from feedpress.normalize import (
    compose,
    dates,
    fields,
    markup,
    oneline,
    pageauthors,
    pagehead,
    pagelist,
    pagetitle,
    phrases,
)
from feedpress.normalize.balance import capped
from feedpress.normalize.extract import Judged, judge
from feedpress.normalize.masthead import people
from feedpress.normalize.outline import html_of
from feedpress.normalize.pageline import Element
from feedpress.normalize.pagetree import parse
from feedpress.normalize.reading import Reading

MOST = 50_000
"""No page has so many tags: each costs as much as a line of text, and a page of more is more than seconds' work."""
CUT = (f"more than {MOST:,} tags; the rest is left out", "split it up")

HOST = re.compile(r"https?://([^/?#:]+)", re.IGNORECASE)
UNSET = re.compile(r"(?:-?000\d|1970)-(?:0[01]|11)-[03][01]T00:00:00|0{4}-00-00")
"""What programs write into a page's head where they know no date."""
TOGETHER = re.compile(r",\s+(?:and\s+)?|\s+(?:and|und|et|y|e|&)\s+")
VERDICTS: dict[str, Verdict] = {"heading": "heading", "item": "list", "quote": "quote", "code": "code"}


def survey(document: Document) -> tuple[str, ...]:
    """Return the ends of the titles of `document`: one that recurs over the folder is the site's name."""
    return tuple(f"suffix:{tail}" for tail in pagetitle.tails(document))


def manuscript(document: Document, settings: Settings, facts: Mapping[str, int]) -> Manuscript:
    """Return what goes on of the page `document`."""
    return read(document, settings, facts).manuscript


def read(document: Document, settings: Settings, facts: Mapping[str, int]) -> Reading:
    """Read the page `document` through; `facts` tells which ends of titles recur over its folder."""
    body = capped(document.body, MOST)
    cut = (Problem(document.path, document.first_line, *CUT),) if len(body) < len(document.body) else ()
    root = parse(body)
    host = _host(document)
    said = next((oneline.plain(each.value) for each in document.fields if each.name == "title"), "")
    judged = judge(root, said, host)
    title = pagetitle.title(document, judged, facts, _names(root, host))
    shown = pagehead.published(root, judged, settings.date_order)
    is_told = any(each.name == "authors" for each in document.fields)
    authors = () if is_told else pageauthors.authors(root, judged)
    settled = fields.settle(_completed(document, title, (*shown, *authors)), settings)
    judged = pagehead.without_masthead(judged)
    settled = _on_its_day(settled, pagehead.days(root, shown, settled.published, settings.timezone), settings.timezone)
    settled = _kept_back(document, settled, pagelist.stories(root, judged, document.fields, host))
    is_whole = (settled.cruft or settings.cruft) == "none"
    kept = [each.part for each in judged if (is_whole or not each.reason) and each.part.text != settled.title]
    cleaned = markup.clean(html_of(kept), base=_base(root, settled.source_url), document_path=document.path)
    manuscript = compose.finish(
        document,
        settings,
        fields=settled,
        content_html=cleaned.html,
        references=cleaned.references,
        problems=(*cut, *_undecided(document, settled, judged), *compose.located(document, cleaned.flaws)),
    )
    return Reading(
        manuscript=manuscript, blocks=tuple(_block(each, settled.title, is_whole=is_whole) for each in judged)
    )


def _kept_back(document: Document, settled: Fields, stories: int) -> Fields:
    """Return `settled`, kept back where the page but lists `stories`, unless something says what to do."""
    if not stories or any(each.name == "draft" for each in document.fields):
        return settled
    what = f"lists {stories} stories of other pages, and has no text of its own: it is kept back"
    problem = Problem(
        document.path, document.first_line, what, "save their pages; `draft = false` in a sidecar shows it"
    )
    reason = Field("draft", f"a list of {stories} stories", "derived")
    return replace(settled, kept_back=reason, problems=(*settled.problems, problem))


def _base(root: Element, address: str) -> str:
    """Return from where relative addresses on the page at `address` start: it may say so itself, in `<base>`."""
    named = root.find(".//base[@href]")
    if named is None:
        return address
    try:
        base = urljoin(address, named.get("href").strip())
    except ValueError:  # "Invalid IPv6 URL"
        return address
    return base if HOST.match(base) else address


def _host(document: Document) -> str:
    address = next((each.value for each in document.fields if each.name == "source_url"), "")
    found = HOST.match(address)
    return found[1].lower() if found else ""


def _names(root: Element, host: str) -> list[str]:
    """Return the names the site goes by: what it calls itself, its host with and without its ends."""
    metas = (
        each
        for each in root.iter("meta")
        if each.get("property") == "og:site_name" or each.get("name") == "application-name"
    )
    labels = host.removeprefix("www.").split(".")
    return [
        name
        for name in (*(each.get("content", "") for each in metas), host.removeprefix("www."), *labels[:-1])
        if len(name) > 1
    ]


def _completed(document: Document, title: Field | None, shown: Sequence[Field]) -> Document:
    """Return `document` with the title, the dates and the authors that the page itself shows among its candidates.

    Its head's dates come first; those of the address, of the file's name and of when the file was made come last.
    """
    titles = (title,) if title else ()
    told = [one for each in document.fields if not UNSET.match(each.value) for one in _each_author(each)]
    rest = [each for each in told if each.name != "title" or (each.origin == "filename" and not title)]
    weak = [each for each in rest if each.name == "published" and each.origin in {"url", "filename", "label"}]
    strong = [each for each in rest if each not in weak]
    return replace(document, fields=(*titles, *strong, *shown, *weak))


def _on_its_day(settled: Fields, days: Sequence[tuple[date, int]], timezone: str) -> Fields:
    """Return `settled`, its article published on the day that readers saw, where that is the day before or after.

    A machine's time may be on another day in UTC than where the page was written.
    """
    if settled.published is None or settled.origins["published"].source not in {"json-ld", "html-meta"}:
        return settled
    told = settled.published.astimezone(ZoneInfo(timezone)).date()
    if not days or any(day == told for day, _ in days):
        return settled
    day, line = days[0]
    moment = dates.parse(day.isoformat(), timezone=timezone)
    if moment is None or abs((day - told).days) > 1:
        return settled
    return replace(
        settled, published=moment, origins={**settled.origins, "published": Origin("header", f"line {line}")}
    )


def _undecided(document: Document, settled: Fields, judged: Sequence[Judged]) -> tuple[Problem, ...]:
    """Return the problem that the only date readers saw may be two, none where there is a date or none at all."""
    found = None if settled.published else pagehead.ambiguous(judged)
    if found is None:
        return ()
    what, fix = (
        f'"{found.value}" may be two dates; it is not read',
        "set `date_order` in [corpus], or `published` in a sidecar",
    )
    return (Problem(document.path, found.line, what, fix),)


def _each_author(field: Field) -> list[Field]:
    """Return the people that one value names together: "Jane Doe, John Roe and Ann Lee"."""
    if field.name != "authors" or field.origin not in {"html-meta", "json-ld"}:
        return [field]
    parts = TOGETHER.split(field.value.partition("\t")[0])
    names = parts[:1] + [name for name in parts[1:] if not phrases.is_position(name)]
    if len(parts) > 1 and all(people(name) == (name,) for name in names):
        return [field._replace(value=name) for name in names]
    return [field]


def _block(judged: Judged, title: str, *, is_whole: bool) -> Block:
    part = judged.part
    line = part.element.sourceline or 1
    is_title = part.text == title
    verdict: Verdict = (
        "title" if is_title else "cruft" if judged.reason and not is_whole else VERDICTS.get(part.kind, "body")
    )
    return Block(
        kind=part.kind,
        text=part.text,
        first_line=line,
        last_line=line + part.html.count("\n"),
        verdict=verdict,
        reason="the headline"
        if is_title
        else (judged.reason if not is_whole else "nothing is taken away") or "text of the article",
    )
