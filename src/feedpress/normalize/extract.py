"""Find the article among the parts of a saved page, and say of every part why it stays or goes.

The article is where the prose is: from the page's root down, the walk follows whatever holds most of it. Prose under a
name that no article bears (comments, related, footer) does not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, groupby, takewhile
from typing import NamedTuple, TypeAlias

from feedpress.normalize import opening
from feedpress.normalize.pageline import Element, name_of
from feedpress.normalize.pagetree import CAPTION, Part, parts
from feedpress.normalize.wording import OUTSIDE, is_film, is_lede, is_picture, weight, word

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
    """Return a pattern for any of `names` as a whole; those that begin alike are tried together: that is far faster."""
    alike = groupby(sorted(names.split()), key=lambda name: name[0])
    groups = (f"{first}(?:{'|'.join(name[1:] for name in run)})" for first, run in alike)
    return re.compile(rf"[-_\s](?:{'|'.join(groups)})[-_\s]")


# What a container calls itself when it is not the article.
CERTAIN = _named(
    r"""
    comments? comment-?list respond related recirc\w* recommend\w* newsletter\w* advert\w* ads? adslot ad-?unit
    breadcrumbs? pagination footer outbrain taboola cookies? consent gdpr disqus
    most-?read most-?popular read-?more more-?(?:stories|news|from|articles|on) also-?read
    """
)
BELOW = re.compile(r"\s(?:comments|comment-list|related-(?:posts|articles|stories))\s")
NUMBER = re.compile(r"\d+")
POSTER = re.compile(r"author|user|poster|profile|creator")
SEVERAL = 2  # paragraphs of prose, which an article has over what is longer than it
PICTURES = _named(  # not the article where it holds more than pictures and films
    "gallery slideshow carousel swiper player video-?player jw-?player brightcove"
)
LIKELY = _named(
    r"""
    share sharing sharebar share-?tools socials? sidebar side-?rail right-?rail rail promo\w* sponsor\w* pager menu
    navbar nav navigation site-?header masthead widgets? popular trending readmore see-?also up-?next subscribe
    subscription sign-?up sign-?in login modal pop-?up overlay tooltip tags? tag-?list topics author-?(?:bio|box) bio
    about-?author bylines? dateline timestamp credits? copyright disclaimer print-?only d-print-block skip-?link
    table-of-contents toc
    teasers? toolbar utility ratings? post-?views
    votes? vote-?cell user-?(?:info|details|card|signature) post-?(?:signature|profile)
    poll donate donation paywall thumbs playlist display-card
    """
)
# What tools for consent call their boxes: it may hold more words than the article.
CONSENT = re.compile(
    r"\s(?:(?:onetrust|ot-sdk|ot-pc|cybotcookiebot\w*|cookiebot|didomi|qc-cmp\d*|sp_message|usercentrics|truste|fc-consent"
    r"|iubenda-cs|cmplz|moove_gdpr|borlabs\w*|tarteaucitron\w*|osano-cm|klaro|cc-(?:window|banner))[-_\s]"
    r"|(?:cookie|consent|gdpr)s?[-_]?(?:banner|notice|consent|bar|law|pop-?up|modal|dialog|overlay|wall|message|layer)\s)"
)
CONSENT_UP_TO = 0.95
# Remarks in an aside and code under a bar of buttons belong to the text.
OWN = re.compile(r"[-_\s](?:footnotes?|endnotes?|admonition|callout|starlight-aside|code-toolbar)[-_\s]")
# "post-meta" is one, "meta-block" is not.
META = re.compile(r"\s(?:post|entry)[-_]?meta(?:data)?\s")
SUFFIX = re.compile(r"[-_\s]meta(?:data)?\s")
ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "dialog", "search", "alert", "menu", "toolbar"}
)
TAGS = frozenset({"nav", "footer", "aside", "form", "menu", "address"})
WHOLE = frozenset({"html", "body", "article", "main", "p"})
PLAIN = frozenset({"p", "ul", "ol", "blockquote", "pre", "h2", "h3", "h4", "figure", "table"})

# An article may consist of one of these, but what stands around it is its text as well.
PIECES = frozenset({"ul", "ol", "dl", "details", "blockquote", "figure"})


Parents: TypeAlias = dict[Element, Element]
"""Each element that holds a part, with its parent, the root's None; parents come first."""


def judge(root: Element, title: str = "", host: str = "") -> tuple[Judged, ...]:
    """Return every part of the page `root` with the reason against it; `title` is what the page says it is called.

    `host` is the site's: a link to another site is part of a text, a link to the site's own pages may be a way out.
    """
    every = tuple(parts(root))
    parents = _parents(every)
    reasons = _strange(every, parents)
    _leave_other_stories(root, every, reasons)
    _stay_inside(every, parents, reasons, title)
    word(every, reasons, title, host)
    _keep_opening(every, reasons, title)
    return tuple(map(Judged, every, reasons))


