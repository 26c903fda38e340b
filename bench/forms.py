"""Measure feedpress over the forms a corpus can have.

A file a document (Markdown, text, text that always ends in the same passage), or rows of JSON lines.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path

import corpora
import measure
from measure import Cost
from tools import Tool

FORMS = {
    "md": ("--format", "md"),
    "txt": ("--format", "txt"),
    "passage": ("--format", "txt", "--passage", "120"),
    "jsonl": ("--format", "jsonl"),
}
"""What each form is made with."""
QUIET = 0.05


def compare(tool: Tool, work: Path, size: int, rounds: int) -> dict[str, dict[str, list[Cost]]]:
    """Return what cold runs, runs without a change and runs after one change cost `tool`, by form."""
    return {form: _form(tool, work, size, rounds, form) for form in FORMS}


def _form(tool: Tool, work: Path, size: int, rounds: int, form: str) -> dict[str, list[Cost]]:
    corpus, site = work / f"form-{form}", work / f"site-{form}"
    for folder in (corpus, site):
        shutil.rmtree(folder, ignore_errors=True)
    measure.run([sys.executable, corpora.__file__, str(corpus), str(size), *FORMS[form]], work)
    tool.lay_out(site, corpus)
    costs: dict[str, list[Cost]] = {"cold": [], "no change": [], "one change": []}
    for kind, runs in costs.items():
        for _ in range(rounds):
            if kind == "cold":
                tool.forget(site)
            if kind == "one change":
                _edit(corpus, form)
            time.sleep(QUIET)
            runs.append(measure.run(tool.command, site))
    return costs


def _edit(corpus: Path, form: str) -> None:
    """Append a word to the last document of the first folder, or to the last row of the first file."""
    path = corpus / "0000.jsonl" if form == "jsonl" else max((corpus / "0000").iterdir())
    text = path.read_text(encoding="utf-8")
    if form == "jsonl":
        head, _, last = text.rstrip("\n").rpartition("\n")
        told = json.loads(last)
        text = f"{head}\n{json.dumps(told | {'text': told['text'] + ' word'})}"
    path.write_text(f"{text}\nword\n" if form != "jsonl" else f"{text}\n", encoding="utf-8")
