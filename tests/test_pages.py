"""Pages say what an item says, link to what is there, and hold nothing that a document could smuggle in."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from html5lib.constants import E as MESSAGES
from msgspec.structs import replace

from feedpress import pages
from feedpress.direction import direction
from feedpress.model import Attachment, Item, Link, ListKind, Origin, Person
from showcase import EDITION, ITEMS, NOON, SITE, card, cards, look, piece, site

PAGES = {path: body.decode() for path, body in site(look(Path("no-site")))}
SPITE = "\"><script>alert(1)</script>'{{ 7 * 7 }}&\u202e"


def rendered(item: Item, paper: pages.Look | None = None) -> str:
    """Return the page of `item` as text."""
    return pages.item(paper or look(Path("no-site")), item).decode()


def links(html: str) -> list[str]:
    """List where the page `html` links to."""
    return re.findall(r'<a [^>]*?href="([^"]*)"', html)


@pytest.mark.parametrize("path", PAGES)
def test_page_parses_without_an_error(path: str) -> None:
    """Every kind of page is HTML that a parser has nothing to mend in."""
    parser = html5lib.HTMLParser()
    parser.parse(PAGES[path])

    assert [f"{place}: {MESSAGES[code] % more}" for place, code, more in parser.errors] == []


@pytest.mark.parametrize("path", PAGES)
def test_page_has_its_landmarks(path: str) -> None:
    """Every kind of page has one heading, a main part that the skip link finds, feeds, and a policy against scripts."""
    html = PAGES[path]

    assert len(re.findall("<h1", html)) == 1
    assert '<a class="skip" href="#text">' in html
    assert '<main id="text">' in html
    assert html.count('rel="alternate" type="application/feed+json"') == 1
    assert "default-src 'none'" in html
    assert html.endswith("</html>\n")


@pytest.mark.parametrize("path", PAGES)
def test_links_stay_in_the_site(path: str) -> None:
    """A link of a page's own is relative and leads below the site's root, wherever the site lies."""
    internal = [href for href in links(PAGES[path]) if not urlsplit(href).scheme]

    assert internal
    for href in internal:
        assert urljoin(SITE.url + path, href).startswith(SITE.url) or path == "404.html"


def test_assets_are_found_from_every_depth() -> None:
    """The style sheet's address is relative, but for 404.html, which is shown at any address."""
    assert 'href="./assets/style.css?v=' in PAGES["index.html"]
    assert 'href="../../assets/style.css?v=' in PAGES["items/kani/index.html"]
    assert 'href="/gazette/assets/style.css?v=' in PAGES["404.html"]


def test_site_at_the_root_of_a_host() -> None:
    """A site without a path of its own links its 404 page from the host's root."""
    paper = look(Path("no-site"), replace(SITE, url="https://example.org/"))

    assert 'href="/assets/style.css?v=' in pages.not_found(paper).decode()


def test_canonical_address() -> None:
    """A page names its own address, a moved one its new address; what is gone or missing names none."""
    assert f'<link rel="canonical" href="{SITE.url}items/kani/">' in PAGES["items/kani/index.html"]
    assert f'<link rel="canonical" href="{SITE.url}tags/tides/">' in PAGES["tags/tides/index.html"]
    assert f'<link rel="canonical" href="{ITEMS[0].url}">' in PAGES["items/old-plank/index.html"]
    assert "canonical" not in PAGES["items/lost/index.html"] + PAGES["404.html"]


def test_what_search_engines_leave_out() -> None:
    """Drafts, moved, gone and missing pages are not for search engines, everything else is."""
    kept_out = {path for path, html in PAGES.items() if '<meta name="robots" content="noindex">' in html}

    assert kept_out == {
        "404.html",
        "items/lost/index.html",
        "items/old-plank/index.html",
        "newsletter/draft/index.html",
    }


def test_moved_page_leads_on() -> None:
    """A moved page refreshes at once to the new place, relatively, and links there."""
    html = PAGES["items/old-plank/index.html"]

    assert '<meta http-equiv="refresh" content="0; url=../../items/the-plank/">' in html
    assert '<a href="../../items/the-plank/">' in html


