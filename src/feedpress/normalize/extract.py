"""Find the article among the parts of a saved page, and say of every part why it stays or goes.

The article is where the prose is: from the page's root down, the walk follows whatever holds most of it. Inside, only
positive evidence takes a part away: what its surroundings are called, links in place of sentences, phrases that ask
for something, a heading that announces other stories.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from feedpress.normalize import phrases
from feedpress.normalize.pagetree import Element, Part, parts

PROSE = 80
"""A paragraph of so many characters, with a stop in it and few links, is prose."""
SHARE = 0.6
"""The walk goes down as long as one child holds so much of the prose."""

NAMED_PROSE = 0.4
"""A name that stands over more of the page's prose than this says nothing; some names are plainer: CERTAIN."""
CERTAIN_PROSE = 0.75

STOP = re.compile(r"[.!?…。！？؟।:;,，、][\"”’')\]»]*(?:\s|$)|[。！？，、]")


def _named(names: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[-_\s])(?:{'|'.join(names.split())})(?:$|[-_\s])", re.IGNORECASE)


# What a container calls itself when it is not the article.
CERTAIN = _named(
    r"""
    comments? comment-?list respond related recirc\w* recommend\w* newsletter\w* advert\w* ads? adslot ad-?unit breadcrumbs?
    pagination footer outbrain taboola cookies? consent gdpr disqus gallery slideshow carousel swiper most-?read most-?popular
    read-?more more-?(?:stories|news|from|articles|on) also-?read
    """
)
LIKELY = _named(
    r"""
    share sharing sharebar share-?tools socials? sidebar side-?rail right-?rail rail promo\w* sponsor\w* pager menu navbar nav
    navigation site-?header masthead widgets? popular trending readmore see-?also up-?next subscribe subscription sign-?up
    sign-?in login modal pop-?up overlay tooltip tags? tag-?list topics author-?bio bio about-?author bylines? dateline timestamp
    credits? copyright disclaimer print-?only d-print-block skip-?link teasers? toolbar utility rating vote poll donate donation paywall thumbs player
    video-?player playlist jw-?player brightcove display-card
    """
)
# "post-meta" is one, "meta-block" is not.
SUFFIX = re.compile(r"(?:^|[-_\s])meta(?:data)?(?:$|\s)", re.IGNORECASE)
CAPTION = re.compile(r"caption", re.IGNORECASE)
EMBED = _named(r"twitter-tweet twitter-video instagram-media tiktok-embed fb-post bluesky-embed reddit-embed-bq reddit-card")
ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "dialog", "search", "alert", "menu", "menubar", "toolbar", "alertdialog"}
)
TAGS = frozenset({"nav", "footer", "aside", "form", "menu", "address"})
PLAIN = frozenset({"p", "ul", "ol", "blockquote", "pre", "h2", "h3", "h4", "figure", "table"})


class Judged(NamedTuple):
    """A part of the page: `reason` says why it is not the article's, "" where it is."""

    part: Part
    reason: str


def judge(root: Element, title: str = "", host: str = "") -> tuple[Judged, ...]:
    """Return every part of the page `root` with the reason against it; `title` is what the page says it is called.

    `host` is the site's: a link to another site is part of a text, a link to the site's own pages may be a way out.
    """
    every = tuple(parts(root))
    strange = _strange(every)
    reasons = [strange.get(id(each.element), "") for each in every]
    _stay_inside(every, reasons, title)
    _judge_inside(every, reasons, title, host)
    return tuple(Judged(part, reason) for part, reason in zip(every, reasons, strict=True))


def weight(part: Part) -> int:
    """Return how much prose `part` is: its characters, 0 for what is no prose."""
    if part.kind in {"heading", "image", "rule", "table"} or len(part.text) < PROSE or part.linked > 0.4 * len(part.text):
        return 0
    return len(part.text) if part.kind == "code" or STOP.search(part.text) else 0


def _strange(every: Sequence[Part]) -> dict[int, str]:
    """Return, by element, the reason against parts whose surroundings are called something else than an article.

    A name that half of the page's prose lies under says nothing.
    """
    total = sum(map(weight, every)) or 1
    names: dict[int, str] = {}
    prose: dict[int, int] = {}
    lines = {id(each.element): [each.element, *each.element.iterancestors()] for each in every}
    for part in every:
        for element in lines[id(part.element)]:
            prose[id(element)] = prose.get(id(element), 0) + weight(part)
    for line in lines.values():
        for element in line:
            if id(element) not in names:
                names[id(element)] = _name_against(element, prose[id(element)] / total)
    return {key: next((names[id(element)] for element in line if names[id(element)]), "") for key, line in lines.items()}


def _name_against(element: Element, share: float) -> str:
    """Return what `element` calls itself that no article is called; `share` is how much of the prose it holds."""
    if share > CERTAIN_PROSE or element.tag in {"html", "body", "article", "main", "p"}:
        return ""
    name = f"{element.get('class', '')} {element.get('id', '')}"
    found = CERTAIN.search(name) or ((LIKELY.search(name) or SUFFIX.search(name)) if share < NAMED_PROSE else None)
    if found:
        return f'named "{found[0].strip(" -_")}"'
    if share >= NAMED_PROSE:
        return ""
    if element.tag in TAGS:
        return f"inside of <{element.tag}>"
    return f"its role is {element.get('role')}" if element.get("role", "") in ROLES else ""


