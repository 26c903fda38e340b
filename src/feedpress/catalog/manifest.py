"""The part of the memory about the output: which files there are ours. Nothing else is ever removed."""

from __future__ import annotations

from collections.abc import Iterable

from feedpress.catalog.database import Database


class Manifest:
    """The files that are ours, by their paths below each output folder."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def paths(self, folder: str) -> set[str]:
        """Return the paths below output `folder` that are ours."""
        return set(self.database.column("SELECT path FROM manifest WHERE folder = ?", folder))

    def owns(self, folder: str, path: str) -> bool:
        """Say whether `path` below output `folder` is ours."""
        return self.database.has("SELECT 1 FROM manifest WHERE folder = ? AND path = ?", folder, path)

    def claim(self, folder: str, paths: Iterable[str]) -> None:
        """Note before they are written that `paths` below output `folder` are ours."""
        self.database.change_all("INSERT OR IGNORE INTO manifest VALUES (?, ?)", ((folder, path) for path in paths))

    def release(self, folder: str, paths: Iterable[str]) -> None:
        """Forget `paths` below output `folder`, which were removed."""
        rows = ((folder, path) for path in paths)
        self.database.change_all("DELETE FROM manifest WHERE folder = ? AND path = ?", rows)
