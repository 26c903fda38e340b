"""Walk from the live feeds to the first item: every archive document there, marked, and unchanged (RFC 5005 §4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from feedpress.check.facts import FeedFacts
from feedpress.check.finding import Finding
from feedpress.check.shelf import Shelf
from feedpress.check.web import Web
from feedpress.formats import XML

LIVE = tuple(form.file for form in XML)
_FOLDER = "archive/"
_KEPT = (_FOLDER, "newsletter/")
_ANEW = "build again with --full"
_RESTORE = "build again with --full: it is written from the bytes that were kept"


def judge(feeds: Mapping[str, FeedFacts], web: Web) -> Iterator[Finding]:
    """Find all that is wrong with the archives that the live ones among `feeds` lead to."""
    reached: set[str] = set()
    for live in LIVE:
        if live in feeds:
            yield from _walk(live, feeds, web, reached)
    for path, feed in feeds.items():
        if path.startswith(_FOLDER) and path not in reached:
            yield Finding("A105", path, "no chain of prev-archive links leads here", _ANEW)
        elif feed.is_archive and path not in reached:
            yield Finding("A102", path, "has fh:archive, but is no archive", _ANEW)


def _walk(live: str, feeds: Mapping[str, FeedFacts], web: Web, reached: set[str]) -> Iterator[Finding]:
    """Follow the chain that starts at `live`, adding what it reaches to `reached`."""
    path, seen = live, {live}
    while address := feeds[path].links.get("prev-archive"):
        target = web.target(address)
        if target is None or target not in feeds:
            yield Finding("A101", path, f"its archive is {address}, where there is no feed", _RESTORE)
            return
        if target in seen:
            yield Finding("A104", path, f"its archive is {target}, which comes later in the chain", _RESTORE)
            return
        path = target
        seen.add(path)
        reached.add(path)
        yield from _document(path, feeds[path], web.url + live)
        if following := feeds[path].links.get("next-archive"):
            web.follow(following, path)


def _document(path: str, feed: FeedFacts, current: str) -> Iterator[Finding]:
    if not feed.is_archive:
        yield Finding("A102", path, "has no fh:archive: a reader takes it for the live feed", _RESTORE)
    if feed.links.get("current") != current:
        what = f"names {feed.links.get('current') or 'nothing'} as current, not {current}"
        yield Finding("A103", path, what, _RESTORE)
    if not {"prev-archive", "next-archive"} & feed.links.keys():
        yield Finding("A107", path, "has no neighbour: validators call it incomplete", _RESTORE)


def kept(shelf: Shelf, keeper: Shelf) -> Iterator[Finding]:
    """Find what `shelf` has not, or other than `keeper` keeps it: closed archives and frozen editions."""
    there = set(shelf.paths)
    unwritten = tuple(live for live in LIVE if live not in there)  # kept for the day on which the format comes back
    for path in keeper.paths:
        if not path.startswith(_KEPT) or (path.startswith(_FOLDER) and path.endswith(unwritten)):
            continue
        if path not in there:
            yield Finding("A106", path, "is kept, but not published", _RESTORE)
        elif shelf.read(path) != keeper.read(path):
            yield Finding("A106", path, "is not the bytes that were kept", _RESTORE)
