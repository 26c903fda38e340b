"""How much a build works, counted: nothing where nothing changed, as much as changed, and in step with the corpus.

Each build runs in a process of its own, which counts what it opens, writes, asks SQLite for and calls. Below each
document stands the same long passage, as a word about the author does: it must not have each compared with each.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from feedpress.given import Given
from feedpress.pipeline.build import build as build_site
from workbench import DRAFTING, NOW, Bench, apart, sentences, story

SMALL, MIDDLE, LARGE = 100, 300, 1_000
NEWEST_DAY = datetime(2025, 12, 31, 9, tzinfo=UTC)
TAGS = ("harbour", "music", "maps", "rails")
PASSAGE = " ".join(sentences(1_000_000, 7))
STEP = 10
"""SQLite's instructions between two counts."""
WATCHED = f"""
import os, sqlite3, sys

folder, *arguments = sys.argv[1:]
before = set(sys.modules)
counts = dict.fromkeys(("taken", "written", "changes", "statements", "instructions", "calls"), 0)
writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

def count(name):
    counts[name] += 1

def watch(event, args):
    if not args or not str(args[0]).startswith(folder) or str(args[0]).endswith("/lock"):
        return
    if event == "open" and args[2] & writing:
        count("written")
    elif event == "open" and str(args[0]).startswith(folder + "/seeds/"):
        count("taken")
    elif event in ("os.rename", "os.remove", "os.rmdir", "os.utime"):
        count("changes")

def connect(*arguments, **options):
    connection = open_database(*arguments, **options)
    connection.set_trace_callback(lambda _: count("statements"))
    connection.set_progress_handler(lambda: count("instructions"), {STEP})
    return connection

open_database, sqlite3.connect = sqlite3.connect, connect
sys.addaudithook(watch)
from feedpress.cli import main

def call(frame, event, value):
    if event == "call":
        counts["calls"] += 1

sys.setprofile(call)
code = main(["-C", folder, *arguments])
sys.setprofile(None)
import json
counts["modules"] = sorted(name for name in sys.modules.keys() - before)
print(json.dumps(counts), file=sys.stderr)
sys.exit(code)
"""


class Work(NamedTuple):
    """What a build did: its report, documents taken from the disk, and what was counted.

    `instructions` are SQLite's, in tens; `calls` are of Python's functions.
    """

    report: dict[str, Any]
    taken: int
    written: int
    changes: int
    statements: int
    instructions: int
    calls: int
    modules: frozenset[str]


def text(number: int, size: int, more: str = "") -> str:
    """Return the document `number` of `size`, one for every third day, the last the newest."""
    day = NEWEST_DAY - timedelta(days=3 * (size - number))
    tags = [TAGS[number % len(TAGS)]]
    return story(number, f"Tale {number}", date=day.isoformat(), tags=tags) + f"\n{PASSAGE}\n" + more


def corpus(folder: Path, size: int) -> Bench:
    """Return a site with `size` documents, not built yet."""
    bench = Bench(folder, DRAFTING)
    for number in range(size):
        bench.put(f"{number % 10}/{number:04}.md", text(number, size))
    return bench


def edit(bench: Bench, size: int, age: int, more: str) -> None:
    """Append `more` to the document that `age` others are newer than."""
    number = size - 1 - age
    bench.put(f"{number % 10}/{number:04}.md", text(number, size, f"\n\n{more}\n"))


def run(bench: Bench, *arguments: str) -> tuple[str, dict[str, Any]]:
    """Run a command on the site of `bench`; return what it prints, and the counts."""
    command = [sys.executable, "-c", WATCHED, str(bench.folder), *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=apart() | {"SOURCE_DATE_EPOCH": str(NOW)}
    )
    assert done.returncode == 0, done.stderr

    return done.stdout, json.loads(done.stderr.splitlines()[-1])


