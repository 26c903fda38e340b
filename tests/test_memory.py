"""The memory as a whole: the ledger, the guards, a first and a new address, takedown, rehearsal."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from feedpress.cli import main
from feedpress.errors import ConfigError, GuardError, OutsideError, Problem
from feedpress.pipeline import archives as blocks
from workbench import DAY, NOW, SETTINGS, Bench, built, sentences, story, tree

LEDGER = SETTINGS + '[catalog]\nledger = "ledger.jsonl"\n'


KEEP = SETTINGS + '[items]\nduplicates = "keep"\n'


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Make a site of three stories that was built once, with a ledger."""
    bench = Bench(tmp_path / "site", LEDGER)
    for number, name in enumerate(("fog", "rope", "bread"), 1):
        bench.put(f"{name}.md", story(number, name.capitalize(), date=f"2026-03-0{number}"))
    bench.build()
    return bench


def lose_memory(bench: Bench) -> None:
    """Delete everything that feedpress remembers but the ledger."""
    shutil.rmtree(bench.state)


def ids(bench: Bench) -> dict[str, str]:
    """Return the id of each item by its title."""
    return {item["title"]: item["id"] for item in bench.items()}


def test_the_ledger_carries_the_memory_to_another_machine(bench: Bench) -> None:
    """A build that has only the ledger publishes the same bytes under the same ids."""
    bench.build(NOW + DAY, freezes=True)
    before, published = ids(bench), bench.published()
    lose_memory(bench)
    shutil.rmtree(bench.output)

    report = bench.build(NOW + 2 * DAY)

    assert report.new == ()
    assert before == ids(bench)
    assert published == bench.published()


def test_names_with_other_ends_of_lines_are_carried_too(bench: Bench) -> None:
    """Unicode has signs that end lines and may stand in a file's name; a line of the ledger goes on behind them."""
    bench.put("one\u2028two\x85three.md", story(77, "Ends"))
    bench.build(NOW + DAY)
    before = ids(bench)
    lose_memory(bench)

    assert bench.build(NOW + DAY).new == ()
    assert before == ids(bench)


@pytest.mark.parametrize("action", ["export", "check"])
def test_a_folder_without_a_memory_has_nothing_to_keep(
    tmp_path: Path, action: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A backup that runs in a wrong folder fails, and leaves nothing there."""
    assert main(["-C", str(tmp_path), "catalog", action]) == 2
    assert capsys.readouterr().err.endswith("nothing was built here yet; run feedpress build\n")
    assert list(tmp_path.iterdir()) == []


def test_the_ledger_is_the_same_text_for_the_same_memory(bench: Bench) -> None:
    """Importing a ledger and exporting it again gives the same lines."""
    before = (bench.folder / "ledger.jsonl").read_text()
    lose_memory(bench)

    bench.run("catalog", "import", str(bench.folder / "ledger.jsonl"), "-q")

    assert before == bench.run("catalog", "export")


@pytest.mark.parametrize("place", [".feedpress/catalog.sqlite3", "dist/atom.xml"])
def test_no_export_overwrites_what_is_kept(bench: Bench, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The memory and the output are no place for a backup: neither loses a byte."""
    target = bench.folder / place
    before = target.read_bytes()

    assert main(["-C", str(bench.folder), "catalog", "export", str(target)]) == 2
    assert "name a file outside of it" in capsys.readouterr().err
    assert target.read_bytes() == before


def test_an_id_that_is_no_text_names_no_item(bench: Bench) -> None:
    """Bytes that a terminal passes on are told as any other wrong id."""
    assert main(["-C", str(bench.folder), "forget", "\udcff"]) == 2


def test_a_damaged_ledger_is_named_by_its_line(bench: Bench) -> None:
    """A line that is no JSON stops the build before anything is written, and says where it is."""
    lose_memory(bench)
    path = bench.folder / "ledger.jsonl"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:2], "{half a line", *lines[3:]]))

    with pytest.raises(ConfigError, match=r"ledger\.jsonl:3: not a line of a ledger"):
        bench.build(NOW + DAY)


