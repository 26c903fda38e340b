"""Read Markdown and HTML whose author meant every word: nothing is taken away but a title that is said twice."""

from __future__ import annotations

import re

from feedpress.model import Document, Manuscript, Origin, Settings
from feedpress.normalize import compose, fields, markup
from feedpress.normalize.fields import Fields, plain
from feedpress.normalize.reading import Reading

TOP_HEADING = re.compile(r"\s*<h1[ >]", re.IGNORECASE)
FIRST_HEADING = re.compile(r"\s*<h([1-6])>(.*?)</h\1>", re.DOTALL)


def manuscript(document: Document, settings: Settings) -> Manuscript:
    """Return the manuscript of `document`; the fast way, without an explanation."""
    settled = fields.settle(document, settings)
    html = markup.from_markdown(document.body) if document.markup == "markdown" else document.body
    cleaned = markup.clean(html, base=settled.source_url, document_path=document.path, files=settings.files)
    settled, content = _titled(settled, html, cleaned.html)
    return compose.finish(
        document,
        settings,
        fields=settled,
        content_html=content,
        references=cleaned.references,
        problems=cleaned.problems,
    )


def read(document: Document, settings: Settings) -> Reading:
    """Read `document` through, keeping the verdict on each line."""
    return Reading(manuscript=manuscript(document, settings))


def _titled(settled: Fields, html: str, content: str) -> tuple[Fields, str]:
    """Return the fields and the content, a first heading taken out where it is the title, or serves as one."""
    heading = FIRST_HEADING.match(content)
    words = plain(heading[2]) if heading else ""
    if not heading or not words:
        return settled, content
    is_named = settled.title and settled.origins["title"].source != "filename"
    if is_named and words.casefold() != settled.title.casefold():
        return settled, content
    if not is_named and not TOP_HEADING.match(html) and content.count("<h2>") > 1:
        return settled, content
    rest = markup.leveled(content[heading.end() :].lstrip("\n"))
    return settled if is_named else compose.retitled(settled, words, Origin("headline")), rest
