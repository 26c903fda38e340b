"""Turn a JSON Feed (https://jsonfeed.org/version/1.1) into documents, one an item."""

from __future__ import annotations

import re

from feedpress.corpus import fields, rows
from feedpress.corpus.decode import text_of
from feedpress.corpus.strictjson import NotJsonError, parse
from feedpress.errors import Problem
from feedpress.model import Document
from feedpress.normalize.addresses import Place, resolve

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1(?:\.\d)?/?")
_INHERITED = ("authors", "author", "language")
_ADDRESSES = ("url", "external_url")
_BODIES = ("content_html", "content_text")
_ITEM = re.compile(r'"content_(?:html|text)"\s*:')


def read(path: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read the items of the JSON Feed at `path`; other JSON is passed over with a warning."""
    text = text_of(path, data)
    if isinstance(text, Problem):
        return (), (text,)
    try:
        feed = parse(text.text)
    except NotJsonError as error:
        return (), (Problem(path, 0, str(error), "write JSON as RFC 8259 has it", "error"),)
    if not isinstance(feed, dict) or not _VERSION.fullmatch(str(feed.get("version"))):
        fix = "exclude it in [corpus] exclude; rows of JSON belong in a file .jsonl"
        return (), (Problem(path, 0, "JSON, but no JSON Feed", fix),)
    items = feed.get("items")
    if not isinstance(items, list):
        return (), (Problem(path, 0, "a JSON Feed without `items`", "add the list", "error"),)
    inherited = {key: feed[key] for key in _INHERITED if key in feed}
    home = next((str(feed[key]) for key in ("home_page_url", "feed_url") if feed.get(key)), "")
    if "authors" in inherited:
        inherited.pop("author", None)
    lines = _lines(text.text, items)
    documents: list[Document] = []
    problems: list[Problem] = []
    for number, item in enumerate(items):
        made = _document(path, _placed(item, home), inherited, lines[number])
        if made is None:
            problems.append(Problem(path, lines[number], f"item {number + 1} has no content", "remove it", "error"))
        else:
            documents.append(made)
    return rows.told_apart(documents), text.problems + tuple(problems)


def _placed(item: object, home: str) -> object:
    """Return `item` with its own addresses absolute, seen from `home`, that of the site or of the feed."""
    if not isinstance(item, dict):
        return item
    written = {key: str(item[key]) for key in _ADDRESSES if item.get(key)}
    return item | {key: resolve(value, Place(home)) or value for key, value in written.items()}


def _document(path: str, item: object, inherited: dict[str, object], line: int) -> Document | None:
    """Make a document of `item`; authors and language are the feed's, its summary the text, where it has none."""
    if not isinstance(item, dict):
        return None
    own = {"authors", "author"} & item.keys()
    lent = {
        key: value for key, value in inherited.items() if key not in item and not (own and key.startswith("author"))
    }
    text = {} if any(item.get(key) for key in _BODIES) else {"content_text": item.get("summary")}
    return rows.document(fields.Place(path, "feed"), "feed", item | lent | text, line)


def _lines(text: str, items: list[object]) -> list[int]:
    """Return the line of each item's content, 1 where that can't be told."""
    found = [text.count("\n", 0, match.start()) + 1 for match in _ITEM.finditer(text)]
    holders = [number for number, item in enumerate(items) if isinstance(item, dict) for key in _BODIES if key in item]
    lines = dict(zip(holders, found, strict=True)) if len(found) == len(holders) else {}
    return [lines.get(number, 1) for number in range(len(items))]
