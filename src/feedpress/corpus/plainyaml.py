"""Read the plainest YAML without a YAML library: `key: value` lines and lists of plain words.

Nine of ten front matters are no more than this. Where a line is anything else, the whole is left to the real parser,
so that the two never differ; a property test holds them against each other.
"""

from __future__ import annotations

import re

from feedpress.corpus.tree import Leaf, Tree

_KEY = re.compile(r"([A-Za-z][\w-]{0,99}):(?: +|$)", re.ASCII)
_ITEM = re.compile(r"( *)- +")
_FLOW = frozenset("[]{}\"'#:&*!|>%@`?")


def parse(block: str, line: int) -> dict[str, Tree] | None:
    """Return the mapping in `block`, which starts on `line` of its file; None where it takes a real parser."""
    if not block.replace("\n", "").isprintable():
        return None
    tree: dict[str, Tree] = {}
    items: list[Tree] = []
    opened, indent = "", ""  # the key that a list may follow, and how far its items are indented
    for number, text in enumerate(block.split("\n"), line):
        if not text or text.isspace():
            continue
        match = _KEY.match(text)
        value: Tree | None
        if match:
            key = match[1]
            value = None if key in tree else _value(text[match.end() :].rstrip(" "), number)
            opened, items = (key, []) if value == Leaf("", number) and text.rstrip(" ").endswith(":") else ("", [])
        else:
            match = _ITEM.match(text)
            value = _scalar(text[match.end() :].rstrip(" "), number) if match and opened else None
            key = opened
            if match is None or (items and match[1] != indent):
                return None
            indent = match[1]
            if value is not None:
                items.append(value)
                value = items
        if value is None:
            return None
        tree[key] = value
    return tree


def _value(text: str, number: int) -> Tree | None:
    if not text:
        return Leaf("", number)
    if text[0] != "[":
        return _scalar(text, number)
    inner = text[1:-1].strip(" ")
    if text[-1] != "]" or not _FLOW.isdisjoint(inner):
        return None
    parts = [part.strip(" ") for part in inner.split(",")] if inner else []
    return [Leaf(part, number) for part in parts] if all(part and part[0].isalnum() for part in parts) else None


def _scalar(text: str, number: int) -> Leaf | None:
    if not text:
        return None
    mark = text[0]
    if mark in "\"'":
        inner = text[1:-1]
        is_plain = len(text) > 1 and text[-1] == mark and mark not in inner and "\\" not in inner
        return Leaf(inner, number) if is_plain else None
    is_plain = mark.isalnum() and ": " not in text and " #" not in text and text[-1] != ":"
    return Leaf(text, number) if is_plain else None
