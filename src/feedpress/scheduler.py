"""Run the timetable: each job that is due becomes a process of its own, one at a time, until a signal ends it.

`schedule` ticks; whether a job is due is decided from what the memory holds, by `next_run` alone. The ticker reckons in
naive local time, which stands still for an hour each autumn, so that it is wound up anew where it lags.
"""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import NamedTuple

import schedule

from feedpress.config import Config, Job
from feedpress.config.timetable import next_run
from feedpress.errors import FeedpressError

LOG = logging.getLogger("feedpress.scheduler")

_TICK = 1  # second
_LONGEST_PAUSE = 60  # minutes
_DONE = (0, 1)  # 1: done, with findings
_OUTSIDE = 4
_INTERRUPTED = 130


class Runs(NamedTuple):
    """What the loop needs of the memory.

    `record` keeps a run of a job: its start alone before it starts, then with its end and exit code. `last_runs` gives
    the last start of a "build" and an "edition", whichever line of the timetable it was due to: so a line may change,
    and a run covers whatever else was due. `first_build` is the first build's clock, None before there was one.
    """

    record: Callable[[Job, datetime, datetime | None, int | None], None]
    last_runs: Callable[[], Mapping[str, datetime]]
    first_build: Callable[[], datetime | None]


class Slot(NamedTuple):
    """A line of `feedpress schedule list`; a missed run is next at once."""

    job: Job
    last: datetime | None
    next: datetime


class _Failure(NamedTuple):
    """How often in a row a job has failed, and when it is tried again."""

    times: int
    retry: datetime


def listing(
    config: Config, last_runs: Mapping[str, datetime], *, first_build: datetime | None, now: datetime
) -> tuple[Slot, ...]:
    """List each job of `config` with its last start and its next one, in the timetable's order."""
    rows = []
    for job in config.schedule:
        last = last_runs.get(job.job)
        rows.append(Slot(job, last, max(_next(config, job, last or first_build, now) or now, now)))
    return tuple(rows)


def pause(failures: int) -> timedelta:
    """Say how long to wait after so many `failures` in a row: 1, 2, 4 and so on up to 60 minutes."""
    return timedelta(minutes=min(2 ** min(failures - 1, 6), _LONGEST_PAUSE))


def run(config: Config, runs: Runs, *, command: Callable[[Job], Sequence[str]] | None = None) -> int:
    """Run the timetable of `config` until SIGTERM or SIGINT, and return the exit code.

    The first signal lets the job in hand finish (0), a second one ends it (130). A job that fails is tried again, at
    the latest when it is due. `command` names the process of a job; it is `feedpress` itself unless told otherwise.
    """
    loop = Loop(config, runs, command or (lambda job: _feedpress(config, job)), _now)
    ticker = schedule.Scheduler()
    with _signals(loop.stop):
        while not loop.signals:
            wind(ticker, loop.tick)
            ticker.run_pending()
            if not loop.signals:
                time.sleep(_TICK)
    return 0 if loop.signals == 1 else _INTERRUPTED


def wind(ticker: schedule.Scheduler, tick: Callable[[], None]) -> None:
    """Make `ticker` tick each second, also when the clock was set back and its next tick has come to lie far ahead."""
    idle = ticker.idle_seconds
    if idle is None or idle > _TICK:
        ticker.clear()
        ticker.every(_TICK).seconds.do(tick)


def _next(config: Config, job: Job, since: datetime | None, started: datetime) -> datetime | None:
    """Find when `job` runs next after `since`, its last start or the first build; None for at once.

    On a site never built, a build waits for nothing, and an edition counts from when the timetable was `started`.
    """
    if since is None and job.job == "build":
        return None
    return next_run(job, since or started, config.site.timezone)


def _feedpress(config: Config, job: Job) -> Sequence[str]:
    """Name the command that runs `job`, the same as by hand."""
    return (sys.executable, "-m", "feedpress", "-C", str(config.folder), job.job)


@contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` at each SIGTERM and SIGINT, and afterwards put back what was called before."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    before = {number: signal.signal(number, handle) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)  # noqa: TID251  the loop is one of two places where time comes in


class Loop:
    """A running timetable: what ran last, what failed, which process runs, how many signals came."""

    def __init__(
        self, config: Config, runs: Runs, command: Callable[[Job], Sequence[str]], clock: Callable[[], datetime]
    ) -> None:
        self.config = config
        self.runs = runs
        self.command = command
        self.clock = clock
        self.signals = 0
        self.child: subprocess.Popen[bytes] | None = None
        self.failures: dict[str, _Failure] = {}
        self.last: dict[str, datetime] = {}
        self.started = clock()
        self.remember()

    def stop(self) -> None:
        """Count a signal; the second one ends the job in hand."""
        self.signals += 1
        if self.signals > 1 and self.child:
            self.child.terminate()

    def remember(self) -> None:
        """Take over what the memory holds; other processes write to it too."""
        self.first = self.runs.first_build()
        for kind, start in self.runs.last_runs().items():
            self.last[kind] = max(start, self.last.get(kind, start))

    def tick(self) -> None:
        """Run the jobs that are due, one after another."""
        for job in self.config.schedule:
            if not self.signals and self.is_due(job):
                self.attempt(job)

    def is_due(self, job: Job) -> bool:
        """Tell whether `job` is to start: it is due, or it failed and has waited long enough."""
        failure = self.failures.get(job.job)
        moment = failure.retry if failure else self.next(job)
        return not moment or moment <= self.clock()

    def next(self, job: Job) -> datetime | None:
        """Find when `job` runs next, None for at once."""
        return _next(self.config, job, self.last.get(job.job) or self.first, self.started)

    def attempt(self, job: Job) -> None:
        """Run `job` unless another process just did; whatever goes wrong is logged, and the loop lives on."""
        start = self.clock()
        try:
            self.remember()
            if not self.is_due(job):
                return
            self.runs.record(job, start, None, None)
            self.last[job.job] = start
            code = self.execute(job)
        except Exception as error:  # noqa: BLE001  a damaged memory or a full process table must not end the loop
            _log(job, error)
            code = _OUTSIDE
        self.judge(job, code)
        try:
            self.runs.record(job, start, self.clock(), code)
        except Exception as error:  # noqa: BLE001  likewise
            _log(job, error)

    def execute(self, job: Job) -> int:
        """Run the process of `job` and return its exit code; a terminal's Ctrl-C reaches the loop alone."""
        arguments = self.command(job)
        self.child = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603  own words
        if self.signals > 1:
            self.child.terminate()
        code = self.child.wait()
        self.child = None
        return code

    def judge(self, job: Job, code: int) -> None:
        """Settle when `job`, which ended with `code`, is tried again if it failed: no later than it is due anyway."""
        before = self.failures.pop(job.job, None)
        if code in _DONE or self.signals > 1:
            return
        now = self.clock()
        times = before.times + 1 if before else 1
        moments = (self.next(each) for each in self.config.schedule if each.job == job.job)
        retry = min([now + pause(times), *(moment for moment in moments if moment and moment > now)])
        self.failures[job.job] = _Failure(times, retry)
        LOG.warning("%s: exit code %d; next try at %s", job.name, code, f"{retry:%H:%M:%SZ}")


def _log(job: Job, error: Exception) -> None:
    """Log `error`, with a traceback unless it is one that users are meant to see."""
    LOG.error("%s: %s", job.name, error, exc_info=not isinstance(error, FeedpressError))
