"""Measure feedpress beside Hugo and Pelican, and write docs/performance.md's figures.

    python bench/run.py --feedpress build/bench/venv/bin/feedpress [--large] [--sizes 1000,10000] [--rounds N]

The programs take turns, A B A B, over one corpus, so that whatever else the machine does falls on all of them. A
kind of run is repeated for each program before the next kind begins: cold, no change, one change, one change in the
draft letter. What was measured replaces the figures of its size in docs/performance.json; the others stay.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import corpora
import forms
import measure
import report
from measure import Cost
from tools import Tool, tools

CHECKOUT = Path(__file__).resolve().parents[1]
RESULTS = CHECKOUT / "docs" / "performance.json"
SIZES = (1_000, 10_000)
LARGE = 100_000
FORMS_SIZE = 10_000
ROUNDS = {1_000: 5, 10_000: 3, LARGE: 1}
QUIET = 0.05
"""Seconds after an edit: feedpress distrusts files that are younger than a file system's clock ticks."""
START_ROUNDS = 15


def main() -> None:
    """Measure what the command line asks for."""
    given = _arguments()
    work: Path = given.work.resolve()
    results = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    sizes = [int(size) for size in given.sizes.split(",")] if given.sizes else [*SIZES, *([LARGE] * given.large)]
    results["machine"] = _machine(given.feedpress)
    for size in sizes:
        chosen = [tool for tool in tools(given.feedpress) if size < LARGE or tool.name != "Pelican"]
        found = _size(work, size, chosen, given.rounds or ROUNDS.get(size, 3))
        results.setdefault("sizes", {})[str(size)] = found
        _keep(results)
    size = min(max(sizes), FORMS_SIZE)
    results["forms"] = {"size": size, "costs": forms.compare(tools(given.feedpress)[0], work, size, given.rounds or 3)}
    results["start"] = _start(given.feedpress, work)
    results["micro"] = _micro(given.feedpress, work)
    _keep(results)
    report.write(results, CHECKOUT / "docs")


def _absolute(path: str) -> Path:
    """Return `path` seen from anywhere: programs are run in the folders of their sites. A link of it stays one."""
    return Path(path).absolute()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feedpress", type=_absolute, required=True, help="the installed program to measure")
    parser.add_argument("--work", type=Path, default=CHECKOUT / "build" / "bench", help="where corpora and sites go")
    parser.add_argument("--sizes", help="numbers of documents, with commas")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} documents, feedpress and Hugo")
    parser.add_argument("--rounds", type=int, help="runs of each kind; default: 5, 3, 1 by size")
    return parser.parse_args()


