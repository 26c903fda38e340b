"""Of the candidates for a field, the first that can be read is taken, and says where it came from."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedpress.model import Document, Field, Fields, Origin, Person, Settings
from feedpress.normalize.fields import settle
from feedpress.normalize.oneline import LONGEST_TITLE, plain


def settled(*fields: Field, settings: Settings | None = None) -> Fields:
    """Settle `fields` as those of a Markdown document in a folder."""
    document = Document(path="posts/a.md", kind="markdown", markup="markdown", body="", fields=fields)
    return settle(document, settings or Settings())


def said(name: str, value: str, line: int = 2, parts: tuple[str, ...] = ()) -> Field:
    """Return a candidate from front matter."""
    return Field(name, value, "front-matter", line, parts)


def test_the_first_readable_date_wins() -> None:
    """A date that cannot be read is reported with its line, and the next candidate is asked."""
    fields = settled(said("published", "soon", 3), Field("published", "2024-05-06", "filename"))

    assert fields.published == datetime(2024, 5, 6, tzinfo=UTC)
    assert fields.origins["published"] == Origin("filename")
    assert [(p.path, p.line) for p in fields.problems] == [("posts/a.md", 3)]
    assert '"soon"' in fields.problems[0].what
    assert "2026-11-21" in fields.problems[0].fix


def test_a_date_that_may_be_two_names_the_setting_that_tells() -> None:
    """The fifth of January or the first of May: the problem says so, and which setting knows."""
    two, none = (settled(said("published", value)).problems[0] for value in ("1/5/2024", "40/50/2024"))

    assert "may be two dates" in two.what
    assert "`date_order`" in two.fix
    assert "date_order" not in none.fix


def test_dates_stand_in_the_sites_time_zone() -> None:
    """A date without a zone is the site's."""
    fields = settled(said("updated", "2024-07-01 12:00"), settings=Settings(timezone="Europe/Berlin"))

    assert fields.updated == datetime(2024, 7, 1, 10, tzinfo=UTC)
    assert fields.origins["updated"] == Origin("front-matter", "line 2")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("<b>Bold</b> &amp; <i class=x>brave</i>", "Bold & brave"),
        ("<script>alert(1)</script>Title<!-- x -->", "Title"),
        ("Vec<T> and a < b > c", "Vec<T> and a < b > c"),
        ("  two\n  lines\t ", "two lines"),
        ("\u202egnp.exe\u2066 \x00\ufeffx\u200b", "gnp.exe x"),
        ("&lt;img src=x&gt;", "<img src=x>"),
        ("a\ud800b\ufffe", "ab"),
        ("<p><br/></p>", ""),
        ("How <script> works", "How <script> works"),
        ("<img> is no <br>break, <IMG src=x>is", "<img> is no break, is"),
        ("The <strong>Lady Ma…", "The Lady Ma…"),
        ("Mary</em> sails to <div>s", "Mary sails to <div>s"),
        ("`<b>x</b>` is <b>bold</b>", "`<b>x</b>` is bold"),
    ],
)
def test_titles_are_plain_text(title: str, text: str) -> None:
    """Markup, entities, controls and what turns writing round are gone from a title; a tag that is alone is text."""
    assert plain(title) == text


def test_long_titles_are_cut_at_a_word() -> None:
    """A title of thousands of characters is shortened, between words where there are any."""
    assert plain("word " * 1000).endswith("word…")
    assert len(plain("word " * 1000)) <= LONGEST_TITLE
    assert plain("x" * 1000) == "x" * (LONGEST_TITLE - 1) + "…"


def test_an_empty_candidate_is_passed_over() -> None:
    """A title that is nothing but markup leaves the word to the next."""
    fields = settled(said("title", " "), said("title", "<br>"), said("title", "Kept", 5))

    assert fields.title == "Kept"
    assert fields.origins["title"] == Origin("front-matter", "line 5")


def test_an_author_written_as_a_link_is_a_name_with_an_address() -> None:
    """The name stays as it is written, and shows without marks; one link is where its author is found."""
    one = settled(said("authors", "[Ann Lee](https://x.example/ann) (Quay Press)"))
    two = settled(said("authors", "[Ann](https://x.example/ann), [Bob](https://x.example/bob)"))

    assert [(each.shown, each.uri) for each in one.authors] == [("Ann Lee (Quay Press)", "https://x.example/ann")]
    assert [(each.shown, each.uri) for each in two.authors] == [("Ann, Bob", "")]
    assert one.authors[0].name == "[Ann Lee](https://x.example/ann) (Quay Press)"


def test_authors_come_from_one_origin() -> None:
    """The most trusted origin names the authors; their addresses are kept where they can be linked to."""
    fields = settled(
        said("authors", "Ann <b>Lee</b>", parts=("ann@x.example", "https://x.example/ann")),
        said("authors", "Bob <bob@x.example>"),
        said("authors", "ann lee"),
        said("authors", "carl@x.example", parts=("carl@x.example", "javascript:x")),
        said("authors", "not mail", parts=("not mail", "")),
        Field("authors", "Someone Else", "html-meta"),
    )

    assert fields.authors == (
        Person("Ann Lee", "ann@x.example", "https://x.example/ann"),
        Person("Bob", "bob@x.example"),
        Person("carl", "carl@x.example"),
    )
    assert fields.origins["authors"] == Origin("front-matter", "line 2")


