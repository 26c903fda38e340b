"""A saved page into parts: paragraphs, headings, list items, quotes, code, tables and images, each with its place.

What no reader of the page sees is left out here; what is not the article is judged later, part by part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from feedpress.normalize.balance import balanced
from feedpress.normalize.pageline import INLINE, UNSEEN, Element, Run, boxes, is_seen, say, words, write
from feedpress.normalize.sanitize import legal

Kind = Literal["paragraph", "heading", "item", "quote", "code", "table", "image", "rule"]

DEEPEST = 150
"""Below this depth only words are read: no article lies there, and the walk is recursive."""
LOST = 2048
"""libxml2 leaves out what is nested deeper."""
LONGEST_CELL = 600
"""A table with longer cells than this lays out the page."""

RANK = re.compile(r"h([1-6])")
CAPTION = re.compile(r"caption|image-?credit|photo-?credit", re.IGNORECASE)
LONGEST_CAPTION = 500
LANGUAGE = re.compile(r"\blang(?:uage)?-([\w+#.-]+)")


class Part(Struct, frozen=True, kw_only=True):
    """A block as it stands on the page: `element` holds it, `linked` counts the characters inside links."""

    kind: Kind
    html: str
    text: str
    element: Element
    linked: int = 0
    level: int = 1
    ordered: bool = False
    quoted: bool = False
    links: tuple[str, ...] = ()


class _Around(Struct, frozen=True, kw_only=True):
    """What stands around a place: the kind of its block, the depth of its lists; `boxes` holds every block's owners."""

    element: Element
    boxes: frozenset[Element]
    kind: Kind = "paragraph"
    level: int = 1
    lists: int = 0
    ordered: bool = False
    quoted: bool = False


def parse(body: str) -> Element:
    """Return the root element of the page `body`, without what nobody sees; linear in its length."""
    root = _tree(body)
    if any(True for _ in _at(root, LOST - 1)):
        root = _tree(balanced(body))
    for element in list(_at(root, DEEPEST)):
        text = words(element)
        del element[:]
        element.text = text
    return root


def _tree(body: str) -> Element:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(legal(body).encode() or b"<p>", parser)
    if root is None:  # nothing but comments
        root = etree.fromstring(b"<p>", parser)
    etree.strip_elements(root, *sorted(UNSEEN - {"head", "title", "meta"}), with_tail=False)
    return root


def _at(root: Element, deepest: int) -> Iterator[Element]:
    """Yield the elements below `root` at the depth `deepest` that hold others."""
    from lxml import etree

    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == deepest and len(element):
            yield element


def parts(root: Element) -> Iterator[Part]:
    """Yield the parts below `root` that can be seen, in order."""
    yield from _walk(root, _Around(element=root, boxes=boxes(root)))


def _walk(element: Element, around: _Around) -> Iterator[Part]:
    """Yield the parts inside of the block `element`; the text between blocks makes paragraphs of its own."""
    run = Run()
    say(run, element.text)
    for child in element:
        if is_seen(child):
            if child.tag in INLINE and child not in around.boxes:
                write(run, child)
            else:
                yield from _flushed(run, around)
                run = Run()
                yield from _block(child, around)
        say(run, child.tail)
    yield from _flushed(run, around)


def _block(element: Element, around: _Around) -> Iterator[Part]:
    """Yield the parts of the block `element`, whose name says what they are."""
    if element.tag == "pre":
        yield _code(element, around)
    elif element.tag == "table" and (table := _table(element, around)):
        yield table
    elif element.tag == "hr":
        yield Part(kind="rule", html="<hr>", text="", element=element)
    else:
        yield from _walk(element, _within(element, around))


def _within(element: Element, around: _Around) -> _Around:
    """Return what stands around the content of the block `element`."""
    here = replace(around, element=element)
    if rank := RANK.fullmatch(element.tag):
        return replace(here, kind="heading", level=max(2, int(rank[1])))
    match element.tag:
        case "ul" | "ol":
            return replace(here, lists=around.lists + 1, ordered=element.tag == "ol")
        case "li":
            return replace(here, kind="item", level=max(1, around.lists))
        case "blockquote":
            return replace(here, quoted=True)
        case "figcaption":
            return replace(here, kind="image")
    is_caption = CAPTION.search(element.get("class", "")) and len(words(element)) < LONGEST_CAPTION
    return replace(here, kind="image") if is_caption else here


def _flushed(run: Run, around: _Around) -> Iterator[Part]:
    """Yield what `run` gathered as one part, nothing where it holds neither words nor an image."""
    text = run.said()
    if not text and not run.has_image:
        return
    yield Part(
        kind="image" if run.has_image and not text and around.kind != "item" else around.kind,
        html=run.written(),
        text=text,
        element=around.element,
        linked=run.linked,
        level=around.level,
        ordered=around.ordered,
        quoted=around.quoted,
        links=tuple(run.links),
    )


def _code(element: Element, around: _Around) -> Part:
    """Return preformatted text, with the language that its class or the `<code>` in it names."""
    text = "".join(element.itertext()).strip("\n")
    names = " ".join(each.get("class", "") for each in (element, *element.iter("code")))
    found = LANGUAGE.search(names)
    language = f' class="language-{escape(found[1])}"' if found else ""
    html = f"<pre><code{language}>{escape(text)}</code></pre>"
    return Part(kind="code", html=html, text=text, element=element, quoted=around.quoted)


def _table(element: Element, around: _Around) -> Part | None:
    """Return `element` as one part where it holds data; None for a table that only lays out the page."""
    if element.find(".//table") is not None:
        return None
    cells = [[cell for cell in row if cell.tag in {"td", "th"}] for row in element.iter("tr") if is_seen(row)]
    longest = max((len(words(cell)) for row in cells for cell in row), default=0)
    is_wide = len(cells) > 1 and max(map(len, cells)) > 1
    if not is_wide or longest > LONGEST_CELL:
        return None
    runs = [[(cell.tag, _cell(Run(), cell, around)) for cell in row] for row in cells]
    rows = ("".join(f"<{tag}>{run.written()}</{tag}>" for tag, run in row) for row in runs)
    return Part(
        kind="table",
        html=f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>",
        text=words(element),
        element=element,
        linked=sum(run.linked for row in runs for _, run in row),
    )


def _cell(run: Run, cell: Element, around: _Around) -> Run:
    """Write what `cell` holds as one line and return `run`."""
    say(run, cell.text)
    for child in cell:
        if is_seen(child) and child.tag in INLINE and child not in around.boxes:
            write(run, child)
        elif is_seen(child):
            say(run, " ")
            _cell(run, child, around)
            say(run, " ")
        say(run, child.tail)
    return run
