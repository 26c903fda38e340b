"""Judge the parts of an article by what they say: links in place of sentences, requests, headings of other stories."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedpress.normalize import phrases
from feedpress.normalize.pageline import PICTURE
from feedpress.normalize.pagetree import Part

PROSE = 80
"""A paragraph of so many characters, with a stop in it and few links, is prose."""
MANY_LINKED = 0.4
ALL_LINKED = 0.8
LONG_LINK = 200
WORDS = 25
"""What is longer than this says more than a label or a request does."""
REQUEST = 16
SENTENCE = 200
LABEL = 4
RELATED = 60
LEDE = 40
HEADING = 3
"""A heading before the text has so many words, a label fewer."""

STOP = re.compile(r"[.!?…。！？؟।:;,،、][\"”’')\]»]*(?:\s|$)|[。！？，、]")
END = re.compile(r"[.!?…。！？؟।][\"”’')\]»]*$")
HOST = re.compile(r"(?:https?:)?//(?:www\.)?([^/?#:]+)", re.IGNORECASE)
OUTSIDE = "outside of the article"
WIDTH = re.compile(r' width="(\d{1,5})"')
HEIGHT = re.compile(r' height="(\d{1,5})"')
LARGE = 400
"""A picture of so many pixels is no portrait and no sign."""
BANNER = 3
"""An advertisement is so many times as wide as high."""
BEFORE = "before the first paragraph"
BY_PLACE = frozenset({OUTSIDE, BEFORE})
"""Reasons against where a part stands, not against what it is: they are taken back where it opens the article."""
_LABEL = "a label of the page"
_ASKS = "asks the reader for something"
_AFTER = "after the last paragraph"
SILENT = frozenset({"heading", "image", "rule", "table"})


def weight(part: Part) -> int:
    """Return how much prose `part` is: its characters, 0 for what is no prose."""
    size = len(part.text)
    if part.kind in SILENT or size < PROSE or part.linked > MANY_LINKED * size:
        return 0
    return size if part.kind == "code" or STOP.search(part.text) else 0


def is_lede(part: Part) -> bool:
    """Tell whether `part` may stand between headline and article: a sentence or a point, longer than a byline."""
    return part.kind in {"paragraph", "item"} and len(part.text) > LEDE and not part.linked


def is_picture(part: Part) -> bool:
    """Tell whether the image `part` is one to look at: large, or in a figure, and no way to another page."""
    width, height = WIDTH.search(part.html), HEIGHT.search(part.html)
    is_banner = width is not None and height is not None and int(width[1]) > BANNER * int(height[1])
    is_shown = int(width[1]) >= LARGE if width else part.in_figure
    return part.kind == "image" and is_shown and not is_banner and all(map(PICTURE.match, part.links))


def is_film(part: Part) -> bool:
    """Tell whether `part` is the link that stands for a film or a sound, all there is in a figure without a name."""
    return part.element.tag == "figure" and not part.element.attrib and 0 < len(part.text) == part.linked


def word(every: Sequence[Part], reasons: list[str], title: str, host: str) -> None:
    """Fill in `reasons` against parts of the article that have none yet; `title` and `host` are the page's."""
    said: set[str] = set()
    for i, part in enumerate(every):
        if not reasons[i]:
            key = part.html if part.kind == "image" else part.text
            reasons[i] = "said before" if key in said else _against(part, title, host)
            is_quotable = part.kind != "code" and weight(part)  # a lesson shows its program again
            said.update([key] if is_quotable or part.kind == "image" else [])
    _keep_headings(every, reasons)
    _cut_edges(every, reasons, host)
    _cut_related(every, reasons)


def _against(part: Part, title: str, host: str) -> str:
    """Return the reason against `part` that its own words give."""
    if title and part.text.casefold() == title.casefold():
        return "the title again"
    if part.is_embedded:
        return "a post from elsewhere"
    if part.kind in {"code", "table", "rule", "image"} or is_film(part):
        return ""
    size = len(part.text)
    if part.kind != "heading" and ALL_LINKED * size < part.linked and size < LONG_LINK and leads_home(part, host):
        return "a link, not a sentence"
    line = phrases.words(part.text)
    return _phrase(part, line) if len(line) <= WORDS else ""


def _phrase(part: Part, line: phrases.Words) -> str:
    """Return the reason against the short `part`, whose words are `line`."""
    if phrases.FURNITURE.is_whole(line) and not END.search(part.text):
        return _LABEL
    is_label = part.text.endswith(":") and len(line) <= LABEL
    if phrases.ASKS.start(line) and len(line) < REQUEST and (part.linked or is_label or not STOP.search(part.text)):
        return _ASKS
    return "legal words" if phrases.LEGAL.within(line) else ""


