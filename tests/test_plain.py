"""Plain text is read line by line: what is the text, what it is made of, and what the other lines say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpress.model import Document, Field, Origin, Settings, Verdict
from feedpress.normalize import markup, plain
from feedpress.normalize.reading import Reading

WALK = "The path leaves the village behind the mill, follows the brook for an hour, and climbs to the old quarry."
REST = "A bench stands where the wood ends, and on clear days the whole valley lies open below it."
HOME = "The way back is shorter, but steep enough to make a stick welcome after rain."


def document(body: str, *fields: Field, path: str = "notes/7f3a9c21d0.txt", first: int = 1) -> Document:
    """Return a text file that holds `body`."""
    return Document(path=path, kind="text", markup="text", body=body, fields=fields, body_line=first, first_line=first)


def read(body: str, *fields: Field, settings: Settings | None = None, facts: dict[str, int] | None = None) -> Reading:
    """Read `body`, by default alone in its folder."""
    return plain.read(document(body, *fields), settings or Settings(), facts or {})


def verdicts(reading: Reading) -> dict[int, Verdict]:
    """Return the verdicts on the lines that are not blank."""
    return {line.line: line.verdict for line in reading.lines if line.verdict != "blank"}


def test_a_headline_and_paragraphs() -> None:
    """The first short line is the title, the rest is the text, and each says where it came from."""
    reading = read(f"A Walk to the Quarry\n\n{WALK}\n\n{REST}\n")

    assert reading.manuscript.title == "A Walk to the Quarry"
    assert reading.manuscript.origins["title"] == Origin("headline", "line 1")
    assert reading.manuscript.content_html == f"<p>{WALK}</p>\n<p>{REST}</p>"
    assert reading.manuscript.content_text == f"{WALK}\n\n{REST}"
    assert verdicts(reading) == {1: "title", 3: "body", 5: "body"}


def test_lines_are_told_as_they_stand_in_the_file() -> None:
    """Line numbers count from where the body starts in its file."""
    reading = plain.read(document(f"A Walk to the Quarry\n\n{WALK}", first=10), Settings(), {})

    assert [line.line for line in reading.lines] == [10, 11, 12]
    assert [(block.first_line, block.verdict) for block in reading.blocks] == [(10, "title"), (12, "body")]


def test_blocks_need_no_blank_lines_between_them() -> None:
    """A file with one block a line has headings, paragraphs and lists all the same."""
    body = (
        f"A Walk to the Quarry\nThe Way Up\n{WALK}\nWhat to Bring\nYou will be glad of three things, namely:\n"
        f"- Water: there is none on the way.\n- Boots: the quarry is wet.\nConclusion\n{REST}"
    )

    html = read(body).manuscript.content_html

    assert html.count("<h2>") == 3
    assert "<h2>Conclusion</h2>" in html
    assert html.count("<li>") == 2
    assert "<p>You will be glad of three things, namely:</p>\n<ul>" in html


def test_the_headings_of_a_text_begin_at_the_second_level() -> None:
    """The title is the only first one: where it is underlined twice and a section once, none is skipped."""
    sentence = "The mill stood empty for forty years, until two sisters bought it and began to grind flour again."
    body = f"The Old Mill\n============\n\n{sentence}\n\nThe Wheel\n---------\n\n{sentence}\n"

    assert "<h2>The Wheel</h2>" in read(body).manuscript.content_html


def test_a_run_in_head_stays_a_paragraph() -> None:
    """Words before a colon are no heading."""
    html = read(f"A Walk to the Quarry\n\nThe way up: {WALK}\n\nThe way back: {HOME}").manuscript.content_html

    assert "<h" not in html
    assert html.count("<p>") == 2


def test_a_run_in_head_gives_a_title_to_a_text_without_one() -> None:
    """No headline, so the title is derived, and says so."""
    manuscript = read(f"Quarry walks are back in fashion: {WALK}\n{REST}").manuscript

    assert manuscript.title == "Quarry walks are back in fashion"
    assert manuscript.origins["title"].source == "derived"


def test_the_first_sentence_is_never_the_title() -> None:
    """A text without a headline keeps its first sentence, and is called by a part of it at most."""
    manuscript = read(f"{WALK}\n\n{REST}\n\n{HOME}").manuscript

    assert manuscript.title != WALK
    assert manuscript.content_text.startswith(WALK)


def test_a_title_from_elsewhere_beats_the_headline() -> None:
    """A sidecar's title stands; the headline still is no part of the text."""
    reading = read(f"A Walk to the Quarry\n\n{WALK}", Field("title", "Quarry Walk", "sidecar"))

    assert reading.manuscript.title == "Quarry Walk"
    assert reading.manuscript.content_text == WALK


