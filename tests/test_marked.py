"""Markdown and HTML are taken at their word: nothing goes but a title that is said twice."""

from __future__ import annotations

import re

import pytest

from feedpress import corpus, normalize
from feedpress.corpus import markdown
from feedpress.model import Document, Field, Manuscript, Settings
from feedpress.normalize import markup
from feedpress.normalize.reading import Line


def manuscript(body: str, *fields: Field, markup: str = "markdown", path: str = "posts/a.md") -> Manuscript:
    """Return the manuscript of a document that holds `body`."""
    kind = "markdown" if markup == "markdown" else "feed"
    document = Document(path=path, kind=kind, markup=markup, body=body, fields=fields)  # type: ignore[arg-type] # literals
    return normalize.manuscript(document, Settings(), {})


def title(value: str, origin: str = "front-matter") -> Field:
    """Return a candidate for the title."""
    return Field("title", value, origin, 2)


def test_everything_an_author_wrote_stays() -> None:
    """What looks like cruft elsewhere is somebody's words here."""
    body = "Share this!\n\nSubscribe to our newsletter\n\nRelated articles\n\n- [One](one.md)\n\n© 2024\n"

    assert manuscript(body, title("T")).content_text == (
        "Share this!\n\nSubscribe to our newsletter\n\nRelated articles\n\n- One\n\n© 2024"
    )


def test_a_title_said_twice_is_said_once() -> None:
    """A first heading that repeats the title goes, another stays."""
    twice = manuscript("# The *Title*\n\nText.\n\n## Part\n", title("The Title"))
    other = manuscript("# Another\n\nText.", title("The Title"))

    assert (twice.title, twice.content_html) == ("The Title", "<p>Text.</p>\n<h2>Part</h2>\n")
    assert (other.title, other.content_text) == ("The Title", "Another\n\nText.")


def test_the_first_heading_is_a_title_where_none_is_given() -> None:
    """A document without a title, or with its file's name only, is called by its first heading."""
    for fields in ((), (title("a", "filename"),)):
        named = manuscript("# Called &amp; *so*\n\nText.\n\n# More\n", *fields)

        assert (named.title, named.origins["title"].source) == ("Called & so", "headline")
        assert named.content_text == "Text.\n\nMore"


def test_code_in_a_heading_is_a_title_s_text() -> None:
    """Tags that a heading names are not taken for markup of the title, and front matter may put them between marks."""
    found, said = manuscript("# How `<b>x</b>` and `<script>` work\n\nText."), title("How `<script>` works")

    assert found.title == "How <b>x</b> and <script> work"
    assert manuscript("Of `<i>a</i>` we say nothing more.").title == "Of <i>a</i> we say nothing more"
    assert manuscript("# How `<script>` works\n\nText.", said).content_html == "<p>Text.</p>\n"


def test_one_section_among_others_is_no_title() -> None:
    """A first heading of a lower rank names the document only if it has no equal."""
    assert manuscript("## One\n\nText here.\n\n## Two\n").content_text == "One\n\nText here.\n\nTwo"
    assert manuscript("## One\n\nText here.\n\n### Two\n").title == "One"


def test_a_picture_is_no_title() -> None:
    """A first heading without words stays where it is."""
    shown = manuscript("# ![](logo.png)\n\nShort text.\n")

    assert shown.title == "Short text"
    assert 'src="corpus:posts/logo.png"' in shown.content_html
    assert shown.references == ("posts/logo.png",)


def test_html_from_a_feed_points_back_to_its_site() -> None:
    """Relative addresses of an entry resolve against the address it came from."""
    entry = manuscript('<p><a href="/b">b</a></p>', Field("source_url", "https://x.example/a", "feed"), markup="html")

    assert entry.content_html == '<p><a href="https://x.example/b" rel="noopener">b</a></p>'


def test_paragraphs_that_only_breaks_part_are_paragraphs() -> None:
    """Plain text of a feed and lines with `<br>` between become paragraphs; HTML with blocks stays as it is."""
    assert manuscript("One.\n\nTwo &lt; 3.", markup="html").content_html == "<p>One.</p>\n<p>Two &lt; 3.</p>"
    assert manuscript("<b>One</b>.<br /> <br>Two.", markup="html").content_html == "<p><b>One</b>.</p>\n<p>Two.</p>"
    assert manuscript("<p>One.\n\nTwo.</p>", markup="html").content_html == "<p>One.\n\nTwo.</p>"


