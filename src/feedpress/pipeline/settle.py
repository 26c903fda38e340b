"""Settle who is who: which units tell one story, under which id it is published, and when.

Everything here happens in transaction one, before any output: what it decides about ids and dates is kept even when
the build is cut short.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from feedpress import identity
from feedpress.catalog.cache import UnitRow
from feedpress.identity import Dated, Known
from feedpress.pipeline.intake import Intake
from feedpress.pipeline.press import Press
from feedpress.pipeline.recognize import hold_back, identify, orphans, woken
from feedpress.pipeline.stories import Story, clusters, told_by


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the items: ids to set anew, those new, changed or gone for a subscriber; pages that moved."""

    touched: set[str] = field(default_factory=set)
    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    moved: set[str] = field(default_factory=set)


class Ready(NamedTuple):
    """A story whose item is known: `first_seen` stands in for a date where the story has none."""

    story: Story
    members: tuple[Known, ...]
    item: Known
    first_seen: int

    def published(self) -> int:
        """Return when the item was, or is now, published."""
        known = self.item if self.item.seq is not None else None
        return identity.published_for(self.story.explicit, known, self.first_seen)


def settle(press: Press, intake: Intake) -> Settled:
    """Give every unit that changed its id, every story its item, every item its dates."""
    fresh = [press.cache.unit(number) for number in intake.fresh]
    changed = hold_back(press, fresh) + woken(press)
    lost = orphans(press, intake.removed)
    seeds = identify(press, changed, lost)
    press.cache.put_anchors(changed)
    changed = [press.cache.unit(unit.number) for unit in changed]
    left = press.cache.units_of({unit.item for unit in intake.removed if unit.item})
    nodes = [unit for unit in [*changed, *left] if not unit.skip]
    settled = Settled()
    _publish(press, [told_by(press, units) for units in clusters(press, nodes)], seeds, settled)
    _bury(press, [*(known.id for known in lost), *(unit.id for unit in changed if unit.skip)], settled)
    return settled


def _publish(press: Press, stories: Iterable[Story], seeds: dict[str, str], settled: Settled) -> None:
    """Settle the item of each of `stories`: undated ones in corpus order, all in the order of their dates."""
    undated = 0
    ready = []
    for story in stories:
        members = tuple(_member(press, unit, seeds) for unit in story.units)
        one = _ready(press, story, members)
        if one.item.seq is None and story.explicit is None:
            one, undated = one._replace(first_seen=press.clock - undated), undated + 1
        ready.append(one)
    for one in sorted(ready, key=Ready.published):
        _record(press, one, settled)


def _member(press: Press, unit: UnitRow, seeds: dict[str, str]) -> Known:
    """Return what is known of `unit`; of a new one, what will be."""
    known = press.catalog.known([unit.id])
    sketch = unit.sketch
    now = {
        "path": unit.path,
        "part": unit.part,
        "title": sketch.title,
        "sketch": sketch.hashes,
        "shingles": sketch.shingles,
    }
    if unit.id in known:
        return known[unit.id]._replace(**now)  # type: ignore[arg-type]
    blank = Known(
        unit.id,
        None,
        seeds.get(unit.id, ""),
        "",
        "",
        "",
        "",
        "",
        press.clock,
        0,
        None,
        0,
        "",
        "",
        (),
        0,
        "live",
        "",
        None,
        "",
        None,
        None,
    )
    return blank._replace(**now)  # type: ignore[arg-type]


def _ready(press: Press, story: Story, members: tuple[Known, ...]) -> Ready:
    """Find the item of a story: its oldest member, or one whose document is gone and that lives on in a copy."""
    item = identity.oldest(members)
    for unit, member in zip(story.units, members, strict=True):
        former = press.catalog.known([member.merged_into]) if member.merged_into else {}
        heir = former.get(member.merged_into)
        if heir is None or heir.state == "forgotten" or press.cache.has_id(heir.id):
            continue
        if identity.oldest((item, heir)).id == heir.id:
            item = heir._replace(path=member.path, part=member.part, sketch=member.sketch, shingles=member.shingles)
            press.cache.settle_unit(unit.number, heir.id, heir.id)
            press.catalog.rename(member.id, heir.id)
            units = tuple(one._replace(id=heir.id) if one.number == unit.number else one for one in story.units)
            others = tuple(one for one in members if one.id != member.id)
            return Ready(story._replace(units=units), (item, *others), item, item.first_seen)
    return Ready(story, members, item, item.first_seen)


