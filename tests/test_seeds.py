"""The sample corpus, built by the command: what a first look at feedpress shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_SEEDS = Path(__file__).parents[1] / "seeds"
_ONE_STORY = {"technology/001_2b7f90e4a1cd6853.txt", "technology/004_c05e18d79b2f4a36.txt"}
_RADIO = "harbour-radio.rss"
_TITLES = {
    "technology/000_9d41c6b07e35fa28.txt": ["Two Founders Ask Europe to Bet on Open-Source AI"],
    "technology/001_2b7f90e4a1cd6853.txt": ["Open Models Find Two Heavyweight Friends"],
    "technology/002_64ae03bd5f9172c8.txt": ["Let Them Give It Away"],
    "technology/003_8f2d7c5016eb94ad.txt": ["Zuckerberg: ‘A good future with AI will be an open one’"],
    "technology/004_c05e18d79b2f4a36.txt": ["Open Models Find Two Heavyweight Friends"],
    "2026-03-14-the-mill-clock.md": ["The Clock That Runs Nine Minutes Late"],
    "daftar-al-madd.md": ["دفتر المدّ والجزر"],
    "die-seilerin-von-altenfehn.md": ["Die Seilerin von Altenfehn"],
    _RADIO: ["Letters From the Lighthouse Kitchen", "Seven Kinds of Rope", "The Man Who Records Fog"],
    "lights-in-the-tide-pools.md": ["Counting Lights in the Tide Pools"],
    "notebook.jsonl": ["A Map of Quiet", "The Library of Borrowed Tools", "Why the Ferry Hoots Twice"],
    "saved/the-press-in-the-cellar.html": ["The Press in the Cellar"],
    "the-bread-that-waits.md": ["The Bread That Waits"],
    "the-weather-ship.txt": ["What the Weather Ship Left Behind"],
}
_NOISE = (
    "×",
    "Written by",
    "Published on",
    "Sign Me Up",
    "Start the day with our newsletter",
    "Leave a Reply",
    "Subscribe and the next",
    "Recent News",
    "Recent Stories",
    "We use a few cookies",
    "Sign up for our newsletter",
    "The umbrella surgeon",
    "All rights reserved",
    "3 min read",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the seeds into a site of their own."""
    folder = tmp_path_factory.mktemp("site")
    _feedpress("-C", str(folder), "build", "--corpus", str(_SEEDS), "-q")
    return folder


@pytest.fixture(scope="module")
def items(site: Path) -> list[dict[str, Any]]:
    """List what `site` publishes."""
    return [json.loads(line) for line in _feedpress("-C", str(site), "items", "--json").splitlines()]


def _feedpress(*arguments: str) -> str:
    command = [str(Path(sys.executable).with_name("feedpress")), *arguments]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("FEEDPRESS_")}
    return subprocess.run(command, check=True, env=clean, stdout=subprocess.PIPE, text=True).stdout


def _only(items: list[dict[str, Any]], path: str) -> dict[str, Any]:
    (item,) = (item for item in items if path in [source["path"] for source in item["sources"]])
    return item


def test_each_document_ends_as_an_item_with_its_own_title(items: list[dict[str, Any]]) -> None:
    """No sample is left out, and each is headed by the words its author would have chosen."""
    found: dict[str, list[str]] = {}
    for item in items:
        for source in item["sources"]:
            found.setdefault(source["path"], []).append(item["title"])

    assert {path: sorted(titles) for path, titles in found.items()} == _TITLES


def test_two_copies_of_a_story_are_one_item(items: list[dict[str, Any]]) -> None:
    """The copy without a headline lends its fuller text, the other its headline."""
    item = _only(items, min(_ONE_STORY))

    assert {source["path"] for source in item["sources"]} == _ONE_STORY
    assert "turning its attention, and its spending" in item["content_text"]


def test_noise_around_a_text_is_gone(items: list[dict[str, Any]]) -> None:
    """Buttons, empty labels, pitches, comment forms and page furniture reach no item."""
    kept = [(item["title"], noise) for item in items for noise in _NOISE if noise in item["content_text"]]

    assert kept == []