def test_no_other_file_is_taken_for_the_ledger(bench: Bench) -> None:
    """A name that a document has is refused before it is written over; a ledger that was emptied is written again."""
    bench.put("walk.md", story(5, "A Walk"))
    bench.configure(SETTINGS + '[catalog]\nledger = "seeds/walk.md"\n')

    with pytest.raises(ConfigError, match=r"walk\.md:1: is no ledger; name a file of its own"):
        bench.build(NOW + DAY)
    assert (bench.corpus / "walk.md").read_text() == story(5, "A Walk")

    bench.configure(LEDGER)
    (bench.folder / "ledger.jsonl").write_text("")
    bench.build(NOW + DAY)
    assert (bench.folder / "ledger.jsonl").read_text() == bench.run("catalog", "export")


def test_a_ledger_that_cannot_be_read_is_an_outside_failure(bench: Bench) -> None:
    """A ledger of bytes that are no UTF-8 is refused, not ignored: subscribers would see everything as new."""
    lose_memory(bench)
    (bench.folder / "ledger.jsonl").write_bytes(b"\xff\xfe\xff")

    with pytest.raises(OutsideError, match=r"ledger\.jsonl"):
        bench.build(NOW + DAY)


@pytest.mark.parametrize("line", ['{"kind": "feedpress", "version": 99}', '{"kind": "weather", "row": {}}'])
def test_a_ledger_of_another_time_is_refused(bench: Bench, line: str) -> None:
    """A newer version, or a kind that nobody knows, is not read halfway."""
    lose_memory(bench)
    (bench.folder / "ledger.jsonl").write_text(line + "\n")

    with pytest.raises(ConfigError, match=r"ledger\.jsonl:1"):
        bench.build(NOW + DAY)


def test_an_import_does_not_mix_two_memories(bench: Bench) -> None:
    """Importing into a catalog that knows items is refused."""
    from feedpress.cli import main

    code = main(["-C", str(bench.folder), "catalog", "import", str(bench.folder / "ledger.jsonl")])

    assert code == 5


def test_lost_memory_is_not_a_flood(bench: Bench) -> None:
    """Where the output holds our feeds and the memory is gone, nothing is built unless it is allowed."""
    bench.configure(SETTINGS)
    lose_memory(bench)
    before = bench.published()

    with pytest.raises(GuardError, match="the memory of what was published is lost"):
        bench.build(NOW + DAY)

    assert before == bench.published()
    assert len(bench.build(NOW + DAY, allows_flood=True).new) == 3


def test_another_authority_is_not_a_flood(bench: Bench) -> None:
    """A configured authority that differs from the kept one is refused unless it is allowed; then ids are new."""
    before = ids(bench)
    bench.configure(LEDGER.replace("[site]", '[site]\nauthority = "other.example"'))

    with pytest.raises(GuardError, match="authority"):
        bench.build(NOW + DAY)

    bench.build(NOW + DAY, allows_flood=True)
    assert before.keys() == ids(bench).keys()
    assert not set(before.values()) & set(ids(bench).values())


def test_a_new_address_keeps_every_id(bench: Bench) -> None:
    """When the site moves to another host, pages and feeds follow and no item looks new."""
    before = ids(bench)
    bench.configure(LEDGER.replace("gazette.example", "www.gazette.example"))

    report = bench.build(NOW + DAY)

    assert report.new == report.gone == ()
    assert before == ids(bench)
    assert b"https://www.gazette.example/items/" in bench.published()["atom.xml"]
    assert b"https://gazette.example/" not in bench.published()["atom.xml"]


def test_ids_are_provisional_until_there_is_an_address(tmp_path: Path) -> None:
    """Items built without a url get their lasting ids with the first url; an id that a document states is kept."""
    bench = Bench(tmp_path, "")
    bench.put("a.md", story(1, "One"))
    bench.put("b.md", story(2, "Two", id="tag:gazette.example,2026:two"))
    bench.build()
    before = ids(bench)

    bench.configure(SETTINGS)
    bench.build(NOW + DAY)

    after = ids(bench)
    assert after["One"] != before["One"]
    assert after["Two"] == before["Two"] == "tag:gazette.example,2026:two"
    assert not bench.findings()