def _machine(feedpress: Path) -> dict[str, str]:
    """Name what the figures hold for."""
    model = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = next((int(line.split()[1]) / 1024**2 for line in _lines("/proc/meminfo") if "MemTotal" in line), 0)
    version = subprocess.run([feedpress, "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    described = ["git", "describe", "--always", "--dirty"]
    commit = subprocess.run(described, check=False, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
    return {
        "cpu": model[0] if model else platform.machine(),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "feedpress": f"{version} ({commit.stdout.strip() or 'no git'})",
    }


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).is_file() else []


def _size(work: Path, size: int, chosen: Sequence[Tool], rounds: int) -> dict[str, Any]:
    """Measure every kind of run over a corpus of `size` documents."""
    corpus = work / f"md-{size}"
    shutil.rmtree(corpus, ignore_errors=True)
    made = [sys.executable, corpora.__file__, str(corpus), str(size)]  # another process: this one stays small
    measure.run(made, CHECKOUT)
    sites = {tool.name: work / f"site-{size}" / tool.name.replace(" ", "-") for tool in chosen}
    for tool in chosen:
        shutil.rmtree(sites[tool.name], ignore_errors=True)
        tool.lay_out(sites[tool.name], corpus)
    _say(f"{size:,} documents, {rounds} rounds, load {_load()}")
    before = _load()
    costs: dict[str, dict[str, list[Cost]]] = {}
    for kind, edited in _kinds(size):
        costs[kind] = {tool.name: [] for tool in chosen}
        for _ in range(rounds):
            for tool, cost in _round(chosen, sites, kind, corpus / edited if edited else None):
                costs[kind][tool.name].append(cost)
    return {
        "when": f"{datetime.now(UTC):%Y-%m-%d}",
        "rounds": rounds,
        "load": [before, _load()],
        "costs": costs,
        "files": {tool.name: len(_times(sites[tool.name], tool)) for tool in chosen},
        "disk": {tool.name: _disk(sites[tool.name]) for tool in chosen},
        "rewritten": {tool.name: _rewritten(sites[tool.name], tool) for tool in chosen},
    }


def _kinds(size: int) -> Iterator[tuple[str, str]]:
    """Yield each kind of run with the document that is edited before it, "" where none is.

    The draft letter covers the newest 20 documents, the feeds 50: an edit of about the 30th newest changes feeds,
    front page, year and tags, but no letter; one of the newest changes the letter too.
    """
    maker = corpora.Maker(1, 0.05)
    originals = (number for number in range(size - 30, 0, -1) if maker.original_of(number) is None)
    newest = (number for number in range(size - 1, 0, -1) if maker.original_of(number) is None)
    yield "cold", ""
    yield "no change", ""
    yield "one change", _path(next(originals))
    yield "one change, letter", _path(next(newest))


def _path(number: int) -> str:
    return f"{number // corpora.FOLDER:04}/{number:06}.md"


def _round(
    chosen: Iterable[Tool], sites: dict[str, Path], kind: str, edited: Path | None
) -> Iterator[tuple[Tool, Cost]]:
    if edited:
        with edited.open("a", encoding="utf-8") as file:
            file.write("word\n")
    time.sleep(QUIET)
    for tool in chosen:
        if kind == "cold":
            tool.forget(sites[tool.name])
        cost = measure.run(tool.command, sites[tool.name])
        _say(f"  {kind:<20} {tool.name:<16} {cost.wall:8.3f} s wall {cost.cpu:8.3f} s CPU {cost.peak:6.0f} MiB")
        yield tool, cost


def _times(site: Path, tool: Tool) -> dict[str, int]:
    """Return when each file of the output was written."""
    folder = site / next(name for name in tool.made if (site / name).is_dir() and not name.startswith("."))
    files = (Path(top) / name for top, _, names in os.walk(folder) for name in names)
    return {str(path): path.stat().st_mtime_ns for path in files}


def _disk(site: Path) -> dict[str, int]:
    """Return the bytes below each folder of `site`."""
    sizes: dict[str, int] = {}
    for top, _, names in os.walk(site):
        folder = Path(top).relative_to(site).parts[:1]
        for name in names if folder else ():
            sizes[folder[0]] = sizes.get(folder[0], 0) + (Path(top) / name).stat().st_size
    return sizes


def _rewritten(site: Path, tool: Tool) -> int:
    """Count the files that a run writes though nothing has changed."""
    before = _times(site, tool)
    measure.run(tool.command, site)
    after = _times(site, tool)
    return sum(before.get(path) != moment for path, moment in after.items())


def _start(feedpress: Path, work: Path) -> dict[str, list[Cost]]:
    """Measure what a start costs: a bare Python, the help, a build with nothing to do."""
    python = feedpress.parent / "python"
    site = work / "site-start"
    corpora.write(corpora.Maker(1, 0.05), work / "md-100", 100, "md")
    tool = tools(feedpress)[0]
    tool.lay_out(site, work / "md-100")
    measure.run(tool.command, site)
    commands: dict[str, tuple[Path | str, ...]] = {
        "`python -c pass`": (python, "-c", "pass"),
        "`feedpress --help`": (feedpress, "--help"),
        "`feedpress build`, 100 documents, nothing to do": tool.command,
    }
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(START_ROUNDS):
        for name, command in commands.items():
            costs[name].append(measure.run(command, site))
    return costs


def _micro(feedpress: Path, work: Path) -> dict[str, float]:
    """Run the micro-benchmarks beside the measured program; return the median of each in seconds."""
    out = work / "micro.json"
    command = (feedpress.parent / "python", "-m", "pytest", "-q", "bench/test_micro.py", f"--benchmark-json={out}")
    measure.run(command, CHECKOUT)
    found = json.loads(out.read_text())["benchmarks"]
    return {one["name"].removeprefix("test_").replace("_", " "): one["stats"]["median"] for one in found}


def _keep(results: dict[str, Any]) -> None:
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _load() -> float:
    return round(os.getloadavg()[0], 1)


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
