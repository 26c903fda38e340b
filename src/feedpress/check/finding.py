"""What is found: a stable code, the file, what is wrong, what mends it, and the document it came from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from feedpress.text import printable

AGAIN = "build again; if it stays, it is a mistake of feedpress: please report it"
"""What mends a finding that neither a document nor a setting can have caused."""


class Finding(NamedTuple):
    """One broken promise. `path` lies below the output folder, `source` in the corpus ("" where unknown)."""

    code: str
    path: str
    what: str
    fix: str
    source: str = ""

    def __str__(self) -> str:
        """Read like a compiler's message: `path: code what; fix (source)`."""
        text = f"{self.path}: {self.code} {self.what}; {self.fix}" + (f" ({self.source})" if self.source else "")
        return printable(text)


class Memory(Struct, frozen=True, kw_only=True):
    """What whoever calls knows besides the folder.

    `ids` are all ids ever given, of items and editions (None: unknown); `sources` leads from an item's url to its
    document; `kept` is the folder of bytes that never change, laid out as the output: `archive/…`, `newsletter/…`.
    """

    ids: frozenset[str] | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    kept: Path | None = None