def long_site(folder: Path, count: int) -> Bench:
    """Make a site whose archives close: `count` stories, of which few fit into a block."""
    bench = Bench(folder, LEDGER)
    for number in range(count):
        body = story(number, f"Number {number}", date=f"2025-01-{number % 28 + 1:02}T{number // 28:02}:00:00Z")
        bench.put(f"{number:03}.md", body)
    bench.build()
    return bench


def archives(bench: Bench) -> dict[str, bytes]:
    """Return the published archive documents."""
    return {path: data for path, data in bench.published().items() if path.startswith("archive/")}


def test_closed_archives_never_change(tmp_path: Path) -> None:
    """More items close more archives; the bytes of the closed ones stay, and each is what was kept."""
    bench = long_site(tmp_path, 110)
    before = archives(bench)
    for number in range(110, 170):
        bench.put(f"{number:03}.md", story(number, f"Number {number}"))
    bench.build(NOW + DAY)
    bench.put("003.md", story(3, "Number 3, again", date="2025-01-04T00:00:00Z") + "\nA word more.\n")

    bench.build(NOW + 2 * DAY)

    after = archives(bench)
    assert sorted(before) == ["archive/1/atom.xml", "archive/1/rss.xml", "archive/2/atom.xml", "archive/2/rss.xml"]
    assert {path: after[path] for path in before} == before
    assert len(after) > len(before)
    assert after == {f"archive/{path}": data for path, data in tree(bench.state / "kept" / "archive").items()}
    assert b"Number 3, again" in bench.published()["atom.xml"]
    assert not bench.findings()


def test_the_first_archive_waits_for_the_second(tmp_path: Path) -> None:
    """With one full block there is no archive yet, and the live feed holds everything."""
    bench = long_site(tmp_path, 70)

    assert not archives(bench)
    assert bench.published()["atom.xml"].count(b"<entry>") == 70


def test_a_new_address_rewrites_archives(tmp_path: Path) -> None:
    """A new url stands in every archive document, and the chain still reaches every item."""
    bench = long_site(tmp_path, 110)
    bench.configure(LEDGER.replace("https://gazette.example/", "https://new.example/"))

    bench.build(NOW + DAY)

    assert all(b"https://gazette.example/" not in data for data in archives(bench).values())
    assert not bench.findings()


def test_takedown_removes_an_item_everywhere(tmp_path: Path) -> None:
    """A forgotten item is gone from feeds, archives, pages, the record of editions, the memory and the ledger."""
    bench = long_site(tmp_path, 110)
    bench.put("secret.md", story(500, "Unspeakable Herring", date="2025-01-01T12:00:00Z"))
    bench.build(NOW + DAY, freezes=True)
    herring = ids(bench)["Unspeakable Herring"]

    bench.run("forget", herring, "-q")

    files = bench.published() | tree(bench.state / "kept") | {"ledger": (bench.folder / "ledger.jsonl").read_bytes()}
    assert not [path for path, data in files.items() if b"Unspeakable" in data]
    assert not bench.findings()
    assert bench.run("catalog", "check", "-q") == ""


def test_what_was_taken_down_stays_down(bench: Bench) -> None:
    """A document that is still in the corpus, or edited later, is not published again."""
    bench.run("forget", ids(bench)["Rope"], "-q")
    bench.put("rope.md", story(2, "Rope", date="2026-03-02") + "\nOne more word.\n")

    report = bench.build(NOW + 3 * DAY)

    assert report.new == ()
    assert "Rope" not in ids(bench)


def test_forgetting_what_nobody_knows_is_an_error(bench: Bench) -> None:
    """An id that no item has is refused with the way to find ids."""
    from feedpress.cli import main

    assert main(["-C", str(bench.folder), "forget", "urn:uuid:none"]) == 2


