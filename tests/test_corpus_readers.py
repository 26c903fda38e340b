"""Files of each format become documents; what is wrong with a part costs only the part."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time

import pytest

from feedpress import corpus
from feedpress.model import Document

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>F</title><id>urn:f</id>
<link rel="hub" href="https://hub.example.org/"/>
<link href="https://example.org/blog/"/><author><name>Site</name></author>
<entry><title type="html">A &lt;i&gt;b&lt;/i&gt;</title><id>urn:1</id>
<link href="/a"/><updated>2020-01-02T00:00:00Z</updated>
<link rel="enclosure" href="a.mp3" length="12" type="audio/mpeg"/><category term="t" label="Tag"/>
<author><name>Ann</name><email>a@example.org</email></author><author><name>Bob</name></author>
<summary>one &lt; two</summary>
<content type="html">&lt;p>long &lt;a href="rel">r&lt;/a> &lt;script>x&lt;/script>&lt;/p></content></entry>
<entry><title>1 &lt; 2</title><link href="/b"/><content type="text">One.

Two &lt; three.</content></entry>
<entry><title>C</title><summary type="html">&lt;p>gist</summary></entry>
<entry><title>C</title><summary type="html">&lt;p>gist</summary></entry>
</feed>"""
RSS = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://localhost:9/rss-0.91.dtd">
<rss version="0.91"><channel><title>C</title><link>https://example.org/</link><language>fr</language>
<item><title>A&nbsp;b</title><guid isPermaLink="false">g</guid><link>https://example.org/1</link>
<description>&eacute;</description>
<pubDate>Mon, 06 Sep 2021 00:01:00 +0000</pubDate><author>a@example.org (Ann)</author></item></channel></rss>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1",
"language": "de", "authors": [{"name": "Site"}], "items": [
{"id": 1,
 "url": "https://example.org/1", "title": "A", "content_html": "<p>x", "date_published": "2020-01-02",
 "authors": [{"name": "Ann", "url": "https://example.org/ann"}], "tags": ["x"],
 "attachments": [{"url": "https://example.org/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 3}]},
{"id": 2, "content_text": "plain"}, {"id": 3}, 4]}"""


def values(document: Document, name: str) -> list[str]:
    """Return the candidates for the field `name`, each with its parts behind it."""
    return [" | ".join((each.value, *each.parts)).rstrip(" |") for each in document.fields if each.name == name]


def what(path: str, data: str | bytes) -> list[tuple[int, str, str]]:
    """Return the problems of a file that gives no document."""
    documents, problems = corpus.read(path, data.encode() if isinstance(data, str) else data)
    assert documents == ()
    return [(problem.line, problem.what, problem.severity) for problem in problems]


def test_the_table_of_suffixes_is_asked_without_case_and_gzip() -> None:
    """Known suffixes are known in capitals and packed; others are not."""
    assert all(corpus.is_known(path) for path in ("a.TXT", "x/b.md.gz", "c.NDJSON", "d.rss", ".md"))
    assert not any(corpus.is_known(path) for path in ("a", "a.gz", "b.doc", "txt", "x.md/b"))


def test_looking_at_suffixes_imports_no_parser() -> None:
    """Reading plain Markdown needs none of the heavy libraries, and the front door none of the readers."""
    code = (
        "import sys; from feedpress import corpus\n"
        "early = {m for m in sys.modules if m.startswith('feedpress.corpus.')}\n"
        "corpus.read('a.md', b'---\\ntitle: x\\n---\\ny')\n"
        "print(sorted(early), sorted({'yaml', 'feedparser', 'lxml', 'selectolax'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[] []\n"


def test_an_unknown_suffix_and_a_giant_are_problems() -> None:
    """What can't be a document is said with a cure."""
    assert what("a.doc", "x") == [(0, "unknown kind of file", "error")]
    assert what("a.md", b"x" * 10_000_001) == [(0, "10 MB; a document ends at 10 MB", "error")]
    assert what("a.md.gz", b"words") == [(0, "not gzip, or damaged", "error")]
    assert what("a.md", bytes(99)) == [(0, "binary data, not text", "error")]


def test_a_packed_file_is_the_same_document() -> None:
    """Packing a file changes its path and nothing else, not even its digest."""
    (plain,), _ = corpus.read("a.txt", b"words")
    (packed,), _ = corpus.read("a.txt.gz", gzip.compress(b"words"))

    assert (plain.body, plain.digest, plain.fields) == (packed.body, packed.digest, packed.fields)


@pytest.mark.parametrize("path", ["a.html", "a.xml", "a.json", "a.jsonl", "a.txt", "a.md"])
def test_binary_data_is_refused_under_every_suffix(path: str) -> None:
    """Whatever its name, binary data is no document."""
    assert what(path, bytes(99)) == [(0, "binary data, not text", "error")]


def test_rows_are_documents_and_bad_rows_cost_only_themselves() -> None:
    """Each bad row is named by its line; good rows around it are kept in order."""
    rows = [
        '{"id": 7, "title": "A", "text": "one\\u0000\\ud800", "authors": ["Ann", {"name": "Bob"}], "tags": "x, y"}',
        '{"text": NaN}',
        '{"text": "a", "text": "b"}',
        '{"text": "ha',
        "[" * 100_000,
        '{"n": ' + "9" * 5000 + "}",
        "[1]",
        '{"id": 1}',
        '{"text": "' + "x" * 1_000_000 + '"}',
        "",
        '{"url": "https://example.org/2020/01/02/x", "content": "<p>two</p>", "metadata": {"author": "Cy"}}',
        '{"content_markdown": "*three*"}',
        '{"id": 7, "content_text": "<p>"}',
    ]
    documents, problems = corpus.read("a.jsonl", "\n".join(rows).encode())

    assert [(d.part, d.markup, d.body, d.first_line) for d in documents] == [
        ("7", "text", "one\ufffd", 1),
        ("https://example.org/2020/01/02/x", "html", "<p>two</p>", 11),
        ("12", "markdown", "*three*", 12),
        ("7#2", "text", "<p>", 13),
    ]
    assert [problem.line for problem in problems] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert {problem.severity for problem in problems} == {"error"}
    assert (values(documents[0], "authors"), values(documents[0], "tags")) == (["Ann", "Bob"], ["x", "y"])
    assert (values(documents[1], "published"), values(documents[1], "authors")) == (["2020-01-02"], ["Cy"])


@pytest.mark.parametrize("number", ["1711929600", "1711929600.5", "1711929600000", '"1711929600"'])
def test_a_number_of_seconds_is_a_date(number: str) -> None:
    """Programs count from 1970, in seconds or milliseconds; a compact date of eight or ten digits is left as it is."""
    rows = f'{{"text": "x", "date": {number}, "updated": {number}}}\n{{"text": "y", "date": 2024010112}}'
    (one, two), _ = corpus.read("a.jsonl", rows.encode())

    assert values(one, "published") == values(one, "updated") == ["2024-04-01T00:00:00+00:00"]
    assert values(two, "published") == ["2024010112"]


def test_a_row_keeps_its_digest_when_its_keys_change_places() -> None:
    """A row's digest is of what it says, not of how it is written."""
    (one, two), _ = corpus.read("a.jsonl", b'{"id": 1, "text": "x"}\n{"text":"x","id":1}')

    assert one.digest == two.digest


def test_entries_of_atom_are_documents() -> None:
    """Each entry has its own fields; addresses are absolute, authors and language are the feed's where it has none."""
    documents, problems = corpus.read("a.atom", ATOM.encode())
    first, second, third, fourth = documents

    assert problems == ()
    assert first.body == '<p>long <a href="https://example.org/blog/rel">r</a> <script>x</script></p>'
    assert {name: values(first, name) for name in ("title", "updated", "tags", "authors", "summary")} == {
        "title": ["A <i>b</i>"],
        "updated": ["2020-01-02T00:00:00Z"],
        "tags": ["Tag"],
        "authors": ["Ann | a@example.org", "Bob"],
        "summary": ["one &lt; two"],
    }
    assert values(first, "source_url") == ["https://example.org/a"]
    assert values(first, "attachment") == ["https://example.org/blog/a.mp3 | audio/mpeg | 12"]
    assert (first.part, second.part, first.first_line) == ("urn:1", "https://example.org/b", 5)
    assert (second.body, values(second, "title")) == ("One.\n\nTwo &lt; three.", ["1 &lt; 2"])
    assert (values(third, "authors"), values(third, "language"), third.body) == (["Site"], ["de"], "<p>gist")
    assert fourth.part == f"{third.part}#2"


def test_rss_with_html_entities_and_a_foreign_doctype_is_read() -> None:
    """Entities of HTML need no document type, and none is fetched."""
    (item,), problems = corpus.read("a.rss", RSS.encode())

    assert problems == ()
    assert (item.body, item.part, values(item, "title")) == ("é", "g", ["A\xa0b"])
    assert (values(item, "authors"), values(item, "language")) == (["Ann | a@example.org"], ["fr"])
    assert values(item, "published") == ["Mon, 06 Sep 2021 00:01:00 +0000"]


@pytest.mark.parametrize(
    "author", ["ed@rope.example (Ed Rope)", "Ed Rope &lt;ed@rope.example&gt;", "Ed Rope, ed@rope.example"]
)
def test_an_authors_address_may_end_in_any_domain(author: str) -> None:
    """Name and address are told apart for domains of more letters than "com" has."""
    feed = f"<rss version='2.0'><channel><item><title>T</title><author>{author}</author></item></channel></rss>"
    (item,), _ = corpus.read("a.xml", feed.encode())

    assert values(item, "authors") == ["Ed Rope | ed@rope.example"]


def test_an_entry_that_says_nothing_is_named() -> None:
    """An entry with neither title nor text nor file is no item; a link with a title is."""
    feed = "<rss version='2.0'><channel>\n<item><title>T</title></item>\n<item><link>https://a.example/</link></item>"
    documents, problems = corpus.read("a.xml", f"{feed}</channel></rss>".encode())

    assert [values(each, "title") for each in documents] == [["T"]]
    assert [(p.line, p.what) for p in problems] == [(3, "an entry without title and text")]


def test_a_torn_feed_gives_what_it_holds_with_a_warning() -> None:
    """Entries before the tear are read, and the line of the tear is named."""
    (one,), problems = corpus.read(
        "a.xml", b"<?xml version='1.0'?>\n<rss><channel><item><description>y</description>\n<title>x"
    )

    assert (one.body, [(p.line, p.severity) for p in problems]) == ("y", [(3, "warning")])


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ('<!DOCTYPE a [<!ENTITY b "b">]><rss/>', (1, "XML that declares entities of its own", "error")),
        ("<?xml version='1.0'?><!-- x --><opml/>", (0, "XML, but no feed: <opml>", "warning")),
        ("<!-- ", (0, "no XML", "warning")),
        ("<?xml", (0, "no XML", "warning")),
        ("<rss version='2.0'><channel/></rss>", (0, "a feed without entries", "warning")),
        ("<rss", (0, "no XML", "warning")),
        ("<rss ><", (1, "XML that is not well-formed: unclosed token", "error")),
    ],
)
def test_xml_that_is_no_feed_is_passed_over(data: str, problem: tuple[int, str, str]) -> None:
    """Other XML is a warning, a bomb or a wreck an error; nothing is a document."""
    assert what("a.xml", data) == [problem]


