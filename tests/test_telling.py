"""What a build and its commands say: what waits, what is passed over, and numbers with the right words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from feedpress import __version__
from feedpress.catalog.cache import Cache
from feedpress.cli import main
from feedpress.cli.building import TOLD, summary
from feedpress.cli.terminal import SHOWN, counted, cut, named, say, wrapped
from feedpress.corpus.scan import LARGEST
from feedpress.given import Given
from feedpress.pipeline.report import Documents, EditionState, Report
from feedpress.text import columns
from workbench import DAY, NOW, SETTINGS, Bench, story

LATER = "2030-05-01T09:00:00Z"


def test_a_document_that_is_held_back_is_named(tmp_path: Path) -> None:
    """What waits for its date is in the report with its time, and `explain` says so of it and of no other."""
    bench = Bench(tmp_path)
    bench.put("now.md", story(1, "Now", date="2024-05-01"))
    bench.put("later.md", story(2, "Later", date=LATER))
    report = json.loads(bench.run("build", "--json"))

    assert report["held"] == [{"path": "later.md", "until": LATER}]
    assert f"held back until {LATER}" in bench.run("explain", str(bench.corpus / "later.md"))
    assert "held back" not in bench.run("explain", str(bench.corpus / "now.md"))
    told = [json.loads(bench.run("explain", str(bench.corpus / f"{name}.md"), "--json")) for name in ("now", "later")]
    assert [one["held"] for one in told] == [None, LATER]
    assert json.loads(bench.run("build", "--json"))["held"] == report["held"], "a build with nothing to do forgets it"
    assert bench.build(1_920_000_000).held == ()


def test_a_name_that_is_not_utf_8_is_said_to_be_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever asks how a document is read that the build has left out for its name hears of the name."""
    bench = Bench(tmp_path)
    bench.put("good.md", story(1, "Good"))
    bench.build(NOW)
    odd = bench.corpus / "bad\udcff.md"
    odd.write_text("# Bad\n")

    assert main(["-C", str(tmp_path), "explain", str(odd)]) == 2
    assert "its name is not UTF-8; rename it" in capsys.readouterr().err


def test_what_is_kept_back_is_named_with_what_keeps_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who misses a document asks `explain` or `build -v`, and finds the key, its line and its file."""
    bench = Bench(tmp_path)
    bench.put("a.md", story(1, "A", status="draft"))
    bench.put("b.md", story(2, "B"))
    bench.put("b.md.toml", "# ours\ndraft = true\n")
    bench.put("c.md", story(3, "C", hold="soon"))
    bench.put("d.md", story(4, "D", expiryDate="2020-01-01"))
    bench.put("e.md", story(5, "E"))
    why = {
        "a.md": "kept back by `status: draft`, line 3",
        "b.md": "kept back by `draft: true`, line 2 of b.md.toml",
        "c.md": "kept back by `hold: soon`, line 3",
        "d.md": "was to be shown until 2020-01-01T00:00:00Z",
        "e.md": None,
    }
    bench.run("build", "-v")
    said = capsys.readouterr().err

    assert [f"{path}: skipped: {reason}\n" in said for path, reason in why.items()] == [True] * 4 + [False]
    for path, reason in why.items():
        assert json.loads(bench.run("explain", str(bench.corpus / path), "--json"))["unpublished"] == reason
        assert (f"\nnot published: {reason}\n" in bench.run("explain", str(bench.corpus / path))) == (
            reason is not None
        )


def test_who_misses_a_document_is_told_where_it_went(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy names its original, what the build never read says so, a file its bad rows; a sidecar is its document."""
    bench = Bench(tmp_path, f"{SETTINGS}[corpus]\nexclude = ['out/**']\n")
    bench.put("a.md", story(1, "A"))
    bench.put("a.md.toml", "tags = ['x']\n")
    bench.put("b.md", story(1, "A"))
    bench.put("out/c.md", story(3, "C"))
    bench.put("d.jsonl", json.dumps({"text": story(4)}) + "\n{bad\n")
    bench.run("build")
    capsys.readouterr()

    assert "not published: a copy of a.md\n" in bench.run("explain", str(bench.corpus / "b.md"))
    assert "not published: not read by the last build" in bench.run("explain", str(bench.corpus / "out/c.md"))
    assert "not published" not in bench.run("explain", str(bench.corpus / "d.jsonl"))
    assert "d.jsonl:2: " in capsys.readouterr().err
    assert bench.run("explain", str(bench.corpus / "a.md.toml")).startswith("a.md (markdown)\n")


