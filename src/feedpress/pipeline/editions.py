"""The newsletter's part of a build: the draft, the freeze, and what is published of editions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import sha256
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from feedpress import identity, pages, templating
from feedpress.model import Feed, Item, Link, Origin
from feedpress.newsletter import edition as choosing
from feedpress.newsletter import letter as letters
from feedpress.newsletter import message, record
from feedpress.pages.look import Look
from feedpress.pipeline.assemble import assemble
from feedpress.pipeline.plan import Output, Row, base_digest, digest_of, look, row_of
from feedpress.pipeline.press import Press, moment
from feedpress.pipeline.report import EditionState

FIRST = 20
"""Items that the first edition covers at the most; the rest count as known."""
PARTS = ("email.html", "email.txt", "email.eml", "edition.json")


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the next edition would cover: items told at length, others by title; newest first."""

    told: tuple[Row, ...]
    named: tuple[Row, ...]
    known: tuple[str, ...]
    intro: str
    intro_digest: str

    def __len__(self) -> int:
        return len(self.told) + len(self.named)


def candidates(press: Press) -> Candidates:
    """Return what waits for an edition; before the first one, all but the newest count as known."""
    sql = "SELECT id FROM item WHERE coverage = '' AND state = 'live' ORDER BY published DESC, id DESC"
    waiting = [row[0] for row in press.catalog.rows(sql)]
    is_first = press.catalog.count("SELECT count(*) FROM edition") == 0
    chosen, known = (waiting[:FIRST], waiting[FIRST:]) if is_first else (waiting, [])
    found = [row_of(card) for card in press.cache.lists.cards(chosen)]
    length = press.config.newsletter.items
    told = [row for number, row in enumerate(found) if number < length or row.card.newsletter == "lead"]
    named = [row for number, row in enumerate(found) if number >= length and row.card.newsletter != "lead"]
    intro, intro_digest = _intro(press)
    return Candidates(tuple(told), tuple(named), tuple(known), intro, intro_digest)


def _intro(press: Press) -> tuple[str, str]:
    """Return the introduction as HTML, unless it is the one that the last edition had, and its digest."""
    name = press.config.newsletter.intro
    path = press.config.folder / name
    if not name or not path.is_file():
        return "", ""
    data = path.read_bytes()
    digest = sha256(data).hexdigest()
    last = press.catalog.rows("SELECT intro_digest FROM edition ORDER BY number DESC LIMIT 1")
    if last and last[0][0] == digest:
        return "", digest
    from feedpress.normalize import markup

    html = markup.from_markdown(data.decode(errors="replace"))
    return markup.clean(html, base=press.config.site.url).html, digest


@dataclass(frozen=True)
class Made:
    """An edition rendered: its parts, made when one of them is asked for."""

    press: Press
    chosen: Candidates
    id: str
    folder: str
    number: int
    date: int

    @cached_property
    def edition(self) -> choosing.Edition:
        """The edition with all that it covers."""
        site = self.press.config.site
        return choosing.choose(
            tuple(self._items()),
            tuple(row.entry for row in self.chosen.named),
            settings=self.press.config.newsletter,
            site=site,
            number=self.number,
            id=self.id,
            date=moment(self.date),
            intro_html=self.chosen.intro,
            url=f"{site.url}newsletter/{self.folder}/",
            archive_url=f"{site.url}newsletter/",
        )

    def _items(self) -> Iterator[Item]:
        """Return the items told at length, each teaser with the first that has it, and none that is old or an item."""
        known = self.press.catalog.known(row.id for row in self.chosen.told)
        taken = {row[0] for row in self.press.catalog.rows("SELECT title FROM teaser")}
        for row in self.chosen.told:
            item = assemble(self.press, known[row.id]).item
            fresh = tuple(
                one for one in item.teasers if _plain(one.title) not in taken and not self._is_item(one.title)
            )
            taken |= {_plain(one.title) for one in fresh}
            yield replace(item, teasers=fresh)

    def _is_item(self, title: str) -> bool:
        return self.press.catalog.count("SELECT count(*) FROM item WHERE title = ? AND state = 'live'", title) > 0

    @cached_property
    def letter(self) -> letters.Letter:
        """The letter, inlined and fitted."""
        config = self.press.config
        return letters.render(
            self.edition, settings=config.newsletter, site=config.site, templates=self.press.templates
        )

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """The files of the edition, by name."""
        config = self.press.config
        eml = message.render(self.letter, self.edition, settings=config.newsletter, site=config.site)
        digest = templating.digest(config.folder, "email")
        told = record.write(self.edition, self.letter, eml, templates_digest=digest)
        return dict(zip(PARTS, (self.letter.html.encode(), self.letter.text.encode(), eml, told), strict=True))


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