def test_items_of_a_json_feed_are_documents() -> None:
    """Items have their own fields; authors and language are the feed's where they name none; empty items are named."""
    (one, two), problems = corpus.read("a.json", JSON_FEED.encode())

    assert (one.part, one.markup, one.first_line, two.markup) == ("1", "html", 4, "text")
    assert values(one, "authors") == ["Ann |  | https://example.org/ann"]
    assert values(one, "attachment") == ["https://example.org/a.mp3 | audio/mpeg | 3"]
    assert (values(two, "authors"), values(two, "language")) == (["Site"], ["de"])
    assert [problem.what for problem in problems] == ["item 3 has no content", "item 4 has no content"]


@pytest.mark.parametrize("home", ["home_page_url", "feed_url"])
def test_an_item_of_a_json_feed_may_name_its_place_on_the_site(home: str) -> None:
    """An address without its host is seen from the site's, or the feed's; what is none stays as it is."""
    items = [{"id": "1", "url": "../p/1", "content_text": "A."}, {"url": "http://[", "content_text": "B."}]
    feed = {"version": "https://jsonfeed.org/version/1.1", home: "https://x.example/blog/", "items": items}
    documents, _ = corpus.read("a.json", json.dumps(feed).encode())

    assert [values(each, "source_url") for each in documents] == [["https://x.example/p/1"], ["http://["]]


