"""The tail of a document: headlines and first words of other stories, told by their structure.

A tail repeats (headline, paragraph, perhaps a date) to the end. That alone is no proof, since sections look like it:
cut-off texts, dates, another topic than the body's and a heading such as "Recent News" are counted together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from feedpress.model import Teaser
from feedpress.normalize import dates, summary
from feedpress.normalize.blocks import Piece
from feedpress.normalize.dates import Calendar
from feedpress.normalize.phrases import words
from feedpress.normalize.traits import Traits

_PROOF = 2.75
_MOST = 60  # candidates: a longer tail is a list of its own
_HEADLINE = 35  # words
_WORD = 5  # letters: shorter words are in every text
_FOREIGN, _OWN = 0.4, 0.6  # shares of words that the body has too
_FULL_HEADLINE, _BARE_HEADLINE = 7, 4  # words
_LINE = 25  # words
_AFTER = 12  # pieces of page furniture that may follow
_NUMERIC = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{4}")


class Candidate(NamedTuple):
    """A headline with what belongs to it; `found` are its dates, each with its place.

    A date stands "before" the headline, "glued" to it, "between" it and the text, or "after" the text; one that nobody
    can tell for sure is None.
    """

    first: int
    headline: str
    text: str
    size: int
    found: tuple[tuple[str, datetime | None], ...]


class Tail(NamedTuple):
    """The pieces from `first` up to, not including, `end` are other stories; `head` is -1 without a heading."""

    first: int
    end: int
    head: int
    teasers: tuple[Teaser, ...]


def find(pieces: Sequence[Piece], traits: Sequence[Traits], calendar: Calendar) -> Tail | None:
    """Return the tail of the document that `pieces` are, None where it has none that is proved."""
    end = _end(pieces, traits)
    candidates = _candidates(pieces, traits, end, calendar)
    if not candidates:
        return None
    told = _first_told(traits)
    best: tuple[float, int] = (0.0, 0)
    for start in range(len(candidates)):
        score = _score(traits, candidates[start:], told)
        if score > best[0]:
            best = (score, start)
    if best[0] < _PROOF:
        return None
    tail = candidates[best[1] :]
    head = tail[0].first - 1 if _has_head(traits, tail[0].first) else -1
    return Tail(tail[0].first if head < 0 else head, end, head, _teasers(tail))


def _end(pieces: Sequence[Piece], traits: Sequence[Traits]) -> int:
    """Return where the furniture begins that may stand after a tail."""
    end = len(pieces)
    floor = max(0, end - _AFTER)
    while end > floor and _is_furniture(pieces[end - 1], traits[end - 1]):
        end -= 1
    return end


def _is_furniture(piece: Piece, t: Traits) -> bool:
    if t.is_furniture or (t.is_related and t.size <= _BARE_HEADLINE):
        return True
    if t.size > _LINE:
        return False
    return "©" in piece.text or ((t.is_asking or t.is_legal) and not t.has_year)


def _candidates(pieces: Sequence[Piece], traits: Sequence[Traits], end: int, calendar: Calendar) -> list[Candidate]:
    """Return the longest run of candidates that reaches to `end`, first candidate first."""
    candidates: list[Candidate] = []
    at = end
    while at > 1 and len(candidates) < _MOST:
        candidate = _candidate(pieces, traits, at, calendar)
        if candidate is None:
            break
        candidates.append(candidate)
        # "Read more" may stand below each story; whether it heads the whole tail is for the score to say
        at = candidate.first - (candidate.first > 0 and traits[candidate.first - 1].is_related)
    return candidates[::-1]


def _candidate(pieces: Sequence[Piece], traits: Sequence[Traits], end: int, calendar: Calendar) -> Candidate | None:
    """Read one candidate backwards from `end`: [date] headline [date] text [date]."""
    found: list[tuple[str, datetime | None]] = []

    def take(place: str, at: int) -> int:
        """Return `at`, or the piece before it where a date stood there."""
        if at > 0 and _is_date(pieces[at], moment := _date(pieces[at], calendar)):
            found.append((place, moment))
            return at - 1
        return at

    text = take("after", end - 1)
    if not _may_be_text(pieces[text], traits[text]):
        return None
    at = take("between", text - 1) if text else -1
    if at < 0:
        return None
    headline, glued = _unglued(pieces[at].text, calendar)
    if glued:
        found.append(("glued", glued))
    first = at if glued or at == 0 else take("before", at - 1) + 1
    surely = bool(found) or (at > 0 and traits[at - 1].is_related)
    if not _may_be_headline(pieces[at], traits[at], surely=surely):
        return None
    return Candidate(first, headline, pieces[text].text, traits[at].size, tuple(found))


def _date(piece: Piece, calendar: Calendar) -> datetime | None:
    return dates.parse(piece.text, **calendar._asdict()) if len(piece.text) < 40 else None  # noqa: PLR2004


def _is_date(piece: Piece, moment: datetime | None) -> bool:
    """Tell whether `piece` is a date, be it one that nobody can tell for sure (03/04/2024)."""
    return moment is not None or _NUMERIC.fullmatch(piece.text) is not None


def _may_be_text(piece: Piece, t: Traits) -> bool:
    return not piece.mark and (t.ends or t.prose) and not t.is_related


def _may_be_headline(piece: Piece, t: Traits, *, surely: bool) -> bool:
    stops = ":;,…" if surely else ".:;,…"
    is_open = piece.text.rstrip("\"'\u201d\u2019")[-1:] not in stops
    return piece.mark in {"", "heading"} and 2 <= t.size <= _HEADLINE and is_open and not t.is_related  # noqa: PLR2004


def _unglued(text: str, calendar: Calendar) -> tuple[str, datetime | None]:
    """Part a date from the headline that it is glued to: "Oct 17, 2025Tying it all together"."""
    for match in dates.find(text[:60], **calendar._asdict())[:1]:
        if match.start == 0 and len(text) > match.end + 3:
            return text[match.end :].strip(" -|:·•"), match.moment
    return text, None


def _first_told(traits: Sequence[Traits]) -> dict[str, int]:
    """Return for each longer word the piece that has it first."""
    told: dict[str, int] = {}
    for at, t in enumerate(traits):
        for word in t.words:
            if len(word) >= _WORD:
                told.setdefault(word, at)
    return told


def _score(traits: Sequence[Traits], candidates: Sequence[Candidate], told: Mapping[str, int]) -> float:
    """Return how much speaks for `candidates` being other stories; for one without a heading over it nothing does."""
    first = candidates[0].first
    has_head = _has_head(traits, first)
    start = first - has_head
    if (len(candidates) == 1 and not has_head) or not any(t.prose for t in traits[:start]):
        return 0.0
    headlines = _overlap([word for candidate in candidates for word in words(candidate.headline)], told, start)
    texts = _overlap([word for candidate in candidates for word in words(candidate.text)], told, start)
    cut = sum(candidate.text.endswith(("...", "…")) for candidate in candidates)
    dated = sum(bool(candidate.found) for candidate in candidates)
    size = sum(candidate.size for candidate in candidates) / len(candidates)
    evidence = (
        (2.0, has_head),
        (2.0, 2 * cut >= len(candidates)),
        (1.5, 2 * dated >= len(candidates)),
        (1.5, headlines < _FOREIGN),
        (-1.5, headlines > _OWN),
        (1.0, texts < _FOREIGN),
        (0.5, size >= _FULL_HEADLINE),
        (-1.0, size < _BARE_HEADLINE),
    )
    return sum(weight for weight, holds in evidence if holds) + 0.01 * min(len(candidates), 20)


def _has_head(traits: Sequence[Traits], first: int) -> bool:
    """Tell whether a heading over other stories stands above piece `first`, once: a link's label stands below each."""
    above = traits[first - 1] if first else None
    return above is not None and above.is_related and not any(t.words == above.words for t in traits[first:])


