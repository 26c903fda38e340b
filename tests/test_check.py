"""A sound site has no finding; broken in one way, it has that one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from msgspec.structs import replace

from feedpress.check import Finding, Memory, judge
from feedpress.errors import OutsideError
from feedpress.feeds import atom, jsonfeed, opml, rss, sitemap
from feedpress.model import Attachment, Feed, Item
from test_feeds_golden import NOON, SITE, make_feed, make_item

URL = SITE.url
ITEMS = tuple(make_item(n, content_html=f'<p>See <a href="{URL}items/tide-1/">it</a>.</p>') for n in (1, 2, 3))
OLD, OLDEST = make_item(4), make_item(5)
ALL = (*ITEMS, OLD, OLDEST)
ALTERNATES = "".join(
    f'<link rel="alternate" type="{kind}" href="/{name}">'
    for name, kind in (
        ("atom.xml", "application/atom+xml"),
        ("rss.xml", "application/rss+xml"),
        ("feed.json", "application/feed+json"),
    )
)
PAGE = (
    '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title>{head}</head>\n'
    "<body><h1>{title}</h1>\n{body}<p><br><img src=\"data:,\" alt=''></p><ul><li>One<li>Two</ul></body>\n</html>\n"
)
LETTER = (
    '<!DOCTYPE html>\n<html lang="en"><head><title>Tides</title></head><body style="color:#111111;'
    'background-color:#ffffff"><h1>Tides</h1><p>High and low.</p><p><a href="https://harbour.example/u">'
    'Unsubscribe</a></p><p class="address">1 Pier Street</p></body></html>'
)
TEXT = "Tides\n\nHigh and low.\n\nUnsubscribe: https://harbour.example/u\n\n1 Pier Street\n"

Files = dict[str, bytes]
Break = Callable[[Files], None]


def page(title: str, body: str = "", head: str = ALTERNATES) -> bytes:
    """Return a page."""
    return PAGE.format(title=title, body=body, head=head).encode()


def message() -> bytes:
    """Return the letter as a message."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "The Harbour <mina@harbour.example>", "Tides"
    mail["Date"], mail["Message-ID"] = "Sat, 21 Nov 2026 12:00:00 +0000", "<1@harbour.example>"
    mail.set_content(TEXT)
    mail.add_alternative(LETTER, subtype="html")
    return mail.as_bytes()


def live(name: str) -> Feed:
    """Return the live feed that lies at `name`."""
    older = "" if name.endswith("json") else f"{URL}archive/2/{name}"
    return make_feed(*ITEMS, self_url=URL + name, updated=ITEMS[0].updated, prev_archive=older)


def archive(path: str, item: Item, **links: str) -> Feed:
    """Return the archive document that lies at `path` and holds `item`."""
    live_name = path.rpartition("/")[2]
    return make_feed(item, self_url=URL + path, updated=item.updated, archive=True, current=URL + live_name, **links)


def archives() -> Files:
    """Return two closed archives in both formats."""
    return {
        path: render(archive(path, item, **{relation: f"{URL}archive/{neighbour}/{name}"}))
        for name, render in (("atom.xml", atom.render), ("rss.xml", rss.render))
        for path, item, relation, neighbour in (
            (f"archive/1/{name}", OLDEST, "next_archive", 2),
            (f"archive/2/{name}", OLD, "prev_archive", 1),
        )
    }


