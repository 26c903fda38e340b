"""Read the TOML file that lies beside a document and overrules its fields."""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches

from feedpress.corpus.decode import legal, text_of
from feedpress.corpus.fields import KEYS, Place, collect
from feedpress.corpus.tree import Tree, planted
from feedpress.errors import Problem
from feedpress.model import Field

_TOML_LINE = re.compile(r"line (\d+)")
_KNOWN = frozenset(KEYS) | {key for keys in KEYS.values() for key in keys}


def read(path: str, data: bytes) -> tuple[tuple[Field, ...], tuple[Problem, ...]]:
    """Return the fields that the sidecar at `path` sets, and what is wrong with it; unknown keys are named."""
    text = text_of(path, data)
    if isinstance(text, Problem):
        return (), (text,)
    try:
        table = tomllib.loads(text.text)
    except (ValueError, RecursionError) as error:
        found = _TOML_LINE.search(str(error))
        what = f"no TOML: {str(error).partition(' (at ')[0]}"
        return (), (Problem(path, int(found[1]) if found else 0, what, 'write `key = "value"`'),)
    tree: dict[str, Tree] = {}
    problems: list[Problem] = []
    for key, value in table.items():
        line = _line(text.text, key)
        name = key.lower().replace("-", "_")
        if name in _KNOWN:
            tree[_ALIASES.get(name, name)] = planted(value, line)
        else:
            problems.append(_unknown(path, line, key))
    fields, wrong = collect(tree, Place(path, "sidecar"))
    return fields, (*text.problems, *problems, *wrong)


def _line(text: str, key: str) -> int:
    found = re.search(rf"""^\s*(?:\[+\s*)?["']?{re.escape(key)}\b""", text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else 0


def _unknown(path: str, line: int, key: str) -> Problem:
    nearest = get_close_matches(key.lower(), sorted(_KNOWN), 1)
    fix = f"did you mean `{nearest[0]}`?" if nearest else f"the keys are {', '.join(sorted(KEYS))}"
    return Problem(path, line, f"unknown key `{legal(key)}`", fix)


_ALIASES = {field: keys[0] for field, keys in KEYS.items() if field not in keys}
