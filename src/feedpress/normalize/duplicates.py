"""Tell whether two texts are copies of one story: sketches, candidates and the verdict on a pair.

A sketch is the smallest hashes of the text's shingles (five words, or eight characters where words are not set
apart by spaces), taken at the places where a word of a sampled quarter of all words stands. Which words are sampled
depends on the word alone, so that two copies are sampled at the same places, whoever came first. Of a text of few
shingles all are taken: a quarter of them may be none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple
from zlib import crc32

from feedpress.text import folded

WORDS = 5
CHARACTERS = 8
SKETCH = 128
ANCHORS = 16
FEW = 40
COMPARED = 500_000
"""Characters of a text that are looked at: two that agree so far are one story."""
SAME_CONTAINMENT = 0.6
SAME_JACCARD = 0.4
WITHIN_CONTAINMENT = 0.8
OTHER_CONTAINMENT = 0.1
CROWD = 64
"""Texts that may bear one anchor before it tells of a passage in common: each of so many is compared with each."""
COMMON = 0.75
OPENING_WORDS, HEAD_WORDS = 12, 60


class Sketch(NamedTuple):
    """What near-duplicates are judged by: sampled hashes, ascending; the text's number of shingles; its head."""

    hashes: Sequence[int]
    shingles: int
    title: str
    text_digest: str


def sketch(text: str) -> tuple[tuple[int, ...], int]:
    """Return the sketch of `text` (at most SKETCH hashes of 32 bits, ascending) and its number of shingles."""
    text = folded(text[:COMPARED])
    words = text.encode().split()
    if len(text) > 2 * CHARACTERS * len(words):
        words = [character.encode() for character in text if not character.isspace()]
        return _sampled(words, CHARACTERS), max(0, len(words) - CHARACTERS + 1)
    return _sampled(words, WORDS), max(0, len(words) - WORDS + 1)


def _sampled(words: Sequence[bytes], length: int) -> tuple[int, ...]:
    starts = words[: max(0, len(words) - length + 1)]
    # Judging each word again is faster than remembering: a table of all words is larger than the processor's cache.
    every = len(starts) < FEW
    places = [place for place, value in enumerate(map(crc32, starts)) if every or not value & 3]
    shingles = [b" ".join(words[place : place + length]) for place in places]
    return tuple(sorted({*map(crc32, shingles)})[:SKETCH])


def anchors(hashes: Sequence[int]) -> Sequence[int]:
    """Return the hashes under which a sketch is looked up: two texts that share none are not compared."""
    return hashes[:ANCHORS]


def overlap(one: Sketch, other: Sketch) -> tuple[float, float]:
    """Estimate the Jaccard similarity and the containment of the smaller text in the larger one."""
    shared = len({*one.hashes}.intersection(other.hashes))
    if not shared:
        return 0.0, 0.0
    reach = min(_reach(one), _reach(other))  # what both have lies within it
    jaccard = shared / (bisect_right(one.hashes, reach) + bisect_right(other.hashes, reach) - shared)
    both = jaccard * (one.shingles + other.shingles) / (1 + jaccard)
    return jaccard, min(1.0, both / max(1, min(one.shingles, other.shingles)))


def _reach(of: Sketch) -> int:
    """Return up to which value the sketch is complete."""
    return of.hashes[-1] if len(of.hashes) == SKETCH else 1 << 32


def likeness(one: Sketch, other: Sketch) -> Literal["", "within", "same"]:
    """Say whether two texts tell one story ("same"), or nearly all of the smaller one stands in the larger ("within").

    That may be a copy with more around it, or a quote: "contains" is not "is". A few words prove nothing.
    """
    if one.text_digest == other.text_digest:
        return "same"
    if min(one.shingles, other.shingles) < FEW:
        return ""
    jaccard, containment = overlap(one, other)
    if containment < SAME_CONTAINMENT:
        return ""
    if jaccard >= SAME_JACCARD or (bool(one.title) and one.title.casefold() == other.title.casefold()):
        return "same"
    return "within" if containment >= WITHIN_CONTAINMENT else ""


def is_same(one: Sketch, other: Sketch) -> bool:
    """Say whether two texts tell one story."""
    return likeness(one, other) == "same"


def closeness(one: Sketch, other: Sketch) -> tuple[bool, float, float]:
    """Return by what pairs are ordered: the more alike two texts are, the more it is."""
    return one.text_digest == other.text_digest, *overlap(one, other)


def begins_alike(one: str, other: str) -> bool:
    """Say whether the heads of two texts share OPENING_WORDS words in a row: a text that quotes another does not.

    A copy may have a line more at its head, or lack one.
    """
    heads = [text.casefold().split(None, HEAD_WORDS)[:HEAD_WORDS] for text in (one, other)]
    length = min(OPENING_WORDS, *map(len, heads))
    first, second = ({tuple(head[place : place + length]) for place in range(len(head) - length + 1)} for head in heads)
    return not first.isdisjoint(second)


def is_other(one: Sketch, other: Sketch) -> bool:
    """Say whether a path that held `one` now holds quite another story."""
    if one.text_digest == other.text_digest or one.title.casefold() == other.title.casefold():
        return False
    return overlap(one, other)[1] < OTHER_CONTAINMENT


def is_crowd(bearing: int) -> bool:
    """Say whether so many texts bear an anchor that it tells of a passage in common rather than of a copy."""
    return bearing > CROWD


def is_common(crowds: int, anchors: int) -> bool:
    """Say whether a text has hardly anything of its own: of its `anchors` so many are those of `crowds`."""
    return 0 < anchors * COMMON <= crowds


def components(
    nodes: Iterable[int], near: Callable[[int], AbstractSet[int]], is_edge: Callable[[int, int], bool]
) -> list[tuple[int, ...]]:
    """Return the connected components that hold `nodes`, members and components in ascending order.

    Of those that are `near` a node, `is_edge` says which belong to it; it is asked of no node that has its place: that
    one is here already, or would have come here.
    """
    placed: set[int] = set()
    found = []
    for node in nodes:
        if node in placed:
            continue
        placed.add(node)
        members = [node]
        for member in members:
            fresh = [other for other in near(member) - placed if is_edge(member, other)]
            placed.update(fresh)
            members += fresh
        found.append(tuple(sorted(members)))
    return sorted(found)


def parted(
    members: Sequence[int], edges: Iterable[tuple[int, int]], is_distinct: Callable[[int, int], bool]
) -> list[tuple[int, ...]]:
    """Part connected `members` so that no two of a part are distinct; `edges` join the parts, the first before others.

    Without this, a third text that is alike to both would make one story of two that are distinct.
    """
    part: dict[int, tuple[int, ...]] = {member: (member,) for member in members}
    for one, other in edges:
        mine, yours = part[one], part[other]
        if mine is not yours and not any(is_distinct(each, every) for each in mine for every in yours):
            joined = (*mine, *yours)
            part.update(dict.fromkeys(joined, joined))
    return list(dict.fromkeys(part.values()))
