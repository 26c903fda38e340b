"""What can be seen of a piece of text without knowing its language: length, shape, phrases, place among the others."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import NamedTuple

from feedpress.normalize import phrases
from feedpress.normalize.blocks import Mark, Piece

_CLOSERS = "\"'\u201d\u2019»)]」』\u00a0 "
_ENDS = ".!?…。\uff01\uff1f"
_UNPARTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # kana, Chinese characters
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL = re.compile(r"\(?\d{1,3}[.)]\s+(?=\S)")
_WIDE = 600  # characters: a longer line is counted nowhere
_BRIEF = 100  # characters: such a line is likely to come again
_MEMORY = 1 << 14  # lines
_NUMBERED = tuple("(0123456789")
_LITTLE = 3  # letters
_SHORT = 12  # words of a label or a heading
_PROSE = 8
_LONG = 25


class Traits(NamedTuple):
    """What a piece looks like by itself; `size` counts words, or as many for scripts that do not part them.

    `longer` are the words of four letters and more: the others are in every text.
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
    has_year: bool
    key: str


def traits(piece: Piece) -> Traits:
    """Return what `piece` looks like."""
    return (_seen if len(piece.text) <= _BRIEF else _look)(piece.text, piece.mark)


def _look(text: str, mark: Mark) -> Traits:
    words = phrases.words(text[:2000])
    size = _size(words, text)
    ends = text.rstrip(_CLOSERS)[-1:] in _ENDS and bool(text)
    prose = (size >= _PROSE and (ends or text[-1] in ":;")) or (size >= _LONG and mark not in {"bullet", "number"})
    upper = [part[0].isupper() for part in text[:200].split()]
    return Traits(
        words,
        tuple([word for word in words if len(word) > _LITTLE]),
        size,
        ends,
        prose,
        sum(upper) / len(upper) if upper else 0.0,
        bool(words) and phrases.ASKS.start(words) > 0,
        size < 60 and _is_offer(words, prose=prose),  # noqa: PLR2004 - long paragraphs may speak of anything
        "©" in text or (size < 60 and phrases.LEGAL.within(words)),  # noqa: PLR2004
        size <= _SHORT and phrases.is_related(words),
        size <= _SHORT and (not words or phrases.FURNITURE.is_whole(words)),
        _YEAR.search(text, 0, 200) is not None,
        key(words) if words and len(text) <= _WIDE else "",
    )


_seen = lru_cache(maxsize=_MEMORY)(_look)  # labels and menus recur all over a folder


def _is_offer(words: phrases.Words, *, prose: bool) -> bool:
    """Tell whether `words` speak of what a site has to offer; a sentence that addresses nobody only tells of it."""
    return phrases.OFFERS.within(words) and (
        not prose or phrases.ADDRESSES.within(words) or phrases.ASKS.start(words) > 0
    )


def _size(words: phrases.Words, text: str) -> int:
    """Return how many words `text` has, or would have if its script parted them."""
    size = max(len(words), len(text) // 8)
    return max(size, len(_UNPARTED.findall(text)) // 2) if max(text, default="") >= "\u3040" else size


def line_key(line: str) -> str:
    """Return the key of one line of a document, "" for a blank or a very long one: that of the piece it would be."""
    return (_known if len(line) <= _BRIEF else _key_of)(line.strip())


def _key_of(line: str) -> str:
    text = _ORDINAL.sub("", line, count=1) if line.startswith(_NUMBERED) else line
    words = phrases.words(text) if len(text) <= _WIDE else ()
    return key(words) if words else ""


_known = lru_cache(maxsize=_MEMORY)(_key_of)


def key(words: phrases.Words) -> str:
    """Return the key under which a line is counted over its folder."""
    return f"line:{zlib.crc32(' '.join(words).encode()):08x}"
