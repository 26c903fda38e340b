"""Lines over a text that say what it is, a word and a colon before each, become fields; prose with colons stays."""

from __future__ import annotations

import json

import pytest

from feedpress import corpus
from feedpress.model import Manuscript, Origin, Person, Settings
from feedpress.normalize import plain

WALK = "The path leaves the village behind the mill, follows the brook for an hour, and climbs to the old quarry."
REST = "A bench stands where the wood ends, and on clear days the whole valley lies open below it."


def manuscript(head: str, sidecar: str = "") -> Manuscript:
    """Return the manuscript of a text file that holds two paragraphs below `head`."""
    return explained(head, sidecar)[0]


def explained(head: str, sidecar: str = "") -> tuple[Manuscript, list[tuple[str, str]]]:
    """Return the manuscript, and each line of `head` with its verdict."""
    data = f"{head}\n\n{WALK}\n\n{REST}\n".encode()
    (document,), _ = corpus.read("notes/7f3a9c21d0.txt", data, sidecar.encode() or None)
    reading = plain.read(document, Settings(), {})
    return reading.manuscript, [(line.text, line.verdict) for line in reading.lines[: head.count("\n") + 1]]


def test_the_head_of_a_saved_text_becomes_fields() -> None:
    """Title, address, date, author and tags are read, and nothing of the head is published as text."""
    head = "URL: https://example.org/walk\nTitle: A Walk\nDate: 2024-05-01\nAuthor: Jane Doe\nTags: #stone #wood"

    found, lines = explained(head)

    assert (found.title, found.source_url, found.tags) == ("A Walk", "https://example.org/walk", ("stone", "wood"))
    assert (found.authors, str(found.published)[:10]) == ((Person("Jane Doe"),), "2024-05-01")
    assert found.content_text == f"{WALK}\n\n{REST}"
    assert found.origins["title"] == Origin("label", "line 2")
    assert lines[0] == ("URL: https://example.org/walk", "label")
    assert {verdict for _, verdict in lines} == {"label", "meta"}


@pytest.mark.parametrize("line", ["Draft: yes", "draft: true", "Status: draft", "Published: false"])
def test_a_head_that_says_draft_keeps_its_text_back(line: str) -> None:
    """What stands among the lines of a head against being published counts, as it does in front matter."""
    assert manuscript(f"Title: A Walk\nDate: 2024-05-01\n{line}").kept_back
    assert not manuscript("Title: A Walk\nDate: 2024-05-01\nStatus: open").kept_back


def test_the_head_of_a_mail_becomes_fields() -> None:
    """The sender is the author with the address, the subject the title; what only mail programs read is left out."""
    head = "From: Jane Doe <jane@example.org>\nTo: walkers@example.org\nSubject: A Walk\nMessage-ID: <1@example.org>"

    found = manuscript(head)

    assert (found.title, found.authors) == ("A Walk", (Person("Jane Doe", "jane@example.org"),))
    assert found.content_text == f"{WALK}\n\n{REST}"


def test_a_head_may_stand_below_the_headline_and_in_other_languages() -> None:
    """The headline stays the title, two lists of tags are put together."""
    found = manuscript(
        "Ein Gang zum Steinbruch\n\nQuelle: https://example.org/gang\nSchlagworte: Holz\nKategorie: Wege"
    )

    assert (found.title, found.source_url) == ("Ein Gang zum Steinbruch", "https://example.org/gang")
    assert found.tags == ("Holz", "Wege")
    assert found.content_text == f"{WALK}\n\n{REST}"


def test_an_address_alone_on_the_first_line_is_that_of_the_text() -> None:
    """Savers write it so; an address on a later line is text."""
    first = manuscript("https://example.org/walk\n\nA Walk to the Quarry")
    later = manuscript("A Walk to the Quarry\nhttps://example.org/walk")

    assert (first.title, first.source_url) == ("A Walk to the Quarry", "https://example.org/walk")
    assert first.content_text == f"{WALK}\n\n{REST}"
    assert later.source_url == ""


