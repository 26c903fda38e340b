"""One pass over a published folder, page by page, feed by feed; then what only the whole can show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from feedpress.check import archives, feeds, letters, lists, markup, pages, parsing
from feedpress.check.facts import FeedFacts
from feedpress.check.finding import AGAIN, Finding, Memory
from feedpress.check.shelf import Shelf, survey
from feedpress.check.web import Web
from feedpress.feeds.tree import root_of
from feedpress.formats import ATOM, FILES, JSON
from feedpress.model import Site

_NOTHING = Memory()


def judge(site: Site, output: Path, *, memory: Memory = _NOTHING) -> tuple[Finding, ...]:
    """Return every promise that the folder `output` breaks, as `site` is served from it, sorted by file and code.

    Raise OutsideError where a file cannot be read. Nothing is fetched and nothing is written.
    """
    shelf = survey(output)
    if pages.HOME not in shelf.paths:
        return (Finding("L101", pages.HOME, "is not there", "run feedpress build"),)
    web = Web(site.url, shelf.paths)
    found = [*_pages(shelf, web, memory), *_lists(shelf, web), *_feeds(shelf, web, memory)]
    found += letters.judge(shelf, site, web)
    if memory.kept is not None:
        found += archives.kept(shelf, survey(memory.kept))
    return tuple(sorted({*found, *web.findings()}, key=lambda finding: (finding.path, finding)))


def _pages(shelf: Shelf, web: Web, memory: Memory) -> Iterator[Finding]:
    for path in shelf.paths:
        if path.endswith(".html") and not path.endswith("/email.html"):
            facts = markup.page(shelf.read(path))
            if not facts.is_indexed or facts.is_redirect:
                web.unlisted.add(path)
            address = web.url + path.removesuffix("index.html")
            yield from pages.judge(path, facts, web, source=memory.sources.get(address, ""))


def _ours(shelf: Shelf) -> Iterator[str]:
    """Return the paths of `shelf` but for those in the folders of items: a file there is the author's own."""
    return (path for path in shelf.paths if not path.startswith("items/"))


def _lists(shelf: Shelf, web: Web) -> Iterator[Finding]:
    for path in _ours(shelf):
        name = PurePosixPath(path).name
        if name.endswith(".opml"):
            yield from lists.outline(path, shelf.read(path), web)
        elif name.startswith("sitemap") and name.endswith(".xml"):
            yield from lists.sitemap(path, shelf.read(path), web)
        elif path == "robots.txt":
            yield from lists.robots(path, shelf.read(path), web)


def _feeds(shelf: Shelf, web: Web, memory: Memory) -> Iterator[Finding]:
    known: dict[str, FeedFacts] = {}
    for path in _ours(shelf):
        if not path.endswith((".xml", JSON.file)) or PurePosixPath(path).name.startswith("sitemap"):
            continue
        data = shelf.read(path)
        try:
            facts = _feed(path, data)
        except ValueError as error:
            yield Finding("F101", path, f"doesn't parse: {error}", AGAIN)
            continue
        if facts:
            yield from feeds.judge(feeds.Subject(path, len(data), facts, web, memory))
            known[path] = facts._replace(entries=tuple(entry._replace(content="") for entry in facts.entries))
    yield from archives.judge(known, web)
    yield from _formats(known)


def _feed(path: str, data: bytes) -> FeedFacts | None:
    """Return the facts of the feed `data`, None where it is XML of another kind."""
    if path.endswith(".json"):
        return parsing.json_feed(data)
    root = root_of(data)
    if root.tag == "rss":
        return parsing.rss(root)
    return parsing.atom(root) if root.tag == "{http://www.w3.org/2005/Atom}feed" else None


def _formats(known: dict[str, FeedFacts]) -> Iterator[Finding]:
    """Compare the formats that lie in one folder, archives aside: their blocks may close at other items."""
    for path in known:
        folder = path.removesuffix(ATOM.file)
        if path != folder and not path.startswith("archive/"):
            beside = {folder + name: known[folder + name] for name in FILES if folder + name in known}
            yield from feeds.formats(path, beside)
