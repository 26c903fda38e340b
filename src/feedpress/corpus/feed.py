"""Turn an Atom, RSS or RDF feed into documents, one an entry.

feedparser reads what real feeds contain. It gets bytes only (it would fetch a string that looks like an address), after
the prolog was checked: a document type with declarations of its own can blow up or name files, and is refused.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from html.entities import html5
from itertools import pairwise
from typing import Any, TypeAlias

from feedpress.corpus import feedtext, rows, wordpress
from feedpress.corpus.decode import legal, text_of
from feedpress.corpus.feedfields import Entry, as_html, fields, pictures
from feedpress.errors import Problem
from feedpress.model import Document

_Reading: TypeAlias = tuple[tuple[Document, ...], tuple[Problem, ...]]
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,2000}([>\[])", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,40})[\s/>]")
_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
_BEGIN = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_HOME = re.compile(
    r"""<(?:atom:)?link(?![^>]{0,500}rel=["'](?!alternate|self))"""
    r"""[^>]{0,500}?(?:href=["']([^"'<>]{1,2000})|>\s*([^<>\s]{1,2000})\s*<)"""
)
_WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_XML_OWN = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;", "AMP;", "LT;", "GT;", "QUOT;"})
_SOME = r"(?:\s[^<>]*)?(?<!/)>(?!\s*(?:<!\[CDATA\[\s*\]\]>\s*)?</)"
_OWN = {  # an element of Media RSS, and what an entry has in its place, if there is anything in it
    "title": re.compile(rf"<(?:atom:)?title{_SOME}"),
    "description": re.compile(rf"<(?:description|(?:atom:)?(?:summary|content)|content:encoded){_SOME}"),
}
_TAG = re.compile(r"<[A-Za-z/!]")
_PICTURED = re.compile(
    r"(?P<tag><media:content\s[^<>]*)(?<!/)>(?P<more>(?:\s*<(?!/?media:(?:content|description))[^<>]*>[^<>]*){0,9})"
    r"<media:description(?:\s[^<>]*)?>(?P<words>[^<>]*)</media:description>"
)
_IS_PICTURE = re.compile(r"""\b(?:medium\s*=\s*["']image["']|type\s*=\s*["']image/)""")
_TWICE = re.compile(r"\s*&lt;(p|div|h[1-6]|ul|ol|table|blockquote|figure)\b.*&lt;/(?:\1|p|div)&gt;\s*", re.DOTALL)
"""HTML that its feed escapes once more than it should."""
_REPAIR_CAP = 2_000_000  # characters; feedparser's loose parser takes two seconds a million
_LADEN = re.compile(r"""<[^\s/>!?]++(?:\s++[^\s=/>]++\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']++)){1000}""")
_MOST = 100_000  # tags and references of one entry; feedparser takes up to 40 microseconds for each
_LOST = 10  # shortcodes of an entry that are left out
_NAMED_BY = frozenset({"title", "attachment", "draft"})  # what an entry without text may consist of
_EMPTY = ("an entry without title and text", "remove it")
_ENDS = ("</item>", "</entry>")
_FIX = "save the feed again, as its site delivers it"


def read(path: str, data: bytes) -> _Reading:
    """Read the entries of the feed at `path`; XML that is no feed is passed over with a warning."""
    text = text_of(path, data, declares=True)
    if isinstance(text, Problem):
        return (), (text,)
    start = _root(text.text)
    if start < 0:
        what = "XML that declares entities of its own"
        return (), (Problem(path, 1, what, "remove the part of the DOCTYPE in brackets", "error"),)
    root = _ROOT.match(text.text, start)
    if root is None or root[1].lower() not in _ROOTS:
        what = f"XML, but no feed: <{root[1]}>" if root else "no XML"
        return (), (Problem(path, 0, what, "exclude it in [corpus] exclude"),)
    if laden := _LADEN.search(text.text, start):  # feedparser goes through all of them for each
        line = text.text.count("\n", 0, laden.start()) + 1
        return (), (Problem(path, line, "a tag with a thousand attributes", "take it out", "error"),)
    documents, problems = _entries(path, text.text, start)
    return documents, text.problems + problems


def _root(text: str) -> int:
    """Return where the root element of `text` begins, -1 where the document type has declarations (billion laughs)."""
    offset = 0
    while True:
        offset += len(text[offset : offset + 10_000]) - len(text[offset : offset + 10_000].lstrip())
        if text.startswith("<?", offset):
            end = text.find("?>", offset)
            offset = end + 2 if end >= 0 else len(text)
        elif text.startswith("<!--", offset):
            end = text.find("-->", offset)
            offset = end + 3 if end >= 0 else len(text)
        elif text.startswith("<!", offset):
            doctype = _DOCTYPE.match(text, offset)
            if doctype is None or doctype[1] == "[":
                return -1
            offset = doctype.end()
        else:
            return offset


def _entries(path: str, text: str, start: int) -> _Reading:
    """Read the feed that begins at `start` of `text`."""
    if len(text) > _REPAIR_CAP and (torn := _torn(text[start:])):
        line = text.count("\n", 0, start) + torn
        return (), (Problem(path, line, "XML that is not well-formed, and too long to be repaired", _FIX, "error"),)
    text, heavy = _lightened(path, text, start)
    first = _BEGIN.search(text, start)
    home = _home(text[start : min(first.start() if first else len(text), start + 20_000)])
    feed = _parsed(_NAMED.sub(_character, "".join(map(_captioned, _parts(text, start)))), home)
    entries: list[Entry] = feed.get("entries", [])
    problem = _broken(path, text, start, feed)
    if not entries and heavy:
        return (), heavy
    if not entries:
        what, fix = (problem.what, _FIX) if problem else ("a feed without entries", "")
        return (), (Problem(path, problem.line if problem else 0, what, fix, "error" if problem else "warning"),)
    origins = _origins(text, start, len(entries))
    channel: Entry = feed.get("feed", {}) if str(feed.get("version", "")).startswith("atom") else {}
    language = str(feed.get("feed", {}).get("language") or "")
    made = [
        _document(path, dict(entry), channel, language, origin) for entry, origin in zip(entries, origins, strict=True)
    ]
    said = [document for document in made if _says(document)]
    empty = (Problem(path, document.first_line, *_EMPTY, "error") for document in made if not _says(document))
    return rows.told_apart(said), (*heavy, *((problem,) if problem else ()), *empty)


def _says(document: Document) -> bool:
    """Tell whether an entry has anything to publish: words, or a name to publish it by; a draft may have none yet."""
    return bool(document.body.strip() or _NAMED_BY & {each.name for each in document.fields})


def _lightened(path: str, text: str, start: int) -> tuple[str, tuple[Problem, ...]]:
    """Return `text` without the entries that would cost more than seconds, their lines kept, and what was left out.

    Where the head of the feed is one of them, nothing is left.
    """
    parts, problems, line = [text[:start]], [], text.count("\n", 0, start) + 1
    for part in _parts(text, start):
        stop = _end(part) if part.count("<") + part.count("&") > _MOST else 0
        if stop:
            what = f"more than {_MOST:,} tags and references in one entry, which is left out"
            problems.append(Problem(path, line, what, "shorten it", "error"))
        parts.append("\n" * part.count("\n", 0, stop) + part[stop:])
        line += part.count("\n")
    return "".join(parts), tuple(problems)


def _parts(text: str, start: int) -> list[str]:
    """Part the feed that begins at `start` of `text`: its head, then each entry with what follows it."""
    begins = [start, *(match.start() for match in _BEGIN.finditer(text, start)), len(text)]
    return [text[begin:end] for begin, end in pairwise(begins)]


def _end(part: str) -> int:
    """Return where the entry with which `part` begins ends, with all of it where no tag says so."""
    return max((at + len(close) for close in _ENDS if (at := part.rfind(close)) >= 0), default=len(part))


def _captioned(entry: str) -> str:
    """Rename what `entry` says of its pictures where it has words of its own: feedparser takes one for the other.

    The words for a picture go into its tag.
    """
    entry = _PICTURED.sub(_with_words, entry)
    for name, own in _OWN.items() if "<media:" in entry else ():
        if own.search(entry):
            entry = re.sub(rf"<(/?)media:{name}(?=[\s/>])", rf"<\1media:of-{name}", entry)
    return entry


def _with_words(match: re.Match[str]) -> str:
    """Return the beginning of a picture that its `media:description` describes, with that as an attribute."""
    if not _IS_PICTURE.search(match["tag"]):
        return match[0]
    words = " ".join(match["words"].replace('"', "&quot;").split())
    return f'{match["tag"]} alt="{words}">{match["more"]}'


def _character(entity: re.Match[str]) -> str:
    """Return what HTML's `entity` stands for: feeds use them, XML knows but five."""
    return html5.get(entity[1], entity[0]) if entity[1] not in _XML_OWN else entity[0]


def _torn(text: str) -> int:
    """Return the line at which the XML of `text` stops being well-formed, 0 where it is well-formed."""
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(text.encode(), True)  # noqa: FBT003 (expat takes no keywords)
    except expat.ExpatError as error:
        return error.lineno
    return 0


def _home(head: str) -> str:
    """Return the address that relative ones in the feed are meant to start from."""
    found = (match[1] or match[2] for match in _HOME.finditer(head))
    return next((address for address in found if _WEB.fullmatch(address)), "")


def _parsed(text: str, home: str) -> dict[str, Any]:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": home}
    try:
        return dict(feedparser.parse(text.encode(), response_headers=headers, sanitize_html=False))
    except Exception as error:  # noqa: BLE001 (its loose parser raises whatever it stumbles over)
        return {"bozo": True, "bozo_exception": error}


def _broken(path: str, text: str, start: int, feed: dict[str, Any]) -> Problem | None:
    if not feed.get("bozo"):
        return None
    error: Any = feed.get("bozo_exception")
    line = error.getLineNumber() if hasattr(error, "getLineNumber") else 0
    what = error.getMessage() if hasattr(error, "getMessage") else type(error).__name__
    line = text.count("\n", 0, start) + max(1, (line or 1) - 1)  # feedparser puts a line of its own before the root
    return Problem(path, line, f"XML that is not well-formed: {what}", _FIX)


def _origins(text: str, start: int, count: int) -> list[tuple[int, str]]:
    """Return for each of `count` entries the line on which it begins, and its source; 1 and "" where none can tell."""
    head, *parts = _parts(text, start)
    if len(parts) != count:
        return [(1, "")] * count
    found, line = [], text.count("\n", 0, start) + head.count("\n") + 1
    for part in parts:
        found.append((line, part[: _end(part)]))
        line += part.count("\n")
    return found


def _document(path: str, entry: Entry, channel: Entry, language: str, origin: tuple[int, str]) -> Document:
    line, source = origin
    candidates = fields(entry, channel, language, line)
    values = {field.name: field.value for field in reversed(candidates)}
    body, lost = _body(entry)
    told = source or json.dumps([[field.name, field.value] for field in candidates] + [["body", body]])
    named = json.dumps([values.get("title"), values.get("published")]).encode()
    return Document(
        path=path,
        part=values.get("explicit_id") or values.get("source_url") or hashlib.sha256(named).hexdigest()[:32],
        kind="feed",
        markup="html",
        body=body,
        body_line=line,
        first_line=line,
        last_line=line,
        fields=candidates,
        digest=hashlib.sha256(told.encode()).hexdigest()[:32],
        problems=tuple(_left_out(path, lost, line, source)),
    )


def _body(entry: Entry) -> wordpress.Rendered:
    """Return the longest content of `entry`, its summary where it has none, with the pictures it describes."""
    contents = [part for part in entry.get("content", ()) if str(part.get("value", "")).strip()]
    contents = contents or [entry.get("summary_detail", {})]
    body, lost = _written(legal(max(map(as_html, contents), key=len)), is_of_wordpress="wp_status" in entry)
    shown = "\n".join(filter(None, (body, *(legal(picture) for picture in pictures(entry, body)))))
    return wordpress.Rendered(shown, lost)


def _written(body: str, *, is_of_wordpress: bool) -> wordpress.Rendered:
    """Return `body` as the HTML that its author meant."""
    if is_of_wordpress:
        return wordpress.rendered(body)
    if _TAG.search(body):
        return wordpress.Rendered(body)
    return wordpress.Rendered(unescape(body) if _TWICE.fullmatch(body) else feedtext.as_set(body))


def _left_out(path: str, lost: Sequence[str], line: int, source: str) -> Iterator[Problem]:
    """Yield what is `lost` of the entry that begins on `line` with `source`: of very much, the first."""
    for each in lost[:_LOST]:
        what = f"left out `{' '.join(each.split())[:80]}`, which only WordPress can fill in"
        at = line + source.count("\n", 0, max(source.find(each), 0))
        yield Problem(path, at, what, "write out what it stands for")
    if (more := len(lost) - _LOST) > 0:
        yield Problem(path, line, f"left out {more} more such things of one entry", "write out what they stand for")
