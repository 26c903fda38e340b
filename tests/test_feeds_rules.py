"""Every feed of a site made of hostile documents keeps the rules, as judges that share no code with us see them."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import pytest

from feedrules import faults
from workbench import DAY, NOW, SETTINGS, Bench, sentences, story

_URL = "https://gazette.example/"
_FEEDS = ("atom.xml", "rss.xml", "feed.json", "feeds.opml")
_CONTROLS = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF]))
_IDS = """
yt:video:1 tag:Upper.Example,2026:x urn:x:y https://Upper.example/ https://x.example x:y tag:x.example,2026:a&b
https://x.example/é https://x.example/a%7eb http://x.example:80/ https://x.example/a/../b https://x.example/?a=[1]
""".split()  # noqa: SIM905 - a list of words reads best as words
_HOSTILE: dict[str, str | bytes] = {
    "markup.md": story(1, "<b>Bold</b> & <script>alert(1)</script> &lt;/i&gt; &amp;nbsp; &amp;#60;", date="2026-03-01"),
    "cdata.md": story(
        2,
        "An end ]]> of <![CDATA[ it",
        date="2026-03-01",
        tags=["]]>", "<i>tag</i>", "a & b &amp;amp;", "&lt;/i&gt; tag"],
    ),
    "rtl.md": story(3, "\u202eמרחבא\u202c \u2066שלום\u2069 \u200f", date="2026-03-01", language="he"),
    "controls.md": "---\ntitle: Bells\n---\n\n" + " ".join(sentences(4)) + f"\n\nHere {_CONTROLS} they ring.\n",
    "people.md": story(
        5, "Who wrote it", date="2026-02-30", authors=["Ann <ann@x.example>", "</name>", "\u0007", "B (C) D", ""]
    ),
    "editor.md": story(6, "One author with mail", date="2026-03-01T00:00:00Z", author="Eve <eve@x.example>"),
    "links.md": "---\ntitle: Links\ndate: 2026-03-01\n---\n\n"
    + " ".join(sentences(7))
    + "\n\n[up](../up.html) [here](#top) [js](javascript:alert(1)) [d](data:text/html,x) [q](?a=b&c) [r](//x.example/y)"
    + " [rtl](markup.md) [m](mailto:a@b.example) ![i](missing.png) ![s](https://x.example/a b.png) <ftp://x.example/>\n",
    "page.html": "<html><head><title>A page &amp; more</title><base href='/b/'></head><body><h1>A page &amp; more</h1>"
    + "".join(f"<p onclick='x()' style='position:fixed'>{line}</p>" for line in sentences(8))
    + "<script>alert(1)</script><iframe src='https://x.example/'></iframe><form action=x><input name=y></form>"
    + "<style>p{}</style><img src=x onerror=alert(1)><a href='vbscript:x'>v</a><svg><script>1</script></svg>"
    + "<p>And <a href='sub/page.html' target=_blank>a relative link</a> closes the page, said the harbour master.</p>",
    "old.md": story(9, "From another century", date="1901-01-01"),
    "ancient.md": story(10, "Before the years have four digits", date="0312-10-28"),
    "future.md": story(11, "From the future", date="2099-01-01"),
    "long.md": "---\ntitle: A megabyte\ndate: 2025-01-01\n---\n\n" + " ".join(sentences(12, 12000)) + "\n",
    "sound.md": story(13, "With a sound", date="2026-03-02", audio="a.mp3", image="i.png", tags=["sea"]),
    "ids.md": story(14, "With an id", date="2026-03-02", id="not an iri"),
    "slug.md": story(15, "With a slug", date="2026-03-02", slug="../../etc/pässwd?x=<y>"),
    "bytes.txt": b"A title in bytes \xff\xfe\n\nSome words \xed\xa0\x80 that no encoding knows, and more of them.\n",
    "entities.md": story(
        16,
        "R&D2026 at AT&T with &copy and &lt",
        date="2026-03-03",
        tags=["Q&A1", "&sup", "x<y"],
        authors=["R&D5 <rd@x.example>", "Desk <desk@x.example> and others", "&deg"],
    ),
    "editorial.md": story(17, "By R&D5", date="2026-03-03", author="R&D5 <rd@x.example>"),
    "name.md": story(20, "Who", date="2026-03-03", author="Who"),
    "override.md": story(18, "Elements", date="2026-03-03")
    + "\n<bdo dir=rtl>back</bdo> <search>s</search> <hgroup><p>a</p><h3>b</h3></hgroup> <ruby>漢<rt>kan</ruby>"
    + " <a href=x><h2>a<h3>b</h3></h2></a> <table><p>out<tr><td>in</table> <li>loose <dd>end <a href='q'>a <a href='r'>"
    + "b</a></a> \ufdd0 \U0001fffe <p role=note aria-label=x data-x=1>p <fieldset><legend>l</legend>f</fieldset>\n",
    "schemes.jsonl": "".join(
        json.dumps({"id": id, "title": id, "text": " ".join(sentences(seed)), "date": "2026-03-04"}) + "\n"
        for seed, id in enumerate(_IDS, 30)
    ),
    "far.md": story(19, "Sounds from elsewhere", date="2026-03-05", audio="https://x.example?file=a.mp3"),
    "feed.xml": "<rss version='2.0'><channel><title>t</title><item><title>&lt;em&gt;An entry&lt;/em&gt; ]]&gt;</title>"
    "<guid>7</guid><pubDate>Sun, 01 Mar 2026 00:00:00 GMT</pubDate><link>/relative</link><description>&lt;p "
    "onmouseover='x'&gt;The text of an entry with &lt;a href='/r'&gt;a link&lt;/a&gt; in it.&lt;/p&gt;</description>"
    "<enclosure url='/r.mp3' length='' type=''/></item></channel></rss>",
}


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Build a site of hostile documents, with enough harmless ones that archives close, and an edition."""
    bench = Bench(
        tmp_path_factory.mktemp("hostile"),
        SETTINGS.replace("[newsletter]", 'rights = "© R&D5 <b>x</b> &copy; y"\ndescription = "Q&A1 </b>"\n[newsletter]')
        + '[feeds]\nby = ["tag", "author", "folder", "language"]\nhub = "http://127.0.0.1:9/"\n',
    )
    for path, text in _HOSTILE.items():
        bench.put(path, text)
    bench.put("a.mp3", bytes(3000))
    bench.put("i.png", bytes(200))
    for number in range(100, 220):
        bench.put(f"many/{number}.md", story(number, f"Story {number}", date="2024-05-05"))  # all in the same second
    bench.build(NOW, freezes=True)
    bench.put("markup.md", str(_HOSTILE["markup.md"]) + "\nAnd a sentence that is new.\n")
    bench.build(NOW + DAY)
    return bench


