"""What surrounds a text is marked on evidence, with a reason, and clean texts lose nothing."""

from __future__ import annotations

import pytest

from feedpress.model import Document, Settings
from feedpress.normalize import cruft, plain
from feedpress.normalize.blocks import pieces
from feedpress.normalize.traits import line_key, traits

TEXT = (
    "The mill stood empty for forty years, until two sisters bought it and began to grind flour again.",
    "They found the wheel in good order, though moss had grown over the sluice and jammed its gate.",
    "Neighbours came with shovels, and within a month the brook ran under the wheel as it used to.",
    "Today the sisters sell their flour on Saturdays, and the queue reaches down to the bridge.",
)


def reasons(*lines: str, facts: dict[str, int] | None = None) -> list[str]:
    """Return the gentle reasons against each of `lines`."""
    parts = pieces(lines)
    return cruft.gentle(parts, [traits(part) for part in parts], facts or {})


def kept(body: str, strength: str = "auto", facts: dict[str, int] | None = None) -> str:
    """Return what is left of `body`."""
    document = Document(path="mill/1.txt", kind="text", markup="text", body=body)
    settings = Settings(cruft=strength)  # type: ignore[arg-type]
    return plain.read(document, settings, facts or {}).manuscript.content_text


@pytest.mark.parametrize(
    "line",
    [
        "Share this:", "Subscribe to our newsletter", "Hey Subscribe to our newsletter for more of this.\u00a0",
        "Leave a Reply", "© 2024 Mill Press", "Alle Rechte vorbehalten.", "Folgen Sie uns auf Twitter", "Abonnez-vous",
        "Síguenos en Facebook", "Deixe um comentário", "Iscriviti alla nostra newsletter", "|", "Advertisement",
        "You are receiving this email because you signed up.", "Sie erhalten diesen Newsletter, weil Sie es wollten.",
        "Vous recevez ce message car vous êtes inscrit.", "Has recibido este correo por estar en la lista.",
    ],
)  # fmt: skip
def test_requests_and_rights_below_the_text_are_no_part_of_it(line: str) -> None:
    """Phrases of six languages are known at the edges of a text."""
    assert reasons(*TEXT, line)[-1]


@pytest.mark.parametrize(
    "line",
    ["Conclusion", "The flour is sold on Saturdays.", "- Go to the bridge and turn left", "- Share the dough in four"],
)
def test_lines_inside_the_text_are_left_alone(line: str) -> None:
    """A heading, a sentence or a step of a recipe is no furniture in mid-text."""
    assert reasons(*TEXT[:2], line, *TEXT[2:]) == [""] * 5


def test_buttons_inside_the_text_are_found() -> None:
    """A request that is no sentence is none of the author's, wherever it stands."""
    assert reasons(*TEXT[:2], "Subscribe to our newsletter", "Advertisement", *TEXT[2:])[2:4] == [
        "asks the reader to do something",
        "a label of the page",
    ]


def test_links_to_other_stories_are_found_in_the_text() -> None:
    """A heading such as "Read more" goes with the headlines below it, and ends where prose goes on."""
    found = reasons(
        *TEXT[:2],
        "Read more:",
        "Five mills worth a detour",
        "How flour is graded",
        "Related: The last miller",
        *TEXT[2:],
    )

    assert found[2] == "heads a list of other stories"
    assert found[3:6] == ["links to another story"] * 3
    assert found[6:] == ["", ""]


@pytest.mark.parametrize(
    "line",
    ["Most read in Sport", "Trending on Mill Watch", "Meistgelesen in Kultur", "Les plus lus dans Culture",
     "Lo más leído en Cultura", "As mais lidas em Cultura", "I più letti in Cultura"],
)  # fmt: skip
def test_a_heading_over_other_stories_may_name_their_section(line: str) -> None:
    """Such a heading goes wherever it stands, in each of the six languages."""
    assert reasons(*TEXT[:2], line, *TEXT[2:])[2] == "heads a list of other stories"


def test_what_is_left_of_a_link_goes() -> None:
    """A short open line led by a sign, below everything, was a link."""
    assert reasons(*TEXT, "🤔 On mills, she is right", "Facebook")[-2:] == [
        "what is left of a link",
        "a label of the page",
    ]
    assert reasons(*TEXT, "A short last line")[-1] == ""


def test_lines_that_recur_over_the_folder_go() -> None:
    """Three documents suffice anywhere, two at the edges."""
    (key,) = plain.survey(Document(path="a", kind="text", markup="text", body="The Mill Herald"))

    assert reasons("The Mill Herald", *TEXT, facts={key: 2})[0] == "recurs over the folder"
    assert reasons(*TEXT[:2], "The Mill Herald", *TEXT[2:], facts={key: 2})[2] == ""
    assert reasons(*TEXT[:2], "The Mill Herald", *TEXT[2:], facts={key: 3})[2] == "recurs over the folder"


