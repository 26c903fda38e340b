"""In a real browser, pages fit the window, can be read in light and dark, and ask no other host for anything."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest

import showcase

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

_CHROMIUM = "/usr/bin/chromium"
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
_NO_CALLS = ("--disable-background-networking", "--disable-component-update")

# Each text of the page with the contrast between it and what is painted behind it, where that is below `least`.
_FAINT = """
least => {
  const parts = colour => {
    const found = colour.match(/[\\d.]+/g).map(Number);
    const scale = colour.startsWith("color(") ? 1 : 255;
    return { rgb: found.slice(0, 3).map(x => x / scale), alpha: found.length > 3 ? found[3] : 1 };
  };
  const light = rgb => rgb.map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
    .reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parts(getComputedStyle(e).backgroundColor);
      if (colour.alpha === 1) return colour.rgb;
    }
    return [1, 1, 1];
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  while (texts.nextNode()) {
    const text = texts.currentNode.data.trim();
    if (!text) continue;
    const element = texts.currentNode.parentElement;
    const [a, b] = [light(parts(getComputedStyle(element).color).rgb), light(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < least) faint.push([text.slice(0, 40), contrast]);
  }
  return faint;
}
"""

# What sticks out of the window, but for what scrolls by itself.
_WIDE = """
() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.body.querySelectorAll("*")].filter(e => {
    const box = e.getBoundingClientRect();
    return box.right > width + 0.5 && !e.closest("pre, table") && !e.closest(".skip");
  });
  return [document.documentElement.scrollWidth - width, wide.map(e => e.outerHTML.slice(0, 80))];
}
"""


class Handler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Serve the showcase below the path of its site; give the address and the pages' paths."""
    root = tmp_path_factory.mktemp("paper")
    paths = showcase.write(root / "gazette", root / "site")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=root)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/gazette/", paths
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Open Debian's Chromium."""
    from playwright.sync_api import sync_playwright  # only where these tests are asked for

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=[*_QUIET, *_NO_CALLS])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a tab of its own."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def addresses(paper: tuple[str, list[str]]) -> list[str]:
    """List the addresses of the pages that stay where they are."""
    return [paper[0] + path.removesuffix("index.html") for path in paper[1] if "old-plank" not in path]


@pytest.mark.parametrize("width", [320, 360, 768, 1200])
def test_nothing_sticks_out(page: Page, paper: tuple[str, list[str]], width: int) -> None:
    """No page scrolls sideways on a phone, a tablet or a desk, and nothing is cut off at the window's edge."""
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for address in addresses(paper):
        page.goto(address)
        found[address] = page.evaluate(_WIDE)

    assert {address: wide for address, wide in found.items() if wide != [0, []]} == {}


def test_headings_in_a_story_are_smaller_than_its_title(page: Page, paper: tuple[str, list[str]]) -> None:
    """On an edition's page, too, where the lead stands in full under a title of the same rank."""
    page.goto(paper[0] + "newsletter/2024-03-21/")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"

    title = page.locator(".lead > h2").evaluate(size)
    inner = page.locator(".lead .prose h2").evaluate_all(f"all => all.map({size})")

    assert inner
    assert max(inner) < 0.8 * title


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(page: Page, paper: tuple[str, list[str]], scheme: Literal["light", "dark"]) -> None:
    """Every text has a contrast of 4.5 to 1 at least, in light and dark."""
    page.emulate_media(color_scheme=scheme)
    found = {}
    for address in addresses(paper):
        page.goto(address)
        found[address] = page.evaluate(_FAINT, 4.5)

    assert {address: faint for address, faint in found.items() if faint} == {}


def test_contrast_is_measured(page: Page, paper: tuple[str, list[str]]) -> None:
    """The measure of contrast finds grey on grey."""
    page.goto(paper[0])
    page.evaluate("document.querySelector('h1').style.color = 'rgb(180, 180, 180)'")

    assert [text for text, _ in page.evaluate(_FAINT, 4.5)] == [showcase.SITE.title]