def test_other_stories_at_the_end_become_teasers(items: list[dict[str, Any]]) -> None:
    """A tail is taken apart into headlines, texts and the dates glued to them, and dates nothing else."""
    item = _only(items, min(_ONE_STORY))
    dates = {teaser["title"]: teaser["published"] for teaser in item["teasers"]}

    assert len(dates) == 6
    assert (dates["The purple cables that tie the data centres together"] or "").startswith("2025-10-17")
    assert dates["The unofficial chatbot is already in the building"] is None
    assert [other["title"] for other in items if other["teasers"] and other["id"] != item["id"]] == []
    assert item["provenance"]["published"]["from"] == "first-seen"


def test_structure_survives(items: list[dict[str, Any]]) -> None:
    """Bare headings, pull quotes and lists are marked up as what they are."""
    count = {path: _only(items, path)["content_html"].count for path in _TITLES if len(_TITLES[path]) == 1}

    assert count["technology/000_9d41c6b07e35fa28.txt"]("<h2") == 9
    assert count["technology/000_9d41c6b07e35fa28.txt"]("<li") == 16
    assert count["technology/002_64ae03bd5f9172c8.txt"]("<blockquote") == 2
    assert count["technology/002_64ae03bd5f9172c8.txt"]("<h2") == 3
    assert count["the-weather-ship.txt"]("<h2") == 2
    assert count["the-bread-that-waits.md"]("<table") == 1
    assert count["saved/the-press-in-the-cellar.html"]("<blockquote") == 1


@pytest.mark.parametrize(
    ("path", "published", "author", "language"),
    [
        ("2026-03-14-the-mill-clock.md", "2026-03-14", "Ines Calder", "en"),
        ("daftar-al-madd.md", "2026-06-19", "سلمى الخطيب", "ar"),
        ("die-seilerin-von-altenfehn.md", "2026-05-08", "Henrike Asmus", "de"),
        ("lights-in-the-tide-pools.md", "2026-08-29", "Jonah Whitlock", "en"),
        ("saved/the-press-in-the-cellar.html", "2026-09-18", "Edda Marsh", "en"),
        ("the-bread-that-waits.md", "2026-02-21", "Marguerite Oyelaran", "en"),
        ("the-weather-ship.txt", "2026-07-18", "Ines Calder", "en"),
    ],
)
def test_what_a_document_says_of_itself_is_believed(
    items: list[dict[str, Any]], path: str, published: str, author: str, language: str
) -> None:
    """Date, author and language come from the document's own front matter, metadata or labels."""
    item = _only(items, path)

    assert item["published"][:10] == published
    assert [person["name"] for person in item["authors"]] == [author]
    assert item["language"] == language


def test_a_recording_is_enclosed(site: Path) -> None:
    """An enclosure of a feed in the corpus is an enclosure of ours, with its length and type."""
    link = 'url="https://harbour-radio.example/audio/long-wave-17.mp3"'
    (enclosure,) = [piece for piece in (site / "dist/rss.xml").read_text().split("<enclosure ")[1:] if link in piece]

    assert 'length="18874368"' in enclosure.partition(">")[0]
    assert 'type="audio/mpeg"' in enclosure.partition(">")[0]


def test_a_picture_and_a_link_between_documents_lead_somewhere(site: Path, items: list[dict[str, Any]]) -> None:
    """The picture beside a document is published, and a link to another document goes to that one's page."""
    mill, bread = _only(items, "2026-03-14-the-mill-clock.md"), _only(items, "the-bread-that-waits.md")

    assert f'href="{bread["url"]}"' in mill["content_html"]
    assert f'href="{mill["url"]}"' in bread["content_html"]
    assert (_SEEDS / "mill-clock.png").read_bytes() in [path.read_bytes() for path in (site / "dist").rglob("*.png")]


def test_a_right_to_left_page_says_so(site: Path, items: list[dict[str, Any]]) -> None:
    """The page of an Arabic text is set from right to left."""
    page = site / "dist/items" / _only(items, "daftar-al-madd.md")["slug"] / "index.html"

    assert 'dir="rtl"' in page.read_text()