def test_html_in_a_text_file_is_told() -> None:
    """A page under a text's name shows its tags: the report says how to name it."""
    (page,), _ = corpus.read("a.txt", b"<h1>A Walk</h1>\n<p>Words.</p>\n")
    (text,), _ = corpus.read("a.txt", b"A <p> tag is a paragraph.\n")

    assert [problem.fix for problem in page.problems] == ["name it .html"]
    assert text.problems == ()


def test_a_section_below_a_titled_head_stays_a_section() -> None:
    """Where the head says the title, no other line is taken for the headline; a sidecar's title still goes first."""
    head = "Title: A Walk\nTags: stone\n\nThe Way Up"

    assert (manuscript(head).title, manuscript(head).content_text[:12]) == ("A Walk", "The Way Up\n\n")
    assert manuscript(head, 'title = "Up"').title == "Up"
    assert manuscript(head, 'title = "Up"').content_text == manuscript(head).content_text


@pytest.mark.parametrize(
    "head",
    [
        "A Walk\nTags: stone",  # one line proves nothing
        "A Walk\nSource: my grandmother\nTime: two hours",
        "A Walk\nThe way up: past the mill\nThe way back: over the hill",
        "Two Books\n\nTitle: The Mill\nAuthor: Jane Doe",  # of the book
        "A Walk\nTags: what they are, why you need them, and how I stopped caring.\nDate: 2024-05-01",
        "From: the hill\nTo: the mill",
        "A Walk\nSource: https://example.org/photographs",  # of a picture
    ],
)
def test_prose_with_colons_is_no_head(head: str) -> None:
    """What may be the text itself is read as before: no tags, no address, and no title from a label."""
    found = manuscript(head)

    assert (found.tags, found.source_url) == ((), "")
    assert found.origins["title"].source != "label"


def test_labels_within_the_text_stay() -> None:
    """Below the first sentence nothing is a head."""
    found = manuscript(f"A Walk\n\n{WALK}\n\nTags: stone\nSource: https://example.org/walk")

    assert (found.tags, found.source_url) == ((), "")
    assert "Tags: stone" in found.content_text


def test_the_text_of_a_row_may_have_a_head() -> None:
    """In JSON lines the row's own keys go first, and the head of its text is not published either."""
    text = f"Title: A Walk\nTags: stone\nURL: https://example.org/walk\n\n{WALK}\n\n{REST}"
    (document,), _ = corpus.read("a.jsonl", json.dumps({"text": text, "title": "Up"}).encode())
    found = plain.manuscript(document, Settings(), {})

    assert (found.title, found.tags, found.source_url) == ("Up", ("stone",), "https://example.org/walk")
    assert found.content_text == f"{WALK}\n\n{REST}"


def test_front_matter_over_a_text_is_read() -> None:
    """A text file may have front matter as Markdown has; its lines keep their numbers, in problems, too."""
    found, lines = explained("---\ntitle: A Walk: Up\ntags: [stone]\ndate: 2024-05-01\n---\nThe Way Up")

    assert (found.title, found.tags, str(found.published)[:10]) == ("A Walk: Up", ("stone",), "2024-05-01")
    assert [problem.line for problem in found.problems] == [2]
    assert found.content_text == f"The Way Up\n\n{WALK}\n\n{REST}"
    assert [verdict for _, verdict in lines] == ["meta", "title", "meta", "meta", "meta", "heading"]


@pytest.mark.parametrize(
    "head", ["---\nWho knocks: the miller.\n---", "---\nOne walk: the way up", "---\n\nA Walk\n\n---"]
)
def test_rules_over_prose_are_no_front_matter(head: str) -> None:
    """Two rules with no known key between them, and one rule alone, take nothing out of a text."""
    (document,), _ = corpus.read("a.txt", f"{head}\n\n{WALK}\n".encode())

    assert document.body == f"{head}\n\n{WALK}\n"
