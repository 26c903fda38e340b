"""What waits for the next edition, and the edition that it makes: chosen, rendered, told of.

What renders a letter is imported when one is rendered: most builds change none, and it takes a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from feedpress import themes
from feedpress.config import FILE, Config, line
from feedpress.errors import ConfigError, LetterError, OutsideError, Problem
from feedpress.model import Entry, Item
from feedpress.newsletter import edition as choosing
from feedpress.newsletter.address import host, mailbox
from feedpress.newsletter.naming import title_key
from feedpress.pipeline.assemble import assemble
from feedpress.pipeline.links import led_to_items
from feedpress.pipeline.plan import Row, row_of
from feedpress.pipeline.press import Press
from feedpress.times import moment

if TYPE_CHECKING:
    from feedpress.newsletter.letter import Letter

FIRST = 20
"""Items that the first edition covers at the most; the rest count as known."""
PARTS = ("email.html", "email.txt", "email.eml", "edition.json")
DRAFT = "draft"
"""The id of an edition that is not frozen, and its folder's name."""


class Candidates(Struct, frozen=True):
    """What the next edition would cover: items told at length, others by title; newest first. `known` counts the rest.

    The teasers of the former are those that no edition had and no item is the story of.
    """

    told: tuple[Item, ...]
    named: tuple[Row, ...]
    known: int
    intro: str
    intro_digest: str

    def __len__(self) -> int:
        return len(self.told) + len(self.named)


def candidates(press: Press) -> Candidates:
    """Return what waits for an edition; before the first one, all but the newest count as known."""
    chosen = press.catalog.waiting(-1 if press.catalog.frozen.editions() else FIRST)
    known = press.catalog.count_waiting() - len(chosen)
    found = [row_of(card) for card in press.cache.lists.cards(chosen)]
    length = press.config.newsletter.items
    told = [row.id for number, row in enumerate(found) if number < length or row.card.newsletter == "lead"]
    named = [row for number, row in enumerate(found) if number >= length and row.card.newsletter != "lead"]
    intro, intro_digest = _intro(press)
    return Candidates(tuple(_told(press, told)), tuple(named), known, intro, intro_digest)


def _told(press: Press, ids: Sequence[str]) -> Iterator[Item]:
    """Yield the items with `ids`, none with a teaser that an edition had or that is an item by now."""
    known = press.catalog.known(ids)
    listed = set(map(title_key, press.catalog.frozen.teasers()))
    for made in assemble(press, [known[id] for id in ids]):
        titles = ((teaser, title_key(teaser.title)) for teaser in made.item.teasers)
        fresh = (one for one, title in titles if title not in listed and not press.cache.lists.has_headline(title))
        yield replace(made.item, teasers=tuple(fresh))


def held_back(press: Press) -> tuple[Entry, ...]:
    """Return the items that `newsletter: false` keeps out of every edition, newest first."""
    return tuple(row_of(card).entry for card in press.cache.lists.cards(press.catalog.excluded()))


def _intro(press: Press) -> tuple[str, str]:
    """Return the introduction as HTML, unless it is the one that the last edition had, and its digest."""
    name = press.config.newsletter.intro
    path = press.config.folder / name
    if not name or not path.is_file():
        return "", ""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OutsideError(Problem(name, 0, error.strerror or str(error), "make it readable", "error")) from error
    digest = sha256(data).hexdigest()
    used = (edition.intro_digest for edition in press.catalog.frozen.editions())
    if digest == next(filter(None, used), ""):
        return "", digest
    from feedpress.normalize import markup

    html = markup.from_markdown(data.decode(errors="replace"))
    return led_to_items(press, markup.clean(html, base=press.config.site.url).html), digest


class Made(Struct, frozen=True, dict=True):  # for its cached properties
    """An edition rendered: its parts, made when one of them is asked for."""

    press: Press
    chosen: Candidates
    id: str
    number: int
    date: int

    @cached_property
    def edition(self) -> choosing.Edition:
        """The edition with all that it covers."""
        site, settings = self.press.config.site, self.press.config.newsletter
        stories, briefs = choosing.choose(self.chosen.told, [row.entry for row in self.chosen.named], settings)
        return choosing.Edition(
            id=self.id,
            number=self.number,
            date=moment(self.date),
            title=settings.title,
            url=f"{site.url}newsletter/{self.id}/",
            archive_url=f"{site.url}newsletter/",
            language=site.language,
            intro_html=self.chosen.intro,
            stories=stories,
            briefs=briefs,
        )

    @cached_property
    def letter(self) -> Letter:
        """The letter, inlined and fitted."""
        return _rendered(self.press, self.edition)

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """The files of the edition, by name; a draft's message opens as one, ready to be sent."""
        from feedpress.newsletter import message, record

        config = self.press.config
        unsent = self.id == DRAFT
        eml = message.render(self.letter, self.edition, settings=config.newsletter, site=config.site, unsent=unsent)
        told = record.write(self.edition, self.letter, eml, templates_digest=self.press.seals["email"])
        return dict(zip(PARTS, (self.letter.html.encode(), self.letter.text.encode(), eml, told), strict=True))


def proof(press: Press) -> None:
    """Render a made-up edition: a mistake in a template or a setting shall not wait until an item does.

    Raises ConfigError, naming file and line.
    """
    from feedpress.newsletter import specimen

    _rendered(press, specimen.edition(press.config.newsletter, press.config.site))


def _rendered(press: Press, edition: choosing.Edition) -> Letter:
    from feedpress.newsletter import letter as letters

    config = press.config
    try:
        return letters.render(edition, settings=config.newsletter, site=config.site, templates=press.templates)
    except LetterError as error:
        raise ConfigError(*(_placed(problem, mark, config.folder) for problem, mark in error.mistakes)) from error


def problems(config: Config) -> Iterator[Problem]:
    """Find what of the settings makes a letter that should not go out as it is: a sender that was made up.

    A site without a url or a newsletter is not spoken to: it has other things to do first, or nothing to send.
    """
    domain = host(config.site.url)
    if config.newsletter.draft and domain != "localhost" and not mailbox(config.newsletter.sender)[1]:
        what = f"no `from` in [newsletter], so that letters come from newsletter@{domain}, which may not exist"
        name = config.newsletter.title
        yield Problem(FILE, 0, what, f'set e.g. from = "{name} <letter@{domain}>"')


def _placed(problem: Problem, mark: str, folder: Path) -> Problem:
    """Give a mistake in a setting, or in a style sheet, the line that its `mark` stands in."""
    if problem.path == FILE:
        return problem._replace(line=line(folder, "newsletter", mark))
    sheets = (path for path in themes.effective(folder).values() if path.match("email/*.css"))
    for path in sheets:
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if mark and mark in " ".join(text.split()):
                own = path.relative_to(folder) if path.is_relative_to(folder) else path
                return problem._replace(path=own.as_posix(), line=number)
    return problem
