"""The part of the memory about problems: which are known, so that only new ones are told."""

from __future__ import annotations

from collections.abc import Iterable

from feedpress.catalog.database import Database


class Problems:
    """The problems that the last build found, each as a line of text."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def unknown(self, problems: Iterable[str]) -> set[str]:
        """Return those of `problems` that were not known before."""
        return set(problems) - self._known()

    def keep(self, problems: Iterable[str]) -> None:
        """Keep `problems` as the known ones, in place of those before."""
        now, before = set(problems), self._known()
        self.database.change_all("DELETE FROM problem WHERE text = ?", ((text,) for text in sorted(before - now)))
        self.database.change_all("INSERT INTO problem VALUES (?)", ((text,) for text in sorted(now - before)))

    def _known(self) -> set[str]:
        return set(self.database.column("SELECT text FROM problem"))
