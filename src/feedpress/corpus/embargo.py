"""Find the line over a text that says from when on it may be shown, as press releases have it.

    Embargoed until: May 5, 2030        STRICTLY EMBARGOED UNTIL 00:01 GMT, 5 MAY 2030
    **Sperrfrist:** 5. Mai 2030         Embargo: 2030-05-05 09:00

It stands alone on its line, wherever in the head. A headline may be about an embargo: without a day a line counts where
it says "embargoed until" and ends like none, and then keeps the text back, since its day cannot be read.
"""

from __future__ import annotations

import re
from itertools import islice

from feedpress.corpus.fields import Place, collect
from feedpress.corpus.tree import Leaf
from feedpress.model import Field
from feedpress.normalize import dates

ORIGIN = "label"

_LINE = re.compile(
    r"(?:strictly |under )?(?P<word>embargo(?:ed)?|sperrfrist)(?: for (?:release|publication))?"
    r"(?: (?P<until>until|till|to|bis|jusqu'au|hasta(?: el)?|fino al))?(?P<colon>\s*:)?\s+(?P<day>\S.*)",
    re.IGNORECASE,
)
_MARKS = " \t>#*_"  # of Markdown, around a line
_WITHIN = re.compile(r"(?<=:)[*_]+|[*_]+(?=:)")
_ON = re.compile(r"\b(?:on|the) (?=[\w,. ]*\d)", re.IGNORECASE)
_FIRST, _LINES, _WIDEST = 4000, 12, 120  # characters and lines of a head, blank ones aside; characters of the line
_UNCLEAR = 60  # characters of what may be a day that nobody can read


def fields(path: str, text: str, line: int = 1) -> tuple[Field, ...]:
    """Return the field `hold` with the day that the head of `text` says, or with what cannot be read as one.

    `text` begins on `line` of the file at `path`.
    """
    day = _read(text, line)
    return collect({"hold": day}, Place(path, ORIGIN))[0] if day else ()


def _read(text: str, line: int) -> Leaf | None:
    lines = ((number, each.strip()) for number, each in enumerate(text[:_FIRST].split("\n"), line))
    for number, each in islice((each for each in lines if each[1]), _LINES):
        if day := _day(each):
            return Leaf(day, number)
        if each[-1] in ".!?…" or each.startswith(("```", "~~~")):
            return None
    return None


def _day(line: str) -> str:
    """Return what `line` names as the day, "" where it speaks of no embargo or only of one."""
    match = _LINE.fullmatch(_WITHIN.sub("", line.strip(_MARKS))) if len(line) <= _WIDEST else None
    if match is None:
        return ""
    day = _ON.sub("", match["day"]).rstrip(". ")
    if dates.parse(day, timezone="UTC", order="dmy"):
        return day
    is_said = match["until"] and (match["colon"] or match["word"].lower() == "embargoed")
    return match["day"] if is_said and len(match["day"]) <= _UNCLEAR and line[-1] not in "!?" else ""
