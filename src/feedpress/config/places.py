"""Find the line of each key in the source of a TOML file, which tomllib doesn't tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

Where = tuple[str | int, ...]

_LEXEME = r"""(?sx)
    (?P<comment>\#[^\n]*)
  | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\])*" | '[^']*')
  | (?P<mark>[\[\]{}=,.])
  | (?P<end>\n)
  | (?P<bare>[^\s\[\]{}=,.\#"']+)
"""
_ENDS = ("\n", ",", "]", "}")


class _Token(NamedTuple):
    text: str
    line: int


def lines(source: str) -> Mapping[Where, int]:
    """Map each key and list element of `source` to its line, 1-based; `source` is sound TOML.

    A path holds the names from the top of the file, and the number of the element in lists and arrays of tables.
    """
    found: dict[Where, int] = {}
    counts: dict[Where, int] = {}
    table: Where = ()
    tokens = _tokens(source)
    for token in tokens:
        if token.text == "[":
            table = _header(tokens, counts)
            _note(found, table, token.line)
        elif token.text != "\n":
            _pair(token, tokens, table, found)
    return found


def line_of(where: Where, found: Mapping[Where, int]) -> int:
    """Tell the line in `found` of `where`, or of the nearest thing around it; 0 where there is none."""
    return next((found[where[:size]] for size in range(len(where), 0, -1) if where[:size] in found), 0)


def _tokens(source: str) -> Iterator[_Token]:
    """Cut `source` into its tokens; a string is one token, and so is a line's end."""
    line = 1
    for match in re.finditer(_LEXEME, source):
        if match.lastgroup != "comment":
            yield _Token(match[0], line)
        line += match[0].count("\n")


def _note(found: dict[Where, int], where: Where, line: int) -> None:
    """Keep `line` in `found` for `where` and for what is first named through it."""
    for size in range(1, len(where) + 1):
        found.setdefault(where[:size], line)


def _name(text: str) -> str:
    """Take the quotes off a key; escapes in keys are so rare that they stay as written."""
    return text[1:-1] if text[0] in "\"'" else text


def _header(tokens: Iterator[_Token], counts: dict[Where, int]) -> Where:
    """Read a `[table]` or `[[array]]` header up to its end, counting the tables of each array in `counts`."""
    texts = [token.text for token in takewhile(lambda token: token.text != "\n", tokens)]
    is_array = texts[0] == "["
    *outer, last = (_name(text) for text in texts if text not in ("[", "]", "."))
    where: Where = ()
    for name in outer:
        where = (*where, name)
        where = (*where, counts[where]) if where in counts else where
    where = (*where, last)
    if is_array:
        counts[where] = counts.get(where, -1) + 1
        where = (*where, counts[where])
    return where


def _pair(first: _Token, tokens: Iterator[_Token], table: Where, found: dict[Where, int]) -> str:
    """Read the key that starts with `first` and its value; return what ended the value."""
    others = takewhile(lambda token: token.text != "=", tokens)
    names = [_name(token.text) for token in (first, *others) if token.text != "."]
    where = (*table, *names)
    _note(found, where, first.line)
    return _value(next(tokens), tokens, where, found)


def _value(first: _Token, tokens: Iterator[_Token], where: Where, found: dict[Where, int]) -> str:
    """Read the value that starts with `first`; return what ended it: a comma, a bracket or a line's end."""
    if first.text == "[":
        _elements(tokens, where, found)
    elif first.text == "{":
        _inline(tokens, where, found)
    return next((token.text for token in tokens if token.text in _ENDS), "\n")


def _elements(tokens: Iterator[_Token], where: Where, found: dict[Where, int]) -> None:
    """Read a list up to its bracket."""
    number, end = 0, ""
    while end != "]":
        token = next(tokens)
        end = token.text
        if end not in _ENDS:
            _note(found, (*where, number), token.line)
            end = _value(token, tokens, (*where, number), found)
            number += 1


def _inline(tokens: Iterator[_Token], where: Where, found: dict[Where, int]) -> None:
    """Read an inline table up to its brace."""
    end = ""
    while end != "}":
        token = next(tokens)
        end = token.text
        if end not in _ENDS:
            end = _pair(token, tokens, where, found)
