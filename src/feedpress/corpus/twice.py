"""Text that is UTF-8 and yet wrong: its UTF-8 was once read as windows-1252 and saved again, so that ü became Ã¼.

It is undone only where the whole of a text can be, every sign above ASCII being part of such a pair, and one pair is
what such damage leaves most often, or two stand side by side. Where only parts can be, or the text speaks of
encodings, it is told, and stays as it is.
"""

from __future__ import annotations

import re

from feedpress.errors import Problem

_BYTES = {ord(bytes([n]).decode("cp1252")): n for n in range(0x80, 0xA0) if n not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}}
_SIGNS = ("Ã", "â€", "Â")
_PAIR = re.compile(r"\w{0,20}(?<![A-ZÀ-Þ])(?:Ã[\xa0-\xbf]|â€[^\w\s]|Â[\xa1-\xbf])\w{0,20}")  # "«MAÇÃ»" has none
_ROW = re.compile(r"[^\x00-\x7f]{4}")  # two such pairs at least, as of Cyrillic; "BEYONCÉ’S" has one
_SPEAKS_OF_IT = re.compile(r"utf-?8|unicode|encoding|charset|mojibake|latin-?1", re.IGNORECASE)


def undone(path: str, text: str) -> tuple[str, tuple[Problem, ...]]:
    """Return `text` as it was meant where it is surely UTF-8 read twice, and what is to be said of that."""
    at, first = _above_ascii(text)
    if not first:
        return text, ()
    pair = _PAIR.search(text) if any(sign in text for sign in _SIGNS) else None
    is_sure = _once(first) and (pair or _ROW.search(text)) and not _SPEAKS_OF_IT.search(text)
    meant = _once(text) if is_sure else ""
    if meant:
        what = "UTF-8 that was read as windows-1252 and saved again; read as it was meant"
        return meant, (Problem(path, _line(text, at), what, "save the file as UTF-8 from its source"),)
    if pair is None:
        return text, ()
    what = f'"{pair[0]}" looks like UTF-8 that was read as windows-1252'
    return text, (Problem(path, _line(text, pair.start()), what, "write the letters that were meant"),)


def _above_ascii(text: str) -> tuple[int, str]:
    """Return where the first signs of `text` above ASCII stand, and these signs; "" for none."""
    try:
        text.encode("ascii")
    except UnicodeEncodeError as error:
        return error.start, text[error.start : error.end]
    return 0, ""


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _once(text: str) -> str:
    """Return what `text` was before it was read as windows-1252, "" where it cannot have been."""
    try:
        return text.translate(_BYTES).encode("latin-1").decode()
    except UnicodeError:
        return ""