def test_a_title_from_elsewhere_is_not_said_again() -> None:
    """A line above the text that has the title which the row gives, whatever its shape, is no part of the text."""
    row = Field("title", "Uphill", "json", 1)

    assert read(f"Uphill\n\nBy Ann Lee\n\n{WALK}\n", row).manuscript.content_text == WALK
    assert read(f"# Uphill\n\n{WALK}\n", row).manuscript.content_text == WALK


def test_the_headline_with_the_sites_name_is_the_headline_again() -> None:
    """A page's own title, above its headline, is no part of the text."""
    reading = read(f"A Walk to the Quarry | Village Post\n\nA Walk to the Quarry\n\n{WALK}\n\n{REST}\n")

    assert (reading.manuscript.title, verdicts(reading)[1]) == ("A Walk to the Quarry", "title")


def test_a_file_name_gives_way_to_a_headline_only() -> None:
    """The name of the file is a title where the text offers none."""
    named = Field("title", "Quarry walk", "filename")

    assert read(f"A Walk to the Quarry\n\n{WALK}", named).manuscript.title == "A Walk to the Quarry"
    assert read(f"{WALK}\n\n{REST}", named).manuscript.title == "Quarry walk"


def test_a_labelled_author_and_date_are_taken() -> None:
    """The lines below the headline say who wrote and when, and leave the text."""
    reading = read(
        f"A Walk to the Quarry\nBy Ada Mill and Jo van der Berg\nPublished on March 9, 2024\n\n{WALK}\n\n{REST}"
    )
    manuscript = reading.manuscript

    assert [person.name for person in manuscript.authors] == ["Ada Mill", "Jo van der Berg"]
    assert manuscript.published == datetime(2024, 3, 9, tzinfo=UTC)
    assert manuscript.origins["published"] == Origin("label", "line 3")
    assert manuscript.origins["authors"] == Origin("label", "line 2")
    assert verdicts(reading) == {1: "title", 2: "label", 3: "meta", 5: "body", 7: "body"}


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Title: A Walk to the Quarry", "A Walk to the Quarry"),
        ("Walks: A Guide to the Quarry", "Walks: A Guide to the Quarry"),
    ],
)
def test_a_label_before_a_headline_is_no_part_of_it(line: str, title: str) -> None:
    """A text may head its fields by their names; another word before a colon is the headline's own."""
    assert read(f"{line}\nAuthor: Ada Mill\nDate: 2024-03-09\n\n{WALK}\n\n{REST}").manuscript.title == title


@pytest.mark.parametrize(
    "line",
    [
        "Written by Ada Mill on March 9, 2024", "Publié le 9 mars 2024 par Ada Mill", "Von Ada Mill am 9. März 2024",
        "Posted on March 9, 2024 by Ada Mill", "By Ada Mill Published: March 9, 2024",
    ],
)  # fmt: skip
def test_one_line_may_say_who_and_when(line: str) -> None:
    """The author may stand before or behind the date."""
    found = read(f"A Walk to the Quarry\n{line}\n\n{WALK}\n\n{REST}").manuscript

    assert [person.name for person in found.authors] == ["Ada Mill"]
    assert found.published == datetime(2024, 3, 9, tzinfo=UTC)


