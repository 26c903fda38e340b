"""The first words of a text are whole sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpress.normalize import summary


def test_sentences_end_at_stops_but_not_at_abbreviations() -> None:
    """Titles, initials and months keep their stop."""
    text = "Mr. Hopper met J. K. Bell on Jan. 3. “Really?” she said. It cost 3.5 million. The U.S. Navy left."

    assert tuple(summary.sentences(text)) == (
        "Mr. Hopper met J. K. Bell on Jan. 3.",
        "“Really?” she said.",
        "It cost 3.5 million.",
        "The U.S. Navy left.",
    )


def test_sentences_of_scripts_without_spaces_are_told_apart() -> None:
    """A full-width stop ends a sentence."""
    assert tuple(summary.sentences("雨が降る。傘を持つ！")) == ("雨が降る。", "傘を持つ！")


def test_a_number_at_the_start_is_no_sentence() -> None:
    """The "1." of a list goes with its item."""
    assert next(summary.sentences("1. Boil the water. 2. Add tea.")) == "1. Boil the water."


def test_the_lead_takes_whole_sentences_up_to_its_limit() -> None:
    """A sentence that would not fit is left out."""
    first, second = "The bridge is closed until spring. ", "Engineers found rust in " + "very " * 60 + "many places."

    assert summary.lead(first + second) == "The bridge is closed until spring."


def test_the_lead_passes_over_headings_and_lists() -> None:
    """Prose comes first, wherever it stands."""
    text = "The Old Bridge\n\n- rusty\n\n- narrow\n\nIt carried trams until 1964. Then it was closed."

    assert summary.lead(text) == "It carried trams until 1964. Then it was closed."


def test_words_that_lead_in_to_something_are_left_out_of_the_lead() -> None:
    """The sentences of a paragraph are its lead's even where its last words only announce a list or a quote."""
    text = "The mill stood empty until two sisters bought it. They sell:\n\n- Flour\n\nReally? A Mill\n\nIt is open."

    assert summary.lead(text) == "The mill stood empty until two sisters bought it. It is open."


def test_a_text_of_list_items_leads_with_them() -> None:
    """Without any prose the items speak."""
    assert summary.lead("- Tea\n\n- Milk") == "Tea Milk"


def test_one_huge_sentence_is_cut_at_a_word() -> None:
    """The cut shows, and no word is torn."""
    lead = summary.lead("word " * 200)

    assert len(lead) <= summary.LIMIT
    assert lead.endswith("word…")


def test_one_huge_sentence_without_spaces_is_cut_anywhere() -> None:
    """A script without spaces has no word to stop at."""
    assert summary.lead("雨" * 500) == "雨" * 279 + "…"


def test_sentences_without_spaces_between_are_joined_without() -> None:
    """The lead of a Japanese text has no spaces put in."""
    assert summary.lead("雨が降る。" * 3) == "雨が降る。" * 3


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It rained. The company...", "It rained."),
        ("It rained. The com", "It rained."),
        ("It rained. It poured.", "It rained. It poured."),
        ("Why…", ""),
        ("", ""),
    ],
)
def test_a_sentence_that_was_cut_off_is_dropped(text: str, whole: str) -> None:
    """What remains ends as a sentence does."""
    assert summary.whole(text) == whole


@given(st.text(max_size=2000))
def test_a_lead_never_passes_its_limit(text: str) -> None:
    """Any text has a lead of at most 280 characters."""
    assert len(summary.lead(text)) <= summary.LIMIT
