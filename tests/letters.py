"""Items, entries and editions of a small paper, for the newsletter's tests and for looking at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from feedpress import templating
from feedpress.model import Entry, Item, Person, Site, Teaser
from feedpress.newsletter import edition, letter, message
from feedpress.newsletter.edition import Edition
from feedpress.newsletter.letter import Letter
from feedpress.newsletter.settings import Newsletter

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
SITE = Site(title="The Harbour Gazette", url="https://gazette.example.org/", timezone="Europe/Berlin")
SETTINGS = Newsletter(
    sender="The Harbour Gazette <letter@gazette.example.org>",
    address="The Harbour Gazette\n12 Quay Street, 20457 Hamburg",
    unsubscribe_url="https://gazette.example.org/unsubscribe?list=letter&from=mail",
)
INTRO = "<p>Good morning. It rained all week, so most of this was written indoors.</p>"
LEAD = """
<p>The last ferry of the season left the inner harbour at ten past six on Friday evening, eleven passengers aboard,
none of them in a hurry. By spring the quay it has used since 1911 will belong to a developer, and the line that ran
from it will run, if it runs at all, from a pontoon half a mile downstream.</p>
<p>“You can move a boat,” said Ingrid Thorvaldsen, who has sold tickets from the green kiosk for thirty-one years. “You
can’t move a <a href="/items/habit/">habit</a>.”</p>
<h2>What the council decided</h2>
<p>The vote was eleven to nine. It frees four hectares for housing, a third of it at controlled rents, and sets aside
money for a study of the pontoon. It doesn’t set aside money for the pontoon.</p>
<ul><li>The quay wall will be rebuilt by 2029.</li><li>The kiosk is listed and stays.</li></ul>
<blockquote><p>We are not closing the river. We are asking it to wait.</p></blockquote>
<table><tr><th>Way across</th><th>Minutes</th></tr><tr><td>Ferry</td><td>6</td></tr><tr><td>Bus 7</td><td>19</td></tr>
</table>
<pre><code>06:10  06:40  07:10</code></pre>
<p>Those who cross daily, some four hundred by the line’s own count, will take the number 7 bus.</p>
"""
_TALES = (
    ("Council finds 14 million for the quay wall, none for the pontoon", "city", "The money had been there all along."),
    ("A winter of empty nets", "sea", "Cod landings fell by two fifths. The auction house has begun to sell kelp."),
    ("Night trains return to the north line", "travel", "A sleeper leaves at 22:14. We took the first one, and slept."),
    ("What the archive’s burnt ledgers still say", "city", "Some 800 pages can be read again. The first is a bill."),
    ("The lighthouse keeper’s weather book", "sea", "For fifty years he wrote down the wind, four times a day."),
)
_BRIEFS = (
    Teaser("Tide tables move online", "The printed edition ends after 140 years; libraries keep a copy."),
    Teaser("Bakery strike enters second week", "Both sides say bread, neither says when."),
)


def item(number: int = 0, **changes: object) -> Item:
    """Return the item `number` of the paper, the higher the older, with `changes`."""
    moment = NOW - timedelta(hours=5 * number + 3)
    plain: dict[str, object] = {
        "id": f"urn:uuid:{number}",
        "url": f"{SITE.url}items/story-{number}/",
        "slug": f"story-{number}",
        "title": f"Story {number}",
        "published": moment,
        "updated": moment,
        "language": "en",
        "summary": f"What story {number} is about.",
        "content_html": f"<p>The text of story {number}.</p>",
        "content_text": f"The text of story {number}.",
        "origins": {},
    }
    return Item(**(plain | changes))  # type: ignore[arg-type]


def entry(number: int = 0, **changes: object) -> Entry:
    """Return the entry of an older item, with `changes`."""
    plain = Entry(
        id=f"urn:uuid:old-{number}",
        url=f"{SITE.url}items/old-{number}/",
        title=f"The older story number {number} of many",
        published=NOW - timedelta(days=9 + number),
        updated=NOW,
        language="en",
        summary="",
        tags=(),
        authors=(),
        is_dated=True,
    )
    return plain._replace(**changes)  # type: ignore[arg-type]


def paper() -> tuple[Item, ...]:
    """Return a lead story with every element that a text may have, and five others in three sections."""
    lead = item(
        title="The river loses its last ferry, and a town its habit",
        summary="Eleven passengers were on it.",
        content_html=LEAD,
        content_text="word " * 200,
        authors=(Person("Maren Holt"),),
        tags=("city",),
        teasers=_BRIEFS,
    )
    others = (
        item(number, title=title, tags=(tag,), summary=summary, authors=(Person("Jonas Weber"),))
        for number, (title, tag, summary) in enumerate(_TALES, 1)
    )
    return (lead, *others)


def chosen(
    items: Sequence[Item] | None = None,
    others: Sequence[Entry] = (),
    *,
    settings: Newsletter = SETTINGS,
    site: Site = SITE,
    intro_html: str = INTRO,
) -> Edition:
    """Return the edition that `items` and `others` make."""
    stories, briefs = edition.choose(paper() if items is None else items, others, settings)
    return Edition(
        id="2026-11-22",
        number=12,
        date=NOW,
        title=settings.title or site.title,
        url=f"{site.url}newsletter/2026-11-22/",
        archive_url=f"{site.url}newsletter/",
        language=site.language,
        intro_html=intro_html,
        stories=stories,
        briefs=briefs,
    )


@lru_cache(maxsize=8)
def templates(site: Site = SITE, folder: Path = Path("/nowhere")) -> templating.Templates:
    """Return the shipped templates, or those in `folder`, as `site` needs them."""
    return templating.load(folder, language=site.language, timezone=site.timezone)


def rendered(one: Edition, *, settings: Newsletter = SETTINGS, site: Site = SITE) -> Letter:
    """Return `one` as a letter."""
    return letter.render(one, settings=settings, site=site, templates=templates(site))


def mailed(one: Edition, *, settings: Newsletter = SETTINGS, site: Site = SITE) -> bytes:
    """Return `one` as a message."""
    return message.render(rendered(one, settings=settings, site=site), one, settings=settings, site=site)


def with_settings(**changes: object) -> Newsletter:
    """Return the paper's settings with `changes`."""
    return replace(SETTINGS, **changes)