def test_a_release_is_dated_by_its_first_words() -> None:
    """Place, day and a dash begin a release; the line is its lede and stays."""
    lede = "Paris, le 3 février 2024 — Le chantier a ouvert un bassin, où quarante personnes vont travailler."
    manuscript = read(
        f"Un nouveau bassin\n\n{lede}\n\nIl a coûté deux ans de travail, et autant de pierres.\n"
    ).manuscript

    assert manuscript.published == datetime(2024, 2, 3, tzinfo=UTC)
    assert manuscript.content_text.startswith(lede)


def test_a_german_date_is_no_list() -> None:
    """A day with its full stop and a month dates the text; a number before other words is a list item."""
    dated = read(f"A Walk to the Quarry\n\n9. März 2024\n\n{WALK}\n\n{REST}").manuscript
    listed = read(f"A Walk to the Quarry\n\n{WALK}\n\n1. March on\n2. May 2 of you rest\n\n{REST}").manuscript

    assert dated.published == datetime(2024, 3, 9, tzinfo=UTC)
    assert dated.content_text.startswith(WALK)
    assert listed.content_html.count("<li>") == 2


def test_an_author_may_stand_below_the_label() -> None:
    """A "By" on a line of its own introduces the next line."""
    reading = read(f"A Walk to the Quarry\nBy\nAda Mill\n9 March 2024\n\n{WALK}\n\n{REST}")

    assert [person.name for person in reading.manuscript.authors] == ["Ada Mill"]
    assert reading.manuscript.origins["published"].source == "header"
    assert reading.manuscript.content_text.startswith(WALK)


def test_labels_with_nothing_after_them_say_nothing() -> None:
    """An empty "Written by" invents no author and no date."""
    reading = read(f"×\nA Walk to the Quarry\nWritten by\nPublished on\n\n{WALK}\n\n{REST}")

    assert reading.manuscript.authors == ()
    assert reading.manuscript.published is None
    assert verdicts(reading) == {1: "cruft", 2: "title", 3: "label", 4: "label", 6: "body", 8: "body"}


@pytest.mark.parametrize("byline", ["By the time we left", "By train, about two hours", "By Ada", "Written by hand"])
def test_words_after_by_that_are_no_names_are_no_authors(byline: str) -> None:
    """Only names make authors."""
    assert read(f"A Walk to the Quarry\n{byline}\n\n{WALK}\n\n{REST}").manuscript.authors == ()


@pytest.mark.parametrize(
    "between", ["Jane Doe", "\nJane van der Berg\n", "Two hours, there and back\nJean-Luc McCall", "• Jane Doe"]
)
def test_a_name_alone_between_headline_and_date_is_the_author(between: str) -> None:
    """Where a name stands by itself over the date, it is who wrote, and no part of the text."""
    found = read(f"A Walk to the Quarry\n{between}\n12 March 2024\n\n{WALK}\n\n{REST}").manuscript
    name = between.strip().split("\n")[-1].strip("• ")

    assert [person.name for person in found.authors] == [name]
    assert found.origins["authors"].source == "header"
    assert name not in found.content_text


@pytest.mark.parametrize(
    "line", ["Aus der Region", "WORLD NEWS", "Related Stories", "Nature", "The Mill Restored Again"]
)
def test_what_is_no_name_between_headline_and_date_is_no_author(line: str) -> None:
    """Sections, labels and kickers over the date name nobody, and a name elsewhere is no author."""
    over = read(f"A Walk to the Quarry\n{line}\n12 March 2024\n\n{WALK}\n\n{REST}").manuscript
    below = read(f"A Walk to the Quarry\n12 March 2024\n\nJane Doe\n\n{WALK}\n\n{REST}").manuscript

    assert (over.authors, below.authors) == ((), ())


