"""What documents hold becomes safe HTML and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedpress.normalize.addresses import Place, resolve
from feedpress.normalize.balance import DEEPEST, MOST, balanced, depth
from feedpress.normalize.markup import Cleaned, clean, from_markdown, in_paragraphs, text_of

ATTACKS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x:x onerror = 'alert(1)'>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a><a href='data:text/html,<script>alert(1)</script>'>y</a>",
    "<a href='//evil.example/' target=_blank ping='https://t.example/'>x</a>",
    "<iframe src='https://x.example/'></iframe><object data=x></object><embed src=x>",
    "<form action='https://x.example/'><input name=q><button formaction='javascript:x'>go</button></form>",
    "<base href='https://x.example/'><meta http-equiv=refresh content='0;url=javascript:x'><link rel=style href=x>",
    "<style>@import 'x'</style><p style='background:url(javascript:x)'>x</p><div style='position:fixed'>x</div>",
    "<table background='javascript:x'><td background=javascript:x>x</table>",
    "<video src=x onerror=alert(1)><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary>y</details>",
    "<p id=location name=cookie class=x>x</p><input autofocus onfocus=alert(1)>",
    "<!--[if IE]><script>alert(1)</script><![endif]--><!-- --!><img src=x onerror=alert(1)> -->",
    "<template><script>alert(1)</script></template><select><script>alert(1)</script></select>",
    "<xmp><p title='</xmp><script>alert(1)</script>'></xmp><plaintext><script>",
    "<![CDATA[<script>alert(1)</script>]]><?php echo 1 ?>",
    '<a href="https://x.example/" title=\'"><script>alert(1)</script>\'>x</a>',
    """<code class='language-x" onmouseover=alert(1) y'>x</code>""",
    """<img src='https://x.example/a.png' srcset='javascript:x 1x' alt='"><script>alert(1)</script>'>""",
    "<a href='corpus:../../etc/passwd'>x</a><a href='site:javascript:x'>y</a>",
    "<isindex type=image src=1 onerror=alert(1)><marquee onstart=alert(1)>x</marquee>",
]
ALLOWED_SCHEMES = {"http", "https", "mailto", "tel", "sms", "corpus", "site"}
ACTIVE_TAGS = {"script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "link", "meta", "base"}
ACTIVE_NAMES = {"style", "id", "name", "srcset", "ping", "target", "action", "background"}


def cleaned(html: str) -> Cleaned:
    """Clean `html` as the content of a document in a folder of the corpus."""
    return clean(html, document_path="posts/2024/one.md")


def elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every element of `html` as a browser would build it."""
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag != "DOCUMENT_FRAGMENT":
            yield element.tag, dict(element.attrib)


def active(html: str) -> list[str]:
    """Return what in `html` could act, fetch or style."""
    return [f"{tag} {name} {value}" for tag, values in elements(html) for name, value in [("", ""), *values.items()]
            if tag in ACTIVE_TAGS or is_active(name, value)]  # fmt: skip


def is_active(name: str, value: str) -> bool:
    """Tell whether an attribute could act, fetch or style."""
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", value.strip().lower())
    is_foreign = name in {"href", "src"} and (not scheme or scheme[1] not in ALLOWED_SCHEMES)
    return name.startswith("on") or name in ACTIVE_NAMES or is_foreign


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_active_survives(attack: str) -> None:
    """Whatever a document holds, nothing in its content can act, and cleaning again changes nothing."""
    for source in (attack, f"<p>before</p>{attack}<p>after</p>", from_markdown(f"before\n\n{attack}\n\nafter")):
        safe = cleaned(source).html

        assert active(safe) == []
        assert cleaned(safe).html == safe


