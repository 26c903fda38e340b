"""Which texts are copies of one story, and what copies come to together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpress.catalog.units import UnitRow
from feedpress.model import Attachment, Manuscript, Origin, Person, Teaser
from feedpress.normalize import compose, duplicates, merging
from feedpress.normalize.duplicates import Sketch, anchors
from workbench import sentences, words

MARCH = datetime(2026, 3, 1, 12, tzinfo=UTC)
APRIL = datetime(2026, 4, 1, 12, tzinfo=UTC)


def sketched(text: str, title: str = "A Title") -> Sketch:
    """Return the sketch of a text under a headline."""
    hashes, shingles = duplicates.sketch(text)
    return Sketch(hashes, shingles, title, compose.digest(title, text))


def prose(seed: int, number: int = 20) -> list[str]:
    """Return the sentences of a story of its own."""
    return sentences(seed, number)


# Sketches


def test_a_sketch_is_short_and_ordered() -> None:
    """However long a text is, its sketch has at most so many hashes, ascending."""
    hashes, shingles = duplicates.sketch(" ".join(words(1, 20_000)))

    assert list(hashes) == sorted(set(hashes))
    assert len(hashes) == duplicates.SKETCH
    assert shingles == 19_996


def test_a_sketch_sees_words_alone() -> None:
    """Case, line breaks and spaces make no difference."""
    text = " ".join(prose(1))

    assert duplicates.sketch(text) == duplicates.sketch(text.upper().replace(" ", "\n\n"))


@pytest.mark.parametrize("text", ["", "one", "one two three four"])
def test_a_text_too_short_for_a_shingle_has_none(text: str) -> None:
    """Fewer words than a shingle has make an empty sketch."""
    assert duplicates.sketch(text) == ((), 0)


def test_scripts_without_spaces_are_cut_by_characters() -> None:
    """A Japanese text and its copy, one sentence shorter, are alike."""
    text = "".join(chr(0x4E00 + crc32(f"{place}".encode()) % 900) for place in range(400))
    one, other = sketched(text, "題"), sketched(text[:340], "題")

    assert one.shingles == len(text) - duplicates.CHARACTERS + 1
    assert duplicates.is_same(one, other)


@given(st.text(), st.text())
def test_likeness_has_no_direction(one: str, other: str) -> None:
    """Any two texts are as like in one order as in the other."""
    first, second = sketched(one, "a"), sketched(other, "b")

    assert duplicates.overlap(first, second) == duplicates.overlap(second, first)
    assert duplicates.is_same(first, second) == duplicates.is_same(second, first)


# Verdicts


def test_a_copy_without_a_sentence_is_the_same() -> None:
    """A sentence less, a word changed and another headline: still one story."""
    whole, cut = prose(1), [*prose(1)[:7], *prose(1)[8:]]

    assert duplicates.is_same(sketched(" ".join(whole), "One"), sketched(" ".join(cut), "Other"))


def test_copies_find_each_other() -> None:
    """Of two hundred stories every copy that lacks a sentence is looked up and known; no story is taken for another."""
    stories = [sketched(" ".join(prose(seed)), f"Title {seed}") for seed in range(200)]
    copies = [sketched(" ".join(prose(seed)[1:]), f"Copy {seed}") for seed in range(200)]

    for number, copy in enumerate(copies):
        near = {other for other, one in enumerate(stories) if {*anchors(one.hashes)} & {*anchors(copy.hashes)}}
        assert [other for other in near if duplicates.is_same(stories[other], copy)] == [number]


def test_two_stories_are_not_the_same() -> None:
    """Texts on one subject, with many words and a few phrases in common, are two."""
    phrase = prose(3, 2)
    one = [*prose(1, 9), *phrase, *prose(4, 9)]
    other = [*prose(2, 9), *phrase, *prose(5, 9)]

    assert not duplicates.is_same(sketched(" ".join(one), "Fog"), sketched(" ".join(other), "Fog"))


def test_few_words_prove_nothing() -> None:
    """Short notes that differ by a word are two, unless text and headline are equal."""
    one, other = "The office is closed on Monday the first of May.", "The office is closed on Monday the eighth of May."

    assert not duplicates.is_same(sketched(one), sketched(other))
    assert duplicates.is_same(sketched(one), sketched(one))
    assert not duplicates.is_same(sketched(one, "Closed"), sketched(one, "Closed again"))


def test_short_texts_are_not_looked_up() -> None:
    """Entries that share a sentence are not compared with each other; long texts are found by what they share."""
    short, long = sketched("Hear us on every first Monday of the month at the quay."), sketched(" ".join(prose(2)))
    short_unit, long_unit = (UnitRow(1, "a.xml", "", "", "", "", "", each, "") for each in (short, long))

    assert short.hashes
    assert short_unit.anchors == ()
    assert long_unit.anchors == anchors(long.hashes)


def test_a_half_under_one_headline_is_a_copy() -> None:
    """Where the headline agrees, containment is enough: a page that shows a story's first half."""
    whole, half = " ".join(prose(1)), " ".join(prose(1)[:8])

    assert duplicates.is_same(sketched(whole, "The Quay"), sketched(half, "the quay"))
    assert not duplicates.is_same(sketched(whole, "The Quay"), sketched(half, "Other"))


