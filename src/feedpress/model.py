"""The nouns: frozen values that travel from the corpus to the output.

    Document ──normalize──▶ Manuscript ──identity──▶ Item ──▶ Feed, page, Edition

All datetimes are aware and in UTC, except in `Document`, which holds what was read. All text is free of characters
that XML 1.0 forbids.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal, NamedTuple

from msgspec import Struct, field

from feedpress.errors import Problem

Kind = Literal["text", "markdown", "html", "jsonl", "feed"]
ListKind = Literal["tag", "author", "folder", "language"]
Cruft = Literal["auto", "none", "gentle", "strong"]
DateOrder = Literal["auto", "dmy", "mdy", "ymd"]
Verdict = Literal["title", "heading", "body", "list", "quote", "code", "cruft", "teaser", "label", "meta", "blank"]
SIDECAR = ".toml"  # added to a document's name, it names the file beside it that overrules its fields
SHOWN = "false"
"""The value of a field `draft` that keeps nothing back; any other is the reason for which the document is."""
LINKED = re.compile(r"\[([^\[\]]+)\]\((https?://[^()\s]+)\)")
"""A link as Markdown writes it, which front matter may hold as well."""


class Person(NamedTuple):
    """An author (RFC 4287 §3.2): `name` as the document has it, `shown` as readers see it."""

    name: str
    email: str = ""
    uri: str = ""

    @property
    def shown(self) -> str:
        """Return the name without the marks of a link around it."""
        return LINKED.sub(r"\1", self.name)


class Origin(NamedTuple):
    """Where a field came from: one of the contract's `provenance.*.from` words, and a detail such as "line 3"."""

    source: str
    detail: str = ""


class Field(NamedTuple):
    """A candidate for one field of an item, as it stands in the document; `line` is 1-based, 0 where unknown.

    `parts` are an author's mail address and URI, "" where he has none, or an attachment's MIME type, length and title.
    """

    name: str
    value: str
    origin: str
    line: int = 0
    parts: tuple[str, ...] = ()

    def file(self, document: str) -> str:
        """Return where it stands: in the `document`, or in the file beside it."""
        return document + SIDECAR if self.origin == "sidecar" else document


class Attachment(NamedTuple):
    """A file that goes with an item: RSS's enclosure. `length` in bytes, 0 where unknown."""

    url: str
    mime_type: str
    length: int = 0
    title: str = ""


class Teaser(NamedTuple):
    """Another story's headline and first words, found at the end of a document."""

    title: str
    text: str
    published: datetime | None = None


class Source(NamedTuple):
    """The lines of a corpus file that an item was made from; `path` relative to the corpus, with `/`."""

    path: str
    first_line: int
    last_line: int


class Document(Struct, frozen=True, kw_only=True):
    """One unit read from the corpus: a file, a row of JSON lines, an entry of a feed.

    `body` is text, Markdown or HTML as `markup` says, and starts on `body_line` of the file. `fields` are the
    candidates that the format itself offers, most trusted first. `part` tells units of one file apart ("" for a
    file that is one document): the row's or entry's id, else its number.
    """

    path: str
    part: str = ""
    kind: Kind
    markup: Literal["text", "markdown", "html", "page"]
    body: str
    body_line: int = 1
    first_line: int = 1
    last_line: int = 1
    fields: tuple[Field, ...] = ()
    digest: str = ""
    problems: tuple[Problem, ...] = ()


