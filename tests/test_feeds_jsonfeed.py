"""What a JSON Feed says, as the standard library reads it."""

from __future__ import annotations

import json
from typing import Any

from msgspec.structs import replace

from feedpress.feeds import jsonfeed
from feedpress.model import Feed, Person
from test_feeds_golden import RICH, SAMPLE, SITE, make_feed, make_item


def read(feed: Feed) -> dict[str, Any]:
    """Return `feed` rendered and read back."""
    read_back: dict[str, Any] = json.loads(jsonfeed.render(feed))
    return read_back


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