def test_a_copy_with_more_around_it_begins_alike() -> None:
    """A long text that holds a short one is a copy only where both begin alike, a line or two aside."""
    short = prose(1, 8)
    led, cut = [*prose(3, 1), *short], [*short[1:], *prose(2, 30)]
    around, quoting = [*short, *prose(2, 30)], [*prose(2, 30), *short]

    assert duplicates.likeness(sketched(" ".join(short), "One"), sketched(" ".join(around), "All")) == "within"
    assert duplicates.begins_alike(" ".join(around), " ".join(short))
    assert duplicates.begins_alike(" ".join(around), " ".join(led))
    assert duplicates.begins_alike(" ".join(cut), " ".join(short))
    assert not duplicates.begins_alike(" ".join(quoting), " ".join(short))
    assert not duplicates.likeness(sketched("a few words only"), sketched(" ".join(around)))


def test_another_story_needs_another_headline() -> None:
    """A place holds another story when neither text nor headline is what it was."""
    before = sketched(" ".join(prose(1)), "The Quay")

    assert duplicates.is_other(before, sketched(" ".join(prose(2)), "The Ferry"))
    assert not duplicates.is_other(before, sketched(" ".join(prose(2)), "THE QUAY"))
    assert not duplicates.is_other(before, sketched(" ".join([*prose(1)[:5], *prose(2)]), "The Ferry"))
    assert not duplicates.is_other(before, before)


def test_stories_are_the_connected_parts() -> None:
    """Copies of copies belong together; the order of asking makes no difference."""
    edges = {1: [2], 2: [1, 3], 3: [2], 4: [], 5: [6], 6: [5]}

    def found(nodes: list[int]) -> list[tuple[int, ...]]:
        return duplicates.components(nodes, lambda _: edges.keys(), lambda one, other: other in edges[one])

    assert found([5, 4, 3]) == [(1, 2, 3), (4,), (5, 6)]
    assert found([1, 2, 3, 6, 4]) == [(1, 2, 3), (4,), (5, 6)]


def test_no_part_holds_two_that_are_distinct() -> None:
    """The most alike go together first; what would join two distinct ones joins none."""
    distinct = {frozenset({1, 4})}
    edges = [(1, 2), (3, 4), (2, 3), (2, 5)]

    found = duplicates.parted([1, 2, 3, 4, 5], edges, lambda one, other: frozenset({one, other}) in distinct)

    assert found == [(1, 2, 5), (3, 4)]


# Merging


