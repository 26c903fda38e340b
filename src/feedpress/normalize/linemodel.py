"""A logistic model that tells the lines of a text from what surrounds it on a page, by shape and place alone.

The weights are learnt by tools/train_lines.py and ship as data.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import log1p
from operator import mul

from feedpress.normalize import cruft
from feedpress.normalize.blocks import Piece
from feedpress.normalize.traits import Traits
from feedpress.normalize.weights import LINES

NAMES = (
    "one", "size", "tiny", "short", "middling", "long", "ends", "prose", "prose_share", "comma", "title_case", "lower",
    "upper", "digits", "bullet", "number", "nested", "asks", "offers", "legal", "related", "furniture", "year", "signs",
    "colon", "question", "quoted", "repeated", "seen_twice", "seen_often", "unseen_among_seen", "gap",
    "prose_before", "prose_after", "prose_2_before", "prose_2_after", "prose_5_before", "prose_5_after",
    "no_prose_before", "no_prose_after", "before_share", "after_share", "far_before", "far_after",
    "bullets_around", "seen_around", "words_elsewhere", "page_prose", "page_prose_tiny", "page_size", "tiny_in_dump", "tiny_in_prose", "asks_in_prose", "after_related",
    "page_noise", "quiet_page", "tiny_in_quiet", "open_in_quiet", "noise_around", "noise_before", "noise_after", "open_in_noise",
    "left_out_before", "left_out_after", "paragraph", "left_out",
)  # fmt: skip


_OUT = -6.0
_DIGIT = re.compile(r"\d")


def scores(pieces: Sequence[Piece], traits: Sequence[Traits], facts: Mapping[str, int]) -> list[float]:
    """Return for each of `pieces` the logarithm of the odds that it belongs to the text."""
    out = cruft.suspects(pieces, traits, facts)
    rows = iter(features(pieces, traits, facts, out))
    return [_OUT if dropped else sum(map(mul, LINES, next(rows))) for dropped in out]


def features(
    all_pieces: Sequence[Piece], all_traits: Sequence[Traits], facts: Mapping[str, int], out: Sequence[bool]
) -> list[list[float]]:
    """Return a row of `NAMES` for each of the pieces that are not `out`."""
    kept = [i for i, dropped in enumerate(out) if not dropped]
    pieces = [all_pieces[i] for i in kept]
    traits = [all_traits[i] for i in kept]
    ends = [-1, *kept, len(out)]
    left_out = (len(out) - len(kept)) / (len(out) or 1)
    count = len(pieces)
    weights = [t.size if t.prose else 0 for t in traits]
    total = sum(t.size for t in traits) or 1
    prose_total = sum(weights) or 1
    before = [0, *accumulate(weights)]
    page = sum(weights) / total
    seen = [facts.get(t.key, 0) if t.key else 0 for t in traits]
    keys = Counter(t.key for t in traits if t.key)
    vocabulary = Counter(word for t in traits if t.prose for word in set(t.words) if len(word) > 3)
    last = _distances(weights)
    following = _distances(weights[::-1])[::-1]
    after_related = False
    all_seen = [facts.get(t.key, 0) if t.key else 0 for t in all_traits]
    siblings = any(number > 1 for number in all_seen)
    noisy = [int(dropped or number > 1) for dropped, number in zip(out, all_seen, strict=True)]
    noise_sum = [0, *accumulate(noisy)]
    bullet_sum = [0, *accumulate(int(piece.mark == "bullet") for piece in all_pieces)]
    everything = len(out)
    noises = noise_sum[-1]
    noise = noises / (everything or 1)
    quiet = noises < 3 or noise < 0.05
    rows = []
    for i, (piece, t) in enumerate(zip(pieces, traits, strict=True)):
        text = piece.text
        size = t.size
        tiny = size <= 3
        long_words = [word for word in t.words if len(word) > 3]
        own = 1 if t.prose else 0
        at = kept[i]
        near = max(0, at - 3), min(everything, at + 4)
        wide = max(0, at - 10), min(everything, at + 11)
        after_related = (after_related or t.is_related) and not (t.prose and not t.is_related and size > 40)
        prev, nxt = (weights[i - 1] if i else 0), (weights[i + 1] if i + 1 < count else 0)
        rows.append(
            [
                1.0,
                log1p(size),
                float(tiny),
                float(4 <= size <= 7),
                float(8 <= size <= 14),
                float(size >= 25),
                float(t.ends),
                float(t.prose),
                float(t.prose) * min(1.0, size / 60),
                min(1.0, text.count(",") / 3),
                t.title_case,
                float(text[:1].islower()),
                float(text.isupper()),
                len(_DIGIT.findall(text, 0, 60)) / (min(len(text), 60) or 1),
                float(piece.mark == "bullet"),
                float(piece.mark == "number"),
                float(piece.level > 1),
                float(t.is_asking),
                float(t.is_offer),
                float(t.is_legal),
                float(t.is_related),
                float(t.is_furniture),
                float(t.has_year and not t.prose),
                float("|" in text or "\u203a" in text or "/" in text or "@" in text),
                float(text.endswith(":")),
                float("?" in text),
                float("\u201c" in text or '"' in text),
                float(bool(t.key) and keys[t.key] > 1),
                float(seen[i] == 2),
                float(seen[i] > 2),
                float(siblings and seen[i] < 2 and bool(t.key)),
                float(piece.gap),
                float(prev > 0),
                float(nxt > 0),
                float(i > 1 and weights[i - 2] > 0),
                float(i + 2 < count and weights[i + 2] > 0),
                (before[i] - before[max(0, i - 5)] > 0) * 1.0,
                (before[min(count, i + 6)] - before[i + 1] > 0) * 1.0,
                float(before[i] == 0),
                float(before[count] == before[i + 1]),
                before[i] / prose_total,
                (before[count] - before[i + 1]) / prose_total,
                min(last[i], 20) / 20,
                min(following[i], 20) / 20,
                (bullet_sum[near[1]] - bullet_sum[near[0]]) / (near[1] - near[0]),
                (noise_sum[wide[1]] - noise_sum[wide[0]]) / (wide[1] - wide[0]),
                (sum(vocabulary[word] > own for word in long_words) / len(long_words)) if long_words else 0.5,
                page,
                page * tiny,
                log1p(count),
                float(tiny and page < 0.6),
                float(tiny and page > 0.85),
                float(t.is_asking and page > 0.85),
                float(after_related),
                noise,
                float(quiet),
                float(quiet and tiny),
                float(quiet and not t.prose),
                (noise_sum[near[1]] - noise_sum[near[0]]) / (near[1] - near[0]),
                noise_sum[at] / (noises or 1),
                (noises - noise_sum[at + 1]) / (noises or 1),
                (not t.prose) * noise,
                min(5, ends[i + 1] - ends[i] - 1) / 5,
                min(5, ends[i + 2] - ends[i + 1] - 1) / 5,
                float(t.prose and size >= 50),
                left_out,
            ]
        )
    return rows


def _distances(weights: Sequence[int]) -> list[int]:
    """Return for each piece how many pieces ago the last prose was."""
    result, since = [], 99
    for weight in weights:
        result.append(since)
        since = 1 if weight else since + 1
    return result
