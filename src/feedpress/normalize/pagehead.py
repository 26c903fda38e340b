"""Who wrote a saved page and when, where its head does not settle them alone.

A date counts where a date belongs: beside the headline, never in a teaser or a footer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from feedpress.model import Field
from feedpress.normalize import dates, phrases
from feedpress.normalize.dates import Calendar
from feedpress.normalize.extract import CERTAIN, Judged
from feedpress.normalize.masthead import WHEN, WHO, dated, dateline, names_in
from feedpress.normalize.pageline import Element, brief, name_of
from feedpress.normalize.pagetree import Part
from feedpress.normalize.wording import END

ENTRY = re.compile(r"\sh-?entry\s")
HEADLINE = re.compile(r"\s(?:entry-title|p-name)\s")
PUBLISHED = re.compile(r"\s(?:dt-published|published|entry-date)\s")
OTHER = re.compile(r"comment|respon|related|recommend|similar|read-?more|\sh-?entry\s")

NEAR = 12
"""So many parts before the text, and a few after its beginning, is where a byline and a date stand."""
MOST_TIMES = 200
"""No page needs more of its times than these, and each is looked at with what stands around it."""
SHORT = 90
AROUND = 4
"""A line of a date has so many more words: "Published on", "18:05 Uhr"."""
REVISED = re.compile(r"updat|modif|revis|edited|aktualis|actuali[sz]|mise? à jour|atualiz|aggiorn", re.IGNORECASE)
MARKED = re.compile("datePublished|dateModified")
STOP = re.compile(r"[.!?]\s")
DIGITS = re.compile(r"\d+")


def published(root: Element, judged: Sequence[Judged], order: str) -> tuple[Field, ...]:
    """Return the dates that stand beside the headline, as candidates; `order` settles 03/04/2024."""
    near = beside_headline(judged)
    return (*_times(root, near), *_dates_in(near, order), *_stamped(root, judged), *_dateline(judged, order))


def ambiguous(judged: Sequence[Judged]) -> Field | None:
    """Return the first date beside the headline, in whatever order its numbers are: one that may be two."""
    return next((each for each in _dates_in(beside_headline(judged), "dmy") if each.name == "published"), None)


def days(root: Element, shown: Sequence[Field], moment: datetime | None, timezone: str) -> tuple[tuple[date, int], ...]:
    """Return the days, with their lines, on which readers saw that the article of `moment` was published.

    They stand beside the headline (`shown`), or in a `<time>` that names the same moment by its own zone's clock.
    """
    if moment is None:
        return ()
    beside = ((each.value, each.line) for each in shown if each.origin == "header" and each.name == "published")
    clocks = ((each.get("datetime", ""), each.sourceline or 0) for each in islice(root.iter("time"), MOST_TIMES))
    same = ((value[:10], line) for value, line in clocks if dates.parse(value, timezone=timezone) == moment)
    found = ((dates.parse(value, timezone=timezone, shown=True), line) for value, line in (*same, *beside))
    zone = ZoneInfo(timezone)
    return tuple((each.astimezone(zone).date(), line) for each, line in found if each)


def without_masthead(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Return `judged` with a reason against the lines above the text or its lede that only say who wrote or when."""
    long = [i for i, each in enumerate(judged) if not each.reason and len(each.part.text) > SHORT]
    end = (long[1:] or long or [min(NEAR, len(judged))])[0]
    said = [_tells(each.part) for each in judged[:end]]
    days = {i for i, each in enumerate(judged[:end]) if said[i] == WHEN and each.part.kind == "item"}
    listed = {i for i in days if days & {i - 1, i + 1}}  # a list of dates is matter
    told = (
        each._replace(reason=each.reason or said[i]) if i not in listed else each for i, each in enumerate(judged[:end])
    )
    return (*told, *judged[end:])


def _tells(part: Part) -> str:
    """Return what the short line `part` only says, "" where it says anything else."""
    if part.kind not in {"paragraph", "item"} or len(part.text) > SHORT or END.search(part.text):
        return ""
    found = dated(part.text)
    if not found or names_in(part.text):
        return WHEN if found else WHO if names_in(part.text) else ""
    around = phrases.words(f"{part.text[: found[0].start]} {part.text[found[-1].end :]}")
    is_labelled = any(table.start(around) > 0 for table in (phrases.DATED, phrases.REVISED))
    most = AROUND if is_labelled else 1 if part.kind == "paragraph" else 0  # a weekday, a place
    return WHEN if len(around) <= most else ""


