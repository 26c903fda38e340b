"""`feedpress schedule`: the timetable."""

from __future__ import annotations

import logging
import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from feedpress import scheduler
from feedpress.catalog.memory import Catalog
from feedpress.catalog.runs import Run
from feedpress.cli.site import clock, open_catalog, settings
from feedpress.cli.terminal import json_line
from feedpress.config import Config, Job
from feedpress.times import moment, rfc3339


def schedule(arguments: Namespace) -> int:
    """Run the timetable until SIGTERM, or list it."""
    site = settings(arguments)
    return _list(arguments, site) if arguments.action == "list" else _run(site)


def _run(site: Config) -> int:
    site.state.mkdir(mode=0o700, exist_ok=True)
    logging.basicConfig(stream=sys.stderr, format="feedpress: %(message)s", level=logging.INFO)
    with open_catalog(site.state) as catalog:
        return scheduler.run(site, _runs(catalog))


def _runs(catalog: Catalog) -> scheduler.Runs:
    def record(job: Job, start: datetime, end: datetime | None, code: int | None) -> None:
        with catalog.transaction():
            catalog.runs.record(job.job, Run(int(start.timestamp()), int(end.timestamp()) if end else None, code))

    def last_runs() -> Mapping[str, datetime]:
        return _starts(catalog.runs.last())

    def first_build() -> datetime | None:
        first = catalog.meta("first_build")
        return moment(int(first)) if first else None

    return scheduler.Runs(record, last_runs, first_build)


def _list(arguments: Namespace, site: Config) -> int:
    runs, first_build = _memory(site.state)
    now = moment(clock())
    zone = ZoneInfo(site.site.timezone)
    for row in scheduler.listing(site, _starts(runs), first_build=first_build, now=now):
        run = runs.get(row.job.job)
        print(json_line(_shape(row, run)) if arguments.json else _lines(row, run, zone))
    return 0


def _shape(row: scheduler.Slot, run: Run | None) -> dict[str, object]:
    return {
        "job": row.job.job,
        "every": row.job.every,
        "at": row.job.at,
        "last": rfc3339(row.last) if row.last else None,
        "next": rfc3339(row.next),
        "seconds": _seconds(run),
        "exit_code": run.exit_code if run else None,
    }


def _lines(row: scheduler.Slot, run: Run | None, zone: ZoneInfo) -> str:
    """Return what a person reads: times are the site's."""
    when = f"every {row.job.every}" + (f" at {row.job.at}" if row.job.at else "")
    last = row.last.astimezone(zone).isoformat(timespec="minutes") if row.last else "never"
    following = row.next.astimezone(zone).isoformat(timespec="minutes")
    return f"{row.job.job:<8} {when}\n{'':<9}next {following}\n{'':<9}last {last}{_outcome(run)}"


def _starts(runs: Mapping[str, Run]) -> dict[str, datetime]:
    """Return when each job started last."""
    return {job: moment(run.started) for job, run in runs.items()}


def _seconds(run: Run | None) -> int | None:
    """Say how long `run` took, None where it has not ended."""
    return None if run is None or run.finished is None else run.finished - run.started


def _outcome(run: Run | None) -> str:
    """Say how the last run ended: one that has not is under way, or was cut short."""
    if run is None:
        return ""
    return ", not ended" if run.finished is None else f", exit code {run.exit_code} after {_seconds(run)} s"


def _memory(state: Path) -> tuple[Mapping[str, Run], datetime | None]:
    """Return the jobs' last runs and when the first build was, as the folder `state` has it, if it was."""
    if not (state / "catalog.sqlite3").exists():
        return {}, None
    with open_catalog(state) as catalog:
        return catalog.runs.last(), _runs(catalog).first_build()
