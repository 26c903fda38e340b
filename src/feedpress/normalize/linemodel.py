"""A logistic model that tells the lines of a text from what surrounds it on a page, by shape and place alone.

The weights are learnt by tools/train_lines.py and ship as data. The model looks past pieces that are furniture
wherever they stand ("out"): it sees the others as neighbours, and only counts what lies between them.
"""
# ruff: noqa: PLR2004 - the bounds of a feature say themselves what they are

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import log1p
from operator import mul
from typing import NamedTuple

from feedpress.normalize import cruft
from feedpress.normalize.blocks import Piece
from feedpress.normalize.phrases import Words
from feedpress.normalize.traits import Traits
from feedpress.normalize.weights import LINES

SHAPE = (
    "one", "size", "tiny", "short", "middling", "long", "ends", "prose", "prose_size", "title_case", "digits", "bullet",
    "number", "nested", "year", "signs", "question", "gap",
)  # fmt: skip
PLACE = (
    "prose_1_before", "prose_1_after", "prose_5_before", "prose_5_after", "first_prose", "before", "after", "far_after",
    "words_elsewhere",
)  # fmt: skip
PAGE = (
    "repeated", "unseen_among_seen", "bullets_near", "noise_near", "noise_wide", "noise_before", "prose_share",
    "tiny_times_prose", "pieces", "noise", "quiet", "open_in_noise", "out_share", "seen_prose",
)  # fmt: skip
NAMES = (*SHAPE, *PLACE, *PAGE)

_OUT = -6.0
_DIGIT = re.compile(r"\d")


class _Counts(NamedTuple):
    """What is counted once a page. `prose` and `seen` are of the pieces that count, the sums run over all.

    `told` are the longer words of its prose, `retold` those that two pieces of it have.
    """

    at: list[int]
    prose: list[int]
    before: list[int]
    following: list[int]
    seen: list[int]
    keys: Counter[str]
    told: set[str]
    retold: set[str]
    noise: list[int]
    bullets: list[int]
    share: float
    siblings: bool


def scores(pieces: Sequence[Piece], traits: Sequence[Traits], facts: Mapping[str, int]) -> list[float]:
    """Return for each of `pieces` the logarithm of the odds that it belongs to the text."""
    out = cruft.suspects(pieces, traits, facts)
    rows = iter(features(pieces, traits, facts, out))
    return [_OUT if dropped else sum(map(mul, LINES, next(rows))) for dropped in out]


def features(
    pieces: Sequence[Piece], traits: Sequence[Traits], facts: Mapping[str, int], out: Sequence[bool]
) -> list[list[float]]:
    """Return a row of `NAMES` for each of the pieces that are not `out`."""
    counts = _counts(pieces, traits, facts, out)
    own = [traits[at] for at in counts.at]
    parts = zip(_shapes(counts, pieces, own), _places(counts, own), _pages(counts, own), strict=True)
    return [[*shape, *place, *page] for shape, place, page in parts]


def _counts(
    pieces: Sequence[Piece], traits: Sequence[Traits], facts: Mapping[str, int], out: Sequence[bool]
) -> _Counts:
    at = [i for i, dropped in enumerate(out) if not dropped]
    own = [traits[i] for i in at]
    prose = [t.size if t.prose else 0 for t in own]
    seen = [facts.get(t.key, 0) if t.key else 0 for t in traits]
    told, retold = _told([t.longer for t in own if t.prose])
    return _Counts(
        at,
        prose,
        [0, *accumulate(prose)],
        _distances(prose[::-1])[::-1],
        [seen[i] for i in at],
        Counter(t.key for t in own if t.key),
        told,
        retold,
        [0, *accumulate(int(dropped or number > 1) for dropped, number in zip(out, seen, strict=True))],
        [0, *accumulate(int(piece.mark == "bullet") for piece in pieces)],
        sum(prose) / (sum(t.size for t in own) or 1),
        any(number > 1 for number in seen),
    )


def _told(lines: Sequence[Words]) -> tuple[set[str], set[str]]:
    """Return the words of `lines`, and those that two of them have."""
    told: set[str] = set()
    retold: set[str] = set()
    for line in lines:
        words = set(line)
        retold |= told & words
        told |= words
    return told, retold


def _distances(weights: Sequence[int]) -> list[int]:
    """Return for each piece how many pieces ago the last prose was."""
    result, since = [], 99
    for weight in weights:
        result.append(since)
        since = 1 if weight else since + 1
    return result


def _shapes(counts: _Counts, pieces: Sequence[Piece], own: Sequence[Traits]) -> Iterator[list[float]]:
    for at, t in zip(counts.at, own, strict=True):
        piece, size, prose = pieces[at], t.size, t.prose
        text, mark = piece.text, piece.mark
        yield [
            1.0,
            log1p(size),
            size <= 3,
            4 <= size <= 7,
            8 <= size <= 14,
            size >= 25,
            t.ends,
            prose,
            prose * (size / 60 if size < 60 else 1.0),
            t.title_case,
            len(_DIGIT.findall(text, 0, 60)) / (min(len(text), 60) or 1),
            mark == "bullet",
            mark == "number",
            piece.level > 1,
            t.has_year and not prose,
            "|" in text or "\u203a" in text or "/" in text or "@" in text,
            "?" in text,
            piece.gap,
        ]


def _places(counts: _Counts, own: Sequence[Traits]) -> Iterator[list[float]]:
    prose, before, following = counts.prose, counts.before, counts.following
    told, retold = counts.told.__contains__, counts.retold.__contains__
    count, whole = len(prose), before[-1]
    total = whole or 1
    for i, t in enumerate(own):
        yield [
            i > 0 and prose[i - 1] > 0,
            i + 1 < count and prose[i + 1] > 0,
            before[i] > before[max(0, i - 5)],
            before[min(count, i + 6)] > before[i + 1],
            before[i] == 0,
            before[i] / total,
            (whole - before[i + 1]) / total,
            following[i] / 20 if following[i] < 20 else 1.0,
            sum(map(retold if t.prose else told, t.longer)) / len(t.longer) if t.longer else 0.5,
        ]


def _pages(counts: _Counts, own: Sequence[Traits]) -> Iterator[list[float]]:
    count, share, noises = len(counts.noise) - 1 or 1, counts.share, counts.noise[-1]
    noise = noises / count
    quiet = noises < 3 or noise < 0.05
    pieces, out = log1p(len(counts.at)), (count - len(counts.at)) / count
    for at, t, seen in zip(counts.at, own, counts.seen, strict=True):
        near = max(0, at - 3), min(count, at + 4)
        yield [
            bool(t.key) and counts.keys[t.key] > 1,
            counts.siblings and seen < 2 and bool(t.key),
            _mean(counts.bullets, near),
            _mean(counts.noise, near),
            _mean(counts.noise, (max(0, at - 10), min(count, at + 11))),
            counts.noise[at] / (noises or 1),
            share,
            share * (t.size <= 3),
            pieces,
            noise,
            quiet,
            (not t.prose) * noise,
            out,
            seen > 1 and t.prose,
        ]


def _mean(sums: Sequence[int], span: tuple[int, int]) -> float:
    return (sums[span[1]] - sums[span[0]]) / (span[1] - span[0])
