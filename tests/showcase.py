"""A small paper in several languages with everything that makes a page hard to set, for tests and for looking at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from feedpress import pages, templating
from feedpress.model import Attachment, Entry, Item, Link, Origin, Person, Site

SITE = Site(
    title="The Harbour Gazette",
    url="https://example.org/gazette/",
    description="Notes from a small port: tides, repairs, and what people said on the quay.",
    rights="Words may be shared with the writer’s name.",
    timezone="Europe/Lisbon",
)
NOON = datetime(2024, 3, 21, 12, 30, tzinfo=UTC)
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1200' height='500'%3E"
    "%3Crect width='1200' height='500' fill='%23a9b8bd'/%3E%3Cpath d='M0 330q150-60 300 0t300 0 300 0 300 0v170H0z' "
    "fill='%23526b75'/%3E%3Cpath d='M520 300h170l-30 50H550zM600 290V150l70 130z' fill='%23f3efe4'/%3E%3C/svg%3E"
)

TIDES = f"""
<p>The board on the east quay has told the water’s height since 1931. It is a plank with numerals burnt into it, and
every morning at six somebody reads it aloud for those who are still in bed. When the reading stopped last autumn,
nobody could say at first what was missing; only that the mornings had become longer.</p>
<p>This is how the reading came back, and why it is now done by <a href="https://example.com/gauge">a gauge that costs
less than a pair of boots</a>. The old readings are kept, all of them, in a ledger of 212 pages.<sup><a href="#n1"
id="r1">1</a></sup></p>
<figure><img src="{PICTURE}" alt="A boat under sail before low hills of water"><figcaption>The pilot’s boat at half
tide, drawn from the window of the reading room.</figcaption></figure>
<h2>What the plank knew</h2>
<p>A plank cannot lie about a number, but the person who reads it can be tired. We compared the ledger with the
harbour’s own instrument for the years in which both were kept:</p>
<table><thead><tr><th>Year</th><th>Readings</th><th class="align-right">Mean height, m</th>
<th class="align-right">Off by, cm</th>
<th>Who read</th><th>Remarks in the ledger</th></tr></thead><tbody>
<tr><td>1998</td><td>365</td><td class="align-right">2.14</td><td class="align-right">3.1</td><td>Inês Duarte</td>
<td>“Fog, guessed
by the sound.”</td></tr>
<tr><td>1999</td><td>361</td><td class="align-right">2.16</td><td class="align-right">2.8</td><td>Inês Duarte</td>
<td>Four days of
flu</td></tr>
<tr><td>2000</td><td>366</td><td class="align-right">2.11</td><td class="align-right">9.7</td><td>Rui Duarte,
aged eleven</td><td>The numeral 6 mistaken for 8 until May</td></tr></tbody></table>
<blockquote><p>You do not read the water. You read where it was a moment ago, and you hope that it has not thought
better of it.</p></blockquote>
<h3>Reading it by wire</h3>
<p>The gauge sends one line a minute. A line that does not parse is thrown away with <code>continue</code>, since the
next one is never far:</p>
<pre><code>for line in gauge:
    try:
        height = float(line.split(";")[2])
    except (ValueError, IndexError):
        continue                    # a gull on the sensor, as a rule; the next reading is a minute away, always
    board.write(f"{{height:5.2f}} m")
