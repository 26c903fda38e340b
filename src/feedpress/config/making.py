"""Make a `Config` of settled values, each key that nobody settled at its default."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from feedpress.config.conflicts import own_patterns
from feedpress.config.keys import BY_TABLE
from feedpress.config.places import Where
from feedpress.config.tables import Config, Corpus, Feeds, Items, Job, Part
from feedpress.model import Site
from feedpress.newsletter.settings import Brand, Newsletter

LOCAL_URL = "http://localhost:8000/"

Settled = Mapping[Where, Any]


def make(folder: Path, settled: Settled, tree: Mapping[str, Any]) -> Config:
    """Make the settings of the site in `folder` of `settled`; `tree` tells how long the arrays of tables are."""
    build, site = _table("build", settled), _table("site", settled)
    url, authority, title = _url(site["url"]), site.pop("authority"), site["title"] or _called(folder)
    ledger = settled.get(("catalog", "ledger"))
    config = Config(
        folder=folder,
        site=Site(**site | {"url": url or LOCAL_URL, "title": title}),
        corpus=_corpus(folder, settled, tree),
        items=Items(**_table("items", settled)),
        output=folder / _table("output", settled)["folder"],
        feeds=Feeds(**_table("feeds", settled)),
        ledger=folder / ledger if ledger else None,
        newsletter=_newsletter(settled, title),
        authority=authority or _host(url),
        jobs=build["jobs"],
        schedule=tuple(Job(**row) for row in _rows("schedule", settled, tree)) or (Job(),),
    )
    exclude = (*config.corpus.exclude, *own_patterns(config))
    return replace(config, corpus=replace(config.corpus, exclude=exclude))


def _called(folder: Path) -> str:
    """Return the name of `folder`, with a mark for each byte that is no text."""
    return folder.name.encode(errors="replace").decode() or "feedpress"


def _table(table: str, settled: Settled, where: Where = ()) -> dict[str, Any]:
    """Take the values of `table`, which stands at `where` if it is one of an array."""
    return {
        key.name: settled.get((*where, key.name) if where else key.path, key.default)
        for key in BY_TABLE[table].values()
    }


def _rows(table: str, settled: Settled, tree: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Take the values of each of the tables of the array `table`."""
    node: Any = tree
    for name in table.split("."):
        node = node.get(name, ()) if isinstance(node, dict) else ()
    rows = node if isinstance(node, list) else []
    return [
        _table(table, settled, (*table.split("."), number)) for number, row in enumerate(rows) if isinstance(row, dict)
    ]


def _corpus(folder: Path, settled: Settled, tree: Mapping[str, Any]) -> Corpus:
    """Make the corpus' settings; a part without a `cruft` of its own has the corpus'."""
    table = _table("corpus", settled)
    rows = _rows("corpus.part", settled, tree)
    parts = tuple(
        Part(**row | {"path": _trimmed(row["path"]), "cruft": row["cruft"] or table["cruft"]}) for row in rows
    )
    return Corpus(**table | {"folder": folder / table["folder"]}, parts=parts)


def _newsletter(settled: Settled, title: str) -> Newsletter:
    """Make the newsletter's settings; it has the site's `title` where it has none of its own."""
    table = _table("newsletter", settled)
    sender = table.pop("from")  # a keyword of Python
    brand = Brand(**_table("newsletter.brand", settled))
    return Newsletter(**table | {"title": table["title"] or title}, sender=sender, brand=brand)


def _trimmed(path: str) -> str:
    """Write the relative `path` in one way only: no `./`, no double slash, none at the end."""
    return "/".join(step for step in path.split("/") if step not in ("", "."))


def _url(text: str) -> str:
    """Write the site's address in one way only: scheme and host in lower case, a slash at the end."""
    match = re.match(r"[^/]+//[^/]+", text)
    return match[0].lower() + text[match.end() :].rstrip("/") + "/" if match else ""


def _host(url: str) -> str:
    """Take the host out of `url`, without its port."""
    match = re.match(r"[^/]+//(\[[^\]]+\]|[^/:]+)", url)
    return match[1] if match else ""
