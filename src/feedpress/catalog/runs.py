"""The part of the memory about the timetable: the last run of each of its jobs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from feedpress.catalog.database import Database


class Run(NamedTuple):
    """A job's last run, in seconds since 1970; `finished` and `exit_code` are None until it ends."""

    started: int
    finished: int | None
    exit_code: int | None


class Runs:
    """The last run of a "build" and of an "edition"."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def last(self) -> Mapping[str, Run]:
        """Return each job's last run."""
        rows = self.database.rows("SELECT job, started, finished, exit_code FROM run")
        return {job: Run._make(run) for job, *run in rows}

    def record(self, job: str, run: Run) -> None:
        """Keep `job`'s last run."""
        self.database.change("INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?)", job, *run)
