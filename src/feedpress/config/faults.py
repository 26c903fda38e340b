"""Judge one value: what is wrong with it, in words that mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from feedpress.config.keys import Key, Value
from feedpress.text import FORBIDDEN

_CONTROLS = f"[{FORBIDDEN}\r\u2028\u2029]"
_LINES = r"[\t\n]"
KINDS = {str: "text", int: "a whole number", bool: "true or false", tuple: "a list of texts"}
_SHOWN = 60
_MOST = 1_000_000_000  # of anything that is counted; a database ends not far above
_CLOSE = 0.6


class Fault(NamedTuple):
    """Why a value will not do; `element` is the number of the list's element that is meant, -1 for the whole."""

    what: str
    fix: str
    element: int = -1


def fault(key: Key, value: object) -> Fault | None:
    """Say what is wrong with `value` for `key`, or nothing; a default is always right."""
    if not _is_kind(value, key.default):
        example = ("a", "b") if key.default == () else key.default
        fix = 'write it in "quotes"' if isinstance(key.default, str) else f"write e.g. {literal(example)}"
        return Fault(f"is {shown(value)}, not {KINDS[type(key.default)]}", fix)
    if value == key.default:
        return None
    if isinstance(value, int):
        fix = f"write {key.least} or more" if value < key.least else f"write {_MOST} or less"
        return None if key.least <= value <= _MOST else Fault(f"is {shown(value)}", fix)
    if isinstance(value, str):
        return _text_fault(key, value, "is")
    texts = value if isinstance(value, (list, tuple)) else ()
    if len(texts) < key.least:
        return Fault("is empty", f"name one of {', '.join(map(literal, key.choices))}, or leave the key out")
    faults = ((number, _text_fault(key, text, "holds")) for number, text in enumerate(texts))
    return next((found._replace(element=number) for number, found in faults if found), None)


def literal(value: Value) -> str:
    """Write `value` as TOML does."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return str(value) if isinstance(value, int) else f"[{', '.join(literal(text) for text in value)}]"


def shown(value: object) -> str:
    """Quote `value` for a message, short."""
    if isinstance(value, dict):
        return "a table"
    text = literal(value) if isinstance(value, (str, bool)) else str(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def nearest(word: str, words: Iterable[str]) -> str:
    """Find the one of `words` that `word` was probably meant to be, "" where none is near."""
    from difflib import get_close_matches  # only a mistake needs it

    by_lower = {known.lower(): known for known in words}
    return next((by_lower[near] for near in get_close_matches(word.lower(), by_lower, n=1, cutoff=_CLOSE)), "")


def _is_kind(value: object, default: Value) -> bool:
    """Tell whether `value` is of the default's type; a bool is no number."""
    if isinstance(default, tuple):
        return isinstance(value, (list, tuple)) and all(isinstance(text, str) for text in value)
    return type(value) is type(default)


def _text_fault(key: Key, text: str, verb: str) -> Fault | None:
    """Say what is wrong with `text`, the value of `key` or one of a list."""
    if key.choices:
        return None if text in key.choices else _no_choice(key, text, verb)
    if re.search(_CONTROLS, text) or (re.search(_LINES, text) and not key.is_long):
        return Fault(f"{verb} {shown(text)}, with a control character", "write it in one plain line")
    if key.form.fits(text):
        return None
    near = nearest(text, key.form.near()) if key.form.near else ""
    return Fault(f"{verb} {shown(text)}, not {key.form.what}", f'did you mean "{near}"?' if near else key.form.fix)


def _no_choice(key: Key, text: str, verb: str) -> Fault:
    """Say which of the choices of `key` comes nearest to `text`, or all of them."""
    near = nearest(text, key.choices)
    choices = ", ".join(literal(choice) for choice in key.choices if choice)
    return Fault(f"{verb} {shown(text)}, not one of {choices}", f'did you mean "{near}"?' if near else "choose one")
