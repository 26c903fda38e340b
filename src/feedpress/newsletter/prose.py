"""Rewrite an item's HTML as a letter can carry it: few elements, our own classes, shallow, absolute links.

Nothing is copied through: what comes out is written anew from a list of known elements, so whatever is not on the list
(scripts, handlers, styles, forms, foreign classes) cannot come along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from feedpress.direction import Direction
from feedpress.newsletter.address import absolute
from feedpress.newsletter.tokens import disarm, legal

Node: TypeAlias = Any  # an element of lxml, which has no types

MEASURE = 536
"""Width of the letter's column in pixels: 600 less 32 on either side. No picture is wider."""

_DEEPEST = 24  # lxml and premailer lose what lies below 256 elements; the letter itself takes some twenty
_DROPPED = (
    *("script", "style", "template", "noscript", "iframe", "object", "embed", "applet", "svg", "math", "canvas"),
    *("video", "audio", "head", "title", "link", "meta", "base", "button", "select", "textarea", "input", "frameset"),
)
_UNWRAPPED = frozenset(
    {
        *("html", "body", "div", "section", "article", "main", "header", "footer", "aside", "nav", "figure", "center"),
        *("details", "form", "fieldset", "hgroup", "address", "dl", "menu", "dir", "picture"),
    }
)
_PARAGRAPHS: Mapping[str, str] = {
    "p": "p",
    "figcaption": "caption",
    "caption": "caption",
    "summary": "term",
    "dt": "term",
    "legend": "term",
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE: Mapping[str, str] = {
    **{tag: tag for tag in ("em", "i", "strong", "b", "u", "s", "del", "ins", "sub", "sup", "small", "cite", "q")},
    **{tag: tag for tag in ("abbr", "dfn", "var", "mark", "bdi", "ruby", "rt", "rp")},
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    "strike": "s",
}
_BLOCKS = frozenset(
    {
        *(*_UNWRAPPED, *_PARAGRAPHS, *_HEADINGS),
        *("ul", "ol", "blockquote", "pre", "table", "hr", "dd", "li", "tr", "td", "th"),
    }
)
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{2,35}")
_ALIGNED = frozenset({"align-left", "align-center", "align-right"})


class _Frame(Struct, frozen=True):
    base: str
    shift: int
    side: Direction
    depth: int = 0

    def deeper(self) -> _Frame:
        return replace(self, depth=self.depth + 1)


def adapt(html: str, *, base: str, level: int, side: Direction = "ltr") -> tuple[str, ...]:
    """Rewrite `html` as a tuple of blocks, each whole in itself; links are seen from `base`.

    The topmost heading in `html` becomes one of `level`, the others keep their distance from it. `side` is which way
    the text runs: the classes of what is indented end in it, since a letter's rules cannot ask for the direction.
    """
    root = _parse(html)
    ranks = [int(node.tag[1]) for node in root.iter(*_HEADINGS)]
    return tuple(_flow(root, _Frame(base, level - min(ranks, default=level), side)))


def opening(blocks: tuple[str, ...], limit: int) -> tuple[str, ...]:
    """Return the first of `blocks` that take no more than `limit` bytes, without a heading at the end."""
    kept: list[str] = []
    for block in blocks:
        limit -= len(block.encode())
        if limit < 0:
            break
        kept.append(block)
    while kept and kept[-1].startswith("<h"):
        kept.pop()
    return tuple(kept)


def _parse(html: str) -> Node:
    from lxml import etree

    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<html><body>{legal(html)}</body></html>", parser)
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    return root


def _flow(node: Node, frame: _Frame) -> Iterator[str]:
    """Yield the blocks in `node`; loose text between them becomes paragraphs."""
    run = [_text(node.text)]
    for child in node:
        if any(inner.tag in _BLOCKS for inner in child.iter()):
            yield from _paragraph("".join(run))
            run = []
            yield from _block(child, frame.deeper())
        else:
            run.append(_inline(child, frame.deeper()))
        run.append(_text(child.tail))
    yield from _paragraph("".join(run))


def _block(node: Node, frame: _Frame) -> Iterator[str]:
    if frame.depth > _DEEPEST:
        yield from _paragraph(_text(" ".join("".join(node.itertext()).split())))
    elif node.tag in _PARAGRAPHS:
        yield from _paragraph(_children(node, frame), _PARAGRAPHS[node.tag], node)
    elif node.tag in _HEADINGS:
        yield from _heading(node, frame)
    elif node.tag in _WRITERS:
        yield from _WRITERS[node.tag](node, frame)
    else:
        yield from _flow(node, frame)


def _heading(node: Node, frame: _Frame) -> Iterator[str]:
    rank = min(int(node.tag[1]) + frame.shift, 6)
    inner = _children(node, frame).strip()
    if inner:
        yield f'<h{rank} class="subhead"{_tongue(node)}>{inner}</h{rank}>'


def _list(node: Node, frame: _Frame) -> Iterator[str]:
    rows = [f'<li class="entry"{_tongue(child)}>{_inside(child, frame)}</li>' for child in node.iterchildren("li")]
    start = node.get("start", "")
    first = f' start="{int(start)}"' if start.isascii() and start.isdigit() else ""
    name = "sublist" if node.getparent().tag == "li" else "list"
    if rows:
        yield f'<{node.tag} class="{name} {name}-{frame.side}"{first}>{"".join(rows)}</{node.tag}>'


def _quote(node: Node, frame: _Frame) -> Iterator[str]:
    inner = "".join(_flow(node, frame))
    if inner:
        yield f'<blockquote class="quote quote-{frame.side}"{_tongue(node)}>{inner}</blockquote>'


def _code(node: Node, _frame: _Frame) -> Iterator[str]:
    text = "".join(node.itertext()).strip("\n")
    if text.strip():
        yield f'<pre class="listing">{_text(text)}</pre>'


def _table(node: Node, frame: _Frame) -> Iterator[str]:
    for caption in node.iterchildren("caption"):
        yield from _paragraph(_children(caption, frame), "caption", caption)
    rows = [row for row in (_row(row, frame) for row in node.iter("tr")) if row]
    if rows:
        yield f'<table class="grid" width="100%" cellpadding="0" cellspacing="0" border="0">{"".join(rows)}</table>'


def _row(node: Node, frame: _Frame) -> str:
    cells = [
        f'<{cell.tag} class="{_kind(cell, frame)}" valign="top"{_span(cell)}>{_inside(cell, frame)}</{cell.tag}>'
        for cell in node.iterchildren("td", "th")
    ]
    return f"<tr>{''.join(cells)}</tr>" if cells else ""


def _kind(cell: Node, frame: _Frame) -> str:
    side = f" {cell.get('class')}" if cell.get("class") in _ALIGNED else ""
    return f"cell cell-{frame.side}{side}" + (" head quiet" if cell.tag == "th" else "")


def _span(cell: Node) -> str:
    names = [name for name in ("colspan", "rowspan") if cell.get(name, "").isdigit() and cell.get(name).isascii()]
    return "".join(f' {name}="{min(int(cell.get(name)[:3]), 100)}"' for name in names)


def _rule(_node: Node, _frame: _Frame) -> Iterator[str]:
    yield '<hr class="break">'


_WRITERS = {"ul": _list, "ol": _list, "blockquote": _quote, "pre": _code, "table": _table, "hr": _rule}


def _inside(node: Node, frame: _Frame) -> str:
    """Return what a list item or a cell holds: bare text where it is only that, else blocks."""
    if any(inner.tag in _BLOCKS for child in node for inner in child.iter()):
        blocks = list(_flow(node, frame.deeper()))
        if blocks and blocks[0].startswith('<p class="p">'):
            blocks[0] = blocks[0].removeprefix('<p class="p">').removesuffix("</p>")
        return "".join(blocks)
    return _children(node, frame).strip()


def _paragraph(inner: str, css_class: str = "p", node: Node = None) -> Iterator[str]:
    if inner.strip():
        tongue = "" if node is None else _tongue(node)
        yield f'<p class="{css_class}"{tongue}>{inner.strip()}</p>'


def _children(node: Node, frame: _Frame) -> str:
    parts = (_inline(child, frame.deeper()) + _text(child.tail) for child in node)
    return _text(node.text) + "".join(parts)


def _inline(node: Node, frame: _Frame) -> str:
    if frame.depth > _DEEPEST:
        return _text("".join(node.itertext()))
    if node.tag == "br":
        return "<br>"
    if node.tag == "img":
        return _image(node, frame)
    inner = _children(node, frame)
    if node.tag in _BLOCKS:
        return f" {inner} "
    if node.tag == "a":
        return _link(node, inner, frame)
    tag = _INLINE.get(node.tag)
    css_class = ' class="code"' if tag == "code" else ""
    return f"<{tag}{css_class}{_tongue(node)}>{inner}</{tag}>" if tag and inner else inner


def _link(node: Node, inner: str, frame: _Frame) -> str:
    url = absolute(node.get("href", ""), frame.base) if node.get("href") else ""
    return f'<a class="link" href="{escape(url)}">{inner}</a>' if url and inner.strip() else inner


def _image(node: Node, frame: _Frame) -> str:
    url = absolute(node.get("src", ""), frame.base) if node.get("src") else ""
    width, height = _pixels(node.get("width")), _pixels(node.get("height"))
    if not url.startswith("http") or 0 < width <= 2 or 0 < height <= 2:  # noqa: PLR2004 - a tracker's pixel
        return ""
    alt = escape(" ".join(disarm(node.get("alt", "")).split()))
    return f'<img class="picture" src="{escape(url)}" alt="{alt}" width="{min(width or MEASURE, MEASURE)}">'


def _pixels(value: str | None) -> int:
    match = re.fullmatch(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*", value or "", re.ASCII)
    return int(match[1]) if match else 0


def _tongue(node: Node) -> str:
    language, side = node.get("lang", ""), node.get("dir", "").lower()
    spoken = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
    return spoken + (f' dir="{side}"' if side in {"ltr", "rtl", "auto"} else "")


def _text(text: str | None) -> str:
    return escape(disarm(text or ""), quote=False)
