"""What outlines, sitemaps and robots.txt say."""

from __future__ import annotations

import urllib.robotparser
from xml.etree import ElementTree as ET

import pytest

from feedpress.feeds import opml, sitemap
from test_feeds_golden import NOON, OUTLINES, SITE

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_an_outline_nests_groups_and_names_each_feed() -> None:
    """Feeds of one group share a folder; each feed has text, title, type and both addresses."""
    body = ET.fromstring(opml.render("Feeds", OUTLINES, site=SITE, updated=NOON)).find("body")

    assert body is not None
    assert [outline.get("text") for outline in body] == ["The Harbour & Pier", "Tags"]
    assert [outline.get("text") for outline in body[1]] == ["food", "R&amp;D"]
    assert body[1][1].attrib == {
        "text": "R&amp;D",  # OPML takes text for HTML
        "title": "R&amp;D",
        "type": "rss",
        "xmlUrl": "https://harbour.example/tags/r-d/atom.xml",
        "htmlUrl": "https://harbour.example/tags/r-d/",
    }


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


def test_a_sitemap_lists_addresses_and_times() -> None:
    """Each url has its location, escaped, and when it changed."""
    root = ET.fromstring(sitemap.render([("https://x.example/?a=1&b=ö", NOON)]))

    assert root.tag == f"{SITEMAP}urlset"
    assert root.findtext(f"{SITEMAP}url/{SITEMAP}loc") == "https://x.example/?a=1&b=%C3%B6"
    assert root.findtext(f"{SITEMAP}url/{SITEMAP}lastmod") == "2026-11-21T12:00:00Z"


def test_a_sitemap_index_lists_sitemaps() -> None:
    """The index names each sitemap."""
    root = ET.fromstring(sitemap.index([("https://x.example/sitemap-2026.xml", NOON)]))

    assert root.tag == f"{SITEMAP}sitemapindex"
    assert root.findtext(f"{SITEMAP}sitemap/{SITEMAP}loc") == "https://x.example/sitemap-2026.xml"


def test_robots_may_read_everything_and_learn_of_the_sitemap() -> None:
    """Nothing is forbidden; the sitemap is named."""
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(sitemap.robots("https://x.example/blog/").decode().splitlines())

    assert robots.can_fetch("anyone", "https://x.example/blog/items/a/")
    assert robots.site_maps() == ["https://x.example/blog/sitemap.xml"]