def sound_site() -> Files:
    """Return a site with every kind of file, without a fault."""
    pages = {
        f"items/{item.slug}/index.html": page(item.title, f"<article>{item.content_html}</article>") for item in ALL
    }
    listed = [(URL, NOON), *((item.url, item.updated) for item in ALL)]
    letters = {"email.html": LETTER.encode(), "email.txt": TEXT.encode(), "email.eml": message(), "edition.json": b"{}"}
    redirect = '<meta http-equiv="refresh" content="0; url=../tide-1/">'
    return {
        "index.html": page("Home", "".join(f'<a href="items/{i.slug}/">{i.title}</a>\n' for i in ALL)),
        "404.html": page("Missing", '<a href="/">Home</a>', '<meta name="robots" content="noindex">'),
        **pages,
        "items/tide-one/index.html": page("Moved", '<a href="../tide-1/#top">Tide 1</a>', redirect),
        "atom.xml": atom.render(live("atom.xml")),
        "rss.xml": rss.render(live("rss.xml")),
        "feed.json": jsonfeed.render(live("feed.json")),
        **archives(),
        "feeds.opml": opml.render(
            "Feeds", (opml.Outline("Harbour", f"{URL}atom.xml", URL, "All"),), site=SITE, updated=NOON
        ),
        "sitemap.xml": sitemap.index([(f"{URL}sitemap-2026.xml", NOON)]),
        "sitemap-2026.xml": sitemap.render(listed),
        "robots.txt": sitemap.robots(URL),
        "newsletter/index.html": page("Newsletter"),
        "newsletter/draft/index.html": page("Draft", "", '<meta name="robots" content="noindex">'),
        **{f"newsletter/draft/{name}": data for name, data in letters.items() if name != "edition.json"},
        **{f"newsletter/2026-11-20/{name}": data for name, data in letters.items()},
        **{f"newsletter/2026-11-21/{name}": data for name, data in letters.items()},
        ".gitignore": b"*\n",
        "assets/data.xml": b"<data/>",
    }


