"""The headline of a text: the line over it that looks most like one, if any looks enough like one."""
# ruff: noqa: PLR2004 - the bounds of a feature say themselves what they are

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp, log1p
from operator import mul
from typing import NamedTuple

from feedpress.normalize import cruft, masthead, phrases
from feedpress.normalize.blocks import Piece
from feedpress.normalize.oneline import LONGEST_TITLE
from feedpress.normalize.traits import CLOSERS, Traits
from feedpress.normalize.weights import TITLES

SHAPE = (
    "one", "size", "tiny", "middling", "huge", "stops", "title_case", "gap", "prose", "year", "signs", "phrase",
)  # fmt: skip
PLACE = (
    "first", "second", "distance", "meta_next", "meta_soon", "meta_before_start", "meta_above", "crumb_above",
    "bullets_around", "prose_next", "body",
)  # fmt: skip
WORDS = ("words_in_text", "repeated", "contained", "seen_twice", "seen_often", "longest", "second_longest")
NAMES = (*SHAPE, *PLACE, *WORDS)

_PARTS = re.compile(r"\s+[|\u2013\u2014\u00b7\u2022-]\s+")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})([^\s*_].*[^\s*_])\1")
_PROOF = 0.2  # the least chance that makes a headline
_LONGEST = 40  # words
_FARTHEST = 1000  # pieces above the text: no headline is farther up
_HEADLINE, _FEW = 16, 4  # words: of a headline that nothing but its place shows, of the least text below it


class Sheet(NamedTuple):
    """A page as its headline is looked for: the text begins at piece `start`, `scores` are the line model's."""

    pieces: Sequence[Piece]
    traits: Sequence[Traits]
    start: int
    scores: Sequence[float]
    facts: Mapping[str, int]


class _Counts(NamedTuple):
    """What is counted once a page: `meta` says which pieces name author or date, `last_meta` where above the text.

    `upper` has all texts above the text, a line each, `alike` how often each of them stands there.
    """

    meta: list[bool]
    last_meta: int
    text: set[str]
    lines: Counter[phrases.Words]
    upper: str
    alike: Counter[str]
    longest: list[int]


def find(sheet: Sheet) -> int:
    """Return the index of the headline, -1 where nothing shows one."""
    where, rows = features(sheet)
    chances = [1 / (1 + exp(-sum(map(mul, TITLES, row)))) for row in rows]
    best = max(range(len(where)), key=lambda i: (chances[i], -i), default=-1)
    if best >= 0 and chances[best] >= _PROOF:
        return where[best]
    return 0 if _stands_alone(sheet) else _over_byline(sheet, where, rows)


def _over_byline(sheet: Sheet, where: Sequence[int], rows: Sequence[Sequence[float]]) -> int:
    """Return the line right above one that says who wrote or when, -1 for none.

    It is the very first, or longer than a label and the text has its words.
    """
    for i, row in zip(where, rows, strict=True):
        said, size = dict(zip(NAMES, row, strict=True)), sheet.traits[i].size
        is_odd = said["stops"] or said["signs"] or said["phrase"] or said["year"] or said["seen_often"]
        is_likely = (i == 0 and size > 1) or (said["words_in_text"] and not said["tiny"])
        if (i < sheet.start or i == 0) and said["meta_next"] and not is_odd and is_likely and size <= _HEADLINE:
            return i
    return -1


def said_again(pieces: Sequence[Piece], traits: Sequence[Traits], title: int) -> list[int]:
    """Return which of `traits` say the headline at `title`, that one too; a short line may add the site's name."""
    words = traits[title].words
    lines = zip(pieces, traits, strict=False)
    return [i for i, (p, t) in enumerate(lines) if t.words == words or (not t.prose and _is_with_name(p.text, words))]


def _is_with_name(text: str, title: phrases.Words) -> bool:
    """Tell whether `text` is the headline `title` with the site's name: "The mill | Post"."""
    parts = _PARTS.split(text)
    return len(parts) > 1 and any(phrases.words(part) == title for part in (parts[0], parts[-1]))


def unlabelled(text: str) -> str:
    """Return the headline `text` without a word such as "Title:" before it, or Markdown's signs around it."""
    marked = _EMPHASIS.fullmatch(text)
    text = marked[2] if marked else text
    label, _, rest = text.partition(":")
    return rest.strip() if phrases.TITLED.is_whole(phrases.words(label)) and rest.strip() else text


def _stands_alone(sheet: Sheet) -> bool:
    """Tell whether the first line stands over the text, with nothing else around: a page would have more above it."""
    if len(sheet.pieces) < 2 or sheet.scores[0] <= 0 or sheet.pieces[0].mark not in {"", "heading"}:
        return False
    (first, below), (t, under) = sheet.pieces[:2], sheet.traits[:2]
    is_label = _is_phrase(t) or t.has_year
    is_text = under.ends and not below.mark and (under.prose or under.size > _FEW) and below.gap
    return (
        is_text
        and not (is_label or t.prose or t.ends or any(map(str.isdigit, first.text)))
        and 2 <= t.size <= _HEADLINE
        and first.text[-1].isalnum()
    )


