"""What says until when it is shown is shown until then."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import DAY, NOW, Bench, story

CHRISTMAS = "2026-12-25"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Make a site of two stories, of which one is shown until Christmas."""
    bench = Bench(tmp_path)
    bench.put("fair.md", story(1, "The Fair", date="2026-09-01", expiryDate=CHRISTMAS))
    bench.put("mill.md", story(2, "The Mill", date="2026-09-01"))
    return bench


def titles(bench: Bench) -> set[str]:
    """Return the titles of all items."""
    return {item["title"] for item in bench.items()}


def test_an_item_goes_when_its_time_is_over(bench: Bench) -> None:
    """Nothing else has to change, and a full build at that time finds the same."""
    bench.build()
    assert titles(bench) == {"The Fair", "The Mill"}
    assert bench.build(NOW + 90 * DAY).is_idle

    gone = bench.build(NOW + 96 * DAY)

    assert len(gone.gone) == 1
    assert titles(bench) == {"The Mill"}
    assert bench.build(NOW + 96 * DAY, is_full=True).outputs.written == ()


def test_what_is_over_never_comes_out(bench: Bench) -> None:
    """An archive of posts that is brought here brings none that its site shows no more."""
    bench.build(NOW + 96 * DAY)

    assert titles(bench) == {"The Mill"}


def test_an_item_returns_as_itself_where_its_time_is_prolonged(bench: Bench) -> None:
    """It has its id and its dates, and goes when the new time is over."""
    bench.build()
    before = bench.item("fair.md")
    bench.build(NOW + 96 * DAY)
    bench.put("fair.md", story(1, "The Fair", date="2026-09-01", expiryDate="2027-12-25"))
    bench.build(NOW + 97 * DAY)
    after = bench.item("fair.md")
    bench.build(NOW + 500 * DAY)

    assert [after[name] for name in ("id", "published", "updated")] == [
        before[name] for name in ("id", "published", "updated")
    ]
    assert titles(bench) == {"The Mill"}


def test_an_end_that_is_taken_away_or_moved_with_its_document_holds_nothing(bench: Bench) -> None:
    """Only what a document says now counts."""
    bench.build()
    bench.put("fair.md", story(1, "The Fair", date="2026-09-01"))
    bench.take("mill.md")
    bench.put("new.md", story(3, "News", date="2026-09-02"))
    bench.build(NOW + DAY)
    bench.build(NOW + 96 * DAY)

    assert titles(bench) == {"The Fair", "News"}


@pytest.mark.parametrize(
    ("word", "warnings"),
    [("never", 0), ("false", 0), ("0", 0), ("2999-12-31", 0), ("9999-12-31T23:59:59Z", 0), ("30 days", 1), ("soon", 1)],
)
def test_what_names_no_end_keeps_nothing_back(tmp_path: Path, word: str, warnings: int) -> None:
    """Programs write a day far away, or a span, under `expires`: the document is shown, as its own site shows it."""
    bench = Bench(tmp_path)
    bench.put("fair.md", story(1, "The Fair", expires=word))

    assert len(bench.build().problems) == warnings
    assert titles(bench) == {"The Fair"}


def test_the_last_day_of_an_event_is_no_end(tmp_path: Path) -> None:
    """In front matter `until` may say when a fair is over; beside a document it says when that goes."""
    bench = Bench(tmp_path)
    bench.put("fair.md", story(1, "The Fair", date="2020-01-01", start="2021-05-01", until="2021-05-03"))
    bench.put("mill.txt", story(2, "The Mill"))
    bench.put("mill.txt.toml", "until = 2021-05-03\n")
    bench.build()

    assert titles(bench) == {"The Fair"}
