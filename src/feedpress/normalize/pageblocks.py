"""Code and tables of a saved page, each written as one block whatever boxes the page draws it with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import NamedTuple

from feedpress.normalize.pageline import INLINE, Element, Run, is_seen, say, words, write

LONGEST_CELL = 600
"""A table with longer cells than this lays out the page."""
LANGUAGE = re.compile(
    r"\b(?:lang(?:uage)?|highlight-(?:source|text)|highlight)-(?!(?:default|none|plain)\b)([\w+#.-]+)"
)
NAMING = 3
"""So many elements around a code block may name its language."""
LINES = frozenset({"div", "li", "p", "tr"})
SPANS = ("colspan", "rowspan")


class Box(NamedTuple):
    """A block: its HTML, its words, and how many characters of them lie in links."""

    html: str
    text: str
    linked: int = 0


def code(element: Element) -> Box | None:
    """Return preformatted text with the language that a class in or around it names; None for numbers beside code."""
    text = "".join(_lines(element)).strip("\n")
    lines = text.split()
    if len(lines) > 1 and lines == [str(number + 1) for number in range(len(lines))] and _follow(element, len(lines)):
        return None
    around = [each for each in islice(element.iterancestors(), NAMING) if each.tag == "div"]
    names = " ".join(each.get("class", "") for each in (element, *element.iter("code"), *around))
    found = LANGUAGE.search(names)
    language = f' class="language-{escape(found[1])}"' if found else ""
    return Box(f"<pre><code{language}>{escape(text)}</code></pre>", text)


def _follow(element: Element, count: int) -> bool:
    """Tell whether `count` lines of code come right after `element`, the box around which may hold nothing else."""
    while element.getnext() is None and element.getprevious() is None and element.getparent() is not None:
        element = element.getparent()
    beside = element.getnext()
    found = None if beside is None else next(beside.iter("pre", "code"), None)
    text = "" if found is None else "".join(_lines(found))
    # Empty lines at the ends may be numbered.
    return text.strip("\n").count("\n") < count <= text.count("\n") + 1


def _lines(element: Element) -> Iterator[str]:
    """Yield the text of `element`: a break ends a line, and so does a box that holds one."""
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif is_seen(child):
            inside = "".join(_lines(child))
            yield f"{inside}\n" if child.tag in LINES and not inside.endswith("\n") else inside
        yield child.tail or ""


def table(element: Element, boxes: frozenset[Element]) -> Box | None:
    """Return `element` as one block where it holds data; None for a table that only lays out the page.

    `boxes` holds every block's owners.
    """
    if element.find(".//table") is not None:
        return None
    cells = [[cell for cell in row if cell.tag in {"td", "th"}] for row in element.iter("tr") if is_seen(row)]
    longest = max((len(words(cell)) for row in cells for cell in row), default=0)
    is_wide = len(cells) > 1 and max(map(len, cells)) > 1
    if not is_wide or longest > LONGEST_CELL:
        return None
    runs = [[(cell, _cell(Run(), cell, boxes)) for cell in row] for row in cells]
    rows = ("".join(f"<{_start(cell)}>{run.written()}</{cell.tag}>" for cell, run in row) for row in runs)
    above = "".join(f"<caption>{_cell(Run(), each, boxes).written()}</caption>" for each in element.iterfind("caption"))
    html = f"<table>{above}{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    return Box(html, words(element), sum(run.linked for row in runs for _, run in row))


def _start(cell: Element) -> str:
    spans = (f' {name}="{escape(cell.get(name))}"' for name in SPANS if cell.get(name, "1") != "1")
    return f"{cell.tag}{''.join(spans)}"


def _cell(run: Run, cell: Element, boxes: frozenset[Element]) -> Run:
    """Write what `cell` holds as one line and return `run`."""
    say(run, cell.text)
    for child in cell:
        if is_seen(child) and child.tag in INLINE and child not in boxes:
            write(run, child)
        elif is_seen(child):
            say(run, " ")
            _cell(run, child, boxes)
            say(run, " ")
        say(run, child.tail)
    return run
