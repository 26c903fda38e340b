"""Know documents again: match what was read with what is remembered, so that an id is minted once.

Pure decisions over values: the catalog hands in what it remembers, and stores what comes back.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from feedpress.identity import Known, Unit, names_of, sealed
from feedpress.normalize.duplicates import FEW, anchors, is_common, is_crowd, is_other, is_same, overlap

STATES = ("live", "merged", "forgotten", "gone")
"""What may have become of a document, in the order in which another one that shares its name is taken for it."""

LEFT = 0.3
"""The part of a text of many words that is left of it at least, where its title alone says that it is the same."""


class Candidates(NamedTuple):
    """What is remembered and may be one of the units at hand: the part of the catalog that matching looks at.

    `names` maps (kind, key) to the ids known by it; `known` holds every id that may come up; `at_path` maps
    (path, part) to the ids last seen there; `claimed` are the ids of units that did not change; `lost` are those
    whose document is gone, and `going` the ids of those whose document was there until now.
    """

    names: Mapping[tuple[str, str], tuple[str, ...]]
    known: Mapping[str, Known]
    at_path: Mapping[tuple[str, str], tuple[str, ...]]
    claimed: AbstractSet[str]
    lost: Sequence[Known]
    going: AbstractSet[str]


def match(units: Sequence[Unit], candidates: Candidates) -> list[str]:
    """Return for each of `units` the id under which it is known, "" for one never seen.

    In order: the same bytes at the same place, explicit id, canonical URL, clean text, path, likeness to a document
    that is gone, the title of a short one that is. No id goes to two units, unless it was taken down.
    """
    ids = [""] * len(units)
    taken = set(candidates.claimed)
    _claim_unchanged(units, ids, taken, candidates)
    for kind in ("id", "url", "text"):
        _claim_named(kind, units, ids, taken, candidates)
    _claim_placed(units, ids, taken, candidates)
    _claim_alike(units, ids, taken, candidates)
    _claim_titled(units, ids, taken, candidates)
    return ids


def _claim_unchanged(units: Sequence[Unit], ids: list[str], taken: set[str], candidates: Candidates) -> None:
    """Let what did not change be what it was, however it is read by now."""
    for number, unit in enumerate(units):
        there = sorted(_free_at(unit, taken, candidates), key=lambda known: STATES.index(known.state))
        ids[number] = next((known.id for known in there if known.bytes_digest == unit.bytes_digest), "")
        taken.add(ids[number])


def _free_at(unit: Unit, taken: AbstractSet[str], candidates: Candidates) -> list[Known]:
    """Return what is remembered where `unit` is and may be it."""
    there = (candidates.known[id] for id in candidates.at_path.get((unit.path, unit.part), ()))
    return [known for known in there if _is_free(known, taken)]


class _Named(NamedTuple):
    """The units that bear a name of one kind, by their numbers, and who is known by these names."""

    names: Mapping[int, tuple[str, str]]
    known: Sequence[tuple[tuple[str, str], Known]]


def _claim_named(kind: str, units: Sequence[Unit], ids: list[str], taken: set[str], candidates: Candidates) -> None:
    """Give the ids known by a name of `kind` to the units that bear it.

    Copies share their names. A file goes on where it was; one that moved is sooner a copy whose file went than one
    whose file is still there, which its path will speak for.
    """
    names = {number: name for number, unit in enumerate(units) for name in names_of(unit) if name[0] == kind}
    shared = {name: candidates.names[name] for name in dict.fromkeys(names.values()) if name in candidates.names}
    known = [(name, candidates.known[id]) for name, found in shared.items() for id in found]
    known.sort(key=lambda pair: (STATES.index(pair[1].state), pair[1].path, pair[1].part, pair[1].id))
    files = {_place(unit): unit for unit in units if unit.is_file}
    homes = {one.id for _, one in known if _place(one) in files and _may_be(one, files[_place(one)])}
    every = _Named(names, known)
    left = _Named(names, [(name, one) for name, one in known if one.id not in homes])
    for mark, named in ((_place, every), (_text, left), (_any, left), (_text, every), (_any, every)):
        _pair(mark, named, units, ids, taken)


Mark = Callable[[Unit | Known], tuple[str, str] | str | None]
"""What tells among those that share a name who is meant."""


def _place(one: Unit | Known) -> tuple[str, str] | None:
    """Return where a file is; the number of a row tells nothing."""
    return None if isinstance(one, Unit) and not one.is_file else (one.path, one.part)


def _text(one: Unit | Known) -> str:
    return one.sketch.text_digest if isinstance(one, Unit) else one.text_digest


def _any(_: Unit | Known) -> None:
    return None


def _is_free(known: Known, taken: AbstractSet[str]) -> bool:
    """Say whether a unit may be `known`: a copy of what was taken down is it, however many there are."""
    return known.state == "forgotten" or known.id not in taken


def _pair(mark: Mark, named: _Named, units: Sequence[Unit], ids: list[str], taken: set[str]) -> None:
    """Give each unit that has no id yet the first free one that bears its name and its `mark`."""
    waiting: dict[object, deque[Known]] = defaultdict(deque)
    for name, known in named.known:
        waiting[name, mark(known)].append(known)
    for number, name in named.names.items():
        queue = waiting.get((name, mark(units[number])), deque())
        while queue and not ids[number]:
            known = queue[0] if queue[0].state == "forgotten" else queue.popleft()
            if _is_free(known, taken):
                ids[number] = known.id
                taken.add(known.id)


def _claim_placed(units: Sequence[Unit], ids: list[str], taken: set[str], candidates: Candidates) -> None:
    """Let a file that tells its story otherwise go on where it was."""
    for number, unit in enumerate(units):
        if ids[number] or not unit.is_file:
            continue
        free = _free_at(unit, taken, candidates)
        if found := next((known.id for known in free if _may_be(known, unit)), ""):
            ids[number] = found
            taken.add(found)


def _may_be(known: Known, unit: Unit) -> bool:
    """Say whether `unit`, where `known` was, is no other story.

    Of what was taken down the title is sealed; once its document went, its path is free for what comes.
    """
    if known.state != "forgotten":
        return not is_other(known.likeness(), unit.sketch)
    sealing = unit.sketch._replace(title=sealed(unit.sketch.title))
    return known.gone_at is None and not is_other(known.likeness(), sealing)


def _claim_alike(units: Sequence[Unit], ids: list[str], taken: set[str], candidates: Candidates) -> None:
    """Know a document again that was renamed and edited at once."""
    lost: dict[int, list[Known]] = defaultdict(list)
    for known in candidates.lost:
        for value in anchors(known.sketch):
            lost[value].append(known)
    for number, unit in enumerate(units):
        if ids[number]:
            continue
        near = _near(anchors(unit.sketch.hashes), lost)
        alike = (id for id in sorted(near) if id not in taken and is_same(near[id].likeness(), unit.sketch))
        ids[number] = next(alike, "")
        taken.add(ids[number])


def _near(values: Sequence[int], lost: Mapping[int, Sequence[Known]]) -> dict[str, Known]:
    """Return by their ids those of `lost` with one of the anchors `values`.

    One that a crowd bears is that of a passage in common: it leads to them only where hardly another anchor is there.
    """
    bearing = [lost.get(value, ()) for value in values]
    own = [some for some in bearing if not is_crowd(len(some))]
    every = bearing if is_common(len(bearing) - len(own), len(bearing)) else own
    return {known.id: known for some in every for known in some}


def _claim_titled(units: Sequence[Unit], ids: list[str], taken: set[str], candidates: Candidates) -> None:
    """Know a text again by its title, where the one that bore it goes as this one comes, and no other does.

    A few words may all be others by now, of more some must be left. Under another date it is the next of a series.
    """
    going: dict[tuple[str, bool], list[Known]] = defaultdict(list)
    free = candidates.going - taken
    for known in candidates.lost:
        if known.id in free and known.state != "merged":
            title = known.title if known.state == "forgotten" else sealed(known.title)
            going[title, known.shingles < FEW].append(known)
    coming: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        if not ids[number] and unit.sketch.title:
            coming[sealed(unit.sketch.title), unit.sketch.shingles < FEW].append(number)
    for (title, is_short), numbers in coming.items():
        if len(numbers) == len(going[title, is_short]) == 1:
            (number,), (known,) = numbers, going[title, is_short]
            is_left = is_short or overlap(known.likeness(), units[number].sketch)[1] >= LEFT
            if is_left and not _is_dated_otherwise(known, units[number]):
                ids[number] = known.id
                taken.add(known.id)


def _is_dated_otherwise(known: Known, unit: Unit) -> bool:
    """Say whether both give a date, and not the same."""
    return len({known.explicit, unit.published} - {None}) > 1
