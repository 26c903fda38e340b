"""Of a saved page the article stays, under the headline and the date that stood over it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from feedpress import normalize
from feedpress.corpus import html as reader
from feedpress.model import Manuscript, Settings
from feedpress.normalize.pageline import words
from feedpress.normalize.pagetree import parse
from feedpress.normalize.reading import Reading

SENTENCES = (
    "The ferry to the island runs twice a day, and in winter only when the harbour is free of ice.",
    "Its captain has made the crossing for thirty years; he says that the sea has changed more than the timetable.",
    "Passengers bring bread, newspapers and once, in a cage that nobody would hold, a goose for the school.",
    "In March the council will decide whether a bridge is worth what it would cost the village.",
)
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
LONG = (
    "A neighbouring story goes on at some length here, with commas, and full stops, so that it looks like prose. " * 2
)


def reading(
    body: str, head: str = "", facts: Mapping[str, int] | None = None, path: str = "news/ferry.html"
) -> Reading:
    """Read a page with `body` and `head`."""
    source = f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>"
    return normalize.read(reader.read(path, source.encode())[0][0], Settings(), facts or {})


def manuscript(body: str, head: str = "", facts: Mapping[str, int] | None = None) -> Manuscript:
    """Return the manuscript of a page."""
    return reading(body, head, facts).manuscript


FRAME = """
<header class="site-header"><a href="/">Home</a><nav><ul><li><a href="/a">News</a></li></ul></nav></header>
<div class="layout"><div class="story"><h1>A ferry in winter</h1>{}</div>
<aside><h3>Most read</h3><p>{}</p></aside></div>
<div id="comments"><p>{}</p></div>
<footer><p>© 2024 The Island Post. All rights reserved.</p></footer>
"""


def test_the_article_stays_and_the_page_goes() -> None:
    """Navigation, sidebar, comments and footer are left out, the article is whole."""
    page = manuscript(FRAME.format(PROSE, LONG, LONG))

    assert page.title == "A ferry in winter"
    assert page.content_text == "\n\n".join(SENTENCES)


@pytest.mark.parametrize("rest", ["", "</article><footer><p>© The Island Post</p></footer>", "</article></body>"])
def test_a_head_that_nothing_ends_holds_no_article(rest: str) -> None:
    """HTML wants neither `<body>` nor an end of `<head>`: the first element that is seen ends it."""
    source = f"<!DOCTYPE html><html lang=en><title>A ferry</title><article><h1>A ferry</h1>{PROSE}{rest}"

    page = normalize.manuscript(reader.read("ferry.html", source.encode())[0][0], Settings(), {})

    assert (page.title, page.content_text) == ("A ferry", "\n\n".join(SENTENCES))


def test_every_part_has_its_reason() -> None:
    """What was left out is listed with the reason, the headline as the title."""
    blocks = reading(FRAME.format(PROSE, LONG, LONG)).blocks
    reasons = {block.text: (block.verdict, block.reason) for block in blocks}

    assert reasons["A ferry in winter"] == ("title", "the headline")
    assert reasons[SENTENCES[0]] == ("body", "text of the article")
    assert reasons["Home"][0] == "cruft"
    assert reasons[LONG.strip()] == ("cruft", 'named "comments"')
    assert all(block.reason for block in blocks)


def test_structure_is_kept() -> None:
    """Links, emphasis, nested lists, quotes, code, tables and pictures with captions come through, without boxes."""
    body = (
        f'<article><div class="box">{PROSE}<h2>What to bring</h2>'
        "<ul><li>bread<ul><li>rye</li></ul></li><li><p>news</p><p>papers</p></li></ul>"
        "<ol><li>first</li></ol><blockquote><p>The sea has changed.</p></blockquote>"
        '<pre class="lang-sh">run\n  ferry</pre><pre><code class="language-py">x &lt; 1</code></pre>'
        "<table><tr><th>Day</th><th>Boat</th></tr><tr><td>Monday</td><td><b>two</b><p>if calm</p></td></tr></table><hr>"
        '<figure><img data-src="boat.jpg" src="data:image/gif;base64,x" alt="A boat">'
        "<figcaption>The boat</figcaption></figure>"
        '<p>More <a href="/tide">on the tide</a>, <strike>soon</strike> <em>now</em>.<br>A line.</p>'
        f"<p>{SENTENCES[0]} Again, at the end.</p></div></article>"
    )
    page = manuscript(body, '<link rel=canonical href="https://post.example/ferry">')

    for piece in (
        "<h2>What to bring</h2>", "<ul><li>bread<ul><li>rye</li></ul></li><li>news<p>papers</p></li></ul>",
        "<ol><li>first</li></ol>", "<blockquote><p>The sea has changed.</p></blockquote>",
        '<code class="language-sh">run\n  ferry</code>', '<code class="language-py">x &lt; 1</code>',
        "<tr><th>Day</th><th>Boat</th></tr><tr><td>Monday</td><td><b>two</b> if calm</td></tr>", "<hr>",
        '<figure><img src="https://post.example/boat.jpg" alt="A boat"><figcaption>The boat</figcaption></figure>',
        '<a href="https://post.example/tide" rel="noopener">on the tide</a>, <s>soon</s> <em>now</em>.<br>A line.',
    ):  # fmt: skip
        assert piece in page.content_html
    assert "<div" not in page.content_html
    assert "The boat" not in page.content_text


@pytest.mark.parametrize(
    "extra",
    [
        '<p class="hidden">Nobody sees this sentence, because a style sheet hides it from view.</p>',
        "<div hidden><p>Nobody sees this sentence, because the page says that it is hidden.</p></div>",
        '<div style="display:none"><p>Nobody sees this sentence, since it takes no room on the page.</p></div>',
        "<p>Share</p>",
        "<p>Subscribe to our newsletter</p>",
        '<p><a href="/other">Another story that you may want to read</a></p>',
        "<h3>Related articles</h3><ul><li><a href='/x'>One more story, about something else</a> today</li></ul>",
        '<blockquote class="twitter-tweet"><p>Somebody said something, elsewhere.</p></blockquote>',
        '<div class="promo-box"><p>Become a member today, and never miss a story about boats again.</p></div>',
        f"<p>{SENTENCES[1]}</p>",
        "<h1>A ferry in winter</h1>",
        '<p class="wp-caption-text">The harbour in January</p>',
        "<script>document.write('x')</script><!-- a comment -->",
    ],
)
def test_what_stands_between_is_left_out(extra: str) -> None:
    """Hidden text, labels, requests, links to other stories, posts from elsewhere and repetitions go."""
    parts = [f"<p>{sentence}</p>" for sentence in SENTENCES]
    page = manuscript(f"<h1>A ferry in winter</h1><article>{''.join(parts[:3])}{extra}{parts[3]}</article>")

    assert page.content_text == "\n\n".join(SENTENCES)


@pytest.mark.parametrize(
    "extra",
    [
        '<p class="hidden lg:block">Shown on large screens, this sentence is part of the text.</p>',
        '<p><a href="https://elsewhere.example/">A source that the text points to</a></p>',
        "<p>Short.</p>",
        "<p>Share prices fell, he said.</p>",
    ],
)
def test_what_belongs_stays(extra: str) -> None:
    """Responsive text, links to other sites and short sentences are the author's."""
    parts = [f"<p>{sentence}</p>" for sentence in SENTENCES]
    page = manuscript(
        f"<article>{''.join(parts[:2])}{extra}{''.join(parts[2:])}</article>",
        '<meta property="og:url" content="https://post.example/a">',
    )

    assert len(page.content_text.split("\n\n")) == len(SENTENCES) + 1


