"""The stages of a build that found something to do: decide (in transaction one), then publish, or rehearse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from msgspec import Struct

from feedpress import __version__, glance, output
from feedpress.catalog.kept import Kept, Rehearsed, catch_up, together
from feedpress.catalog.memory import Catalog
from feedpress.catalog.runs import Run
from feedpress.config import Config
from feedpress.config.timetable import next_run
from feedpress.corpus.scan import Stat
from feedpress.errors import Problem
from feedpress.formats import FILES
from feedpress.identity import PAGE_LIVES
from feedpress.pipeline import archives
from feedpress.pipeline.build import Found, Options
from feedpress.pipeline.cards import kept_page, next_event, refresh
from feedpress.pipeline.editions import EditionPlan
from feedpress.pipeline.feedplan import FeedPlan, unasked
from feedpress.pipeline.guards import guard, guard_shrink
from feedpress.pipeline.intake import Intake, take
from feedpress.pipeline.itemize import Settled
from feedpress.pipeline.pageplan import PagePlan
from feedpress.pipeline.plan import Changes, Output, base_digest
from feedpress.pipeline.press import Press
from feedpress.pipeline.printing import Print
from feedpress.pipeline.problems import Problems, gather, is_utf8
from feedpress.pipeline.report import Documents, Outputs, Report
from feedpress.pipeline.settle import settle
from feedpress.pipeline.site import restore, settle_site, write_ledger
from feedpress.pipeline.takedown import PENDING, carry_out
from feedpress.times import moment, rfc3339


class Reach(NamedTuple):
    """How far a build goes beyond what has changed: what it reads, looks at and renders all of.

    `was_cut` says that the build before was cut short, and may have left temporary files.
    """

    reads_all: bool
    plans_all: bool
    renders_all: bool
    was_cut: bool


class Decided(Struct, frozen=True, kw_only=True):
    """What a build has decided before the first file is written."""

    intake: Intake
    settled: Settled
    changes: Changes
    editions: EditionPlan
    draft: list[Output]
    closed: list[int]
    reach: Reach
    titles: dict[str, str]
    problems: Problems


def work(found: Found, options: Options) -> Report:
    """Do what there is to do: decide, then publish; or rehearse both and keep nothing."""
    state = found.config.state
    with Catalog.begun(state / "catalog.sqlite3") as catalog:
        kept = Rehearsed(state / "kept") if options.is_dry else Kept(state / "kept")
        press = Press(found.config, catalog, found.cache, kept, found.clock, found.started)
        if options.is_dry:
            press.cache.begin()
            with catalog.rehearsal():
                return rehearse(press, decide(press, found, options))
        catch_up(catalog, kept)
        glance.forget(press.cache)
        press.cache.begin()
        with together(catalog, kept):
            decided = decide(press, found, options)
        return publish(press, decided, found.seen)


def decide(press: Press, found: Found, options: Options) -> Decided:
    """Read what changed and settle ids, dates, items and editions, in the catalog's transaction."""
    stats, misnamed = _readable(found.seen.stats)
    _prepare(press, stats, options)
    reach = _reach(press, found, options)
    carry_out(press)
    intake = take(press, stats, is_full=reach.reads_all)
    settled = settle(press, intake)
    guard_shrink(press, settled, allows_shrink=options.allows_shrink)
    press.place_folders(path.rpartition("/")[0] for path in intake.read if "/" in path)
    changes = refresh(press, settled, intake.paths, is_everything=reach.plans_all)
    closed = archives.close(press)
    editions = EditionPlan(press, is_everything=reach.plans_all)
    if options.freezes or _edition_is_due(press):
        editions.freeze()
        press.catalog.runs.record("edition", Run(press.clock, press.clock, 0))
    draft = editions.draft()
    problems = gather(press, misnamed)
    _note(press)
    return Decided(
        intake=intake,
        settled=settled,
        changes=changes,
        editions=editions,
        draft=draft,
        closed=list(range(1, press.catalog.frozen.last_archive() + 1)) if reach.plans_all else closed,
        reach=reach,
        titles={known.id: known.title for known in press.catalog.known(_named(settled)).values()},
        problems=problems,
    )