def write(files: Files, folder: Path) -> Path:
    """Write `files` below `folder`."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def swap(path: str, old: str, new: str, count: int = 1) -> Break:
    """Return a break that has `new` for `old` in the file `path`."""

    def apply(files: Files) -> None:
        assert old.encode() in files[path], (path, old)
        files[path] = files[path].replace(old.encode(), new.encode(), count)

    return apply


def drop(path: str) -> Break:
    """Return a break that removes the file `path`."""
    return lambda files: files.__delitem__(path)


def put(path: str, data: bytes) -> Break:
    """Return a break that puts `data` at `path`."""
    return lambda files: files.__setitem__(path, data)


def all_feeds(**changes: object) -> Break:
    """Return a break that changes the first item in every live feed."""

    def apply(files: Files) -> None:
        item = replace(ITEMS[0], **changes)
        for name, module in (("atom.xml", atom), ("rss.xml", rss), ("feed.json", jsonfeed)):
            files[name] = module.render(replace(live(name), items=(item, *ITEMS[1:])))

    return apply


def in_json(change: Callable[[dict[str, object]], object]) -> Break:
    """Return a break that changes feed.json."""

    def apply(files: Files) -> None:
        top = json.loads(files["feed.json"])
        change(top)
        files["feed.json"] = json.dumps(top).encode()

    return apply


def first(top: dict[str, object]) -> dict[str, object]:
    """Return the first item of a JSON Feed."""
    item: dict[str, object] = top["items"][0]  # type: ignore[index]
    return item


BIG = f"<p>{'x ' * 550_000}</p>"
HUGE = f"<p>{'x ' * 2_600_000}</p>"
LEADS_OUT = '<a href="../..">x</a><a href="tel:1">t</a><a href="//harbour.example/z.html?q#f">y</a><ul>'
SHIPPED = (*((name, "F111") for name in ("atom.xml", "feed.json", "rss.xml")),)

BREAKS: dict[str, tuple[Break, list[tuple[str, str]]]] = {
    "archive gone": (drop("archive/1/rss.xml"), [("archive/2/rss.xml", "A101")]),
    "archive unmarked": (swap("archive/1/atom.xml", "<fh:archive/>", ""), [("archive/1/atom.xml", "A102")]),
    "live marked": (swap("atom.xml", "<entry>", "<fh:archive/><entry>"), [("atom.xml", "A102")]),
    "archive of nothing": (
        swap("archive/1/atom.xml", 'rel="current"', 'rel="related"'),
        [("archive/1/atom.xml", "A103")],
    ),
    "circle": (
        swap("archive/1/atom.xml", 'rel="next-archive"', 'rel="prev-archive"'),
        [("archive/1/atom.xml", "A104")],
    ),
    "archive on its own": (
        swap("archive/1/atom.xml", 'rel="next-archive"', 'rel="related"'),
        [("archive/1/atom.xml", "A107")],
    ),
    "next archive nowhere": (
        swap("archive/1/atom.xml", "archive/2/atom.xml", "archive/9/atom.xml"),
        [("archive/1/atom.xml", "L101")],
    ),
    "orphaned archive": (
        swap("atom.xml", 'rel="prev-archive"', 'rel="related"'),
        [("archive/1/atom.xml", "A105"), ("archive/2/atom.xml", "A105")],
    ),
    "cut feed": (
        swap("atom.xml", "</feed>", ""),
        [("archive/1/atom.xml", "A105"), ("archive/2/atom.xml", "A105"), ("atom.xml", "F101")],
    ),
    "no channel": (
        put("rss.xml", b"<rss/>"),
        [("archive/1/rss.xml", "A105"), ("archive/2/rss.xml", "A105"), ("rss.xml", "F101")],
    ),
    "no JSON": (put("feed.json", b"{"), [("feed.json", "F101")]),
    "a list for a feed": (put("feed.json", b"[]"), [("feed.json", "F101")]),
    "a text for an item": (in_json(lambda top: top.update(items=["x"])), [("feed.json", "F101")]),
    "another version": (swap("feed.json", "version/1.1", "version/1"), [("feed.json", "F102")]),
    "feed without title": (swap("atom.xml", "<title>The Harbour &#x26; Pier</title>", ""), [("atom.xml", "F102")]),
    "feed without link": (swap("rss.xml", f"<link>{URL}</link>", "<link/>"), [("rss.xml", "F102")]),
    "item without title": (swap("rss.xml", "<title>Tide 2</title>", ""), [("rss.xml", "F103")]),
    "item without a date": (
        swap("rss.xml", "<pubDate>Fri, 20 Nov 2026 12:00:00 +0000</pubDate>", ""),
        [("rss.xml", "F103")],
    ),
    "JSON item without a date": (in_json(lambda top: first(top).pop("date_published")), [("feed.json", "F103")]),
    "zone unknown": (swap("rss.xml", "Fri, 20 Nov 2026 12:00:00 +0000", "Fri, 20 Nov 2026 12:00:00 -0000"), []),
    "item without content": (in_json(lambda top: first(top).pop("content_html")), [("feed.json", "F103")]),
    "nobody wrote it": (
        swap(
            "atom.xml",
            "<author>\n    <name>Mina Okafor</name>\n    <email>mina@harbour.example</email>\n  </author>",
            "",
        ),
        [("atom.xml", "F103")] * 3,
    ),
    "same id": (
        swap("rss.xml", ITEMS[1].id, ITEMS[0].id),
        [("rss.xml", "F104"), ("rss.xml", "F116")],
    ),
    "not a date": (swap("atom.xml", "2026-11-20T12:00:00+00:00", "20 Nov 2026"), [("atom.xml", "F106")]),
    "no such date": (swap("feed.json", "2026-11-20T12", "2026-11-31T12"), [("feed.json", "F106")]),
    "wrong day of the week": (swap("rss.xml", "Fri, 20 Nov", "Mon, 20 Nov"), [("rss.xml", "F106")]),
    "no such time": (swap("rss.xml", "Fri, 20 Nov 2026 12", "Fri, 20 Nov 2026 25"), [("rss.xml", "F106")]),
    "feed's own date": (swap("rss.xml", "<lastBuildDate>Fri", "<lastBuildDate>x"), [("rss.xml", "F106")]),
    "out of order": (all_feeds(published=OLD.published), [(n, "F107") for n in ("atom.xml", "feed.json", "rss.xml")]),
    "stale updated": (
        swap("atom.xml", "<updated>2026-11-20T13", "<updated>2026-11-20T14"),
        [("atom.xml", "F108")],
    ),
    "relative link of the feed": (
        swap("atom.xml", f'href="{URL}" rel="alternate"', 'href="/" rel="alternate"'),
        [("atom.xml", "F109")],
    ),
    "relative link of an item": (
        swap("rss.xml", f"<link>{ITEMS[1].url}<", "<link>/items/tide-2/<"),
        [("rss.xml", "F109")],
    ),
    "another self": (swap("rss.xml", f'href="{URL}rss.xml"', f'href="{URL}atom.xml"'), [("rss.xml", "F110")]),
    "another JSON self": (in_json(lambda top: top.update(feed_url=URL + "atom.xml")), [("feed.json", "F110")]),
    "big": (all_feeds(content_html=BIG), list(SHIPPED)),
    "huge": (all_feeds(content_html=HUGE), [(name, "F112") for name, _ in SHIPPED]),
    "script": (swap("atom.xml", "&lt;p&gt;See", "&lt;script&gt;1&lt;/script&gt;&lt;p&gt;See"), [("atom.xml", "F113")]),
    "handler": (in_json(lambda top: first(top).update(content_html='<p onclick="x()">a</p>')), [("feed.json", "F113")]),
    "style": (in_json(lambda top: first(top).update(content_html='<p style="x">a</p>')), [("feed.json", "F113")]),
    "script address": (
        in_json(
            lambda top: first(top).update(
                content_html='<a href="mailto:a@b.example">m</a><a rel="x" href=" JavaScript:x()">a</a>'
            )
        ),
        [("feed.json", "F113"), ("feed.json", "F114")],
    ),
    "relative address in content": (
        in_json(lambda top: first(top).update(content_html='<img src="a.png" srcset="https://x.example/a.png 2x">')),
        [("feed.json", "F114")],
    ),
    "same updated": (
        swap("atom.xml", "2026-11-19T13:00:00", "2026-11-18T13:00:00"),
        [("atom.xml", "F115")],
    ),
    "formats disagree": (
        lambda files: files.update({"feed.json": jsonfeed.render(replace(live("feed.json"), items=ITEMS[:2]))}),
        [("feed.json", "F116")],
    ),
    "enclosure gone": (
        all_feeds(attachments=(Attachment(f"{URL}items/tide-1/a.mp3", "audio/mpeg", 1),)),
        [("atom.xml", "L101")],
    ),
    "page links nowhere": (swap("index.html", "items/tide-1/", "items/tide-9/"), [("index.html", "L101")]),
    "page links outside and nowhere": (
        swap("newsletter/index.html", "<ul>", LEADS_OUT),
        [("newsletter/index.html", "L101")],
    ),
    "letter without text": (drop("newsletter/2026-11-21/email.txt"), [("newsletter/2026-11-21/email.txt", "N101")]),
    "letter without HTML": (drop("newsletter/draft/email.html"), [("newsletter/draft/email.html", "N101")]),
    "long old letter": (
        swap("newsletter/2026-11-20/email.html", "High", "High " * 21_000),
        [("newsletter/2026-11-20/email.html", "N102")],
    ),
    "long letter": (
        swap("newsletter/2026-11-21/email.html", "</h1>", f"</h1>{'<p></p>' * 15_000}"),
        [("newsletter/2026-11-21/email.html", "N-size")],
    ),
    "letter without h1": (
        swap("newsletter/2026-11-21/email.html", "h1>", "h2>", 2),
        [("newsletter/2026-11-21/email.html", "N-h1")],
    ),
    "old letter without h1": (swap("newsletter/2026-11-20/email.html", "h1>", "h2>", 2), []),
    "cut outline": (swap("feeds.opml", "</opml>", ""), [("feeds.opml", "O101")]),
    "no outline": (swap("feeds.opml", 'version="2.0"', 'version="3.0"'), [("feeds.opml", "O102")]),
    "outline without a title": (swap("feeds.opml", "<title>Feeds</title>", ""), [("feeds.opml", "O102")]),
    "outline without an address": (swap("feeds.opml", "xmlUrl", "htmlurl"), [("feeds.opml", "O102")]),
    "folder without a name": (swap("feeds.opml", 'text="All"', ""), [("feeds.opml", "O102")]),
    "unclosed": (swap("index.html", "</body>", "<section></body>"), [("index.html", "P101")]),
    "closed too often": (swap("index.html", "</body>", "</section></body>"), [("index.html", "P101")]),
    "never closed": (swap("index.html", "</html>", ""), [("index.html", "P101")]),
    "no doctype": (swap("index.html", "<!doctype html>", ""), [("index.html", "P101")]),
    "not UTF-8": (
        lambda files: files.update({"index.html": files["index.html"].replace(b"<ul>", b"\xe9<ul>")}),
        [("index.html", "P101")],
    ),
    "no title": (swap("404.html", "<title>Missing</title>", ""), [("404.html", "P102")]),
    "no language": (swap("404.html", ' lang="en"', ""), [("404.html", "P103")]),
    "no h1": (swap("404.html", "h1>", "h2>", 2), [("404.html", "P104")]),
    "two h1": (swap("404.html", "<h1>", "<h1></h1><h1>"), [("404.html", "P104")]),
    "feed not announced": (swap("index.html", "application/rss+xml", "text/xml"), [("index.html", "P105")]),
    "no feed announced": (swap("newsletter/index.html", ALTERNATES, ""), [("newsletter/index.html", "P105")]),
    "leads to a draft": (swap("index.html", "<ul>", '<a href="newsletter/draft/">d</a><ul>'), [("index.html", "P106")]),
    "draft for search engines": (
        swap("newsletter/draft/index.html", '<meta name="robots" content="noindex">', ALTERNATES),
        [("newsletter/draft/index.html", "P106")],
    ),
    "relative link on 404": (swap("404.html", 'href="/"', 'href="./"'), [("404.html", "P107")]),
    "orphan": (swap("index.html", '<a href="items/tide-4/">', "<a>"), [("items/tide-4/index.html", "P108")]),
    "script in an article": (
        swap("items/tide-2/index.html", "<article>", "<article><script>x</script>"),
        [("items/tide-2/index.html", "P109")],
    ),
    "cut sitemap": (swap("sitemap-2026.xml", "</urlset>", ""), [("sitemap-2026.xml", "S101")]),
    "long sitemap": (put("sitemap-2.xml", sitemap.render([(URL, NOON)] * 50_001)), [("sitemap-2.xml", "S102")]),
    "draft in the sitemap": (
        swap("sitemap-2026.xml", "items/tide-1/", "newsletter/draft/"),
        [("sitemap-2026.xml", "S103")],
    ),
    "robots without a sitemap": (swap("robots.txt", "Sitemap:", "#"), [("robots.txt", "S104")]),
    "foreign address in the sitemap": (swap("sitemap.xml", URL, "https://else.example/"), [("sitemap.xml", "S105")]),
    "wrong time in the sitemap": (swap("sitemap.xml", "T12:00:00Z", ""), [("sitemap.xml", "S105")]),
}


LETTERS = ("email.eml", "email.html", "email.txt")
RECORDS: dict[str, tuple[bytes, bool]] = {
    "withdrawn": (b'{"items": [], "withdrawn": ["urn:uuid:1"]}', True),
    "about withdrawing": (b'{"items": [{"title": "withdrawn"}]}', False),
    "a list": (b'["withdrawn"]', False),
    "cut": (b'{"withdrawn": [', False),
}


@pytest.mark.parametrize("name", RECORDS)
def test_only_a_withdrawn_edition_may_lack_its_letter(name: str, tmp_path: Path) -> None:
    """An edition of which an item was taken down has no letter any more; any other without one is broken."""
    record, is_withdrawn = RECORDS[name]
    files = sound_site()
    folder = "newsletter/2026-11-20/"
    for part in LETTERS:
        drop(folder + part)(files)
    files[f"{folder}edition.json"] = record

    expected = [] if is_withdrawn else [(folder + part, "N101") for part in LETTERS]
    assert expected == seen(judge(SITE, write(files, tmp_path)))


def seen(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Return file and code of `findings`."""
    return [(finding.path, finding.code) for finding in findings]


