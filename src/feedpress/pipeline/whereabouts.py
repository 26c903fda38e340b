"""Find the line of a document on which one of its links stands, for whoever is to mend it."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from feedpress.normalize.addresses import EscapeError, Place, resolve_link
from feedpress.normalize.doors import ANYWHERE

WRITTEN = re.compile(r"""(?:\]\(|\]:|(?:href|src)\s*=)\s*["'<]?([^\s<>"')]+)""", re.IGNORECASE)
"""An address where Markdown and HTML have one."""
MOST_SOUGHT = 200
"""So many names are sought in the text: what writes more links than these in ways of its own is a machine."""


class Whereabouts:
    """The lines, from `first` to `last`, of the `text` of the document at `path`: read as far as needed, and once."""

    def __init__(self, text: str, path: str, first: int, last: int) -> None:
        self.first = first
        text = text.replace("\r\n", "\n").replace("\r", "\n")  # no other sign ends a line of a document
        self.lines = text.split("\n")[first - 1 : last]
        self.sought = 0
        self.meant: dict[str, int] = {}
        numbered = enumerate(self.lines, first)
        self.coming = ((_meaning(word, path), number) for number, line in numbered for word in WRITTEN.findall(line))

    def line(self, readings: str) -> int:
        """Return the line on which an address means `readings`, else has its name, else the first."""
        wanted = f"corpus:{readings}"
        while wanted not in self.meant and (found := next(self.coming, None)):
            self.meant.setdefault(*found)
        name = readings.partition("//")[0].rpartition("/")[2].casefold()
        names = (f"[[{name}", name) if readings.startswith(ANYWHERE) else (name,)
        return self.meant.get(wanted) or next(filter(None, map(self._named, names)), self.first)

    def _named(self, name: str) -> int:
        """Return the first line that holds `name`, 0 for none."""
        self.sought += 1
        lines = enumerate(self.lines, self.first) if self.sought <= MOST_SOUGHT else ()
        return next((number for number, line in lines if name in unquote(line).casefold()), 0)


def _meaning(word: str, path: str) -> str:
    try:
        return resolve_link(unescape(word), Place(path=path)).partition("#")[0]
    except EscapeError:
        return ""
