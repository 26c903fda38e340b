"""Say what a tag of a site generator shows where the tag itself names it: a picture, a film, a page elsewhere.

{% include figure.html url="/quay.png" alt="The quay" %}   {% img left /quay.png 300 200 The quay %}
{{< youtube aqz-KE-bpKQ >}}   {% include video id="aqz-KE-bpKQ" provider="youtube" %}   {% embed https://… %}
"""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from feedpress.corpus import mdx
from feedpress.normalize.doors import ANYWHERE

_ARGUMENT = re.compile(r"""(?:([\w-]+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"'`=]+))""")
_PICTURE = re.compile(r"[^<>]+\.(?:png|jpe?g|gif|webp|svg|avif|bmp)", re.IGNORECASE)
_SHOWING = frozenset({"figure", "img", "image"})  # their `src` is a picture under whatever suffix
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_SIZE = re.compile(r"\d+(?:%|px)?")
_KEY = re.compile(r"[\w-]+(?:/[\w-]+)?", re.ASCII)
_PLACES = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "gist": "https://gist.github.com/",
    "tweet": "https://twitter.com/i/status/",
}
_SMALL = frozenset({"avatar", "badge", "icon", "logo"})  # a feed would show them large
_RULES = frozenset(
    {"assign", "capture", "case", "cycle", "elsif", "for", "if", "increment", "set", "tablerow", "unless", "when"}
)
# No Markdown until a blank line: but for words of a line, links in pointed brackets, components, boxes that ask for it.
_BLOCK = re.compile(
    rf"\s*</?(?!(?:a|b|code|em|i|img|kbd|span|strong|sub|sup)\b|[\w.+-]+[:@]|{mdx.NAME}[\s/>]"
    r"|[^<>\n]{0,300}\smarkdown\b)[A-Za-z]"
)
_NEAR = 5_000  # characters of the text before a tag in which the block of its line begins


class Named(NamedTuple):
    """The address that a tag names, the words for it, whether it is a picture's, and what stands below that."""

    address: str
    words: str
    is_picture: bool
    caption: str = ""


def named(name: str, rest: str) -> Named | None:
    """Return what the tag `name` with the arguments `rest` names, None where it names nothing."""
    if name in _RULES or name in _SMALL:
        return None
    arguments = _ARGUMENT.finditer(re.sub(r"\{\{[^{}]*\}\}", "", rest))
    found = [(match[1] or "", "".join(filter(None, match.groups()[1:])).strip()) for match in arguments]
    by_key = {key: value for key, value in found if key and value}
    if name == "post_link" and found:
        return Named(_anywhere(found[0][1]), (found[1] if found[1:] else found[0])[1], is_picture=False)
    for place, (key, value) in enumerate(found):
        if _PICTURE.fullmatch(value) or (key == "src" and value and name in _SHOWING):
            words = next((by_key[each] for each in ("alt", "caption", "title", "description") if each in by_key), "")
            after = [text for each, text in found[place + 1 :] if not each and not _SIZE.fullmatch(text)]
            return Named(
                _place(name, value), words or " ".join(after), is_picture=True, caption=by_key.get("caption", "")
            )
    address = next((value for _, value in found if _WEB.fullmatch(value)), "") or _film(name, found, by_key)
    return Named(address, address, is_picture=False) if address else None


def is_html(match: re.Match[str]) -> bool:
    """Say whether `match` begins within a block of HTML, in which no Markdown is read."""
    before = match.string[max(match.start() - _NEAR, 0) : match.start()]
    return _BLOCK.match(before, before.rfind("\n\n") + 1) is not None


def drawn(named: Named, *, is_html: bool) -> str:
    """Write what a tag names, in Markdown or in HTML."""
    address = escape(named.address) if is_html else named.address.strip("<> ")
    words = " ".join(re.sub(r"[][]", "", named.words).split())
    caption = f"<br><em>{named.caption}</em>" if named.caption else ""
    if is_html and named.is_picture:
        return f'<img src="{address}" alt="{escape(named.words)}">{caption}'
    if is_html:
        return f'<a href="{address}">{escape(named.words)}</a>'
    if named.words == named.address:
        return f"<{address}>"
    return f"{'!' if named.is_picture else ''}[{words}](<{address}>){caption}"


def _place(name: str, path: str) -> str:
    """Return where the picture at `path` is: Jekyll's includes count from the root, a post's own is found by name."""
    if name == "asset_img" and "/" not in path:
        return _anywhere(path)
    return f"/{path}" if name.startswith("include") and re.match(r"[^/:.][^:]*/", path) else path


def _anywhere(path: str) -> str:
    """Return the address of the file that is named as `path`, in whatever folder."""
    return f"corpus:{quote(ANYWHERE + path.rpartition('/')[2].casefold(), safe='/*')}"


def _film(name: str, found: list[tuple[str, str]], by_key: dict[str, str]) -> str:
    """Return the address of what lies elsewhere under a key: a film, a piece of code."""
    where = _PLACES.get((by_key.get("provider", "") if name.startswith("include") else name).lower())
    parts = [by_key["id"]] if "id" in by_key else [value for key, value in found if not key]
    is_of_user = len(parts) > 1 and re.fullmatch(r"[0-9a-f]{7,}", parts[1])
    key = "/".join(parts[: 2 if is_of_user else 1])
    return f"{where}{key}" if where and _KEY.fullmatch(key) else ""