def test_a_rehearsal_leaves_no_trace(bench: Bench) -> None:
    """`--dry-run` says what a subscriber would see and which files differ, and changes nothing at all."""
    bench.put("new.md", story(9, "Nine"))
    bench.take("fog.md")
    before = tree(bench.output), tree(bench.state / "kept"), bench.known()

    told: dict[str, Any] = json.loads(bench.run("build", "--dry-run", "--json"))

    assert (len(told["new"]), len(told["gone"])) == (1, 1)
    assert "items/nine/index.html" in told["outputs"]["files"]["written"]
    assert before == (tree(bench.output), tree(bench.state / "kept"), bench.known())


def test_kept_bytes_that_were_altered_are_found(bench: Bench) -> None:
    """`catalog check` names a kept file that is missing or not what was published."""
    bench.build(NOW + DAY, freezes=True)
    (letter,) = (bench.state / "kept" / "newsletter").glob("*/email.html")
    letter.write_bytes(b"altered")
    letter.with_name("email.txt").unlink()

    told = bench.run("catalog", "check")

    assert "email.html: is not what was published" in told
    assert "email.txt: is missing" in told


def test_what_follows_a_build_works_on_its_folders(bench: Bench) -> None:
    """After a build with --corpus and --output, forget, edition, check and explain find what it published and read."""
    elsewhere = Bench(bench.folder / "elsewhere")
    elsewhere.put("kelp.md", story(7, "Kelp"))
    elsewhere.put("eel.md", story(8, "Eel"))
    out = bench.folder / "out"
    bench.configure(LEDGER + '[output]\nfolder = "public"\n')
    bench.run("build", "--corpus", str(elsewhere.corpus), "--output", str(out), "--allow-shrink", "-q")

    bench.run("edition", "-q", now=NOW + 60)
    bench.run("forget", ids(bench)["Eel"], "-q", now=NOW + 120)
    told = json.loads(bench.run("explain", "kelp.md", "--json", "-q"))

    assert list(ids(bench)) == ["Kelp"]
    assert b"Kelp" in (out / "atom.xml").read_bytes()
    assert b"Eel" not in b"".join(tree(out).values())
    assert list((out / "newsletter").glob("2*/edition.json"))
    assert told["items"] == [ids(bench)["Kelp"]]
    assert bench.findings() == []
    assert not (bench.folder / "public").exists()
    assert [
        line for line in (bench.folder / "ledger.jsonl").read_text().splitlines() if str(bench.folder) in line
    ] == []


@pytest.mark.parametrize("formats", [["json"], ["rss", "json"], ["atom"]])
def test_archives_come_and_go_with_their_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, formats: list[str]
) -> None:
    """A format that is not wanted has no archives, the others' stay; one that comes back has the old ones."""
    monkeypatch.setattr(blocks, "BLOCK_ITEMS", 3)
    bench = long_site(tmp_path, 7)
    before = archives(bench)
    bench.configure(f"{LEDGER}[feeds]\nformats = {json.dumps(formats)}\n")

    bench.build(NOW + DAY)

    wanted = {path: data for path, data in before.items() if path.endswith(tuple(f"{one}.xml" for one in formats))}
    assert before
    assert wanted == archives(bench)
    assert not bench.findings()
    bench.configure(LEDGER)
    bench.build(NOW + 2 * DAY)
    assert before == archives(bench)
    assert not bench.findings()


def problems(bench: Bench) -> list[str]:
    """Return the problems that the last build left, as they are printed."""
    told = json.loads((bench.state / "last-build.json").read_text())["problems"]
    return [str(Problem(**problem)) for problem in told]


@pytest.mark.parametrize("id", ["kelp", "tag:gazette.example,2026:kelp"])
def test_an_id_that_two_documents_state_is_a_problem(tmp_path: Path, id: str) -> None:
    """Both are published, the second under an id of its own, and the message names both; with other ids it is gone."""
    bench = Bench(tmp_path)
    bench.put("a.md", story(1, "One", id=id))
    bench.put("b.md", f"---\ntitle: Two\nid: {id}\n---\n\n{story(2)}")
    bench.run("build", "-q")

    (told,) = [problem for problem in problems(bench) if "states the id" in problem]

    assert told.startswith(f'b.md:1: states the id "{id}", which a.md has; it is published under another one')
    assert len(ids(bench)) == 2
    bench.run("build", "--full", "-q", now=NOW + DAY)
    assert told in problems(bench)
    bench.put("b.md", story(2, "Two", id="other"))
    bench.run("build", "-q", now=NOW + 2 * DAY)
    assert not [problem for problem in problems(bench) if "states the id" in problem]


