"""What a document frames from elsewhere, a film, a sound, a page, becomes a link to it."""

from __future__ import annotations

import re

import pytest

from feedpress import normalize
from feedpress.corpus import feed
from feedpress.model import Manuscript, Settings
from feedpress.normalize.frames import page
from test_page import PROSE, manuscript

FILM = '<iframe width="560" src="https://www.youtube.com/embed/aqz-1?si=b&amp;rel=0" allowfullscreen></iframe>'
WATCHED = "https://www.youtube.com/watch?v=aqz-1"


def entry(body: str, title: str = "A title") -> Manuscript:
    """Return the manuscript of a feed's entry with the content `body`."""
    item = f"<item><title>{title}</title><description><![CDATA[{body}]]></description></item>"
    source = f"<rss version='2.0'><channel><link>https://x.example/</link>{item}</channel></rss>"
    return normalize.manuscript(feed.read("f.xml", source.encode())[0][0], Settings(), {})


def links(html: str) -> list[str]:
    """Return the addresses that `html` links to."""
    return re.findall(r'href="([^"]*)"', html)


@pytest.mark.parametrize(
    ("player", "shown"),
    [
        ("//www.youtube-nocookie.com/embed/aqz-1?start=3", WATCHED),
        ("https://www.youtube.com/embed/videoseries?si=x&list=PL1-2", "https://www.youtube.com/playlist?list=PL1-2"),
        ("https://player.vimeo.com/video/12?h=3", "https://vimeo.com/12"),
        ("https://geo.dailymotion.com/player/xq.html?video=k9", "https://www.dailymotion.com/video/k9"),
        ("https://embed.ted.com/talks/jane_doe_boats?x=1", "https://www.ted.com/talks/jane_doe_boats"),
        ("https://open.spotify.com/embed/episode/7a?utm=1", "https://open.spotify.com/episode/7a"),
        ("https://embed.podcasts.apple.com/us/podcast/a/id1?i=2", "https://podcasts.apple.com/us/podcast/a/id1"),
        ("https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=1", "https://soundcloud.com/a/b"),
        ("https://ads.example/?u=https://www.youtube.com/embed/a", ""),
    ],
)
def test_a_player_s_page_is_known(player: str, shown: str) -> None:
    """A link leads to where people watch or listen, not to a bare player."""
    assert page(player) == shown


@pytest.mark.parametrize(
    "body",
    [
        f'<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">{FILM}</div></figure>{PROSE}',
        f"<p>{FILM.replace(' src', ' src=about:blank data-src')}</p>{PROSE}",
        f'{PROSE}<div class="video-container">{FILM}</div>',
        f"<div>{FILM}</div><p>A film about the ferry.</p>",
    ],
)
def test_a_saved_page_links_to_its_film(body: str) -> None:
    """Over the text, in it or below it: the film is the article's; other frames are the page's."""
    others = '<iframe src="https://ads.example/1"></iframe><iframe src="https://www.tag.example/ns.html"></iframe>'

    assert links(manuscript(f"<article><h1>A ferry</h1>{body}{others}</article>").content_html) == [WATCHED]


def test_a_saved_page_links_to_the_film_that_its_reader_starts() -> None:
    """A film or a sound with controls is the article's; one that plays by itself, or has no address, adorns it."""
    film = "<video controls><source src=blob:x><source src=/a.mp4>Get a browser.</video>"
    others = "<video autoplay loop src=/b.mp4></video><audio controls src='data:audio/wav;base64,aa'></audio>"

    page = manuscript(f"<h1>A ferry</h1>{PROSE}{film}{others}<audio controls src=https://x.example/c.mp3></audio>")

    assert links(page.content_html) == ["site:/a.mp4", "https://x.example/c.mp3"]
    assert "browser" not in page.content_text


def test_a_film_in_a_sidebar_is_not_the_article_s() -> None:
    """What stands beside the article goes with all that is in it."""
    assert links(manuscript(f"<main><h1>A ferry</h1>{PROSE}</main><aside>{FILM}</aside>").content_html) == []


def test_a_feed_s_entry_links_to_what_it_frames() -> None:
    """Each frame, film and sound that is seen becomes a link; words for those who cannot see it go with it."""
    shown = (
        '<iframe src="/map?a=1&amp;b=2">No frames here</iframe><audio controls src="https://x.example/a.mp3"></audio>'
    )
    hidden = '<iframe src="https://t.example/" width="1"></iframe><iframe src="/b" style="display: none"></iframe>'

    read = entry(f"<p>The map:</p>{hidden}{shown}{FILM}<pre>&lt;iframe src='https://no.example/'&gt;</pre>")

    assert links(read.content_html) == ["https://x.example/map?a=1&amp;b=2", "https://x.example/a.mp3", WATCHED]
    assert "No frames here" not in read.content_text


@pytest.mark.parametrize(
    ("style", "is_seen"),
    [
        ("width: 0; min-width: 100% !important", True),
        ("border-width:0; line-height: 1; max-height:1px", True),
        ("width:0;height:0", False),
        ("border:0; height: 1px; min-width: 0", False),
    ],
)
def test_a_frame_without_a_size_is_not_seen(style: str, is_seen: bool) -> None:
    """What counts its readers has no width or height; a chart that fills the page has a least width."""
    read = entry(f'<p>The chart:</p><iframe src="https://x.example/c" style="{style}" height="400"></iframe>')

    assert links(read.content_html) == ["https://x.example/c"] * is_seen


def test_a_film_is_no_headline() -> None:
    """A text without a title that begins with a film is called by its first words."""
    assert entry(f"{FILM}<p>The ferry in ice. More words.</p>", "").title == "The ferry in ice"
    assert entry(FILM, "").title == WATCHED
