"""Dates in text: whole strings (`parse`) and full dates inside a line (`find`).

Only full dates count: a month alone, a weekday, "yesterday" say nothing. A date that can be read in two ways is no
date, unless the caller knows the order.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from datetime import timezone as fixed_zone
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from feedpress.normalize.months import MONTHS, RUSSIAN, WEEKDAYS

YEARS = range(1970, 2101)
_LONGEST = 100  # of whole dates
_MONTH_COUNT = 12
_MONTHS_OF_YEAR, _OTHER_DAYS = range(1, 13), range(13, 32)
_NOON = 12
_CAP = 4000  # no line says when it was published beyond this

_NUMBER = {name: number for rows in (MONTHS, RUSSIAN) for number, row in enumerate(rows, 1) for name in row.split()}
# Names of zones as mail and news pages write them (RFC 5322 §4.3 and a few more).
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "mez": 60, "cest": 120,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "ist": 330, "jst": 540, "kst": 540, "aest": 600, "aedt": 660,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip
_PLACES = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}


def _any(names: list[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))


MONTH = f"(?:{_any([name for row in MONTHS for name in row.split()])})"
"""A pattern for the name of a month, whatever its case."""
WEEKDAY = _any([name for row in WEEKDAYS for name in row.split()])
"""A pattern for the name of a weekday, likewise."""
_DAY_NAME = rf"(?:(?:{WEEKDAY})\.?,?\s{{1,3}}(?:(?:den|the|le|el)\s)?)?"
_OF = r"(?:\s{1,3}(?:of|de|del|di)\s{1,3}|\s{0,3}[-\u2013]\s{0,3}|\s{1,3}|(?<=\.))"
_ORDINAL = r"(?:st|nd|rd|th|er|[ºª°.])?"
_GAP = r"(?:,\s{0,3}|\.,?\s{0,3}|\s{1,3}(?:of|de|del|di)\s{1,3}|-|\u2013|\s{1,3})"
_DATE = rf"""(?:
    (?<![\d.:/-])(?P<y1>\d{{4}})(?P<s1>[-/.\u2013])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?!\d)
  | (?<!\d)(?P<y2>\d{{4}})\s?[年년]\s?(?P<m2>\d{{1,2}})\s?[月월]\s?(?P<d2>\d{{1,2}})\s?[日일]
  | (?<![\d./:-])(?P<d3>\d{{1,2}}){_ORDINAL}{_OF}(?P<n3>{MONTH}){_GAP}(?P<y3>\d{{4}})
  | (?:(?<![^\W_])|(?-i:(?<=[a-z])(?=[A-Z])))(?P<n4>{MONTH})\.?\s{{1,3}}
    (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s{{0,3}}|\s{{1,3}})(?P<y4>\d{{4}})
  | (?<!\d)(?P<y5>\d{{4}})[\s-]{{1,3}}(?P<n5>{MONTH})[\s-]{{1,3}}(?P<d5>\d{{1,2}})(?!\d)
  | (?<![\d./:-])(?P<a6>\d{{1,2}})(?P<s6>[-/.])(?P<b6>\d{{1,2}})(?P=s6)(?P<y6>\d{{4}})(?![\d/.-]\d|\d)
)"""
_DATE_IN_RUSSIAN = _DATE.replace(MONTH, f"(?:{_any(list(_NUMBER))})").replace(
    r"(?P<y3>\d{4})", r"(?P<y3>\d{4})(?:\s?г(?:ода)?(?!\w)\.?)?"
)
_CYRILLIC = re.compile("[а-яА-Я]")
_TIME = r"""(?:
    (?:T|(?=\d{1,2}:\d\d)|\s{0,3}[,•·|]\s{0,3}|\s{1,3}(?:at|um|à|a\slas|às|as|alle|ore|[-\u2013—])?\s{0,3})
    (?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?(?!\d)|(?=\s?[ap]\.?m))
    (?:\s{0,2}(?P<half>[ap])\.?m\b\.?)?(?:\s{1,2}(?:Uhr|h|hrs)\b)?
    (?:\s{0,2}\(?(?P<zone>Z|UTC|GMT)?(?P<offset>[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))\)?
        (?:\s\([A-Z][A-Z .]{1,40}\)|(?-i:\s[A-Z]{3,5}\b))?
      |\s{0,2}\(?(?P<zone_name>[A-Za-z]{1,4})\)?(?![A-Za-z]))?
)"""
_COMPACT = re.compile(
    r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:[T ]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<z>Z)?)?", re.ASCII
)
_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d):(?P<second>[0-5]\d)"
    r"(?P<z>Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_FLAGS = re.VERBOSE | re.IGNORECASE
_TIME_FIRST = re.compile(
    r"(?P<time>\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?)[,\s]{1,3}(?P<date>\D?.{6,40})", re.IGNORECASE
)
_YEAR_LAST = re.compile(
    r"(?:[A-Za-z]{3},?\s)?(?P<date>[A-Za-z]{3}\s{1,2}\d{1,2})\s(?P<time>\d\d:\d\d:\d\d)"
    r"(?P<zone>\s(?:[A-Z]{1,4}|[+-]\d{4}))?\s(?P<year>\d{4})",
    re.ASCII,
)
"""As C, Unix and Java write a moment: Sat May  6 10:00:00 UTC 2023."""
_TWO_DIGITS = re.compile(
    r"(?:[A-Za-z]{3,9},\s)?(?P<day>\d{1,2})[\s-](?P<month>[A-Za-z]{3})[\s-](?P<year>\d\d)\s(?P<time>\d\d:\d\d(?::\d\d)?\s\S+)",
    re.ASCII,
)
"""As RFC 822 and RFC 850 write a moment; the year's century is that of RFC 5322, section 4.3."""
_NUMERIC = re.compile(r"(?<![\d./:-])(\d{1,2})([-/.])(\d{1,2})\2(?:19|20)\d\d(?![\d/.-]\d|\d)", re.ASCII)
_CENTURIES = tuple(f"{sign}{century}" for sign in "-/." for century in ("19", "20"))
_YEAR = re.compile(r"(?:19[7-9]|20\d|2100)\d?", re.ASCII)