def _record(press: Press, ready: Ready, settled: Settled) -> None:
    """Keep the item of a story, and its other members as merged into it."""
    story, before = ready.story, ready.item
    own = next(unit for unit in story.units if unit.id == before.id)
    is_published = before.seq is not None
    published = ready.published()
    dated = Dated(story.updated, own.bytes_digest, own.sketch.text_digest, story.minor)
    updated = identity.updated_for(dated, before if is_published else None, published, press.clock)
    if not is_published or updated != before.updated:
        updated = identity.free_second(updated, press.catalog.has_updated)
    is_reissued = is_published and updated != before.updated
    is_queued = before.queue is not None and not (is_reissued and before.archive is not None)
    item = before._replace(
        seq=before.seq if is_published else press.catalog.last("seq") + 1,
        slug=_slug(press, story, before, settled),
        asked=story.asked or before.asked,
        title=story.title,
        first_seen=ready.first_seen,
        published=published,
        explicit=story.explicit if story.explicit is not None else before.explicit,
        updated=updated,
        bytes_digest=own.bytes_digest,
        text_digest=own.sketch.text_digest,
        state="live",
        merged_into="",
        gone_at=None,
        coverage=_coverage(before.coverage, is_excluded=story.is_excluded),
        queue=before.queue if is_queued else press.catalog.last("queue") + 1,
        archive=before.archive if is_queued else None,
    )
    press.catalog.put(item)
    _note(item, before, settled)
    for unit, member in zip(story.units, _in_order(story, ready.members), strict=True):
        press.cache.settle_unit(unit.number, unit.id, item.id)
        if unit.id != item.id:
            _merge_into(press, unit, member, item.id, settled)


def _in_order(story: Story, members: Iterable[Known]) -> list[Known]:
    by_id = {member.id: member for member in members}
    return [by_id[unit.id] for unit in story.units]


def _coverage(before: str, *, is_excluded: bool) -> str:
    if is_excluded:
        return before or "excluded"
    return "" if before == "excluded" else before


def _slug(press: Press, story: Story, before: Known, settled: Settled) -> str:
    """Return the slug of an item: kept for good, unless the document asks for another one than before."""
    if before.slug and (not story.asked or story.asked == before.asked):
        return before.slug
    own = press.catalog.slugs(before.id)
    slug = identity.slug_for(
        story.asked, story.title, before.id, lambda slug: slug not in own and press.catalog.has_slug(slug)
    )
    if before.slug and slug != before.slug:
        settled.moved.add(before.id)
    return slug


def _note(item: Known, before: Known, settled: Settled) -> None:
    """Note what a subscriber sees of the change."""
    settled.touched.add(item.id)
    if before.seq is None or before.state != "live":
        settled.new.append(item.id)
    elif item.updated != before.updated:
        settled.updated.append(item.id)


def _merge_into(press: Press, unit: UnitRow, member: Known, item: str, settled: Settled) -> None:
    """Keep a copy that is published as another item; where it was one itself, that one's page redirects."""
    press.catalog.put(
        member._replace(
            state="merged", merged_into=item, bytes_digest=unit.bytes_digest, text_digest=unit.sketch.text_digest
        )
    )
    if member.seq is not None and member.state == "live":
        settled.touched.add(member.id)
        settled.gone.append(member.id)


def _bury(press: Press, ids: Iterable[str], settled: Settled) -> None:
    """Note which of `ids` are published no more, their document being gone or held back."""
    for id in ids:
        known = press.catalog.known([id]).get(id)
        if known and known.state == "live" and not press.cache.is_published(id):
            press.catalog.put(known._replace(state="gone", gone_at=press.clock))
            settled.touched.add(id)
            settled.gone.append(id)