PIECES = [
    *ATTACKS, "<p>", "</p>", "<b>", "</b>", "<a href='/x'>", "<a>", "</a>", "<table>", "<tr>", "<td>", "</table>",
    "<ul>", "<li>", "</ul>", "<h1>", "</h1>", "<h4>", "<div>", "</div>", "<section>", "</section>", "<pre>", "\n",
    "</pre>", "<blockquote>", "<img src='a.png' width=1>", "<img src=b.png>", "&amp;", "&lt;", "&#1;", "&nbsp;",
    "\x0b", "text ", "<ruby><rt>", "<dl><dt>", "<dd>", "<figure>", "<figcaption>", "<br>",
    "<code class=language-c>", "</code>", '"', ">", "<button>", "</button>", "<marquee>", "<caption>", "<select>",
    "<option>", "<template>", "<nobr>", "</br>", "<!--", "-->", "<svg>", "</svg>",
]  # fmt: skip
FRAGMENTS = st.lists(st.sampled_from(PIECES), max_size=25)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(FRAGMENTS)
def test_cleaning_is_idempotent(fragments: list[str]) -> None:
    """Any mixture of tags becomes HTML without anything active, legal in XML, that cleaning leaves as it is."""
    safe = cleaned("".join(fragments)).html

    assert active(safe) == []
    assert cleaned(safe).html == safe
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", safe)
    assert "<h1" not in safe


@settings(max_examples=100, deadline=None, derandomize=True)
@given(FRAGMENTS)
def test_balanced_tags_nest(fragments: list[str]) -> None:
    """Balancing closes every tag in order, never deeper than half of what is allowed."""
    out = balanced("".join(fragments))
    stack: list[str] = []
    for slash, name in re.findall(r"<(/?)([a-z0-9]+)", out):
        if slash:
            assert stack.pop() == name
        elif name not in {"br", "img", "hr", "wbr", "col"}:
            stack.append(name)

    assert stack == []
    assert depth(cleaned(out).html) <= DEEPEST


def test_many_tags_cost_time_in_proportion() -> None:
    """Unclosed elements by the thousand are flattened before a parser could drown in them; the words stay."""
    for tag in ("<div>", "<p><font size={}>", "<p><b title={}>", "<table><tr><td>", "<button><p>", "<blockquote>"):
        html = "".join(tag.format(i) + f"word{i} " for i in range(3_000))
        safe = cleaned(html).html

        assert "word2999" in safe
        assert depth(safe) <= DEEPEST
        assert len(safe) < 20 * len(html)


def test_deep_nesting_is_flattened() -> None:
    """A few hundred levels are brought down to what premailer can follow, and what comes after is still there."""
    safe = cleaned("<div>" * 300 + "deep" + "</div>" * 300 + "<p>after</p>").html

    assert depth(safe) <= DEEPEST
    assert "deep" in safe
    assert "<p>after</p>" in safe


def test_too_many_tags_are_a_problem() -> None:
    """A document with more tags than any has is cut, and says so."""
    result = cleaned("<p>x" * (MOST + 10))

    assert ["tags" in flaw.what for flaw in result.flaws] == [True]


def test_balancing_leaves_nothing_of_scripts() -> None:
    """What browsers take for code or raw text is gone before tags are counted, comments and declarations too."""
    out = balanced("<!DOCTYPE x>a<!-- <b> --><script>x<b></script><TEXTAREA><i></textarea>b<style>never closed")

    assert re.sub(r"<[^>]*>|>", "", out).replace(" ", "") == "ab"


@pytest.mark.parametrize(
    "odd",
    [
        "<b>x",
        "x</b>",
        "<i><b>x</i></b>",
        '<b title="</b>">x',
        "<b title=y>x</b>",
        "<blink>x</blink>",
        "<b>" * DEEPEST + "</b>" * DEEPEST,
        "x < y",
    ],
)
def test_only_what_is_balanced_is_left_alone(odd: str) -> None:
    """Tags in order, plainly written, stay as they stand; one that is not has all of them written anew."""
    plain = '<p>One<br />two <a href="x" title="a &lt; b">three</a> <img src="y.png" alt="" /></p>\n<hr>'

    assert balanced(plain) == plain
    assert balanced(plain + odd) != plain + odd


