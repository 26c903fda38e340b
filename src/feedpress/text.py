"""What no text may hold, and how one that is too long is cut."""

from __future__ import annotations

FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)
)
"""For a pattern's brackets: what XML 1.0 (§2.2) forbids or validators warn of: controls, surrogates, no characters."""


def cut(text: str, limit: int) -> str:
    """Return `text` on a line of `limit` characters at most; a cut is between words if it can be, and ends in "…"."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[:limit].rpartition(" ")[0]
    return (head if len(head) > limit // 2 else line[: limit - 1]).rstrip(" ,;:.–—-") + "…"
