"""Tell a saved page that lists stories, each under a headline that leads to its own page, from one with a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedpress.model import Field
from feedpress.normalize.extract import Judged
from feedpress.normalize.pageline import Element
from feedpress.normalize.pagetree import Part
from feedpress.normalize.wording import ALL_LINKED, leads_home, weight

LEAST = 3
"""So many stories make a list; one of them and two that are recommended do not."""
SHARE = 0.9
"""So much of a list's prose lies under such headlines."""
MOST = 0.7
"""A list has no story with more of its prose than this."""

PAGE = re.compile(r"(?:https?:|(?![a-z][\w+.-]*:))[^#]+", re.IGNORECASE)
"""The address of a page: an anchor may have none, run a script, or lead to a place."""

FRONT = re.compile(r"https?://[^/?#]+/?", re.IGNORECASE)
"""The address of a front page, whose headline and title are the site's name, and whose date the site's."""


def stories(root: Element, judged: Sequence[Judged], told: Sequence[Field], host: str) -> int:
    """Return how many stories of other pages `root`, at `host`, consists of; 0 where it has a text of its own.

    `told` is what the page's head and address tell.
    """
    said = " ".join((root.findtext(".//title") or "").split()).casefold()
    is_front = any(each.name == "source_url" and FRONT.fullmatch(each.value) for each in told)
    if not is_front and (any(map(_is_date, told)) or any(_is_subject(each.part, said) for each in judged)):
        return 0
    sizes: dict[int, int] = {}
    for head, size in _under_headlines(judged, host):
        if head >= 0 and judged[head].part.text.casefold() in said:
            return 0
        sizes[head] = sizes.get(head, 0) + size
    own = sizes.pop(-1, 0)
    found = [size for size in sizes.values() if size]
    whole = sum(found)
    is_list = len(found) >= LEAST and whole >= SHARE * (whole + own) and max(found) <= MOST * whole
    return len(found) if is_list and not _is_article(root) else 0


def _is_date(told: Field) -> bool:
    return told.name == "published" and told.origin in {"json-ld", "html-meta"}


def _is_subject(part: Part, said: str) -> bool:
    """Tell whether `part` is a headline that leads nowhere and stands in `said`, the page's title."""
    return part.element.tag == "h1" and part.text != "" and not part.linked and part.text.casefold() in said


def _under_headlines(judged: Sequence[Judged], host: str) -> Iterator[tuple[int, int]]:
    """Yield how much prose each part of the article is, with the number of the headline over it, -1 for none."""
    head = -1
    for i, (part, reason) in enumerate(judged):
        if part.kind == "heading" and (head < 0 or part.level <= judged[head].part.level):
            head = i if _leads_on(part, host) else -1
        elif not reason:
            yield head, weight(part)


def _leads_on(heading: Part, host: str) -> bool:
    """Tell whether all of `heading` is a link to another page of the site; one with `#` leads to a place on this."""
    is_link = heading.text and heading.linked >= ALL_LINKED * len(heading.text)
    return bool(is_link) and all(map(PAGE.fullmatch, heading.links)) and leads_home(heading, host)


def _is_article(root: Element) -> bool:
    """Tell whether the head of the page calls it an article."""
    told = {each.get("property", ""): each.get("content", "") for each in root.iter("meta")}
    return told.get("og:type", "").casefold() == "article" or "article:published_time" in told
