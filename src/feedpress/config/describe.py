"""Describe the keys: the commented feedpress.toml of a new site, and the tables of the documentation."""

from __future__ import annotations

from feedpress.config.faults import KINDS, literal
from feedpress.config.forms import ANY, TEXT
from feedpress.config.keys import ARRAYS, BY_TABLE, TABLES, Key, header

_OPENING = """\
# Every key may be left out. A variable such as FEEDPRESS_SITE__URL overrides the key `url` of [site].
# Lines that start with "#" and no space are settings that are switched off.
"""
_EXAMPLES = {"corpus.part.path": "crawl/example.org", "corpus.part.cruft": "strong"}


def sample() -> str:
    """Write a feedpress.toml with each key, what it means, and its default; arrays of tables stand as comments."""
    return _OPENING + "".join(map(_table, TABLES))


def reference() -> str:
    """Write the tables of the configuration's documentation, in Markdown."""
    return "\n".join(map(_section, TABLES))


def _table(table: str) -> str:
    """Write `table` as TOML."""
    margin = "#" if table in ARRAYS else ""
    lines = [f"\n# {TABLES[table]}\n{margin}{header(table)}\n"]
    for key in BY_TABLE[table].values():
        value = _EXAMPLES.get(f"{table}.{key.name}", key.default)
        choices = f" ({' | '.join(choice for choice in key.choices if choice)})" if key.choices else ""
        lines.append(f"# {key.says[:-1]}{choices}.\n{margin}{key.name} = {literal(value)}\n")
    return "".join(lines)


def _section(table: str) -> str:
    """Write the section on `table` as Markdown."""
    rows = "".join(_row(key) for key in BY_TABLE[table].values())
    return f"### `{header(table)}`\n\n{TABLES[table]}\n\n| key | default | holds | meaning |\n|---|---|---|---|\n{rows}"


def _row(key: Key) -> str:
    """Write the line on `key` of its table's section."""
    holds = KINDS[type(key.default)] if key.form in (ANY, TEXT) else key.form.what
    holds = holds.removeprefix("a ").removeprefix("an ")
    if key.choices:
        some = "any of " if isinstance(key.default, tuple) else ""
        holds = some + ", ".join(f"`{choice}`" for choice in key.choices if choice)
    elif key.least:
        holds += f", {key.least} or more"
    return f"| `{key.name}` | `{literal(key.default)}` | {holds} | {key.says} |\n"
