"""What surrounds a text is marked on evidence, with a reason, and clean texts lose nothing."""

from __future__ import annotations

import pytest

from feedpress.model import Document, Settings
from feedpress.normalize import cruft, plain
from feedpress.normalize.blocks import pieces
from feedpress.normalize.traits import traits

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