def build(bench: Bench, *arguments: str) -> Work:
    """Build the site of `bench` in one process and count what that takes."""
    told, counts = run(bench, "build", "--json", "--jobs", "1", *arguments)
    return Work(**counts | {"modules": frozenset(counts["modules"]), "report": json.loads(told)})


def foreign(modules: frozenset[str]) -> set[str]:
    """Return those of `modules` that neither Python nor feedpress brings."""
    roots = {name.partition(".")[0] for name in modules if not name.startswith("_sysconfigdata_")}
    return roots - sys.stdlib_module_names - {"feedpress"}


def rows(bench: Bench) -> dict[str, list[str]]:
    """Return every row of the memory and the cache."""
    found = {}
    for name in ("catalog", "cache"):
        with closing(sqlite3.connect(bench.state / f"{name}.sqlite3")) as connection:
            found[name] = list(connection.iterdump())
    return found


def times(bench: Bench) -> dict[str, int]:
    """Return when each file of the site was written."""
    files = (path for path in bench.folder.rglob("*") if path.is_file())
    return {str(path): path.stat().st_mtime_ns for path in files if path.suffix not in {".sqlite3-wal", ".sqlite3-shm"}}


class Site(NamedTuple):
    """A site that was built once, and what that took."""

    bench: Bench
    cold: Work


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Site]:
    """Build a site for each number of documents."""
    built = {}
    for size in (SMALL, MIDDLE, LARGE):
        bench = corpus(tmp_path_factory.mktemp(f"site-{size}"), size)
        built[size] = Site(bench, build(bench))
    return built


def test_the_first_build_reads_each_document_once(sites: Mapping[int, Site]) -> None:
    """A first build opens and parses each document once."""
    for size, site in sites.items():
        assert site.cold.report["documents"]["read"] == size
        assert site.cold.taken == size


@pytest.mark.parametrize("name", ["statements", "instructions", "calls", "written", "changes"])
def test_the_first_build_grows_in_step(sites: Mapping[int, Site], name: str) -> None:
    """Each further document costs a first build the same, whether a hundred others are there or a thousand."""
    small, middle, large = (getattr(sites[size].cold, name) for size in (SMALL, MIDDLE, LARGE))
    early = (middle - small) / (MIDDLE - SMALL)
    late = (large - middle) / (LARGE - MIDDLE)

    assert late == pytest.approx(early, rel=0.2, abs=0.1)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_nothing_changed_nothing_done(sites: Mapping[int, Site], size: int) -> None:
    """A build that finds nothing changed opens no document, writes no file, touches no time and no row."""
    bench = sites[size].bench
    build(bench)
    before = rows(bench), times(bench)

    work = build(bench)

    assert (work.taken, work.written, work.changes) == (0, 0, 0)
    assert (rows(bench), times(bench)) == before


def test_nothing_changed_nothing_imported(sites: Mapping[int, Site]) -> None:
    """A build that finds nothing changed imports no library, nor what reads settings, documents or templates."""
    bench = sites[SMALL].bench
    build(bench)

    work = build(bench)

    assert foreign(work.modules) == set()
    parts = (
        "config",
        "model",
        "normalize.markup",
        "normalize.compose",
        "feeds",
        "newsletter",
        "pages",
        "pipeline.stages",
    )
    assert [part for part in parts if f"feedpress.{part}" in work.modules] == []


def test_nothing_changed_is_told_by_one_look(sites: Mapping[int, Site]) -> None:
    """Finding out that nothing changed asks the databases as little in a corpus ten times as large."""
    build(sites[SMALL].bench)
    build(sites[LARGE].bench)

    small, large = build(sites[SMALL].bench), build(sites[LARGE].bench)

    assert large.statements == small.statements <= 12
    assert large.instructions <= small.instructions + 2
    assert large.calls - small.calls <= 6 * (LARGE - SMALL)


