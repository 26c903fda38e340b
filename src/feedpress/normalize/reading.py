"""What was understood of a document: its blocks and lines with verdicts, and the manuscript that came of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from feedpress.model import Block, Document, Manuscript, Verdict


class Line(NamedTuple):
    """A line of the document (1-based) with its verdict and the reason for it."""

    line: int
    text: str
    verdict: Verdict
    reason: str


class Reading(Struct, frozen=True, kw_only=True):
    """A document as it was read: `manuscript` is what goes on, `blocks` and `lines` are what `explain` shows.

    `lines` covers every line of a text or Markdown document; other kinds are explained by their blocks.
    """

    manuscript: Manuscript
    blocks: tuple[Block, ...] = ()
    lines: tuple[Line, ...] = ()


def head(document: Document) -> tuple[Line, ...]:
    """Return the lines before the body: what each field is. Their text is not the document's, and stays empty."""
    named = {each.line: each.name for each in reversed(document.fields) if each.line}
    return tuple(_head_line(line, named.get(line, "")) for line in range(document.first_line, document.body_line))


def _head_line(line: int, name: str) -> Line:
    return Line(line, "", "title" if name == "title" else "meta", f"sets {name}" if name else "front matter")


def judged(document: Document, lines: Sequence[str], every: Sequence[Block]) -> tuple[Line, ...]:
    """Return each of the `lines` of the body of `document` with the verdict on its block among `every`."""
    told: dict[int, tuple[Verdict, str]] = {n: ("label", f"sets {name}") for n, name in labelled(document).items()}
    for block in every:
        for number in range(block.first_line, block.last_line + 1):
            told[number] = (block.verdict, block.reason)
    blank: tuple[Verdict, str] = ("blank", "")
    return tuple(
        Line(number, text, *(told.get(number, blank) if text.strip() else blank))
        for number, text in enumerate(lines, start=document.body_line)
    )


def labelled(document: Document) -> dict[int, str]:
    """Return the lines of the file that became fields before its text is read, each with the field it sets."""
    return {each.line: each.name for each in reversed(document.fields) if each.origin == "label"}


def is_titled(document: Document) -> bool:
    """Tell whether the file itself says its title before its text begins: no other line is its headline then."""
    return any(each.name == "title" and each.origin in {"label", "front-matter"} for each in document.fields)


def unread(document: Document, lines: Sequence[str]) -> Sequence[str]:
    """Return the `lines` of the body of `document`, blank where they became fields."""
    said = labelled(document)
    return (
        lines if not said else ["" if number in said else line for number, line in enumerate(lines, document.body_line)]
    )
