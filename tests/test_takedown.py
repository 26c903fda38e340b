"""Takedown: nothing of an item is left, wherever it had got to, and nothing else is harmed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from feedpress.pipeline import archives
from workbench import DAY, NOW, SETTINGS, Bench, sentences, story, tree

SITE = SETTINGS + '[catalog]\nledger = "ledger.jsonl"\n'
TAIL = """

Read also

Kraken Ashore
The kraken came ashore at low water and was sent back by the harbour master.

Third Bell Rung
A third bell was rung last night, and nobody has said who it was that rang it.
"""


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let archives close after three items."""
    monkeypatch.setattr(archives, "BLOCK_ITEMS", 3)


def site(folder: Path, count: int = 8) -> Bench:
    """Make a site of `count` stories, the first a herring with a picture, to which the second links; not built yet."""
    bench = Bench(folder / "site", SITE)
    for number in range(2, count + 1):
        bench.put(f"{number}.md", story(number, f"Number {number}", date=f"2025-01-{number:02}"))
    herring = story(500, "Unspeakable Herring", date="2025-01-01", tags=["herrings"])
    bench.put("herring.md", herring + "\n![A herring](silver.png)\n")
    bench.put("silver.png", b"\x89PNG silver")
    bench.put("2.md", story(2, "Number 2", date="2025-01-02") + "\nAs [we said](herring.md) before.\n")
    return bench


def left(bench: Bench, *words: bytes) -> list[str]:
    """Return every file of the site, its corpus and program files aside, in which one of `words` still stands."""
    places = [bench.output, bench.state, bench.folder / "ledger.jsonl"]
    files = {str(place): place.read_bytes() for place in places if place.is_file()}
    files |= {f"{place.name}/{path}": data for place in places for path, data in tree(place).items()}
    return sorted(path for path, data in files.items() if any(word.lower() in data.lower() for word in words))


def said(seed: int) -> bytes:
    """Return words that nothing but the story `seed` has."""
    return sentences(seed)[0][:60].encode()


def test_nothing_of_an_item_is_left(tmp_path: Path) -> None:
    """No feed, archive, page, list, edition, picture, ledger or database holds a word of it, once its document went."""
    bench = site(tmp_path)
    bench.build(freezes=True)
    id, published = bench.item("herring.md")["id"], bench.published()
    assert published["items/unspeakable-herring/silver.png"]
    assert id.encode() in published["archive/1/atom.xml"]

    bench.take("herring.md")
    bench.take("silver.png")
    bench.run("forget", id, "-q", now=NOW + DAY)

    assert left(bench, b"Unspeakable Herring", said(500), b"silver.png") == []
    assert [path for path in bench.published() if "herring" in path] == []
    assert not bench.findings()
    assert bench.run("catalog", "check", "-q") == ""


def test_an_archive_is_dated_by_what_it_still_holds(tmp_path: Path) -> None:
    """Where the newest item of a closed archive is taken down, the archive is as old as the next."""
    bench = site(tmp_path)
    bench.build()
    id = bench.item("3.md")["id"]
    assert b"<updated>2025-01-03T" in bench.published()["archive/1/atom.xml"].partition(b"<entry")[0]

    bench.run("forget", id, "-q", now=NOW + DAY)

    assert b"<updated>2025-01-02T" in bench.published()["archive/1/atom.xml"].partition(b"<entry")[0]
    assert not bench.findings()


def test_what_led_to_an_item_leads_nowhere(tmp_path: Path) -> None:
    """Links to it go from archives and from the letters of other stories; the stories stay."""
    bench = site(tmp_path)
    bench.build()
    bench.build(NOW + DAY, freezes=True)

    bench.run("forget", bench.item("herring.md")["id"], "-q", now=NOW + 2 * DAY)

    files = bench.published()
    assert [path for path, data in files.items() if b"items/unspeakable-herring" in data] == []
    assert b"As &lt;a" in files["archive/1/atom.xml"]
    assert b"we said" in files["items/number-2/index.html"]
    assert not bench.findings()


def test_teasers_of_an_item_go_with_it(tmp_path: Path) -> None:
    """What an edition listed from its tail is not left in the record or on the edition's page; other briefs stay."""
    bench = site(tmp_path, 2)
    for name, seed, tail in (
        ("kraken", 600, TAIL),
        ("eel", 700, TAIL.replace("Kraken", "Eel").replace("Third", "Last")),
    ):
        bench.put(f"{name}.txt", f"The {name} of the harbour\n\n" + "\n\n".join(sentences(seed)) + tail)
    bench.build(freezes=True)
    kraken = bench.item("kraken.txt")
    assert "Kraken Ashore" in {teaser["title"] for teaser in kraken["teasers"]}
    (record,) = (bench.state / "kept" / "newsletter").glob("*/edition.json")
    assert "Kraken Ashore" in record.read_text()

    bench.take("kraken.txt")
    bench.run("forget", kraken["id"], "-q", now=NOW + DAY)

    assert left(bench, b"kraken ashore", b"third bell rung") == []
    assert "Eel Ashore" in record.read_text()


