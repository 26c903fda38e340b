"""Write as GitHub's Markdown what other dialects have: ##Headings without a blank, ==marked== words, **bold：**words.

    Weir
    : What a definition says becomes an item of a list below its term.

Between single letters (`a ==b and c== d`) two equal signs compare. The pattern is made for a verbose one that meets no
code.
"""

from __future__ import annotations

import re

from feedpress.corpus import verbatim

_DEFINED = r"^(?<=[^\n|]\n):(?=[ \t]+\S)"
PATTERN = (
    r"(?P<tight>^\#{2,6}(?=[^\W\d_]))"
    rf"|(?P<definition>{_DEFINED})"
    r"|(?P<marked>(?<![=\w])==(?=[^\s=])(?![^\s=][ ](?:[^=\n]{0,300}[ ])?[^\s=]==)[^=\n]{1,300}(?<=[^\s=])==(?![=\w])"
    r"|(?<=[^\x00-\x7f])==(?=[^\s=])[^=\n]{1,300}(?<=[^\s=])==(?![=A-Za-z0-9]))"
)
_DEFINITION = re.compile(_DEFINED, re.MULTILINE)
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*\n]{1,300})(?<=[^\s*])\*\*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # scripts of China, Japan and Korea


def heading(match: re.Match[str]) -> str:
    """Return the Markdown for a heading's signs."""
    return f"{match['tight']} "


def definition(_match: re.Match[str]) -> str:
    """Return the sign of a list's item."""
    return "-"


def listed(body: str) -> str:
    """Return `body` with each definition as an item of a list, in code, too."""
    return _DEFINITION.sub("-", body) if "\n:" in body else body


def marked(match: re.Match[str]) -> str:
    """Return the HTML for marked words."""
    return f"<mark>{match['marked'][2:-2]}</mark>"


def emphasized(body: str) -> str:
    """Return `body` with words bold that end or begin in a sign beside a script that puts no blanks between words.

    GitHub's Markdown leaves the asterisks there: it takes the sign for the end of a sentence.
    """
    if "**" not in body or not _UNSPACED.search(body):
        return body
    out: list[str] = []
    offset = 0
    for match in verbatim.outside(_BOLD, body, verbatim.spans(body, verbatim.lines(body))):
        out += body[offset : match.start()], _bold(match)
        offset = match.end()
    return "".join([*out, body[offset:]])


def _bold(match: re.Match[str]) -> str:
    words, text = match[1], match.string
    is_left = not words[0].isalnum() and _UNSPACED.match(text, match.start() - 1) if match.start() else None
    is_right = not words[-1].isalnum() and _UNSPACED.match(text, match.end())
    return f"<strong>{words}</strong>" if is_left or is_right else match[0]
