"""Lay an edition out as the values that its templates are given: everything spelled, adapted, safe to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Protocol, TypeAlias

from feedpress.direction import Direction, direction
from feedpress.model import Site
from feedpress.newsletter import prose
from feedpress.newsletter.address import absolute
from feedpress.newsletter.edition import Edition, Story
from feedpress.newsletter.settings import Brand, Newsletter
from feedpress.newsletter.text import as_text, rule, wrap
from feedpress.newsletter.tokens import UNSUBSCRIBE, disarm
from feedpress.words import words

Spell: TypeAlias = Callable[[datetime, str], str]
Values: TypeAlias = dict[str, object]
"""What a template is given under their names; docs/templates.md says what each is."""

_STORY_LEVEL = 3  # below the lead's <h2>
_READ = 60_000  # characters of HTML in which an opening is sure to be found
_SAME = 40  # characters of a summary by which it is known to be taken from the text
_OPENING = 6_000  # bytes of HTML: the first paragraphs, about 700 words
_ACCENT, _ACCENT_DARK = "#8c1c13", "#f2a594"
_SERIF = "Georgia, 'Times New Roman', serif"


class Templates(Protocol):
    """What finds templates and renders them; the build hands one in."""

    def render(self, name: str, **values: object) -> str:
        """Render the template `name`."""
        ...

    def render_string(self, source: str, where: str, **values: object) -> str:
        """Render `source`, which stands at `where`, without escaping."""
        ...

    def spell(self, moment: datetime, style: str) -> str:
        """Spell the day of `moment` in the site's language; `style` is "full", "long" or "day"."""
        ...


def values(edition: Edition, *, settings: Newsletter, site: Site, spell: Spell) -> Values:
    """Return what the letter's templates are given to show `edition`; `spell` is that of `Templates`."""
    vocabulary = words(edition.language)
    return {
        "edition": _edition(edition, vocabulary["picture"], spell),
        "site": site,
        "brand": _brand(settings.brand, site),
        "words": vocabulary,
        "address": tuple(line.strip() for line in disarm(settings.address).splitlines() if line.strip()),
        "unsubscribe_url": UNSUBSCRIBE if settings.unsubscribe_url.strip() else "",
        "wrap": wrap,
        "rule": rule,
    }


def _edition(edition: Edition, picture: str, spell: Spell) -> Values:
    def view(story: Story) -> Values:
        style = "day" if story.published.year == edition.date.year else "long"
        date = "" if story.treatment == "title" or not story.is_dated else spell(story.published, style)
        return _story(story, picture, date, edition.language)

    intro = _blocks(edition.intro_html, edition.url, _STORY_LEVEL, direction(edition.language))
    return {
        "id": edition.id,
        "number": edition.number,
        "date": spell(edition.date, "long"),
        "weekday": spell(edition.date, "full"),
        "title": disarm(edition.title),
        "url": absolute(edition.url, ""),
        "archive_url": absolute(edition.archive_url, ""),
        "language": edition.language,
        "direction": direction(edition.language),
        "intro_html": _markup(intro),
        "intro_text": _plain(intro, picture),
        "lead": view(edition.lead) if edition.lead else None,
        "sections": [{"name": disarm(name), "stories": [*map(view, told)]} for name, told in edition.sections],
        "also": [*map(view, edition.also)],
        "briefs": [{"title": disarm(brief.title), "text": disarm(brief.text)} for brief in edition.briefs],
        "counted": edition.counted,
    }


def _story(story: Story, picture: str, date: str, language: str) -> Values:
    """Return what is given of `story`: `html` ready for a letter, `text` the same set for a plain screen.

    `deck` is a summary of its own that stands above the text; a summary taken from the text would be said twice.
    """
    blocks = _shown(story)
    text = _plain(blocks, picture)
    is_said = story.summary.lstrip("…")[:_SAME] in " ".join(text.split())
    is_bare = not blocks and not story.summary  # a picture is all there is
    image = absolute(story.image, story.url) if story.lead or is_bare else ""
    return {
        "url": absolute(story.url, ""),
        "title": disarm(story.title),
        "deck": disarm(story.summary) if blocks and not is_said else "",
        "summary": disarm(story.summary),
        "html": _markup(blocks),
        "text": text,
        "treatment": story.treatment,
        "image": image if image.startswith("http") and story.image not in story.content_html else "",
        "authors": disarm(", ".join(story.authors[:3])),
        "date": date,
        "section": disarm(story.section),
        "language": "" if story.language == language else story.language,
        "direction": direction(story.language),
    }


def _shown(story: Story) -> tuple[str, ...]:
    if story.treatment not in {"full", "opening"}:
        return ()
    source = story.content_html[:_READ] if story.treatment == "opening" else story.content_html
    level = _STORY_LEVEL if story.lead else _STORY_LEVEL + 1
    blocks = _blocks(source, story.url, level, direction(story.language))
    return prose.opening(blocks, _OPENING) if story.treatment == "opening" else blocks


@lru_cache(maxsize=64)  # the letter is drawn several times while it is made to fit
def _blocks(html: str, base: str, level: int, side: Direction) -> tuple[str, ...]:
    return prose.adapt(html, base=base, level=level, side=side) if html.strip() else ()


@lru_cache(maxsize=64)
def _plain(blocks: tuple[str, ...], picture: str) -> str:
    return as_text(blocks, picture)


def _markup(blocks: tuple[str, ...]) -> str:
    from markupsafe import Markup

    return Markup("".join(blocks))  # noqa: S704 - written anew from a list of known elements


def _brand(brand: Brand, site: Site) -> Values:
    """Fill the gaps of `brand`; that nothing in it breaks out of a style sheet, the forms of the settings see to."""
    return {
        "logo": absolute(brand.logo, site.url) if brand.logo else "",
        "logo_width": min(brand.logo_width or 240, prose.MEASURE),
        "accent": brand.accent or _ACCENT,
        "accent_dark": brand.accent_dark or _ACCENT_DARK,
        "font": _markup((brand.font or _SERIF,)),
    }
