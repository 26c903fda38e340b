"""Lines of plain text into pieces: what stands together, before anything is known of what it means.

Wrapped lines are rejoined, list items lose their marks and gain a level, code keeps its lines. Every non-blank line
belongs to exactly one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Literal, NamedTuple

from feedpress.normalize import dates

Mark = Literal["", "bullet", "number", "quote", "code", "heading", "row", "rule"]

_BULLET = re.compile(r"[-*+•·▪▫◦‣⁃●○■□►▸➤✓✔\u2013][ \t\u00a0]+(?=\S)")
# "1. Mai 2024" is a date, not the first of a list.
NUMBER = re.compile(rf"\(?(\d{{1,3}})[.)][ \t\u00a0]+(?=\S)(?!{dates.MONTH}\.?[ \t\u00a0]+\d{{4}}\b)", re.IGNORECASE)
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_RULE = re.compile(r"(?:([-=_*~])[ \t]?)(?:\1[ \t]?){2,}")
_CODE_SIGN = re.compile(r"[{}()\[\];=<>]|::|->|^\s*(?:\$|#|//|def |if |for |return )")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")
_WIDEST = 100  # a longer line was not wrapped by hand or by a mailer
_NARROWEST = 45
_STOPS, _COLUMN = ".!?:;。！？：；؟", "   "
_BEYOND = 1000  # the column of a text in which no line is full: only sentences that go on are rejoined
_SLACK = 8
_PROOF = 3  # fewer broken lines prove nothing
_INDENT = 4
_DEEPEST = 6


class Piece(NamedTuple):
    """A paragraph, item, heading or stretch of code, on the lines `first` to `last` (counted from 0).

    `level` is an item's depth or a heading's rank; `gap` tells that a blank line or the start comes before.
    """

    text: str
    first: int
    last: int
    mark: Mark = ""
    level: int = 1
    gap: bool = False
    raw: str = ""


class _Row(NamedTuple):
    number: int
    text: str
    indent: int
    gap: bool


def pieces(lines: Sequence[str]) -> tuple[Piece, ...]:
    """Return the pieces of `lines`, in order."""
    rows = _rows(lines)
    groups = _groups(rows)
    width = _width(groups) if _is_wrapped(lines) else _BEYOND if _is_narrow(lines) else 0
    found: list[Piece] = []
    for group in groups:
        found.extend(_code(group, found, lines) or _pieces_of(group, width))
    return _leveled(found, {row.number: row.indent for row in rows})


def is_typed(lines: Sequence[str]) -> bool:
    """Tell whether a person typed `lines`: what comes from a page has its paragraphs whole, each on one line.

    A script without capitals does not show where a sentence goes on, and says much on a line.
    """
    if not (_is_narrow(lines) or _is_wrapped(lines)):
        return False
    cased = sum(any(map(str.islower, line)) for line in lines)
    return cased > sum(map(bool, lines)) / 2


def _is_narrow(lines: Sequence[str]) -> bool:
    """Tell whether none of `lines` is longer than those that are broken by hand."""
    return max(map(len, lines), default=0) <= _WIDEST


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether a person broke `lines` where a sentence goes on, more often than not."""
    sizes = [len(line) for line in lines]
    long = sum(size > _WIDEST for size in sizes)
    if sum(size >= _NARROWEST for size in sizes) <= 2 * long:  # most of a page's text: nothing else can outnumber it
        return False
    broken = sum(_goes_on(line, below) for line, below in pairwise(map(str.strip, lines)))
    return broken >= _PROOF and broken > long


def _goes_on(line: str, below: str) -> bool:
    """Tell whether a sentence goes on from a `line` of a typist's width to the one `below`; columns are no sentence."""
    return (
        _NARROWEST <= len(line) <= _WIDEST
        and below[:1].isalpha()
        and not below[0].isupper()
        and line[-1] not in _STOPS
        and _COLUMN not in line
    )


def _rows(lines: Sequence[str]) -> list[_Row]:
    rows, gap = [], True
    for number, line in enumerate(lines):
        text = line.strip()
        if text:
            rows.append(_Row(number, text, 0 if line[0] == text[0] else _indent(line), gap))
        gap = not text
    return rows


def _indent(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip())].expandtabs(_INDENT))


def _groups(rows: list[_Row]) -> list[list[_Row]]:
    """Split `rows` at blank lines; a fence of code holds what it encloses together."""
    groups: list[list[_Row]] = []
    fenced = False
    for row in rows:
        fence = row.text.startswith("```")
        if fenced or not (row.gap or fence):
            groups[-1].append(row)
        else:
            groups.append([row])
        fenced ^= fence
    return groups


def _width(groups: list[list[_Row]]) -> int:
    """Return the column at which a person broke the lines of paragraphs; one in ten may go farther."""
    lengths = sorted(len(first) for first, _ in _pairs(groups) if _NARROWEST <= len(first) <= _WIDEST)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _pairs(groups: list[list[_Row]]) -> Iterator[tuple[str, str]]:
    """Yield each two lines of which the second may go on with the first."""
    for group in groups:
        for first, second in pairwise(group):
            if not (_is_marked(first.text) or _is_marked(second.text)):
                yield first.text, second.text


