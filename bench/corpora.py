"""Make corpora to measure with: the same arguments, the same bytes.

    python bench/corpora.py OUT COUNT [--format md|txt|jsonl] [--duplicates 0.05] [--passage 0] [--seed 1]

Words follow Zipf's law over 20,000 made-up ones, the frequent ones short; documents have 300 to 1,200 words in
paragraphs, headings, lists, quotes, links and code. With `--duplicates` a share of them are near-copies of earlier
ones: a paragraph left out, some words changed. With `--passage` all end in the same paragraph of so many words.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

WORDS = 20_000
EXPONENT = 1.05
LETTERS = "etaoinshrdlucmfwypvbgk"
FIRST_DAY = datetime(2015, 1, 1, 8, tzinfo=UTC)
PACE = timedelta(hours=9, seconds=1)
SPAN = 10_000 * PACE
"""The time that a corpus covers at the most: larger ones have more documents a day, and none in the future."""
FOLDER = 1_000
TAGS = ("science", "harbour", "music", "craft", "weather", "letters", "maps", "food", "rails", "theatre")


class Made(NamedTuple):
    """One document: its number, title, day, tags and paragraphs (Markdown)."""

    number: int
    title: str
    day: datetime
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]


class Maker:
    """Makes document `number` of a corpus from the seed alone; `pace` is the time from one to the next.

    All documents end in the same paragraph of `passage` words.
    """

    def __init__(self, seed: int, duplicates: float, pace: timedelta = PACE, passage: int = 0) -> None:
        self.seed = seed
        self.duplicates = duplicates
        self.pace = pace
        source = random.Random(f"{seed} words")
        self.words = [
            "".join(source.choices(LETTERS, k=2 + min(9, rank // 900 + source.randrange(4)))) for rank in range(WORDS)
        ]
        self.weights = list(accumulate(1 / (rank + 1) ** EXPONENT for rank in range(WORDS)))
        self.last = (self._words(random.Random(f"{seed} passage"), passage).capitalize() + ".",) if passage else ()

    def original_of(self, number: int) -> int | None:
        """Return the document that `number` is a near-copy of, None for an original."""
        source = random.Random(f"{self.seed} copy {number}")
        if number == 0 or source.random() >= self.duplicates:
            return None
        original = source.randrange(number)
        return original if self.original_of(original) is None else None

    def make(self, number: int) -> Made:
        """Return document `number`."""
        original = self.original_of(number)
        source = random.Random(f"{self.seed} text {number if original is None else original}")
        title = self._words(source, source.randint(3, 8)).capitalize()
        tags = tuple(sorted(source.sample(TAGS, source.randint(1, 3))))
        paragraphs = tuple(self._paragraphs(source, source.randint(300, 1200)))
        if original is not None:
            own = random.Random(f"{self.seed} own {number}")
            title = f"{title} {self._words(own, 1)}"
            left_out = own.randrange(len(paragraphs))
            paragraphs = tuple(text for place, text in enumerate(paragraphs) if place != left_out)
        return Made(number, title, FIRST_DAY + self.pace * number, tags, (*paragraphs, *self.last))

    def _words(self, source: random.Random, count: int) -> str:
        return " ".join(source.choices(self.words, cum_weights=self.weights, k=count))

    def _sentence(self, source: random.Random) -> str:
        return self._words(source, source.randint(6, 22)).capitalize() + "."

    def _paragraphs(self, source: random.Random, words: int) -> Iterator[str]:
        written = 0
        while written < words:
            text = self._block(source)
            written += len(text.split())
            yield text

    def _block(self, source: random.Random) -> str:
        kind = source.random()
        if kind < 0.1:
            return f"## {self._words(source, 4).capitalize()}"
        if kind < 0.2:
            return "\n".join(f"- {self._sentence(source)}" for _ in range(source.randint(3, 6)))
        if kind < 0.25:
            return f"> {self._sentence(source)}"
        if kind < 0.28:
            return "```\n" + "\n".join(self._words(source, 6) for _ in range(4)) + "\n```"
        sentences = [self._sentence(source) for _ in range(source.randint(3, 7))]
        if source.random() < 0.3:
            sentences[0] = f"[{self._words(source, 2)}](https://example.org/{source.randrange(10**6)}) {sentences[0]}"
        if source.random() < 0.3:
            sentences[-1] = f"**{self._words(source, 2)}** {sentences[-1]}"
        return " ".join(sentences)


def markdown(made: Made) -> str:
    """Return a document as a Markdown post with front matter."""
    day = made.day.isoformat()
    head = f'---\ntitle: "{made.title}"\ndate: {day}\ntags: [{", ".join(made.tags)}]\n---\n\n'
    return head + "\n\n".join(made.paragraphs) + "\n"


def text(made: Made) -> str:
    """Return a document as a crawl leaves it: text alone, with a site's furniture around it."""
    plain = [paragraph.lstrip("#> ").replace("**", "").replace("```", "") for paragraph in made.paragraphs]
    head = ["×", made.title, f"Published on {made.day:%B} {made.day.day}, {made.day.year}", "Join our newsletter", ""]
    return "\n".join([*head, "\n\n".join(plain), "", "Leave a Reply", ""])


def row(made: Made) -> str:
    """Return a document as a row of JSON lines."""
    value = {"id": f"doc-{made.number}", "title": made.title, "date": made.day.isoformat(), "tags": made.tags}
    return json.dumps(value | {"text": "\n\n".join(made.paragraphs)})


def write(maker: Maker, out: Path, count: int, form: str) -> None:
    """Write `count` documents below `out`, a thousand in a folder (or a file of rows)."""
    for start in range(0, count, FOLDER):
        made = [maker.make(number) for number in range(start, min(count, start + FOLDER))]
        folder = out / f"{start // FOLDER:04}"
        if form == "jsonl":
            out.mkdir(parents=True, exist_ok=True)
            folder.with_suffix(".jsonl").write_text("".join(row(one) + "\n" for one in made), encoding="utf-8")
            continue
        folder.mkdir(parents=True, exist_ok=True)
        for one in made:
            body = markdown(one) if form == "md" else text(one)
            (folder / f"{one.number:06}.{form}").write_text(body, encoding="utf-8")


def main() -> None:
    """Write the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--format", choices=("md", "txt", "jsonl"), default="md")
    parser.add_argument("--duplicates", type=float, default=0.05)
    parser.add_argument("--passage", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    maker = Maker(given.seed, given.duplicates, min(PACE, SPAN / given.count), given.passage)
    write(maker, given.out, given.count, given.format)


if __name__ == "__main__":
    main()
