"""What all pages share: the site, its templates, its feeds, and how one page links to another.

A page may lie below any path and be opened from a disk, so links within the site are relative; canonical addresses
and feeds are absolute.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

from msgspec import Struct

from feedpress.direction import direction
from feedpress.model import Link, Site
from feedpress.words import words

_PARTS = ("site_lang", "head", "nameplate", "sections", "imprint")


class Look(Struct, frozen=True, kw_only=True, eq=False):
    """What pages need besides their own content.

    `render` makes text of a template's name and values. `feeds` are the main feeds, the default first, offered for
    discovery on every page. `sections` are linked from every page's masthead: a title that is one of the site's words
    ("tags", "newsletter") appears in its language. `place` gives the absolute URL of the listing page of a kind ("tag",
    "author", …) and label, "" where there is none.
    """

    render: Callable[..., str]
    site: Site
    feeds: tuple[Link, ...]
    sections: tuple[Link, ...]
    place: Callable[[str, str], str]

    def page(self, template: str, url: str, **values: object) -> bytes:
        """Render `template` as the page at `url` with its own `values`, of which these four have defaults.

        `up` leads to the site's root; `canonical` is the page's address for search engines, `description` what they
        say of it; without `is_indexed` they are told to leave the page out.
        """
        up = str(values.get("up") or self.up(url))
        shared = _shared(self, up) | {"canonical": url, "description": "", "is_indexed": True}
        return self.render(f"pages/{template}.html", **(shared | values)).encode()

    def up(self, url: str) -> str:
        """Return the way from the page at `url` to the site's root, such as "../../"."""
        return "../" * url.removeprefix(self.site.url).count("/") or "./"

    def way(self, page: str, url: str) -> str:
        """Return the way from the page at `page` to `url`: relative within the site, else `url` itself."""
        return self.up(page) + url.removeprefix(self.site.url) if url.startswith(self.site.url) else url

    def tongue(self, language: str) -> tuple[str, str]:
        """Return `language` and its direction, "" where it is the site's."""
        return ("", "") if language == self.site.language else (language, direction(language))

    def word(self, key: str) -> str:
        """Return the site's word for `key`, or `key` itself where it is not one."""
        return words(self.site.language).get(key, key)

    def root(self) -> str:
        """Return the path of the site on its host, for a page that may be served at any address."""
        return urlsplit(self.site.url).path or "/"


@lru_cache(maxsize=256)
def _shared(look: Look, up: str) -> dict[str, object]:
    """Return what the pages have in common that lie as deep as `up` climbs; what never varies is rendered once."""
    from markupsafe import Markup  # comes with Jinja2, which a build with nothing to do never needs

    site = look.site
    values = {"site": site, "words": words(site.language), "up": up}
    sections = [(look.word(section.title), up + section.url.removeprefix(site.url)) for section in look.sections]
    more = {"site_dir": direction(site.language), "feeds": look.feeds, "sections": sections}
    parts = {part: look.render(f"pages/parts/{part}.html", **values, **more) for part in _PARTS}
    return values | {part: Markup(text) for part, text in parts.items()}  # noqa: S704 - rendered with escapes on
