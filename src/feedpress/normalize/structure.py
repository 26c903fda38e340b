"""Pieces that belong to the text become blocks: headings, paragraphs, lists, quotes, tables; and blocks become HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, pairwise
from typing import Literal

from feedpress.model import Block, Verdict
from feedpress.normalize.blocks import Piece
from feedpress.normalize.phrases import introduces_quote
from feedpress.normalize.traits import Traits

_HEADING_WORDS = 12
_HEADING_LENGTH = 100
_TEXT = 5  # words, of a line that is no heading itself
_TITLE_CASE = 0.6
_ORDINAL = re.compile(r"\(?(\d{1,3})[.)]")
_INNER_STOP = re.compile(r"[.!?] +[A-Z]|[;|]|https?:|@|\d{3,}")
_Kind = Literal["paragraph", "heading", "item", "quote", "code", "table", "rule"]
_KINDS: dict[str, _Kind] = {
    "heading": "heading", "bullet": "item", "number": "item", "quote": "quote", "code": "code", "row": "table",
    "rule": "rule",
}  # fmt: skip
_VERDICTS: dict[str, Verdict] = {"heading": "heading", "item": "list", "quote": "quote", "code": "code"}
_REASONS = {
    "heading": "a short line over text",
    "item": "a list item",
    "quote": "someone's words",
    "code": "code",
    "table": "a row of a table",
    "rule": "a line between sections",
    "paragraph": "text",
}


def blocks(pieces: Sequence[Piece], traits: Sequence[Traits], first_line: int = 1) -> tuple[Block, ...]:
    """Return the blocks that `pieces`, all of them the text's own, are; their lines count from `first_line`."""
    lower = _writes_lower(pieces, traits)
    kinds: list[_Kind] = [_KINDS.get(piece.mark, "paragraph") for piece in pieces]
    for i, piece in enumerate(pieces):
        if piece.mark == "number" and _is_numbered_heading(pieces, traits, i):
            kinds[i] = "heading"
        elif not piece.mark and _is_quote(pieces, traits, i, lower=lower):
            kinds[i] = "quote"
    for i in _headings(pieces, traits, kinds):
        kinds[i] = "heading"
    return tuple(_block(piece, kind, first_line) for piece, kind in zip(pieces, kinds, strict=True))


def _block(piece: Piece, kind: _Kind, first_line: int) -> Block:
    ordinal = _ORDINAL.match(piece.raw) if piece.mark == "number" else None
    numbered = kind == "heading" and ordinal is not None
    level = piece.level if kind == "item" else max(2, min(piece.level, 6)) if piece.mark == "heading" else 2
    return Block(
        kind=kind,
        text=piece.raw if numbered else piece.text,
        first_line=piece.first + first_line,
        last_line=piece.last + first_line,
        level=level if kind in {"item", "heading"} else 1,
        ordered=piece.mark == "number",
        verdict=_VERDICTS.get(kind, "body"),
        reason=_REASONS[kind],
    )


def _is_numbered_heading(pieces: Sequence[Piece], traits: Sequence[Traits], i: int) -> bool:
    """Tell whether a numbered line stands over prose, not in a list."""
    near = [pieces[j].mark for j in (i - 1, i + 1) if 0 <= j < len(pieces)]
    over = i + 1 < len(pieces) and not pieces[i + 1].mark and traits[i + 1].prose
    return over and not traits[i].ends and traits[i].size <= _HEADING_WORDS and not {"number", "bullet"} & set(near)


def _writes_lower(pieces: Sequence[Piece], traits: Sequence[Traits]) -> bool:
    """Tell whether the author begins many paragraphs in lower case, so that it means nothing."""
    prose = [piece.text for piece, t in zip(pieces, traits, strict=True) if t.prose and not piece.mark]
    return sum(text[0].islower() for text in prose) > max(2, 0.2 * len(prose))


def _is_quote(pieces: Sequence[Piece], traits: Sequence[Traits], i: int, *, lower: bool) -> bool:
    """Tell whether a paragraph is someone's words: in lower case after a sentence, or in quotes after a colon."""
    if i == 0 or pieces[i - 1].mark or traits[i].size < 8 or not pieces[i].gap:  # noqa: PLR2004 - words
        return False
    text, before = pieces[i].text, pieces[i - 1].text
    if text[0] in '"\u201c\u201e«':
        return before.endswith(":") and introduces_quote(before) and text.rstrip(".")[-1] in '"\u201d\u201c»'
    first = text.split(None, 1)[0]
    return not lower and first.islower() and traits[i - 1].size > 2 and (traits[i - 1].ends or introduces_quote(before))  # noqa: PLR2004