def test_item_shows_its_text_and_facts() -> None:
    """An item's page has its text untouched, its authors, dates, tags, source and files."""
    item = ITEMS[0]
    html = rendered(item)

    assert item.content_html in html
    assert '<a rel="author" href="../../authors/tomasz-wróbel/"' not in html
    assert '<a rel="author" href="https://example.com/tomasz" dir="auto">Tomasz Wróbel</a>' in html
    assert '<time datetime="2024-03-21T12:30:00+00:00">March 21, 2024</time>' in html
    assert 'Updated <time datetime="2024-03-25T12:30:00Z">March 25, 2024</time>' in html
    assert '<a rel="tag" href="../../tags/long-reads/" dir="auto">long reads</a>' in html
    assert f'href="{item.source_url}" dir="ltr">example.com/columns/2024/the-plank.html</a>' in html
    assert '<audio controls preload="none" src="https://example.org/gazette/plank.mp3"></audio>' in html
    assert "4.2 MB" in html
    assert f'<p class="standfirst">{item.summary}</p>' in html


def test_bare_item_shows_no_empty_parts() -> None:
    """Without authors, tags, source and files an item's page has no place for them."""
    html = rendered(piece("bare", "Bare", "<p>Text.</p>"))

    for part in ("byline", "facts", "standfirst", "Updated", "og:image", "description", "<footer>"):
        assert part not in html


def test_undated_item_says_added() -> None:
    """A date that is only when the item was first seen is not given out as a publication date."""
    html = PAGES["items/la-carte/index.html"]

    assert 'Added <time datetime="2024-03-17T12:30:00+00:00">March 17, 2024</time>' in html
    assert "datePublished" not in html
    assert "article:published_time" not in html
    assert "Updated" not in html
    assert '">Une carte sans échelle</a> <small>Added</small>' in PAGES["2024/index.html"]
    assert '<p class="when">Added <time' in PAGES["tags/tides/index.html"]


def test_date_without_a_known_origin_counts() -> None:
    """An item whose origins don't speak of its date is dated."""
    assert "datePublished" in rendered(piece("x", "X", "", origins={}))


def test_language_of_an_item() -> None:
    """A foreign item says its language and direction, its label column keeps the site's; an own one says nothing."""
    arabic = PAGES["items/al-bahr/index.html"]

    assert '<article lang="ar" dir="rtl">' in arabic
    assert '<div class="about" lang="en" dir="ltr">' in arabic
    assert "<article>" in PAGES["items/the-plank/index.html"]
    assert 'lang="ja" dir="ltr">七匹の蟹を数える朝</a>' in PAGES["tags/tides/index.html"]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ar", "rtl"),
        ("FA-IR", "rtl"),
        ("he", "rtl"),
        ("ur-Latn", "ltr"),
        ("pa-Arab-PK", "rtl"),
        ("en", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction(language: str, written: str) -> None:
    """A language's direction follows its script where it names one, else its habit."""
    assert direction(language) == written


def test_item_says_nothing_of_others() -> None:
    """An item's page is made from the item alone: it links to no other item."""
    assert not [href for href in links(PAGES["items/kani/index.html"]) if "items/" in href]


def test_derived_summary_is_not_shown() -> None:
    """A summary made from the text would say its beginning twice, also one that an author copied from it."""
    copied = piece(
        "copied",
        "Copied",
        "<p>One two.</p>",
        content_text="One two. Three.",
        summary="One two.",
        origins={"summary": Origin("front-matter")},
    )

    assert "standfirst" not in PAGES["items/kani/index.html"]
    assert "standfirst" not in rendered(copied)


def test_picture() -> None:
    """The item's image stands above the text unless the text shows it already; a dangerous address is dropped."""
    image = "https://example.org/boat.jpg"

    assert f'<figure><img src="{image}" alt=""></figure>' in rendered(piece("x", "X", "<p>A</p>", image=image))
    assert "<figure>" not in rendered(piece("x", "X", f'<p><img src="{image}" alt="A boat"></p>', image=image))
    assert '<img src="#"' in rendered(piece("x", "X", "", image="javascript:x"))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.com/a%20b/?q=1", "example.com/a b"),
        ("https://example.com/" + "long/" * 20, "example.com/" + ("long/" * 20)[:47] + "…"),
        ("http://[", "http://["),
        ("https://", "https://"),
    ],
)
def test_source_is_shown_short(url: str, shown: str) -> None:
    """A source is shown as its host and path, cut to a line, and one that is no URL as it stands."""
    assert f'dir="ltr">{shown}</a>' in rendered(piece("x", "X", "", source_url=url))


