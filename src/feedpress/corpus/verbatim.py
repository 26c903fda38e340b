"""Find what stands as it is written in a Markdown text: code in blocks and in spans, `<pre>` and `<code>`.

Which blocks are code says who renders them, so that what will be shown as code is left alone and nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

_MAY_BE_BLOCK = ("```", "~~~", "\t", "    ")
_BLOCK = re.compile(r'<pre data-sourcepos="(\d+):\d+-(\d+):\d+"[^>]*><code[^>]*>([^<]*)')
_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*")
# One sign first: to look for either of two is three times as fast as for one pattern or another.
_OPENING = re.compile(r"[`<](?:(?<=`)`*|(?<=<)(?P<element>pre|code)\b(?!-))")
_BLANK = re.compile(r"\n[ \t]*\n")
_TICKS, _WORDS = 80, 2_000  # nobody opens a code span with more; characters within `<code>`


class Span(NamedTuple):
    """Where a stretch of a text starts and ends."""

    start: int
    end: int


def lines(body: str) -> tuple[range, ...]:
    """Return which lines of the Markdown `body`, from 0 on, are blocks of code: a range each, in order."""
    if not any(sign in body for sign in _MAY_BE_BLOCK):
        return ()
    from feedpress.normalize import cmark

    options = cmark.Options.CMARK_OPT_SOURCEPOS | cmark.Options.CMARK_OPT_FOOTNOTES
    html = cmark.render(body, options, ["table"])  # without the text's own HTML: each `<pre>` is a block of code
    written = body.split("\n")
    blocks = sorted((int(first) - 1, int(last), code.count("\n")) for first, last, code in _BLOCK.findall(html))
    found = [range(first, _stop(written, first, last, count)) for first, last, count in blocks]
    beyond = range(len(written), len(written))
    return tuple(range(block.start, min(block.stop, after.start)) for block, after in pairwise([*found, beyond]))


def _stop(written: Sequence[str], first: int, last: int, count: int) -> int:
    """Return the line after a block of `count` lines of code: where its list or quotation ends it, cmark adds one."""
    is_beyond = last > first + 1 + count and not _FENCE.fullmatch(written[last - 1])
    return last - 1 if is_beyond else last


def spans(body: str, blocks: Sequence[range]) -> tuple[Span, ...]:
    """Return where code is in `body`, whose lines `blocks` are code, in order."""
    return tuple(_spans(body, [*_placed(body, blocks), Span(len(body), len(body))]))


def end_of(code: Sequence[Span], place: int) -> int | None:
    """Return where that stretch of `code` ends that began before `place`, None where `place` is in none."""
    before = bisect_left(code, place, key=lambda span: span.start) - 1
    return code[before].end if before >= 0 and place < code[before].end else None


def outside(pattern: re.Pattern[str], body: str, code: Sequence[Span]) -> Iterator[re.Match[str]]:
    """Yield what matches `pattern` in `body` and does not begin in `code`."""
    offset = 0
    while match := pattern.search(body, offset):
        end = end_of(code, match.start())
        offset = end or match.end()
        if end is None:
            yield match


def _placed(body: str, blocks: Sequence[range]) -> Iterator[Span]:
    ends = list(accumulate(len(line) + 1 for line in body.split("\n"))) if blocks else []
    for block in blocks:
        yield Span(ends[block.start - 1] if block.start else 0, ends[block.stop - 1] - 1)


def _spans(body: str, blocks: Sequence[Span]) -> Iterator[Span]:
    """Yield `blocks` and what lies between them; a block within `<pre>` is a part of that."""
    offset, last = 0, body.rfind("</pre>")
    for block in blocks:
        while opening := _OPENING.search(body, offset, block.start):
            end = _end(body, opening, block.start, last)
            if end:
                yield Span(opening.start(), end)
            offset = end or opening.end()
        if offset <= block.start < len(body):
            yield block
        offset = max(offset, block.end)


def _end(body: str, opening: re.Match[str], limit: int, last: int) -> int | None:
    """Return where ends what `opening` begins: before `limit` and before the paragraph does, `<pre>` by `last`."""
    start = opening.end()
    if opening["element"] == "pre":
        return body.index("</pre>", start) + len("</pre>") if start <= last else None
    if opening["element"] == "code":
        found = body.find("</code>", start, start + _WORDS)
        end = found + len("</code>") if found >= 0 else None
    else:
        ticks = opening[0]
        closing = re.compile(rf"(?<!`){ticks}(?!`)").search(body, start, limit) if len(ticks) <= _TICKS else None
        end = closing.end() if closing else None
    return end if end and not _BLANK.search(body, start, end) else None