def _feeds(press: Bench) -> dict[str, bytes]:
    return {path: data for path, data in press.published().items() if path.endswith(_FEEDS)}


def _items(press: Bench) -> list[dict[str, Any]]:
    return [json.loads(line) for line in press.run("items", "--json").split("\n") if line]


def test_every_feed_keeps_the_rules(press: Bench) -> None:
    """Nothing that Atom, RSS, JSON Feed, OPML or the archives' standard ask for is missing or wrong in any file."""
    found = {path: list(faults(data, f"{_URL}{path}"))[:5] for path, data in _feeds(press).items()}

    assert {path: what for path, what in found.items() if what} == {}
    assert len([path for path in found if path.startswith("archive/")]) >= 4
    assert {"newsletter/atom.xml", "feeds.opml", "languages/he/rss.xml", "folders/many/atom.xml"} <= found.keys()


def test_a_common_parser_finds_every_feed_whole(press: Bench) -> None:
    """The parser complains of no feed and finds the same items in each format of a folder."""
    feeds = _feeds(press)
    parsed = {path: feedparser.parse(data) for path, data in feeds.items() if path.endswith(".xml")}

    assert {path: feed.bozo_exception for path, feed in parsed.items() if feed.bozo} == {}
    for path in (path for path in parsed if path.endswith("rss.xml")):
        twin = parsed[path.replace("rss.xml", "atom.xml")]
        assert [(e.id, e.title, e.link, e.published_parsed) for e in parsed[path].entries] == [
            (e.id, e.title, e.link, e.published_parsed) for e in twin.entries
        ]
    ids = [entry.id for entry in parsed["atom.xml"].entries]
    assert [item["id"] for item in json.loads(feeds["feed.json"])["items"]] == ids


