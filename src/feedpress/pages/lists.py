"""Pages that list items: the front page, years, tags, authors, folders, languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from feedpress.model import Entry, Link, ListKind
from feedpress.pages.look import Look

_WITH_SUMMARY = 8  # items after the lead that show their first words; the rest go by title


class EntryView(NamedTuple):
    """An entry as templates show it: `href` relative, `lang` and `dir` "" where they are the site's."""

    href: str
    title: str
    lang: str
    dir: str
    entry: Entry
    authors: str


def home(look: Look, newest: Sequence[Entry], years: Sequence[tuple[int, int]]) -> bytes:
    """Render the front page of the `newest` items, the first as the lead, and the `years` with their counts."""
    rows = _rows(look, look.site.url, newest)
    return look.page(
        "home",
        look.site.url,
        title=look.site.title,
        description=look.site.description,
        lead=rows[0] if rows else None,
        stories=rows[1 : 1 + _WITH_SUMMARY],
        days=_by_day(look, rows[1 + _WITH_SUMMARY :]),
        years=years,
    )


def year(look: Look, year: int, entries: Sequence[Entry], years: Sequence[tuple[int, int]]) -> bytes:
    """Render all `entries` of a `year`, newest first, by month and day; `years` with their counts lead to the others.

    A year may hold 10,000 items and more: its rows are as light as they can be.
    """
    url = f"{look.site.url}{year}/"
    return look.page("year", url, title=str(year), year=year, months=_by_month(look, url, entries), years=years)


def listing(  # noqa: PLR0913, PLR0917 - a list is all of these
    look: Look, kind: ListKind, label: str, entries: Sequence[Entry], feeds: tuple[Link, ...], total: int
) -> bytes:
    """Render the newest `entries` of the `total` under `label`, a tag, author, folder or language, with its `feeds`."""
    url = look.place(kind, label)
    days = _by_day(look, _rows(look, url, entries))
    own = {"own_feeds": feeds, "shown": len(entries), "total": total}
    return look.page("listing", url, title=label, kind=look.word(kind), days=days, **own)


def index(look: Look, kind: ListKind, rows: Sequence[tuple[str, str, int]]) -> bytes:
    """Render the index of a `kind`: `rows` of label, URL and count of items, in the order they are to appear."""
    url = f"{look.site.url}{kind}s/"
    links = [(label, look.way(url, address), count) for label, address, count in rows]
    return look.page("index", url, title=look.word(f"{kind}s"), rows=links)


def _rows(look: Look, url: str, entries: Iterable[Entry]) -> list[EntryView]:
    return [
        EntryView(
            look.way(url, entry.url),
            entry.title,
            *look.tongue(entry.language),
            entry,
            ", ".join(person.shown for person in entry.authors),
        )
        for entry in entries
    ]


def _by_day(look: Look, rows: Sequence[EntryView]) -> list[tuple[Entry, list[EntryView]]]:
    """Group `rows` that follow each other by day in the site's time zone; an added day is not a published one."""
    zone = ZoneInfo(look.site.timezone)
    days = groupby(rows, lambda row: (row.entry.published.astimezone(zone).date(), row.entry.is_dated))
    return [(group[0].entry, group) for group in (list(rows) for _, rows in days)]


def _by_month(look: Look, url: str, entries: Sequence[Entry]) -> list[tuple[Entry, list[tuple[object, ...]]]]:
    zone, up, root, own = ZoneInfo(look.site.timezone), look.up(url), len(look.site.url), look.site.language
    months: list[tuple[Entry, list[tuple[object, ...]]]] = []
    month = day = 0
    for entry in entries:
        local = entry.published.astimezone(zone)
        if local.month != month:
            month, day = local.month, 0
            months.append((entry, []))
        lang = "" if entry.language == own else entry.language
        shown = "" if local.day == day else local.day
        months[-1][1].append((shown, up + entry.url[root:], entry.title, lang, entry.is_dated))
        day = local.day
    return months
