"""By which paths generators link to the page of a document, and which paths an address in a document may mean.

posts/one.md              posts/one
posts/one/index.md        posts/one
_posts/2024-05-01-one.md  _posts/2024-05-01-one, and 2024/05/01/one
"""

from __future__ import annotations

import re
from urllib.parse import unquote

ANYWHERE = "*/"
"""Before a file's name in small letters, with or without its suffix: the one file of that name, in whatever folder.

With the end of its folder's path before the name, in whatever letters, the one of them in such a folder.
"""
INDEX = ("index", "_index", "readme")
"""The stems, in small letters, of files that stand for their folder."""
SPELLINGS = tuple(dict.fromkeys(spelt for stem in INDEX for spelt in (stem, stem.capitalize(), stem.upper())))
"""How these are written: a path in the corpus is looked up to the letter."""
_DATED = re.compile(r"(\d{4})-(\d\d)-(\d\d)-(.+)", re.ASCII)
_DATED_PATH = re.compile(r"(|.*/)(\d{4})/(\d\d)/(\d\d)/([^/]+)", re.ASCII)
_PAGE = re.compile(r"(?:^|/)index\.html?$|\.html?$")


def door(path: str) -> str:
    """Return the `path` of a page without a slash at its end, `index.html` or `.html`: as `doors` has it."""
    return _PAGE.sub("", path.strip("/"))


def doors(document: str) -> set[str]:
    """Return the paths by which the page of `document` may be linked."""
    folder, _, name = document.removesuffix(".gz").rpartition("/")
    stem = name.rpartition(".")[0] or name
    if stem in SPELLINGS:
        return {folder}
    dated = _DATED.fullmatch(stem)
    above = "" if folder == "_posts" else folder.removesuffix("/_posts")
    return {_joined(folder, stem), *([_joined(above, *dated.groups())] if dated else [])}


def names(path: str) -> tuple[str, str]:
    """Return how the file at `path` is linked by its name alone (see ANYWHERE), with and without its suffix."""
    name = path.rpartition("/")[2].casefold()
    return f"{ANYWHERE}{name}", f"{ANYWHERE}{name.rpartition('.')[0] or name}"


def is_within(path: str, named: str) -> bool:
    """Say whether the file at `path` is the one that `named` means, the end of a path with or without a suffix."""
    low, wanted = f"/{path.casefold()}", f"/{named.casefold()}"
    return low.endswith(wanted) or low.rpartition(".")[0].endswith(wanted)


def stems(path: str) -> tuple[str, ...]:
    """Return the stems of the documents for which `path` may be one of their `doors`, indexes aside."""
    match = _DATED_PATH.fullmatch(path)
    if match is None:
        return (path,)
    above, dated = match[1], "-".join(match.groups()[1:])
    return path, f"{above}{dated}", f"{above}_posts/{dated}"


def _joined(*parts: str) -> str:
    return "/".join(filter(None, parts))


def paths_in(address: str) -> set[str]:
    """Return the paths in the corpus that a `corpus:` or `site:` address may mean, as files and as doors; else none."""
    scheme, _, rest = address.partition(":")
    path = rest.partition("#")[0]
    if scheme == "site":
        paths = {unquote(path.partition("?")[0]).strip("/")}
    else:
        paths = set(path.split("//")) if scheme == "corpus" else set()
    if path.startswith(ANYWHERE) and scheme == "corpus":
        paths = {path.removeprefix(ANYWHERE), ANYWHERE + path.rpartition("/")[2].casefold()}
    return {one for path in paths for one in (path, door(path)) if one}
