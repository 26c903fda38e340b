"""What protects subscribers from accidents: each is refused, named, and told how to be mended or overruled."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feedpress.catalog import schema
from feedpress.cli import main
from workbench import DAY, NOW, SETTINGS, Bench, story, tree


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Make a site of four stories that was built once, and stop the clock a day later."""
    bench = Bench(tmp_path / "site")
    for number, name in enumerate(("fog", "rope", "bread", "salt"), 1):
        bench.put(f"{name}.md", story(number, name.capitalize(), date=f"2026-03-0{number}"))
    bench.build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW + DAY))
    return bench


def refused(bench: Bench, capsys: pytest.CaptureFixture[str], code: int, *options: str) -> str:
    """Build, which must end with `code` and change no file of the output; return what a person reads."""
    before = tree(bench.output), bench.times()
    capsys.readouterr()

    assert main(["-C", str(bench.folder), "build", *options]) == code
    assert before == (tree(bench.output), bench.times())
    return capsys.readouterr().err


def ids(bench: Bench) -> set[str]:
    """Return the ids of all items."""
    return {item["id"] for item in bench.items()}


def test_lost_memory_is_refused_with_two_ways_out(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """Without catalog and ledger all would look new: one of them is wanted, or leave to flood."""
    shutil.rmtree(bench.state)

    told = refused(bench, capsys, 5)

    assert "the memory of what was published is lost: subscribers would see all as new" in told
    assert "put .feedpress/catalog.sqlite3 back from a backup or name the ledger, or pass --allow-flood" in told
    assert not list(bench.state.glob("catalog*")), "an empty memory stands where a backup belongs"
    assert main(["-C", str(bench.folder), "build", "--allow-flood", "-q"]) == 0


def test_another_authority_is_refused_with_the_old_one_named(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """All ids would be others; the message says which authority they were minted under."""
    before = ids(bench)
    bench.configure(SETTINGS.replace("[site]", '[site]\nauthority = "other.example"'))

    told = refused(bench, capsys, 5)

    assert 'authority is "other.example", but ids were minted under "gazette.example"' in told
    assert 'set it to "gazette.example", or pass --allow-flood' in told
    assert main(["-C", str(bench.folder), "build", "--allow-flood", "-q"]) == 0
    assert not before & ids(bench)


def test_more_than_half_is_refused_with_the_count(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """Two of four may go; three may not, unless it is meant."""
    for name in ("fog", "rope"):
        (bench.corpus / f"{name}.md").rename(bench.folder / name)
    (bench.corpus / "bread.md").rename(bench.folder / "bread")

    told = refused(bench, capsys, 5)

    assert "3 of 4 published items would go; bring their documents back, or pass --allow-shrink" in told
    (bench.folder / "bread").rename(bench.corpus / "bread.md")
    assert main(["-C", str(bench.folder), "build", "-q"]) == 0
    assert len(ids(bench)) == 2


def test_a_pattern_that_matches_nothing_is_named(
    bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where documents are there and `include` wants none of them, that is what the message says, built or not."""
    nothing = SETTINGS + '[corpus]\ninclude = ["**/*.rst"]\n'
    bench.configure(nothing)
    new = Bench(tmp_path / "new", nothing)
    new.put("fog.md", story(1))

    told = refused(bench, capsys, 5)
    assert "no file in the corpus folder is wanted by `include` and `exclude` of [corpus]" in told
    assert "mend these, or pass --allow-shrink" in told
    assert "mend these, set [corpus] folder or pass --corpus" in refused(new, capsys, 2)


@pytest.mark.parametrize("stays", [False, True])
def test_an_unmounted_folder_is_refused(bench: Bench, capsys: pytest.CaptureFixture[str], stays: bool) -> None:
    """A folder that is missing, or that holds nothing because nothing is mounted there, is no reason to unpublish."""
    before = ids(bench)
    bench.corpus.rename(bench.folder / "elsewhere")
    if stays:
        bench.corpus.mkdir()

    told = refused(bench, capsys, 5)

    assert ("the corpus folder is empty" if stays else "there is no such corpus folder") in told
    assert "everything that was published would go; mount it, or pass --allow-shrink" in told
    shutil.rmtree(bench.corpus, ignore_errors=True)
    (bench.folder / "elsewhere").rename(bench.corpus)
    assert main(["-C", str(bench.folder), "build", "-q"]) == 0
    assert before == ids(bench)


def test_a_folder_without_a_document_is_refused(
    bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pictures that stay where the documents went empty no feed, of one item or of many, and begin none."""
    new = Bench(tmp_path / "new")
    for one in (bench, new):
        one.put("quay.png", b"png")
    for name in ("fog", "rope", "bread", "salt"):
        bench.move(f"{name}.md", f"{name}.docx")

    told = refused(bench, capsys, 5)
    assert "no file in the corpus folder is a document (.md, .txt, .html, …): everything that was published" in told
    assert "put one there, set [corpus] folder" in refused(new, capsys, 2)
    bench.build(NOW + DAY, allows_shrink=True)
    assert main(["-C", str(bench.folder), "build", "-q"]) == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is barred to root")
@pytest.mark.parametrize("command", [("items",), ("explain", "seeds/fog.md"), ("check",)])
def test_what_only_reads_needs_no_right_to_write(bench: Bench, command: tuple[str, ...]) -> None:
    """The memory may lie where nobody can change it."""
    bench.state.chmod(0o500)

    assert main(["-C", str(bench.folder), *command]) == 0
    assert main(["-C", str(bench.folder), "build"]) == 4
    bench.state.chmod(0o700)


def test_a_refusal_can_be_tried_first(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """A rehearsal is refused like the build it rehearses."""
    bench.corpus.rename(bench.folder / "elsewhere")

    assert "mount it" in refused(bench, capsys, 5, "--dry-run")


def test_a_newer_catalog_is_refused(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """What a later feedpress wrote is not touched by an earlier one."""
    with closing(sqlite3.connect(bench.state / "catalog.sqlite3")) as catalog:
        catalog.execute("PRAGMA user_version = 99")
    bench.put("new.md", story(9, "New"))

    told = refused(bench, capsys, 2)

    assert f"the catalog is of version 99, this feedpress knows {schema.CATALOG_VERSION}; upgrade feedpress" in told


def test_an_older_catalog_is_migrated_after_a_backup(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version changes the tables in one step; the catalog as it was stays beside it, and no id changes."""
    before = ids(bench)
    monkeypatch.setattr(schema, "CATALOG_VERSION", schema.CATALOG_VERSION + 1)
    monkeypatch.setattr(schema, "MIGRATIONS", {schema.CATALOG_VERSION - 1: "CREATE TABLE later (key TEXT);"})
    bench.put("new.md", story(9, "New"))

    bench.build(NOW + DAY)

    with closing(sqlite3.connect(bench.state / "catalog.sqlite3")) as catalog:
        assert catalog.execute("SELECT count(*) FROM later").fetchone() == (0,)
        assert catalog.execute("PRAGMA user_version").fetchone() == (schema.CATALOG_VERSION,)
    with closing(sqlite3.connect(bench.state / f"catalog.sqlite3.version-{schema.CATALOG_VERSION - 1}")) as backup:
        assert {row[0] for row in backup.execute("SELECT id FROM item")} == before
    assert before < ids(bench)


def test_a_catalog_in_which_no_two_shared_a_name_is_migrated(bench: Bench) -> None:
    """The names of version 1 are still known: a document that was renamed meanwhile keeps its id."""
    before = ids(bench)
    with closing(sqlite3.connect(bench.state / "catalog.sqlite3")) as catalog:
        catalog.executescript(
            "CREATE TABLE former (kind TEXT, key TEXT, id TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;"
            "INSERT INTO former SELECT * FROM name; DROP TABLE name; ALTER TABLE former RENAME TO name;"
            "CREATE INDEX name_id ON name (id); DROP INDEX item_forgotten; DROP TABLE folder; PRAGMA user_version = 1;"
        )
    for path in list(bench.corpus.iterdir()):
        bench.move(path.name, f"moved-{path.name}")

    report = bench.build(NOW + DAY)

    assert report.new == ()
    assert before == ids(bench)


def test_a_damaged_catalog_is_set_aside(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """A catalog that is none is kept under another name, with words; the build after it is refused as without one."""
    path = bench.state / "catalog.sqlite3"
    kept = path.read_bytes()
    bench.put("new.md", story(9, "New"))
    for name in ("catalog.sqlite3.damaged", "catalog.sqlite3.damaged-2"):
        path.write_bytes(b"no database " * 1000)

        told = refused(bench, capsys, 4)

        assert f"it was set aside as {name}; put a backup in its place, or import a ledger" in told
        assert (bench.state / name).read_bytes() == b"no database " * 1000
    assert "the memory of what was published is lost" in refused(bench, capsys, 5)
    path.write_bytes(kept)
    assert main(["-C", str(bench.folder), "build", "-q"]) == 0
    assert len(ids(bench)) == 5
    assert not bench.findings()


def test_a_backup_of_the_catalog_is_taken_up(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """An older catalog in the place of a newer one: the next build makes output and memory agree again."""
    path = bench.state / "catalog.sqlite3"
    kept = path.read_bytes()
    bench.put("new.md", story(9, "New", date="2026-03-09"))
    bench.build(NOW + 60)
    before = ids(bench)
    path.write_bytes(kept)

    assert main(["-C", str(bench.folder), "items"]) == 4
    assert "run feedpress build --full" in capsys.readouterr().err
    assert main(["-C", str(bench.folder), "build", "--full", "-q"]) == 0
    assert before == ids(bench)
    assert not bench.findings()
