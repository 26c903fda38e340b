"""Learn the weights of the line model and of the headline model from labelled pages.

    python tools/train_lines.py LABELLED [--check]

LABELLED holds `labels-scraped.jsonl` (id, site, title, body) and `scraped/RENDERING/SITE/ID.txt`. Needs numpy. The
weights are written to src/feedpress/normalize/weights.py; with --check nothing is written, and the mean F1 and the
share of right headlines are printed, each site judged by weights that never saw it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
import zlib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from feedpress.normalize import cruft, linemodel, phrases, titles
from feedpress.normalize.blocks import Piece, pieces
from feedpress.normalize.traits import Traits, traits

WEIGHTS = Path(__file__).parents[1] / "src/feedpress/normalize/weights.py"
RENDERINGS = ("traf", "main", "full")
WORD = re.compile(r"\w+")
FOLDS = 5
SMALL = 1e-6
LINE_PENALTY, TITLE_PENALTY = 5.0, 3.0


class Page(NamedTuple):
    """A labelled page in one rendering."""

    label: dict[str, Any]
    pieces: tuple[Piece, ...]
    traits: list[Traits]
    facts: dict[str, int]
    out: np.ndarray
    rows: np.ndarray
    truth: np.ndarray


def tokens(text: str) -> list[str]:
    """Return the words of `text`, case aside."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def truth(parts: tuple[Piece, ...], body: str) -> np.ndarray:
    """Return 1 for each piece whose words stand in `body`: by runs of four words, or as a line of it."""
    gold = tokens(body)
    runs = set(zip(gold, gold[1:], gold[2:], gold[3:], strict=False))
    flat, lines = f" {' '.join(gold)} ", {" ".join(tokens(line)) for line in body.split("\n")}
    found = []
    for part in parts:
        words = tokens(part.text)
        own = list(zip(words, words[1:], words[2:], words[3:], strict=False))
        if len(own) > 1:
            found.append(int(sum(run in runs for run in own) >= 0.55 * len(own)))
        else:
            line = " ".join(words)
            found.append(int(bool(words)) if line in lines else -1 if words and f" {line} " in flat else 0)
    return np.array([_settled(found, i) for i in range(len(found))], float)


def _settled(found: list[int], at: int) -> int:
    """Return the truth of a short line that occurs somewhere in the body: that of its neighbours, where they agree."""
    if found[at] >= 0:
        return found[at]
    before = next((found[i] for i in range(at - 1, -1, -1) if found[i] >= 0), 0)
    after = next((found[i] for i in range(at + 1, len(found)) if found[i] >= 0), 0)
    return int(before == after == 1)


def load(folder: Path) -> list[Page]:
    """Return the pages of `folder`, each with its features."""
    labels = [json.loads(line) for line in (folder / "labels-scraped.jsonl").read_text().splitlines()]
    pages = []
    for rendering in RENDERINGS:
        texts = {
            label["id"]: (folder / "scraped" / rendering / label["site"] / f"{label['id']}.txt").read_text()
            for label in labels
        }
        looks = {
            key: (parts := pieces(text.split("\n")), [traits(part) for part in parts])
            for key, text in texts.items()
            if text.strip()
        }
        facts: dict[str, Counter[str]] = defaultdict(Counter)
        for label in labels:
            facts[label["site"]].update({t.key for t in looks.get(label["id"], ((), []))[1] if t.key and t.words})
        pages += [_page(label, *looks[label["id"]], facts[label["site"]]) for label in labels if label["id"] in looks]
    return pages


def _page(label: dict[str, Any], parts: tuple[Piece, ...], looks: list[Traits], facts: dict[str, int]) -> Page:
    facts = dict(cruft.sober(looks, facts))
    out = np.array(cruft.suspects(parts, looks, facts))
    rows = np.zeros((len(parts), len(linemodel.NAMES)))
    if not out.all():
        rows[~out] = linemodel.features(parts, looks, facts, list(out))
    return Page(label, parts, looks, facts, out, rows, truth(parts, label["body"]))


def fit(rows: np.ndarray, wanted: np.ndarray, weight: np.ndarray, penalty: float) -> np.ndarray:
    """Return the weights of a logistic regression, by Newton's method."""
    found = np.zeros(rows.shape[1])
    ridge = np.eye(rows.shape[1]) * penalty
    ridge[0, 0] = 1e-3
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weight * (chance - wanted)) + ridge @ found
        bend = (rows.T * (weight * chance * (1 - chance) + 1e-9)) @ rows + ridge
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < SMALL:
            break
    return found


