"""What the name of a file says about its document: date, slug, and a title where nothing better is found."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from feedpress.corpus.decode import legal
from feedpress.model import Field
from feedpress.normalize.doors import INDEX

ORIGIN = "filename"
_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:$|[-_. ]+)", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_PATH = re.compile(
    rf"(?<!\d)(\d{{4}})/(\d{{1,2}}|{'|'.join(_MONTHS)})/(\d{{1,2}})(?=[/]|$)"
    r"|(?<=/)(\d{4})-?(\d\d)-?(\d\d)(?=[/_-]|$)"
    r"|(?<=-)(\d{4})-(\d\d)-(\d\d)(?=/?$|\.html?$)",
    re.ASCII,
)
"""/2013/05/06/, /2013/may/06/, /2013-05-06-slug, /20130506/, slug-2013-05-06.html"""
_HASH = re.compile(r"(?=[a-z]*\d)(?=\d*[a-f])[0-9a-f]{7,}|\d+|[0-9a-f]{16,}", re.IGNORECASE)
_DRAFT = re.compile(
    r"(?<![^/])(?:_drafts/|draft_(?=[^/]*-[0-9a-f]{9,12}\.html?$))|\[draft\]|\.draft(?=\.\w+(?:\.gz)?$)", re.IGNORECASE
)
_GENERIC = frozenset(  # words that name a file, not what is in it
    {"a", "article", "chunk", "content", "data", "doc", "document", "documents", "entry", "file", "id", "index", "item"}
    | {"new", "output", "page", "part", "post", "readme", "story", "text", "txt", "untitled"}
)
_YEARS = (1970, 2099)
_WORD_BREAK = re.compile(r"[-_\s]+")
_NUMBERED = re.compile(r"[a-z]{0,2}\d+", re.IGNORECASE)


def stem(path: str) -> str:
    """Return the part of `path` that names the document: the file's stem, or the folder's where it is an index."""
    whole = PurePosixPath(path)
    name = whole.name.removesuffix(".gz")
    own = name.rpartition(".")[0] or name
    return legal(whole.parent.name if own.lower() in INDEX else own)


def day(year: str, month: str, number: str) -> str:
    """Return an ISO date, or "" where the three numbers are none that a document could bear."""
    try:
        found = date(int(year), int(month), int(number))
    except ValueError:
        return ""
    return found.isoformat() if _YEARS[0] <= found.year <= _YEARS[1] else ""


def day_in(address: str) -> str:
    """Return the ISO date of an address like `/2013/05/06/slug/`, "" where it has none."""
    for match in _IN_PATH.finditer(address.partition("?")[0]):
        year, month, number = filter(None, match.groups())
        if found := day(year, str(_MONTHS.index(month) + 1) if month in _MONTHS else month, number):
            return found
    return ""


def fields(path: str, *, slug: bool = False) -> tuple[Field, ...]:
    """Return the candidates that the name of the file at `path` offers: `published`, `slug` if wanted, `title`.

    In Jekyll's folder for drafts lie drafts; Medium's export and Blot have a word for them in their names.
    """
    name = stem(path)
    match = _DATED.match(name)
    published = day(match[1], match[2], match[3]) if match else ""
    if match and published:
        name = name[match.end() :]
    found = (
        Field("published", published or day_in(path), ORIGIN),
        Field("slug", name if slug and words(name) else "", ORIGIN),
        Field("title", words(name), ORIGIN),
        Field("draft", _draft(path), ORIGIN),
    )
    return tuple(field for field in found if field.value)


def _draft(path: str) -> str:
    """Return what in `path` says that a draft lies there, "" where nothing does."""
    match = _DRAFT.search(path)
    return match[0] if match else ""


def is_post(path: str) -> bool:
    """Say whether `path` is named as Jekyll wants a post to be, or lies where it looks for posts."""
    return _DATED.match(stem(path)) is not None or "_posts/" in path or "_drafts/" in path


def words(name: str) -> str:
    """Return `name` as a title, "" where it is a number, a digest or a word that says nothing."""
    parts = [part for part in _WORD_BREAK.split(name) if part and not _HASH.fullmatch(part)]
    if all(len(part) == 1 or part.lower() in _GENERIC or _NUMBERED.fullmatch(part) for part in parts):
        return ""
    text = " ".join(parts)
    return text[:1].upper() + text[1:] if any(c.isalpha() for c in text) else ""
