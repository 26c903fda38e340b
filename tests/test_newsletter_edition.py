"""What an edition holds, in which order, and why."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec.structs import replace

from feedpress.model import Origin, Source, Teaser
from feedpress.newsletter.edition import Edition
from letters import chosen, entry, item, paper, with_settings

LONG = "word " * 100


def titles(edition: Edition) -> list[str]:
    """Return the titles in reading order."""
    return [story.title for story in edition.stories]


def test_every_item_is_covered_once() -> None:
    """Each item and each entry is one story of the edition, whatever its treatment."""
    items, others = [item(n) for n in range(20)], [entry(n) for n in range(50)]

    stories = chosen(items, others).stories

    assert Counter(story.id for story in stories) == Counter([*(i.id for i in items), *(e.id for e in others)])


def test_the_newest_with_enough_text_leads() -> None:
    """A short note does not lead where an older story has text enough."""
    edition = chosen([item(0, content_text="Short."), item(1, content_text=LONG), item(2, content_text=LONG)])

    assert edition.lead is not None
    assert (edition.lead.title, edition.lead.treatment) == ("Story 1", "full")
    assert edition.lead.reason == "lead story: the newest with enough text"


def test_the_newest_leads_where_none_has_much_text() -> None:
    """An edition of notes has a lead too: the newest that has anything to show, if one has."""
    bare = item(0, summary="", content_text="", content_html="")

    leads = [chosen(items).lead for items in ([item(1), item(2)], [bare, item(1)], [bare])]

    assert [lead.title for lead in leads if lead] == ["Story 1", "Story 1", "Story 0"]


def test_a_pinned_story_leads_however_old() -> None:
    """`newsletter: lead` beats age and length, and a second pinned story is told at length all the same."""
    items = [*(item(n, content_text=LONG) for n in range(15)), item(15, newsletter="lead"), item(16, newsletter="lead")]

    edition = chosen(items)

    assert edition.lead is not None
    assert edition.lead.title == "Story 15"
    assert {s.title: s.treatment for s in edition.stories}["Story 16"] == "summary"
    assert "pinned" in edition.lead.reason


def test_older_stories_are_there_by_title() -> None:
    """Entries follow the items that are told at length; each story says why."""
    edition = chosen([item(n) for n in range(3)], [entry(7)], settings=with_settings(items=3))

    assert [story.treatment for story in edition.stories] == ["full", "summary", "summary", "title"]
    assert [story.reason for story in edition.stories[1:]] == [
        *["one of the newest 3"] * 2,
        "older than those told at length",
    ]


def test_full_content_is_kept_only_where_it_is_shown() -> None:
    """With `content = "full"` every story at length has its text, with "summary" only the lead."""
    summaries = chosen([item(0), item(1)])
    full = chosen([item(0), item(1)], settings=with_settings(content="full"))

    assert [bool(story.content_html) for story in summaries.stories] == [True, False]
    assert [bool(story.content_html) for story in full.stories] == [True, True]


def test_a_story_without_anything_to_show_is_there_by_title() -> None:
    """No summary, no text, no picture: the title stands with the other titles."""
    edition = chosen([item(0), item(1, summary="", content_text="", content_html="<p></p>")])

    assert [story.title for story in edition.also] == ["Story 1"]


def test_sections_follow_their_newest_story() -> None:
    """Stories are grouped by section, else first tag, else folder; those with none come last."""
    items = [
        item(0),
        item(1, tags=("open-source", "b")),
        item(2),
        item(3, section="City desk", tags=("open-source",)),
        item(4, tags=("open-source",)),
        item(6, tags=("iOS",)),
        item(5, sources=(Source("crawl/tide_notes/a.txt", 1, 9),)),
    ]

    sections = chosen(items).sections

    assert [(name, [story.title for story in stories]) for name, stories in sections] == [
        ("Open source", ["Story 1", "Story 4"]),
        ("City desk", ["Story 3"]),
        ("iOS", ["Story 6"]),
        ("Tide notes", ["Story 5"]),
        ("", ["Story 2"]),
    ]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("crawl/harbour/2026/a.txt", "Harbour"),
        ("blog/posts/en/a.md", "Blog"),
        ("blog/_posts/2024-01-01-x/a.md", "Blog"),
        ("sea/the-long-tide/index.md", "Sea"),
        ("the-long-tide/_index.md", ""),
        ("sea/the-long-tide/the-long-tide.md", "Sea"),
        ("2026/a.txt", ""),
        ("a.txt", ""),
        ("crawl/example.org/a.txt", "example.org"),
    ],
)
def test_a_folder_that_has_no_name_of_its_own_is_no_section(path: str, name: str) -> None:
    """Years, languages, what site generators call posts, and the folder of one story are passed over."""
    assert chosen([item(0, sources=(Source(path, 1, 9),))]).stories[0].section == name


def test_a_brief_ends_with_a_sentence_where_it_can() -> None:
    """Whole sentences, if they say something; else the words that there is room for."""
    said = "The tide came in as it does, at the hour that the table had foretold. " * 5
    one, two = (
        chosen([item(0, teasers=(Teaser("Tide", text),))]).briefs[0].text for text in (said, "Oh. " + "word " * 90)
    )

    assert one == said[:209].strip()
    assert two.startswith("Oh. word")
    assert two.endswith("word…")


def test_a_brief_is_told_once_and_not_beside_its_own_story() -> None:
    """Teasers are one per title, whatever its case and signs, and none where an item has that title."""
    teasers = (
        Teaser("Bread: a strike", "Bread: a strike — enters its second week."),
        Teaser("BREAD, a strike!", "again"),
        Teaser("Story 1", "an item has it"),
        Teaser("—", "no title at all"),
    )

    edition = chosen([item(0, teasers=teasers), item(1, teasers=teasers)])

    assert [(brief.title, brief.text) for brief in edition.briefs] == [("Bread: a strike", "enters its second week.")]


def test_the_digest_changes_with_the_story() -> None:
    """Title, summary and text each change a story's digest; where it is published does not."""
    digests = {
        chosen([item(0, **change)]).stories[0].digest
        for change in ({}, {"title": "x"}, {"summary": "x"}, {"content_html": "x"}, {"url": "https://example.org/"})
    }

    assert len(digests) == 4


