"""What was understood of a document: its blocks and lines with verdicts, and the manuscript that came of them."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from feedpress.model import Block, Manuscript, Verdict


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
