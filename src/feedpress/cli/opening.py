"""Open what a site remembers, for the commands that look at it or change it without a build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from feedpress.catalog.cache import Cache
from feedpress.catalog.failures import reported
from feedpress.catalog.kept import Kept
from feedpress.cli.site import clock, open_catalog
from feedpress.config import Config
from feedpress.errors import CorpusError, Problem
from feedpress.pipeline.press import Press


@contextmanager
def opened(site: Config) -> Iterator[Press]:
    """Open the databases of `site`; raise CorpusError where nothing was built yet."""
    state = site.state
    demand(site, "cache.sqlite3", "catalog.sqlite3")
    with (
        reported(state),
        closing(Cache.open(state / "cache.sqlite3")) as cache,
        open_catalog(state) as catalog,
    ):
        yield Press(site, catalog, cache, Kept(state / "kept"), clock())


def demand(site: Config, *names: str) -> None:
    """Raise CorpusError unless a build of `site` has left the files `names`."""
    if not all((site.state / name).is_file() for name in names):
        raise CorpusError(Problem(str(site.folder), 0, "nothing was built here yet", "run feedpress build", "error"))


def demand_read(press: Press) -> None:
    """Raise CorpusError where the cache holds nothing, which says nothing about what is published."""
    if not press.cache.meta("is_complete"):
        what = "what was read is not at hand: the cache was lost, or feedpress is another version"
        raise CorpusError(Problem(str(press.config.folder), 0, what, "run feedpress build", "error"))