def test_a_sound_site_has_no_finding(tmp_path: Path) -> None:
    """Nothing is wrong with a site that keeps all promises, not even with all memory at hand."""
    kept = write({path: data for path, data in sound_site().items() if path.startswith("archive/")}, tmp_path / "kept")
    shutil.copytree(kept / "archive", kept / "gone")
    memory = Memory(ids=frozenset(item.id for item in ALL), kept=kept)

    assert judge(SITE, write(sound_site(), tmp_path / "dist"), memory=memory) == ()


@pytest.mark.parametrize("name", BREAKS)
def test_one_fault_is_found_alone(name: str, tmp_path: Path) -> None:
    """Each way to break the site is found where it is, and nothing else with it."""
    apply, expected = BREAKS[name]
    files = sound_site()
    apply(files)

    assert expected == seen(judge(SITE, write(files, tmp_path)))


def test_an_id_nobody_gave_is_found(tmp_path: Path) -> None:
    """An id that the catalog doesn't know would be new to each subscriber."""
    memory = Memory(ids=frozenset(item.id for item in (*ITEMS, OLD)))

    findings = judge(SITE, write(sound_site(), tmp_path), memory=memory)

    assert seen(findings) == [("archive/1/atom.xml", "F105"), ("archive/1/rss.xml", "F105")]


