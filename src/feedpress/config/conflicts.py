"""Judge settings together: each may be sound by itself, and yet they cannot all stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from feedpress.config.places import Where
from feedpress.config.tables import Config
from feedpress.given import STATE

_TEMPLATES = "templates"


class Mistake(NamedTuple):
    """Something wrong at `where` in feedpress.toml, or in `origin`: a variable of the environment, an option."""

    where: Where
    what: str
    fix: str
    origin: str = ""
    severity: str = "error"


def conflicts(config: Config) -> Iterator[Mistake]:
    """Find what is wrong between the values of `config`."""
    yield from _folders(config)
    yield from _ledger(config)
    yield from _parts(config)
    yield from _timetable(config)


def own_patterns(config: Config) -> tuple[str, ...]:
    """List patterns for those of the site's own files that lie in its corpus, and are no documents."""
    files = [config.folder / config.newsletter.intro] if config.newsletter.intro else []
    files += [config.ledger] if config.ledger else []
    folders = (config.output, config.folder / _TEMPLATES)
    base = config.corpus.folder.resolve()
    ends = [*((folder.resolve(), "/**") for folder in folders), *((file.resolve(), "") for file in files)]
    return tuple(
        path.relative_to(base).as_posix() + end for path, end in ends if path != base and path.is_relative_to(base)
    )


def _folders(config: Config) -> Iterator[Mistake]:
    """Find an output that would overwrite, or be read as, what it is made from."""
    where: Where = ("output", "folder")
    site, corpus, output = config.folder.resolve(), config.corpus.folder.resolve(), config.output.resolve()
    fix = 'give it a folder of its own, e.g. "dist"'
    if site.is_relative_to(output):
        yield Mistake(where, "the output folder is, or holds, the site's folder", fix)
    elif corpus.is_relative_to(output):
        yield Mistake(where, "the output folder is, or holds, the corpus folder", fix)
    elif output.is_relative_to(corpus) and not site.is_relative_to(corpus):
        yield Mistake(where, "the output folder lies in the corpus folder", fix)
    elif any(output.is_relative_to(site / name) for name in (STATE, _TEMPLATES)):
        yield Mistake(where, f"the output folder lies in {output.relative_to(site).parts[0]}/", fix)
    if corpus.is_relative_to(site / STATE):
        yield Mistake(("corpus", "folder"), f"the corpus folder lies in {STATE}/", "keep documents elsewhere")


def _ledger(config: Config) -> Iterator[Mistake]:
    """Find a ledger that would be published, or that is no file."""
    fix = 'keep it beside feedpress.toml, e.g. "ledger.jsonl"'
    if config.ledger and config.ledger.resolve().is_relative_to(config.output.resolve()):
        yield Mistake(("catalog", "ledger"), "the ledger lies in the output folder", fix)
    elif config.ledger and config.ledger.is_dir():
        yield Mistake(("catalog", "ledger"), "the ledger is a folder", fix)


def _parts(config: Config) -> Iterator[Mistake]:
    """Find parts without a path, and parts that are there twice."""
    paths = [part.path for part in config.corpus.parts]
    for number, path in enumerate(paths):
        if not path:
            fix = 'write e.g. path = "crawl/example.org"'
            yield Mistake(("corpus", "part", number, "path"), "a [[corpus.part]] has no `path`", fix)
    for number in _repeats(paths):
        what = f'a [[corpus.part]] for "{paths[number]}" is there already'
        yield Mistake(("corpus", "part", number, "path"), what, "make one of the two")


def _timetable(config: Config) -> Iterator[Mistake]:
    """Find jobs with a time of day that they cannot keep, and jobs that are there twice."""
    for number, job in enumerate(config.schedule):
        if job.at and job.every.endswith(("minute", "minutes", "hour", "hours")):
            fix = "leave `at` out, or repeat every day, weekday or month"
            yield Mistake(("schedule", number, "at"), f'`at` has no meaning for every = "{job.every}"', fix)
    for number in _repeats([job.name for job in config.schedule]):
        what = f'the job "{config.schedule[number].name}" is there already'
        yield Mistake(("schedule", number, "job"), what, "leave one of the two out")


def _repeats(names: Iterable[str]) -> Iterator[int]:
    """Find the numbers of those of `names` that were there before."""
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name and name in seen:
            yield number
        seen.add(name)