def test_balancing_survives_letters_that_grow() -> None:
    """A capital whose small form is longer does not shift what is cut out."""
    assert "İ" in balanced("İ<script>x</script>İ")


def test_relative_addresses_stay_in_the_corpus() -> None:
    """A relative link is written as the corpus path it means, decoded, its query dropped, its fragment kept."""
    html = '<a href="two.md?x=1#part">a</a><a href="../../pics/a%20b.png">b</a><a href="/about">c</a>'
    result = cleaned(html)

    assert re.findall(r'href="([^"]*)"', result.html) == [
        "corpus:posts/2024/two.md#part", "corpus:pics/a b.png", "site:/about",
    ]  # fmt: skip
    assert result.references == ("about", "pics/a b.png", "posts/2024/two.md")


def test_a_link_out_of_the_corpus_is_a_problem() -> None:
    """A path that climbs out of the corpus loses its link, keeps its words and is reported."""
    result = cleaned('<p><a href="../../../../etc/passwd">words</a> <img src="../../../x.png" alt="y"></p>')

    assert result.html == "<p>words </p>"
    assert len(result.flaws) == 2
    assert "../../../../etc/passwd" in result.flaws[0].what


def test_addresses_resolve_against_the_source() -> None:
    """What comes from the web keeps pointing there."""
    html = '<a href="b.html">a</a><a href="/c">b</a><a href="//cdn.example/d">c</a><a href="http://[b">d</a>'
    html += '<img src="e f.png">'
    result = clean(html, base="https://news.example/2024/a.html", document_path="saved/a.html")

    assert re.findall(r'(?:href|src)="([^"]*)"', result.html) == [
        "https://news.example/2024/b.html", "https://news.example/c", "https://cdn.example/d", "https://news.example/2024/e%20f.png",
    ]  # fmt: skip
    assert result.references == ()


