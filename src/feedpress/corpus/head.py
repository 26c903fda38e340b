"""Scan a page for what describes it: meta tags, the canonical link, the language, JSON-LD.

No tree is built, so that the cost grows with the page only; HTML parsers need minutes for some nestings. Nothing is
followed or fetched.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from feedpress.corpus.decode import legal

_OPEN = re.compile(r"<(!--|(?:script|style|template|textarea|meta|link|html)(?=[\s/>]))", re.IGNORECASE)
_REST = re.compile(r"""((?:[^>"']|"[^"]{0,20000}"|'[^']{0,20000}')*+)>""")
_LOOSE = re.compile(r"([^>]*)>")  # for a tag whose quotes don't match
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_CLOSE = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style", "template", "textarea")}
_TAGS = 1_000
_NAMES = ("property", "name", "itemprop", "http-equiv")


class Said(NamedTuple):
    """A name, a value and the line on which a page says so."""

    name: str
    value: str
    line: int


def scan(text: str) -> tuple[Said, ...]:
    """Return what the page `text` says of itself, in its order.

    The name is a meta tag's property or name in lower case, or "canonical", "lang", "ld+json".
    """
    found: list[Said] = []
    line, counted, offset, seen = 1, 0, 0, 0
    while (opening := _OPEN.search(text, offset)) and seen < _TAGS:
        name = opening[1].lower()
        if name == "!--":
            offset = _after(text, "-->", opening.end())
            continue
        rest = _REST.match(text, opening.end()) or _LOOSE.match(text, opening.end())
        if rest is None:
            break
        seen += 1
        offset = rest.end()
        line, counted = line + text.count("\n", counted, opening.start()), opening.start()
        inner = ""
        if name in _CLOSE:
            closing = _CLOSE[name].search(text, offset)
            inner, offset = (text[offset : closing.start()], closing.end()) if closing else ("", len(text))
        found += _said(name, _attributes(rest[1]), inner, line)
    return tuple(found)


def _after(text: str, mark: str, start: int) -> int:
    found = text.find(mark, start)
    return found + len(mark) if found >= 0 else len(text)


def _attributes(source: str) -> dict[str, str]:
    """Return the attributes of a tag by their names in lower case; of two with one name the first (HTML §13.2.5.33)."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), legal(unescape(value)).strip())
    return found


def _said(name: str, attributes: dict[str, str], inner: str, line: int) -> list[Said]:
    content = attributes.get("content", "")
    if name == "meta" and content:
        return [Said(attributes[key].lower(), content, line) for key in _NAMES if attributes.get(key)]
    if name == "link" and "canonical" in attributes.get("rel", "").lower().split():
        return [Said("canonical", attributes.get("href", ""), line)]
    if name == "html" and attributes.get("lang"):
        return [Said("lang", attributes["lang"], line)]
    if name == "script" and "ld+json" in attributes.get("type", "").lower():
        return [Said("ld+json", inner, line)]
    return []
