"""The first words of a text, for lists, feeds and the letter: whole sentences, in any script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from feedpress.text import cut

LIMIT = 280
_SCAN = 4000
_HEADING = 40  # characters: a heading may hold a shorter sentence
_FULL = "。\uff01\uff1f｡"
# A sentence ends at . ! ? … with closing marks after it, before a space or the end; or at a full-width stop.
# The first sign is looked for alone, which is four times as fast.
_END = re.compile(
    r"""[.!?…。\uff01\uff1f｡](?:
        (?<=[.!?…])[.!?…]{0,3}["'”\u2019»)\]]{0,3}(?=\s|$)
      | (?<=[。\uff01\uff1f｡])[。\uff01\uff1f｡]{0,3}[」』”\u2019\uff09]{0,3})""",
    re.VERBOSE,
)
_BEFORE_WORD = re.compile(r"[\s(\[“\u2018\"']")
# Titles, months, weekdays, measures and such in the six languages, without their last stop.
_SHORT = frozenset(
    """
    mr mrs ms dr prof st sr jr sen rep gov gen col lt sgt capt hon rev pres inc ltd co corp dept univ est vs etc cf
    al no nos vol fig pp ed eds approx jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs
    e.g i.e a.m p.m u.s u.k u.n d.c ph.d
    hr fr hrn nr bzw ca evtl ggf inkl str tel usw vgl z.b d.h u.a m.e abs art bd mio mrd dt sog
    mme mlle mm env av éd p.ex chap sté
    sra srta ud uds dña ee.uu pág núm aprox tfno dra exmo ilmo sig dott avv ing arch ecc pag
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of one paragraph, `text`; a stop after an abbreviation or an initial ends none."""
    start = 0
    for match in _END.finditer(text):
        if _is_stop(text, start, match):
            if sentence := text[start : match.end()].strip():
                yield sentence
            start = match.end()
    if rest := text[start:].strip():
        yield rest


def whole(text: str) -> str:
    """Return `text` without a last sentence that was cut off; "" where no sentence is whole."""
    text = text.strip()
    parts = [*sentences(text)]
    if parts and (_is_cut(parts[-1]) or not ends(parts[-1])):
        parts = parts[:-1]
    return text[: text.rindex(parts[-1]) + len(parts[-1])] if parts else ""


def ends(text: str) -> bool:
    """Tell whether `text` ends as a sentence does."""
    return any(match.end() == len(text) for match in _END.finditer(text, max(0, len(text) - 12)))


def lead(text: str) -> str:
    """Return the leading whole sentences of `text` (blocks with blank lines between), at most 280 characters.

    Headings and lists are passed over while there is prose. One sentence that is longer is cut at a word, with "…".
    """
    return _led(filter(None, map(_prose, _blocks(text)))) or _led(block.removeprefix("- ") for block in _blocks(text))


def _blocks(text: str) -> Iterator[str]:
    """Yield the first blocks of `text`, each on one line: no more is looked at than is asked for."""
    return filter(None, (" ".join(block.split()) for block in text[:_SCAN].split("\n\n")))


def _prose(block: str) -> str:
    """Return what of `block` is prose: nothing of a list or a heading, no words that only lead in to what follows."""
    if block.startswith("- "):
        return ""
    if ends(block) or len(block) > LIMIT:
        return block
    sentence = whole(block)
    return sentence if len(sentence) > _HEADING else ""


def _led(blocks: Iterable[str]) -> str:
    """Return the leading sentences of `blocks` that there is room for: the head of the first where there is not."""
    taken = first = ""
    for block in blocks:
        first = first or block
        for sentence in sentences(block):
            longer = f"{taken}{_space(taken)}{sentence}"
            if len(longer) > LIMIT:
                return taken or cut(first, LIMIT)
            taken = longer
    return taken


def _space(taken: str) -> str:
    return "" if not taken or taken[-1] in _FULL + "」』" else " "


def _is_cut(sentence: str) -> bool:
    return sentence.rstrip("\"'”\u2019»)]").endswith(("...", "…", ".."))


def _is_stop(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether the mark at `match` ends the sentence that began at `start`."""
    if match.group()[0] != "." or match.group().startswith(".."):
        following = text[match.end() : match.end() + 2].strip()
        return not following or not following[0].islower()
    rest = text[match.end() : match.end() + 3].lstrip()
    if rest and rest[0].islower():
        return False
    before = text[max(start, match.start() - 40) : match.start()]
    word = _BEFORE_WORD.split(before)[-1]
    if not word or not rest:
        return True
    if word.casefold() in _SHORT or (len(word) == 1 and word.isalpha() and word != "I"):
        return False
    return not (word.isdecimal() and match.start() - len(word) == start)  # "1. First"
