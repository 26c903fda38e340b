"""How an item's HTML becomes a letter's, and how that becomes text."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feedpress.newsletter import prose, text, tokens
from feedpress.newsletter.address import absolute, host
from feedpress.text import columns

BASE = "https://gazette.example.org/items/ferry/"

UL = '<ul class="list list-ltr"><li class="entry">'
SUBLIST = '<ul class="sublist sublist-ltr"><li class="entry">'
FIGURE = f'<p class="p"><img class="picture" src="{BASE}a.png" alt="" width="536"></p>'
LINKS = "<p><a href='https://example.org/?a=1&amp;b=2'>Here</a>, <a href='/x'>there</a>, <a href='/x'>again</a></p>"
TABLE = (
    '<p class="caption">T</p><table class="grid" width="100%" cellpadding="0" cellspacing="0" border="0">'
    '<tr><th class="cell cell-ltr head quiet" valign="top" colspan="2">A</th></tr></table>'
)


def adapted(html: str, level: int = 3) -> str:
    """Return `html` as a letter carries it."""
    return "".join(prose.adapt(html, base=BASE, level=level))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("Loose <b>text</b><p>One</p>z", '<p class="p">Loose <b>text</b></p><p class="p">One</p><p class="p">z</p>'),
        ("<div><section><p>In a box</p></section></div>", '<p class="p">In a box</p>'),
        ('<p class="x" id="y" style="color:red" onclick="z()">Bare</p>', '<p class="p">Bare</p>'),
        ('<p lang="fr" dir="LTR">Oui</p>', '<p class="p" lang="fr" dir="ltr">Oui</p>'),
        ('<p lang="a&quot;b" dir="up">No</p>', '<p class="p">No</p>'),
        ("<p><br></p>", '<p class="p"><br></p>'),
        ("<p> </p><h2></h2><ul></ul><blockquote></blockquote><pre>\n</pre><table></table>", ""),
        ("<ol start='3'><li>a</ol>", '<ol class="list list-ltr" start="3"><li class="entry">a</li></ol>'),
        ("<ul><li><p>b</p><p>c</p></ul>", f'{UL}b<p class="p">c</p></li></ul>'),
        ("<ul><li>a<ul><li>b</ul></ul>", f"{UL}a{SUBLIST}b</li></ul></li></ul>"),
        ("<blockquote>Said</blockquote>", '<blockquote class="quote quote-ltr"><p class="p">Said</p></blockquote>'),
        ("<pre><code>a &lt; b\n  c</code></pre>", '<pre class="listing">a &lt; b\n  c</pre>'),
        ("<p>Use <kbd>q</kbd></p>", '<p class="p">Use <code class="code">q</code></p>'),
        ("<figure><img src='a.png'><figcaption>B</figcaption></figure>", f'{FIGURE}<p class="caption">B</p>'),
        ("<table><caption>T</caption><tr><th colspan=2>A</th></tr><tr></tr></table>", TABLE),
        ("a<hr>b", '<p class="p">a</p><hr class="break"><p class="p">b</p>'),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", '<p class="term">Term</p><p class="p">Meaning</p>'),
        ("<p><span><a href='#n1'>note</a></span></p>", f'<p class="p"><a class="link" href="{BASE}#n1">note</a></p>'),
        ("<p><a href='x'></a><a name='y'>anchor</a></p>", '<p class="p">anchor</p>'),
        ("<span>a<div>b</div>c</span>", '<p class="p">a</p><p class="p">b</p><p class="p">c</p>'),
        ("<h2><div>Boxed</div></h2>", '<h3 class="subhead">Boxed</h3>'),
    ],
)
def test_known_elements_are_written_anew(html: str, expected: str) -> None:
    """Each element that a letter can carry comes out with our class and nothing else."""
    assert adapted(html) == expected


def test_what_is_indented_knows_which_way_the_text_runs() -> None:
    """Lists, quotations and cells of a text from right to left have classes of that side, whatever the letter's is."""
    html = "<ul><li>a</li></ul><blockquote>b</blockquote><table><tr><td>c</td></tr></table>"

    out = "".join(prose.adapt(html, base=BASE, level=3, side="rtl"))

    assert re.findall(r"(\w+)-rtl", out) == ["list", "quote", "cell"]
    assert "ltr" not in out


def test_columns_of_numbers_stay_aligned() -> None:
    """A cell that says where its text stands has a class that says so too; what is no side is left out."""
    out = adapted('<table><tr><td class="align-right">4.12</td><td class="x">b</td></tr></table>')

    assert re.findall(r'class="(cell[^"]*)"', out) == ["cell cell-ltr align-right", "cell cell-ltr"]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>@import url(http://example.org/x);</style>",
        "<iframe src='https://example.org/'></iframe><object></object><embed>",
        "<form action='/x'><input name='a'><button>Go</button><select><option>o</option></select></form>",
        "<svg onload='x()'><script>1</script><text>t</text></svg>",
        "<video src='v.mp4'>no</video><audio></audio><canvas></canvas>",
        "<!-- c --><![CDATA[ d ]]><?php e ?>",
        "<img src='/p.gif' width='1' height='1'><img src='data:image/png;base64,AA'><img>",
        "<link rel='stylesheet' href='x.css'><meta http-equiv='refresh' content='0'><base href='https://example.org/'>",
    ],
)
def test_what_is_active_or_tracks_is_left_out(html: str) -> None:
    """Scripts, styles, frames, forms, films, trackers and comments leave no trace."""
    assert adapted(html) == ""


