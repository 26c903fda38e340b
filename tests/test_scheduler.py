"""A job starts when it is due, once, whatever the clocks do; and the loop outlives whatever its jobs do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

import pytest
import schedule
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from feedpress import config, scheduler
from feedpress.catalog.memory import Catalog
from feedpress.catalog.runs import Run
from feedpress.cli import main
from feedpress.config import STATE, Job
from feedpress.config.timetable import next_run
from feedpress.errors import OutsideError, Problem

ZONES = (
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Asia/Beirut",
    "America/Asuncion",
    "Pacific/Apia",
    "Pacific/Chatham",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def at(text: str, zone: str = "UTC") -> datetime:
    """Read `text` as a time in `zone`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def following(job: Job, since: datetime, zone: str) -> datetime:
    """Tell when `job` runs next after it started at `since`."""
    return next_run(job, since, zone)


# When a job is due


@pytest.mark.parametrize(
    ("every", "clock", "zone", "since", "expected"),
    [
        ("15 minutes", "", "UTC", "2026-11-21T12:00", "2026-11-21T12:15"),
        ("1 minute", "", "UTC", "2026-11-21T12:00", "2026-11-21T12:01"),
        ("hour", "", "UTC", "2026-11-21T12:00", "2026-11-21T13:00"),
        ("2 hours", "", "Europe/Berlin", "2026-03-29T01:30", "2026-03-29T04:30"),  # elapsed, over the spring gap
        ("day", "08:00", "Europe/Berlin", "2026-11-21T07:59:59", "2026-11-21T08:00"),
        ("day", "08:00", "Europe/Berlin", "2026-11-21T08:00", "2026-11-22T08:00"),
        ("day", "", "Europe/Berlin", "2026-11-21T08:00", "2026-11-22T00:00"),
        ("day", "08:00", "Europe/Berlin", "2026-03-28T08:00", "2026-03-29T08:00"),  # 23 hours
        ("saturday", "12:00", "UTC", "2026-11-21T11:00", "2026-11-21T12:00"),
        ("saturday", "12:00", "UTC", "2026-11-21T12:00", "2026-11-28T12:00"),
        ("monday", "08:00", "America/New_York", "2026-11-21T12:00", "2026-11-23T08:00"),
        ("month", "06:30", "UTC", "2026-12-01T06:30", "2027-01-01T06:30"),
        ("month", "", "Asia/Kathmandu", "2026-11-30T23:59", "2026-12-01T00:00"),
        ("day", "02:30", "Europe/Berlin", "2026-03-28T12:00", "2026-03-29T03:00"),  # 02:00 to 03:00 is missing
        ("day", "02:30", "Europe/Berlin", "2026-03-29T03:00", "2026-03-30T02:30"),
        ("day", "02:00", "Europe/Berlin", "2026-03-28T12:00", "2026-03-29T03:00"),
        ("day", "02:15", "Australia/Lord_Howe", "2026-10-03T12:00", "2026-10-04T02:30"),  # half an hour is missing
        ("day", "00:00", "Asia/Beirut", "2026-03-28T12:00", "2026-03-29T01:00"),  # midnight is missing
        ("friday", "12:00", "Pacific/Apia", "2011-12-29T12:00", "2011-12-31T00:00"),  # Friday is missing
        ("day", "02:30", "Europe/Berlin", "2026-10-24T12:00", "2026-10-25T02:30"),  # the first 02:30 of two
        ("day", "01:45", "Australia/Lord_Howe", "2026-04-04T12:00", "2026-04-05T01:45"),
    ],
)
def test_the_next_run_is_found(every: str, clock: str, zone: str, since: str, expected: str) -> None:
    """Days count on the wall's clock, minutes and hours as they pass; a time that is missing is made up at the jump."""
    found = following(Job(every=every, at=clock), at(since, zone), zone)

    assert found == at(expected, zone)


