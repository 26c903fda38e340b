"""End a remark of HTML that is never closed where its paragraph ends: it would hide all that follows in Markdown."""

from __future__ import annotations

import re

from feedpress.corpus import verbatim
from feedpress.normalize.sanitize import UNENDED

__all__ = ["UNENDED", "ended"]

_OPENING = re.compile(r"^ {0,3}<!--", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n|\Z")


def ended(body: str) -> tuple[str, int]:
    """Return the Markdown `body` with its remarks closed, and the line, from 1 on, of the one that was not, else 0."""
    opening = _OPENING.search(body, max(body.rfind("-->"), 0))
    if opening is None:
        return body, 0
    line = body.count("\n", 0, opening.start())
    blank = _BLANK.search(body, opening.end())
    if blank is None or any(line in block for block in verbatim.lines(body)):
        return body, 0
    return f"{body[: blank.start()]} -->{body[blank.start() :]}", line + 1
