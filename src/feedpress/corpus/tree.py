"""A tree of metadata: leaves of text with their lines, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias, Union

from feedpress.corpus.decode import legal

DEPTH = 8
_NONE = frozenset({"", "~", "null", "Null", "NULL", "None"})


class Leaf(NamedTuple):
    """A scalar of a tree of metadata, as text, on its line; `parts` are what a table says beside it (see `Field`)."""

    text: str
    line: int = 0
    parts: tuple[str, ...] = ()


Tree: TypeAlias = Union[Leaf, list["Tree"], dict[str, "Tree"]]  # noqa: UP007 (a string has no `|` at run time)


def planted(value: object, line: int, depth: int = 0) -> Tree:
    """Turn a value of JSON or TOML into a tree on `line`; what lies deeper than DEPTH is left out."""
    if isinstance(value, dict) and depth < DEPTH:
        return {str(key): planted(part, line, depth + 1) for key, part in value.items()}
    if isinstance(value, list) and depth < DEPTH:
        return [planted(part, line, depth + 1) for part in value]
    if value is None or isinstance(value, dict | list):
        return Leaf("", line)
    if isinstance(value, bool):
        return Leaf("true" if value else "false", line)
    return Leaf(str(value), line)


def is_empty(tree: Tree) -> bool:
    """Say whether `tree` holds nothing: no text, YAML's and JSON's words for nothing, no parts."""
    return tree.text.strip() in _NONE if isinstance(tree, Leaf) else not tree


def leaves(tree: Tree) -> Iterator[Leaf]:
    """Yield the scalars of `tree` that hold anything, one level of lists deep, stripped and legal."""
    for part in tree if isinstance(tree, list) else [tree]:
        if isinstance(part, Leaf) and not is_empty(part):
            yield Leaf(legal(part.text).strip(), part.line)


def line_of(tree: Tree) -> int:
    """Return the line on which `tree` begins, 0 where unknown."""
    if isinstance(tree, Leaf):
        return tree.line
    parts = tree if isinstance(tree, list) else list(tree.values())
    return line_of(parts[0]) if parts else 0


def moved(tree: Tree, lines: Sequence[int]) -> Tree:
    """Return `tree` with each leaf on the line that `lines` has for its own; theirs is the first for line 1."""
    if isinstance(tree, Leaf):
        return Leaf(tree.text, lines[tree.line - 1])
    if isinstance(tree, list):
        return [moved(part, lines) for part in tree]
    return {key: moved(part, lines) for key, part in tree.items()}


def first(table: Mapping[str, Tree], *keys: str) -> Leaf:
    """Return the first scalar of `table` under one of `keys`, an empty one where there is none."""
    for key in keys:
        leaf = next(leaves(table[key]), None) if key in table else None
        if leaf is not None:
            return leaf
    return Leaf("")