def _main(every: Sequence[Part], reasons: Sequence[str]) -> Element:
    """Return the element that holds the article: down from the root as long as one child has most of the prose."""
    prose: dict[Element, int] = {}
    for part, reason in zip(every, reasons, strict=True):
        size = 0 if reason else weight(part)
        for element in (part.element, *part.element.iterancestors()) if size else ():
            prose[element] = prose.get(element, 0) + size
    here = every[0].element.getroottree().getroot() if every else None
    while here is not None:
        best = max(here, key=lambda child: prose.get(child, 0), default=None)
        if best is None or prose.get(best, 0) < SHARE * prose.get(here, 0) or not prose.get(best, 0):
            break
        here = best
    return here


def _stay_inside(every: Sequence[Part], reasons: list[str], title: str) -> None:
    """Find a reason against every part that neither the article's element nor a sister of it holds."""
    main = _main(every, reasons)
    if main is None:
        return
    line = {id(each): each for each in (main, *main.iterancestors())}
    inside = [any(each is main for each in (part.element, *part.element.iterancestors())) for part in every]
    first = inside.index(True) if True in inside else 0
    head = max((i for i, part in enumerate(every[:first]) if _is_headline(part, title)), default=-1)
    for i, part in enumerate(every):
        if not inside[i] and not reasons[i]:
            is_lede = head >= 0 and head < i < first and _is_lede(part)
            reasons[i] = "" if is_lede or _is_sister(part, main, line) else "outside of the article"


def _is_headline(part: Part, title: str) -> bool:
    return part.element.tag == "h1" or (bool(title) and part.text.casefold() == title.casefold())


def _is_lede(part: Part) -> bool:
    """Tell whether a part between headline and article belongs to it: a sentence, or a point of a list."""
    return part.kind in {"paragraph", "item"} and len(part.text) > 40 and not part.linked  # noqa: PLR2004 - longer than a byline


def _is_sister(part: Part, main: Element, line: dict[int, Element]) -> bool:
    """Tell whether `part` lies in an element beside the article's own that is of its kind, or is plain text beside it."""
    above = [part.element, *part.element.iterancestors()]
    at = next((i for i, each in enumerate(above) if id(each) in line), 0)
    if at == 0 or above[at].tag in {"body", "html"}:
        return False
    beside = above[at - 1]
    own = next(each for each in above[at] if id(each) in line)
    if own is main and beside.tag in PLAIN:
        return True
    return beside.tag == own.tag and bool(own.get("class")) and beside.get("class") == own.get("class") and beside.tag != "article"


def _judge_inside(every: Sequence[Part], reasons: list[str], title: str, host: str) -> None:
    """Find the reasons against parts inside the article."""
    mine = [i for i, reason in enumerate(reasons) if not reason]
    said: set[str] = set()
    for i in mine:
        reasons[i] = "said before" if every[i].text in said else _asks(every[i], title, host)
        if weight(every[i]):
            said.add(every[i].text)
    _cut_edges(every, reasons, [i for i in mine if not reasons[i]], host)
    _cut_related(every, reasons, [i for i in mine if not reasons[i]])


def _asks(part: Part, title: str, host: str) -> str:
    """Return the reason against `part` that its own words give."""
    line = phrases.words(part.text)
    if title and part.text.casefold() == title.casefold():
        return "the title again"
    if _is_caption(part):
        return "a caption"
    if _is_embed(part):
        return "a post from elsewhere"
    if len(line) > 25 or part.kind in {"code", "table", "rule", "image"}:
        return ""
    if part.linked > 0.8 * len(part.text) and part.kind != "heading" and len(part.text) < 200 and _leads_home(part, host):
        return "a link, not a sentence"
    if phrases.FURNITURE.is_whole(line):
        return "a label of the page"
    if phrases.ASKS.start(line) and len(line) < 16 and (part.linked or not STOP.search(part.text)):
        return "asks the reader for something"
    if phrases.LEGAL.within(line):
        return "legal words"
    return ""


def _leads_home(part: Part, host: str) -> bool:
    """Tell whether a link of `part` leads to the site's own pages."""
    hosts = [re.match(r"(?:https?:)?//([^/?#:]+)", link.strip(), re.IGNORECASE) for link in part.links]
    return any(not each or _site(each[1]) == _site(host) for each in hosts)


def _site(host: str) -> str:
    return host.lower().removeprefix("www.")


def _is_caption(part: Part) -> bool:
    names = (each.get("class", "") for each in (part.element, *list(part.element.iterancestors())[:2]))
    return part.kind == "image" or any(CAPTION.search(name) for name in names)


def _is_embed(part: Part) -> bool:
    return any(EMBED.search(each.get("class", "")) for each in (part.element, *list(part.element.iterancestors())[:6]))


def _cut_edges(every: Sequence[Part], reasons: list[str], mine: list[int], host: str) -> None:
    """Take away what stands before the first and after the last prose and is no heading or picture."""
    prose = [i for i in mine if weight(every[i])]
    if not prose:
        return
    for i in mine:
        part = every[i]
        if part.kind in {"image", "table", "code"}:
            continue
        if i < prose[0] and (part.kind != "heading" or len(phrases.words(part.text)) < 3):
            reasons[i] = reasons[i] or "before the first paragraph"
        elif i > prose[-1] and (
            part.kind in {"heading", "rule"} or not STOP.search(part.text) or (part.links and _leads_home(part, host))
        ):
            reasons[i] = reasons[i] or "after the last paragraph"


def _cut_related(every: Sequence[Part], reasons: list[str], mine: list[int]) -> None:
    """Take away a heading that announces other stories, and what follows until prose begins again."""
    is_other = False
    for i in mine:
        part = every[i]
        if phrases.is_related(phrases.words(part.text)[:9]) and len(part.text) < 60:
            is_other = True
        elif weight(part) and not part.linked:
            is_other = False
        if is_other:
            reasons[i] = "among links to other stories"
