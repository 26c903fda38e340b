"""Moments are kept as whole seconds and written in UTC, wherever they come from."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from feedpress.times import moment, rfc3339, seconds

SUMMER = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (datetime(2026, 7, 1, 0, 30, tzinfo=SUMMER), "2026-06-30T22:30:00Z"),
        (datetime(2026, 7, 1, 12, 0, 1, 999_999, tzinfo=SUMMER), "2026-07-01T10:00:01Z"),
        (datetime(800, 1, 1, 12, 0, tzinfo=SUMMER), "0800-01-01T10:00:00Z"),
    ],
)
def test_a_moment_is_written_in_utc(given: datetime, written: str) -> None:
    """A time in any zone is written in UTC, to the second, with four digits for any year."""
    assert rfc3339(given) == written


def test_a_moment_is_kept_to_the_second() -> None:
    """What the memory gives back is the moment it was given, in UTC, without a fraction of a second."""
    given = datetime(2026, 7, 1, 0, 30, 5, 999_999, tzinfo=SUMMER)

    assert moment(seconds(given) or 0) == given.replace(microsecond=0)
    assert seconds(None) is None
