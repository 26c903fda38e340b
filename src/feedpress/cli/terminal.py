"""What a person reads at a terminal: it fits 80 columns, and nothing in it can command the terminal."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from feedpress.text import columns, printable

NOWHERE = Path(os.devnull)
UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")
WIDTH, GUTTER = 79, 9
"""Columns that a line may take, and those of the label at its head."""
SHOWN = 10
"""Names that a list shows."""


def say(text: str) -> None:
    """Print `text` for a person, on stderr; where nobody can be told, for a full disk say, the exit code tells."""
    try:
        print(*map(printable, text.split("\n")), sep="\n", file=sys.stderr)
    except OSError:
        sys.stderr = NOWHERE.open("w")


def json_line(value: object) -> str:
    """Return `value` as one line of JSON: whatever splits lines, or commands a terminal, is escaped."""
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def counted(number: int, noun: str) -> str:
    """Return `number` with the `noun` in its own number."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def cut(value: object, width: int) -> str:
    """Return `value` on one line of `width` columns, its end left out where it is longer."""
    text = printable(" ".join(str(value or "").split()))
    if columns(text) <= width:
        return text
    ends = accumulate(map(columns, text))
    return f"{text[: sum(end < width for end in ends)]}…"


def wrapped(label: str, text: str) -> list[str]:
    """Return `text` beside `label` at the head of its first line, in lines of 79 columns."""
    from feedpress.newsletter.text import wrap  # which a build with nothing to do never needs

    return wrap(printable(text), f"{label:<{GUTTER}}", " " * GUTTER, width=WIDTH).split("\n")


def named(label: str, names: Sequence[str]) -> list[str]:
    """Return the first ten of `names`, a line each, beside `label`, and how many more there are."""
    shown = [f"{label:<10} {cut(name, 67)}" for name in names[:SHOWN]]
    return shown if len(names) <= SHOWN else [*shown, f"{label:<10} … and {len(names) - SHOWN} more"]
