"""Text goes in; what XML 1.0, a one-line title or an address may hold comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, urlsplit

from feedpress.direction import direction
from feedpress.model import Attachment, Item, Person
from feedpress.text import remover

_permitted = remover()
_TAG_OR_REFERENCE = re.compile(r"<(?=[/!?A-Za-z])|&(?=#?\w+;)")
_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_ENCLOSED = re.compile(r"https?://(?:[A-Za-z0-9-]+\.)*[A-Za-z0-9][A-Za-z0-9-]*(?::\d+)?/[^\s]*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"<([^\s<>@]+@[^\s<>]+)>")
_OVERRIDE = re.compile(r"(</?)bdo\b")
_EMAIL = re.compile(r"[A-Za-z0-9_.+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+")
_LANGUAGE = re.compile(r"(?!(?:und|mul|zxx)\b)[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_MIME_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_URI_CHARACTERS = ";/?:@&=+$!*'(),#%~"
_PLAYABLE = ("audio/", "video/", "application/pdf")


def clean(text: str) -> str:
    """Return `text` without the characters that no feed may hold."""
    return _permitted(text.replace("\r\n", "\n").replace("\r", "\n")).replace("\ufffd", "?")


def markup(html: str) -> str:
    """Return `html` clean; an element that validators call unsafe gives way to its harmless like."""
    return _OVERRIDE.sub(r"\1bdi", clean(html)) if "bdo" in html else clean(html)


def content(item: Item) -> str:
    """Return the content of `item` for a reader, which puts it into a page of its own language and direction."""
    html = markup(item.content_html)
    return f'<div dir="rtl">{html}</div>' if html and direction(item.language) == "rtl" else html


def line(text: str) -> str:
    """Return `text` clean, on one line, with single spaces: a title, a name, a tag, a summary."""
    return " ".join(clean(text).split())


def inert(text: str) -> str:
    """Return `text` on one line, such that no reader takes it for markup.

    RSS cannot say that a title is plain text, and many readers parse it as HTML, some only when they see an end tag
    or a character reference. An invisible word joiner (U+2060) within a tag or a reference makes it neither.
    """
    return _TAG_OR_REFERENCE.sub("\\g<0>\u2060", line(text))


@lru_cache(maxsize=1024)
def address(url: str) -> str:
    """Return `url` in ASCII if it is an absolute web address, else ""."""
    candidate = quote(clean(url).strip(), safe=_URI_CHARACTERS) if url.isascii() else _from_iri(clean(url).strip())
    return candidate if _ADDRESS.fullmatch(candidate) else ""


def _from_iri(iri: str) -> str:
    """Return `iri` as a URI (RFC 3987 §3.1), or "" where its host cannot be written in ASCII."""
    try:
        host = urlsplit(iri).netloc
        ascii_host = host.encode("idna").decode("ascii")
    except ValueError:
        return ""
    return quote(iri.replace(host, ascii_host, 1), safe=_URI_CHARACTERS)


def language(tag: str, surroundings: str = "") -> str:
    """Return `tag` if it names a language other than the one of its `surroundings`, else ""."""
    known = _LANGUAGE.fullmatch(tag)
    return tag if known and tag.lower() != surroundings.lower() else ""


def people(authors: Iterable[Person]) -> tuple[Person, ...]:
    """Return those of `authors` who have a name or an e-mail address, each with a name, the rest of them sound.

    A name with an address in angle brackets looks like a mailbox, which is no name: the brackets go.
    """
    names = ((_IN_BRACKETS.sub(r"\1", line(author.shown)), author) for author in authors)
    cleaned = (Person(name, a.email if _EMAIL.fullmatch(a.email) else "", address(a.uri)) for name, a in names)
    return tuple(person._replace(name=person.name or person.email) for person in cleaned if person.name or person.email)


def inert_people(authors: Iterable[Person]) -> tuple[Person, ...]:
    """Return those of `authors` who can be named, such that no reader takes a name for markup."""
    return tuple(person._replace(name=inert(person.name)) for person in people(authors))


def tags(item: Item) -> tuple[str, ...]:
    """Return the tags of `item`, each once."""
    return tuple(dict.fromkeys(filter(None, map(line, item.tags))))


def attachments(item: Item) -> tuple[Attachment, ...]:
    """Return the attachments of `item` that have an address, each address once, with a type and a length."""
    first: dict[str, Attachment] = {}
    for url, given in ((address(given.url), given) for given in item.attachments):
        first.setdefault(url, Attachment(url, _mime_type(given.mime_type), max(given.length, 0), inert(given.title)))
    return tuple(attachment for url, attachment in first.items() if url)


def _mime_type(text: str) -> str:
    return text if _MIME_TYPE.fullmatch(text) else "application/octet-stream"


def enclosure(item: Item) -> Attachment | None:
    """Return the one attachment of `item` that RSS may carry: the first sound, film or PDF, if there is any.

    RSS wants a plain host and a path in its address.
    """
    playable = (one for one in attachments(item) if one.mime_type.startswith(_PLAYABLE))
    return next((one for one in playable if _ENCLOSED.fullmatch(one.url)), None)
