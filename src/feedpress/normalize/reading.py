"""What was understood of a document: its blocks and lines with verdicts, and the manuscript that came of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from feedpress.model import Block, Manuscript, Verdict


class Line(NamedTuple):
    """A line of the document (1-based) with its verdict and the reason for it."""

    line: int
    text: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document as it was read: `manuscript` is what goes on, `blocks` and `lines` are what `explain` shows.

    `lines` covers every line of a text or Markdown document; other kinds are explained by their blocks.
    """

    manuscript: Manuscript
    blocks: tuple[Block, ...] = ()
    lines: tuple[Line, ...] = ()
