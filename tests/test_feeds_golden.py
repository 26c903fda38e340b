"""The feeds of a small site, byte for byte, which shows what each says; other tests of feeds use the builders here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from feedpress.feeds import atom, jsonfeed, opml, rss, sitemap
from feedpress.model import Attachment, Feed, Item, Person, Site

GOLDEN = Path(__file__).parent / "golden" / "feeds"
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SITE = Site(
    title="The Harbour & Pier",
    url="https://harbour.example/",
    description="Boats, tides <and> the people between",
    author="Mina Okafor",
    email="mina@harbour.example",
    rights="© 2026 The Harbour",
)


def make_item(number: int = 1, **changes: Any) -> Item:  # any field of an item
    """Return the item of this `number`, a day older than the one before, with `changes`."""
    item = Item(
        id=f"urn:uuid:6f1c2a80-0000-5000-8000-{number:012d}",
        url=f"https://harbour.example/items/tide-{number}/",
        slug=f"tide-{number}",
        title=f"Tide {number}",
        published=NOON - timedelta(days=number),
        updated=NOON - timedelta(days=number, hours=-1),
        language="en",
        content_html=f"<p>Water number {number}.</p>",
        content_text=f"Water number {number}.",
        origins={},
    )
    return replace(item, **changes)


def make_feed(*items: Item, **changes: Any) -> Feed:  # any field of a feed
    """Return a feed of `items` with `changes`."""
    feed = Feed(
        id="urn:uuid:6f1c2a80-0000-5000-8000-fffffffffff0",
        title=SITE.title,
        self_url="https://harbour.example/atom.xml",
        home_url=SITE.url,
        updated=NOON,
        items=items,
        site=SITE,
    )
    return replace(feed, **changes)


RICH = make_item(
    1,
    title="Fish & chips <at> the pier",
    source_url="https://elsewhere.example/fish?a=1&b=2",
    authors=(Person("Jo Berg", "jo@berg.example", "https://berg.example/"),),
    tags=("food", "R&D"),
    summary="Eight boats < nine & rising.",
    content_html='<h2>Fish</h2>\n<p>Salt &amp; vinegar, <a href="https://harbour.example/">home</a>.</p>',
    attachments=(
        Attachment("https://harbour.example/plan.png", "image/png", 900),
        Attachment("https://harbour.example/talk.mp3", "audio/mpeg", 123_456, "The talk"),
    ),
    image="https://harbour.example/pier.jpg",
)
PLAIN = make_item(2, title="Marée basse", language="fr", authors=(Person("A. Roche"), Person("B. Vague")))
SAMPLE = make_feed(
    RICH,
    PLAIN,
    hub="https://hub.example/",
    prev_archive="https://harbour.example/archive/1/atom.xml",
)
OUTLINES = (
    opml.Outline("The Harbour & Pier", "https://harbour.example/atom.xml", SITE.url, language="en"),
    opml.Outline("food", "https://harbour.example/tags/food/atom.xml", "https://harbour.example/tags/food/", "Tags"),
    opml.Outline("R&D", "https://harbour.example/tags/r-d/atom.xml", "https://harbour.example/tags/r-d/", "Tags"),
)
FILES: dict[str, Callable[[], bytes]] = {
    "atom.xml": lambda: atom.render(SAMPLE),
    "rss.xml": lambda: rss.render(replace(SAMPLE, self_url="https://harbour.example/rss.xml")),
    "feed.json": lambda: jsonfeed.render(replace(SAMPLE, self_url="https://harbour.example/feed.json")),
    "archive.xml": lambda: atom.render(
        make_feed(
            PLAIN,
            archive=True,
            self_url="https://harbour.example/archive/1/atom.xml",
            current="https://harbour.example/atom.xml",
            next_archive="https://harbour.example/archive/2/atom.xml",
        )
    ),
    "feeds.opml": lambda: opml.render(SITE.title, OUTLINES, site=SITE, updated=NOON),
    "sitemap.xml": lambda: sitemap.render([(RICH.url, RICH.updated), ("https://harbour.example/?a=1&b", NOON)]),
    "sitemap-index.xml": lambda: sitemap.index([("https://harbour.example/sitemap-2026.xml", NOON)]),
    "robots.txt": lambda: sitemap.robots(SITE.url),
}


@pytest.mark.parametrize("name", FILES)
def test_the_bytes_are_the_golden_ones(name: str) -> None:
    """Each format writes the golden file; run this module as a script to write them anew, and read the diff."""
    expected = (GOLDEN / name).read_bytes()

    assert expected == FILES[name]()


def test_bytes_depend_on_nothing_around_them() -> None:
    """Another time zone, locale and hash seed leave each byte where it was."""
    program = "import test_feeds_golden as t, sys; [sys.stdout.buffer.write(t.FILES[n]()) for n in t.FILES]"
    surroundings = {"TZ": "Pacific/Apia", "LANG": "de_DE.UTF-8", "LC_ALL": "C", "PYTHONHASHSEED": "7"}

    written = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parent,
        env={**os.environ, **surroundings},
        stdout=subprocess.PIPE,
        check=True,
    ).stdout

    assert b"".join(render() for render in FILES.values()) == written


def test_the_package_alone_brings_no_heavy_library() -> None:
    """To ask whether an item is sound loads neither feedgen nor lxml."""
    program = "import sys; from feedpress.feeds import sound; print(sorted({'feedgen', 'lxml'} & set(sys.modules)))"

    printed = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, check=True).stdout

    assert printed == "[]\n"


if __name__ == "__main__":
    for file_name, write in FILES.items():
        (GOLDEN / file_name).write_bytes(write())
