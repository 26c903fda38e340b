"""The part of the memory about what never changes: closed archives and frozen editions, by the digests of their bytes.

Whatever changes these digests notes that what is kept has to be brought in step (see `kept.catch_up`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from feedpress.catalog.database import Database


class EditionRow(NamedTuple):
    """A frozen edition: the columns of the table `edition`; `frozen` in seconds since 1970, `digests` JSON by file."""

    id: str
    number: int
    frozen: int
    subject: str
    items: int
    digests: str
    intro_digest: str


class Frozen:
    """The closed archives and the frozen editions of one site."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of every file of an archive or an edition that is to be kept, by its path."""
        rows = [*((f"newsletter/{one.id}", one.digests) for one in reversed(self.editions()))]
        rows += [(f"archive/{number}", digests) for number, digests in self.archives().items()]
        return {
            f"{folder}/{file}": digest
            for folder, digests in rows
            for file, digest in sorted(json.loads(digests).items())
        }

    def _note(self) -> None:
        """Note that other files are to be kept than before."""
        self.database.remember(is_keeping="1")

    # Archives

    def last_archive(self) -> int:
        """Return the number of the newest closed archive, 0 where there is none."""
        return self.database.number("SELECT coalesce(max(number), 0) FROM archive")

    def archives(self) -> dict[int, str]:
        """Return the digests of each closed archive, JSON by file, by its number."""
        return dict(self.database.rows("SELECT number, digests FROM archive ORDER BY number"))

    def put_archive(self, number: int, closed: int, ids: Iterable[str], digests: str) -> None:
        """Keep the archive `number` of the items `ids`, closed at the second `closed`, in place of one before."""
        self._note()
        held = [(number, id) for id in ids]
        self.database.change("INSERT OR REPLACE INTO archive VALUES (?, ?, ?, ?)", number, closed, len(held), digests)
        self.database.change_all("UPDATE item SET archive = ? WHERE id = ?", held)

    def set_archive_digest(self, number: int, name: str, data: bytes) -> None:
        """Note that the kept file `name` of archive `number` holds `data` now."""
        self._note()
        digests = json.dumps(json.loads(self.archives()[number]) | {name: sha256(data).hexdigest()})
        self.database.change("UPDATE archive SET digests = ? WHERE number = ?", digests, number)

    def reopen_archives(self) -> None:
        """Forget all closed archives: their items wait for new ones, in the same order."""
        self._note()
        self.database.change("DELETE FROM archive")
        self.database.change("UPDATE item SET archive = NULL WHERE archive IS NOT NULL")

    # Editions

    def editions(self) -> list[EditionRow]:
        """Return the frozen editions, newest first."""
        sql = f"SELECT {', '.join(EditionRow._fields)} FROM edition ORDER BY number DESC"  # noqa: S608 - ours
        return [EditionRow._make(row) for row in self.database.rows(sql)]

    def add_edition(self, row: EditionRow, covered: Iterable[str], teasers: Iterable[str]) -> None:
        """Keep an edition, with the items it covers and the teasers it lists."""
        self._note()
        marks = ", ".join("?" * len(row))
        self.database.change(f"INSERT INTO edition ({', '.join(row._fields)}) VALUES ({marks})", *row)  # noqa: S608
        self.database.change_all("UPDATE item SET coverage = ? WHERE id = ?", [(row.id, id) for id in covered])
        self.database.change_all("INSERT OR IGNORE INTO teaser VALUES (?, ?)", [(title, row.id) for title in teasers])

    def set_edition(self, id: str, subject: str, name: str, data: bytes) -> None:
        """Note the `subject` of the edition `id`, and that of it nothing is kept but the file `name` with `data`."""
        self._note()
        digests = json.dumps({name: sha256(data).hexdigest()})
        self.database.change("UPDATE edition SET subject = ?, digests = ? WHERE id = ?", subject, digests, id)

    def discard_edition(self, id: str) -> None:
        """Forget the edition `id`: what it covered waits again; before the first one, nothing counts as known."""
        self._note()
        self.database.change("DELETE FROM edition WHERE id = ?", id)
        self.database.change("DELETE FROM teaser WHERE edition = ?", id)
        self.database.change("UPDATE item SET coverage = '' WHERE coverage = ?", id)
        if not self.editions():
            self.database.change("UPDATE item SET coverage = '' WHERE coverage = 'before-first'")

    def teasers(self) -> list[str]:
        """Return the titles of the teasers that an edition has listed."""
        return self.database.column("SELECT title FROM teaser")

    def drop_teasers(self, titles: Iterable[str]) -> None:
        """Forget that an edition listed the teasers with `titles`."""
        self.database.change_all("DELETE FROM teaser WHERE title = ?", [(title,) for title in titles])
