"""Other stories at the end of a text are told by their structure, whatever the heading over them says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedpress.normalize import teasers
from feedpress.normalize.blocks import pieces
from feedpress.normalize.dates import Calendar
from feedpress.normalize.teasers import Tail
from feedpress.normalize.traits import traits

BODY = [
    "A Walk to the Quarry",
    "The path leaves the village behind the mill, follows the brook for an hour, and climbs to the quarry.",
    "A bench stands where the wood ends, and on clear days the whole valley lies open below it.",
]
STORIES = [
    (
        "Harbour Town Votes to Rebuild Its Lighthouse by Spring",
        "Councillors approved the budget on Monday. Critics fear...",
    ),
    ("Why Beekeepers Are Switching to Timber Hives Again", "Plastic frames warp in the heat. Growers in the south..."),
    ("Orchestra Names First Female Conductor Since 1912", "Rehearsals begin in autumn. Season tickets will..."),
]
DAYS = ["Oct 17, 2025", "Oct 16, 2025", "Oct 9, 2025"]


def find(*lines: str, calendar: Calendar = Calendar()) -> Tail | None:  # noqa: B008 - a constant
    """Look for a tail in a text of `lines`."""
    parts = pieces(lines)
    return teasers.find(parts, [traits(part) for part in parts], calendar)


def story(index: int, *, before: str = "", between: str = "", after: str = "") -> list[str]:
    """Return the lines of a story, with dates where they are wanted."""
    headline, text = STORIES[index]
    return [line for line in (before, headline, between, text, after) if line]


def stories(place: str) -> list[str]:
    """Return all three stories with their dates at `place`."""
    return [line for i, day in enumerate(DAYS) for line in story(i, **{place: day})]


def dates(tail: Tail | None) -> list[datetime | None]:
    """Return the dates of the teasers."""
    assert tail is not None
    return [each.published for each in tail.teasers]


EXPECTED = [datetime(2025, 10, 17, tzinfo=UTC), datetime(2025, 10, 16, tzinfo=UTC), datetime(2025, 10, 9, tzinfo=UTC)]


@pytest.mark.parametrize(
    "head", ["Recent News", "You may also like:", "Das könnte Sie auch interessieren", "More from Mill Press"]
)
def test_a_heading_over_other_stories_is_found(head: str) -> None:
    """The tail starts at its heading; headlines and whole sentences are kept of each story."""
    tail = find(*BODY, head, *story(0), *story(1))

    assert tail is not None
    assert (tail.first, tail.head, tail.end) == (3, 3, 8)
    assert [(each.title, each.text) for each in tail.teasers] == [
        (STORIES[0][0], "Councillors approved the budget on Monday."),
        (STORIES[1][0], "Plastic frames warp in the heat."),
    ]


def test_no_heading_is_needed() -> None:
    """Cut-off texts on another topic prove the tail."""
    tail = find(*BODY, *story(0), *story(1), *story(2))

    assert tail is not None
    assert (tail.first, tail.head, len(tail.teasers)) == (3, -1, 3)


@pytest.mark.parametrize("place", ["before", "between", "after"])
def test_dates_beside_stories_are_theirs(place: str) -> None:
    """A date stands before, between or after; each story gets its own."""
    assert dates(find(*BODY, "Recent News", *stories(place))) == EXPECTED


def test_a_glued_date_leads_its_headline() -> None:
    """Where the first headline bears a date too, each date is its own."""
    lines = [line for i, day in enumerate(DAYS) for line in (day + STORIES[i][0], STORIES[i][1])]
    tail = find(*BODY, "Recent News", *lines)

    assert dates(tail) == EXPECTED
    assert tail is not None
    assert [each.title for each in tail.teasers] == [headline for headline, _ in STORIES]


def test_a_glued_date_ends_the_story_before_where_the_first_has_none() -> None:
    """Three stories and two dates between: the dates trail."""
    lines = [*story(0), DAYS[0] + STORIES[1][0], STORIES[1][1], DAYS[1] + STORIES[2][0], STORIES[2][1]]

    assert dates(find(*BODY, "Recent News", *lines)) == [*EXPECTED[:2], None]


def test_a_date_that_can_be_read_in_two_ways_still_parts_stories() -> None:
    """03/04/2024 dates nothing by itself, but it is no text either."""
    lines = [*BODY, "Recent News", *story(0, before="03/04/2024"), *story(1, before="05/06/2024")]

    assert dates(find(*lines)) == [None, None]
    assert dates(find(*lines, calendar=Calendar("UTC", "dmy")))[0] == datetime(2024, 4, 3, tzinfo=UTC)


def test_a_headline_with_a_stop_needs_a_date_or_a_heading() -> None:
    """Sentences serve as headlines where the structure is plain."""
    lines = [
        "Fair or foul? Let us judge this case of very close parking.",
        "Drivers wrote in by the hundred. Neighbours...",
    ]

    assert find(*BODY, "Recent News", *lines, "Oct 17, 2025", *story(0), "Oct 9, 2025") is not None


def test_furniture_may_follow_the_tail() -> None:
    """Share buttons and rights below do not hide it."""
    tail = find(
        *BODY, "Recent News", *story(0), *story(1), "Share this:", "Facebook", "© 2025 Mill Press", "Leave a Reply"
    )

    assert tail is not None
    assert tail.end == 8


def test_read_more_may_stand_below_each_story() -> None:
    """A link's label between stories belongs to none."""
    tail = find(*BODY, *story(0), "Read more", *story(1), "Read more", *story(2), "Read more")

    assert tail is not None
    assert [each.title for each in tail.teasers] == [headline for headline, _ in STORIES]


def test_a_text_cut_in_its_first_sentence_keeps_its_words() -> None:
    """There is no whole sentence, so the cut shows."""
    tail = find(*BODY, "Recent News", STORIES[0][0], "Councillors in the harbour town...", *story(1))

    assert tail is not None
    assert tail.teasers[0].text == "Councillors in the harbour town…"


def test_sections_of_one_topic_are_no_tail() -> None:
    """Short headings with a paragraph each are the text's own, to its end."""
    lines = [
        "Up the Brook", "The brook leads from the mill to the quarry and is dry in August.",
        "Down the Valley", "The valley path leaves the bench on the left and ends behind the village.",
        "Back at the Mill", "The mill serves tea on clear days.",
    ]  # fmt: skip

    assert find(*BODY, *lines) is None


def test_sections_on_ever_new_things_are_no_tail() -> None:
    """Another topic alone proves nothing under bare headings."""
    lines = [
        "Bows", "Ribbons were sewn on everything this season, and nobody expects that to change soon.",
        "Rosettes", "Florists lend their shapes to sleeves, collars and handbags alike.",
        "Sequins", "Nightclub glitter moved into offices, if only on lapels.",
    ]  # fmt: skip

    assert find(*BODY, *lines) is None


def test_nothing_is_a_tail_of_nothing() -> None:
    """Stories without a text above them are the text."""
    assert find(*story(0), *story(1)) is None
    assert find("Recent News") is None
    assert find() is None