def test_addresses_that_look_like_merge_tags_still_lead_there() -> None:
    """The guard against merge tags is for text; in an address, percent-encoding does the same."""
    html = adapted("<p><a href='https://example.org/{{a}}?b=%20*|C|*'>{{a}}</a></p>")

    assert 'href="https://example.org/%7B%7Ba%7D%7D?b=%20*%7CC%7C*"' in html


def test_headings_keep_their_distance() -> None:
    """The topmost heading of a text takes the rank below the story's, the others follow, never past six."""
    assert re.findall(r"<h(\d)", adapted("<h2>a</h2><h3>b</h3><h6>c</h6>")) == ["3", "4", "6"]
    assert re.findall(r"<h(\d)", adapted("<h4>a</h4>", level=4)) == ["4"]


@pytest.mark.parametrize(
    ("attributes", "width"),
    [("", "536"), ("width='320'", "320"), ("width='2000px'", "536"), ("width='100%'", "536"), ("width='³'", "536")],
)
def test_pictures_have_an_integer_width_that_fits(attributes: str, width: str) -> None:
    """Outlook takes the attribute: an integer, no wider than the column."""
    assert f' width="{width}">' in adapted(f"<p><img src='/a.png' {attributes}></p>")


def test_a_hostile_depth_loses_no_text() -> None:
    """Four hundred elements inside each other come out shallow, with all that they hold and all that follows."""
    html = adapted("<div>" * 400 + "deep" + "</div>" * 400 + "<p>after</p>" + "<ul><li>x" * 60 + "<b>" * 90 + "end")
    inline = adapted("<p>" + "<em>" * 90 + "inner")

    assert all(word in html for word in ("deep", "after", "end"))
    assert html.count("x") >= 60
    assert "inner" in inline
    assert inline.count("<em>") < 30
    assert len(list(etree.fromstring(html.join(("<div>", "</div>")), etree.HTMLParser()).iter())) < 100


def test_an_opening_ends_on_text() -> None:
    """An opening takes whole blocks while there is room, and no heading that nothing follows."""
    blocks = prose.adapt("<p>One</p><h2>Two</h2><p>Three and more</p>", base=BASE, level=3)

    assert prose.opening(blocks, 70) == blocks[:1]
    assert prose.opening(blocks, 999) == blocks
    assert prose.opening(blocks, 5) == ()


@given(st.text(alphabet=st.sampled_from("<>/&\"'=abpuliq#;! \x01\ue0ff{%|*\n\u2028é"), max_size=80))
def test_any_text_makes_a_safe_piece_of_html(html: str) -> None:
    """Whatever comes in, only elements of ours come out, and no character that XML forbids."""
    out = adapted(html)
    root = etree.fromstring(f"<html><body>{out}</body></html>", etree.HTMLParser())

    assert not {node.tag for node in root.iter()} & {"script", "style", "iframe", "form", "svg", "object"}
    assert not any(name.startswith("on") or name in {"style", "id"} for node in root.iter() for name in node.attrib)
    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in out)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/habit/", "https://gazette.example.org/habit/"),
        ("../b?x=1&y=ü#ä", "https://gazette.example.org/items/b?x=1&y=%C3%BC#%C3%A4"),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("//example.org:8080/x", "https://example.org:8080/x"),
        ("http://[::1]/x", "http://[::1]/x"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("javascript:alert(1)", ""),
        (" java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("http:///path", ""),
        ("http://[bad", ""),
        ("http://example.org:port/", ""),
        (f"https://{'ü' * 80}.example/", ""),
        ('https://example.org/"><b>', "https://example.org/%22%3E%3Cb%3E"),
        (
            "https://example.org/{{a}}/*|B|*/%%c%%/[[d]]",
            "https://example.org/%7B%7Ba%7D%7D/*%7CB%7C*/%25%25c%25%25/%5B%5Bd%5D%5D",
        ),
        ("https://user:secret@example.org/", "https://example.org/"),
    ],
)
def test_addresses_are_absolute_ascii_and_harmless(url: str, expected: str) -> None:
    """What is no web or mail address is none at all; hosts become IDNA."""
    assert absolute(url, BASE) == expected


def test_a_site_without_a_host_has_one_for_its_mail() -> None:
    """A Message-ID needs a host even where the site has no address yet."""
    assert (host("https://münchen.example/x"), host("")) == ("xn--mnchen-3ya.example", "localhost")