def test_the_publication_beats_the_revision() -> None:
    """Of two labelled dates the first publication counts; a revision alone is better than nothing."""
    both = read(f"A Walk to the Quarry\nUpdated 12 March 2024 / Published 9 March 2024\n\n{WALK}\n\n{REST}")
    revised = read(f"A Walk to the Quarry\nLast updated: 12 March 2024\n\n{WALK}\n\n{REST}")

    assert both.manuscript.published == datetime(2024, 3, 9, tzinfo=UTC)
    assert revised.manuscript.published == datetime(2024, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "head",
    [
        "Published: 9 March 2024\nUpdated: 12 March 2024",
        "By Jane Doe\nMarch 9, 2024 (last updated March 12, 2024)",
        "Updated 12 March 2024 / Published 9 March 2024",
        "Aktualisiert am 12. März 2024, veröffentlicht am 9. März 2024",
    ],
)
def test_a_revision_beside_the_publication_is_the_time_of_the_last_change(head: str) -> None:
    """Beside the day of publication the day of a change becomes `updated`, with its line."""
    found = read(f"A Walk to the Quarry\n{head}\n\n{WALK}\n\n{REST}").manuscript

    assert (found.published, found.updated) == (datetime(2024, 3, 9, tzinfo=UTC), datetime(2024, 3, 12, tzinfo=UTC))
    assert found.origins["updated"] == Origin("label", f"line {2 + head.count(chr(10))}")


def test_a_revision_alone_stands_for_both_days_and_one_before_the_publication_for_none() -> None:
    """A day of change alone is that of the publication, too; one before it is a mistake."""
    alone = read(f"A Walk to the Quarry\nUpdated: 12 March 2024\n\n{WALK}\n\n{REST}").manuscript
    before = read(f"A Walk to the Quarry\nPublished 12 March 2024, updated 9 March 2024\n\n{WALK}\n\n{REST}").manuscript

    assert alone.published == alone.updated == datetime(2024, 3, 12, tzinfo=UTC)
    assert (before.published, before.updated) == (datetime(2024, 3, 12, tzinfo=UTC), None)


def test_dates_in_the_text_are_no_dates_of_the_text() -> None:
    """What happened on a day was not written on it."""
    told = f"The quarry was closed on March 9, 1984, after the last of the masons had left. {WALK}"

    assert read(f"A Walk to the Quarry\n\n{told}\n\n{REST}").manuscript.published is None


def test_the_last_line_may_tell_of_the_first_publication() -> None:
    """A labelled date at the end counts, the bare one of a footer does not."""
    body = f"A Walk to the Quarry\n\n{WALK}\n\n{REST}\n\n"

    assert read(f"{body}First published March 9, 2024").manuscript.published == datetime(2024, 3, 9, tzinfo=UTC)
    assert read(f"{body}© 2024 Mill Press, March 9, 2024").manuscript.published is None


def test_the_folder_shows_how_numeric_dates_are_written() -> None:
    """04/03/2024 is read as its neighbours write theirs, or not at all."""
    body = f"A Walk to the Quarry\nPublished: 04/03/2024\n\n{WALK}\n\n{REST}"

    assert "order:dmy" in plain.survey(document("seen on 25/12/2023"))
    assert read(body, facts={"order:dmy": 2}).manuscript.published == datetime(2024, 3, 4, tzinfo=UTC)
    assert read(body, facts={"order:mdy": 1}).manuscript.published == datetime(2024, 4, 3, tzinfo=UTC)
    assert read(body).manuscript.published is None
    assert read(body, settings=Settings(date_order="mdy")).manuscript.published == datetime(2024, 4, 3, tzinfo=UTC)