def test_the_summary_of_an_item_of_a_json_feed_may_be_all_its_text() -> None:
    """An item that has a summary alone is published with it, as an entry of Atom is."""
    feed = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "summary": "In short."}]}'
    (item,), problems = corpus.read("a.json", feed.encode())

    assert (item.body, item.markup, problems) == ("In short.", "text", ())


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ('{"a": 1}', (0, "JSON, but no JSON Feed", "warning")),
        ("[]", (0, "JSON, but no JSON Feed", "warning")),
        ('{"version": "https://jsonfeed.org/version/1"}', (0, "a JSON Feed without `items`", "error")),
        ('{"a": -Infinity}', (0, "-Infinity is no JSON", "error")),
        ('{"\\ud800": 1, "\\ud800": 2}', (0, "`\ufffd` stands twice", "error")),
    ],
)
def test_json_that_is_no_feed_is_passed_over(data: str, problem: tuple[int, str, str]) -> None:
    """Other JSON is a warning, bad JSON an error."""
    assert what("a.json", data) == [problem]


def test_a_sidecar_comes_first_and_names_its_mistakes() -> None:
    """Its fields overrule, under a manuscript's names and everybody's; an unknown key gets the nearest right one."""
    sidecar = b'titel = "x"\nzzzqqq = 1\nsummary = "S"\npublished = 2020-01-02\nhold = 2030-01-01\nauthors = ["Ann"]'
    (document,), _ = corpus.read("2019-01-01-a-b.txt", b"words", sidecar)
    (bare,), _ = corpus.read("2019-01-01-a-b.txt", b"words")

    assert values(document, "published") == ["2020-01-02", "2019-01-01"]
    assert (document.fields[0].origin, values(document, "authors"), values(document, "summary")) == (
        "sidecar",
        ["Ann"],
        ["S"],
    )
    assert [(p.path, p.line, p.what) for p in document.problems] == [
        ("2019-01-01-a-b.txt.toml", 1, "unknown key `titel`"),
        ("2019-01-01-a-b.txt.toml", 2, "unknown key `zzzqqq`"),
    ]
    assert "`title`" in document.problems[0].fix
    assert document.digest != bare.digest


