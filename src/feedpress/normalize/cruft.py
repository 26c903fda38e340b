"""What surrounds a text on its page: marked with a reason, never deleted, and only on evidence.

Two strengths. Gentle rules need a phrase, a repetition or an empty label. Strong ones ask the line model as well, and
look for the one stretch of lines that is the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedpress.normalize import phrases
from feedpress.normalize.blocks import Piece
from feedpress.normalize.traits import Traits

_SHORT = 25
_LINE = 12
DOUBT = -0.5
"""A piece with a lower score looks more like the page than like the text."""

_SURE = -1.0
_QUIET = 0.05  # share of furniture: below, an extractor or an author has been at work
_FURNISHED, _PROOF = 0.1, 3  # share and number of pieces of furniture: nobody types so many
_LEAST = 0.3  # share of the prose that must be left
_PROSY = 0.85  # share of words: such a page is not mostly furniture, whatever the model says
_HOPELESS = -2.5
_NEVER = -4.0
_FEW = 3  # words: "Read more." is no sentence
_ENOUGH = 60  # words of prose, before a text may be over
_BREAK = 15  # pieces
_UNLIKE = "unlike the text"
_OFTEN = 3  # documents of a folder


def mark(
    pieces: Sequence[Piece], traits: Sequence[Traits], scores: Sequence[float], facts: Mapping[str, int], strength: str
) -> list[str]:
    """Return for each piece the reason why it is no part of the text, "" where it is; `scores` are the line model's.

    `strength` "gentle" leaves the model aside, "strong" follows it, "auto" does so where the page is noisy.
    """
    reasons = gentle(pieces, traits, facts)
    if strength != "gentle":
        quiet = strength == "auto" and is_quiet(pieces, traits, facts)
        doubted = (_edges_doubted if quiet else _doubted)(pieces, traits, scores, reasons)
        before, after = _prose_left(traits, reasons), _prose_left(traits, doubted)
        if after >= _LEAST * before or not (quiet or prose_share(traits) > _PROSY):
            reasons = doubted
    return reasons if "" in reasons else [""] * len(reasons)


def _edges_doubted(
    pieces: Sequence[Piece], traits: Sequence[Traits], scores: Sequence[float], reasons: Sequence[str]
) -> list[str]:
    """Return `reasons` and one against what is surely unlike the text, before its first and after its last prose."""
    first, last = edges(traits)
    return [
        reason
        or (_UNLIKE if score < _SURE and not first <= i <= last and not _heads(pieces, traits, scores, i) else "")
        for i, (reason, score) in enumerate(zip(reasons, scores, strict=True))
    ]


def _heads(pieces: Sequence[Piece], traits: Sequence[Traits], scores: Sequence[float], i: int) -> bool:
    """Tell whether piece `i` may be a heading over prose: not a label of one or two words, a date or a caption."""
    t, below = traits[i], i + 1
    over = below < len(traits) and traits[below].prose and scores[below] >= DOUBT
    is_plain = not t.has_year and pieces[i].text[-1].isalnum() and scores[i] > _NEVER
    return over and is_plain and 2 < t.size <= _LINE  # noqa: PLR2004 - words


def _doubted(
    pieces: Sequence[Piece], traits: Sequence[Traits], scores: Sequence[float], reasons: Sequence[str]
) -> list[str]:
    """Return `reasons` and one against what looks more like the page, and against all that follows the text."""
    doubted = [reason or (_UNLIKE if score < DOUBT else "") for reason, score in zip(reasons, scores, strict=True)]
    end = _end(traits, doubted)
    doubted[end:] = [reason or "stands below the text" for reason in doubted[end:]]
    first, last = _span(pieces, traits, doubted)
    for i in range(first, last + 1):
        in_doubt = scores[i] > _SURE or (scores[i] > _HOPELESS and _is_sentence(pieces[i], traits[i]))
        is_listed = pieces[i].mark in {"bullet", "number"} and scores[i] > _NEVER
        if doubted[i] == _UNLIKE and (in_doubt or is_listed or _says_who(pieces[i], traits[i])):
            doubted[i] = ""
    return doubted


def _span(pieces: Sequence[Piece], traits: Sequence[Traits], doubted: Sequence[str]) -> tuple[int, int]:
    """Return the first and the last piece of the text's prose, with what stands right beside it and may belong to it.

    Whole sentences above the first, further items of a list at the end and the name of who is quoted there are not for
    the model alone to cut.
    """
    own = [i for i, (t, reason) in enumerate(zip(traits, doubted, strict=True)) if t.prose and not reason]
    if not own:
        return 0, -1
    first, last = own[0], own[-1]
    while first > 0 and doubted[first - 1] == _UNLIKE and _is_sentence(pieces[first - 1], traits[first - 1]):
        first -= 1
    while last + 1 < len(pieces) and doubted[last + 1] == _UNLIKE:
        if not (pieces[last + 1].mark == pieces[last].mark != "" or _says_who(pieces[last + 1], traits[last + 1])):
            break
        last += 1
    return first, last


def _says_who(piece: Piece, t: Traits) -> bool:
    """Tell whether `piece` names who is quoted above it: "— Jane Doe, May 4"."""
    return piece.text[0] in "\u2014\u2015" and t.size <= _LINE


def _is_sentence(piece: Piece, t: Traits) -> bool:
    return not piece.mark and t.prose and t.ends


def _end(traits: Sequence[Traits], reasons: Sequence[str]) -> int:
    """Return where the text ends: at a heading over comments, or at a long stretch of the page's furniture."""
    prose = other = furniture = 0
    for i, (t, reason) in enumerate(zip(traits, reasons, strict=True)):
        if t.prose and not reason:
            prose, other, furniture = prose + t.size, 0, 0
        elif reason:
            other, furniture = other + 1, furniture + (reason != _UNLIKE)
        is_break = other >= _BREAK and furniture >= _BREAK // 5
        if prose >= _ENOUGH and (is_break or phrases.heads_comments(t.words)):
            return i
    return len(traits)