@pytest.mark.parametrize("last", ["a.md", "b.md"])
def test_copies_never_exchange_their_items(tmp_path: Path, last: str) -> None:
    """Of two copies that are kept apart one is edited as the other is tagged: no id moves, nothing is announced."""
    bench = Bench(tmp_path / "site", KEEP)
    bench.put("a.md", story(1, "Fog"))
    bench.put("b.md", story(1, "Fog"))
    bench.build()
    bench.put(last, story(1, "Fog", tags=["weather"]))  # it was seen last
    bench.build(NOW + DAY)
    before = {path: (bench.item(path)["id"], bench.item(path)["url"]) for path in ("a.md", "b.md")}
    bench.put(last, story(1, "Fog").replace(".", ", and so on.", 1))
    other = "b.md" if last == "a.md" else "a.md"
    bench.put(other, story(1, "Fog", tags=["weather"]))

    report = bench.build(NOW + 2 * DAY)

    assert [id for id, _ in report.updated] == [before[last][0]]
    assert report.new == report.gone == ()
    assert before == {path: (bench.item(path)["id"], bench.item(path)["url"]) for path in ("a.md", "b.md")}


def test_a_broken_link_is_named_by_its_line(tmp_path: Path) -> None:
    """The line is that of the document in which the link stands."""
    bench = Bench(tmp_path)
    bench.put("deep/a.md", story(1, "One") + "\nAs [we said](../else/where%20it%20was.md) before.\n")
    line = (
        (bench.corpus / "deep/a.md").read_text().splitlines().index("As [we said](../else/where%20it%20was.md) before.")
    )
    bench.run("build", "-q")

    assert f"deep/a.md:{line + 1}: refers to else/where it was.md" in "\n".join(problems(bench))


def test_a_setting_that_does_nothing_is_named_once_it_is_set(bench: Bench) -> None:
    """A build hears of a new warning about the settings, also where nothing that it would write has changed."""
    bench.put("a.md", story(1, "One"))
    bench.build()
    settings = bench.folder / "feedpress.toml"
    settings.write_text(settings.read_text() + '[build]\ncluster = "tcp://127.0.0.1:8786"\n')

    assert [problem.what for problem in bench.build(NOW + 1).news] == ["nothing uses `cluster` yet"]
    assert bench.build(NOW + 2).is_idle


