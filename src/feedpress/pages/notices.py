"""Pages about the site itself: what has moved or gone, what is not there, which feeds there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from feedpress.formats import FORMATS
from feedpress.model import Entry, Link
from feedpress.pages.look import Look

_LABELS = {form.mime_type: form.label for form in FORMATS.values()}


class FeedView(NamedTuple):
    """A feed as the page of feeds shows it: its title, an address for each format, its newest items."""

    title: str
    links: tuple[Link, ...]
    newest: tuple[Entry, ...] = ()


def moved(look: Look, path: str, title: str, url: str) -> bytes:
    """Render the page at `path` that leads at once to the `url` of the item `title`, which was or might be there."""
    at = look.site.url + path
    return look.page("moved", at, title=title, href=look.way(at, url), canonical=url, is_indexed=False)


def gone(look: Look, path: str, title: str) -> bytes:
    """Render the short page at `path`, where the item `title` was."""
    return look.page("gone", look.site.url + path, title=title, canonical="", is_indexed=False)


def not_found(look: Look) -> bytes:
    """Render 404.html, which a server shows at any address: its links start at the site's path on the host."""
    title = look.word("missing")
    return look.page("not_found", look.site.url, title=title, up=look.root(), canonical="", is_indexed=False)


def feeds(look: Look, rows: Sequence[FeedView]) -> bytes:
    """Render the page that explains feeds and offers each of `rows` for copying."""
    url = f"{look.site.url}feeds/"
    shown = [
        (
            row.title,
            [(_LABELS.get(link.mime_type, link.title), link.url) for link in row.links],
            [(entry, look.way(url, entry.url)) for entry in row.newest],
        )
        for row in rows
    ]
    return look.page("feeds", url, title=look.word("feeds"), rows=shown)
