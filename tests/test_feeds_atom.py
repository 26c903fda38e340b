"""What an Atom document says, as lxml and feedparser read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import feedgen.entry
import feedparser
import pytest
from lxml import etree
from msgspec.structs import replace

from feedpress.feeds import atom
from feedpress.model import Attachment, Person
from test_feeds_golden import NOON, PLAIN, RICH, SAMPLE, SITE, make_feed, make_item

NAMES = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}


def parse(data: bytes) -> Any:  # lxml has no types
    """Return the root of the document `data`."""
    return etree.fromstring(data)


def find(data: bytes, path: str) -> list[Any]:
    """Return what XPath `path` finds in `data`, with `a:` for Atom."""
    found: list[Any] = parse(data).xpath(path, namespaces=NAMES)
    return found


def test_the_mend_changes_nothing_once_upstream_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a feedgen that writes the attributes itself, the bytes stay the same."""
    before = atom.render(SAMPLE)
    broken = feedgen.entry.FeedEntry.atom_entry

    def mended(self: Any, extensions: bool = True) -> Any:  # noqa: FBT002
        element = broken(self, extensions)
        for child, link in zip(element.findall("link"), self.link(), strict=True):
            for name in ("rel", "type", "hreflang", "title", "length"):
                if link.get(name):
                    child.attrib[name] = link[name]
        return element

    monkeypatch.setattr(feedgen.entry.FeedEntry, "atom_entry", mended)

    assert before == atom.render(SAMPLE)


@pytest.mark.parametrize(
    ("author", "expected"), [("Mina Okafor", "Mina Okafor"), ("", "The Harbour & Pier")], ids=["author", "title"]
)
def test_an_author_is_in_scope(author: str, expected: str) -> None:
    """The feed's author is the site's, or failing that its title, so that each entry has one."""
    data = atom.render(make_feed(PLAIN, site=replace(SITE, author=author)))

    assert [expected] == find(data, "/a:feed/a:author/a:name/text()")


def test_an_item_without_any_text_is_summed_up_by_its_title() -> None:
    """An entry has text of some kind, as validators ask."""
    data = atom.render(make_feed(make_item(content_html=" ", summary="")))

    assert find(data, "//a:summary/text()") == ["Tide 1"]
    assert find(data, "//a:content") == []


def test_summaries_only_leave_content_out() -> None:
    """A feed of summaries has the summary and no content."""
    data = atom.render(make_feed(RICH, summary_only=True))

    assert [RICH.summary] == find(data, "//a:summary/text()")
    assert find(data, "//a:content") == []


def test_an_entry_without_title_or_address_of_its_author_is_whole() -> None:
    """An author known by mail alone is named by it; nobody at all is left out; addresses that are none too."""
    authors = (Person("", "jo@berg.example"), Person("", ""), Person("Kim", "not mail", "javascript:alert(1)"))
    data = atom.render(make_feed(make_item(authors=authors)))

    people = [[(c.tag.split("}")[1], c.text) for c in author] for author in find(data, "//a:entry/a:author")]

    assert people == [[("name", "jo@berg.example"), ("email", "jo@berg.example")], [("name", "Kim")]]


def test_times_are_in_utc_without_fractions() -> None:
    """A time in another zone with microseconds is written in UTC to the second."""
    moment = datetime(2026, 1, 2, 3, 4, 5, 678, timezone(timedelta(hours=9)))
    data = atom.render(make_feed(make_item(published=moment, updated=NOON)))

    assert find(data, "//a:entry/a:published/text()") == ["2026-01-01T18:04:05+00:00"]


def test_an_impossible_item_costs_only_itself() -> None:
    """An item before the year 1000 is left out, the others are there."""
    ancient = make_item(3, published=datetime(800, 12, 25, tzinfo=UTC))

    entries = feedparser.parse(atom.render(make_feed(RICH, ancient, PLAIN))).entries

    assert [RICH.id, PLAIN.id] == [entry.id for entry in entries]


def test_an_id_is_written_once() -> None:
    """Of two items with one id the first stands."""
    data = atom.render(make_feed(RICH, replace(PLAIN, id=RICH.id), make_item(4)))

    assert [RICH.id, make_item(4).id] == find(data, "//a:entry/a:id/text()")


def test_a_title_that_looks_like_markup_is_read_as_text() -> None:
    """No end tag and no reference can be found in a title, yet it reads the same to the eye."""
    title = "Why </b> and &nbsp; matter, AT&T"
    data = atom.render(make_feed(make_item(title=title)))

    (written,) = find(data, "//a:entry/a:title/text()")

    assert "</b>" not in written
    assert "&nbsp;" not in written
    assert title == written.replace("\u2060", "")
    assert b"AT&#x26;T" in data


def test_attachments_are_sound() -> None:
    """No address, no enclosure; one address, one enclosure; no type, any bytes; no length, none said."""
    attachments = (
        Attachment("talk.mp3", "audio/mpeg"),
        Attachment("https://x.example/a", "nonsense", -1),
        Attachment("https://x.example/a", "audio/mpeg", 5),
    )
    data = atom.render(make_feed(make_item(attachments=attachments)))

    links = [dict(link.attrib) for link in find(data, "//a:link[@rel='enclosure']")]

    assert links == [{"href": "https://x.example/a", "rel": "enclosure", "type": "application/octet-stream"}]


def test_an_empty_feed_is_a_feed() -> None:
    """Without items there is still a well-formed feed with id, title and time."""
    parsed = feedparser.parse(
        atom.render(make_feed(title="", site=replace(SITE, title="", author="", email="", description="")))
    )

    assert not parsed.bozo
    assert parsed.feed.title == SITE.url
    assert parsed.feed.author == SITE.url
