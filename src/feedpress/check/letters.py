"""Judge the letters of the newsletter: each whole and small enough, those that can still be mended in full."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from feedpress.check import markup
from feedpress.check.finding import Finding
from feedpress.check.shelf import Shelf
from feedpress.check.web import Web
from feedpress.model import Site
from feedpress.newsletter.fit import GMAIL_CLIPS

_FOLDER = "newsletter/"
_DRAFT = "draft"
_PARTS = ("email.html", "email.txt", "email.eml")
_BROKEN = "mend the document, introduction or template that links there"
_DATE_LENGTH = len("2026-11-21")


def judge(shelf: Shelf, site: Site, web: Web) -> Iterator[Finding]:
    """Find all that is wrong with the letters on `shelf`, whose links may lead into `web`.

    The draft and the newest edition are judged by `newsletter.lint`; what older ones look like is past mending.
    """
    letters = _letters(shelf)
    newest = max((name for name in letters if name != _DRAFT), key=_rank, default="")
    for name, parts in letters.items():
        folder = f"{_FOLDER}{name}/"
        missing = [part for part in _PARTS if part not in parts]
        for part in () if _is_withdrawn(shelf, folder) else missing:
            yield Finding("N101", folder + part, "is not there", "build again")
        if not missing and name in {_DRAFT, newest}:
            yield from _lint(shelf, folder, site)
            yield from _links(shelf, f"{folder}email.html", web)
        elif "email.html" in parts:
            yield from _size(folder + "email.html", len(shelf.read(folder + "email.html")))


def _letters(shelf: Shelf) -> dict[str, frozenset[str]]:
    """Return the editions that have a letter, each with the names of its files."""
    below = [path.removeprefix(_FOLDER).split("/") for path in shelf.paths if path.startswith(_FOLDER)]
    places = [(steps[0], steps[1]) for steps in below if len(steps) == 2]  # noqa: PLR2004  # EDITION/FILE
    found = {name: frozenset(file for _, file in group) for name, group in groupby(places, key=lambda place: place[0])}
    return {name: files for name, files in found.items() if files & {*_PARTS, "edition.json"}}


def _is_withdrawn(shelf: Shelf, folder: str) -> bool:
    """Say whether an item of the edition was taken down: then its letter is published no more."""
    path = f"{folder}edition.json"
    try:
        record = json.loads(shelf.read(path)) if path in shelf.paths else {}
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and bool(record.get("withdrawn"))


def _rank(name: str) -> tuple[str, int]:
    """Return what orders editions: the date, then the number of the edition on that day."""
    number = name[_DATE_LENGTH + 1 :]
    return name[:_DATE_LENGTH], int(number) if number.isdecimal() else 1


def _size(path: str, size: int) -> Iterator[Finding]:
    if size > GMAIL_CLIPS:
        what = f"has {size:,} bytes: Gmail clips it"
        yield Finding("N102", path, what, "lower [newsletter] items, and freeze it anew if it is unsent")


def _lint(shelf: Shelf, folder: str, site: Site) -> Iterator[Finding]:
    from feedpress.newsletter import lint

    html, text, eml = (shelf.read(folder + part) for part in _PARTS)
    said = lint.findings(html.decode("utf-8", "replace"), text.decode("utf-8", "replace"), eml, site_url=site.url)
    for finding in said:
        yield Finding(f"N-{finding.code}", f"{folder}email.html", finding.what, finding.fix)


def _links(shelf: Shelf, path: str, web: Web) -> Iterator[Finding]:
    """Find links to the site's pages that lead nowhere.

    Other hosts are not asked, nor is another program beside our folders, such as one that takes unsubscriptions.
    """
    ours = {known.partition("/")[0] for known in web.paths}
    addresses = (one for one in markup.page(shelf.read(path)).addresses if one.startswith("http"))
    for target in dict.fromkeys(web.target(address) for address in addresses):
        is_ours = target and target.partition("/")[0] in ours
        if is_ours and web.paths.isdisjoint({target, f"{target}/index.html"}):
            yield Finding("L101", path, f"leads to {target}, which is not there", _BROKEN)
