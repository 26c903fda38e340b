"""What an RSS document says, as lxml and feedparser read it."""

from __future__ import annotations

import email.utils
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from lxml import etree, html
from msgspec.structs import replace

from feedpress.feeds import rss
from feedpress.model import Attachment, Person
from test_feeds_golden import NOON, PLAIN, RICH, SAMPLE, SITE, make_feed, make_item

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}


def find(data: bytes, path: str) -> list[Any]:
    """Return what XPath `path` finds in `data`."""
    found: list[Any] = etree.fromstring(data).xpath(path, namespaces=NAMES)
    return found


def test_an_archive_says_so() -> None:
    """A closed archive document carries fh:archive in the channel, a live feed doesn't."""
    assert len(find(rss.render(make_feed(PLAIN, archive=True)), "/rss/channel/fh:archive")) == 1
    assert find(rss.render(SAMPLE), "//fh:archive") == []


def test_summaries_only_leave_content_out() -> None:
    """A feed of summaries has a description and no content."""
    data = rss.render(make_feed(RICH, summary_only=True))

    assert len(find(data, "//item/description")) == 1
    assert find(data, "//content:encoded") == []


@pytest.mark.parametrize(
    ("authors", "author", "creators"),
    [
        ((Person("Jo", "jo@x.example"),), ["jo@x.example (Jo)"], []),
        ((Person("", "jo@x.example"),), ["jo@x.example (jo@x.example)"], []),
        ((Person("Jo"),), [], ["Jo"]),
        ((Person("Jo", "jo@x.example"), Person("Kim", "k@x.example")), [], ["Jo", "Kim"]),
        ((Person("Jo (editor)", "jo@x.example"),), [], ["Jo (editor)"]),
        ((), [], []),
    ],
)
def test_authors_are_named_once(authors: tuple[Person, ...], author: list[str], creators: list[str]) -> None:
    """One author with mail is RSS's author, all others are Dublin Core's creators, never both."""
    data = rss.render(make_feed(make_item(authors=authors)))

    assert author == find(data, "//item/author/text()")
    assert creators == find(data, "//item/dc:creator/text()")


@pytest.mark.parametrize(
    ("site", "expected"),
    [(SITE, ["mina@harbour.example (Mina Okafor)"]), (replace(SITE, email=""), [])],
    ids=["mail", "none"],
)
def test_the_editor_is_known_by_mail(site: Any, expected: list[str]) -> None:
    """The channel has a managing editor where the site has an e-mail address."""
    assert expected == find(rss.render(make_feed(site=site)), "//managingEditor/text()")


def test_one_enclosure_the_first_that_plays() -> None:
    """Of all attachments the first sound, film or PDF is the enclosure, with a length even where it is unknown."""
    attachments = (*RICH.attachments[:1], Attachment("https://x.example/f.pdf", "application/pdf"), *RICH.attachments)
    data = rss.render(make_feed(make_item(attachments=attachments)))

    enclosures = [dict(enclosure.attrib) for enclosure in find(data, "//enclosure")]

    assert enclosures == [{"url": "https://x.example/f.pdf", "length": "0", "type": "application/pdf"}]


def test_pictures_are_no_enclosures() -> None:
    """An item with a picture attached has no enclosure in RSS."""
    data = rss.render(make_feed(make_item(attachments=RICH.attachments[:1])))

    assert find(data, "//enclosure") == []


def test_an_unknown_language_is_not_claimed() -> None:
    """Text of which the language is undetermined (`und`) claims none."""
    data = rss.render(make_feed(make_item(language="und"), site=replace(SITE, language="und")))

    assert find(data, "//language | //dc:language") == []


def test_dates_are_rfc_822_with_the_right_day() -> None:
    """The standard library reads the dates back, for the channel and each item."""
    moment = datetime(1999, 2, 28, 23, 59, 58, tzinfo=UTC)
    data = rss.render(make_feed(make_item(published=moment)))

    (published,) = find(data, "//pubDate/text()")
    (built,) = find(data, "//lastBuildDate/text()")

    assert published == "Sun, 28 Feb 1999 23:59:58 +0000"
    assert moment == email.utils.parsedate_to_datetime(published)
    assert email.utils.parsedate_to_datetime(built) == NOON


def test_a_title_about_markup_survives_readers_that_look_for_it() -> None:
    """feedparser, which would take a title with tags for HTML and sanitize it, shows it whole; so does a browser."""
    title = "Is <script>x</script> <img src=x onerror=y> <!-- &amp; co a risk?"

    (entry,) = feedparser.parse(rss.render(make_feed(make_item(title=title)))).entries

    assert title == entry.title.replace("\u2060", "")
    assert title == html.fragment_fromstring(entry.title, create_parent=True).text.replace("\u2060", "")


def test_an_empty_feed_is_a_feed() -> None:
    """Without any text to describe it, the channel has a title, a link and a description."""
    site = replace(SITE, title="", author="", description="", rights="")
    data = rss.render(make_feed(title="", site=site))

    assert [SITE.url] * 3 == find(data, "/rss/channel/*[self::title or self::link or self::description]/text()")