def _reach(press: Press, found: Found, options: Options) -> Reach:
    """Return how far to go: what was settled, or made, under other settings or from a lost cache is made anew."""
    was_cut = bool(press.catalog.meta("is_publishing"))
    is_other, was_lost = press.cache.meta("base") != _base(press.config), _renew_lost(press, found)
    reads_all = options.is_full or is_other
    plans_all = reads_all or was_cut or was_lost or press.cache.meta("outputs") != _outputs_base(press)
    return Reach(reads_all, plans_all, options.is_full or was_cut, was_cut)


def _renew_lost(press: Press, found: Found) -> bool:
    """Have files of ours that are in the output no more made again, and feeds that may differ; say if any was lost."""
    if found.is_intact:
        return False
    output = press.config.output
    lost = [path for path in press.catalog.manifest.paths(press.folder) if not (output / path).is_file()]
    press.cache.drop_outputs(press.folder, [*lost, *glance.LIVE])
    return bool(lost)


def _base(config: Config) -> str:
    """Return what every document and output depends on: the settings, the version, the extras that are installed."""
    return f"{__version__} {config.digest()} {' '.join(glance.extras())}"


def _readable(stats: Sequence[Stat]) -> tuple[Sequence[Stat], list[str]]:
    """Part `stats` from the paths that are not UTF-8, which no database can hold."""
    if "".join(stat.path for stat in stats).isascii():
        return stats, []
    misnamed = [stat.path for stat in stats if not is_utf8(stat.path)]
    return [stat for stat in stats if stat.path not in misnamed], misnamed


def _note(press: Press) -> None:
    """Note in memory and cache which build this is, and what it was made from."""
    builds = str(int(press.catalog.meta("builds") or 0) + 1)
    press.catalog.remember(is_publishing="1", builds=builds)
    base, outputs, clock = _base(press.config), _outputs_base(press), str(press.clock)
    press.cache.remember(builds=builds, base=base, outputs=outputs, clock=clock, is_complete="1")


def _prepare(press: Press, stats: Sequence[Stat], options: Options) -> None:
    """Bring the memory back where it can be, and refuse what would harm subscribers, before anything is read."""
    restore(press)
    guard(press, stats, allows_flood=options.allows_flood, allows_shrink=options.allows_shrink)
    if _is_strange(press):
        press.cache.clear()
    settle_site(press)


def _is_strange(press: Press) -> bool:
    """Say whether the cache was made under other settings, or not by the build that the memory is of.

    One of the two is new then or was put back, or a build was cut short: what that has settled, the cache does not
    know, and the documents may be others by now.
    """
    catalog, cache = press.catalog, press.cache
    is_apart = not catalog.meta("first_build") or catalog.meta("builds") != cache.meta("builds")
    return is_apart or cache.meta("base") != _base(press.config)


def publish(press: Press, decided: Decided, seen: glance.Seen) -> Report:
    """Write what differs, pages before feeds, then remove what is published no more."""
    if decided.reach.was_cut:
        output.sweep(press.config.output)
    printing = Print(press, decided.reach.renders_all)
    printing.publish(_pages(press, decided))
    printing.publish(_feeds(press, decided))
    printing.remove(_stale(press, decided, printing))
    _forget_kept(press)
    printing.keep()
    write_ledger(press)
    glance.keep(press.cache, seen, _next_event(press))
    press.cache.commit()
    with press.catalog.transaction():
        press.catalog.problems.keep(str(problem) for problem in decided.problems.known)
        corpus = press.place(press.config.corpus.folder)
        press.catalog.remember(is_publishing="", corpus=corpus, output=press.folder, **{PENDING: ""})
    return _report(press, decided, printing, [*printing.problems, *_ping(press, printing)])


