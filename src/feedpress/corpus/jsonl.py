"""Turn a file of JSON lines into documents, one a row; a bad row costs only itself."""

from __future__ import annotations

from collections.abc import Iterator

from feedpress.corpus import rows
from feedpress.corpus.decode import Text, text_of
from feedpress.corpus.fields import Place
from feedpress.corpus.strictjson import NotJsonError, parse
from feedpress.errors import Problem
from feedpress.model import Document

ROW_CAP = 1_000_000


def read(path: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read the rows in `data`, in their order."""
    text = text_of(path, data)
    if isinstance(text, Problem):
        return (), (text,)
    findings = list(_rows(path, text))
    documents = rows.told_apart(finding for finding in findings if isinstance(finding, Document))
    problems = tuple(finding for finding in findings if isinstance(finding, Problem))
    return documents, text.problems + problems


def _rows(path: str, text: Text) -> Iterator[Document | Problem]:
    for number, row in enumerate(text.text.split("\n"), 1):
        if row and not row.isspace():
            yield _row(path, number, row)


def _row(path: str, number: int, row: str) -> Document | Problem:
    if len(row) > ROW_CAP:
        what = f"a row of {len(row) / 1e6:.1f} million characters"
        return Problem(path, number, what, f"keep rows below {ROW_CAP:,}", "error")
    try:
        table = parse(row)
    except NotJsonError as error:
        return Problem(path, number, str(error), "write one whole JSON object a line", "error")
    if not isinstance(table, dict):
        return Problem(path, number, "no JSON object", "write one whole JSON object a line", "error")
    document = rows.document(Place(path, "json"), "jsonl", table, number)
    if document is None:
        return Problem(path, number, "a row without text", "give it `text`, `content` or `content_html`", "error")
    return document
