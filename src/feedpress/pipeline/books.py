"""The catalog while a build settles: what is remembered, and what will be, written down at once in the end."""

from __future__ import annotations

from collections.abc import Iterable

from feedpress.catalog.memory import Catalog
from feedpress.identity import Known


class Books:
    """Reads through to the catalog, and holds back what is written until `close`.

    A catalog that holds nothing yet is never asked.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.is_blank = catalog.is_empty()
        self.seq = catalog.last("seq")
        self.queue = catalog.last("queue")
        self._known: dict[str, Known | None] = {}
        self._changed: dict[str, Known] = {}
        self._names: set[tuple[str, str, str]] = set()
        self._slugs: dict[str, str] = {}
        self._updated: set[int] = set()

    def fetch(self, ids: Iterable[str]) -> None:
        """Read what is remembered of `ids`, so that asking for each costs nothing."""
        wanted = [id for id in ids if id and id not in self._known]
        if wanted and not self.is_blank:
            self._known |= dict.fromkeys(wanted)
            self._known |= self.catalog.known(wanted)

    def known(self, id: str) -> Known | None:
        """Return what is, or will be, remembered of `id`."""
        if id in self._changed:
            return self._changed[id]
        self.fetch([id])
        return self._known.get(id)

    def put(self, known: Known) -> None:
        """Remember `known`, in place of what was."""
        self._changed[known.id] = known
        self._updated.add(known.updated)
        if known.slug:
            self._slugs.setdefault(known.slug, known.id)

    def name(self, id: str, names: Iterable[tuple[str, str]]) -> None:
        """Make `id` known under `names`."""
        self._names.update((kind, key, id) for kind, key in names)

    def rename(self, old: str, new: str) -> None:
        """Let `new` be known under the names of `old`."""
        self.catalog.rename(old, new)
        self._names = {(kind, key, new if id == old else id) for kind, key, id in self._names}

    def is_taken(self, id: str) -> bool:
        """Say whether `id` was ever given."""
        return id in self._changed or (not self.is_blank and self.catalog.is_known(id))

    def slugs(self, id: str) -> set[str]:
        """Return every slug that `id` has or had."""
        own = {slug for slug, owner in self._slugs.items() if owner == id} if self._slugs else set()
        return own if self.is_blank else own | set(self.catalog.slugs([id]).get(id, ()))

    def has_slug(self, slug: str) -> bool:
        """Say whether an item has or had `slug`."""
        return slug in self._slugs or (not self.is_blank and self.catalog.has_slug(slug))

    def has_updated(self, second: int) -> bool:
        """Say whether an item's `updated` is `second`."""
        return second in self._updated or (not self.is_blank and self.catalog.has_updated(second))

    def next_seq(self) -> int:
        """Return the next number in the order of first publication."""
        self.seq += 1
        return self.seq

    def next_queue(self) -> int:
        """Return the next place among what waits for an archive."""
        self.queue += 1
        return self.queue

    def close(self) -> None:
        """Write everything down."""
        self.catalog.put_all(self._changed.values(), self._slugs.items())
        self.catalog.name_all(self._names)
