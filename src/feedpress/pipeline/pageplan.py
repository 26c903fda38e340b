"""The pages: one an item, lists of items, the front page, notices, sitemaps, assets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial

from feedpress import pages, templating
from feedpress.batches import batches
from feedpress.corpus import scan
from feedpress.errors import Problem
from feedpress.feeds import sitemap
from feedpress.identity import PAGE_LIVES, Known
from feedpress.model import Link, ListKind
from feedpress.pipeline import codec
from feedpress.pipeline.assemble import AT_ONCE, assemble
from feedpress.pipeline.cards import kept_page, kept_path
from feedpress.pipeline.codec import Card
from feedpress.pipeline.frame import FOLDERS, list_feeds, main_feeds, place
from feedpress.pipeline.plan import (
    NEWEST,
    Changes,
    Lost,
    Output,
    Row,
    base_digest,
    digest_of,
    label_of,
    rows,
)  # fmt: skip
from feedpress.pipeline.press import Press, address
from feedpress.slugs import page_at
from feedpress.times import moment, seconds

ANNOUNCED = re.compile(rb'(?:<link rel="alternate" type="application/[^>]*>\n?)+')
"""The feeds that a page announces in its head."""
LEADING = re.compile(rb'http-equiv="refresh" content="0; url=[./]+items/')
"""What tells a page of ours that leads to an item: a memory read from the ledger does not know which files are ours."""


class PagePlan:
    """Plans the pages that `changes` may have touched."""

    def __init__(self, press: Press, changes: Changes) -> None:
        self.press = press
        self.changes = changes
        self.base = base_digest(press, "pages")
        self.site = press.config.site

    def outputs(self) -> Iterator[Output]:
        """Return every page that may differ."""
        yield from self._assets()
        yield from self._items()
        yield from self._lists()
        yield from self._fronts()
        yield from self._sitemaps()

    def _page(self, path: str, parts: object, render: Callable[[], bytes]) -> Output:
        return Output(path, digest_of(self.base, parts), render)

    def _assets(self) -> Iterator[Output]:
        for name, data in templating.assets(self.press.config.folder):
            yield Output(f"assets/{name}", digest_of(data), partial(bytes, data))

    def _items(self) -> Iterator[Output]:
        ids = self.press.catalog.ids() if self.changes.is_everything else sorted(self.changes.items)
        for some in batches(ids, AT_ONCE):
            slugs = self.press.catalog.slugs(some)
            every = self.press.catalog.known(some).values()
            items = _Items(self.press, [known for known in every if known.state == "live"])
            for known in every:
                yield from self._item(known, slugs.get(known.id, ()), items)

    def _item(self, known: Known, slugs: Iterable[str], items: _Items) -> Iterator[Output]:
        for slug in slugs:
            path = page_at(slug)
            if slug.startswith("/") and self._is_foreign(path):
                yield Output(path, "foreign", partial(self._yield_to, path, known))
            elif known.state == "live" and slug == known.slug:
                yield from self._live(path, known, items)
            elif known.state in {"live", "merged"}:
                yield from self._moved(path, known)
            elif known.state == "gone" and known.seq is not None:
                yield from self._gone(path, slug, known)

    def _is_foreign(self, path: str) -> bool:
        """Say whether what is none of ours lies at `path` of the output, or in its way: a page, a file, a link."""
        if self.press.catalog.manifest.owns(self.press.folder, path):
            return False
        page, output = self.press.config.output / path, self.press.config.output
        above = [folder for folder in page.parents if folder.is_relative_to(output) and folder != output]
        if page.is_symlink() or page.is_dir() or any(folder.is_symlink() or folder.is_file() for folder in above):
            return True
        return page.is_file() and not LEADING.search(page.read_bytes())

    def _yield_to(self, path: str, known: Known) -> bytes:
        what = f"is none of our pages and stays, though {known.path} has its address as an alias"
        raise Lost(Problem(path, 0, what, "remove the page or the alias, then build with --full"))

    def _live(self, path: str, known: Known, items: _Items) -> Iterator[Output]:
        if found := items.cards.get(known.id):
            digest = digest_of(self.base, found.digest)
            yield Output(path, digest, lambda: items.encoded(known.id), is_item=True)
            for asset, name in codec.decode(Card, found.card).assets:
                content = self.press.cache.content_of(asset)
                yield Output(f"items/{known.slug}/{name}", digest_of(content), partial(self._file, asset))

    def _file(self, path: str) -> bytes:
        try:
            return scan.read(self.press.config.corpus.folder, path)[0]
        except OSError as error:
            what = f"cannot be published ({error.strerror or error})"
            raise Lost(Problem(path, 0, what, "make it readable, or mend the documents that refer to it")) from error

    def _moved(self, path: str, known: Known) -> Iterator[Output]:
        target = self.press.catalog.item_of(known.id)
        if target is None:
            return
        if target.state != "live":
            yield from self._gone(path, "", target)
            return
        title, url = target.title, address(self.press, target.slug)
        yield self._page(path, ("moved", title, url), lambda: pages.moved(self.press.look, path, title, url))

    def _gone(self, path: str, slug: str, known: Known) -> Iterator[Output]:
        """Return the page of an item that is gone: for a day the page it had, with the files beside it."""
        is_recent = (known.gone_at or 0) + PAGE_LIVES > self.press.clock
        if slug != known.slug or not is_recent or not self.press.kept.has(kept_page(slug)):
            yield self._page(path, ("gone", known.title), lambda: pages.gone(self.press.look, path, known.title))
            return
        feeds = main_feeds(self.press.config)
        digest = digest_of("kept", known.gone_at, feeds, self.press.seals["pages"])
        for kept in self.press.kept.below(kept_page(slug, "")):
            is_page = kept == kept_page(slug)
            render = partial(self._farewell, kept, feeds) if is_page else partial(self.press.kept.read, kept)
            yield Output(kept_path(kept), digest, render)

    def _farewell(self, kept: str, feeds: Iterable[Link]) -> bytes:
        """Return the page of an item that is gone as it was, but that it announces the `feeds` that there are now."""
        links = self.press.templates.render("pages/parts/feeds.html", feeds=feeds)
        return ANNOUNCED.sub(lambda _: links.encode(), self.press.kept.read(kept), count=1)

    def _lists(self) -> Iterator[Output]:
        yield from self._years()
        for kind in FOLDERS:
            if kind in self.press.config.feeds.by:
                yield from self._listings(kind)

    def _years(self) -> Iterator[Output]:
        """Return the pages of years that may differ: all, noting it, where a year came or went, as each says."""
        keys = [key for key, _ in reversed(self.press.cache.lists.keys("year"))]
        is_other = self.press.cache.meta("years") != " ".join(keys)
        self.press.cache.remember(years=" ".join(keys))
        years = [(int(key), 0) for key in keys]
        for key in keys if is_other else self.changes.keys(self.press, "year"):
            found = rows(self.press, "year", key)
            if found:
                yield self._page(
                    f"{key}/index.html", (years, _faces(found)), partial(self._year, int(key), found, years)
                )

    def _year(self, year: int, found: list[Row], years: list[tuple[int, int]]) -> bytes:
        return pages.year(self.press.look, year, [row.entry for row in found], years)

    def _listings(self, kind: ListKind) -> Iterator[Output]:
        counts = dict(self.press.cache.lists.keys(kind))
        folder = FOLDERS[kind]
        for key in self.changes.keys(self.press, kind):
            found = rows(self.press, kind, key, NEWEST)
            if found:
                label = label_of(self.press, kind, key, found[0])
                parts = (label, counts[key], _faces(found))
                feeds = list_feeds(self.press.config, kind, key, label)
                render = partial(self._listing, kind, label, found, feeds, counts[key])
                yield self._page(f"{folder}/{key}/index.html", parts, render)
        if any(changed == kind for changed, _ in self.changes.lists) or self.changes.is_everything:
            lists = [(self._label(kind, key), place(self.press.config, kind, key), counts[key]) for key in counts]
            yield self._page(f"{folder}/index.html", lists, partial(self._index, kind, lists))

    def _label(self, kind: ListKind, key: str) -> str:
        return label_of(self.press, kind, key, rows(self.press, kind, key, 1)[0])

    def _listing(self, kind: ListKind, label: str, found: list[Row], feeds: tuple[Link, ...], total: int) -> bytes:
        return pages.listing(self.press.look, kind, label, [row.entry for row in found], feeds, total)

    def _index(self, kind: ListKind, lists: list[tuple[str, str, int]]) -> bytes:
        return pages.index(self.press.look, kind, sorted(lists, key=lambda one: (one[0].casefold(), one)))

    def _fronts(self) -> Iterator[Output]:
        newest = rows(self.press, "all", "", NEWEST)
        years = [(int(year), count) for year, count in reversed(self.press.cache.lists.keys("year"))]
        entries = [row.entry for row in newest]
        yield self._page("index.html", (years, _faces(newest)), lambda: pages.home(self.press.look, entries, years))
        yield self._page("404.html", "", lambda: pages.not_found(self.press.look))
        yield Output("robots.txt", digest_of(self.site.url), lambda: sitemap.robots(self.site.url))
        feeds = [pages.FeedView(self.site.title, main_feeds(self.press.config), tuple(entries[:3])), *self._feed_rows()]
        yield self._page("feeds/index.html", feeds, lambda: pages.feeds(self.press.look, feeds))

    def _feed_rows(self) -> Iterator[pages.FeedView]:
        """Return the feeds besides the main ones; those of the most items first where there are many."""
        for kind in self.press.config.feeds.by:
            counts = sorted(self.press.cache.lists.keys(kind), key=lambda one: (-one[1], one[0]))[:NEWEST]
            for key, _ in sorted(counts):
                found = rows(self.press, kind, key, 3)
                label = label_of(self.press, kind, key, found[0])
                links = list_feeds(self.press.config, kind, key, label)
                yield pages.FeedView(f"{self.site.title}: {label}", links, tuple(row.entry for row in found))

    def _sitemaps(self) -> Iterator[Output]:
        """Return the sitemaps of years that may differ, noting when each changed, and the index, which lists all."""
        for key in self.changes.keys(self.press, "year"):
            found = rows(self.press, "year", key)
            if found:
                urls = [(row.entry.url, row.entry.updated) for row in found]
                newest = max(seconds(updated) or 0 for _, updated in urls)
                self.press.cache.remember(**{f"sitemap {key}": str(newest)})
                yield Output(
                    f"sitemap-{key}.xml", digest_of(self.site.url, _faces(found)), partial(sitemap.render, urls)
                )
        years = [
            (f"{self.site.url}sitemap-{key}.xml", moment(int(self.press.cache.meta(f"sitemap {key}") or 0)))
            for key, _ in self.press.cache.lists.keys("year")
        ]
        yield Output("sitemap.xml", digest_of(years), partial(sitemap.index, years))


class _Items:
    """A few live items with their cards, put together when the first of them is asked for."""

    def __init__(self, press: Press, every: Sequence[Known]) -> None:
        self.press = press
        self.every = every
        self.cards = {card.id: card for card in press.cache.lists.cards(known.id for known in every)}

    @cached_property
    def _made(self) -> dict[str, bytes]:
        return {made.item.id: codec.encode(made.item) for made in assemble(self.press, self.every)}

    def encoded(self, id: str) -> bytes:
        """Return the item `id`, encoded."""
        return self._made[id]


def _faces(found: list[Row]) -> list[str]:
    """Return what tells apart what a list shows."""
    return [row.face for row in found]
