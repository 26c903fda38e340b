"""Read the lines over a text that say, a word and a colon before each, what it is: `Title: …`, `URL: …`, `Tags: …`.

Savers, scrapers and mail programs write them. One such line proves little, since prose has colons too: two have to
stand together, or the address of the text is on the very first line, where it needs no word, or its URL on the second.
Dates and names are left to those who read them in any text; only a name with its mail address is read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, pairwise
from typing import NamedTuple

from feedpress.corpus import embargo
from feedpress.corpus.fields import Place, canonical, collect
from feedpress.corpus.switches import is_plain
from feedpress.corpus.tree import Leaf
from feedpress.model import Field
from feedpress.normalize import dates, phrases

ORIGIN = "label"
_LINE = re.compile(r"([^\W\d_][^:]{0,30}?)\s*:\s+(\S.*)")
_MAILBOX = r"[^<>@]*<[^<>@\s]+@[^<>@\s]+>"
_MAIL = re.compile(
    r"(?:to|b?cc|reply-to|sender|message-id|in-reply-to|references|mime-version|content-[\w-]+"
    r"|x-(?:mailer|priority|sender|\w+-[\w-]+))"
)
_FIRST = 4000  # characters in which a head stands
_LINES, _WIDEST, _LABEL = 12, 300, 40  # of a head, blank ones aside; characters of a line and of a label
_TAGS, _TAG = 30, 4  # tags, and words of one


class _Said(NamedTuple):
    """A line of a head: its number in the file and among those that are not blank, the key ("": a date, a name).

    `is_alone` says that it proves a head without another one beside it.
    """

    line: int
    place: int
    key: str
    value: str
    is_alone: bool


def fields(path: str, text: str) -> tuple[Field, ...]:
    """Return what the head of `text`, the file at `path`, says, each field with its line; none where it has no head.

    A line that only a mail program reads is the field "nothing". An embargo needs no other line beside it.
    """
    held = embargo.fields(path, text)
    said = list(_said(text[:_FIRST], {each.line for each in held}))
    return (*held, *(_fields(path, said) if _is_head(said) else ()))


def _fields(path: str, said: Sequence[_Said]) -> Iterator[Field]:
    """Yield the fields that the lines `said` give; of two that give the same one, tags aside, the first is read."""
    keys = {each.key for each in said}
    is_mail = "author" in keys
    for each in said:
        if each.key == "mail" and is_mail:
            yield Field("nothing", each.value, ORIGIN, each.line)
        elif each.key in keys and each.key not in {"", "mail"}:
            keys -= {each.key} - {"tags"}
            yield from collect({each.key: Leaf(each.value, each.line)}, Place(path, ORIGIN))[0]


def _is_head(said: Sequence[_Said]) -> bool:
    """Tell whether two of the lines stand together, or the first says from where the text is."""
    return any(each.is_alone for each in said[:1]) or any(
        second.place - first.place == 1 for first, second in pairwise(said)
    )


def _said(text: str, held: AbstractSet[int]) -> Iterator[_Said]:
    """Yield the lines that say something, those of an embargo among them, as far as the first whole sentence."""
    said = 0
    lines = ((number, line.strip()) for number, line in enumerate(text.split("\n"), 1))
    for place, (number, line) in enumerate(islice((each for each in lines if each[1]), _LINES)):
        if number in held:
            said += 1
            yield _Said(number, place, "", line, is_alone=False)
            continue
        written = line if place or not _is_address(line) else f"url: {line}"
        match = _LINE.fullmatch(written) if ":" in written[:_LABEL] and len(line) <= _WIDEST else None
        key = _key(match[1], match[2]) if match else None
        is_of_another = key == "title" and said < place  # below a headline: a book's, a film's
        if match and key is not None and not is_of_another:
            said += 1
            is_its_own = place == 0 or (place == 1 and "url" in phrases.words(match[1]))  # else: of a picture, say
            yield _Said(number, place, key, match[2], key == "source_url" and is_its_own)
        elif line[-1] in ".!?…" or len(line) > _WIDEST:
            return


def _key(label: str, value: str) -> str | None:
    """Return which field `label` names, where `value` is one of its kind; "" where others read the line, else None."""
    if is_plain(key := canonical(label), value):
        return key
    line = phrases.words(label)
    for table, field, is_right in _KINDS:
        if table.is_whole(line) and is_right(value):
            return field
    return "mail" if _MAIL.fullmatch(label.lower()) else None


def _is_date(value: str) -> bool:
    return dates.parse(value, timezone="UTC", order="dmy") is not None


def _are_tags(value: str) -> bool:
    tags = re.split("[,;#]", value)
    return value[-1] not in ".!?" and len(tags) <= _TAGS and all(len(tag.split()) <= _TAG for tag in tags)


def _is_whole(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(pattern, value) is not None


_is_address = _is_whole(r"https?://[^\s<>]+")


_KINDS: tuple[tuple[phrases.Table, str, Callable[[str], bool]], ...] = (
    (phrases.SOURCED, "source_url", _is_address),
    (phrases.TAGGED, "tags", _are_tags),
    (phrases.TITLED, "title", bool),
    (phrases.SENDERS, "author", _is_whole(_MAILBOX)),
    (phrases.BYLINES, "author", _is_whole(_MAILBOX)),
    (phrases.BYLINES, "", _is_whole(r"[^\W\d_a-z].*[^.!?]")),
    (phrases.DATED, "", _is_date),
    (phrases.MOMENTS, "", _is_date),
    (phrases.REVISED, "", _is_date),
)
