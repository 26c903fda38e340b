"""Make items of stories: under which id each is published, at which address, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct, field

from feedpress import identity
from feedpress.catalog.units import UnitRow
from feedpress.identity import Dated, Known
from feedpress.pipeline.books import Books
from feedpress.pipeline.desk import Desk
from feedpress.pipeline.press import Press
from feedpress.pipeline.stories import Story
from feedpress.slugs import slug_for


class Settled(Struct, frozen=True):
    """What became of the items: ids to set anew, those new, changed or gone for a subscriber; pages that moved.

    `freed` are the paths of pages that led to an item and do so no more.
    """

    touched: set[str] = field(default_factory=set)
    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    moved: set[str] = field(default_factory=set)
    freed: set[str] = field(default_factory=set)


class Ready(NamedTuple):
    """A story whose item is known: `first_seen` stands in for a date where the story has none.

    `is_edited` says that one of its documents is another than before, `is_restated` that its date may be, too.
    """

    story: Story
    members: tuple[Known, ...]
    item: Known
    first_seen: int
    is_edited: bool
    is_restated: bool

    def published(self) -> int:
        """Return when the item was, or is now, published."""
        known = self.item if self.item.seq is not None else None
        stated = self.story.gist.published
        return identity.published_for(stated, known, self.first_seen, is_restated=self.is_restated)

    def as_first_seen(self) -> Ready:
        """Return the story without a day that only stands over it and was yet to come when its item came out.

        An invitation that is edited after the feast was not written on the day of the feast.
        """
        gist = self.story.gist if self.item.seq is None else self.story.gist.of_known(self.first_seen)
        return self if gist is self.story.gist else self._replace(story=self.story._replace(gist=gist))


class Settling:
    """Settles the item of each story, and notes what a subscriber sees of it; `borne` are the ids of units at hand."""

    def __init__(self, press: Press, books: Books, desk: Desk, settled: Settled, *, reads_anew: bool) -> None:
        self.reads_anew = reads_anew
        self.press = press
        self.books = books
        self.desk = desk
        self.settled = settled
        self.passed: dict[int, int] = {}
        self.borne: set[str] = set()

    def publish(self, stories: Iterable[Story], seeds: Mapping[str, str]) -> None:
        """Settle `stories`: undated ones in corpus order, all in the order of their dates."""
        stories = list(stories)
        self.borne = {row.id for row in self.desk.rows.values()}
        self.books.fetch(unit.id for story in stories for unit in story.units)
        undated = 0
        ready = []
        for story in stories:
            members = tuple(self._member(unit, seeds) for unit in story.units)
            one = self._ready(story, members).as_first_seen()
            if one.item.seq is None and story.gist.published is None:
                one, undated = one._replace(first_seen=self.press.clock - undated), undated + 1
            ready.append(one)
        for one in sorted(ready, key=Ready.published):
            self._record(one)

    def _member(self, unit: UnitRow, seeds: Mapping[str, str]) -> Known:
        """Return what is known of `unit`; of a new one, what will be."""
        sketch = unit.sketch
        known = self.books.known(unit.id)
        if known is None:
            return identity.unseen(unit.id, seeds.get(unit.id, ""), (unit.path, unit.part), sketch, self.press.clock)
        return known.at(unit.path, unit.part, sketch)

    def _ready(self, story: Story, members: tuple[Known, ...]) -> Ready:
        """Find the item of a story: its oldest member, or one whose document is gone and that lives on in a copy."""
        item = identity.oldest(members)
        is_edited = any(map(self._is_edited, story.units))
        ready = Ready(story, members, item, item.first_seen, is_edited, is_edited or self.reads_anew)
        for unit, member in zip(story.units, members, strict=True):
            heir = self._heir(member)
            if heir and identity.oldest((item, heir)).id == heir.id:
                return self._inherited(ready, unit, member, heir)
        return ready

    def _is_edited(self, unit: UnitRow) -> bool:
        """Say whether a known document is another than before: by its bytes, or its name, which may be a date."""
        known = self.books.known(unit.id)
        return known is not None and (known.bytes_digest, known.path) != (unit.bytes_digest, unit.path)

    def _heir(self, member: Known) -> Known | None:
        """Return the item that `member` was published as, where no document bears its id any more."""
        former = self.books.known(member.merged_into) if member.merged_into else None
        if former is None or former.state == "forgotten":
            return None
        return None if former.id in self.borne or self.press.cache.units.present([former.id]) else former

    def _inherited(self, ready: Ready, unit: UnitRow, member: Known, heir: Known) -> Ready:
        """Let `unit`, known as `member`, go on under the id of `heir`; its own is one of the names of it then.

        What it is compared with from now on is what it was itself: that the other document went, is no edit.
        """
        story = ready.story
        own = unit._replace(id=heir.id)
        self.desk.put(own)
        self.borne.discard(unit.id)
        self.borne.add(heir.id)
        self.books.rename(unit.id, heir.id)
        item = heir._replace(
            path=unit.path,
            part=unit.part,
            sketch=unit.sketch.hashes,
            shingles=unit.sketch.shingles,
            bytes_digest=member.bytes_digest,
            text_digest=member.text_digest,
        )
        units = tuple(own if one.number == unit.number else one for one in story.units)
        others = tuple(one for one in ready.members if one.id != unit.id)
        return ready._replace(
            story=story._replace(units=units), members=(item, *others), item=item, first_seen=item.first_seen
        )

    def _record(self, ready: Ready) -> None:
        """Keep the item of a story, and its other members as merged into it."""
        story, before = ready.story, ready.item
        own = next(unit for unit in story.units if unit.id == before.id)
        item = self._dated(ready, own)._replace(
            slug=self._slug(story, before),
            asked=story.gist.slug or before.asked,
            title=story.gist.title,
            bytes_digest=own.bytes_digest,
            text_digest=own.sketch.text_digest,
            state="live",
            merged_into="",
            gone_at=None,
            coverage=_coverage(before.coverage, is_excluded=story.gist.is_excluded),
        )
        self.books.put(item)
        self._note(item, before)
        members = {member.id: member for member in ready.members}
        for unit in story.units:
            self.desk.put(unit._replace(item=item.id))
            if unit.id != item.id:
                self._merge_into(unit, members[unit.id], item.id)

    def _dated(self, ready: Ready, own: UnitRow) -> Known:
        """Return the item with its dates, and its place in the orders of first publication and of archives."""
        gist, before = ready.story.gist, ready.item
        is_published = before.seq is not None
        published = ready.published()
        stated = gist.updated if ready.is_edited or not is_published else None
        dated = Dated(stated, own.bytes_digest, own.sketch.text_digest, gist.minor)
        updated = identity.updated_for(dated, before if is_published else None, published, self.press.clock)
        is_moved = not is_published or updated != before.updated
        if is_moved:
            updated = identity.free_second(updated, self.books.has_updated, self.passed)
        is_again = is_moved and ready.is_edited and before.archive is not None
        is_queued = before.queue is not None and not is_again
        return before._replace(
            seq=before.seq if is_published else self.books.next_seq(),
            first_seen=ready.first_seen,
            published=published,
            explicit=gist.published if gist.published is not None else before.explicit,
            updated=updated,
            queue=before.queue if is_queued else self.books.next_queue(),
            archive=before.archive if is_queued else None,
        )

    def _slug(self, story: Story, before: Known) -> str:
        """Return the slug of an item: kept for good, unless the document asks for another one than before."""
        asked = story.gist.slug
        if before.slug and (not asked or asked == before.asked):
            return before.slug
        own = self.books.slugs(before.id) if before.slug else set()
        slug = slug_for(asked, story.gist.title, before.id, lambda slug: slug not in own and self.books.has_slug(slug))
        if before.slug and slug != before.slug:
            self.settled.moved.add(before.id)
        return slug

    def _note(self, item: Known, before: Known) -> None:
        """Note what a subscriber sees of the change."""
        self.settled.touched.add(item.id)
        if before.seq is None or before.state != "live":
            self.settled.new.append(item.id)
        elif item.updated != before.updated:
            self.settled.updated.append(item.id)

    def _merge_into(self, unit: UnitRow, member: Known, item: str) -> None:
        """Keep a copy that is published as another item; where it was one itself, that one's page redirects."""
        merged = member._replace(state="merged", merged_into=item)
        self.books.put(merged._replace(bytes_digest=unit.bytes_digest, text_digest=unit.sketch.text_digest))
        if member.seq is not None and member.state == "live":
            self.settled.touched.add(member.id)
            self.settled.gone.append(member.id)


def _coverage(before: str, *, is_excluded: bool) -> str:
    if is_excluded:
        return before or "excluded"
    return "" if before == "excluded" else before
