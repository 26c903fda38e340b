"""Judge the lists of addresses: outlines, sitemaps, robots.txt."""

from __future__ import annotations

from collections.abc import Iterator

from feedpress.check import parsing
from feedpress.check.finding import AGAIN, Finding
from feedpress.check.web import Web
from feedpress.feeds.tree import Node, root_of

_MOST_URLS = 50_000
_MOST_BYTES = 50_000_000
_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def outline(path: str, data: bytes, web: Web) -> Iterator[Finding]:
    """Find all that is wrong with the OPML outline `data`."""
    try:
        root = root_of(data)
    except ValueError as error:
        yield Finding("O101", path, f"doesn't parse: {error}", AGAIN)
        return
    if root.tag != "opml" or root.get("version") != "2.0":
        yield Finding("O102", path, "is not OPML 2.0", AGAIN)
    if not root.findtext("head/title"):
        yield Finding("O102", path, "has no title", "set [site] title")
    for element in root.iter("outline"):
        yield from _outline(path, element)
        for name in ("xmlUrl", "htmlUrl"):
            web.follow(element.get(name, ""), path)


def _outline(path: str, element: Node) -> Iterator[Finding]:
    wanted = ("text", "title", "xmlUrl") if element.get("type") == "rss" else ("text",)
    for name in wanted:
        if not element.get(name):
            yield Finding("O102", path, f"an outline has no {name}: {dict(element.attrib)}", AGAIN)


def sitemap(path: str, data: bytes, web: Web) -> Iterator[Finding]:
    """Find all that is wrong with the sitemap, or index of sitemaps, `data`."""
    try:
        root = root_of(data)
    except ValueError as error:
        yield Finding("S101", path, f"doesn't parse: {error}", AGAIN)
        return
    places = root.findall(f"{_NAMESPACE}url") + root.findall(f"{_NAMESPACE}sitemap")
    if len(places) > _MOST_URLS or len(data) > _MOST_BYTES:
        yield Finding("S102", path, f"has {len(places):,} addresses in {len(data):,} bytes", AGAIN)
    reached = frozenset(web.reached)
    for place in places:
        address, changed = (place.findtext(_NAMESPACE + name) or "" for name in ("loc", "lastmod"))
        moment = parsing.rfc3339(changed)
        if not address.startswith(web.url) or (moment and moment.time is None):
            yield Finding("S105", path, f'"{address}" of "{changed}" is no address and time of this site', AGAIN)
        target = web.follow(address, path)
        if target in web.unlisted:
            yield Finding("S103", path, f"lists {target}, which is not for search engines", AGAIN)
        elif target and target.endswith(".html") and target not in reached:
            yield Finding("P108", target, "is in the sitemap, but no page leads there", AGAIN)


def robots(path: str, data: bytes, web: Web) -> Iterator[Finding]:
    """Find all that is wrong with the robots.txt `data`: it names the sitemap, if there is one."""
    lines = (line.partition(":") for line in data.decode("utf-8", "replace").splitlines())
    named = [address.strip() for field, _, address in lines if field.lower() == "sitemap"]
    if "sitemap.xml" in web.paths and f"{web.url}sitemap.xml" not in named:
        yield Finding("S104", path, f"doesn't name {web.url}sitemap.xml", "build again")
    for address in named:
        web.follow(address, path)