def heads(sheet: Sheet) -> bool:
    """Tell whether the first line stands over a typed text: a few words with a blank line below, not but a day."""
    if len(sheet.pieces) < 2 or sheet.pieces[0].mark not in {"", "heading"} or not sheet.pieces[1].gap:
        return False
    text, t = sheet.pieces[0].text, sheet.traits[0]
    days = masthead.dated(text)
    is_day = (days[0].start, days[-1].end) == (0, len(text)) if days else any(map(str.isdigit, text))
    return 2 <= t.size <= _HEADLINE and text[-1].isalnum() and not (is_day or t.prose or _is_phrase(t))


def _is_phrase(t: Traits) -> bool:
    """Tell whether a line says what pages say around a text."""
    return t.is_asking or t.is_offer or t.is_legal or t.is_related or t.is_furniture


def start_of(traits: Sequence[Traits], scores: Sequence[float]) -> int:
    """Return the first piece of prose in the stretch that looks most like the text."""
    first, end = cruft.stretch(traits, scores)
    return next((i for i in range(first, end) if traits[i].prose and scores[i] > cruft.DOUBT), first)


def features(sheet: Sheet) -> tuple[list[int], list[list[float]]]:
    """Return the pieces that may be the headline, and a row of `NAMES` for each."""
    above = range(max(0, sheet.start - _FARTHEST), min(sheet.start + 1, len(sheet.pieces)))
    where = [i for i in above if _may_be(sheet.pieces[i], sheet.traits[i], is_text=i == sheet.start)]
    counts = _counts(sheet, where)
    rows = [[*_shape(sheet, i), *_place(sheet, counts, i), *_wording(sheet, counts, i)] for i in where]
    return where, rows


def _may_be(piece: Piece, t: Traits, *, is_text: bool) -> bool:
    """Tell whether `piece` may be a headline at all; the first sentence of the text is none."""
    if piece.mark not in {"", "heading"} or not 1 <= t.size <= _LONGEST or len(piece.text) > LONGEST_TITLE:
        return False
    is_told = piece.text.rstrip(CLOSERS)[-1:] in ".…:;"  # a question may be a headline
    return not (is_text and is_told) and any(map(str.isalpha, piece.text)) and not masthead.is_stamp(piece, t)


def _counts(sheet: Sheet, where: Sequence[int]) -> _Counts:
    start, traits = sheet.start, sheet.traits
    above = [i for i in where if i < start] or where
    meta = [masthead.is_line(piece, t) for piece, t in zip(sheet.pieces[: start + 2], traits, strict=False)]
    upper = [piece.text for piece in sheet.pieces[: start + 1]]
    return _Counts(
        meta,
        max((i for i, is_meta in enumerate(meta[:start]) if is_meta), default=-1),
        set().union(*[t.longer for t in traits[start : start + 60] if t.prose]),
        Counter(t.words for t in traits if t.size <= _LONGEST),
        "\n".join(upper),
        Counter(upper),
        sorted(above, key=lambda i: (-min(traits[i].size, 26), i))[:2],
    )


def _shape(sheet: Sheet, i: int) -> list[float]:
    piece, t = sheet.pieces[i], sheet.traits[i]
    text = piece.text
    return [
        1.0,
        log1p(t.size),
        t.size <= 3,
        5 <= t.size <= 16,
        t.size > 22,
        text[-1] in ".,;…",
        t.title_case,
        piece.gap,
        t.prose,
        t.has_year,
        "|" in text or "/" in text or "@" in text or "\u203a" in text,
        _is_phrase(t),
    ]


def _place(sheet: Sheet, counts: _Counts, i: int) -> list[float]:
    start, meta, traits = sheet.start, counts.meta, sheet.traits
    around = sheet.pieces[max(0, i - 3) : i + 4]
    return [
        i == 0,
        i == 1,
        log1p(max(0, start - i)),
        any(meta[i + 1 : i + 2]),
        any(meta[i + 1 : i + 4]),
        counts.last_meta > i,
        any(meta[max(0, i - 3) : i]),
        i > 0 and traits[i - 1].size <= 3,
        sum(piece.mark == "bullet" for piece in around) / len(around),
        any(t.prose for t in traits[i + 1 : i + 2]),
        max(-4.0, min(4.0, sheet.scores[i])),
    ]


def _wording(sheet: Sheet, counts: _Counts, i: int) -> list[float]:
    t, text = sheet.traits[i], sheet.pieces[i].text
    words = t.longer
    seen = sheet.facts.get(t.key, 0) if t.key else 0
    return [
        sum(map(counts.text.__contains__, words)) / len(words) if words else 0.0,
        counts.lines[t.words] > 1,
        t.size > 3 and counts.upper.count(text) > counts.alike[text],
        seen == 2,
        seen > 2,
        counts.longest[:1] == [i],
        counts.longest[1:] == [i],
    ]
