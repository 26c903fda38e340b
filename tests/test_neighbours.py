"""A passage that many documents share: it makes no copies, hides none, and costs no comparing."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from feedpress.normalize import duplicates
from workbench import NOW, Bench, sentences

CROWD = 3
PASSAGE = " ".join(sentences(900_000, 8))
STEP = 60

Documents = dict[str, str]
Groups = list[list[str]]


@pytest.fixture(autouse=True)
def _few_are_a_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "CROWD", CROWD)


def post(seed: int, number: int = 8, *, without: int | None = None) -> str:
    """Return a text of its own with the passage below it, perhaps without one of its sentences."""
    said = sentences(seed, number)
    return " ".join(one for place, one in enumerate(said) if place != without) + f"\n\n{PASSAGE}\n"


def groups(bench: Bench) -> Groups:
    """Return the paths that each item was made from."""
    return sorted(sorted(source["path"] for source in item["sources"]) for item in bench.items())


def published(folder: Path, documents: Documents) -> Groups:
    """Return the paths that each item is made from where the site is built of `documents` at once."""
    bench = Bench(folder)
    for path, text in documents.items():
        bench.put(path, text)
    bench.build(NOW)
    return groups(bench)


def test_copies_with_the_passage_are_merged(tmp_path: Path) -> None:
    """Two copies of one story are one item, though both bear a passage that a crowd bears; the others are their own."""
    posts = {f"{seed}.txt": post(seed) for seed in range(2 * CROWD)}
    copies = {"copy.txt": post(2, without=3), "other.txt": post(4, without=0)}

    assert published(tmp_path, posts | copies) == [
        ["0.txt"],
        ["1.txt"],
        ["2.txt", "copy.txt"],
        ["3.txt"],
        ["4.txt", "other.txt"],
        ["5.txt"],
    ]


def test_a_text_that_is_all_passage_is_compared_with_its_like(tmp_path: Path) -> None:
    """A notice saved many times, each time with another word below, is one item; posts that quote it are not."""
    notices = {f"notice-{number}.txt": f"{PASSAGE}\n\nCopy {number}.\n" for number in range(3 * CROWD)}
    posts = {f"post-{seed}.txt": post(seed) for seed in range(2)}

    assert published(tmp_path, notices | posts) == [sorted(notices), ["post-0.txt"], ["post-1.txt"]]


@pytest.mark.parametrize("field", ["title", "date"])
def test_what_is_declared_to_differ_is_no_copy(tmp_path: Path, field: str) -> None:
    """Notices of the same words under titles or days of their own stay apart; a copy under the same finds its own."""
    values = {"title": [f"Notice {number}" for number in range(6)], "date": [f"2024-05-0{day}" for day in range(1, 7)]}
    notices = {
        f"{number}.md": f"---\n{field}: {json.dumps(value)}\n---\n\n{PASSAGE} Number {number}.\n"
        for number, value in enumerate(values[field])
    }
    copy = {"copy.md": notices["3.md"].replace("Number 3", "Number three")}

    assert published(tmp_path, notices | copy) == [
        ["0.md"],
        ["1.md"],
        ["2.md"],
        ["3.md", "copy.md"],
        ["4.md"],
        ["5.md"],
    ]


def test_a_crowd_may_come_and_go(tmp_path: Path) -> None:
    """Short notes with a long passage: each build publishes what one from nothing would, however many bear it by then.

    As few they pass for copies; when a crowd bears the passage, they are told by their own words; when the crowd has
    gone, they are copies again, under the id that was the first.
    """
    bench = Bench(tmp_path / "site")
    notes = {f"{seed}.txt": post(seed, 4) for seed in (4, 5, 6)}
    others = {f"more-{seed}.txt": post(seed, 4) for seed in (7, 8, 10)}
    there: Documents = {}
    steps = [notes, *({path: text} for path, text in others.items()), *({path: ""} for path in others)]
    seen = []
    for number, step in enumerate(steps):
        there = {path: text for path, text in (there | step).items() if text}
        for path, text in step.items():
            bench.put(path, text) if text else bench.take(path)
        bench.build(NOW + number * STEP, allows_shrink=True)

        assert groups(bench) == published(tmp_path / f"anew-{number}", there)
        is_same = bench.build(NOW + number * STEP, is_full=True).outputs
        assert (is_same.written, is_same.deleted) == ((), ())
        seen.append({path: item["id"] for item in bench.items() for path in [s["path"] for s in item["sources"]]})

    assert len({*seen[0].values()}) == 1
    assert len({*seen[3].values()}) == len(seen[3]) == 6
    assert seen[-1] == seen[0]


def test_the_order_of_arrival_makes_no_difference(tmp_path: Path) -> None:
    """Posts, notes, notices and copies that come in any order, in any steps, come to the same items."""
    documents = {f"post-{seed}.txt": post(seed) for seed in range(3)} | {"copy.txt": post(1, without=2)}
    documents |= {f"note-{seed}.txt": post(seed, 4) for seed in (4, 5, 6, 7)}
    documents |= {f"notice-{number}.txt": f"{PASSAGE}\n\nCopy {number}.\n" for number in range(4)}
    wanted = published(tmp_path / "at-once", documents)
    for seed in range(3):
        bench = Bench(tmp_path / f"{seed}")
        source = random.Random(seed)
        paths = source.sample(sorted(documents), len(documents))
        for path in paths:
            bench.put(path, documents[path])
            if source.random() < 0.5:
                bench.build(NOW, allows_shrink=True, allows_flood=True)
        for path in source.sample(paths, 4):
            bench.take(path)
            bench.build(NOW, allows_shrink=True, allows_flood=True)
            bench.put(path, documents[path])
        bench.build(NOW, allows_shrink=True, allows_flood=True)

        assert groups(bench) == wanted


@pytest.mark.parametrize(
    "order", [["1.md", "2.md", "copy.txt"], ["copy.txt", "2.md", "1.md"], ["2.md", "copy.txt", "1.md"]]
)
def test_a_copy_between_them_makes_no_one_of_two(tmp_path: Path, order: list[str]) -> None:
    """Two posts whose authors call them by two names stay two, whatever is alike to both, and whoever comes first.

    The third is a copy of the one that it shares more with; when that goes, of the other.
    """
    said = sentences(1, 12)
    documents = {
        "1.md": f"---\ntitle: One\n---\n{' '.join(said)}\n",
        "2.md": f"---\ntitle: Two\n---\n{' '.join(said[:9])}\n",
        "copy.txt": f"{' '.join(said[:8])}\n",
    }
    bench = Bench(tmp_path)
    for number, path in enumerate(order):
        bench.put(path, documents[path])
        bench.build(NOW + number)

    assert groups(bench) == [["1.md"], ["2.md", "copy.txt"]]
    bench.take("2.md")
    bench.build(NOW + STEP)
    assert groups(bench) == [["1.md", "copy.txt"]]


def test_what_was_one_item_stays_one(tmp_path: Path) -> None:
    """A post that is the more alike to a copy takes it from no other: no item becomes another story."""
    said = " ".join(sentences(3, 9))
    documents = {"b.txt": said, "a.md": f"---\ntitle: A\n---\n{said} More.", "c.md": f"---\ntitle: C\n---\n{said}"}
    bench = Bench(tmp_path)
    reports = []
    for number, (path, text) in enumerate(documents.items()):
        bench.put(path, f"{text}\n")
        reports.append(bench.build(NOW + number))

    assert [title for _, title in reports[-1].new] == ["C"]
    assert groups(bench) == [["a.md", "b.txt"], ["c.md"]]
