"""Take in what changed in the corpus: read, normalize, keep in the cache; the rest is not touched.

Reading and normalizing (`reading`) may happen in worker processes: a worker gets a path and settings, and hands back
rows that only need to be kept. Only the coordinator writes to the cache. Documents whose reading depends on their
folder's statistics are surveyed first and read when the counts are complete, so that the order of arrival does not
matter.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from feedpress import corpus, normalize
from feedpress.catalog.cache import Cache
from feedpress.catalog.units import UnitRow
from feedpress.config import Config
from feedpress.corpus.scan import LARGEST, Stat, is_readable
from feedpress.errors import OutsideError
from feedpress.model import SIDECAR, Manuscript, Settings
from feedpress.pipeline import codec
from feedpress.pipeline.desk import Gist
from feedpress.pipeline.press import Press
from feedpress.pipeline.reading import Normalized, Taken, TakenUnit, Task, read
from feedpress.pipeline.workers import spread

RACY = 20_000_000
"""Nanoseconds within which two changes of a file may bear the same time."""
UNREAD = (-1, -1, -1)
"""The stat that is kept of a file that cannot be read: it will be tried again (see `Cache.unread`)."""


class Intake(Struct, frozen=True):
    """What changed: new units with their gists, the units that are no more, the paths that differ, files read."""

    fresh: list[tuple[UnitRow, Gist]] = field(default_factory=list)
    removed: list[UnitRow] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)


def settings_for(config: Config, path: str) -> Settings:
    """Return what normalization may know of the document at `path`."""
    part = config.part_for(path)
    return Settings(
        language=config.site.language,
        timezone=config.site.timezone,
        site_url=config.site.url,
        cruft=part.cruft if part else config.corpus.cruft,
        date_order=config.corpus.date_order,
        author=part.author if part else "",
        tags=part.tags if part else (),
        teasers=config.items.teasers,
    )


def take(press: Press, found: Sequence[Stat], *, is_full: bool) -> Intake:
    """Bring the cache in step with the files `found` and say what changed; `is_full` reads every file again."""
    config, cache = press.config, press.cache
    stats = {stat.path: stat for stat in found}
    before = cache.files()
    changed = [path for path, stat in stats.items() if is_full or before.get(path) != stat[1:]]
    gone = [path for path in before if path not in stats]
    intake = Intake(paths={*changed, *gone})
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for path in gone:
        _drop(cache, path, intake, votes)
    for path in changed:
        if not corpus.is_known(path):
            is_there = stats[path].size > LARGEST or is_readable(config.corpus.folder, path)
            cache.put_file((path, *(stats[path][1:] if is_there else UNREAD), "", -1, "[]"))
    paths = sorted(_documents(changed, gone, stats))
    tasks = [_task(press, path, stats, is_full=is_full) for path in paths]
    undecided = {taken.path for taken in spread(read, tasks, config.jobs) if not _keep(cache, taken, intake, votes)}
    undecided |= _count(cache, votes) & stats.keys()
    again = [_task(press, path, stats, is_full=is_full)._replace(digest="") for path in sorted(undecided)]
    for taken in spread(read, _with_facts(cache, again), config.jobs):
        if taken.stat is None:  # what its folder counts of it is already changed
            raise OutsideError(*taken.problems)
        _replace(cache, taken, cache.units.at(taken.path), intake)
    cache.distrust(press.started - RACY)
    return intake


def _documents(changed: Iterable[str], gone: Iterable[str], stats: Mapping[str, Stat]) -> set[str]:
    """Return the documents to read: those that changed, and those whose sidecar did."""
    documents = {path for path in changed if corpus.is_known(path)}
    beside = {path.removesuffix(SIDECAR) for path in [*changed, *gone] if path.endswith(SIDECAR)}
    return documents | {path for path in beside if path in stats and corpus.is_known(path)}


def _task(press: Press, path: str, stats: Mapping[str, Stat], *, is_full: bool) -> Task:
    """Return what there is to do for the document at `path`; a full build takes nothing as known."""
    sidecar = path + SIDECAR if path + SIDECAR in stats else ""
    digest = "" if is_full else press.cache.digest_of(path)
    known = press.cache.units.bases(path) if digest and corpus.holds_many(path) else {}
    return Task(press.config.corpus.folder, path, sidecar, settings_for(press.config, path), digest, known, None)


def _keep(cache: Cache, taken: Taken, intake: Intake, votes: dict[str, Counter[str]]) -> bool:
    """Put what was read of a file in the place of what was known of it; say whether that could be done yet.

    `votes` gathers the changes to the statistics of folders.
    """
    if taken.stat is None:
        _keep_unread(cache, taken)
        return True
    if taken.units is None:
        cache.touch_file(taken.path, taken.stat[1:])
        return True
    known = cache.units.at(taken.path)
    folder = _folder(taken.path)
    same = {unit.part for unit in taken.units if unit.is_same}
    votes[folder].update(vote for unit in taken.units for vote in unit.votes)
    votes[folder].subtract(vote for unit in known if unit.part not in same for vote in cache.units.votes(unit.number))
    if any(unit.waits for unit in taken.units):
        return False
    _replace(cache, taken, known, intake)
    return True


def _keep_unread(cache: Cache, taken: Taken) -> None:
    """Keep what was known of a file that could not be read, with the problem, and try again next time."""
    problems = json.dumps(taken.problems)
    cache.put_file((taken.path, *UNREAD, "", len(cache.units.at(taken.path)), problems))


def _replace(cache: Cache, taken: Taken, known: Sequence[UnitRow], intake: Intake) -> None:
    intake.read.add(taken.path)
    before = {unit.part: unit for unit in known}
    problems = list(taken.problems)
    for unit in taken.units or ():
        old = before.pop(unit.part, None)
        if unit.made:
            problems += unit.made.problems
            _put(cache, unit, unit.made, old, intake)
        elif old:
            problems += codec.decode(Manuscript, cache.units.manuscript(old.number)).problems
    for old in before.values():
        _drop_unit(cache, old, intake)
    texts = json.dumps(problems) if problems else "[]"
    cache.put_file((*(taken.stat or ()), taken.digest, len(taken.units or ()), texts))


def _put(cache: Cache, unit: TakenUnit, made: Normalized, old: UnitRow | None, intake: Intake) -> None:
    """Put what was `made` in the place of `old`, if it differs."""
    if old and old.digest == made.row.digest:
        cache.units.rebase(old.number, made.basis)
        return
    if old:
        _drop_unit(cache, old, intake)
    row = cache.units.put(made.row, made.basis, made.manuscript, unit.votes, made.references)
    intake.fresh.append((row, made.gist))


def _drop(cache: Cache, path: str, intake: Intake, votes: dict[str, Counter[str]]) -> None:
    """Forget a file that is gone, and its units."""
    for unit in cache.units.at(path):
        votes[_folder(path)].subtract(cache.units.votes(unit.number))
        _drop_unit(cache, unit, intake)
    cache.drop_file(path)


def _drop_unit(cache: Cache, unit: UnitRow, intake: Intake) -> None:
    cache.units.drop(unit)
    intake.removed.append(unit)


def _folder(path: str) -> str:
    """Return the folder whose statistics a file shares: a file of rows is one of its own."""
    return path if path.removesuffix(".gz").endswith((".jsonl", ".ndjson")) else path.rpartition("/")[0]


def _count(cache: Cache, votes: Mapping[str, Counter[str]]) -> set[str]:
    """Bring the counts of folders up to date; return the files that have to be read again because of it."""
    affected: set[str] = set()
    for folder, changes in sorted(votes.items()):
        moved = {key: change for key, change in changes.items() if change}
        before = cache.votes(folder, moved)
        cache.vote(folder, moved)
        crossed = {
            key for key, change in moved.items() if _capped(before.get(key, 0)) != _capped(before.get(key, 0) + change)
        }
        felt = {key for key in crossed if key in before or key.startswith("order:")}  # no one reads by what no one had
        if felt:
            affected.update(cache.units.voters(folder, felt))
    return affected


def _capped(count: int) -> int:
    return min(count, normalize.FACT_CAP)


def facts_for(cache: Cache, path: str) -> Mapping[str, int]:
    """Return the counts of the folder of `path` that matter."""
    return {key: _capped(count) for key, count in cache.facts(_folder(path))}


def _with_facts(cache: Cache, tasks: Sequence[Task]) -> list[Task]:
    """Give each of `tasks` the counts of its folder: those that recur, and the orders of dates."""
    facts: dict[str, Mapping[str, int]] = {}
    for task in tasks:
        folder = _folder(task.path)
        if folder not in facts:
            facts[folder] = facts_for(cache, task.path)
    return [task._replace(facts=facts[_folder(task.path)]) for task in tasks]
