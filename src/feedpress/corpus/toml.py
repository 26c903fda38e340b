"""Read TOML as a tree with lines, or say on which line it breaks."""

from __future__ import annotations

import re
import tomllib

from feedpress.corpus.decode import legal
from feedpress.corpus.salvage import rescue
from feedpress.corpus.tree import Tree, planted
from feedpress.errors import Problem

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_KEY = re.compile(r"""[\s\[{,]*["']?([^\s"'=:.\[\]{},]+)["']?\s*[]:=.]""")  # of TOML and of JSON
_DOTTED = re.compile(
    r"""^[ \t\[]*(?:(?:[\w-]{1,100}|"[^"\n]{0,100}"|'[^'\n]{0,100}')[ \t]{0,9}\.[ \t]{0,9}){20}""", re.MULTILINE
)


def parse(path: str, text: str, line: int = 1) -> tuple[dict[str, Tree], tuple[Problem, ...]]:
    """Return the table in `text`, which starts on `line` of the file `path`, and what is wrong with it.

    Of a broken one, what can be saved.
    """
    tree, problems = _parsed(path, text, line)
    saved = rescue(path, text, line, _parsed, " = ") if problems else ({}, ())
    return saved if saved[0] else (tree, problems)


def _parsed(path: str, text: str, line: int) -> tuple[dict[str, Tree], tuple[Problem, ...]]:
    dotted = _DOTTED.search(text)
    if dotted:  # the cost of such a key grows with the square of its length
        row = text.count("\n", 0, dotted.start()) + line
        return {}, (Problem(path, row, "no TOML that is read here: a key of many parts", "write a shorter key"),)
    try:
        return located(tomllib.loads(text), text, line), ()
    except (ValueError, RecursionError) as error:
        at = _AT.search(str(error))
        row = int(at[1]) if at and at[1] else len(text.rstrip("\n").split("\n")) if at else 1
        what = f"no TOML: {legal(_AT.sub('', str(error)))[:120]}"
        return {}, (Problem(path, line + row - 1, what, 'write `key = "value"`'),)


def located(table: dict[str, object], block: str, line: int) -> dict[str, Tree]:
    """Give each value of `table` the line on which its key stands in `block`, which starts on `line` of its file."""
    lines: dict[str, int] = {}
    for number, text in enumerate(block.split("\n"), line):
        if match := _KEY.match(text):
            lines.setdefault(match[1], number)
    return {key: planted(value, lines.get(key, line)) for key, value in table.items()}