def test_the_edges_are_trimmed() -> None:
    """Labels before the first and after the last paragraph go; ledes, headings before and sentences after stay."""
    body = (
        "<h1>A ferry in winter</h1><p>The island waits for its boat, as it has always done.</p>"
        f"<div class=text><p>By Ann</p><h2>Two crossings a day</h2>{PROSE}<p>So be it.</p><p>Ann Lee</p>"
        "<h3>More</h3><ul><li><a href=/x>Other</a> story.</li></ul></div>"
    )

    assert manuscript(body).content_text == "\n\n".join(
        ("The island waits for its boat, as it has always done.", "Two crossings a day", *SENTENCES, "So be it.")
    )


@pytest.mark.parametrize("tag", ["p", "div"])
def test_one_long_paragraph_is_not_the_whole_article(tag: str) -> None:
    """Where a single paragraph has most of the prose, the short ones beside it are the text as well."""
    story = f"<{tag}>{' '.join(SENTENCES)}</{tag}><{tag}>Nobody was hurt, and the goose got away.</{tag}>"
    body = f"<h1>A ferry in winter</h1><div>{story}</div>"

    assert manuscript(body).content_text.endswith("\n\nNobody was hurt, and the goose got away.")


def test_the_end_of_a_text_may_be_short() -> None:
    """After the last long paragraph, a sentence with a link in it, its heading and a list are still the text."""
    end = (
        "<h2>What it costs</h2><p>It costs ten. See <a href=/plan>the plan</a>.</p><ul><li>Bread</li><li>Milk</li></ul>"
    )
    page = manuscript(f"<article>{PROSE}{end}<h3>More</h3><ul><li><a href=/x>Other</a></li></ul></article>")

    assert page.content_text.endswith("What it costs\n\nIt costs ten. See the plan.\n\n- Bread\n\n- Milk")


@pytest.mark.parametrize(
    "line", ["By Ann Lee", "Von Ann Lee", "Stand: 24.12.2023, 18:05 Uhr", "May 1, 2024, by Ann Lee"]
)
def test_who_wrote_and_when_is_no_text(line: str) -> None:
    """A line between lede and text that only says who wrote or when goes; a dated sentence stays."""
    dated = "On May 4, 2024, it was late."
    body = f"<article><p>{SENTENCES[0]}</p><p>{line}</p><p>{dated}</p><p>{SENTENCES[1]}</p></article>"

    assert manuscript(body).content_text == "\n\n".join((SENTENCES[0], dated, SENTENCES[1]))


def test_microdata_names_headline_and_author() -> None:
    """What a page marks as headline and author is, not who is marked so in a comment."""
    head, byline = "<title>Post | Ferry</title>", "<i itemprop=author><b itemprop=name>Ann Lee</b></i>"
    story = f"<h2 itemprop=headline>A ferry in winter</h2><div>{byline}</div>{PROSE}"
    card = f"<div itemscope>{PERSON.format('Cy Moe')}</div>"
    page = manuscript(f"<div class=comments><i itemprop=author>Bob Roe</i></div>{story}{card}", head)

    assert (page.title, [person.name for person in page.authors]) == ("A ferry in winter", ["Ann Lee"])


@pytest.mark.parametrize(
    ("extra", "text"),
    [
        ("<h3>Are there bees?</h3><p>Yes.</p>", "Are there bees?\n\nYes."),
        ("<p class=head>A goose is washed</p><p>It took an hour.</p>", "A goose is washed\n\nIt took an hour."),
        ("<ol><li id=f1>So says my aunt. <a href=#r1>Back</a></li></ol>", "- So says my aunt. Back"),
        ("<figure><img src=https://a.example/g.jpg alt=Goose></figure><p>The goose.</p>", "The goose."),
    ],
)
def test_short_answers_notes_and_pictures_at_the_end_stay(extra: str, text: str) -> None:
    """An answer of one word, a heading in other clothes, a note that leads back into the page, a picture."""
    page = manuscript(f"<article>{PROSE}{extra}<p>Ann Lee</p></article>")

    assert page.content_text.split("\n\n", 4)[4] == text
    assert page.content_html.count("<img") == extra.count("<img")


def test_double_breaks_part_paragraphs() -> None:
    """Blogs whose editor writes no paragraphs show some all the same; a single break stays."""
    page = manuscript(f"<div>{SENTENCES[0]}<br><br>{SENTENCES[1]}<br>{SENTENCES[2]}<br/><br/></div>")

    assert page.content_html == f"<p>{SENTENCES[0]}</p>\n<p>{SENTENCES[1]}<br>{SENTENCES[2]}</p>"


def test_a_text_may_open_with_short_sentences() -> None:
    """A question, a lead-in and an answer that lead without a break to the first long paragraph are the text."""
    opening = ("When did you come?", "In 1971.", "It was like this:")
    body = "".join(f"<p>{each}</p>" for each in opening)

    assert manuscript(f"<article><p>Ann Lee</p>{body}{PROSE}</article>").content_text.startswith("\n\n".join(opening))


def test_an_article_in_several_boxes_is_one() -> None:
    """Boxes beside the article's own that are called the same, and plain text beside it, belong to it."""
    chunks = f'<div class="chunk">{PROSE}</div><p>Between the boxes there is a sentence.</p>'
    chunks += f'<div class="chunk"><p>{SENTENCES[0]} Twice.</p></div>'
    page = manuscript(f'<div class="all">{chunks}<div class="odd"><p>Elsewhere.</p></div></div>')

    assert page.content_text.endswith(f"Between the boxes there is a sentence.\n\n{SENTENCES[0]} Twice.")


def test_a_page_with_little_on_it() -> None:
    """A page without prose keeps what it has, an empty one is empty, and neither fails."""
    assert manuscript("<h1>Closed</h1><p>Back on Monday.</p>").content_text == "Back on Monday."
    assert manuscript("").content_text == ""
    assert manuscript("<!-- nothing -->").title == "Ferry"
    assert "<br>" in manuscript("<p>One<svg></svg> line<img><br>and another.</p>").content_html
    assert manuscript("Just text, no tags.").content_text == "Just text, no tags."


def test_nothing_goes_where_nothing_should() -> None:
    """A corpus that wants no cruft removed keeps every visible part of its pages."""
    source = FRAME.format(PROSE, LONG, LONG).encode()
    result = normalize.read(reader.read("news/ferry.html", source)[0][0], Settings(cruft="none"), {})

    assert "Most read" in result.manuscript.content_text
    assert {block.verdict for block in result.blocks} >= {"title", "body"}
    assert "cruft" not in {block.verdict for block in result.blocks}


