"""A file of many documents: a change in one of them is a change of that one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from test_work import Work
from test_work import build as counted
from workbench import Bench, differing, sentences

Rows = list[dict[str, str]]
NUMBER = 40


def text(number: int, more: str = "") -> str:
    """Return a text of two paragraphs."""
    told = sentences(number)
    return "\n\n".join((" ".join(told[:4]), " ".join(told[4:]), more)).strip()


def rows(number: int = NUMBER) -> Rows:
    """Return as many stories as rows."""
    return [{"id": f"row-{n}", "title": f"Tale {n}", "text": text(n)} for n in range(number)]


def put(bench: Bench, told: Rows) -> None:
    """Make `told` the file of rows."""
    bench.put("tales.jsonl", "".join(json.dumps(row) + "\n" for row in told))


def edited(told: Rows) -> Rows:
    """Edit one row."""
    return [*told[:5], told[5] | {"text": text(5, "An afterthought.")}, *told[6:]]


def with_a_line_that_recurs(told: Rows) -> Rows:
    """Give many rows one line, so that others that have it already are read in another way."""
    return [row | {"text": text(n, "Read our guide to better gardens")} for n, row in enumerate(told)]


def without_the_line_but_in_three(told: Rows) -> Rows:
    """Leave the line to three rows, where it does not recur any more."""
    return [row if n < 3 else row | {"text": text(n)} for n, row in enumerate(with_a_line_that_recurs(told))]


CHANGES: list[Callable[[Rows], Rows]] = [
    edited,
    with_a_line_that_recurs,
    without_the_line_but_in_three,
    lambda told: told[1:],
    lambda told: [*told, {"id": "row-new", "title": "New", "text": text(90)}],
    lambda told: [{"id": "row-first", "title": "First", "text": text(91)}, *told],
    lambda told: [*told[:7], told[7] | {"text": ""}, *told[8:]],
    lambda told: [*told[20:], *told[:20]],
    lambda told: [row | {"text": f"<p>{row['text']}</p>"} if n % 2 else row for n, row in enumerate(told)],
]


def test_one_changed_row_is_the_only_one_made_anew(tmp_path: Path) -> None:
    """The other rows of a file with a changed one cost next to nothing, so that a day's stories can lie in one file."""
    cold, change = {}, {}
    for number in (NUMBER, 3 * NUMBER):
        bench = Bench(tmp_path / str(number))
        put(bench, rows(number))
        cold[number] = counted(bench)
        put(bench, edited(rows(number)))
        change[number] = counted(bench)

    assert {len(work.report["updated"]) for work in change.values()} == {1}
    assert _growth(change) < _growth(cold) / 4  # the page of their year lists them all


def _growth(works: Mapping[int, Work]) -> int:
    few, many = works.values()
    return many.calls - few.calls


def test_rows_come_out_as_if_all_were_read(tmp_path: Path) -> None:
    """Whatever changes in a file of rows, what is published is what reading all of them gives."""
    bench = Bench(tmp_path)
    told = rows()
    put(bench, told)
    bench.build()
    for change in CHANGES:
        told = change(told)
        put(bench, told)
        bench.build(allows_shrink=True)
        changed = bench.published()

        bench.build(is_full=True, allows_shrink=True)

        assert differing(changed, bench.published()) == []


def test_a_problem_of_a_row_stays_known(tmp_path: Path) -> None:
    """What is wrong in a row is still reported after another row has changed."""
    bench = Bench(tmp_path)
    told = rows()
    told[3]["date"] = "soon"
    put(bench, told)
    before = [str(problem) for problem in bench.build().problems if problem.path == "tales.jsonl"]
    put(bench, edited(told))

    after = [str(problem) for problem in bench.build().problems if problem.path == "tales.jsonl"]

    assert after == before != []
