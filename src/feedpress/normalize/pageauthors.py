"""Who wrote a saved page, where its head does not say: whom the page marks as its author, or names in a byline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from feedpress.model import Field
from feedpress.normalize import phrases
from feedpress.normalize.extract import Judged
from feedpress.normalize.masthead import names_in, people
from feedpress.normalize.pagehead import (
    MOST_TIMES,
    SHORT,
    beside_headline,
    elements,
    in_own_box,
    is_elsewhere,
    lines,
    spaced,
)
from feedpress.normalize.pageline import Element, brief, name_of

NAMED = re.compile(r"[-_\s](?:authors?|bylines?|writers?|usernames?)(?:-?names?)?[-_\s]")
SIGNED = re.compile(r"\s(?:p-author|vcard|fn)\s")
LONGEST_NAME = 60
MOST_SIGNED = 4
"""Who marks more people than these marks those of other stories as well."""


def authors(root: Element, judged: Sequence[Judged]) -> tuple[Field, ...]:
    """Return the people that the page marks as its authors, else those of a byline beside the headline."""
    near = beside_headline(judged)
    beside = elements(near)
    for found in (_microdata(root), _links(root, beside), _signed(root, judged), _bylines(near), _called(beside)):
        if fields := tuple(found):
            return fields
    return ()


def _microdata(root: Element) -> Iterator[Field]:
    """Yield the authors in microdata: of the story that the first one wrote, not of another or of a comment."""
    every = (
        each
        for each in islice(root.iterfind(".//*[@itemprop]"), MOST_TIMES)
        if "author" in each.get("itemprop", "").split() and not is_elsewhere(each)
    )
    named = [(element, names) for element in every if (names := _names(element))]
    for element, names in named:
        if _story(element) is _story(named[0][0]):
            yield from _fields(names, element, "html-meta")


def _names(element: Element) -> tuple[str, ...]:
    """Return the names in what microdata calls an author: one that it calls a name is one, whatever it looks like."""
    name = next((each for each in element.iter() if "name" in each.get("itemprop", "").split()), element)
    text = brief(name, LONGEST_NAME, " ")
    is_name = name is not element and any(map(str.isalpha, text)) and "://" not in text
    return people(text) or names_in(spaced(name)) or ((text,) if is_name else ())


def _story(element: Element) -> Element:
    return next((each for each in element.iterancestors() if "itemscope" in each.attrib), None)


def _links(root: Element, beside: Sequence[Element]) -> Iterator[Field]:
    """Yield those whom a link beside the headline calls the author."""
    around = set(beside)
    for element in islice(root.iterfind(".//a[@rel]"), MOST_TIMES):
        is_beside = any(each in around for each in (element, *element.iterancestors()))
        if "author" in element.get("rel", "").split() and is_beside and not is_elsewhere(element):
            yield from _fields(_marked(element), element, "html-meta")


def _marked(element: Element) -> tuple[str, ...]:
    """Return the people in what is marked as an author; a single word is one as well, unless pages say it of all."""
    text = brief(element, LONGEST_NAME, " ")
    is_name = (
        len(text.split()) == 1 and any(map(str.isalpha, text)) and not phrases.FURNITURE.is_whole(phrases.words(text))
    )
    return people(text) or ((text,) if is_name else ())


def _bylines(near: Sequence[Judged]) -> Iterator[Field]:
    """Yield the people of the first line that says "by", or of the line below where it says no more."""
    for (element, text), (_, below) in pairwise((*lines(near), (None, ""))):
        is_label = phrases.BYLINES.is_whole(phrases.words(text))
        if names := people(below) if is_label else names_in(text):
            yield from _fields(names, element, "header")
            return


def _called(beside: Sequence[Element]) -> Iterator[Field]:
    """Yield the first person that an element beside the headline is called after: class="author"."""
    for element in beside:
        for each in islice(element.iter("a", "b", "div", "p", "span", "strong"), SHORT):
            names = people(brief(each, LONGEST_NAME, " ")) if NAMED.search(name_of(each)) else ()
            if names:
                yield from _fields(names, each, "header")
                return


def _signed(root: Element, judged: Sequence[Judged]) -> Iterator[Field]:
    """Yield the people whom a microformat in the article's own box calls its authors."""
    found = [(element, _marked(element)) for element in in_own_box(root, judged, _is_signature)]
    several = {name for _, names in found for name in names}
    for element, names in found if len(several) <= MOST_SIGNED else found[:1]:
        yield from _fields(names, element, "html-meta")


def _is_signature(element: Element) -> bool:
    return "author" in element.get("rel", "").split() or SIGNED.search(name_of(element)) is not None


def _fields(names: Sequence[str], element: Element, origin: str) -> Iterator[Field]:
    return (Field("authors", name, origin, element.sourceline or 0) for name in names)
