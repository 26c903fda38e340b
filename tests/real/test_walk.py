"""A program that follows prev-archive over HTTP, from a live feed to the first archive, misses nothing (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import feedparser
import pytest
from served import Site, site

from workbench import sentences, tree

_MB = 1_000_000
_FIRST, _MORE = 160, 60


def _story(number: int) -> str:
    """Return a document of some 7 kB, dated by its `number`, with the markup and the signs that feeds must escape."""
    told = sentences(number, 56)
    parts = [f"## {told[0]}", *(f"**{line}** & `<{number}>` *{line[:20]}*" for line in told)]
    year, month, day = 2010 + number // 24, number // 2 % 12 + 1, 5 + number % 2
    return f"---\ntitle: Story {number}\ndate: {year}-{month:02}-{day:02}\n---\n" + "\n\n".join(parts)


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a site of many long items, built once."""
    with site(tmp_path_factory.mktemp("walk"), '[items]\nduplicates = "keep"\n') as found:
        for number in range(_FIRST):
            found.put(f"{number}.md", _story(number))
        found.build()
        yield found


def _walk(url: str) -> Iterator[feedparser.FeedParserDict]:
    """Fetch the feed at `url` and each archive before it; none of them passes a megabyte."""
    seen = set()
    while url:
        assert url not in seen
        seen.add(url)
        with build_opener(ProxyHandler({})).open(url, timeout=10) as found:
            data = found.read()
        assert len(data) < _MB
        feed = feedparser.parse(data)
        assert not feed.bozo
        yield feed
        url = next((link.href for link in feed.feed.links if link.rel == "prev-archive"), "")


def _titles(url: str) -> list[str]:
    return [entry.title for feed in _walk(url) for entry in feed.entries]


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml"])
def test_the_walk_reaches_every_item_and_archives_never_change(press: Site, name: str) -> None:
    """Before and after more items come, the walk finds all; what was closed keeps its bytes."""
    there = len([path for path in press.seeds.iterdir() if path.suffix == ".md"])
    documents = list(_walk(press.url + name))
    closed = {path: data for path, data in tree(press.output).items() if path.startswith("archive/")}
    more = range(there, there + _MORE)

    assert len(documents) > 4
    assert set(_titles(press.url + name)) == {f"Story {number}" for number in range(there)}
    ids = [entry.id for document in documents[1:] for entry in document.entries]
    assert len(ids) == len(set(ids))

    for number in more:
        press.put(f"{number}.md", _story(number))
    press.build()
    after = tree(press.output)

    assert set(_titles(press.url + name)) == {f"Story {number}" for number in range(there + _MORE)}
    assert {path: after.get(path) for path in closed} == closed
    assert f"archive/{len(documents)}/{name}" in after


def _sizes(press: Site) -> dict[str, int]:
    """Return the size of each feed, in bytes, where it is a megabyte or more."""
    names = ("atom.xml", "rss.xml", "feed.json")
    sizes = {path: len(data) for path, data in tree(press.output).items() if path.endswith(names)}
    assert sizes
    return {path: size for path, size in sizes.items() if size >= _MB}


def test_no_feed_of_long_items_is_a_megabyte(press: Site) -> None:
    """No feed is too much for a program that fetches it again and again."""
    assert _sizes(press) == {}


def test_no_feed_of_dense_markup_is_a_megabyte(tmp_path: Path) -> None:
    """Nor is it where most of the text is escaped."""
    with site(tmp_path / "dense", '[items]\nduplicates = "keep"\n') as press:
        for number in range(28):
            marked = "\n\n".join("*a* **b** `<` " * 6 + line[:9] for line in sentences(number, 56))
            press.put(f"{number}.md", f"---\ntitle: Dense {number}\ndate: 2020-01-01\n---\n\n{marked}\n")
        press.build()

        assert _sizes(press) == {}


def test_no_feed_of_a_tag_is_a_megabyte(tmp_path: Path) -> None:
    """Nor is it where every item of a tag is long."""
    with site(tmp_path / "tag", '[items]\nduplicates = "keep"\n') as press:
        for number in range(20):
            text = "\n\n".join(sentences(number, 700))
            press.put(f"{number}.md", f"---\ntitle: Long {number}\ndate: 2020-01-01\ntags: [long]\n---\n\n{text}\n")
        press.build()

        assert _sizes(press) == {}