def test_what_is_wrong_with_a_text_is_told_with_its_line() -> None:
    """A link out of the corpus and a tag that is never closed stand on lines of the file."""
    source = "---\ntitle: Hello\n---\n\nA <style>b</style> c.\n\n[x](../../../y?a&b)\n\nThe <style> tag.\n"
    document = markdown.read("posts/a.md", source.encode())[0][0]

    problems = normalize.manuscript(document, Settings(), {}).problems

    assert [(problem.path, problem.line) for problem in problems] == [("posts/a.md", 9), ("posts/a.md", 7)]


def test_every_line_of_markdown_is_explained() -> None:
    """Each line has a verdict and a reason: front matter, title, headings, lists, quotes, code and what is no text."""
    source = (
        "---\ntitle: Hello\ndate: 2024-01-01\n---\n# Hello\n\nA para\nof two.\n\nSub\n---\n\n- a\n  - b\n\n  more\n\n"
        "> quote\n\n```py\nx\n\ny\n```\n\n| a |\n|---|\n\n---\n\n<div>raw</div>\n\n[x]: https://a.example\n"
    )
    document = markdown.read("posts/a.md", source.encode())[0][0]
    lines = normalize.read(document, Settings(), {}).lines

    assert [line.line for line in lines] == list(range(1, source.count("\n") + 1))
    assert [line.verdict for line in lines] == [
        "meta", "title", "meta", "meta", "title", "blank", "body", "body", "blank", "heading", "heading", "blank",
        "list", "list", "blank", "list", "blank", "quote", "blank", "code", "code", "code", "code", "code", "blank",
        "body", "body", "blank", "body", "blank", "body", "blank", "meta",
    ]  # fmt: skip
    assert lines[2].reason == "sets published"
    assert all(line.reason for line in lines if line.verdict not in {"blank", "code"})


def test_a_document_of_headings_and_nothing() -> None:
    """An empty document and one whose first line is text have their lines explained too."""
    empty = Document(path="a.md", kind="markdown", markup="markdown", body="")
    words = Document(path="a.md", kind="markdown", markup="markdown", body="Words\n\n# Later")

    assert normalize.read(empty, Settings(), {}).lines == ()
    assert [line.verdict for line in normalize.read(words, Settings(), {}).lines] == ["body", "blank", "heading"]
    other = Document(path="a.md", kind="markdown", markup="markdown", body="# Head", fields=(title("Title"),))
    assert normalize.read(other, Settings(), {}).lines[0].verdict == "heading"
    assert normalize.read(words, Settings(), {}).lines[0] == Line(1, "Words", "body", "a paragraph")


def test_html_is_explained_by_its_blocks() -> None:
    """An entry's blocks are shown with the reason why they stay."""
    document = Document(path="a.xml", kind="feed", markup="html", body="<p>a</p><p>b</p>", first_line=3, last_line=9)

    assert [(block.text, block.first_line) for block in normalize.read(document, Settings(), {}).blocks] == [
        ("a", 3),
        ("b", 3),
    ]


@pytest.mark.parametrize(
    ("first", "shown"),
    [
        ("> [!note] Mind the *weir*", "<strong>Mind the <em>weir</em></strong><br>"),
        ("> [!WARNING]", "<strong>Warning</strong><br>"),
        (">[!tip]- Folded", "<strong>Folded</strong><br>"),
    ],
)
def test_a_callout_is_a_quotation_with_its_title(first: str, shown: str) -> None:
    """Obsidian's and GitHub's callouts show their title, or their kind, over their words."""
    (document,), _ = markdown.read("a.md", f"{first}\n> It is deep.\n".encode())
    html = normalize.manuscript(document, Settings(), {}).content_html

    assert "".join(html.split("\n")) == f"<blockquote><p>{shown}It is deep.</p></blockquote>"


