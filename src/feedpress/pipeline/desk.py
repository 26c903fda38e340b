"""The units that a build looks at while it settles: their rows and gists."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from feedpress.catalog.units import UnitRow
from feedpress.identity import Unit, canonical
from feedpress.model import Manuscript
from feedpress.pipeline.press import Press
from feedpress.times import seconds


class Gist(NamedTuple):
    """What a manuscript says about identity and dates; times in seconds since 1970, None where it says nothing.

    `is_stated` says that something introduces `published` as such: it does not only stand over the text. `is_of_change`
    says that it is but the day of a change.
    """

    explicit_id: str
    url: str
    is_file: bool
    title: str
    published: int | None
    updated: int | None
    hold: int | None
    slug: str
    minor: bool
    is_excluded: bool
    body: str
    aliases: tuple[str, ...]
    is_stated: bool
    is_of_change: bool

    def at(self, clock: int) -> Gist:
        """Return what is said at `clock`: a day that only stands there, and is yet to come, is that of an event."""
        is_to_come = self.published is not None and self.published > clock
        return self._replace(published=None) if is_to_come and not self.is_stated else self

    def of_known(self, first_seen: int) -> Gist:
        """Return what is said of an item that is out since `first_seen`: the day of a change is no other day of it."""
        return self._replace(published=None) if self.is_of_change else self.at(first_seen)


def gist_of(manuscript: Manuscript) -> Gist:
    """Return the gist of `manuscript`; a slug that only its path suggests is not asked for."""
    origin = manuscript.origins.get("slug")
    is_asked = origin is not None and origin.source not in {"filename", "url"}
    return Gist(
        manuscript.explicit_id,
        canonical(manuscript.source_url),
        manuscript.kind not in {"jsonl", "feed"},
        manuscript.title,
        seconds(manuscript.published),
        seconds(manuscript.updated),
        seconds(manuscript.hold),
        manuscript.slug if is_asked else "",
        manuscript.minor,
        manuscript.newsletter == "excluded",
        sha256(" ".join(manuscript.content_text.split()).encode()).hexdigest()[:32] if manuscript.content_text else "",
        tuple(alias.value for alias in manuscript.aliases),
        manuscript.origins["published"].source != "header",
        manuscript.is_dated_by_change,
    )


class Desk:
    """Holds the units that changed, fetches others when they are asked for."""

    def __init__(self, press: Press, fresh: Iterable[tuple[UnitRow, Gist]]) -> None:
        self.press = press
        self.rows: dict[int, UnitRow] = {}
        self.gists: dict[int, Gist] = {}
        for row, gist in fresh:
            self.rows[row.number] = row
            self.gists[row.number] = gist.at(press.clock)

    def row(self, number: int) -> UnitRow:
        """Return the unit with `number`."""
        if number not in self.rows:
            self.rows[number] = self.press.cache.units.unit(number)
        return self.rows[number]

    def gist(self, number: int) -> Gist:
        """Return the gist of the unit with `number`."""
        if number not in self.gists:
            self.gists[number] = gist_of(self.press.manuscript(number)).at(self.press.clock)
        return self.gists[number]

    def put(self, row: UnitRow) -> None:
        """Put `row` in the place of what is held of its unit."""
        self.rows[row.number] = row

    def identified(self, number: int) -> Unit:
        """Return what the unit with `number` is known again by."""
        row, gist = self.row(number), self.gist(number)
        published = None if gist.is_of_change else gist.published
        own = (gist.explicit_id, gist.url, row.sketch, gist.is_file, gist.body, row.bytes_digest, published)
        return Unit(row.path, row.part, *own)