def test_a_time_that_comes_twice_runs_once() -> None:
    """After the first 02:30 of an autumn night, the second starts nothing."""
    job = Job(every="day", at="02:30")
    first = at("2026-10-25T02:30", "Europe/Berlin")

    assert following(job, first, "Europe/Berlin") == first + 25 * HOUR


JOBS = st.one_of(
    st.builds(
        Job,
        every=st.sampled_from(("day", "month", *WEEKDAYS)),
        at=st.one_of(
            st.just(""),
            st.times().map(lambda each: f"{each:%H:%M}"),
            st.builds("{:02}:{:02}".format, st.integers(0, 3), st.sampled_from((0, 15, 30, 45))),
        ),
    ),
    st.builds(Job, every=st.builds("{} {}s".format, st.integers(1, 9999), st.sampled_from(("minute", "hour")))),
)
ZONE = st.sampled_from(ZONES)


def _changes(zone: str, first: int = 2005, last: int = 2030) -> list[datetime]:
    """List the hours before which the clocks of `zone` changed."""
    hours = [datetime(first, 1, 1, tzinfo=UTC) + day * DAY for day in range((last - first) * 365)]
    offsets = [hour.astimezone(ZoneInfo(zone)).utcoffset() for hour in hours]
    return [hours[i] for i in range(1, len(hours)) if offsets[i] != offsets[i - 1]]


CHANGES = {zone: _changes(zone) or [NOW] for zone in ZONES}


