"""HTML goes in, facts about the page or the content come out; each text is parsed once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from feedpress.check.facts import ContentFacts, PageFacts
from feedpress.formats import FORMATS

_TAG = re.compile(
    r"<!--.*?-->|<(script|style|title|textarea)\b[^>]*>.*?</\1\s*>"
    r"|<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>",
    re.DOTALL | re.IGNORECASE,
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_CLOSED_BY_NEXT = frozenset(
    ["li", "p", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rp", "rt"]
)
_SUSPECT = re.compile(
    r"<(?:script|iframe|object|embed|form|style|base|meta|link)\b|\bon\w+\s*=|\bstyle\s*=", re.IGNORECASE
)
_ACTIVE = frozenset(["script", "iframe", "object", "embed", "form", "style", "base", "meta", "link"])
_ADDRESSED = "[href],[src],[poster],[srcset]"
_SCRIPT = re.compile(r"(?:java|vb)script:", re.IGNORECASE)
_SKIPPED = re.compile(r"[\x00-\x20]")  # what browsers skip in front of, and within, a scheme
_FEED_TYPES = frozenset(form.mime_type for form in FORMATS.values())


def page(data: bytes) -> PageFacts:
    """Return what can be said of the page `data`, in UTF-8."""
    from selectolax.lexbor import LexborHTMLParser

    text = data.decode("utf-8", "replace")
    tree = LexborHTMLParser(text)
    title = tree.css_first("head > title")
    root = tree.css_first("html")
    addresses = tuple(_addresses(tree.css(_ADDRESSED)))
    articles = tree.css("article, article *") if _SUSPECT.search(text) else ()
    return PageFacts(
        title=title.text().strip() if title else "",
        language=(root.attributes.get("lang") or "") if root else "",
        headings=len(tree.css("h1")),
        addresses=addresses,
        feeds=tuple(_feeds(tree.css("link[rel=alternate]"))),
        is_indexed="noindex" not in text or not tree.css('meta[name=robots][content*="noindex"]'),
        is_redirect="http-equiv" in text and bool(tree.css("meta[http-equiv=refresh]")),
        active=tuple(dict.fromkeys((*_active(articles), *_scripts(addresses)))),
        flaw="the text is not in UTF-8" if "\ufffd" in text and text.encode() != data else _flaw(text),
    )


def content(html: str) -> ContentFacts:
    """Return what can be said of `html`, the content of an item."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(f"<!doctype html><body><div>{html}")
    addresses = tuple(_addresses(tree.css(_ADDRESSED)))
    nodes = tree.css("body *, head *") if _SUSPECT.search(html) else ()
    return ContentFacts(addresses, tuple(dict.fromkeys((*_active(nodes), *_scripts(addresses)))))


def _addresses(nodes: Iterable[Any]) -> Iterator[str]:
    for node in nodes:
        for name, value in node.attributes.items():
            if name in {"href", "src", "poster"} and value:
                yield value
            elif name == "srcset" and value:
                yield from (candidate.split()[0] for candidate in value.split(", ") if candidate.strip())


def _scripts(addresses: Iterable[str]) -> Iterator[str]:
    for address in addresses:
        if match := _SCRIPT.match(_SKIPPED.sub("", address)):
            yield f"a link to {match[0].lower()}"


def _feeds(nodes: Iterable[Any]) -> Iterator[str]:
    for node in nodes:
        if node.attributes.get("type") in _FEED_TYPES:
            yield node.attributes.get("href") or ""


def _active(nodes: Iterable[Any]) -> Iterator[str]:
    """Name everything among `nodes` that would run, load or restyle something."""
    for node in nodes:
        if node.tag in _ACTIVE:
            yield f"<{node.tag}>"
        for name in node.attributes:
            if name.startswith("on") or name in {"style", "srcdoc"}:
                yield f"{name}="


def _flaw(text: str) -> str:
    """Return what keeps `text` from being well-formed, as far as its tags tell, else ""."""
    if not text.lstrip("\ufeff \n").lower().startswith("<!doctype html"):
        return "there is no <!doctype html>"
    return _unbalanced(text)


def _unbalanced(text: str) -> str:
    """Return the first tag of `text` that has no partner; HTML lets some elements end by themselves."""
    stack: list[str] = []
    for match in _TAG.finditer(text):
        name = (match[3] or "").lower()
        if not name or name in _VOID or match[0].endswith("/>"):
            continue
        if not match[2]:
            stack.append(name)
            continue
        while stack and stack[-1] != name and stack[-1] in _CLOSED_BY_NEXT:
            stack.pop()
        if not stack or stack.pop() != name:
            return f"</{name}> closes nothing"
    rest = [name for name in stack if name not in _CLOSED_BY_NEXT]
    return f"<{rest[-1]}> is not closed" if rest else ""
