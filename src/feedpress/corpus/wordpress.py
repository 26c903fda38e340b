"""Set the text of an entry of a WordPress export as WordPress does: shortcodes, then its classic editor's paragraphs.

That editor writes no `<p>`: blank lines part paragraphs, line ends are breaks. The block editor marks what it writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import NamedTuple

from feedpress.corpus import embeds
from feedpress.corpus.feedtext import linked

_OF_BLOCKS = "<!-- wp:"
_PARTED = re.compile(r"<!--(?:more|nextpage|noteaser)\b[^<>]*-->")
_SHORT = re.compile(
    r"(?<!\[)\[(?P<name>[a-z][\w-]*)(?P<rest>(?:[\s=][^\[\]]*)?)\](?!\])|\[/(?P<end>[a-z][\w-]*)\]", re.IGNORECASE
)
_GIVEN = re.compile(r"""\w\s*=\s*["'“”]""")
_KNOWN = frozenset({"audio", "embed", "gallery", "gist", "playlist", "video", "vimeo", "youtube"})
_WEB = re.compile(r"https?://[^\s<>\"'\[\]]+", re.IGNORECASE)
_EMBEDDED = re.compile(r'(?<=wp-block-embed__wrapper">)\s*https?://[^\s<>"]+', re.IGNORECASE)
_PICTURE = re.compile(r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE)
_CAPTION = re.compile(r'\bcaption="([^"]*)"')
_TAG = re.compile(r"<[A-Za-z/][^<>]*>")
_BROKEN = re.compile(r"<br\s*/?>\Z", re.IGNORECASE)
_FLOW = ("article", "aside", "blockquote", "center", "details", "div", "footer", "header", "main", "section")
"""Elements in which there are paragraphs, too."""
_BLOCK = re.compile(
    r"<(?P<solid>pre|script|style|textarea|figure)\b[^<>]*>.*?(?:</(?P=solid)\s*>|\Z)"
    rf"|<(?P<close>/?)(?P<name>{'|'.join(_FLOW)}|p|h[1-6]|ul|ol|li|dl|dt|dd|table|caption|colgroup|thead|tbody|tfoot|tr|td|th|form"
    r"|fieldset|legend|summary|nav|address|iframe|object|video|audio)\b[^<>]*>|<hr\b[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_SELF_ENDING = frozenset({"p", "li", "dt", "dd", "tr", "td", "th"})
_DEEPEST = 200


class Rendered(NamedTuple):
    """A text as HTML, and the shortcodes that only WordPress could fill in, each once."""

    html: str
    lost: tuple[str, ...] = ()


class _Piece(NamedTuple):
    """What stands for the text up to `end`, and whether that loses something."""

    end: int
    html: str
    is_lost: bool = False


def rendered(text: str) -> Rendered:
    """Return the content of a post as its page shows it."""
    html, lost = _filled_in(_PARTED.sub("\n\n", text.replace("\r\n", "\n")))
    if _OF_BLOCKS in html:
        return Rendered(_EMBEDDED.sub(lambda match: linked(match[0]), html), lost)
    return Rendered(_in_paragraphs(_TAG.sub(lambda match: match[0].replace("\n", " "), html)), lost)


def _filled_in(text: str) -> Rendered:
    """Replace the shortcodes of `text`; other brackets stay."""
    opened = frozenset(match["name"] for match in _SHORT.finditer(text))
    last = {match["end"]: match.start() for match in _SHORT.finditer(text) if match["end"] in opened}
    out: list[str] = []
    lost: dict[str, None] = {}
    offset = 0
    for match in _SHORT.finditer(text):
        if match.start() >= offset and (piece := _piece(match, last)):
            out += (text[offset : match.start()], piece.html)
            lost |= {match[0]: None} if piece.is_lost else {}
            offset = piece.end
    return Rendered("".join([*out, text[offset:]]), tuple(lost))


def _piece(match: re.Match[str], last: Mapping[str, int]) -> _Piece | None:
    """Return what stands for a shortcode, with what it encloses; `last` is where the end of each stands last."""
    name, rest = match["name"] or match["end"], match["rest"] or ""
    if match["end"]:
        return _Piece(match.end(), "") if name in last else None
    is_closed = last.get(name, -1) >= match.end()
    if is_closed and (draw := _ENCLOSING.get(name.lower())):
        end = match.string.index(f"[/{name}]", match.end())
        return _Piece(end + len(name) + 3, draw(match.string[match.end() : end], rest))
    if is_closed and not match.string.startswith(f"[/{name}]", match.end()):
        return _Piece(match.end(), "")  # the words that it encloses stay
    if not is_closed and name.lower() not in _KNOWN and not _GIVEN.search(rest):
        return None
    shown = _named(name.lower(), rest)
    return _Piece(match.end(), shown, is_lost=not shown)


def _named(name: str, rest: str) -> str:
    """Return the link or the picture that a shortcode names, "" where it names nothing."""
    web = _WEB.search(unescape(rest))
    found = embeds.named(name, f'"{web[0]}"' if web else rest)
    return embeds.drawn(found, is_html=True) if found else ""


def _figure(inner: str, rest: str) -> str:
    picture, caption = _PICTURE.match(inner), _CAPTION.search(rest)
    if picture is None:
        return inner
    words = picture[2].strip() or (escape(unescape(caption[1])) if caption else "")
    return f"<figure>{picture[1]}<figcaption>{_broken(words)}</figcaption></figure>"


def _code(inner: str, _rest: str) -> str:
    inner = inner.strip("\n").replace("<", "&lt;")
    return f"<pre><code>{inner}</code></pre>"


def _embedded(inner: str, _rest: str) -> str:
    return linked(inner.strip())


_ENCLOSING: Mapping[str, Callable[[str, str], str]] = {
    "caption": _figure,
    "wp_caption": _figure,
    "code": _code,
    "sourcecode": _code,
    "embed": _embedded,
}


def _in_paragraphs(html: str) -> str:
    """Return `html` with the paragraphs that its blank lines part outside of blocks."""
    out: list[str] = []
    opened: list[str] = []
    offset = 0
    for match in _BLOCK.finditer(html):
        out += (_text(html[offset : match.start()], opened), match[0])
        if match["name"]:
            _step(opened, match["name"].lower(), is_end=bool(match["close"]))
        offset = match.end()
    return "".join([*out, _text(html[offset:], opened)])


def _step(opened: list[str], name: str, *, is_end: bool) -> None:
    """Note in `opened`, the elements around the text, that one begins or ends."""
    if is_end and name in opened:
        del opened[len(opened) - 1 - opened[::-1].index(name) :]
    elif not is_end and len(opened) < _DEEPEST:
        if opened and (opened[-1] == "p" or (opened[-1] == name and name in _SELF_ENDING)):
            opened.pop()
        opened.append(name)


def _text(text: str, opened: list[str]) -> str:
    """Return a text between tags of blocks, of which `opened` are around it."""
    is_free = not opened or opened[-1] in _FLOW
    if not text.strip() or not (is_free or opened[-1] == "p"):
        return text
    lines = "\n".join(line.strip() for line in text.strip().split("\n"))
    paragraphs = [_broken(paragraph) for paragraph in re.split(r"\n{2,}", lines)]
    inner = "</p>\n<p>".join(paragraphs)
    return f"<p>{inner}</p>\n" if is_free else inner


def _broken(paragraph: str) -> str:
    """Return `paragraph` with its line ends as breaks, and an address that is all of a line as a link."""
    lines = (linked(line) if _WEB.fullmatch(line) else _BROKEN.sub("", line) for line in paragraph.split("\n"))
    return "<br>\n".join(lines)
