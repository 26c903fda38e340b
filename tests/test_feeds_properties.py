"""Whatever the items are, the feeds parse back to the same; whatever the text is, they are well-formed."""

from __future__ import annotations

import email.utils
import json
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from feedpress.feeds import atom, jsonfeed, rss, sound, wording
from feedpress.feeds.dates import whole
from feedpress.model import Attachment, Item, Person
from feedpress.times import rfc3339
from test_feeds_golden import SITE, make_feed, make_item

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
HOSTILE = (
    "".join(map(chr, range(0xA0))),
    "\ud800\udc00 \udfff \ufffe\uffff\ufffd",
    "]]> <![CDATA[ <!-- --> <?x?>",
    "&amp;amp; &#1; &#xFFFE; &nbsp;",
    "\u202eمرحبا\u202c \u2066שלום\u2069",
    '<script>alert("x")</script><b>bold</b>',
)
texts = st.text(st.characters(codec=None), max_size=40) | st.sampled_from(HOSTILE)
people = st.builds(
    Person, texts, st.sampled_from(["", "a.b@x.example", "no mail"]), st.sampled_from(["", "https://x.example/"])
)
moments = st.datetimes(datetime(999, 1, 1), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
attachments = st.builds(
    Attachment,
    st.sampled_from(["https://x.example/a.mp3", "a.mp3"]),
    st.sampled_from(["audio/mpeg", ""]),
    st.integers(),
)


@st.composite
def items(draw: st.DrawFn) -> tuple[Item, ...]:
    """Draw some items with ids of their own."""
    return tuple(
        make_item(
            number,
            title=draw(texts),
            published=draw(moments),
            updated=draw(moments),
            language=draw(st.sampled_from(["en", "fr", "und", ""])),
            summary=draw(texts),
            content_html=draw(texts),
            tags=tuple(draw(st.lists(texts, max_size=3))),
            authors=tuple(draw(st.lists(people, max_size=3))),
            attachments=tuple(draw(st.lists(attachments, max_size=2))),
        )
        for number in range(draw(st.integers(0, 4)))
    )


def seen(text: str | None) -> str:
    """Return `text` as the eye sees it."""
    return (text or "").replace("\u2060", "")


def expected_of(item: Item) -> tuple[object, ...]:
    """Return what every format says about `item`."""
    names = tuple(seen(person.name) for person in wording.people(item.authors))
    return (
        item.id,
        seen(wording.line(item.title)),
        item.url,
        whole(item.published),
        tuple(map(seen, wording.tags(item))),
        names,
    )


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(items())
def test_atom_parses_back(drawn: tuple[Item, ...]) -> None:
    """The standard library finds each sound item's id, title, address, times, tags and authors."""
    root = ET.fromstring(atom.render(make_feed(*drawn)))
    sound_items = [item for item in drawn if not sound(item)]

    found = [
        (
            entry.findtext(f"{ATOM}id"),
            seen(entry.findtext(f"{ATOM}title")),
            entry.find(f"{ATOM}link[@rel='alternate']").get("href"),  # type: ignore[union-attr]
            datetime.fromisoformat(entry.findtext(f"{ATOM}published") or ""),
            tuple(seen(category.get("term")) for category in entry.findall(f"{ATOM}category")),
            tuple(seen(name.text) for name in entry.findall(f"{ATOM}author/{ATOM}name")),
        )
        for entry in root.findall(f"{ATOM}entry")
    ]
    updated = [datetime.fromisoformat(moment.text or "") for moment in root.findall(f"{ATOM}entry/{ATOM}updated")]

    assert [expected_of(item) for item in sound_items] == found
    assert [whole(item.updated) for item in sound_items] == updated


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(items())
def test_rss_parses_back(drawn: tuple[Item, ...]) -> None:
    """The standard library finds each sound item's id, title, address, time, tags and authors."""
    root = ET.fromstring(rss.render(make_feed(*drawn)))

    found = [
        (
            item.findtext("guid"),
            seen(item.findtext("title")),
            item.findtext("link"),
            email.utils.parsedate_to_datetime(item.findtext("pubDate") or ""),
            tuple(seen(category.text) for category in item.findall("category")),
            tuple(seen(creator.text) for creator in item.findall(f"{DC}creator"))
            or tuple(seen(author.text)[:-1].partition(" (")[2] for author in item.findall("author")),
        )
        for item in root.iter("item")
    ]

    assert [expected_of(item) for item in drawn if not sound(item)] == found


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(items())
def test_json_parses_back(drawn: tuple[Item, ...]) -> None:
    """The standard library finds each sound item's id, title, address, times, tags and authors."""
    read = json.loads(jsonfeed.render(make_feed(*drawn)).decode())["items"]

    found = [
        (
            item["id"],
            seen(item["title"]),
            item["url"],
            datetime.fromisoformat(item["date_published"]),
            tuple(map(seen, item.get("tags", []))),
            tuple(seen(author["name"]) for author in item.get("authors", [])),
        )
        for item in read
    ]
    sound_items = [item for item in drawn if not sound(item)]

    assert [expected_of(item) for item in sound_items] == found
    assert [rfc3339(item.updated) for item in sound_items] == [item["date_modified"] for item in read]


@pytest.mark.parametrize("text", HOSTILE, ids=["controls", "surrogates", "cdata", "references", "rtl", "markup"])
def test_hostile_text_anywhere_leaves_every_feed_well_formed(text: str) -> None:
    """A text in each field at once, of item and feed, cannot break a feed; the other item is there."""
    item = make_item(
        1, title=f"T{text}", summary=text, content_html=text, tags=(text,), authors=(Person(text),), language=text
    )
    feed = make_feed(item, make_item(2), title=text, site=replace(SITE, description=text, language=text))

    for data in (atom.render(feed), rss.render(feed)):
        parsed = feedparser.parse(data)

        assert not parsed.bozo
        assert [entry.id for entry in parsed.entries] == [item.id, make_item(2).id]
    assert len(json.loads(jsonfeed.render(feed).decode())["items"]) == 2


def test_a_paragraph_of_a_megabyte_is_whole() -> None:
    """No format cuts or refuses a very long text."""
    text = "x" * 1_000_000
    feed = make_feed(make_item(title=text, summary=text, content_html=text))

    for data in (atom.render(feed), rss.render(feed)):
        assert ET.fromstring(data).tag
        assert data.count(b"x") > 3 * len(text)
    assert json.loads(jsonfeed.render(feed))["items"][0]["content_html"] == text


def test_readers_agree_on_all_formats() -> None:
    """Feedparser sees the same content, links and times in Atom as in RSS."""
    feed = make_feed(
        make_item(1, summary="S", tags=("t",), authors=(Person("Jo", "jo@x.example"),)), make_item(2, summary="S")
    )

    def view(data: bytes) -> list[tuple[object, ...]]:
        return [
            (
                e.id,
                e.title,
                e.link,
                e.published_parsed,
                e.summary,
                e.content[0].value,
                [t.term for t in e.get("tags", [])],
            )
            for e in feedparser.parse(data).entries
        ]

    assert view(atom.render(feed)) == view(rss.render(feed))
    assert len(view(atom.render(feed))) == 2