def _keep_opening(every: Sequence[Part], reasons: list[str], title: str) -> None:
    """Take back reasons against what opens the article, where a headline stands over it."""
    first = next((i for i, part in enumerate(every) if not reasons[i] and weight(part)), 0)
    heads = [i for i, part in enumerate(every[:first]) if _is_headline(part, title)]
    if heads and first - heads[-1] <= opening.LONGEST:
        opening.keep(every, reasons, heads[-1], first)


def _leave_other_stories(root: Element, every: Sequence[Part], reasons: list[str]) -> None:
    """Find a reason against stories that a page loads below its own, which the page's title names.

    They are articles with an h1 and an address of their own; parts of one text have none.
    """
    said = " ".join((root.findtext(".//title") or "").split()).casefold()
    written = {box for part in every if weight(part) for box in part.element.iterancestors("article")}
    heads: dict[Element, Part] = {}
    for part, reason in zip(every, reasons, strict=True):
        box = next(part.element.iterancestors("article"), None)
        if part.element.tag == "h1" and part.text and not reason and box in written:
            heads.setdefault(box, part)
    own = next((box for box, head in heads.items() if head.text.casefold() in said), None)
    if own is None:
        return
    others = {box for box, head in heads.items() if head.text.casefold() not in said and _has_address(box, head)}
    others -= {*own.iterancestors("article"), *own.iterdescendants("article")}
    for i, part in enumerate(every):
        if not reasons[i] and any(box in others for box in part.element.iterancestors("article")):
            reasons[i] = "another story"


def _has_address(box: Element, head: Part) -> bool:
    return "data-url" in box.attrib or any(not link.strip().startswith("#") for link in head.links)


def _parents(every: Sequence[Part]) -> Parents:
    found: Parents = {}
    for part in every:
        line = list(takewhile(lambda each: each not in found, chain((part.element,), part.element.iterancestors())))
        found.update((each, each.getparent()) for each in reversed(line))
    return found


def _prose(parents: Parents, every: Sequence[Part], sizes: Sequence[int]) -> dict[Element, int]:
    """Return how much prose each element holds, `sizes` being the parts'."""
    prose = dict.fromkeys(parents, 0)
    for part, size in zip(every, sizes, strict=True):
        prose[part.element] += size
    for element, parent in reversed(parents.items()):
        if parent is not None:
            prose[parent] += prose[element]
    return prose


def _strange(every: Sequence[Part], parents: Parents) -> list[str]:
    """Return the reason against each part whose surroundings are called something else than an article."""
    sizes = list(map(weight, every))
    total = max(1, sum(sizes))
    reasons: dict[Element, str] = {None: ""}
    others = _prose(parents, every, [not _is_of_gallery(part) for part in every])
    heads = _prose(parents, every, [part.element.tag == "h1" for part in every])
    paragraphs = _prose(parents, every, [size > 0 for size in sizes])
    most, every_head = max(paragraphs.values(), default=0), max(heads.values(), default=0)
    for element, size in _prose(parents, every, sizes).items():
        share, name = size / total, name_of(element)
        # What readers say, and other stories, may be longer than the article that stands over them; so may a dialog.
        is_below = not heads[element] and most - paragraphs[element] >= SEVERAL and BELOW.search(name)
        if heads[element] < every_head and (is_below or (share <= CONSENT_UP_TO and CONSENT.search(name))):
            share = min(share, CERTAIN_UP_TO)
        reasons[element] = _name_against(element, share, is_gallery=not others[element]) or reasons[parents[element]]
    return [reasons[part.element] for part in every]


def _is_of_gallery(part: Part) -> bool:
    """Tell whether `part` is a picture, a film, or the words below one."""
    return part.kind == "image" or is_film(part) or not part.text or CAPTION.search(name_of(part.element)) is not None


def _name_against(element: Element, share: float, *, is_gallery: bool) -> str:
    """Return what `element` calls itself that no article is called; `share` is how much of the prose it holds.

    `is_gallery` says that it holds nothing but pictures.
    """
    name = name_of(element)
    if element.tag in WHOLE:
        return 'named "meta"' if element.tag == "p" and share < LIKELY_UP_TO and META.search(name) else ""
    if share > CERTAIN_UP_TO:
        return ""
    if CONSENT.search(name):
        return "asks for consent"
    is_minor = share < LIKELY_UP_TO and not OWN.search(name)
    found = CERTAIN.search(name) or (not is_gallery and PICTURES.search(name))
    if found := found or (is_minor and (LIKELY.search(name) or SUFFIX.search(name))):
        return f'named "{found[0].strip(" -_")}"'
    return _kind_against(element) if is_minor else ""