TITLES = [
    ("<title>A ferry in winter | The Island Post</title>", "<h1>A ferry in winter</h1>", "A ferry in winter"),
    (
        "<title>A ferry in winter - Island Post</title><meta property=og:site_name content='Island Post'>",
        "",
        "A ferry in winter",
    ),
    ("<title>A ferry - in winter</title>", "", "A ferry - in winter"),
    (
        "<title>Post.example: x</title><meta property=og:title content='A ferry in winter | Post'>",
        "",
        "A ferry in winter",
    ),
    ("<meta property=og:title content='PostExample - A ferry in winter'>", "", "A ferry in winter"),
    (
        "<meta property=og:title content='Ferry in winter, explained'>",
        "<h1>A ferry in winter</h1>",
        "A ferry in winter",
    ),
    (
        "<meta property=og:title content='A ferry'>",
        "<h1>The Island Post Online</h1><h1>A ferry in winter</h1>",
        "A ferry in winter",
    ),
    ("<meta property=og:title content='A ferry'>", "<h1>Something else</h1><h1>Quite different</h1>", "A ferry"),
    ("", "<h1>News</h1><h1>A ferry in winter</h1>", "A ferry in winter"),
    ("<title>A ferry in winter | post.example | Post</title>", "", "A ferry in winter"),
    ("<title>A ferry in winter | Quayside</title>", "<div>A ferry in winter</div>", "A ferry in winter"),
    ("<title>Ann's Notes: A ferry</title>", "<h1>Ann's Notes</h1><h3>A ferry</h3>", "A ferry"),
    ("<title>Storm: live</title>", "<h1>Storm: live</h1>", "Storm: live"),
    ("<title>Best » A ferry</title>", "<h1>Best</h1><h2>A ferry</h2>", "A ferry"),
    ("<title>A ferry · Quay Forum</title>", "<h1>Quay Forum</h1><h2>A ferry</h2>", "A ferry"),
    ("<title>A ferry - by Ann - Quay Notes</title>", "<p>Quay Notes</p><h1>A ferry</h1>", "A ferry"),
    ("<title>A ferry | Quay Notes</title>", "<h1>A ferry</h1><p>Quay Notes</p>", "A ferry"),
    (
        "<title>A ferry - Quay Notes</title><meta property=og:title content='A ferry'>",
        "<h1>A ferry</h1><h2>Quay Notes</h2>",
        "A ferry",
    ),
    ("<title>A ferry - Science - Quay Notes</title>", "<h1>Quay Notes</h1><h2>A ferry</h2>", "A ferry"),
    ("<title>Ice: when? - Quay Forum</title>", "<h1>Quay Forum</h1><h2>Ice: when?</h2>", "Ice: when?"),
    ("<title>Ferry | X</title>", "<h1>Ferry</h1>", "Ferry"),
    ("<title>Ferry | X</title>", "<h2 class=entry-title>Ferry</h2>", "Ferry"),
    ("<title>Ferry « Salt and Wire</title>", "<h1><a href=/>Salt and Wire</a></h1><h2>Ferry</h2>", "Ferry"),
    ("<title>A ferry</title>", "<h1>Salt and Wire</h1><h2>A ferry</h2>", "A ferry"),
    ("<title>港の氷｜港だより</title>", "<h1>港の氷</h1>", "港の氷"),
    ("", "<p class='c3 title'>A ferry</p><p class=subtitle>In winter</p>", "A ferry"),
    ("<title>港口的冰_新闻_港口笔记</title>", "<h3>港口的冰</h3>", "港口的冰"),
]


@pytest.mark.parametrize(("head", "body", "title"), TITLES)
def test_the_title_is_the_headline(head: str, body: str, title: str) -> None:
    """The headline wins over what the head says; the site's name is no part of a title."""
    site = "<link rel=canonical href='https://www.post.example/ferry'>"

    assert manuscript(f"{body}<article>{PROSE}</article>", head + site).title == title


def test_an_end_that_recurs_is_the_sites_name() -> None:
    """The tail of a title that two pages of a folder share is cut off, one that stands alone is kept."""
    head = "<title>A ferry in winter — Tidings</title>"
    document = reader.read("news/a.html", f"<html><head>{head}</head><body>{PROSE}</body></html>".encode())[0][0]

    assert normalize.survey(document) == ("suffix:Tidings",)
    assert manuscript(PROSE, head, {"suffix:Tidings": 2}).title == "A ferry in winter"
    assert manuscript(PROSE, head, {"suffix:Tidings": 1}).title == "A ferry in winter — Tidings"
    assert manuscript(f"<h1>Tidings</h1>{PROSE}", head, {"suffix:Tidings": 2}).title == "A ferry in winter"


def test_a_date_that_may_be_two_is_named() -> None:
    """03/04/2024 beside the headline is not read but told, with what settles it, unless the corpus says the order."""
    source = f"<h1>A ferry in winter</h1>\n<p>Published 03/04/2024</p>\n<article>{PROSE}</article>".encode()
    document = reader.read("news/ferry.html", source)[0][0]
    unsettled = normalize.manuscript(document, Settings(), {})
    settled = normalize.manuscript(document, Settings(date_order="mdy"), {})

    (problem,) = unsettled.problems
    assert str(problem).startswith('news/ferry.html:2: "03/04/2024" may be two dates; it is not read; set `date_order`')
    assert unsettled.published is None
    assert (settled.published, settled.problems) == (datetime(2024, 3, 4, tzinfo=UTC), ())


BYLINE = "<h1>A ferry in winter</h1><div class='meta'>{}</div><article>" + PROSE + "</article>"
DAY = datetime(2024, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "byline", "day", "origin"),
    [
        ("<meta property=article:published_time content=2024-02-03>", "January 9, 2020", DAY, "html-meta"),
        ("", "<time datetime=2024-02-03>Saturday</time>", DAY, "html-meta"),
        ("", "<span itemprop=datePublished content=2024-02-03></span>", DAY, "html-meta"),
        ("", "By Ann Lee<span>Feb 3, 2024</span><span>2 Shares</span>", DAY, "header"),
        ("", "<span>Updated <time datetime=2024-02-09>Friday</time></span>", None, "none"),
        ("", "Updated February 9, 2024", None, "none"),
        ("", "</div><aside><time datetime=2024-02-09>x</time></aside><div>", None, "none"),
        ("<link rel=canonical href='https://post.example/2024/02/03/ferry'>", "", DAY, "url"),
        ("<link rel=canonical href='https://post.example/2024/feb/03/ferry'>", "", DAY, "url"),
        ("<link rel=canonical href='https://post.example/20240203/ferry'>", "", DAY, "url"),
        ("<link rel=canonical href='https://post.example/ferry-2024-02-03.html'>", "", DAY, "url"),
        ("<link rel=canonical href='https://post.example/ferry?day=2024-02-03'>", "", None, "none"),
        ("", "Last updated February 9, 2024 • Published February 3, 2024", DAY, "header"),
        ("", "Published February 3, 2024 • Updated February 9, 2024", DAY, "header"),
        ("", "</div><footer>On <time datetime=2024-02-03>Saturday</time></footer><div>", DAY, "html-meta"),
        ("", "<p>The council meets again on February 9, 2024.</p>", None, "none"),
        ("", "<p>On February 9, 2024 the council meets again.</p>", None, "none"),
        ("", "<p>Le conseil se réunit le 9 février 2024.</p>", None, "none"),
        ("", "<p>Mis en ligne le 3 février 2024 à 10 heures.</p>", DAY, "header"),
        ("", "<p>Veröffentlicht am Samstag, 3. Februar 2024, um 10 Uhr.</p>", DAY, "header"),
        ("", "<p>Hamburg, den 3. Februar 2024 um 10 Uhr.</p>", DAY, "header"),
        ("", "<p>February 3, 2024. Five minutes to read.</p>", DAY, "header"),
        ("", "<p>This was published on February 3, 2024.</p>", DAY, "header"),
        ("<meta name=date content='1970-01-01T00:00:00Z'>", "February 3, 2024", DAY, "header"),
        ("<meta name=created content='2015-06-05T18:19:34'>", "February 3, 2024", DAY, "header"),
        ("<meta name=created content='2024-02-03'>", "", DAY, "label"),
    ],
)
def test_a_date_counts_where_dates_belong(head: str, byline: str, day: datetime | None, origin: str) -> None:
    """The head's date comes first, then one beside the headline; updates and other boxes' dates are none."""
    page = manuscript(BYLINE.format(byline), head)

    assert (page.published, page.origins["published"].source) == (day, origin)


