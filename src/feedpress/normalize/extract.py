"""Find the article among the parts of a saved page, and say of every part why it stays or goes.

The article is where the prose is: from the page's root down, the walk follows whatever holds most of it. Prose under a
name that no article bears (comments, related, footer) does not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from feedpress.normalize.pageline import Element
from feedpress.normalize.pagetree import Part, parts
from feedpress.normalize.wording import is_lede, weight, word

SHARE = 0.6
"""The walk goes down as long as one child holds so much of the prose."""
LIKELY_UP_TO = 0.4
"""A name that stands over more of the page's prose than this says nothing; some names are plainer: CERTAIN."""
CERTAIN_UP_TO = 0.75


class Judged(NamedTuple):
    """A part of the page: `reason` says why it is not the article's, "" where it is."""

    part: Part
    reason: str


def _named(names: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[-_\s])(?:{'|'.join(names.split())})(?:$|[-_\s])", re.IGNORECASE)


# What a container calls itself when it is not the article.
CERTAIN = _named(
    r"""
    comments? comment-?list respond related recirc\w* recommend\w* newsletter\w* advert\w* ads? adslot ad-?unit
    breadcrumbs? pagination footer outbrain taboola cookies? consent gdpr disqus gallery slideshow carousel swiper
    most-?read most-?popular read-?more more-?(?:stories|news|from|articles|on) also-?read
    """
)
LIKELY = _named(
    r"""
    share sharing sharebar share-?tools socials? sidebar side-?rail right-?rail rail promo\w* sponsor\w* pager menu
    navbar nav navigation site-?header masthead widgets? popular trending readmore see-?also up-?next subscribe
    subscription sign-?up sign-?in login modal pop-?up overlay tooltip tags? tag-?list topics author-?bio bio
    about-?author bylines? dateline timestamp credits? copyright disclaimer print-?only d-print-block skip-?link
    teasers? toolbar utility rating vote poll donate donation paywall thumbs player video-?player playlist jw-?player
    brightcove display-card
    """
)
# "post-meta" is one, "meta-block" is not.
SUFFIX = re.compile(r"(?:^|[-_\s])meta(?:data)?(?:$|\s)", re.IGNORECASE)
ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "dialog", "search", "alert", "menu", "toolbar"}
)
TAGS = frozenset({"nav", "footer", "aside", "form", "menu", "address"})
WHOLE = frozenset({"html", "body", "article", "main", "p"})
PLAIN = frozenset({"p", "ul", "ol", "blockquote", "pre", "h2", "h3", "h4", "figure", "table"})


def judge(root: Element, title: str = "", host: str = "") -> tuple[Judged, ...]:
    """Return every part of the page `root` with the reason against it; `title` is what the page says it is called.

    `host` is the site's: a link to another site is part of a text, a link to the site's own pages may be a way out.
    """
    every = tuple(parts(root))
    reasons = _strange(every)
    _stay_inside(every, reasons, title)
    word(every, reasons, title, host)
    return tuple(map(Judged, every, reasons))


def _strange(every: Sequence[Part]) -> list[str]:
    """Return the reason against each part whose surroundings are called something else than an article."""
    lines = [(part.element, *part.element.iterancestors()) for part in every]
    prose: dict[Element, int] = {}
    for part, line in zip(every, lines, strict=True):
        for element in line:
            prose[element] = prose.get(element, 0) + weight(part)
    total = max(1, sum(map(weight, every)))
    names = {element: _name_against(element, size / total) for element, size in prose.items()}
    return [next(filter(None, map(names.__getitem__, line)), "") for line in lines]


def _name_against(element: Element, share: float) -> str:
    """Return what `element` calls itself that no article is called; `share` is how much of the prose it holds."""
    if share > CERTAIN_UP_TO or element.tag in WHOLE:
        return ""
    name = f"{element.get('class', '')} {element.get('id', '')}"
    is_minor = share < LIKELY_UP_TO
    if found := CERTAIN.search(name) or (is_minor and (LIKELY.search(name) or SUFFIX.search(name))):
        return f'named "{found[0].strip(" -_")}"'
    if is_minor and element.tag in TAGS:
        return f"inside of <{element.tag}>"
    return f"its role is {element.get('role')}" if is_minor and element.get("role", "") in ROLES else ""


def _main(every: Sequence[Part], reasons: Sequence[str]) -> Element:
    """Return the element that holds the article: down from the root as long as one child has most of the prose."""
    prose: dict[Element, int] = {}
    for part, reason in zip(every, reasons, strict=True):
        size = 0 if reason else weight(part)
        for element in (part.element, *part.element.iterancestors()) if size else ():
            prose[element] = prose.get(element, 0) + size
    here = next((element for element in prose if element.getparent() is None), None)
    while here is not None:
        best = max(here, key=lambda child: prose.get(child, 0), default=None)
        if best is None or prose.get(best, 0) < SHARE * prose[here]:
            break
        here = best
    return here


def _stay_inside(every: Sequence[Part], reasons: list[str], title: str) -> None:
    """Find a reason against every part that neither the article's element nor a sister of it holds."""
    main = _main(every, reasons)
    if main is None:
        return
    line = (main, *main.iterancestors())
    inside = [main in (part.element, *part.element.iterancestors()) for part in every]
    first = inside.index(True)
    head = max((i for i, part in enumerate(every[:first]) if _is_headline(part, title)), default=first)
    for i, part in enumerate(every):
        if not inside[i] and not reasons[i]:
            is_kept = (head < i < first and _opens(part)) or _is_sister(part, line)
            reasons[i] = "" if is_kept else "outside of the article"


def _is_headline(part: Part, title: str) -> bool:
    return part.element.tag == "h1" or (bool(title) and part.text.casefold() == title.casefold())


def _opens(part: Part) -> bool:
    """Tell whether a part between headline and article belongs to it: a lede or a figure."""
    if part.kind == "image":
        return any(each.tag == "figure" for each in (part.element, *part.element.iterancestors()))
    return is_lede(part)


def _is_sister(part: Part, line: Sequence[Element]) -> bool:
    """Tell whether `part` lies beside the article's element, in one like it or as plain text.

    `line` is the article's element and what lies around it, inmost first.
    """
    above = (part.element, *part.element.iterancestors())
    at = next((i for i, each in enumerate(above) if each in line), 0)
    if at == 0 or above[at].tag in {"body", "html"}:
        return False
    beside, own = above[at - 1], line[line.index(above[at]) - 1]
    if own is line[0] and beside.tag in PLAIN:
        return True
    is_alike = beside.tag == own.tag and beside.get("class") == own.get("class")
    return is_alike and bool(own.get("class")) and beside.tag != "article"
