"""In a real browser nothing of a hostile corpus runs: not on pages, in the letter, in feeds, nor in files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from workbench import DRAFTING, Bench, sentences

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog

pytestmark = pytest.mark.browser

_CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
_HOSTILE = (
    "<script>alert(1)</script>",
    "</title></script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><img src=x onerror=alert(1)></template><!--><img src=x onerror=alert(1)>-->",
    "<details open ontoggle=alert(1)>x</details><input autofocus onfocus=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src='https://w.soundcloud.com/player/?url=https%3A//x%22onfocus=alert(1)%20autofocus='></iframe>",
    "<a href='java&#10;script:alert(1)'>x</a><a href='&#1;javascript:alert(1)'>y</a>",
    "<base href='javascript:alert(1)//'><a href=x>x</a>",
    "&lt;img src=x onerror=alert(1)&gt; &amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'><link rel=stylesheet href='javascript:alert(1)'>",
    "{{ ''.__class__ }}{% include 'x' %} <style>@import 'javascript:alert(1)'</style>",
)
_ACTING = '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg xmlns="http://www.w3.org/2000/svg"/>'
_PULL = """() => document.querySelectorAll("a, details, img, summary").forEach(each => {
  if (/^(?:javascript|data|vbscript):/i.test(each.href || "")) alert(each.href);
  each.dispatchEvent(new Event("mouseover", {bubbles: true}));
  each.focus();
})"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Chromium once."""
    from playwright.sync_api import sync_playwright  # only where these tests are asked for

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_CHROMIUM, args=list(_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Open a browser that heeds no policy of the page's own and asks no host for anything."""
    context = chromium.new_context(bypass_csp=True)
    context.route("http*://**", lambda route: route.abort())
    yield context
    context.close()


def published(folder: Path) -> Path:
    """Publish what is hostile in every place of a document, in every format; return the output."""
    bench = Bench(folder, DRAFTING)
    bench.put("plan.svg", _ACTING)
    rows = []
    for number, bad in enumerate(_HOSTILE):
        said = [" ".join(sentences(10 * number + each)) for each in range(3)]
        fields = {"title": f"{number} {bad}", "author": bad, "tags": [bad], "summary": bad, "image": bad}
        head = "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items())
        bench.put(f"{number}.md", f"---\n{head}---\n\n![plan](plan.svg)\n\n{bad}\n\n{said[0]}\n")
        bench.put(
            f"{number}.html", f"<title>{bad}</title><article><h1>{number} {bad}</h1><p>{bad}<p>{said[1]}</article>"
        )
        rows.append(json.dumps({**fields, "id": bad, "url": bad, "content_html": f"{bad}<p>{said[2]}</p>"}))
    bench.put("rows.jsonl", "\n".join(rows))
    bench.build()
    return bench.output


def carried(output: Path) -> Iterator[str]:
    """Yield every text of the feeds, as a reader would put it on a page that takes all for HTML."""
    for path in chain(output.glob("*.xml"), output.glob("tags/*/rss.xml")):
        yield from filter(None, (element.text for element in ET.parse(path).iter()))
    yield from (item["content_html"] for item in json.loads((output / "feed.json").read_text())["items"])


def test_nothing_of_a_hostile_corpus_runs(context: BrowserContext, tmp_path: Path) -> None:
    """Each page, the letter and the feeds' texts open without a script, a handler or an address that is code."""
    output = published(tmp_path)
    (tmp_path / "reader.html").write_text(f"<meta charset=utf-8>{'<hr>'.join(carried(output))}")
    (tmp_path / "proof.html").write_text(_HOSTILE[2])
    heard: list[str] = []
    page = context.new_page()

    def hear(dialog: Dialog) -> None:
        heard.append(page.url)
        dialog.dismiss()

    page.on("dialog", hear)
    pages = chain(*map(output.glob, ("*.html", "items/*/*.html", "newsletter/draft/*.html")))
    for path in (*sorted(pages), tmp_path / "reader.html", tmp_path / "proof.html"):
        page.goto(path.as_uri())
        page.evaluate(_PULL)

    assert heard == [(tmp_path / "proof.html").as_uri()]
    assert [path.name for path in output.rglob("*.svg")] == ["icon.svg"]
