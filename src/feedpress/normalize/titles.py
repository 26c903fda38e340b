"""The headline of a text: the line over it that looks most like one, if any looks enough like one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp, log1p
from operator import mul
from pathlib import PurePosixPath

from feedpress.normalize import cruft, dates, phrases
from feedpress.normalize.blocks import Piece
from feedpress.normalize.traits import Traits
from feedpress.normalize.weights import TITLES

NAMES = (
    "one", "first", "second", "distance", "after_start", "next_to_start", "size", "tiny", "middling", "huge", "stops",
    "question", "title_case", "lower", "heading", "byline_next", "date_next", "meta_before_start", "meta_before",
    "crumb_before", "words_in_text", "no_long_word", "repeated", "contained", "seen_twice", "seen_often", "phrase",
    "longest", "second_longest", "in_name", "colon", "gap", "digits", "body", "prose", "year", "bullets_around",
    "signs", "prose_next", "between",
)  # fmt: skip


_PROOF = 0.2  # the least chance that makes a headline
_CAP = 40


def find(
    pieces: Sequence[Piece],
    traits: Sequence[Traits],
    start: int,
    scores: Sequence[float],
    facts: Mapping[str, int],
    path: str,
) -> int:
    """Return the index of the headline of a text that begins at `start`, -1 where nothing shows one."""
    where, rows = features(pieces, traits, start, scores, facts, path)
    chances = [1 / (1 + exp(-sum(map(mul, TITLES, row)))) for row in rows]
    best = max(range(len(where)), key=lambda i: (chances[i], -i), default=-1)
    return where[best] if best >= 0 and chances[best] >= _PROOF else -1


def start_of(traits: Sequence[Traits], scores: Sequence[float]) -> int:
    """Return the first piece of prose in the stretch that looks most like the text."""
    first, end = cruft.stretch(traits, scores)
    return next((i for i in range(first, end) if traits[i].prose and scores[i] > cruft.DOUBT), first)


def is_same(one: str, other: str) -> bool:
    """Tell whether two lines are the same headline, marks and case aside."""
    return bool(words := phrases.words(one)) and words == phrases.words(other)


def candidates(pieces: Sequence[Piece], traits: Sequence[Traits], start: int) -> list[int]:
    """Return the indexes of the pieces that may be the headline of a text that begins at `start`."""
    return [
        i
        for i in range(min(len(pieces), start + 4))
        if pieces[i].mark in {"", "heading"} and 1 <= traits[i].size <= 40 and any(map(str.isalpha, pieces[i].text))
    ]


def features(
    pieces: Sequence[Piece],
    traits: Sequence[Traits],
    start: int,
    scores: Sequence[float],
    facts: Mapping[str, int],
    path: str,
) -> tuple[list[int], list[list[float]]]:
    """Return the candidates and a row of `NAMES` for each."""
    where = candidates(pieces, traits, start)
    text_words = {
        word
        for i in range(start, min(len(pieces), start + 60))
        if traits[i].prose
        for word in traits[i].words
        if len(word) > 3
    }
    keys = Counter(t.words for t in traits)
    head = [i for i in where if i < start] or where
    order = sorted(head, key=lambda i: (-min(traits[i].size, 26), i))
    name = set(phrases.words(PurePosixPath(path).stem.replace("-", " ").replace("_", " ")))
    meta = [is_meta(piece, t) for piece, t in zip(pieces[: start + 4], traits, strict=False)]
    joined = [p.text for p in pieces[: start + 1]]
    rows = []
    for i in where:
        t, text = traits[i], pieces[i].text
        long_words = [w for w in t.words if len(w) > 3]
        seen = facts.get(t.key, 0) if t.key else 0
        nxt = traits[i + 1] if i + 1 < len(traits) else None
        around = range(max(0, i - 3), min(len(pieces), i + 4))
        rows.append(
            [
                1.0,
                float(i == 0),
                float(i == 1),
                log1p(max(0, start - i)),
                float(i >= start),
                float(i + 1 == start),
                log1p(t.size),
                float(t.size <= 3),
                float(5 <= t.size <= 16),
                float(t.size > 22),
                float(text[-1] in ".,;…"),
                float(text[-1] in "?!"),
                t.title_case,
                float(text[0].islower()),
                float(pieces[i].mark == "heading"),
                float(i + 1 < len(meta) and meta[i + 1]),
                float(any(meta[i + 1 : i + 4])),
                float(any(meta[i + 1 : start])),
                float(any(meta[max(0, i - 3) : i])),
                float(i > 0 and traits[i - 1].size <= 3),
                sum(w in text_words for w in long_words) / len(long_words) if long_words else 0.0,
                float(not long_words),
                float(keys[t.words] > 1),
                float(t.size > 3 and any(text in other and text != other for other in joined)),
                float(seen == 2),
                float(seen > 2),
                float(t.is_asking or t.is_offer or t.is_legal or t.is_related or t.is_furniture),
                float(order[:1] == [i]),
                float(order[1:2] == [i]),
                sum(w in name for w in long_words) / len(long_words) if long_words else 0.0,
                float(text[-1] == ":"),
                float(pieces[i].gap),
                sum(c.isdigit() for c in text) / len(text),
                max(-4.0, min(4.0, scores[i])),
                float(t.prose),
                float(t.has_year),
                sum(pieces[j].mark == "bullet" for j in around) / len(around),
                float("|" in text or "/" in text or "@" in text or "\u203a" in text),
                float(nxt is not None and nxt.prose),
                min(10, sum(traits[j].size > 3 for j in range(i + 1, start))) / 10,
            ]
        )
    return where, rows


def is_meta(piece: Piece, t: Traits) -> bool:
    """Tell whether a line says who wrote or when."""
    if t.size > 20:
        return False
    return phrases.BYLINES.start(t.words) > 0 or (
        t.has_year and not t.prose and bool(dates.find(piece.text, timezone="UTC"))
    )