@pytest.mark.parametrize("copies", [2, 3])
def test_copies_in_the_folder_make_no_line_cruft(copies: int) -> None:
    """Where a text's own sentences recur, all its lines recur, and none of them counts for it."""
    body = "\n\n".join(["The Wheel", *TEXT[:2], "The Sluice", *TEXT[2:]])
    keys = plain.survey(Document(path="a", kind="text", markup="text", body=body))

    assert kept(body, "strong", dict.fromkeys(keys, copies)).endswith("\n\n".join(["The Sluice", *TEXT[2:]]))


def test_a_sentence_that_recurs_is_no_cruft_by_that_alone() -> None:
    """What several texts quote is theirs; an appeal that they share is the site's."""
    appeal = "The mill news is free for all of us, and stays free by those who give a crown to our newsletter a year."
    keys = {
        line: plain.survey(Document(path="a", kind="text", markup="text", body=line))[0] for line in (TEXT[1], appeal)
    }
    facts = dict.fromkeys(keys.values(), 3)

    assert reasons(*TEXT[:2], appeal, *TEXT[2:], facts=facts) == ["", "", "recurs over the folder", "", ""]


def test_a_clean_text_is_left_whole() -> None:
    """Nothing is taken from prose that has nothing around it."""
    body = "\n\n".join(TEXT)

    assert kept(body) == body
    assert kept(body, "strong") == body
    assert kept(body, "gentle") == body


DUMP = (
    "Skip to content\nMenu\n"
    + "".join(
        f"  • {word}\n" for word in ("News", "Sport", "Weather", "Business", "Travel", "Food", "Culture", "Opinion")
    )
    + "Log in\nSubscribe\n\nSisters Bring Old Mill Back to Life\n\nBy Ada Brook\nMarch 9, 2024\n\n"
    + "Facebook\nTwitter\nEmail\n\n"
    + "\n\n".join(TEXT)
    + "\n\nComments (2)\n\nWhat a lovely story, thank you for sharing it with us all.\n\n"
    "I remember the mill from when I was a child, and how cold the water was.\n\n"
    + "".join(
        f"  • {word}\n" for word in ("About", "Contact", "Careers", "Privacy Policy", "Terms of Use", "Cookie Policy")
    )
    + "© 2024 The Mill Herald. All rights reserved.\n"
)


def test_a_dumped_page_yields_its_article() -> None:
    """Menus, buttons, comments and the footer go; headline, author and date are read."""
    document = Document(path="herald/1.txt", kind="text", markup="text", body=DUMP)

    manuscript = plain.read(document, Settings(), {}).manuscript

    assert manuscript.title == "Sisters Bring Old Mill Back to Life"
    assert [person.name for person in manuscript.authors] == ["Ada Brook"]
    assert str(manuscript.published) == "2024-03-09 00:00:00+00:00"
    assert manuscript.content_text == "\n\n".join(TEXT)


def test_gentle_leaves_doubtful_lines_of_a_dump() -> None:
    """Without the model only phrases count."""
    assert "remember the mill" in kept(DUMP, "gentle")
    assert "remember the mill" not in kept(DUMP, "strong")


def test_a_dumped_text_ends_at_a_long_stretch_of_furniture() -> None:
    """What other stories follow after the page's furniture are not this text's."""
    furniture = "".join(f"  • {word}\n" for word in ("Home", "Search", "Contact", "About us", "Privacy Policy") * 4)
    other = "Elsewhere a lighthouse was sold for one crown to a retired captain who means to live in it."

    assert kept(DUMP.replace("Comments (2)", furniture + other)) == "\n\n".join(TEXT)


def test_where_nothing_would_be_left_nothing_goes() -> None:
    """A text of furniture alone is kept as it is."""
    assert kept("Subscribe\n\nFollow us\n\nContact us") != ""


def test_prose_is_not_given_up_to_the_model() -> None:
    """Most of a prosy text stays, whatever the model thinks of it."""
    parts = pieces([*TEXT, "Menu", "Search", "Home"])
    looks = [traits(part) for part in parts]

    assert cruft.mark(parts, looks, [-9.0] * 7, {}, "strong")[:4] == [""] * 4


@pytest.mark.parametrize(
    "line",
    [
        "The bakery bought cookies and bread from the mill, and paid in coins of silver.",
        "The paper has three thousand subscribers, a third of them in the valley.",
        "A sack of flour costs nine euros per month, or eleven in the winter half of the year.",
        "The sale was noticed on Twitter first, then in the taproom of the inn.",
    ],
)
def test_a_sentence_that_addresses_nobody_offers_nothing(line: str) -> None:
    """Words that sites use to speak of themselves are anyone's in a sentence without "you" or "us"."""
    assert reasons(*TEXT, line)[-1] == ""


