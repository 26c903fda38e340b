"""A manuscript is whole: what the document leaves open follows from its text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedpress.model import Document, Field, Fields, Origin, Settings, Teaser
from feedpress.normalize import derived
from feedpress.normalize.compose import digest, finish, retitled
from feedpress.normalize.fields import settle

DOCUMENT = Document(path="posts/2024-05-06-small-change.md", kind="markdown", markup="markdown", body="", digest="b1")
TEXT = (
    "The harbour was opened again on Monday, after the storm had closed it for nine days and three ships had waited. "
    "Crews cleared the last of the wreckage overnight."
)


def test_what_is_missing_is_derived() -> None:
    """Title, summary and language come from the text, and say so; what is nowhere says that too."""
    manuscript = finish(DOCUMENT, Settings(), fields=Fields(), content_html=f"<p>{TEXT}</p>")

    assert manuscript.content_text == TEXT
    assert manuscript.title == "The harbour was opened again on Monday"
    assert TEXT.startswith(manuscript.summary)
    assert manuscript.language == "en"
    assert {name: origin.source for name, origin in manuscript.origins.items()} == {
        "title": "derived", "published": "none", "updated": "none", "authors": "none",
        "language": "config", "summary": "derived",
    }  # fmt: skip
    assert manuscript.bytes_digest == "b1"
    assert manuscript.shingles > 0


def test_what_is_said_stays() -> None:
    """The document's own words win over what could be derived, with their origin."""
    fields = settle(
        Document(
            path="a.md",
            kind="markdown",
            markup="markdown",
            body="",
            fields=tuple(
                Field(name, value, "front-matter", 2)
                for name, value in [("title", "T"), ("summary", "S."), ("language", "fr"), ("published", "2024-01-02")]
            ),
        ),
        Settings(),
    )
    manuscript = finish(DOCUMENT, Settings(), fields=fields, content_html="<p>x</p>")

    assert (manuscript.title, manuscript.summary, manuscript.language) == ("T", "S.", "fr")
    assert manuscript.origins["language"] == Origin("front-matter", "line 2")
    assert manuscript.published == datetime(2024, 1, 2, tzinfo=UTC)


def test_another_language_is_noticed() -> None:
    """A text in another language than the site's is marked as such where it can be told."""
    pytest.importorskip("py3langid")
    german = "Der Hafen wurde am Montag wieder geöffnet, nachdem der Sturm ihn neun Tage lang geschlossen hatte. " * 3
    manuscript = finish(DOCUMENT, Settings(), fields=Fields(), content_html=f"<p>{german}</p>")

    assert manuscript.language == "de"
    assert manuscript.origins["language"] == Origin("derived")


