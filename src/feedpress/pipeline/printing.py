"""Print a plan: render what differs, pages before feeds, each file whole; remove what is ours and published no more."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from feedpress import output
from feedpress.pipeline.plan import Output
from feedpress.pipeline.press import Press


@dataclass(slots=True)
class Print:
    """One pass over a site's output folder. With `is_all`, digests are not believed: every output is rendered."""

    press: Press
    is_all: bool
    planned: set[str] = field(default_factory=set)
    made: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    def publish(self, outputs: Iterable[Output]) -> None:
        """Render those of `outputs` that are made from something else than before, and let them go live together."""
        batch = output.Batch(self.press.config.output)
        ours = []
        try:
            for one in self._fresh(outputs):
                ours.append(one.path)
                data = one.render()
                _check(one.path, data)
                batch.add(one.path, data)
            with self.press.catalog.transaction():
                self.press.catalog.claim(self.press.folder, ours)
            batch.publish()
        finally:
            batch.discard()
        self.written += batch.written

    def compare(self, outputs: Iterable[Output]) -> None:
        """Find out what `publish` would write."""
        for one in self._fresh(outputs):
            if not output.holds(self.press.config.output / one.path, one.render()):
                self.written.append(one.path)

    def _fresh(self, outputs: Iterable[Output]) -> Iterable[Output]:
        for one in outputs:
            self.planned.add(one.path)
            if self.is_all or self.press.cache.output_digest(self.press.folder, one.path) != one.digest:
                self.made[one.path] = one.digest
                yield one

    def stale(self, candidates: Iterable[str], *, is_everything: bool) -> list[str]:
        """Return the files of ours among `candidates` (or all of ours) that are planned no more."""
        catalog, folder = self.press.catalog, self.press.folder
        if is_everything:
            return sorted(catalog.manifest(folder) - self.planned)
        return sorted(path for path in set(candidates) - self.planned if catalog.owns(folder, path))

    def remove(self, paths: list[str]) -> None:
        """Remove files of ours."""
        self.deleted += paths
        if paths:
            output.remove(self.press.config.output, paths)
            with self.press.catalog.transaction():
                self.press.catalog.release(self.press.folder, paths)

    def keep(self) -> None:
        """Keep the digests of what was made."""
        self.press.cache.put_outputs(self.press.folder, sorted(self.made.items()))
        self.press.cache.drop_outputs(self.press.folder, self.deleted)


def _check(path: str, data: bytes) -> None:
    """Parse a feed once more before it goes live: one that a reader could not read must never be published."""
    if path.endswith((".xml", ".opml")):
        from lxml import etree

        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    elif path.endswith("feed.json"):
        json.loads(data)
