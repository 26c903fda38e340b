"""Random histories of edits: whatever happens to a corpus, no subscriber is surprised.

A machine edits a small corpus, builds after most edits, and holds each build against a model of its own: which id
belongs to which tale, what may have moved, and what a full build from the same memory would publish.
`HISTORIES=400` tries as many, other ones each time.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections import defaultdict
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec import Struct, field
from msgspec.structs import replace

from feedpress.given import Given
from feedpress.normalize import duplicates
from feedpress.pipeline import archives
from feedpress.pipeline.build import Options, build
from feedpress.pipeline.report import Report
from workbench import DAY, NOW, Bench, differing, sentences, tree, words

pytestmark = pytest.mark.no_cover

MANY = int(os.environ.get("HISTORIES", "0"))
FORMS = ("text", "plain", "matter", "row", "keyed")
FOLDERS = ("", "north/", "north/quay/")
TAGS = ("tides", "Repairs", "C++", "日本")
ALIASES = ("/old/", "/2019/quay.html")
FROZEN = ("email.html", "email.txt", "email.eml", "edition.json")
STEP = 7
"""Seconds from one build to the next, where no rule lets more time pass."""
SLACK = 40
"""Seconds that items of one build may lie apart, so that none share `updated`."""
CROWD = 3
"""Tales whose passage in common tells nothing any more, when one more has it."""
PASSAGE = sentences(1_000_000, 4)
PICK = st.integers(min_value=0, max_value=11)
PAUSE = st.sampled_from((False, False, True))
"""Whether another edit follows before the next build."""


class Tale(Struct):
    """A document as its author sees it: `story` is what it tells, which copies share.

    What is `signed` ends in the passage that tales share; `also` is a link below.

    `item` is the id it was published under by the last build that published it, `built` what it then was.
    """

    number: int
    form: str
    path: str
    title: str
    said: list[str]
    story: int
    tags: tuple[str, ...] = ()
    date: int | None = None
    slug: str = ""
    aliases: tuple[str, ...] = ()
    also: str = ""
    signed: bool = False
    item: str = ""
    built: tuple[str, str, tuple[str, ...]] | None = None

    @property
    def is_file(self) -> bool:
        """Say whether the tale has a file of its own."""
        return self.form not in {"row", "keyed"}

    @property
    def text(self) -> tuple[str, tuple[str, ...]]:
        """Return the title and the sentences; where a link leads is no part of them."""
        passage = PASSAGE if self.signed else ()
        return self.title, (*self.said, *passage, *(("See also.",) if self.also else ()))

    def is_known_again(self) -> bool:
        """Say whether the rules demand that the tale keeps the id it was built under."""
        if self.built is None:
            return False
        path, title, said = self.built
        now = self.text[1]
        kept = len(set(said) & set(now)) / max(len(said), len(now))
        is_at_home = self.is_file and path == self.path and (title == self.title or kept > 0)
        return self.form == "keyed" or (title, said) == self.text or is_at_home or kept > 0.6


class Seen(Struct, frozen=True):
    """An item as a build published it; `tales` are the numbers of those it was made from."""

    slug: str
    published: int
    updated: int
    tales: frozenset[int]
    texts: dict[int, tuple[str, tuple[str, ...]]]
    dates: dict[int, int | None]
    asked: dict[int, str]
    opening: str


class Settings(Struct):
    """The settings that a history may change."""

    url: str = "https://gazette.example/"
    formats: tuple[str, ...] = ("atom", "rss", "json")
    by: tuple[str, ...] = ("tag",)
    items: int = 50
    content: str = "full"
    draft: bool = True

    def toml(self) -> str:
        """Return the site's feedpress.toml."""
        return (
            f'[site]\ntitle = "The Harbour Gazette"\nurl = "{self.url}"\n'
            f"[feeds]\nby = {json.dumps(self.by)}\nformats = {json.dumps(self.formats)}\n"
            f"items = {self.items}\ncontent = {json.dumps(self.content)}\n"
            f"[newsletter]\ndraft = {json.dumps(self.draft)}\naddress = '12 Quay Street'\n"
            "from = 'Gazette <letter@gazette.example>'\nunsubscribe_url = 'https://gazette.example/unsubscribe'\n"
        )