def beside_headline(judged: Sequence[Judged]) -> list[Judged]:
    """Return the parts between the headline and the text, and a few beyond."""
    start = next((i for i, each in enumerate(judged) if not each.reason and len(each.part.text) > SHORT), 0)
    heads = [i for i, each in enumerate(judged[: start + 1]) if is_h1(each.part.element)]
    first = heads[-1] if heads else max(0, start - NEAR)
    every = judged[min(first, max(0, start - NEAR)) : start + NEAR // 2]
    return [*every[:MOST_TIMES], *every[MOST_TIMES:][-MOST_TIMES:]]


def elements(judged: Sequence[Judged]) -> list[Element]:
    """Return what holds the parts, each once."""
    return list(dict.fromkeys(each.part.element for each in judged))


def lines(judged: Sequence[Judged]) -> list[tuple[Element, str]]:
    """Return what holds the parts with its few words, each once; text that is loose in a box of more has its own."""
    said = ((each.part.element, spaced(each.part.element) or _own(each.part)) for each in judged)
    return list(dict.fromkeys(said))


def _own(part: Part) -> str:
    return part.text if len(part.text) <= SHORT else ""


def spaced(element: Element) -> str:
    """Return the few words of `element`; those of neighbouring boxes are only glued together in the source."""
    return brief(element, SHORT, " ")


def is_h1(element: Element) -> bool:
    """Tell whether `element` lies in an h1, or in what microdata or a microformat calls the headline."""
    around = () if element.tag == "li" else (element, *islice(element.iterancestors(), 3))  # a menu has many
    return any(
        each.tag == "h1"
        or "headline" in each.get("itemprop", "").split()
        or (each.tag in {"h2", "h3"} and HEADLINE.search(name_of(each)))
        for each in around
    )


def _times(root: Element, near: Sequence[Judged]) -> Iterator[Field]:
    """Yield the machine-readable dates of `<time>` elements beside the headline, or marked as the article's."""
    around = {id(each.part.element) for each in near}
    marked = (each for each in root.iter("time", "abbr", "span", "meta") if each.get("datetime") or each.get("content"))
    for element in islice(marked, MOST_TIMES):
        value = element.get("datetime") or element.get("content") or ""
        is_marked = MARKED.search(element.get("itemprop", "")) or "pubdate" in element.attrib
        is_near = element.tag == "time" and any(id(each) in around for each in (element, *element.iterancestors()))
        if value and (is_marked or is_near) and not is_elsewhere(element):
            yield Field(_event(_label(element)), value, "html-meta", element.sourceline or 0)


def _stamped(root: Element, judged: Sequence[Judged]) -> Iterator[Field]:
    """Yield the days that a microformat in the article's own box calls its publication, wherever it stands."""
    for element in in_own_box(root, judged, lambda each: PUBLISHED.search(name_of(each)) is not None):
        value = element.get("datetime") or (element.get("title") if element.tag == "abbr" else "") or ""
        if value:
            yield Field("published", value, "html-meta", element.sourceline or 0)


def _dateline(judged: Sequence[Judged], order: str) -> Iterator[Field]:
    """Yield the date with which the text begins, as that of a release does."""
    for lede in islice((each.part for each in judged if not each.reason and len(each.part.text) > SHORT), 1):
        for each in dateline(lede.text, Calendar(order=order)):
            yield Field("published", lede.text[each.start : each.end], "header", lede.element.sourceline or 0)


def in_own_box(root: Element, judged: Sequence[Judged], is_marked: Callable[[Element], bool]) -> Iterator[Element]:
    """Yield what `is_marked` in the box that a microformat calls an entry, or HTML an article, around the text."""
    text = next((each.part.element for each in judged if not each.reason and len(each.part.text) > SHORT), root)
    box = next((each for each in text.iterancestors() if each.tag == "article" or ENTRY.search(name_of(each))), None)
    marked = () if box is None else filter(is_marked, box.iter("time", "abbr", "a", "span"))
    for element in islice(marked, MOST_TIMES):
        around = takewhile(lambda each: each is not box, element.iterancestors())
        if not any(each.tag in {"nav", "aside", "article"} or OTHER.search(name_of(each)) for each in around):
            yield element


def _label(element: Element) -> str:
    before = element.getparent()
    said = "" if before is None else " ".join("".join(islice(before.itertext(), 20)).split())[:40]
    return f"{element.get('class', '')} {element.get('itemprop', '')} {said}"


def is_elsewhere(element: Element) -> bool:
    """Tell whether `element` belongs to another story, a comment or the page's foot."""
    around = (each for each in element.iterancestors() if each.tag not in {"html", "body", "main", "article"})
    return any(
        each.tag in {"nav", "aside"} or ((name := _strange(each)) and not (name == "footer" and _is_above(each)))
        for each in around
    )


def _strange(element: Element) -> str:
    """Return what `element` is that no article is, "" for nothing."""
    found = CERTAIN.search(name_of(element))
    return "footer" if element.tag == "footer" else found[0].strip(" -_") if found else ""


def _is_above(element: Element) -> bool:
    """Tell whether text follows `element` in its box: some pages call the lines below their headline a footer."""
    after = (islice(each.itertext(), MOST_TIMES) for each in islice(element.itersiblings(), NEAR))
    return any(sum(map(len, texts)) > SHORT for texts in after)


def _dates_in(near: Sequence[Judged], order: str) -> Iterator[Field]:
    """Yield the dates written in short lines beside the headline."""
    for element, text in lines(near):
        found = dates.find(text, timezone="UTC", order=order)
        ends = (0, *(each.end for each in found[:-1]))
        for each, before in zip(found, ends, strict=True) if found and not is_elsewhere(element) else ():
            lead, rest = text[before : each.start], text[each.end :] if each is found[-1] else ""
            if not _is_sentence(text, lead, rest):
                yield Field(_event(lead + rest), text[each.start : each.end], "header", element.sourceline or 0)


def _event(around: str) -> str:
    """Return the field that a date tells, by the words `around` it."""
    return "updated" if REVISED.search(around) else "published"


def _is_sentence(text: str, lead: str, rest: str) -> bool:
    """Tell whether a date in `text`, between `lead` and `rest`, is told by a sentence of the story: it has a stop.

    A line about the article may have one, too: it has few words, or one for what was done on the day, or names.
    """
    if not END.search(text) or names_in(text):
        return False
    before, after = (phrases.words(DIGITS.sub("", each)) for each in (STOP.split(lead)[-1], STOP.split(rest)[0]))
    is_long = len(before) >= AROUND or len(before) + len(after) > AROUND
    return is_long and not any(_is_label(line, at) for line in (before, after) for at in range(len(line)))


def _is_label(line: phrases.Words, at: int) -> bool:
    """Tell whether `line` says from the word `at` what was done on a day, more than "on"."""
    return any(table.start(line, at) > phrases.ON.start(line, at) for table in (phrases.DATED, phrases.REVISED))
