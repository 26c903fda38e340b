"""Print a plan: render what differs, pages before feeds, each file whole; remove what is ours and published no more."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

from msgspec import Struct, field

from feedpress import output, pages
from feedpress.errors import Problem
from feedpress.formats import JSON
from feedpress.model import Item
from feedpress.pipeline import codec
from feedpress.pipeline.plan import Lost, Output
from feedpress.pipeline.press import Press
from feedpress.pipeline.workers import spread

Put: TypeAlias = Callable[[str, bytes], bool]
"""What is done with the path and the bytes of an output; says whether they differ from what is there."""


class Print(Struct):
    """One pass over a site's output folder. With `is_all`, digests are not believed: every output is rendered."""

    press: Press
    is_all: bool
    planned: set[str] = field(default_factory=set)
    made: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def publish(self, outputs: Iterable[Output]) -> None:
        """Render those of `outputs` that are made from something else than before, and let them go live together."""
        batch = output.Batch(self.press.config.output)
        try:
            ours = []
            for path, is_staged in self._put(outputs, batch.stage):
                ours.append(path)
                if is_staged:
                    batch.note(path)
            with self.press.catalog.transaction():
                self.press.catalog.manifest.claim(self.press.folder, ours)
            batch.publish()
        except BaseException:
            batch.discard()
            output.sweep(self.press.config.output)  # what other processes staged meanwhile
            raise
        self.written += batch.written

    def compare(self, outputs: Iterable[Output]) -> None:
        """Find out what `publish` would write."""
        folder = self.press.config.output
        found = self._put(outputs, lambda path, data: not output.holds(f"{folder}/{path}", data))
        self.written += [path for path, differs in found if differs]

    def _put(self, outputs: Iterable[Output], put: Put) -> Iterator[tuple[str, bool]]:
        """Hand those of `outputs` that are made from something else than before to `put`; yield what it says of each.

        The pages of items are made, and put, in several processes.
        """
        others: list[tuple[str, bool]] = []
        yield from spread(partial(self._page, put), self._items(outputs, put, others), self.press.config.jobs)
        yield from others

    def _items(
        self, outputs: Iterable[Output], put: Put, others: list[tuple[str, bool]]
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the encoded items whose pages are to be made; put what is no item's page, and note it in `others`."""
        for one in self._fresh(outputs):
            if one.is_item:
                self.press.look  # noqa: B018 - found before there are processes to inherit them
                yield one.path, one.render()
            else:
                data = self._rendered(one)
                if data is not None:
                    _check(one.path, data)
                    others.append((one.path, put(one.path, data)))

    def _rendered(self, one: Output) -> bytes | None:
        """Return the bytes of an output; where it cannot be made, None and a problem.

        It costs only itself, and the next build looks again.
        """
        try:
            return one.render()
        except Lost as lost:
            self.problems.append(lost.problem)
            self.press.cache.doubt(lost.problem.path)
            del self.made[one.path]
            return None

    def _page(self, put: Put, task: tuple[str, bytes]) -> tuple[str, bool]:
        """Put the page of an encoded item, and say with its path what became of it; any process may do so."""
        path, data = task
        return path, put(path, pages.item(self.press.look, codec.decode(Item, data)))

    def _fresh(self, outputs: Iterable[Output]) -> Iterator[Output]:
        is_blank = self.is_all or not self.press.cache.has_outputs(self.press.folder)
        for one in outputs:
            self.planned.add(one.path)
            if is_blank or self.press.cache.output_digest(self.press.folder, one.path) != one.digest:
                self.made[one.path] = one.digest
                yield one

    def stale(self, candidates: Iterable[str], *, is_everything: bool) -> list[str]:
        """Return the files of ours among `candidates` (or all of ours) that are planned no more."""
        manifest, folder = self.press.catalog.manifest, self.press.folder
        ours = manifest.paths(folder) if is_everything else {path for path in candidates if manifest.owns(folder, path)}
        return sorted(ours - self.planned, key=_feeds_first)

    def remove(self, paths: list[str]) -> None:
        """Remove files of ours."""
        self.deleted += paths
        if paths:
            output.remove(self.press.config.output, paths)
            with self.press.catalog.transaction():
                self.press.catalog.manifest.release(self.press.folder, paths)

    def keep(self) -> None:
        """Keep the digests of what was made."""
        self.press.cache.put_outputs(self.press.folder, sorted(self.made.items()))
        self.press.cache.drop_outputs(self.press.folder, self.deleted)


def _feeds_first(path: str) -> tuple[bool, str]:
    """Order what is removed: a feed must never lead to a page that went before it."""
    return not path.endswith((".xml", ".json", ".opml")), path


def _check(path: str, data: bytes) -> None:
    """Parse a feed once more before it goes live: one that a reader could not read must never be published.

    What lies beside pages of items is no feed of ours, whatever its name.
    """
    if path.startswith("items/"):
        return
    if path.endswith((".xml", ".opml")):
        from feedpress.feeds.tree import root_of  # lxml comes with it

        root_of(data)
    elif path.endswith(JSON.file):
        json.loads(data)
