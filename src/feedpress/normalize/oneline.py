"""Text that stands on one line beside other words: a title, a name, what a message quotes."""

from __future__ import annotations

import re
from html import unescape

from feedpress.normalize.sanitize import NO_CHARACTERS

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
# Controls that XML forbids, and those that turn or hide text: a title is shown beside other words.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff"
    f"{NO_CHARACTERS}]"
)


def plain(text: str, longest: int = LONGEST_TITLE) -> str:
    """Return `text` as one line of plain text: no markup, entities decoded, at most `longest` characters."""
    if "<" in text:
        text = MARKUP.sub("", COMMENT.sub("", SILENT.sub("", text)))
    if "&" in text:
        text = unescape(text)
    text = " ".join(UNSEEN.sub("", text).split())
    if len(text) <= longest:
        return text
    head = text[:longest].rpartition(" ")[0]
    return (head if len(head) > longest // 2 else text[: longest - 1]).rstrip(" ,;:-") + "…"