def test_all_copies_of_an_item_go_with_it(tmp_path: Path) -> None:
    """What was published as the item goes, be it by a copy's own id, or merged by way of another copy."""
    bench = site(tmp_path, 7)
    bench.put("herring-again.md", story(500, "Unspeakable Herring", date="2025-01-01"))
    bench.build()
    item = bench.item("herring.md")
    copies = [one.id for one in bench.known().values() if one.merged_into == item["id"]]
    bench.take("herring.md")
    bench.build(NOW + DAY)

    bench.run("forget", copies[0] if copies else item["id"], "-q", now=NOW + 2 * DAY)

    assert [path for path in left(bench, said(500)) if "cache" not in path] == []
    assert not bench.findings()


def test_a_copy_of_what_was_taken_down_stays_down(tmp_path: Path) -> None:
    """The same text under another name is known again, while its first document is there and when it is not."""
    bench = site(tmp_path)
    bench.build()
    bench.run("forget", bench.item("herring.md")["id"], "-q")
    bench.put("copy.md", (bench.corpus / "herring.md").read_text())

    report = bench.build(NOW + DAY)
    bench.take("herring.md")
    again = bench.build(NOW + 2 * DAY)

    assert report.new == again.new == ()
    assert report.documents.skipped == 3  # two documents and the picture


def test_an_item_goes_though_the_site_has_moved(tmp_path: Path) -> None:
    """A new address between publication and takedown hides nothing, built already or not."""
    for number, builds in enumerate((True, False)):
        bench = site(tmp_path / str(number))
        bench.build(freezes=True)
        id = bench.item("herring.md")["id"]
        bench.configure(SITE.replace("https://gazette.example/", "https://new.example/press/"))
        if builds:
            bench.build(NOW + DAY)

        bench.run("forget", id, "-q", now=NOW + 2 * DAY)

        assert [path for path in left(bench, b"Unspeakable Herring", said(500)) if "cache" not in path] == []
        assert not bench.findings()


@pytest.mark.parametrize("id", ["https://gazette.example/?a=1&b=2", "tag:gazette.example,2026:fish&chips'(1)"])
def test_an_id_may_have_odd_characters(tmp_path: Path, id: str) -> None:
    """An id that XML and HTML escape is found in archives, in Atom and in RSS."""
    bench = site(tmp_path)
    bench.put("herring.md", story(500, "Unspeakable Herring", date="2025-01-01", id=id))
    bench.build()
    assert bench.item("herring.md")["id"] == id

    bench.run("forget", id, "-q")

    files = bench.published()
    assert not [path for path, data in files.items() if re.search(rb"a=1&(amp;)?b=2|fish&(amp;)?chips", data)]
    assert not bench.findings()


def test_a_gone_item_is_taken_down_before_its_day_is_over(tmp_path: Path) -> None:
    """The page that stays for a day, and what is kept for it, go at once."""
    bench = site(tmp_path)
    bench.build()
    id = bench.item("herring.md")["id"]
    bench.take("herring.md")
    bench.build(NOW + 60)
    assert bench.published()["items/unspeakable-herring/silver.png"]

    bench.run("forget", id, "-q", now=NOW + 120)

    assert left(bench, b"Unspeakable Herring", said(500)) == []


@pytest.mark.parametrize("length", [2, 16])
def test_what_was_taken_down_stays_down_however_it_is_edited(tmp_path: Path, length: int) -> None:
    """Edited where it is, renamed, edited then, renamed and edited at once, and each copy of it alike."""
    bench = site(tmp_path)
    told = sentences(900, length)

    def text(edits: int) -> str:
        return f"# The Eel\n\n{' '.join(told)} Said by {edits} men.\n"

    bench.put("eel.md", text(0))
    bench.build()
    bench.run("forget", bench.item("eel.md")["id"], "-q")

    new: list[tuple[str, str]] = []
    for edits, (old, path) in enumerate([("eel.md", "eel.md"), ("eel.md", "b.md"), ("b.md", "b.md"), ("b.md", "c.md")]):
        bench.move(old, path)
        new += bench.build(NOW + edits).new
        bench.put(path, text(edits))
        new += bench.build(NOW + edits).new
    bench.put("copy.md", text(3))
    new += bench.build(NOW + 10).new
    bench.put("c.md", text(4))
    bench.put("copy.md", text(5))
    bench.move("copy.md", "d.md")
    new += bench.build(NOW + 11).new

    assert new == []
    assert not bench.findings()


def test_a_short_text_that_bears_the_title_of_what_went_is_published(tmp_path: Path) -> None:
    """Once the document of what was taken down is gone, the next note under the same headline is another one."""
    bench = site(tmp_path)
    bench.put("monday.md", "# Today\n\nThe ferry does not sail.\n")
    bench.build()
    bench.run("forget", bench.item("monday.md")["id"], "-q")
    bench.take("monday.md")
    bench.build(NOW + 1)
    bench.put("tuesday.md", "# Today\n\nHerring is cheap at the northern quay.\n")

    assert [title for _, title in bench.build(NOW + 2).new] == ["Today"]


def test_a_path_is_free_again_once_what_was_taken_down_there_went(tmp_path: Path) -> None:
    """A third text there bears the title of the first and is published; the first itself, put back, is not."""
    bench = site(tmp_path)
    first = story(900, "Today")
    bench.put("today.md", first)
    bench.build()
    bench.run("forget", bench.item("today.md")["id"], "-q")

    told = []
    for day, text in enumerate([story(901, "Yesterday"), story(902, "Today"), first], 1):
        bench.put("today.md", text)
        told.append([title for _, title in bench.build(NOW + 2 * day * DAY).new])

    assert told == [["Yesterday"], ["Today"], []]
