"""Turn an address as a document writes it into one that holds outside the document.

https://…, mailto:…, tel:…, sms:…  as they are
relative, where a base is known    absolute
relative, in a corpus document     corpus:PATH, PATH from the corpus folder
{static}PATH (Pelican)             likewise; {filename}/PATH and such start at the corpus folder
from the site's root               site:/PATH

What names a page, not a file, may be meant as seen from the document, from its page, or from the corpus folder. All
three are kept, the likeliest first: corpus:PATH//PATH//PATH.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
PELICAN = re.compile(r"(?:\{|%7B|\|)(?:filename|static|attach)(?:\}|%7D|\|)(?=.)", re.IGNORECASE)
REPEATED = re.compile(r"/{2,}")
WEB = frozenset({"http", "https"})
CALLS = frozenset({"tel", "sms"})
NUMBER = re.compile(r"\+?[\d(*#][\d().*#,-]{0,40}(?:[;?][\w=;&%+.,-]{1,500})?", re.ASCII)  # RFC 3966, RFC 5724
# WHATWG URL: tabs and line ends vanish anywhere, controls and spaces at the ends.
VANISHING = re.compile(r"[\t\n\r]+")
ENDS = "".join(map(chr, range(33)))
# What RFC 3986 wants encoded, though browsers bear with it: feed readers and validators do not.
ILLEGAL = re.compile(r'%(?![0-9A-Fa-f]{2})|[ "<>^`{|}]')


class Place(NamedTuple):
    """Where a document stands: the address it came from, else its path in the corpus.

    Without either, relative addresses mean nothing.
    """

    base: str = ""
    path: str = ""


class EscapeError(ValueError):
    """An address that leads out of the corpus."""


def resolve(address: str, place: Place) -> str:
    """Return what `address` means in a document at `place`, or "" where it means nothing safe.

    Raises EscapeError for a path that climbs out of the corpus folder.
    """
    address = VANISHING.sub("", address).strip(ENDS)
    if (pelican := PELICAN.match(address)) and place.path:
        path, fragment = _parts(address[pelican.end() :])
        return corpus_address(path if path[0] == "/" else _below(place.path.rpartition("/")[0], path), fragment)
    scheme = SCHEME.match(address)
    if scheme is None:
        return _relative(address, place)
    name = scheme[1].lower()
    if name == "corpus":
        path, fragment = split_corpus(address)
        return corpus_address(_unquoted(path), fragment)
    if name in WEB:
        return _encoded(address) if len(address) > scheme.end() + 2 and _is_split(address) else ""
    if name in CALLS:
        address = _encoded(address if name == "sms" else re.sub(" |%20", "", address))
        return address if NUMBER.fullmatch(address, scheme.end()) else ""
    return address if name == "mailto" or (name == "site" and address[5:6] == "/") else ""


def resolve_link(address: str, place: Place) -> str:
    """Return what `resolve` does, for a link, which may name a page by where generators put it: no file of the corpus.

    It is read as seen from the document, from its page, which lies below it, and from the corpus folder.
    """
    address = VANISHING.sub("", address).strip(ENDS)
    if not _may_be_page(address, place):
        return resolve(address, place)
    path, fragment = _parts(address)
    inside = _inside([_below(folder, path) for folder in _folders(path, place)])
    if not inside[0]:
        return ""
    plain = "//".join(dict.fromkeys(filter(None, inside)))
    return f"corpus:{plain}#{fragment}" if fragment else f"corpus:{plain}"


def _may_be_page(address: str, place: Place) -> bool:
    """Tell whether `address` may name a page by its place in a corpus: relative, and no file's name."""
    if place.base or not place.path or SCHEME.match(address) or address[:1] in {"", "#", "/", "\\"}:
        return False
    path = address.partition("#")[0].partition("?")[0].strip(ENDS)
    return "." not in path.rpartition("/")[2].strip(".")


def _folders(path: str, place: Place) -> tuple[str, str, str]:
    """Return the folders from which `path` may be meant, the likeliest first."""
    page, folder = place.path.rpartition(".")[0], place.path.rpartition("/")[0]
    return (page, folder, "") if path.endswith("/") else (folder, page, "")


def _is_split(address: str) -> bool:
    """Tell whether `address` has parts: a bracket in its host may be open for ever."""
    try:
        return "[" not in address or bool(urlsplit(address))
    except ValueError:
        return False


def split_corpus(address: str) -> tuple[str, str]:
    """Return the path and the fragment of a `corpus:` address."""
    path, _, fragment = address[len("corpus:") :].partition("#")
    return path, fragment


def corpus_address(path: str, fragment: str = "") -> str:
    """Return the `corpus:` address of `path`, with its dots resolved; raise EscapeError where they lead out.

    Of several ways to read it, with `//` between them, those that lead out are left out.
    """
    plain = "//".join(dict.fromkeys(filter(None, _inside(path.split("//")))))
    if not plain:
        return ""
    return f"corpus:{plain}#{fragment}" if fragment else f"corpus:{plain}"


def _inside(paths: Sequence[str]) -> list[str]:
    found = []
    for path in paths:
        with suppress(EscapeError):
            found.append(without_dots(path))
    if not found:
        raise EscapeError(paths[0])
    return found


def _relative(address: str, place: Place) -> str:
    if not address or address.startswith("#"):
        return ""
    if place.base:
        return _absolute(address, place.base)
    if address.replace("\\", "/").startswith("//"):
        return "https:" + address.replace("\\", "/")
    if address.startswith("/"):
        return "site:" + address
    return _in_corpus(address, place.path) if place.path else ""


def _encoded(address: str) -> str:
    return ILLEGAL.sub(lambda sign: f"%{ord(sign[0]):02X}", address)


def _absolute(address: str, base: str) -> str:
    try:
        joined = urljoin(base, address)
    except ValueError:  # "Invalid IPv6 URL"
        return ""
    scheme = SCHEME.match(joined)
    return _encoded(joined) if scheme and scheme[1].lower() in WEB else ""


def _in_corpus(address: str, document: str) -> str:
    path, fragment = _parts(address)
    return corpus_address(_below(document.rpartition("/")[0], path), fragment)


def _parts(address: str) -> tuple[str, str]:
    """Return the path that a relative `address` names, and its fragment."""
    raw, _, fragment = address.partition("#")
    path = _unquoted(raw.partition("?")[0]).replace("\\", "/")
    return REPEATED.sub("/", path), fragment


def _unquoted(path: str) -> str:
    """Return `path` unescaped; a number sign in a file's name stays escaped: a bare one starts the fragment."""
    return unquote(path.replace("%23", "%2523")).replace("\0", "")


def _below(folder: str, path: str) -> str:
    return f"{folder}/{path.removeprefix('/')}" if folder else path


def without_dots(path: str) -> str:
    """Return `path` without slashes at its ends and its dots resolved; raise EscapeError where they lead out."""
    if "//" not in path and "/." not in f"/{path}":
        return path.strip("/")
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                raise EscapeError(path)
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
