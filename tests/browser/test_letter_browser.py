"""In a real browser, the letter fits any width and can be read in every mode that mail programs force on it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import pytest
from msgspec.structs import replace

from feedpress.model import Entry
from letters import SITE, chosen, entry, item, paper, rendered, with_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

pytestmark = pytest.mark.browser

_CHROMIUM = "/usr/bin/chromium"
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
_NO_CALLS = ("--disable-background-networking", "--disable-component-update")
_WIDTHS = (320, 360, 600, 1000)
_NOWHERE = re.compile(r"^https?://")

# Each visible text: its words, its box in the page, its colour, and the nearest ground that is painted.
_TEXTS = """
() => {
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(18, 18, 18)" : "rgb(255, 255, 255)";
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const words = walker.currentNode.data.trim(), element = walker.currentNode.parentElement;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (!words || !box.width || !box.height || getComputedStyle(element).fontSize === "1px") continue;
    const style = getComputedStyle(element);
    texts.push({words: words.slice(0, 40), x: box.x, y: box.y + scrollY, width: box.width, height: box.height,
      colour: style.color, ground: ground(element), size: parseFloat(style.fontSize)});
  }
  return texts;
}
"""

# The contrast in each box of a picture: the commonest pixel is the ground, the one furthest from it the ink.
_PIXELS = """
async ([picture, boxes, scale]) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width; canvas.height = image.height;
  const paper = canvas.getContext("2d", {willReadFrequently: true});
  paper.drawImage(image, 0, 0);
  const linear = x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
  return boxes.map(box => {
    const [x, y, w, h] = [box.x, box.y, box.width, box.height].map(n => Math.max(1, Math.round(n * scale)));
    const data = paper.getImageData(x, y, w, h).data, counts = new Map();
    for (let i = 0; i < data.length; i += 4) {
      const [red, green, blue] = [data[i], data[i + 1], data[i + 2]].map(part => linear(part / 255));
      const key = (0.2126 * red + 0.7152 * green + 0.0722 * blue).toFixed(4);
      counts.set(key, (counts.get(key) || 0) + 1);
    }
    const ground = Number([...counts].sort((a, b) => b[1] - a[1])[0][0]);
    const best = Math.max(...[...counts.keys()].map(Number).map(light =>
      (Math.max(light, ground) + 0.05) / (Math.min(light, ground) + 0.05)));
    return [box.words, best];
  });
}
"""


@lru_cache(maxsize=1)
def hard() -> str:
    """Return a letter of all that is hard to set: long words, other scripts, pictures, code, wide tables."""
    wide = "<table><tr>" + "".join(f"<td>Column {n} of the table</td>" for n in range(7)) + "</tr></table>"
    long = f"<p>{'v' * 300} <code>{'c' * 200}</code></p><pre>{'p' * 200}</pre>{wide}<img src='/a.png' width='2000'>"
    first, *rest = paper()
    items = [
        replace(first, content_html=first.content_html + long),
        *rest,
        item(6, title="W" * 280, summary="w" * 300, section="S" * 80),
        item(7, title="日本語の長い見出しが続く" * 8, summary="本文がつづく。" * 40, language="ja"),
        item(
            8,
            title="كان يا ما كان في قديم الزمان",
            summary="هذا نص عربي طويل نسبيا لاختبار الاتجاه. " * 5,
            language="ar",
        ),
    ]
    settings = with_settings(content="full", items=20)
    others: list[Entry] = [entry(1), *(entry(n) for n in range(2, 900))]
    return rendered(chosen(items, others, settings=settings), settings=settings).html


@pytest.fixture(scope="module")
def player() -> Iterator[Playwright]:
    """Start the driver once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="module")
def browser(player: Playwright) -> Iterator[Browser]:
    """Start Chromium once."""
    chromium = player.chromium.launch(executable_path=_CHROMIUM, args=[*_QUIET, *_NO_CALLS])
    yield chromium
    chromium.close()


