"""A logistic model that tells the lines of a text from what surrounds it on a page, by shape and place alone.

The weights are learnt by tools/train_lines.py and ship as data. The model looks past pieces that are furniture
wherever they stand ("out"): it sees the others as neighbours, and only counts what lies between them.
"""
# ruff: noqa: PLR2004 - the bounds of a feature say themselves what they are

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from math import log1p
from operator import mul
from typing import NamedTuple

from feedpress.normalize import cruft
from feedpress.normalize.blocks import Piece
from feedpress.normalize.phrases import Words
from feedpress.normalize.traits import Traits
from feedpress.normalize.weights import LINES

SHAPE = (
    "one", "size", "tiny", "short", "middling", "long", "paragraph", "ends", "prose", "prose_size", "commas",
    "title_case", "lower", "upper", "digits", "bullet", "number", "nested", "asks", "offers", "legal", "related",
    "furniture", "year", "signs", "colon", "question", "quoted", "gap",
)  # fmt: skip
PLACE = (
    "prose_1_before", "prose_1_after", "prose_2_before", "prose_2_after", "prose_5_before", "prose_5_after",
    "first_prose", "last_prose", "before", "after", "far_before", "far_after", "out_before", "out_after",
    "words_elsewhere", "after_related",
)  # fmt: skip
PAGE = (
    "repeated", "seen_twice", "seen_often", "unseen_among_seen", "bullets_near", "noise_near", "noise_wide",
    "noise_before", "noise_after", "prose_share", "tiny_times_prose", "pieces", "tiny_in_dump", "tiny_in_prose",
    "asks_in_prose", "noise", "quiet", "tiny_in_quiet", "open_in_quiet", "open_in_noise", "out_share",
    "open_run", "open_run_in_noise", "seen_prose",
)  # fmt: skip
NAMES = (*SHAPE, *PLACE, *PAGE)

_OUT = -6.0
_DIGIT = re.compile(r"\d")


class _Sheet(NamedTuple):
    """What is counted once a page. `prose` and `seen` are of the pieces that count, the sums run over all.

    `told` are the longer words of its prose, `retold` those that two pieces of it have.
    """

    at: list[int]
    prose: list[int]
    before: list[int]
    last: list[int]
    following: list[int]
    seen: list[int]
    keys: Counter[str]
    told: set[str]
    retold: set[str]
    noise: list[int]
    bullets: list[int]
    open_runs: list[float]
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
    sheet = _sheet(pieces, traits, facts, out)
    own = [traits[at] for at in sheet.at]
    parts = zip(_shapes(sheet, pieces, own), _places(sheet, own), _below_related(own), _pages(sheet, own), strict=True)
    return [[*shape, *place, below, *page] for shape, place, below, page in parts]


