"""Read JSON front matter as a tree with lines; of a broken one, what can be saved.

JSON is YAML but for little: what a comma too many or a word without quotes breaks is read as YAML, all else as lines of
keys and values, where a broken one costs itself alone.
"""

from __future__ import annotations

import json
import re
from textwrap import dedent

from feedpress.corpus import toml
from feedpress.corpus.tree import Tree, moved
from feedpress.errors import Problem

_STARTS = re.compile(r"""\{\s*(["']?)\w+\1\s*:""")
_BETWEEN = re.compile(r'(?<=\S),[ \t]*(?="[\w .-]+"[ \t]*:)')  # two keys on one line
_COMMA = re.compile(r'^([ \t]*(?:"[\w .-]+"[ \t]*:.*\S|[\]}]))[ \t]*,[ \t]*$', re.MULTILINE)


def parse(path: str, block: str, line: int) -> tuple[dict[str, Tree], tuple[Problem, ...]]:
    """Return the object in `block`, which starts on `line` of the file `path`, and what is wrong with it.

    The braces around it may be missing.
    """
    block = block if block.lstrip().startswith("{") else f"{{{block}}}"
    try:
        return toml.located(json.loads(block), block, line), ()
    except (ValueError, RecursionError) as error:
        at = line + (error.lineno - 1 if isinstance(error, json.JSONDecodeError) else 0)
        problem = Problem(path, at, f"front matter is no JSON: {_brief(error)}", "mend it")
    return _saved(path, block, line), (problem,)


def _saved(path: str, block: str, line: int) -> dict[str, Tree]:
    """Return what is left of the broken object in `block`."""
    from feedpress.corpus import yamltree

    if tree := flow(path, block, line):
        return tree
    inside = _COMMA.sub(r"\1", block.rstrip().removesuffix("}").replace("{", "", 1))
    rows = [(row, number) for number, text in enumerate(inside.split("\n"), line) for row in _BETWEEN.split(text)]
    tree, _ = yamltree.parse(path, dedent("\n".join(row for row, _ in rows)), 1)
    return {key: moved(value, [number for _, number in rows]) for key, value in tree.items()}


def flow(path: str, block: str, line: int) -> dict[str, Tree]:
    """Return the object of JavaScript in `block` as far as it is YAML as well, nothing where it is not."""
    from feedpress.corpus import yamltree

    tree, wrong = yamltree.parse(path, block, line)
    return {} if wrong else tree


def end_of(text: str, start: int) -> int:
    """Return where the broken object that begins at `start` of `text` ends: with the line that closes its last brace.

    Where none does, at a blank line; at `start` itself, where there is no object of keys, no end, or text behind it.
    """
    if not _STARTS.match(text, start):
        return start
    offset, depth = start, 0
    for line in text[start:].splitlines(keepends=True):
        offset, depth = offset + len(line), depth + line.count("{") - line.count("}")
        if depth <= 0:
            return offset if line.rstrip("; \t\n").endswith("}") else start
    return text.find("\n\n", start) + 1 or start


def _brief(error: Exception) -> str:
    return str(error).partition(" (at ")[0].partition(": line ")[0][:120] or type(error).__name__
