"""What pages say around a text, in six languages: the phrases are data, the rules that use them know no language.

Every test takes the words of a line as `words` returns them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import ModuleType

from feedpress.normalize.phrases import de, en, es, fr, it, pt

_LANGUAGES: tuple[ModuleType, ...] = (en, de, fr, es, pt, it)
_WORD = re.compile(r"\w[\w'&-]*")
_INNER = "'&-"
# For ASCII, which is most of most texts: small letters, and a space for what no word holds.
_PLAIN = bytes(code if chr(code).isalnum() or chr(code) in f"_{_INNER}" else 32 for code in range(256)).lower()
_CURLY = ("\u201c", "\u201d", "\u2013", "\u2014", "\u2026", "\u2018", "\u00a0")

Words = tuple[str, ...]


class Table:
    """A set of phrases that can be looked for at the start of a line, inside it, or as the whole of it."""

    def __init__(self, *names: str) -> None:
        """Take the tables `names` of every language together."""
        self._all = frozenset(
            words(phrase) for language in _LANGUAGES for name in names for phrase in getattr(language, name)
        )
        self._by_first: dict[str, tuple[Words, ...]] = {}
        for phrase in sorted(self._all, key=lambda phrase: (-len(phrase), phrase)):
            self._by_first[phrase[0]] = (*self._by_first.get(phrase[0], ()), phrase)
        self._by_longest: dict[str, tuple[str, ...]] = {}
        for phrase in sorted(self._all):
            longest = max(phrase, key=len)  # most lines have none of these words, and nearly all have one of the firsts
            self._by_longest[longest] = (*self._by_longest.get(longest, ()), _spelled(phrase))
        self._longest = frozenset(self._by_longest)

    def is_whole(self, line: Words) -> bool:
        """Tell whether `line` is one of the phrases."""
        return line in self._all

    def start(self, line: Words, at: int = 0) -> int:
        """Return how many words of `line`, from the index `at`, the longest phrase there takes; 0 for none."""
        for phrase in self._by_first.get(line[at], ()) if at < len(line) else ():
            if line[at : at + len(phrase)] == phrase:
                return len(phrase)
        return 0

    def within(self, line: Words) -> bool:
        """Tell whether a phrase occurs anywhere in `line`."""
        if self._longest.isdisjoint(line):
            return False
        spelled = _spelled(line)
        return any(phrase in spelled for word in self._longest.intersection(line) for phrase in self._by_longest[word])


def _spelled(line: Words) -> str:
    return f" {' '.join(line)} "


def straight(text: str) -> str:
    """Return `text` with straight apostrophes, and a space for each of the commonest signs beyond ASCII."""
    text = text.replace("\u2019", "'")
    if not text.isascii():
        for sign in _CURLY:
            text = text.replace(sign, " ")
    return text


@lru_cache(maxsize=256)  # the lines of one document: they are looked at as lines first, then as pieces
def words(text: str) -> Words:
    """Return the words of `text`, casefolded, with straight apostrophes."""
    text = straight(text)
    if not text.isascii():
        return tuple(_WORD.findall(text.casefold()))
    spaced = f" {text.encode().translate(_PLAIN).decode()}"
    if " '" in spaced or " -" in spaced or " &" in spaced:
        return tuple([word for part in spaced.split() if (word := part.lstrip(_INNER))])
    return tuple(spaced.split())


POSITION = re.compile(
    r"(?:[\w'’&-]+ ){0,4}(?:writer|editor|reporter|correspondent|columnist|contributor|producer|photographer|director"
    r"|professor)",
    re.IGNORECASE,
)
RELATED = Table("RELATED")
RELATED_STARTS = Table("RELATED_STARTS")
ASKS = Table("ASKS")
OFFERS = Table("OFFERS")
LEGAL = Table("LEGAL")
ADDRESSES = Table("ADDRESSES")
FURNITURE = Table("FURNITURE")
BYLINES = Table("BYLINES")
DATED = Table("DATED")
MOMENTS = Table("MOMENTS")
ON = Table("ON")
REVISED = Table("REVISED")
SAYS = Table("SAYS")
TITLED = Table("TITLED")
SOURCED = Table("SOURCED")
TAGGED = Table("TAGGED")
SENDERS = Table("SENDERS")
COMMENTS = Table("COMMENTS")


def is_related(line: Words) -> bool:
    """Tell whether `line` heads a list of other stories."""
    return RELATED.is_whole(line) or (len(line) <= 7 and RELATED_STARTS.start(line) > 0)  # noqa: PLR2004 - a heading is short


def is_position(text: str) -> bool:
    """Tell whether `text` behind a name and a comma says what that person is: "Staff Writer"."""
    return POSITION.fullmatch(text.strip(" .")) is not None


def heads_comments(line: Words) -> bool:
    """Tell whether `line` heads what readers said: "Comments", "Comments (12)", "12 comments"."""
    return len(line) <= 7 and COMMENTS.is_whole(tuple([word for word in line if not word.isdecimal()]))  # noqa: PLR2004


def introduces_quote(text: str) -> bool:
    """Tell whether the sentence `text` announces someone's words."""
    stem = text.rstrip()
    line = words(stem[-60:])
    return stem.endswith(":") or any(
        SAYS.start(line, at) == len(line) - at for at in range(max(0, len(line) - 3), len(line))
    )
