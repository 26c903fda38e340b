"""The feeds: the main ones, their closed archives, one for each tag, author, folder or language, and their outline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate

from msgspec.structs import replace

from feedpress import identity
from feedpress.config import Config
from feedpress.errors import Problem
from feedpress.feeds import opml
from feedpress.formats import ATOM, FORMATS, XML, Format
from feedpress.model import Feed, Item
from feedpress.pipeline import archives
from feedpress.pipeline.archives import BLOCK_BYTES
from feedpress.pipeline.assemble import assemble
from feedpress.pipeline.frame import FOLDERS, main_formats, place
from feedpress.pipeline.plan import (
    Changes,
    Output,
    Row,
    base_digest,
    digest_of,
    label_of,
    renderer,
    row_of,
    rows,
)  # fmt: skip
from feedpress.pipeline.press import Press
from feedpress.times import moment

REMEMBERED = 400
"""Items up to which those of one feed are kept for the next, which often holds the same."""


class FeedPlan:
    """Plans the feeds that `changes` may have touched."""

    def __init__(self, press: Press, changes: Changes) -> None:
        self.press = press
        self.changes = changes
        self.base = base_digest(press, "feeds")
        self.site = press.config.site
        self.items: dict[str, Item] = {}

    def outputs(self) -> Iterator[Output]:
        """Return every feed that may differ."""
        yield from self._main()
        for kind in self.press.config.feeds.by:
            for key in self.changes.keys(self.press, kind):
                yield from self._listed(kind, key)
        yield self._outline()

    def _main(self) -> Iterator[Output]:
        found = self._live()
        newest = self.press.catalog.frozen.last_archive()
        for form in main_formats(self.press.config):
            older = f"{self.site.url}{archives.path_of(newest, form)}" if newest and form in XML else ""
            feed = self._empty("feed", self.site.title, form.file, found)
            yield self._filled(replace(feed, prev_archive=older), form, found)

    def _live(self) -> list[Row]:
        """Return what the main feeds hold: all that no archive holds yet, and the newest up to their length."""
        waiting = self.press.catalog.unarchived()
        found = {card.id: row_of(card) for card in self.press.cache.lists.cards(waiting)}
        size = sum(row.size for row in found.values())
        for row in rows(self.press, "all", "", self.press.config.feeds.items):
            if row.id not in found and len(found) < self.press.config.feeds.items and size + row.size <= BLOCK_BYTES:
                found[row.id] = row
                size += row.size
        return sorted(found.values(), key=lambda row: (row.entry.published, row.id), reverse=True)

    def _listed(self, kind: str, key: str) -> Iterator[Output]:
        found = _fitting(rows(self.press, kind, key, self.press.config.feeds.items))
        if not found:
            return
        label = label_of(self.press, kind, key, found[0])
        for form in XML:
            path = f"{FOLDERS[kind]}/{key}/{form.file}"
            feed = self._empty(f"feed {kind} {key}", f"{self.site.title}: {label}", path, found)
            yield self._filled(replace(feed, home_url=place(self.press.config, kind, key)), form, found)

    def _empty(self, seed: str, title: str, path: str, found: Sequence[Row]) -> Feed:
        """Return the feed at `path` of the items `found`, without them: its id is minted from `seed`."""
        return Feed(
            id=identity.urn(self.press.authority, seed),
            title=title,
            self_url=f"{self.site.url}{path}",
            home_url=self.site.url,
            updated=moment(self._updated(found)),
            items=(),
            site=self.site,
            summary_only=self.press.config.feeds.content == "summary",
            hub=self.press.config.feeds.hub,
        )

    def _filled(self, empty: Feed, form: Format, found: Sequence[Row]) -> Output:
        """Return a feed with the items `found` as an output."""
        digest = digest_of(self.base, empty, [(row.id, row.digest) for row in found])
        return Output(
            empty.self_url.removeprefix(self.site.url),
            digest,
            lambda: renderer(form)(replace(empty, items=tuple(self._items(row.id for row in found)))),
        )

    def _updated(self, found: Sequence[Row]) -> int:
        return max((int(row.entry.updated.timestamp()) for row in found), default=self.press.first_build)

    def _items(self, ids: Iterable[str]) -> Iterator[Item]:
        wanted = list(ids)
        known = self.press.catalog.known(id for id in wanted if id not in self.items)
        self.items |= {made.item.id: made.item for made in assemble(self.press, known.values())}
        found = [self.items[id] for id in wanted]
        if len(self.items) > REMEMBERED:
            self.items = {}
        return iter(found)

    def _outline(self) -> Output:
        """Return the outline of all feeds."""
        site, default = self.site, main_formats(self.press.config)[0]
        main = [opml.Outline(site.title, f"{site.url}{default.file}", site.url, "", site.language)]
        listed = [
            opml.Outline(f"{site.title}: {label}", f"{url}{ATOM.file}", url, FOLDERS[kind].capitalize(), site.language)
            for kind in self.press.config.feeds.by
            for label, url in sorted(self._labels(kind))
        ]
        newsletter = f"{site.url}newsletter/"
        editions = opml.Outline(f"{site.title}: newsletter", f"{newsletter}{ATOM.file}", newsletter)
        feeds = [*main, *listed, editions]
        newest = rows(self.press, "all", "", 1)
        updated = moment(self._updated(newest))
        render = partial(opml.render, site.title, feeds, site=site, updated=updated)
        return Output("feeds.opml", digest_of(self.base, feeds, updated), render)

    def _labels(self, kind: str) -> Iterator[tuple[str, str]]:
        for key, _ in self.press.cache.lists.keys(kind):
            label = label_of(self.press, kind, key, rows(self.press, kind, key, 1)[0])
            yield label, place(self.press.config, kind, key)


def unasked(config: Config, removed: Sequence[str]) -> Iterator[Problem]:
    """Say which feeds are among the `removed` files because a setting leaves them out: they may have subscribers."""
    default = main_formats(config)[0].file
    for setting, word, pattern in (
        *(("formats", form.name, re.escape(form.file)) for form in FORMATS.values()),
        *(("by", kind, rf"{folder}/.*\.xml") for kind, folder in FOLDERS.items() if kind not in config.feeds.by),
    ):
        feeds = [path for path in removed if re.fullmatch(pattern, path)]
        if feeds:
            first, *others = feeds
            noun = "feed" if len(others) == 1 else "feeds"
            gone = f"and {len(others)} more {noun} are" if others else "is"
            what = f"{gone} published no more: whoever subscribed will hear nothing"
            yield Problem(first, 0, what, f'put "{word}" back into `{setting}` of [feeds], or redirect to {default}')


def _fitting(newest: Sequence[Row]) -> list[Row]:
    """Return as many of the `newest` rows as a feed has room for: one at least."""
    sizes = accumulate(row.size for row in newest)
    return [
        row for number, (row, size) in enumerate(zip(newest, sizes, strict=True)) if not number or size <= BLOCK_BYTES
    ]
