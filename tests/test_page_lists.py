"""A saved page that but lists the stories of others is kept back, and says so; a page with a text never is."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from feedpress import normalize
from feedpress.corpus import html
from feedpress.model import Field, Settings
from test_page import PROSE, SENTENCES, manuscript


def listed(number: int, body: str = "", address: str = "/stories/{}/") -> str:
    """Return the story `number` as front pages have it: a headline that is a link, and a text or the first words."""
    head = f'<h2><a href="{address.format(number)}">Story number {number}</a></h2>'
    return f'<article class="post">{head}<div>{body or f"<p>{SENTENCES[number]}</p>"}</div></article>'


FRONT = "".join(map(listed, range(4)))


def test_a_front_page_is_kept_back() -> None:
    """Its stories have pages of their own; the report names what to do."""
    page = manuscript(f"<main><h1>News</h1>{FRONT}</main>", "<title>The Post</title>")

    assert page.kept_back == Field("draft", "a list of 4 stories", "derived")
    assert [(problem.line, problem.what.partition(":")[0]) for problem in page.problems] == [
        (1, "lists 4 stories of other pages, and has no text of its own")
    ]


def test_a_front_page_bears_the_site_s_name_and_day() -> None:
    """At the address of a whole site neither its headline, which is its title, nor a date makes it a text."""
    head = "<title>The Post</title><link rel=canonical href='https://post.example/'><meta name=date content=2024-05-01>"

    assert manuscript(f"<h1>The Post</h1>{FRONT}", head).kept_back is not None


def test_what_a_sidecar_says_of_it_counts() -> None:
    """`draft = false` shows it all the same, without a word."""
    document = html.read("index.html", f"<html><body><main>{FRONT}</main></body></html>".encode())[0][0]
    told = replace(document, fields=(Field("draft", "false", "sidecar"), *document.fields))

    page = normalize.manuscript(told, Settings(), {})

    assert (page.kept_back, page.problems) == (None, ())


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<h1>A ferry</h1>{PROSE}{FRONT}", ""),
        (f"<main>{FRONT}</main>", '<meta property="og:type" content="article">'),
        (f"<main>{FRONT}</main>", "<title>Story number 2 · The Post</title>"),
        ("".join(listed(n, address="https://shop.example/{}") for n in range(4)), ""),
        ("".join(listed(n, address="/guide#{}") for n in range(4)), ""),
        (f"<main><h1>Four stories</h1>{FRONT}</main>", "<title>Four stories | The Post</title>"),
        (FRONT, "<meta name=date content=2024-05-01>"),
        (FRONT.replace("href=", "name="), ""),
        ("".join(listed(n, address="javascript:show({})") for n in range(4)), ""),
        (listed(0, PROSE * 2) + listed(1) + listed(2), ""),
        ("".join(map(listed, range(2))), ""),
    ],
)
def test_a_page_with_a_text_is_published(body: str, head: str) -> None:
    """A text of its own, a head or title that says so, links elsewhere, to its own parts or to none, one long story."""
    assert manuscript(body, head).kept_back is None
