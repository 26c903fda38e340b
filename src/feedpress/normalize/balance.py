"""Close the tags of a fragment in order and keep it shallow, so that no parser can be led into quadratic work.

Unclosed formatting elements are opened anew in every paragraph, and each element's start looks at all that are open:
a few thousand tags can cost gigabytes. What is written here again costs time and memory in proportion.
"""

from __future__ import annotations

import re
from itertools import accumulate, islice

KEPT = frozenset(
    """
    a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure
    h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small strong sub summary sup
    table tbody td tfoot th thead time tr u ul var wbr
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
# Containers that mean a block: they become div, so that two of them never run together into one paragraph.
CONTAINERS = frozenset(
    """
    address article aside center dialog fieldset footer header hgroup main nav search section
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
VOID = frozenset({"br", "hr", "img", "wbr", "col"})
# These end where the next of their kind begins.
UNCLOSED = frozenset({"p", "li", "td", "th", "tr", "dd", "dt"})
# Within these nothing is a tag.
RAW = ("script", "style", "textarea", "iframe", "noscript", "template", "title", "svg")
DEEPEST = 100
"""Elements may nest this deep; premailer and libxml2 lose what lies beyond 256, our own templates' levels included."""
MOST = 200_000
"""No document has so many tags; a tree of more would not fit into memory that is fair."""
MANY = 1000
"""From this many `<` on the tags are balanced before nh3 sees them: it is quadratic in nesting, in time and memory."""

TOKEN = re.compile(r"<(/?)([a-zA-Z][^\t\n\r\f />]*)([^<>]*)>?")
LOOSE = re.compile(r"""(?<![a-zA-Z])([a-zA-Z]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'=`]+))""")
PLAIN = re.compile(r"""<(/?)([a-z][a-z0-9]*)(?: [a-z-]+="[^"<>]*+")*+(?: ?/)?>""")
"""A tag written so plainly that every parser reads it alike."""
DECLARATION = re.compile(r"<[!?][^>]*>?")
LEVELS = re.compile(r"<(/?)(?!(?:br|hr|img|wbr|col)\b)")
LONG = 20_000
"""Characters below which no tag holds enough attributes to keep a parser busy."""
LADEN = re.compile(  # with a thousand attributes: a parser compares each with all before it
    r"""<[a-zA-Z][^\s/>]*+(?:[\s/]*+=?+[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+){1000,}+[^>]*>?"""
)


def capped(html: str, most: int = MOST) -> str:
    """Return `html` up to its tag number `most` and its entity number MOST, without tags laden with attributes."""
    if len(html) > LONG:
        html = LADEN.sub("", html)
    for mark, number in (("<", most), ("&", MOST)):
        if html.count(mark) > number:
            html = html[: next(islice(re.finditer(mark, html), number, None)).start()]
    return html


def depth(html: str) -> int:
    """Return how many elements of the canonical `html` lie in one another at the most."""
    return max(accumulate((-1 if slash else 1 for slash in LEVELS.findall(html)), initial=0))


def balanced(html: str) -> str:
    """Return `html` with its tags closed in order and at most DEEPEST deep; linear in its length.

    For documents so full of tags that an HTML5 parser could be led into quadratic work: unclosed formatting elements
    are opened anew in every paragraph. Attributes are rewritten, unknown tags left out; the text stays. What is so
    already, as a renderer of Markdown writes it, is returned as it stands.
    """
    if _is_balanced(html):
        return html
    out: list[str] = []
    stack: list[str] = []
    position = 0
    html = DECLARATION.sub("", _without(html, "<!--", "-->"))
    for name in RAW:
        html = _without(html, f"<{name}", f"</{name}")
    for token in TOKEN.finditer(html):
        out.append(html[position : token.start()])
        position = token.end()
        out.append(_balance(token, stack))
    return "".join((*out, html[position:], *(f"</{name}>" for name in reversed(stack))))


def _is_balanced(html: str) -> bool:
    """Tell whether every tag of `html` is known and plainly written, and closed in order before it lies too deep."""
    tags = PLAIN.findall(html)
    if len(tags) != html.count("<") or not {name for _, name in tags} <= KEPT | CONTAINERS:
        return False
    stack: list[str] = []
    for slash, name in tags:
        if slash and (not stack or stack.pop() != name):
            return False
        if not slash and name not in VOID:
            stack.append(name)
        if len(stack) > DEEPEST // 2:
            return False
    return not stack


def _without(html: str, start: str, end: str) -> str:
    """Return `html` without what stands between each `start` and the next `end`, both included."""
    low = html.lower()
    if len(low) != len(html):  # a letter whose lower case is longer: positions would not agree
        low = html
    out: list[str] = []
    position = 0
    while (begin := low.find(start, position)) >= 0:
        out.append(html[position:begin])
        stop = low.find(end, begin + len(start))
        position = len(html) if stop < 0 else stop + len(end)
    return "".join((*out, html[position:]))


def _balance(token: re.Match[str], stack: list[str]) -> str:
    name = token[2].lower()
    if name not in KEPT and name not in CONTAINERS:
        return " "
    if not token[1]:
        return f"<{name}{_attributes(token[3])}>" if name in VOID else _open(name, token[3], stack)
    if name not in stack:
        return ""
    inside = stack[::-1].index(name) + 1
    closed = stack[-inside:]
    del stack[-inside:]
    return "".join(f"</{each}>" for each in reversed(closed))


def _open(name: str, attributes: str, stack: list[str]) -> str:
    before = f"</{stack.pop()}>" if name in UNCLOSED and stack[-1:] == [name] else ""
    if len(stack) >= DEEPEST // 2:  # a parser may add as many again: tbody, tr
        return before
    stack.append(name)
    return f"{before}<{name}{_attributes(attributes)}>"


def _attributes(text: str) -> str:
    """Return the attributes in `text` that are written plainly, in double quotes."""
    pairs = (
        (name, (double or single or bare).replace('"', "&quot;")) for name, double, single, bare in LOOSE.findall(text)
    )
    return "".join(f' {name}="{value}"' for name, value in pairs)