@st.composite
def moments(draw: st.DrawFn) -> tuple[str, datetime]:
    """Draw a zone and a moment, by preference within two days of a change of its clocks."""
    zone = draw(ZONE)
    near = st.builds(
        lambda change, minutes: change + minutes * MINUTE,
        st.sampled_from(CHANGES[zone]),
        st.integers(-2880, 2880),
    )
    far = st.datetimes(datetime(2005, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  made aware
    return zone, draw(near | far)


@given(JOBS, moments())
def test_a_run_lies_ahead_of_the_last(job: Job, moment: tuple[str, datetime]) -> None:
    """No job is due again at the moment it started: nothing runs twice for one reason."""
    zone, since = moment

    found = following(job, since, zone)

    assert since < found


def _runs(job: Job, zone: str, first: date, days: int) -> list[datetime]:
    """List the runs of `job` from the start of `first` on, over so many days."""
    now = datetime.combine(first, time(), ZoneInfo(zone)).astimezone(UTC) - timedelta(seconds=1)
    end = datetime.combine(first + days * DAY, time(), ZoneInfo(zone)).astimezone(UTC)
    runs = []
    while (now := following(job, now, zone)) < end:
        runs.append(now)
    return runs


@given(ZONE.filter(lambda zone: zone != "Pacific/Apia"), st.times(), st.data())
@example("Europe/Berlin", time(2, 30), None)
def test_a_daily_job_runs_once_each_day(zone: str, clock: time, data: st.DataObject | None) -> None:
    """Around every change of the clocks a daily job runs on each day once, at its time wherever there is one."""
    first = (data.draw(st.sampled_from(CHANGES[zone])) if data else at("2026-03-28T00:00")).date() - 3 * DAY
    days = [first + number * DAY for number in range(7)]

    runs = _runs(Job(every="day", at=f"{clock:%H:%M}"), zone, first, len(days))

    walls = [run.astimezone(ZoneInfo(zone)) for run in runs]
    assert [wall.date() for wall in walls] == days
    assert [wall for wall in walls if (wall.hour, wall.minute) < (clock.hour, clock.minute)] == []
    assert len([wall for wall in walls if (wall.hour, wall.minute) != (clock.hour, clock.minute)]) <= 1


@given(moments(), st.sampled_from(("month", *WEEKDAYS)))
def test_a_weekly_or_monthly_job_keeps_its_day(moment: tuple[str, datetime], every: str) -> None:
    """A weekday's job runs on that weekday, a month's on the first, at noon in the site's zone."""
    zone, since = moment

    wall = following(Job(every=every, at="12:00"), since, zone).astimezone(ZoneInfo(zone))

    if zone != "Pacific/Apia":
        assert (wall.hour, wall.minute) == (12, 0)
        assert wall.day == 1 if every == "month" else WEEKDAYS[wall.weekday()] == every


# What is listed


def settled(tmp_path: Path, *jobs: Job, zone: str = "UTC") -> config.Config:
    """Make the settings of a site with the timetable `jobs`."""
    found = config.read(tmp_path, environ={"FEEDPRESS_SITE__TIMEZONE": zone})
    return replace(found, schedule=jobs or found.schedule)


def test_the_listing_shows_last_and_next_runs(tmp_path: Path) -> None:
    """Each line of the timetable stands with its last start and its next; a missed run is next at once."""
    build, edition = Job(every="2 hours"), Job(job="edition", every="monday", at="08:00")
    last = {"build": NOW - 3 * HOUR}

    rows = scheduler.listing(
        settled(tmp_path, build, edition, zone="Europe/Berlin"), last, first_build=NOW - DAY, now=NOW
    )

    monday = at("2026-11-23T08:00", "Europe/Berlin")
    assert rows == (scheduler.Slot(build, NOW - 3 * HOUR, NOW), scheduler.Slot(edition, None, monday))


def test_the_listing_of_a_site_never_built(tmp_path: Path) -> None:
    """The first build is next at once, the first edition at its time."""
    edition = Job(job="edition", every="day")

    rows = scheduler.listing(settled(tmp_path, Job(), edition), {}, first_build=None, now=NOW)

    assert [row.next for row in rows] == [NOW, at("2026-11-22T00:00")]


def test_the_list_tells_how_the_last_run_ended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A job that failed stands with its exit code and how long it took; one that never ended says that."""
    (tmp_path / "feedpress.toml").write_text('[[schedule]]\n[[schedule]]\njob = "edition"\nevery = "day"\n')
    (tmp_path / STATE).mkdir()
    with closing(Catalog.open(tmp_path / STATE / "catalog.sqlite3")) as catalog:
        catalog.runs.record("build", Run(1_700_000_000, 1_700_000_003, 4))
        catalog.runs.record("edition", Run(1_700_000_000, None, None))

    assert main(["-C", str(tmp_path), "schedule", "list"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.strip() for line in lines if "last" in line] == [
        "last 2023-11-14T22:13+00:00, exit code 4 after 3 s",
        "last 2023-11-14T22:13+00:00, not ended",
    ]
    assert max(map(len, lines)) <= 80


def test_programs_read_the_list_with_dates_and_nulls(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json times are RFC 3339 in UTC whatever the site's zone, and null where a job never ran."""
    (tmp_path / "feedpress.toml").write_text('[site]\ntimezone = "Europe/Berlin"\n')
    (tmp_path / STATE).mkdir()
    path = tmp_path / STATE / "catalog.sqlite3"
    with closing(Catalog.open(path)):
        main(["-C", str(tmp_path), "schedule", "list", "--json"])
    never = json.loads(capsys.readouterr().out)
    with closing(Catalog.open(path)) as catalog:
        catalog.runs.record("build", Run(1_700_000_000, 1_700_000_003, 0))

    main(["-C", str(tmp_path), "schedule", "list", "--json"])

    assert (never["last"], never["seconds"], never["exit_code"]) == (None, None, None)
    assert json.loads(capsys.readouterr().out)["last"] == "2023-11-14T22:13:20Z"


# What the loop does with it


class Memory:
    """A memory that keeps runs in a list, and can fail."""

    def __init__(self, first: datetime | None = None, **last: datetime) -> None:
        self.first = first
        self.last = dict(last)
        self.kept: list[tuple[str, bool, int | None]] = []
        self.fails = False

    def record(self, job: Job, start: datetime, end: datetime | None, code: int | None) -> None:
        """Keep a run."""
        if self.fails:
            raise OutsideError(Problem("catalog.sqlite3", 0, "the disk is full", "free some space"))
        self.kept.append((job.job, end is not None, code))
        self.last[job.job] = start
        self.first = self.first or start

    @property
    def runs(self) -> scheduler.Runs:
        """What the loop is handed."""
        return scheduler.Runs(self.record, lambda: self.last, lambda: self.first)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now


def exits(code: int) -> Callable[[Job], Sequence[str]]:
    """Make jobs whose process ends with `code`."""
    return lambda _: ("sh", "-c", f"exit {code}")


def starts(loop: scheduler.Loop, memory: Memory, clock: Clock, minutes: int) -> list[int]:
    """Let `loop` tick each minute, and tell in which minutes it started something."""
    found = []
    for minute in range(minutes):
        clock.now = NOW + minute * MINUTE
        before = len(memory.kept)
        loop.tick()
        found += [minute] * sum(not ended for _, ended, _ in memory.kept[before:])
    return found


def test_a_site_never_built_is_built_at_once_and_then_in_intervals(tmp_path: Path) -> None:
    """Without a timetable the loop builds every 15 minutes, and records each start before and each end after."""
    memory, clock = Memory(), Clock()
    loop = scheduler.Loop(settled(tmp_path), memory.runs, exits(0), clock)

    assert starts(loop, memory, clock, 46) == [0, 15, 30, 45]
    assert memory.kept[:2] == [("build", False, None), ("build", True, 0)]


def test_findings_are_no_failure(tmp_path: Path) -> None:
    """A job that is done with findings is not tried again."""
    memory, clock = Memory(), Clock()
    loop = scheduler.Loop(settled(tmp_path), memory.runs, exits(1), clock)

    assert starts(loop, memory, clock, 16) == [0, 15]


def test_a_failing_job_is_tried_again_ever_later(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A daily job that fails is tried after 1, 2, 4 and so on up to 60 minutes, and each failure is logged."""
    memory, clock = Memory(first=NOW - DAY, edition=NOW - DAY), Clock()
    daily = Job(job="edition", every="day", at="12:00")
    loop = scheduler.Loop(settled(tmp_path, daily), memory.runs, exits(4), clock)

    found = starts(loop, memory, clock, 250)

    assert found == [0, 1, 3, 7, 15, 31, 63, 123, 183, 243]
    assert caplog.messages[0] == "edition every day at 12:00: exit code 4; next try at 12:01:00Z"
    assert memory.kept[1] == ("edition", True, 4)


def test_a_job_that_works_again_is_back_on_its_timetable(tmp_path: Path) -> None:
    """After a success nothing is left of earlier failures, and the next failure waits one minute again."""
    memory, clock = Memory(), Clock()
    commands = iter([exits(code)(Job()) for code in (4, 4, 0, 4, 0)])
    loop = scheduler.Loop(settled(tmp_path), memory.runs, lambda _: next(commands), clock)

    assert starts(loop, memory, clock, 34) == [0, 1, 3, 18, 19]


def test_failures_never_delay_the_timetable(tmp_path: Path) -> None:
    """A job that keeps failing is still started whenever it is due."""
    memory, clock = Memory(first=NOW - DAY, build=NOW - DAY), Clock()
    loop = scheduler.Loop(settled(tmp_path, Job(every="5 minutes")), memory.runs, exits(4), clock)

    assert starts(loop, memory, clock, 24) == [0, 1, 3, 7, 12, 17, 22]


def test_a_job_that_outlasts_its_interval_and_fails_waits_too(tmp_path: Path) -> None:
    """Where the next run was missed meanwhile, a failure still waits its minute."""
    memory, clock = Memory(), Clock()

    def slow(_: Job) -> Sequence[str]:
        clock.now += 20 * MINUTE
        return exits(4)(Job())

    loop = scheduler.Loop(settled(tmp_path), memory.runs, slow, clock)
    loop.tick()
    loop.tick()

    assert memory.kept == [("build", False, None), ("build", True, 4)]


def test_a_run_by_another_process_counts(tmp_path: Path) -> None:
    """What cron built a moment ago the loop doesn't build again."""
    memory, clock = Memory(first=NOW, build=NOW), Clock()
    loop = scheduler.Loop(settled(tmp_path), memory.runs, exits(0), clock)
    memory.last["build"] = NOW + 10 * MINUTE

    assert starts(loop, memory, clock, 40) == [25]


def test_one_run_covers_all_lines_for_the_same_job(tmp_path: Path) -> None:
    """Two lines that are due together start one process."""
    memory, clock = Memory(first=NOW - 2 * DAY, build=NOW - 2 * DAY), Clock()
    jobs = (Job(), Job(every="day", at="03:00"))
    loop = scheduler.Loop(settled(tmp_path, *jobs), memory.runs, exits(0), clock)

    assert starts(loop, memory, clock, 5) == [0]


def test_an_edition_waits_for_its_time_on_a_site_never_built(tmp_path: Path) -> None:
    """Where nothing was ever built, an edition counts from the loop's start."""
    memory, clock = Memory(), Clock()
    loop = scheduler.Loop(settled(tmp_path, Job(job="edition", every="day", at="12:10")), memory.runs, exits(0), clock)

    assert starts(loop, memory, clock, 15) == [10]


@pytest.mark.parametrize("command", [("/nonexistent/program",), ()])
def test_a_process_that_cannot_start_is_a_failure(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, command: tuple[str, ...]
) -> None:
    """The loop outlives a program that isn't there, says so and tries later."""
    memory, clock = Memory(), Clock()
    loop = scheduler.Loop(settled(tmp_path), memory.runs, lambda _: command, clock)

    assert starts(loop, memory, clock, 4) == [0, 1, 3]
    assert "exit code 4; next try at 12:01:00Z" in caplog.messages[1]


def test_a_memory_that_fails_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where a start cannot be recorded, nothing starts; the loop tries later, without a traceback."""
    memory, clock = Memory(), Clock()
    memory.fails = True
    started = tmp_path / "started"
    loop = scheduler.Loop(settled(tmp_path), memory.runs, lambda _: ("touch", str(started)), clock)

    starts(loop, memory, clock, 3)
    before = started.exists()
    memory.fails = False
    found = starts(loop, memory, clock, 4)

    assert (before, started.exists(), found) == (False, True, [3])
    assert caplog.messages[0] == "build every 15 minutes: catalog.sqlite3: the disk is full; free some space"
    assert not caplog.records[0].exc_info


def test_signals_that_come_while_a_job_starts_end_it(tmp_path: Path) -> None:
    """Two signals before the process is there end it as soon as it is, and nothing else that is due starts."""
    memory, clock = Memory(first=NOW - 2 * DAY), Clock()

    def interrupted(_: Job) -> Sequence[str]:
        timetable.stop()
        timetable.stop()
        return ("sleep", "5")  # unless it is ended

    jobs = settled(tmp_path, Job(), Job(job="edition", every="day"))
    timetable = scheduler.Loop(jobs, memory.runs, interrupted, clock)
    timetable.tick()

    assert memory.kept == [("build", False, None), ("build", True, -15)]


@pytest.mark.parametrize(("failures", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (10**9, 60)])
def test_pauses_double_up_to_an_hour(failures: int, minutes: int) -> None:
    """The pause after a failure doubles, and ends at an hour."""
    assert scheduler.pause(failures) == minutes * MINUTE


def test_a_clock_that_is_set_back_does_not_stop_the_ticks() -> None:
    """A ticker whose next tick lies an hour ahead, as on an autumn night, is wound up anew."""
    ticker = schedule.Scheduler()
    scheduler.wind(ticker, lambda: None)
    (first,) = ticker.jobs
    scheduler.wind(ticker, lambda: None)
    (kept,) = ticker.jobs
    assert first.next_run
    first.next_run += HOUR

    scheduler.wind(ticker, lambda: None)

    assert kept is first
    assert (ticker.idle_seconds or 0) <= 1


# The loop itself, with real processes and real signals

DRIVER = """
import logging, sys
from datetime import UTC, datetime
from pathlib import Path
from feedpress import config, scheduler

folder = Path(sys.argv[1])
logging.basicConfig(stream=sys.stdout, format="%(message)s")
last = {}

def record(job, start, end, code):
    last[job.job] = start
    print("started" if end is None else f"ended {code}", flush=True)

runs = scheduler.Runs(record, lambda: last, lambda: None)
job = [sys.executable, str(folder / "job.py")]
code = scheduler.run(config.read(folder, environ={}), runs, **({} if len(sys.argv) > 2 else {"command": lambda _: job}))
print("left", flush=True)
sys.exit(code)
"""


@pytest.fixture
def fifo(tmp_path: Path) -> Iterator[IO[str]]:
    """Make a pipe on which a job waits for a line; held at both ends, it never blocks the test."""
    path = tmp_path / "fifo"
    os.mkfifo(path)
    with os.fdopen(os.open(path, os.O_RDWR), "w", encoding="utf-8") as stream:
        yield stream


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start the loop as a process of its own, with `script` as its job, and end it in any case."""
    processes: list[subprocess.Popen[str]] = []

    def start(script: str, *options: str) -> subprocess.Popen[str]:
        (tmp_path / "job.py").write_text(script, encoding="utf-8")
        command = [sys.executable, "-c", DRIVER, str(tmp_path), *options]
        processes.append(
            subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
                cwd=tmp_path,
            )
        )
        return processes[-1]

    yield start
    for process in processes:
        with process:
            process.kill()


def until(process: subprocess.Popen[str], start: str) -> str:
    """Read the output of `process` up to the first line that begins with `start`."""
    stream: IO[str] | None = process.stdout
    assert stream
    return next(line for line in stream if line.startswith(start)).rstrip()


WAITING = "print('working', flush=True); open('fifo').readline(); print('worked', flush=True)"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_the_job_finish(
    loop: Callable[..., subprocess.Popen[str]], fifo: IO[str], number: signal.Signals
) -> None:
    """After SIGTERM or Ctrl-C, which a terminal sends to all, the job in hand works to its end and is recorded."""
    process = loop(WAITING)
    until(process, "working")

    os.killpg(process.pid, number)
    fifo.write("go on\n")
    fifo.flush()

    assert [until(process, "worked"), until(process, "ended"), until(process, "left")] == ["worked", "ended 0", "left"]
    assert process.wait() == 0


@pytest.mark.usefixtures("fifo")
def test_a_second_signal_ends_the_job(loop: Callable[..., subprocess.Popen[str]]) -> None:
    """Who asks twice doesn't wait: the job is terminated, recorded as such, and the loop returns 130."""
    process = loop(WAITING)
    until(process, "working")

    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGINT)

    assert [until(process, "ended"), until(process, "left")] == ["ended -15", "left"]
    assert process.wait() == 130


def test_an_idle_loop_leaves_at_once(loop: Callable[..., subprocess.Popen[str]]) -> None:
    """Between jobs one signal is enough, after a failure as well."""
    process = loop("raise SystemExit(3)")
    assert until(process, "build every 15 minutes: exit code 3; next try at")

    process.send_signal(signal.SIGTERM)

    assert until(process, "left")
    assert process.wait() == 0


def test_a_job_is_the_program_itself(loop: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    """Unless told otherwise the loop runs feedpress on the site's folder."""
    process = loop("", "--real")

    ended = until(process, "ended")
    process.send_signal(signal.SIGTERM)

    assert process.wait() == 0
    assert ended != "ended 0"  # the folder has no corpus
    assert not (tmp_path / "dist").exists()
