"""What can be seen of a piece of text without knowing its language: length, shape, phrases, place among the others."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from feedpress.normalize import phrases
from feedpress.normalize.blocks import NUMBER, Mark, Piece

CLOSERS = "\"'\u201d\u2019»)]」』\u00a0 "
_ENDS = ".!?…。\uff01\uff1f"
_UNPARTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # kana, Chinese characters
_YEAR = re.compile(r"(?:19|20)\d\d")
_WIDE = 600  # characters: a longer line is counted nowhere
_BRIEF = 100  # characters: such a line is likely to come again
_MEMORY = 1 << 14  # lines
_NUMBERED = tuple("(0123456789")
_LITTLE = 3  # letters
_SHORT = 12  # words of a label or a heading
_LINE = 25  # words of a line that may be furniture or a link
_PROSE = 8
_LONG = 25
_SENTENCES = 60  # words: a longer paragraph may speak of anything
_FIXED = frozenset({"code", "row"})  # two tables may have the same head
_SMALL = bytes(range(256)).lower()
_SIGNS = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "_"))


class Traits(NamedTuple):
    """What a piece looks like by itself; `size` counts words, or as many for scripts that do not part them.

    `longer` are the words of four letters and more: the others are in every text. `at_edge` and `inside` are what its
    phrases say against it around a text and within one, "" where they say nothing; `may_recur` tells whether it speaks
    against it that other documents have it too.
    """

    words: phrases.Words
    longer: phrases.Words
    size: int
    ends: bool
    prose: bool
    title_case: float
    is_asking: bool
    is_offer: bool
    is_legal: bool
    is_related: bool
    is_furniture: bool
    is_link: bool
    has_year: bool
    key: str
    may_recur: bool
    at_edge: str = ""
    inside: str = ""


def traits(piece: Piece) -> Traits:
    """Return what `piece` looks like."""
    return (_seen if len(piece.text) <= _BRIEF else _look)(piece.text, piece.mark)


def _look(text: str, mark: Mark) -> Traits:
    line = phrases.straight(text)
    words = phrases.words(line[:2000])
    size = _size(words, line)
    ends = text.rstrip(CLOSERS)[-1:] in _ENDS and bool(text)
    prose = (size >= _PROSE and (ends or text[-1] in ":;")) or (size >= _LONG and mark not in {"bullet", "number"})
    opening = text[:200]
    parts = opening.split()
    is_asking = bool(words) and phrases.ASKS.start(words) > 0
    is_offer = size < _SENTENCES and _is_offer(words, is_told=prose and not is_asking)
    is_legal = "©" in text or (size < _SENTENCES and phrases.LEGAL.within(words))
    known_by = key(line)
    look = Traits(
        words,
        tuple([word for word in words if len(word) > _LITTLE]),
        size,
        ends,
        prose,
        sum(map(str.isupper, map(itemgetter(0), parts))) / len(parts) if parts else 0.0,
        is_asking,
        is_offer,
        is_legal,
        size <= _SHORT and phrases.is_related(words),
        size <= _SHORT and (not words or phrases.FURNITURE.is_whole(words)),
        size <= _LINE and ":" in text and phrases.is_related(phrases.words(text.partition(":")[0])),
        ("19" in opening or "20" in opening) and _YEAR.search(opening) is not None,
        known_by,
        bool(known_by) and mark not in _FIXED and not (prose and not (is_offer or is_asking or is_legal)),
    )
    return _accused(look, text, mark)


_seen = lru_cache(maxsize=_MEMORY)(_look)  # labels and menus recur all over a folder


def _is_offer(words: phrases.Words, *, is_told: bool) -> bool:
    """Tell whether `words` speak of what a site has to offer; a sentence that addresses nobody only tells of it."""
    return phrases.OFFERS.within(words) and (not is_told or phrases.ADDRESSES.within(words))


def _size(words: phrases.Words, line: str) -> int:
    """Return how many `words` the `line` has, or would have if its script parted them."""
    size = max(len(words), len(line) // 8)
    return size if line.isascii() else max(size, len(_UNPARTED.findall(line)) // 2)


def _accused(t: Traits, text: str, mark: Mark) -> Traits:
    """Return `t` with what its phrases say against it."""
    is_suspect = not t.words or t.is_asking or t.is_offer or t.is_legal or t.is_furniture
    if t.size > _LINE or mark in _FIXED or not is_suspect:
        return t
    return t._replace(at_edge=_reason(t, text, mark, edge=True), inside=_reason(t, text, mark, edge=False))


def _reason(t: Traits, text: str, mark: Mark, *, edge: bool) -> str:
    """Return why its phrases make a short piece furniture, around the text (`edge`) or within it."""
    listed = mark in {"bullet", "number"}
    asking = edge or (not listed and (t.is_offer or (t.size <= _SHORT and not t.ends)))
    for holds, reason in (
        (not t.words and (edge or mark != "rule"), "a lone sign"),
        (t.words and t.is_furniture and (edge or not listed), "a label of the page"),
        (t.is_asking and asking, "asks the reader to do something"),
        (t.is_legal and (edge or "©" in text), "speaks of rights and terms"),
        (t.is_offer and edge, "speaks of the site, not of the matter"),
    ):
        if holds:
            return reason
    return ""


def line_key(line: str) -> str:
    """Return the key of one line of a document, "" for a blank or a very long one: that of the piece it would be."""
    text = line.strip()
    number = NUMBER.match(text) if text.startswith(_NUMBERED) else None
    return key(text[number.end() :] if number else text)


def key(text: str) -> str:
    """Return the key under which the line `text` is counted over its folder, by its letters and digits alone.

    "" where it has none, or is very long.
    """
    if len(text) > _WIDE:
        return ""
    text = phrases.straight(text)
    letters = (text if text.isascii() else "".join(phrases.words(text))).encode().translate(_SMALL, _SIGNS)
    return f"line:{hex(zlib.crc32(letters))}" if letters else ""