def test_each_document_is_published_or_reported(press: Bench) -> None:
    """What is hostile costs nobody else anything: it is in the live feed or an archive, held, or a problem names it."""
    told = json.loads(json.dumps(press.build(NOW + 2 * DAY, is_full=True).shape()))["problems"]
    reported = {problem["path"] for problem in told}
    sources = {source["path"] for item in _items(press) for source in item["sources"]}
    reached = {
        e.id for path, data in _feeds(press).items() if path.endswith(".xml") for e in feedparser.parse(data).entries
    }

    assert {path for path in _HOSTILE if path not in sources | reported} == {"future.md"}
    silent = [item for item in _items(press) if not {one["path"] for one in item["sources"]} & reported]
    assert {item["id"] for item in silent} <= reached


_SPOILT = {
    "an id in another form": ("atom.xml", b"<id>tag:x.example", b"<id>tag:X.example"),
    "an entity that may be meant": ("rss.xml", b"<category>Q&#x26;A1<", b"<category>Q&amp;A1<"),
    "a name with an address": ("atom.xml", b"<name>Who<", b"<name>&#x3C;a@b.example&#x3E; Who<"),
    "an element that is not safe": ("rss.xml", b"&lt;bdi dir", b"&lt;bdo dir"),
    "an outline that is no HTML": ("feeds.opml", b"Q&amp;amp;A1", b"Q&amp;A1"),
    "a second id": ("atom.xml", b"<updated>", b"<id>urn:x:y</id><updated>"),
    "no title": ("atom.xml", b"    <title>Who wrote it</title>", b""),
    "a relative link": ("atom.xml", b'<link href="https://gazette.example/items/', b'<link href="/items/'),
    "a bad date": ("atom.xml", b"T00:00:00+00:00</published>", b" 00:00:00</published>"),
    "a script": ("atom.xml", b"&lt;p&gt;", b"&lt;script&gt;"),
    "a handler": ("rss.xml", b"&lt;p&gt;", b"&lt;p onclick='x'&gt;"),
    "a relative image": ("rss.xml", b"&lt;p&gt;", b"&lt;img src='x.png'&gt;"),
    "markup in a title": ("rss.xml", b"<title>Who", b"<title>&lt;b&gt;&lt;/b&gt;Who"),
    "the wrong day": ("rss.xml", b"<pubDate>Sun", b"<pubDate>Mon"),
    "an id twice": ("rss.xml", b"</item>", b"<guid>x</guid></item>"),
    "a permalink": ("rss.xml", b'isPermaLink="false"', b""),
    "a control": ("feed.json", b"Who wrote", b"Who\xc2\x85wrote"),
    "an empty length": ("rss.xml", b'length="3000"', b'length=""'),
    "no type": ("atom.xml", b'rel="enclosure" type="audio/mpeg"', b'rel="enclosure"'),
    "content after": ("atom.xml", b"</feed>", b"<id>urn:x:y</id></feed>"),
    "another's address": ("feed.json", b'"feed_url": "https://gazette', b'"feed_url": "https://other'),
    "a null": ("feed.json", b'"title": "Who wrote it"', b'"title": null'),
    "no address in the outline": ("feeds.opml", b"xmlUrl", b"url"),
    "no archive's mark": ("archive/1/atom.xml", b"<fh:archive/>", b""),
}


@pytest.mark.parametrize("name", _SPOILT)
def test_the_judge_sees_what_is_spoilt(press: Bench, name: str) -> None:
    """Each kind of fault, put into a sound feed, is found: the judge is not blind."""
    path, sound, spoilt = _SPOILT[name]
    data = _feeds(press)[path]

    assert sound in data
    assert faults(data.replace(sound, spoilt, 1), f"{_URL}{path}") != []
