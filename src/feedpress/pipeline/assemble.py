"""Put items together: manuscripts, what the catalog settled, and the addresses that links in the corpus lead to."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote, unquote

from feedpress.corpus import scan
from feedpress.errors import Problem
from feedpress.identity import Known, is_iri, urn
from feedpress.model import Attachment, Entry, Item, Manuscript, Origin, Source
from feedpress.normalize.merging import fullest_first, merge
from feedpress.pipeline import codec
from feedpress.pipeline.codec import Card
from feedpress.pipeline.press import Press, moment
from feedpress.slugs import slugify

INTERNAL = re.compile(r'\b(href|src)="(corpus|site):([^"#]*)(#[^"]*)?"')
BROKEN_IMAGE = re.compile(r'<img\b[^>]*\bsrc="corpus:broken"[^>]*>')
MOST_READ = 10_000_000
"""Bytes up to which a document is read again to find the line of a problem."""
SUFFIX = 16
OVERHEAD = 600
"""Bytes that a feed spends on an item besides its text."""
AT_ONCE = 50
"""Items whose manuscripts are fetched together."""


class Assembled(NamedTuple):
    """An item with the files that lie beside its page, what could not be resolved, and what could not be read."""

    item: Item
    assets: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...] = ()

    def card(self) -> Card:
        """Return the item as lists show it."""
        item = self.item
        entry = Entry(
            item.id,
            item.url,
            item.title,
            item.published,
            item.updated,
            item.language,
            item.summary,
            item.tags,
            item.authors,
            item.origins["published"].source != "first-seen",
        )
        return Card(
            entry=entry, slug=item.slug, folders=folders_of(item), newsletter=item.newsletter, assets=self.assets
        )

    def size(self) -> int:
        """Return about how many bytes of a feed the item takes."""
        html = self.item.content_html
        escapes = 3 * (html.count("<") + html.count(">")) + 4 * html.count("&")
        return len(html.encode()) + escapes + len(self.item.summary.encode()) + OVERHEAD


def address(press: Press, slug: str) -> str:
    """Return the absolute URL of an item's page."""
    return f"{press.config.site.url}items/{slug}/"


def assemble(press: Press, known: Known) -> Assembled:
    """Return the item that the units of `known` come to."""
    return next(assemble_all(press, [known]))


def assemble_all(press: Press, every: Iterable[Known]) -> Iterator[Assembled]:
    """Yield the item that the units of each of `every` come to, fetching some at a time."""
    coming = iter(every)
    while some := list(islice(coming, AT_ONCE)):
        found = press.cache.units.manuscripts_of(known.id for known in some)
        yield from (_assembled(press, known, found[known.id]) for known in some)


def _assembled(press: Press, known: Known, manuscripts: Iterable[bytes]) -> Assembled:
    copies = fullest_first(codec.manuscript(data) for data in manuscripts)
    merged = merge(copies)
    links = _Links(press, known, merged)
    attachments = tuple(links.attachment(one) for one in merged.attachments)
    item = Item(
        id=known.id,
        url=address(press, known.slug),
        source_url="" if merged.source_url.startswith(press.config.site.url) else merged.source_url,
        slug=known.slug,
        title=merged.title,
        authors=merged.authors,
        published=moment(known.published),
        updated=moment(known.updated),
        language=merged.language,
        tags=merged.tags,
        summary=merged.summary,
        content_html=links.resolved(merged.content_html),
        content_text=merged.content_text,
        sources=tuple(Source(copy.path, copy.first_line, copy.last_line) for copy in copies),
        teasers=merged.teasers,
        attachments=tuple(one for one in attachments if one.url),
        image=links.file(merged.image),
        section=merged.section,
        newsletter=merged.newsletter,
        origins=_origins(merged, known),
        problems=tuple(problem for copy in copies for problem in copy.problems),
    )
    return Assembled(
        item,
        tuple(sorted(links.assets.items())),
        (*links.problems, *_twins(press, known, copies), *_rivals(press, known, copies)),
        tuple(links.unread),
    )


def _twins(press: Press, known: Known, copies: Iterable[Manuscript]) -> Iterator[Problem]:
    """Find the item that has the id which a document of another one states, too."""
    for copy in copies:
        stated = copy.explicit_id
        if not stated or (known.seed != stated and not known.seed.startswith(f"{stated} ")):
            continue
        id = stated if is_iri(stated) else urn(press.authority, stated)
        other = press.catalog.known([id]).get(id) if id != known.id else None
        if other and other.state == "live":
            what = f'states the id "{stated}", which {other.path} has; it is published under another one'
            yield Problem(copy.path, copy.first_line, what, "give each an id of its own")


def _rivals(press: Press, known: Known, copies: Iterable[Manuscript]) -> Iterator[Problem]:
    """Find the aliases of an item that lead to another one, whose document states them, too."""
    for copy in copies:
        for alias in copy.aliases:
            other = press.catalog.known([press.catalog.led_to(alias.value)]).popitem()[1]
            if (other.merged_into or other.id) != known.id:
                what = f'wants the alias "{alias.value}", which leads to {other.path} already'
                yield Problem(alias.file(copy.path), alias.line, what, "take it out of one of the two")