class Settings(Struct, frozen=True, kw_only=True):
    """What normalization may know besides the document: small, picklable, the same for a whole folder."""

    language: str = "en"
    timezone: str = "UTC"
    site_url: str = "http://localhost:8000/"
    cruft: Cruft = "auto"
    date_order: DateOrder = "auto"
    author: str = ""
    tags: tuple[str, ...] = ()
    teasers: Literal["keep", "drop"] = "keep"


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph, heading, list item, quote, code or table of a document, with its verdict and the reason for it.

    `level` is a heading's rank (2 to 6) or a list item's depth (1, 2, …).
    """

    kind: Literal["paragraph", "heading", "item", "quote", "code", "table", "image", "rule"]
    text: str
    first_line: int
    last_line: int
    level: int = 1
    ordered: bool = False
    verdict: Verdict = "body"
    reason: str = ""


class Fields(Struct, frozen=True, kw_only=True, omit_defaults=True):  # what is not said takes no room in the cache
    """What a document says of itself, typed, each "" or empty where it does not say; `origins` tells from where.

    `kept_back` is what keeps it from being published, such as `status: draft`, and where it says so.
    `is_dated_by_change` says that `published` is but the day of the change that it tells of.
    `cruft` is how boldly it wants its cruft cut. `aliases`, such as /old/, are to lead to the item's page.
    """

    explicit_id: str = ""
    source_url: str = ""
    title: str = ""
    authors: tuple[Person, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    is_dated_by_change: bool = False
    language: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    image: str = ""
    slug: str = ""
    section: str = ""
    newsletter: Literal["", "lead", "excluded"] = ""
    kept_back: Field | None = None
    minor: bool = False
    hold: datetime | None = None
    until: datetime | None = None
    not_duplicate_of: tuple[str, ...] = ()
    cruft: str = ""
    aliases: tuple[Field, ...] = ()
    origins: dict[str, Origin] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class Manuscript(Fields, frozen=True, kw_only=True):
    """A document made clean: everything of an item that the document alone decides, its fields filled in.

    `content_html` is safe HTML in which a link into the corpus reads `corpus:PATH` and a link to the site's root reads
    `site:/PATH`, until the addresses of the items are known. `references` are both: paths of the corpus and aliases.
    `sketch` is what near-duplicates are found by.
    """

    path: str
    part: str = ""
    kind: Kind
    first_line: int
    last_line: int
    content_html: str
    content_text: str
    teasers: tuple[Teaser, ...] = ()
    references: tuple[str, ...] = ()
    sketch: tuple[int, ...] = ()
    shingles: int = 0
    bytes_digest: str = ""
    text_digest: str = ""


class Item(Struct, frozen=True, kw_only=True):
    """A published piece under RFC 4287's names; ids, dates and addresses are settled, addresses absolute."""

    id: str
    url: str
    source_url: str = ""
    slug: str
    title: str
    authors: tuple[Person, ...] = ()
    published: datetime
    updated: datetime
    language: str
    tags: tuple[str, ...] = ()
    summary: str = ""
    content_html: str
    content_text: str
    sources: tuple[Source, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    image: str = ""
    section: str = ""
    newsletter: Literal["", "lead", "excluded"] = ""
    origins: dict[str, Origin]
    problems: tuple[Problem, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether the item has a date of its own: without one, `published` is when it was first seen."""
        origin = self.origins.get("published")
        return origin is None or origin.source != "first-seen"


class Site(Struct, frozen=True, kw_only=True):
    """Who publishes: the `[site]` table of the configuration. `url` ends in a slash."""

    title: str
    url: str
    description: str = ""
    author: str = ""
    email: str = ""
    language: str = "en"
    timezone: str = "UTC"
    rights: str = ""


class Feed(Struct, frozen=True, kw_only=True):
    """Items under one title, newest first; the same value renders as Atom, RSS and JSON Feed.

    `id` is the feed's own IRI, `self_url` where it lies, `home_url` the page of what it holds. `prev_archive`,
    `next_archive`, `current` are absolute URLs of RFC 5005 neighbours, "" where there is none; `archive` marks a
    closed archive document. Its language and its description are the site's.
    """

    id: str
    title: str
    self_url: str
    home_url: str
    updated: datetime
    items: tuple[Item, ...]
    site: Site
    summary_only: bool = False
    hub: str = ""
    archive: bool = False
    current: str = ""
    prev_archive: str = ""
    next_archive: str = ""


class Link(NamedTuple):
    """A titled link of a page or an OPML outline."""

    title: str
    url: str
    mime_type: str = ""


class Entry(NamedTuple):
    """An item as a list shows it: a card, light enough to hold a whole year of them."""

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    language: str
    summary: str
    tags: tuple[str, ...]
    authors: tuple[Person, ...]
    is_dated: bool