def test_kept_bytes_are_compared(tmp_path: Path) -> None:
    """What is kept must be published as it is."""
    files = sound_site()
    kept = {
        "archive/1/atom.xml": files["archive/1/atom.xml"].replace(b"number", b"nummer"),
        "newsletter/2026-01-01/edition.json": b"{}",
        "gone/tide-7/index.html": b"",
    }
    memory = Memory(kept=write(kept, tmp_path / "kept"))

    findings = judge(SITE, write(files, tmp_path / "dist"), memory=memory)

    assert seen(findings) == [("archive/1/atom.xml", "A106"), ("newsletter/2026-01-01/edition.json", "A106")]


def test_a_finding_names_the_document(tmp_path: Path) -> None:
    """Where the caller knows the sources, an item's fault leads to the document, in feeds and on pages."""
    files = sound_site()
    swap("rss.xml", "&lt;p&gt;See", "&lt;p style='x'&gt;See")(files)
    swap("items/tide-1/index.html", "<article>", '<article><a href="../nowhere/">x</a>')(files)
    memory = Memory(sources={ITEMS[0].url: "tides/one.md"})

    findings = judge(SITE, write(files, tmp_path), memory=memory)

    assert seen(findings) == [("items/tide-1/index.html", "L101"), ("rss.xml", "F113")]
    assert [finding.source for finding in findings] == ["tides/one.md"] * 2
    assert str(findings[1]) == (
        f"rss.xml: F113 {ITEMS[0].id} has style=; build again; if it stays, it is a mistake of feedpress: "
        "please report it (tides/one.md)"
    )