def _origins(merged: Manuscript, known: Known) -> dict[str, Origin]:
    """Say where each field came from; a date that memory supplies is "first-seen"."""
    origins = dict(merged.origins)
    if known.explicit is None:
        origins["published"] = Origin("first-seen", "no date found")
    if "updated" not in origins or merged.updated is None:
        origins["updated"] = Origin("derived", "the last change of text or title")
    return origins


class _Links:
    """Resolves what a manuscript refers to inside the corpus, and notes the files to publish beside the page."""

    def __init__(self, press: Press, known: Known, manuscript: Manuscript) -> None:
        self.press = press
        self.base = address(press, known.slug)
        self.path = manuscript.path
        self.lines = manuscript.first_line, manuscript.last_line
        self.assets: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.unread: list[str] = []

    def resolved(self, html: str) -> str:
        """Return `html` with absolute addresses; what leads nowhere loses its link."""
        if "corpus:" not in html and "site:" not in html:
            return html
        return BROKEN_IMAGE.sub("", INTERNAL.sub(self._attribute, html))

    def _attribute(self, match: re.Match[str]) -> str:
        name, scheme, path, fragment = match.group(1), match.group(2), unescape(match.group(3)), match.group(4) or ""
        if scheme == "site":
            return f'{name}="{self.press.config.site.url}{quote(path.lstrip("/"), safe="/?&=%:@!$+,;~")}{fragment}"'
        target = self.target(path)
        if target:
            return f'{name}="{target}{fragment}"'
        return 'src="corpus:broken"' if name == "src" else ""

    def target(self, path: str) -> str:
        """Return the address of a document or file of the corpus, "" where there is none."""
        path = unquote(path) if self.press.cache.has_file(unquote(path)) else path
        item = self.press.cache.units.item_at(path)
        if item:
            known = self.press.catalog.known([item])[item]
            return address(self.press, known.slug)
        if not self.press.cache.has_file(path):
            what = f"refers to {path}, which is not in the corpus"
            self.problems.append(Problem(self.path, self._line(path), what, "add the file or mend the link"))
            return ""
        if self.press.cache.units.at(path):  # a draft, held back or taken down: its text must not get out as a file
            what = f"refers to {path}, which is not published"
            self.problems.append(Problem(self.path, self._line(path), what, "publish it or mend the link"))
            return ""
        if not scan.is_readable(self.press.config.corpus.folder, path):
            what = f"refers to {path}, which cannot be read"
            self.problems.append(Problem(self.path, self._line(path), what, "make it readable or mend the link"))
            self.unread.append(path)
            return ""
        if self.press.cache.size_of(path) > scan.LARGEST:
            what = f"refers to {path}, which is larger than {scan.LARGEST // 1_000_000} MB and is not published"
            self.problems.append(Problem(self.path, self._line(path), what, "serve it from elsewhere and link there"))
            return ""
        return self.base + quote(self._asset(path))

    def _line(self, path: str) -> int:
        """Return the line of the document in which the name of the file `path` stands, else its first."""
        first, last = self.lines
        try:
            text = scan.read(self.press.config.corpus.folder, self.path, MOST_READ)[0].decode(errors="replace")
        except OSError:
            return first
        name = path.rpartition("/")[2]
        lines = text.splitlines()[first - 1 : last]
        return next((number for number, line in enumerate(lines, first) if name in line or quote(name) in line), first)

    def _asset(self, path: str) -> str:
        """Return the name of the corpus file `path` beside the page: its own, unless another has it."""
        if path not in self.assets:
            stem, dot, suffix = path.rpartition("/")[2].rpartition(".")
            name = (
                f"{slugify(stem) or 'file'}{dot}{slugify(suffix)[:SUFFIX] or 'bin'}"
                if dot
                else slugify(suffix) or "file"
            )
            taken = {"index.html", *self.assets.values()}
            tries = (name if number == 1 else f"{number}-{name}" for number in range(1, 10_000))
            self.assets[path] = next(one for one in tries if one not in taken)
        return self.assets[path]

    def file(self, url: str) -> str:
        """Return the absolute address of an image or enclosure."""
        if url.startswith("corpus:"):
            return self.target(url.removeprefix("corpus:"))
        if url.startswith("site:"):
            return self.press.config.site.url + url.removeprefix("site:").lstrip("/")
        return url

    def attachment(self, attachment: Attachment) -> Attachment:
        """Return `attachment` with its address, type and length where the file lies in the corpus."""
        url = self.file(attachment.url)
        guessed = mimetypes.guess_type(attachment.url)[0] or "application/octet-stream"
        is_ours = attachment.url.startswith("corpus:")
        size = self.press.cache.size_of(unquote(attachment.url.removeprefix("corpus:"))) if is_ours else 0
        return attachment._replace(url=url, mime_type=attachment.mime_type or guessed, length=size or attachment.length)


def folders_of(item: Item) -> tuple[str, ...]:
    """Return the folders of the corpus that `item` comes from."""
    return tuple(dict.fromkeys(source.path.rpartition("/")[0] for source in item.sources))
