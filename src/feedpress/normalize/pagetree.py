"""A saved page into parts: paragraphs, headings, list items, quotes, code, tables and images, each with its place.

What no reader of the page sees is left out here; what is not the article is judged later, part by part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from msgspec import Struct

from feedpress.normalize import frames
from feedpress.normalize.balance import balanced
from feedpress.normalize.pageblocks import Box, code, table
from feedpress.normalize.pageline import (
    HEADINGS,
    INLINE,
    SOURCES,
    UNSEEN,
    Element,
    Run,
    boxes,
    brief,
    is_seen,
    say,
    unbutton,
    words,
    write,
)  # fmt: skip
from feedpress.normalize.sanitize import legal

Kind = Literal["paragraph", "heading", "item", "quote", "code", "table", "image", "rule"]

DEEPEST = 150
"""Below this depth only words are read: no article lies there, and the walk is recursive."""
LOST = 2048
"""libxml2 leaves out what is nested deeper."""
_OF_HEAD = UNSEEN | {"base", "noscript"}
RANK = re.compile(r"h([1-6])")
FOREIGN = re.compile(r"(?!https?:)[a-z]+:", re.IGNORECASE)
CAPTION = re.compile(r"caption|image-?credit|photo-?credit")
LONGEST_CAPTION = 500
EMBED = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-post|bluesky-embed|reddit-(?:card|embed-bq))(?:$|\s)"
)


class Part(Struct, frozen=True, kw_only=True):
    """A block as it stands on the page: `element` holds it, `linked` counts the characters inside links.

    An item's `name` is that of its tag: li, or dt and dd for a word and what it means.
    """

    kind: Kind
    html: str
    text: str
    element: Element
    linked: int = 0
    level: int = 1
    ordered: bool = False
    name: str = "li"
    quoted: bool = False
    in_figure: bool = False
    is_embedded: bool = False
    links: tuple[str, ...] = ()


class _Around(NamedTuple):
    """What stands around a place: the kind of its block, the depth of its lists, the name of an item's tag.

    `boxes` holds every block's owners.
    """

    element: Element
    boxes: frozenset[Element]
    kind: Kind = "paragraph"
    level: int = 1
    lists: int = 0
    ordered: bool = False
    name: str = "li"
    quoted: bool = False
    in_figure: bool = False
    caption: Kind = "image"
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
    _part_head(root)
    for image in list(root.iter("amp-img")):
        image.tag = "img"
    for heading in root.iter(*HEADINGS):
        unbutton(heading)
    for frame in list(root.iter("iframe", "video", "audio")):
        _link(frame)
    for fallback in list(root.iter("noscript")):
        _show(fallback)
    for formula in list(root.iter("math")):
        _spell(formula)
    etree.strip_elements(root, *sorted(UNSEEN - {"head", "title", "meta"}), with_tail=False)
    return root


def _part_head(root: Element) -> None:
    """Let the head of a page end where HTML has it end: libxml2 knows no `<article>`, and leaves it there."""
    head = root.find("head")
    stray = None if head is None else next((each for each in head if each.tag not in _OF_HEAD), None)
    if stray is None:
        return
    body = root.find("body")
    if body is None:
        body = root.makeelement("body", {})
        root.append(body)
    found = [stray, *stray.itersiblings()]
    found[-1].tail = f"{found[-1].tail or ''}{body.text or ''}"
    body.text = None
    body[:0] = found


def _show(fallback: Element) -> None:
    """Show the picture of a `<noscript>` where no other stands in its box: that would be the same one, loaded late."""
    own, box = fallback.find("img"), fallback.getparent()
    if own is not None and box is not None and [own] == list(islice(box.iter("img"), 2)):
        fallback.tag = "span"


def _link(frame: Element) -> None:
    """Write a film or a sound as a link to it, in a figure of its own."""
    shown = _shown(frame) if frame.tag == "iframe" else _played(frame)
    if shown:
        frame.clear(keep_tail=True)
        frame.tag = "figure"
        frame.append(frame.makeelement("a", {"href": shown}))
        frame[0].text = shown


def _shown(frame: Element) -> str:
    """Return the page of what a known player shows: other frames are mostly advertisements."""
    return next(filter(None, map(frames.page, (frame.get(name, "") for name in SOURCES))), "")


def _played(player: Element) -> str:
    """Return the address of a film or a sound that the reader starts: what plays by itself adorns the page."""
    sources = player.xpath("self::*[@controls]/descendant-or-self::*/@src")
    return next((str(each).strip() for each in sources if not FOREIGN.match(each.strip())), "")


def _spell(formula: Element) -> None:
    """Write a formula as its source in TeX where it has that, else as its signs, one after the other."""
    source = next((each.text for each in formula.iter("annotation") if "tex" in each.get("encoding", "")), None)
    text, is_tex = (source, True) if source else ("".join("".join(formula.itertext()).split()), False)
    formula.clear(keep_tail=True)
    formula.tag = "code" if is_tex else "span"
    formula.text = " ".join(text.split())


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
        found.extend(_boxed("code", code(element), element, around))
    elif element.tag == "table" and (box := table(element, around.boxes)):
        found.extend(_boxed("table", box, element, around))
    elif element.tag == "hr":
        found.extend(_boxed("rule", Box("<hr>", ""), element, around))
    else:
        _walk(element, _within(element, around), found)


def _boxed(kind: Kind, box: Box | None, element: Element, around: _Around) -> Iterator[Part]:
    """Yield `box` as a part, nothing where there is none."""
    if box:
        yield Part(
            kind=kind,
            html=box.html,
            text=box.text,
            element=element,
            linked=box.linked,
            quoted=around.quoted,
            is_embedded=around.is_embedded,
        )


def _within(element: Element, around: _Around) -> _Around:
    """Return what stands around the content of the block `element`."""
    name, style = element.tag, element.get("class", "")
    here = around._replace(element=element)
    if style and EMBED.search(style):
        here = here._replace(is_embedded=True)
    if rank := RANK.fullmatch(name):
        return here._replace(kind="heading", level=max(2, int(rank[1])))
    match name:
        case "ul" | "ol" | "li" | "dt" | "dd":
            return _in_list(element, here)
        case "blockquote":
            return here._replace(quoted=True)
        case "figure":
            here = here._replace(in_figure=True, caption=_caption(element))
        case "figcaption":
            return here._replace(kind=around.caption)
    is_caption = style and CAPTION.search(style.lower()) and brief(element, LONGEST_CAPTION)
    return here._replace(kind="image") if is_caption else here


def _in_list(element: Element, here: _Around) -> _Around:
    """Return what stands around the content of a list, or of a piece of one."""
    if element.tag in {"ul", "ol"}:
        return here._replace(lists=here.lists + 1, ordered=element.tag == "ol")
    if element.tag == "li":
        return here._replace(kind="item", level=max(1, here.lists), name="li")
    return here._replace(kind="item", name=element.tag) if _is_explained(element) else here


def _is_explained(element: Element) -> bool:
    """Tell whether `element` is a word with its explanation, or the explanation: alone, it lays out the page."""
    beside = element.getnext() if element.tag == "dt" else element.getprevious()
    return beside is not None and beside.tag in {"dt", "dd"}


def _caption(figure: Element) -> Kind:
    """Return what a caption in `figure` is: a picture's goes with it, what stands under a table or code is text."""
    is_written = any(figure.find(f".//{name}") is not None for name in ("table", "pre", "blockquote"))
    return "paragraph" if is_written and figure.find(".//img") is None else "image"


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
        name=around.name,
        quoted=around.quoted,
        in_figure=around.in_figure,
        is_embedded=around.is_embedded,
        links=tuple(run.links),
    )