def test_facts_for_machines() -> None:
    """The JSON-LD block parses and says what the page says."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', rendered(ITEMS[0]))

    assert found is not None
    assert json.loads(found[1]) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": ITEMS[0].title,
        "url": ITEMS[0].url,
        "inLanguage": "en",
        "publisher": {"@type": "Organization", "name": SITE.title, "url": SITE.url},
        "datePublished": "2024-03-21T12:30:00+00:00",
        "dateModified": "2024-03-25T12:30:00+00:00",
        "author": [{"@type": "Person", "name": "Inês Duarte"}, {"@type": "Person", "name": "Tomasz Wróbel"}],
        "isBasedOn": ITEMS[0].source_url,
        "keywords": ["tides", "instruments", "long reads"],
    }


def test_nothing_gets_out_of_its_place() -> None:
    """No field of an item, site or edition can end an attribute, an element or a script, or be read as a template."""
    spiteful = piece(
        "spite",
        SPITE,
        "<p>Clean.</p>",
        language=SPITE,
        summary=SPITE,
        tags=(SPITE,),
        authors=(Person(SPITE, SPITE, SPITE),),
        source_url=SPITE,
        image=SPITE,
        attachments=(Attachment(SPITE, "audio/" + SPITE, 3, SPITE),),
    )
    paper = look(Path("no-site"), replace(SITE, title=SPITE, description=SPITE, rights=SPITE, language="en" + SPITE))
    story = {"title": SPITE, "language": SPITE, "authors": [SPITE], "summary": SPITE, "url": SPITE, "section": SPITE}
    story |= {"image": SPITE}
    items = [{**story, "lead": lead, "treatment": "summary", "content_html": ""} for lead in (True, False)]
    teasers = [{"title": SPITE, "text": SPITE}]
    record = {**EDITION, "subject": SPITE, "title": SPITE, "preheader": SPITE, "items": items, "teasers": teasers}
    feed = Link(SPITE, SPITE, SPITE)
    made = (
        pages.item(paper, spiteful),
        pages.home(paper, [card(spiteful)] * 12, [(2024, 1)]),
        pages.year(paper, 2024, [card(spiteful)], [(2024, 1)]),
        pages.listing(paper, "tag", SPITE, [card(spiteful)], (feed,), 9),
        pages.index(paper, "tag", [(SPITE, SPITE, 1)]),
        pages.moved(paper, "items/x/", SPITE, SITE.url + SPITE),
        pages.gone(paper, "items/x/", SPITE),
        pages.feeds(paper, [pages.FeedView(SPITE, (feed,), (card(spiteful),))]),
        pages.edition(paper, record),
        pages.newsletter(paper, [record], (feed,)),
    )

    for body in made:
        html = body.decode()
        assert "<script>" not in html
        assert "49" not in re.sub(r"#?\b[0-9a-f]{8}\b", "", html)
        assert [href for href in links(html) if href.lower().startswith("javascript")] == []


def test_front_page_has_a_lead_stories_and_days() -> None:
    """The front page opens with its newest item, tells eight more, and lists the rest by day."""
    html = PAGES["index.html"]

    assert html.count('<article class="lead">') == 1
    assert html.index("the-plank") < html.index("hafenordnung") < html.index('id="earlier"')
    assert html.count("<article") == 9
    assert len(re.findall("<li><a href=.*items/", html)) == len(cards()) - 9
    assert '<a href="./2023/">2023</a> <small>120</small>' in html


def test_empty_front_page() -> None:
    """A site without items says so instead of showing an empty page."""
    html = pages.home(look(Path("no-site")), (), ()).decode()

    assert "Nothing has been published yet." in html
    assert "By year" not in html


def test_days_are_those_of_the_site() -> None:
    """An item published late in the evening, UTC, is listed on the next day where it is already that."""
    paper = look(Path("no-site"), replace(SITE, timezone="Asia/Tokyo"))
    late = card(piece("late", "Late", "", published=datetime(2024, 1, 31, 20, 0, tzinfo=UTC)))
    html = pages.year(paper, 2024, [late], [(2024, 1)]).decode()

    assert "February 2024" in html
    assert '<i>1</i><a href="../items/late/">Late</a>' in html


def test_year_names_a_day_once() -> None:
    """A year is a list for each month, in which only a day's first item carries the day."""
    entries = [card(piece(f"n{n}", f"N{n}", "", published=NOON - timedelta(days=n * 8))) for n in range(4)]
    twice = [entries[0], card(piece("again", "Again", "", published=NOON)), *entries[1:]]
    html = pages.year(look(Path("no-site")), 2024, twice, [(2024, 5), (2023, 1)]).decode()

    assert re.findall(r"<h2[^>]*>(.*?)</h2>", html) == ["March 2024", "February 2024", "By year"]
    assert re.findall(r'<li>(?:<i>(\d+)</i>)?<a href="../items', html) == ["21", "", "13", "5", "26"]
    assert '<b aria-current="page">2024</b>' in html
    assert '<a href="../2023/">2023</a>' in html


