"""Turn items and lists of items into HTML pages, as bytes.

item ─▶ item.py        entries ─▶ lists.py        feeds, moves, losses ─▶ notices.py
                all through a Look: the site, its templates, its words
"""

from feedpress.pages.editions import edition, newsletter
from feedpress.pages.item import item
from feedpress.pages.lists import home, index, listing, year
from feedpress.pages.look import Look
from feedpress.pages.notices import FeedView, feeds, gone, moved, not_found

__all__ = [
    "FeedView",
    "Look",
    "edition",
    "feeds",
    "gone",
    "home",
    "index",
    "item",
    "listing",
    "moved",
    "newsletter",
    "not_found",
    "year",
]
