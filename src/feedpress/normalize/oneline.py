"""Text that stands on one line beside other words: a title, a name, what a message quotes."""

from __future__ import annotations

import re
from html import unescape

from feedpress.text import cut, remover

LONGEST_TITLE = 200

SILENT = re.compile(r"<(script|style)\b[^<]*(?:</\1\s*>)?", re.IGNORECASE)
# Only names of HTML: "Vec<T>" is a title, not markup.
MARKUP = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|center|cite|code|del|div|em|embed|font|form|h[1-6]|hr|html|i|iframe|img|input|"
    r"ins|kbd|li|link|mark|math|meta|object|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|"
    r"th|tr|tt|u|ul|video|wbr)(?:[\s/][^<>]*)?/?>",
    re.IGNORECASE,
)
COMMENT = re.compile(r"<!--[^<>]*-->")
# What turns or hides text, too: a title is shown beside other words.
_shown = remover("\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff")


def plain(text: str, longest: int = LONGEST_TITLE) -> str:
    """Return `text` as one line of plain text: no markup, entities decoded, at most `longest` characters."""
    if "<" in text:
        text = MARKUP.sub("", COMMENT.sub("", SILENT.sub("", text)))
    if "&" in text:
        text = unescape(text)
    return cut(_shown(text.replace("\x85", " ")), longest)
