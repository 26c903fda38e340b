"""Who wrote a text and when, from the lines around its headline: labels first, then a full date where dates stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from feedpress.normalize import dates, phrases
from feedpress.normalize.blocks import Piece
from feedpress.normalize.dates import Calendar
from feedpress.normalize.smallwords import LANGUAGES
from feedpress.normalize.traits import Traits

WHEN = "says when"
WHO = "says who wrote"
_BARE = "a label with nothing after it"
_LABEL_SIZE = 24  # words: a longer line is a sentence
_ABOVE, _BELOW, _FAR_BELOW = 8, 3, 8  # pieces; a labelled date may stand farther below
_ZONE = 18
_NEAR = 10  # pieces below the headline, where a date may stand though the text seems to have begun
_LAST = 4  # pieces at the end that may say "originally published"
_NAMES = 4
_LONE = 3  # words of a name without a label
_SIGNED = 2  # pieces below the headline, where a name may stand alone over the date
_DECK = 2  # pieces of prose between headline and date
_BEFORE = 14  # words before a date that may end in a label for it
_AROUND = 12  # words beside a date that may stand there without a label
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['\u2019.-])*")
_GLUED = re.compile(r"[^\W\d_A-Z]{3}[A-Z]|By[A-Z]")  # "Jane DoeWriter"
_CUT = re.compile(r"\s*[|•·»/\u2013—(\[,]|\s+-\s|\s{2,}")
# Behind a name after "by": where and when it was written. "By" may also stand over "Social Links for Jane Doe".
_CUT_SIGNED = re.compile(rf"{_CUT.pattern}|\s(?:in|dans|unter|under|at|on)\s|\s\d")
_WEEKDAY = re.compile(rf"(?:,|(?<=\s)(?:on|am|vom|le|el)|[|•·»\u2013—-])\s+(?:{dates.WEEKDAY})\.?,?\s*$", re.IGNORECASE)
_DATELINE, _LEDE = 160, 40  # characters in which it stands, and of what follows
_TAG = r"(?:/[A-Z][\w. -]{1,30}/|\([A-Z][\w. -]{1,30}\))"
# A place, perhaps with its country and an agency, before a day; behind it a dash, perhaps after the agency.
_WORD = r"[^\W\d_a-z][\w.'’-]*"
_PLACE = re.compile(
    rf"{_WORD}(?: {_WORD}){{0,3}}(?:, {_WORD}(?: {_WORD}){{0,2}})?"
    rf"(?:,|\s?[–—-]{{1,2}}\s?{_TAG}\s?[–—-]{{1,2}})\s?(?:le|den|el)?\s?"
)
_STROKE = r"(?:--|[–—]|-(?=\s))"
_DASH = re.compile(rf"\s?,?\s?{_TAG}?\s?{_STROKE}")
_JOIN = re.compile(r",?\s+(?:and|und|et|y|e|&)\s+|,\s+")
_PARTICLES = frozenset(
    {"de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "del", "dos", "al", "bin", "zu", "ten", "y"}
)


class Masthead(NamedTuple):
    """What the lines around a headline say: a moment with its line, names with theirs, and the lines themselves.

    `how` is "label" where a word such as "Published" introduces the date, "header" where it only stands there.
    `named` likewise. `revised` is the moment that a word such as "Updated" introduces.
    """

    published: datetime | None = None
    how: str = ""
    date_at: int = -1
    names: tuple[str, ...] = ()
    names_at: int = -1
    named: str = ""
    lines: tuple[tuple[int, str], ...] = ()
    revised: datetime | None = None
    revised_at: int = -1


def read(pieces: Sequence[Piece], traits: Sequence[Traits], title: int, start: int, calendar: Calendar) -> Masthead:
    """Return what stands around the headline at `title` (-1 for none) of a text that begins at `start`."""
    zone = _zone(len(pieces), title, start)
    near = [i for i in zone if i < max(start, title + 1) + _BELOW]
    every = ((i, *_date(pieces[i], traits[i], calendar)) for i in zone)
    found = [(i, kind, moment) for i, kind, moment in every
             if moment and (kind != "header" or _may_stand(traits, title, start, i))]  # fmt: skip
    names, names_at, named = _who(pieces, traits, near, title, [i for i, _, _ in found])
    reasons = {i: _BARE for i in near if _is_bare_label(traits[i])}
    if names:
        reasons |= {names_at: WHO} | ({names_at + 1: WHO} if names_at in reasons else {})
    at, how, moment = _best(sorted(found, key=lambda each: (each[0] < title, abs(each[0] - title))), title)
    reasons |= {i: WHEN for i, kind, _ in found if moment or kind != "header"}  # days that date nothing are headings
    changes = ((_revised(pieces[i].text, calendar), i) for i, _, _ in found if phrases.REVISED.within(traits[i].words))
    revised, revised_at = next((change for change in changes if change[0]), (None, -1))
    return Masthead(moment, how, at, names, names_at, named, tuple(reasons.items()), revised, revised_at)


def _who(
    pieces: Sequence[Piece], traits: Sequence[Traits], near: Sequence[int], title: int, dated: Sequence[int]
) -> tuple[tuple[str, ...], int, str]:
    """Return the names in the lines `near` the headline, the line that has them, and how it tells them.

    A name alone counts between the headline and one of the lines `dated`.
    """
    for i in near:
        if names := _names(pieces, traits, i):
            return names, i, "label"
    for i in (at - 1 for at in dated if 0 <= title < at - 1 <= title + _SIGNED):
        if _is_lone_name(pieces[i], traits[i]):
            return (pieces[i].text,), i, "header"
    return (), -1, ""


def _may_stand(traits: Sequence[Traits], title: int, start: int, at: int) -> bool:
    """Tell whether a date without a label may belong to a masthead: near the headline, with little text between."""
    if title < 0:
        return at <= max(start, _BELOW)
    return at <= title + _NEAR and sum(t.prose for t in traits[title + 1 : at]) <= _DECK


def is_line(piece: Piece, t: Traits) -> bool:
    """Tell whether `piece` looks like a line that says who wrote or when."""
    if t.size > _LABEL_SIZE:
        return False
    return phrases.BYLINES.start(t.words) > 0 or (t.has_year and not t.prose and bool(dated(piece.text)))


def is_stamp(piece: Piece, t: Traits) -> bool:
    """Tell whether `piece` begins with a word such as "Published" or "By" and has a date: a headline never does."""
    is_labelled = t.has_year and max(
        table.start(t.words) for table in (phrases.DATED, phrases.REVISED, phrases.BYLINES)
    )
    return bool(is_labelled) and t.size <= _LABEL_SIZE and bool(dated(piece.text))


def last_word(pieces: Sequence[Piece], traits: Sequence[Traits], where: Sequence[int], calendar: Calendar) -> Masthead:
    """Return what the last of the pieces `where` say of the first publication, where they use a label for it."""
    for i in where[-_LAST:]:
        kind, moment = _date(pieces[i], traits[i], calendar)
        if kind == "label" and moment:
            return Masthead(moment, kind, i, lines=((i, WHEN),))
    return Masthead()


def _zone(count: int, title: int, start: int) -> list[int]:
    """Return the pieces among which a masthead may stand."""
    top = max(0, start - _ZONE if title < 0 else title - _ABOVE)
    return [i for i in range(top, min(count, max(start, title + 1) + _FAR_BELOW)) if i != title]


def _best(found: Sequence[tuple[int, str, datetime]], title: int) -> tuple[int, str, datetime | None]:
    """Return the date to trust: a labelled one, else one that only stands there.

    Dates of two days that only stand there, both below the headline, are those of a list.
    """
    bare = {moment.date() for at, kind, moment in found if kind == "header" and at > title}
    for wanted in ("label", "header"):
        for at, kind, moment in found:
            if kind == wanted and not (kind == "header" and len(bare) > 1):
                return at, kind, moment
    return -1, "", None


def _date(piece: Piece, t: Traits, calendar: Calendar) -> tuple[str, datetime | None]:
    """Return how `piece` tells a date ("label", "revised", "header", "" where it tells none), and the date."""
    if not _may_tell(piece, t) or dateline(piece.text, calendar):
        return "", None
    found = dates.find(piece.text, **calendar._asdict())
    told = _told(piece.text, found, is_said=t.prose and t.ends)
    if [kind for kind, _ in told[:2]] == ["", "revised"] and not t.prose:
        return "label", told[0][1]  # beside a change, the first day needs no word
    for wanted in ("label", "revised"):
        for kind, moment in told:
            if kind == wanted:
                return kind, moment
    if not found or told[0][0] == "other" or (t.prose and t.ends):
        return "", None
    around = t.size - len(phrases.words(piece.text[found[0].start : found[-1].end]))
    if around > _AROUND:
        return "", None
    return "header", dates.parse(piece.text, **calendar._asdict(), shown=True) or told[0][1]


def _is_lone_name(piece: Piece, t: Traits) -> bool:
    """Tell whether `piece` is but a name: no phrase, no small word as in "Aus der Region", no capitals only."""
    own = {*t.words} - _PARTICLES
    if len(own) > _LONE or piece.text.isupper() or _GLUED.search(piece.text) or t.at_edge or t.is_related:
        return False
    return piece.mark in {"", "bullet"} and LANGUAGES.keys().isdisjoint(own) and people(piece.text) == (piece.text,)


def _may_tell(piece: Piece, t: Traits) -> bool:
    return piece.mark not in {"code", "row"} and t.size <= _LABEL_SIZE and t.has_year and "©" not in piece.text


def _told(text: str, found: Sequence[dates.Found], *, is_said: bool) -> list[tuple[str, datetime]]:
    """Return what the words before each of the dates `found` in `text`, a sentence or not, say it is."""
    ends = [0, *(each.end for each in found)]
    befores = (text[end : each.start] for end, each in zip(ends, found, strict=False))
    return [(_label(before, is_said=is_said), each.moment) for before, each in zip(befores, found, strict=True)]


def _revised(text: str, calendar: Calendar) -> datetime | None:
    """Return the moment of the last change that the line `text` tells."""
    told = _told(text, dates.find(text, **calendar._asdict()), is_said=False)
    return next((moment for kind, moment in told if kind == "revised"), None)


def _label(before: str, *, is_said: bool) -> str:
    """Return what the words `before` a date say it is: "label" (of the publication), "revised", "other" or "".

    In a sentence (`is_said`) a word such as "vom" belongs to what it follows: "your card of May 3".
    """
    head = phrases.words(before)
    if len(head) > _BEFORE:
        return ""
    if phrases.MOMENTS.is_whole(head[-1:]):
        return "label" if len(head) == 1 else "other"
    is_of_another = is_said and len(head) > 1 and phrases.ON.start(head, len(head) - 1) == 1
    starts = range(max(0, len(head) - 4), len(head) - is_of_another)
    if any(phrases.REVISED.start(head, at) == len(head) - at for at in starts):
        return "revised"
    own = any(phrases.DATED.start(head, at) == len(head) - at for at in starts)
    return "label" if own or (len(head) <= _AROUND and phrases.DATED.start(head)) else ""


def _is_bare_label(t: Traits) -> bool:
    return any(table.is_whole(t.words) for table in (phrases.BYLINES, phrases.DATED, phrases.MOMENTS, phrases.REVISED))


def _names(pieces: Sequence[Piece], traits: Sequence[Traits], i: int) -> tuple[str, ...]:
    """Return the names that line `i` gives, or that stand below it where it is but a word such as "by"."""
    t, below = traits[i], i + 1
    if t.size > _LABEL_SIZE:
        return ()
    if not phrases.BYLINES.is_whole(t.words):
        return names_in(pieces[i].text)
    if below >= len(pieces) or traits[below].prose or _is_bare_label(traits[below]) or traits[below].is_furniture:
        return ()
    return people(pieces[below].text)


def names_in(text: str) -> tuple[str, ...]:
    """Return the names in the line `text`: "By Jane Doe and John Roe on May 4, 2024"; none where it names nobody."""
    found = dated(text)
    before, after = (_undated(text[: found[0].start]), text[found[-1].end :]) if found else (text, "")
    sizes = ((part, phrases.BYLINES.start(phrases.words(part))) for part in (before, after))
    return next((people(_after(part, size), _CUT_SIGNED) for part, size in sizes if size), ())


def unlabelled(name: str) -> str:
    """Return `name` without a word such as "By" before it; one that may be a part of the name ("Von Arnim") stays."""
    line = phrases.words(name)
    size = phrases.BYLINES.start(line)
    rest = _after(name, size) if 0 < size < len(line) else ""
    return rest if people(rest) and line[0] not in _PARTICLES else name


def dated(text: str) -> tuple[dates.Found, ...]:
    """Return where in `text` dates stand, also those that only the folder's order settles: which day is not asked."""
    return dates.find(text, timezone="UTC", order="dmy")


