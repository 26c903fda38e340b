"""What is found: a stable code, the file, what is wrong, what mends it, and the document it came from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from feedpress.text import printable

MEANINGS = {
    "A101": "a document of an archive is missing or no feed",
    "A102": "a document of an archive lacks fh:archive, or a live feed has it",
    "A103": "a document of an archive doesn't name the live feed as current",
    "A104": "an archive runs in a circle",
    "A105": "a document of an archive is reached from nowhere",
    "A106": "a published file differs from the bytes kept of it",
    "A107": "a document of an archive has no neighbour",
    "F101": "a feed doesn't parse",
    "F102": "a feed lacks a field",
    "F103": "an item of a feed lacks a field",
    "F104": "two items of a feed share an id",
    "F105": "an id in a feed was never given",
    "F106": "a date is not in the format's form",
    "F107": "items are not newest first",
    "F108": "a feed's updated is not its newest item's",
    "F109": "an address in a feed is not absolute",
    "F110": "a feed's self link is not where it lies",
    "F111": "a feed has more than 1 MB",
    "F112": "a feed has more than 5 MB",
    "F113": "an item's content is active",
    "F114": "an item's content has a relative address",
    "F115": "two items of a feed share updated",
    "F116": "formats of one feed hold different items",
    "L101": "an address below the site's leads nowhere",
    "N101": "an edition lacks a file of its letter",
    "N102": "a letter is longer than Gmail shows",
    "O101": "an outline doesn't parse",
    "O102": "an outline lacks something",
    "P101": "a page is not well-formed",
    "P102": "a page has no title",
    "P103": "a page doesn't say its language",
    "P104": "a page has no h1, or several",
    "P105": "a page doesn't announce a feed",
    "P106": "a page leads to a draft",
    "P107": "the page for missing pages has relative addresses",
    "P108": "an item's page is reached from nowhere",
    "P109": "an article, or a link, is active",
    "S101": "a sitemap doesn't parse",
    "S102": "a sitemap is longer than the protocol allows",
    "S103": "a sitemap lists a page that is not for search engines",
    "S104": "robots.txt doesn't name the sitemap",
    "S105": "an address or time in a sitemap is not in its form",
}
"""What each code says; the codes of letters (N-…) are those of `newsletter.lint`."""

AGAIN = "build again; if it stays, it is a mistake of feedpress: please report it"
"""What mends a finding that neither a document nor a setting can have caused."""

WARNINGS = frozenset({"A107", "F111", "F115"})


class Finding(NamedTuple):
    """One broken promise. `path` lies below the output folder, `source` in the corpus ("" where unknown)."""

    code: str
    path: str
    what: str
    fix: str
    source: str = ""

    @property
    def severity(self) -> str:
        """Return "warning" where readers cope, else "error"."""
        return "warning" if self.code in WARNINGS else "error"

    def __str__(self) -> str:
        """Read like a compiler's message: `path: code what; fix (source)`."""
        text = f"{self.path}: {self.code} {self.what}; {self.fix}" + (f" ({self.source})" if self.source else "")
        return printable(text)


class Memory(Struct, frozen=True, kw_only=True):
    """What whoever calls knows besides the folder.

    `ids` are all ids ever given, of items and editions (None: unknown); `sources` leads from an item's url to its
    document; `kept` is the folder of bytes that never change, laid out as the output: `archive/…`, `newsletter/…`.
    """

    ids: frozenset[str] | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    kept: Path | None = None