</code></pre>
<ol><li>Screw the gauge to the plank, not to the wall.<ul><li>The wall moves in frost.</li><li>The plank does
not.</li></ul></li><li>Give it the plank’s zero.</li><li>Read it aloud anyway.</li></ol>
<p>The address of the raw readings is
https://example.org/gazette/readings/2024/raw/very/long/path/that/does/not/break/anywhere/east-quay-gauge-000017.csv
and it stays there.</p>
<hr>
<section class="footnotes"><ol><li id="n1"><p>Page 97 is missing; a letter in its place says that it was needed to
start a fire. <a href="#r1">Back</a></p></li></ol></section>
"""

GERMAN = """
<p>Wer die Hafenordnung von 1874 liest, findet darin das Wort
<em>Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung</em> nicht, wohl aber die
Schleppschifffahrtsunternehmungsgenehmigung, und die gilt bis heute. Sie hängt im Flur des Amtes, hinter Glas, und
wird einmal im Jahr abgestaubt.</p><p>„Wir könnten sie abschaffen“, sagt die Amtsleiterin, „aber dann müssten wir sie
vorher lesen.“</p>
"""

ARABIC = """
<p>في كل صباح يقف الصيادون عند حافة الرصيف وينظرون إلى الماء قبل أن يتكلموا. يقول أكبرهم سنًّا إن البحر يجيب من يسأله
ببطء، وإن العجلة لا تصلح للشباك ولا للأسئلة.</p><blockquote><p>البحر لا ينسى، لكنه لا يخبر أحدًا.</p></blockquote>
<p>وفي المساء تعود القوارب واحدًا بعد آخر، ويُكتب عددها في دفتر صغير عند باب المقهى، مع ملاحظة قصيرة عن الريح:
<code>NW 4</code>.</p><ul><li>سبعة قوارب يوم الاثنين</li><li>خمسة يوم الثلاثاء</li></ul>
"""

JAPANESE = """
<p>港の朝は静かである。潮が引くと石段が現れ、子どもたちはそこで小さな蟹を探す。祖母は窓から数を数え、七匹になると朝食の支度を始める。</p>
<p>「数えるのは蟹のためではない」と彼女は言う。「時間のためだよ。」</p>
"""

FRENCH = """
<p>La carte n’a pas d’échelle. Celui qui l’a dessinée connaissait chaque rocher par son prénom et n’a pas jugé utile
d’en mesurer un seul ; « il suffit, disait-il, de s’arrêter avant ».</p>
"""


def piece(slug: str, title: str, html: str, **changes: object) -> Item:
    """Make an item of the paper out of `title` and `html`, with `changes`."""
    fields: dict[str, object] = {
        "id": f"urn:example:{slug}",
        "url": f"{SITE.url}items/{slug}/",
        "slug": slug,
        "title": title,
        "published": NOON,
        "updated": NOON,
        "language": "en",
        "content_html": html,
        "content_text": "",
        "origins": {"published": Origin("front-matter"), "summary": Origin("derived")},
    }
    return Item(**(fields | changes))  # type: ignore[arg-type]


ITEMS = (
    piece(
        "the-plank",
        "The plank that told the water’s height, and the eleven-year-old who read it wrong until May",
        TIDES,
        authors=(Person("Inês Duarte"), Person("Tomasz Wróbel", "", "https://example.com/tomasz")),
        tags=("tides", "instruments", "long reads"),
        source_url="https://www.example.com/columns/2024/the-plank.html",
        updated=NOON + timedelta(days=4),
        summary="For ninety years somebody read the tide aloud at six in the morning. Then, one autumn, nobody did.",
        origins={"published": Origin("front-matter"), "summary": Origin("front-matter")},
        attachments=(
            Attachment("https://example.org/gazette/plank.mp3", "audio/mpeg", 4_200_000, "The reading, aloud"),
        ),
    ),
    piece(
        "hafenordnung",
        "Schleppschifffahrtsunternehmungsgenehmigung: ein Wort hängt hinter Glas",
        GERMAN,
        language="de",
        authors=(Person("Greta Lindqvist"),),
        tags=("Ämter",),
        published=NOON - timedelta(days=1),
        updated=NOON - timedelta(days=1),
        summary="Wer die Hafenordnung von 1874 liest, findet darin Wörter, die länger sind als mancher Steg.",
    ),
    piece(
        "al-bahr",
        "البحر يجيب من يسأله ببطء",
        ARABIC,
        language="ar",
        authors=(Person("سلمى الحداد"),),
        tags=("tides", "البحر", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"),
        published=NOON - timedelta(days=1, hours=2),
        updated=NOON - timedelta(days=1, hours=2),
        summary="في كل صباح يقف الصيادون عند حافة الرصيف وينظرون إلى الماء قبل أن يتكلموا.",
    ),
    piece(
        "kani",
        "七匹の蟹を数える朝",
        JAPANESE,
        language="ja",
        published=NOON - timedelta(days=3),
        updated=NOON - timedelta(days=3),
        summary="港の朝は静かである。潮が引くと石段が現れ、子どもたちはそこで小さな蟹を探す。",
    ),
    piece(
        "la-carte",
        "Une carte sans échelle",
        FRENCH,
        language="fr",
        published=NOON - timedelta(days=4),
        updated=NOON - timedelta(days=4),
        summary="Celui qui l’a dessinée connaissait chaque rocher par son prénom.",
        origins={"published": Origin("first-seen"), "summary": Origin("derived")},
    ),
)

HEADLINES = (
    "Two nets and a bicycle, recovered",
    "The ferry is late; the ferry is always late",
    "A short history of the blue door",
    "What the dredger brought up",
    "Rope: a reader’s guide",
    "Winter hours at the reading room",
    "Letters: on whistling before noon",
    "The lamp at the mole has a new keeper, and she has opinions about moths",
)


def card(item: Item) -> Entry:
    """Make the card of `item` for lists."""
    texts = (item.language, item.summary, item.tags, item.authors)
    return Entry(item.id, item.url, item.title, item.published, item.updated, *texts, item.is_dated)


def cards() -> tuple[Entry, ...]:
    """Make the cards of all items, and of as many short ones that a front page is full, newest first."""
    small = (
        piece(
            f"short-{n}",
            HEADLINES[n % len(HEADLINES)],
            "<p>A line.</p>",
            published=NOON - timedelta(days=4 + n // 2, minutes=n),
            authors=(Person("Rui Duarte"),) if n % 3 else (),
            summary="The harbour office says that it was not their bicycle, and that it would like the nets back.",
        )
        for n in range(30)
    )
    return tuple(map(card, (*ITEMS, *small)))


def _told(item: Item, treatment: str, section: str = "") -> dict[str, object]:
    told = {"id": item.id, "url": item.url, "title": item.title, "language": item.language, "section": section}
    shown = item.content_html if treatment == "full" else ""
    names = [person.name for person in item.authors]
    lead = {"lead": item is ITEMS[0], "treatment": treatment, "image": "", "digest": "", "reason": ""}
    return told | lead | {"summary": item.summary, "content_html": shown, "authors": names}


EDITION: dict[str, Any] = {
    "id": "2024-03-21",
    "number": 12,
    "date": "2024-03-21T12:30:00Z",
    "title": "The Harbour Letter",
    "subject": "Who read the plank wrong · March 21",
    "preheader": "A plank, a word behind glass, and seven crabs.",
    "language": "en",
    "url": f"{SITE.url}newsletter/2024-03-21/",
    "intro_html": "<p>The water is high this week, and so are <em>opinions</em>. Here is what was said.</p>",
    "items": [
        _told(ITEMS[0], "full"),
        _told(ITEMS[1], "summary", "Quay"),
        _told(ITEMS[2], "full", "Quay"),
        _told(ITEMS[4], "summary"),
        _told(ITEMS[3], "title"),
    ],
    "teasers": [{"title": "Fog expected", "text": "The mole will sound its horn from six.", "published": None}],
}


def place(kind: str, label: str) -> str:
    """Give tags and authors pages of their own."""
    slug = label.lower().replace(" ", "-")
    return f"{SITE.url}{kind}s/{slug}/" if kind in {"tag", "author"} and label.isascii() else ""


def look(folder: Path, site: Site = SITE) -> pages.Look:
    """Make the look of the paper, with the templates of the site in `folder` or the shipped ones."""
    return pages.Look(
        render=templating.load(folder, language=site.language, timezone=site.timezone).render,
        site=site,
        feeds=(
            Link(f"{site.title}: Atom", site.url + "atom.xml", "application/atom+xml"),
            Link(f"{site.title}: RSS", site.url + "rss.xml", "application/rss+xml"),
            Link(f"{site.title}: JSON", site.url + "feed.json", "application/feed+json"),
        ),
        sections=(
            Link("tags", site.url + "tags/"),
            Link("newsletter", site.url + "newsletter/"),
            Link("feeds", site.url + "feeds/"),
        ),
        place=place,
    )


def site(paper: pages.Look) -> Iterator[tuple[str, bytes]]:
    """Render every kind of page of the paper in `paper`: its path and its bytes."""
    root, shown = paper.site.url, cards()
    years = ((2024, 35), (2023, 120), (2022, 98), (1931, 1))
    tag_feeds = (Link("Tides: Atom", root + "tags/tides/atom.xml", "application/atom+xml"),)
    rows = (
        pages.FeedView("Everything", paper.feeds, shown[:3]),
        pages.FeedView("Tides", tag_feeds, shown[2:4]),
    )
    yield "index.html", pages.home(paper, shown, years)
    yield "2024/index.html", pages.year(paper, 2024, shown, years)
    for item in ITEMS:
        yield f"items/{item.slug}/index.html", pages.item(paper, item)
    yield "items/old-plank/index.html", pages.moved(paper, "items/old-plank/", ITEMS[0].title, ITEMS[0].url)
    yield "items/lost/index.html", pages.gone(paper, "items/lost/", "What the dredger took away")
    yield "404.html", pages.not_found(paper)
    yield (
        "tags/index.html",
        pages.index(paper, "tag", [(h, f"{root}tags/x{n}/", n * 7) for n, h in enumerate(HEADLINES)]),
    )
    yield "tags/tides/index.html", pages.listing(paper, "tag", "tides", shown[:12], tag_feeds, 213)
    yield "newsletter/index.html", pages.newsletter(paper, [EDITION], tag_feeds)
    yield "newsletter/2024-03-21/index.html", pages.edition(paper, EDITION)
    draft = EDITION | {"url": f"{root}newsletter/draft/"}
    yield "newsletter/draft/index.html", pages.edition(paper, draft, is_draft=True)
    yield "feeds/index.html", pages.feeds(paper, rows)


def write(folder: Path, site_folder: Path) -> list[str]:
    """Write the paper with its assets into `folder`; return the paths of its pages."""
    files = dict(site(look(site_folder)))
    for path, body in (*files.items(), *((f"assets/{name}", body) for name, body in templating.assets(site_folder))):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)
    return list(files)
