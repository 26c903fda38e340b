"""Turn what Python-Markdown and MkDocs indent below a sign into quotations under a title; lines keep their numbers.

!!! note "The title"
    Words of the note.

??? tip "It opens at a click", === "A tab"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedpress.corpus import boxes

_OPENING = re.compile(
    r'(?:(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[A-Za-z][\w-]*(?: +[\w-]+)*)|===[!+]?(?=[ \t]+"))'
    r'(?:[ \t]*"(?P<title>.*)")?[ \t]*'
)
_INDENT = re.compile(r" {4}|\t")
_FENCE = re.compile(r" {0,3}(?:[-*+] +|\d{1,9}[.)] +)*(`{3,}|~{3,})")
_DEEPEST = 8


def drawn(body: str, depth: int = 0) -> str:
    """Return the Markdown `body` with its admonitions and tabs as quotations; what has nothing below it stays."""
    if depth == _DEEPEST or not any(sign in body for sign in ("!!!", "???", "===")):
        return body
    return "\n".join(_lines(body.split("\n"), depth))


def _lines(lines: list[str], depth: int) -> Iterator[str]:
    place, fence = 0, ""
    while place < len(lines):
        line = lines[place]
        place += 1
        mark = _FENCE.match(line)
        if mark:
            fence = mark[1] if not fence else "" if mark[1].startswith(fence) else fence
        opening = None if fence else _OPENING.fullmatch(line)
        end = _end(lines, place) if opening else place
        if opening is None or end == place:
            yield line
            continue
        title = _title(opening)
        yield f"> <strong>{title}</strong>  " if title else ">"
        inner = "\n".join(_INDENT.sub("", each, 1) for each in lines[place:end])
        yield from (f"> {each}" for each in drawn(inner, depth + 1).split("\n"))
        place = end


def _title(opening: re.Match[str]) -> str:
    """Return the title in quotes, else the kind of note; words that name no kind are a title themselves."""
    if opening["title"] is not None:
        return opening["title"]
    words = opening["kind"]
    kind = words.split()[0]
    return kind.capitalize() if kind.lower() in boxes.NOTES else words[:1].upper() + words[1:]


def _end(lines: list[str], start: int) -> int:
    """Return where the indented lines from `start` on end, blank ones among them; `start` where there are none."""
    end = start
    for place in range(start, len(lines)):
        if _INDENT.match(lines[place]):
            end = place + 1
        elif lines[place].strip():
            break
    return end
