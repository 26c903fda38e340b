"""Turn a plain text file into a document: the text as it stands, line for line."""

from __future__ import annotations

from feedpress.corpus import labels, names
from feedpress.corpus.decode import text_of
from feedpress.errors import Problem
from feedpress.model import Document


def read(path: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read the text file at `path`; its head and its name offer candidates."""
    text = text_of(path, data)
    if isinstance(text, Problem):
        return (), (text,)
    document = Document(
        path=path,
        kind="text",
        markup="text",
        body=text.text,
        last_line=text.text.count("\n") + 1,
        fields=labels.fields(path, text.text) + names.fields(path),
        problems=text.problems,
    )
    return (document,), ()