def test_what_a_mail_tool_would_obey_is_disarmed() -> None:
    """A story's braces are shown as they are, and no longer read as a command, in either part."""
    guarded = tokens.disarm("{{ a }} {% b %} *|C|* %%d%% <%= e %> [[f]] {$g} \x0b\ud800")

    html, plain = tokens.splice_html(guarded, ""), tokens.splice_text(guarded, "")
    assert tokens.bare(guarded) == "{{ a }} {% b %} *|C|* %%d%% <%= e %> [[f]] {$g} "
    assert not any(sign in html or sign in plain for sign in ("{{", "{%", "*|", "%%d", "<%", "[[", "{$"))
    assert html.startswith("{&#123; a }} {&#37; b %} *&#124;C|*")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One\ntwo<br>three</p>", "One two\nthree"),
        (
            LINKS,
            "Here [1], there [2], again [2]\n\n[1] https://example.org/?a=1&b=2\n[2] https://gazette.example.org/x",
        ),
        ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", "- a\n- b\n  1. c"),
        ("<ol start=9><li>a</li><li>b</li></ol>", "9. a\n10. b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre>a  b\n\tc</pre>", "    a  b\n        c"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", "A  B\n-  -\n1  2"),
        ("<p><img src='a.png' alt='A boat'></p><p><img src='b.png'></p>", "[Picture: A boat]\n\n[Picture]"),
        ("a<hr>b", "a\n\n* * *\n\nb"),
        ("<h2>Head</h2><p>Text <em>and <b>so</b></em></p><p><br></p>", "Head\n\nText and so"),
        (
            "<ul><li>Said:<blockquote>a</blockquote>then</li><li><pre>b</pre></li></ul>",
            "- Said:\n  > a\n  then\n-     b",
        ),
        ("", ""),
    ],
)
def test_text_is_set_from_the_same_blocks(html: str, expected: str) -> None:
    """Every block has a form on a plain screen; links become numbered notes."""
    assert text.as_text(prose.adapt(html, base=BASE, level=3), "Picture") == expected


def test_lines_end_at_the_72nd_column() -> None:
    """Words, long words and wide letters are broken to 72 columns; an address never is."""
    address = "https://example.org/" + "x" * 90

    lines = text.wrap(f"{'word ' * 40} {'W' * 200} {'語' * 100} {address} end", "- ", "  ").split("\n")

    assert lines[0].startswith("- word")
    assert all(line.startswith("  ") for line in lines[1:])
    assert [line for line in lines if columns(line) > 72] == ["  " + address]
    assert "".join("".join(lines).split()).count("語") == 100


def test_a_word_without_end_is_set_in_a_moment() -> None:
    """Half a million letters without a space take as long as half a million letters with spaces."""
    begun = time.process_time()
    lines = text.wrap("é" * 500_000).split("\n")

    assert [len(line) for line in lines] == [72] * 6_944 + [32]
    assert time.process_time() - begun < 5  # at 72 letters a line, each looked at anew, minutes


def test_a_listing_keeps_its_blanks_and_is_broken_only_where_it_must() -> None:
    """Code stands as it was written; a line of 300 letters is broken."""
    out = text.as_text(prose.adapt(f"<pre>if x:\n    y\n{'z' * 300}</pre>", base=BASE, level=3), "")

    assert out.startswith("    if x:\n        y\n    zz")
    assert max(map(len, out.split("\n"))) == 72


@given(st.text(max_size=300))
def test_wrapping_keeps_every_word(words: str) -> None:
    """Whatever is wrapped reads the same with the blanks taken out."""
    assert "".join(text.wrap(words).split()) == "".join(words.split())


def test_a_table_stands_in_columns_where_they_fit() -> None:
    """Columns as wide as their widest cell, wide letters counted as two; a line a row where there is no room."""
    rows = "<tr><th>Way</th><th>Min</th></tr><tr><td>Ferry</td><td>6</td></tr><tr><td>渡し船</td><td>7</td></tr>"
    wide = f"<tr><td>{'a ' * 30}</td><td>{'b ' * 20}</td></tr>"

    narrow, broken = (
        text.as_text(prose.adapt(f"<table>{html}</table>", base=BASE, level=3), "") for html in (rows, rows + wide)
    )

    assert narrow.splitlines() == ["Way     Min", "------  ---", "Ferry   6", "渡し船  7"]
    assert broken.splitlines()[:2] == ["Way | Min", "Ferry | 6"]
    assert max(map(len, broken.splitlines())) <= 72


@pytest.mark.parametrize(
    ("name", "columns"), [("", 72), ("City", 72), ("港の朝は静か", 72), ("a" * 67, 71), ("A name " * 9, 72)]
)
def test_a_rule_is_as_wide_as_the_column(name: str, columns: int) -> None:
    """The line over a section ends where the text does, whatever letters its name has, or with a long name."""
    line = text.rule(name).splitlines()[0]

    assert sum(1 + (letter > "\u3000") for letter in line) == columns
