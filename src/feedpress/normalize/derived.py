"""A headline for a text that has none: its first words, cut where a clause ends."""

from __future__ import annotations

import re

from feedpress.normalize import summary
from feedpress.normalize.oneline import plain
from feedpress.text import cut

LONGEST = 80
FEW = 8
"""A sentence of so few words may stand as a headline, without its stop."""

LEAST = 15
"""Characters of a headline that is cut short."""

# Where a sentence may be cut for a headline, best place first.
CLAUSES = (re.compile(r"[:;–—](?=\s)"), re.compile(r",(?=\s)"), re.compile(r"\s[-–—(]"))
PAIRS = [
    (re.compile(rf"(?<!\w){opening}(?=\w)"), re.compile(closing))
    for opening, closing in (
        (r"\(", r"\)"),
        (r"\[", r"\]"),
        ("«", "»"),
        ("„", "[“”]"),
        ("“", "”"),
        ('"', r'(?<=[\w.,!?])"(?!\w)'),
        ("['‘]", r"(?<=[\w.,!?])['’](?!\w)"),
    )
]
RUN_IN = re.compile(r"([^.:!?]{8,80}):\s")


def title(text: str) -> str:
    """Return a headline made of the first words of `text`: a clause, never a whole sentence as it stands."""
    first = next((block for block in text.split("\n\n") if any(map(str.isalnum, block))), "")
    first = plain(first.removeprefix("- "), 1_000)
    run_in = RUN_IN.match(first)
    if run_in and (head := run_in[1].strip()) == _closed(head):
        return head
    sentence = next(summary.sentences(first), "").rstrip(".!…")
    return _closed(_clause(sentence))


def _clause(sentence: str) -> str:
    for mark in CLAUSES:
        cuts = [m.start() for m in mark.finditer(sentence) if 20 <= m.start() <= LONGEST]  # noqa: PLR2004 - words
        if cuts:
            return sentence[: cuts[-1]].strip()
    if len(sentence.split()) <= FEW and len(sentence) <= LONGEST:
        return sentence
    return cut(sentence, min(len(sentence), LONGEST) - 1)


def _closed(clause: str) -> str:
    """Return `clause` up to a bracket or quotation that it opens and does not close, without a sign that leads it."""
    for opening, closing in PAIRS:
        at = [m.start() for m in opening.finditer(clause)]
        if len(at) > len(closing.findall(clause)):
            before = clause[: at[-1]].rstrip(" ,:;")
            clause = clause[1:] if not before else before if len(before) >= LEAST else clause
    return clause
