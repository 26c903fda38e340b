"""A moment goes in, the text of a feed's date comes out: no locale, no zone of the machine, whole seconds."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime


def whole(moment: datetime) -> datetime:
    """Return `moment` in UTC without a fraction of a second, which RSS could not say."""
    return moment.astimezone(UTC).replace(microsecond=0)


def rfc822(moment: datetime) -> str:
    """Write `moment` as RFC 822 wants it, with a year of four digits, in UTC: `Sat, 21 Nov 2026 09:00:00 +0000`."""
    return format_datetime(whole(moment))
