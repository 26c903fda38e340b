"""Split a Markdown text into its metadata and its body, in the dialects of the static site generators.

YAML between `---`, TOML between `+++`, JSON between `;;;` or as a leading object, any of them after `---` and its name,
Hexo's before `---` alone, Nikola's `.. key: value` lines, Pandoc's `%` lines, and the header lines of Pelican,
MultiMarkdown and Logseq. A mistake is a problem with its line; the body goes on without.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from feedpress.corpus import astray, loosejson, toml
from feedpress.corpus.fields import KEYS, KNOWN, canonical
from feedpress.corpus.plainyaml import parse as parse_plain
from feedpress.corpus.salvage import switches
from feedpress.corpus.switches import is_plain, is_prose
from feedpress.corpus.tree import Leaf, Tree, line_of
from feedpress.errors import Problem

CAP = 65_536
_DASHES = r"--|[\u2010-\u2015][-\u2010-\u2015]{0,2}"  # what a finger or a phone makes of ---
_FENCE = re.compile(rf"(-{{3,}}(?:yaml|yml|toml|json|js|javascript)?|\+\+\+|;;;|{_DASHES})[ \t]*\n", re.IGNORECASE)
_CLOSE = {
    "-": re.compile(rf"^(?:-{{3,}}|{_DASHES}|\.\.\.)[ \t]*$\n?", re.MULTILINE),
    "+": re.compile(r"^\+\+\+[ \t]*$\n?", re.MULTILINE),
    ";": re.compile(r"^;;;[ \t]*$\n?", re.MULTILINE),
}
_KEYED = re.compile(r"""[ \t]*(?:["']?[\w.-]+["']?[ \t]*[:=]|"[^"\n]+"[ \t]*:|[\[{#]|$)""", re.MULTILINE)
_WIDE = re.compile(r"^([A-Za-z][\w-]*)[ \t]*[\uff1a\ufe55\u2236][ \t]*", re.MULTILINE)  # colons of other scripts
_HEADER = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*::?(?:[ \t]+(.*))?", re.ASCII)
_UNOPENED = re.compile(r"((?:[A-Za-z][\w -]{0,40}:(?:[ \t].*)?\n(?:(?:[ \t]|-[ \t]).*\n)*)+)-{3,}[ \t]*(?:\n|\Z)")
_PANDOC = re.compile(r"%[ ](.+(?:\n[ \t].*)*)\n%[ ]?(.*(?:\n[ \t].*)*)(?:\n%[ ]?(.*))?(?=\n\n|\n?\Z)")
_NIKOLA = re.compile(r"[ \t]*\.\. ([a-z_-]+):[ \t]*(.*)")


class Header(NamedTuple):
    """The metadata of a text, the offset at which its body starts, and what is wrong with the metadata."""

    tree: dict[str, Tree]
    end: int = 0
    problems: tuple[Problem, ...] = ()


def split(path: str, text: str) -> Header:
    """Find the metadata at the head of `text`; without any the body is the whole text.

    What keeps the document back is heeded below such a head and above a text without one, too.
    """
    header = _split(path, text)
    if any(canonical(key) == "draft" for key in header.tree):
        return header
    tree, problems = astray.read(path, text, header.end)
    return header._replace(tree=tree | header.tree, problems=header.problems + problems)


def _split(path: str, text: str) -> Header:
    start = len(text) - len(text.lstrip(" \t\n")) if text[:1] in " \t\n" else 0
    match = _FENCE.match(text, start)
    if match and re.match(_DASHES, match[1]) and not match[1].startswith("---"):
        return _mistyped(path, text, match)
    if match:
        return _fenced(path, text, match)
    first = text[start : start + 1]
    if first == "{":
        return _object(path, text, start)
    if text.startswith((".. ", "<!--"), start):
        return _nikola(text, start)
    if first == "%":
        return _pandoc(text, start)
    return _headers(path, text) if first.isalpha() and not start else Header({})


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _mistyped(path: str, text: str, opening: re.Match[str]) -> Header:
    """Read the block between two lines that were to be `---`, where it says a title or a date."""
    found = _fenced(path, text, opening)
    if not _is_metadata(found.tree):
        return Header({})
    problem = Problem(path, _line(text, opening.start()), f"`{opening[1]}` begins the front matter", "write `---`")
    return found._replace(problems=(problem, *found.problems))


def _fenced(path: str, text: str, opening: re.Match[str]) -> Header:
    """Read the block that `opening` begins; where nothing in it looks like a key, it is a rule over prose."""
    mark = opening[1][0] if opening[1][0] in _CLOSE else "-"
    start = opening.end()
    closing = _CLOSE[mark].search(text, start)
    problems: tuple[Problem, ...] = ()
    if closing is None:
        stop = end = _end_of_keys(text, start)
        problems = (
            Problem(path, _line(text, opening.start()), f"no line `{opening[1]}` ends the front matter", "add it"),
        )
    else:
        stop, end = closing.span()
    block = _WIDE.sub(_narrow, text[start:stop])
    if not _KEYED.match(block.lstrip()):
        return Header({})
    line = _line(text, start)
    if len(block) > CAP:
        problem = Problem(path, line, "front matter above 64 KB, read as text", "shorten it")
        return Header({**switches(block.split("\n"), line)}, 0, (problem,))
    named = opening[1].strip("-").lower()
    found = _PARSERS.get(named, _PARSERS[mark])(path, block, line)
    is_over_text = closing is None and text[stop : stop + 1] not in {"", "\n"}
    is_prose_alone = found.tree and all(is_prose(canonical(key), value) for key, value in found.tree.items())
    return (
        Header({})
        if is_prose_alone or (is_over_text and not _is_meant(found.tree))
        else Header(found.tree, end, problems + found.problems)
    )


def _end_of_keys(text: str, start: int) -> int:
    """Return where the lines of keys and what is indented below them end that begin at `start`."""
    while start < len(text) and (text[start] in " -" or (text[start] != "\n" and _KEYED.match(text, start))):
        start = text.find("\n", start) + 1 or len(text)
    return start


def _narrow(key: re.Match[str]) -> str:
    """Return a known key with the colon that was meant: input methods for Chinese and Japanese write a wide one."""
    return f"{key[1]}: " if canonical(key[1]) in KNOWN else key[0]


def _yaml(path: str, block: str, line: int) -> Header:
    tree = parse_plain(block, line)
    if tree is not None:
        return Header(tree)
    from feedpress.corpus import yamltree

    tree, problems = yamltree.parse(path, block, line)
    return Header(tree, 0, problems)


def _toml(path: str, block: str, line: int) -> Header:
    tree, problems = toml.parse(path, block, line)
    return Header(tree, 0, problems)


def _json(path: str, block: str, line: int) -> Header:
    tree, problems = loosejson.parse(path, block, line)
    return Header(tree, 0, problems)


def _object(path: str, text: str, start: int) -> Header:
    """Read Hugo's JSON front matter: an object, alone on its lines, with a key that means something."""
    try:
        table, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        end = loosejson.end_of(text[: start + CAP], start)
        found = _json(path, text[start:end], _line(text, start)) if end > start else Header({})
        return found._replace(end=end) if not KNOWN.isdisjoint(found.tree) else Header({}, 0, found.problems)
    if not KNOWN.intersection(canonical(str(key)) for key in table) or text[end : end + 1] not in {"", "\n"}:
        return Header({})
    return Header(toml.located(table, text[start:end], _line(text, start)), end)


def _nikola(text: str, start: int) -> Header:
    """Read `.. key: value` lines, alone or in a comment."""
    is_comment = text.startswith("<!--", start)
    tree: dict[str, Tree] = {}
    offset = text.find("\n", start) + 1 if is_comment else start
    if is_comment and text[start + 4 : offset].strip():
        return Header({})
    for number, line in enumerate(text[offset : offset + CAP].split("\n"), _line(text, offset)):
        match = _NIKOLA.match(line)
        if match is None:
            offset += len(line) + 1 if is_comment and tree and line.strip() == "-->" else 0
            break
        tree[match[1]] = Leaf(match[2].rstrip(), number)
        offset += len(line) + 1
    return Header(_drafted(tree), min(offset, len(text))) if tree else Header({})


def _drafted(tree: dict[str, Tree]) -> dict[str, Tree]:
    """Nikola's tag `draft` or `private` says that the post is one."""
    tags = tree.get("tags")
    named = {tag.strip() for tag in tags.text.split(",")} if isinstance(tags, Leaf) else set()
    mark = min(named & {"draft", "private"}, default="")
    return tree | {"status": Leaf(mark, line_of(tags))} if tags and mark else tree


def _pandoc(text: str, start: int) -> Header:
    """Read Pandoc's lines of title, authors and date, each behind a `%`."""
    match = _PANDOC.match(text, start)
    if match is None:
        return Header({})
    named = zip(("title", "authors", "date"), match.groups(), (1, 2, 3), strict=True)
    return Header(
        {key: Leaf(value, _line(text, match.start(group))) for key, value, group in named if value}, match.end()
    )


def _headers(path: str, text: str) -> Header:
    """Read the header lines of Pelican, MultiMarkdown and Logseq, or Hexo's YAML that ends with `---`.

    Only where a title or a date is among them.
    """
    if block := _UNOPENED.match(text, 0, CAP):
        found = _yaml(path, block[1], 1)
        return found._replace(end=block.end()) if _is_metadata(found.tree) else Header({})
    tree: dict[str, Tree] = {}
    offset, key = 0, ""
    for number, line in enumerate(text[:CAP].split("\n"), 1):
        match = _HEADER.fullmatch(line)
        if match:
            key = match[1].lower().replace(" ", "_")
            tree[key] = Leaf((match[2] or "").strip(), number)
        elif key and line[:1] in {" ", "\t"} and line.strip():
            last = tree[key]
            tree[key] = Leaf(f"{last.text}\n{line.strip()}", last.line) if isinstance(last, Leaf) else last
        elif line.strip():
            return Header({})
        else:
            break
        offset += len(line) + 1
    meant = {key: value for key, value in tree.items() if not is_prose(canonical(key), value)}
    return Header(meant, min(offset, len(text))) if _is_metadata(tree) else Header({})


def _is_metadata(tree: dict[str, Tree]) -> bool:
    keys = [canonical(key) for key in tree]
    return keys[:1] != [] and keys[0] in KNOWN and not {"title", "date"}.isdisjoint(keys)


def _is_meant(tree: dict[str, Tree]) -> bool:
    """Say whether keys right over prose, with no end between, are metadata: a title, a date, what keeps it back."""
    told = ((canonical(key), value) for key, value in tree.items() if isinstance(value, Leaf))
    return _is_metadata(tree) or any(key in KEYS["hold"] or is_plain(key, value.text) for key, value in told)


_PARSERS = {"-": _yaml, "+": _toml, ";": _json, "toml": _toml, "json": _json}
# Eleventy's "---js" holds an object that is YAML as well, unless it computes something.
