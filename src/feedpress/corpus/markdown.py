"""Turn a file with front matter, of Markdown or of HTML, into a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal

from feedpress.corpus import boxes, dialects, embargo, frontmatter, leftovers, names, remarks
from feedpress.corpus.decode import Text, text_of
from feedpress.corpus.fields import Place, canonical, collect
from feedpress.errors import Problem
from feedpress.model import Document

_LONGEST = 4_000_000  # characters: two long novels
_MOST = 400_000
_TOO_LONG = (
    f"too long: what follows {_LONGEST / 1e6:.0f} million characters or {_MOST:,} signs is left out",
    "split it up",
)
_NAMED = 10  # of what is left out of a text
_LIST = ("a page for a list of others, without a day and a text", "give it one, or exclude it in [corpus] exclude")
_SHORT = 5_000
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_LETTER = re.compile(r"\w")
_FEW = 125  # letters: some 25 words, whatever the script
_OF_LISTS = frozenset({
    "title", "layout", "template", "type", "permalink", "slug", "path", "aliases", "redirect_from", "section",
    "language", "lang", "locale", "menu", "nav", "nav_order", "order", "weight", "sitemap", "pagination", "paginate",
    "paginate_by", "sort_by", "cascade", "outputs", "toc", "comments", "sidebar", "draft",
})  # fmt: skip
"""Keys of a page that shows nothing itself; any other may hold a picture, a link or a sound to show."""

_SIGN = re.compile(r"[^\w \t]")  # each may become an element of the tree: up to 300 bytes and some microseconds


def read(path: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read the Markdown file at `path`: fields from its front matter, then from its name; a body free of templates."""
    text = text_of(path, data)
    if isinstance(text, Problem):
        return (), (text,)
    header = frontmatter.split(path, text.text)
    document = authored(path, text, header, "markdown")
    return ((), (Problem(path, 1, *_LIST, "error"),)) if _only_lists(document, header.tree) else ((document,), ())


def _only_lists(document: Document, keys: Iterable[str]) -> bool:
    """Say whether `document`, with `keys` above it, only makes a site generator write a list: it says nothing itself.

    A few words of a section's page, `_index.md`, stand over its list. What has a day is a document.
    """
    if any(field.name == "published" for field in document.fields):
        return False
    body = document.body if len(document.body) > _SHORT else _REMARK.sub("", document.body)
    if document.path.rpartition("/")[2].startswith("_index."):
        return next(islice(_LETTER.finditer(body), _FEW, None), None) is None
    return not body.strip() and all(canonical(key) in _OF_LISTS for key in keys)


def authored(path: str, text: Text, header: frontmatter.Header, markup: Literal["markdown", "html"]) -> Document:
    """Return the document at `path`, whose author wrote `header` and below it `markup` for a site generator."""
    fields, problems = collect(header.tree, Place(path, "front-matter"))
    body_line = text.text.count("\n", 0, header.end) + 1
    written = text.text[header.end :]
    fields += embargo.fields(path, written, body_line) if markup == "markdown" else ()
    kept = _cut(written)
    is_mdx = path.lower().removesuffix(".gz").endswith(".mdx")
    ended, unended = remarks.ended(kept) if markup == "markdown" else (kept, 0)
    body, removed = leftovers.clean(ended, "mdx" if is_mdx else markup)
    left = [Problem(path, body_line + kept.count("\n"), *_TOO_LONG)] if len(kept) < len(written) else []
    left += [Problem(path, body_line + unended - 1, *remarks.UNENDED)] if unended else []
    left += (Problem(path, body_line + line - 1, what, "write out what it stands for") for line, what in _told(removed))
    return Document(
        path=path,
        kind=markup,
        markup=markup,
        body=boxes.drawn(dialects.emphasized(body)) if markup == "markdown" else body,
        body_line=body_line,
        last_line=text.text.count("\n") + 1,
        fields=fields + names.fields(path, slug=True),
        problems=(*text.problems, *header.problems, *problems, *left),
    )


def _told(removed: Sequence[leftovers.Removed]) -> Iterator[tuple[int, str]]:
    """Yield the line of each thing left out, and a word about it; of the first of them, where there are many."""
    for each in removed[:_NAMED]:
        yield each.line, f"left out `{each.text}`, which only a site generator can fill in"
    if more := removed[_NAMED:]:
        yield more[0].line, f"left out {len(more)} more such things, from here on"


def _cut(body: str) -> str:
    """Return as much of `body` as seconds and memory allow: punctuation and line ends cost the most."""
    body = body[:_LONGEST]
    if len(body) <= _MOST:
        return body
    excess = next(islice(_SIGN.finditer(body), _MOST, None), None)
    return body[: excess.start()] if excess else body