def _headings(pieces: Sequence[Piece], traits: Sequence[Traits], kinds: Sequence[str]) -> Iterator[int]:
    """Yield the indexes of the lines that are headings: short, without a stop, with text below them."""
    maybe = [kind == "paragraph" and _may_head(piece, t) for piece, t, kind in zip(pieces, traits, kinds, strict=True)]
    for may, run in groupby(range(len(pieces)), key=maybe.__getitem__):
        indexes = list(run)
        after = indexes[-1] + 1
        if may and len(indexes) <= 2 and after < len(pieces) and _is_text(pieces[after], kinds[after], traits[after]):  # noqa: PLR2004 - a head and a sub-head
            yield from indexes


def _is_text(piece: Piece, kind: str, t: Traits) -> bool:
    """Tell whether a heading may stand over `piece`: a sentence, a list, or the few words that lead in to one."""
    return t.size >= _TEXT or kind in {"item", "quote", "code", "table"} or t.ends or piece.text[-1] == ":"


def _may_head(piece: Piece, t: Traits) -> bool:
    text = piece.text
    if t.size > _HEADING_WORDS or len(text) > _HEADING_LENGTH or not t.words or text[-1] in '.,;:!…)]"\u201d':
        return False
    if not (text[0].isalnum() or text[0] in "\"\u201c\u2018'¿¡«(<[#@$€£") or _INNER_STOP.search(text):
        return False
    letters = sum(map(str.isalpha, text))
    if letters < 0.5 * len(text):
        return False
    return (
        text[0].isupper()
        or t.title_case >= _TITLE_CASE
        or text[-1] == "?"
        or text[0].isdigit()
        or not text[0].islower()
    )


def ordinals(pieces: Sequence[Piece], first_line: int = 1) -> dict[int, int]:
    """Return the numbers that numbered pieces bear, by their lines."""
    found = ((piece, _ORDINAL.match(piece.raw)) for piece in pieces if piece.mark == "number")
    return {piece.first + first_line: int(match[1]) for piece, match in found if match}


def html(blocks: Sequence[Block], numbers: Mapping[int, int]) -> str:
    """Return safe HTML of `blocks`: their text escaped, the tags chosen here; lists go on counting as `numbers` do."""
    parts = []
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        several = list(run)
        if kind == "item":
            parts.append(_lists(several, numbers))
        elif kind == "table":
            rows = "".join(_row(block) for block in several if any(map(str.isalnum, block.text)))
            parts.append(f"<table>\n{rows}</table>")
        elif kind == "quote":
            said = "\n".join(f"<p>{escape(block.text, quote=False)}</p>" for block in several)
            parts.append(f"<blockquote>\n{said}\n</blockquote>")
        else:
            parts.extend(map(_simple, several))
    return "\n".join(parts)


def _simple(block: Block) -> str:
    text = escape(block.text, quote=False)
    if block.kind == "heading":
        return f"<h{block.level}>{text}</h{block.level}>"
    if block.kind == "code":
        return f"<pre><code>{text}</code></pre>"
    return "<hr>" if block.kind == "rule" else f"<p>{text}</p>"


def _row(block: Block) -> str:
    cells = "".join(f"<td>{escape(cell.strip(), quote=False)}</td>" for cell in block.text.strip("|").split("|"))
    return f"<tr>{cells}</tr>\n"


def _lists(items: Sequence[Block], numbers: Mapping[int, int]) -> str:
    """Return the lists that `items` are; a change between numbers and bullets at the top begins another one."""
    tops = [i for i, item in enumerate(items) if i == 0 or item.level == 1]
    starts = [b for a, b in pairwise(tops) if items[a].ordered != items[b].ordered]
    spans = zip([0, *starts], [*starts, len(items)], strict=True)
    return "\n".join(_nested(items[first:end], numbers) for first, end in spans)


def _nested(items: Sequence[Block], numbers: Mapping[int, int]) -> str:
    tag = "ol" if items[0].ordered else "ul"
    number = numbers.get(items[0].first_line, 1)
    start = f' start="{number}"' if items[0].ordered and number > 1 else ""
    level = min(item.level for item in items)
    starts = [i for i, item in enumerate(items) if item.level == level or i == 0]
    entries = []
    for first, end in zip(starts, [*starts[1:], len(items)], strict=True):
        inner = f"\n{_nested(items[first + 1 : end], numbers)}\n" if end > first + 1 else ""
        entries.append(f"<li>{escape(items[first].text, quote=False)}{inner}</li>")
    return f"<{tag}{start}>\n" + "\n".join(entries) + f"\n</{tag}>"