class Past(Struct):
    """What earlier builds published.

    By alias: `stating` are the tales that last stated it, `leading` those of them that its page then led to.
    """

    items: dict[str, Seen] = field(default_factory=dict)
    live: dict[str, Seen] = field(default_factory=dict)
    gone_at: dict[str, int] = field(default_factory=dict)
    slugs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    frozen: dict[str, bytes] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)
    stating: dict[str, set[int]] = field(default_factory=dict)
    leading: dict[str, set[int]] = field(default_factory=dict)


class Histories(RuleBasedStateMachine):
    """Edits a corpus, builds, and compares with what the rules promise."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="feedpress-history-"))
        self.settings = Settings()
        self.bench = Bench(self.folder / "site")
        self.tales: list[Tale] = []
        self.away: list[Tale] = []
        self.down: list[Tale] = []
        self.past = Past()
        self.count = 0
        self.clock = NOW
        self.picture = 1
        self.moves = 0
        self.is_pending = False
        self.freezes = False
        self.block, archives.BLOCK_ITEMS = archives.BLOCK_ITEMS, 3
        self.crowd, duplicates.CROWD = duplicates.CROWD, CROWD

    def teardown(self) -> None:
        """Remove the site."""
        archives.BLOCK_ITEMS = self.block
        duplicates.CROWD = self.crowd
        shutil.rmtree(self.folder)

    @initialize(forms=st.lists(st.sampled_from(FORMS), min_size=3, max_size=5), draft=st.booleans())
    def found(self, forms: list[str], draft: bool) -> None:
        """Begin with a few documents."""
        self.settings.draft = draft
        for form in forms:
            self._add(form, "")
        self._sync()

    # Edits

    @rule(form=st.sampled_from(FORMS), folder=st.sampled_from(FOLDERS), pause=PAUSE)
    @precondition(lambda self: len(self.tales) < 12)
    def add(self, form: str, folder: str, pause: bool) -> None:
        """Write a new document."""
        self._add(form, folder)
        self._sync(pause=pause)

    @rule(pick=PICK, pause=PAUSE)
    def edit(self, pick: int, pause: bool) -> None:
        """Change a word."""
        tale = self._pick(pick)
        if sum(said in sentences(tale.story) for said in tale.said) > 5:
            self.count += 1
            place = self.count % len(tale.said)
            tale.said[place] = " ".join([*tale.said[place].split()[:-1], f"{words(self.count, 1)[0]}."])
            self._sync(pause=pause)

    @rule(pick=PICK)
    def rewrite(self, pick: int) -> None:
        """Write all of a text anew under its headline."""
        tale = self._pick(pick)
        if self._is_at_rest(tale):
            self.count += 1
            tale.story, tale.said = self.count, sentences(self.count)
            self._sync()

    @rule(pick=PICK, pause=PAUSE)
    def retitle(self, pick: int, pause: bool) -> None:
        """Give a text another headline."""
        self.count += 1
        self._pick(pick).title = _title(self.count)
        self._sync(pause=pause)

    @rule(pick=PICK)
    def replace(self, pick: int) -> None:
        """Put quite another story in the place of a document."""
        old = self._pick(pick)
        if old.form != "keyed":
            self.tales.remove(old)
            self.away.append(old)
            self.count += 1
            new = Tale(self.count, old.form, old.path, _title(self.count), sentences(self.count), self.count)
            self.tales.append(new)
            self._sync()

    @rule(pick=PICK, folder=st.sampled_from(FOLDERS), pause=PAUSE)
    def move(self, pick: int, folder: str, pause: bool) -> None:
        """Rename a document, perhaps into a folder."""
        tale = self._pick(pick)
        self.count += 1
        if tale.is_file:
            suffix = tale.path.rpartition(".")[2]
            self._move(tale, f"{folder}moved-{self.count}.{suffix}")
        else:
            tale.path = f"{folder}rows.jsonl"
        self._sync(pause=pause)

    @rule(one=PICK, other=PICK, pause=PAUSE)
    def swap(self, one: int, other: int, pause: bool) -> None:
        """Let two files change their names."""
        first, second = self._pick(one), self._pick(other)
        if first is not second and first.is_file and first.form == second.form:
            here, there = first.path, second.path
            self._move(first, "aside")
            self._move(second, here)
            self._move(first, there)
            self._sync(pause=pause)

    @rule(pick=PICK, tags=st.lists(st.sampled_from(TAGS), max_size=2, unique=True), pause=PAUSE)
    def retag(self, pick: int, tags: list[str], pause: bool) -> None:
        """Give a document other tags."""
        self._pick(pick).tags = tuple(tags)
        self._sync(pause=pause)

    @rule(pick=PICK, pause=PAUSE)
    @precondition(lambda self: len(self.tales) > 2)
    def delete(self, pick: int, pause: bool) -> None:
        """Take a document away."""
        tale = self._pick(pick)
        self.tales.remove(tale)
        self.away.append(tale)
        self._sync(pause=pause)

    @rule(pick=PICK, pause=PAUSE)
    @precondition(lambda self: self.away and len(self.tales) < 12)
    def bring_back(self, pick: int, pause: bool) -> None:
        """Put a document back that was taken away, under its old name or, where that is taken, another."""
        tale = self.away.pop(pick % len(self.away))
        if tale.is_file and tale.path in {other.path for other in [*self.tales, *self.down]}:
            self.count += 1
            tale.path = f"back-{self.count}.{tale.path.rpartition('.')[2]}"
        self.tales.append(tale)
        self._sync(pause=pause)

    @rule(pick=PICK, form=st.sampled_from(FORMS), drop=st.integers(min_value=0, max_value=7), pause=PAUSE)
    @precondition(lambda self: len(self.tales) < 12)
    def copy(self, pick: int, form: str, drop: int, pause: bool) -> None:
        """Copy a text, without one of its sentences."""
        tale = self._pick(pick)
        new = self._add(form, "")
        new.title, new.story, new.signed = tale.title, tale.story, tale.signed
        new.said = [said for place, said in enumerate(tale.said) if place != drop % len(tale.said)]
        self._sync(pause=pause)

    @rule(pick=PICK, pause=PAUSE)
    def sign(self, pick: int, pause: bool) -> None:
        """Put the passage that others have below a story and its copies, or take it away again."""
        chosen = self._pick(pick)
        signed = not chosen.signed
        for tale in [*self.tales, *self.away]:
            if tale.story == chosen.story:
                tale.signed = signed
        self._sync(pause=pause)

    @rule(pick=PICK, days=st.integers(min_value=1, max_value=900), pause=PAUSE)
    def date(self, pick: int, days: int, pause: bool) -> None:
        """State a date in the past."""
        self._pick(pick).date = NOW - days * DAY
        self._sync(pause=pause)

    @rule(pick=PICK, pause=PAUSE)
    def undate(self, pick: int, pause: bool) -> None:
        """Take a date out again."""
        self._pick(pick).date = None
        self._sync(pause=pause)

    @rule(pick=PICK, hours=st.integers(min_value=1, max_value=30), pause=PAUSE)
    def date_ahead(self, pick: int, hours: int, pause: bool) -> None:
        """State a date in the future."""
        self._pick(pick).date = self.clock + hours * 3600
        self._sync(pause=pause)

    @rule(pick=PICK, slug=st.sampled_from(("", "the-quay", "the-pontoon")), pause=PAUSE)
    def reslug(self, pick: int, slug: str, pause: bool) -> None:
        """Ask for another address."""
        tale = self._pick(pick)
        if tale.is_file:
            tale.slug = slug
            self._sync(pause=pause)

    @rule(pick=PICK, aliases=st.lists(st.sampled_from(ALIASES), max_size=2, unique=True), pause=PAUSE)
    def alias(self, pick: int, aliases: list[str], pause: bool) -> None:
        """State where a page was before; another document may say the same."""
        tale = self._pick(pick)
        if tale.is_file:
            tale.aliases = tuple(aliases)
            self._sync(pause=pause)

    @rule(one=PICK, other=PICK, way=st.sampled_from(("file", "page", "root", *ALIASES)), pause=PAUSE)
    def refer(self, one: int, other: int, way: str, pause: bool) -> None:
        """Let a document lead to another one, and show a picture."""
        tale, target = self._pick(one), self._pick(other)
        if tale.form in {"plain", "matter"} and target.is_file:
            up = "../" * tale.path.count("/")
            page = target.path.rpartition(".")[0]
            address = {"file": f"{up}{target.path}", "page": f"../{up}{page}/", "root": f"/{page}/"}.get(way, way)
            tale.also = f"See [also]({address}).\n\n![The quay]({up}quay.png)"
            self._sync(pause=pause)

    @rule(version=st.integers(min_value=0, max_value=2), pause=PAUSE)
    def paint(self, version: int, pause: bool) -> None:
        """Put the picture there, change it or take it away."""
        self.picture = version
        self._sync(pause=pause)

    # What else may happen

    @rule(hours=st.sampled_from((1, 5, 25, 49)), pause=PAUSE)
    def wait(self, hours: int, pause: bool) -> None:
        """Let time pass."""
        self.clock += hours * 3600
        self._sync(pause=pause)

    @rule(
        by=st.lists(st.sampled_from(("tag", "author", "folder", "language")), max_size=3, unique=True),
        formats=st.sampled_from((("atom", "rss", "json"), ("rss", "json"), ("json",), ("atom",))),
        items=st.sampled_from((2, 5, 50)),
        content=st.sampled_from(("full", "summary")),
        pause=PAUSE,
    )
    def configure(self, by: list[str], formats: tuple[str, ...], items: int, content: str, pause: bool) -> None:
        """Change the settings of the feeds."""
        self.settings = replace(self.settings, by=tuple(by), formats=formats, items=items, content=content)
        self._sync(pause=pause)

    @rule(url=st.sampled_from(("https://gazette.example/", "http://gazette.example/", "https://news.example/a/b/")))
    def move_house(self, url: str) -> None:
        """Serve the site from another address."""
        self.moves += url != self.settings.url
        self.settings.url = url
        self._sync()

    @rule(pause=PAUSE)
    def lose_the_output(self, pause: bool) -> None:
        """Lose dist/."""
        shutil.rmtree(self.bench.output, ignore_errors=True)
        self._sync(pause=pause)

    @rule(pause=PAUSE)
    def lose_the_cache(self, pause: bool) -> None:
        """Lose the cache."""
        for path in self.bench.state.glob("cache.sqlite3*"):
            path.unlink()
        self._sync(pause=pause)

    @rule(pick=PICK)
    @precondition(lambda self: not self.past.forgotten and len(self.tales) > 3)
    def forget(self, pick: int) -> None:
        """Take an item down."""
        chosen = self._pick(pick)
        id = chosen.item
        copies = [tale for tale in [*self.tales, *self.away] if tale.story == chosen.story]
        is_built = (self.bench.state / "cache.sqlite3").exists()
        if is_built and id in self.past.live and all(tale.item == id for tale in copies):
            self.bench.run("forget", id, "-q", now=self.clock + STEP)
            self.past.forgotten += [said for tale in self.tales if tale.item == id for said in tale.said]
            self.past.items = {one: seen for one, seen in self.past.items.items() if one != id}
            self.past.live.pop(id)
            self.past.frozen = {}
            self.down = [tale for tale in self.tales if tale.item == id]  # their documents stay where they are
            self.tales = [tale for tale in self.tales if tale.item != id]
            self.away = [tale for tale in self.away if tale.item != id]
            self._sync()

    @rule(pick=PICK, moves=st.booleans())
    @precondition(lambda self: self.down)
    def edit_what_is_down(self, pick: int, moves: bool) -> None:
        """Change a word of a document whose item was taken down, and perhaps its name."""
        tale = self.down[pick % len(self.down)]
        self.count += 1
        if moves and tale.is_file:
            self._move(tale, f"down-{self.count}.{tale.path.rpartition('.')[2]}")
        place = self.count % len(tale.said)
        tale.said[place] = " ".join([*tale.said[place].split()[:-1], f"{words(self.count, 1)[0]}."])
        self.past.forgotten.append(tale.said[place])
        self._sync()

    @rule()
    def freeze(self) -> None:
        """Freeze an edition."""
        self.freezes = True
        self._sync()

    # Doing it

    def _add(self, form: str, folder: str) -> Tale:
        self.count += 1
        name = {"text": f"tale-{self.count}.txt", "plain": f"plain-{self.count}.md", "matter": f"tale-{self.count}.md"}
        path = folder + name.get(form, "rows.jsonl")
        tale = Tale(self.count, form, path, _title(self.count), sentences(self.count), self.count)
        self.tales.append(tale)
        return tale

    def _pick(self, number: int) -> Tale:
        return self.tales[number % len(self.tales)]

    def _move(self, tale: Tale, path: str) -> None:
        """Rename a file at once, with what lies beside it: its time and inode go along."""
        for suffix in ("", ".toml"):
            if (self.bench.corpus / (tale.path + suffix)).exists():
                self.bench.move(tale.path + suffix, path + suffix)
        tale.path = path

    def _is_at_rest(self, tale: Tale) -> bool:
        """Say whether nothing but its text can tell who a tale is, and it has not moved since the last build."""
        is_alone = sum(other.story == tale.story for other in [*self.tales, *self.away]) == 1
        is_there = tale.built is None or (tale.built[0], tale.built[1]) == (tale.path, tale.title)
        return tale.form != "row" and is_alone and is_there

    def _sync(self, *, pause: bool = False) -> None:
        """Bring the files in step with the tales."""
        self.is_pending = not pause
        self.bench.configure(self.settings.toml()) if self._toml() != self.settings.toml() else None
        wanted = _files([*self.tales, *self.down])
        if self.picture:
            wanted["quay.png"] = b"\x89PNG" + bytes(self.picture)
        there = tree(self.bench.corpus)
        for path in there.keys() - wanted.keys():
            self.bench.take(path)
        for path in sorted(wanted):
            if there.get(path) != wanted[path]:
                self.bench.put(path, wanted[path])

    def _toml(self) -> str:
        return (self.bench.folder / "feedpress.toml").read_text()

    # Holding it against the promises

    @invariant()
    def promises_hold(self) -> None:
        """Build, and look at everything that was promised."""
        if not self.is_pending:
            return
        self.clock += STEP
        report = self.bench.build(self.clock, freezes=self.freezes, allows_shrink=True)
        self.is_pending = self.freezes = False
        items = self.bench.items()
        groups = self._groups(items)
        self._judge_ids(groups)
        now = {item["id"]: self._seen(item, groups[item["id"]]) for item in items}
        self._judge_dates(now)
        self._judge_pages(now)
        self._judge_aliases(now, groups)
        self._judge_editions()
        self._judge_archives(items)
        self._judge_output(items, report)
        self._remember(now, groups)

    def _shown(self) -> list[Tale]:
        return [tale for tale in self.tales if tale.date is None or tale.date <= self.clock]

    def _groups(self, items: list[dict[str, Any]]) -> dict[str, list[Tale]]:
        """Return the tales of each item; none may be missing, and those together must tell one story."""
        places = _places([*self.tales, *self.down])
        groups = {
            item["id"]: [places[source["path"], source["first_line"]] for source in item["sources"]] for item in items
        }
        found = sorted(sorted(tale.number for tale in tales) for tales in groups.values())

        assert found == _components(self._shown())
        return groups

    def _judge_ids(self, groups: dict[str, list[Tale]]) -> None:
        former = {
            id: {tale.item for tale in tales if tale.item and tale.is_known_again()} for id, tales in groups.items()
        }
        shown = self._shown()
        held = {tale.item for tale in self.tales if tale not in shown}  # an id stays with a document that waits
        for id, ids in former.items():
            rivals = held.union(*(others for other, others in former.items() if other != id))
            if not ids:
                told = {tale.story for tale in groups[id]}
                lost = {tale.item for tale in self.away if tale.story in told}  # a copy may go on in its place
                assert id in lost or id not in self.past.items, "a new story came under an old id"
            elif len(ids) == 1 and not ids & rivals:
                assert {id} == ids, "a story came under another id"
            elif not ids & rivals:
                assert id in ids, "a merged story came under a third id"
                assert id in self._oldest(ids), "the older id did not survive"
            else:
                assert id in ids or id not in self.past.live, "a split story took another's id"

    def _oldest(self, ids: set[str]) -> set[str]:
        known = self.bench.known()
        first = min(known[id].seq or 0 for id in ids)
        return {id for id in ids if known[id].seq == first}

    def _seen(self, item: dict[str, Any], tales: list[Tale]) -> Seen:
        return Seen(
            item["slug"],
            _second(item["published"]),
            _second(item["updated"]),
            frozenset(tale.number for tale in tales),
            {tale.number: tale.text for tale in tales},
            {tale.number: tale.date for tale in tales},
            {tale.number: tale.slug for tale in tales},
            next(said for said in sentences(tales[0].story) if said in item["content_text"])[:40],
        )

    def _judge_dates(self, now: dict[str, Seen]) -> None:
        assert len({seen.updated for seen in now.values()}) == len(now), "two items share updated"
        for id, seen in now.items():
            before = self.past.items.get(id)
            if before is None:
                self._judge_first(seen)
            else:
                assert seen.updated >= before.updated, "updated went back"
                self._judge_moves(before, seen)

    def _judge_first(self, seen: Seen) -> None:
        stated = {date for date in seen.dates.values() if date is not None}
        is_now = self.clock - SLACK <= seen.published <= self.clock

        assert seen.published in stated if stated else is_now
        assert seen.published <= seen.updated <= max(seen.published, self.clock) + SLACK

    def _judge_moves(self, before: Seen, seen: Seen) -> None:
        """Hold the two dates of an item that was published before against what happened to its documents."""
        both = before.tales & seen.tales
        is_dated = before.dates != {number: seen.dates.get(number) for number in before.tales} or any(
            seen.dates[number] is not None for number in seen.tales - before.tales
        )
        is_edited = any(before.texts[number] != seen.texts[number] for number in both)
        is_alone = len(before.tales | seen.tales) == 1
        if is_dated and is_alone:
            (stated,) = seen.dates.values()
            assert seen.published == (stated or before.published), "a stated date was not taken"
        if not is_dated:
            assert seen.published == before.published, "published moved by itself"
        if not is_dated and not is_edited and before.tales <= seen.tales:
            assert seen.updated == before.updated, "updated moved by itself"
        if is_edited and is_alone:
            expected = max(before.updated, self.clock, seen.published)
            assert expected <= seen.updated <= expected + SLACK, "an edit did not move updated"

    def _judge_pages(self, now: dict[str, Seen]) -> None:
        """Look for the page of every item that ever was, under every address it ever had."""
        for id, seen in now.items():
            before = self.past.items.get(id)
            asked = {slug for slug in seen.asked.values() if slug}
            if before and not asked - set(before.asked.values()):
                assert seen.slug == before.slug, "a page moved by itself"
            if len(asked) == 1 and len(seen.tales) == 1:
                assert seen.slug.startswith(next(iter(asked))), "a page is not where it was asked to be"
            for slug in self.past.slugs[id] - {seen.slug}:
                assert f"items/{seen.slug}/" in self._page(slug), "an old address does not redirect"
        for id in self.past.items.keys() - now.keys():
            self._judge_gone(id, now)

    def _judge_gone(self, id: str, now: dict[str, Seen]) -> None:
        last = self.past.items[id]
        page = self._page(last.slug)
        heirs = [seen for seen in now.values() if seen.tales >= last.tales]
        if heirs:
            assert f"items/{heirs[0].slug}/" in page, "a merged item's page does not redirect"
            return
        if id in self.past.live or self.clock < self.past.gone_at.get(id, 0) + DAY:
            assert last.opening in page or "http-equiv" in page, "a page went before its day was over"
        else:
            assert last.opening not in page, "the page of a gone item stays for ever"

    def _judge_aliases(self, now: dict[str, Seen], groups: dict[str, list[Tale]]) -> None:
        """See where each alias leads: to an item whose document states it, the one that had it before the others."""
        here = {tale.number for tale in [*self._shown(), *self.down]}
        for alias in ALIASES:
            stating = {
                id: {tale.number for tale in tales if alias in tale.aliases}
                for id, tales in groups.items()
                if any(alias in tale.aliases for tale in tales)
            }
            path = self.bench.output / (f"{alias[1:]}index.html" if alias.endswith("/") else alias[1:])
            page = path.read_text() if path.exists() else ""
            told = set().union(*stating.values())
            if told:
                led = [id for id in stating if f"/items/{now[id].slug}/" in page]
                assert len(led) == 1, "an alias leads to no item that states it"
                before = self.past.leading.get(alias, set()) & told
                assert not before or before & stating[led[0]], "an alias left the document that had it"
                self.past.stating[alias], self.past.leading[alias] = told, stating[led[0]]
            elif self.past.stating.get(alias, set()) <= here:
                assert page == "", "an alias that nobody states still leads somewhere"

    def _page(self, slug: str) -> str:
        return (self.bench.output / "items" / slug / "index.html").read_text()

    def _judge_editions(self) -> None:
        held: dict[str, str] = {}
        for path, kept in tree(self.bench.state / "kept" / "newsletter").items():
            data = (self.bench.output / "newsletter" / path).read_bytes()
            assert self.past.frozen.setdefault(path, kept) == kept == data, "a frozen edition changed"
            for item in json.loads(data)["items"] if path.endswith(".json") else ():
                assert held.setdefault(item["id"], path) == path, "an item is in two editions"
        assert len(self.past.frozen) >= len(FROZEN) or not held or self.past.forgotten, "an edition is not whole"

    def _judge_archives(self, items: list[dict[str, Any]]) -> None:
        """Walk from the live feeds through their archives: every item is reached, no archive ever changes."""
        for name in {"atom.xml", "rss.xml"} & self.bench.published().keys():
            reached, path = "", name
            while path:
                feed = (self.bench.output / path).read_text()
                reached += feed
                older = re.search(r'<(?:atom:)?link [^>]*rel="prev-archive"[^>]*>', feed)
                path = re.sub(rf'.*href="{self.settings.url}([^"]+)".*', r"\1", older[0]) if older else ""
            assert [item["id"] for item in items if item["id"] not in reached] == [], "no feed leads to an item"
        for path, data in tree(self.bench.state / "kept" / "archive").items():
            key = f"{self.moves}/{path}"  # a new address rewrites them all
            assert self.past.frozen.setdefault(key, data) == data, "a closed archive changed"

    def _judge_output(self, items: list[dict[str, Any]], report: Report) -> None:
        assert [problem for problem in report.problems if problem.severity == "error"] == []
        assert {item["url"] for item in items} <= _reachable(self.bench.output, self.settings.url)
        findings = [one for one in self.bench.findings() if not self._is_asked_for(one)]
        assert findings == [], findings

        before = self.bench.times()
        again = self.bench.build(self.clock, allows_shrink=True)
        assert (again.outputs.written, again.outputs.deleted) == ((), ()), "a second build wrote"
        assert self.bench.times() == before, "a second build touched files"

        published = self.bench.published()
        everything = b"".join(published.values()).decode(errors="replace")
        assert [said for said in self.past.forgotten if said in everything] == [], "what was taken down is still there"
        unlike = differing(published, self._build_in_full())
        assert unlike == [], f"a full build publishes something else: {unlike}"

    def _is_asked_for(self, finding: dict[str, str]) -> bool:
        """Say whether a document leads from the site's root to where no page is: something else may serve it."""
        asked = {address for tale in self.tales for address in re.findall(r"\[also\]\((/[^)]+)\)", tale.also)}
        return any(f"leads to {address[1:]}" in finding["what"] for address in asked)

    def _build_in_full(self) -> dict[str, bytes]:
        """Return what a full build from the same memory, with the same clock, publishes into an empty folder."""
        scratch = self.folder / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(self.bench.state, scratch / ".feedpress", ignore=shutil.ignore_patterns("cache.*", "lock"))
        shutil.copy2(self.bench.folder / "feedpress.toml", scratch)
        site = Given(scratch, {}, {"corpus.folder": self.bench.corpus})
        build(site, now=self.clock, options=Options(is_full=True, allows_shrink=True))
        return tree(scratch / "dist")

    def _remember(self, now: dict[str, Seen], groups: dict[str, list[Tale]]) -> None:
        for id in self.past.live.keys() - now.keys():
            self.past.gone_at[id] = self.clock
        for id, seen in now.items():
            self.past.slugs[id].add(seen.slug)
            for tale in groups[id]:
                tale.item, tale.built = id, (tale.path, *tale.text)
        self.past.items |= now
        self.past.live = now


