"""Turn documents into manuscripts: clean text, title, dates, authors, each with its origin.

`survey` says what a document contributes to its folder's statistics, `read` and `manuscript` use them: the same
facts, the same manuscript, whatever the order of arrival.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedpress.model import Document, Manuscript, Settings
    from feedpress.normalize.reading import Reading

FACT_CAP = 3
"""Facts are counted up to this: no decision may depend on a count beyond it."""


def survey(document: Document) -> tuple[str, ...]:
    """Return what `document` adds to its folder's statistics, each key once.

    A key is "line:HASH" for a line that may recur over the folder, "suffix:TEXT" for a title's tail, "order:dmy" or
    "order:mdy" for an unambiguous numeric date. Only text and saved pages have any.
    """
    if document.markup == "text":
        from feedpress.normalize import plain

        return plain.survey(document)
    if document.markup == "page":
        from feedpress.normalize import page

        return page.survey(document)
    return ()


def read(document: Document, settings: Settings, facts: Mapping[str, int]) -> Reading:
    """Read `document` through, keeping the verdict on each block; `facts` counts the folder's survey up to FACT_CAP."""
    if document.markup == "text":
        from feedpress.normalize import plain

        return plain.read(document, settings, facts)
    if document.markup == "page":
        from feedpress.normalize import page

        return page.read(document, settings, facts)
    from feedpress.normalize import marked

    return marked.read(document, settings)


def manuscript(document: Document, settings: Settings, facts: Mapping[str, int]) -> Manuscript:
    """Return what goes on of `document`: a pure function of the three."""
    if document.markup in {"markdown", "html"}:  # the fast way: its lines are only read by `explain`
        from feedpress.normalize import marked

        return marked.manuscript(document, settings)
    if document.markup == "text":
        from feedpress.normalize import plain

        return plain.manuscript(document, settings, facts)
    return read(document, settings, facts).manuscript
