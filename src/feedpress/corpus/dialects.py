"""Write as GitHub's Markdown what other dialects have: ##Headings without a blank, ==marked== words.

The pattern is made for a verbose one that meets no code.
"""

from __future__ import annotations

import re

PATTERN = (
    r"(?P<tight>^\#{2,6}(?=[^\s\#]))"
    r"|(?P<marked>(?<![=\w])==(?=[^\s=])[^=\n]{1,300}(?<=[^\s=])==(?![=\w])"
    r"|(?<=[^\x00-\x7f])==(?=[^\s=])[^=\n]{1,300}(?<=[^\s=])==(?![=A-Za-z0-9]))"
)


def written(match: re.Match[str]) -> str:
    """Return the Markdown for a heading's signs, or the HTML for marked words."""
    return f"{match['tight']} " if match["tight"] else f"<mark>{match['marked'][2:-2]}</mark>"