@pytest.mark.parametrize(
    "line",
    [
        "Start the day with our letter: the news of the valley, before breakfast.",
        "We send our letter to your inbox, with the best of the week, on Fridays.",
        "Unser Rundbrief bringt Ihnen jeden Freitag das Beste aus dem Tal.",
        "Notre lettre vous apporte chaque vendredi le meilleur de la vallée.",
    ],
)
def test_a_letter_is_offered_without_the_word_newsletter(line: str) -> None:
    """A sentence that offers "our letter" goes, with the button below it."""
    assert all(reasons(*TEXT, line, "Sign me up")[-2:])


@pytest.mark.parametrize(
    "heading", ["An Unlikely Pair", "An Unlikely Pair of Millers", "An Unlikely Pair Makes the Case"]
)
def test_a_heading_right_under_the_headline_stays(heading: str) -> None:
    """What stands over prose and is more than a label is no furniture, however little it looks like the text."""
    body = "\n\n".join(("Two Sisters Start the Old Mill Again", heading, *TEXT))

    assert heading in kept(body).split("\n\n")


def test_headings_over_prose_survive_a_model_that_doubts_them() -> None:
    """The model alone cuts a label and a date above the text, not a line that may be its first heading."""
    lines = ("Mills", "An Unlikely Pair", *TEXT[:2])
    parts = pieces("\n\n".join(lines).split("\n"))
    verdicts = cruft.mark(parts, [traits(part) for part in parts], [-2.0, -2.0, 4.0, 4.0], {}, "auto")

    assert verdicts == ["unlike the text", "", "", ""]


def test_a_list_inside_the_text_stays_whole() -> None:
    """Items that look unlike the text are its own where text stands above and below them."""
    lines = (*TEXT[:2], "- Wheel: 4.2 m", "- Stones: 2", *TEXT[2:])
    parts = pieces(lines)
    scores = [4.0, 4.0, -3.0, -3.0, 4.0, 4.0]

    assert cruft.mark(parts, [traits(part) for part in parts], scores, {}, "strong") == [""] * 6


def test_the_head_of_a_table_may_recur() -> None:
    """Two documents may have tables with the same columns."""
    row = "| Year | Flour | Price |"
    fact = traits(pieces([row])[0]).key

    assert reasons(*TEXT, row, "| 1871 | rye | 9 |", facts={fact: 3})[-2:] == ["", ""]


def test_a_document_that_is_all_furniture_is_published_with_a_warning() -> None:
    """Nothing is taken away where nothing would be left, and the report says that it looks like no text."""
    document = Document(path="mill/2.txt", kind="text", markup="text", body="Related to this story\n\nMost Popular")
    manuscript = plain.read(document, Settings(), {}).manuscript

    assert manuscript.content_text == "Related to this story\n\nMost Popular"
    assert [(each.path, each.severity) for each in manuscript.problems] == [("mill/2.txt", "warning")]


def test_a_line_is_counted_as_the_piece_it_becomes() -> None:
    """A year before a full stop in mid-line is no item's number, so that survey and reading agree."""
    line = "The season ended in 2019. Knowing the track, the mill and the miller was of little use by then."

    assert line_key(line) == traits(pieces([line])[0]).key
    assert line_key(f"1. {line}") == line_key(line)


def test_whole_sentences_above_the_text_are_not_cut_by_the_model_alone() -> None:
    """A lead that the model doubts is text: only evidence or a model that is sure cuts sentences under a headline."""
    parts = pieces(("Sign up for our newsletter", *TEXT))
    scores = [-6.0, -2.0, 3.0, 3.0, 3.0]

    assert cruft.mark(parts, [traits(part) for part in parts], scores, {}, "strong")[1:] == [""] * 4


def test_sentences_that_are_surely_unlike_the_text_are_cut() -> None:
    """What the model is sure of goes, even right above the text."""
    parts = pieces(TEXT)
    scores = [-3.0, 3.0, 3.0, 3.0]

    assert cruft.mark(parts, [traits(part) for part in parts], scores, {}, "strong")[0] == "unlike the text"


def test_a_list_is_not_broken_off_by_the_model_alone() -> None:
    """The last items of a list at the end of a text stay with the others."""
    parts = pieces(
        (*TEXT, "- Flour is sold on Saturdays, from eight to noon.", "- Bread", "- Yeast, as long as there is any")
    )
    scores = [3.0, 3.0, 3.0, 3.0, 1.0, -2.0, -2.0]

    assert cruft.mark(parts, [traits(part) for part in parts], scores, {}, "strong") == [""] * 7


def test_who_is_quoted_stays_with_the_words() -> None:
    """The line below a quote that names its speaker is of the text, at its end too."""
    who = "\u2014 Jane Doe (@jane) May 4, 2024"
    parts = pieces((*TEXT[:2], who, *TEXT[2:], who))
    scores = [3.0, 3.0, -3.0, 3.0, 3.0, -3.0]

    assert reasons(*TEXT, who)[-1] == ""
    assert cruft.mark(parts, [traits(part) for part in parts], scores, {}, "strong") == [""] * 6
