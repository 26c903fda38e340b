"""The build: the whole program on one screen."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from feedpress import glance
from feedpress.catalog import lock
from feedpress.catalog.cache import Cache
from feedpress.catalog.failures import mistrusted, reported
from feedpress.errors import OutsideError
from feedpress.given import Given
from feedpress.pipeline.report import Report

if TYPE_CHECKING:  # a build with nothing to do never needs the settings
    from feedpress.config import Config


class Options(NamedTuple):
    """How a build is run. `is_full` reads and makes everything again; `freezes` makes the draft an edition."""

    is_full: bool = False
    is_dry: bool = False
    freezes: bool = False
    allows_flood: bool = False
    allows_shrink: bool = False
    wait: float = 0


PLAIN = Options()


class Found(NamedTuple):
    """What a build finds when it begins: the settings, and what it has `seen` of all it would be made from.

    `is_intact` says that the output stands as the last build left it.
    """

    config: Config
    cache: Cache
    seen: glance.Seen
    is_intact: bool
    clock: int
    started: int


def build(given: Given, *, now: int, options: Options = PLAIN) -> Report:
    """Publish the corpus of the site that is `given`; `now` is the build's clock in seconds since 1970.

    Raises ConfigError where the settings are wrong, CorpusError where there is no corpus, LockedError while another
    run is at work, GuardError where subscribers would be flooded or items lost, OutsideError where the disk or a
    folder fails. The output is then as it was, or whole files of it are new.
    """
    state = given.state
    if not state.is_dir():
        _make(given)
    with (
        lock.hold(state / "lock", options.wait) as held,
        reported(state),
        mistrusted(state),
        closing(Cache.open(state / "cache.sqlite3")) as cache,
    ):
        seen = glance.remembered(cache, given.digest()) or _look(given)
        if _may_rest(given, options) and glance.holds(cache, seen, now):
            return Report(is_idle=True, items=cache.lists.count("all", ""))
        started = held.sign()
        from feedpress import config  # what follows imports what a build with nothing to do never needs
        from feedpress.pipeline.stages import work

        return work(Found(config.read(*given), cache, seen, glance.is_intact(cache, seen), now, started), options)


def _look(given: Given) -> glance.Seen:
    """Look where settings that nobody knows yet say."""
    from feedpress import config  # where they are known, they are not read

    source = given.digest()  # before they are read, since they may change meanwhile
    return glance.see(glance.watch_for(config.read(*given)), source)


def _may_rest(given: Given, options: Options) -> bool:
    """Say whether a build that finds nothing changed has nothing to do."""
    is_asked = options.is_full or options.is_dry or options.freezes
    return not is_asked and (given.state / "catalog.sqlite3").is_file()


def _make(given: Given) -> None:
    """Make the folder of what a site remembers, if its settings are sound."""
    from feedpress import config  # once in the life of a site

    config.read(*given)
    try:
        given.state.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise OutsideError.of(error, given.state, "make it writable") from error
