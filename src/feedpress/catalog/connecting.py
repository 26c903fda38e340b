"""Connect to the catalog: made where there is none, migrated where it is old, set aside where it is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from feedpress.catalog import schema
from feedpress.catalog.database import bring_to, opened
from feedpress.errors import ConfigError, OutsideError, Problem


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection to the catalog at `path`, its tables of this version.

    Raises OutsideError where it is damaged (it is set aside then) and ConfigError where a newer version wrote it.
    """
    try:
        connection, version = opened(path, synchronous="FULL")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        what = f"the catalog cannot be read ({error}); it was set aside as {_set_aside(path)}"
        cure = "put a backup in its place, or import a ledger (feedpress catalog import)"
        raise OutsideError(Problem(str(path), 0, what, cure, "error")) from error
    if version > schema.CATALOG_VERSION:
        connection.close()
        what = f"the catalog is of version {version}, this feedpress knows {schema.CATALOG_VERSION}"
        raise ConfigError(Problem(str(path), 0, what, "upgrade feedpress", "error"))
    _complete(connection, path, version)
    return connection


def _complete(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Make the tables of an empty catalog, or migrate those of an older `version` after a backup beside it."""
    if version == schema.CATALOG_VERSION:
        return
    steps = schema.CATALOG
    if version:
        with closing(sqlite3.connect(path.with_name(f"{path.name}.version-{version}"))) as backup:
            connection.backup(backup)
        steps = "".join(schema.MIGRATIONS[number] for number in range(version, schema.CATALOG_VERSION))
    bring_to(connection, schema.CATALOG_VERSION, steps)


def _set_aside(path: Path) -> str:
    """Rename the database `path`, with what SQLite keeps beside it; return the new name."""
    names = (f"{path.name}.damaged" + (f"-{number}" if number > 1 else "") for number in range(1, 10_000))
    aside = next(name for name in names if not path.with_name(name).exists())
    for suffix in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.replace(path.with_name(aside + suffix))
    return aside
