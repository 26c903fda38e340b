"""Take in what changed in the corpus: read, normalize, keep in the cache; the rest is not touched.

Reading and normalizing may happen in worker processes: a worker gets a path and settings, and hands back rows that
only need to be kept. Only the coordinator writes to the cache. Documents whose reading depends on their folder's
statistics are surveyed first and read when the counts are complete, so that the order of arrival does not matter.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from feedpress import corpus, normalize
from feedpress.catalog.cache import Cache
from feedpress.catalog.units import UnitRow
from feedpress.config import Config
from feedpress.corpus import scan
from feedpress.corpus.scan import Stat
from feedpress.errors import OutsideError, Problem
from feedpress.model import SIDECAR, Document, Manuscript, Settings
from feedpress.normalize.duplicates import Sketch
from feedpress.pipeline import codec
from feedpress.pipeline.desk import Gist, gist_of
from feedpress.pipeline.press import Press
from feedpress.pipeline.workers import spread

RACY = 20_000_000
"""Nanoseconds within which two changes of a file may bear the same time."""
UNREAD = (-1, -1, -1)
"""The stat of a file that could not be read: it will be tried again."""


class Task(NamedTuple):
    """A file to read: its sidecar ("" where none), its settings, the digest it had, the facts of its folder."""

    folder: Path
    path: str
    sidecar: str
    settings: Settings
    digest: str
    facts: Mapping[str, int] | None


class Normalized(NamedTuple):
    """A document unit ready to be kept: its row, its manuscript encoded, its references, its gist, its problems."""

    row: UnitRow
    manuscript: bytes
    references: tuple[str, ...]
    gist: Gist
    problems: tuple[Problem, ...]


class Unit(NamedTuple):
    """One document unit of a file: its votes, and what came of it, None while the facts of the folder are wanting."""

    votes: tuple[str, ...]
    made: Normalized | None


class Taken(NamedTuple):
    """A file as it was read. `stat` is None where it could not be, `units` None where its bytes are the same."""

    path: str
    stat: Stat | None
    digest: str
    units: tuple[Unit, ...] | None
    problems: tuple[Problem, ...]


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
        cruft=part.cruft if part and part.cruft != "auto" else config.corpus.cruft,
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
            cache.put_file((*stats[path], "", -1, "[]"))
    paths = sorted(_documents(changed, gone, stats))
    tasks = [_task(config, path, stats, "" if is_full else cache.digest_of(path)) for path in paths]
    undecided = {taken.path for taken in spread(_read, tasks, config.jobs) if not _keep(cache, taken, intake, votes)}
    undecided |= _count(cache, votes) & stats.keys()
    again = [_task(config, path, stats, "") for path in sorted(undecided)]
    for taken in spread(_read, _with_facts(cache, again), config.jobs):
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


def _task(config: Config, path: str, stats: Mapping[str, Stat], digest: str) -> Task:
    sidecar = path + SIDECAR if path + SIDECAR in stats else ""
    return Task(config.corpus.folder, path, sidecar, settings_for(config, path), digest, None)


def _read(task: Task) -> Taken:
    """Read one file and normalize its documents, as far as the facts of their folder are there."""
    try:
        data, stat = scan.read(task.folder, task.path)
        sidecar = scan.read(task.folder, task.sidecar)[0] if task.sidecar else None
    except OSError as error:
        return _unread(task.path, error)
    digest = hashlib.sha256(data + b"\0" + (sidecar or b"")).hexdigest()[:32]
    if digest == task.digest:
        return Taken(task.path, stat, digest, None, ())
    documents, problems = corpus.read(task.path, data, sidecar)
    units = []
    for document in documents:
        try:
            units.append(_unit(document, task))
        except OSError as error:  # not the document's fault: a library found no room for its files
            return _unread(task.path, error)
        except Exception as error:  # noqa: BLE001 - whatever a document does to us, it costs only itself
            what = f"cannot be understood ({type(error).__name__}: {error})"
            problems += (Problem(task.path, document.first_line, what, "report it with the document", "error"),)
    return Taken(task.path, stat, digest, tuple(units), problems)


def _unread(path: str, error: OSError) -> Taken:
    what = f"cannot be read ({error.strerror or error})"
    return Taken(path, None, "", None, (Problem(path, 0, what, "mend it or exclude it", "error"),))


def _unit(document: Document, task: Task) -> Unit:
    votes = normalize.survey(document)
    if votes and task.facts is None:
        return Unit(votes, None)
    return Unit(votes, _normalized(normalize.manuscript(document, task.settings, task.facts or {})))


def _normalized(manuscript: Manuscript) -> Normalized:
    """Return all that the cache and the rest of the build want of `manuscript`."""
    data = codec.encode(manuscript)
    digest = hashlib.sha256(data).hexdigest()[:32]
    hashes = array("I", manuscript.sketch)  # a tenth of the memory, and all units of a first build are held
    sketch = Sketch(hashes, manuscript.shingles, manuscript.title, manuscript.text_digest)
    skip = "draft" if manuscript.draft else ""
    row = UnitRow(0, manuscript.path, manuscript.part, "", "", digest, manuscript.bytes_digest, sketch, skip)
    return Normalized(row, data, manuscript.references, gist_of(manuscript), manuscript.problems)


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
    votes[folder].update(vote for unit in taken.units for vote in unit.votes)
    votes[folder].subtract(vote for unit in known for vote in cache.units.votes(unit.number))
    if not all(unit.made for unit in taken.units):
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
    for votes, made in ((unit.votes, unit.made) for unit in taken.units or () if unit.made):
        problems += made.problems
        old = before.pop(made.row.part, None)
        if old and old.digest == made.row.digest:
            continue
        if old:
            _drop_unit(cache, old, intake)
        row = cache.units.put(made.row, made.manuscript, votes, made.references)
        intake.fresh.append((row, made.gist))
    for old in before.values():
        _drop_unit(cache, old, intake)
    texts = json.dumps(problems) if problems else "[]"
    cache.put_file((*(taken.stat or ()), taken.digest, len(taken.units or ()), texts))


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
        if before and crossed:
            affected.update(cache.units.voters(folder, crossed))
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
