"""The title and the date of a saved page, where its head does not settle them alone.

A page's `<title>` and its meta tags carry the site's name, or a headline made for search engines; what the reader saw
over the text is the headline. A date counts where a date belongs: beside the headline, never in a teaser or a footer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from html import unescape
from itertools import islice
from zoneinfo import ZoneInfo

from feedpress.model import Document, Field
from feedpress.normalize import dates, phrases
from feedpress.normalize.extract import CERTAIN, Judged
from feedpress.normalize.masthead import WHEN, WHO, dated, names_in, people
from feedpress.normalize.oneline import plain
from feedpress.normalize.pageline import Element, brief, name_of
from feedpress.normalize.pagetree import Part
from feedpress.normalize.wording import END

TITLE = re.compile(r"<title\b[^<>]*>([^<]{1,1000})", re.IGNORECASE)
TAIL = re.compile(r"\s+(?:[|\-–—·•»:/~]|::|\|\|)\s+")
PARTS = re.compile(rf"{TAIL.pattern}|:\s+")
NEAR = 12
"""So many parts before the text, and a few after its beginning, is where a byline and a date stand."""
MOST_TIMES = 200
"""No page needs more of its times than these, and each is looked at with what stands around it."""
SHORT = 90
AROUND = 4
"""A line of a date has so many more words: "Published on", "18:05 Uhr"."""
SHORTEST_NAME = 4
REVISED = re.compile(r"updat|modif|revis|edited|aktualis|actuali[sz]|mise? à jour|atualiz|aggiorn", re.IGNORECASE)
DATED = re.compile(r"date|time|publi|posted", re.IGNORECASE)


def tails(document: Document) -> tuple[str, ...]:
    """Return the ends of the page's titles that may be the site's name: "News" of "Storm ahead | News"."""
    found = {parts[-1] for title in _titles(document) if len(parts := TAIL.split(title)) > 1}
    return tuple(sorted(tail for tail in found if len(tail) <= 60))  # noqa: PLR2004 - a name is short


def title(document: Document, judged: Sequence[Judged], facts: Mapping[str, int], site: Sequence[str]) -> Field | None:
    """Return the page's title: its headline where it has one, else what its head says, without the site's name.

    `site` holds the names the site goes by; `facts` counts "suffix:TAIL" over the folder.
    """
    said = [_bare(each, facts, site) for each in _titles(document)]
    headline = _headline(judged, said, site)
    if headline:
        return Field("title", headline, "headline")
    fields = (each for each in document.fields if each.name == "title" and each.origin != "filename")
    first = next(fields, None)
    if first:
        return first._replace(value=_bare(plain(first.value), facts, site))
    return Field("title", said[0], "html-meta") if said else None


def published(root: Element, judged: Sequence[Judged]) -> tuple[Field, ...]:
    """Return the dates that stand beside the headline, as candidates."""
    near = _near(judged)
    return (*_times(root, near), *_dates_in(near))


def days(root: Element, shown: Sequence[Field], moment: datetime | None, timezone: str) -> tuple[tuple[date, int], ...]:
    """Return the days, with their lines, on which readers saw that the article of `moment` was published.

    They stand beside the headline (`shown`), or in a `<time>` that names the same moment by its own zone's clock.
    """
    if moment is None:
        return ()
    beside = ((each.value, each.line) for each in shown if each.origin == "header")
    clocks = ((each.get("datetime", ""), each.sourceline or 0) for each in islice(root.iter("time"), MOST_TIMES))
    same = ((value[:10], line) for value, line in clocks if dates.parse(value, timezone=timezone) == moment)
    found = ((dates.parse(value, timezone=timezone, shown=True), line) for value, line in (*same, *beside))
    zone = ZoneInfo(timezone)
    return tuple((each.astimezone(zone).date(), line) for each, line in found if each)


def authors(root: Element, judged: Sequence[Judged]) -> tuple[Field, ...]:
    """Return the people that the page marks as its authors, else those of a byline beside the headline."""
    for element in islice(root.iterfind(".//*[@itemprop]"), MOST_TIMES):
        if "author" in element.get("itemprop", "").split() and not _is_elsewhere(element):
            name = next((each for each in element.iter() if each.get("itemprop") == "name"), element)
            if names := people(brief(name, SHORT, " ")) or names_in(_spaced(name)):
                return tuple(Field("authors", each, "html-meta", element.sourceline or 0) for each in names)
    for element in _elements(_near(judged)):
        if names := names_in(_spaced(element)):
            return tuple(Field("authors", name, "header", element.sourceline or 0) for name in names)
    return ()


def without_masthead(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Return `judged` with a reason against the lines above the text or its lede that only say who wrote or when."""
    long = [i for i, each in enumerate(judged) if not each.reason and len(each.part.text) > SHORT]
    end = (long[1:] or long or [0])[0]
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


