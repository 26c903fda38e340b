"""The build: the whole program on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from feedpress.catalog import lock
from feedpress.catalog.cache import Cache
from feedpress.catalog.kept import Kept, Rehearsed
from feedpress.catalog.memory import Catalog
from feedpress.config import Config
from feedpress.corpus.scan import Stat, scan
from feedpress.errors import OutsideError, Problem
from feedpress.pipeline import snapshot
from feedpress.pipeline.memory import guard, restore
from feedpress.pipeline.press import STATE, Press
from feedpress.pipeline.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a build is run. `is_full` reads and makes everything again; `freezes` makes the draft an edition."""

    is_full: bool = False
    is_dry: bool = False
    freezes: bool = False
    allows_flood: bool = False
    allows_shrink: bool = False
    wait: float = 0


def build(config: Config, *, now: int, options: Options = Options()) -> Report:
    """Publish the corpus of `config`; `now` is the build's clock in seconds since 1970.

    Raises CorpusError where there is no corpus, LockedError while another run is at work, GuardError where
    subscribers would be flooded or items lost, OutsideError where the disk or a folder fails. The output is then as
    it was, or whole files of it are new.
    """
    state = config.folder / STATE
    _make(state)
    with lock.hold(state / "lock", options.wait) as started, closing(Cache.open(state / "cache.sqlite3")) as cache:
        found = scan(config.corpus.folder, config.corpus.include, config.corpus.exclude, _not_corpus(config))
        shot = snapshot.take(config, found)
        if not (options.is_full or options.is_dry or options.freezes) and snapshot.holds(cache, shot, config, now):
            return Report(is_idle=True, items=cache.lists.count("all", ""))
        with closing(Catalog.open(state / "catalog.sqlite3")) as catalog:
            kept = Rehearsed(state / "kept") if options.is_dry else Kept(state / "kept")
            press = Press(config, catalog, cache, kept, now, started)
            restore(press)
            guard(press, found, allows_flood=options.allows_flood, allows_shrink=options.allows_shrink)
            return _run(press, found, shot, options)


def _run(press: Press, found: Sequence[Stat], shot: str, options: Options) -> Report:
    from feedpress.pipeline.stages import decide, publish, rehearse

    press.cache.begin()
    if options.is_dry:
        with press.catalog.rehearsal():
            return rehearse(press, decide(press, found, options))
    with press.catalog.transaction():
        decided = decide(press, found, options)
    return publish(press, decided, shot)


def _make(state: Path) -> None:
    try:
        state.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise OutsideError(Problem(str(state), 0, error.strerror or str(error), "make it writable", "error")) from error


def _not_corpus(config: Config) -> list[Path]:
    return [config.output, config.folder / "templates", config.folder / STATE]