@pytest.mark.parametrize(
    "byline",
    [
        "Last updated February 9, 2024 • Published February 3, 2024",
        "February 3, 2024</div><div><span>Updated: <time datetime=2024-02-09>Friday</time></span>",
        "February 3, 2024</div><div><time itemprop=dateModified datetime=2024-02-09>Friday</time>",
    ],
)
def test_a_page_s_line_says_when_it_was_changed(byline: str) -> None:
    """What stands as an update beside the headline is one."""
    page = manuscript(BYLINE.format(byline))

    assert (page.published, page.updated) == (DAY, datetime(2024, 2, 9, tzinfo=UTC))


def test_dates_in_teasers_and_footers_are_not_the_pages() -> None:
    """A date that stands below the article dates something else."""
    body = f"<article>{PROSE}</article><div class=related><p>Oct 17, 2023</p></div><footer><p>Oct 18, 2023</p></footer>"
    short = f"<article><p>{SENTENCES[0]}</p><footer><time datetime=2024-02-09>Friday</time></footer></article>"

    assert manuscript(body).published is manuscript(short).published is None


PERSON = "<i itemprop=author itemscope><b itemprop=name>{}</b></i>"
LINKED = (
    '<script type="application/ld+json">{{"@type": "Recipe", "author": {{"@type": "Person", "name": {}}}}}</script>'
)
ANN_AND_BOB = ["Ann Lee", "Bob Roe"]


@pytest.mark.parametrize(
    ("head", "byline", "names"),
    [
        ("", 'By <a href="/ann">Ann Lee</a> <time>May 1, 2024</time>', ["Ann Lee"]),
        ("", "Written by Ann Lee on May 1, 2024", ["Ann Lee"]),
        ("", "Posted on May 1, 2024 by Ann Lee", ["Ann Lee"]),
        ("", "By Ann Lee and Bob Roe | Feb 3, 2024", ["Ann Lee", "Bob Roe"]),
        ("", "Von Ann Lee", ["Ann Lee"]),
        ("", "Von Ann Lee und Bob Roe Stand: 14.02.2023, 18:05 Uhr", ANN_AND_BOB),
        ("", "Submitted by Ann Lee on Tue, 04/19/2022 - 14:20", ["Ann Lee"]),
        ("", "Publié le 3 février 2021 par Ann Lee dans Patrimoine", ["Ann Lee"]),
        ("", "By Kim So, May 1, 2024", ["Kim So"]),
        ("", "By Ann Lee, Staff Writer", ["Ann Lee"]),
        ("", "By Ann Lee and Emily Post", ["Ann Lee", "Emily Post"]),
        ("", "By<p>Social Links for Ann Lee</p>", []),
        ("", "Published by Ann Lee at 10:00, 6th May 2023", ["Ann Lee"]),
        ("", "Posted by <a rel=author href=/ann>ann_lee</a>", ["ann_lee"]),
        ("", "<a rel=author href=/about>About</a>", []),
        ("", "By Ann Lee 3 min read", ["Ann Lee"]),
        ("", "By Ann Lee »", ["Ann Lee"]),
        ("", "By the staff of a paper that nobody reads any more, or so they say, in the end", []),
        ("<meta name=author content='Ann Lee, Bob Roe'>", "By Someone Else", ["Ann Lee", "Bob Roe"]),
        ("<meta name=author content='Ann Lee, PhD'>", "", ["Ann Lee, PhD"]),
        ("<meta name=author content='https://x.example/ann'>", "", []),
        ("<meta name=author content='Ann Lee, Bob Roe and Cy Moe'>", "", ["Ann Lee", "Bob Roe", "Cy Moe"]),
        ("<meta name=author content='Ann and Bob'>", "", ["Ann and Bob"]),
        (LINKED.format('["Ann Lee", "Bob Roe"]'), "", ["Ann Lee", "Bob Roe"]),
        ("", "<p>Written by</p><p><a href=/ann>Ann Lee</a></p>", ["Ann Lee"]),
        ("", "<p>Posted by</p><p>in the news</p>", []),
        ("", "<a rel=author href=/ann>Ann Lee</a>, Product Manager <a rel=author href=/bob>Bob Roe</a>", ANN_AND_BOB),
        ("", "<span class=author-name>Ann Lee</span> <span class=date>May 1, 2024</span>", ["Ann Lee"]),
        ("", "<span class=author-name>3 people</span>", []),
        ("", f"{PERSON.format('Ann Lee')} and {PERSON.format('Bob Roe')}", ANN_AND_BOB),
        ("", PERSON.format("ann_lee"), ["ann_lee"]),
        ("", "</div><footer>By Ann Lee</footer><div>", ["Ann Lee"]),
    ],
)
def test_authors_are_people(head: str, byline: str, names: list[str]) -> None:
    """Authors come from the head, else from a byline; addresses and sentences name nobody."""
    assert [person.name for person in manuscript(BYLINE.format(byline), head).authors] == names


@pytest.mark.parametrize(
    "signed",
    [
        "<span class=vcard><a class=fn>Ann Lee</a></span> <abbr class=published title=2024-02-03>Saturday</abbr>",
        "<a class='p-author h-card'>Ann Lee</a> <time class=dt-published datetime=2024-02-03>Saturday</time>",
        "<a rel=author>Ann Lee</a> <time class='entry-date published' datetime=2024-02-03>Saturday</time>",
    ],
)
def test_a_microformat_in_the_article_s_own_box_tells_who_and_when(signed: str) -> None:
    """Themes put author and day below the text; those of stories and comments in the box are not the article's."""
    other = "<div class=related><a rel=author>Eve Foe</a><time class=published datetime=2023-01-01>x</time></div>"
    page = manuscript(
        f"<article class=hentry><h1>A ferry in winter</h1>{PROSE}{other}<footer>{signed}</footer></article>"
    )

    assert (page.published and page.published.date().isoformat()) == "2024-02-03"
    assert [person.name for person in page.authors] == ["Ann Lee"]


