"""Read an alias as Hugo, Zola and Jekyll write it: an address of this site that is to lead to a document's page.

A permalink is one, too: a page of feedpress lies under `/items/`, and who moves here keeps the addresses there were.

What a document states never becomes a path outside the site, nor one where the site has a page of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from feedpress.errors import Problem
from feedpress.formats import FILES
from feedpress.model import Field
from feedpress.normalize.addresses import SCHEME, EscapeError, without_dots
from feedpress.normalize.oneline import plain

FREE = "write another path of this site, such as /2019/old-name/"
"""What mends an alias at which no page can be."""
OURS = frozenset(
    {"items", "tags", "authors", "folders", "languages", "newsletter", "archive", "feeds", "assets", "index.html"}
    | {*FILES, "feeds.opml", "sitemap.xml", "robots.txt", "404.html"}
)
"""What stands first in the paths of all that a site publishes, besides years and their sitemaps."""
NUMBERED = re.compile(r"\d{4}/?|sitemap-.*")
PAGE = (".html", ".htm")
OTHER_FILE = re.compile(r"\.[a-zA-Z][a-zA-Z0-9]*$")
"""The end of an address at which a generator writes a file that is no page, `/robots.txt`; `/v1.2` is none."""
BUNDLES = frozenset({"index", "_index"})
"""The stems of Hugo's bundles, whose page is at their folder; that of a README is beside others."""
MOST = 100
"""Each alias has a page of its own."""
LONGEST_NAME = 200
LONGEST = 1_000
"""Bytes that file systems take, with room for the names under which files wait."""


class AliasError(ValueError):
    """An alias at which no page can be; the message says why."""


def of_permalinks(permalinks: Iterable[Field]) -> Iterator[Field]:
    """Yield those of `permalinks` that are addresses of pages, from the site's root as every generator has them."""
    for permalink in permalinks:
        if not OTHER_FILE.search(permalink.value) or permalink.value.casefold().endswith(PAGE):
            yield permalink._replace(value=f"/{permalink.value.removeprefix('/')}")


def read(candidates: Sequence[Field], document: str, site_url: str) -> tuple[tuple[Field, ...], list[Problem]]:
    """Return the aliases among `candidates` as paths from the site's root, each once, and what is wrong with others."""
    found: dict[str, Field] = {}
    problems = []
    for candidate in candidates[:MOST]:
        try:
            address = place_of(candidate.value, document, site_url)
        except AliasError as error:
            word = "permalink" if candidate.name == "permalink" else "alias"
            what = f'the {word} "{plain(candidate.value, 60)}" {error}'
            problems.append(Problem(candidate.file(document), candidate.line, what, FREE))
        else:
            found.setdefault(address, candidate._replace(value=address))
    for candidate in candidates[MOST : MOST + 1]:
        what = f"has {len(candidates):,} aliases; all but the first {MOST} are left out"
        problems.append(Problem(candidate.file(document), candidate.line, what, "keep those that others link to"))
    return tuple(found.values()), problems


def place_of(alias: str, document: str, site_url: str) -> str:
    """Return `alias` as a path from the site's root: "/old/" or "/old.html".

    Without a slash before it, it lies beside the page of the `document`, as Hugo has it. Raises AliasError.
    """
    path = f"/{alias.removeprefix(site_url)}" if alias.startswith(site_url) else alias
    if SCHEME.match(path) or path.startswith("//"):
        raise AliasError("is an address of another site")
    if "?" in path or "#" in path:
        raise AliasError("asks for more than a page: a file answers no `?` or `#`")
    path = unicodedata.normalize("NFC", unquote(path)).replace("\\", "/")
    try:
        plain = without_dots(path if path.startswith("/") else f"{_beside(document)}/{path}")
    except EscapeError:
        raise AliasError("leads out of the site") from None
    return _checked(re.sub(r"(?:^|/)index\.html?$", "", plain))


def _beside(document: str) -> str:
    """Return the folder in which Hugo would put the page of `document`."""
    path = PurePosixPath(document)
    folder = path.parent.parent if path.name.partition(".")[0] in BUNDLES else path.parent
    return folder.as_posix()


def _checked(path: str) -> str:
    *folders, name = path.split("/")
    first = path.partition("/")[0].casefold()
    if first in OURS or not path or NUMBERED.fullmatch(path.casefold()):
        raise AliasError("lies where feedpress publishes pages of its own")
    if any(folder.casefold().endswith(PAGE) for folder in folders) or not path.isprintable():
        raise AliasError("is no address of a page")
    if any(part.startswith(".") for part in (*folders, name)):
        raise AliasError("names a hidden file")
    if len(path.encode()) > LONGEST or any(len(part.encode()) > LONGEST_NAME for part in (*folders, name)):
        raise AliasError("is too long for a file")
    return f"/{path}" if name.casefold().endswith(PAGE) else f"/{path}/"