def test_a_date_that_may_be_two_is_named() -> None:
    """A date that nothing settles dates nothing, and is no text; its line names the author, and the report the line."""
    read_alone = read(f"A Walk\n\nPublished: 03/04/2024 by Ann Lee\n\n{WALK}\n").manuscript
    settled = read(f"A Walk\n\n03/04/2024\n\n{WALK}\n", Field("published", "2024-03-04", "filename")).manuscript

    assert (read_alone.title, read_alone.content_text, read_alone.published) == ("A Walk", WALK, None)
    assert [person.name for person in read_alone.authors] == ["Ann Lee"]
    assert [(problem.line, problem.what) for problem in read_alone.problems] == [
        (3, '"Published: 03/04/2024 by Ann Lee" may be two dates; it is not read')
    ]
    assert (settled.problems, settled.content_text) == ((), WALK)


def test_wrapped_lines_are_rejoined() -> None:
    """Paragraphs broken at a column become whole again, and so do items that hang below their mark."""
    body = (
        "A Walk to the Quarry\n\n"
        "The path leaves the village behind the mill, follows the brook for an\n"
        "hour, and climbs to the old quarry, where a bench stands at the wood-\n"
        "side and the whole of the valley lies open below on any day that has\n"
        "been dry enough.\n\n"
        " * A stick is welcome after rain, since the way back is as steep as\n"
        "   a stair\n"
        " * Boots\n"
    )

    manuscript = read(body).manuscript

    assert manuscript.content_html.count("<p>") == 1
    assert "for an hour" in manuscript.content_html
    assert "the wood-side and" in manuscript.content_html
    assert (
        "<li>A stick is welcome after rain, since the way back is as steep as a stair</li>" in manuscript.content_html
    )


def test_the_lines_of_a_head_or_a_stanza_prove_nothing_about_wrapping() -> None:
    """A text is wrapped though short lines stand above it; they are not joined with each other."""
    prose = (
        "The path leaves the village behind the mill, follows the brook for an\n"
        "hour, and climbs to the old quarry, where a bench stands at the edge of\n"
        "the wood and the whole of the valley lies open below on any day that has\n"
        "been dry enough."
    )
    found = read(
        f"A Walk to the Quarry\nby Jane Doe\n1 May 2024\n\n{prose}\n\nStone upon stone\nthe brook goes down\n"
    ).manuscript

    assert (found.title, found.authors[0].name) == ("A Walk to the Quarry", "Jane Doe")
    assert found.content_text.startswith(" ".join(prose.split()))
    assert found.content_text.endswith("Stone upon stone\n\nthe brook goes down")


TYPED = """\
Minutes of the quay society

Present: six members, two geese

The chair opened the meeting at seven and thanked those who had
come through the snow, which had closed the road to the mill for
the better part of the week and would not go before March.

Accounts:
* Paid for rope: 40
* Paid to the smith, who has mended the winch and the iron
  gate of the lower quay: 112

Any other business:
- none

Next meeting: first Monday in May, at the light
"""


def test_what_a_person_typed_is_kept_whole() -> None:
    """Lines broken by hand come from no page: short lines and headings that other documents have are the text."""
    repeated = {key: 3 for key in plain.survey(document(TYPED)) if key.startswith("line:")}

    assert {block.verdict for block in read(TYPED).blocks} == {"title", "body", "heading", "list"}
    assert {block.verdict for block in read(TYPED, facts=repeated).blocks} == {"title", "body", "heading", "list"}


SHORT = (
    "Pier club news\n\nPresent: Ida, Tom\nApologies: Jan\n\nSign in at the hut.\n\nJoin us on Tuesday for the blitz.\n",
    "Dear Anna,\n\nThank you for your card. We were so glad.\n\nWill you come in summer?\n",
    "Liebe Anna,\n\nvielen Dank für deine Karte vom 3. Mai 2026. Wir haben uns sehr gefreut.\n\nKommst du im Sommer?\n",
    "3 February 2026\nRain all day, and nets to mend.\n\n4 February 2026\nMore rain.\n\n5 February 2026\nSun!\n",
    "The well\n\nThe well at the end of the lane was dug in 1840 by two who had\nquarrelled and did not speak.\n",
    "Q: When is the pool open?\nA: Every day but Monday.\n\nQ: Is there a newsletter?\nA: No.\n",
)