def test_who_and_when_may_stand_loose_in_the_box_of_the_text() -> None:
    """Old pages put no box around their byline."""
    page = manuscript(f"<h1>A ferry in winter</h1><i>by Ann Lee</i><br><i>June 12, 1998</i>{PROSE}")

    assert (page.published, [person.name for person in page.authors]) == (
        datetime(1998, 6, 12, tzinfo=UTC),
        ["Ann Lee"],
    )
    assert page.content_text == "\n\n".join(SENTENCES)


def test_a_footer_with_the_text_below_it_is_a_byline() -> None:
    """Some themes call what stands below the headline its footer, by tag or by class."""
    page = manuscript(
        f"<h1>A ferry in winter</h1><div class=footer><time datetime=2024-02-03>x</time></div>"
        f"<div class=text>{PROSE}</div>"
    )

    assert page.published == datetime(2024, 2, 3, tzinfo=UTC)


def test_hostile_pages_are_cheap() -> None:
    """Nesting beyond all measure loses no words, and costs no more than its length."""
    deep = manuscript("<div>word " * 5_000)
    nested = manuscript("<table><tr><td>" * 3_000 + "word")
    spans = manuscript("<span>" * 200 + "<i>x</i>" * 2_000 + f"<p>{SENTENCES[0]}</p>")

    assert deep.content_text.count("word") == 5_000
    assert "<table" not in nested.content_html
    assert SENTENCES[0] in spans.content_text


def test_a_title_said_twice_is_said_once() -> None:
    """A paragraph that only repeats the title is left out, and a page of comments has nothing to say."""
    head = "<meta property=og:title content='A ferry in winter'>"

    assert manuscript(f"<article><p>A ferry in winter</p>{PROSE}</article>", head).content_text == "\n\n".join(
        SENTENCES
    )
    assert words(parse("<!-- nothing -->")) == words(parse("")) == ""


def test_a_pull_quote_is_said_once_and_a_program_as_often_as_it_stands() -> None:
    """A sentence that the page shows again in large letters is left out; a lesson may show its program again."""
    program = f"<pre>{'print(tide); ' * 9}</pre>"
    page = manuscript(
        f"<article>{PROSE}{program}<p>{SENTENCES[0]}</p><p>{LONG}</p>{program}<p>{SENTENCES[1]} Yes.</p></article>"
    )

    assert page.content_text.count(SENTENCES[0]) == 1
    assert page.content_html.count("<pre>") == 2


def test_the_id_of_a_heading_names_its_words() -> None:
    """Generators make a heading's id of its words: a section about comments is no list of them."""
    page = manuscript(f"<article>{PROSE}<h2 id=comments>Comments</h2><p>{LONG}</p><p>{LONG} Two.</p></article>")

    assert "<h2>Comments</h2>" in page.content_html


def test_hidden_words_inside_a_line_or_a_cell_go() -> None:
    """What is hidden is left out wherever it stands, the words around it stay."""
    table = "<table><tr><th>A</th><th>B<div hidden>no</div></th></tr><tr><td>1</td><td>2</td></tr></table>"
    page = manuscript(f"<article>{PROSE}<p>Seen <b>and <i hidden>not</i> bold</b>, to the end.</p>{table}</article>")

    assert "Seen and bold, to the end." in page.content_text
    assert page.content_text.endswith("A | B\n1 | 2")


@pytest.mark.parametrize(
    "image",
    [
        "<img src='boat.jpg'>",
        "<img src='data:image/gif;base64,x' data-lazy-src='boat.jpg'>",
        "<img data-image-url=' boat.jpg '>",
        "<amp-img src='boat.jpg'></amp-img>",
        "<img srcset='boat.jpg 1x, big.jpg 2x'>",
        "<picture><source data-srcset='boat.jpg 300w'><img class=lazy></picture>",
        "<img src='/img/spacer.gif' data-orig-file='boat.jpg'>",
        "<noscript><img src='boat.jpg'></noscript>",
        "<img data-src='boat.jpg'><noscript><img src='boat.jpg'></noscript>",
    ],
)
def test_images_that_load_late_are_found(image: str) -> None:
    """An image is written with the address where it lies, wherever the page keeps that."""
    body = (
        f"<h1>A ferry in winter</h1><figure>{image}</figure><article>{PROSE}<figure>{image}</figure>{PROSE}</article>"
    )
    page = manuscript(body, "<link rel=canonical href=https://a.example/b>")

    assert page.content_html.count('<img src="https://a.example/boat.jpg" alt="">') == 1


def test_layout_tables_are_no_tables() -> None:
    """A table that only lays out the page is taken apart."""
    page = manuscript(f"<table><tr><td><a href=/>Home</a></td><td>{PROSE}</td></tr></table>")

    assert page.content_text == "\n\n".join(SENTENCES)
    assert "<table" not in page.content_html


@pytest.mark.parametrize(
    "said", ["le 6 mai 2023", "Sat May 06 2023 00:00:00 GMT+0000 (Coordinated Universal Time)", "1683331200"]
)
def test_a_head_s_date_counts_whatever_stands_around_it(said: str) -> None:
    """What programs of the web write for a date is one, also where it is more than a date."""
    page = manuscript(PROSE, f'<meta property="article:published_time" content="{said}">')

    assert (page.published, page.problems) == (datetime(2023, 5, 6, tzinfo=UTC), ())


LINKED = '<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{}"}}</script>'


@pytest.mark.parametrize(
    ("told", "byline", "moment", "origin"),
    [
        ("2023-12-22T02:05:52Z", "<p>December 21, 2023</p>", datetime(2023, 12, 21, tzinfo=UTC), "header"),
        ("2023-12-22T02:05:52Z", "<p>December 22, 2023</p>", datetime(2023, 12, 22, 2, 5, 52, tzinfo=UTC), "json-ld"),
        ("2023-12-22T02:05:52Z", "<p>May 3, 2021</p>", datetime(2023, 12, 22, 2, 5, 52, tzinfo=UTC), "json-ld"),
        ("2023-12-22T02:05:52Z", "", datetime(2023, 12, 22, 2, 5, 52, tzinfo=UTC), "json-ld"),
        (
            "2023-12-23T03:22:07Z",
            '<time datetime="2023-12-22T22:22:07-0500">last night</time>',
            datetime(2023, 12, 22, tzinfo=UTC),
            "header",
        ),
    ],
)
def test_an_article_stands_on_the_day_that_readers_saw(told: str, byline: str, moment: datetime, origin: str) -> None:
    """A machine's time gives the hour, but the day is the one beside the headline where they lie a day apart."""
    page = manuscript(f"<article><h1>A ferry in winter</h1>{byline}{PROSE}</article>", LINKED.format(told))

    assert page.published == moment
    assert page.origins["published"].source == origin


def test_a_page_of_nothing_but_times_is_read_in_time() -> None:
    """Each time is looked at with what stands around it, so no more of them are than a page needs."""
    times = '<time datetime="2024-01-01T00:00:00Z">x</time>' * 20_000
    page = manuscript(f"<article><h1>A ferry in winter</h1>{PROSE}</article>{times}")

    assert page.title == "A ferry in winter"