@cache
def _whole(date: str) -> re.Pattern[str]:
    """Return what a text that is a `date` looks like: compiled at need, since most dates are ISO 8601's."""
    return re.compile(rf"{_DAY_NAME.replace(' ', '[ ]')}{date}{_TIME}?\.?", _FLAGS)


@cache
def _within(date: str) -> re.Pattern[str]:
    """Return what a `date` in a line looks like, likewise."""
    return re.compile(rf"{date}{_TIME}?", _FLAGS)


def _date_in(text: str) -> str:
    """Return the pattern of dates in the letters of `text`."""
    return _DATE if text.isascii() or not _CYRILLIC.search(text) else _DATE_IN_RUSSIAN


class Calendar(NamedTuple):
    """How a folder writes dates: `timezone` holds where none is named, `order` settles 03/04/2024."""

    timezone: str = "UTC"
    order: str = "auto"


class Found(NamedTuple):
    """A full date inside a line: `text[start:end]` is `moment` (UTC)."""

    start: int
    end: int
    moment: datetime


def parse(text: str, *, timezone: str, order: str = "auto", shown: bool = False) -> datetime | None:
    """Return the moment, in UTC, that the whole of `text` names, or None.

    A date without a time is 00:00 in `timezone` (an IANA name). `order` ("dmy", "mdy") settles 03/04/2024; with "auto"
    or "ymd" such a date is None. ISO 8601, RFC 3339, RFC 5322 and dates in words of seven languages are understood.
    `shown` says that readers saw the date: its day stands, where another zone's hour would be on another day here.
    """
    text = text.strip()
    if len(text) > _LONGEST or not text.isprintable():
        return None
    if digits := _COMPACT.fullmatch(text) or (None if shown else _ISO.fullmatch(text)):
        return _in_digits(digits, timezone)
    if last := _YEAR_LAST.fullmatch(text):
        text = f"{last['date']} {last['year']} {last['time']}{last['zone'] or ''}"
    elif short := _TWO_DIGITS.fullmatch(text):
        text = (
            f"{short['day']} {short['month']} {'20' if short['year'] < '50' else '19'}{short['year']} {short['time']}"
        )
    whole = _whole(_date_in(text))
    match = whole.fullmatch(text)
    if match is None and (turned := _TIME_FIRST.fullmatch(text)):
        match = whole.fullmatch(f"{turned['date']} {turned['time']}")
    return _moment(match, timezone, order, shown=shown) if match else None


def find(text: str, *, timezone: str, order: str = "auto") -> tuple[Found, ...]:
    """Return the full dates inside `text`, left to right; what follows may be glued on ("Oct 17, 2025Tying").

    Readers saw them: see `parse` on what is `shown`.
    """
    if not _YEAR.search(text, 0, _CAP):
        return ()
    found = (
        (match, _moment(match, timezone, order, shown=True))
        for match in _within(_date_in(text)).finditer(text, 0, _CAP)
    )
    return tuple(Found(match.start(), match.end(), moment) for match, moment in found if moment)


