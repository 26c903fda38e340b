"""What a JSON Feed says, as the standard library reads it."""

from __future__ import annotations

import json
from typing import Any

from msgspec.structs import replace

from feedpress.feeds import jsonfeed
from feedpress.model import Feed, Person
from test_feeds_golden import PLAIN, RICH, SAMPLE, SITE, make_feed, make_item


def read(feed: Feed) -> dict[str, Any]:
    """Return `feed` rendered and read back."""
    read_back: dict[str, Any] = json.loads(jsonfeed.render(feed))
    return read_back


def test_the_top_says_who_and_where() -> None:
    """Version, title, both addresses, hub, author and language stand at the top; archives don't."""
    top = read(SAMPLE)
    top.pop("items")

    expected = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": SITE.title,
        "home_page_url": SITE.url,
        "feed_url": SAMPLE.self_url,
        "description": SITE.description,
        "hubs": [{"type": "WebSub", "url": SAMPLE.hub}],
        "authors": [{"name": "Mina Okafor", "url": "mailto:mina@harbour.example"}],
        "language": "en",
    }
    assert expected == top


def test_a_rich_item_says_everything() -> None:
    """All fields of an item have their place, with times in UTC."""
    (item,) = read(make_feed(RICH))["items"]

    expected = {
        "id": RICH.id,
        "url": RICH.url,
        "external_url": RICH.source_url,
        "title": RICH.title,
        "content_html": RICH.content_html,
        "summary": RICH.summary,
        "image": RICH.image,
        "date_published": "2026-11-20T12:00:00Z",
        "date_modified": "2026-11-20T13:00:00Z",
        "authors": [{"name": "Jo Berg", "url": "https://berg.example/"}],
        "tags": ["food", "R&D"],
        "attachments": [
            {"url": "https://harbour.example/plan.png", "mime_type": "image/png", "size_in_bytes": 900},
            {
                "url": "https://harbour.example/talk.mp3",
                "mime_type": "audio/mpeg",
                "title": "The talk",
                "size_in_bytes": 123_456,
            },
        ],
    }
    assert expected == item


def test_a_plain_item_says_nothing_empty() -> None:
    """What an item doesn't have is not there; its language is, where it differs."""
    (item,) = read(make_feed(PLAIN))["items"]

    assert set(item) == {
        "id",
        "url",
        "title",
        "content_html",
        "date_published",
        "date_modified",
        "authors",
        "language",
    }


def test_content_is_there_even_where_it_is_empty() -> None:
    """An item has content_html or content_text, as the format requires."""
    (empty,) = read(make_feed(make_item(content_html="")))["items"]
    (brief,) = read(make_feed(RICH, summary_only=True))["items"]

    assert empty["content_html"] == ""
    assert brief["content_text"] == RICH.summary
    assert "content_html" not in brief


def test_a_title_stands_as_it_is() -> None:
    """JSON needs no word joiner: the format says that a title is plain text."""
    (item,) = read(make_feed(make_item(title="</b> &amp;")))["items"]

    assert item["title"] == "</b> &amp;"


def test_a_feed_without_anything_is_titled_by_its_address() -> None:
    """An empty site yields the least that the format asks for."""
    site = replace(SITE, title="", author="", email="", description="", language="")

    assert read(make_feed(title="", site=site)) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": SITE.url,
        "home_page_url": SITE.url,
        "feed_url": SAMPLE.self_url,
        "items": [],
    }


def test_an_author_with_mail_alone_is_reached_by_mail() -> None:
    """An author's url is a mailto link where there is no other."""
    (item,) = read(make_feed(make_item(authors=(Person("Jo", "jo@x.example"),))))["items"]

    assert item["authors"] == [{"name": "Jo", "url": "mailto:jo@x.example"}]
