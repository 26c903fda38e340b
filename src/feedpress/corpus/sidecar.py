"""Read the TOML file that lies beside a document and overrules its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from feedpress.corpus import toml
from feedpress.corpus.decode import legal, text_of
from feedpress.corpus.fields import KEYS, NESTED, Place, canonical, collect
from feedpress.corpus.switches import is_plain
from feedpress.corpus.tree import Leaf, Tree, is_empty, line_of
from feedpress.errors import Problem
from feedpress.model import Field

_KNOWN = frozenset(KEYS) | {key for keys in KEYS.values() for key in keys} | set(NESTED)


class Overruling(NamedTuple):
    """The `fields` that a sidecar sets, the names of those that it empties, and what is wrong with it."""

    fields: tuple[Field, ...]
    emptied: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    def over(self, fields: tuple[Field, ...]) -> tuple[Field, ...]:
        """Return the fields of a document that has `fields` of its own."""
        return (*self.fields, *(field for field in fields if field.name not in self.emptied))


def read(path: str, data: bytes) -> Overruling:
    """Read the sidecar at `path`; unknown keys are named. One that is no text may have said `draft`, as may `drat`."""
    text = text_of(path, data)
    if isinstance(text, Problem):
        return Overruling((Field("draft", "no text", "sidecar"),), problems=(text,))
    table, broken = toml.parse(path, text.text)
    tree: dict[str, Tree] = {}
    problems: list[Problem] = [*text.problems, *broken]
    for key, value in table.items():
        name = canonical(key)
        if name in _KNOWN:
            tree[_ALIASES.get(name, name)] = value
            continue
        nearest = "".join(get_close_matches(name, sorted(_KNOWN), 1))
        problems.append(_unknown(path, line_of(value), key, nearest))
        if isinstance(value, Leaf) and is_plain(nearest, value.text):
            tree.setdefault(nearest, value)
    fields, wrong = collect(tree, Place(path, "sidecar"))
    return Overruling(fields, frozenset(_emptied(tree)), (*problems, *wrong))


def _emptied(tree: Mapping[str, Tree]) -> Iterator[str]:
    """Yield the fields of which `tree` says that there is nothing: `tags = []`, `hold = false`; never of a switch."""
    for name, keys in KEYS.items():
        values = [tree[key] for key in keys if key in tree]
        if name != "draft" and any(is_empty(value) or _is_false(value) for value in values):
            yield name


def _is_false(tree: Tree) -> bool:
    return isinstance(tree, Leaf) and tree.text == "false"


def _unknown(path: str, line: int, key: str, nearest: str) -> Problem:
    fix = f"did you mean `{nearest}`?" if nearest else f"the keys are {', '.join(sorted(KEYS))}"
    return Problem(path, line, f"unknown key `{legal(key)}`", fix)


_ALIASES = {field: keys[0] for field, keys in KEYS.items() if field not in keys}