def _kind_against(element: Element) -> str:
    """Return what else than its name tells that `element` is not the article, "" for nothing."""
    if element.tag in TAGS:
        return f"inside of <{element.tag}>"
    if element.get("itemtype", "").endswith("/Person"):
        return "about a person"
    return f"its role is {element.get('role')}" if element.get("role", "") in ROLES else ""


def _main(every: Sequence[Part], parents: Parents, reasons: Sequence[str]) -> Element:
    """Return the element that holds the article: down from the root as long as one child has most of the prose.

    One long paragraph, or one list, may have most of it, and holds no article: what stands around it is the text, too.
    """
    prose = _prose(parents, every, [0 if reason else weight(part) for part, reason in zip(every, reasons, strict=True)])
    count = _prose(parents, every, [1] * len(every))
    here = next((element for element, size in prose.items() if size and parents[element] is None), None)
    while here is not None:
        best = max(here, key=lambda child: prose.get(child, 0), default=None)
        is_box = best is not None and best.tag not in PIECES and count.get(best, 0) > 1
        if not is_box or _is_asked(here, best) or prose[best] < SHARE * prose[here]:
            break
        here = best
    return here


def _is_asked(here: Element, best: Element) -> bool:
    """Tell whether `here` is a question with its answers, or holds several, of which `best` alone is not the text."""
    questions = [each for each in here if each.get("itemtype", "").endswith("/Question")]
    return here.get("itemtype", "").endswith("/Question") or (len(questions) > 1 and best in questions)


def _stay_inside(every: Sequence[Part], parents: Parents, reasons: list[str], title: str) -> None:
    """Find a reason against every part that neither the article's element nor a sister of it holds."""
    main = _main(every, parents, reasons)
    if main is None or main.getparent() is None:
        return
    beside = _beside(main, parents)
    inside = [beside[part.element] is main for part in every]
    first = inside.index(True)
    head = max((i for i, part in enumerate(every[:first]) if _is_headline(part, title)), default=first)
    sisters = {each for each in set(beside.values()) if each is not None and _is_sister(each, main)}
    own = [inside[i] or beside[part.element] in sisters for i, part in enumerate(every)]
    prose = [i for i, part in enumerate(every) if own[i] and not reasons[i] and weight(part)] or [first]
    level = {each.getparent() for each in sisters}  # what lies between sisters, whatever it is called
    for i, part in enumerate(every):
        if not own[i] and not reasons[i]:
            box = beside[part.element]
            is_amid = prose[0] < i < prose[-1] and box is not None and box.getparent() in level
            reasons[i] = "" if is_amid or (head < i < first and _opens(part)) else OUTSIDE


def _beside(main: Element, parents: Parents) -> dict[Element, Element]:
    """Return for each element the outermost around it that `main` does not lie in: `main` itself, or what is beside.

    None for those that `main` lies in.
    """
    above = {None, *main.iterancestors()}
    found: dict[Element, Element] = {}
    for element, parent in parents.items():
        found[element] = None if element in above else element if parent in above else found[parent]
    return found


def _is_headline(part: Part, title: str) -> bool:
    return part.element.tag == "h1" or (bool(title) and part.text.casefold() == title.casefold())


def _opens(part: Part) -> bool:
    """Tell whether a part between headline and article belongs to it: a lede, a picture or a film."""
    return part.in_figure or is_picture(part) if part.kind == "image" else is_lede(part) or is_film(part)


def _is_sister(beside: Element, main: Element) -> bool:
    """Tell whether what lies `beside` the article's element, or beside one around it, is like that, or plain text."""
    above = beside.getparent()
    if above.tag in {"body", "html"}:
        return False
    own = next(each for each in (main, *main.iterancestors()) if each.getparent() is above)
    if own is main and beside.tag in PLAIN:
        return True
    if beside.tag != own.tag or beside.tag == "article":
        return False
    if own.get("class") and beside.get("class") == own.get("class"):
        return True
    return own.get("id") is not None and _numberless(beside) == _numberless(own) and _is_post(beside)


def _is_post(element: Element) -> bool:
    """Tell whether `element` is one of a thread's posts, which say who wrote them; a story has a headline besides."""
    is_signed = any(POSTER.search(f"{name_of(each)}{each.get('itemprop', '')}") for each in element.iter())
    return is_signed and next(element.iter("h1", "h2"), None) is None


def _numberless(element: Element) -> str:
    return NUMBER.sub("0", element.get("id", ""))