@pytest.mark.parametrize("text", SHORT, ids=["minutes", "letter", "of a day", "diary", "sentence", "questions"])
def test_a_short_text_loses_nothing(text: str) -> None:
    """What has no line of a page's length, and hardly a word that pages have, is a person's: each line is the text."""
    found = read(text)

    assert not {block.verdict for block in found.blocks} & {"cruft", "teaser", "label", "meta"}
    assert found.manuscript.published is None


def test_columns_and_lists_are_not_rejoined() -> None:
    """Only a sentence goes on in the next line: no row of a table, no ingredient."""
    rows = "Monday the fourth of May   high water at four\nTuesday the fifth of May   high water at five\n"
    found = read(
        f"{TYPED}\n{rows}\n500 g of cod from the market by the lower quay\n2 onions of the size of a fist or more\n"
    )

    assert found.manuscript.content_text.count("high water") == 2
    assert "by the lower quay 2 onions" not in found.manuscript.content_text


def test_a_page_whose_lines_were_broken_is_still_a_page() -> None:
    """A dump that a program has wrapped has a page's furniture, which goes."""
    furniture = "Home\nSign in\nSubscribe to our newsletter\n"
    found = read(
        f"{furniture}\n{TYPED}\nShare on Facebook\nRead more\nPrivacy policy\nAll rights reserved\n"
    ).manuscript

    assert not {"Sign in", "Privacy policy"} & {*found.content_text.splitlines()}


def test_signs_of_emphasis_are_no_part_of_a_headline_or_a_name() -> None:
    """Headline and byline in Markdown's signs lose them, in a text as well."""
    found = read(f"**A Walk to the Quarry**\n\n*By Jane Doe*\n\n{WALK}\n\n{REST}").manuscript

    assert (found.title, found.authors[0].name) == ("A Walk to the Quarry", "Jane Doe")
    assert found.content_text == f"{WALK}\n\n{REST}"


def test_lists_nest_by_indent_and_number() -> None:
    """Bullets, numbers and depth survive."""
    body = f"A Walk to the Quarry\n\n{WALK}\n\n1. Mill\n   - wheel\n   - weir\n2. Brook\n\n• Bench\n\n{REST}"

    html = read(body).manuscript.content_html

    assert (
        "<ol>\n<li>Mill\n<ul>\n<li>wheel</li>\n<li>weir</li>\n</ul>\n</li>\n<li>Brook</li>\n</ol>\n"
        "<ul>\n<li>Bench</li>\n</ul>"
    ) in html


def test_a_numbered_list_goes_on_counting_after_a_paragraph() -> None:
    """The second list starts where the first one left off."""
    body = f"A Walk to the Quarry\n\n{WALK}\n\n1. Find the mill\n\n{REST}\n\n2. {HOME}"

    assert f'<ol start="2">\n<li>{HOME}</li>\n</ol>' in read(body).manuscript.content_html


def test_marks_of_headings_quotes_code_and_tables_are_known() -> None:
    """Hashes, underlines, angles, fences, indents and bars mean what they mean elsewhere."""
    body = (
        f"A Walk to the Quarry\n====================\n\n{WALK}\n\n## Tools & more\n\n{REST}\n\n"
        "> a walk is\n> its own reward\n\n```\nif a < b:\n    go()\n```\n\n    x = [1];\n    y = (2);\n\n"
        f"| Mill | 1 km |\n|------|------|\n| Quarry | 5 km |\n\n***\n\n{HOME}"
    )

    html = read(body).manuscript.content_html

    assert "<h2>Tools &amp; more</h2>" in html
    assert "<blockquote>\n<p>a walk is its own reward</p>\n</blockquote>" in html
    assert "<pre><code>if a &lt; b:\n    go()</code></pre>" in html
    assert "<pre><code>x = [1];\ny = (2);</code></pre>" in html
    assert "<tr><td>Quarry</td><td>5 km</td></tr>" in html
    assert "<hr>" in html


