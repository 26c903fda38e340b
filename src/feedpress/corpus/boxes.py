"""Turn boxes into quotations under a title; lines keep their numbers, code has no boxes.

    :::note The title        Docusaurus, VuePress, Pandoc
    Words of the box.
    :::

    !!! note "The title"     Python-Markdown and MkDocs; also ??? tip "It opens at a click", === "A tab"
        Words of the note.

    <Tip title="The title">  Components, as in MDX: they only place what they hold, under their title
      Words of the tip.
    </Tip>

Those between colons without a title that are no notes (columns, tabs) only place what they hold: it stays, without the
box. What never ends, or has nothing below it, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from textwrap import dedent
from typing import NamedTuple

from feedpress.corpus import mdx, verbatim

_COLONS = re.compile(
    r" {0,3}:{3,}[ \t]*(?:\{[ \t]*(?:#[\w:.-]+[ \t]*)?\.?)?(?:callout-)?(?P<kind>[A-Za-z][\w-]*|(?=\}))\}?[ \t]*"
    r"(?P<rest>.*)"
)
_CLOSING = re.compile(r" {0,3}:{3,}[ \t]*")
# In brackets, as an attribute, or all there is; what stands in braces at the end is for the box.
_TITLE = re.compile(
    r'\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\s*(?:\{[^{}]*\})?|(?:\{[^{}]*)?\btitle="([^"]+)".*|(.*?)(?:(?:^|\{)[^{}]*\})?'
)
_SIGNS = re.compile(
    r'(?:(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[A-Za-z][\w-]*(?: +[\w-]+)*)|===[!+]?(?=[ \t]+"))'
    r'(?:[ \t]*"(?P<title>.*)")?[ \t]*'
)
_TAG = re.compile(
    rf"(?P<indent>[ \t]*)<(?P<slash>/?)(?P<name>{mdx.NAME})"
    r"""(?P<attributes>(?:[ \t](?:"[^"]*"|'[^']*'|[^<>"'/])*+)?)>[ \t]*"""
)
_STATED = re.compile(r"""\s(?:title|label|summary)=(?:"([^"]+)"|'([^']+)')""")
_INDENT = re.compile(r" {4}|\t")
_ANY = re.compile(r"^(?: {0,3}:::|!!!|\?\?\?|===|[ \t]*<[A-Z])", re.MULTILINE)
# fmt: off
_NOTES = frozenset({
    "abstract", "attention", "bug", "caution", "check", "danger", "details", "error", "example", "exercise", "failure",
    "faq", "hint", "important", "info", "note", "problem", "question", "quote", "remark", "secondary", "seealso",
    "solution", "success", "summary", "tip", "todo", "warning",
})
# fmt: on
_DEEPEST = 8


class _Box(NamedTuple):
    """The first line of a box as it is to be, what goes before the lines in it, those lines, and the line after it."""

    first: str
    sign: str
    inner: list[str]
    end: int


def drawn(body: str, depth: int = 0) -> str:
    """Return the Markdown `body`, which lies in `depth` boxes, with its boxes as quotations."""
    return "\n".join(_lines(body, depth)) if depth < _DEEPEST and _ANY.search(body) else body


def _lines(body: str, depth: int) -> Iterator[str]:
    lines = body.split("\n")
    code = {place for block in verbatim.lines(body) for place in block}
    ends = _ends(lines, code)
    place = 0
    while place < len(lines):
        box = None if place in code else _closed(lines, place, ends) or _indented(lines, place)
        if box is None:
            yield lines[place]
            place += 1
            continue
        yield box.first
        if box.inner:
            yield from (f"{box.sign}{each}" for each in drawn("\n".join(box.inner), depth + 1).split("\n"))
        yield from [""] * (box.end - place - 1 - len(box.inner))
        place = box.end


def _ends(lines: Sequence[str], code: set[int]) -> dict[int, int]:
    """Return by the lines that open a box, between colons or tags, those that close it."""
    ends: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        tag = _TAG.fullmatch(line) if "<" in line else None
        if place in code or not (tag or ":::" in line):
            continue
        stack = opened.setdefault(tag["name"] if tag else ":::", [])
        if _COLONS.fullmatch(line) or (tag and not tag["slash"]):
            stack.append(place)
        elif stack and (tag or _CLOSING.fullmatch(line)):
            ends[stack.pop()] = place
    return ends


def _closed(lines: Sequence[str], place: int, ends: dict[int, int]) -> _Box | None:
    """Return the box that opens at `place`, between colons or tags."""
    if place not in ends:
        return None
    inner = list(lines[place + 1 : ends[place]])
    tag = _TAG.fullmatch(lines[place])
    if tag is None:
        return _between_colons(lines[place], inner, ends[place] + 1)
    title = _STATED.search(tag["attributes"])
    words = escape(unescape(title[1] or title[2]), quote=False) if title else ""
    first = f"{tag['indent']}<strong>{words}</strong>  " if title else ""
    return _Box(first, tag["indent"], dedent("\n".join(inner)).split("\n") if inner else [], ends[place] + 1)


def _between_colons(line: str, inner: list[str], end: int) -> _Box | None:
    """Return the box that `line` opens: its title is what that gives it, else the kind of note."""
    opening = _COLONS.fullmatch(line)
    if opening is None:
        return None
    match = _TITLE.fullmatch(opening["rest"].rstrip(": \t"))
    words = next(filter(None, match.groups()), "").strip() if match else ""
    title = words or (opening["kind"].capitalize() if opening["kind"].lower() in _NOTES else "")
    return _Box(_titled(title) if title else "", "> " if title else "", inner, end)


def _indented(lines: Sequence[str], place: int) -> _Box | None:
    """Return the box that opens at `place`: its title is in quotes, else the kind of note; other words are a title."""
    opening = _SIGNS.fullmatch(lines[place])
    end = _end(lines, place + 1) if opening else 0
    if opening is None or end == place + 1:
        return None
    title, words = opening["title"], opening["kind"] or ""
    if title is None:
        kind = words.split()[0]
        title = kind.capitalize() if kind.lower() in _NOTES else words[:1].upper() + words[1:]
    return _Box(
        _titled(title) if title else ">", "> ", [_INDENT.sub("", each, 1) for each in lines[place + 1 : end]], end
    )


def _titled(title: str) -> str:
    return f"> <strong>{title}</strong>  "


def _end(lines: Sequence[str], start: int) -> int:
    """Return where the indented lines from `start` on end, blank ones among them; `start` where there are none."""
    end = start
    for place in range(start, len(lines)):
        if _INDENT.match(lines[place]):
            end = place + 1
        elif lines[place].strip():
            break
    return end