@pytest.mark.parametrize(("sidecar", "line"), [(b"a = 1\nb = ", 2), (b'\n\na = "\x01"', 3), (bytes(99), 0)])
def test_a_broken_sidecar_costs_only_itself(sidecar: bytes, line: int) -> None:
    """The document is read without it, and the line of the mistake is named."""
    (document,), _ = corpus.read("a.txt", b"words", sidecar)

    assert (document.body, [problem.line for problem in document.problems][:1]) == (
        "words",
        [line or document.problems[0].line],
    )


def test_a_sidecar_to_many_documents_is_not_read() -> None:
    """Rows can't all have one title: the sidecar is named as useless."""
    documents, problems = corpus.read("a.jsonl", b'{"text": "x"}', b'title = "x"')

    assert (len(documents), [problem.path for problem in problems]) == (1, ["a.jsonl.toml"])


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 200_000,
        b"<script>" * 100_000,
        b"<!--" * 200_000,
        b"<meta content='" * 50_000,
        b"<link rel=canonical href=" * 50_000,
        b'<script type="application/ld+json">' + b"[" * 400_000 + b"</script>",
    ],
)
def test_a_hostile_page_costs_no_more_than_its_size(data: bytes) -> None:
    """Nesting and what is never closed are read in a moment."""
    begun = time.process_time()
    (page,), _ = corpus.read("a.html", data)

    assert (len(page.body), time.process_time() - begun < 5) == (len(data), True)


def test_linked_data_prefers_the_article_at_the_page_s_address() -> None:
    """Of several articles the one at the canonical address counts; what it leaves open the page may say."""
    page = b"""<link rel="canonical" href="https://example.org/b"><script type="application/ld+json"><!--
    [{"@type": "Article", "headline": "Other", "url": "https://example.org/a"},
     {"@type": ["BlogPosting"], "name": "This", "mainEntityOfPage": {"@id": "https://example.org/b/"}, "author": "https://x.org/y",
      "keywords": ["k"], "image": [{"url": "i.png"}]},
     {"@type": "WebPage", "name": "Site", "dateModified": "2020-01-02"}] --></script>
    <script type="application/ld+json">{broken</script>"""
    (document,), _ = corpus.read("a.html", page)

    assert (values(document, "title"), values(document, "updated")) == (["This"], ["2020-01-02"])
    assert (values(document, "authors"), values(document, "tags"), values(document, "image")) == ([], ["k"], ["i.png"])


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "Article", "author": {"@type": "Person", "name": "Ann Reed",}, "datePublished": "2023-05-06"}',
        '{"@type": "WebSite", "name": "X"}; {"@type": "Article", "author": "Ann Reed", "datePublished": "2023-05-06"}',
        '/* <![CDATA[ */ {"@type": "Article", "author": "Ann Reed", "datePublished": "2023-05-06"} /* ]]> */',
        """{"@type": "Article", // a story
        "headline": "Ann\\'s ferry", "author": "Ann Reed", "datePublished": "2023-05-06"}""",
        '{"headline": "A "ferry"", "author": [{"@type": "Person", "name": "Ann Reed"}], "datePublished": "2023-05-06"}',
        """{&quot;@type&quot;: &quot;Article&quot;, &quot;author&quot;: &quot;Ann Reed&quot;,
        &quot;datePublished&quot;: {&quot;@value&quot;: &quot;2023-05-06&quot;}}""",
    ],
)
def test_broken_linked_data_gives_what_can_be_read_of_it(script: str) -> None:
    """A comma too many, a remark, two objects, a stray quote, entities: author and day are told all the same."""
    (page,), _ = corpus.read("a.html", f'<script type="application/ld+json">{script}</script>'.encode())

    assert (values(page, "authors"), values(page, "published")) == (["Ann Reed"], ["2023-05-06"])


def test_broken_linked_data_of_several_articles_dates_none() -> None:
    """Where nobody can tell whose day is whose, none is taken."""
    script = '[{"headline": "A "x"", "datePublished": "2023-05-06"}, {"datePublished": "2023-05-07"}]'
    (page,), _ = corpus.read("a.html", f'<script type="application/ld+json">{script}</script>'.encode())

    assert values(page, "published") == []


@pytest.mark.parametrize("name", ["DC.date.issued", "dc:date", "publish_date", "og:published_time", "publishDate"])
def test_the_name_of_a_meta_tag_counts_however_it_is_written(name: str) -> None:
    """Pages write the names of their meta tags with dots, colons, dashes or nothing in them."""
    (page,), _ = corpus.read("a.html", f'<meta name="{name}" content="2023-05-06">'.encode())

    assert values(page, "published") == ["2023-05-06"]


def test_a_page_s_card_names_its_author_under_a_label() -> None:
    """WordPress and Ghost name who wrote for the card that networks show, in the site's language."""
    page = b"""<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Ann Reed">
    <meta name="twitter:label2" content="Lesezeit"><meta name="twitter:data2" content="4 Minuten">"""
    (document,), _ = corpus.read("a.html", page)

    assert values(document, "authors") == ["Ann Reed"]