def test_a_name_is_freed_of_what_stands_around_it() -> None:
    """A word such as "By" and an address before the name go; what may be a part of the name stays."""
    names = ("By Al Green", "Par Claire Dubois", "Von Arnim Bettina", "al@x.example (Al Green)")

    assert [[(each.name, each.email) for each in settled(said("authors", name)).authors] for name in names] == [
        [("Al Green", "")], [("Claire Dubois", "")], [("Von Arnim Bettina", "")], [("Al Green", "al@x.example")],
    ]  # fmt: skip


def test_the_configured_author_stands_in() -> None:
    """A document that names no author is the configured one's."""
    fields = settled(settings=Settings(author="The Editor", tags=("news",)))

    assert fields.authors == (Person("The Editor"),)
    assert fields.origins["authors"] == Origin("config")
    assert fields.tags == ("news",)


def test_no_document_has_tags_without_end() -> None:
    """Each tag is a page and two feeds: those beyond the hundredth are named as left out, configured ones stay."""
    many = [said("tags", f"tag {number}") for number in range(3_000)]
    fields = settled(*many, settings=Settings(tags=("news",)))

    assert fields.tags == (*(f"tag {number}" for number in range(100)), "news")
    assert [problem.what for problem in fields.problems] == ["has 3,000 tags; all but the first 100 are left out"]


def test_tags_are_told_apart_by_words_only() -> None:
    """Tags keep their order and first spelling, whatever their case or sign; configured ones follow."""
    tags = [said("tags", tag) for tag in ("Atom", "#atom", "RSS")]
    fields = settled(*tags, settings=Settings(tags=("rss", "new")))

    assert fields.tags == ("Atom", "RSS", "new")


@pytest.mark.parametrize(
    ("slug", "permalink", "expected"),
    [
        ("my-post", "", "my-post"),
        ("", "/2024/my-post/", "2024/my-post"),
        ("", "/2024/my-post.html", "2024/my-post"),
        ("", "/2024/my-post/index.html", "2024/my-post"),
        ("my-post", "/other/", "my-post"),
        ("", "https://x.example/other/", ""),
        ("", "/:year/:title/", ""),
    ],
)
def test_a_permalink_may_be_a_slug(slug: str, permalink: str, expected: str) -> None:
    """A permalink that is a plain path names the page, where no slug does; an address or a pattern is none."""
    fields = settled(said("slug", slug), said("permalink", permalink))

    assert fields.slug == expected


def test_switches_and_words() -> None:
    """Switches are read as true or false, the newsletter's wish as one of three, the language as a tag."""
    fields = settled(
        said("draft", "status: draft"),
        said("minor", "false"), said("newsletter", "excluded"), said("language", "deutsch!"),
        said("language", "de_AT.UTF-8"), said("cruft", "None"), said("hold", "2030-01-01"), said("section", "News"),
        said("not_duplicate_of", "b.md"), said("not_duplicate_of", "b.md"),
        said("explicit_id", "x:1"), said("summary", "A &amp; B."),
    )  # fmt: skip

    assert (fields.minor, fields.newsletter, fields.language) == (False, "excluded", "de-AT")
    assert fields.kept_back == said("draft", "status: draft")
    assert (fields.cruft, fields.section, fields.explicit_id, fields.summary) == ("none", "News", "x:1", "A & B.")
    assert fields.hold == datetime(2030, 1, 1, tzinfo=UTC)
    assert fields.not_duplicate_of == ("b.md",)
    assert settled(said("newsletter", "lead")).newsletter == "lead"
    assert settled(said("newsletter", "sometimes")).newsletter == ""


def test_files_that_go_along() -> None:
    """Images and attachments mean corpus paths or web addresses; what leads out of the corpus is a problem."""
    fields = settled(
        said("image", "pic.png"),
        said("attachment", "a.mp3", parts=("audio/mpeg", "123", "Episode")),
        said("attachment", "https://x.example/b.pdf", parts=("application/pdf", "many", "")),
        said("attachment", "a.mp3"),
        said("attachment", "../../c"), said("attachment", "mailto:a@b.example"),
        said("attachment", "/d.zip", parts=("application/zip", "5", "")),
    )  # fmt: skip

    assert fields.image == "corpus:posts/pic.png"
    assert [each.url for each in fields.attachments] == ["corpus:posts/a.mp3", "https://x.example/b.pdf", "site:/d.zip"]
    assert [each.length for each in fields.attachments] == [0, 0, 5]
    assert "leads out" in fields.problems[0].what


def test_addresses_resolve_against_the_source() -> None:
    """The image of a page from the web stays there; an address that is none of the web is no source."""
    fields = settled(
        said("source_url", "javascript:x"), said("source_url", "https://news.example/a/b.html"), said("image", "c.png")
    )

    assert fields.source_url == "https://news.example/a/b.html"
    assert fields.image == "https://news.example/a/c.png"


def test_a_word_that_is_no_strength_is_a_problem() -> None:
    """A misspelt `cruft` leaves the matter to the settings and is named with the words there are."""
    wrong = settled(said("cruft", "nothing"))

    assert wrong.cruft == ""
    assert [(each.line, each.fix) for each in wrong.problems] == [(2, "write one of auto, none, gentle, strong")]
    assert settled(said("cruft", "None")).cruft == "none"


def test_a_title_holds_nothing_that_is_no_character() -> None:
    """What Unicode calls no character is a parse error in a page's title, too."""
    assert plain("To\ufdd0wer\U0001fffe & \U0010ffffcrane") == "Tower & crane"