def test_a_page_of_endless_tags_is_cut_and_says_so() -> None:
    """Each tag costs time: beyond what any page has, the rest is left out with a warning."""
    page = manuscript(FRAME.format(PROSE, LONG, LONG) + "<p>x" * 61_000)

    assert SENTENCES[0] in page.content_text
    assert [each.what for each in page.problems] == ["more than 50,000 tags; the rest is left out"]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("<p>Friday, 24/04/2024</p>", False),
        ("<p>Published on 3 May 2024, late</p>", False),
        ("<p>Doors open on 4 May 2024</p>", True),
        ("<ul><li>4 May 2024</li><li>9 May 2024</li></ul>", True),
        ("<ul><li>By Ann Lee</li><li>4 May 2024</li></ul>", False),
    ],
)
def test_only_a_line_that_just_says_who_or_when_leaves_the_text(lines: str, kept: bool) -> None:
    """Below the lede, a list of dates and a sentence with one are matter; a dateline and a byline are not."""
    page = manuscript(f"<article><h1>A ferry in winter</h1><p>{SENTENCES[0]}</p>{lines}{PROSE}</article>")

    assert ("2024" in page.content_text) is kept


HEADED = "<title>A ferry in winter</title>"
OPENINGS = [
    ("<p>Two crossings a day until the ice is gone for good</p>", "Two crossings a day until the ice is gone for good"),
    ("<p class=post-subtitle>Twice a day</p><p>By Ann Lee</p>", "Twice a day"),
    ("<div class=by>By Ann Lee</div><small class=avatar__subtitle>Mate of the boat</small>", ""),
    ("<p>You need</p><ul><li>boots</li><li>a rope</li></ul>", "You need\n\n- boots\n\n- a rope"),
    ("<h2>Pack</h2><ul><li>boots</li><li>a rope</li></ul>", "Pack\n\n- boots\n\n- a rope"),
    ("<dl><dt>Crew</dt><dd>two</dd></dl>", "Crew\n\ntwo"),
    ("<h2>Ice</h2>", "Ice"),
    ("<ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li></ul>", ""),
    ("<ul><li>Share</li><li>Print</li></ul>", ""),
    ("<ul><li>Ann Lee</li><li>Feb 3, 2024</li><li>Harbour</li></ul>", ""),
    ("<p>The sea has changed</p><ul><li><a href='#ice'>Ice</a></li><li><a href='#sea'>Sea</a></li></ul>", ""),
]


@pytest.mark.parametrize(("opening", "text"), OPENINGS)
def test_what_opens_the_article_stays(opening: str, text: str) -> None:
    """A standfirst, a list, a short heading below the headline stay; ways out, buttons and bylines go."""
    page = manuscript(f"<article><h1>A ferry in winter</h1>{opening}{PROSE}</article>", HEADED)

    assert page.content_text == "\n\n".join(filter(None, (text, *SENTENCES)))


def test_points_and_a_standfirst_may_stand_in_boxes_of_their_own() -> None:
    """Between the headline and the article's box, key points and a subhead are text, unless they are said again."""
    points = "<ul><li>Two crossings a day</li><li>None on Sundays</li></ul>"
    facts = "<ul><li>Winter</li><li>Reading aloud</li></ul>"
    heads = f"<h2>How the island lives without a boat for a month</h2><h2>{SENTENCES[2]}</h2>"
    head = f"<h1>A ferry in winter</h1>{heads}<div>{points}</div>{facts}"
    page = manuscript(f"<div class=top>{head}</div><div class=story>{PROSE}</div>", HEADED)

    opening = ("How the island lives without a boat for a month", "- Two crossings a day", "- None on Sundays")
    assert page.content_text == "\n\n".join((*opening, *SENTENCES))


@pytest.mark.parametrize("tag", ["ol", "details", "dl"])
def test_a_list_is_a_piece_of_the_article(tag: str) -> None:
    """Where one list holds most of the prose, the lists and headings beside it are the text as well."""
    long = "".join(f"<li>{sentence}</li>" for sentence in SENTENCES)
    recipe = f"<h1>Rye bread</h1><h2>You need</h2><ul><li>Flour</li><li>Salt</li></ul><h2>Do</h2><{tag}>{long}</{tag}>"
    page = manuscript(f"<main>{recipe}<details><p>Why?</p></details></main>", "<title>Rye bread</title>")

    assert page.content_text.startswith("You need\n\n- Flour\n\n- Salt\n\nDo\n\n")
    assert page.content_text.endswith("Why?")


def test_words_that_are_explained_stay_with_what_they_mean() -> None:
    """A glossary comes through as one, at the end of an article as well; what lays out a page is none."""
    terms = (
        "<dl><dt>Nilas</dt><dd>crust</dd><dd>or skin</dd><dt>Frazil</dt><dd><p>needles</p><p>or plates</p></dd></dl>"
    )
    page = manuscript(f"<dl><dd>{PROSE}<h2>Words</h2>{terms}</dd></dl>")

    kept = "<dl><dt>Nilas</dt><dd>crust</dd><dd>or skin</dd><dt>Frazil</dt><dd>needles<p>or plates</p></dd></dl>"
    assert page.content_html.endswith(f"<p>{SENTENCES[-1]}</p>\n<h2>Words</h2>\n{kept}")


def test_captions_stay_with_what_they_stand_under() -> None:
    """A table keeps its caption and the width of its cells; the caption of a film goes with the film."""
    row = "<tr><th colspan=2>Day</th></tr><tr><td>1</td><td>2</td></tr>"
    table = f"<figure><table><caption>Boats</caption>{row}</table><figcaption>Source: the mate</figcaption></figure>"
    film = "<figure><video src=a.mp4></video><figcaption>A boat</figcaption></figure>"
    page = manuscript(f"<article>{PROSE}{table}{film}<p>{SENTENCES[0]} Again.</p></article>")

    assert '<table><caption>Boats</caption><tbody><tr><th colspan="2">Day</th></tr>' in page.content_html
    assert "<p>Source: the mate</p>" in page.content_html
    assert "A boat" not in page.content_html


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("<pre><span>one</span><br><span>two</span><br></pre>", "<pre><code>one\ntwo</code></pre>"),
        ("<pre><div>one</div><div>two</div></pre>", "<pre><code>one\ntwo</code></pre>"),
        (
            "<div class=highlight-python><div class=highlight><pre>one</pre></div></div>",
            '<pre><code class="language-python">one</code></pre>',
        ),
        (
            "<div class='highlight highlight-source-shell'><pre>one</pre></div>",
            '<pre><code class="language-shell">one</code></pre>',
        ),
        ("<div class=highlight-default><pre>one</pre></div>", "<pre><code>one</code></pre>"),
        ("<table><tr><td><pre>1\n2</pre><td><pre>one\ntwo</pre></table>", "<pre><code>one\ntwo</code></pre>"),
        ("<div><div><pre>1\n2</pre></div><pre>one\ntwo\n</pre></div>", "<pre><code>one\ntwo</code></pre>"),
        ("<div><pre>1\n2\n3</pre></div>", "<pre><code>1\n2\n3</code></pre>"),
    ],
)
def test_code_is_as_it_was_written(code: str, written: str) -> None:
    """Lines end where they do on the page, the language is what the boxes say, numbers beside code are none."""
    page = manuscript(f"<article>{PROSE}{code}<p>{SENTENCES[0]} Again.</p></article>")

    assert page.content_html.split("\n", len(SENTENCES))[-1] == f"{written}\n<p>{SENTENCES[0]} Again.</p>"


