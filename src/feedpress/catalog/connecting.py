"""Connect to the catalog: made where there is none, migrated where it is old, set aside where it is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from feedpress.catalog import schema
from feedpress.catalog.failures import make_private
from feedpress.errors import ConfigError, OutsideError, Problem


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection to the catalog at `path`, its tables of this version.

    Raises OutsideError where it is damaged (it is set aside then) and ConfigError where a newer version wrote it.
    """
    make_private(path)
    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")  # what is taken down must not linger in free pages
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError as error:
        connection.close()
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
    connection.executescript(f"BEGIN; {steps} PRAGMA user_version = {schema.CATALOG_VERSION}; COMMIT;")


def _set_aside(path: Path) -> str:
    """Rename the database `path`, with what SQLite keeps beside it; return the new name."""
    names = (f"{path.name}.damaged" + (f"-{number}" if number > 1 else "") for number in range(1, 10_000))
    aside = next(name for name in names if not path.with_name(name).exists())
    for suffix in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.replace(path.with_name(aside + suffix))
    return aside