def _title(number: int) -> str:
    return " ".join(words(10_000 + number, 5)).title()


def _files(tales: list[Tale]) -> dict[str, bytes]:
    """Return the files that hold `tales`, rows of one file in the order in which they were written."""
    files: dict[str, str] = {}
    for tale in tales:
        body = " ".join(tale.said[:4]) + "\n\n" + " ".join(tale.said[4:]) + "\n"
        body += f"\n{' '.join(PASSAGE)}\n" if tale.signed else ""
        fields = _fields(tale)
        if tale.form in {"row", "keyed"}:
            own = {"id": f"row-{tale.number}"} if tale.form == "keyed" else {}
            row = own | {"title": tale.title, "text": body} | fields
            files[tale.path] = files.get(tale.path, "") + json.dumps(row) + "\n"
            continue
        body += f"\n{tale.also}\n" if tale.also else ""
        matter = "".join(f"{name}: {json.dumps(value)}\n" for name, value in {"title": tale.title, **fields}.items())
        heads = {"matter": f"---\n{matter}---\n\n", "plain": f"# {tale.title}\n\n", "text": f"{tale.title}\n\n"}
        files[tale.path] = heads[tale.form] + body
        if fields and tale.form != "matter":
            said = {name: json.dumps(value, ensure_ascii=False) for name, value in fields.items()}
            files[f"{tale.path}.toml"] = "".join(f"{name} = {value}\n" for name, value in said.items())
    return {path: text.encode() for path, text in files.items()}


