"""The part of the cache that holds items as lists show them, and which lists they are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from feedpress.batches import batches
from feedpress.catalog.database import CHUNK, Database


class CardRow(NamedTuple):
    """An item as lists show it: `card` is encoded, `problems` JSON; see the table `card` for the digests."""

    id: str
    published: int
    digest: str
    face: str
    size: int
    card: bytes
    problems: str
    headline: str


class Listed(NamedTuple):
    """A card with the lists that its item is in, as (kind, key), and the paths of its `rivals`.

    Those are documents of other items that state an id or an alias as its own document does.
    """

    card: CardRow
    lists: Sequence[tuple[str, str]]
    rivals: Sequence[str]


class Lists:
    """The cards of the live items, and the lists of kind "all", "year", "tag", "author", "folder", "language"."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def put(self, cards: Sequence[Listed]) -> None:
        """Keep new `cards`; old ones of their items were dropped before."""
        listed = sorted((kind, key, one.card.published, one.card.id) for one in cards for kind, key in one.lists)
        rivals = [(path, one.card.id) for one in cards for path in one.rivals]
        self.database.change_all("INSERT INTO card VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (one.card for one in cards))
        self.database.change_all("INSERT INTO rival VALUES (?, ?)", rivals)
        self.database.change_all("INSERT INTO listing VALUES (?, ?, ?, ?)", listed)
        self._tally(Counter((kind, key) for kind, key, _, _ in listed))

    def drop(self, id: str) -> set[tuple[str, str]]:
        """Forget the card of `id` and return the lists it was in."""
        self.database.change("DELETE FROM card WHERE id = ?", id)
        self.database.change("DELETE FROM rival WHERE id = ?", id)
        lists = {(row[0], row[1]) for row in self.database.rows("SELECT kind, key FROM listing WHERE id = ?", id)}
        if lists:
            self.database.change("DELETE FROM listing WHERE id = ?", id)
            self._tally(dict.fromkeys(lists, -1))
        return lists

    def _tally(self, changes: Mapping[tuple[str, str], int]) -> None:
        self.database.change_all(
            "INSERT INTO tally VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(kind, key, change) for (kind, key), change in sorted(changes.items())],
        )

    def card(self, id: str) -> CardRow | None:
        """Return the card of `id`, None where it is not live."""
        return next((CardRow._make(row) for row in self.database.rows("SELECT * FROM card WHERE id = ?", id)), None)

    def rivalling(self, paths: Iterable[str]) -> set[str]:
        """Return the ids of the items that have one of `paths` as a rival."""
        return {row[0] for row in self.database.among("SELECT id FROM rival WHERE path IN (?)", paths)}

    def cards(self, ids: Iterable[str]) -> Iterator[CardRow]:
        """Return the cards of `ids`, in their order, leaving out those that are not live."""
        return map(CardRow._make, self._of(ids, "*"))

    def has_headline(self, headline: str) -> bool:
        """Say whether a live item has this headline."""
        return self.database.has("SELECT 1 FROM card WHERE headline = ? LIMIT 1", headline)

    def listing(self, kind: str, key: str, limit: int = -1) -> Iterator[CardRow]:
        """Return the cards of the newest `limit` items of a list, newest first."""
        sql = (
            "SELECT card.* FROM listing JOIN card USING (id) WHERE kind = ? AND key = ? "
            "ORDER BY listing.published DESC, listing.id DESC LIMIT ?"
        )
        return (CardRow._make(row) for row in self.database.rows(sql, kind, key, limit))

    def sizes(self, ids: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Return (id, size) of the live ones among `ids`, in their order."""
        return ((row[0], row[1]) for row in self._of(ids, "id, size"))

    def _of(self, ids: Iterable[str], columns: str) -> Iterator[tuple[Any, ...]]:
        sql = f"SELECT {columns} FROM card WHERE id IN (?)"  # noqa: S608 - ours
        for some in batches(ids, CHUNK):
            found = {row[0]: row for row in self.database.among(sql, some)}
            yield from (found[id] for id in some if id in found)

    def keys(self, kind: str) -> list[tuple[str, int]]:
        """Return the keys of the lists of one `kind`, each with its number of items."""
        return list(self.database.rows("SELECT key, count FROM tally WHERE kind = ? AND count > 0 ORDER BY key", kind))

    def count(self, kind: str, key: str) -> int:
        """Return how many items are in a list."""
        return self.database.number("SELECT count FROM tally WHERE kind = ? AND key = ?", kind, key)