def test_an_explanation_names_what_is_wrong(tmp_path: Path) -> None:
    """Who asks about one document need not build all of them to see its mistakes."""
    bench = Bench(tmp_path)
    bench.put("a.md", story(1, "A", draft="maybe"))
    told = bench.run("explain", str(bench.corpus / "a.md"))

    assert "problem a.md:3: `draft` is 'maybe', neither true nor false: the document is kept back; write" in " ".join(
        told.split()
    )
    assert [
        one["line"] for one in json.loads(bench.run("explain", str(bench.corpus / "a.md"), "--json"))["problems"]
    ] == [3]


def test_a_terminal_names_ten_that_are_held(tmp_path: Path) -> None:
    """The summary names what is held, ten at the most, and where to see what is skipped."""
    held = tuple((f"{number}.md", LATER) for number in range(SHOWN + 2))
    draft = EditionState("draft", 1, "draft")
    report = Report(items=1, held=held, documents=Documents(held=len(held), skipped=3), edition=draft)
    Bench(tmp_path)

    told = summary(Given(tmp_path, {}, {}), report, is_dry=False)

    assert f"held       until {LATER}: 0.md\n" in told
    assert told.count("until") == SHOWN
    assert told.endswith("newsletter draft: 1 item")
    assert "held       … and 2 more" in told
    assert "3 skipped (named by -v)" in told
    assert "1 item in all" in told
    assert max(map(len, (line for line in told.splitlines() if not line.startswith("output")))) <= 80


def test_a_documents_name_does_not_command_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Controls in the names of documents that are held back or skipped are spelled out."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    bench = Bench(tmp_path)
    bench.put("two\x1b[31m.md", story(2, "Later", date=LATER))
    bench.put("three\x1b[32m.bin", "")

    bench.run("build", "-v")
    said = capsys.readouterr().err

    assert "\x1b" not in said
    assert r"Z: two\x1b[31m.md" in said
    assert r"three\x1b[32m.bin: skipped" in said


def test_what_is_said_keeps_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """A message of several lines stays one; what else is no text is spelled out."""
    say("one\ntwo\r\x1b[2J")

    assert capsys.readouterr().err == "one\ntwo" + r"\r\x1b[2J" + "\n"


def test_wide_signs_are_counted_as_wide() -> None:
    """Names, titles and subjects of Chinese signs, which take two columns, fit the line as others do."""
    title = "港口的最後一班渡輪" * 9

    assert cut(title, 10) == "港口的最…"
    assert cut("One\nline", 10) == "One line"
    assert columns(*named("held", [title])) in {77, 78}
    assert {columns(line) for line in wrapped("brief", title)[:-1]} == {79}
    assert "".join(line[9:] for line in wrapped("brief", title)) == title
    assert wrapped("brief", "A town\x1b[2J") == [r"brief    A town\x1b[2J"]


def test_numbers_have_the_right_words() -> None:
    """One is one item, none and two are items."""
    assert [counted(number, "item") for number in (0, 1, 2)] == ["0 items", "1 item", "2 items"]


