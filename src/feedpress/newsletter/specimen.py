"""Make up an edition of everything that a template may ask for, so that a mistake in one shows before it counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from feedpress.model import Site
from feedpress.newsletter.edition import Brief, Edition, Story
from feedpress.newsletter.settings import Newsletter

_DATE = datetime(2026, 11, 22, 6, tzinfo=UTC)
_SECTIONS, _STORIES, _TITLES, _COUNTED = 6, 3, 12, 3
_TEXT = "<h2>Heading</h2><p>Text with a <a href='https://example.org/'>link</a>.</p><ul><li>Entry</li></ul>"


def edition(settings: Newsletter, site: Site) -> Edition:
    """Return an edition with an introduction, a lead, sections, titles, briefs, and stories without room."""
    told = [_story(number, f"Section {number % _SECTIONS + 1}") for number in range(1, 1 + _SECTIONS * _STORIES)]
    titles = [_story(100 + number, treatment="title") for number in range(_TITLES)]
    counted = [_story(200 + number, treatment="counted") for number in range(_COUNTED)]
    lead = _story(0, "Section 1", treatment="full", content_html=_TEXT, lead=True)
    return Edition(
        id="2026-11-22",
        number=2,
        date=_DATE,
        title=settings.title,
        url=f"{site.url}newsletter/2026-11-22/",
        archive_url=f"{site.url}newsletter/",
        language=site.language,
        intro_html="<p>Introduction.</p>",
        stories=(lead, *told, *titles, *counted),
        briefs=tuple(Brief(f"Brief {number + 1}", "A few words.") for number in range(_TITLES)),
    )


def _story(number: int, section: str = "", **changes: object) -> Story:
    plain: dict[str, object] = {
        "id": f"urn:example:{number}",
        "url": f"https://example.org/{number}/",
        "title": f"Story {number + 1}",
        "published": _DATE - timedelta(days=number),
        "language": "en",
        "authors": ("Author",),
        "section": section,
        "summary": "A few words.",
        "digest": "",
        "treatment": "summary",
        "reason": "made up",
    }
    return Story(**(plain | changes))  # type: ignore[arg-type]
