"""Dates are read where they are full and can be read in one way only."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpress.normalize import dates


def utc(*parts: int) -> datetime:
    """Return a moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-09", utc(2024, 3, 9)),
        ("2024/3/9", utc(2024, 3, 9)),
        ("20240309", utc(2024, 3, 9)),
        ("20240309T101112Z", utc(2024, 3, 9, 10, 11, 12)),
        ("2024-03-09T12:00:00Z", utc(2024, 3, 9, 12)),
        ("2024-03-09T12:00:00.25+01:00", utc(2024, 3, 9, 11)),
        ("2024-03-09 12:00:00 -0530", utc(2024, 3, 9, 17, 30)),
        ("2024-03-09 12:00:60Z", utc(2024, 3, 9, 12, 0, 59)),
        ("Sat, 09 Mar 2024 12:00:00 GMT", utc(2024, 3, 9, 12)),
        ("Sat, 9 Mar 2024 12:00:00 -0500 (EST)", utc(2024, 3, 9, 17)),
        ("Sat Mar 09 2024 12:00:00 GMT+0100 (Central European Standard Time)", utc(2024, 3, 9, 11)),
        ("2024-03-09 12:00:00 +0800 CST", utc(2024, 3, 9, 4)),
        ("Sat Mar  9 12:00:00 2024", utc(2024, 3, 9, 12)),
        ("Sat Mar 09 12:00:00 CET 2024", utc(2024, 3, 9, 11)),
        ("Sat Mar 09 12:00:00 +0000 2024", utc(2024, 3, 9, 12)),
        ("Oct 17, 2025", utc(2025, 10, 17)),
        ("October 17th, 2025 at 5:30 pm EDT", utc(2025, 10, 17, 21, 30)),
        ("Thursday, December 21, 2023 12:05 a.m. ET", utc(2023, 12, 21, 5, 5)),
        ("17. Oktober 2025", utc(2025, 10, 17)),
        ("5 мая 2024 г.", utc(2024, 5, 5)),
        ("5 May 2024 г.", utc(2024, 5, 5)),
        ("17 октября 2025 года, 12:30", utc(2025, 10, 17, 12, 30)),
        ("Samstag, 9. März 2024, 14:30 Uhr", utc(2024, 3, 9, 14, 30)),
        ("1er janvier 2024", utc(2024, 1, 1)),
        ("9 mars 2024 à 10h30", utc(2024, 3, 9, 10, 30)),
        ("sábado, 9 de marzo de 2024", utc(2024, 3, 9)),
        ("9 de março de 2024", utc(2024, 3, 9)),
        ("sabato 9 marzo 2024", utc(2024, 3, 9)),
        ("2023 Dec 21", utc(2023, 12, 21)),
        ("17-Oct-2025", utc(2025, 10, 17)),
        ("2024年3月9日", utc(2024, 3, 9)),
        ("10:30 am, 21 December 2023", utc(2023, 12, 21, 10, 30)),
        ("3.4.2024", utc(2024, 4, 3)),
        ("13/04/2024", utc(2024, 4, 13)),
        ("04/13/2024", utc(2024, 4, 13)),
        ("05/05/2024", utc(2024, 5, 5)),
        ("2024-03-09T24:00:00+01:00", utc(2024, 3, 9, 23)),
        ("Mar 9, 2024 at 24:00", utc(2024, 3, 10)),
        ("Saturday, 09-Mar-24 12:00:00 GMT", utc(2024, 3, 9, 12)),
        ("09 Mar 75 12:00 +0100", utc(1975, 3, 9, 11)),
    ],
)
def test_a_full_date_is_read(text: str, moment: datetime) -> None:
    """ISO, mail and news dates, in six languages, come out in UTC."""
    assert dates.parse(text, timezone="UTC") == moment


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2024",
        "2024-02-30",
        "20240230",
        "31 Feb 2024",
        "1969-12-31",
        "19691231",
        "2101-01-01",
        "March 2024",
        "Monday",
        "yesterday",
        "2024-03-09 25:00",
        "2024-03-09T24:00:01Z",
        "09-Mar-24",
        "March 9, 2024 13:00 pm",
        "2024-03-09T12:00:00+99:00",
        "1.2.3.2024",
        "9 aprıl 2024",
        "2024-03-09 " + "x" * 100,
        "2024-03-09\x00",
        "",
    ],
)
def test_what_is_no_full_possible_date_is_none(text: str) -> None:
    """Impossible, partial, ambiguous and far-off dates are no dates."""
    assert dates.parse(text, timezone="UTC") is None


def test_a_date_without_a_time_is_midnight_in_the_time_zone() -> None:
    """The site's time zone holds, with its summer time."""
    assert dates.parse("2024-07-01", timezone="Europe/Berlin") == utc(2024, 6, 30, 22)
    assert dates.parse("20240101", timezone="Europe/Berlin") == utc(2023, 12, 31, 23)


@pytest.mark.parametrize(("order", "moment"), [("dmy", utc(2024, 4, 3)), ("mdy", utc(2024, 3, 4)), ("ymd", None)])
def test_the_order_settles_an_ambiguous_date(order: str, moment: datetime | None) -> None:
    """03/04/2024 is read as the caller says."""
    assert dates.parse("03/04/2024", timezone="UTC", order=order) == moment


def test_a_date_that_fits_only_one_order_is_read_whatever_the_order() -> None:
    """The 25th month does not exist."""
    assert dates.parse("04/25/2024", timezone="UTC", order="dmy") == utc(2024, 4, 25)


def test_dates_are_found_inside_a_line() -> None:
    """Each full date is found with its place, though words are glued to it."""
    line = "By Ada LovelaceOct 17, 2025Tying it together, updated 18 Oct 2025"

    found = dates.find(line, timezone="UTC")

    assert [(line[each.start : each.end], each.moment) for each in found] == [
        ("Oct 17, 2025", utc(2025, 10, 17)),
        ("18 Oct 2025", utc(2025, 10, 18)),
    ]


def test_a_time_or_a_number_may_be_glued_to_the_year() -> None:
    """What stands behind the year does not hide it."""
    assert dates.find("Dec 23, 202310:30 AM", timezone="UTC")[0].moment == utc(2023, 12, 23, 10, 30)
    assert dates.find("Dec 21, 20235 Times", timezone="UTC")[0].moment == utc(2023, 12, 21)


@pytest.mark.parametrize(
    "line", ["in 2023, 12 people", "version 1.2.2024.5", "https://x.example/2024/03/09/slug", "none"]
)
def test_numbers_that_are_no_dates_are_left_alone(line: str) -> None:
    """Years, versions and addresses are no dates of a text."""
    assert dates.find(line, timezone="UTC") == ()


@pytest.mark.parametrize(
    ("line", "order"),
    [("on 25/12/2023", "dmy"), ("on 12/25/2023", "mdy"), ("03/04/2024", ""), ("31/31/2024", ""), ("0/13/2024", "")],
)
def test_an_unambiguous_numeric_date_tells_the_order(line: str, order: str) -> None:
    """A day above twelve gives the order away."""
    assert dates.numeric_order(line) == order


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    """Whatever stands in a line, it is a date or it is none."""
    found = dates.parse(text, timezone="UTC", order="dmy")

    assert found is None or found.tzinfo is UTC
    assert all(0 <= each.start < each.end <= len(text) for each in dates.find(text, timezone="UTC"))


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_is_written_in_iso_is_read_back(moment: datetime) -> None:
    """RFC 3339 makes the round trip, to the second."""
    moment = moment.replace(microsecond=0)

    assert dates.parse(moment.isoformat(), timezone="Asia/Tokyo") == moment