def test_an_update_before_publication_is_none() -> None:
    """`updated` never lies before `published`."""
    early, late = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 2, 1, tzinfo=UTC)
    wrong = finish(DOCUMENT, Settings(), fields=Fields(published=late, updated=early), content_html="<p>x</p>")
    right = finish(DOCUMENT, Settings(), fields=Fields(published=early, updated=late), content_html="<p>x</p>")

    assert wrong.updated is None
    assert right.updated == late


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Quick start: everything that follows is about the first hour with the machine.", "Quick start"),
        ("The future of small presses: printers say that paper will outlive them.", "The future of small presses"),
        ("It rained.", "It rained"),
        ("- A list item leads here.", "A list item leads here"),
        ("Nothing in this sentence offers any place where it could be cut without harm to what it says.", None),
        ("***\n\nAfter an ornament.", "After an ornament"),
        ("The ferrymen say, 'Row. We're off,' and everyone in the harbour laughs at them.", "The ferrymen say"),
        (
            "[The Ferry: A Tale] More of it is told at the quay on Sunday, after lunch.",
            "[The Ferry: A Tale] More of it is told at the quay on Sunday",
        ),
        ("Sie sagte „Das ist gut“, und alle lachten über das Boot.", "Sie sagte „Das ist gut“"),
        (
            "“It is long to the far shore, and nobody rows; in winter, nobody could.”",
            "It is long to the far shore, and nobody rows",
        ),
        ("He got 'em all into the boat.", "He got 'em all into the boat"),
        ("Nobody in the village told 'em of it.", "Nobody in the village told 'em of it"),
        ("Of the old ferry (see the list (1990) of them all and of all crews, too) nobody knows.", "Of the old ferry"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_derived_title_is_a_clause(text: str, title: str | None) -> None:
    """A headline from the text is a run-in head or a clause of the first sentence, never the whole sentence."""
    first_words = derived.title(text)

    assert len(first_words) <= derived.LONGEST
    assert first_words == title if title is not None else first_words.endswith("…")


@pytest.mark.parametrize(
    ("path", "title"), [("a/2024-05-06-small_change.txt", "Small change"), ("a/-.txt", "Untitled")]
)
def test_a_title_is_never_empty(path: str, title: str) -> None:
    """Without words the file's name has to do, and without that a word that says so."""
    document = Document(path=path, kind="text", markup="text", body="")

    assert finish(document, Settings(), fields=Fields(), content_html="").title == title


def test_references_hold_all_that_is_needed() -> None:
    """The corpus paths of content, image and attachments are listed once, sorted."""
    fields = settle(
        Document(
            path="a.md",
            kind="markdown",
            markup="markdown",
            body="",
            fields=(Field("image", "z.png", "front-matter"), Field("attachment", "b.mp3", "front-matter")),
        ),
        Settings(),
    )
    manuscript = finish(DOCUMENT, Settings(), fields=fields, content_html="", references=("z.png", "c.md"))

    assert manuscript.references == ("b.mp3", "c.md", "z.png")


def test_teasers_are_kept_on_demand() -> None:
    """Teasers stay with the item unless the site drops them."""
    teasers = (Teaser("Other", "News."),)

    assert finish(DOCUMENT, Settings(), fields=Fields(), content_html="", teasers=teasers).teasers == teasers
    assert finish(DOCUMENT, Settings(teasers="drop"), fields=Fields(), content_html="", teasers=teasers).teasers == ()


def test_the_digest_minds_words_not_spaces() -> None:
    """The text's digest changes with the title or a word, not with white space."""
    assert digest("t", "a  b\n\nc") == digest("t", "a b c")
    assert len({digest("t", "a b"), digest("u", "a b"), digest("t", "a c")}) == 3
    assert len(digest("t", "a")) == 32


def test_pictures_without_words_are_told_apart_by_what_they_show() -> None:
    """Two posts of a picture each, with neither a title nor a word, are no copies of each other."""
    shown = [f'<figure><img src="https://x.org/{name}.png" alt=""></figure>' for name in "ab"]
    one, other = (finish(DOCUMENT, Settings(), fields=Fields(), content_html=html).text_digest for html in shown)

    assert one != other


def test_a_title_found_later_replaces_the_one_before() -> None:
    """A title found in the content has its own origin; a tag in it is text already."""
    fields = retitled(Fields(title="Old"), "New <b>one", Origin("headline"))

    assert (fields.title, fields.origins["title"]) == ("New <b>one", Origin("headline"))


@pytest.mark.parametrize(
    ("html", "fields", "is_told"),
    [
        ("", Fields(title="Alpha"), True),
        ("<hr>", Fields(title="Alpha"), True),
        ('<img src="https://x.example/a.png" alt="">', Fields(title="Alpha"), False),
        ("", Fields(title="Alpha", source_url="https://x.example/"), False),
        ("", Fields(title="Alpha", kept_back=Field("draft", "status: draft", "front-matter", 2)), False),
    ],
)
def test_a_file_without_a_text_is_told(html: str, fields: Fields, *, is_told: bool) -> None:
    """A document that was cut short would go out as a title alone; a picture or a link is something to show."""
    manuscript = finish(DOCUMENT, Settings(), fields=fields, content_html=html)

    assert [problem.line for problem in manuscript.problems] == [1] * is_told
