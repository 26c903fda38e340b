"""Write the parts of an article as HTML: flat and plain, whatever boxes the page had put them into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from feedpress.normalize.markup import in_paragraphs
from feedpress.normalize.pageline import Element
from feedpress.normalize.pagetree import Part

MOST_BEFORE = 1_000
"""Items counted before one."""
LONGEST_NUMBER = 7


def html_of(parts: Sequence[Part]) -> str:
    """Return `parts` as HTML that is yet to be cleaned: lists, quotes and figures put together again."""
    return "\n".join(
        f"<blockquote>{body}</blockquote>" if quoted else body
        for quoted, run in groupby(parts, key=lambda part: part.quoted)
        for body in ["\n".join(_written(list(run)))]
    )


def _written(parts: list[Part]) -> Iterator[str]:
    for kind, run in groupby(parts, key=_manner):
        if kind == "item":
            yield from _lists(list(run))
        elif kind == "explained":
            yield from _explained(list(run))
        elif kind == "image":
            yield from _figures(list(run))
        else:
            yield from (_block(part) for part in run)


def _manner(part: Part) -> str:
    """Return how `part` is written: a word and what it means in another way than an item."""
    return "explained" if part.kind == "item" and part.name != "li" else part.kind


def _block(part: Part) -> str:
    if part.kind == "heading":
        return f"<h{part.level}>{part.html}</h{part.level}>"
    return part.html if part.kind in {"code", "table", "rule"} else in_paragraphs(part.html)


def _figures(parts: list[Part]) -> Iterator[str]:
    """Yield each image with the captions that follow it; a caption without an image says nothing."""
    now: list[str] = []
    for part in parts:
        if not part.text:
            yield from _figure(now)
            now = [part.html]
        elif now:
            now.append(f"<figcaption>{part.html}</figcaption>" if len(now) == 1 else "")
    yield from _figure(now)


def _figure(inside: list[str]) -> Iterator[str]:
    if inside:
        yield f"<figure>{''.join(inside)}</figure>"


def _explained(parts: list[Part]) -> Iterator[str]:
    """Yield words and what they mean, a list of its own for each list of the page."""
    for _, run in groupby(parts, key=lambda part: _around(part, "dl")):
        boxes = groupby(run, key=lambda part: (part.name, _around(part, part.name)))
        yield f"<dl>{''.join(_explanation(name, list(inside)) for (name, _), inside in boxes)}</dl>"


def _explanation(name: str, parts: list[Part]) -> str:
    more = "".join(f"<p>{part.html}</p>" for part in parts[1:])
    return f"<{name}>{parts[0].html}{more}</{name}>"


def _around(part: Part, name: str) -> Element:
    """Return the nearest element called `name` that holds `part`."""
    return next((each for each in (part.element, *part.element.iterancestors(name)) if each.tag == name), None)


def _lists(parts: list[Part]) -> Iterator[str]:
    """Yield the lists that consecutive items make; those of a page that is itself a list begin deeper."""
    base = min(part.level for part in parts) - 1
    for _, run in groupby(parts, key=lambda part: _outer(part.element, base)):
        yield _list(list(run), base)


def _outer(element: Element, base: int) -> Element:
    """Return the list around `element` that has `base` lists around itself."""
    around = [each for each in (element, *element.iterancestors()) if each.tag in {"ul", "ol"}][::-1]
    return around[base] if base < len(around) else None


def _list(parts: list[Part], base: int) -> str:
    """Return list items as nested lists; paragraphs of one item stay together."""
    out: list[str] = []
    names: list[str] = []
    last: Element = None
    for part in parts:
        item = _around(part, "li")
        if item is last and item is not None:
            out.append(f"<p>{part.html}</p>")
            continue
        last = item
        out.append(_opening(names, part.level - base, "ol" if part.ordered else "ul"))
        out.append(f"<li>{part.html}")
    if out[0] == "<ol>" and (number := _number(parts[0])) != 1:
        out[0] = f'<ol start="{number}">'
    return "".join((*out, *(f"</li></{name}>" for name in reversed(names))))


def _number(part: Part) -> int:
    """Return the number before an item: a list goes on after code and other blocks, which part it here."""
    item = _around(part, "li")
    around = None if item is None else item.getparent()
    first = "" if around is None else around.get("start", "1")
    before = 0 if item is None else sum(1 for _ in islice(item.itersiblings("li", preceding=True), MOST_BEFORE))
    return int(first) + before if first.isascii() and first.isdecimal() and len(first) < LONGEST_NUMBER else 1


def _opening(names: list[str], level: int, name: str) -> str:
    """Return what closes and opens lists, `names` being open, before an item of the depth `level`."""
    out = [f"</li></{names.pop()}>" for _ in range(len(names) - level)]
    if len(names) == level:
        out.append("</li>")
    while len(names) < level:
        names.append(name)
        out.append(f"<{name}>" if len(names) == level else f"<{name}><li>")
    return "".join(out)
