"""Sounds, films, papers and pictures of a document reach every format, and the programs that play or show them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import feedparser
import pytest
from readers import Newsboat, Reader, Sfeed
from served import Site, site

from workbench import story

_SOUND = bytes(range(256)) * 20
_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)
_REMOTE = "https://cdn.example/talk.mp4\n123456\nvideo/mp4\n"


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a site with a sound, a film that lies elsewhere, a paper and a picture, one an item."""
    with site(tmp_path_factory.mktemp("media")) as found:
        found.put("talks/bell.mp3", _SOUND)
        found.put("talks/map.pdf", b"%PDF-1.7\n")
        found.put("talks/ship.png", _PICTURE)
        found.put("talks/sound.md", story(1, "A bell", date="2026-03-04", audio="bell.mp3"))
        found.put("talks/film.md", story(2, "A film", date="2026-03-03", enclosure=_REMOTE))
        found.put("talks/paper.md", story(3, "A map", date="2026-03-02", attachments=["map.pdf"]))
        found.put("talks/picture.md", story(4, "A ship", date="2026-03-01", image="ship.png"))
        found.build()
        yield found


def _expected(press: Site) -> dict[str, tuple[str, str, int]]:
    """Return address, type and length of what each item encloses, by title."""
    return {
        "A bell": (f"{press.url}items/a-bell/bell.mp3", "audio/mpeg", len(_SOUND)),
        "A film": ("https://cdn.example/talk.mp4", "video/mp4", 123456),
        "A map": (f"{press.url}items/a-map/map.pdf", "application/pdf", 9),
    }


def _fetch(url: str) -> bytes:
    with build_opener(ProxyHandler({})).open(url, timeout=10) as found:
        return bytes(found.read())


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml"])
def test_enclosures_have_address_type_and_length(press: Site, name: str) -> None:
    """A parser finds each enclosure once, whole; what is said of its length is true of the file."""
    entries = feedparser.parse(_fetch(press.url + name)).entries
    found = {entry.title: entry.enclosures for entry in entries if entry.enclosures}

    assert {title: [(e.href, e.type, int(e.length)) for e in all_] for title, all_ in found.items()} == {
        title: [expected] for title, expected in _expected(press).items()
    }
    assert _fetch(found["A bell"][0].href) == _SOUND


def test_attachments_of_json_feed_are_the_same(press: Site) -> None:
    """JSON Feed carries each as an attachment, and the picture as the item's image."""
    items = json.loads(_fetch(f"{press.url}feed.json"))["items"]
    found = {item["title"]: item["attachments"] for item in items if "attachments" in item}

    assert {title: [tuple(one.values()) for one in all_] for title, all_ in found.items()} == {
        title: [expected] for title, expected in _expected(press).items()
    }
    assert [item["image"] for item in items if "image" in item] == [f"{press.url}items/a-ship/ship.png"]


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml"])
def test_a_picture_is_media_and_no_enclosure(press: Site, name: str) -> None:
    """A parser finds the picture as Media RSS's content and thumbnail, at an address where it lies."""
    (entry,) = (entry for entry in feedparser.parse(_fetch(press.url + name)).entries if entry.title == "A ship")
    address = f"{press.url}items/a-ship/ship.png"

    assert [(one["url"], one["medium"]) for one in entry.media_content] == [(address, "image")]
    assert [one["url"] for one in entry.media_thumbnail] == [address]
    assert not entry.enclosures
    assert _fetch(address) == _PICTURE


@pytest.mark.real
@pytest.mark.parametrize("name", ["atom.xml", "rss.xml"])
def test_readers_offer_the_enclosures(press: Site, tmp_path: Path, name: str) -> None:
    """newsboat, sfeed and reader hold the address of each enclosure, as Atom and as RSS."""
    newsboat = Newsboat(tmp_path / "newsboat", press.url + name)
    sfeed = Sfeed(tmp_path / "sfeed", press.url + name)
    reader = Reader(tmp_path / "reader", press.url + name)
    for client in (newsboat, sfeed, reader):
        client.look()
    with closing(sqlite3.connect(newsboat.folder / "cache.db")) as database:
        rows = database.execute("SELECT title, enclosure_url FROM rss_item WHERE enclosure_url <> ''").fetchall()
    lines = [line.split("\t") for line in (sfeed.folder / "feeds" / "gazette").read_text().splitlines()]
    entries = list(reader.reader.get_entries())
    expected = {title: address for title, (address, _, _) in _expected(press).items()}

    # newsboat keeps what its podcast player plays, and no paper.
    assert dict(rows) == {title: address for title, address in expected.items() if title != "A map"}
    assert {line[1]: line[7] for line in lines if line[7]} == expected
    assert {
        entry.title: (entry.enclosures[0].href, entry.enclosures[0].type, entry.enclosures[0].length)
        for entry in entries
        if entry.enclosures
    } == _expected(press)
