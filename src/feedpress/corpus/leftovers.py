"""Take out of a Markdown text what was meant for a site generator: Liquid, shortcodes, components, attributes.

What a reader would miss is kept: code, `{% raw %}`, highlighted code, the text of links, figures, literal addresses.
Braces that no generator means (`{{ 6 * 7 }}`, a template language quoted in prose) stay as they are. Each piece keeps
its line ends, so that lines keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Literal, NamedTuple
from urllib.parse import quote

from feedpress.corpus import attributes, dialects, embeds, formulas, mdx, notes, verbatim
from feedpress.corpus.closers import Closers
from feedpress.normalize import frames

# Each begins with one of a few signs, some only at a line's start: where none stands, nothing else is tried.
_PIECE = re.compile(
    r"""(?=[<{\[!%$=\\]|[ \t][{=%^]|^[ \t>*+\-0-9ie\#:@])(?:
    (?P<tag>\{%-?\s*(?P<name>/?[A-Za-z_]\w*+)(?P<rest>
        (?:[^{}%]|%(?!\})){0,800}(?:\{\{[^{}%]{0,99}\}\}(?:[^{}%]|%(?!\})){0,300}){0,3})-?%\})
    |(?P<short>\{\{[<%]\s*(?P<sname>/?\s*[A-Za-z_][\w.-]*+)(?P<srest>[^{}]{0,800}?)[%>]\}\})
    |(?P<value>\{\{(?P<what>[^{}]{1,500})\}\})
    |"""
    f"{attributes.PATTERN}|{dialects.PATTERN}|{notes.PATTERN}|{mdx.PATTERN}|{frames.FRAME}|{formulas.FORMULA})",
    re.MULTILINE | re.VERBOSE,
)
_ROOTS = re.compile(
    r"(?:site|page|post|include|layout|content|paginator|forloop|jekyll|theme|collection|relref|ref)\b(?!\s*\()"
    r"|[.$](?:Site|Page|Params|Title|Permalink|Date|URL)"
)
_LITERAL = re.compile(r"""(["'])([^"'{}]*)\1\s*\|\s*(?:relative_url|absolute_url|prepend:|url_for|relURL|absURL)""")
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}([\s\S]{0,20000}?)\{%-?\s*endraw\s*-?%\}")
_REMARK = re.compile(r"(?<=\{\{[<%])/\*(?=[^*\n]{0,500}\*/[>%]\}\})|(?<=[^\n])\*/(?=[>%]\}\})")
_PATH = re.compile(r"""\bpath\s*=\s*["'`]?([^\s"'`]+)""")
_TARGET = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\n\x00]{0,500}\x00[^()\n]{0,500}\)")
_DEFINITION = re.compile(r"^( {0,3}\[[^\]\n]{1,200}\]:)[^\n\x00]{0,500}\x00.*$", re.MULTILINE)
_BEFORE_ADDRESS = re.compile(r"""(?:\]\(\s*<?|\]:\s*<?|\b(?:href|src)=["']?)(?:\{\{-?\s*site\.[^{}]*\}\})?\Z""")
_CALL = re.compile(r"([A-Za-z_]\w*+)\((\s*\w+\s*=[^{}]*)\)\Z")  # a shortcode of Zola
_LANG = re.compile(r"""\blang(?:uage)?[:=]\s*["'`]?([^\s"'`]+)""")
_FIRST = re.compile(r"""\s*["'`]?([\w.+#-]+)""")
_BLOCKS = {"raw": "endraw", "comment": "endcomment"} | {
    name: f"end{name}" for name in ("highlight", "codeblock", "mermaid")
}
_SILENT = re.compile(r"raw|end\w*|/\w*|else|elsif|elif|when|assign|set|break|continue")  # tags that say nothing
_CODES = frozenset({"highlight", "code", "codeblock", "mermaid"})  # shortcodes that enclose code
_MARK = "\x00"  # stands for what only the generator knows, until it is clear whether that is a link's target

_GONE = "\x01"  # stands where nothing is left: what a tag began its line with does not indent the rest as code is
_FIRST_GONE = re.compile(rf"^((?:[ \t>]|[-*+][ \t]|\d{{1,9}}[.)][ \t])*)(?:{_GONE}[ \t]*)+", re.MULTILINE)


class Removed(NamedTuple):
    """What was taken out, and its 1-based line of the body."""

    text: str
    line: int


class _Piece(NamedTuple):
    """A stretch of the body, what stands for it, and whether that loses something."""

    start: int
    end: int
    text: str
    is_lost: bool = False


def clean(body: str, markup: Literal["markdown", "mdx", "html"] = "markdown") -> tuple[str, tuple[Removed, ...]]:
    """Return `body` without generators' tags, and those that could not be kept in some form, each once.

    What programs for notes add to Markdown becomes Markdown, see `notes`.
    """
    out: list[str] = []
    lost: dict[str, Removed] = {}
    offset, line = 0, 1
    for piece in _pieces(body, markup):
        before, source = body[offset : piece.start], body[piece.start : piece.end]
        line += before.count("\n")
        missing = "\n" * (source.count("\n") - piece.text.count("\n"))
        out += (before, piece.text, missing) if piece.text else (before, missing, _GONE)
        if piece.is_lost:
            text = " ".join(source.split())[:80]
            lost.setdefault(text, Removed(text, line))
        offset, line = piece.end, line + source.count("\n")
    return _unmarked("".join([*out, body[offset:]])), tuple(lost.values())


def _unmarked(text: str) -> str:
    """Turn a link to what is not known into its text, and drop the other marks."""
    if _MARK in text:
        text = _DEFINITION.sub(r"\1 #", _TARGET.sub(r"\1", text)).replace(_MARK, "")
    return _FIRST_GONE.sub(r"\1", text).replace(_GONE, "") if _GONE in text else text


def _pieces(body: str, markup: str) -> Iterator[_Piece]:
    """Yield what is replaced; of code only what quotes in it."""
    closers = Closers(body, markup)
    offset = 0
    while match := _PIECE.search(body, offset):
        start, code_end = match.start(), verbatim.end_of(closers.code, match.start())
        piece = _Piece(start, code_end, _quoted(body[start:code_end])) if code_end else _piece(match, closers)
        offset = piece.end
        yield piece


def _quoted(text: str) -> str:
    """Return `text` without the marks that quote in it what a generator would read: Liquid's `raw` and Hugo's `/*`."""
    text = _RAW.sub(r"\1", text) if "endraw" in text else text
    return _REMARK.sub("", text) if "*/" in text else text


def _piece(match: re.Match[str], closers: Closers) -> _Piece:
    """Return what stands for `match`, of whatever kind; it stays where it only looks like that."""
    start, end, kind = *match.span(), match.lastgroup
    if kind in _GENERATED:
        return _GENERATED[kind](match, closers)
    if kind in _REPLACED:
        return _Piece(start, end, match[0] if closers.markup == "html" else _REPLACED[kind](match))
    if kind in _WRITTEN:
        is_html = closers.markup == "html" or embeds.is_html(match)
        return _Piece(start, end, match[0] if is_html else _WRITTEN[kind](match))
    if kind == "code" and not closers.is_program(match):
        return _Piece(start, start + 1, match.string[start])
    is_meant = attributes.are_meant(match)
    return _Piece(start, end, "" if is_meant else match[0], is_lost=kind == "code")


def _tag(match: re.Match[str], closers: Closers) -> _Piece:
    """Replace a Liquid tag, and with it what it encloses where that is code, a comment or to be kept as it is."""
    name = match["name"]
    if name == "for" and (over := closers.loop(match)):
        return _Piece(match.start(), over, "", is_lost=True)
    end = _BLOCKS.get(name)
    closing = closers.find(rf"\{{%-?\s*{end}\s*-?%\}}", match.end()) if end else None
    if closing is None:
        path = match["rest"].strip()
        # The corpus may be the site's folder, or that of its posts.
        paths = {"link": path, "post_url": f"_posts/{path}//{path}"}
        text = _address(match, paths[name]) if name in paths else _shown(match, name, match["rest"], closers)
        is_lost = text in {"", _MARK} and not _SILENT.fullmatch(name)
        return _Piece(match.start(), match.end(), text, is_lost=is_lost)
    inner = match.string[match.end() : closing.start()]
    kept = {"raw": inner, "comment": ""}.get(name)
    if kept is None:
        kept = _highlighted(name, match["rest"], inner, closers.markup)
    return _Piece(match.start(), closing.end(), kept)


def _address(match: re.Match[str], path: str) -> str:
    """Return the address of the document at `path` where a link wants one, else a mark."""
    return f"corpus:{quote(path.lstrip('/'), safe='/#')}" if path and _is_address(match) else _MARK


def _is_address(match: re.Match[str]) -> bool:
    """Say whether a link wants an address where `match` begins."""
    return _BEFORE_ADDRESS.search(match.string, max(match.start() - 200, 0), match.start()) is not None


def _shown(match: re.Match[str], name: str, rest: str, closers: Closers) -> str:
    """Return what stands for a tag that names a picture, a film or a page: its address where a link wants one.

    The words that a tag encloses say more than the page that it names.
    """
    named = embeds.named(name, rest)
    if named is None or (name in closers.closed and not named.is_picture):
        return ""
    if _is_address(match):
        return named.address
    return embeds.drawn(named, is_html=closers.markup == "html" or embeds.is_html(match))


def _highlighted(name: str, rest: str, code: str, markup: str) -> str:
    """Write highlighted code as Markdown has it: a block, or a span where it is but a line's part."""
    if not code.strip() or code.lstrip().startswith("```"):
        return code
    if markup == "html":
        return f"<pre><code>{escape(code)}</code></pre>"
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    if not code.startswith("\n"):
        ticks = "`" * (longest + 1)
        return f"{ticks} {code.strip()} {ticks}" if "\n" not in code else f"{ticks}{code}{ticks}"
    fence = "`" * max(3, longest + 1)
    found = _LANG.search(rest) or (_FIRST.match(rest) if name == "highlight" else None)
    language = found[1] if found else "mermaid" if name == "mermaid" else ""
    break_before_fence = "" if code.rstrip(" \t").endswith("\n") else "\n"
    return f"{fence}{language}{code}{break_before_fence}{fence}"


def _shortcode(match: re.Match[str], closers: Closers) -> _Piece:
    """Replace one of Hugo's shortcodes: a figure by its image, a reference by a mark, all but code by nothing."""
    name = match["sname"]
    closing = closers.find(rf"\{{\{{[<%]\s*/?\s*{name}\b[^{{}}]*[%>]\}}\}}", match.end()) if name in _CODES else None
    if closing and "/" in closing[0].partition(name)[0]:
        code = _highlighted(name, match["srest"], match.string[match.end() : closing.start()], closers.markup)
        return _Piece(match.start(), closing.end(), code)
    if name in {"ref", "relref"}:
        named = _PATH.search(match["srest"])
        text = _reference(match, named[1] if named else match["srest"].strip(" \"'`"))
    else:
        text = _shown(match, name, match["srest"], closers)
    is_lost = text in {"", _MARK} and not name.startswith("/")
    return _Piece(match.start(), match.end(), text, is_lost=is_lost)


def _reference(match: re.Match[str], path: str) -> str:
    """Return the address of the page that Hugo finds at `path`: from the root, or else near the document's own."""
    page = re.sub(r"\.md(?=#|$)", "", path)
    address = _address(match, page)
    return address if address == _MARK or page.startswith("/") else address.removeprefix("corpus:")


def _value(match: re.Match[str], closers: Closers) -> _Piece:
    """Replace a variable of a generator; a literal address keeps standing."""
    start, end, what = *match.span(), match["what"].strip("-").strip()
    if what[1:3] == "/*":
        return _Piece(start, end, _quoted(match[0]))
    if literal := _LITERAL.match(what):
        return _Piece(start, end, literal[2])
    if call := _CALL.match(what):
        shown = _shown(match, call[1], call[2], closers)
        return _Piece(start, end, shown, is_lost=not shown)
    if _ROOTS.match(what) or what.partition("|")[0].strip().partition(".")[0] in closers.names:
        is_base = re.match(r"site\.(?:base_?url|url)\b", what) is not None
        return _Piece(start, end, "" if is_base else _MARK, is_lost=not is_base)
    return _Piece(start, end, match[0])


def _component(match: re.Match[str], closers: Closers) -> _Piece:
    """Replace a component that stands alone by what it names: HTML knows no tags that close themselves."""
    if closers.markup == "html":
        return _Piece(*match.span(), match[0])
    shown = _shown(match, match["drawn"].lower(), mdx.stated(match["stated"]), closers)
    return _Piece(*match.span(), shown, is_lost=not shown)


def _expression(match: re.Match[str], closers: Closers) -> _Piece:
    """Replace, in MDX alone, what a program computes; words in quotes are what it says."""
    if closers.markup != "mdx" or mdx.is_formula(match):
        return _Piece(*match.span(), match[0])
    return _Piece(*match.span(), (match["said"] or "")[1:-1], is_lost=not match["said"])


_GENERATED: dict[str | None, Callable[[re.Match[str], Closers], _Piece]] = {
    "tag": _tag,
    "short": _shortcode,
    "value": _value,
    "alone": _component,
    "expression": _expression,
}
# What stands in Markdown alone, in its blocks of HTML, too; in HTML it stays.
_REPLACED: dict[str | None, Callable[[re.Match[str]], str]] = {
    "hidden": lambda _: "",
    "component": mdx.component,
    "frame": frames.unframed,
    "marked": dialects.marked,
}
# What becomes Markdown; where that is not read, it stays.
_WRITTEN: dict[str | None, Callable[[re.Match[str]], str]] = {
    "link": notes.link,
    "sized": notes.sized,
    "callout": lambda match: notes.callout(match, clean(match["heading"])[0]),
    "formula": formulas.kept,
    "tight": dialects.heading,
    "definition": dialects.definition,
}
