"""Read the TOML file that lies beside a document and overrules its fields."""

from __future__ import annotations

from difflib import get_close_matches

from feedpress.corpus import toml
from feedpress.corpus.decode import legal, text_of
from feedpress.corpus.fields import KEYS, Place, canonical, collect
from feedpress.corpus.tree import Tree, line_of
from feedpress.errors import Problem
from feedpress.model import Field

_KNOWN = frozenset(KEYS) | {key for keys in KEYS.values() for key in keys}


def read(path: str, data: bytes) -> tuple[tuple[Field, ...], tuple[Problem, ...]]:
    """Return the fields that the sidecar at `path` sets, and what is wrong with it; unknown keys are named."""
    text = text_of(path, data)
    if isinstance(text, Problem):
        return (), (text,)
    table, broken = toml.parse(path, text.text)
    tree: dict[str, Tree] = {}
    problems: list[Problem] = [*text.problems, *broken]
    for key, value in table.items():
        name = canonical(key)
        if name in _KNOWN:
            tree[_ALIASES.get(name, name)] = value
        else:
            problems.append(_unknown(path, line_of(value), key))
    fields, wrong = collect(tree, Place(path, "sidecar"))
    return fields, (*problems, *wrong)


def _unknown(path: str, line: int, key: str) -> Problem:
    nearest = get_close_matches(key.lower(), sorted(_KNOWN), 1)
    fix = f"did you mean `{nearest[0]}`?" if nearest else f"the keys are {', '.join(sorted(KEYS))}"
    return Problem(path, line, f"unknown key `{legal(key)}`", fix)


_ALIASES = {field: keys[0] for field, keys in KEYS.items() if field not in keys}