def _sheet(pieces: Sequence[Piece], traits: Sequence[Traits], facts: Mapping[str, int], out: Sequence[bool]) -> _Sheet:
    at = [i for i, dropped in enumerate(out) if not dropped]
    own = [traits[i] for i in at]
    prose = [t.size if t.prose else 0 for t in own]
    seen = [facts.get(t.key, 0) if t.key else 0 for t in traits]
    told, retold = _told([t.longer for t in own if t.prose])
    return _Sheet(
        at,
        prose,
        [0, *accumulate(prose)],
        _distances(prose),
        _distances(prose[::-1])[::-1],
        [seen[i] for i in at],
        Counter(t.key for t in own if t.key),
        told,
        retold,
        [0, *accumulate(int(dropped or number > 1) for dropped, number in zip(out, seen, strict=True))],
        [0, *accumulate(int(piece.mark == "bullet") for piece in pieces)],
        _open_runs([pieces[i].mark == "bullet" and not traits[i].ends for i in at]),
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


def _open_runs(is_open: Sequence[bool]) -> list[float]:
    """Return for each piece how many items without a stop follow each other there, as a logarithm."""
    result: list[float] = []
    for held, run in groupby(is_open):
        length = len(list(run))
        result.extend([log1p(length) if held else 0.0] * length)
    return result


def _distances(weights: Sequence[int]) -> list[int]:
    """Return for each piece how many pieces ago the last prose was."""
    result, since = [], 99
    for weight in weights:
        result.append(since)
        since = 1 if weight else since + 1
    return result


def _below_related(own: Sequence[Traits]) -> list[bool]:
    """Tell which pieces follow a heading over other stories, with no long paragraph between."""
    result, below = [], False
    for t in own:
        below = (below or t.is_related) and not (t.prose and not t.is_related and t.size > 40)
        result.append(below)
    return result


def _shapes(sheet: _Sheet, pieces: Sequence[Piece], own: Sequence[Traits]) -> Iterator[list[float]]:
    for at, t in zip(sheet.at, own, strict=True):
        piece, size, prose = pieces[at], t.size, t.prose
        text, mark = piece.text, piece.mark
        commas = text.count(",")
        yield [
            1.0,
            log1p(size),
            size <= 3,
            4 <= size <= 7,
            8 <= size <= 14,
            size >= 25,
            prose and size >= 50,
            t.ends,
            prose,
            prose * (size / 60 if size < 60 else 1.0),
            commas / 3 if commas < 3 else 1.0,
            t.title_case,
            text[:1].islower(),
            text.isupper(),
            len(_DIGIT.findall(text, 0, 60)) / (min(len(text), 60) or 1),
            mark == "bullet",
            mark == "number",
            piece.level > 1,
            t.is_asking,
            t.is_offer,
            t.is_legal,
            t.is_related,
            t.is_furniture,
            t.has_year and not prose,
            "|" in text or "\u203a" in text or "/" in text or "@" in text,
            text[-1:] == ":",
            "?" in text,
            "\u201c" in text or '"' in text,
            piece.gap,
        ]


def _places(sheet: _Sheet, own: Sequence[Traits]) -> Iterator[list[float]]:
    prose, before, last, following = sheet.prose, sheet.before, sheet.last, sheet.following
    told, retold = sheet.told.__contains__, sheet.retold.__contains__
    at, count, whole = [-1, *sheet.at, len(sheet.noise) - 1], len(prose), before[-1]
    total = whole or 1
    for i, t in enumerate(own):
        left, right = at[i + 1] - at[i] - 1, at[i + 2] - at[i + 1] - 1
        yield [
            i > 0 and prose[i - 1] > 0,
            i + 1 < count and prose[i + 1] > 0,
            i > 1 and prose[i - 2] > 0,
            i + 2 < count and prose[i + 2] > 0,
            before[i] > before[i - 5 if i > 5 else 0],
            before[min(count, i + 6)] > before[i + 1],
            before[i] == 0,
            whole == before[i + 1],
            before[i] / total,
            (whole - before[i + 1]) / total,
            last[i] / 20 if last[i] < 20 else 1.0,
            following[i] / 20 if following[i] < 20 else 1.0,
            left / 5 if left < 5 else 1.0,
            right / 5 if right < 5 else 1.0,
            sum(map(retold if t.prose else told, t.longer)) / len(t.longer) if t.longer else 0.5,
        ]


def _pages(sheet: _Sheet, own: Sequence[Traits]) -> Iterator[list[float]]:
    count, share, noises = len(sheet.noise) - 1 or 1, sheet.share, sheet.noise[-1]
    noise = noises / count
    quiet = noises < 3 or noise < 0.05
    pieces, out = log1p(len(sheet.at)), (count - len(sheet.at)) / count
    for at, t, seen, run in zip(sheet.at, own, sheet.seen, sheet.open_runs, strict=True):
        tiny, near = t.size <= 3, (max(0, at - 3), min(count, at + 4))
        yield [
            bool(t.key) and sheet.keys[t.key] > 1,
            seen == 2,
            seen > 2,
            sheet.siblings and seen < 2 and bool(t.key),
            _mean(sheet.bullets, near),
            _mean(sheet.noise, near),
            _mean(sheet.noise, (max(0, at - 10), min(count, at + 11))),
            sheet.noise[at] / (noises or 1),
            (noises - sheet.noise[at + 1]) / (noises or 1),
            share,
            share * tiny,
            pieces,
            tiny and share < 0.6,
            tiny and share > 0.85,
            t.is_asking and share > 0.85,
            noise,
            quiet,
            quiet and tiny,
            quiet and not t.prose,
            (not t.prose) * noise,
            out,
            run,
            run * noise,
            seen > 1 and t.prose,
        ]


def _mean(sums: Sequence[int], span: tuple[int, int]) -> float:
    return (sums[span[1]] - sums[span[0]]) / (span[1] - span[0])
