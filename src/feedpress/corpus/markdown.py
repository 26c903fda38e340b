"""Turn a file with front matter, of Markdown or of HTML, into a document."""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal

from feedpress.corpus import admonitions, boxes, dialects, frontmatter, leftovers, names
from feedpress.corpus.decode import Text, text_of
from feedpress.corpus.fields import Place, collect
from feedpress.errors import Problem
from feedpress.model import Document

_LONGEST = 4_000_000  # characters: two long novels
_MOST = 400_000
_LIST = ("a page for a list of others, without a text and a day", "give it both, or exclude it in [corpus] exclude")
_SHORT = 5_000
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_WORD = re.compile(r"\w")
_SIGN = re.compile(r"[^\w \t]")  # each may become an element of the tree: up to 300 bytes and some microseconds


def read(path: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read the Markdown file at `path`: fields from its front matter, then from its name; a body free of templates."""
    text = text_of(path, data)
    if isinstance(text, Problem):
        return (), (text,)
    document = authored(path, text, frontmatter.split(path, text.text), "markdown")
    return ((), (Problem(path, 1, *_LIST, "error"),)) if _only_lists(document) else ((document,), ())


def _only_lists(document: Document) -> bool:
    """Say whether `document` only makes a site generator write a list: it has neither words nor a day.

    The words of a section's page, `_index.md`, stand over its list.
    """
    if any(field.name == "published" for field in document.fields):
        return False
    is_section = document.path.rpartition("/")[2].startswith("_index.")
    return is_section or not _WORD.search(
        document.body if len(document.body) > _SHORT else _REMARK.sub("", document.body)
    )


def authored(path: str, text: Text, header: frontmatter.Header, markup: Literal["markdown", "html"]) -> Document:
    """Return the document at `path`, whose author wrote `header` and below it `markup` for a site generator."""
    fields, problems = collect(header.tree, Place(path, "front-matter"))
    body_line = text.text.count("\n", 0, header.end) + 1
    written = text.text[header.end :]
    kept = _cut(written)
    body, removed = leftovers.clean(kept, markup)
    left: tuple[Problem, ...] = ()
    if len(kept) < len(written):
        line = body_line + kept.count("\n")
        what = f"too long: what follows {_LONGEST / 1e6:.0f} million characters or {_MOST:,} signs is left out"
        left = (Problem(path, line, what, "split it up"),)
    if removed:
        what = f"left out `{removed.text}`, which only a site generator can fill in"
        left += (Problem(path, body_line + removed.line - 1, what, "write out what it stands for"),)
    return Document(
        path=path,
        kind=markup,
        markup=markup,
        body=boxes.drawn(admonitions.drawn(dialects.emphasized(body))) if markup == "markdown" else body,
        body_line=body_line,
        last_line=text.text.count("\n") + 1,
        fields=fields + names.fields(path, slug=True),
        problems=text.problems + header.problems + problems + left,
    )


def _cut(body: str) -> str:
    """Return as much of `body` as seconds and memory allow: punctuation and line ends cost the most."""
    body = body[:_LONGEST]
    if len(body) <= _MOST:
        return body
    excess = next(islice(_SIGN.finditer(body), _MOST, None), None)
    return body[: excess.start()] if excess else body
