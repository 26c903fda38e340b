"""Make HTML safe: what may stay is listed, all else goes, and every address means the same outside the document.

nh3 (an HTML5 parser) does the cutting. Its output is canonical (attributes quoted, `<` and `>` escaped everywhere but
in tags), so that the passes after it can be plain regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import NamedTuple

import nh3

from feedpress.normalize.addresses import EscapeError, Place, resolve, resolve_link
from feedpress.normalize.balance import CONTAINERS, DEEPEST, KEPT, LONG, MANY, MOST, balanced, capped, depth
from feedpress.normalize.doors import paths_in
from feedpress.text import remover

# Their text is code or a fallback, not words of the document.
SILENT = frozenset(
    """
    script style template svg math object embed iframe noscript canvas select textarea title head
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
ATTRIBUTES = {
    "*": {"dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "code": {"class"},
    "img": {"src", "alt", "title", "width", "height", "style"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "td": {"align", "class", "colspan", "rowspan"},
    "th": {"align", "class", "colspan", "rowspan"},
    "time": {"datetime"},
    "details": {"open"},
}
SCHEMES = {"http", "https", "mailto", "tel", "sms", "corpus", "site"}
# Tags with attributes, each of which is looked at; most links are plain and need it not.
OPENED = re.compile(r'<(?!a href="https?://[^"&\s%^`{|}]+" rel="noopener">)([a-z0-9]+)((?: [a-z]+="[^"]*")+)>')
UNLINKED = re.compile(r"<a>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
SCOPES = re.compile(r"<(?:table|button|object|marquee|applet|svg|math|form|select|template|nobr)", re.IGNORECASE)
CONTAINER = re.compile(r"<(/?)(?:" + "|".join(sorted(CONTAINERS)) + r")(?=[ >])")
HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")
SWALLOWS = re.compile(  # all that follows such a tag belongs to it, until it ends
    r"<!--(?:.*?-->|.*)|<(/?)(script|style|textarea|title|iframe|noscript|template|object|select)(?=[\s/>])[^>]*>?",
    re.DOTALL | re.IGNORECASE,
)
BLANK = re.compile(r"\n[ \t]*\n")
UNENDED = ("a remark `<!--` is never closed, and would hide what follows", "write `-->` where it ends")
FIRST_LINE_ENDS = re.compile(r"<pre>\n+")
HEADINGS = re.compile(r"<(/?)h[1-6](?=[ >])")
HIDDEN = re.compile(r"(?:width|height)\s*:\s*[01](?:px|\s|;|$)|display\s*:\s*none|visibility\s*:\s*hidden")

LANGUAGE = re.compile(r"language-[\w+#.-]{1,40}")
# What the value of an attribute must look like; those of links and images are settled one by one.
VALID = {
    "class": re.compile("align-(?:left|center|right)"),
    "colspan": re.compile(r"\d{1,5}"),
    "datetime": re.compile(r"[\dPTZHMSWY:.+ -]{4,40}"),
    "dir": re.compile("ltr|rtl|auto", re.IGNORECASE),
    "open": re.compile(""),
    "reversed": re.compile(""),
    "rowspan": re.compile(r"\d{1,5}"),
    "start": re.compile(r"-?\d{1,9}"),
    "title": re.compile(r"(?s).+"),
    "value": re.compile(r"-?\d{1,9}"),
}

CLEANER = nh3.Cleaner(
    tags=set(KEPT | CONTAINERS),
    clean_content_tags=set(SILENT),
    attributes=ATTRIBUTES,
    link_rel="noopener",
    url_schemes=SCHEMES,
    filter_style_properties={"width", "height", "display", "visibility"},
)

CUT = f"more than {MOST:,} tags or entities, or 1,000 attributes on a tag; what is too much is left out"


class Flaw(NamedTuple):
    """What was lost of a text, and what mends it; `said` is what stands where it is to be mended, "" for nothing."""

    what: str
    fix: str
    said: str = ""


class Cleaned(NamedTuple):
    """Safe HTML, the corpus paths it refers to (sorted, each once), and what was lost on the way."""

    html: str
    references: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = ()


_permitted = remover()


def legal(text: str) -> str:
    """Return `text` without the characters that XML 1.0 forbids or that HTML calls an error."""
    return _permitted(text.replace("\x85", " "))


def clean(html: str, *, base: str = "", document_path: str = "") -> Cleaned:
    """Return `html` with nothing active in it, as a fragment whose headings start at h2.

    Relative addresses resolve against `base` where it is given, else inside the corpus, seen from the folder of
    `document_path`; without either they go. An address that leads out of the corpus is a Flaw.
    """
    html = legal(html)
    if "<" not in html and "&" not in html:
        return Cleaned(escape(html, quote=False))
    links = _Addresses(Place(base, document_path))
    html = _closed(html, links)
    whole = html
    html = capped(whole) if len(whole) > LONG else whole
    if len(html) < len(whole):
        links.flaws.append(Flaw(CUT, "split it up"))
    safe = _cut(balanced(html) if html.count("<") > MANY else html)
    if safe.count("<") - safe.count("</") > DEEPEST and depth(safe) > DEEPEST:
        safe = _cut(balanced(safe))
    if '="' in safe:
        safe = OPENED.sub(links.rewrite, safe)
    if "<img>" in safe:  # no address that may be used
        safe = safe.replace("<img>", "")
    if "<a>" in safe:
        safe = _unlinked(safe, links)
    if "<pre>\n" in safe:  # a parser takes the first line end for the author's convenience
        safe = FIRST_LINE_ENDS.sub("<pre>", safe)
    return Cleaned(leveled(safe), tuple(sorted(links.references)), tuple(links.flaws))


def written(name: str, values: dict[str, str]) -> str:
    """Return the start tag `name` with `values` as its attributes."""
    return f"<{name}" + "".join(f' {key}="{escape(value)}"' for key, value in values.items()) + ">"


def leveled(html: str) -> str:
    """Return `html` with its headings shifted so that the highest is h2: a page's title is its only h1."""
    ranks = {int(rank) for _, rank in HEADING.findall(html)} if "<h" in html else set()
    shift = 2 - min(ranks, default=2)
    return HEADING.sub(lambda m: f"{m[1]}{min(int(m[2]) + shift, 6)}", html) if shift else html


def _cut(html: str) -> str:
    """Let nh3 cut everything active out of `html`.

    A parser lets a paragraph stand in a paragraph where one of the SCOPES lies between; once that is gone, the two
    must be told apart again. So it is parsed until it settles.
    """
    safe = CLEANER.clean(html)
    if CONTAINER.search(safe):
        safe = CLEANER.clean(CONTAINER.sub(r"<\1div", safe))
    for _ in range(4 if SCOPES.search(html) or _is_tangled(safe) else 0):
        before, safe = safe, CLEANER.clean(safe)
        if safe == before:
            break
    return legal(safe) if "&#" in html else safe


def _closed(html: str, links: _Addresses) -> str:
    """Return `html` with each tag that would swallow the rest closed where it stands, which is a Flaw."""
    html = _ended(html, links)
    left: dict[str, re.Match[str]] = {}
    for tag in SWALLOWS.finditer(html):
        if tag[2]:
            left.pop(tag[2].lower(), None)
            left |= {} if tag[1] else {tag[2].lower(): tag}
    for name, tag in reversed(left.items()):
        html = f"{html[: tag.end()]}</{name}>{html[tag.end() :]}"
        what = f"<{name}> is never closed, and would hide what follows"
        links.flaws.append(Flaw(what, f"write `<{name}>` where the word is meant, or close it", tag[0]))
    return html


def _ended(html: str, links: _Addresses) -> str:
    """Return `html` with a remark that never ends closed where its paragraph does, which is a Flaw."""
    start = html.find("<!--", max(html.rfind("-->"), 0))
    if start < 0:
        return html
    blank = BLANK.search(html, start)
    end = blank.start() if blank else len(html)
    links.flaws.append(Flaw(*UNENDED, "<!--"))
    rest = html[end:].replace("<!--", "&lt;!--")
    return f"{html[:end]}-->{rest}"


def _unlinked(safe: str, links: _Addresses) -> str:
    """Return `safe` without its bare links; a heading in one may then stand in a heading, and is told apart again."""
    safe = UNLINKED.sub(r"\1", safe)
    if "<a>" in safe or _is_tangled(safe):  # a link in a link, in a table
        return OPENED.sub(links.rewrite, CLEANER.clean(safe.replace("<a>", "")))
    return safe


def _is_tangled(safe: str) -> bool:
    """Tell whether a heading stands in a heading: what lay between them is gone, and a parser would part them."""
    ends = HEADINGS.findall(safe) if "<h" in safe else []
    return ends[::2].count("") + ends[1::2].count("/") != len(ends)


class _Addresses:
    """Rewrites tags that carry attributes; gathers the corpus paths they name and the addresses that lead out."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.references: set[str] = set()
        self.flaws: list[Flaw] = []

    def rewrite(self, tag: re.Match[str]) -> str:
        """Return `tag` with safe attributes, "" where it has no meaning left."""
        values = {name: unescape(value) for name, value in ATTRIBUTE.findall(tag[2])}
        match tag[1]:
            case "a":
                return self.link(values)
            case "img":
                return self.image(values)
            case "code":
                languages = [name for name in values.get("class", "").split() if LANGUAGE.fullmatch(name)]
                return written("code", {"class": languages[0]} if languages else {})
            case name:
                if "align" in values:  # HTML has it no more: style sheets have a class for each side
                    values["class"] = f"align-{values.pop('align')}"
                return written(name, {key: value for key, value in values.items() if VALID[key].fullmatch(value)})

    def link(self, values: dict[str, str]) -> str:
        """Return the start of a link, bare where its address means nothing."""
        address = self.resolved(values.get("href", ""), resolve_link)
        title = {"title": values["title"]} if values.get("title") else {}
        return written("a", {"href": address, **title, "rel": "noopener"}) if address else "<a>"

    def image(self, values: dict[str, str]) -> str:
        """Return an image; one that cannot be seen is a tracker's and goes."""
        address = self.resolved(values.get("src", ""), resolve)
        sizes = {key: values[key] for key in ("width", "height") if VALID["colspan"].fullmatch(values.get(key, ""))}
        is_unseen = any(int(size) <= 1 for size in sizes.values()) or HIDDEN.search(values.get("style", ""))
        if not address or is_unseen:
            return ""
        kept = {"src": address, "alt": values.get("alt", ""), "title": values.get("title", ""), **sizes}
        return written("img", {key: value for key, value in kept.items() if value or key == "alt"})

    def resolved(self, address: str, meaning: Callable[[str, Place], str]) -> str:
        """Return what `address` means, noting a corpus path it names or that it leads out."""
        try:
            found = meaning(address, self.place)
        except EscapeError:
            what = f'the link "{address[:200]}" leads out of the corpus'
            self.flaws.append(Flaw(what, "name a file inside it", address))
            return ""
        self.references |= paths_in(found)
        return found
