"""What stands within a line of a saved page: words, links, emphasis, images; and what of a page can be seen at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any, TypeAlias

from msgspec import Struct, field

Element: TypeAlias = Any  # lxml has no types of its own

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
WRITTEN = frozenset(
    """
    a abbr b cite code del em i ins kbd mark q s samp small strong sub sup time u var
    """.split()  # noqa: SIM905 - likewise
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LONGEST_HEADING = 500
RENAMED = {"strike": "s", "tt": "code"}
ATTRIBUTES = {"a": ("href", "title"), "time": ("datetime",), "code": ("class",), "abbr": ("title",)}
# A page that loads its images late keeps their addresses here.
SOURCES = ("data-src", "data-original", "data-lazy-src", "src")
PICTURE = re.compile(r"\s*\S+\.(?:jpe?g|png|webp|gif|avif)(?:\?\S*)?\s*$", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:blank|spacer|placeholder|pixel|transparent|1x1|lazy|loading|loader)[\w.-]*\.(?:gif|png|svg)",
    re.IGNORECASE,
)
HANDLES = frozenset("¶#§🔗↩↑^\ufe0e\ufe0f")  # the last two choose how the one before is drawn
NOTES = frozenset("*†‡")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
# Names by which style sheets hide; some hide on small screens only: "hidden lg:block".
HIDDEN_NAME = re.compile(
    r"(?:^|\s)(?:hidden|hide|d-none|is-hidden|u-hidden|visually-?hidden|sr-only|screen-reader-text|mw-editsection)(?:$|\s)"
)
SHOWN_NAME = re.compile(r":(?:block|flex|inline|grid|table|contents)|-(?:block|flex|inline|grid)(?:$|\s)")


class Run(Struct):
    """Inline content, gathered until a block begins or ends; `size` and `linked` count its characters."""

    html: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    links: list[str] = field(default_factory=list)
    has_image: bool = False

    def written(self) -> str:
        """Return the HTML, white space collapsed."""
        return " ".join("".join(self.html).split())

    def said(self) -> str:
        """Return the words, white space collapsed."""
        return " ".join("".join(self.text).split())


def words(element: Element) -> str:
    """Return the text of `element`, white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def brief(element: Element, most: int, between: str = "") -> str:
    """Return the text of `element` as `words` does, "" where it has more than `most` characters: the rest is not read.

    `between` stands between the texts of neighbouring elements.
    """
    found: list[str] = []
    size = 0
    for text in element.itertext():
        size += len(" ".join(text.split(None, most + 1)))
        if size > most:
            return ""
        found.append(text)
    text = " ".join(between.join(found).split())
    return text if len(text) <= most else ""


def unbutton(heading: Element) -> None:
    """Let the button that is all of `heading` be its text, as what it opens is; one beside the words is the page's."""
    button = next(heading.iter("button"), None)
    if button is not None and brief(button, LONGEST_HEADING) == brief(heading, LONGEST_HEADING):
        button.tag = "span"


def name_of(element: Element) -> str:
    """Return what `element` calls itself, in lower case, with a space on either side; a heading's id is its words'."""
    own = "" if element.tag in HEADINGS else element.get("id", "")
    return f" {element.get('class', '')} {own} ".lower()


def is_seen(element: Element) -> bool:
    """Tell whether `element` shows on the page, as far as its own markup says."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return False
    values = element.attrib
    if "hidden" in values or values.get("aria-hidden") == "true" or HIDDEN.search(values.get("style", "")):
        return False
    names = values.get("class", "")
    return not (HIDDEN_NAME.search(names) and not SHOWN_NAME.search(names))


def boxes(root: Element) -> frozenset[Element]:
    """Return the elements below `root` that hold a block, and so are none of a line's, whatever their names."""
    found: set[Element] = set()
    for element in root.iter("*"):
        if element.tag not in INLINE:
            for above in element.iterancestors():
                if above in found:
                    break
                found.add(above)
    return frozenset(found)


def say(run: Run, text: str | None) -> None:
    """Add `text` to `run`."""
    if text:
        run.html.append(escape(text))
        run.text.append(text)
        run.size += len(text)


def write(run: Run, element: Element) -> None:
    """Add the inline `element` to `run`."""
    if element.tag == "br":
        run.html.append("<br>")
        run.text.append("\n")
    elif element.tag == "img":
        _image(run, element)
    elif element.tag == "a" and _is_handle(element):
        return
    elif element.tag == "a":
        before = run.size
        _inside(run, element)
        run.linked += run.size - before
        run.links.append(element.get("href", ""))
    else:
        _inside(run, element)


def _is_handle(element: Element) -> bool:
    """Tell whether the link `element` only gives a heading or a note its address: a sign such as ¶ that leads there."""
    address = element.get("href", "")
    signs = {char for text in element.itertext() for char in text if not char.isspace()}
    if "#" not in address or element.find(".//img") is not None or any(map(str.isalnum, signs)):
        return False
    is_in_heading = next(element.iterancestors(*HEADINGS), None) is not None
    return not signs or (signs <= HANDLES and address[0] == "#") or (is_in_heading and not signs & NOTES)


def _inside(run: Run, element: Element) -> None:
    tag = RENAMED.get(element.tag, element.tag)
    if tag in WRITTEN:
        run.html.append(_start(tag, {name: element.get(name, "") for name in ATTRIBUTES.get(tag, ())}))
    say(run, element.text)
    for child in element:
        if is_seen(child):
            write(run, child)
        say(run, child.tail)
    if tag in WRITTEN:
        run.html.append(f"</{tag}>")


def _image(run: Run, element: Element) -> None:
    """Write an image under the address where it truly lies; a placeholder is a data: address."""
    source = next((each for each in _addresses(element) if each and not each.startswith("data:")), "")
    if source:
        values = {name: element.get(name, "") for name in ("alt", "title", "width", "height")}
        run.html.append(_start("img", {"src": source, **values}))
        run.has_image = True


def _addresses(element: Element) -> Iterator[str]:
    """Yield the addresses that the image `element` or the picture around it names, the likeliest first."""
    named = [element.get(name, "").strip() for name in SOURCES]
    yield from (each for each in named if not PLACEHOLDER.search(each))
    yield from (value.strip() for name, value in element.items() if name.startswith("data-") and PICTURE.match(value))
    # libxml2 does not know that <source> is empty: the image may lie inside.
    sources = [source for picture in element.iterancestors("picture") for source in picture.iter("source")]
    for each in (element, *sources):
        for name in ("srcset", "data-srcset"):
            yield each.get(name, "").strip().partition(" ")[0].rstrip(",")
    yield from named


def _start(tag: str, values: dict[str, str]) -> str:
    return f"<{tag}" + "".join(f' {name}="{escape(value)}"' for name, value in values.items() if value) + ">"
