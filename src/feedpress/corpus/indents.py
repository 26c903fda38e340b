"""Find the lines that Markdown reads as indented code: four columns beyond the list or the note that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ANY = re.compile(r"^(?: {4}| {0,3}\t| {0,3}>)", re.MULTILINE)
_QUOTE = re.compile(r"(?: {0,3}> ?)*")
_ITEM = re.compile(r" *(?:[-*+]|\d{1,9}[.)])(?P<gap> +|$)")
_NOTE = re.compile(r" *(?:!!!|\?{3}|===[!+]? +\"|\[\^[^\]\n]+\]:|: )")  # what MkDocs indents, footnotes, definitions
_BLOCK = re.compile(r" *(?:[#`~<]|[-*+] |\d{1,9}[.)] )")
_ENDED = re.compile(r" *(?:#{1,6} |`{3}|~{3}|[-*_][-*_ ]*$)")  # a line after which code may begin
_STEP = 4


class Span(NamedTuple):
    """Where a line of code starts and ends."""

    start: int
    end: int


def code(body: str) -> Iterator[Span]:
    """Yield the lines of the Markdown `body` that are indented code, in order."""
    if not _ANY.search(body):
        return
    columns: list[int] = []  # at which the text of each open item begins, the innermost last
    depth, end, may_begin = 0, -1, True
    for line in body.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        quote = _QUOTE.match(line)
        rest = line[quote.end() if quote else 0 :].expandtabs(_STEP)
        if not rest.strip():
            may_begin = True
            continue
        outer, depth = depth, line.count(">", 0, quote.end() if quote else 0)
        if depth != outer:
            columns, may_begin = [], may_begin or depth > outer
        column = len(rest) - len(rest.lstrip(" "))
        if may_begin or _BLOCK.match(rest) or _ENDED.match(rest):
            columns = _around(columns, column)
        if may_begin and column >= _STEP + (columns[-1] if columns else 0):
            yield Span(start, end)
            continue
        may_begin = bool(_ENDED.match(rest))
        columns += () if may_begin else _begun(rest, column)


def _around(columns: list[int], column: int) -> list[int]:
    """Return the columns of the items that a line at `column` still belongs to."""
    while columns and column < columns[-1]:
        columns.pop()
    return columns


def _begun(line: str, column: int) -> Iterator[int]:
    """Yield at which columns the text begins of the items, or else of the note, that begin in `line`."""
    if _NOTE.match(line):
        yield column + _STEP
    place = 0
    while item := _ITEM.match(line, place):
        gap = len(item["gap"])
        yield item.end() if 0 < gap <= _STEP else item.end() - gap + 1
        place = item.end()
