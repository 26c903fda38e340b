"""Addresses and times go in; sitemaps (sitemaps.org 0.9) and a robots.txt (RFC 9309) come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from feedpress.feeds import wording
from feedpress.times import rfc3339

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def render(urls: Sequence[tuple[str, datetime]]) -> bytes:
    """Return a sitemap of `urls`, each with the time it changed; no more than 50,000 of them, says the protocol."""
    return _document("urlset", "url", urls)


def index(sitemaps: Sequence[tuple[str, datetime]]) -> bytes:
    """Return an index of `sitemaps`, each an address with the time it changed."""
    return _document("sitemapindex", "sitemap", sitemaps)


def robots(site_url: str) -> bytes:
    """Return a robots.txt that keeps nobody out and names the sitemap of the site at `site_url`, which ends in /."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {wording.address(site_url)}sitemap.xml\n".encode()


def _document(root: str, element: str, places: Iterable[tuple[str, datetime]]) -> bytes:
    lines = (
        f"  <{element}><loc>{escape(wording.address(url))}</loc><lastmod>{rfc3339(changed)}</lastmod></{element}>"
        for url, changed in places
    )
    opening = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">'
    return "\n".join((opening, *lines, f"</{root}>", "")).encode()