@pytest.mark.parametrize(
    "remark",
    [
        "<!-- saved from url=(0026)https://example.org/posts/a -->",
        "<!--\n Page saved with SingleFile \n url: https://example.org/posts/a \n saved date: Sun Mar 12 2023 -->",
        '<meta name="source-url" content="https://example.org/posts/a">',
    ],
)
def test_what_saved_a_page_tells_from_where(remark: str) -> None:
    """Where the page itself does not say its address, the browser or the program that saved it did."""
    (page,), _ = corpus.read("a.html", f"<!DOCTYPE html>\n{remark}<p>x".encode())

    assert values(page, "source_url") == ["https://example.org/posts/a"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Mon, 06 September 2021 00:01:00 CEST", "Mon, 06 September 2021 00:01:00 CEST"),
        ("2021/09/06", "2021/09/06"),
        ("1630886400", "2021-09-06T00:00:00+00:00"),
        ("Mon, 06 Sep 2021 9:5:3 GMT", "Mon, 06 Sep 2021 09:05:03 GMT"),
        ("2021-09", "2021-09-01"),
        ("2021", "2021-01-01"),
    ],
)
def test_an_entry_s_date_is_told_as_it_is_written(written: str, told: str) -> None:
    """A parser that takes 2021/09/06 for November is not asked; what may lack a day or digits becomes a whole date."""
    rss = f"<rss version='2.0'><channel><item><title>x</title><pubDate>{written}</pubDate></item></channel></rss>"
    (item,), _ = corpus.read("a.rss", rss.encode())

    assert values(item, "published") == [told]


def test_an_author_named_twice_is_one() -> None:
    """RSS has two elements for whoever wrote an entry."""
    rss = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><description>x</description>
    <dc:creator>Ann</dc:creator><author>Ann</author></item></channel></rss>"""
    (item,), _ = corpus.read("a.rss", rss.encode())

    assert values(item, "authors") == ["Ann"]


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("&amp;lt;p&amp;gt;The quay froze.&amp;lt;/p&amp;gt;", "<p>The quay froze.</p>"),
        ("The tag &amp;lt;p&amp;gt; begins a paragraph.", "The tag &lt;p&gt; begins a paragraph."),
    ],
)
def test_html_that_is_escaped_twice_is_html(written: str, body: str) -> None:
    """A text that is one element from its first sign to its last was escaped once too often; one about HTML is not."""
    feed = f'<rss version="2.0"><channel><item><description>{written}</description></item></channel></rss>'
    (item,), _ = corpus.read("a.rss", feed.encode())

    assert item.body == body


MEDIA = """<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><item><title>Frost</title>{}
<media:content url="https://x.org/a.jpg" medium="image"><media:title>a.jpg</media:title>
<media:description>The quay, seen from the sea</media:description></media:content></item></channel></rss>"""


@pytest.mark.parametrize(
    ("own", "text"),
    [
        ("<description>The quay froze.</description>", "The quay froze.\n"),
        ("", ""),
        ("<description><![CDATA[ ]]></description><summary/>", ""),
    ],
)
def test_what_a_feed_says_of_a_picture_are_the_words_for_it(own: str, text: str) -> None:
    """Media RSS names and describes pictures; that is no text of the entry, but stands for a picture not seen."""
    (item,), _ = corpus.read("a.rss", MEDIA.format(own).encode())

    picture = '<figure><img src="https://x.org/a.jpg" alt="The quay, seen from the sea"></figure>'
    assert (item.body, values(item, "title"), values(item, "image")) == (
        text + picture,
        ["Frost"],
        ["https://x.org/a.jpg"],
    )


def test_a_picture_alone_is_an_entry() -> None:
    """What Mastodon has of a post without words is its picture; the words for that name it, where there are any."""
    pictures = "".join(
        f'<item><description></description><media:content url="https://x.org/{name}.png" type="image/png">{words}'
        "</media:content></item>"
        for name, words in (("a", '<media:description type="plain">A "quay" &amp;</media:description>'), ("b", ""))
    )
    feed = f'<rss xmlns:media="http://search.yahoo.com/mrss/"><channel>{pictures}</channel></rss>'
    documents, problems = corpus.read("a.rss", feed.encode())

    assert [document.body for document in documents] == [
        '<figure><img src="https://x.org/a.png" alt="A &quot;quay&quot; &amp;"></figure>',
        '<figure><img src="https://x.org/b.png" alt=""></figure>',
    ]
    assert ([values(document, "title") for document in documents], problems) == ([['A "quay" &amp;'], []], ())


WRAPPED = ("These are words that a program has wrapped at this column,", "as they do, and that are one paragraph.")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("00:00 Out\n01:20 The quay", "<p>00:00 Out<br>\n01:20 The quay</p>"),
        ("See\n\n(https://x.org/a_(b)).", None),
        ("One line.", "One line."),
        ("\n".join(WRAPPED), f"<p>{' '.join(WRAPPED)}</p>"),
    ],
)
def test_plain_text_of_a_feed_keeps_its_lines_and_links(text: str, body: str | None) -> None:
    """A line ends where its author ended it, an address leads there; what a program wrapped is one paragraph."""
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><summary>{text}</summary></entry></feed>'
    (item,), _ = corpus.read("a.atom", feed.encode())

    link = '<a href="https://x.org/a_(b)">https://x.org/a_(b)</a>'
    assert item.body == (body or f"<p>See</p>\n<p>({link}).</p>")


def test_an_entry_is_known_by_its_source() -> None:
    """An entry is edited where its source is, not where the feed around it is, or where it is read otherwise."""
    feed = "<rss><channel><item><title>a</title></item>{}<item><title>b</title></item>{}</channel></rss>"
    one, two, three = (
        [item.digest for item in corpus.read("a.rss", feed.format(*parts).encode())[0]]
        for parts in (("", ""), ("\n", "<pubDate>x</pubDate>"), ("<item><title>c</title></item>", ""))
    )

    assert one == two == [three[0], three[2]]
    assert len(set(three)) == 3


@pytest.mark.parametrize("address", ["http://[", "http://[::1", "https://example.org:x/", "http://\u2100"])
def test_an_address_that_is_none_costs_no_feed(address: str) -> None:
    """A feed whose own address, or a link in it, can't be taken apart is read all the same."""
    feed = f"""<rss version="2.0"><channel><link>{address}</link><item><link>{address}</link>
    <description>&lt;a href="{address}">x&lt;/a>&lt;img src="y"></description></item></channel></rss>"""

    assert len(corpus.read("a.rss", feed.encode())[0]) == 1