def _undated(text: str) -> str:
    """Return `text` without the words at its end that lead in to a date: "Jane Doe, published on Saturday"."""
    if day := _WEEKDAY.search(text):
        text = text[: day.start()]
    places = list(re.finditer(r"\w[\w'&-]*", text))
    line = phrases.words(text)
    tables = (phrases.ON, phrases.DATED, phrases.MOMENTS, phrases.REVISED)
    for at in range(max(1, len(line) - 4), len(line)):
        if any(table.start(line, at) == len(line) - at for table in tables):
            return text[: places[at].start()]
    return text


def _after(text: str, count: int) -> str:
    """Return what follows the first `count` words of `text`."""
    places = re.finditer(r"\w[\w'&-]*", text)
    end = next(islice(places, count - 1, None)).end()
    return text[end:].lstrip(" :\u00a0\u2013-—")


def dateline(text: str, calendar: Calendar) -> tuple[dates.Found, ...]:
    """Return the date with which a release begins: "HAMBURG, Germany, March 14, 2023 /PRNewswire/ -- The yard…"."""
    opening = text[:_DATELINE]
    found = dates.find(opening, **calendar._asdict())[:1] if re.search(_STROKE, opening) else ()
    if not found or len(text) < found[0].end + _LEDE:
        return ()
    return found if _PLACE.fullmatch(text, 0, found[0].start) and _DASH.match(text, found[0].end) else ()


def people(text: str, cut: re.Pattern[str] = _CUT) -> tuple[str, ...]:
    """Return the names that `text` consists of, none where anything in it is no name; `cut` is what ends one."""
    people: list[str] = []
    for part in _JOIN.split(text.strip(" .,|•·-\u2013—*_")):
        name = cut.split(part, 1)[0].strip(" .:")
        words = name.split()
        if not 1 < len(words) <= _NAMES or not all(map(_is_name, words)) or not words[0][0].isupper():
            return tuple(people)
        if people and phrases.is_position(name):
            return tuple(people)
        people.append(name)
    return tuple(people)


def _is_name(word: str) -> bool:
    return _NAME.fullmatch(word) is not None and (word[0].isupper() or word in _PARTICLES)