def _keep_headings(every: Sequence[Part], reasons: list[str]) -> None:
    """Keep headings such as "Search" or "Contact" over prose after which more prose follows: manuals have such."""
    prose = [i for i, part in enumerate(every) if not reasons[i] and weight(part) and not part.linked]
    for i in (at - 1 for at in prose[1:-1]):
        if reasons[i] == _LABEL and every[i].kind == "heading":
            reasons[i] = ""


def leads_home(part: Part, host: str) -> bool:
    """Tell whether a link of `part` leads to the site's own pages; a place on this one is none."""
    hosts = (HOST.match(link) for each in part.links if not (link := each.strip()).startswith("#"))
    return any(not each or each[1].lower() == host.removeprefix("www.") for each in hosts)


def _cut_edges(every: Sequence[Part], reasons: list[str], host: str) -> None:
    """Take away what stands before the first and after the last prose, but for headings before and pictures."""
    prose = [i for i, part in enumerate(every) if not reasons[i] and weight(part)]
    if not prose:
        return
    for i, part in enumerate(every):
        if reasons[i] or part.kind in {"table", "code"} or prose[0] <= i <= prose[-1]:
            continue
        if i < prose[0]:
            is_heading = part.kind == "heading" and len(phrases.words(part.text)) >= HEADING
            is_kept = part.kind == "image" or is_heading or is_film(part) or (is_lede(part) and END.search(part.text))
            reasons[i] = "" if is_kept else BEFORE
        else:
            is_kept = is_picture(part) or is_film(part) or _is_said(part, host)
            reasons[i] = _ASKS if _is_offer(part) else "" if is_kept else _AFTER
    _keep_lists(every, reasons, host)
    _keep_lead(every, reasons, prose[0])
    _keep_above(every, reasons, prose[-1])


def _keep_lead(every: Sequence[Part], reasons: list[str], first: int) -> None:
    """Keep the short sentences that lead without a break to the first prose, at `first`."""
    for i in range(first - 1, -1, -1):
        part = every[i]
        is_sentence = part.kind in {"paragraph", "item"} and not part.linked and part.text[-1:] in ".?!…:"
        if reasons[i] == BEFORE and is_sentence:
            reasons[i] = ""
        elif reasons[i]:
            break


def _is_offer(part: Part) -> bool:
    """Tell whether the sentence `part` asks for what sites ask for: "Follow us on Twitter."."""
    line = phrases.words(part.text) if len(part.text) < SENTENCE else ()
    return 0 < len(line) < REQUEST and phrases.ASKS.start(line) > 0 and phrases.OFFERS.within(line)


def _is_said(part: Part, host: str) -> bool:
    """Tell whether a short part after the last prose is still the text: words with a stop that are no way out."""
    is_sentence = part.linked <= MANY_LINKED * len(part.text) and END.search(part.text)
    is_way_out = not is_sentence and leads_home(part, host)
    if part.kind == "item" and not part.linked:
        return True
    return part.kind in {"paragraph", "item", "quote"} and bool(STOP.search(part.text)) and not is_way_out


def _keep_lists(every: Sequence[Part], reasons: list[str], host: str) -> None:
    """Keep all of a list after the last prose that leads elsewhere, where one item stays: it names sources."""
    lists = {
        part.element.getparent() for part, reason in zip(every, reasons, strict=True) if _is_item(part, reason, "")
    }
    for i, part in enumerate(every):
        if _is_item(part, reasons[i], _AFTER) and part.element.getparent() in lists and not leads_home(part, host):
            reasons[i] = ""


def _is_item(part: Part, reason: str, wanted: str) -> bool:
    return part.kind == "item" and reason == wanted


def _keep_above(every: Sequence[Part], reasons: list[str], last: int) -> None:
    """Keep what stands right over a part that stays after the last prose: a heading in any clothes, pictures."""
    said = [not reason and part.kind != "image" for part, reason in zip(every, reasons, strict=True)]
    for i in range(len(every) - 2, last, -1):
        kind = every[i].kind
        is_heading = kind == "heading" == every[i + 1].kind
        is_over = said[i + 1] or ((kind == "image" or is_heading) and not reasons[i + 1])
        is_by_place = reasons[i] == _AFTER or (reasons[i] == _LABEL and kind == "heading")
        if is_by_place and is_over and not every[i].linked:
            reasons[i] = ""


def _cut_related(every: Sequence[Part], reasons: list[str]) -> None:
    """Take away a heading that announces other stories, and what follows until prose without links begins again."""
    is_other = False
    for i, part in enumerate(every):
        if reasons[i]:
            continue
        if len(part.text) < RELATED and phrases.is_related(phrases.words(part.text)):
            is_other = True
        elif weight(part) and not part.linked:
            is_other = False
        reasons[i] = "among links to other stories" if is_other else ""