@pytest.mark.parametrize(
    "text",
    [
        "`[[x]]`",
        "```\n[[x]]\n> [!note]\n```",
        "Text.\n\n    [[servers]]",
        "[[1]](https://example.org)",
        "a[[1]]",
        "[[ -f x ]]",
        "[[2]]",
        "[[https://example.org/a/b]]",
        "[[F#]]",
        "[[x^2]]",
        "[[gnu::pure]]",
    ],
)
def test_double_brackets_that_are_no_links_stay(text: str) -> None:
    """Code, numbered references, indices, tests of a shell, addresses and formulas are no links by name."""
    (document,), _ = markdown.read("a.md", text.encode())

    assert document.body == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Deep %%how deep?%% water%%?%%.", "Deep  water%%?%%."),
        ("Deep (%%how deep?%%).\n%% ask *Jane*\nfirst %%\nTwo.", "Deep ().\n\n\nTwo."),
        ("Deep. %% ask Jane %%\nIt rose from 5 %% to 6 %%", "Deep.\nIt rose from 5 %% to 6 %%"),
        ("It rose from 5 %% to 6 %% in May; a %% b %% c", "It rose from 5 %% to 6 %% in May; a  c"),
        ("I am 100 %% sure, and 20 %% of\nthem, too.", "I am 100 %% sure, and 20 %% of\nthem, too."),
        ("One.\n\n%% ask Jane %% Two.\n\n> Q %% ask *Jane* %% r", "One.\n\nTwo.\n\n> Q  r"),
        ("One %% ask\nJane %% two %%ask her %% three.", "One \ntwo  three."),
        ("%% ask Jane\n\nand Joe %%\nTwo.", "\n\n\nTwo."),
        ("the value ^abc123\nMore.", "the value ^abc123\nMore."),
        ("One.\n\n%%\nask *Jane*\n\nfirst\n%%\n\nTwo.", "One.\n\n\n\n\n\n\n\nTwo."),
        ("The weir is deep. ^a1b2c3\nMore.", "The weir is deep.\nMore."),
        ("[[toc]]\n\nOne.", "\n\nOne."),
        ("`%%x%%` costs 100%% of 50%% and m ^2", "`%%x%%` costs 100%% of 50%% and m ^2"),
    ],
)
def test_remarks_that_obsidian_hides_are_not_published(text: str, shown: str) -> None:
    """A remark between double signs, the mark of a paragraph and a table of contents go; lines keep their numbers."""
    (document,), _ = markdown.read("a.md", text.encode())

    assert (document.body, document.problems) == (shown, ())


@pytest.mark.parametrize(
    "text",
    [
        r"See \[[Quay]] there.",
        "<div>\nsee [[Quay]], [[notes/Quay]] and ![[quay.png]]\n</div>",
        "see <b title='[[Quay]]'>it</b> and [[Quay\\]] and [[Quay|`it]] or `not",
        "see [[notes/Quay|`it]] or `not, [it]({% post_url 2024-05-01-quay %} or not)",
        "<div>\nsee [r]: {% link quay.md %}\n</div>",
        "see [the [[Quay]]](https://quay.example) and {% asset_img quay.png %}",
    ],
)
def test_a_link_by_name_that_is_none_shows_no_address(text: str) -> None:
    """Escaped, in HTML or across code it is no link: its words stay, and nothing of what was to be its address."""
    (document,), _ = markdown.read("a.md", f"# The Weir\n\n{text}\n".encode())
    found = normalize.manuscript(document, Settings(), {})

    assert "corpus:" not in found.content_text + found.summary
    assert "corpus:" not in re.sub(r'(?:href|src)="[^"]*"', "", found.content_html)
    assert found.content_text.lower().startswith("see ")


