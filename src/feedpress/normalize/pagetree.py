"""A saved page into parts: paragraphs, headings, list items, quotes, code, tables and images, each with its place.

What no reader of the page sees is left out here; what is not the article is judged later, part by part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Literal, NamedTuple

from msgspec import Struct

from feedpress.normalize.balance import balanced
from feedpress.normalize.pageline import INLINE, UNSEEN, Element, Run, boxes, brief, is_seen, say, words, write
from feedpress.normalize.sanitize import legal

Kind = Literal["paragraph", "heading", "item", "quote", "code", "table", "image", "rule"]

DEEPEST = 150
"""Below this depth only words are read: no article lies there, and the walk is recursive."""
LOST = 2048
"""libxml2 leaves out what is nested deeper."""
LONGEST_CELL = 600
"""A table with longer cells than this lays out the page."""

RANK = re.compile(r"h([1-6])")
CAPTION = re.compile(r"caption|image-?credit|photo-?credit")
LONGEST_CAPTION = 500
EMBED = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-post|bluesky-embed|reddit-(?:card|embed-bq))(?:$|\s)"
)
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
    in_figure: bool = False
    is_embedded: bool = False
    links: tuple[str, ...] = ()


class _Around(NamedTuple):
    """What stands around a place: the kind of its block, the depth of its lists; `boxes` holds every block's owners."""

    element: Element
    boxes: frozenset[Element]
    kind: Kind = "paragraph"
    level: int = 1
    lists: int = 0
    ordered: bool = False
    quoted: bool = False
    in_figure: bool = False
    is_embedded: bool = False


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


def parts(root: Element) -> list[Part]:
    """Return the parts below `root` that can be seen, in order."""
    found: list[Part] = []
    _walk(root, _Around(element=root, boxes=boxes(root)), found)
    return found


def _walk(element: Element, around: _Around, found: list[Part]) -> None:
    """Add the parts inside of the block `element`; the text between blocks makes paragraphs of its own."""
    run = Run()
    say(run, element.text)
    for child in element:
        if is_seen(child):
            if child.tag in INLINE and child not in around.boxes:
                write(run, child)
            else:
                found.extend(_flushed(run, around))
                run = Run()
                _block(child, around, found)
        say(run, child.tail)
    found.extend(_flushed(run, around))


def _block(element: Element, around: _Around, found: list[Part]) -> None:
    """Add the parts of the block `element`, whose name says what they are."""
    if element.tag == "pre":
        found.append(_code(element, around))
    elif element.tag == "table" and (table := _table(element, around)):
        found.append(table)
    elif element.tag == "hr":
        found.append(Part(kind="rule", html="<hr>", text="", element=element, is_embedded=around.is_embedded))
    else:
        _walk(element, _within(element, around), found)


def _within(element: Element, around: _Around) -> _Around:
    """Return what stands around the content of the block `element`."""
    name, style = element.tag, element.get("class", "")
    here = around._replace(element=element)
    if style and EMBED.search(style):
        here = here._replace(is_embedded=True)
    if rank := RANK.fullmatch(name):
        return here._replace(kind="heading", level=max(2, int(rank[1])))
    match name:
        case "ul" | "ol":
            return here._replace(lists=around.lists + 1, ordered=name == "ol")
        case "li":
            return here._replace(kind="item", level=max(1, around.lists))
        case "blockquote":
            return here._replace(quoted=True)
        case "figure":
            here = here._replace(in_figure=True)
        case "figcaption":
            return here._replace(kind="image")
    is_caption = style and CAPTION.search(style.lower()) and brief(element, LONGEST_CAPTION)
    return here._replace(kind="image") if is_caption else here


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
        in_figure=around.in_figure,
        is_embedded=around.is_embedded,
        links=tuple(run.links),
    )


def _code(element: Element, around: _Around) -> Part:
    """Return preformatted text, with the language that its class or the `<code>` in it names."""
    text = "".join(element.itertext()).strip("\n")
    names = " ".join(each.get("class", "") for each in (element, *element.iter("code")))
    found = LANGUAGE.search(names)
    language = f' class="language-{escape(found[1])}"' if found else ""
    html = f"<pre><code{language}>{escape(text)}</code></pre>"
    return Part(
        kind="code", html=html, text=text, element=element, quoted=around.quoted, is_embedded=around.is_embedded
    )


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
        is_embedded=around.is_embedded,
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
