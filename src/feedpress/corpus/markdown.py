"""Turn a Markdown file with front matter into a document."""

from __future__ import annotations

from feedpress.corpus import frontmatter, leftovers, names
from feedpress.corpus.decode import text_of
from feedpress.corpus.fields import Place, collect
from feedpress.errors import Problem
from feedpress.model import Document


def read(path: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read the Markdown file at `path`: fields from its front matter, then from its name; a body free of templates."""
    text = text_of(path, data)
    if isinstance(text, Problem):
        return (), (text,)
    header = frontmatter.split(path, text.text)
    fields, problems = collect(header.tree, Place(path, "front-matter"))
    body_line = text.text.count("\n", 0, header.end) + 1
    body, removed = leftovers.clean(text.text[header.end :])
    left: tuple[Problem, ...] = ()
    if removed:
        what = f"left out `{removed.text}`, which only a site generator can fill in"
        left = (Problem(path, body_line + removed.line - 1, what, "write out what it stands for"),)
    document = Document(
        path=path,
        kind="markdown",
        markup="markdown",
        body=body,
        body_line=body_line,
        last_line=text.text.count("\n") + 1,
        fields=fields + names.fields(path, slug=True),
        problems=text.problems + header.problems + problems + left,
    )
    return (document,), ()