def test_what_is_no_document_is_named_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`-v` says of each file that was skipped what it is; links are not followed, and said to be links."""
    bench = Bench(tmp_path)
    bench.put("a.md", story(1, "One"))
    bench.put("a.md.toml", 'tags = ["x"]\n')
    bench.put("b.md", "# Two\n\n![The quay](quay.png)\n")
    bench.put("gone.txt.toml", "draft = true\n")
    bench.put("notes.docx", b"PK")
    bench.put("quay.png", b"\x89PNG")
    (bench.corpus / "link.md").symlink_to("a.md")
    (bench.corpus / "elsewhere").symlink_to(tmp_path)

    told = json.loads(bench.run("build", "--json", "-v"))
    capsys.readouterr()
    bench.run("build", "-v")

    kinds = {one["path"]: one["what"] for one in told["skipped"]}
    assert kinds == {
        "a.md.toml": "fields of a.md",
        "elsewhere": "a symbolic link, which is not followed",
        "link.md": "a symbolic link, which is not followed",
        "gone.txt.toml": "fields of gone.txt, which is not there",
        "notes.docx": "no kind of document that is known",
        "quay.png": "no document; published beside the page that refers to it",
    }
    assert "notes.docx: skipped: no kind of document that is known" in capsys.readouterr().err


def test_the_page_of_a_gone_item_leads_to_no_feed_that_may_go(bench: Bench) -> None:
    """It is kept for a day as it was, while other settings may take lists and formats away."""
    bench.take("fog.md")
    bench.build(NOW + 60)
    bench.configure(LEDGER + '[feeds]\nformats = ["json"]\nby = []\n')

    bench.build(NOW + 120)

    assert b"Fog" in bench.published()["items/fog/index.html"]
    assert not bench.findings()


@pytest.mark.parametrize(
    "lost",
    [
        "newsletter/2026-09-21",
        "newsletter/2026-09-21/email.html",
        "archive/1/atom.xml",
        "items/fog",
        "items",
        "assets",
        "atom.xml",
        "2026",
        "",
    ],
)
def test_what_is_lost_of_the_output_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    """A folder, feed or archive that was removed from the output is missed by the next build and made again, alike."""
    monkeypatch.setattr(blocks, "BLOCK_ITEMS", 1)
    bench = Bench(tmp_path)
    for number, name in enumerate(("fog", "rope", "bread"), 1):
        bench.put(f"{name}.md", story(number, name.capitalize(), date=f"2026-03-0{number}"))
    bench.build()
    bench.build(freezes=True)
    before = tree(bench.output)
    assert bench.build().is_idle
    path = bench.output / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()

    report = bench.build()

    assert {name for name in before if name.startswith(lost)} == set(report.outputs.written)
    assert tree(bench.output) == before
    assert bench.build().is_idle


def test_a_feed_that_was_edited_by_hand_is_made_again(tmp_path: Path) -> None:
    """What stands in a live feed is what the memory says."""
    bench = Bench(tmp_path)
    bench.put("fog.md", story(1, "Fog", date="2026-03-01"))
    bench.build()
    before = tree(bench.output)
    (bench.output / "atom.xml").write_text("scribbled")

    assert bench.build().outputs.written == ("atom.xml",)
    assert tree(bench.output) == before


def test_a_file_of_another_hand_is_no_loss(tmp_path: Path) -> None:
    """What others put beside ours makes a build look once, and write nothing."""
    bench = Bench(tmp_path)
    bench.put("fog.md", story(1, "Fog", date="2026-03-01"))
    bench.build()
    (bench.output / "favicon.ico").write_bytes(b"icon")

    assert bench.build().outputs.written == ()
    assert bench.build().is_idle


def test_what_is_published_is_not_held_back_when_its_date_is_read_otherwise(tmp_path: Path) -> None:
    """A time zone farther west puts today's story into the future: subscribers keep it, under its id."""
    zone = '[site]\nurl = "https://example.org/"\ntimezone = "{}"\n'
    bench = Bench(tmp_path, zone.format("Asia/Tokyo"))
    bench.put("one.md", story(1, "One", date="2026-09-21 23:00"))
    bench.build()
    id = bench.item("one.md")["id"]
    bench.configure(zone.format("America/Los_Angeles"))
    bench.put("two.md", story(2, "Two", date="2026-09-21 23:00"))

    assert [path for path, _ in bench.build().held] == ["two.md"]
    assert bench.item("one.md")["id"] == id
    assert id in bench.published()["atom.xml"].decode()


