"""Pages of the newsletter: the list of editions, and an edition as a page, made from what `edition.json` holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from feedpress.model import Link
from feedpress.pages.look import Look

Record: TypeAlias = Mapping[str, Any]  # edition.json, parsed

_BY_TITLE = frozenset({"title", "counted"})  # treatments


def newsletter(look: Look, editions: Sequence[Record], feeds: tuple[Link, ...] = ()) -> bytes:
    """Render the list of `editions`, newest first, with the `feeds` of editions.

    Of each edition it takes `url`, `number`, `subject`, `preheader` and `date`, an RFC 3339 date.
    """
    url = f"{look.site.url}newsletter/"
    rows = [{**edition, "href": look.way(url, edition["url"]), "date": _moment(edition)} for edition in editions]
    return look.page("newsletter", url, title=look.word("newsletter"), editions=rows, own_feeds=feeds)


def edition(look: Look, edition: Record, *, is_draft: bool = False) -> bytes:
    """Render the web page of `edition`, the content of an `edition.json`; a draft is not for search engines.

    Every story is on it, also those for which the letter had no room.
    """
    url = edition["url"]
    stories = [_story(look, url, story) for story in edition["items"]]
    told = [story for story in stories if story["treatment"] not in _BY_TITLE]
    rest = [story for story in told if not story["lead"]]
    names = dict.fromkeys(story["section"] for story in rest)
    return look.page(
        "edition",
        url,
        title=edition["subject"],
        description=edition["preheader"],
        edition=edition,
        date=_moment(edition),
        lead=next((story for story in told if story["lead"]), None),
        chapters=[(name, [story for story in rest if story["section"] == name]) for name in names],
        also=[story for story in stories if story["treatment"] in _BY_TITLE],
        is_draft=is_draft,
        is_indexed=not is_draft,
    )


def _story(look: Look, url: str, story: Record) -> Record:
    """Return `story` as the template shows it: `html` where it is told in full, else its `summary` is.

    `image` is there for a lead story, and for one of which there is nothing else to show.
    """
    lang, side = look.tongue(story["language"])
    is_pictured = story["lead"] or not (story["summary"] or story["content_html"])
    return {
        **story,
        "href": look.way(url, story["url"]),
        "lang": lang,
        "dir": side,
        "authors": ", ".join(story["authors"]),
        "html": story["content_html"],
        "image": story["image"] if is_pictured and story["image"] not in story["content_html"] else "",
    }


def _moment(edition: Record) -> datetime:
    return datetime.fromisoformat(edition["date"])
