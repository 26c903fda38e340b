"""Read YAML as a tree of text with lines: every scalar as it is written, no types, no tags, no aliases.

YAML's own types turn `no` into False and `12:30:45` into a number; its aliases can make gigabytes out of a kilobyte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from feedpress.corpus.decode import legal
from feedpress.corpus.salvage import rescue
from feedpress.corpus.tree import DEPTH, Leaf, Tree
from feedpress.errors import Problem

_OPENERS = "[{-?:"  # nothing is nested deeper than there are of these
_SHALLOW = 200
_SHOWN = frozenset({"title", "headline", "summary", "description", "excerpt", "abstract"})
_COMMENT = re.compile(r"[ \t]+(#[^\s#]\S*)")
_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Text(NamedTuple):
    """A block of front matter: its file, its lines, and the line on which it starts there."""

    path: str
    lines: list[str]
    line: int


class _RefusedError(Exception):
    """The YAML is well-formed but not what metadata may be: `what`, on the line `line` of the block (0-based)."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.what = what
        self.line = line


def parse(path: str, block: str, line: int) -> tuple[dict[str, Tree], tuple[Problem, ...]]:
    """Return the mapping in `block`, which starts on `line` of the file `path`, and what is wrong with it.

    Of a broken one, what can be saved.
    """
    tree, problems = _parsed(path, block, line)
    if tree or not problems:
        return tree, problems
    saved = rescue(path, block, line, _parsed, ": ")
    return saved if saved[0] else (tree, problems)


def _parsed(path: str, block: str, line: int) -> tuple[dict[str, Tree], tuple[Problem, ...]]:
    problems: list[Problem] = []
    try:
        if "*" in block or sum(map(block.count, _OPENERS)) > _SHALLOW:
            _check(block)
        root = yaml.compose(block, Loader=_Loader)
        if root is None:
            return {}, ()
        if not isinstance(root, yaml.MappingNode):
            return {}, (
                Problem(path, line, "front matter is no list of keys with values", "write lines such as `key: value`"),
            )
        tree = _table(root, line)
        problems.extend(_cut(root, _Text(path, block.split("\n"), line)))
        problems.extend(
            Problem(path, line + _row(key), f"`{legal(key.value)}` stands twice; the last counts", "remove one")
            for key in _doubles(root)
        )
    except _RefusedError as error:
        return {}, (Problem(path, line + error.line, error.what, "write it out plainly"),)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, (_problem(path, line, error),)
    return tree, tuple(problems)


def _check(block: str) -> None:
    """Refuse aliases and deep nesting before anything is built: composing 30,000 levels overflows libyaml's stack."""
    depth = 0
    for event in yaml.parse(block, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(f"YAML alias `*{event.anchor}`", _row(event))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH:
            raise _RefusedError(f"YAML nested more than {DEPTH} levels deep", _row(event))


def _table(node: yaml.MappingNode, line: int) -> dict[str, Tree]:
    return {str(key.value): _tree(value, line) for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _tree(node: yaml.Node, line: int) -> Tree:
    if isinstance(node, yaml.MappingNode):
        return _table(node, line)
    if isinstance(node, yaml.SequenceNode):
        return [_tree(part, line) for part in node.value]
    return Leaf(str(node.value), line + _row(node))


def _row(node: yaml.Node | yaml.Event) -> int:
    return node.start_mark.line if node.start_mark else 0


def _cut(root: yaml.MappingNode, text: _Text) -> Iterator[Problem]:
    """Name titles and summaries that end before a word such as `#12`: to YAML a comment, to the author rarely one."""
    for key, value in root.value:
        is_plain = isinstance(value, yaml.ScalarNode) and not value.style and value.end_mark is not None
        if is_plain and isinstance(key, yaml.ScalarNode) and key.value.lower() in _SHOWN:
            mark = value.end_mark
            if mark.line < len(text.lines) and (cut := _COMMENT.match(text.lines[mark.line], mark.column)):
                what = f"`{legal(key.value)}` ends before `{legal(cut[1])[:40]}`: to YAML, # begins a comment"
                yield Problem(text.path, text.line + mark.line, what, "put the whole between quotes")


def _doubles(root: yaml.MappingNode) -> Iterator[yaml.ScalarNode]:
    seen: dict[str, int] = {}
    for key, _ in root.value:
        if isinstance(key, yaml.ScalarNode):
            seen[key.value] = count = seen.get(key.value, 0) + 1
            if count == 2:  # noqa: PLR2004 (said once, however often the key returns)
                yield key


def _problem(path: str, line: int, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__
    fix = 'mend it; quote a value that holds ": " or begins with a mark'
    return Problem(path, line + (mark.line if mark else 0), f"front matter is no YAML: {what}", fix)
