"""Read TOML as a tree with lines, or say on which line it breaks."""

from __future__ import annotations

import re
import tomllib

from feedpress.corpus.decode import legal
from feedpress.corpus.tree import Tree, planted
from feedpress.errors import Problem

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def parse(path: str, text: str, line: int = 1) -> tuple[dict[str, Tree], tuple[Problem, ...]]:
    """Return the table in `text`, which starts on `line` of the file `path`, and what is wrong with it."""
    try:
        return located(tomllib.loads(text), text, line), ()
    except (ValueError, RecursionError) as error:
        at = _AT.search(str(error))
        row = int(at[1]) if at and at[1] else len(text.rstrip("\n").split("\n")) if at else 1
        what = f"no TOML: {legal(_AT.sub('', str(error)))[:120]}"
        return {}, (Problem(path, line + row - 1, what, 'write `key = "value"`'),)


def located(table: dict[str, object], block: str, line: int) -> dict[str, Tree]:
    """Give each value of `table` the line on which its key stands in `block`, which starts on `line` of its file."""
    tree: dict[str, Tree] = {}
    for key, value in table.items():
        name = re.escape(key)
        found = re.search(rf"""^[\s{{,]*["']?{name}["']?\s*[:=.]|^\s*\[+\s*["']?{name}\b""", block, re.MULTILINE)
        tree[key] = planted(value, line + block.count("\n", 0, found.end()) if found else line)
    return tree
