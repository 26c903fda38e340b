"""Text, addresses and times as feeds hold them; what makes an item unsound."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from feedpress.feeds import dates, sound, wording
from feedpress.feeds.soundness import publishable
from test_feeds_golden import make_item


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x00\x08\x0b\x1f\x7f\x85\x9fb", "ab"),
        ("a\ud800\udfffb\ufffe\uffff", "ab"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("lost \ufffd", "lost ?"),
        ("كتاب \u202e 🜁 \U0001fffe\ufdd0", "كتاب \u202e 🜁 "),
    ],
)
def test_clean_text_is_what_xml_may_hold(text: str, expected: str) -> None:
    """Controls, surrogates and noncharacters go, everything else stays."""
    assert expected == wording.clean(text)


def test_a_reader_is_told_that_a_text_runs_from_right_to_left() -> None:
    """In a reader's page of another direction the full stops of Hebrew would stand at the wrong ends."""
    item = make_item(content_html="<p>שלום.</p>", language="he-IL")

    assert wording.content(item) == '<div dir="rtl"><p>שלום.</p></div>'
    assert wording.content(make_item(content_html="<p>Hello.</p>", language="en")) == "<p>Hello.</p>"
    assert wording.content(make_item(content_html="", language="he")) == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/a?b=1&c=%C3%A4#d", "https://x.example/a?b=1&c=%C3%A4#d"),
        (" http://x.example ", "http://x.example"),
        ("https://x.example/a b<c>", "https://x.example/a%20b%3Cc%3E"),
        ("https://bücher.example/ä?ö", "https://xn--bcher-kva.example/%C3%A4?%C3%B6"),
        ("https://" + "ä" * 70 + ".example/", ""),
        ("https://[ä/", ""),
        ("//x.example/a", ""),
        ("/items/ä/", ""),
        ("javascript:alert(1)", ""),
        ("https:///nowhere", ""),
        ("", ""),
    ],
)
def test_an_address_is_absolute_and_in_ascii(url: str, expected: str) -> None:
    """Only http and https with a host count, written as URIs."""
    assert expected == wording.address(url)


@pytest.mark.parametrize(
    ("tag", "surroundings", "expected"),
    [
        ("fr", "en", "fr"),
        ("EN", "en", ""),
        ("und", "", ""),
        ("pt-BR", "pt", "pt-BR"),
        ("nonsense!", "", ""),
        ("", "", ""),
    ],
)
def test_a_language_is_named_where_it_differs(tag: str, surroundings: str, expected: str) -> None:
    """The language of the surroundings, none and nonsense are not named."""
    assert expected == wording.language(tag, surroundings)


def test_tags_are_named_once() -> None:
    """Tags that differ only in white space are one, empty ones none."""
    assert wording.tags(make_item(tags=("a  b", " a b", "", "c"))) == ("a b", "c")


@pytest.mark.parametrize("day", range(1, 15))
def test_rfc_822_names_the_day_and_month(day: int) -> None:
    """Each day of the week and month of the year reads as C's locale would write it."""
    moment = datetime(2026, min(day, 12), day, 1, 2, 3, tzinfo=UTC)

    assert moment.strftime("%a, %d %b %Y %H:%M:%S +0000") == dates.rfc822(moment)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": "no iri"}, 'the id "no iri" is not an IRI'),
        ({"id": "urn:x:\x00"}, 'the id "urn:x:" is not an IRI'),
        ({"url": "/items/a/"}, 'the address "/items/a/" is not an absolute http or https URL'),
        ({"title": "\x00 \n"}, "there is no title"),
        ({"published": datetime(999, 12, 31, tzinfo=UTC)}, "`published` is not between the years 1000 and 9999"),
        ({"updated": datetime(2026, 1, 1)}, "`updated` has no time zone"),  # noqa: DTZ001  # the case itself
        (
            {"updated": datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=2)))},
            "`updated` is not between the years 1000 and 9999",
        ),
        ({}, ""),
    ],
)
def test_what_makes_an_item_unsound_is_said(changes: dict[str, Any], reason: str) -> None:
    """Each impossibility has its reason; a sound item has none."""
    item = make_item(**changes)

    assert reason == sound(item)
    assert (() if reason else (item,)) == publishable((item,))


def test_items_keep_their_order() -> None:
    """What is publishable comes in the order it was given, the first of two with one id."""
    first, second, third = make_item(1), make_item(2), make_item(3)

    assert (third, first, second) == publishable((third, first, third, second, first))