def test_a_large_feed_names_what_makes_it_large(tmp_path: Path) -> None:
    """The cure for a large feed is its largest item's document."""
    files = sound_site()
    all_feeds(content_html=BIG)(files)

    finding, *_ = judge(SITE, write(files, tmp_path), memory=Memory(sources={ITEMS[0].url: "tides/one.md"}))

    assert finding.fix == "lower [feeds] items, or split tides/one.md"


def test_a_large_feed_of_nothing_has_a_cure(tmp_path: Path) -> None:
    """A feed that is large without any item is told to be smaller."""
    files = sound_site()
    files["tags/atom.xml"] = atom.render(
        make_feed(self_url=f"{URL}tags/atom.xml", site=replace(SITE, description="x" * 1_100_000), updated=NOON)
    )

    (finding,) = judge(SITE, write(files, tmp_path))

    assert (finding.code, finding.fix) == ("F111", "lower [feeds] items")


def test_a_broken_link_on_every_page_is_one_finding(tmp_path: Path) -> None:
    """What many pages lead to is reported once, with their number."""
    files = sound_site()
    pages = [path for path in files if path.endswith(("index.html", "404.html"))]
    for path in pages:
        swap(path, "</h1>", '</h1><a href="/gone.html">x</a>')(files)

    (finding,) = judge(SITE, write(files, tmp_path))

    assert finding.what == f"leads to gone.html, which is not there (so do {len(pages) - 1} more files)"


def test_a_site_below_a_path_is_judged_there(tmp_path: Path) -> None:
    """With a path in the site's url, addresses are resolved below it; others on the host lead out."""
    site = replace(SITE, url="https://host.example/blog/")
    body = '<a href="/blog">a</a><a href="/other/">b</a><a href="/blog/x%20y/">c</a><a href=".">d</a>'
    write({"index.html": page("Home", body, ""), "x y/index.html": page("X", "", "")}, tmp_path)

    assert judge(site, tmp_path) == ()


def test_an_empty_folder_is_told_to_be_built(tmp_path: Path) -> None:
    """Where nothing is published, that is the finding."""
    (finding,) = judge(SITE, tmp_path / "nowhere")

    assert (finding.path, finding.fix) == ("index.html", "run feedpress build")


def test_a_file_that_cannot_be_read_is_the_outside_failing(tmp_path: Path) -> None:
    """A link to nowhere in the folder, or missing rights, ends in an OutsideError that names the file."""
    folder = write(sound_site(), tmp_path)
    (folder / "tags.html").symlink_to("nowhere")

    with pytest.raises(OutsideError, match=r"tags\.html: cannot be read"):
        judge(SITE, folder)


def test_controls_in_a_finding_do_not_reach_the_terminal() -> None:
    """What is printed of a hostile document is printable."""
    assert "\x1b" not in str(Finding("F113", "a", "\x1b[2J", ""))