def test_a_fault_in_the_feed_library_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever feedparser stumbles over, the file is named and the build goes on."""

    def stumble(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("feedparser.parse", stumble)

    assert what("a.rss", RSS) == [(2, "XML that is not well-formed: AssertionError", "error")]


def test_an_author_s_address_in_hugo_s_tables_and_an_embargo() -> None:
    """A single author's url joins the name; a publishDate without a date is the date, and holds nothing back."""
    (document,), _ = corpus.read(
        "a.md", b"---\nauthor: Ann\nauthor_url: https://x.org/\npublishDate: 2030-01-01\n---\nb"
    )

    assert values(document, "authors") == ["Ann |  | https://x.org/"]
    assert (values(document, "published"), values(document, "hold")) == (["2030-01-01"], [])


@pytest.mark.parametrize("name", ["2013-02-31-x", "1812-01-01-x", "20130203-x"])
def test_a_name_that_only_looks_dated_dates_nothing(name: str) -> None:
    """A day that never was, or one long before feeds, is no date."""
    (document,), _ = corpus.read(f"{name}.md", b"x")

    assert values(document, "published") == []


def test_a_folder_of_year_month_and_day_dates_a_file() -> None:
    """The path's own folders may say the day."""
    (document,), _ = corpus.read("blog/2013/05/06/on-slugs.md", b"x")

    assert (values(document, "published"), values(document, "title")) == (["2013-05-06"], ["On slugs"])


def test_a_long_wreck_of_a_feed_is_not_repaired() -> None:
    """Repairing costs seconds a megabyte: a long file that is no XML is refused with the line of the tear."""
    wreck = "<?xml version='1.0'?>\n<rss><channel>\n" + "<link " * 500_000
    whole = f"<rss version='2.0'><channel>{' ' * 2_000_000}<item><title>x</title></item></channel></rss>"

    assert what("a.rss", wreck) == [(3, "XML that is not well-formed, and too long to be repaired", "error")]
    assert len(corpus.read("a.rss", whole.encode())[0]) == 1


def test_a_feed_with_a_tag_laden_with_attributes_is_refused() -> None:
    """A tag whose attributes would be compared each with each is named by its line, in a moment."""
    laden = " ".join(f'a{number}="x"' for number in range(50_000))
    feed = f"<rss><channel>\n<item><title>One</title><x {laden}/></item></channel></rss>"
    begun = time.process_time()
    documents, (problem,) = corpus.read("a.xml", feed.encode())

    assert (documents, problem.line, problem.what) == ((), 2, "a tag with a thousand attributes")
    assert time.process_time() - begun < 5


def test_a_dotted_key_without_end_is_refused() -> None:
    """A TOML key of a thousand parts would cost minutes; the body is kept."""
    (document,), _ = corpus.read("a.md", b"+++\nt = 1\n" + b"a." * 30_000 + b"b = 1\n+++\nbody")

    assert (document.body, [problem.line for problem in document.problems]) == ("body", [3])


def test_markdown_full_of_signs_is_cut_and_says_so() -> None:
    """A tree of millions of signs would not fit into memory: it is read up to a line, which is told."""
    (document,), _ = corpus.read("a.md", b"---\ntitle: A\n---\nA letter.\n" + b"> a\n" * 300_000)

    assert document.body.startswith("A letter.\n> a\n")
    assert document.body.count("\n") < 210_000
    assert [(each.line > 200_000, each.what[:8], each.fix) for each in document.problems] == [
        (True, "too long", "split it up")
    ]


def test_a_long_novel_in_markdown_is_read_whole() -> None:
    """Only what no book needs is cut."""
    line = "The ferry to the island runs twice a day, and in winter only when the harbour is free of ice.\n"
    (document,), _ = corpus.read("a.md", (line * 20_000).encode())

    assert document.body == line * 20_000
    assert not document.problems


