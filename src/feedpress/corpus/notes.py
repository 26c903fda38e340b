"""Turn what Obsidian and its like add to Markdown into Markdown: links by name, pictures, callouts.

    [[My Page]], [[Page|words]]      a link to the document of that name, in whatever folder
    [[Page]]                         the same, with its brackets still: it is code where there is no such document
    [[notes/Page]]                   the same, of those whose folder has that name
    ![[picture.png]]                 the picture of that name; what is no picture is linked
    ![words|200](picture.png)        a picture: its width goes
    > [!note] Title                  a quotation that begins with its title
    %%remark%%, Text. ^a1b2c3        a remark for the writer, the mark of a paragraph: nothing

The patterns are made for a verbose one that meets no code; lines keep their numbers.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from feedpress.normalize.doors import ANYWHERE

_LINK = r"(?P<link>(?<![\w\[\\])!?\[\[(?![\s^]|\d+\]\])[^\[\]\n]{1,300}(?<!\s)\]\](?![(\[\]]))"
_CALLOUT = (
    r"(?P<callout>^(?P<quote>[ ]{0,3}(?:>[ ]?){1,9})\[!(?P<kind>[A-Za-z][\w-]{0,30})(?:\|[^\]\n]{0,30})?\][+-]?"
    r"(?P<heading>[^\n]{0,500})$)"
)
# After a number two signs mean percent: "from 5 %% to 6 %%" is prose, as is "value ^abc123".
_HIDDEN = (
    r"(?P<hidden>^%%[ \t]*\n[\s\S]{0,5000}?^%%[ \t]*$"
    r"|^[ ]{0,3}%%(?!%)(?:[^%]|%(?!%)){1,5000}%%[ \t]*$"
    r"|(?<=[^\d\s])[ ]%%[ ](?:[^%\n]|%(?!%)){1,500}%%[ \t]*$"
    r"|(?<![^\s(.,;:!?])%%(?=[^%\s])[^%\n]{1,500}(?<=\S)%%(?![^\s).,;:!?])"
    r"|(?<![^\s(.,;:!?*_>|])(?<!\d[ ])%%(?!%)(?:[^%\n]|%(?!%)|\n(?![ \t>]*\n)){1,2000}%%(?![^\s).,;:!?*_|])"
    r"|(?<=[.!?\u2026])[ \t]\^[0-9a-f]{6}[ \t]*$)"
)
_SIZED = r"(?P<sized>(?<![\\])!\[[^\[\]|\n]{0,300}\\?\|\d+(?:x\d+)?\](?=[(\[]))"
PATTERN = f"{_LINK}|{_SIZED}|{_CALLOUT}|{_HIDDEN}"
_HEADING = re.compile(r" {0,3}#")
_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp"})
_NO_NAME = re.compile(r'[\^<>"]|:[:/]|#\s*$')  # "[[https://…]]", "[[F#]]", "[[x^2]]", "[[gnu::pure]]"
_SIZE = re.compile(r"\d+(?:x\d+)?")


def link(match: re.Match[str]) -> str:
    """Return the Markdown for a link or a picture by name; where it names no file, it stays as it is."""
    text = match["link"]
    line = match.string.rfind("\n", 0, match.start()) + 1
    target, _, words = text.removeprefix("!")[2:-2].replace("\\|", "|").partition("|")
    path, _, part = (each.strip() for each in target.partition("#"))
    if _NO_NAME.search(path if part else target):
        return text
    name = path.rpartition("/")[2]
    if not path:
        return words or part.lstrip("^")
    address = f"corpus:{quote(ANYWHERE + (path.lstrip('./') if '/' in path else path.casefold()), safe='/*')}"
    if text[0] == "!" and name.rpartition(".")[2].lower() in _PICTURES:
        return f"![{'' if _SIZE.fullmatch(words) else words}]({address})"
    if name == text[2:-2] and " " not in name and not _HEADING.match(match.string, line):
        return f"[{text}]({address})"
    return f"[{words.strip() or name.removesuffix('.md')}]({address})"


def sized(match: re.Match[str]) -> str:
    """Return the words for a picture without the size that Obsidian has behind them."""
    return match["sized"].rpartition("|")[0].removesuffix("\\") + "]"


def callout(match: re.Match[str], heading: str) -> str:
    """Return the first line of a callout as that of a quotation, in bold: its `heading`, else its kind."""
    return f"{match['quote']}<strong>{heading.strip() or match['kind'].capitalize()}</strong>  "