def manuscript(path: str, text: str = "", **changes: Any) -> Manuscript:
    """Return a manuscript with `changes`; what its author states is named in `stated`."""
    stated = changes.pop("stated", {})
    origins = {name: Origin("derived") for name in ("title", "summary", "language")}
    origins |= {name: Origin("none") for name in ("published", "updated", "authors")}
    origins |= {name: Origin(source, "line 2") for name, source in stated.items()}
    fields: dict[str, Any] = {
        "kind": "markdown",
        "first_line": 1,
        "last_line": 9,
        "title": "Untitled",
        "language": "en",
        "content_html": f"<p>{text}</p>",
        "content_text": text,
        "origins": origins,
        "text_digest": compose.digest(changes.get("title", ""), text),
    } | changes
    return Manuscript(path=path, **fields)


def test_the_fullest_body_stands_first() -> None:
    """Of copies the one with the longest text leads, the others follow in corpus order; of equals the first leads."""
    copies = [
        manuscript("c", "long text"),
        manuscript("b", "short"),
        manuscript("a", "text"),
        manuscript("d", "long texT"),
    ]

    assert [copy.path for copy in merging.fullest_first(copies)] == ["c", "a", "b", "d"]
    assert merging.fullest_first([]) == []


def test_one_copy_is_itself() -> None:
    """A story told once is not touched."""
    alone = manuscript("a", "text")

    assert merging.merge([alone]) is alone


def test_the_most_trusted_field_wins() -> None:
    """Headline, date and author come from the copy that states them best, and say from where."""
    body = manuscript("crawl/page.txt", "a long text", title="page", published=MARCH, stated={"title": "filename"})
    own = manuscript(
        "own.md",
        "a text",
        title="The Quay",
        published=APRIL,
        authors=(Person("Ann"),),
        stated={"title": "front-matter", "published": "front-matter", "authors": "front-matter"},
    )

    merged = merging.merge([body, own])

    assert (merged.content_text, merged.title, merged.published) == ("a long text", "The Quay", APRIL)
    assert merged.authors == (Person("Ann"),)
    assert merged.origins["title"] == Origin("sibling", "own.md, line 2")
    assert merged.origins["published"] == Origin("front-matter", "own.md, line 2")


def test_what_any_copy_states_stands() -> None:
    """An address, a summary, a language and a date of change that an author states are not lost to a longer text."""
    body = manuscript("crawl/page.txt", "a long text", summary="A long.", language="fr")
    own = manuscript(
        "own.md",
        "a text",
        summary="In short",
        language="en-GB",
        slug="the-quay",
        updated=APRIL,
        stated=dict.fromkeys(("summary", "language", "slug", "updated"), "front-matter"),
    )

    merged = merging.merge([body, own])

    assert (merged.summary, merged.language, merged.slug, merged.updated) == ("In short", "en-GB", "the-quay", APRIL)
    assert merged.origins["slug"] == Origin("front-matter", "own.md, line 2")


def test_what_nobody_states_is_the_bodys_own() -> None:
    """A summary and a language that were derived belong to the text they were derived from."""
    merged = merging.merge(
        [manuscript("a", "a long text", summary="Mine", language="fr"), manuscript("b", "b", summary="Not mine")]
    )

    assert (merged.summary, merged.language, merged.slug, merged.updated) == ("Mine", "fr", "", None)


def test_nothing_that_only_one_copy_has_is_lost() -> None:
    """Tags, teasers, attachments, the picture and the source are gathered, each once whatever its case."""
    sound, film = Attachment("corpus:a.mp3", "audio/mpeg"), Attachment("corpus:b.mp4", "video/mp4")
    one = manuscript("a", "text", tags=("Tides", "fog"), teasers=(Teaser("Next", "One"),), attachments=(sound,))
    two = manuscript(
        "b",
        "t",
        tags=("tides", "rope"),
        teasers=(Teaser("NEXT", "Two"), Teaser("Then", "3")),
        attachments=(sound, film),
        image="corpus:quay.png",
        source_url="https://example.org/a",
        newsletter="lead",
        section="Sea",
    )

    merged = merging.merge([one, two])

    assert merged.tags == ("Tides", "fog", "rope")
    assert merged.teasers == (Teaser("Next", "One"), Teaser("Then", "3"))
    assert merged.attachments == (sound, film)
    assert (merged.image, merged.source_url) == ("corpus:quay.png", "https://example.org/a")
    assert (merged.newsletter, merged.section) == ("lead", "Sea")


