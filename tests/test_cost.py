"""Documents made to take for ever are read in a moment: time grows with their size, whatever is in them."""

from __future__ import annotations

import json
import time

import pytest

from feedpress import corpus, normalize
from feedpress.model import Settings

SECONDS = 5
"""Of the processor, for one document: the promise. None here needs a fifth of it."""
DOCUMENTS = {
    "spaces-in-braces.md": "{{" + " " * 3_000 + "x",
    "many-braces.md": ("{{" + " " * 390) * 2_000,
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
    "comments.jsonl": json.dumps({"text": "A story.", "title": "<!--" * 60_000}),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_costs_more_than_its_size(name: str) -> None:
    """What is never closed, or could be split in a thousand ways, is still one document in a moment."""
    begun = time.process_time()
    documents, _ = corpus.read(name, DOCUMENTS[name].encode())
    for document in documents:
        normalize.survey(document)
        normalize.manuscript(document, Settings(), {})

    assert len(documents) == 1
    assert time.process_time() - begun < SECONDS