def _fields(tale: Tale) -> dict[str, object]:
    date = "" if tale.date is None else datetime.fromtimestamp(tale.date, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    every: dict[str, object] = {
        "tags": list(tale.tags),
        "published": date,
        "slug": tale.slug,
        "aliases": list(tale.aliases),
    }
    return {name: value for name, value in every.items() if value}


def _places(tales: list[Tale]) -> dict[tuple[str, int], Tale]:
    """Return the tale that stands at each path and line."""
    places = {}
    lines: dict[str, int] = defaultdict(int)
    for tale in tales:
        lines[tale.path] += 1
        first = lines[tale.path] if not tale.is_file else 1
        places[tale.path, first] = tale
    return places


def _components(tales: list[Tale]) -> list[list[int]]:
    """Return which of `tales` are copies of each other, as the rules have it, by their numbers."""
    groups: list[list[Tale]] = []
    for tale in tales:
        near = [group for group in groups if any(_is_copy(tale, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([tale, *(other for group in near for other in group)])
    return sorted(sorted(tale.number for tale in group) for group in groups)


def _is_copy(one: Tale, other: Tale) -> bool:
    if one.story != other.story:
        return False
    if one.text == other.text:
        return True
    titles = {tale.title for tale in (one, other) if tale.form not in {"text", "plain"}}
    days = {tale.date // DAY for tale in (one, other) if tale.date is not None}
    return len(titles) < 2 and len(days) < 2


def _second(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


class _Addresses(HTMLParser):
    """Gathers where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the address of a link."""
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _reachable(output: Path, url: str) -> set[str]:
    """Return the addresses to which the front page and the pages of the years lead."""
    found = _links(output / "index.html", url)
    years = [path for path in output.glob("[0-9]*/index.html") if f"{url}{path.parent.name}/" in found]
    return found.union(*(_links(path, f"{url}{path.parent.name}/") for path in years))


def _links(page: Path, url: str) -> set[str]:
    parser = _Addresses()
    parser.feed(page.read_text())
    return {urljoin(url, address) for address in parser.found}


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=MANY or 8,
    stateful_step_count=25 if MANY else 12,
    derandomize=not MANY,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
