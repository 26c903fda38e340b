"""Set text for a plain screen: 72 columns, addresses never broken, links as numbered notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from feedpress.newsletter.prose import Node
from feedpress.text import columns

COLUMNS = 72
_GUTTER = 2  # blanks between the columns of a table
_ADDRESS = re.compile(r"https?://|mailto:|tel:|FPTOK")
_BREAK = "\v"  # what `<br>` comes to; a newline in HTML is only a space


def wrap(text: str, first: str = "", rest: str | None = None, *, width: int = COLUMNS) -> str:
    """Break `text` into lines of at most `width` columns; the lines begin with `first`, then with `rest`.

    An address is never broken. A longer word, or a run of Chinese or Japanese, is, where the column ends.
    """
    lines: list[str] = []
    line, rest = first, first if rest is None else rest
    empty = True
    for word in text.split():
        if not empty and columns(line) + 1 + columns(word) <= width:
            line += " " + word
            continue
        if not empty:
            lines.append(line.rstrip())
            line = rest
        *full, line = _broken(line, word, rest, width)
        lines.extend(full)
        empty = False
    return "\n".join([*lines, line.rstrip()])


def rule(name: str = "", sign: str = "-") -> str:
    """Return a line of 72 columns made of `sign`, with `name` near its beginning."""
    if not name:
        return sign * COLUMNS
    return wrap(f"{sign * 3} {name} {sign * (COLUMNS - 5 - columns(' '.join(name.split())))}")


def _broken(line: str, word: str, rest: str, width: int) -> Iterator[str]:
    """Yield `word` on as many lines as it needs, the last one perhaps short."""
    if _ADDRESS.search(word):
        yield line + word
        return
    start, used = 0, columns(line)
    for at, letter in enumerate(word):
        used += columns(letter)
        if used > width and at > start:
            yield line + word[start:at]
            line, start, used = rest, at, columns(rest) + columns(letter)
    yield line + word[start:]


def as_text(blocks: Iterable[str], picture: str) -> str:
    """Set adapted HTML `blocks` as text; `picture` is the word for a picture.

    Links become numbers in brackets, and their addresses follow at the end, one a line.
    """
    from lxml import etree

    html = "".join(blocks)
    if not html:
        return ""
    root = etree.fromstring(f"<html><body>{html}</body></html>", etree.HTMLParser(huge_tree=True))
    writer = _Writer(picture)
    body = "\n\n".join(writer.flow(root[0], ""))
    notes = "\n".join(f"[{number}] {url}" for url, number in writer.links.items())
    return f"{body}\n\n{notes}" if notes else body


class _Writer:
    """Walks adapted HTML; `links` are the addresses met so far, with their numbers."""

    def __init__(self, picture: str) -> None:
        self.picture = picture
        self.links: dict[str, int] = {}

    def flow(self, node: Node, indent: str) -> Iterator[str]:
        """Yield the blocks in `node`, each set behind `indent`."""
        loose = node.text or ""
        for child in node:
            if child.tag in _SETTERS or child.tag in _PLAIN_BLOCKS:
                if loose.strip():
                    yield _set(loose, indent)
                loose = ""
                yield from self.block(child, indent)
            else:
                loose += self.words(child)
            loose += child.tail or ""
        if loose.strip():
            yield _set(loose, indent)

    def block(self, node: Node, indent: str) -> Iterator[str]:
        """Yield what the block `node` comes to."""
        if node.tag in _SETTERS:
            yield from _SETTERS[node.tag](self, node, indent)
        else:
            text = (node.text or "") + "".join(self.words(child) + (child.tail or "") for child in node)
            if text.strip():
                yield _set(text, indent)

    def words(self, node: Node) -> str:
        """Return the text of the inline element `node`, links numbered and pictures named."""
        if node.tag == "br":
            return _BREAK
        if node.tag == "img":
            return f"[{self.picture}: {node.get('alt')}]" if node.get("alt") else f"[{self.picture}]"
        inner = (node.text or "") + "".join(self.words(child) + (child.tail or "") for child in node)
        if node.tag != "a":
            return inner
        number = self.links.setdefault(node.get("href", ""), len(self.links) + 1)
        return f"{inner} [{number}]"

    def listing(self, node: Node, indent: str) -> Iterator[str]:
        """Yield a list as one block, a line and a mark for each entry."""
        first = int(node.get("start", "1"))
        entries = []
        for number, entry in enumerate(node, first):
            mark = f"{number}. " if node.tag == "ol" else "- "
            inner = indent + " " * len(mark)
            text = "\n".join(self.flow(entry, inner))
            entries.append(indent + mark + text.removeprefix(inner))
        yield "\n".join(entries)

    def quote(self, node: Node, indent: str) -> Iterator[str]:
        """Yield a quotation behind the mark that mail has always used."""
        yield f"\n{indent}>\n".join(self.flow(node, indent + "> "))

    def code(self, node: Node, indent: str) -> Iterator[str]:
        """Yield a listing as it stands, indented; only lines too long are broken."""
        lines = "".join(node.itertext()).expandtabs(4).splitlines()
        first = indent + "    "
        yield "\n".join(part.rstrip() for line in lines for part in _broken(first, line, first, COLUMNS))

    def table(self, node: Node, indent: str) -> Iterator[str]:
        """Yield a table in columns, or with a line for each row where the columns take more than there is room for."""
        rows = [(row, [" ".join(" ".join(self.flow(cell, "")).split()) for cell in row]) for row in node.iter("tr")]
        widths = [max(map(columns, column)) for column in zip_longest(*(cells for _, cells in rows), fillvalue="")]
        if columns(indent) + sum(widths) + _GUTTER * (len(widths) - 1) > COLUMNS:
            yield "\n".join(wrap(" | ".join(cells), indent, indent + "  ") for _, cells in rows)
        else:
            yield "\n".join(line for row, cells in rows for line in _columns(row, cells, widths, indent))

    def rule(self, _node: Node, indent: str) -> Iterator[str]:
        """Yield a break between two parts."""
        yield f"{indent}* * *"


_SETTERS = {
    "ul": _Writer.listing,
    "ol": _Writer.listing,
    "blockquote": _Writer.quote,
    "pre": _Writer.code,
    "table": _Writer.table,
    "hr": _Writer.rule,
}
_PLAIN_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})


def _columns(row: Node, cells: Sequence[str], widths: Sequence[int], indent: str) -> Iterator[str]:
    """Yield a row of a table as a line, and a rule below it where all its cells are heads."""
    texts = (text + " " * (width - columns(text)) for text, width in zip(cells, widths, strict=False))
    yield (indent + (" " * _GUTTER).join(texts)).rstrip()
    if all(cell.tag == "th" for cell in row):
        yield indent + (" " * _GUTTER).join("-" * width for width in widths)


def _set(text: str, indent: str) -> str:
    return "\n".join(wrap(line, indent) for line in text.strip().split(_BREAK) if line.strip())
