"""Read schema.org's JSON-LD in a page: what it says of the article on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import unescape

from feedpress.corpus.fields import Place, collect
from feedpress.corpus.tree import Tree, planted
from feedpress.model import Field

_CAP = 500_000
_NODES = 2_000
_ARTICLE = re.compile(r"\w*Article|\w*Posting|\w*Episode|Report|Review|CreativeWork|Recipe|HowTo|Question|Guide")
_KEYS = ("headline", "datePublished", "dateModified", "dateCreated", "author", "creator", "inLanguage", "description")
_MORE = ("keywords", "articleSection", "image")
_COMMENTED = re.compile(r"^\s*(?:<!--|(?://|/\*)?\s?<!\[CDATA\[(?:\s?\*/)?)|(?:-->|(?://|/\*)?\s?\]\]>(?:\s?\*/)?)\s*$")
_BETWEEN = re.compile(r"[\s;]*")
_ASKEW = re.compile(
    r"""(?:^|(?<=[,\[{]))[ \t]*//.*$|,(?=\s*[}\]])|\\(?!["\\/bfnrtu])""", re.MULTILINE
)  # what JSON lacks, browsers' has
_DATES = re.compile(r'"(datePublished|dateModified)"\s*:\s*"([^"\\]{4,60})"')
_AUTHOR = re.compile(
    r'"author"\s*:[\s\[{]*(?:"@?\w+"\s*:\s*"[^"\\]*"\s*,\s*){0,4}(?:"name"\s*:\s*)?"([^"\\]{2,80})"(?!\s*:)'
)


def fields(path: str, scripts: Iterable[tuple[str, int]], canonical: str) -> tuple[Field, ...]:
    """Return the candidates in the JSON-LD `scripts` (text and line) of the page at `path`.

    The article at the address `canonical` is asked first, else the first article; what it leaves open, the page itself
    may say. Data that can't be read is passed over: the page is another's, nobody here could mend it.
    """
    nodes = [(node, line) for script, line in scripts for value in _parsed(script) for node in _nodes(value)]
    known = {str(node["@id"]): node for node, _ in reversed(nodes) if "@id" in node}
    articles = [(node, line) for node, line in nodes if any(_ARTICLE.fullmatch(kind) for kind in _types(node))]
    pages = [(node, line) for node, line in nodes if any(kind.endswith("WebPage") for kind in _types(node))]
    articles.sort(key=lambda each: not _is_at(each[0], canonical))
    found: list[Field] = []
    for node, line in [*articles[:1], *pages[:1]]:
        told = {field.name for field in found}
        candidates, _ = collect(_tree(node, known, line), Place(path, "json-ld"))
        found += [field for field in candidates if field.name not in told and not _is_address(field)]
    return tuple(found)


def _is_address(field: Field) -> bool:
    """Say whether `field` is an address better said by the page's head, or one in the place of a name."""
    return field.name == "source_url" or (field.name == "authors" and "://" in field.value)


def _parsed(script: str) -> list[object]:
    """Return the values in `script`; where it is no JSON, what can be read of it all the same."""
    if len(script) > _CAP:
        return []
    text = _COMMENTED.sub("", script)
    for written in (text, _ASKEW.sub("", text), unescape(text)):
        with suppress(ValueError, RecursionError):
            return _values(written)
    return [_saved(text)]


def _values(text: str) -> list[object]:
    """Return the values that stand in `text` one after the other."""
    decoder, found = json.JSONDecoder(strict=False), []
    offset = _BETWEEN.match(text, 0).end()  # type: ignore[union-attr] # it matches nothing, too
    while offset < len(text):
        value, offset = decoder.raw_decode(text, offset)
        found.append(value)
        offset = _BETWEEN.match(text, offset).end()  # type: ignore[union-attr]
    return found


def _saved(text: str) -> dict[str, object]:
    """Return what the broken `text` says of one article alone: its dates and the first of its authors."""
    told: dict[str, set[str]] = {}
    for key, value in _DATES.findall(text):
        told.setdefault(key, set()).add(value)
    author = _AUTHOR.search(text)
    dates = {key: value for key, values in told.items() if len(values) == 1 for value in values}
    return {"@type": "Article", **dates, **({"author": author[1]} if author else {})} if dates else {}


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """Yield the objects of `value` that have a type, the outer before the inner."""
    queue, count = [value], 0
    while queue and count < _NODES:
        node, count = queue.pop(0), count + 1
        if isinstance(node, list):
            queue += node
        elif isinstance(node, dict):
            if "@type" in node:
                yield node
            queue += [
                part for key, part in node.items() if key in {"@graph", "mainEntity", "mainEntityOfPage", "author"}
            ]


def _types(node: dict[str, object]) -> list[str]:
    types = node.get("@type")
    return [str(kind).rpartition("/")[2] for kind in (types if isinstance(types, list) else [types])]


def _is_at(node: dict[str, object], canonical: str) -> bool:
    page = node.get("mainEntityOfPage")
    places = (node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page)
    return bool(canonical) and any(str(place).rstrip("/") == canonical.rstrip("/") for place in places)


def _tree(node: dict[str, object], known: dict[str, dict[str, object]], line: int) -> dict[str, Tree]:
    """Keep what names a field, with references to other objects filled in and entities decoded."""
    table = {key: _resolved(node[key], known) for key in (*_KEYS, *_MORE) if key in node}
    if "headline" not in table and not any(kind.endswith("WebPage") for kind in _types(node)) and "name" in node:
        table["headline"] = node["name"]
    return {key: planted(_unescaped(value), line) for key, value in table.items()}


def _resolved(value: object, known: dict[str, dict[str, object]]) -> object:
    """Replace `{"@id": …}` by the object it refers to, in `value` or in the list that it is, `{"@value": …}` by it.

    One object with a list of names stands for so many.
    """
    if isinstance(value, list):
        found = [_resolved(part, known) for part in value if not isinstance(part, list)]
        return [one for part in found for one in (part if isinstance(part, list) else [part])]
    if isinstance(value, dict) and "@value" in value:
        return value["@value"]
    if isinstance(value, dict):
        target = known.get(str(value.get("@id")), value) if len(value) == 1 else value
        flat = {key: part for key, part in target.items() if not isinstance(part, dict | list)}
        names = target.get("name")
        return [{**flat, "name": name} for name in names if isinstance(name, str)] if isinstance(names, list) else flat
    return value


def _unescaped(value: object) -> object:
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, list):
        return [_unescaped(part) for part in value]
    if isinstance(value, dict):
        return {key: _unescaped(part) for key, part in value.items()}
    return value
