"""Addresses go in; whether they lead to a file of the output comes out, and in the end all that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from feedpress.check.finding import Finding

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BUILD = "build again; if it stays, mend the document, introduction or template that links there"


class Web:
    """The files of a site served at `url`: those `reached` from another, those `unlisted` by search engines."""

    def __init__(self, url: str, paths: Iterable[str]) -> None:
        self.url = url
        self.paths = frozenset(paths)
        self.reached: set[str] = set()
        self.unlisted: set[str] = set()
        self._root = urlsplit(url).path or "/"
        self._host = url[: len(url) - len(self._root)]
        self._fixed: dict[str, str | None] = {}
        self._broken: dict[str, dict[str, str]] = {}

    def target(self, address: str, page: str = "") -> str | None:
        """Return where `address`, as it stands in the file `page`, leads below the output, None where it leads out."""
        if not address.startswith(("http", "/")):
            place = _place(address)
            return None if not place or _SCHEME.match(place) else _joined(page, place)
        if address not in self._fixed:  # the same wherever it stands, and it stands on many pages
            self._fixed[address] = self._absolute(_place(address))
        return self._fixed[address]

    def _absolute(self, place: str) -> str | None:
        if place.startswith("//"):
            place = self._host.partition("//")[0] + place
        return self._below(place, self._root if place.startswith("/") else self.url)

    @staticmethod
    def _below(place: str, root: str) -> str | None:
        if place == root.rstrip("/"):
            return "index.html"
        return _file(unquote(place[len(root) :])) if place.startswith(root) else None

    def follow(self, address: str, page: str, *, source: str = "") -> str | None:
        """Return the file that `address` in the file `page` leads to, None where there is none or it leads out.

        What leads nowhere is remembered, with the `source` of the page.
        """
        target = self.target(address, page)
        if target is None:
            return None
        for path in (target, f"{target}/index.html"):
            if path in self.paths:
                if path != page:
                    self.reached.add(path)
                return path
        self._broken.setdefault(target, {}).setdefault(page, source)
        return None

    def findings(self) -> Iterator[Finding]:
        """Return every file that is linked to and not there, once, at the first page that does."""
        for target, pages in self._broken.items():
            others = len(pages) - 1
            more = f" (so do {others} more files)" if others > 1 else " (so does another file)" if others else ""
            page, source = next(iter(pages.items()))
            yield Finding("L101", page, f"leads to {target}, which is not there{more}", _BUILD, source)


def _place(address: str) -> str:
    return address.partition("#")[0].partition("?")[0].strip()


def _joined(page: str, place: str) -> str | None:
    """Return the path `place` as seen from `page`, None where it climbs out of the output."""
    steps = page.split("/")[:-1]
    for step in place.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step != ".":
            steps.append(step)
    is_folder = place.rpartition("/")[2] in {".", ".."} and steps
    return _file(unquote("/".join(steps)) + ("/" if is_folder else ""))


def _file(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path
