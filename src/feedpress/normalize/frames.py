"""Say where lies what an `<iframe>` shows, a film, a sound or a page: no feed may show it, each may link to it."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import unquote

FRAME = (
    r"""(?P<frame><(?:iframe|video|audio|source|embed)(?=\s)[^<>]{0,800}?
        \s(?:data-(?:lazy-)?)?src=["']?(?!(?!https?:)[a-z]+:)(?P<framed>[^"'\s<>{}]+)[^<>]{0,800}>"""
    r"""|<script(?=\s)[^<>]{0,200}\ssrc=["'](?P<gist>https://gist\.github\.com/[^"'\s<>]+?)\.js[^<>]{0,200}>)"""
)
"""A pattern for a verbose one: what shows something from elsewhere."""
_FRAMES = re.compile(rf"{FRAME}(?:[^<>]{{0,800}}</iframe>)?", re.VERBOSE | re.IGNORECASE)
_WORD_OR_TAG = re.compile(r"(?!</)\S")
_UNSEEN = re.compile(
    r"""\s(?:width|height)=["']?[01](?:px)?["'\s>]"""
    # Not the width of a border; and what has no width of its own may have a least one.
    r"""|\sstyle=(?![^<>]*min-width:\s*[1-9])[^<>]*?(?<![\w-])(?:width|height)\s*:\s*[01](?:px|[\s;"'>])"""
    r"""|clip\s*:\s*rect|display\s*:\s*none|visibility\s*:\s*hidden""",
    re.IGNORECASE,
)
_PLAYERS = tuple(
    (re.compile(rf"(?:https?:)?//(?:www\.)?{player}", re.IGNORECASE), page)
    for player, page in (
        (
            r"youtube(?:-nocookie)?\.com/embed/videoseries\?(?:[^#]*&)?list=([\w-]+)",
            "https://www.youtube.com/playlist?list={}",
        ),
        (r"youtube(?:-nocookie)?\.com/embed/([\w-]+)", "https://www.youtube.com/watch?v={}"),
        (r"player\.vimeo\.com/video/(\d+)", "https://vimeo.com/{}"),
        (
            r"(?:geo\.)?dailymotion\.com/(?:embed/video/|player[\w/]*\.html\?video=)(\w+)",
            "https://www.dailymotion.com/video/{}",
        ),
        (r"embed\.ted\.com/(talks/[^?#]+)", "https://www.ted.com/{}"),
        (r"open\.spotify\.com/embed/(\w+/\w+)", "https://open.spotify.com/{}"),
        (r"embed\.(music|podcasts)\.apple\.com/([^?#]+)", "https://{}.apple.com/{}"),
        (r"w\.soundcloud\.com/player/?\?(?:[^#]*&)?url=(https?[^&#]+)", "{}"),
    )
)
"""Players by their addresses, and where what they play has a page of its own."""


def page(address: str) -> str:
    """Return where lies what the player at `address` plays, "" for one that is not known."""
    for player, shown in _PLAYERS:
        if found := player.match(address.strip()):
            return shown.format(*map(unquote, found.groups()))
    return ""


def unframed(frame: re.Match[str]) -> str:
    """Return the link to what a frame, a film or a script shows, "" for one that nobody sees."""
    if _UNSEEN.search(frame["frame"]):
        return ""
    address = unescape(frame["framed"] or frame["gist"])
    shown = escape(page(address) or address)
    is_glued = _WORD_OR_TAG.match(frame.string, frame.end())
    return f'<a href="{shown}">{shown}</a>{" " if is_glued else ""}'


def linked(html: str) -> str:
    """Return `html` with links in place of what it frames."""
    return _FRAMES.sub(unframed, html) if "<iframe" in html or " src=" in html else html
