"""Put items together: manuscripts, what the catalog settled, and the addresses that links in the corpus lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from feedpress.batches import batches
from feedpress.errors import Problem
from feedpress.identity import Known, is_iri, urn
from feedpress.model import Entry, Item, Manuscript, Origin, Source
from feedpress.normalize.merging import fullest_first, merge
from feedpress.pipeline import codec
from feedpress.pipeline.codec import Card
from feedpress.pipeline.links import Links
from feedpress.pipeline.press import Press, address
from feedpress.times import moment

OVERHEAD = 600
"""Bytes that a feed spends on an item besides its text."""
AT_ONCE = 50
"""Items whose manuscripts are fetched together."""


class Assembled(NamedTuple):
    """An item with the files that lie beside its page, and what could not be resolved.

    `rivals` are the documents of other items that some of these problems are about.
    """

    item: Item
    assets: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    rivals: tuple[str, ...]

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
            item.is_dated,
        )
        return Card(
            entry=entry, slug=item.slug, folders=folders_of(item), newsletter=item.newsletter, assets=self.assets
        )

    def size(self) -> int:
        """Return about how many bytes of a feed the item takes."""
        html = self.item.content_html
        escapes = 3 * (html.count("<") + html.count(">")) + 4 * html.count("&")
        return len(html.encode()) + escapes + len(self.item.summary.encode()) + OVERHEAD


def assemble(press: Press, every: Iterable[Known]) -> Iterator[Assembled]:
    """Yield the item that the units of each of `every` come to, fetching some at a time."""
    for some in batches(every, AT_ONCE):
        found = press.cache.units.manuscripts_of(known.id for known in some)
        yield from (_assembled(press, known, found[known.id]) for known in some)


def _assembled(press: Press, known: Known, manuscripts: Iterable[bytes]) -> Assembled:
    copies = fullest_first(codec.decode(Manuscript, data) for data in manuscripts)
    merged = merge(copies)
    links = Links(press, address(press, known.slug), merged)
    attachments = tuple(links.attachment(one) for one in merged.attachments)
    content_html = links.resolved(merged.content_html)
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
        summary=links.plain(merged.summary),
        content_html=content_html,
        content_text=links.plain(merged.content_text),
        sources=tuple(Source(copy.path, copy.first_line, copy.last_line) for copy in copies),
        teasers=merged.teasers,
        attachments=tuple(one for one in attachments if one.url),
        image=links.file(merged.image),
        section=merged.section,
        newsletter=merged.newsletter,
        origins=_origins(merged, known),
        problems=tuple(problem for copy in copies for problem in copy.problems),
    )
    conflicts = [*_twins(press, known, copies), *_rivals(press, known, copies)]
    return Assembled(
        item,
        tuple(sorted(links.assets.items())),
        (*links.told(), *(problem for problem, _ in conflicts)),
        tuple(sorted({rival for _, rival in conflicts})),
    )


def _twins(press: Press, known: Known, copies: Iterable[Manuscript]) -> Iterator[tuple[Problem, str]]:
    """Find the item that has the id which a document of another one states, too, and its document."""
    for copy in copies:
        stated = copy.explicit_id
        id = (stated if is_iri(stated) else urn(press.authority, stated)) if stated else known.id
        other = press.catalog.one(id) if id != known.id else None
        if other and other.state == "live" and _states(press, other, stated):
            what = f'states the id "{stated}", which {other.path} has; it is published under another one'
            yield Problem(copy.path, copy.first_line, what, "give each an id of its own"), other.path


def _states(press: Press, known: Known, id: str) -> bool:
    """Say whether a document of `known` states `id`."""
    manuscripts = press.cache.units.manuscripts_of([known.id])[known.id]
    return any(codec.decode(Manuscript, data).explicit_id == id for data in manuscripts)


def _rivals(press: Press, known: Known, copies: Iterable[Manuscript]) -> Iterator[tuple[Problem, str]]:
    """Find the aliases of an item that lead to another one, and its document, which states them, too."""
    for copy in copies:
        for alias in copy.aliases:
            other = press.catalog.item_of(press.catalog.led_to(alias.value))
            if other and other.id != known.id:
                what = f'wants the alias "{alias.value}", which leads to {other.path} already'
                yield Problem(alias.file(copy.path), alias.line, what, "take it out of one of the two"), other.path


def _origins(merged: Manuscript, known: Known) -> dict[str, Origin]:
    """Say where each field came from; a date that memory supplies is "first-seen"."""
    origins = dict(merged.origins)
    if known.explicit is None or known.first_seen == known.published != known.explicit:
        origins["published"] = Origin("first-seen", "no date found")
    if "updated" not in origins or merged.updated is None:
        origins["updated"] = Origin("derived", "the last change of text or title")
    return origins


def folders_of(item: Item) -> tuple[str, ...]:
    """Return the folders of the corpus that `item` comes from."""
    return tuple(dict.fromkeys(source.path.rpartition("/")[0] for source in item.sources))
