"""Turn documents into manuscripts: clean text, title, dates, authors, each with its origin.

`survey` says what a document contributes to its folder's statistics, `read` and `manuscript` use them: the same
facts, the same manuscript, whatever the order of arrival.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from feedpress.model import Document, Manuscript, Settings
    from feedpress.normalize.reading import Reading

FACT_CAP = 3
"""Facts are counted up to this: no decision may depend on a count beyond it."""


_READERS = {"text": "plain", "page": "page", "markdown": "marked", "html": "marked"}


class _Reader(Protocol):
    """What the module for a markup offers; it is imported with the first document of its kind."""

    survey: Callable[[Document], tuple[str, ...]]
    read: Callable[[Document, Settings, Mapping[str, int]], Reading]
    manuscript: Callable[[Document, Settings, Mapping[str, int]], Manuscript]


def _reader(document: Document) -> _Reader:
    return cast("_Reader", import_module(f"feedpress.normalize.{_READERS[document.markup]}"))


def survey(document: Document) -> tuple[str, ...]:
    """Return what `document` adds to its folder's statistics, each key once.

    A key is "line:HASH" for a line that may recur over the folder, "suffix:TEXT" for a title's tail, "order:dmy" or
    "order:mdy" for an unambiguous numeric date. Only text and saved pages have any.
    """
    return _reader(document).survey(document)


def read(document: Document, settings: Settings, facts: Mapping[str, int]) -> Reading:
    """Read `document` through, keeping the verdict on each block; `facts` counts the folder's survey up to FACT_CAP."""
    return _reader(document).read(document, settings, facts)


def manuscript(document: Document, settings: Settings, facts: Mapping[str, int]) -> Manuscript:
    """Return what goes on of `document`: a pure function of the three."""
    return _reader(document).manuscript(document, settings, facts)