def _near(judged: Sequence[Judged]) -> list[Judged]:
    """Return the parts between the headline and the text, and a few beyond."""
    start = next((i for i, each in enumerate(judged) if not each.reason and len(each.part.text) > SHORT), 0)
    heads = [i for i, each in enumerate(judged[: start + 1]) if _is_h1(each.part.element)]
    first = heads[-1] if heads else max(0, start - NEAR)
    return list(judged[min(first, max(0, start - NEAR)) : start + NEAR // 2])


def _elements(judged: Sequence[Judged]) -> list[Element]:
    """Return what holds the parts, each once."""
    return list(dict.fromkeys(each.part.element for each in judged))


def _spaced(element: Element) -> str:
    """Return the few words of `element`; those of neighbouring boxes are only glued together in the source."""
    return brief(element, SHORT, " ")


def _titles(document: Document) -> list[str]:
    named = [plain(each.value) for each in document.fields if each.name == "title" and each.origin != "filename"]
    inside = TITLE.search(document.body, 0, 200_000)
    return list(dict.fromkeys(each for each in (*named, plain(unescape(inside[1])) if inside else "") if each))


def _bare(said: str, facts: Mapping[str, int], site: Sequence[str]) -> str:
    """Return the title `said` without the site's name at its end or start."""
    for _ in range(2):
        parts = list(TAIL.finditer(said))
        if not parts:
            break
        head, tail = said[: parts[-1].start()], said[parts[-1].end() :]
        if facts.get(f"suffix:{tail}", 0) > 1 or _is_name(tail, site):
            said = head
        elif _is_name(said[: parts[0].start()], site):
            said = said[parts[0].end() :]
        else:
            break
    return said.strip()


def _is_name(text: str, site: Sequence[str]) -> bool:
    """Tell whether `text` is the site's name: one of `site`, or most of one, spaces and marks aside."""
    compact = _compact(text)
    names = [_compact(name) for name in site]
    if compact in names or len(compact) < SHORTEST_NAME:
        return bool(compact) and compact in names
    long = [name for name in names if len(name) >= SHORTEST_NAME]
    return any(compact in name or (name in compact and len(compact) < 2 * len(name)) for name in long)


def _compact(text: str) -> str:
    return re.sub(r"\W+|^the\s+", "", text.casefold())


def _headline(judged: Sequence[Judged], said: Sequence[str], site: Sequence[str]) -> str:
    """Return the h1 that stands over the article, "" where no h1 can be trusted.

    The line that the page's title consists of, beside the site's name, goes before an h1 that is that name.
    """
    first = next((i for i, each in enumerate(judged) if not each.reason and len(each.part.text) > SHORT), len(judged))
    above = judged[: first + 1]
    best = _trusted([plain(each.part.text) for each in above if _is_h1(each.part.element)], said, site)
    part = _part_of(said, [each for each in above if plain(each.part.text) != best])
    return part if part and (not best or any(each.startswith((f"{best}: ", f"{best} - ")) for each in said)) else best


def _trusted(found: Sequence[str], said: Sequence[str], site: Sequence[str]) -> str:
    """Return which of the h1s `found` is most like what the head says, "" where none is."""
    found = [text for text in found if text and not _is_name(text, site)]
    if not said:
        return found[-1] if found else ""
    found = [text for text in found if len(phrases.words(text)) > 1]
    best = max(reversed(found), key=lambda text: max(_likeness(text, each) for each in said), default="")
    return best if best and (len(found) == 1 or max(_likeness(best, each) for each in said) > 0.3) else ""  # noqa: PLR2004


def _part_of(said: Sequence[str], above: Sequence[Judged]) -> str:
    """Return the longest line of two words or more that is a part of a title of the head, "" for none."""
    parts = {part.casefold() for each in said for part in PARTS.split(each) if part != each}
    found = [text for each in above if (text := plain(each.part.text)).casefold() in parts]
    return max((text for text in found if len(text.split()) > 1), key=len, default="")


def _is_h1(element: Element) -> bool:
    """Tell whether `element` lies in an h1, or in what microdata calls the headline."""
    around = (element, *islice(element.iterancestors(), 3))
    return any(each.tag == "h1" or "headline" in each.get("itemprop", "").split() for each in around)


def _likeness(one: str, other: str) -> float:
    left, right = set(phrases.words(one)), set(phrases.words(other))
    return len(left & right) / max(1, min(len(left), len(right)))


def _times(root: Element, near: Sequence[Judged]) -> Iterator[Field]:
    """Yield the machine-readable dates of `<time>` elements beside the headline, or marked as the publication's."""
    around = {id(each.part.element) for each in near}
    marked = (each for each in root.iter("time", "abbr", "span", "meta") if each.get("datetime") or each.get("content"))
    for element in islice(marked, MOST_TIMES):
        value = element.get("datetime") or element.get("content") or ""
        is_marked = "datePublished" in element.get("itemprop", "") or "pubdate" in element.attrib
        is_near = element.tag == "time" and any(id(each) in around for each in (element, *element.iterancestors()))
        if value and (is_marked or is_near) and not _is_elsewhere(element) and not REVISED.search(_label(element)):
            yield Field("published", value, "html-meta", element.sourceline or 0)


def _label(element: Element) -> str:
    before = element.getparent()
    said = "" if before is None else " ".join("".join(islice(before.itertext(), 20)).split())[:40]
    return f"{element.get('class', '')} {element.get('itemprop', '')} {said}"


def _is_elsewhere(element: Element) -> bool:
    """Tell whether `element` belongs to another story, a comment or the page's foot."""
    return any(
        each.tag in {"nav", "footer", "aside"} or CERTAIN.search(name_of(each))
        for each in element.iterancestors()
        if each.tag not in {"html", "body", "main", "article"}
    )


def _dates_in(near: Sequence[Judged]) -> Iterator[Field]:
    """Yield the dates written in short lines beside the headline."""
    for element in _elements(near):
        text = _spaced(element)
        found = dates.find(text, timezone="UTC") if not REVISED.search(text) else ()
        for each in found if not _is_elsewhere(element) else ():
            yield Field("published", text[each.start : each.end], "header", element.sourceline or 0)