def is_numeric(text: str) -> bool:
    """Tell whether `text`, however long, may hold a date such as 03/04/2024."""
    return any(century in text for century in _CENTURIES)


def numeric_order(text: str) -> str:
    """Return "dmy" or "mdy" where `text` holds a numeric date that can be read in one way only, else ""."""
    for match in _NUMERIC.finditer(text, 0, _CAP) if is_numeric(text) else ():
        first, second = int(match[1]), int(match[3])
        if min(first, second) in _MONTHS_OF_YEAR and max(first, second) in _OTHER_DAYS:
            return "dmy" if second <= _MONTH_COUNT else "mdy"
    return ""


def _moment(match: re.Match[str], timezone: str, order: str, *, shown: bool) -> datetime | None:
    day = _ymd(match, order)
    if day is None or day[0] not in YEARS:
        return None
    time = _clock(match)
    zone = _zone(match, timezone)
    if time is None or zone is None:
        return None
    try:
        moment = _at(day, time, zone)
        here = datetime(*day, tzinfo=_iana(timezone))
        is_other = shown and moment.astimezone(here.tzinfo).date() != here.date()
        return here.astimezone(UTC) if is_other else moment
    except (ValueError, OverflowError):
        return None


def _at(day: tuple[int, int, int], time: tuple[int, int, int], zone: tzinfo) -> datetime:
    """Return a moment in UTC; 24:00 is the end of `day` (ISO 8601). Raises ValueError where there is no such moment."""
    is_end = time == (24, 0, 0)
    moment = datetime(*day, *((0, 0, 0) if is_end else time), tzinfo=zone)
    return (moment + timedelta(days=is_end)).astimezone(UTC)


def _ymd(match: re.Match[str], order: str) -> tuple[int, int, int] | None:
    for year, month, day in (
        ("y1", "m1", "d1"),
        ("y2", "m2", "d2"),
        ("y3", "n3", "d3"),
        ("y4", "n4", "d4"),
        ("y5", "n5", "d5"),
    ):
        if match[year]:
            return int(match[year]), _month(match[month]), int(match[day])
    first, second = int(match["a6"]), int(match["b6"])
    way = _way(first, second, "dmy" if match["s6"] == "." and order == "auto" else order)
    if not way:
        return None
    return (int(match["y6"]), second, first) if way == "dmy" else (int(match["y6"]), first, second)


def _month(name: str) -> int:
    """Return the number of the month `name`, 0 where only the pattern's idea of case took it for one."""
    return int(name) if name.isdecimal() else _NUMBER.get(name.casefold(), 0)


def _way(first: int, second: int, order: str) -> str:
    """Return which of "dmy" and "mdy" `first`/`second`/year is; "" where `order` does not settle it."""
    if first > _MONTH_COUNT or first == second:
        return "dmy"
    if second > _MONTH_COUNT:
        return "mdy"
    return order if order in {"dmy", "mdy"} else ""


def _clock(match: re.Match[str]) -> tuple[int, int, int] | None:
    if match["hour"] is None:
        return 0, 0, 0
    hour, half = int(match["hour"]), (match["half"] or "").casefold()
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return hour, int(match["minute"] or 0), min(int(match["second"] or 0), 59)  # a leap second has no datetime


def _zone(match: re.Match[str], timezone: str) -> tzinfo | None:
    if match["offset"]:
        return _offset(match["offset"])
    name = (match["zone_name"] or "").casefold()
    if name in _ZONES:
        return _fixed(_ZONES[name])
    return _iana(_PLACES.get(name, timezone))


def _offset(text: str) -> tzinfo | None:
    digits = text[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return _fixed(-minutes if text[0] == "-" else minutes)


def _fixed(minutes: int) -> tzinfo | None:
    return fixed_zone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None


@cache
def _iana(name: str) -> tzinfo:
    return ZoneInfo(name)


def _in_digits(match: re.Match[str], timezone: str) -> datetime | None:
    if int(match["y"]) not in YEARS:
        return None
    year, month, day, *time = (int(match[name] or 0) for name in ("y", "m", "d", "hour", "minute", "second"))
    written = match["z"] or ""
    zone = _offset(written) if written[1:] else UTC if written else _iana(timezone)
    try:
        return _at((year, month, day), (time[0], time[1], time[2]), zone) if zone else None
    except (ValueError, OverflowError):
        return None
