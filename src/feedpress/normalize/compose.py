"""Put a manuscript together: what the document says of itself, and what follows from its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from hashlib import sha256
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import asdict, replace

from feedpress.errors import Problem
from feedpress.model import Document, Fields, Manuscript, Origin, Person, Settings, Teaser
from feedpress.normalize import derived, duplicates, language, summary
from feedpress.normalize.doors import paths_in
from feedpress.normalize.oneline import plain

if TYPE_CHECKING:
    from feedpress.normalize.masthead import Masthead
    from feedpress.normalize.sanitize import Flaw

NONE = Origin("none")
MOST_SOUGHT = 100
"""So many flaws of a text are sought in it: each costs as much as its length."""
_SPACED = bytes.maketrans(b"\t\n\v\f\r", b"     ")


def finish(  # noqa: PLR0913 - the parts of a manuscript, each by its name
    document: Document,
    settings: Settings,
    *,
    fields: Fields,
    content_html: str,
    references: tuple[str, ...] = (),
    teasers: tuple[Teaser, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Manuscript:
    """Return the manuscript of `document`: its `fields` and content, with what is missing derived from the text.

    The title is never empty, and `updated` never before `published`. `origins` has title, published, updated,
    authors, language and summary.
    """
    text = _text(content_html)
    whole = _completed(document, settings, fields, text)
    sketch, shingles = duplicates.sketch(text)
    return Manuscript(
        **asdict(whole)
        | {
            "problems": (
                *document.problems,
                *fields.problems,
                *problems,
                *_wordless(document, whole, content_html, text),
            )
        },
        path=document.path,
        part=document.part,
        kind=document.kind,
        first_line=document.first_line,
        last_line=document.last_line,
        content_html=content_html,
        content_text=text,
        teasers=teasers if settings.teasers == "keep" else (),
        references=_references(references, fields),
        sketch=sketch,
        shingles=shingles,
        bytes_digest=document.digest,
        text_digest=digest(whole.title, text or content_html),  # two pictures without words are two stories
    )


def located(document: Document, flaws: Iterable[Flaw]) -> tuple[Problem, ...]:
    """Return `flaws`, which the text of `document` has, as problems, the first with their lines."""
    return tuple(
        Problem(document.path, _line(document, flaw.said if number < MOST_SOUGHT else ""), flaw.what, flaw.fix)
        for number, flaw in enumerate(dict.fromkeys(flaws))
    )


def _line(document: Document, said: str) -> int:
    """Return the line on which `said` stands last, the first of `document` where its text is not the file's own."""
    body = document.body
    at = next((at for each in (said, escape(said)) if each and (at := body.rfind(each)) >= 0), -1)
    is_own = at >= 0 and document.kind not in {"jsonl", "feed"}
    return document.body_line + body.count("\n", 0, at) if is_own else document.first_line


def _wordless(document: Document, fields: Fields, content_html: str, text: str) -> tuple[Problem, ...]:
    """Tell of a file that shows nothing: it may have been cut short, and nobody takes an update back."""
    shows = text or fields.attachments or fields.source_url or fields.kept_back or "<img" in content_html
    if shows or document.kind in {"jsonl", "feed"}:
        return ()
    what = "has no text: its title is published alone"
    return (Problem(document.path, document.first_line, what, "write some, or keep it back with `draft: true`"),)


def _completed(document: Document, settings: Settings, fields: Fields, text: str) -> Fields:
    """Return `fields` with what they leave open as the `text` has it."""
    title, title_origin = _title(document, fields, text)
    tongue, tongue_origin = _language(fields, text, settings)
    gist = fields.summary or summary.lead(text)
    fields = _dated(document, fields)
    said = fields.origins
    origins = {
        "title": title_origin,
        "published": said.get("published", NONE),
        "updated": said.get("updated", NONE) if fields.updated else NONE,
        "authors": said.get("authors", NONE),
        "language": tongue_origin,
        "summary": said.get("summary", Origin("derived") if gist else NONE),
        **({"slug": said["slug"]} if "slug" in said else {}),
    }
    return replace(fields, title=title, language=tongue, summary=gist, origins=origins)


def _dated(document: Document, fields: Fields) -> Fields:
    """Return `fields` without a change before the first day; where only a change has a day, it stands for both.

    A saved page's change may be but one of its frame.
    """
    if fields.updated is None:
        return fields
    if fields.published is None and document.markup != "page":
        origins = fields.origins | {"published": fields.origins["updated"]}
        return replace(fields, published=fields.updated, is_dated_by_change=True, origins=origins)
    is_older = fields.published is not None and fields.updated < fields.published
    return replace(fields, updated=None) if is_older else fields


def digest(title: str, text: str) -> str:
    """Return what tells one text from another: 32 hex digits over `title` and `text`, white space aside."""
    words = f"{title}\0 {text}".replace("\n\n", "\n").encode().translate(_SPACED).strip()
    return sha256(b" ".join(words.split()) if b"  " in words else words).hexdigest()[:32]


def _text(html: str) -> str:
    from feedpress.normalize.markup import text_of

    return text_of(html)


def _title(document: Document, fields: Fields, text: str) -> tuple[str, Origin]:
    if fields.title:
        return fields.title, fields.origins.get("title", NONE)
    if words := derived.title(text):
        return words, Origin("derived", "first words")
    stem = PurePosixPath(document.path).name.partition(".")[0]
    words = " ".join(re.sub(r"^\d{4}-\d\d-\d\d-?", "", stem).replace("-", " ").replace("_", " ").split())
    return (plain(words[:1].upper() + words[1:]), Origin("filename")) if words else ("Untitled", Origin("default"))


def _language(fields: Fields, text: str, settings: Settings) -> tuple[str, Origin]:
    if fields.language:
        return fields.language, fields.origins.get("language", NONE)
    tongue = language.detect(text, settings.language)
    return tongue, Origin("config" if tongue == settings.language else "derived")


def _references(references: tuple[str, ...], fields: Fields) -> tuple[str, ...]:
    """Return every corpus path the item needs (the content's, the image's, the attachments'), and its aliases."""
    addresses = (fields.image, *(each.url for each in fields.attachments))
    named = (path for each in addresses for path in paths_in(each))
    return tuple(sorted({*references, *named, *(alias.value for alias in fields.aliases)}))


def retitled(fields: Fields, title: str, origin: Origin) -> Fields:
    """Return `fields` with a `title`, plain text that was found in the text, and its `origin`."""
    return replace(fields, title=title, origins={**fields.origins, "title": origin})


def is_open(fields: Fields, name: str) -> bool:
    """Tell whether the text may say `name`: nothing else does, or only the file's name or the configuration."""
    weak = {"title": "filename", "authors": "config"}.get(name)
    return not getattr(fields, name) or fields.origins.get(name, NONE).source == weak


def told(fields: Fields, head: Masthead, line: Callable[[int], str]) -> Fields:
    """Return `fields` with what `head` says where it is open; `line` names the line of one of its pieces."""
    for name, value, at, how in (
        ("published", head.published, head.date_at, head.how),
        ("updated", head.revised, head.revised_at, "label"),
        ("authors", tuple(Person(plain(name)) for name in head.names), head.names_at, head.named),
    ):
        if value and is_open(fields, name) and value != fields.published:
            origins = {**fields.origins, name: Origin(how, line(at))}
            fields = replace(fields, **{name: value}, origins=origins)
    return fields
