"""Settle the fields of a document: of the candidates that its format offers, the first that can be read.

Candidates come most trusted first. One that cannot be read is a Problem, and the next one is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from feedpress.errors import Problem
from feedpress.model import LINKED, SHOWN, Attachment, Document, Field, Fields, Origin, Person, Settings
from feedpress.normalize import aliases
from feedpress.normalize.addresses import EscapeError, Place, resolve
from feedpress.normalize.dates import find, parse
from feedpress.normalize.oneline import LONGEST_TITLE, plain

LONGEST_SUMMARY = 2_000
MOST_TAGS = 100
"""Each tag has a page and feeds of its own."""

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
NAMED = re.compile(r"\s*+([^<>]*)<([^<>\s@]+@[^<>\s]+)>\s*")
BRACKETED = re.compile(r"\s*(?P<email>[^\s@()<>]+@[^\s@()<>]+)\s+\((?P<name>[^()]*)\)\s*")
"""A name behind its address, as RSS has it."""
CRUFT = ("auto", "none", "gentle", "strong")
_UNREAD = {"hold": ": the document is kept back", "until": ": the document stays"}
ACCEPTED = "write e.g. 2026-11-21, 2026-11-21 09:00 or 2026-11-21T09:00:00+01:00"


def settle(document: Document, settings: Settings) -> Fields:
    """Return the fields of `document`; `settings` has the author and the tags of those that name none."""
    ask = _Candidates(document, settings)
    if not document.fields:
        return Fields(authors=ask.authors(), tags=ask.tags(), origins=ask.origins)
    hold = ask.date("hold")
    return Fields(
        explicit_id=ask.text("explicit_id"),
        source_url=ask.source_url,
        title=ask.text("title"),
        authors=ask.authors(),
        published=ask.date("published"),
        updated=ask.date("updated"),
        language=ask.language(),
        summary=ask.text("summary", LONGEST_SUMMARY),
        tags=ask.tags(),
        attachments=ask.attachments(),
        image=ask.image(),
        slug=ask.slug(),
        section=ask.text("section"),
        newsletter=ask.newsletter(),
        kept_back=ask.kept_back(hold),
        minor=ask.flag("minor"),
        hold=hold,
        until=ask.date("until"),
        not_duplicate_of=tuple(dict.fromkeys(each.value.strip() for each in ask.each("not_duplicate_of"))),
        cruft=ask.cruft(),
        aliases=ask.aliases(),
        origins=ask.origins,
        problems=tuple(ask.problems),
    )


class _Candidates:
    """Asks the candidates of one document, noting where each answer came from and what could not be read."""

    def __init__(self, document: Document, settings: Settings) -> None:
        self.document = document
        self.settings = settings
        self.origins: dict[str, Origin] = {}
        self.problems: list[Problem] = []
        self.found: dict[str, list[Field]] = {}
        for each in document.fields:
            if each.value.strip():
                self.found.setdefault(each.name, []).append(each)
        self.source_url = self.web_address()
        self.place = Place(self.source_url, document.path)

    def each(self, name: str) -> list[Field]:
        """Return the candidates for `name` that are not empty."""
        return self.found.get(name, [])

    def note(self, name: str, candidate: Field) -> None:
        """Remember that `name` was settled by `candidate`."""
        self.origins[name] = Origin(candidate.origin, f"line {candidate.line}" if candidate.line else "")

    def raw(self, name: str) -> str:
        """Return the first candidate for `name` as it stands, without the space around it."""
        return next((each.value.strip() for each in self.each(name)), "")

    def text(self, name: str, longest: int = LONGEST_TITLE) -> str:
        """Return the first candidate for `name` that has words, as plain text."""
        for candidate in self.each(name):
            if words := plain(candidate.value, longest):
                self.note(name, candidate)
                return words
        return ""

    def flag(self, name: str) -> bool:
        """Say whether the first candidate for `name` is true."""
        return self.raw(name) == "true"

    def kept_back(self, hold: datetime | None) -> Field | None:
        """Return what keeps the document back: its first switch, or a day to wait for that is none, `hold`."""
        switches = [each for each in self.each("draft")[:1] if each.value != SHOWN]
        unread = [] if hold else [each._replace(value=f"hold: {plain(each.value, 60)}") for each in self.each("hold")]
        return next(iter((*switches, *unread)), None)

    def date(self, name: str) -> datetime | None:
        """Return the first candidate for `name` that is a date; the others are problems."""
        for candidate in self.each(name):
            moment = parse(candidate.value, timezone=self.settings.timezone, order=self.settings.date_order)
            if moment := moment or self.date_within(candidate):
                self.note(name, candidate)
                return moment
            is_two = parse(candidate.value, timezone=self.settings.timezone, order="dmy") is not None
            why = "which may be two dates" if is_two else "not a date of the years 1970 to 2099"
            outcome = _UNREAD.get(name, "")
            fix = f"set `date_order` in [corpus], or {ACCEPTED}" if is_two else ACCEPTED
            self.problem(candidate, f'`{name}` is "{plain(candidate.value, 60)}", {why}{outcome}', fix)
        return None

    def date_within(self, candidate: Field) -> datetime | None:
        """Return the one date in what a page's head says, whatever stands around it: "le 6 mai 2023"."""
        if candidate.origin not in {"html-meta", "json-ld"}:
            return None
        found = find(candidate.value, timezone=self.settings.timezone, order=self.settings.date_order)
        return found[0].moment if len(found) == 1 else None

    def problem(self, candidate: Field, what: str, fix: str) -> None:
        """Note what is wrong with `candidate` and what mends it."""
        self.problems.append(Problem(candidate.file(self.document.path), candidate.line, what, fix))

    def language(self) -> str:
        """Return the first candidate that is a language tag (BCP 47); an author's word that is none is a problem."""
        for candidate in self.each("language"):
            tag = candidate.value.strip().replace("_", "-").partition(".")[0]
            if LANGUAGE.fullmatch(tag):
                self.note("language", candidate)
                return tag
            if candidate.origin in {"front-matter", "sidecar"}:
                self.problem(
                    candidate, f'`language` is "{plain(candidate.value, 60)}"', "write a tag such as de or pt-BR"
                )
        return ""

    def authors(self) -> tuple[Person, ...]:
        """Return the authors that the most trusted origin names, else the configured one."""
        people: dict[str, Person] = {}
        for candidate in self._of_one_origin("authors"):
            person = self.person(candidate.value, *candidate.parts)
            if person.name:
                people.setdefault(person.name.casefold(), person)
        if people:
            return tuple(people.values())
        if not self.settings.author:
            return ()
        self.origins["authors"] = Origin("config")
        return (Person(plain(self.settings.author)),)

    def _of_one_origin(self, name: str) -> Iterator[Field]:
        """Yield the candidates for `name` that share the first one's origin, noting it."""
        candidates = self.each(name)
        for candidate in candidates:
            if candidate.origin == candidates[0].origin:
                self.origins.setdefault(
                    name, Origin(candidate.origin, f"line {candidate.line}" if candidate.line else "")
                )
                yield candidate

    def person(self, name: str, email: str = "", uri: str = "") -> Person:
        """Return a person whose name is plain text and whose address can be linked to; an address is no name."""
        name = "" if name in {email, uri} else name
        links = LINKED.findall(name)
        uri = uri or (links[0][1] if len(links) == 1 else "")
        if named := NAMED.fullmatch(name):
            name, email = named[1].strip(), email or named[2]
        elif bracketed := BRACKETED.fullmatch(name):
            name, email = bracketed["name"], email or bracketed["email"]
        email = email.strip()
        is_mail = re.fullmatch(r"[^\s<>@\"]+@[^\s<>@\"]+", email)
        return Person(
            _unlabelled(plain(name)) or (email.partition("@")[0] if is_mail else ""),
            email if is_mail else "",
            self.web(uri),
        )

    def tags(self) -> tuple[str, ...]:
        """Return the document's own tags and the configured ones, each once whatever its case."""
        candidates = self.each("tags")
        own = _once(plain(each.value, 80).lstrip("#") for each in candidates)
        if len(own) > MOST_TAGS:
            what = f"has {len(own):,} tags; all but the first {MOST_TAGS} are left out"
            self.problem(candidates[0], what, "keep those that a reader would follow")
        return _once((*own[:MOST_TAGS], *map(plain, self.settings.tags)))

    def web(self, address: str) -> str:
        """Return `address` where it is one of the web, else ""."""
        address = address.strip()
        return resolve(address, Place()) if re.match(r"https?://", address, re.IGNORECASE) else ""

    def web_address(self) -> str:
        """Return the first source address that is one of the web."""
        return next(filter(None, (self.web(each.value) for each in self.each("source_url"))), "")

    def image(self) -> str:
        """Return the address of the leading image, "" where there is none."""
        return next((self.address(each.value.strip(), each) for each in self.each("image")[:1]), "")

    def address(self, address: str, candidate: Field) -> str:
        """Return what the `address` of a `candidate` means outside the document, "" where it may not be used."""
        try:
            found = resolve(address, self.place)
        except EscapeError:
            self.problem(candidate, f'"{plain(address)}" leads out of the corpus', "name a file inside it")
            return ""
        return "" if found.startswith(("mailto:", "tel:", "sms:")) else found

    def attachments(self) -> tuple[Attachment, ...]:
        """Return the files that go with the document, each address once."""
        named = ((_attachment(each), each) for each in self.each("attachment"))
        every = (file._replace(url=self.address(file.url, candidate)) for file, candidate in named)
        return tuple({each.url: each for each in every if each.url}.values())

    def slug(self) -> str:
        """Return the slug: a permalink that is a plain path beats one from a file's name."""
        asked, permalink = next(iter(self.each("slug")), None), next(iter(self.each("permalink")), None)
        is_free = asked is None or asked.origin in {"filename", "url"}
        if permalink and permalink.value.strip() and ":" not in permalink.value and is_free:
            asked = permalink
        if asked:
            self.note("slug", asked)
        slug = asked.value.strip() if asked else ""
        return re.sub(r"/index\.html?$|\.html?$", "", slug).strip("/ ")

    def cruft(self) -> str:
        """Return how boldly the document wants its cruft cut, "" where it leaves that to the settings."""
        candidate = next(iter(self.each("cruft")), None)
        word = candidate.value.strip().lower() if candidate else ""
        if candidate and word not in CRUFT:
            self.problem(candidate, f'`cruft` is "{plain(word, 60)}"', f"write one of {', '.join(CRUFT)}")
            return ""
        return word

    def aliases(self) -> tuple[Field, ...]:
        """Return the addresses that are to lead to the document's page: those before, and the one it asks for."""
        stated = (*self.each("aliases"), *aliases.of_permalinks(self.each("permalink")))
        found, problems = aliases.read(stated, self.document.path, self.settings.site_url)
        self.problems += problems
        return found

    def newsletter(self) -> Literal["", "lead", "excluded"]:
        """Return the part the document asks for in the newsletter."""
        word = self.raw("newsletter")
        if word == "excluded":
            return "excluded"
        return "lead" if word == "lead" else ""


def _unlabelled(name: str) -> str:
    """Return `name` without a word such as "By" before it."""
    if name.count(" ") < 2:  # noqa: PLR2004 - the label and two names
        return name
    from feedpress.normalize.masthead import unlabelled

    return unlabelled(name)


def _once(tags: Iterable[str]) -> tuple[str, ...]:
    """Return `tags`, each once whatever its case, in its first spelling."""
    first: dict[str, str] = {}
    for tag in tags:
        first.setdefault(tag.casefold(), tag)
    return tuple(filter(None, first.values()))


def _attachment(candidate: Field) -> Attachment:
    mime_type, length, title = candidate.parts or ("", "", "")
    size = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else 0  # noqa: PLR2004 - petabytes
    return Attachment(candidate.value, mime_type, size, plain(title))