def fit_lines(pages: list[Page]) -> np.ndarray:
    """Return the weights of the line model; each page counts about the same, long lines more than short ones."""
    rows, wanted, weight = [], [], []
    for page in pages:
        size = np.array([t.size for t in page.traits], float)
        share = np.sqrt(size) / np.sqrt(max(50.0, float((size * page.truth).sum()))) * 10
        rows.append(page.rows[~page.out])
        wanted.append(page.truth[~page.out])
        weight.append(share[~page.out])
    return fit(np.vstack(rows), np.concatenate(wanted), np.concatenate(weight), LINE_PENALTY)


def score(page: Page, weights: np.ndarray) -> list[float]:
    """Return the line model's scores for `page`."""
    return list(np.where(page.out, -6.0, page.rows @ weights))


def is_same(one: str, other: str) -> bool:
    """Tell whether two lines are the same headline, marks and case aside."""
    return bool(words := phrases.words(one)) and words == phrases.words(other)


def headline(page: Page, scores: list[float]) -> tuple[list[int], np.ndarray, np.ndarray]:
    """Return the candidates for the headline of `page`, their features and which are right."""
    start = titles.start_of(page.traits, scores)
    sheet = titles.Sheet(page.pieces, page.traits, start, scores, page.facts)
    where, rows = titles.features(sheet)
    right = [float(is_same(page.pieces[i].text, page.label["title"])) for i in where]
    return where, np.array(rows).reshape(-1, len(titles.NAMES)), np.array(right)


def fit_titles(pages: list[Page], scores: list[list[float]]) -> np.ndarray:
    """Return the weights of the headline model."""
    found = [headline(page, own) for page, own in zip(pages, scores, strict=True) if page.label["title"]]
    rows, right = np.vstack([each[1] for each in found]), np.concatenate([each[2] for each in found])
    return fit(rows, right, np.ones(len(right)), TITLE_PENALTY)


def fold(page: Page) -> int:
    """Return the fold of a page: all pages of a site share it."""
    return zlib.crc32(page.label["site"].encode()) % FOLDS


def unseen(pages: list[Page]) -> list[list[float]]:
    """Return scores for each page by weights that were learnt on other sites."""
    models = [fit_lines([page for page in pages if fold(page) != number]) for number in range(FOLDS)]
    return [score(page, models[fold(page)]) for page in pages]


def f1(page: Page, kept: list[bool]) -> float:
    """Return how well the words that are `kept` agree with the labelled body."""
    got = Counter(word for part, keep in zip(page.pieces, kept, strict=True) if keep for word in tokens(part.text))
    gold = Counter(tokens(page.label["body"]))
    same = sum((got & gold).values())
    return 2 * same / (sum(got.values()) + sum(gold.values())) if same else 0.0


def check(pages: list[Page]) -> None:
    """Print how well sites are read by weights that never saw them."""
    scores = unseen(pages)
    bodies, right = [], []
    for page, own in zip(pages, scores, strict=True):
        reasons = cruft.mark(page.pieces, page.traits, own, page.facts, "auto")
        bodies.append(f1(page, [not reason for reason in reasons]))
    for number in range(FOLDS):
        train = [i for i, page in enumerate(pages) if fold(page) != number]
        weights = fit_titles([pages[i] for i in train], [scores[i] for i in train])
        for page, own in zip(pages, scores, strict=True):
            if fold(page) == number and page.label["title"]:
                _, rows, wanted = headline(page, own)
                right += [wanted[np.argmax(rows @ weights)] > 0] if len(wanted) and wanted.any() else []
    third = len(pages) // len(RENDERINGS)
    for i, rendering in enumerate(RENDERINGS):
        sys.stdout.write(f"F1 {rendering} {np.mean(bodies[i * third : (i + 1) * third]):.4f}\n")
    sys.stdout.write(f"headlines {np.mean(right):.4f}\n")


def text(name: str, names: tuple[str, ...], weights: np.ndarray) -> str:
    """Return Python's source for a tuple of weights, one a line with its name."""
    rows = "".join(f"    {weight:.4f},  # {each}\n" for each, weight in zip(names, weights, strict=True))
    return f"{name} = (\n{rows})\n"


def main() -> None:
    """Learn, and write what was learnt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    pages = load(chosen.labelled)
    if chosen.check:
        check(pages)
        return
    lines = fit_lines(pages)
    heads = fit_titles(pages, unseen(pages))
    head = '"""Weights learnt by tools/train_lines.py; the names are those of `linemodel` and `titles`."""\n'
    WEIGHTS.write_text(f"{head}\n{text('LINES', linemodel.NAMES, lines)}\n{text('TITLES', titles.NAMES, heads)}")


if __name__ == "__main__":
    main()
