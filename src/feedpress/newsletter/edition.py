"""Choose what an edition holds: a lead story, stories at length in sections, the others by title, briefs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from feedpress.model import Entry, Item
from feedpress.newsletter import naming
from feedpress.newsletter.settings import Newsletter

Treatment = Literal["full", "opening", "summary", "title", "counted"]

_ENOUGH = 400  # characters of clean text that make a lead story, some 70 words


class Story(Struct, frozen=True, kw_only=True):
    """An item as the edition holds it. `treatment` is how much of it is shown, `reason` why.

    An undated story is `published` when it was first seen, which no reader need know. `content_html` is there only
    for what is to be shown at full length. `digest` is the SHA-256, in hex, of title, summary and text as they stood.
    A story that is "counted" is not in the letter, only on the edition's web page.
    """

    id: str
    url: str
    title: str
    published: datetime
    language: str
    authors: tuple[str, ...] = ()
    section: str = ""
    summary: str = ""
    content_html: str = ""
    image: str = ""
    digest: str
    lead: bool = False
    is_dated: bool = True
    treatment: Treatment
    reason: str


class Brief(NamedTuple):
    """A teaser as the letter shows it; `item` is the id of the item that it comes from."""

    title: str
    text: str
    published: datetime | None = None
    item: str = ""


class Section(NamedTuple):
    """Stories under one name; "" for those that have none."""

    name: str
    stories: tuple[Story, ...]


class Edition(Struct, frozen=True, kw_only=True):
    """One numbered letter: every story it covers, in reading order, each with its treatment.

    `url` is the edition's page on the web, `archive_url` the list of all editions.
    """

    id: str
    number: int
    date: datetime
    title: str
    url: str
    archive_url: str
    language: str
    intro_html: str = ""
    stories: tuple[Story, ...] = ()
    briefs: tuple[Brief, ...] = ()

    @property
    def lead(self) -> Story | None:
        """The lead story, unless it was trimmed to its title."""
        return next((story for story in self.stories if story.lead and _has_text(story)), None)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The stories shown with text, without the lead, grouped in reading order."""
        told = [story for story in self.stories if not story.lead and _has_text(story)]
        names = dict.fromkeys(story.section for story in told)
        return tuple(Section(name, tuple(story for story in told if story.section == name)) for name in names)

    @property
    def also(self) -> tuple[Story, ...]:
        """The stories shown by title only."""
        return tuple(story for story in self.stories if story.treatment == "title")

    @property
    def counted(self) -> int:
        """How many stories are only on the web."""
        return sum(story.treatment == "counted" for story in self.stories)


def choose(
    items: Sequence[Item], others: Sequence[Entry], settings: Newsletter
) -> tuple[tuple[Story, ...], tuple[Brief, ...]]:
    """Return the stories and briefs of an edition that tells `items`, and names `others`; both come newest first."""
    named = (_story(entry, "title", "older than those told at length") for entry in others)
    stories = (*_told(items, settings), *named)
    titles = {naming.title_key(story.title) for story in stories}
    return tuple(_in_reading_order(stories)), tuple(_briefs(items, titles))


def _told(items: Sequence[Item], settings: Newsletter) -> Iterator[Story]:
    lead, why = _lead(items)
    for item in items:
        if item is lead:
            yield _at_length(item, "full", why, lead=True)
        elif item.newsletter == "lead":
            yield _at_length(item, settings.content, "pinned by `newsletter: lead`, though not the newest one pinned")
        elif item.summary or item.image or (item.content_text and settings.content == "full"):
            yield _at_length(item, settings.content, f"one of the newest {settings.items}")
        elif not item.content_text and "<img" in item.content_html:
            yield _at_length(item, "full", "a picture is all there is")
        else:
            yield _at_length(item, "title", "has nothing to show but its title")


def _lead(items: Sequence[Item]) -> tuple[Item | None, str]:
    pinned = next((item for item in items if item.newsletter == "lead"), None)
    if pinned:
        return pinned, "lead story: pinned by `newsletter: lead`"
    long = next((item for item in items if len(item.content_text) >= _ENOUGH), None)
    if long:
        return long, "lead story: the newest with enough text"
    shown = next((item for item in items if item.content_text or item.summary or item.image), None)
    return shown or next(iter(items), None), "lead story: the newest, none has much text"


def _at_length(item: Item, treatment: Treatment, reason: str, *, lead: bool = False) -> Story:
    return replace(
        _story(item, treatment, reason),
        section=naming.section(item),
        content_html=item.content_html if treatment == "full" else "",
        image=item.image,
        digest=_digest(item.title, item.summary, item.content_html),
        lead=lead,
        is_dated=item.is_dated,
    )


def _story(one: Item | Entry, treatment: Treatment, reason: str) -> Story:
    return Story(
        id=one.id,
        url=one.url,
        title=naming.title(one),
        published=one.published,
        language=one.language,
        authors=tuple(person.shown for person in one.authors),
        section=naming.label(next(iter(one.tags), "")),
        summary=naming.summary(one),
        digest=_digest(one.title, one.summary),
        treatment=treatment,
        reason=reason,
    )


def _in_reading_order(stories: Sequence[Story]) -> Iterator[Story]:
    """Yield the lead, the sections in the order of their newest story, the unnamed one last, then the titles."""
    yield from (story for story in stories if story.lead)
    told = [story for story in stories if not story.lead and _has_text(story)]
    names = sorted(dict.fromkeys(story.section for story in told), key=lambda name: not name)
    yield from (story for name in names for story in told if story.section == name)
    yield from (story for story in stories if story.treatment == "title")


def _briefs(items: Iterable[Item], taken: set[str]) -> Iterator[Brief]:
    """Yield each teaser of `items` as the letter shows it, none whose headline is among those `taken`."""
    seen = set(taken)
    for id, teaser in ((item.id, teaser) for item in items for teaser in item.teasers):
        key = naming.title_key(teaser.title)
        if key and key not in seen:
            seen.add(key)
            yield Brief(*naming.brief(teaser), item=id)


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()


def _has_text(story: Story) -> bool:
    return story.treatment in {"full", "opening", "summary"}
