"""A date that is out moves with what its own document says, not with what happens around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench import DAY, NOW, SETTINGS, Bench, story

AMBIGUOUS = f"The Boats Are In\nPublished: 03/04/2024\n\n{story(1)}"
DATED = story(2, "The Ferry", date="2024-05-05")
UNDATED = DATED.replace('date: "2024-05-05"\n', "") + "\nAnd a word more.\n"


def dates(bench: Bench, path: str) -> tuple[str, str]:
    """Return when the item of the document at `path` was published and updated."""
    item = bench.item(path)
    return item["published"], item["updated"]


def _part_by_slash(bench: Bench) -> None:
    bench.put("trains.txt", f"The Trains Are In\nPublished: 12/25/2023\n\n{story(3)}")


def _bring_a_dated_copy(bench: Bench) -> None:
    bench.put("copy.txt", f"The Boats Are In\nPublished: 1 May 2024\n\n{story(1)}")


@pytest.mark.parametrize("happen", [_part_by_slash, _bring_a_dated_copy])
def test_other_documents_date_no_item_that_is_out(tmp_path: Path, happen: Callable[[Bench], None]) -> None:
    """What tells how to read an item's date, or another date of it, comes too late once it is published."""
    bench = Bench(tmp_path)
    bench.put("boats.txt", AMBIGUOUS)
    bench.build()
    before = dates(bench, "boats.txt")
    happen(bench)
    bench.build(NOW + 900)
    assert dates(bench, "boats.txt") == before
    assert bench.item("boats.txt")["provenance"]["published"]["from"] == "first-seen"


def test_the_first_date_that_shows_the_order_has_the_others_read_again(tmp_path: Path) -> None:
    """What a build complained of is settled by a document that comes later, as a full build would have it."""
    bench = Bench(tmp_path)
    bench.put("boats.txt", AMBIGUOUS)
    assert ["may be two dates" in problem.what for problem in bench.build().problems] == [True]
    _part_by_slash(bench)
    assert not bench.build(NOW + 900).problems
    assert bench.build(NOW + 900, is_full=True).outputs.written == ()


def test_a_copy_that_goes_or_returns_dates_nothing_anew(tmp_path: Path) -> None:
    """An item that lives on in a copy keeps both its dates: no document of it was edited."""
    bench = Bench(tmp_path)
    bench.put("ferry.md", DATED)
    bench.build()
    before = dates(bench, "ferry.md")
    bench.put("longer.md", UNDATED)
    bench.put("other.txt", f"The Ferry\nPublished: 1 May 2024\n\n{story(2)}")
    bench.build(NOW + 900)
    bench.take("ferry.md")
    bench.build(NOW + 1800)
    assert dates(bench, "longer.md") == before
    bench.put("ferry.md", DATED)
    bench.build(NOW + 2700)
    assert dates(bench, "ferry.md") == before


def test_an_edit_of_what_is_left_counts(tmp_path: Path) -> None:
    """A copy under which an item lives on may state another date, and changes it like any document."""
    bench = Bench(tmp_path)
    bench.put("ferry.md", DATED)
    bench.put("longer.md", UNDATED)
    bench.build()
    bench.take("ferry.md")
    bench.build(NOW + 900)
    bench.put("longer.md", UNDATED.replace("---\n", "---\ndate: 2024-05-07\n", 1) + "A third word.\n")
    bench.build(NOW + 1800)
    assert dates(bench, "longer.md") == ("2024-05-07T00:00:00Z", "2026-09-21T14:43:20Z")


def test_settings_that_say_how_to_read_dates_are_heeded(tmp_path: Path) -> None:
    """`date_order` mends what a build complained of, also for an item that is out."""
    bench = Bench(tmp_path)
    bench.put("boats.txt", AMBIGUOUS)
    bench.build()
    bench.configure(SETTINGS + '[corpus]\ndate_order = "dmy"\n')
    bench.build(NOW + 900)
    assert dates(bench, "boats.txt")[0] == "2024-04-03T00:00:00Z"


def test_a_time_zone_set_late_moves_nothing_that_is_out(tmp_path: Path) -> None:
    """Days begin some hours later from then on; nobody is told that an old item was updated, now or later."""
    bench = Bench(tmp_path)
    for number in range(104):
        bench.put(f"{number}.md", story(number, f"Story {number}", date="2024-05-05"))
    bench.build()
    feed, before = (bench.output / "atom.xml").read_bytes(), dates(bench, "1.md")
    archives = sorted(path.name for path in (bench.output / "archive").iterdir())
    bench.configure(SETTINGS.replace("[newsletter]", 'timezone = "America/New_York"\n[newsletter]'))
    bench.put("new.md", story(200, "New", date="2024-05-06"))
    assert bench.build(NOW + 900).updated == ()
    assert dates(bench, "1.md") == before
    assert dates(bench, "new.md")[0] == "2024-05-06T04:00:00Z"
    bench.take("new.md")
    bench.build(NOW + 1800)
    assert (bench.output / "atom.xml").read_bytes() == feed
    bench.put("1.md", story(1, "Story 1", date="2024-05-05", tags=["quay"]))
    bench.build(NOW + 2700)
    assert dates(bench, "1.md") == before
    assert sorted(path.name for path in (bench.output / "archive").iterdir()) == archives


def test_the_day_of_a_feast_never_dates_its_invitation(tmp_path: Path) -> None:
    """A day to come over a text is an event's, also when the text is edited or moved after the event."""
    bench = Bench(tmp_path)
    bench.put("feast.txt", f"The Harbour Feast\n\nOctober 5, 2026\n\n{story(1)}")
    bench.build()
    before = dates(bench, "feast.txt")
    bench.put("feast.txt", f"The Harbour Feast\n\nOctober 5, 2026\n\n{story(1)}\nIt was a fine day.\n")
    bench.build(NOW + 30 * DAY)
    bench.move("feast.txt", "past.txt")
    bench.build(NOW + 31 * DAY)
    assert dates(bench, "past.txt") == (before[0], "2026-10-21T14:13:20Z")
    assert bench.item("past.txt")["provenance"]["published"]["from"] == "first-seen"
