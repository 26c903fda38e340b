"""Slugs: the words of an address, made from a title, and the address of a page, which no other page ever had.

An alias is an address of a document's own choice, from the site's root: it starts with a slash, which no slug does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

LONGEST = 80
SHORTEST = 3
FOLDED = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def slugify(text: str) -> str:
    """Return `text` as `[a-z0-9-]`, at most LONGEST characters, "" where nothing of it can be written so."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(FOLDED))
    kept = re.sub(r"['’‘`]", "", "".join(c for c in plain if not unicodedata.combining(c)))
    slug = re.sub(r"[^a-z0-9]+", "-", kept).strip("-")
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    return slug.strip("-")


def page_at(slug: str) -> str:
    """Return the path below the output folder of the page at a `slug` or an alias."""
    if slug.startswith("/"):
        return f"{slug[1:]}index.html" if slug.endswith("/") else slug[1:]
    return f"items/{slug}/index.html"


def slug_for(asked: str, title: str, id: str, is_taken: Callable[[str], bool]) -> str:
    """Return the slug of a page: `asked` or made from `title`, never one that another item has or had."""
    wanted = slugify(asked) or slugify(title)
    unique = re.sub(r"[^a-z0-9]", "", id.rpartition(":")[2].casefold())[:10]
    if len(wanted) < SHORTEST:
        wanted = f"{wanted}-{unique}".strip("-") if unique else "item"
    if not is_taken(wanted):
        return wanted
    stem = f"{wanted[: LONGEST - 11].rstrip('-')}-{unique}".rstrip("-")
    tries = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 1_000_000))
    return next(slug for slug in tries if not is_taken(slug))
