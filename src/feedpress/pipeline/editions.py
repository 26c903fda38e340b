"""The newsletter's part of a build: the draft, the freeze, and what is published of editions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from hashlib import sha256
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from feedpress import identity, pages
from feedpress.catalog.frozen import EditionRow
from feedpress.formats import ATOM
from feedpress.model import Feed, Item, Link, Origin
from feedpress.newsletter.naming import title_key
from feedpress.pipeline import codec
from feedpress.pipeline.drafts import DRAFT, PARTS, Made, candidates, proof
from feedpress.pipeline.plan import NEWEST, Output, base_digest, digest_of
from feedpress.pipeline.press import Press
from feedpress.pipeline.report import EditionState
from feedpress.times import moment


class EditionPlan:
    """Plans the draft and the pages of editions; freezes one where asked."""

    def __init__(self, press: Press, *, is_everything: bool) -> None:
        self.press = press
        self.is_everything = is_everything
        self.state: EditionState | None = None
        self.stale: set[str] = set()
        self.site = press.config.site

    def next_edition(self) -> Made | None:
        """Return what waits as the next edition, None where that is not enough."""
        chosen = candidates(self.press)
        if len(chosen) < max(1, self.press.config.newsletter.min_items):
            return None
        id = self._next_id()
        return Made(self.press, chosen, id, self._next_number(), self._next_second())

    def freeze(self) -> bool:
        """Freeze what waits as the next edition, bytes and all; say whether there was enough of it."""
        made = self.next_edition()
        if made is None:
            return False
        id, chosen = made.id, made.chosen
        for name, data in made.parts.items():
            self.press.kept.stage(f"newsletter/{id}/{name}", data)
        catalog = self.press.catalog
        covered = [*(item.id for item in chosen.told), *(row.id for row in chosen.named)]
        digests = json.dumps({name: sha256(data).hexdigest() for name, data in made.parts.items()})
        subject = made.letter.subject
        row = EditionRow(id, made.number, made.date, subject, len(covered), digests, chosen.intro_digest)
        catalog.frozen.add_edition(row, covered, [title_key(brief.title) for brief in made.edition.briefs])
        if chosen.known:
            catalog.pass_over()
        self.state = EditionState(id=id, items=len(covered), state="frozen")
        return True

    def _frozen(self) -> list[EditionRow]:
        return self.press.catalog.frozen.editions()

    def _next_number(self) -> int:
        return max((edition.number for edition in self._frozen()), default=0) + 1

    def _next_second(self) -> int:
        """Return the build's clock, or the second after the last edition: no two entries of a feed share `updated`."""
        return max([self.press.clock, *(edition.frozen + 1 for edition in self._frozen())])

    def _next_id(self) -> str:
        day = moment(self.press.clock).astimezone(ZoneInfo(self.site.timezone)).date().isoformat()
        taken = {edition.id for edition in self._frozen()}
        tries = (day if number == 1 else f"{day}-{number}" for number in range(1, 10_000))
        return next(id for id in tries if id not in taken)

    def draft(self) -> list[Output]:
        """Return the outputs of the draft; where nothing waits, those of the last one are stale."""
        chosen = candidates(self.press)
        if not len(chosen) or not self.press.config.newsletter.draft:
            self.stale |= {f"newsletter/{DRAFT}/{name}" for name in ("index.html", *PARTS[:3])}
            self._proof()
            return []
        number = self._next_number()
        told = [codec.item_digest(item) for item in chosen.told]
        base = base_digest(self.press, "email")
        content = digest_of(base, told, [row.face for row in chosen.named], chosen.intro_digest, number)
        date = self._draft_date(content)
        made = Made(self.press, chosen, DRAFT, number, date)
        if self.state is None:
            self.state = EditionState(id=DRAFT, items=len(chosen), state="draft")
        digest = digest_of(content, date)
        outputs = [Output(f"newsletter/{DRAFT}/{name}", digest, partial(_part, made, name)) for name in PARTS[:3]]
        page = digest_of(digest, base_digest(self.press, "pages"))
        return [*outputs, Output(f"newsletter/{DRAFT}/index.html", page, partial(self._draft_page, made))]

    def _proof(self) -> None:
        """Try the templates and settings of the letter where no draft does, once for each change of theirs."""
        base = base_digest(self.press, "email")
        if self.press.cache.meta("proof") != base:
            proof(self.press)
            self.press.cache.remember(proof=base)

    def _draft_date(self, content: str) -> int:
        """Return the clock of the build that last changed the draft's `content`."""
        catalog = self.press.catalog
        if catalog.meta("draft") != content:
            catalog.remember(draft=content, draft_date=str(self.press.clock))
        return int(catalog.meta("draft_date"))

    def _draft_page(self, made: Made) -> bytes:
        return pages.edition(self.press.look, json.loads(made.parts["edition.json"]), is_draft=True)

    def editions(self) -> Iterator[Output]:
        """Return the outputs of the frozen editions, those of the newest alone unless everything is looked at."""
        kept = {edition.id: edition.digests for edition in self._frozen()}
        ids = list(kept)
        base = base_digest(self.press, "pages")
        for id, digests in list(kept.items())[: None if self.is_everything else 1]:
            for name in sorted(json.loads(digests)):
                yield Output(f"newsletter/{id}/{name}", digest_of("kept", digests), partial(self._kept, id, name))
            yield Output(f"newsletter/{id}/index.html", digest_of(base, id, digests), partial(self._page, id))
        yield Output("newsletter/index.html", digest_of(base, list(kept.items())), partial(self._index, ids))

    def feed(self) -> Iterator[Output]:
        """Return the feed of editions."""
        found = [(edition.id, edition.digests) for edition in self._frozen()[:NEWEST]]
        digest = digest_of(base_digest(self.press, "feeds"), found)
        yield Output(f"newsletter/{ATOM.file}", digest, partial(self._feed, [id for id, _ in found]))

    def _kept(self, id: str, name: str) -> bytes:
        return self.press.kept.read(f"newsletter/{id}/{name}")

    def _record(self, id: str) -> dict[str, Any]:
        told = dict(json.loads(self._kept(id, "edition.json")))
        return _moved(told, self.site.url, id)

    def _page(self, id: str) -> bytes:
        return pages.edition(self.press.look, self._record(id))

    def _index(self, ids: Sequence[str]) -> bytes:
        link = Link(f"{self.site.title}: newsletter", f"{self.site.url}newsletter/{ATOM.file}", ATOM.mime_type)
        return pages.newsletter(self.press.look, [self._record(id) for id in ids], (link,))

    def _feed(self, ids: Iterable[str]) -> bytes:
        from feedpress.feeds import atom

        authority = self.press.authority
        items = tuple(_as_item(self._record(id), authority) for id in ids)
        return atom.render(
            Feed(
                id=identity.urn(authority, "feed newsletter"),
                title=self.press.config.newsletter.title or f"{self.site.title}: newsletter",
                self_url=f"{self.site.url}newsletter/{ATOM.file}",
                home_url=f"{self.site.url}newsletter/",
                updated=max((item.updated for item in items), default=moment(self.press.first_build)),
                items=items,
                site=self.site,
                hub=self.press.config.feeds.hub,
            )
        )


def _part(made: Made, name: str) -> bytes:
    return made.parts[name]


def _as_item(told: dict[str, Any], authority: str) -> Item:
    """Return an edition as an item of the feed of editions: its stories with their first words."""
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


def _moved(told: dict[str, Any], url: str, id: str) -> dict[str, Any]:
    """Return the record of an edition with the addresses that its pages have now: the site may have moved since."""
    old = told["archive_url"].removesuffix("newsletter/")
    items = [story | {"url": url + story["url"].removeprefix(old)} for story in told["items"]]
    return told | {"url": f"{url}newsletter/{id}/", "archive_url": f"{url}newsletter/", "items": items}
