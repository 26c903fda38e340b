"""A saved page into parts: paragraphs, headings, list items, quotes, code, tables and images, each with its place.

What no reader of the page sees is left out here; what is not the article is judged later, part by part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, Literal, TypeAlias

from feedpress.normalize.sanitize import legal

Element: TypeAlias = Any  # lxml has no types of its own
Kind = Literal["paragraph", "heading", "item", "quote", "code", "table", "image", "rule"]

DEEPEST = 150
"""Below this depth only words are read: no article lies there, and the walk is recursive."""

INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr picture q rp rt ruby s
    samp small span strike strong sub sup time tt u var wbr source
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
UNSEEN = frozenset(
    """
    script style template svg math object embed iframe canvas select textarea title head noscript button input option
    dialog audio video link meta map area
    """.split()  # noqa: SIM905 - likewise
)
WRITTEN = frozenset({"a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
                     "strong", "sub", "sup", "time", "u", "var"})
ATTRIBUTES = {"a": ("href", "title"), "time": ("datetime",), "code": ("class",), "abbr": ("title",)}
# A page that loads its images late keeps their addresses here.
SOURCES = ("data-src", "data-original", "data-lazy-src", "src")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
# Names by which style sheets hide; some hide on small screens only: "hidden lg:block".
HIDDEN_NAME = re.compile(r"(?:^|\s)(?:hidden|hide|d-none|is-hidden|u-hidden|visually-?hidden|sr-only|screen-reader-text)(?:$|\s)")
SHOWN_NAME = re.compile(r":(?:block|flex|inline|grid|table|contents)|-(?:block|flex|inline|grid)(?:$|\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What stands around a place: the kind of its block, the depth of its lists, whether it is quoted."""

    element: Element
    kind: Kind = "paragraph"
    level: int = 1
    lists: int = 0
    ordered: bool = False
    quoted: bool = False


@dataclass(slots=True)
class _Run:
    """Inline content, gathered until a block begins or ends."""

    html: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    linked: int = 0
    links: list[str] = field(default_factory=list)
    has_image: bool = False


def parse(body: str) -> Element:
    """Return the root element of the page `body`."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(legal(body).encode() or b"<p>", parser)
    root = etree.fromstring(b"<p>", parser) if root is None else root
    for element in list(_deepest(root)):
        text = words(element)
        del element[:]
        element.text = text
    return root


def _deepest(root: Element) -> Iterator[Element]:
    """Yield the elements below which no walk goes."""
    from lxml import etree

    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == DEEPEST and len(element):
            yield element


def parts(root: Element) -> Iterator[Part]:
    """Yield the parts below `root` that can be seen, in order."""
    yield from _walk(root, _Around(element=root))


def words(element: Element) -> str:
    """Return the text of `element`, white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def _walk(element: Element, around: _Around) -> Iterator[Part]:
    """Yield the parts inside of the block `element`; the text between blocks makes paragraphs of its own."""
    run = _Run()
    _say(run, element.text)
    for child in element:
        if is_seen(child):
            if _is_inline(child):
                _write(run, child, is_linked=False)
            else:
                yield from _flushed(run, around)
                run = _Run()
                yield from _block(child, around)
        _say(run, child.tail)
    yield from _flushed(run, around)


