"""Read the values of metadata, each kind in the forms that generators accept.

    authors        the name, else the mail address, else the URI; both of these are the leaf's parts
    attachment     the URL; MIME type, length in bytes and title are the leaf's parts
    minor          "true" or "false"
    newsletter     "lead", "included" or "excluded"

Everything else is the text as it stands, in one line. Dates are read later, where the site's order of days is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple, TypeAlias

from feedpress.corpus.tree import Leaf, Tree, first, leaves, line_of
from feedpress.normalize import phrases

YES = frozenset({"true", "yes", "on", "1", "y", "t"})
NO = frozenset({"false", "no", "off", "0", "n", "f"})
NOT_YET = frozenset(
    {"draft", "hidden", "later", "maybe", "never", "not yet", "pending", "private", "soon", "tba", "tbd", "todo"}
    | {"trash", "unlisted", "unpublished"}
)
_NEVER = NO | {"never", "none"}
_FAR = re.compile(r"(?:2[1-9]|[3-9]\d)\d\d-")  # the years in which programs let end what has no end
_FILE_DATES = frozenset({"created", "last modified", "git created", "git last modified"})  # Eleventy's words
_SINCE = re.compile(r"(1\d{9})(?:\.\d{1,9}|\d{3})?", re.ASCII)  # from 2001 to 2033
_MAILBOX = re.compile(r"([^<>]*)<([^<>\s@]+@[^<>\s]+)>")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_DEGREE = re.compile(r"(?:ph\.?d|m\.?d|m\.?b\.?a|[js]r|esq)\.?", re.IGNORECASE)
_PATTERN = re.compile(r"\{\{|:\w|\$")


class Wrong(NamedTuple):
    """What is wrong with a value, on which line, and what mends it."""

    line: int
    what: str
    fix: str


Found: TypeAlias = Iterator[Leaf | Wrong]
Reader: TypeAlias = Callable[[str, Tree], Found]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _parts(tree: Tree) -> list[Tree]:
    return tree if isinstance(tree, list) else [tree]


def line(key: str, tree: Tree) -> Found:
    """Read text on one line; of a list the first."""
    for leaf in prose(key, tree):
        yield Leaf(_one_line(leaf.text), leaf.line) if isinstance(leaf, Leaf) else leaf


def prose(key: str, tree: Tree) -> Found:
    """Read text with its line ends; of a list the first."""
    leaf = next(leaves(tree), None)
    yield leaf or Wrong(line_of(tree), f"`{key}` is not text", f"write `{key}` as one line of text")


def moment(key: str, tree: Tree) -> Found:
    """Read a date; `published: true` is none, nor are Eleventy's words for a file's date.

    Seconds or milliseconds since 1970, as programs write them, become a date as people do. Docusaurus has a table with
    a date and who changed the page.
    """
    for leaf in line(key, tree.get("date", tree) if isinstance(tree, dict) else tree):
        if isinstance(leaf, Leaf) and leaf.text.lower() in _FILE_DATES:
            yield Wrong(leaf.line, f"`{key}` is {leaf.text!r}, the date of a file", "write the date itself")
        elif isinstance(leaf, Leaf) and (since := _SINCE.fullmatch(leaf.text)):
            yield Leaf(datetime.fromtimestamp(int(since[1]), UTC).isoformat(), leaf.line)
        elif isinstance(leaf, Wrong) or key != "published" or leaf.text.lower() not in YES | NO | NOT_YET:
            yield leaf


def wait(key: str, tree: Tree) -> Found:
    """Read the date until which the document waits; a table is no date, and unclear as "soon" is; "no" is none."""
    for found in moment(key, tree):
        if isinstance(found, Wrong):
            yield Leaf("a table", found.line)
        elif found.text.lower() not in _NEVER:
            yield found


def end(key: str, tree: Tree) -> Found:
    """Read the date until which the document is shown; "never" and a day after 2099 are no end."""
    for found in moment(key, tree):
        if isinstance(found, Wrong) or not (found.text.lower() in _NEVER or _FAR.match(found.text)):
            yield found


def each(_key: str, tree: Tree) -> Found:
    """Read a list, or a single value for one."""
    for leaf in leaves(tree):
        yield Leaf(_one_line(leaf.text), leaf.line)


def tags(key: str, tree: Tree) -> Found:
    """Read tags: a list, the keys of a table, or one string with commas, semicolons, line ends or `#` between."""
    if isinstance(tree, Leaf) and key != "category":
        yield from _split(tree)
    elif isinstance(tree, dict):
        yield from (Leaf(_one_line(name), line_of(tree)) for name in tree)
    else:
        yield from each(key, tree)


def words(key: str, tree: Tree) -> Found:
    """Read the tags of a Jekyll post, where a string without commas is a tag a word."""
    for leaf in tags(key, tree):
        if isinstance(tree, Leaf) and isinstance(leaf, Leaf) and leaf.text == _one_line(tree.text):
            yield from (Leaf(word, leaf.line) for word in leaf.text.split())
        else:
            yield leaf


def _split(tree: Leaf) -> Iterator[Leaf]:
    for leaf in leaves(tree):
        hashed = leaf.text.split()
        separator = next((mark for mark in ";\n," if mark in leaf.text), "\n")
        is_hashed = separator == "\n" and all(word[0] == "#" and "," not in word for word in hashed)
        texts = hashed if is_hashed else leaf.text.split(separator)
        yield from (Leaf(_one_line(text), leaf.line) for text in texts)


def people(key: str, tree: Tree) -> Found:
    """Read authors: names, tables with name, email and url, or a list of either; only `authors` is split at commas.

    What a person is ("Ann Lee, Staff Writer") is no other person.
    """
    for part in _parts(tree):
        if isinstance(part, dict):
            yield _person(part)
        elif isinstance(part, Leaf):
            yield from map(_named, _named_together(part) if key == "authors" and part is tree else leaves(part))


def _named(leaf: Leaf) -> Leaf:
    return _person({"name": leaf})


def _named_together(tree: Leaf) -> list[Leaf]:
    """Return the names in one string: a degree goes with the name before it, a position with none."""
    found: list[Leaf] = []
    for leaf in _split(tree):
        if found and _DEGREE.fullmatch(leaf.text):
            found[-1] = Leaf(f"{found[-1].text}, {leaf.text}", found[-1].line)
        elif not found or not phrases.is_position(leaf.text):
            found.append(leaf)
    return found


def _person(table: Mapping[str, Tree]) -> Leaf:
    shown = first(table, "name", "display_name", "login", "nickname")
    email, uri = first(table, "email", "mail"), first(table, "url", "uri", "link", "homepage", "website")
    match = _MAILBOX.fullmatch(shown.text)
    name, *parts = map(
        _one_line, (*((match[1], match[2]) if match and not email.text else (shown.text, email.text)), uri.text)
    )
    text = name.strip(" ,;|") or next(filter(None, parts), "")
    return Leaf(text, shown.line or email.line or uri.line, tuple(parts))


def flag(key: str, tree: Tree) -> Found:
    """Read true or false, in any of YAML's words for them."""
    for leaf in line(key, tree):
        if isinstance(leaf, Wrong) or leaf.text.lower() not in YES | NO:
            shown = leaf.text if isinstance(leaf, Leaf) else "a list"
            yield Wrong(leaf.line, f"`{key}` is {shown!r}, neither true nor false", "write true or false")
        else:
            yield Leaf("true" if leaf.text.lower() in YES else "false", leaf.line)


