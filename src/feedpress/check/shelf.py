"""The one place that reads: a folder's files, by their paths below it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from feedpress.errors import OutsideError, Problem


class Shelf(NamedTuple):
    """A folder, and the sorted paths (with `/`) of the files in it, hidden ones left out."""

    folder: Path
    paths: tuple[str, ...]

    def read(self, path: str) -> bytes:
        """Return the bytes of the file at `path`; raise OutsideError where the system refuses."""
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise OutsideError(Problem(path, 0, f"cannot be read: {error.strerror}", "look at its rights")) from error


def survey(folder: Path) -> Shelf:
    """Return what lies in `folder`; nothing, where there is no such folder."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = Path(place).relative_to(folder).as_posix()
        prefix = "" if below == "." else f"{below}/"
        found += [prefix + name for name in names if not name.startswith(".")]
    return Shelf(folder, tuple(sorted(found)))
