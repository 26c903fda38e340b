"""The memory as text: JSON lines in a stable order, for git and for builds on machines that keep nothing.

Each line is an object with "kind": the table it belongs to, and its columns; "kept" lines carry the bytes that must
never change, compressed. Where a line changes, the memory did.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from feedpress.catalog.kept import Kept
from feedpress.catalog.memory import Catalog
from feedpress.catalog.schema import CATALOG_VERSION
from feedpress.errors import ConfigError, Problem

MARK = '{"kind": "feedpress"'
"""What a ledger begins with."""
LOCAL = ("is_publishing", "is_keeping", "forgetting", "corpus", "output", "builds")
"""Rows of `meta` that speak of one machine: its folders, kept bytes and cache."""
TABLES = (
    ("meta", "key"),
    ("item", "id"),
    ("name", "kind, key, id"),
    ("slug", "slug"),
    ("folder", "path"),
    ("archive", "number"),
    ("edition", "number"),
    ("teaser", "title"),
    ("run", "job"),
)
"""What is exported, each table in the order of its key; the manifest and known problems belong to one machine."""


def export(catalog: Catalog, kept: Kept) -> Iterator[str]:
    """Return the memory line by line, each ending in a newline; with what is `kept`."""
    yield _line({"kind": "feedpress", "version": CATALOG_VERSION})
    for table, key in TABLES:
        cursor = catalog.connection.execute(f"SELECT * FROM {table} ORDER BY {key}")  # noqa: S608 - ours
        names = [column[0] for column in cursor.description]
        for row in cursor:
            if row[0] in LOCAL:
                continue
            values = [b64encode(value).decode() if isinstance(value, bytes) else value for value in row]
            yield _line({"kind": table, "row": dict(zip(names, values, strict=True))})
    for path in sorted(catalog.frozen.digests()):
        yield _line({"kind": "kept", "path": path, "data": b64encode(zlib.compress(kept.read(path), 9)).decode()})


def _line(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n"


def read(text: str, name: str, catalog: Catalog, kept: Kept) -> int:
    """Fill the empty `catalog` and what is `kept` from the `text` of the file `name`; return how many items there are.

    The caller's transaction holds it all (see `kept.together`).
    Raises ConfigError, naming the line, where the ledger is damaged or of a newer version; nothing is kept then.
    """
    documents = {}
    for number, written in enumerate(text.removesuffix("\n").split("\n"), 1):  # a name may hold what else parts lines
        try:
            line = json.loads(written)
            if line["kind"] == "kept":
                documents[line["path"]] = zlib.decompress(b64decode(line["data"]))
            else:
                _take(line, catalog)
        except (ValueError, KeyError, TypeError, zlib.error, sqlite3.Error) as error:
            what = f"not a line of a ledger ({error})"
            raise ConfigError(Problem(name, number, what, "take the file from the last commit", "error")) from error
    for path, data in documents.items():
        if ".." not in Path(path).parts and not Path(path).is_absolute():
            kept.stage(path, data)
    catalog.remember(is_keeping="1")
    return catalog.count()


def _take(line: dict[str, Any], catalog: Catalog) -> None:
    if line["kind"] == "feedpress":
        if line["version"] > CATALOG_VERSION:
            raise ValueError(f"written by a newer feedpress: version {line['version']}")
        return
    if line["kind"] not in {table for table, _ in TABLES}:
        raise ValueError(f"unknown kind {line['kind']!r}")
    row = line["row"]
    if line["kind"] == "item":
        row = row | {"sketch": b64decode(row["sketch"])}
    cursor = catalog.connection.execute(f"SELECT * FROM {line['kind']} LIMIT 0")  # noqa: S608 - a known table
    columns = [column[0] for column in cursor.description if column[0] in row]  # an older one may lack some
    marks = ", ".join("?" * len(columns))
    sql = f"INSERT OR REPLACE INTO {line['kind']} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - ours
    catalog.change(sql, *(row[column] for column in columns))
