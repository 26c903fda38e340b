"""Work that is spread over processes comes to the same as in one, in order, whatever befalls a process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedpress.errors import OutsideError, Problem
from feedpress.pipeline.workers import Share, spread
from workbench import NOW, SETTINGS, Bench, story, tree

FEW = Share(enough=4, chunk=2, ahead=1)
HERE = os.getpid()


def pid_of(number: int) -> tuple[int, int]:
    """Say in which process `number` is looked at."""
    return number, os.getpid()


def fatal(number: int) -> int:
    """End the process, unless it is the one that asked."""
    if number == 5 and os.getpid() != HERE:
        os._exit(1)
    return number * number


def refusing(number: int) -> int:
    """Refuse 5."""
    if number == 5:
        raise OutsideError(Problem("pages", 0, "no room", "free some space"))
    return number


def test_results_come_in_the_order_of_the_tasks() -> None:
    """Several processes share the work, and nobody sees who did what."""
    found = list(spread(pid_of, range(40), 2, FEW))

    assert [number for number, _ in found] == list(range(40))
    assert HERE not in {pid for _, pid in found}


def test_little_work_stays_in_the_process() -> None:
    """Below `enough` tasks, or with one process, none is started."""
    pids = {pid for _, pid in [*spread(pid_of, range(3), 2, FEW), *spread(pid_of, range(40), 1, FEW)]}

    assert pids == {HERE}


def test_a_process_that_dies_costs_nothing() -> None:
    """The tasks of a process that was killed are done once more in this one."""
    assert list(spread(fatal, range(40), 2, FEW)) == [number * number for number in range(40)]


def test_a_failure_reaches_whoever_asked() -> None:
    """What a task raises is raised where its result would have been."""
    results = spread(refusing, range(40), 2, FEW)

    assert [next(results) for _ in range(4)] == [0, 1, 2, 3]
    with pytest.raises(OutsideError, match="no room"):
        list(results)


def test_tasks_are_fetched_as_they_are_needed() -> None:
    """However many tasks there are, few wait at a time."""
    fetched: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            fetched.append(number)
            yield number

    next(spread(pid_of, tasks(), 2, FEW))

    assert len(fetched) <= 12


@pytest.fixture
def many(tmp_path: Path) -> Bench:
    """Return a site of more documents than one process would take."""
    bench = Bench(tmp_path / "site")
    for number in range(520):
        bench.put(f"{number:03}.md", story(number, f"Story {number}", date="2026-01-01"))
    return bench


def test_a_build_in_many_processes_is_a_build_in_one(many: Bench, tmp_path: Path) -> None:
    """The bytes do not tell how many processes there were; a rehearsal foresees every file."""
    foreseen = many.build(NOW, is_dry=True).outputs.written
    written = many.build(NOW).outputs.written
    together = tree(many.folder / "dist")
    alone = Bench(tmp_path / "alone", "[build]\njobs = 1\n" + SETTINGS)
    for number in range(520):
        alone.put(f"{number:03}.md", story(number, f"Story {number}", date="2026-01-01"))
    alone.build(NOW)

    assert sorted(foreseen) == sorted(written)
    assert together == tree(alone.folder / "dist")


def test_a_failure_in_a_process_leaves_no_litter(many: Bench) -> None:
    """Where pages cannot be written, the build says so and takes back what all processes have staged."""
    (many.folder / "dist").mkdir()
    (many.folder / "dist" / "items").write_bytes(b"a file in the way")

    with pytest.raises(OutsideError, match="items"):
        many.build(NOW)

    assert tree(many.folder / "dist") == {"items": b"a file in the way"}
