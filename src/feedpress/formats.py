"""The formats of feeds: what the settings call each, its file in every folder, its media type, its name for readers."""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """A format as [feeds] `formats` has its `name`; a folder's feed lies at `file`, readers know it as `label`."""

    name: str
    file: str
    mime_type: str
    label: str


ATOM = Format("atom", "atom.xml", "application/atom+xml", "Atom")
RSS = Format("rss", "rss.xml", "application/rss+xml", "RSS")
JSON = Format("json", "feed.json", "application/feed+json", "JSON Feed")

FORMATS = {one.name: one for one in (ATOM, RSS, JSON)}
"""All formats, the one that readers are offered first in front."""
XML = (ATOM, RSS)
"""Those that RFC 5005 can archive, and in which the feeds of lists are written."""
FILES = tuple(one.file for one in FORMATS.values())
