"""Score normalization on labelled documents and print what came out beside what is wanted.

    python tools/evaluate.py SCORER [COMMAND]

SCORER is the script that builds the labelled sets and prints figures as JSON, beside the folder `scraped/` of one of
them; COMMAND is how to run feedpress. How fast it reads is measured on the feedpress that this Python has.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from feedpress import corpus, normalize
from feedpress.cli import YOUNG
from feedpress.model import Settings

ROUNDS = 5


class Goal(NamedTuple):
    """A figure by its place in the scorer's answer, with the baseline, what it must reach, and what it aims at.

    `less` says that smaller is better.
    """

    what: str
    place: tuple[str, ...]
    baseline: str
    must: float
    aim: float
    less: bool = False

    def row(self, found: dict[str, Any]) -> str:
        """Return the figure as a line of the table."""
        value: Any = found
        for key in self.place:
            value = value[key]
        is_met = value <= self.must if self.less else value >= self.must
        verdict = "ok" if is_met else "MISSED"
        sign = "≤" if self.less else "≥"
        return f"{self.what:<44} {self.baseline:>8} {value:>8.4g}  {sign} {self.must:<6g} {self.aim:<6g} {verdict}"


def rendering(name: str, label: str, baselines: tuple[str, str], must: tuple[float, float]) -> list[Goal]:
    """Return the goals for the bodies of one rendering of the scraped pages."""
    return [
        Goal(f"body F1, {label}, set 1", ("scraped", name, "body_andy"), baselines[0], must[0], must[0] + 0.015),
        Goal(f"body F1, {label}, set 2", ("scraped", name, "body_scrapinghub"), baselines[1], must[1], must[1] + 0.012),
    ]


GOALS = [
    Goal("samples: what is wrong", ("seeds", "count"), "–", 0, 0, less=True),
    *rendering("traf", "extracted text", (".91", ".96"), (0.915, 0.963)),
    *rendering("main", "main content", (".87", ".92"), (0.905, 0.937)),
    *rendering("full", "raw dump", (".67", ".64"), (0.905, 0.90)),
    Goal("title, raw dump", ("scraped", "full", "title"), ".52", 0.80, 0.90),
    Goal("title, main content", ("scraped", "main", "title"), ".63", 0.90, 0.95),
    Goal("date right, raw dump", ("scraped", "full", "date_right"), ".88", 0.90, 0.95),
    Goal("date wrong, raw dump", ("scraped", "full", "date_wrong"), ".08", 0.03, 0.01, less=True),
    Goal("date wrong, main content", ("scraped", "main", "date_wrong"), "–", 0.03, 0.01, less=True),
    Goal("date wrong, extracted text", ("scraped", "traf", "date_wrong"), "–", 0.03, 0.01, less=True),
    Goal("tails that leak, of 60", ("tails", "leaks"), "60", 2, 0, less=True),
    Goal("teasers' titles", ("tails", "teaser_titles"), "–", 0.90, 0.95),
    Goal("teasers' dates", ("tails", "teaser_dates"), "–", 0.95, 0.95),
    Goal("body F1 where there is no tail", ("tails", "body_controls"), "–", 0.985, 0.985),
    Goal("tails invented", ("tails", "invented"), "–", 0, 0, less=True),
    Goal("dates borrowed from a teaser", ("tails", "borrowed_dates"), "–", 0, 0, less=True),
    *[Goal(f"Markdown: {name}", ("markdown", name), "–", 0.995, 1) for name in ("title", "date", "authors", "tags")],
    Goal("Markdown: posts lost", ("markdown", "lost"), "–", 0, 0, less=True),
    Goal("saved pages: body F1, set 1", ("html", "body_andy"), ".90", 0.90, 0.91),
    Goal("saved pages: body F1, set 2", ("html", "body_scrapinghub"), ".97", 0.97, 0.98),
    Goal("saved pages: title", ("html", "title"), ".51", 0.80, 0.90),
    Goal("saved pages: date right", ("html", "date_right"), ".84", 0.85, 0.90),
    Goal("saved pages: date wrong", ("html", "date_wrong"), ".16", 0.12, 0.05, less=True),
    Goal("near-duplicates found", ("duplicates", "recall"), ".19–.83", 0.97, 0.99),
    Goal("near-duplicates invented", ("duplicates", "false_merges"), "–", 2, 0, less=True),
    Goal("extracted texts a second, on one core", ("pace",), "–", 300, 400),
]


def pace(folder: Path) -> float:
    """Return how many texts of `folder` are normalized in a second of processor time: the best of some rounds."""
    files = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*.txt"))]
    with ProcessPoolExecutor(1, max_tasks_per_child=1) as fresh:  # a process that has not seen these lines before
        return len(files) / min(fresh.map(seconds, [files] * ROUNDS))


def seconds(files: list[tuple[str, bytes]]) -> float:
    """Return the processor time that normalizing `files`, (path, bytes) each, takes once all modules are loaded."""
    gc.set_threshold(YOUNG)  # as the command does
    english, russian = b"It was late on Sunday, and nobody waited.\n" * 20, "Паром ждал нас у берега.\n" * 20
    read_all([("a.txt", english), ("b.txt", russian.encode())])  # the second loads the model of languages
    start = process_time()
    read_all(files)
    return process_time() - start


def read_all(files: list[tuple[str, bytes]]) -> None:
    """Normalize `files`, all of one folder."""
    documents = [document for path, data in files for document in corpus.read(path, data)[0]]
    facts = Counter(vote for document in documents for vote in normalize.survey(document))
    for document in documents:
        normalize.manuscript(document, Settings(), facts)


def main() -> int:
    """Run the scorer and print the table; 1 where a figure misses what it must reach."""
    scorer, command = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "feedpress"
    run = [sys.executable, scorer, "all", "--json", "--feedpress", command]
    found = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    found["pace"] = pace(Path(scorer).parent / "scraped" / "traf")
    rows = [goal.row(found) for goal in GOALS]
    print(f"{'':<44} {'baseline':>8} {'measured':>8}  {'must':<8} {'aim':<6}")
    print("\n".join(rows))
    return 1 if any(row.endswith("MISSED") for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
