"""Saved pages of questions and answers are whole, and so are the lists of sources below a text."""

from __future__ import annotations

import re

import pytest

from test_page import PROSE, SENTENCES, manuscript

ANSWERS = (
    "Use two long lines to the rings, fore and aft, and springs between them, so that she may rise with the tide.",
    "Check them at half tide, when the current is strongest, and again when it turns.",
    "Or ask the harbour master, who has done it for years and knows each of the rings by its name.",
)
FORUM = f"""
<div class="mainbar" itemprop="mainEntity" itemscope itemtype="https://schema.org/Question">
<h1>How do I moor a boat?</h1>
<div class="question"><div class="votecell"><div>12</div></div><div itemprop="text"><p>She has nine metres. How?</p>
<pre><code>rope.tie()</code></pre></div><div class="user-info"><a href="/u/1">Jane Doe</a></div></div>
<div class="answer accepted" itemtype="https://schema.org/Answer"><div itemprop="text"><p>{ANSWERS[0]}</p>
<p>{ANSWERS[1]}</p></div><div class="user-info">answered Mar 2 <a href="/u/2">Ann Lee</a></div></div>
<div class="answer" itemtype="https://schema.org/Answer"><div itemprop="text"><p>{ANSWERS[2]}</p></div></div></div>
<div class="sidebar"><a href="/q/2">How do I anchor?</a></div>
"""


def test_a_question_has_all_its_answers() -> None:
    """The longest answer may be most of a page: question, code and other answers stay; votes and users go."""
    text = manuscript(FORUM).content_text

    assert text.split("\n\n") == ["She has nine metres. How?", "rope.tie()", *ANSWERS]


def test_each_of_several_questions_is_the_text() -> None:
    """One answer of a page of questions may be most of it."""
    kind = 'itemscope itemtype="https://schema.org/Question"'
    items = (("Is it one?", SENTENCES[0]), ("Two?", " ".join(ANSWERS)), ("Three?", "No."))
    asked = "".join(f"<div {kind}><h3>{name}</h3><div><p>{text}</p></div></div>" for name, text in items)

    text = manuscript(f"<main><h1>A ferry</h1><section>{asked}</section></main>").content_text

    assert text.split("\n\n") == [part for item in items for part in item]


def test_posts_of_a_forum_are_alike_by_their_numbers() -> None:
    """Their boxes may have names that take turns; the first post is not the longest."""
    said = (SENTENCES[0], SENTENCES[1], " ".join(ANSWERS))
    posts = "".join(
        f'<div id="p{n}" class="post bg{n % 2}"><dl class="postprofile"><dt>User {n}</dt></dl><p>{text}</p></div>'
        for n, text in enumerate(said)
    )

    page = manuscript(f"<div><h2>A ferry</h2>{posts}</div>", "<title>A ferry</title>")

    assert page.content_text.split("\n\n") == list(said)


@pytest.mark.parametrize("names", ['id="block-{0}"', 'id="post-{0}" class="post n{0}"'])
def test_boxes_alike_by_their_numbers_alone_are_no_posts(names: str) -> None:
    """A box of the theme says nothing of who wrote it; the next story, loaded below, has a headline."""
    next_box = f'<h2>Another</h2><p class="author">Jane Doe</p><p>{ANSWERS[2]}</p>'
    boxes = f"<div {names.format(1)}><h1>A ferry</h1>{PROSE}</div><div {names.format(2)}>{{}}</div>"

    said = [manuscript(f"<div>{boxes.format(box)}</div>").content_text for box in (next_box, f"<p>{ANSWERS[1]}</p>")]

    assert [ANSWERS[2] in said[0], ANSWERS[1] in said[1]] == [False, False]


def test_questions_may_be_buttons() -> None:
    """A button that is all of a heading opens what stands under it; other buttons are the page's."""
    items = "".join(f"<h2><button>What is {n}?</button></h2><div><p>{SENTENCES[n]}</p></div>" for n in range(3))

    page = manuscript(f"<main><h1>Help <button>Save</button></h1>{items}<button>Share</button></main>")

    assert re.findall("<h2>(.*?)</h2>", page.content_html) == ["What is 0?", "What is 1?", "What is 2?"]
    assert (page.title, "Share" in page.content_text) == ("Help", False)


def test_headings_stay_with_what_stays_under_them() -> None:
    """A page's label, such as "FAQ", is the text's where answers follow; sources stay as a whole."""
    asked = "<h2>FAQ</h2><h3>What does it cost?</h3><p>Two crowns.</p>"
    sources = '<h2>Sources</h2><ul><li><a href="https://a.example/">The Post, 2021</a></li><li>{}</li></ul>'
    papers, way_out = '<a href="https://b.example/">Harbour papers</a>', '<a href="/more">More stories</a>'

    full = manuscript(f"<h1>A ferry</h1>{PROSE}{asked}{sources.format(papers)}").content_text.split("\n\n")
    cut = manuscript(f"<h1>A ferry</h1>{PROSE}{sources.format(way_out)}<h2>FAQ</h2>").content_text.split("\n\n")

    assert full[4:] == ["FAQ", "What does it cost?", "Two crowns.", "Sources", "- The Post, 2021", "- Harbour papers"]
    assert cut[4:] == ["Sources", "- The Post, 2021"]