def test_a_story_without_a_title_is_known_by_its_first_words() -> None:
    """A link needs words that can be seen: the summary's, or else the address itself."""
    items = [item(0, title=" ", summary="A note. " * 20), item(1, title="", summary=""), item(2, title="\x7f\u200b")]

    edition = chosen([*items[:2], replace(items[2], summary="\u200b")])

    assert titles(edition) == ["A note. " * 7 + "A…", edition.stories[1].url, edition.stories[2].url]


@pytest.mark.parametrize(
    ("title", "summary", "shown"),
    [
        ("The boats came in before…", "The boats came in before noon. Nobody sang.", "…noon. Nobody sang."),
        ("Good morning", "Good morning. It rains.", "It rains."),
        ("The boats came in", "The boats came in, but late.", "…but late."),
        ("The boats came in", "The boats came in.", ""),
        ("The boats came in", "Another beginning.", "Another beginning."),
    ],
)
def test_a_title_made_of_the_first_words_is_not_said_twice(title: str, summary: str, shown: str) -> None:
    """The summary goes on where such a title ends; a title that somebody wrote takes nothing away."""
    made = item(1, title=title, summary=summary, origins={"title": Origin("derived")})
    written = item(2, title=title, summary=summary, origins={"title": Origin("front-matter")})

    stories = chosen([item(0), made, written]).stories

    assert [story.summary for story in stories[1:]] == [shown, summary]


def test_an_empty_edition_is_no_error() -> None:
    """Without an item there is no lead, no section, no brief."""
    edition = chosen([])

    assert (edition.lead, edition.sections, edition.also, edition.counted) == (None, (), (), 0)


def test_the_paper_reads_in_order() -> None:
    """The lead comes first, then its own section's stories, then the others."""
    assert [story.section for story in chosen(paper()).stories] == ["City", "City", "City", "Sea", "Sea", "Travel"]
