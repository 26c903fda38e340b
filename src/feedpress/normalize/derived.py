"""A headline for a text that has none: its first words, cut where a clause ends."""

from __future__ import annotations

import re

from feedpress.normalize import summary
from feedpress.normalize.oneline import line
from feedpress.text import cut

LONGEST = 80
FEW = 8
"""A sentence of so few words may stand as a headline, without its stop."""

LEAST = 15
"""Characters of a headline that is cut short."""

# Where a sentence may be cut for a headline, best place first.
CLAUSES = (re.compile(r"[:;–—](?=\s)"), re.compile(r",(?=\s)"), re.compile(r"\s[-–—(]"))
# What opens, and signs in pairs, the opening one in a group. A single quote opens only what is closed: others stand
# for letters.
PAIRS = tuple(
    (opens, re.compile(rf"((?<!\w){opening}(?=\w))|{closing}"))
    for opens, opening, closing in (
        ("(", r"\(", r"\)"),
        ("[", r"\[", r"\]"),
        ("«", "«", "»"),
        ("„", "„", "[“”]"),
        ("“", "“", "”"),
        ('"', '"', r'(?<=[\w.,!?])"(?!\w)'),
        ("'‘", r"['‘](?=.*[\w.,!?]['’](?!\w))", r"(?<=[\w.,!?])['’](?!\w)"),
    )
)
ADDRESS = re.compile(r"https?://\S+")
RUN_IN = re.compile(r"([^.:!?]{8,80}):\s")


def title(text: str) -> str:
    """Return a headline made of the first words of `text`: a clause, never a whole sentence as it stands.

    An address that stands alone is no words while there are others.
    """
    said = [block for block in text.split("\n\n") if any(map(str.isalnum, block))]
    first = next((block for block in said if not ADDRESS.fullmatch(block)), "".join(said[:1]))
    first = line(first.removeprefix("- "), 1_000)
    run_in = RUN_IN.match(first)
    if run_in and (head := run_in[1].strip()) == _closed(head, first):
        return head
    sentence = next(summary.sentences(first), "").rstrip(".!…")
    return _closed(_clause(sentence), first)


def _clause(sentence: str) -> str:
    for mark in CLAUSES:
        cuts = [m.start() for m in mark.finditer(sentence) if 20 <= m.start() <= LONGEST]  # noqa: PLR2004 - words
        if cuts:
            return sentence[: cuts[-1]].strip()
    if len(sentence.split()) <= FEW and len(sentence) <= LONGEST:
        return sentence
    return cut(sentence, min(len(sentence), LONGEST) - 1)


def _closed(clause: str, text: str) -> str:
    """Return `clause`, which begins `text`, up to what it opens and does not close, without a sign that leads it."""
    for opens, pair in PAIRS:
        at = _unclosed(pair, clause, text) if any(sign in clause for sign in opens) else -1
        before = clause[: max(at, 0)].rstrip(" ,:;")
        if at == 0:
            clause = clause[1:]
        elif len(before) >= LEAST:
            clause = before
    return clause


def _unclosed(pair: re.Pattern[str], clause: str, text: str) -> int:
    """Return where the first sign of `pair` stands that `clause` opens and does not close, -1 where there is none."""
    open_at: list[int] = []
    for sign in pair.finditer(text):
        if sign.end() > len(clause):
            break
        if sign[1]:
            open_at.append(sign.start())
        elif open_at:
            open_at.pop()
    return open_at[0] if open_at else -1