@pytest.mark.parametrize("words", ["The quay|200", "The quay|200x100", r"The quay\|200"])
def test_a_picture_s_size_is_none_of_its_words(words: str) -> None:
    """Obsidian has a width behind the words; it is nothing to read."""
    (document,), _ = markdown.read("a.md", f"See ![{words}](quay.png) and ![a|b](c.png).\n".encode())

    assert document.body == "See ![The quay](quay.png) and ![a|b](c.png).\n"


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        ("a.md", "Run git clone <url>, enter <your name> and <T> or Vec<u8>.", ""),
        ("a.md", "cd <path>, then `<url>` and &lt;url&gt;.", "cd <path>, then <url> and <url>."),
        ("a.md", "A <Badge>new</Badge> <b>quay</b><br> and <x-y>weir</x-y>.", "A new quay\nand weir."),
        ("a.mdx", "A <Badge> quay.", "A quay."),
        ("a.md", "A <svg><path></path></svg> quay.", "A quay."),
    ],
)
def test_a_bare_tag_that_is_no_element_is_the_text_that_was_meant(path: str, text: str, shown: str) -> None:
    """A word between angles stays, in a heading, too; a component, an element and a name with a hyphen are tags."""
    (document,), _ = corpus.read(path, f"# On Vec<u8>\n\n{text}\n".encode())
    found = normalize.manuscript(document, Settings(), {})

    assert (found.title, found.content_text) == ("On Vec<u8>", shown or text)


def test_a_remark_that_never_ends_hides_its_own_paragraph_alone() -> None:
    """What follows is Markdown still, and the build names the line; one that is shown as code is none."""
    (document,), _ = markdown.read("a.md", b"Before.\n\n<!-- ask Jane\n\nAfter *all*.\n\n```\n<!-- code\n```\n")
    found = normalize.manuscript(document, Settings(), {})
    (code,), _ = markdown.read("b.md", b"One.\n\n```\n<!-- code\n```\n\nTwo.\n")

    assert found.content_text == "Before.\n\nAfter all.\n\n<!-- code"
    assert [(each.line, "never closed" in each.what) for each in found.problems] == [(3, True)]
    assert code.problems == ()
    assert markup.clean("<p>a</p><!-- b\n\n<p>c</p>").html.split() == ["<p>a</p>", "<p>c</p>"]


def test_html_has_no_links_by_name() -> None:
    """Double brackets in a text that is written in HTML are what they are."""
    (document,), _ = corpus.read("a.html", b"---\ntitle: A\n---\n<p>See [[Page]].</p>\n")

    assert document.body == "<p>See [[Page]].</p>\n"


@pytest.mark.parametrize(
    "below",
    [
        "*By Jane Doe, May 1, 2024*",
        "By [Jane Doe](https://jane.example)\n\nPublished on May 1, 2024.",
        "**Author:** Jane Doe\n**Date:** 2024-05-01",
        "Jane Doe  \n1 May 2024",
    ],
)
def test_the_lines_below_a_heading_date_a_text_without_front_matter(below: str) -> None:
    """Author and day are read where a byline stands, with its line; the text stays whole."""
    (document,), _ = corpus.read("notes/7f3a9c21d0.md", f"# The Weir\n\n{below}\n\nIt is deep.\n".encode())
    found = normalize.manuscript(document, Settings(), {})

    assert ([each.name for each in found.authors], str(found.published)[:10]) == (["Jane Doe"], "2024-05-01")
    assert found.origins["authors"].detail == "line 3"
    assert found.content_text.startswith(markup.text_of(markup.from_markdown(below)))


@pytest.mark.parametrize(
    "body",
    [
        "# The Concert\n\n1 May 2024, 8 pm, Town Hall\n\nIt is free.\n",
        "# The Weir\n\nIt was built on May 1, 2024, by Jane Doe and her sister.\n",
        "# Changes\n\n## 1.0 (2024-05-01)\n\nFirst.\n",
        "May 1, 2024\n\nIt is deep.\n",
        "---\ntitle: The Weir\n---\nBy Jane Doe, May 1, 2024\n\nIt is deep.\n",
    ],
)
def test_no_other_date_in_markdown_is_the_documents(body: str) -> None:
    """Days of events and versions, in prose, without a heading, or below front matter are the text's matter."""
    (document,), _ = corpus.read("notes/7f3a9c21d0.md", body.encode())
    found = normalize.manuscript(document, Settings(), {})

    assert (found.published, found.authors) == (None, ())


