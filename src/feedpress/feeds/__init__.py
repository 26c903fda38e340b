"""A feed goes in; Atom, RSS and JSON bytes come out, and the outline, sitemaps and robots.txt beside them.

    soundness ─▶ atom, rss (feedgen, mended by entry and extension), jsonfeed        one item that cannot be written
    wording, dates: text and times as every format wants them                        is left out, never the feed
    opml, sitemap: lists of addresses

Each module has a `render`, a pure function: the same value gives the same bytes in any time zone, locale and process.
Import the module of the format you want; feedgen and lxml come with atom and rss alone.
"""

from __future__ import annotations

from feedpress.feeds.soundness import sound

__all__ = ["sound"]