def test_an_entry_of_endless_tags_costs_only_itself() -> None:
    """Reading it would take a minute: it is left out with its line, its neighbours are read."""
    item = "<item><title>{}</title><description>{}</description></item>\n"
    heavy = item.format("B", "&lt;b&gt;x&lt;/b&gt;" * 30_000)
    feed = f'<rss version="2.0"><channel>\n{item.format("A", "one")}{heavy}{item.format("C", "two")}</channel></rss>'

    documents, problems = corpus.read("a.xml", feed.encode())

    assert [(each.first_line, each.body) for each in documents] == [(2, "one"), (4, "two")]
    assert [(each.line, each.what[:17], each.severity) for each in problems] == [(3, "more than 100,000", "error")]


@pytest.mark.parametrize("line", ["tags: '#a, #b'", "tags: '#a; #b'", "tags: '#a #b'"])
def test_tags_with_a_sign_each_may_have_commas_between(line: str) -> None:
    """The comma is no part of a tag."""
    (document,), _ = corpus.read("a.md", f"---\ntitle: A\n{line}\n---\nWords.\n".encode())

    assert values(document, "tags") == ["#a", "#b"]


@pytest.mark.parametrize(
    ("written", "title", "is_told"),
    [
        ("Issue #12", "Issue", True),
        ("Issue #12 of the mill # at last", "Issue", True),
        ("Mill #draft", "Mill", True),
        ("Mill # of the valley", "Mill", False),
        ('"Issue #12"', "Issue #12", False),
        ("C# and F#", "C# and F#", False),
    ],
)
def test_a_title_that_a_number_sign_cuts_is_told(written: str, title: str, *, is_told: bool) -> None:
    """To YAML the number of an issue is a comment, and every generator shows the title without it."""
    (document,), _ = corpus.read("index.md", f"---\ntitle: {written}\ndate: 2024-05-01 #day\n---\nWords.\n".encode())

    assert (values(document, "title"), values(document, "published")) == ([title], ["2024-05-01"])
    assert [(problem.line, problem.fix) for problem in document.problems] == (
        [(2, "put the whole between quotes")] if is_told else []
    )


@pytest.mark.parametrize(
    ("path", "day"), [("2021-05-03-review.md", "2021-05-03"), ("review.md", "1987-04-01")], ids=["dated", "undated"]
)
def test_the_day_in_a_name_is_before_that_of_a_book(path: str, day: str) -> None:
    """A review names the day on which its book came out; its own day may stand in the name of its file."""
    (document,), _ = corpus.read(path, b"---\ntitle: A\npublication_date: 1987-04-01\n---\nWords.\n")

    assert values(document, "published") == [day]


def test_an_unclear_place_in_the_newsletter_is_none() -> None:
    """A letter that is sent cannot be called back either."""
    (document,), _ = corpus.read("a.md", b"---\ntitle: A\nnewsletter: flase\n---\nWords.\n")

    assert values(document, "newsletter") == ["excluded"]
    assert [(problem.line, "left out" in problem.what) for problem in document.problems] == [(3, True)]


@pytest.mark.parametrize(
    ("opening", "closing"), [("--", "---"), ("---", "--"), ("\u2014-", "\u2014-"), ("\u2014", "---")]
)
def test_lines_that_were_to_be_three_dashes_are_front_matter(opening: str, closing: str) -> None:
    """A dash too few, or the long one that a phone makes of two, published the metadata as the text of the day."""
    text = f"{opening}\ntitle: Alpha\ndate: 2024-05-01\n{closing}\n\nWords.\n"

    (document,), _ = corpus.read("index.md", text.encode())

    assert [values(document, name) for name in ("title", "published")] == [["Alpha"], ["2024-05-01"]]
    assert document.body.strip() == "Words."


def test_dashes_over_prose_are_no_front_matter() -> None:
    """A signature or a rule is text."""
    text = "--\nDear all: the ferry is late.\n--\n\nWords.\n"

    (document,), _ = corpus.read("index.md", text.encode())

    assert (document.body, document.problems) == (text, ())


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("authors: Ann Lee, Staff Writer, Bob Roe", ["Ann Lee", "Bob Roe"]),
        ("authors: Ann Lee, PhD, Bob Roe, Jr.", ["Ann Lee, PhD", "Bob Roe, Jr."]),
        ("authors: [Ann Lee, Staff Writer]", ["Ann Lee", "Staff Writer"]),
        ("author: Ann Lee, Staff Writer", ["Ann Lee, Staff Writer"]),
    ],
)
def test_what_an_author_is_makes_no_other_author(line: str, names: list[str]) -> None:
    """A position or a degree behind a comma belongs to the name; what stands in a list of its own is its author's."""
    (document,), _ = corpus.read("a.md", f"---\ntitle: A\n{line}\n---\nWords.\n".encode())

    assert values(document, "authors") == names


