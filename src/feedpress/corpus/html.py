"""Turn a saved web page into a document: the page as it is, and what it says of itself.

What begins with front matter is no page, but a text for a site generator, written in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from feedpress.corpus import frontmatter, linkeddata, markdown, names
from feedpress.corpus.decode import text_of
from feedpress.corpus.head import Said, scan
from feedpress.errors import Problem
from feedpress.model import Document, Field

_METAS: Mapping[str, tuple[str, ...]] = {  # the most telling first
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "parsely-title"),
    "published": ("article:published_time", "citation_publication_date", "citation_date", "citation_online_date",
                  "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created",
                  "datepublished", "parsely-pub-date", "sailthru.date", "article.published", "published-date",
                  "publish-date", "publish_date", "publication_date", "pubdate", "date"),
    "updated": ("article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified", "datemodified",
                "last-modified"),
    "authors": ("author", "citation_author", "article:author", "dc.creator", "dcterms.creator", "parsely-author",
                "sailthru.author", "byl"),
    "tags": ("article:tag", "citation_keywords", "news_keywords", "keywords", "dc.subject", "parsely-tags"),
    "summary": ("og:description", "description", "dc.description", "dcterms.abstract", "twitter:description"),
    "language": ("lang", "dc.language", "dcterms.language", "citation_language", "content-language", "og:locale"),
    "source_url": ("canonical", "og:url"),
    "image": ("og:image", "og:image:url", "twitter:image"),
    "section": ("article:section",),
}  # fmt: skip
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_FENCE = re.compile(r"\s*(?:---|\+\+\+)")
_BY = re.compile(r"by\s+", re.IGNORECASE)


def read(path: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read the page at `path`; fields from JSON-LD, then from its meta tags, then from its address and its name."""
    text = text_of(path, data, declares=True)
    if isinstance(text, Problem):
        return (), (text,)
    if _FENCE.match(text.text) and frontmatter.split(path, text.text).tree:
        return (markdown.authored(path, text, "html"),), ()
    said = scan(text.text)
    metas = tuple(_metas(said))
    source = next((field.value for field in metas if field.name == "source_url"), "")
    scripts = [(each.value, each.line) for each in said if each.name == "ld+json"]
    day = names.day_in(source)
    document = Document(
        path=path,
        kind="html",
        markup="page",
        body=text.text,
        last_line=text.text.count("\n") + 1,
        fields=(
            *linkeddata.fields(path, scripts, source),
            *metas,
            *([Field("published", day, "url")] if day else []),
            *names.fields(path),
        ),
        problems=text.problems,
    )
    return (document,), ()


def _metas(said: tuple[Said, ...]) -> Iterator[Field]:
    """Yield the candidates in meta tags: of the names of a field's list, where they are lists, only the first used."""
    for field, metas in _METAS.items():
        for meta in metas:
            found = [each for each in said if each.name == meta and each.value]
            values = [Field(field, value, "html-meta", each.line) for each in found for value in _values(field, each)]
            yield from values
            if values and field in {"authors", "tags"}:
                break


def _values(field: str, said: Said) -> list[str]:
    """Return the values of a meta tag: keywords are many, authors may be addresses of profiles, which name nobody."""
    if field == "tags":
        separator = "," if "," in said.value else ";"
        parts = [said.value] if said.name == "article:tag" else said.value.split(separator)
        return [" ".join(part.split()) for part in parts if part.strip()]
    if field == "authors":
        return (
            []
            if "://" in said.value or said.value.startswith("@")
            else [_BY.sub("", said.value, count=1) if _BY.match(said.value) else said.value]
        )
    if field == "source_url":
        return [said.value] if _WEB.fullmatch(said.value) else []
    return [" ".join(said.value.split())]
