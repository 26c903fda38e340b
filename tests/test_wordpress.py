"""Posts in an export of WordPress: what its pages make of the text of its classic editor."""

from __future__ import annotations

import time

import pytest

from feedpress import corpus
from feedpress.corpus.wordpress import rendered

EXPORT = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>A Walk</title>
<content:encoded><![CDATA[We walked
to the <em>light</em>.

[gallery ids="1,2"]

Then we walked back.]]></content:encoded>
<wp:status>publish</wp:status></item></channel></rss>"""


def test_an_export_keeps_its_paragraphs_and_names_what_is_left_out() -> None:
    """The classic editor writes blank lines for paragraphs; a gallery is named with its line."""
    (post,), _ = corpus.read("wp.xml", EXPORT.encode())

    assert post.body == "<p>We walked<br>\nto the <em>light</em>.</p>\n<p>Then we walked back.</p>\n"
    assert [(problem.line, problem.what) for problem in post.problems] == [
        (6, 'left out `[gallery ids="1,2"]`, which only WordPress can fill in')
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.<!--more-->Two.", "<p>One.</p>\n<p>Two.</p>\n"),
        ("One<br />\ntwo", "<p>One<br>\ntwo</p>\n"),
        ("<pre>a\n\n  b</pre>", "<pre>a\n\n  b</pre>"),
        ("<ul>\n<li>a</li>\n</ul>\nAfter", "<ul>\n<li>a</li>\n</ul><p>After</p>\n"),
        ("<blockquote>A\n\nB</blockquote>", "<blockquote><p>A</p>\n<p>B</p>\n</blockquote>"),
        ("<p>A\n\nB</p>", "<p>A</p>\n<p>B</p>"),
        ("<!-- wp:paragraph -->\n\n<p>A\nB</p>", "<!-- wp:paragraph -->\n\n<p>A\nB</p>"),
    ],
)
def test_blank_lines_part_paragraphs_outside_of_blocks(text: str, html: str) -> None:
    """Lists and programs stay as they are, and so does what the block editor has marked up itself."""
    assert rendered(text) == (html, ())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            '[caption width="3"]<a href="/a"><img src="a.jpg" /></a> The <b>quay</b>[/caption]',
            '<figure><a href="/a"><img src="a.jpg" /></a><figcaption>The <b>quay</b></figcaption></figure>',
        ),
        ("[embed]https://x.org/a[/embed]", '<p><a href="https://x.org/a">https://x.org/a</a></p>\n'),
        ("https://x.org/a", '<p><a href="https://x.org/a">https://x.org/a</a></p>\n'),
        (
            "[youtube https://x.org/?v=a&amp;t=1]",
            '<p><a href="https://x.org/?v=a&amp;t=1">https://x.org/?v=a&amp;t=1</a></p>\n',
        ),
        ("[code]\na <b\n\nc\n[/code]", "<pre><code>a &lt;b\n\nc</code></pre>"),
        ("[dropcap]O[/dropcap]nce [sic] [1]", "<p>Once [sic] [1]</p>\n"),
    ],
)
def test_shortcodes_show_what_they_hold(text: str, html: str) -> None:
    """A caption stands below its picture, a film is a link, words in between stay, and brackets that are no code."""
    assert rendered(text) == (html, ())


def test_a_form_is_named() -> None:
    """What encloses nothing and what no part of the text stands for is told."""
    assert rendered('[form to="a"][/form][chart id="3"]').lost == ('[form to="a"]', '[chart id="3"]')


@pytest.mark.parametrize(
    "part", ["[", "[a ", "[caption]", "[a][/a]", "<div>", "<pre>", "</div><p>", "<a ", "\n ", "[/a]"]
)
def test_a_text_of_codes_costs_no_minutes(part: str) -> None:
    """A hundred thousand beginnings of codes and tags are read in a moment."""
    begin = time.process_time()
    rendered(part * 100_000 + "[/caption]")

    assert time.process_time() - begin < 10
