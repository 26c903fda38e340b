"""A moment as the memory holds it, whole seconds since 1970, and as others read it, RFC 3339 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(second: int) -> datetime:
    """Return whole seconds since 1970 as a datetime in UTC."""
    return datetime.fromtimestamp(second, UTC)


def seconds(moment: datetime | None) -> int | None:
    """Return `moment` as whole seconds since 1970."""
    return None if moment is None else int(moment.timestamp())


def rfc3339(moment: datetime) -> str:
    """Write `moment` as RFC 3339 wants it, in UTC and to the second: `2026-11-21T09:00:00Z`."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