def test_year_of_ten_thousand_is_light() -> None:
    """A row of a year costs few bytes beyond its title and address."""
    entries = [card(piece("s", "T", "", published=NOON))] * 10_000
    body = pages.year(look(Path("no-site")), 2024, entries, [(2024, 10_000)])

    assert len(body) < 10_000 * 50


def test_listing_offers_its_own_feeds_first() -> None:
    """A tag's page offers the tag's feed before the site's, and says how much of it is shown."""
    html = PAGES["tags/tides/index.html"]

    assert html.index("tags/tides/atom.xml") < html.index("gazette/atom.xml")
    assert "The newest 12 of 213" in html
    assert '<a href="https://example.org/gazette/tags/tides/atom.xml">Tides: Atom</a>' in html


def test_whole_listing_says_no_number() -> None:
    """A tag whose items are all on the page doesn't say so; without feeds it offers none."""
    html = pages.listing(look(Path("no-site")), "tag", "tides", cards()[:2], (), 2).decode()

    assert "newest" not in html
    assert '<dl class="facts">' not in html


@pytest.mark.parametrize(
    ("kind", "path", "title"),
    [("tag", "tags", "Tags"), ("author", "authors", "Authors"), ("language", "languages", "Languages")],
)
def test_index_of_a_kind(kind: ListKind, path: str, title: str) -> None:
    """An index lists labels with their counts under the kind's plural."""
    html = pages.index(look(Path("no-site")), kind, [("a & b", f"{SITE.url}{path}/a-b/", 3)]).decode()

    assert f"<h1>{title}</h1>" in html
    assert '<li><a href="../' + path + '/a-b/" dir="auto">a &amp; b</a> <small>3</small></li>' in html
    assert f'<link rel="canonical" href="{SITE.url}{path}/">' in html


def test_feeds_are_explained_and_given_for_copying() -> None:
    """The page of feeds names each format's address in full, what is newest in it, and the OPML file."""
    html = PAGES["feeds/index.html"]

    assert "A feed brings what is new" in html
    assert '<dt>JSON Feed</dt>\n<dd><code class="address">https://example.org/gazette/feed.json</code></dd>' in html
    assert '<a href="../items/al-bahr/" lang="ar" dir="auto">' in html
    assert '<a href="../feeds.opml">' in html


