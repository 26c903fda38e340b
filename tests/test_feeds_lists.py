"""What outlines, sitemaps and robots.txt say."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from feedpress.feeds import opml
from test_feeds_golden import NOON, SITE

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_a_feed_without_a_title_goes_by_its_address() -> None:
    """Every outline has text, as OPML requires."""
    feed = opml.Outline("\x00", "https://x.example/atom.xml")

    outline = ET.fromstring(opml.render("", (feed,), site=SITE, updated=NOON)).find("body/outline")

    assert outline is not None
    assert outline.get("text") == outline.get("title") == feed.xml_url


@pytest.mark.parametrize("title", ['"><script>', "a'b\"c", "]]>", "\x01\ud800\n&"])
def test_an_outline_is_well_formed_whatever_the_titles(title: str) -> None:
    """Quotes, controls and markup in titles and groups are text."""
    feed = opml.Outline(title, "https://x.example/atom.xml", group=title)

    assert ET.fromstring(opml.render(title, (feed,), site=SITE, updated=NOON)).get("version") == "2.0"