@pytest.mark.parametrize(
    ("address", "meaning"),
    [
        ("HTTPS://x.example/a b", "HTTPS://x.example/a%20b"),
        ("https://x.example/?w=100%&k=%C3%A9|{a}", "https://x.example/?w=100%25&k=%C3%A9%7C%7Ba%7D"),
        (" https://x.example/\n", "https://x.example/"),
        ("https:", ""),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+44 20 7946-0000", "tel:+44207946-0000"),
        ("tel:https://x.example/", ""),
        ("sms:+4420794600?body=Two tickets", "sms:+4420794600?body=Two%20tickets"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("\\\\cdn.example\\x", "https://cdn.example/x"),
        ("#part", ""),
        ("https://[x", ""),
        ("corpus:./", ""),
        ("", ""),
        (".", ""),
        ("ftp://x.example/", ""),
        ("site:/a", "site:/a"),
        ("site:a", ""),
        ("corpus:a/./b//c#d", "corpus:a/b//c#d"),
        ("a%2523b.md", ""),
        ("a%23b.md", ""),
    ],
)
def test_addresses_without_a_corpus(address: str, meaning: str) -> None:
    """Each kind of address means one thing; relative ones mean nothing where there is no corpus to look in."""
    assert resolve(address, Place()) == meaning


def test_a_plain_link_with_a_stray_sign_is_mended() -> None:
    """A link that has nothing but a sign that no address may have comes out with the sign encoded."""
    assert cleaned('<a href="https://x.example/100%">a</a>').html == (
        '<a href="https://x.example/100%25" rel="noopener">a</a>'
    )


@pytest.mark.parametrize("name", ["script", "style", "textarea", "iframe", "template"])
def test_a_tag_that_is_never_closed_hides_nothing(name: str) -> None:
    """What follows such a tag stays, and the problem names it; one that is closed takes its content with it."""
    open_ = cleaned(f"<p>a</p><{name}>b</{name}><p>The <{name}> tag</p><p>c</p>")
    shut = cleaned(f"<p>a</p><!-- <{name}> --><{name} x='y'>b</{name.upper()}><p>c</p>")

    assert open_.html == "<p>a</p><p>The  tag</p><p>c</p>"
    assert [f"<{name}> is never closed" in flaw.what for flaw in open_.flaws] == [True]
    assert (shut.html, shut.flaws) == ("<p>a</p><p>c</p>", ())


def test_an_address_that_is_none() -> None:
    """What no parser takes for an address means nothing."""
    assert resolve("//[x", Place("https://x.example/")) == ""
    assert resolve("ftp:x", Place("https://x.example/")) == ""


def test_what_stood_between_headings_and_lines_is_not_missed() -> None:
    """Headings and first lines that only a dropped tag held apart come out as a parser will read them."""
    for html in (
        "<h2>a<a href='#x'><h3>b</h3></a></h2>",
        "<table><td><a>a<table><td><a href='#x'>b<a href='/c'>c</table></table>",
        "<pre><img src='data:x'>\n\ncode</pre>",
        "<h2><option><h3>x",
    ):
        safe = cleaned(html).html

        assert cleaned(safe).html == safe


def test_a_number_sign_in_a_name_stays_escaped() -> None:
    """A file's name may hold what would otherwise start a fragment."""
    assert resolve("a%23b.md#c", Place("", "x.md")) == "corpus:a%23b.md#c"


def test_trackers_and_images_without_address_go() -> None:
    """An image nobody can see is dropped, others keep alt and size, without loading hints or styles."""
    html = (
        '<img src="https://t.example/p.gif" width="1" height="1"><img src="https://t.example/q.gif" style="width:1px">'
        '<img src="https://t.example/r.gif" style="display:none"><img src="data:image/png;base64,x"><img>'
        '<img src="https://x.example/a.png" width="100%" height="40" loading="lazy" style="width:50px">'
    )

    assert cleaned(html).html == '<img src="https://x.example/a.png" alt="" height="40">'


def test_what_content_may_say_stays() -> None:
    """Code keeps its language, lists their numbers, tables their spans and sides, links only what is needed."""
    html = (
        '<pre><code class="hl language-py">x</code></pre><ol start="3" reversed><li value="7">a</li></ol>'
        '<table><tbody><tr><td align="right" colspan="2" rowspan="x">b</td><td align="char">c</td></tr></tbody></table>'
        '<p dir="rtl" lang="ar">c</p>'
        '<a href="https://x.example/?a=1&amp;b=2" title="t" target="_blank" rel="me">d</a>'
    )

    assert cleaned(html).html == (
        '<pre><code class="language-py">x</code></pre><ol start="3" reversed=""><li value="7">a</li></ol>'
        '<table><tbody><tr><td colspan="2" class="align-right">b</td><td>c</td></tr></tbody></table><p dir="rtl">c</p>'
        '<a href="https://x.example/?a=1&amp;b=2" title="t" rel="noopener">d</a>'
    )


def test_headings_start_at_two() -> None:
    """The highest heading of content is h2, the others keep their distance, none goes below h6."""
    assert cleaned("<h1>a</h1><h3>b</h3><h6>c</h6>").html == "<h2>a</h2><h4>b</h4><h6>c</h6>"
    assert cleaned("<h3>a</h3><h4>b</h4>").html == "<h2>a</h2><h3>b</h3>"


def test_text_without_markup_is_escaped() -> None:
    """Text that holds no tag goes through as it is; what XML forbids goes, halves of pairs included."""
    assert cleaned("a > b\x00\ufffe").html == "a &gt; b"
    assert cleaned("a\ud800b<i>c").html == "ab<i>c</i>"
    assert cleaned("<p>a&#1;&#11;&#xFFFE;b</p>").html == "<p>ab</p>"


def test_text_of_a_whole_document() -> None:
    """Blocks stand apart, items are led by a dash and indented by depth, cells by bars, code as it is."""
    source = (
        "Intro *with* `code` &amp; [link](/x).\nNext line  \nbroken.\n\n"
        "## Head\n\n- one\n- two\n  1. deep\n  2. deeper\n\n"
        "> quoted\n\n```py\nif x:\n\n    y()\n```\n\n| a | b |\n|---|---|\n| 1 |   |\n| 2 | 3 |\n\n"
        "End[^1] ~~gone~~.\n\n[^1]: Note.\n"
    )

    assert text_of(cleaned(from_markdown(source)).html) == (
        "Intro with code & link. Next line\nbroken.\n\nHead\n\n- one\n\n- two\n\n  - deep\n\n  - deeper\n\nquoted\n\n"
        "if x:\n\n    y()\n\na | b\n1\n2 | 3\n\nEnd[1] gone.\n\n- Note."
    )


def test_text_of_odd_markup() -> None:
    """Empty items vanish, items in paragraphs keep their lead, captions go with their pictures only."""
    html = (
        "<ul><li></li><li><p>a</p><p>b</p></li><li>c<br></li></ul><li>stray</li><p>&nbsp;x&lt;y  z</p>"
        '<figure><img src="https://x.example/a.png" alt=""><figcaption>seen</figcaption></figure>'
        "<figure><pre>z</pre><figcaption>said</figcaption></figure><table><caption>T</caption><tbody><tr><td><p>1</p></td></tr></tbody></table>"
    )

    assert text_of(html) == "- a\n\nb\n\n- c\n\n- stray\n\nx<y z\n\nz\n\nsaid\n\nT\n1"


def test_task_lists_show_their_boxes() -> None:
    """A task list keeps its marks, although forms are not let through."""
    assert text_of(cleaned(from_markdown("- [x] done\n- [ ] open\n")).html) == "- \u2611 done\n\n- \u2610 open"


@pytest.mark.parametrize("code", [0x01, 0x7F, 0x80, 0x9F, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xD800])
def test_what_is_no_character_goes(code: int) -> None:
    """Controls and what Unicode calls no character are gone, written out or as a reference, in HTML and Markdown."""
    written = f"a{chr(code)}b &#{code}; c"

    for html in (
        clean(f"<p>{written}</p>").html,
        clean(written).html,
        clean(from_markdown(written.replace("\ud800", ""))).html,
    ):
        parser = html5lib.HTMLParser()
        parser.parseFragment(html)
        assert (parser.errors, html.startswith(("<p>ab", "ab", "<p>a"))) == ([], True)


def test_an_old_line_end_parts_words() -> None:
    """The line end of mainframes (U+0085) is a control for HTML, but it stood between two words."""
    assert clean("<p>one\x85two</p>").html == "<p>one two</p>"


def test_blank_lines_part_paragraphs_outside_of_tags() -> None:
    """Plain text in a feed has paragraphs; an attribute may have blank lines, too."""
    assert in_paragraphs("One.\n\nTwo.<br><br>Three.") == "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"
    assert in_paragraphs('See <img alt="a\n\nb" src="c.png">') == '<p>See <img alt="a\n\nb" src="c.png"></p>'


def test_an_address_that_is_a_link_already_is_linked_once() -> None:
    """An address between the tags of a link that the author wrote becomes no second link in it."""
    source = '<a href="https://example.org/a">https://example.org/a</a>'

    assert from_markdown(source) == f"<p>{source}</p>\n"


def test_two_tildes_strike_words_out_and_one_does_not() -> None:
    """Spans of hours and indices have a tilde of their own."""
    assert from_markdown("9~12, 14~18, H~2~O, ~~no~~\n") == "<p>9~12, 14~18, H~2~O, <del>no</del></p>\n"