def test_a_field_without_an_origin_is_trusted_least() -> None:
    """Where a copy does not say where its headline is from, any other origin is better."""
    nameless = manuscript("a", "a long text", title="A")
    nameless.origins.pop("title")

    assert merging.merge([nameless, manuscript("b", "b", title="B")]).title == "B"


@pytest.mark.parametrize(
    ("changes", "is_distinct"),
    [
        ({}, False),
        ({"not_duplicate_of": ("a.md",)}, True),
        ({"title": "Other", "kind": "text", "stated": {"title": "headline"}}, False),
        ({"title": "Other", "stated": {"title": "headline"}}, True),
        ({"title": "Other", "stated": {"title": "filename"}}, False),
        ({"title": "Other", "stated": {"title": "front-matter"}}, True),
        ({"title": "THE  QUAY", "stated": {"title": "json"}}, False),
        ({"published": APRIL, "stated": {"published": "url"}}, False),
        ({"published": APRIL, "stated": {"published": "sidecar"}}, True),
        ({"published": MARCH.replace(hour=20), "stated": {"published": "feed"}}, False),
    ],
    ids=[
        "nothing",
        "outright",
        "found title",
        "heading of markdown",
        "name of a file",
        "stated title",
        "same title",
        "found day",
        "stated day",
        "same day",
    ],
)
def test_authors_say_what_is_distinct(changes: dict[str, Any], is_distinct: bool) -> None:
    """Two alike documents are two where their authors state other titles or days, or say so."""
    one = manuscript(
        "a.md", "text", title="The Quay", published=MARCH, stated={"title": "front-matter", "published": "front-matter"}
    )
    other = manuscript("b.md", "texts", **({"title": "The Quay"} | changes))

    assert merging.is_distinct(one, other) == merging.is_distinct(other, one) == is_distinct


@pytest.mark.parametrize(
    ("changes", "is_distinct"),
    [
        ({}, True),
        ({"title": "THE  FERRY"}, False),
        ({"stated": {"title": "derived"}}, False),
        ({"kind": "text"}, False),
        ({"source_url": "https://a.example/ferry"}, False),
        ({"source_url": "https://b.example/ferry"}, False),
        ({"source_url": "https://a.example/goose"}, True),
    ],
    ids=["another headline", "one headline", "no headline", "a text of it", "one address", "another site", "one site"],
)
def test_pages_under_two_headlines_of_a_site_are_two(changes: dict[str, Any], is_distinct: bool) -> None:
    """A site's pages about like things share most of their words, and its makers put a headline over each."""
    fields: dict[str, Any] = {"kind": "html", "title": "A goose", "stated": {"title": "headline"}} | changes
    source = "https://a.example/ferry" if "source_url" in changes else ""
    one = manuscript("a.html", "text", kind="html", title="The ferry", source_url=source, stated={"title": "html-meta"})
    other = manuscript("b.html", "texts", **fields)

    assert merging.is_distinct(one, other) == merging.is_distinct(other, one) == is_distinct


def test_equal_texts_are_never_distinct_by_date() -> None:
    """The very same text and headline on another day is still the same story."""
    one = manuscript("a.md", "text", title="T", published=MARCH, stated={"published": "json"})
    other = manuscript("b.md", "text", title="T", published=APRIL, stated={"published": "json"})

    assert not merging.is_distinct(one, other)
