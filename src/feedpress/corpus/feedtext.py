"""Set what a feed has as plain text: paragraphs, line ends and addresses become those of HTML."""

from __future__ import annotations

import re
from itertools import pairwise

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_BREAK = re.compile(r"\S[^\S\n]*\n[^\S\n]*\S")
_ADDRESS = re.compile(r"\bhttps?://(?:(?!&(?:lt|gt|quot|#34|#39);)[^\s<>\"])+", re.IGNORECASE)
_OPENING = {")": "(", "]": "["}
_NARROW = 50  # columns; a program wraps no text at fewer


def as_set(text: str) -> str:
    """Return `text`, HTML without a tag, with its breaks and links; where it has neither, it stays as it is."""
    text = text.strip()
    if not _BREAK.search(text) and not _ADDRESS.search(text):
        return text
    return "\n".join(f"<p>{linked(_broken(paragraph))}</p>" for paragraph in _BLANK.split(text))


def linked(text: str) -> str:
    """Return `text`, HTML without a tag, with each address of the web in it a link."""
    return _ADDRESS.sub(_link, text)


def _link(match: re.Match[str]) -> str:
    """Return the link to an address: the sign that ends a sentence or a bracket around it is none of it."""
    end, whole = len(match[0]), match[0]
    unopened = {sign: whole.count(sign) - whole.count(opening) for sign, opening in _OPENING.items()}
    while (last := whole[end - 1]) in ".,;:!?'" or unopened.get(last, 0) > 0:
        unopened[last] = unopened.get(last, 0) - 1
        end -= 1
    return f'<a href="{whole[:end]}">{whole[:end]}</a>{whole[end:]}'


def _broken(paragraph: str) -> str:
    lines = [line.strip() for line in paragraph.split("\n")]
    return (" " if _is_wrapped(lines) else "<br>\n").join(lines)


def _is_wrapped(lines: list[str]) -> bool:
    """Say whether a program wrapped the paragraph: a line goes on in the next, which had no room for its first word."""
    width = max(map(len, lines))
    is_full = all(len(line) + len(after.split()[0]) >= width for line, after in pairwise(lines))
    return width >= _NARROW and is_full and any(line[0].islower() for line in lines[1:])
