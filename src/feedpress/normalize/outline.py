"""Write the parts of an article as HTML: flat and plain, whatever boxes the page had put them into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from feedpress.normalize.pageline import Element
from feedpress.normalize.pagetree import Part


def html_of(parts: Sequence[Part]) -> str:
    """Return `parts` as HTML that is yet to be cleaned: lists, quotes and figures put together again."""
    return "\n".join(
        f"<blockquote>{body}</blockquote>" if quoted else body
        for quoted, run in groupby(parts, key=lambda part: part.quoted)
        for body in ["\n".join(_written(list(run)))]
    )


def _written(parts: list[Part]) -> Iterator[str]:
    for kind, run in groupby(parts, key=lambda part: part.kind):
        if kind == "item":
            yield _list(list(run))
        elif kind == "image":
            yield from _figures(list(run))
        else:
            yield from (_block(part) for part in run)


def _block(part: Part) -> str:
    if part.kind == "heading":
        return f"<h{part.level}>{part.html}</h{part.level}>"
    return part.html if part.kind in {"code", "table", "rule"} else f"<p>{part.html}</p>"


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


def _list(parts: list[Part]) -> str:
    """Return list items as nested lists; paragraphs of one item stay together."""
    out: list[str] = []
    open_lists: list[str] = []
    last: Element = None
    for part in parts:
        item = _item(part.element)
        if item is last and item is not None and open_lists:
            out.append(f"<p>{part.html}</p>")
            continue
        last = item
        while len(open_lists) > part.level:
            out.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == part.level:
            out.append("</li>")
        while len(open_lists) < part.level:
            open_lists.append("ol" if part.ordered else "ul")
            out.append(f"<{open_lists[-1]}>" if len(open_lists) == part.level else f"<{open_lists[-1]}><li>")
        out.append(f"<li>{part.html}")
    return "".join((*out, *(f"</li></{name}>" for name in reversed(open_lists))))


def _item(element: Element) -> Element:
    return next((each for each in (element, *element.iterancestors()) if each.tag == "li"), None)