def opened(browser: Browser, html: str, width: int, scheme: Literal["light", "dark"] = "light") -> Page:
    """Open `html` in a window of `width` pixels; what it asks of other hosts is refused."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, device_scale_factor=2)
    page.route(_NOWHERE, lambda route: route.abort())
    page.set_content(html, wait_until="domcontentloaded")
    return page


def without_style(html: str) -> str:
    """Return `html` as a mail program shows it that drops every <style>."""
    return re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)


def contrast(colour: str, ground: str) -> float:
    """Return the contrast of two computed colours."""
    from feedpress.newsletter.contrast import ratio

    one, other = (
        "#" + "".join(f"{int(float(part)):02x}" for part in re.findall(r"[\d.]+", value)[:3])
        for value in (colour, ground)
    )
    return ratio(one, other)


@pytest.mark.parametrize("width", _WIDTHS)
@pytest.mark.parametrize("styled", [True, False])
def test_nothing_is_wider_than_the_window(browser: Browser, width: int, *, styled: bool) -> None:
    """No scrolling sideways at any width, with the style sheet or without, though no picture arrives."""
    page = opened(browser, hard() if styled else without_style(hard()), width)

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert (
        page.evaluate(
            "Math.max(...[...document.querySelectorAll('td,p,h2,h3,img')].map(e => e.getBoundingClientRect().right))"
        )
        <= width
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("styled", [True, False])
def test_every_text_stands_out(browser: Browser, scheme: Literal["light", "dark"], *, styled: bool) -> None:
    """Each text has a contrast of at least 4.5 to 1 and 14 pixels, in light and dark, with the sheet or without."""
    page = opened(browser, hard() if styled else without_style(hard()), 600, scheme)

    texts = page.evaluate(_TEXTS)

    faint = [
        (text["words"], text["colour"], text["ground"])
        for text in texts
        if contrast(text["colour"], text["ground"]) < 4.5
    ]
    assert len(texts) > 100
    assert faint == []
    assert min(text["size"] for text in texts) >= 14
    assert styled is False or scheme == "light" or texts[0]["ground"] == "rgb(22, 21, 19)"


@pytest.mark.parametrize("styled", [True, False])
def test_forced_darkness_leaves_it_readable(player: Playwright, *, styled: bool) -> None:
    """Where the browser turns colours round by itself, the pixels still stand out from each other."""
    html = hard() if styled else without_style(hard())
    html = html.replace("prefers-color-scheme: dark", "prefers-color-scheme: no-preference").replace(
        "light dark", "light"
    )
    chromium = player.chromium.launch(
        executable_path=_CHROMIUM, args=[*_QUIET, *_NO_CALLS, "--enable-features=WebContentsForceDark"]
    )
    page = opened(chromium, html, 600)
    texts: list[dict[str, Any]] = [text for text in page.evaluate(_TEXTS) if text["y"] < 4000]
    clip: Any = {"x": 0, "y": 0, "width": 600, "height": 4200}
    picture = "data:image/png;base64," + base64.b64encode(page.screenshot(full_page=True, clip=clip)).decode()
    blank = opened(chromium, "<p>", 600)
    found = blank.evaluate(_PIXELS, [picture, texts, 2])
    chromium.close()

    assert len(found) > 30
    assert [(words, ratio) for words, ratio in found if ratio < 4.5] == []


@pytest.mark.parametrize("width", [320, 600])
def test_buttons_are_large_enough_for_a_thumb(browser: Browser, width: int) -> None:
    """Buttons, rows of titles and the footer's links are at least 44 pixels tall."""
    page = opened(browser, hard(), width)

    heights = page.evaluate(
        "[...document.querySelectorAll('.button-link,.row-link,.foot-link')].map(e => e.getBoundingClientRect().height)"
    )

    assert len(heights) > 100
    assert min(heights) >= 44


def test_the_preheader_is_not_seen(browser: Browser) -> None:
    """The line for the list of mails takes no room in the letter, with the sheet or without."""
    for html in (hard(), without_style(hard())):
        page = opened(browser, html, 600)

        assert page.evaluate("document.querySelector('.preheader').getBoundingClientRect().height") == 0


def test_the_column_is_a_measure_of_reading(browser: Browser) -> None:
    """The column is 600 pixels wide and in the middle of a wide window, and gives way on a phone."""
    box = "(() => { const r = document.querySelector('.column').getBoundingClientRect(); return [r.x, r.width]; })()"

    assert opened(browser, hard(), 1000).evaluate(box) == [200, 600]
    assert opened(browser, hard(), 360).evaluate(box) == [0, 360]


def test_nothing_is_fetched(browser: Browser) -> None:
    """A letter without pictures asks no host for anything."""
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(rendered(chosen()).html)

    assert asked == []
    assert SITE.url in page.content()