def test_dark_is_dark(page: Page, paper: tuple[str, list[str]]) -> None:
    """The two schemes differ: a light paper and a dark one."""
    papers = []
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.goto(paper[0])
        papers.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert papers == ["rgb(253, 252, 248)", "rgb(24, 22, 19)"]


def test_no_other_host_is_asked(page: Page, paper: tuple[str, list[str]]) -> None:
    """Pages load their style sheet and icon and nothing from anywhere else, and the browser has nothing to say."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("response", lambda response: said.append(response.url) if response.status >= 400 else None)
    for address in addresses(paper):
        page.goto(address)

    here = urlsplit(paper[0]).netloc
    assert {url for url in asked if urlsplit(url).netloc != here and not url.startswith("data:")} == set()
    assert any("/assets/style.css" in url for url in asked)
    assert said == []


def test_feeds_are_discovered(page: Page, paper: tuple[str, list[str]]) -> None:
    """Every page offers the main feeds as a reader looks for them, with titles that tell them apart."""
    for address in addresses(paper):
        page.goto(address)
        feeds = page.eval_on_selector_all(
            "head > link[rel=alternate]", "links => links.map(link => [link.type, link.href, link.title])"
        )

        assert [feed[:2] for feed in feeds][-3:] == [
            ["application/atom+xml", showcase.SITE.url + "atom.xml"],
            ["application/rss+xml", showcase.SITE.url + "rss.xml"],
            ["application/feed+json", showcase.SITE.url + "feed.json"],
        ]
        assert len({feed[2] for feed in feeds}) == len(feeds)


def test_moved_page_arrives(page: Page, paper: tuple[str, list[str]]) -> None:
    """Who opens an old address finds the item."""
    page.goto(paper[0] + "items/old-plank/")
    page.wait_for_url("**/items/the-plank/")

    assert page.locator("h1").inner_text() == showcase.ITEMS[0].title


def test_policy_stops_scripts(page: Page, paper: tuple[str, list[str]]) -> None:
    """Even a script that got into a page would not run."""
    page.goto(paper[0])
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'document.title = 1'}))"
    )

    assert page.title() == showcase.SITE.title


def test_first_tab_skips_to_the_text(page: Page, paper: tuple[str, list[str]]) -> None:
    """The first stop of the keyboard is a visible link that leads to the text."""
    page.goto(paper[0] + "items/kani/")
    page.keyboard.press("Tab")
    link = page.locator(":focus")

    assert link.inner_text() == "Skip to the text"
    assert (link.bounding_box() or {"y": -1})["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#text")


def test_reading_measure(page: Page, paper: tuple[str, list[str]]) -> None:
    """On a desk the text is set at 17 pixels or more in lines of some 65 characters, right to left where it is."""
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto(paper[0] + "items/the-plank/")
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)")
    measure = page.evaluate("document.querySelector('.prose p').getBoundingClientRect().width")

    assert 17 <= size <= 19
    assert 28 <= measure / size <= 33
    page.goto(paper[0] + "items/al-bahr/")
    assert page.evaluate(
        "document.querySelector('.prose').getBoundingClientRect().right"
        " < document.querySelector('.about').getBoundingClientRect().left"
    )


def test_page_from_a_disk_has_its_style(page: Page, tmp_path: Path) -> None:
    """A page opened as a file looks the same: its style sheet is found and allowed."""
    showcase.write(tmp_path, tmp_path / "site")
    page.goto(f"file://{tmp_path}/items/the-plank/index.html")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 252, 248)"


def test_print_leaves_out_what_leads_elsewhere(page: Page, paper: tuple[str, list[str]]) -> None:
    """On paper there are no menus, and the text is black on white."""
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(paper[0] + "items/the-plank/")

    assert not page.locator("nav").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
