"""What a million documents would cost: lines through the two largest sizes that were measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from measure import Cost, middle

MILLION = 1_000_000
OURS, PEER = "feedpress", "Hugo"
RUNS = (
    ("cold, CPU s", OURS, "cold", "cpu"),
    ("cold, peak MiB", OURS, "cold", "peak"),
    ("no change, CPU s", OURS, "no change", "cpu"),
    ("no change, peak MiB", OURS, "no change", "peak"),
    ("one change, CPU s", OURS, "one change", "cpu"),
    ("one change, peak MiB", OURS, "one change", "peak"),
    ("Hugo, cold, CPU s", PEER, "cold", "cpu"),
    ("Hugo, cold, peak MiB", PEER, "cold", "peak"),
)
STORED = ((".feedpress", "memory, cache and kept bytes, MiB"), ("dist", "output, MiB"))


def lines(sizes: dict[int, dict[str, Any]], forms: dict[str, Any]) -> Iterator[str]:
    """Return the tables of docs/scale.md."""
    heads = " | ".join(f"{size:,}" for size in sizes)
    yield f"| | {heads} | each further 1,000 | {MILLION:,} |"
    yield "|---|" + "---:|" * (len(sizes) + 2)
    for name, tool, kind, field in RUNS:
        yield _row(name, {size: getattr(middle(found["costs"][kind][tool]), field) for size, found in sizes.items()})
    for folder, name in STORED:
        stored = {size: found["disk"][OURS].get(folder, 0) / 2**20 for size, found in sizes.items()}
        yield _row(name, stored)
    yield ""
    yield from _forms(forms)


def _row(name: str, values: dict[int, float]) -> str:
    """Return a row: what was measured, the slope through its two largest sizes, and where it leads."""
    (*_, low, high) = (0, *values)
    slope = (values[high] - values.get(low, 0)) / (high - low)
    cells = (*values.values(), slope * 1000, values[high] + slope * (MILLION - high))
    return f"| {name} | {' | '.join(map(_shown, cells))} |"


def _shown(value: float) -> str:
    return f"{value:.2g}" if value < 100 else f"{value:,.0f}"


def _forms(forms: dict[str, Any]) -> Iterator[str]:
    yield f"CPU seconds of feedpress for {forms['size']:,} documents, by the form of the corpus:\n"
    yield "| form | cold | no change | one change |"
    yield "|---|---:|---:|---:|"
    names = {
        "md": "Markdown, a file each",
        "txt": "text, a file each",
        "passage": "text, a file each, all with one passage of 120 words",
        "jsonl": "JSON lines, 1,000 rows a file",
    }
    for form, runs in forms["costs"].items():
        cells = (f"{middle([Cost(*cost) for cost in costs]).cpu:.3g}" for costs in runs.values())
        yield f"| {names[form]} | {' | '.join(cells)} |"