def newsletter(_key: str, tree: Tree) -> Found:
    """Read the place in the newsletter: `lead`, true for any, or false to be left out of it."""
    for leaf in [*leaves(tree)] or [Leaf("a table", line_of(tree))]:
        word = leaf.text.lower()
        if word == "lead" or word in YES:
            yield Leaf("lead" if word == "lead" else "included", leaf.line)
            continue
        if word not in {*NO, "excluded"}:
            what = f"`newsletter` is {leaf.text!r}: the document is left out of it"
            yield Wrong(leaf.line, what, "write `lead`, or false to leave it out")
        yield Leaf("excluded", leaf.line)


def address(key: str, tree: Tree) -> Found:
    """Read where the document was first published: an absolute address; other uses of the key are passed over."""
    leaf = next(leaves(tree), Leaf(""))
    if _WEB.fullmatch(leaf.text):
        yield leaf
    elif key.startswith("canonical") or key == "source_url":
        yield Wrong(leaf.line, f"`{key}` is {leaf.text!r}, no address", "write https://…")


def place_on_site(_key: str, tree: Tree) -> Found:
    """Read the page's path; patterns, switches and absolute addresses are none."""
    leaf = next(leaves(tree), Leaf(""))
    if ("/" in leaf.text or "." in leaf.text) and not _WEB.match(leaf.text) and not _PATTERN.search(leaf.text):
        yield Leaf(_one_line(leaf.text), leaf.line)


def places_on_site(key: str, tree: Tree) -> Found:
    """Read paths that led to the page before; Jekyll's start at the root, and Obsidian's names with spaces are none."""
    for leaf in leaves(tree):
        text = _one_line(leaf.text)
        if key == "redirect_from" and not _WEB.match(text):
            text = f"/{text.lstrip('/')}"
        if "/" in text or " " not in text:
            yield Leaf(text, leaf.line)


def image(_key: str, tree: Tree) -> Found:
    """Read the address of the leading image: text, a table, or the first of a list of either."""
    for part in _parts(tree)[:1]:
        table = part if isinstance(part, dict) else {"url": part}
        leaf = first(table, "url", "src", "path", "image", "feature", "href", "contenturl")
        yield Leaf(_one_line(leaf.text), leaf.line)


def attachments(_key: str, tree: Tree) -> Found:
    """Read enclosures: an address, WordPress's lines of address, length and type, tables, or a list of any."""
    for part in _parts(tree):
        table: Mapping[str, Tree] = part if isinstance(part, dict) else {}
        if isinstance(part, Leaf):
            url, length, kind = [*part.text.strip().split("\n"), "", ""][:3]
            table = {"url": Leaf(url, part.line), "length": Leaf(length), "type": Leaf(kind)}
        leaf = first(table, "url", "href", "file", "src", "link")
        more = (("mime_type", "type"), ("length", "size", "size_in_bytes"), ("title",))
        yield Leaf(_one_line(leaf.text), leaf.line, tuple(_one_line(first(table, *keys).text) for keys in more))
