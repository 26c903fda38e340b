"""Know documents again: match what was read with what is remembered, so that an id is minted once.

Pure decisions over values: the catalog hands in what it remembers, and stores what comes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from feedpress.identity import Known, Unit, names_of
from feedpress.normalize.duplicates import FEW, anchors, is_other, is_same


class Memory(NamedTuple):
    """The part of the catalog that matching looks at.

    `names` maps (kind, key) to an id; `known` holds every id that may come up; `at_path` maps (path, part) to the ids
    last seen there; `claimed` are the ids of units that did not change; `lost` are those whose document is gone.
    """

    names: Mapping[tuple[str, str], str]
    known: Mapping[str, Known]
    at_path: Mapping[tuple[str, str], tuple[str, ...]]
    claimed: AbstractSet[str]
    lost: Sequence[Known]


def match(units: Sequence[Unit], memory: Memory) -> list[str]:
    """Return for each of `units` the id under which it is known, "" for one never seen.

    In order: explicit id, canonical URL, clean text, path, likeness to a document that is gone, the title of a short
    one that is. No id goes to two units, unless it was taken down; among several that claim one by the same name, the
    one at the remembered path has it.
    """
    ids = [""] * len(units)
    taken = set(memory.claimed)
    for candidates in (_by_name("id"), _by_name("url"), _by_name("text"), _by_path):
        _claim(units, ids, taken, candidates, memory)
    _claim_alike(units, ids, taken, memory)
    _claim_titled(units, ids, taken, memory)
    return ids


Candidates = Callable[[Unit, Memory], tuple[str, ...]]


def _by_name(kind: str) -> Candidates:
    def candidates(unit: Unit, memory: Memory) -> tuple[str, ...]:
        return tuple(memory.names[name] for name in names_of(unit) if name[0] == kind and name in memory.names)

    return candidates


def _by_path(unit: Unit, memory: Memory) -> tuple[str, ...]:
    if not unit.is_file:
        return ()
    there = memory.at_path.get((unit.path, unit.part), ())
    return tuple(id for id in there if not is_other(memory.known[id].likeness(), unit.sketch))


def _claim(units: Sequence[Unit], ids: list[str], taken: set[str], candidates: Candidates, memory: Memory) -> None:
    wanted: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        if not ids[number]:
            for candidate in candidates(unit, memory):
                wanted[candidate].append(number)
    for candidate, numbers in wanted.items():
        free = [number for number in numbers if not ids[number]]
        known = memory.known[candidate]
        if known.state == "forgotten":  # a copy of what was taken down is it
            for number in free:
                ids[number] = candidate
            continue
        if candidate in taken or not free:
            continue
        at_home = [number for number in free if (units[number].path, units[number].part) == (known.path, known.part)]
        ids[(at_home or free)[0]] = candidate
        taken.add(candidate)


def _claim_alike(units: Sequence[Unit], ids: list[str], taken: set[str], memory: Memory) -> None:
    """Know a document again that was renamed and edited at once."""
    lost: dict[int, list[Known]] = defaultdict(list)
    for known in memory.lost:
        for value in anchors(known.sketch):
            lost[value].append(known)
    for number, unit in enumerate(units):
        if ids[number]:
            continue
        near = {known.id: known for value in anchors(unit.sketch.hashes) for known in lost.get(value, ())}
        alike = (id for id in sorted(near) if id not in taken and is_same(near[id].likeness(), unit.sketch))
        ids[number] = next(alike, "")
        taken.add(ids[number])


def _claim_titled(units: Sequence[Unit], ids: list[str], taken: set[str], memory: Memory) -> None:
    """Know a short text again by its title, where the one that bore it goes as this one comes, and no other does."""
    going: dict[str, list[str]] = defaultdict(list)
    for known in memory.lost:
        if known.state == "live" and known.id not in taken and known.shingles < FEW:
            going[known.title.casefold()].append(known.id)
    coming: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        if not ids[number] and unit.sketch.shingles < FEW:
            coming[unit.sketch.title.casefold()].append(number)
    for title, numbers in coming.items():
        if title and len(numbers) == len(going[title]) == 1:
            ids[numbers[0]] = going[title][0]
            taken.add(going[title][0])
