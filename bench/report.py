"""Write what was measured into docs/performance.md and docs/scale.md, between their marks, and draw the plot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import scale
from measure import Cost, middle, ratio

START, END = "<!-- measured -->", "<!-- /measured -->"
OURS = "feedpress"
ALONE = "feedpress alone"
PEER = "Hugo"
LETTER = "one change, letter"
TWO = 2
"""Points that a line needs."""

Costs = dict[str, dict[str, list[Cost]]]


class Target(NamedTuple):
    """What a run of `tool` must not exceed; `of_peer` means so many times what Hugo takes in the same turn."""

    size: int
    kind: str
    tool: str
    field: str
    limit: float
    of_peer: bool = False


TARGETS = (
    Target(1_000, "no change", OURS, "wall", 0.12),
    Target(1_000, "no change", OURS, "wall", 0.25, of_peer=True),
    Target(10_000, "no change", OURS, "wall", 0.2),
    Target(10_000, "no change", OURS, "wall", 0.04, of_peer=True),
    Target(10_000, "one change", OURS, "wall", 0.45),
    Target(10_000, "one change", OURS, "wall", 0.1, of_peer=True),
    Target(10_000, LETTER, OURS, "wall", 0.7),
    Target(10_000, "cold", ALONE, "wall", 1.0, of_peer=True),
    Target(10_000, "cold", ALONE, "cpu", 0.8, of_peer=True),
    Target(10_000, "cold", OURS, "wall", 1.5, of_peer=True),
    Target(10_000, "cold", OURS, "peak", 200),
    Target(100_000, "no change", OURS, "wall", 1.2),
    Target(100_000, "one change", OURS, "wall", 1.6),
    Target(100_000, "cold", OURS, "wall", 1.2, of_peer=True),
    Target(100_000, "cold", OURS, "peak", 500),
)


def write(results: dict[str, Any], docs: Path) -> None:
    """Put the tables of `results` into docs/performance.md and docs/scale.md, and the plot beside them."""
    sizes = _sizes(results)
    _put(docs / "performance.md", _lines(results, sizes))
    _put(docs / "scale.md", scale.lines(sizes, results["forms"]))
    _draw(sizes, docs / "performance.svg")


def _put(paper: Path, lines: Iterable[str]) -> None:
    """Put `lines` between the marks of `paper`."""
    before, _, rest = paper.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    text = "\n".join(lines).strip("\n")
    paper.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def _sizes(results: dict[str, Any]) -> dict[int, dict[str, Any]]:
    """Return the results by number of documents, their costs as such."""
    sizes = {}
    for size, found in sorted(results["sizes"].items(), key=lambda one: int(one[0])):
        costs = {
            kind: {tool: [Cost(*cost) for cost in runs] for tool, runs in tools.items()}
            for kind, tools in found["costs"].items()
        }
        sizes[int(size)] = found | {"costs": costs}
    return sizes


def _lines(results: dict[str, Any], sizes: dict[int, dict[str, Any]]) -> Iterator[str]:
    machine = results["machine"]
    yield (
        f"{machine['cpu']}, {machine['cores']} cores, {machine['memory']}, {machine['system']}; "
        f"Python {machine['python']}, {machine['feedpress']}.\n"
    )
    for size, found in sizes.items():
        yield from _size(size, found)
    yield from _targets(sizes)
    yield from _growth(sizes)
    yield from _start(results["start"])
    yield from _micro(results["micro"])


def _size(size: int, found: dict[str, Any]) -> Iterator[str]:
    """Return the table of one number of documents."""
    costs: Costs = found["costs"]
    low, high = found["load"]
    runs = f"median of {found['rounds']}" if found["rounds"] > 1 else "one run"
    yield f"### {size:,} documents\n"
    yield f"{found['when']}, {runs}; load average {low} before, {high} after.\n"
    yield "| run | program | wall s | CPU s | peak MiB | wall ÷ Hugo | CPU ÷ Hugo |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for kind, tools in costs.items():
        for tool, measured in tools.items():
            wall, cpu, peak = middle(measured)
            shares = (f"{ratio(measured, tools[PEER], field):.2g}" for field in ("wall", "cpu"))
            yield f"| {kind} | {tool} | {wall:.3g} | {cpu:.3g} | {peak:.0f} | {' | '.join(shares)} |"
    told = ", ".join(f"{tool} {found['rewritten'][tool]:,} of {count:,}" for tool, count in found["files"].items())
    yield f"\nFiles that a run writes again though nothing changed: {told}.\n"


def _targets(sizes: dict[int, dict[str, Any]]) -> Iterator[str]:
    yield "### What must hold\n"
    yield "| documents | run | program | must | measured | |"
    yield "|---:|---|---|---|---:|---|"
    for target in TARGETS:
        if target.size in sizes:
            value = _value(target, sizes[target.size]["costs"])
            show = _shown(target)
            mark = "met" if value <= target.limit else "**not met**"
            yield (
                f"| {target.size:,} | {target.kind} | {target.tool} | ≤ {show(target.limit)} | {show(value)} | {mark} |"
            )
    yield ""


def _value(target: Target, costs: Costs) -> float:
    runs = costs[target.kind]
    if target.of_peer:
        return ratio(runs[target.tool], runs[PEER], target.field)
    value: float = getattr(middle(runs[target.tool]), target.field)
    return value


def _shown(target: Target) -> Callable[[float], str]:
    """Return how a figure of `target` is written."""
    if target.of_peer:
        return lambda value: f"{value:.2g} × Hugo's {'CPU' if target.field == 'cpu' else 'wall'}"
    return (lambda value: f"{value:.0f} MiB") if target.field == "peak" else (lambda value: f"{value * 1000:.0f} ms")


def _growth(sizes: dict[int, dict[str, Any]]) -> Iterator[str]:
    """Return how costs of feedpress grow with the number of documents."""
    if len(sizes) < TWO:
        return
    yield "### How it grows (CPU of feedpress)\n"
    yield "| documents | cold, ms each | no change, µs each beyond the start | one change beyond no change, ms |"
    yield "|---:|---:|---:|---:|"
    start = min(_cpu(found, "no change") - 5e-6 * size for size, found in sizes.items())
    for size, found in sizes.items():
        cold, idle, one = (_cpu(found, kind) for kind in ("cold", "no change", "one change"))
        yield f"| {size:,} | {cold / size * 1e3:.2f} | {(idle - start) / size * 1e6:.1f} | {(one - idle) * 1e3:.0f} |"
    yield f"\nThe start is taken as {start * 1000:.0f} ms.\n"


def _cpu(found: dict[str, Any], kind: str) -> float:
    return middle(found["costs"][kind][OURS]).cpu


def _start(start: dict[str, list[list[float]]]) -> Iterator[str]:
    yield "### A start\n"
    yield "| command | wall ms | CPU ms |"
    yield "|---|---:|---:|"
    for name, runs in start.items():
        wall, cpu, _ = middle([Cost(*run) for run in runs])
        yield f"| {name} | {wall * 1000:.0f} | {cpu * 1000:.0f} |"
    yield ""


def _micro(micro: dict[str, float]) -> Iterator[str]:
    yield "### Parts\n"
    yield "| what | median |"
    yield "|---|---:|"
    for name, seconds in sorted(micro.items()):
        shown = name.replace("[", ", ").rstrip("]")
        yield f"| {shown} | {seconds * 1e6:,.0f} µs |" if seconds < 1e-3 else f"| {shown} | {seconds * 1e3:,.1f} ms |"


def _draw(sizes: dict[int, dict[str, Any]], path: Path) -> None:
    """Draw CPU against the number of documents, a panel for each kind of run."""
    mpl: Any = import_module("matplotlib")
    mpl.use("svg")
    mpl.rcParams |= {"svg.hashsalt": "feedpress", "font.family": "serif", "font.size": 9, "svg.fonttype": "none"}
    plt: Any = import_module("matplotlib.pyplot")
    kinds = ("cold", "one change", "no change")
    figure, panels = plt.subplots(1, len(kinds), figsize=(9, 3.4), sharey=True, layout="constrained")
    colours = {OURS: "#9a3412", ALONE: "#d6906f", PEER: "#1f2937", "Pelican": "#9ca3af"}
    for panel, kind in zip(panels, kinds, strict=True):
        for tool, colour in colours.items():
            points = [
                (size, middle(runs[tool]).cpu) for size, one in sizes.items() if tool in (runs := one["costs"][kind])
            ]
            if points:
                panel.loglog(*zip(*points, strict=True), "o-", color=colour, markersize=3, linewidth=1.3, label=tool)
        panel.set_title(kind, loc="left", fontsize=10)
        panel.set_xlabel("documents")
        panel.set_xticks(list(sizes), [f"{size:,}" for size in sizes])
        panel.minorticks_off()
        panel.spines[["top", "right"]].set_visible(False)
        panel.grid(axis="y", color="#e5e7eb", linewidth=0.6)
    panels[0].set_ylabel("seconds of CPU")
    panels[-1].legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