def _overlap(line: Sequence[str], told: Mapping[str, int], before: int) -> float:
    """Return the share of the longer words of `line` that the pieces `before` tell too."""
    longer = [word for word in line if len(word) >= _WORD]
    return sum(told.get(word, before) < before for word in longer) / len(longer) if longer else 0.5


def _teasers(candidates: Sequence[Candidate]) -> tuple[Teaser, ...]:
    """Return the stories that `candidates` tell of, each with its own date."""
    moments = _moments(candidates)
    return tuple(
        Teaser(candidate.headline, summary.whole(candidate.text) or _cut(candidate.text), moment)
        for candidate, moment in zip(candidates, moments, strict=True)
    )


def _moments(candidates: Sequence[Candidate]) -> list[datetime | None]:
    """Give each candidate its date: where the first has none before its headline, such dates end one."""
    ahead = [next((m for place, m in one.found if place in {"before", "glued"}), None) for one in candidates]
    own = [next((m for place, m in candidate.found if place in {"after", "between"}), None) for candidate in candidates]
    if ahead[0] is None:
        ahead = [*ahead[1:], None]
    return [mine or other for mine, other in zip(own, ahead, strict=True)]


def _cut(text: str) -> str:
    return text.rstrip(" .…,;:") + "…" if text.strip(" .…") else ""
