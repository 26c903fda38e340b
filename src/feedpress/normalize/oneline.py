"""Text that stands on one line beside other words: a title, a name, what a message quotes."""

from __future__ import annotations

import re
from html import unescape

from feedpress.text import cut, remover

LONGEST_TITLE = 200

_COMMENT = re.compile(r"<!--[^<>]*-->")
_SILENT = re.compile(r"<(script|style)\b[^<]*</\1\s*>", re.IGNORECASE)
# Only names of HTML: "Vec<T>" is a title, not markup. What stands between backticks is Markdown's code.
_MARKUP = re.compile(
    r"`[^`]*`|<(?P<slash>/?)(?P<name>a|abbr|b|big|blockquote|body|br|center|cite|code|del|div|em|embed|font|form|h[1-6]|hr|"
    r"html|i|iframe|img|input|ins|kbd|li|link|mark|math|meta|object|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|"
    r"sup|svg|table|tbody|td|th|tr|tt|u|ul|video|wbr)(?P<rest>[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_ALONE = frozenset({"br", "hr", "wbr", "p", "li", "td", "th", "tr"})
"""What needs no closing tag."""
_LETTER = re.compile(r"\w")
_WORD = re.compile(r"(?!s\b)\w")  # "<div>s" are many
# What turns or hides text, too: a title is shown beside other words.
_shown = remover("\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff")


def plain(text: str, longest: int = LONGEST_TITLE) -> str:
    """Return `text` as one line of plain text: no markup, entities decoded, at most `longest` characters."""
    if "<" in text:
        text = _unmarked(_SILENT.sub("", _COMMENT.sub("", text)))
    if "&" in text:
        text = unescape(text)
    return line(text, longest)


def line(text: str, longest: int = LONGEST_TITLE) -> str:
    """Return plain `text` as one line of at most `longest` characters; what looks like markup is text."""
    return cut(_shown(text.replace("\x85", " ")), longest)


def _unmarked(text: str) -> str:
    """Return `text` without its tags. One that is alone, without an attribute, is what the text is about."""
    tags = [each for each in _MARKUP.finditer(text) if each["name"]]
    opened, closed = ({each["name"].lower() for each in tags if each["slash"] == slash} for slash in ("", "/"))
    markup = opened & closed | _ALONE

    def shown(tag: re.Match[str]) -> str:
        is_markup = tag["name"] and (tag["name"].lower() in markup or "=" in (tag["rest"] or "") or _is_glued(tag))
        return "" if is_markup else tag[0]

    return _MARKUP.sub(shown, text)


def _is_glued(tag: re.Match[str]) -> bool:
    """Say whether a word begins behind `tag`, or ends before a closing one: the text was cut, as in "<strong>A"."""
    if tag["slash"]:
        return _LETTER.match(tag.string, tag.start() - 1) is not None
    return _WORD.match(tag.string, tag.end()) is not None
