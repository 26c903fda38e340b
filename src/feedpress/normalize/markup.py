"""Markup in, safe HTML and plain text out: Markdown to HTML, HTML to text, and `clean` from the sanitizer."""

from __future__ import annotations

import re
from html import unescape

from feedpress.normalize.sanitize import Cleaned, clean, legal, leveled

__all__ = ["Cleaned", "clean", "from_markdown", "in_paragraphs", "legal", "leveled", "text_of"]

FOOTNOTE = re.compile(r'<sup class="footnote-ref"><a href="#fn[^"]*" id="[^"]*" data-footnote-ref>([^<]*)</a></sup>')
BACK = re.compile(r'\s*<a href="#fnref[^"]*" class="footnote-backref"[^>]*>.*?</a>')
NESTED = re.compile(r'(<a [^<>]*>)<a href="[^"]*">([^<]*)</a></a>')  # an address that an author made a link himself
TASK = re.compile(r'<input type="checkbox"( checked="")? disabled="" />')

# Tags that end a paragraph; all others stand within one.
BLOCK = re.compile(r"</?(?:p|h[1-6]|blockquote|div|dl|dt|dd|figure|figcaption|hr|details|summary|caption)\b[^>]*>")
STRUCTURE = re.compile(
    r"<(?:p|h[1-6]|blockquote|div|dl|ul|ol|li|figure|hr|details|table|pre|section|article|main|header|center|body)\b",
    re.IGNORECASE,
)
# Each begins with a sign that is not white space, or with a line end: white space without end costs nothing.
PARTED = re.compile(r"<br\s{0,9}/?>(?:\s*<br\s{0,9}/?>)+|\n[ \t\r]*\n(?![^<>]*>)", re.IGNORECASE)
EDGES = re.compile(r"\A<br\s{0,9}/?>|<br\s{0,9}/?>\Z", re.IGNORECASE)
LIST = re.compile(r"<(/?)(ul|ol|li)\b[^>]*>")
SPACES = re.compile("  +")
PRE = re.compile(r"<pre[^>]*>(.*?)</pre>", re.DOTALL)
# The caption of a picture is no text of its own: without the picture it says nothing.
FIGURE = re.compile(r"<figure[^>]*>.*?</figure>", re.DOTALL)
CAPTION = re.compile(r"<figcaption[^>]*>.*?</figcaption>", re.DOTALL)
TABLE = re.compile(r"<table[^>]*>(.*?)</table>")
BREAK = re.compile(r" ?<br(?: [^>]*)?/?> ?")
TAG = re.compile(r"<[^>]*>")

# Marks that stand for structure until the white space is settled; no safe HTML holds these characters.
LINE, SPACE, DEPTH, ITEM = "\x00", "\x03", "\x01", "\x02"
LONELY = re.compile(rf"{ITEM}[\n ]+(?!{DEPTH}|[\n ])")


def from_markdown(source: str, *, places: bool = False) -> str:
    """Return `source`, GitHub's Markdown with footnotes, as HTML that is yet to be cleaned.

    With `places` each block names its lines in an attribute `data-sourcepos`.
    """
    from feedpress.normalize import cmark

    options = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
    options |= cmark.Options.CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE  # "9~12, 14~18" strikes nothing out
    if places:
        options |= cmark.Options.CMARK_OPT_SOURCEPOS
    extensions = ["table", "strikethrough", "autolink", "tasklist"]
    html = cmark.render(source, options, extensions)
    if 'class="footnote' in html:
        html = BACK.sub("", FOOTNOTE.sub(r"<sup>[\1]</sup>", html))
    if '><a href="' in html:
        html = NESTED.sub(r"\1\2</a>", html)
    return (
        TASK.sub(lambda box: "\N{BALLOT BOX WITH CHECK}" if box[1] else "\N{BALLOT BOX}", html)
        if "<input" in html
        else html
    )


def in_paragraphs(html: str) -> str:
    """Return `html` with its paragraphs marked up where nothing in it is: blank lines and double breaks part them.

    Feeds carry plain text, escaped, and lines that only `<br>` parts.
    """
    if not html.strip() or STRUCTURE.search(html):
        return html
    parts = filter(None, (EDGES.sub("", part.strip()).strip() for part in PARTED.split(html)))
    return "\n".join(f"<p>{part}</p>" for part in parts)


def text_of(html: str) -> str:
    """Return the words of the safe `html`: a blank line between blocks, list items led by "- ".

    Nested items are indented by two spaces a level; a table is one block, a line a row, " | " between cells; `<br>`
    is the end of a line; code stands as it is. This is what an item's content_text means everywhere.
    """
    if "<figcaption" in html:
        html = FIGURE.sub(lambda figure: CAPTION.sub("", figure[0]) if "<img" in figure[0] else figure[0], html)
    if "<pre" in html:
        segments = PRE.split(html)
        segments[1::2] = map(_code, segments[1::2])
        segments[::2] = map(_flowing, segments[::2])
        text = "".join(segments)
    else:
        text = _flowing(html)
    if ITEM in text:
        text = LONELY.sub(ITEM, text)
    if "&" in text:
        text = unescape(text.replace("&nbsp;", " "))
    blocks = map(_block, filter(None, map(str.strip, text.split("\n"))))
    return "\n\n".join(filter(None, blocks)).replace(LINE, "\n").replace(SPACE, " ")


def _flowing(html: str) -> str:
    """Return `html` outside of code as lines, a block each, white space collapsed."""
    text = html.replace("\n", " ").replace("\t", " ")
    if "  " in text:
        text = SPACES.sub(" ", text)
    if "<br" in text:
        text = BREAK.sub(LINE, text)
    if "<table" in text:
        text = TABLE.sub(_table, text)
    if "<li" in text:
        text = _listed(text)
    return TAG.sub("", BLOCK.sub("\n", text.replace("</p> <p>", "\n")))  # the commonest first, at once


def _code(html: str) -> str:
    text = TAG.sub("", html).strip("\n").rstrip()
    return "\n" + text.replace("\n", LINE).replace(" ", SPACE).replace("\t", SPACE * 4) + "\n"


def _table(table: re.Match[str]) -> str:
    """Return a table's rows as lines of one block."""
    rows = (_row(row) for row in re.split(r"</?(?:tr|caption)(?:>| [^>]*>)", table[1]))
    return f"\n{LINE.join(filter(None, rows))}\n"


def _row(row: str) -> str:
    cells = (" ".join(TAG.sub(" ", cell).replace(LINE, " ").split()) for cell in re.split(r"<t[dh](?:>| [^>]*>)", row))
    return " | ".join(filter(None, cells))


def _listed(text: str) -> str:
    """Return `text` with each list item led by a mark of its depth."""
    depth = 0

    def mark(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2] == "li":
            return "\n" if tag[1] else "\n" + DEPTH * max(depth, 1) + ITEM
        depth += -1 if tag[1] else 1
        return "\n"

    return LIST.sub(mark, text)


def _block(block: str) -> str:
    """Return `block` with a list item's lead spelled out, "" for an empty item."""
    if not block.startswith(DEPTH):
        return block.strip(LINE)
    depth, _, text = block.partition(ITEM)
    text = text.strip(" " + LINE)
    return f"{'  ' * (len(depth) - 1)}- {text}" if text else ""
