"""Tell at a glance whether anything changed: one digest over the stats of all that a build is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from feedpress import __version__, templating
from feedpress.catalog.cache import Cache
from feedpress.config import Config
from feedpress.corpus.scan import Stat

EXTRAS = ("py3langid",)
LIVE = ("atom.xml", "rss.xml", "feed.json", "index.html")


def take(config: Config, found: Sequence[Stat]) -> str:
    """Return a digest of the corpus' stats, the settings, the templates and the program."""
    digest = blake2b(digest_size=16)
    digest.update(repr((base(config), str(config.corpus.folder), str(config.output))).encode())
    digest.update(repr(list(_stats(_others(config)))).encode())
    digest.update(repr(list(map(tuple, found))).encode())  # a named tuple's own repr takes ten times as long
    return digest.hexdigest()


def base(config: Config) -> str:
    """Return what every document and output depends on: the settings, the version, the extras that are installed."""
    extras = [name for name in EXTRAS if find_spec(name)]
    return f"{__version__} {config.digest()} {' '.join(extras)}"


def _others(config: Config) -> Iterator[Path]:
    yield from templating.source_files(config.folder)
    yield config.folder / config.newsletter.intro


def live(config: Config) -> str:
    """Return a digest of the stats of the live feeds and the ledger: lost or touched ones are made again."""
    paths = [*(config.output / name for name in LIVE), *([config.ledger] if config.ledger else [])]
    return blake2b(repr(list(_stats(paths))).encode(), digest_size=16).hexdigest()


def _stats(paths: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            yield str(path), -1, -1
        else:
            yield str(path), status.st_size, status.st_mtime_ns


def holds(cache: Cache, shot: str, config: Config, now: int) -> bool:
    """Say whether the last build was made from what `shot` tells, its feeds stand, and nothing has fallen due."""
    kept, _, rest = cache.meta("snapshot").partition(" ")
    feeds, _, due = rest.partition(" ")
    return kept == shot and feeds == live(config) and not 0 < int(due) <= now


def keep(cache: Cache, shot: str, config: Config, due: int) -> None:
    """Remember what the build was made from, and the second at which something falls due (0: nothing does)."""
    cache.remember(snapshot=f"{shot} {live(config)} {due}" if cache.is_trusted() else "")
