"""The title of a saved page, where its head does not settle it alone.

A page's `<title>` and its meta tags carry the site's name, or a headline made for search engines; what the reader saw
over the text is the headline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape

from feedpress.model import Document, Field
from feedpress.normalize import phrases
from feedpress.normalize.extract import Judged
from feedpress.normalize.oneline import plain
from feedpress.normalize.pagehead import SHORT, is_h1
from feedpress.normalize.pageline import name_of
from feedpress.normalize.pagetree import Part

TITLE = re.compile(r"<title\b[^<>]*>([^<]{1,1000})", re.IGNORECASE)
WIDE = r"[\u3040-\u30ff\u3400-\u9fff]"  # scripts that put no spaces between words, nor around a separator
TAIL = re.compile(rf"\s+(?:[|\-–—·•«»‹›:/~]|::|\|\|)\s+|\s*[｜丨]\s*|(?<={WIDE})[_|\-–—](?={WIDE})")
PARTS = re.compile(rf"{TAIL.pattern}|:\s+")
HOME = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.html?)?|\.{1,2}/?", re.IGNORECASE)
SHORTEST_NAME = 4
CALLED = re.compile(r"\s(?:mso)?title\s")
"""What programs for writing call the paragraph that is a text's title, in pages that have no other."""


def tails(document: Document) -> tuple[str, ...]:
    """Return the ends of the page's titles that may be the site's name: "News" of "Storm ahead | News"."""
    found = {parts[-1] for title in _titles(document) if len(parts := TAIL.split(title)) > 1}
    return tuple(sorted(tail for tail in found if len(tail) <= 60))  # noqa: PLR2004 - a name is short


def title(document: Document, judged: Sequence[Judged], facts: Mapping[str, int], site: Sequence[str]) -> Field | None:
    """Return the page's title: its headline where it has one, else what its head says, without the site's name.

    `site` holds the names the site goes by; `facts` counts "suffix:TAIL" over the folder.
    """
    site = [*site, *(plain(each.part.text) for each in judged if _is_way_home(each.part))]
    site += [tail for tail in tails(document) if _recurs(tail, facts)]
    said = [_bare(each, facts, site) for each in _titles(document)]
    headline = _headline(judged, said, site)
    if headline:
        return Field("title", headline, "headline")
    fields = (each for each in document.fields if each.name == "title" and each.origin != "filename")
    first = next(fields, None)
    if first:
        return first._replace(value=_bare(plain(first.value), facts, site))
    if said:
        return Field("title", said[0], "html-meta")
    called = next((each.part for each in judged if CALLED.search(name_of(each.part.element))), None)
    return Field("title", plain(called.text), "headline") if called else None


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
        if _recurs(tail, facts) or _is_name(tail, site):
            said = head
        elif _is_name(said[: parts[0].start()], site):
            said = said[parts[0].end() :]
        else:
            break
    return said.strip()


def _recurs(tail: str, facts: Mapping[str, int]) -> bool:
    return facts.get(f"suffix:{tail}", 0) > 1


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
    best = _trusted([plain(each.part.text) for each in above if is_h1(each.part.element)], said, site)
    if not best:
        return _part_of(said, [plain(each.part.text) for each in above])
    headings = [plain(each.part.text) for each in above if each.part.kind == "heading"]
    below = headings[headings.index(best) + 1 :] if best in headings else []
    if said and not any(_likeness(best, each) for each in said):  # the site's name, which the page's title leaves out
        return next((text for text in below if text in said), best)
    part = "" if best in said else _part_of([each for each in said if _names_both(each, best)], below)
    return part or best


def _names_both(title: str, name: str) -> bool:
    """Tell whether `title` has two parts, one of which is `name`, or ends in it."""
    parts = TAIL.split(title)
    return (len(parts) > 1 and name == parts[-1]) or (len(PARTS.split(title)) == 2 and name in PARTS.split(title))  # noqa: PLR2004


def _trusted(found: Sequence[str], said: Sequence[str], site: Sequence[str]) -> str:
    """Return which of the h1s `found` is most like what the head says, "" where none is."""
    found = [text for text in found if text and not _is_name(text, site)]
    if not said:
        return found[-1] if found else ""
    found = [text for text in found if _has_words(text) or any(_is_all_of(each, text) for each in said)]
    best = max(reversed(found), key=lambda text: max(_likeness(text, each) for each in said), default="")
    return best if best and (len(found) == 1 or max(_likeness(best, each) for each in said) > 0.3) else ""  # noqa: PLR2004


def _is_way_home(part: Part) -> bool:
    """Tell whether `part` is a heading and a link to the site's first page: it is the site's name."""
    is_link = part.kind == "heading" and 0 < len(part.text) <= part.linked
    return is_link and all(HOME.fullmatch(link.strip()) for link in part.links)


def _is_all_of(title: str, text: str) -> bool:
    """Tell whether `title` is `text`, one more name aside: the site's."""
    parts = TAIL.split(title)
    return text == parts[0] and len(parts) <= 2  # noqa: PLR2004


def _has_words(text: str) -> bool:
    """Tell whether `text` has two words or more: one alone may be a section's name."""
    return len(text.split()) > 1 or len(re.findall(WIDE, text)) > 2  # noqa: PLR2004 - as much as two words


def _part_of(said: Sequence[str], lines: Sequence[str]) -> str:
    """Return the longest of `lines` that is a part of a title of the head, "" for none."""
    split = (part for each in said for part in (*PARTS.split(each), *TAIL.split(each)) if part != each)
    parts = {part.casefold() for part in split}
    return max((text for text in lines if text.casefold() in parts and _has_words(text)), key=len, default="")


def _likeness(one: str, other: str) -> float:
    left, right = set(phrases.words(one)), set(phrases.words(other))
    return len(left & right) / max(1, min(len(left), len(right)))