class EditionPlan:
    """Plans the draft and the pages of editions; freezes one where asked."""

    def __init__(self, press: Press, *, is_everything: bool) -> None:
        self.press = press
        self.is_everything = is_everything
        self.state: EditionState | None = None
        self.stale: set[str] = set()
        self.site = press.config.site

    @cached_property
    def look(self) -> Look:
        """What all pages share."""
        return look(self.press)

    def next_edition(self) -> Made | None:
        """Return what waits as the next edition, None where that is not enough."""
        chosen = candidates(self.press)
        if len(chosen) < max(1, self.press.config.newsletter.min_items):
            return None
        id = self._next_id()
        return Made(self.press, chosen, id, id, self._next_number(), self.press.clock)

    def freeze(self) -> bool:
        """Freeze what waits as the next edition, bytes and all; say whether there was enough of it."""
        made = self.next_edition()
        if made is None:
            return False
        id, chosen = made.id, made.chosen
        for name, data in made.parts.items():
            self.press.kept.write(f"newsletter/{id}/{name}", data)
        catalog = self.press.catalog
        covered = [row.id for row in (*chosen.told, *chosen.named)]
        catalog.cover(covered, id)
        catalog.cover(chosen.known, "before-first")
        digests = json.dumps({name: sha256(data).hexdigest() for name, data in made.parts.items()})
        subject = made.letter.subject
        row = (id, made.number, self.press.clock, subject, len(covered), digests, chosen.intro_digest)
        catalog.add_edition(row, [_plain(teaser.title) for teaser in made.edition.teasers])
        self.state = EditionState(id=id, items=len(covered), state="frozen")
        return True

    def _next_number(self) -> int:
        return self.press.catalog.count("SELECT coalesce(max(number), 0) FROM edition") + 1

    def _next_id(self) -> str:
        day = moment(self.press.clock).astimezone(ZoneInfo(self.site.timezone)).date().isoformat()
        taken = {row[0] for row in self.press.catalog.rows("SELECT id FROM edition")}
        tries = (day if number == 1 else f"{day}-{number}" for number in range(1, 10_000))
        return next(id for id in tries if id not in taken)

    def draft(self) -> list[Output]:
        """Return the outputs of the draft; where nothing waits, those of the last one are stale."""
        chosen = candidates(self.press)
        if not len(chosen) or not self.press.config.newsletter.draft:
            self.stale |= {f"newsletter/draft/{name}" for name in ("index.html", *PARTS[:3])}
            return []
        number = self._next_number()
        told = [(row.id, row.digest) for row in chosen.told]
        base = base_digest(self.press, "email")
        content = digest_of(base, told, [row.face for row in chosen.named], chosen.intro_digest, number)
        date = self._draft_date(content)
        made = Made(self.press, chosen, "draft", "draft", number, date)
        if self.state is None:
            self.state = EditionState(id="draft", items=len(chosen), state="draft")
        digest = digest_of(content, date)
        outputs = [Output(f"newsletter/draft/{name}", digest, partial(_part, made, name)) for name in PARTS[:3]]
        page = digest_of(digest, base_digest(self.press, "pages"))
        return [*outputs, Output("newsletter/draft/index.html", page, partial(self._draft_page, made))]

    def _draft_date(self, content: str) -> int:
        """Return the clock of the build that last changed the draft's `content`."""
        digest, _, date = self.press.catalog.meta("draft").partition(" ")
        if digest != content:
            date = str(self.press.clock)
            self.press.catalog.remember(draft=f"{content} {date}")
        return int(date)

    def _draft_page(self, made: Made) -> bytes:
        return pages.edition(self.look, json.loads(made.parts["edition.json"]), is_draft=True)

    def editions(self) -> Iterator[Output]:
        """Return the outputs of the frozen editions, those of the newest alone unless everything is looked at."""
        kept = dict(self.press.catalog.rows("SELECT id, digests FROM edition ORDER BY number DESC"))
        ids = list(kept)
        base = base_digest(self.press, "pages")
        for id, digests in list(kept.items())[: None if self.is_everything else 1]:
            for name in sorted(json.loads(digests)):
                yield Output(f"newsletter/{id}/{name}", digest_of("kept", digests), partial(self._kept, id, name))
            yield Output(f"newsletter/{id}/index.html", digest_of(base, id, digests), partial(self._page, id))
        yield Output("newsletter/index.html", digest_of(base, ids), partial(self._index, ids))

    def feed(self) -> Iterator[Output]:
        """Return the feed of editions."""
        found = self.press.catalog.rows("SELECT id, digests FROM edition ORDER BY number DESC LIMIT 50")
        digest = digest_of(base_digest(self.press, "feeds"), found)
        yield Output("newsletter/atom.xml", digest, partial(self._feed, [row[0] for row in found]))

    def _kept(self, id: str, name: str) -> bytes:
        return self.press.kept.read(f"newsletter/{id}/{name}")

    def _record(self, id: str) -> dict[str, Any]:
        return dict(json.loads(self._kept(id, "edition.json")))

    def _page(self, id: str) -> bytes:
        return pages.edition(self.look, self._record(id))

    def _index(self, ids: Sequence[str]) -> bytes:
        link = Link(f"{self.site.title}: newsletter", f"{self.site.url}newsletter/atom.xml", "application/atom+xml")
        return pages.newsletter(self.look, [self._record(id) for id in ids], (link,))

    def _feed(self, ids: Iterable[str]) -> bytes:
        from feedpress.feeds import atom

        authority = self.press.authority
        items = tuple(_as_item(self._record(id), authority) for id in ids)
        first = int(self.press.catalog.meta("first_build") or self.press.clock)
        return atom.render(
            Feed(
                id=identity.urn(authority, "feed newsletter"),
                title=self.press.config.newsletter.title or f"{self.site.title}: newsletter",
                subtitle=self.site.description,
                self_url=f"{self.site.url}newsletter/atom.xml",
                home_url=f"{self.site.url}newsletter/",
                updated=max((item.updated for item in items), default=moment(first)),
                items=items,
                site=self.site,
                language=self.site.language,
            )
        )


def _part(made: Made, name: str) -> bytes:
    return made.parts[name]


def _as_item(told: dict[str, Any], authority: str) -> Item:
    """Return an edition as an item of the feed of editions: its stories with their first words."""
    from datetime import datetime

    date = datetime.fromisoformat(told["date"])
    rows = "".join(
        f'<li><a href="{escape(story["url"])}">{escape(story["title"])}</a> {escape(story["summary"])}</li>'
        for story in told["items"]
    )
    titles = "\n\n".join(f"- {story['title']}" for story in told["items"])
    return Item(
        id=identity.urn(authority, f"edition {told['id']}"),
        url=told["url"],
        slug=told["id"],
        title=told["subject"],
        published=date,
        updated=date,
        language=told["language"],
        summary=told["preheader"],
        content_html=f"{told['intro_html']}<ul>{rows}</ul>",
        content_text=titles,
        origins={"title": Origin("config"), "published": Origin("config")},
    )
