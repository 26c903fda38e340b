"""Read JSON as RFC 8259 has it: no NaN, no name twice in an object, no depth or digits without end."""

from __future__ import annotations

import json

from feedpress.corpus.decode import legal


class NotJsonError(ValueError):
    """The text is no JSON; the message says why, in words for the user."""


def parse(text: str) -> object:
    """Return the value that `text` holds, or raise NotJsonError."""
    try:
        return json.loads(text, object_pairs_hook=_table, parse_constant=_refuse)
    except NotJsonError:
        raise
    except json.JSONDecodeError as error:
        raise NotJsonError(f"no JSON at column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise NotJsonError("JSON nested too deep") from error
    except ValueError as error:  # Python reads integers of up to 4,300 digits
        raise NotJsonError("a number with thousands of digits") from error


def _table(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotJsonError(f"`{legal(twice)}` stands twice")
    return table


def _refuse(constant: str) -> object:
    raise NotJsonError(f"{constant} is no JSON")
