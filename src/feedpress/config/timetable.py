"""Decide when a job is due: a job and its last start go in, the moment of its next run comes out.

A day, weekday or month names wall-clock times in the site's zone. Where the clock springs over such a time, the moment
of the jump stands for it; where the clock falls back and shows it twice, the first counts. Minutes and hours are
elapsed time, which no change of the clock stretches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from feedpress.config.forms import EVERY
from feedpress.config.tables import Job

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)


def next_run(job: Job, since: datetime, timezone: str) -> datetime:
    """Find the first moment after `since`, its last start or the site's first build, at which `job` runs, in UTC.

    It lies in the past where runs were missed, and one run makes up for all of them. Where the clock was set back,
    nothing is due until it has passed `since` again. `timezone` is an IANA name.
    """
    interval = _interval(job.every)
    if interval:
        return since + interval
    return next(moment for moment in _moments(job, since, timezone) if moment > since)


def _interval(every: str) -> timedelta | None:
    """Read `every` as minutes or hours; a day, weekday or month is none, since they vary in length."""
    match = re.fullmatch(EVERY, every)
    if not match or not match[2]:
        return None
    count = int(match[1] or 1)
    return timedelta(hours=count) if match[2] == "hour" else timedelta(minutes=count)


def _moments(job: Job, since: datetime, timezone: str) -> Iterator[datetime]:
    """Go through the moments at which `job` runs, in order, from a little before `since`."""
    from zoneinfo import ZoneInfo  # a build that has no timetable of days never needs it

    zone = ZoneInfo(timezone)
    clock = time.fromisoformat(job.at or "00:00")
    day = since.astimezone(zone).date() - 2 * _DAY  # a zone may skip a whole day, as Samoa did
    while True:
        if _is_on(job.every, day):
            yield _moment(datetime.combine(day, clock, zone))
        day += _DAY


def _is_on(every: str, day: date) -> bool:
    """Tell whether a job that runs `every` day, weekday or month runs on `day`; a month's is its first."""
    if every == "month":
        return day.day == 1
    return every == "day" or every == _WEEKDAYS[day.weekday()]


def _moment(wall: datetime) -> datetime:
    """Find the moment in UTC at which clocks show `wall`, or spring over it."""
    first, second = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if first <= second:
        return first
    return _jump(second, first, wall)


def _jump(low: datetime, high: datetime, wall: datetime) -> datetime:
    """Find the second between `low` and `high` at which the clocks of the zone of `wall` jump over it."""
    while high - low > _SECOND:
        middle = low + (high - low) // 2 // _SECOND * _SECOND
        if middle.astimezone(wall.tzinfo).replace(tzinfo=None) < wall.replace(tzinfo=None):
            low = middle
        else:
            high = middle
    return high
