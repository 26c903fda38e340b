"""Pages of the newsletter: the list of editions, and an edition as a page, made from what `edition.json` holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from feedpress.model import Link
from feedpress.pages.look import Look

Record = Mapping[str, Any]  # edition.json, parsed


class StoryView(NamedTuple):
    """A story of an edition as the template shows it: `html` where it is told in full, else its `summary` is.

    `image` is there for a lead story, and for one of which there is nothing else to show.
    """

    href: str
    title: str
    lang: str
    dir: str
    authors: str
    summary: str
    html: str
    image: str


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
    stories = [(story, _story(look, url, story)) for story in edition["items"]]
    told = [(story, shown) for story, shown in stories if story["treatment"] not in {"title", "counted"}]
    names = dict.fromkeys(story["section"] for story, _ in told if not story["lead"])
    return look.page(
        "edition",
        url,
        title=edition["subject"],
        description=edition["preheader"],
        edition=edition,
        date=_moment(edition),
        lead=next((shown for story, shown in told if story["lead"]), None),
        chapters=[(name, _of_section(told, name)) for name in names],
        also=[shown for story, shown in stories if story["treatment"] in {"title", "counted"}],
        is_draft=is_draft,
        is_indexed=not is_draft,
    )


def _of_section(told: Iterable[tuple[Record, StoryView]], name: str) -> list[StoryView]:
    return [shown for story, shown in told if story["section"] == name and not story["lead"]]


def _story(look: Look, url: str, story: Record) -> StoryView:
    lang, side = look.tongue(story["language"])
    is_pictured = story["lead"] or not (story["summary"] or story["content_html"])
    return StoryView(
        href=look.way(url, story["url"]),
        title=story["title"],
        lang=lang,
        dir=side,
        authors=", ".join(story["authors"]),
        summary=story["summary"],
        html=story["content_html"],
        image=story["image"] if is_pictured and story["image"] not in story["content_html"] else "",
    )


def _moment(edition: Record) -> datetime:
    return datetime.fromisoformat(edition["date"])