@pytest.mark.parametrize("wait", ["-5", "nan", "inf", "1e99", "soon"])
def test_nobody_waits_for_a_time_that_is_none(tmp_path: Path, wait: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A time to wait that is negative, endless or no number is a mistake on the command line."""
    with pytest.raises(SystemExit) as caught:
        main(["-C", str(tmp_path), "build", "--wait", wait])

    assert caught.value.code == 2
    assert "--wait" in capsys.readouterr().err


def test_an_id_that_another_document_states_is_told_of(tmp_path: Path) -> None:
    """A document that is published already and takes on another one's id is told so; it may take over one let go."""
    bench = Bench(tmp_path)
    bench.put("a.md", story(1, "One", guid="same"))
    bench.put("b.md", story(2, "Two"))
    bench.build()
    bench.put("b.md", story(2, "Two", guid="same"))

    (problem,) = bench.build(NOW + 1).problems
    assert (problem.path, problem.line) == ("b.md", 1)
    assert problem.what == 'states the id "same", which a.md has; it is published under another one'
    bench.put("a.md", story(1, "One"))
    assert bench.build(NOW + 2).problems == ()


def test_a_problem_goes_with_what_it_names(tmp_path: Path) -> None:
    """A document that was in another's way is complained of no more once it is gone."""
    bench = Bench(tmp_path)
    bench.put("é/a.md", story(1, "One", guid="same"))
    bench.put("b.md", story(2, "Two", guid="same"))
    bench.put("c.md", story(3, "Three"))

    (problem,) = bench.build().problems
    bench.take("b.md" if problem.path == "é/a.md" else "é/a.md")

    assert bench.build(NOW + 1).problems == ()


def test_an_item_stands_under_the_day_of_its_page(tmp_path: Path) -> None:
    """Where a day begins before UTC's, `items` shows the day that the document states, not the one before."""
    bench = Bench(tmp_path, SETTINGS.replace("[newsletter]", 'timezone = "Europe/Berlin"\n[newsletter]'))
    bench.put("walk.md", story(1, "A Walk", date="2022-01-01"))
    bench.build()
    assert bench.run("items") == "2022-01-01  A Walk\n"


@pytest.mark.parametrize("end", ["2>/dev/full", "2>&-"])
def test_a_build_whose_words_nobody_hears_tells_by_its_exit_code(tmp_path: Path, end: str) -> None:
    """Stderr on a full disk, or closed, fails no build and turns no refusal into something else."""
    bench = Bench(tmp_path)
    bench.put("walk.md", story(1, "A Walk"))
    build = f"{sys.executable} -m feedpress -C {tmp_path} build"
    codes = [subprocess.run(f"{build} {more} {end}", check=False, shell=True).returncode
             for more in ("", "--corpus /nowhere")]  # fmt: skip
    assert (codes, bench.items()[0]["title"]) == ([0, 5], "A Walk")


@pytest.mark.parametrize("command", [["items"], ["edition", "--dry-run"]])
def test_an_emptied_cache_is_not_taken_for_a_site_without_items(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """After an upgrade the cache is made anew by the next build; until then nobody is told that there is nothing."""
    bench = Bench(tmp_path)
    bench.put("walk.md", story(1, "A Walk"))
    bench.build()
    with closing(Cache.open(bench.state / "cache.sqlite3")) as cache:
        cache.clear()
    assert main(["-C", str(tmp_path), *command]) == 2
    assert "not at hand: the cache was lost, or feedpress is another version; run feedpress build" in (
        capsys.readouterr().err
    )
    bench.build(NOW + 900)
    assert main(["-C", str(tmp_path), *command]) == 0


def test_an_explanation_fits_a_terminal_in_any_script(tmp_path: Path) -> None:
    """Signs that take two columns are counted as two: no line is wider than 80, and the origins stand in one column."""
    bench = Bench(tmp_path)
    bench.put("cat.md", f"---\ntitle: {'猫' * 60}\nauthor: Ines\n---\n{'吾輩は猫である。' * 30}\n")
    bench.build()
    lines = bench.run("explain", str(bench.corpus / "cat.md")).splitlines()
    assert max(sum(2 if east_asian_width(c) in {"F", "W"} else 1 for c in line) for line in lines) <= 80
    assert {line.index("front-matter") + line.count("猫") for line in lines if "front-matter" in line} == {55}


def test_data_is_utf_8_in_any_locale(tmp_path: Path) -> None:
    """What a program reads from stdout does not depend on the terminal that the locale describes."""
    bench = Bench(tmp_path)
    bench.put("walk.md", story(1, "Ein Gänsemarsch"))
    bench.build()
    said = subprocess.run(
        [sys.executable, "-m", "feedpress", "-C", str(tmp_path), "items", "--json"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(said.stdout)["title"] == "Ein Gänsemarsch"


def test_items_need_no_corpus(tmp_path: Path) -> None:
    """What is published is told as it was built, also where the documents and their pictures are not at hand."""
    bench = Bench(tmp_path)
    bench.put("one.md", story(1, "One", date="2024-05-01") + "\n![A pier](pier.png)\n")
    bench.put("pier.png", b"PNG")
    bench.build()
    before = bench.run("items", "--json")
    bench.corpus.rename(tmp_path / "elsewhere")

    assert "pier.png" in before
    assert bench.run("items", "--json") == before


@pytest.mark.parametrize("words", [["--version"], ["build", "--version"], ["catalog", "--version"]])
def test_the_version_is_said_wherever_it_is_asked_for(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The version may be asked for before or behind any command, on stdout."""
    with pytest.raises(SystemExit, match=r"^0$"):
        main(words)

    assert capsys.readouterr().out == f"feedpress {__version__}\n"


def test_a_timetable_is_listed_without_a_trace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To look at the timetable makes nothing; a catalog that cannot be opened is a failure with a cure."""
    bench = Bench(tmp_path)
    listed = bench.run("schedule", "list")
    before = sorted(path.name for path in bench.folder.iterdir())
    (bench.folder / ".feedpress" / "catalog.sqlite3").mkdir(parents=True)

    assert listed.startswith("build    every 15 minutes")
    assert ".feedpress" not in before
    assert main(["-C", str(bench.folder), "schedule", "list"]) == 4
    assert "the databases cannot be used" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["concert.md", "concert.txt"])
def test_the_day_of_an_event_holds_nothing_back(tmp_path: Path, name: str) -> None:
    """A day to come that only stands below the headline is not that of publication: the invitation goes out now."""
    bench = Bench(tmp_path)
    bench.put(name, f"# Concert in the mill\n\n24 December 2030\n\n{story(1)}")
    report = bench.build()

    assert (len(report.new), report.held) == (1, ())
    assert str(bench.item(name)["published"])[:4] == "2026"
    bench.put(name, f"# Concert in the mill\n\n24 December 2030\n\n{story(1)}\nBring a chair.\n")
    assert bench.build(NOW + DAY).gone == ()


def test_a_document_that_cannot_be_read_any_more_counts_once(tmp_path: Path) -> None:
    """What it was before stays published; it is one document, and what is wrong with it one rejection."""
    bench = Bench(tmp_path)
    bench.put("a.md", story(1, "One"))
    bench.put("b.md", story(2, "Two"))
    bench.build()
    with (bench.corpus / "a.md").open("wb") as file:
        file.truncate(LARGEST + 1)
    report = bench.build(NOW + 1)

    assert report.documents == Documents(seen=2, rejected=1)
    assert (report.items, report.gone, [one.path for one in report.problems]) == (2, (), ["a.md"])
    assert bench.build(NOW + 2).is_idle
    bench.put("a.md", story(1, "One"))
    assert bench.build(NOW + 3).problems == ()


def refusing(name: str) -> Callable[..., int]:
    """Return an `os.open` that may not open files called `name`: who runs the tests may open all."""
    opened = os.open

    def opens(path: str | Path, *flags: int) -> int:
        if str(path).endswith(name):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *flags)

    return opens


@pytest.mark.parametrize("name", ["barred.md", "barred.jpg"])
def test_what_nobody_may_read_keeps_no_build_at_work(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file without the right to read it, linked from nowhere, is read once it is given, which no stat tells."""
    bench = Bench(tmp_path)
    bench.put("a.md", story(1, "One"))
    bench.put(name, story(2, "Two"))

    with monkeypatch.context() as barred:
        barred.setattr(os, "open", refusing(name))
        first, second = bench.build(), bench.build(NOW + 1)

    assert (first.items, first.is_idle, second.items, second.is_idle) == (1, False, 1, True)
    report = bench.build(NOW + 2)
    assert (report.is_idle, report.documents.read, report.problems) == (False, len(report.new), ())
    assert bench.build(NOW + 3).is_idle


def test_a_flood_of_problems_is_cut_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of very many problems those that cost a document are named first, the others counted; `-v` names all, always."""
    bench = Bench(tmp_path)
    for number in range(TOLD):
        bench.put(f"a{number}.md", story(number, "", published="soon"))
    bench.put("z.jsonl", "no JSON\n")
    listed = json.loads(bench.run("build", "--json"))["problems"]
    told = capsys.readouterr().err.splitlines()
    bench.run("build", "-v")
    all_told = capsys.readouterr().err

    assert (len(listed), len(told), told[0].partition(":")[0]) == (TOLD + 1, TOLD + 1, "z.jsonl")
    assert told[-1] == "… and 1 more problem: feedpress build -v names them all, --json lists them"
    assert all(f"{one['path']}:" in all_told for one in listed)
    assert "… and" not in all_told


def test_a_sidecar_that_nobody_may_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its document stands as it was, and no build is kept at work; both are read once it may be."""
    bench = Bench(tmp_path)
    bench.put("a.md", story(1, "One"))
    bench.build()
    bench.put("a.md.toml", 'title = "Two"')

    with monkeypatch.context() as barred:
        barred.setattr(os, "open", refusing("a.md.toml"))
        first, second = bench.build(NOW + 1), bench.build(NOW + 2)

    assert ([one.path for one in first.problems], first.documents.seen, second.is_idle) == (["a.md.toml"], 1, True)
    assert bench.build(NOW + 3).problems == ()
    assert bench.item("a.md")["title"] == "Two"