@pytest.mark.parametrize(
    ("first", "title"),
    [
        (":::note", "Note"),
        (":::tip Mind the *weir*", "Mind the <em>weir</em>"),
        ("::: warning[Deep water]", "Deep water"),
        (':::info{title="Deep"}', "Deep"),
        ("::: {.danger}", "Danger"),
        ('::: {.danger title="Deep"}', "Deep"),
        ('::: {.danger appearance="simple"}', "Danger"),
        ("::: warning Don't dive {#deep}", "Don't dive"),
        ("::: warning Don't use {braces} here", "Don't use {braces} here"),
        (':::note The "best" [weir] of all', 'The "best" [weir] of all'),
        ('::: {.callout-tip collapse="true"}', "Tip"),
        ("::: {#weir .warning} :::", "Warning"),
        (":::tip [Here](https://a.example/) now", '<a href="https://a.example/" rel="noopener">Here</a> now'),
    ],
)
def test_a_box_is_a_quotation_with_its_title(first: str, title: str) -> None:
    """Boxes of Docusaurus, VuePress and Pandoc show their title, or their kind, over what is in them, code as well."""
    body = f"Text.\n{first}\nIt is deep.\n\n```\n:::\n```\n:::\nMore.\n"
    (document,), _ = corpus.read("a.md", body.encode())
    html = normalize.manuscript(document, Settings(), {}).content_html.replace("\n", "")

    box = f"<p><strong>{title}</strong><br>It is deep.</p><pre><code>:::</code></pre>"
    assert html == f"<p>Text.</p><blockquote>{box}</blockquote><p>More.</p>"
    assert document.body.count("\n") == body.count("\n")


@pytest.mark.parametrize(
    "first", [":::: {.columns}", "::: {.column width=50%}", "::: code-group", "::: {#refs}", "::: {layout-ncol=2}"]
)
def test_a_box_that_only_places_what_it_holds_is_left_out(first: str) -> None:
    """Columns, groups and the like are neither quotations nor text."""
    (document,), _ = corpus.read("a.md", f"Text.\n{first}\nIt is *deep*.\n:::\nMore.\n".encode())
    html = normalize.manuscript(document, Settings(), {}).content_html.replace("\n", "")

    assert html == "<p>Text.</p><p>It is <em>deep</em>.</p><p>More.</p>"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("!!! note", "Note"),
        ('!!! warning inline end "Deep water"', "Deep water"),
        ("???+ tip", "Tip"),
        ("!!! note inline end", "Note"),
        ("!!! watch Jane", "Watch Jane"),
        ('=== "The weir"', "The weir"),
    ],
)
def test_what_is_indented_below_a_sign_is_a_quotation(first: str, title: str) -> None:
    """Admonitions and tabs of MkDocs show their title, or their kind, over what is in them, others and code as well."""
    body = f'Text.\n\n{first}\n    It is deep.\n\n    !!! danger ""\n        Keep off.\n\n        x = 1\n\nMore.\n'
    (document,), _ = corpus.read("a.md", body.encode())
    html = normalize.manuscript(document, Settings(), {}).content_html.replace("\n", "")

    inner = "<blockquote><p>Keep off.</p><p>x = 1</p></blockquote>"
    box = f"<p><strong>{title}</strong><br>It is deep.</p>{inner}"
    assert html == f"<p>Text.</p><blockquote>{box}</blockquote><p>More.</p>"
    assert document.body.count("\n") == body.count("\n")


@pytest.mark.parametrize(
    "body", ["!!! note\nIt is deep.\n", "```\n!!! note\n    It is deep.\n```\n", "A ??? b\n    c\n", "===\n    c\n"]
)
def test_signs_with_nothing_indented_below_stay(body: str) -> None:
    """Marks of exclamation, code and lines of equal signs are what they are."""
    (document,), _ = corpus.read("a.md", body.encode())

    assert document.body == body


@pytest.mark.parametrize(
    "body",
    [
        ":::note\nIt is deep.\n",
        "```\n:::note\n:::\n```\n",
        "- ~~~\n  :::note\n  :::\n  ~~~\n",
        "pkg:::name is a call.\n:::\n",
    ],
)
def test_colons_that_are_no_box_stay(body: str) -> None:
    """A box without an end, code and other colons are what they are."""
    (document,), _ = corpus.read("a.md", body.encode())

    assert document.body == body
