"""What no text may hold, how one that is too long is cut, and what a terminal makes of one."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import combining, east_asian_width

_BASIC = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
FORBIDDEN = _BASIC + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0x110000, 0x10000))
"""For a pattern's brackets: what XML 1.0 (§2.2) forbids or validators warn of: controls, surrogates, no characters."""

JOINERS = "\u200c\u200d"
"""What joins letters or signs, or keeps them from it: without a width of its own."""


_ASCII = bytes(range(128))


def remover(also: str = "", instead: str = "") -> Callable[[str], str]:
    """Return a function of a text that puts `instead` for each character that is FORBIDDEN or, in brackets, `also`.

    None of these is printable.
    """
    every = re.compile(f"[{FORBIDDEN}{also}]")
    # Ten times as fast to ask: a set within the first plane is a table, the ranges of seventeen planes are a list.
    suspect = re.compile(f"[{_BASIC}{also}\U0001fffe-\U0010ffff]")

    def remove(text: str) -> str:
        if text.replace("\n", " ").isprintable():  # nearly every text: nothing printable is taken out
            return text
        return every.sub(instead, text) if suspect.search(text) else text

    return remove


def folded(text: str) -> str:
    """Return `text` casefolded: at once where only its ASCII has case, as in English with curly quotes."""
    raw = text.encode(errors="surrogatepass")
    above = raw.translate(None, _ASCII).decode(errors="surrogatepass")
    return raw.lower().decode(errors="surrogatepass") if above.casefold() == above else text.casefold()


def cut(text: str, limit: int) -> str:
    """Return `text` on a line of `limit` characters at most; a cut is between words if it can be, and ends in "…"."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[:limit].rpartition(" ")[0]
    return (head if len(head) > limit // 2 else line[: limit - 1]).rstrip(" ,;:.–—-") + "…"


def printable(text: str) -> str:
    """Return `text` with whatever is not printable spelled out as Python does: no control can command a terminal.

    What joins letters and signs stays: Persian is not written without, nor are some pictures.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in JOINERS else repr(c)[1:-1] for c in text)


def columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes: two for each sign of Chinese, none for an accent."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) or c in JOINERS else 1 + (east_asian_width(c) in {"F", "W"}) for c in text)
