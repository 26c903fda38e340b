"""Find what a text says against being shown where no front matter is: in its first lines, in what MDX exports.

What its author means for metadata keeps a text back, and is named. An article about drafts has such lines too, in its
prose, lists and examples; below a heading "Status: pending" is what became of a plan or a standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedpress.corpus import loosejson
from feedpress.corpus.fields import KNOWN, canonical
from feedpress.corpus.switches import SAYS, is_plain
from feedpress.corpus.tree import Leaf, Tree
from feedpress.corpus.values import NO, YES
from feedpress.errors import Problem

_CAP = 65_536
_BLANK = re.compile(r"\s*(?:#{1,6}[ \t].*\n\s*\n)?")  # a heading of its own before the first paragraph is none
_MARK = re.compile(r"(?:-{3,}[a-z]*|\+\+\+|;;;|<!--|-->)[ \t]*", re.IGNORECASE)
_ABOVE = re.compile(r"#{1,6}[ \t].*|<!--.*")  # a heading or a remark over what was to be front matter
_PAIR = re.compile(r"([A-Za-z][\w-]*+(?: [\w-]++){0,2}+)[ \t]*+(?:::?|=)(?:[ \t](.*))?")
_NOTION = re.compile(r" [0-9a-f]{32}\.md$")  # its export writes what its tables say below the heading
_OBJECT = re.compile(r"^export const (?:meta(?:data)?|front[mM]atter)\s*=\s*(?=\{)", re.MULTILINE)
_CODE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_CONSTANT = re.compile(r"^export const (\w+)\s*=\s*(\w+);?[ \t]*$", re.MULTILINE)


def read(path: str, text: str, start: int) -> tuple[dict[str, Tree], tuple[Problem, ...]]:
    """Return what `text`, whose body begins at `start`, says so, by key, and the problem that this is."""
    if path.lower().endswith(".mdx") and (told := dict(_exported(path, text))):
        return told, ()
    blank = _BLANK.match(text, start)
    begin = blank.end() if blank else start
    end = text.find("\n\n", begin, begin + _CAP)
    lines = text[begin : end if end >= 0 else begin + _CAP].rstrip("\n").split("\n")
    is_headed = (text[start:begin].strip() or lines[0]).startswith("#")
    is_subject = is_headed and not (_is_marked(lines) or _NOTION.search(path))
    for line in () if _is_prose(lines[0]) else lines:
        key, value = _pair(line)
        if is_plain(key, value) and _is_meant(lines) and (value.lower() in YES | NO or not is_subject):
            number = _line(text, text.index(line, begin))
            what = f"`{line.strip()}` stands in no front matter: the document is kept back"
            fix = "write it between two lines `---` at the top, or take it out"
            return {key: Leaf(value, number)}, (Problem(path, number, what, fix),)
    return {}, ()


def _pair(line: str) -> tuple[str, str]:
    """Return the key and the value on `line`, which may be a remark; "" where there is no key."""
    is_below = line[:1] in {" ", "\t"}
    match = None if is_below else _PAIR.fullmatch(line.removeprefix("<!--").removesuffix("-->").strip())
    return (canonical(match[1]), (match[2] or "").strip()) if match else ("", "")


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _is_meant(lines: list[str]) -> bool:
    """Say whether `lines` are metadata: nothing but keys with values, with marks or a known key beside a switch.

    `draft: true` alone is metadata, too. "Draft: yes" alone, in a list or in an example is text.
    """
    if len(lines) == 1 and _pair(lines[0].lower()) == ("draft", "true"):
        return True
    keys = {_pair(line)[0] for line in lines}
    is_known = not (KNOWN - SAYS.keys()).isdisjoint(keys)
    return not any(map(_is_prose, lines)) and (is_known or _is_marked(lines))


def _is_marked(lines: list[str]) -> bool:
    return any(_MARK.fullmatch(line) or line.startswith("<!--") for line in lines)


def _is_prose(line: str) -> bool:
    """Say whether `line` is none of metadata: not indented, no key, no mark, nothing that stands over them."""
    is_below = line[:1] in {" ", "\t"}
    return not (is_below or _pair(line)[0] or _MARK.fullmatch(line) or _ABOVE.fullmatch(line))


def _exported(path: str, text: str) -> Iterator[tuple[str, Tree]]:
    """Yield what a page of MDX exports about itself, as Next.js and others want it."""
    text = _CODE.split(text[:_CAP], maxsplit=1)[0]
    if match := _OBJECT.search(text):
        end = loosejson.end_of(text, match.end())
        yield from loosejson.flow(path, text[match.end() : end].rstrip("; \n"), _line(text, match.end())).items()
    for match in _CONSTANT.finditer(text):
        if is_plain(canonical(match[1]), match[2]):
            yield match[1], Leaf(match[2], _line(text, match.start()))
