"""The build: the whole program on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from feedpress.catalog import lock
from feedpress.catalog.cache import Cache
from feedpress.catalog.failures import mistrusted, reported
from feedpress.config import Config
from feedpress.corpus.scan import Stat, scan
from feedpress.errors import OutsideError, Problem
from feedpress.pipeline import snapshot
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


class Found(NamedTuple):
    """What a build finds when it begins: the files of the corpus, and the digest of all it would be made from."""

    config: Config
    cache: Cache
    stats: Sequence[Stat]
    shot: str
    clock: int
    started: int
    misnamed: tuple[str, ...] = ()


def build(config: Config, *, now: int, options: Options = Options()) -> Report:
    """Publish the corpus of `config`; `now` is the build's clock in seconds since 1970.

    Raises CorpusError where there is no corpus, LockedError while another run is at work, GuardError where
    subscribers would be flooded or items lost, OutsideError where the disk or a folder fails. The output is then as
    it was, or whole files of it are new.
    """
    state = config.state
    _make(state)
    with (
        lock.hold(state / "lock", options.wait) as started,
        reported(state),
        mistrusted(state),
        closing(Cache.open(state / "cache.sqlite3")) as cache,
    ):
        stats = scan(config.corpus.folder, config.corpus.include, config.corpus.exclude, not_corpus(config))
        paths = [stat.path for stat in stats]
        misnamed = () if "".join(paths).isascii() else tuple(path for path in paths if not is_text(path))
        stats = [stat for stat in stats if is_text(stat.path)] if misnamed else stats
        shot = snapshot.take(config, stats)
        is_known = (state / "catalog.sqlite3").is_file()
        if (
            is_known
            and not (options.is_full or options.is_dry or options.freezes)
            and snapshot.holds(cache, shot, config, now)
        ):
            return Report(is_idle=True, items=cache.lists.count("all", ""))
        from feedpress.pipeline.stages import work  # what follows imports what a build with nothing to do never needs

        return work(Found(config, cache, stats, shot, now, started, misnamed), options)


def is_text(path: str) -> bool:
    """Say whether the name of a file is text: a database cannot hold the bytes of one that is not UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in path)


def _make(state: Path) -> None:
    try:
        state.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise OutsideError(Problem(str(state), 0, error.strerror or str(error), "make it writable", "error")) from error


def not_corpus(config: Config) -> list[Path]:
    """Return the folders that are no corpus, wherever they lie."""
    return [config.output, config.folder / "templates", config.state]