def test_handles_of_headings_are_no_text() -> None:
    """The sign that gives a heading its address, and the way back from a note, are left out; other links stay."""
    body = (
        "<h2>Ice<a class=headerlink href='#ice'>¶</a></h2><p>It <a href='https://a.example/#x'>froze</a>.</p>"
        "<p>So<a href='#n'>*</a> she said <a href='https://a.example/#x'>→</a> here. <a href='#r1'>↩</a></p>"
    )
    page = manuscript(f"<h1>A ferry<a href='#ferry'>#</a></h1><article>{PROSE}{body}</article>")

    assert page.title == "A ferry"
    assert page.content_text.endswith("\n\nIce\n\nIt froze.\n\nSo* she said → here.")


def test_a_short_text_has_no_byline_either() -> None:
    """Where no paragraph is long, as in a poem, the lines that say who wrote and when go all the same."""
    page = manuscript("<h1>Ice, a poem</h1><p>By Ann Lee</p><p>The boats were still,<br>the snow hid the hill.</p>")

    assert (page.content_text, page.authors[0].name) == ("The boats were still,\nthe snow hid the hill.", "Ann Lee")


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        ("<div class=wp-block-gallery><figure><img src=/a.jpg></figure><figure><img src=/b.jpg></figure></div>", 2),
        ("<div class=gallery><dl><dt><img src=/a.jpg></dt><dd class=gallery-caption>One boat</dd></dl></div>", 1),
        ("<div class=gallery><h3>More pictures</h3><a href=/x><img src=/a.jpg></a></div>", 0),
    ],
)
def test_a_gallery_of_nothing_but_pictures_is_the_article_s(box: str, kept: int) -> None:
    """What an editor puts into a text as a gallery stays; one with words is a way to other pages."""
    assert (
        manuscript(f"<article><h1>A ferry in winter</h1>{PROSE}{box}{PROSE}</article>").content_html.count("<img")
        == kept
    )


@pytest.mark.parametrize(("image", "kept"), [("<img width=1080 src=/a.jpg>", 1), ("<img width=88 src=/a.jpg>", 0)])
def test_a_large_picture_between_headline_and_text_is_the_article_s(image: str, kept: int) -> None:
    """A leading picture needs no box that is called a figure; a writer's portrait is small."""
    page = manuscript(f"<div><header><h1>A ferry in winter</h1>{image}</header><div class=text>{PROSE}</div></div>")

    assert page.content_html.count("<img") == kept


@pytest.mark.parametrize(
    ("image", "kept"),
    [
        ("<figure><img src=/a.jpg></figure>", 1),
        ("<img width=1080 height=720 src=/a.jpg>", 1),
        ("<img width=728 height=90 src=/a.jpg>", 0),
        ("<img width=300 height=300 src=/a.jpg>", 0),
    ],
)
def test_a_picture_below_the_text_is_the_article_s_where_it_is_large(image: str, kept: int) -> None:
    """A photograph may end an article; banners and portraits below it are the site's."""
    page = manuscript(f"<article><h1>A ferry in winter</h1>{PROSE}{image}</article>")

    assert page.content_html.count("<img") == kept


def test_boxes_of_another_kind_between_those_of_the_text_are_the_text() -> None:
    """Where an editor makes a box of each block, pictures, quotes and headings lie in boxes of other names."""
    page = manuscript(
        f"<div><h1>A ferry</h1><div><div class='box text'>{PROSE}</div><div class='box image'><img src=/a.jpg></div>"
        f"<div class='box head'><h2>The ice</h2></div><div class='box text'><p>{LONG}</p></div>"
        "<div class='box more'><h3>1 free article left</h3></div></div></div>"
    )

    assert "<img" in page.content_html
    assert page.content_text == "\n\n".join((*SENTENCES, "The ice", LONG.strip()))


def test_what_asks_for_consent_is_not_the_article_however_long_it_is() -> None:
    """A page saved with its dialog open may hold more words about cookies than the article has."""
    page = manuscript(
        f"<div id=onetrust-consent-sdk><h1>We value your privacy</h1>{f'<p>{LONG}</p>' * 9}</div>"
        f"<article><h1>A ferry in winter</h1>{PROSE}</article>",
        "<title>A ferry in winter | The Post</title>",
    )

    assert (page.title, page.content_text) == ("A ferry in winter", "\n\n".join(SENTENCES))


@pytest.mark.parametrize("name", ["footnotes", "admonition note", "starlight-aside"])
def test_remarks_in_an_aside_are_the_text(name: str) -> None:
    """Pandoc, Sphinx and others put notes that belong to the text into an aside."""
    page = manuscript(
        f"<article><h1>A ferry in winter</h1>{PROSE}<aside class='{name}'><p>The log of 1911.</p></aside>{PROSE}"
    )

    assert "The log of 1911." in page.content_text


def test_code_under_a_bar_of_buttons_is_the_text() -> None:
    """Prism puts code into a box that it calls after the buttons over it."""
    page = manuscript(
        f"<article><h1>A ferry in winter</h1>{PROSE}<div class=code-toolbar><pre>go()</pre></div></article>"
    )

    assert page.content_text.endswith("go()")


def test_a_story_that_the_page_loads_below_its_own_is_not_the_page_s() -> None:
    """Of articles with an h1 each the page's title names one; where it names none, all of them are the page."""
    other = f"<article><h1><a href=/b>A bridge</a></h1>{f'<p>{LONG}</p>' * 3}<p>It will be long.</p></article>"
    body = f"<main><article><h1>A ferry in winter</h1>{PROSE}</article>{other}</main>"

    assert manuscript(body, "<title>A ferry in winter | Post</title>").content_text == "\n\n".join(SENTENCES)
    assert "It will be long." in manuscript(body, "<title>Post</title>").content_text


def test_a_text_may_lie_in_articles_with_a_headline_each() -> None:
    """Questions and notes of releases without addresses of their own are one text, though the title names the first."""
    body = "".join(f"<article><h1>Question {i}</h1><p>{i}. {LONG}</p></article>" for i in range(4))

    assert "Question 3" in manuscript(f"<main>{body}</main>", "<title>Question 0 and others</title>").content_text


def test_a_banner_is_not_the_page_s_own_story() -> None:
    """The site's name in an article without prose takes no story from the page that is called after the site."""
    body = f"<article><h1>Post</h1></article><article data-url=/ferry><h1>A ferry in winter</h1>{PROSE}</article>"

    assert SENTENCES[2] in manuscript(body, "<title>Post</title>").content_text


@pytest.mark.parametrize(
    "furniture",
    [
        "<p class=postmetadata>This entry was posted on August 4th, 2007, and is filed under <a>Roofs</a>.</p>",
        "<p>Compartilhe isso:</p>",
        "<div class=ez-toc><p>On board</p><ul><li><a href=#a>The winter</a></li></ul></div>",
    ],
)
def test_lines_that_themes_add_to_the_text_go(furniture: str) -> None:
    """Where a post is filed, a label over buttons and a list of the page's own headings are the theme's."""
    page = manuscript(f"<article><h1>A ferry in winter</h1>{PROSE}{furniture}<p>{LONG}</p></article>")

    assert page.content_text == "\n\n".join((*SENTENCES, LONG.strip()))


