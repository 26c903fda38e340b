"""Make HTML safe: what may stay is listed, all else goes, and every address means the same outside the document.

nh3 (an HTML5 parser) does the cutting. Its output is canonical (attributes quoted, `<` and `>` escaped everywhere but
in tags), so that the passes after it can be plain regular expressions.
"""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import accumulate, islice
from typing import NamedTuple

import nh3

from feedpress.errors import Problem
from feedpress.normalize.addresses import EscapeError, Place, resolve, split_corpus

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
# Their text is code or a fallback, not words of the document.
SILENT = frozenset(
    """
    script style template svg math object embed iframe noscript canvas select textarea title head
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
# Of those, the ones within which nothing is a tag.
RAW = ("script", "style", "textarea", "iframe", "noscript", "template", "title", "svg")
ATTRIBUTES = {
    "*": {"dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "code": {"class"},
    "img": {"src", "alt", "title", "width", "height", "style"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
    "details": {"open"},
}
SCHEMES = {"http", "https", "mailto", "corpus", "site"}
DEEPEST = 100
"""Elements may nest this deep; premailer and libxml2 lose what lies beyond 256, our own templates' levels included."""
MOST = 200_000
"""No document has so many tags; a tree of more would not fit into memory that is fair."""
MANY = 1000
"""From this many `<` on the tags are balanced before nh3 sees them: it is quadratic in nesting, in time and memory."""

CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Most links need nothing but their rel; the others are looked at one by one.
PLAIN_LINK = re.compile(r'<a href="(https?://[^"&\s]+)">')
OPENED = re.compile(r'<(?!a href="[^"]*" rel=)([a-z0-9]+)((?: [a-z]+="[^"]*")+)>')
UNLINKED = re.compile(r"<a>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
TOKEN = re.compile(r"<(/?)([a-zA-Z][^\t\n\r\f />]*)([^<>]*)>?")
LOOSE = re.compile(r"""([a-zA-Z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=`]+))""")
DECLARATION = re.compile(r"<[!?][^>]*>?")
SCOPES = re.compile(r"<(?:table|button|object|marquee|applet|svg|math|form|select|template|nobr)", re.IGNORECASE)
CONTAINER = re.compile(r"<(/?)(?:" + "|".join(sorted(CONTAINERS)) + r")(?=[ >])")
LEVELS = re.compile(r"<(/?)(?!(?:br|hr|img|wbr|col)\b)")
HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")
HIDDEN = re.compile(r"(?:width|height)\s*:\s*[01](?:px|\s|;|$)|display\s*:\s*none|visibility\s*:\s*hidden")

# What the value of an attribute must look like; those of links and images are settled one by one.
VALID = {
    "class": re.compile(r"language-[\w+#.-]{1,40}"),
    "colspan": re.compile(r"\d{1,5}"),
    "datetime": re.compile(r"[\dPTZHMSWY:.+ -]{4,40}"),
    "dir": re.compile("ltr|rtl|auto"),
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
    link_rel=None,
    url_schemes=SCHEMES,
    filter_style_properties={"width", "height", "display", "visibility"},
)


class Cleaned(NamedTuple):
    """Safe HTML, the corpus paths it refers to (sorted, each once), and what was lost on the way."""

    html: str
    references: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def legal(text: str) -> str:
    """Return `text` without the characters that XML 1.0 forbids."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return ILLEGAL.sub("", text)
    # Twice as fast as asking the pattern, on text that needs nothing.
    is_legal = len(raw.translate(None, CONTROLS)) == len(raw) and "\ufffe" not in text and "\uffff" not in text
    return text if is_legal else ILLEGAL.sub("", text)


def clean(html: str, *, base: str = "", document_path: str = "", files: frozenset[str] | None = None) -> Cleaned:
    """Return `html` with nothing active in it, as a fragment whose headings start at h2.

    Relative addresses resolve against `base` where it is given, else inside the corpus, seen from the folder of
    `document_path`; they go where `files` is None. An address that leads out of the corpus is a Problem.
    """
    html = legal(html)
    if "<" not in html and "&" not in html:
        return Cleaned(escape(html, quote=False))
    links = _Addresses(Place(base, document_path, files))
    if html.count("<") > MOST:
        html = capped(html)
        links.problems.append(
            Problem(document_path, 0, f"more than {MOST:,} tags; the rest is left out", "split it up")
        )
    safe = _cut(balanced(html) if html.count("<") > MANY else html)
    if safe.count("<") - safe.count("</") > DEEPEST and depth(safe) > DEEPEST:
        safe = _cut(balanced(safe))
    if '="' in safe:
        safe = OPENED.sub(links.rewrite, PLAIN_LINK.sub(r'<a href="\1" rel="noopener">', safe))
    if "<img>" in safe:  # no address that may be used
        safe = safe.replace("<img>", "")
    if "<a>" in safe:
        safe = UNLINKED.sub(r"\1", safe)
    return Cleaned(leveled(safe), tuple(sorted(links.references)), tuple(links.problems))


def capped(html: str) -> str:
    """Return `html` up to its tag number MOST."""
    if html.count("<") <= MOST:
        return html
    return html[: next(islice(re.finditer("<", html), MOST, None)).start()]


def written(name: str, values: dict[str, str]) -> str:
    """Return the start tag `name` with `values` as its attributes."""
    return f"<{name}" + "".join(f' {key}="{escape(value)}"' for key, value in values.items()) + ">"


def depth(html: str) -> int:
    """Return how many elements of the canonical `html` lie in one another at the most."""
    return max(accumulate((-1 if slash else 1 for slash in LEVELS.findall(html)), initial=0))


def leveled(html: str) -> str:
    """Return `html` with its headings shifted so that the highest is h2: a page's title is its only h1."""
    ranks = {int(rank) for _, rank in HEADING.findall(html)} if "<h" in html else set()
    shift = 2 - min(ranks, default=2)
    return HEADING.sub(lambda m: f"{m[1]}{min(int(m[2]) + shift, 6)}", html) if shift else html


def balanced(html: str) -> str:
    """Return `html` with its tags closed in order and at most DEEPEST deep; linear in its length.

    For documents so full of tags that an HTML5 parser could be led into quadratic work: unclosed formatting elements
    are opened anew in every paragraph. Attributes are rewritten, unknown tags left out; the text stays.
    """
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


def _cut(html: str) -> str:
    """Let nh3 cut everything active out of `html`.

    A parser lets a paragraph stand in a paragraph where one of the SCOPES lies between; once that is gone, the two
    must be told apart again. So it is parsed until it settles.
    """
    safe = CLEANER.clean(html)
    for _ in range(4 if SCOPES.search(html) else 0):
        before, safe = safe, CLEANER.clean(safe)
        if safe == before:
            break
    if CONTAINER.search(safe):
        safe = CONTAINER.sub(r"<\1div", safe)
    return legal(safe) if "&#" in html else safe


class _Addresses:
    """Rewrites tags that carry attributes; gathers the corpus paths they name and the addresses that lead out."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.references: set[str] = set()
        self.problems: list[Problem] = []

    def rewrite(self, tag: re.Match[str]) -> str:
        """Return `tag` with safe attributes, "" where it has no meaning left."""
        values = {name: unescape(value) for name, value in ATTRIBUTE.findall(tag[2])}
        match tag[1]:
            case "a":
                return self.link(values)
            case "img":
                return self.image(values)
            case name:
                return written(name, {key: value for key, value in values.items() if VALID[key].fullmatch(value)})

    def link(self, values: dict[str, str]) -> str:
        """Return the start of a link, bare where its address means nothing."""
        address = self.resolved(values.get("href", ""))
        title = {"title": values["title"]} if values.get("title") else {}
        return written("a", {"href": address, **title, "rel": "noopener"}) if address else "<a>"

    def image(self, values: dict[str, str]) -> str:
        """Return an image; one that cannot be seen is a tracker's and goes."""
        address = self.resolved(values.get("src", ""))
        sizes = {key: values[key] for key in ("width", "height") if VALID["colspan"].fullmatch(values.get(key, ""))}
        is_unseen = any(int(size) <= 1 for size in sizes.values()) or HIDDEN.search(values.get("style", ""))
        if not address or is_unseen:
            return ""
        kept = {"src": address, "alt": values.get("alt", ""), "title": values.get("title", ""), **sizes}
        return written("img", {key: value for key, value in kept.items() if value or key == "alt"})

    def resolved(self, address: str) -> str:
        """Return what `address` means, noting a corpus path it names or that it leads out."""
        try:
            found = resolve(address, self.place)
        except EscapeError:
            self.problems.append(
                Problem(
                    self.place.path, 0, f'the link "{address[:200]}" leads out of the corpus', "name a file inside it"
                )
            )
            return ""
        if found.startswith("corpus:"):
            self.references.add(split_corpus(found)[0])
        return found
