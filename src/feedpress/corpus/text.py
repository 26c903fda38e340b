"""Turn a plain text file into a document: the text as it stands, line for line, below front matter where it has any."""

from __future__ import annotations

import re

from feedpress.corpus import astray, embargo, frontmatter, labels, names
from feedpress.corpus.decode import text_of
from feedpress.corpus.fields import Place, collect
from feedpress.errors import Problem
from feedpress.model import Document, Field

_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body|div|h[1-6]|p|ul|ol|table)\b[^>]*>", re.IGNORECASE)
_FENCED = re.compile(r"(---|\+\+\+)[ \t]*\n(?:.*\n){1,80}?\1[ \t]*(?:\n|\Z)")
_UNENDED = re.compile(r"(---|\+\+\+)[ \t]*\n(?![\s\S]*^\1[ \t]*$)", re.MULTILINE)


def read(path: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read the text file at `path`; its head and its name offer candidates."""
    text = text_of(path, data)
    if isinstance(text, Problem):
        return (), (text,)
    fields, problems, end = _head(path, text.text)
    if _PAGE.match(text.text, end):
        problems += (Problem(path, 1, "looks like HTML, and shows its tags", "name it .html"),)
    document = Document(
        path=path,
        kind="text",
        markup="text",
        body=text.text[end:],
        body_line=text.text.count("\n", 0, end) + 1,
        last_line=text.text.count("\n") + 1,
        fields=fields + names.fields(path),
        problems=text.problems + problems,
    )
    return (document,), ()


def _head(path: str, text: str) -> tuple[tuple[Field, ...], tuple[Problem, ...], int]:
    """Return the fields that stand over `text`, what is wrong with them, and where their front matter ends.

    Between two rules there may be prose: without a known key it is no front matter.
    """
    if _FENCED.match(text) or _UNENDED.match(text):
        header = frontmatter.split(path, text)
        fields, problems = collect(header.tree, Place(path, "front-matter"))
        if fields:
            held = embargo.fields(path, text[header.end :], text.count("\n", 0, header.end) + 1)
            return fields + held, header.problems + problems, header.end
    fields = labels.fields(path, text)
    if any(field.name == "draft" for field in fields):
        return fields, (), 0
    tree, problems = astray.read(path, text, 0)
    return fields + collect(tree, Place(path, "label"))[0], problems, 0
