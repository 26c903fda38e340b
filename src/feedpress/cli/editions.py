"""`feedpress edition list`, `show`, `discard` and `--dry-run`: tell of editions, and undo the newest."""

from __future__ import annotations

import json
from argparse import Namespace
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from feedpress.catalog import lock
from feedpress.catalog.cache import Cache
from feedpress.catalog.kept import Kept
from feedpress.catalog.memory import Catalog
from feedpress.cli.site import clock, databases, say
from feedpress.config import Config
from feedpress.errors import ConfigError, Problem
from feedpress.pipeline.press import Press

COLUMNS = ("id", "number", "frozen", "subject", "items", "digests")


def tell(arguments: Namespace, site: Config) -> int:
    """Do what `arguments` ask of the editions of `site`."""
    action = {None: _candidates, "list": _list, "show": _show, "discard": _discard}[arguments.action]
    state = databases(site)
    with (
        lock.hold(state / "lock", 0),
        closing(Cache.open(state / "cache.sqlite3")) as cache,
        closing(Catalog.open(state / "catalog.sqlite3")) as catalog,
    ):
        return action(arguments, Press(site, catalog, cache, Kept(state / "kept"), clock()))


def _candidates(arguments: Namespace, press: Press) -> int:
    """List each candidate of the next edition, how it is treated and why."""
    from feedpress.pipeline.editions import EditionPlan

    made = EditionPlan(press, is_everything=False).next_edition()
    rows = [
        {
            "id": story.id,
            "title": story.title,
            "treatment": story.treatment,
            "section": story.section,
            "reason": story.reason,
        }
        for story in (made.letter.edition.stories if made else ())
    ]
    for row in rows:
        print(json.dumps(row, ensure_ascii=False) if arguments.json else _row(row))
    if not rows and not arguments.quiet:
        say("nothing waits for an edition")
    return 0


def _row(row: dict[str, str]) -> str:
    return f"{row['treatment']:<8} {row['title'][:71]}\n{'':<8} {row['reason'][:71]}"


def _list(arguments: Namespace, press: Press) -> int:
    for row in _editions(press):
        frozen = datetime.fromtimestamp(row["frozen"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        told = row | {"frozen": frozen, "digests": json.loads(row["digests"])}
        line = f"{row['id']:<12} {row['number']:>4}  {row['items']:>4} items  {row['subject'][:46]}"
        print(json.dumps(told, ensure_ascii=False) if arguments.json else line)
    return 0


def _editions(press: Press) -> list[dict[str, Any]]:
    sql = f"SELECT {', '.join(COLUMNS)} FROM edition ORDER BY number DESC"  # noqa: S608 - ours
    return [dict(zip(COLUMNS, row, strict=True)) for row in press.catalog.rows(sql)]


def _show(arguments: Namespace, press: Press) -> int:
    path = press.state / "kept" / "newsletter" / _asked(arguments, press) / "edition.json"
    print(path.read_text(encoding="utf-8"), end="")
    return 0


def _asked(arguments: Namespace, press: Press) -> str:
    ids = [str(row["id"]) for row in _editions(press)]
    if arguments.id in ids:
        return str(arguments.id)
    what = f"there is no edition {arguments.id}" if arguments.id else "no edition was named"
    cure = f"known: {', '.join(ids[:5])}" if ids else "no edition was frozen yet"
    raise ConfigError(Problem("edition", 0, what, cure, "error"))


def _discard(arguments: Namespace, press: Press) -> int:
    """Undo the newest edition: what it covered waits again."""
    id = _asked(arguments, press)
    newest = str(_editions(press)[0]["id"])
    if id != newest:
        what = f"{id} is not the newest edition; only {newest} can be discarded"
        raise ConfigError(Problem("edition", 0, what, f"feedpress edition discard {newest}", "error"))
    with press.catalog.transaction():
        press.catalog.discard_edition(id)
    press.cache.remember(snapshot="", outputs="")
    say(f"discarded {id}; what it covered waits again; feedpress build takes it off the site")
    return 0
