"""Write as GitHub's Markdown what other dialects have: ##Headings without a blank, ==marked== words, **bold：**words.

Between single letters (`a ==b and c== d`) two equal signs compare. The pattern is made for a verbose one that meets no
code.
"""

from __future__ import annotations

import re

PATTERN = (
    r"(?P<tight>^\#{2,6}(?=[^\W\d_]))"
    r"|(?P<marked>(?<![=\w])==(?=[^\s=])(?![^\s=][ ](?:[^=\n]{0,300}[ ])?[^\s=]==)[^=\n]{1,300}(?<=[^\s=])==(?![=\w])"
    r"|(?<=[^\x00-\x7f])==(?=[^\s=])[^=\n]{1,300}(?<=[^\s=])==(?![=A-Za-z0-9]))"
)
_BOLD = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?^[ \t>]*(?P=fence)|[\s\S]*)"
    r"|(?<!`)(?P<ticks>`+)(?!`)[\s\S]{1,2000}?(?<!`)(?P=ticks)(?!`)"
    r"|\*\*(?=[^\s*])(?P<words>[^*\n]{1,300})(?<=[^\s*])\*\*",
    re.MULTILINE,
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # scripts of China, Japan and Korea
_CODE = re.compile(r"(?: {4}|\t)\s*(?![-*+>][ \t]|\d+[.)][ \t])")


def written(match: re.Match[str]) -> str:
    """Return the Markdown for a heading's signs, or the HTML for marked words."""
    return f"{match['tight']} " if match["tight"] else f"<mark>{match['marked'][2:-2]}</mark>"


def emphasized(body: str) -> str:
    """Return `body` with words bold that end or begin in a sign beside a script that puts no blanks between words.

    GitHub's Markdown leaves the asterisks there: it takes the sign for the end of a sentence.
    """
    return _BOLD.sub(_bold, body) if "**" in body and _UNSPACED.search(body) else body


def _bold(match: re.Match[str]) -> str:
    words, text = match["words"], match.string
    if words is None or _CODE.match(text, text.rfind("\n", 0, match.start()) + 1):
        return match[0]
    is_left = not words[0].isalnum() and _UNSPACED.match(text, match.start() - 1) if match.start() else None
    is_right = not words[-1].isalnum() and _UNSPACED.match(text, match.end())
    return f"<strong>{words}</strong>" if is_left or is_right else match[0]