def rehearse(press: Press, decided: Decided) -> Report:
    """Say what `publish` would do; nothing is kept."""
    printing = Print(press, decided.reach.renders_all)
    printing.compare(chain(_pages(press, decided), _feeds(press, decided)))
    printing.deleted = _stale(press, decided, printing)
    return _report(press, decided, printing, printing.problems)


def _ping(press: Press, printing: Print) -> list[Problem]:
    """Tell the hub of the feeds that were written."""
    hub = press.config.feeds.hub
    if not hub:
        return []
    from feedpress.pipeline.hub import ping

    feeds = [path for path in printing.written if path.endswith(FILES) and not path.startswith("archive/")]
    return ping(hub, [press.config.site.url + path for path in sorted(feeds)])


def _edition_is_due(press: Press) -> bool:
    """Say whether a line of the timetable wants an edition now."""
    return any(second <= press.clock for second in _editions_due(press))


def _editions_due(press: Press) -> Iterator[int]:
    last = press.catalog.runs.last().get("edition")
    since = moment(last.started if last else press.first_build)
    for job in press.config.schedule:
        if job.job == "edition":
            yield int(next_run(job, since, press.config.site.timezone).timestamp())


def _next_event(press: Press) -> int:
    return min([second for second in (next_event(press), *_editions_due(press)) if second], default=0)


def _pages(press: Press, decided: Decided) -> Iterator[Output]:
    yield from PagePlan(press, decided.changes).outputs()
    yield from decided.editions.editions()
    yield from decided.draft


def _feeds(press: Press, decided: Decided) -> Iterator[Output]:
    yield from archives.outputs(press, decided.closed)
    yield from FeedPlan(press, decided.changes).outputs()
    yield from decided.editions.feed()


def _stale(press: Press, decided: Decided, printing: Print) -> list[str]:
    """Return the files that are published no more; a feed that a setting leaves out is named as a problem."""
    candidates = decided.changes.stale | decided.editions.stale
    paths = printing.stale(candidates, is_everything=decided.changes.is_everything)
    printing.problems += unasked(press.config, paths)
    return paths


def _outputs_base(press: Press) -> str:
    return base_digest(press, "pages") + press.folder


def _named(settled: Settled) -> list[str]:
    return [*settled.new, *settled.updated, *settled.gone]


def _forget_kept(press: Press) -> None:
    """Remove the kept pages whose last day is over."""
    known = press.catalog.gone_since(press.clock - PAGE_LIVES)
    live = {kept_page(one.slug) for one in known}
    press.kept.remove([path for path in press.kept.below("gone") if kept_page(path.split("/")[1]) not in live])


def _report(press: Press, decided: Decided, printing: Print, late: Sequence[Problem]) -> Report:
    settled, titles = decided.settled, decided.titles
    return Report(
        items=press.cache.lists.count("all", ""),
        new=tuple((id, titles[id]) for id in settled.new),
        updated=tuple((id, titles[id]) for id in settled.updated),
        gone=tuple((id, titles[id]) for id in settled.gone),
        documents=_documents(press, decided),
        outputs=Outputs(
            written=tuple(printing.written),
            deleted=tuple(printing.deleted),
            unchanged=len(printing.planned) - len(printing.written),
        ),
        edition=decided.editions.state,
        held=tuple((unit.path, rfc3339(moment(unit.held_until))) for unit in press.cache.units.held()),
        problems=(*decided.problems.known, *late),
        news=(*decided.problems.news, *late),
    )


def _documents(press: Press, decided: Decided) -> Documents:
    units, copies, held, passed_over = press.cache.units.tally()
    return Documents(
        seen=units + decided.problems.rejected - press.cache.count_standing(),
        read=len(decided.intake.read),
        rejected=decided.problems.rejected,
        merged=copies,
        held=held,
        skipped=passed_over + press.cache.count_passed_over(),
    )
