"""`feedpress schedule`: the timetable."""

from __future__ import annotations

import logging
import sys
from argparse import Namespace
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedpress import scheduler
from feedpress.catalog.memory import Catalog
from feedpress.cli.site import clock, json_line, settings
from feedpress.config import Config, Job


def schedule(arguments: Namespace) -> int:
    """Run the timetable until SIGTERM, or list it."""
    site = settings(arguments)
    state = site.state
    state.mkdir(mode=0o700, exist_ok=True)
    logging.basicConfig(stream=sys.stderr, format="feedpress: %(message)s", level=logging.INFO)
    with closing(Catalog.open(state / "catalog.sqlite3")) as catalog:
        memory = _runs(catalog)
        if arguments.action == "list":
            return _list(arguments, site, memory)
        return scheduler.run(site, memory)


def _runs(catalog: Catalog) -> scheduler.Runs:
    def record(job: Job, start: datetime, end: datetime | None, code: int | None) -> None:
        with catalog.transaction():
            catalog.record_run(job.job, int(start.timestamp()), int(end.timestamp()) if end else None, code)

    def last_runs() -> Mapping[str, datetime]:
        return {job: datetime.fromtimestamp(started, UTC) for job, (started, _, _) in catalog.runs().items()}

    def first_build() -> datetime | None:
        first = catalog.meta("first_build")
        return datetime.fromtimestamp(int(first), UTC) if first else None

    return scheduler.Runs(record, last_runs, first_build)


def _list(arguments: Namespace, site: Config, memory: scheduler.Runs) -> int:
    now = datetime.fromtimestamp(clock(), UTC)
    zone = ZoneInfo(site.site.timezone)
    for row in scheduler.listing(site, memory.last_runs(), first_build=memory.first_build(), now=now):
        last = row.last.astimezone(zone).isoformat(timespec="minutes") if row.last else "never"
        following = row.next.astimezone(zone).isoformat(timespec="minutes")
        told = {"job": row.job.job, "every": row.job.every, "at": row.job.at, "last": last, "next": following}
        when = f"every {row.job.every}" + (f" at {row.job.at}" if row.job.at else "")
        line = f"{row.job.job:<8} {when:<24} next {following}  last {last}"
        print(json_line(told) if arguments.json else line)
    return 0
