"""Builds that are cut short: killed at any step, or met by a disk that takes no more."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from feedpress.catalog import failures
from feedpress.cli import main
from feedpress.errors import OutsideError
from feedpress.pipeline import archives
from workbench import DAY, DRAFTING, NOW, SETTINGS, Bench, apart, differing, sentences, story, tree

pytestmark = pytest.mark.no_cover

POINTS = 10
"""Steps at which a build is killed, spread evenly over all that change a file or folder."""
KILLED = """
import os, signal, sys
last, steps = int(sys.argv[1]), 0

def watch(event, arguments):
    global steps
    is_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if is_write or event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir"):
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
from feedpress.cli import main
from feedpress.errors import OutsideError
code = main(sys.argv[2:])
print(steps)
sys.exit(code)
"""


def run(bench: Bench, last: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own that is killed at its step number `last` (0: never)."""
    command = [sys.executable, "-c", KILLED, str(last), "-C", str(bench.folder), *arguments]
    environment = apart() | {"SOURCE_DATE_EPOCH": str(NOW + DAY)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Make a site that was built once and then edited: one document new, one changed, one gone, one renamed."""
    bench = Bench(tmp_path_factory.mktemp("cut") / "site", DRAFTING)
    for number, name in enumerate(("fog", "rope", "bread", "salt"), 1):
        bench.put(f"{name}.md", story(number, name.capitalize(), date=f"2026-03-0{number}", tags=[name, "all"]))
    bench.build()
    bench.put("tar.md", story(9, "Tar", tags=["all"]))
    bench.put("rope.md", story(2, "Rope, twice", date="2026-03-02", tags=["rope", "all"]))
    bench.take("fog.md")
    bench.move("bread.md", "loaf.md")
    return bench


def copied(bench: Bench, folder: Path) -> Bench:
    """Copy a site with its times."""
    shutil.copytree(bench.folder, folder)
    copy = Bench.__new__(Bench)
    copy.folder, copy.corpus, copy.output = folder, folder / "seeds", folder / "dist"
    copy.state = folder / ".feedpress"
    return copy


@pytest.fixture(scope="module")
def reference(edited: Bench, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], int]:
    """Build a copy of the edited site undisturbed; return its output and the number of steps it took."""
    bench = copied(edited, tmp_path_factory.mktemp("reference") / "site")
    done = run(bench, 0, "build", "-q")

    assert done.returncode == 0, done.stderr
    return bench.published(), int(done.stdout)


@pytest.mark.parametrize("point", range(POINTS))
def test_a_killed_build_leaves_whole_files_and_is_made_good(
    edited: Bench, reference: tuple[dict[str, bytes], int], point: int, tmp_path: Path
) -> None:
    """Each published file is the old or the new one, feeds lead to pages, and the next build has the same bytes."""
    expected, steps = reference
    bench = copied(edited, tmp_path / "site")
    before = bench.published()

    killed = run(bench, 1 + point * steps // POINTS, "build", "-q")
    between = {path: data for path, data in bench.published().items() if ".feedpress-tmp-" not in path}
    broken = [finding for finding in bench.findings() if finding["code"] in {"F101", "L101"}]
    again = run(bench, 0, "build", "-q")

    assert killed.returncode == -signal.SIGKILL
    assert not [path for path, data in between.items() if data not in (before.get(path), expected.get(path))]
    assert not [finding for finding in broken if finding["path"].endswith((".xml", ".json"))]
    assert again.returncode == 0, again.stderr
    assert not differing(expected, bench.published())


def test_a_full_disk_is_an_outside_failure_and_mends_itself(edited: Bench, tmp_path: Path) -> None:
    """When a file cannot be written the build ends with 4 and names it; what was published stays; the next is right."""
    bench = copied(edited, tmp_path / "site")
    before = tree(bench.output)
    script = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    script += "from feedpress.pipeline import stages; resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)); "
    script += "from feedpress.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", script, "-C", str(bench.folder), "build", "-q"]

    full = subprocess.run(command, env=apart(), capture_output=True, text=True, check=False)

    assert full.returncode == 4
    assert "Traceback" not in full.stderr
    assert before == tree(bench.output)
    assert run(bench, 0, "build", "-q").returncode == 0
    assert {"N-address"} >= {finding["code"] for finding in bench.findings()}


def test_a_database_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What SQLite keeps beside a database may be barred alone: the message says which file is."""
    (tmp_path / "cache.sqlite3").touch()
    (tmp_path / "cache.sqlite3-shm").touch()
    monkeypatch.setattr(os, "access", lambda path, _: path.name == "cache.sqlite3")  # root may write all

    with (
        pytest.raises(OutsideError, match=r"cache\.sqlite3-shm: .*readonly database.*make it writable"),
        failures.reported(tmp_path),
        closing(sqlite3.connect(f"file:{tmp_path}/cache.sqlite3?mode=ro", uri=True)) as connection,
    ):
        connection.execute("CREATE TABLE one (x)")


def test_a_page_in_the_way_is_named(edited: Bench, tmp_path: Path) -> None:
    """Where a folder stands in the place of a feed, the error names it and nothing else is lost."""
    bench = copied(edited, tmp_path / "site")
    (bench.output / "atom.xml").unlink()
    (bench.output / "atom.xml" / "x").mkdir(parents=True)

    done = run(bench, 0, "build", "-q")

    assert done.returncode == 4
    assert "atom.xml" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Make a site with two closed archives and a frozen edition, where archives close after three items."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archives, "BLOCK_ITEMS", 3)
        bench = Bench(tmp_path_factory.mktemp("archived") / "site")
        for number in range(1, 8):
            bench.put(
                f"{number}.md", story(number, f"Number {number}", date=f"2025-01-0{number}", id=f"tag:x,2026:{number}")
            )
        bench.build(freezes=True)
        yield bench


def cut_short(bench: Bench, last: int, *arguments: str) -> bool:
    """Run a command in a fork that is killed before its change number `last` of a file in .feedpress; say if it was."""
    child = os.fork()
    if child == 0:
        steps = 0

        def watch(event: str, details: tuple[object, ...]) -> None:
            nonlocal steps
            is_change = event in {"os.rename", "os.remove"} or (event == "open" and details[1] is None)
            if is_change and str(bench.state) in str(details[0]):
                steps += 1
                if steps == last:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        try:
            bench.run(*arguments, now=NOW + DAY)
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def unsound(bench: Bench) -> tuple[str, list[dict[str, str]]]:
    """Return what is wrong with the memory and the output."""
    return bench.run("catalog", "check", "-q"), bench.findings()


def test_a_new_address_cut_short_can_be_taken_back(archived: Bench, tmp_path: Path) -> None:
    """Wherever a build that rewrites all archives is killed, the old address and the new one build without a fault."""
    for point in range(1, 100):
        bench = copied(archived, tmp_path / str(point))
        before = bench.published()
        bench.configure(SETTINGS.replace("gazette.example/", "news.example/"))
        was_cut = cut_short(bench, point, "build", "-q")
        ahead = copied(bench, tmp_path / f"{point} ahead")

        ahead.build(NOW + 2 * DAY)
        shutil.copy2(archived.folder / "feedpress.toml", bench.folder)
        bench.build(NOW + 2 * DAY)

        assert unsound(ahead) == unsound(bench) == ("", [])
        assert not differing(before, bench.published())
        if not was_cut:
            break
    assert point > 10


def test_a_freeze_cut_short_can_be_exported(archived: Bench, tmp_path: Path) -> None:
    """Wherever the first freeze is killed, the memory can be exported and checked at once, before another build."""
    for point in range(1, 100):
        bench = copied(archived, tmp_path / str(point))
        bench.put("new.md", story(9, "New"))
        was_cut = cut_short(bench, point, "edition", "-q")

        lines = bench.run("catalog", "export").splitlines()

        assert [line for line in lines if '"archive/2/rss.xml"' in line]
        assert bench.run("catalog", "check", "-q") == ""
        if not was_cut:
            break
    assert point > 4


def test_a_takedown_cut_short_is_done_or_not_done(archived: Bench, tmp_path: Path) -> None:
    """Wherever a takedown is killed, the next build finds the memory sound, and the item everywhere or nowhere."""
    outcomes = []
    for point in range(1, 100):
        bench = copied(archived, tmp_path / str(point))
        was_cut = cut_short(bench, point, "forget", "tag:x,2026:2", "-q")

        bench.build(NOW + 2 * DAY)

        assert unsound(bench) == ("", [])
        holding = [path for path, data in bench.published().items() if b"Number 2<" in data]
        outcomes.append(len(holding))
        if not was_cut:
            break
    assert outcomes == sorted(outcomes, reverse=True)
    assert outcomes[-1] == 0
    assert len(set(outcomes)) == 2


@pytest.mark.parametrize("moment", ["rope.md", ".feedpress-tmp-"])
def test_a_linked_file_that_vanishes_costs_only_itself(tmp_path: Path, moment: str) -> None:
    """A picture that goes while its document is read, or while pages are made, is a problem; the rest is published."""
    bench = Bench(tmp_path / "site")
    bench.put("rope.md", story(2, "Rope", date="2026-03-02") + "\n![A knot](knot.png)\n")
    bench.put("fog.md", story(1, "Fog", date="2026-03-01"))
    bench.put("knot.png", b"\x89PNG")
    child = os.fork()
    if child == 0:

        def watch(event: str, details: tuple[object, ...]) -> None:
            if event == "open" and moment in str(details[0]):
                (bench.corpus / "knot.png").unlink(missing_ok=True)

        sys.addaudithook(watch)
        code = 99
        try:
            code = main(["-C", str(bench.folder), "build", "-q", "--jobs", "1"])
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    told = json.loads((bench.state / "last-build.json").read_text())["problems"]

    assert [problem["what"] for problem in told if "knot.png" in str(problem)]
    assert b"Rope" in bench.published()["atom.xml"]
    assert b"Fog" in bench.published()["atom.xml"]
    bench.build(NOW + DAY)
    assert b"knot.png" not in bench.published()["items/rope/index.html"]
    assert not bench.findings()


@pytest.mark.parametrize("name", ["one.md", "one.html"])
def test_a_library_without_room_costs_no_item(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where /tmp is full while a document is read, its item stays as it was published, and is read again next time."""
    bench = Bench(tmp_path / "site")
    for number in range(4):
        bench.put(f"{number}.html", page(number, "Fog"))
    bench.put(name, story(9, "Tar") if name.endswith(".md") else page(9, "Tar"))
    bench.build()
    before = bench.published()
    bench.put(name, story(9, "Tar and rope") if name.endswith(".md") else page(9, "Tar and rope"))

    with monkeypatch.context() as patch:
        for library in ("cmarkgfm.cmark.parser_new", "lxml.etree.HTMLParser"):
            patch.setattr(library, full)
        with suppress(OutsideError):
            bench.build()

    assert {path for path in before if path not in bench.published()} == set()
    assert [title for _, title in bench.build().updated] == ["Tar and rope"]


def page(seed: int, title: str) -> str:
    """Return a page whose title ends as all do in its folder."""
    told = "".join(f"<p>{sentence}</p>" for sentence in sentences(seed))
    return f"<title>{title} {seed} | The Gazette</title><h1>{title}</h1>{told}"


def full(*_: object, **__: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("damage", ["'urn:uuid:of-no-item'", "CAST(x'ff' AS TEXT)"])
def test_a_damaged_cache_stops_one_build_at_most(damage: str, tmp_path: Path) -> None:
    """Whatever a flipped bit in the cache leads to, the build after it starts without one, and is right."""
    bench = Bench(tmp_path / "site")
    for number, title in enumerate(("Fog", "Rope", "Bread")):
        bench.put(f"{number}.md", story(number, title, tags=["all"]))
    bench.build()
    sound = copied(bench, tmp_path / "twin")
    with closing(sqlite3.connect(bench.state / "cache.sqlite3")) as cache, cache:
        cache.execute(f"UPDATE unit SET item = {damage} WHERE path = '1.md'")
    for each in (bench, sound):
        each.put("3.md", story(9, "Tar", tags=["all"]))

    with suppress(Exception):
        bench.build()
    bench.build()
    sound.build()

    assert not differing(sound.published(), bench.published())


@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_what_is_published_is_for_all_and_the_memory_for_one(mask: int, tmp_path: Path) -> None:
    """Whatever the caller's umask, all may read the output and only the owner change it; the databases are private."""
    bench = Bench(tmp_path / "site")
    bench.put("fog.md", story(1, "Fog"))

    before = os.umask(mask)
    try:
        bench.run("build")
    finally:
        os.umask(before)

    assert {path.stat().st_mode & 0o777 for path in bench.output.rglob("*")} == {0o644, 0o755}
    assert bench.state.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in bench.state.glob("*.sqlite3*")} == {0o600}


def test_what_is_undone_after_a_cut_is_undone(edited: Bench, tmp_path: Path) -> None:
    """A document that only a build cut short ever saw is gone like any other, once it was published."""
    bench = copied(edited, tmp_path / "site")
    assert run(bench, 0, "build", "-q").returncode == 0
    before = {item["id"] for item in bench.items()}
    bench.put("new.md", story(30, "New"))
    source = "import os, sys; from feedpress.cli import main; from feedpress.pipeline import stages; "
    source += "stages.publish = lambda *_: os._exit(9); main(['-C', sys.argv[1], 'build', '-q'])"
    assert subprocess.run([sys.executable, "-c", source, bench.folder], check=False).returncode == 9
    bench.take("new.md")

    again = run(bench, 0, "build", "-q")

    assert again.returncode == 0, again.stderr
    assert {item["id"] for item in bench.items()} == before
    assert not [finding for finding in bench.findings() if finding["code"].startswith("F")]
