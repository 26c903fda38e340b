"""`feedpress check`: judge what is in the output."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing

from feedpress import check as checking
from feedpress.catalog.cache import Cache
from feedpress.catalog.kept import Kept
from feedpress.catalog.memory import Catalog
from feedpress.cli.site import databases, json_line, say, settings
from feedpress.config import Config
from feedpress.pipeline.drafts import problems
from feedpress.pipeline.press import Press
from feedpress.pipeline.telling import remembered


def check(arguments: Namespace) -> int:
    """Judge the output and print each finding; exit code 1 where there is one."""
    site = settings(arguments)
    state = databases(site)
    with (
        closing(Cache.open(state / "cache.sqlite3")) as cache,
        closing(Catalog.open(state / "catalog.sqlite3")) as catalog,
    ):
        ids, sources = remembered(Press(site, catalog, cache, Kept(state / "kept"), 0))
    memory = checking.Memory(ids=ids, sources=sources, kept=state / "kept")
    findings = (*checking.judge(site.site, site.output, memory=memory), *_settings(site))
    for finding in findings:
        print(json_line(finding._asdict()) if arguments.json else finding)
    if not arguments.quiet:
        say(f"{len(findings)} findings" if findings else f"nothing found in {site.output}")
    return 1 if findings else 0


def _settings(site: Config) -> Iterator[checking.Finding]:
    """Find what the settings leave out of the letter that is to go out next."""
    letter = "newsletter/draft/email.eml"
    if (site.output / letter).is_file():
        yield from (checking.Finding("N-from", letter, one.what, f"{one.path}: {one.fix}") for one in problems(site))
