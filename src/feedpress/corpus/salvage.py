"""Save what can be read of metadata with a broken line: all other keys, and a value that only lacks its quotes.

A colon in a title must not cost the date, nor `draft: true`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from feedpress.corpus.decode import legal
from feedpress.corpus.fields import KEYS, canonical
from feedpress.corpus.switches import is_plain
from feedpress.corpus.tree import Leaf, Tree
from feedpress.errors import Problem

Parsed: TypeAlias = tuple[dict[str, Tree], tuple[Problem, ...]]
Parse: TypeAlias = Callable[[str, str, int], Parsed]

_KEY = re.compile(r"""(["']?)(?P<key>\w[\w .-]{0,60}?)\1[ \t]*(?P<sign>[:=])[ \t]*(?P<value>.*)""")
_ASKEW = re.compile(r""" (?=(["']?)\w[\w .-]{0,60}?\1[ \t]*[:=])""")  # a key that one blank keeps from its place
_TABLE = re.compile(r"\[\[?[^\[\]]+\]\]?[ \t]*")
_WORDS = re.compile(r"(?!&.*\*\w|[|>\[\]{}]|\*\S+$).*|\[[^\[\],]+\][ \t]+[^\s,].*")  # "[New] The mill" is no list
_LIST = re.compile(r"\[([^\[\]{}]+)\],?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(\S.*)")
_PART_QUOTED = re.compile(r"""(["'])[^"']*[^\s"']\1[\s,.:;].*\1""")  # "Yes" and "No"
_SWITCH = re.compile(r"""(?:[ \t]?|[ \t]+(?=["']))(["']?)([A-Za-z][\w -]{0,40}?)\1[ \t]*[:=](.*)""")
_AROUND = " \t,;\"'"  # a value of YAML or JSON
_REMARK = re.compile(r"[ \t]#.*")
_DECIDING = frozenset({*KEYS["draft"], *KEYS["until"], *KEYS["hold"], "publish_date", "newsletter"})
_MOST = 10  # problems: who mends these sees the next


class _Mended(NamedTuple):
    """The lines that stand for a broken entry, what came of it, and what mends it ("": the parser's word)."""

    lines: tuple[str, ...]
    outcome: str
    fix: str = ""


def rescue(path: str, block: str, line: int, parse: Parse, sign: str) -> Parsed:
    """Return what `parse` makes of `block` without the entries that break it or with them mended, and a problem each.

    `block` starts on `line` of the file `path`; `sign` stands between key and value. An empty table: nothing is saved.
    """
    lines = [*_straight(block.split("\n"))]
    problems: list[Problem] = []
    deciding: dict[str, Tree] = {}
    for first, end in _entries(lines):
        read, wrong = parse(path, "\n".join(lines[first:end]), line + first)
        if wrong and not read:
            deciding |= switches(lines[first : first + 1], line + first) | _plain(
                lines[first + 1 : end], line + first + 1
            )
            mended = _mended(lines[first:end], sign, lambda text: not parse(path, text, 1)[1])
            lines[first:end] = [*mended.lines, *[""] * (end - first - len(mended.lines))]
            reason = wrong[0].what.partition(": ")[0] if mended.fix else wrong[0].what
            problems.append(Problem(path, wrong[0].line, f"{reason}; {mended.outcome}", mended.fix or wrong[0].fix))
    tree, wrong = parse(path, "\n".join(lines), line)
    return deciding | (tree or switches(lines, line)), (*problems[:_MOST], *wrong)


def switches(lines: Sequence[str], line: int) -> dict[str, Leaf]:
    """Return what the `lines` of a head that cannot be read say about whether its document is shown.

    The first of them is `line` of the file.
    """
    found = ((number, _SWITCH.fullmatch(text)) for number, text in enumerate(lines, line))
    return {
        key: Leaf(_REMARK.sub("", match[3]).strip(_AROUND), number)
        for number, match in found
        if match and (key := canonical(match[2])) in _DECIDING
    }


def _plain(below: Sequence[str], line: int) -> dict[str, Leaf]:
    """Return what lines too far right for keys, which they may be meant for, say plainly against being shown."""
    found = switches([text.strip() for text in below], line)
    return {key: leaf for key, leaf in found.items() if is_plain(key, leaf.text)}


def _straight(lines: Sequence[str]) -> Iterator[str]:
    """Yield `lines`, keys that one blank keeps from their place put there: below a value they would become words."""
    for before, text in pairwise(["", *lines]):
        yield text[1:] if _ASKEW.match(text) and not before.rstrip().endswith(":") else text


def _entries(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the entries start and end: a key or the name of a table, and the lines that follow it."""
    starts = [i for i, text in enumerate(lines) if _KEY.match(text) or _TABLE.fullmatch(text)]
    return pairwise(sorted({0, *starts, len(lines)}))


def _mended(entry: Sequence[str], sign: str, is_sound: Callable[[str], bool]) -> _Mended:
    """Return the broken `entry` without its tabs, as words between quotes, or cut down to its first line."""
    match = _KEY.match(entry[0])
    name = f"`{match['key']}`" if match else "the line"
    spaced = "\n".join(entry).expandtabs(2)
    if is_sound(spaced):
        return _Mended((*spaced.split("\n"),), f"{name} is read", "indent with spaces, not with tabs")
    if match and match["value"] and any(entry[1:]) and is_sound(entry[0]):
        return _Mended((entry[0],), f"what stands below {name} is left out")
    if match and (written := _quoted(match["value"], entry[1:])):
        line = f"{json.dumps(match['key'])}{sign}{written}"
        return _Mended((line,), f"{name} is read as it stands", _cure(match, sign))
    return _Mended((), f"{name} is left out")


def _quoted(value: str, below: Sequence[str]) -> str:
    """Return, between quotes, the words or the list of words that `value` and the lines `below` are, "" for neither."""
    whole = " ".join(map(str.strip, (value, *below))).strip()
    items = [_ITEM.fullmatch(text) for text in below if text.strip()] if not value else []
    if listed := _LIST.fullmatch(whole):
        return f"[{', '.join(_string(part) for part in listed[1].split(',') if part.strip())}]"
    if items and all(item and _WORDS.fullmatch(item[1]) for item in items):
        return f"[{', '.join(_string(item[1]) for item in items if item)}]"
    is_text = value and _WORDS.fullmatch(whole) and all(text[:1] in {"", " ", "\t"} for text in below)
    return _string(whole) if is_text else ""


def _string(text: str) -> str:
    return json.dumps(_from_json(text.strip()) or _unquoted(text.strip()), ensure_ascii=False)


def _from_json(value: str) -> str:
    """Return what a string of JSON says, "" where `value` is none: YAML refuses its pairs of escapes, as of emoji."""
    try:
        said = json.loads(value) if value.startswith('"') else ""
    except ValueError:
        return ""
    return legal(said) if isinstance(said, str) else ""


def _unquoted(value: str) -> str:
    """Return the words of `value` without the quotes around the whole of them."""
    quote, trimmed = value[0], value.rstrip(" ,;")
    if quote not in "\"'" or _PART_QUOTED.match(trimmed):
        return value
    return trimmed[1:].removesuffix(quote) if trimmed[1:].endswith(quote) or value.count(quote) == 1 else value


def _cure(pair: re.Match[str], sign: str) -> str:
    """Return what mends a `pair` of which only the value was wrong, "" where the `sign` was, too."""
    value = pair["value"]
    if pair["sign"] not in sign:
        return ""
    if sign == ": " and pair.string[pair.end("sign") :][:1] not in {" ", "\t", ""}:
        return "put a blank behind the colon"
    if not value or _LIST.fullmatch(value):
        return "put each item between quotes"
    if value[0] in "\"'":
        return "let it begin and end with the same quote, with none of these inside"
    if value[0].isalnum():
        return "put it between quotes" + (": it has a colon" if ":" in value else "")
    return f"put it between quotes: it begins with `{value[0]}`"