def test_a_numbered_line_over_prose_is_a_heading() -> None:
    """Sections may be numbered without being a list."""
    html = read(f"A Walk to the Quarry\n\n1. The Way Up\n\n{WALK}\n\n2. The Way Down\n\n{HOME}").manuscript.content_html

    assert "<h2>1. The Way Up</h2>" in html
    assert "<ol>" not in html


def test_words_of_others_are_quotes() -> None:
    """A paragraph in lower case after a sentence, or in quotes after a colon, is a quotation."""
    low = "walking uphill is the cheapest doctor that a village can afford to keep in its pay"
    body = f"A Walk to the Quarry\n\n{WALK}\n\n{low}\n\nThe miller went on to say:\n\n“{REST}”\n\n{HOME}"

    html = read(body).manuscript.content_html

    assert html.count("<blockquote>") == 2
    assert f"<blockquote>\n<p>{low}</p>" in html


def test_an_author_who_writes_lower_case_quotes_nobody() -> None:
    """Where many paragraphs start in lower case it means nothing."""
    body = "\n\n".join(text[0].lower() + text[1:] for text in (WALK, REST, HOME, WALK, REST))

    assert "<blockquote>" not in read(f"A Walk to the Quarry\n\n{body}").manuscript.content_html


def test_a_run_of_short_lines_is_no_run_of_headings() -> None:
    """A poem or an address stays what it is."""
    body = f"A Walk to the Quarry\n\n{WALK}\n\nBrook and stone\nMill and moss\nNobody home\n\n{REST}"

    assert "<h2>" not in read(body).manuscript.content_html


@pytest.mark.parametrize(
    "line", ["— Ada Mill", "3 4 5 6 — 18", "see https://mill.example", "lower case words", "One. Two", "Yes,"]
)
def test_short_lines_that_are_no_headings(line: str) -> None:
    """Signatures, scores, addresses and scraps over a paragraph are no headings."""
    assert "<h2>" not in read(f"A Walk to the Quarry\n\n{WALK}\n\n{line}\n\n{REST}").manuscript.content_html


def test_text_is_escaped() -> None:
    """Nothing in a text file becomes markup."""
    html = read(f"A Walk to the Quarry\n\n{WALK} <script>alert(1)</script> & more.").manuscript.content_html

    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more." in html


def test_characters_that_xml_forbids_are_gone() -> None:
    """Controls become spaces before anything else is done."""
    manuscript = read(f"A Walk\x0c to the Quarry\n\n{WALK}\x00\x1b").manuscript

    assert manuscript.content_text == WALK
    assert manuscript.title == "A Walk to the Quarry"


def test_without_cruft_removal_every_line_stays() -> None:
    """`cruft = "none"` takes the author at his word, but for the headline."""
    body = f"A Walk to the Quarry\n\n{WALK}\n\nShare this\n\n© 2024 Mill Press"

    kept = read(body, settings=Settings(cruft="none")).manuscript.content_text

    assert kept == f"{WALK}\n\nShare this\n\n© 2024 Mill Press"
    assert read(body, Field("cruft", "none", "sidecar")).manuscript.content_text == kept


def test_an_empty_text_is_read() -> None:
    """Nothing in, nothing out, and no exception."""
    reading = read("\n\n  \n")

    assert reading.manuscript.content_html == ""
    assert {line.verdict for line in reading.lines} == {"blank"}