def test_editions_are_listed() -> None:
    """The newsletter's page lists editions by date, number and subject, and says so where there is none."""
    html = PAGES["newsletter/index.html"]
    none = pages.newsletter(look(Path("no-site")), []).decode()

    assert '<a href="../newsletter/2024-03-21/" dir="auto">Who read the plank wrong · March 21</a>' in html
    assert "<small>No. 12</small>" in html
    assert "A plank, a word behind glass" in html
    assert "Nothing has been published yet." in none


def test_edition_shows_every_story() -> None:
    """An edition's page has the lead, each section, what the letter only named or counted, and the briefs."""
    told = PAGES["newsletter/2024-03-21/index.html"]

    assert [title in told for title in (item.title for item in ITEMS)] == [True] * 5
    assert told.count('<article class="lead">') == 1
    assert ITEMS[2].content_html in told
    assert re.findall(r'<p class="rubric" dir="auto">(.*?)</p>', told) == ["Quay"]
    assert '<li><a href="../../items/kani/" lang="ja" dir="ltr">' in told
    assert "<b>Fog expected</b> The mole will sound" in told
    assert "The water is high this week" in told
    assert "email.html" not in told


def test_edition_shows_the_pictures_that_the_letter_shows() -> None:
    """The lead's picture, where its text has it not, and that of a story without words; no other."""
    lead, *rest = EDITION["items"]
    bare = rest[0] | {"image": "https://example.org/b.jpg", "summary": "", "content_html": "", "treatment": "summary"}
    told = rest[1] | {"image": "https://example.org/c.jpg", "summary": "Words.", "content_html": ""}

    html, inside = (
        pages.edition(look(Path("no-site")), {**EDITION, "items": [lead | picture, bare, told]}).decode()
        for picture in (
            {"image": "https://example.org/a.jpg", "content_html": "<p>Told.</p>"},
            {"image": "a.jpg", "content_html": '<p><img src="a.jpg" alt="A"></p>'},
        )
    )

    assert re.findall(r'<figure><img src="(.*?)"', html) == ["https://example.org/a.jpg", "https://example.org/b.jpg"]
    assert re.findall(r'<figure><img src="(.*?)"', inside) == ["https://example.org/b.jpg"]


def test_draft_leads_to_the_letter() -> None:
    """A draft's page says that it is one and links to the letter as it would be sent."""
    html = PAGES["newsletter/draft/index.html"]

    assert "<b>Draft</b>" in html
    assert {"email.html", "email.txt"} <= set(links(html))


def test_edition_links_to_where_its_stories_were() -> None:
    """A story with an address that is not, or no longer, of this site keeps it."""
    elsewhere = {**EDITION, "items": [EDITION["items"][0] | {"url": "https://old.example.org/x/"}], "teasers": []}
    html = pages.edition(look(Path("no-site")), elsewhere | {"intro_html": "", "preheader": ""}).decode()

    assert "https://old.example.org/x/" in links(html)
    assert "In brief" not in html
    assert "Also new" not in html


def test_sections_in_the_site_s_language() -> None:
    """The masthead's sections and the page's own words and dates are in the site's language; other labels stay."""
    paper = replace(
        look(Path("no-site"), replace(SITE, language="de-AT")),
        sections=(Link("tags", SITE.url + "tags/"), Link("Impressum", SITE.url + "items/about/")),
    )
    html = rendered(ITEMS[0], paper)

    assert '<li><a href="../../tags/">Themen</a></li>\n<li><a href="../../items/about/">Impressum</a></li>' in html
    assert '<p class="byline">Von ' in html
    assert "21. März 2024" in html
    assert '<html lang="de-AT" dir="ltr">' in html


def test_look_with_nothing_but_a_site() -> None:
    """Without feeds, sections and listing pages an item's page stands, and its tags are plain words."""
    html = rendered(ITEMS[0], replace(look(Path("no-site")), feeds=(), sections=(), place=lambda *_: ""))

    assert "<nav" not in html
    assert "alternate" not in html
    assert '<span dir="auto">tides</span>' in html