def test_a_site_s_request_at_the_end_goes_with_or_without_a_stop() -> None:
    """Below the text, a sentence such as "Follow us on Twitter." is the site's."""
    asks = "<p>Follow us on Twitter.</p><p>Sign up for our newsletter here.</p><p>Go to the quay and see, he says.</p>"
    page = manuscript(f"<article><h1>A ferry in winter</h1>{PROSE}{asks}</article>")

    assert page.content_text == "\n\n".join((*SENTENCES, "Go to the quay and see, he says."))


def test_a_list_of_links_below_the_text_leads_away() -> None:
    """The site's other stories and its sponsors are no text; what names a source in a sentence is."""
    stories = "".join(f"<li><a href=https://post.example/{i}>Another story of harbour {i}</a></li>" for i in range(4))
    source = "<li>Lee, A.: <a href=https://o.example/1>The harbour book</a>, Hamburg 1911.</li>"
    page = manuscript(f"<article><h1>A ferry in winter</h1>{PROSE}<ul>{source}</ul><ul>{stories}</ul></article>")

    assert page.content_text.endswith("\n\n- Lee, A.: The harbour book, Hamburg 1911.")


@pytest.mark.parametrize("box", ["class=author-box", "itemscope itemtype=https://schema.org/Person"])
def test_what_a_page_says_of_its_author_below_the_text_goes(box: str) -> None:
    """A life of the author in a box of its own is not the article."""
    page = manuscript(
        f"<article><h1>A ferry in winter</h1><div>{PROSE}</div><div {box}><p>{LONG[:150]}</p></div></article>"
    )

    assert page.content_text == "\n\n".join(SENTENCES)


def test_a_chapter_may_be_called_what_pages_call_a_button() -> None:
    """Manuals have headings such as "Search"; over what no prose follows it is a label of the page."""
    page = manuscript(f"<article><h1>A ferry in winter</h1>{PROSE}<h2>Search</h2><p>{LONG}</p><h2>Share</h2></article>")
    more = manuscript(
        f"<article><h1>A ferry</h1>{PROSE}<h2>Search</h2><p>{LONG}</p><h2>Print</h2><p>{LONG} So.</p></article>"
    )

    assert "Share" not in page.content_text
    assert ("Search" in more.content_text, "Print" in more.content_text) == (True, False)


def test_a_numbered_list_goes_on_after_what_parts_it() -> None:
    """Code between two steps ends a list; the next step has its own number all the same."""
    steps = "<ol><li>Cast off the lines.<pre>go()</pre></li><li>Mind the ice.</li></ol><ol start=7><li>Land.</li></ol>"
    html = manuscript(f"<article><h1>A ferry in winter</h1>{PROSE}{steps}<p>{LONG}</p></article>").content_html

    assert '<ol start="2"><li>Mind the ice.</li></ol>' in html
    assert '<ol start="7"><li>Land.</li></ol>' in html


def test_a_page_says_from_where_its_addresses_start() -> None:
    """`<base>` goes before the page's own address, but for what no page of the web can be."""
    image = f"<article>{PROSE}<img src=a.jpg width=400>{PROSE}</article>"
    here = "<link rel=canonical href=https://post.example/x/y>"

    assert 'src="https://post.example/z/a.jpg"' in manuscript(image, f"{here}<base href=/z/>").content_html
    assert 'src="https://post.example/x/a.jpg"' in manuscript(image, f"{here}<base href='http://['>").content_html


def test_other_stories_may_be_longer_than_the_article_over_them() -> None:
    """Of a short text with a long list of others below, the text stays."""
    others = f"<div class=related-posts>{f'<div><h3>Another story</h3><p>{LONG}</p></div>' * 9}</div>"
    page = manuscript(f"<main><div><h1>A ferry in winter</h1><div>{PROSE}</div></div>{others}</main>")

    assert page.content_text == "\n\n".join(SENTENCES)


@pytest.mark.parametrize("name", ["recommendations", "related-topics-layout", "comments-open", "cookie-law-explained"])
def test_most_of_a_page_is_the_article_whatever_its_box_is_called(name: str) -> None:
    """A list of books, or a page about cookies, lies in a box that elsewhere holds what is not the article."""
    books = "".join(f"<h2>Book {i}</h2><p>{i} {LONG}</p>" for i in range(8))
    page = manuscript(f"<h1>Eight books</h1><p>{SENTENCES[0]}</p><div class={name}>{books}</div>")

    assert "Book 7" in page.content_text


@pytest.mark.parametrize("name", ["recipe cookie-bars", "cookie-law"])
def test_what_holds_the_headline_asks_for_no_consent(name: str) -> None:
    """A box with the page's only h1 and nearly all of its prose is the article, though its name speaks of cookies."""
    page = manuscript(f"<p>{SENTENCES[0]}</p><div class='{name}'><h1>Cookies</h1>{f'<p>{LONG}</p>' * 5}</div>")

    assert LONG.strip() in page.content_text


RELEASES = [
    ("HAMBURG, Germany, Feb. 3, 2024 /PRNewswire/ -- The yard has opened a dock, and forty people work there.", True),
    (
        "SAN FRANCISCO--(BUSINESS WIRE)--February 3, 2024--The yard has opened a dock, and forty people work there.",
        True,
    ),
    ("Hamburg, 3. Februar 2024 – Die Werft hat ein Dock eröffnet, in dem vierzig Menschen arbeiten werden.", True),
    ("Paris, le 3 février 2024 — Le chantier a ouvert un bassin, où quarante personnes vont travailler.", True),
    ("On February 3, 2024 – the day after the storm – the yard opened a dock, and forty people work there.", False),
    ("It opened in Hamburg, February 3, 2024 – the day after the storm – and forty people work there now.", False),
]


@pytest.mark.parametrize(("lede", "is_dated"), RELEASES)
def test_a_release_is_dated_by_its_first_words(lede: str, is_dated: bool) -> None:
    """Place, day and a dash begin a release; they stay in the text."""
    page = manuscript(f"<article><h1>A new dock</h1><p>{lede}</p>{PROSE}</article>")

    assert (page.published is not None, page.content_text.startswith(lede)) == (is_dated, True)


def test_a_standfirst_may_be_called_a_teaser() -> None:
    """What introduces the text introduces it in lists as well, and is called after that."""
    lede = "After two years of building, the ferry house has a roof again."
    page = manuscript(
        f"<div><h1>A ferry in winter</h1><div class=teaser-text><p>{lede}</p></div><div class=text>{PROSE}</div></div>"
    )

    assert page.content_text.startswith(lede)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "<math><semantics><mi>E</mi><annotation encoding=application/x-tex>E=mc^2</annotation></semantics></math>",
            "E=mc^2",
        ),
        ("<math><mi>x</mi> <mo>+</mo> <mn>1</mn></math>", "x+1"),
        ("<span class=katex><math><mi>x</mi></math><span aria-hidden=true>x</span></span>", "x"),
    ],
)
def test_a_formula_is_written_once(written: str, shown: str) -> None:
    """A formula is its source in TeX, else its signs; what draws it again for the eye goes."""
    page = manuscript(f"{PROSE}<p>Its energy is {written} and no more, as the captain says, whatever the weather.</p>")

    assert f"Its energy is {shown} and no more" in page.content_text
