"""Tell at a glance that nothing changed: one digest over the stats of all that a build is made from.

Where to look, the settings say. What they said is kept with a digest of what they were read from, so that a build
with nothing to do need not read them.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from feedpress import __version__, themes
from feedpress.corpus.scan import Stat, is_readable, scan
from feedpress.formats import FILES

if TYPE_CHECKING:
    from feedpress.catalog.cache import Cache
    from feedpress.config import Config

EXTRAS = ("py3langid",)
LIVE = (*FILES, "index.html")


class Watch(NamedTuple):
    """Where to look for changes; every path is absolute.

    `settings` is a digest of what the settings say, and what they are warned of. `skip` are folders that are no corpus,
    `inputs` other files that the output is made from, and `live` the files that are made again where they were lost or
    touched. Of the folder `output` only the folders are looked at: their times tell whether anything in them went.
    """

    settings: str
    folder: str
    corpus: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    skip: tuple[str, ...]
    inputs: tuple[str, ...]
    live: tuple[str, ...]
    output: str


class Seen(NamedTuple):
    """What a look found: the files of the corpus, and the digest of all that a build would be made from.

    `given` is the digest of what the settings were read from that said where to look.
    """

    given: str
    watch: Watch
    stats: Sequence[Stat]
    shot: str


def watch_for(config: Config) -> Watch:
    """Return where to look for changes under the settings `config`."""
    corpus = config.corpus
    live = [*(config.output / name for name in LIVE), *([config.ledger] if config.ledger else [])]
    return Watch(
        settings=f"{__version__} {config.digest()} {config.schedule} {config.problems}",
        folder=str(config.folder),
        corpus=str(corpus.folder),
        include=corpus.include,
        exclude=corpus.exclude,
        skip=tuple(map(str, not_corpus(config))),
        inputs=(str(config.folder / intro),) if (intro := config.newsletter.intro) else (),
        live=tuple(map(str, live)),
        output=str(config.output),
    )


def not_corpus(config: Config) -> list[Path]:
    """Return the folders that are no corpus, wherever they lie."""
    return [config.output, config.folder / "templates", config.state]


def extras() -> list[str]:
    """Return the optional libraries on which an output depends and that are installed."""
    return [name for name in EXTRAS if find_spec(name)]


def see(watch: Watch, given: str) -> Seen:
    """Look at the corpus, the templates and the other inputs; the settings say so that were read from `given`."""
    stats = scan(Path(watch.corpus), watch.include, watch.exclude, map(Path, watch.skip))
    digest = blake2b(repr((*watch, extras())).encode(), digest_size=16)
    templates = themes.effective(Path(watch.folder)).values()
    digest.update(repr(list(_stats((*templates, *map(Path, watch.inputs))))).encode())
    digest.update("\0".join([stat.path for stat in stats]).encode("utf-8", "surrogatepass"))
    for column in ("size", "mtime_ns", "inode"):  # as numbers: to spell 100,000 rows out takes three times as long
        digest.update(array("q", map(attrgetter(column), stats)))
    return Seen(given, watch, stats, digest.hexdigest())


def remembered(cache: Cache, given: str) -> Seen | None:
    """Look where the last build looked, if its settings were read from what has the digest `given`; else None."""
    if not given or cache.meta("given") != given:
        return None
    kept = json.loads(cache.meta("look"))
    return see(Watch._make(tuple(part) if isinstance(part, list) else part for part in kept), given)


def holds(cache: Cache, seen: Seen, now: int) -> bool:
    """Say whether the last build was made from what was `seen`, its output stands, and nothing has fallen due.

    What it could not read still cannot be: a change of rights shows in no stat.
    """
    is_same = cache.meta("seen") == seen.shot and cache.meta("live") == _live(seen.watch)
    return is_same and not 0 < int(cache.meta("due")) <= now and not _may_read(Path(seen.watch.corpus), cache.unread())


def _may_read(corpus: Path, unread: Collection[str]) -> bool:
    """Say whether one of the files `unread` may be read now; a document may not while its sidecar may not."""
    if not unread:
        return False
    from feedpress.model import SIDECAR  # which most builds with nothing to do never need

    return any(is_readable(corpus, path) for path in unread if path + SIDECAR not in unread)


def is_intact(cache: Cache, seen: Seen) -> bool:
    """Say whether the output stands as the last build left it, as far as its feeds and folders tell."""
    return cache.meta("live") == _live(seen.watch)


def keep(cache: Cache, seen: Seen, due: int) -> None:
    """Remember what the build was made from, and the second at which something falls due (0: nothing does)."""
    shot = seen.shot if cache.is_trusted() else ""
    watch = json.dumps(seen.watch)
    cache.remember(given=seen.given, look=watch, seen=shot, live=_live(seen.watch), due=str(due))


def forget(cache: Cache) -> None:
    """Make the next build look into everything: a run that is cut short is none with nothing to do."""
    cache.remember(seen="", live="")


def _live(watch: Watch) -> str:
    output = Path(watch.output)
    folders = [output, *(folder for above in ("", "archive", "newsletter") for folder in _folders(output / above))]
    return blake2b(repr(list(_stats((*map(Path, watch.live), *folders)))).encode(), digest_size=16).hexdigest()


def _folders(folder: Path) -> list[Path]:
    """Return the folders in `folder`, in order."""
    try:
        with os.scandir(folder) as found:
            return [folder / name for name in sorted(entry.name for entry in found if entry.is_dir())]
    except OSError:
        return []


def _stats(paths: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            yield str(path), -1, -1
        else:
            yield str(path), status.st_size, status.st_mtime_ns