def is_quiet(pieces: Sequence[Piece], traits: Sequence[Traits], facts: Mapping[str, int]) -> bool:
    """Tell whether there is next to no furniture around the text."""
    return sum(suspects(pieces, traits, facts)) < _QUIET * len(pieces)


def is_of_a_page(pieces: Sequence[Piece], traits: Sequence[Traits]) -> bool:
    """Tell whether the text itself, whatever its folder holds, has furniture enough to have been a page.

    A sentence is none: "Sign in at the hut first."
    """
    found = zip(suspects(pieces, traits, {}), traits, strict=True)
    furniture = sum(is_suspect and not _is_said(t) for is_suspect, t in found)
    return furniture >= min(len(pieces), max(_PROOF, _FURNISHED * len(pieces)))


def _is_said(t: Traits) -> bool:
    return t.ends and t.size > _FEW


def _prose_left(traits: Sequence[Traits], reasons: Sequence[str]) -> int:
    return sum(t.size for t, reason in zip(traits, reasons, strict=True) if t.prose and not reason)


def prose_share(traits: Sequence[Traits]) -> float:
    """Return the share of the words that stand in prose."""
    return sum(t.size for t in traits if t.prose) / (sum(t.size for t in traits) or 1)


def gentle(pieces: Sequence[Piece], traits: Sequence[Traits], facts: Mapping[str, int]) -> list[str]:
    """Return for each piece the reason why it is no part of the text, "" where nothing says so."""
    first, last = edges(traits)
    reasons = []
    for i, t in enumerate(traits):
        edge = i < first or i > last
        reasons.append((t.at_edge if edge else t.inside) or _recurs(t, facts, edge=edge))
    _mark_links(traits, reasons)
    _mark_leftovers(pieces, traits, reasons, last)
    return reasons


def suspects(pieces: Sequence[Piece], traits: Sequence[Traits], facts: Mapping[str, int]) -> list[bool]:
    """Tell for each piece whether it would be furniture wherever it stood: the line model looks past such pieces."""
    reasons = [t.at_edge or _recurs(t, facts, edge=True) for t in traits]
    _mark_links(traits, reasons)
    return [bool(reason) and piece.mark != "rule" for reason, piece in zip(reasons, pieces, strict=True)]


def edges(traits: Sequence[Traits]) -> tuple[int, int]:
    """Return the first and the last piece that is prose and asks for nothing."""
    own = [i for i, t in enumerate(traits) if t.prose and not (t.is_asking or t.is_offer or t.is_legal)]
    return (own[0], own[-1]) if own else (0, len(traits) - 1)


def sober(traits: Sequence[Traits], facts: Mapping[str, int]) -> Mapping[str, int]:
    """Return `facts` without what copies of this very text add: where its own sentences recur, all its lines do."""
    if not _is_copied(traits, facts):
        return facts
    fewer = {key: facts[key] - 1 for t in traits if (key := t.key) in facts}
    return {} if _is_copied(traits, fewer) else fewer


def _is_copied(traits: Sequence[Traits], facts: Mapping[str, int]) -> bool:
    keys = [t.key for t in traits if t.prose and t.key]
    return len(keys) > 1 and sum(facts.get(key, 0) > 1 for key in keys) > 0.5 * len(keys)


def _recurs(t: Traits, facts: Mapping[str, int], *, edge: bool) -> str:
    """Return why it speaks against a piece that other documents have it; a sentence may be quoted in several."""
    seen = facts.get(t.key, 0) if t.may_recur else 0
    return "recurs over the folder" if seen >= _OFTEN or (seen > 1 and edge) else ""


def _mark_links(traits: Sequence[Traits], reasons: list[str]) -> None:
    """Mark headings over other stories, with the headlines below them."""
    following = 0
    for i, t in enumerate(traits):
        if t.is_related:
            reasons[i] = "heads a list of other stories"
            following = 8
        elif t.is_link:
            reasons[i] = "links to another story"
        elif following and not t.prose and not t.ends and 3 <= t.size <= _SHORT:  # noqa: PLR2004
            reasons[i] = "links to another story"
            following -= 1
        else:
            following = 0


def _mark_leftovers(pieces: Sequence[Piece], traits: Sequence[Traits], reasons: list[str], last: int) -> None:
    """Mark what is left of a link at the very end: short, open-ended, led by a sign."""
    for i in range(len(pieces) - 1, last, -1):
        if reasons[i]:
            continue
        piece, t = pieces[i], traits[i]
        if (
            piece.mark
            or t.ends
            or t.size > _LINE
            or piece.text[0].isalnum()
            or piece.text[0] in "\"'\u201c\u2018(\u2014\u2015"
        ):
            return
        reasons[i] = "what is left of a link"


def stretch(traits: Sequence[Traits], scores: Sequence[float]) -> tuple[int, int]:
    """Return the run of pieces (first, end) that weighs most, by the line model's `scores`."""
    best, current, start = (0.0, 0, 0), 0.0, 0
    for i, (t, score) in enumerate(zip(traits, scores, strict=True)):
        if current <= 0:
            current, start = 0.0, i
        current += max(-6.0, min(6.0, score - DOUBT)) * t.size**0.5
        if current > best[0]:
            best = (current, start, i + 1)
    return best[1], best[2]
