"""Judge the memory itself: the database, and the kept bytes against the digests it holds."""

from __future__ import annotations

from hashlib import sha256

from feedpress.catalog.kept import Kept
from feedpress.catalog.memory import Catalog
from feedpress.errors import Problem


def faults(catalog: Catalog, kept: Kept) -> list[Problem]:
    """Return what is wrong with `catalog` and with what is `kept`."""
    cure = "put back a backup of .feedpress"
    found = [
        Problem("catalog.sqlite3", 0, str(told), cure, "error")
        for told in catalog.column("PRAGMA quick_check")
        if told != "ok"
    ]
    for path, digest in catalog.frozen.digests().items():
        if not kept.has(path):
            found.append(Problem(f"kept/{path}", 0, "is missing", cure, "error"))
        elif sha256(kept.read(path)).hexdigest() != digest:
            found.append(Problem(f"kept/{path}", 0, "is not what was published", cure, "error"))
    return found
