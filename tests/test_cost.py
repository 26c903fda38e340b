"""Documents made to take for ever are read in a moment: time grows with their size, whatever is in them."""

from __future__ import annotations

import json
import sys
import time

import pytest

from feedpress import corpus, normalize
from feedpress.model import Settings

pytestmark = pytest.mark.no_cover

SECONDS = 5
"""Of the processor, for one document: the promise. None here needs half of it."""
DOCUMENTS = {
    "spaces-in-braces.md": "{{" + " " * 3_000 + "x",
    "many-braces.md": "A story. " + ("{{" + " " * 390) * 2_000,
    "switch.md": f"---\ntitle: [A\ndraft: t{' ' * 60_000}x\n---\n\nA story.\n",
    "long-shortcode.md": "{{< " + "a" * 1_000_000,
    "long-tag.md": "{% " + "a" * 1_000_000,
    "titles.html": "<title " * 60_000,
    "attributes.html": f"<p {' '.join(f'a{number}=<' for number in range(100_000))}>A story.",
    "attributes.md": f"A story.\n\n<p {' '.join(f'a{number}' for number in range(200_000))}>\n",
    "entities.jsonl": json.dumps({"content_html": "<p>A story." + "&" * 900_000}),
    "word.txt": "x" * 4_000_000,
    "long-attribute.html": "<a b>" * 5_000 + "<p " + "a" * 200_000 + "=>",
    "author.jsonl": json.dumps({"text": "A story.", "author": " " * 3_000 + "<"}),
    "mailbox.jsonl": json.dumps({"text": "A story.", "author": "a <" + "@" * 60_000 + " >"}),
    "wrapped.txt": "The mill stood empty for forty years until two sisters bought it and\n" * 30_000,
    "captions.html": '<div class="caption">' * 140 + "A story. " * 200_000,
    "names.html": f"<div class='{'so-' * 100}'>A story.</div>" * 8_000,
    "lists.html": "<ul><li>A story. " * 4_000,
    "menu.html": f"<h1>A story</h1>{'<ul>' * 100}{'<li>A story' * 20_000}</ul><p>{'A story, told. ' * 20}",
    "bylines.md": f"# A story\n\nBy Jane &#68;oe\n\n{'](' * 100_000}",
    "admonition.md": f"!!! a{' ' * 60_000}!\n    A story.",
    "box.md": f"::: note{':' * 60_000}x\nA story.\n:::\n",
    "exports.mdx": "export const meta = {\n" * 60_000 + "\n\nA story.\n",
    "pairs.md": "key: value\n" * 300_000,
    "remark.md": "<!-- draft: " + "-" * 1_000_000,
    "object.md": '{"title": "' * 60_000,
    "properties.html": '<tr class="property-row"><th>' * 60_000 + "A story.",
    "comments.jsonl": json.dumps({"text": "A story.", "title": "<!--" * 60_000}),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_costs_more_than_its_size(name: str) -> None:
    """What is never closed, or could be split in a thousand ways, is still one document in a moment.

    A second try is for machines that do other work at the same time.
    """
    assert any(seconds(name) < SECONDS for _ in range(2))


def seconds(name: str) -> float:
    """Return how much of the processor it takes to read the document `name`."""
    begun = time.process_time()
    documents, _ = corpus.read(name, DOCUMENTS[name].encode())
    for document in documents:
        normalize.survey(document)
        normalize.manuscript(document, Settings(), {})
    assert len(documents) == 1
    return time.process_time() - begun


STORY = "The mill stood empty for forty years, until two sisters bought it and began to grind flour again."


def calls(name: str, body: str) -> int:
    """Return how many functions are called to read and normalize a document."""
    count = 0

    def add(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(add)
    try:
        for document in corpus.read(name, body.encode())[0]:
            normalize.survey(document)
            normalize.manuscript(document, Settings(), {})
    finally:
        sys.setprofile(None)
    return count


def headlines(count: int) -> str:
    """Return a text below so many lines that might be its headline."""
    return "".join(f"Line {number} of the long menu\n" for number in range(count)) + f"{STORY}\n" * 3


def listed(depth: int) -> str:
    """Return a page of 1,000 items, `depth` lists in one another."""
    return "<ul><li>" * depth + f"<li>{STORY}" * 1_000


def test_lines_above_a_text_cost_the_same_each() -> None:
    """Twice as many lines that may be the headline are twice the work, not four times."""
    once, twice = (calls("menu.txt", headlines(count)) for count in (400, 800))

    assert twice < 2.3 * once


def test_what_lies_deep_costs_no_more() -> None:
    """Each part of a page is looked at once, however many boxes lie around it."""
    flat, deep = (calls("list.html", listed(depth)) for depth in (1, 60))

    assert deep < 1.3 * flat