def is_seen(element: Element) -> bool:
    """Tell whether `element` shows on the page, as far as its own markup says."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return False
    values = element.attrib
    if "hidden" in values or values.get("aria-hidden") == "true" or HIDDEN.search(values.get("style", "")):
        return False
    names = values.get("class", "")
    return not (HIDDEN_NAME.search(names) and not SHOWN_NAME.search(names))


def _is_inline(element: Element) -> bool:
    """Tell whether `element` stands within a line: by its name, unless it holds a block."""
    return element.tag in INLINE and all(each.tag in INLINE or each.tag in UNSEEN for each in element.iterdescendants("*"))


def _block(element: Element, around: _Around) -> Iterator[Part]:
    """Yield the parts of the block `element`, whose name says what they are."""
    tag = element.tag
    if tag == "pre":
        yield _code(element, around)
    elif tag == "table" and (table := _table(element)):
        yield table
    elif tag == "hr":
        yield Part(kind="rule", html="<hr>", text="", element=element)
    else:
        yield from _walk(element, _within(element, around))


def _within(element: Element, around: _Around) -> _Around:
    """Return what stands around the content of the block `element`."""
    tag = element.tag
    here = replace(around, element=element)
    if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        return replace(here, kind="heading", level=max(2, int(tag[1])))
    if tag in {"ul", "ol"}:
        return replace(here, lists=around.lists + 1, ordered=tag == "ol")
    if tag == "li":
        return replace(here, kind="item", level=max(1, around.lists))
    if tag == "blockquote":
        return replace(here, quoted=True)
    if tag == "figcaption":
        return replace(here, kind="image")
    return here


def _say(run: _Run, text: str | None) -> None:
    if text:
        run.html.append(escape(text))
        run.text.append(text)


def _write(run: _Run, element: Element, *, is_linked: bool) -> None:
    """Write the inline `element` into `run`."""
    tag = element.tag
    if tag == "br":
        run.html.append("<br>")
        run.text.append("\n")
    elif tag == "img":
        _image(run, element)
    else:
        is_linked = is_linked or tag == "a"
        before = sum(map(len, run.text)) if tag == "a" else 0
        _write_inside(run, element, is_linked=is_linked)
        if tag == "a":
            run.linked += sum(map(len, run.text)) - before
            run.links.append(element.get("href", ""))


def _write_inside(run: _Run, element: Element, *, is_linked: bool) -> None:
    tag = {"strike": "s", "tt": "code"}.get(element.tag, element.tag)
    if tag in WRITTEN:
        kept = ((name, element.get(name)) for name in ATTRIBUTES.get(tag, ()))
        run.html.append(f"<{tag}" + "".join(f' {name}="{escape(value)}"' for name, value in kept if value) + ">")
    _say(run, element.text)
    for child in element:
        if is_seen(child):
            _write(run, child, is_linked=is_linked)
        _say(run, child.tail)
    if tag in WRITTEN:
        run.html.append(f"</{tag}>")


def _image(run: _Run, element: Element) -> None:
    """Write an image under the address where it truly lies; a placeholder is a data: address."""
    addresses = (element.get(name, "").strip() for name in SOURCES)
    source = next((each for each in addresses if each and not each.startswith("data:")), "")
    if not source:
        return
    values = {"src": source, **{name: element.get(name, "") for name in ("alt", "title", "width", "height")}}
    run.html.append("<img" + "".join(f' {name}="{escape(value)}"' for name, value in values.items() if value) + ">")
    run.has_image = True


def _flushed(run: _Run, around: _Around) -> Iterator[Part]:
    """Yield what `run` gathered as one part, nothing where it holds neither words nor an image."""
    text = " ".join("".join(run.text).split())
    if not text and not run.has_image:
        return
    kind = "image" if run.has_image and not text and around.kind != "item" else around.kind
    yield Part(
        kind=kind,
        html=" ".join("".join(run.html).split()),
        text=text,
        element=around.element,
        linked=run.linked,
        level=around.level,
        ordered=around.ordered,
        quoted=around.quoted,
        links=tuple(run.links),
    )


def _code(element: Element, around: _Around) -> Part:
    text = "".join(element.itertext()).strip("\n")
    inner = element.find("code")
    language = re.search(r"\blang(?:uage)?-([\w+#.-]+)", f"{element.get('class', '')} {'' if inner is None else inner.get('class', '')}")
    name = f' class="language-{escape(language[1])}"' if language else ""
    return Part(kind="code", html=f"<pre><code{name}>{escape(text)}</code></pre>", text=text, element=element, quoted=around.quoted)


def _table(element: Element) -> Part | None:
    """Return `element` as one part where it holds data; None for a table that only lays out the page."""
    rows = [row for row in element.iter("tr") if is_seen(row)]
    cells = [[cell for cell in row if cell.tag in {"td", "th"}] for row in rows]
    longest = max((len(words(cell)) for row in cells for cell in row), default=0)
    is_data = len(rows) > 1 and max(map(len, cells), default=0) > 1 and longest < 600 and element.find(".//table") is None  # noqa: PLR2004
    if not is_data:
        return None
    run = _Run()
    lines = []
    for row in cells:
        written = []
        for cell in row:
            inside = _Run()
            _cell(inside, cell)
            run.linked += inside.linked
            written.append(f"<{cell.tag}>{' '.join(''.join(inside.html).split())}</{cell.tag}>")
        lines.append(f"<tr>{''.join(written)}</tr>")
    return Part(kind="table", html=f"<table>{''.join(lines)}</table>", text=words(element), element=element, linked=run.linked)


def _cell(run: _Run, cell: Element) -> None:
    _say(run, cell.text)
    for child in cell:
        if is_seen(child):
            if _is_inline(child):
                _write(run, child, is_linked=False)
            else:
                _say(run, " ")
                _cell(run, child)
                _say(run, " ")
        _say(run, child.tail)
