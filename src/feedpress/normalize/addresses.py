"""Turn an address as a document writes it into one that holds outside the document.

https://…, http://…, mailto:…      as they are
relative, where a base is known    absolute
relative, in a corpus document     corpus:PATH, PATH from the corpus folder
from the site's root               site:/PATH
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
WEB = frozenset({"http", "https"})
# WHATWG URL: tabs and line ends vanish anywhere, controls and spaces at the ends.
VANISHING = re.compile(r"[\t\n\r]+")
ENDS = "".join(map(chr, range(33)))


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
    scheme = SCHEME.match(address)
    if scheme is None:
        return _relative(address, place)
    name = scheme[1].lower()
    if name == "corpus":
        return corpus_address(*split_corpus(address))
    if name in WEB:
        return address.replace(" ", "%20") if len(address) > scheme.end() + 2 and _is_split(address) else ""
    return address if name == "mailto" or (name == "site" and address[5:6] == "/") else ""


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
    """Return the `corpus:` address of `path`, with its dots resolved; raise EscapeError where they lead out."""
    plain = without_dots(path)
    if not plain:
        return ""
    return f"corpus:{plain}#{fragment}" if fragment else f"corpus:{plain}"


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


def _absolute(address: str, base: str) -> str:
    try:
        joined = urljoin(base, address)
    except ValueError:  # "Invalid IPv6 URL"
        return ""
    scheme = SCHEME.match(joined)
    return joined.replace(" ", "%20") if scheme and scheme[1].lower() in WEB else ""


def _in_corpus(address: str, document: str) -> str:
    raw, _, fragment = address.partition("#")
    # A number sign in a file's name stays escaped: a bare one starts the fragment.
    path = unquote(raw.partition("?")[0].replace("%23", "%2523")).replace("\\", "/").replace("\0", "")
    folder = document.rpartition("/")[0]
    return corpus_address(f"{folder}/{path}" if folder else path, fragment)


def without_dots(path: str) -> str:
    """Return `path` without slashes at its ends and its dots resolved; raise EscapeError where they lead out."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                raise EscapeError(path)
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