def _is_full(line: str, following: str, width: int) -> bool:
    """Tell whether the first word of `following` would not have fitted on `line`."""
    return len(line) + 1 + len(following.split(None, 1)[0]) > width - _SLACK


def _is_marked(text: str) -> bool:
    """Tell whether a line begins as an item, a quote, a heading or a row does, or is a rule."""
    if text[0].isalpha():
        return False
    return text[0] in ">|" or any(pattern.match(text) for pattern in (_BULLET, NUMBER, _HASHES, _RULE))


def _code(group: list[_Row], before: list[Piece], lines: Sequence[str]) -> list[Piece]:
    """Return the one piece of code that `group` is, if it is: fenced, or indented and full of signs."""
    first, last = group[0].number, group[-1].number
    if group[0].text.startswith("```"):
        closed = len(group) > 1 and group[-1].text.startswith("```")
        inside = lines[first + 1 : last if closed else last + 1]
        return [Piece("\n".join(inside), first, last, "code", gap=True)]
    listed = bool(before) and before[-1].mark in {"bullet", "number"}
    if len(group) == 1 or min(row.indent for row in group) < _INDENT or listed:
        return []
    signs = sum(bool(_CODE_SIGN.search(row.text)) for row in group)
    if _is_marked(group[0].text) or signs < 0.6 * len(group):
        return []
    indent = min(row.indent for row in group)
    text = "\n".join(lines[row.number].expandtabs(_INDENT)[indent:].rstrip() for row in group)
    return [Piece(text, first, last, "code", gap=True)]


def _pieces_of(group: list[_Row], width: int) -> Iterator[Piece]:
    current, indent = _piece(group[0]), group[0].indent
    texts = [current.text]
    for row in group[1:]:
        if _is_underline(current, row):
            current = current._replace(mark="heading", level=2 if row.text[0] == "=" else 3, last=row.number)
        elif _continues(current, row, indent, width):
            texts.append(row.text.lstrip("> \t") if current.mark == "quote" else row.text)
            current = current._replace(last=row.number, raw=row.text)
        else:
            yield _joined(current, texts)
            current, indent = _piece(row), row.indent
            texts = [current.text]
    yield _joined(current, texts)


def _piece(row: _Row) -> Piece:
    text = row.text
    if text[0].isalpha():
        return Piece(_spaced(text), row.number, row.number, "", 1, row.gap, text)
    if _RULE.fullmatch(text):
        return Piece(text, row.number, row.number, "rule", gap=row.gap, raw=text)
    mark, level, start = _marked(text)
    return Piece(_spaced(text[start:]), row.number, row.number, mark, level, row.gap, text)


def _spaced(text: str) -> str:
    """Return `text` with single spaces for all its white space; no other white space is printable."""
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


def _marked(text: str) -> tuple[Mark, int, int]:
    """Return what a line's first characters make of it: its mark, its level, and where its text starts."""
    if match := _BULLET.match(text):
        return "bullet", 1, match.end()
    if match := NUMBER.match(text):
        return "number", 1, match.end()
    if match := _HASHES.match(text):
        return "heading", len(match[1]), match.end()
    if text[0] == ">":
        return "quote", 1, len(text) - len(text.lstrip("> \t"))
    return ("row" if text[0] == text[-1] == "|" and len(text) > 1 else ""), 1, 0


def _continues(piece: Piece, row: _Row, indent: int, width: int) -> bool:
    """Tell whether `row` goes on with `piece`: hanging under an item, another line of a quote, or a wrapped line."""
    is_never = piece.mark in {"heading", "row", "rule"} if piece.mark else not width
    if is_never or _RULE.fullmatch(row.text):
        return False
    if piece.mark == "quote":
        return row.text[0] == ">"
    if _is_marked(row.text):
        return False
    if piece.mark and row.indent > indent:
        return True
    return not piece.mark and (_is_full(piece.raw, row.text, width) or _goes_on(piece.raw, row.text))


def _joined(piece: Piece, texts: list[str]) -> Piece:
    """Return `piece` with the `texts` of its lines in one, also where a word or a script without spaces was broken."""
    if len(texts) == 1:
        return piece
    parts = [texts[0], *(" ".join(text.split()) for text in texts[1:] if text)]
    glues = ("" if a.endswith("-") or (_CJK.match(a[-1:]) and _CJK.match(b)) else " " for a, b in pairwise(parts))
    return piece._replace(text="".join(chain.from_iterable(zip(("", *glues), parts, strict=True))))


def _is_underline(piece: Piece, row: _Row) -> bool:
    same = row.text[0] in "=-" and set(row.text) == {row.text[0]}
    return same and not piece.mark and piece.first == piece.last and abs(len(row.text) - len(piece.raw)) <= 3  # noqa: PLR2004


def _leveled(found: list[Piece], indents: dict[int, int]) -> tuple[Piece, ...]:
    """Give items their depth: deeper than the item before by indent, within one list."""
    stack: list[int] = []
    result = []
    for piece in found:
        if piece.mark not in {"bullet", "number"}:
            stack = []
            result.append(piece)
            continue
        indent = indents[piece.first]
        while stack and stack[-1] > indent:
            stack.pop()
        if not stack or stack[-1] < indent:
            stack.append(indent)
        level = min(len(stack), _DEEPEST)
        result.append(piece if piece.level == level else piece._replace(level=level))
    return tuple(result)