@pytest.mark.parametrize("age", [30, 0], ids=["in the feeds", "in the letter"])
def test_one_change_costs_the_same_everywhere(sites: Mapping[int, Site], age: int) -> None:
    """One changed document costs the same work in a corpus ten times as large."""
    work = {}
    for size in (SMALL, LARGE):
        build(sites[size].bench)
        edit(sites[size].bench, size, age, f"An afterthought of {age}.")
        work[size] = build(sites[size].bench)
    small, large = work[SMALL], work[LARGE]

    assert small.report["documents"]["read"] == large.report["documents"]["read"] == 1
    assert large.report["outputs"]["written"] == pytest.approx(small.report["outputs"]["written"], rel=0.5)
    for name in ("taken", "statements", "written", "changes"):
        assert getattr(large, name) == pytest.approx(getattr(small, name), rel=0.5), name
    # the table of stats is gone through and stats are compared: some instructions and calls a document
    assert large.instructions <= small.instructions + 2 * LARGE
    assert large.calls <= 1.5 * small.calls + 5 * LARGE


def test_help_imports_no_library(tmp_path: Path) -> None:
    """The command line's help needs no library, nor any part that builds."""
    probe = (
        "import sys\nbefore = set(sys.modules)\nfrom feedpress.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(*(sys.modules.keys() - before), sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
    )
    modules = frozenset(done.stderr.split())

    assert foreign(modules) == set()
    assert "feedpress.pipeline" not in modules


@pytest.mark.parametrize("change", ["setting", "variable", "template", "timetable", "introduction", "lost feed"])
def test_whatever_a_site_is_made_from_is_looked_at(tmp_path: Path, change: str) -> None:
    """What bears on a build besides the corpus ends its rest: nobody waits for a setting to take effect."""
    bench = corpus(tmp_path, 2)
    bench.build()
    assert bench.build().is_idle
    given = Given(bench.folder, {"FEEDPRESS_SITE__TITLE": "Another"} if change == "variable" else {})
    if change == "setting":
        bench.configure(DRAFTING + '\n[feeds]\ncontent = "summary"\n')
    elif change == "template":
        bench.put("../templates/pages/gone.html", "Gone.")
    elif change == "timetable":
        bench.configure(DRAFTING + '\n[[schedule]]\njob = "edition"\nevery = "day"\n')
    elif change == "introduction":
        bench.put("../intro.md", "Dear reader,")
    elif change == "lost feed":
        (bench.output / "atom.xml").unlink()

    assert not build_site(given, now=NOW).is_idle
    assert build_site(given, now=NOW).is_idle


def test_what_is_only_said_otherwise_is_no_change(tmp_path: Path) -> None:
    """A comment in the settings, or how many processes may work, changes nothing that is published."""
    bench = corpus(tmp_path, 2)
    bench.build()
    bench.configure(f"# ours\n{DRAFTING}")

    assert build_site(Given(bench.folder, {}, {"build.jobs": 1}), now=NOW).is_idle


def test_what_lies_beside_the_site_is_no_change(tmp_path: Path) -> None:
    """A file put beside the settings, which no setting names, does not wake a build that has nothing to do."""
    bench = corpus(tmp_path, 2)
    bench.build()
    (bench.folder / "notes.txt").write_text("Mine.", encoding="utf-8")

    assert bench.build().is_idle


def test_templates_may_lie_elsewhere(tmp_path: Path) -> None:
    """A template in a linked folder is in effect and looked at; a link back to where it lies does no harm."""
    bench = corpus(tmp_path / "site", 2)
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "gone.html").write_text("Gone.", encoding="utf-8")
    (bench.folder / "templates").mkdir()
    (bench.folder / "templates" / "pages").symlink_to(theme)
    (theme / "back").symlink_to(bench.folder / "templates")
    bench.build()
    assert bench.build().is_idle
    (theme / "gone.html").write_text("Not here.", encoding="utf-8")

    assert not bench.build().is_idle
