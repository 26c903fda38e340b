"""The headline is the line over a text that looks like one; where none does, none is invented."""

from __future__ import annotations

import pytest

from feedpress.model import Document, Field, Settings
from feedpress.normalize import plain

TEXT = (
    "The ferry has crossed the strait since 1871, and for most of that time nobody thought of a bridge.",
    "Now the council wants one, and the ferrymen have hired a lawyer who grew up on the quay.",
    "Both sides agree on one thing: the fog will have the last word, as it always did.",
)


def title(*lines: str, path: str = "strait/0b7d41.txt", between: str = "\n\n") -> tuple[str, str]:
    """Return the title of a text of `lines`, and where it came from."""
    body = between.join(lines)
    manuscript = plain.read(Document(path=path, kind="text", markup="text", body=body), Settings(), {}).manuscript
    return manuscript.title, manuscript.origins["title"].source


@pytest.mark.parametrize(
    "line",
    [
        "Ferrymen Take Their Strait to Court",
        "The ferry and the fog",
        "Will the ferry survive the bridge?",
        "‘The fog will have the last word’: ferrymen go to court",
        "Streit um die Fähre: Der Nebel hat das letzte Wort",
    ],
)
def test_the_first_line_over_a_text_is_its_headline(line: str) -> None:
    """Title case, sentence case, questions, quotations, other languages."""
    assert title(line, *TEXT) == (line, "headline")


def test_a_script_without_spaces_has_headlines_too() -> None:
    """Characters count where words cannot."""
    line, text = (
        "渡し船と霧の海峡の長い物語",
        "渡し船は百五十年前からこの海峡を渡っており、誰も橋のことを考えなかった。",
    )

    assert title(line, text, text.replace("渡し船", "船")) == (line, "headline")


def test_a_doubled_headline_is_one_headline() -> None:
    """Said twice, it is said once, and no part of the text."""
    line = "Ferrymen Take Their Strait to Court"
    body = "\n\n".join((line, line, *TEXT))
    reading = plain.read(Document(path="a.txt", kind="text", markup="text", body=body), Settings(), {})

    assert reading.manuscript.title == line
    assert reading.manuscript.content_text == "\n\n".join(TEXT)
    assert [each.reason for each in reading.lines if each.verdict == "title"] == ["the headline", "the headline again"]


def test_a_headline_is_found_among_labels() -> None:
    """A section above and a byline below do not hide it."""
    lines = ("Menu", "Opinion", "Ferrymen Take Their Strait to Court", "By Ida Quay", "12 May 2024", *TEXT)

    assert title(*lines) == ("Ferrymen Take Their Strait to Court", "headline")


def test_a_text_without_a_headline_gets_a_derived_title() -> None:
    """A clause of the first sentence stands in, never the sentence."""
    words, origin = title(*TEXT)

    assert origin == "derived"
    assert TEXT[0].startswith(words)
    assert words != TEXT[0]


@pytest.mark.parametrize(
    "opening",
    [
        "Ida Quay has a calm day at the oars. “It is never like this,” she says. “The strait is mine before noon.”",
        f"Ferrymen {'and their helpers ' * 11}rowed home",
    ],
)
def test_the_opening_of_a_text_is_no_headline(opening: str) -> None:
    """What ends in a quotation is a sentence too, and what no title can hold would be lost from the text."""
    body = "\n\n".join((opening, *TEXT))
    reading = plain.read(Document(path="a.txt", kind="text", markup="text", body=body), Settings(), {})

    assert reading.manuscript.origins["title"].source == "derived"
    assert reading.manuscript.content_text.startswith(opening)


def test_a_short_headline_stands_right_over_the_byline() -> None:
    """Where a trail of links stands above and no line is blank, nothing else shows a headline of four words."""
    lines = (
        "Startseite > Lokales > Rathaus",
        "Rathaus bekommt neues Dach",
        "Von Jana Krüger, 12. April 2023, 14:30 Uhr",
        "Das Rathaus der Stadt wird von Mai an neu gedeckt. Die Arbeiten sollen bis zum Herbst dauern.",
        "Seit Montag steht ein Gerüst. Der Markt bleibt offen, die Stände rücken jedoch nach Süden.",
    )

    assert title(*lines, between="\n") == ("Rathaus bekommt neues Dach", "headline")


@pytest.mark.parametrize("line", ["COUNCIL NOTES", "Release notes 2.4", "Crônica: O último bonde"])
@pytest.mark.parametrize("date", ["2024-05-02", "MEETING OF 6 MAY 2024", "Atualizado em 10/02/2024 às 18h22"])
def test_the_first_line_over_a_date_is_the_headline(line: str, date: str) -> None:
    """Whatever its shape, and whether or not the date can be settled."""
    text = ("THE ROAD TO THE QUARRY WILL BE MENDED IN JUNE.", "- A dark theme", "Thanks to all who came.")

    assert title(line, date, *text, between="\n") == (line, "headline")


@pytest.mark.parametrize(
    "opening",
    [
        "The ferry — a boat of oak — has been laid up since May, and nobody knows when it will row again.",
        "They met at - the ferry - at noon, and nobody in the harbour knew when it would row again.",
    ],
)
def test_a_sentence_that_holds_the_headline_between_dashes_stays(opening: str) -> None:
    """Only a short line is the headline with the site's name."""
    body = "\n\n".join(("The Ferry", "By Ann Lee", opening, *TEXT))
    reading = plain.read(Document(path="a.txt", kind="text", markup="text", body=body), Settings(), {})

    assert reading.manuscript.title == "The Ferry"
    assert reading.manuscript.content_text.startswith(opening)


@pytest.mark.parametrize("text", ["A short note about the quay.", "A short note about the quay"])
def test_a_text_that_only_says_its_title_is_not_left_empty(text: str) -> None:
    """A row may bear the same words as title and text."""
    fields = (Field("title", "A short note about the quay", "json"),)
    document = Document(path="a.jsonl", kind="jsonl", markup="text", body=text, fields=fields)

    assert plain.read(document, Settings(), {}).manuscript.content_text == text


def test_a_heading_in_mid_text_is_no_headline() -> None:
    """What stands below the first paragraphs heads a section."""
    assert title(*TEXT[:2], "The Fog", *TEXT[2:])[1] == "derived"


def test_the_text_above_a_headline_stays() -> None:
    """Prose is not thrown away because a short line follows it."""
    body = "\n\n".join((TEXT[0], "The Fog", *TEXT[1:]))
    reading = plain.read(Document(path="a.txt", kind="text", markup="text", body=body), Settings(), {})

    assert reading.manuscript.content_text.startswith(TEXT[0])


def test_a_list_alone_has_no_headline() -> None:
    """Items are no headlines."""
    assert title("- tea\n- milk\n- honey")[1] == "derived"


def test_the_first_line_over_a_short_text_goes_before_the_file_name() -> None:
    """Two words over two sentences are a headline where nothing else stands around them."""
    assert title("A Walk", "We went out at noon. It rained.", path="notes/walk.txt") == ("A Walk", "headline")


@pytest.mark.parametrize("line", ["Image 1 of 13", "Walk", "We went out.", "Updated 2024"])
def test_a_label_over_a_short_text_is_no_headline(line: str) -> None:
    """One word, a number, a year or a sentence is none by its place alone."""
    assert title(line, "We came home at noon. It rained.", path="notes/7f3a9c21d0.txt")[1] != "headline"
