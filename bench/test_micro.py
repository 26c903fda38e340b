"""Micro-benchmarks (pytest-benchmark): what the parts of a build cost in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import corpora
import pytest
from msgspec.structs import replace

from feedpress import corpus, normalize, templating
from feedpress.feeds import atom, jsonfeed, rss
from feedpress.model import Feed, Item, Manuscript, Settings, Site
from feedpress.newsletter import edition, letter
from feedpress.newsletter.settings import Newsletter
from feedpress.normalize import duplicates
from feedpress.normalize.duplicates import Sketch

Benchmark = Callable[..., object]

SITE = Site(title="Bench", url="https://bench.example/")
SETTINGS = Settings(site_url=SITE.url)
MAKER = corpora.Maker(1, 0.05)
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title><script>menu()</script></head>
<body><nav><a href="/">Home</a> <a href="/about">About</a></nav><article><h1>{title}</h1>{body}</article>
<footer>Bench, all rights reserved</footer></body></html>"""


def page(made: corpora.Made) -> str:
    """Return a document as a saved page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in made.paragraphs)
    return PAGE.format(title=made.title, body=body)


FORMS = {"a.md": corpora.markdown, "a.txt": corpora.text, "a.html": page}


def manuscript(path: str, data: bytes) -> Manuscript:
    """Read one document and normalize it, as a worker does."""
    documents, _ = corpus.read(path, data)
    document = next(iter(documents))
    normalize.survey(document)
    return normalize.manuscript(document, SETTINGS, {})


def items(count: int) -> tuple[Item, ...]:
    """Return the items of the newest documents."""
    found = []
    for number in range(count):
        told = manuscript("a.md", corpora.markdown(MAKER.make(number)).encode())
        moment = MAKER.make(number).day
        url = f"{SITE.url}items/{number}/"
        found.append(
            Item(
                id=f"urn:uuid:{number:032}",
                url=url,
                slug=str(number),
                title=told.title,
                published=moment,
                updated=moment,
                language="en",
                summary=told.summary,
                content_html=told.content_html,
                content_text=told.content_text,
                tags=told.tags,
                origins=told.origins,
            )
        )
    return tuple(reversed(found))


@pytest.fixture(scope="module")
def feed() -> Feed:
    """Return a feed of 50 items with their whole text."""
    newest = items(50)
    return Feed(
        id="urn:uuid:0",
        title=SITE.title,
        self_url=f"{SITE.url}atom.xml",
        home_url=SITE.url,
        updated=newest[0].updated,
        items=newest,
        site=SITE,
    )


@pytest.mark.parametrize("name", FORMS)
def test_normalize(benchmark: Benchmark, name: str) -> None:
    """Reading and normalizing one document of 800 words."""
    data = FORMS[name](MAKER.make(7)).encode()

    assert benchmark(manuscript, name, data)


@pytest.mark.parametrize("render", [atom.render, rss.render, jsonfeed.render], ids=["atom", "rss", "json"])
def test_feed_of_50(benchmark: Benchmark, render: Callable[[Feed], bytes], feed: Feed) -> None:
    """Rendering a feed of 50 items."""
    assert benchmark(render, feed)


def test_letter_of_12(benchmark: Benchmark, tmp_path: Path) -> None:
    """Rendering, inlining and fitting the letter of 12 items."""
    templates = templating.load(tmp_path, language="en", timezone="UTC")
    newsletter = replace(Newsletter(), unsubscribe_url="https://bench.example/unsubscribe")
    newest = items(12)
    stories, briefs = edition.choose(newest, (), newsletter)
    told = edition.Edition(
        id="2025-01-01",
        number=1,
        date=newest[0].published,
        title=SITE.title,
        url=f"{SITE.url}newsletter/2025-01-01/",
        archive_url=f"{SITE.url}newsletter/",
        language=SITE.language,
        stories=stories,
        briefs=briefs,
    )

    assert benchmark(letter.render, told, settings=newsletter, site=SITE, templates=templates)


def test_sketch(benchmark: Benchmark) -> None:
    """Sketching one document of 800 words."""
    text = manuscript("a.md", corpora.markdown(MAKER.make(7)).encode()).content_text

    assert benchmark(duplicates.sketch, text)


def test_copies_among_1000(benchmark: Benchmark) -> None:
    """Finding the copies of one document among 1,000 by their sketches."""
    sketches = [_sketch(number) for number in range(1_000)]
    index: dict[int, list[int]] = {}
    for number, sketch in enumerate(sketches):
        for anchor in duplicates.anchors(sketch.hashes):
            index.setdefault(anchor, []).append(number)
    copy = next(number for number in range(999, 0, -1) if MAKER.original_of(number) is not None)

    def found() -> list[int]:
        near = {other for anchor in duplicates.anchors(sketches[copy].hashes) for other in index[anchor]}
        return sorted(other for other in near if duplicates.is_same(sketches[copy], sketches[other]))

    assert MAKER.original_of(copy) in benchmark(found)  # type: ignore[operator]


def _sketch(number: int) -> Sketch:
    made = MAKER.make(number)
    hashes, shingles = duplicates.sketch(" ".join(made.paragraphs))
    return Sketch(hashes, shingles, made.title, str(number))
