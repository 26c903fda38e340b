"""Keep what opens the article of a saved page: what stands between its headline and its first paragraph.

A standfirst, key points, ingredients, a table of contents, a byline, buttons to share: all are short and come first.
What is the author's is told by its shape: no links, and no word of who wrote or when.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from feedpress.normalize import phrases
from feedpress.normalize.masthead import dated, names_in, people
from feedpress.normalize.pageline import Element, name_of
from feedpress.normalize.pagetree import Part
from feedpress.normalize.wording import BEFORE, BY_PLACE, LEDE, MANY_LINKED

TEASER = 'named "teaser"'
STANDFIRST = re.compile(
    r"[-_\s](?:sub-?(?:title|head(?:line|ing)?)|dec?k|stand-?first|excerpt|lead|lede|intro|tagline|teaser-?text"
    r"|(?:post|article|entry|page)-(?:description|summary))[-_\s]"
)
LEAST_WORDS = 3
MOST = 400
"""A standfirst has no more characters."""
SHORT = 90
LONGEST = 2_000
"""No opening has so many parts."""


def keep(every: Sequence[Part], reasons: list[str], head: int, first: int) -> None:
    """Take back `reasons` against parts between the headline at `head` and the first prose at `first`."""
    zone = range(head + 1, first)
    said = {part.text for part, reason in zip(every[first:], reasons[first:], strict=True) if not reason}
    byline = next((i for i in zone if _is_byline(every[i].text)), first)
    for i in zone:
        is_kept = _is_standfirst(every[i], is_below_byline=i > byline) and every[i].text not in said
        if is_kept and (reasons[i] in BY_PLACE or reasons[i] == TEASER):
            reasons[i] = ""
    for _, run in groupby(zone, key=lambda i: _list_of(every[i])):
        items = list(run)
        if every[items[0]].kind == "item" and _is_matter([every[i] for i in items], [reasons[i] for i in items]):
            for i in items:
                reasons[i] = ""
    for i in reversed(zone):
        if reasons[i] == BEFORE and not reasons[i + 1] and _leads_in(every[i], every[i + 1]):
            reasons[i] = ""


def _is_standfirst(part: Part, *, is_below_byline: bool) -> bool:
    """Tell whether `part` says more of what the headline says: no byline, no label, no way out.

    A short one is known by its name, and stands over the byline: below, it may say what the writer does.
    """
    size = len(part.text)
    if part.kind not in {"paragraph", "heading"} or part.linked or size > MOST or _is_byline(part.text):
        return False
    is_named = STANDFIRST.search(name_of(part.element)) is not None
    return (is_named and not is_below_byline) or (size > LEDE and len(phrases.words(part.text)) > LEAST_WORDS)


def _is_byline(text: str) -> bool:
    """Tell whether the short `text` says who wrote or when."""
    return len(text) < SHORT and bool(dated(text) or names_in(text) or people(text))


def _list_of(part: Part) -> Element:
    """Return the outermost list that holds `part`, None for none."""
    around = (each for each in part.element.iterancestors("ul", "ol", "dl"))
    return next(reversed([*around]), None) if part.kind == "item" else None


def _is_matter(items: Sequence[Part], reasons: Sequence[str]) -> bool:
    """Tell whether a list is the author's: points, ingredients, facts; not links, buttons or who wrote and when."""
    if len(items) < 2 or not set(reasons) <= BY_PLACE:  # noqa: PLR2004 - a list
        return False
    size = sum(len(each.text) for each in items)
    words = sum(len(phrases.words(each.text)) for each in items)
    is_long = BEFORE in reasons or words >= LEAST_WORDS * len(items)
    linked = sum(each.linked for each in items)
    return is_long and linked <= MANY_LINKED * size and not any(_is_byline(each.text) for each in items)


def _leads_in(part: Part, following: Part) -> bool:
    """Tell whether `part` is the heading of what follows, or words that lead in to its list or table."""
    if part.linked or _is_byline(part.text):
        return False
    return part.kind == "heading" or (part.kind == "paragraph" and following.kind in {"item", "table", "code"})