def test_a_build_that_failed_is_not_gone_by(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """An output that cannot be made fails that build alone: later commands work on the last one that was published."""
    assert main(["-C", str(bench.folder), "build", "--output", "x" * 300]) == 4
    capsys.readouterr()

    assert main(["-C", str(bench.folder), "items"]) == 0
    assert not bench.findings()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("edition", "list", "2026-03-01"), 'list takes no "2026-03-01"; leave it out, or feedpress edition show 2026'),
        (("edition", "list", "--dry-run"), "--dry-run is for the next edition, and list is not; leave one of the two"),
        (("catalog", "check", "ledger.jsonl"), 'check takes no "ledger.jsonl"; leave it out'),
    ],
)
def test_a_word_too_many_is_an_error(
    bench: Bench, command: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a command would not heed is told, with the cure."""
    assert main(["-C", str(bench.folder), *command]) == 2
    assert told in capsys.readouterr().err


def test_a_feed_that_a_setting_takes_away_is_named(bench: Bench) -> None:
    """It may have subscribers: the rehearsal and the build say so, and how to bring it back; later builds do not."""
    bench.configure(f'{LEDGER}[feeds]\nby = ["tag", "language"]\n')
    bench.put("fog.md", story(1, "Fog", tags=["tides", "weather"]))
    bench.build()
    bench.configure(f'{LEDGER}[feeds]\nformats = ["atom", "json"]\nby = []\n')

    rehearsed, report = bench.build(is_dry=True), bench.build()

    assert [problem.path for problem in report.news] == ["rss.xml", "tags/tides/atom.xml", "languages/en/atom.xml"]
    assert 'put "rss" back into `formats`' in str(report.news[0])
    what = "are published no more: whoever subscribed will hear nothing; put"
    assert f'and 3 more feeds {what} "tag"' in str(report.news[1])
    assert f'and 1 more feed {what} "language"' in str(report.news[2])
    assert rehearsed.news == report.news
    assert bench.build(is_full=True).news == ()


@pytest.mark.parametrize("first", ["posts/2024", "posts-2024", "Posts-2024"])
def test_no_two_folders_share_a_list(tmp_path: Path, first: str) -> None:
    """Folders whose names come to one address have a list and feeds each; who came first keeps the address."""
    bench = Bench(tmp_path / "site", LEDGER + '[feeds]\nby = ["folder"]\n')
    folders = ["posts-2024", "Posts-2024", "posts/2024"]
    bench.put(f"{first}/0.md", story(0, f"Came first in {first}"))
    bench.build()
    for number, folder in enumerate(folders, 1):
        bench.put(f"{folder}/{number}.md", story(number, f"Told in {folder}"))
    problems = built(bench, NOW + DAY)
    lose_memory(bench)
    built(bench, NOW + DAY)

    feeds = {path: data.decode() for path, data in bench.published().items() if re.match(r"folders/.*atom\.xml", path)}
    told = {
        path: set(re.findall(r"<title>(?:Told|Came first) in ([^<]+)</title>", data)) for path, data in feeds.items()
    }
    assert (problems, bench.findings()) == ([], [])
    assert sorted(map(tuple, told.values())) == sorted((folder,) for folder in folders)
    assert told["folders/posts-2024/atom.xml"] == {first}


def test_the_folder_that_published_first_has_the_plain_address(bench: Bench) -> None:
    """Where one build meets two folders whose names come to one address, that of the older posts keeps its readers."""
    bench.configure(LEDGER + '[feeds]\nby = ["folder"]\n')
    bench.put("posts-2024/1.md", story(1, "Late", date="2024-05-01"))
    bench.put("posts/2024/2.md", story(2, "Early", date="2024-01-01"))
    bench.build()

    assert b"<title>Early</title>" in bench.published()["folders/posts-2024/atom.xml"]


@pytest.mark.parametrize("length", [1, 5])
def test_the_next_of_a_series_is_new(bench: Bench, length: int) -> None:
    """This week's post gives way to next week's under its title, with the lines of every week: readers get both."""
    every_week = sentences(0, length - 1)

    def week(day: str, seed: int) -> str:
        return f"---\ndate: {day}\n---\n# What is on\n\n{' '.join([*sentences(seed, length), *every_week])}\n"

    bench.put("w05.md", week("2026-01-05", 1))
    bench.build()
    bench.take("w05.md")
    bench.put("w12.md", week("2026-01-12", 2))

    report = bench.build(NOW + 7 * DAY)

    assert ([title for _, title in report.new], report.updated) == (["What is on"], ())


@pytest.mark.parametrize("is_kept", [True, False], ids=["with a cache", "without"])
def test_a_short_text_that_is_held_back_for_a_while_keeps_its_id(bench: Bench, is_kept: bool) -> None:
    """A note is made a draft, renamed, rewritten and published again: no subscriber sees it twice."""
    bench.put("eel.md", "# The Eel\n\nIt was seen at low water.\n")
    bench.build()
    before = ids(bench)["The Eel"]

    for day, (old, new, body) in enumerate(
        [
            ("eel.md", "eel.md", "It was seen at low water."),
            ("eel.md", "note.md", "It was seen at low water."),
            ("note.md", "note.md", "Two men in a boat saw something long and dark this morning."),
            ("note.md", "last.md", "Nobody has seen it but these two, who had been up all night."),
        ]
    ):
        bench.take(old)
        bench.put(new, f"---\ndraft: true\n---\n# The Eel\n\n{body}\n")
        if not is_kept and new != "last.md":
            (bench.state / "cache.sqlite3").unlink()
        bench.build(NOW + 2 * day * DAY)
    bench.put("last.md", "# The Eel\n\nIt was a rope.\n")
    bench.build(NOW + 9 * DAY)

    assert ids(bench)["The Eel"] == before


@pytest.mark.parametrize("is_moved", [True, False])
def test_a_draft_takes_no_id_from_what_is_published(bench: Bench, is_moved: bool) -> None:
    """The old text is put aside as a draft while the document is edited, or renamed: its subscribers see one item."""
    before = ids(bench)["Fog"]
    old = (bench.corpus / "fog.md").read_text()
    bench.put("a-copy.md", old.replace("---\n", "---\ndraft: true\n", 1))
    bench.put("fog.md", old + "\nAnd so on.\n")
    if is_moved:
        bench.move("fog.md", "moved.md")
    report = bench.build(NOW + DAY)

    assert (report.new, report.gone, ids(bench)["Fog"]) == ((), (), before)


def test_a_clock_that_is_behind_takes_nothing_back(bench: Bench) -> None:
    """An article of today is edited while the machine believes it is last week: it stays out, and moves by a second."""
    bench.put("fog.md", story(1, "Fog", date="2026-09-21") + "\nMore.\n")
    bench.build()
    bench.put("fog.md", story(1, "Fog", date="2026-09-21") + "\nMore of it.\n")

    report = bench.build(NOW - 7 * DAY)

    assert (report.new, report.gone) == ((), ())
    assert [title for _, title in report.updated] == ["Fog"]


@pytest.mark.parametrize(
    ("path", "document"),
    [
        (
            "mill.atom",
            (
                '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:mill</id><title>The mill</title>'
                "<updated>DAYT09:00:00Z</updated><content>TEXT</content></entry></feed>"
            ),
        ),
        ("mill.md", "---\ntitle: The mill\nlastmod: DAY\n---\nTEXT\n"),
        ("mill.txt", "The Mill Grinds Again\n\nUpdated: DAY\n\nTEXT\n"),
    ],
)
def test_the_day_of_a_change_dates_an_item_once(bench: Bench, path: str, document: str) -> None:
    """Where only a change has a day, an item comes out under it; a later change moves it no more."""
    said = " ".join(sentences(70, 9))
    bench.put(path, document.replace("DAY", "2024-03-01").replace("TEXT", said))
    bench.build(NOW)
    first = bench.item(path)
    bench.put(path, document.replace("DAY", "2024-05-09").replace("TEXT", f"{said} It stopped on Sunday."))
    bench.build(NOW + DAY)
    second = bench.item(path)

    assert [item["published"][:10] for item in (first, second)] == ["2024-03-01", "2024-03-01"]
    assert [item["updated"][:10] for item in (first, second)] == ["2024-03-01", "2024-05-09"]


def test_an_item_whose_only_day_is_a_change_to_come_waits_for_it_and_once_out_stays(bench: Bench) -> None:
    """A new entry of Atom with <updated> in the future is held till then; such a day later takes nothing back."""
    entry = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:mill</id><title>The mill</title>'
        "<updated>DAYT00:00:00Z</updated><content>It grinds rye, MORE.</content></entry></feed>"
    )
    bench.put("mill.atom", entry.replace("DAY", "2034-03-01").replace("MORE", "then wheat"))
    held = bench.build(NOW)
    out = bench.build(2_024_784_000)  # 1 March 2034
    bench.put("mill.atom", entry.replace("DAY", "2044-03-01").replace("MORE", "then oats"))
    later = bench.build(2_024_784_000 + DAY)

    assert (held.new, len(out.new), later.gone) == ((), 1, ())
    assert bench.item("mill.atom")["published"][:10] == "2034-03-01"