def test_a_book_is_taken_as_it_stands() -> None:
    """Thousands of lines are not judged one by one."""
    body = "\n".join(f"Line {number} of a long list of things" for number in range(4100))

    assert len(read(body).manuscript.content_text) > 100_000


def test_the_survey_counts_each_line_once() -> None:
    """Whatever mark a line has, its key is the same; very long lines have none."""
    keys = plain.survey(document(f"Mill Press\n- Mill Press\n3. Mill Press\n\n{WALK}\n{WALK * 9}"))

    assert len(keys) == 2
    assert all(key.startswith("line:") for key in keys)


TEXTS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [WALK, REST, "- item", "  - sub", "1. one", "> q", "```", "| a | b |", "Related", "© 2024", "---", ""]
        ),
    ),
    max_size=14,
).map("\n".join)


@given(TEXTS)
def test_every_line_has_a_verdict_and_the_html_is_the_text(body: str) -> None:
    """No text raises, each line is accounted for, and HTML and plain text say the same."""
    reading = read(body)

    assert len(reading.lines) == body.count("\n") + 1
    assert reading.manuscript.content_text == markup.text_of(reading.manuscript.content_html)
    assert all(line.reason or line.verdict == "blank" for line in reading.lines)


@given(TEXTS)
def test_reading_is_a_function_of_its_arguments(body: str) -> None:
    """The same document and facts give the same reading."""
    assert read(body) == read(body)


def test_a_heading_may_stand_over_the_words_that_lead_in_to_a_list() -> None:
    """A few words that end in a colon are text enough to stand under a heading."""
    reading = read(
        f"A Walk to the Quarry\n\n{WALK}\n\nWhat to Bring\n\nTake three things:\n\n- Water\n- Boots\n- A map\n"
    )

    assert verdicts(reading)[5] == "heading"


def test_a_date_stands_on_the_day_that_readers_saw() -> None:
    """An hour of another zone does not move a date to the next day."""
    reading = read(f"A Walk to the Quarry\n\nBy Ada Moor\n\nDec. 21, 2023 11:00 pm EST\n\n{WALK}\n\n{REST}\n\n{HOME}\n")

    assert reading.manuscript.published == datetime(2023, 12, 21, tzinfo=UTC)


def test_the_date_of_a_release_is_none_of_the_text() -> None:
    """The word "date" is a label where it stands alone before a date, not after another word."""
    reading = read(f"A Walk to the Quarry\n\n{WALK}\n\n{REST}\n\nRelease date Dec 8, 2023\n")

    assert reading.manuscript.published is None
    assert read(f"A Walk to the Quarry\n\nDate: Dec 8, 2023\n\n{WALK}\n").manuscript.published is not None


def test_two_bare_dates_below_a_headline_are_those_of_a_list() -> None:
    """Where unlabelled dates disagree, none is taken."""
    body = f"A Walk to the Quarry\n\nDecember 13, 2023\n\nA mill burns\n\nDecember 7, 2023\n\n{WALK}\n\n{REST}\n"

    assert read(body).manuscript.published is None


def test_a_long_line_that_ends_in_a_label_is_a_reference() -> None:
    """The last lines of a text may name dates of other works."""
    source = "The Valley Post, Village Council Hears What Became of the Long Dispute Over the Old Quarry Lease"

    assert read(f"A Walk to the Quarry\n\n{WALK}\n\n{source} Filed, Sept. 2, 2021\n").manuscript.published is None


def test_of_a_text_without_end_the_beginning_is_read() -> None:
    """A document may not cost more than seconds: the rest is left out with a warning, and each line says why."""
    reading = read(f"A Walk to the Quarry\n\n{WALK}\n\n" + "x\n" * 120_000)

    assert len(reading.lines) == 100_000
    assert [each.severity for each in reading.manuscript.problems] == ["warning"]
    assert "too long" in reading.manuscript.problems[0].what
    assert (reading.lines[-1].verdict, reading.lines[-1].reason) == ("cruft", "beyond what is read")