@pytest.mark.parametrize(
    ("written", "title"), [(r'"\ud83d\ude00 Joy \u00e9"', "\U0001f600 Joy \u00e9"), (r'"\ud83d Joy"', "\ufffd Joy")]
)
def test_a_string_of_json_is_read_in_yaml(written: str, title: str) -> None:
    """Programs write front matter as JSON would, whose escapes of emoji YAML refuses: no title shows them."""
    (document,), _ = corpus.read("index.md", f"---\ntitle: {written}\n---\nWords.\n".encode())

    assert values(document, "title") == [title]


def test_a_broken_object_of_json_costs_its_own_key() -> None:
    """A comma too few, a word without quotes: the other keys are read, and the line is named."""
    head = '{\n  "title": "A "great" day",\n  "tags": [\n    "a",\n    "b"\n  ],\n  "date": "2024-05-01",\n}\n'

    (document,), _ = corpus.read("index.md", f"{head}\nWords.\n".encode())

    assert [values(document, name) for name in ("title", "tags", "published")] == [
        ['A "great" day'],
        ["a", "b"],
        ["2024-05-01"],
    ]
    assert document.body.strip() == "Words."
    assert [problem.line for problem in document.problems] == [2]


@pytest.mark.parametrize(
    ("path", "data", "is_left_out"),
    [
        ("blog/_index.md", "---\ntitle: Blog\n---\nAll about mills.\n", True),
        ("blog/_index.md", "---\ntitle: Blog\ndate: 2024-05-01\n---\nAll about mills.\n", False),
        ("docs/_index.md", f"---\ntitle: Docs\n---\n# Mills\n\n{'All about mills. ' * 60}\n", False),
        (
            "tags.md",
            "---\ntitle: Tags\nlayout: tags\n---\n<!-- made -->\n{% for tag in site.tags %}{% endfor %}\n",
            True,
        ),
        ("_posts/2024-05-01-mill.md", "---\ntitle: Mill\nlink: https://example.org/\n---\n", False),
        ("mill.md", "---\ntitle: Mill\n---\n![](mill.png)\n", False),
        ("mill.md", "---\ntitle: Mill\nimage: mill.png\n---\n", False),
        ("mill.md", "---\ntitle: Mill\nlink: https://example.org/\n---\n", False),
        ("mill.md", "---\ntitle: Mill\naudio: mill.mp3\n---\n", False),
        ("mill.md", "---\ntitle: Mill\nsummary: It grinds.\n---\n", False),
        ("mill.md", "---\ntitle: Mill\n---\n\U0001f600\n", False),
    ],
)
def test_a_page_for_a_list_is_no_document(path: str, data: str, *, is_left_out: bool) -> None:
    """What a generator fills with a list of others says nothing itself: it is left out, and said to be."""
    documents, problems = corpus.read(path, data.encode())

    assert (documents == (), [problem.severity for problem in problems]) == (is_left_out, ["error"] * is_left_out)


@pytest.mark.parametrize(
    ("refresh", "text", "is_left_out"),
    [
        ("0; URL=./mill/", "<p>Moved to <a href='./mill/'>./mill/</a>.</p>", True),
        ("3;url='/mill/'", "<p>You are being redirected.</p><script>var all = 'the words of a script';</script>", True),
        ("300; url=/mill/", "<p>The tide is in at four.</p>", False),
        ("0", "<p>The tide is in at four.</p>", False),
        ("0; url=/mill/?scripts=none", f"<p>{'The mill grinds again. ' * 20}</p>", False),
        ("0; url=/mill/", f"<p>{'水車は再び回る。' * 40}</p>", False),
        ("300", "<noscript><meta http-equiv=refresh content='0;url=/plain'></noscript><p>The tide is in.</p>", False),
    ],
)
def test_a_page_that_only_leads_on_is_no_document(refresh: str, text: str, *, is_left_out: bool) -> None:
    """What sends its reader away at once is left out, and said to be; a page that is loaded anew at times is not."""
    data = f'<html><head><title>The mill</title>\n<meta http-equiv="refresh" content="{refresh}"></head>{text}</html>'

    documents, problems = corpus.read("mill.html", data.encode())

    assert (documents == (), [problem.line for problem in problems]) == (is_left_out, [2] * is_left_out)


def test_what_is_left_out_of_markdown_is_named_once_each() -> None:
    """Each tag that says something is named with its first line; after ten of them the rest are counted."""
    tags = [f"{{{{< chart {number} >}}}}" for number in range(13)]
    body = "{% if x %}\n{% assign y = 1 %}\n" + "\n".join([*tags, *tags]) + "\n{% endif %}\nThe mill.\n"

    (document,), _ = corpus.read("a.md", body.encode())

    said = [f"{problem.line}: {problem.what}" for problem in document.problems]
    assert said[:2] == [
        "1: left out `{% if x %}`, which only a site generator can fill in",
        "3: left out `{{< chart 0 >}}`, which only a site generator can fill in",
    ]
    assert said[9:] == [
        "11: left out `{{< chart 8 >}}`, which only a site generator can fill in",
        "12: left out 4 more such things, from here on",
    ]
