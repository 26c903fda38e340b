"""Who is who: matching in the rules' order, minting, slugs, and when dates move."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpress import identity, slugs
from feedpress.identity import Dated, Known, Unit
from feedpress.matching import Candidates, match
from feedpress.normalize import compose, duplicates
from feedpress.normalize.duplicates import Sketch
from workbench import sentences

HOUR = 3600


def sketched(text: str, title: str = "A Title") -> Sketch:
    """Return the sketch of a text under a headline."""
    hashes, shingles = duplicates.sketch(text)
    return Sketch(hashes, shingles, title, compose.digest(title, text))


def unit(path: str, seed: int = 1, **changes: Any) -> Unit:
    """Return a file at `path` that tells the story `seed`, with `changes`."""
    plain = Unit(path, "", "", "", sketched(" ".join(sentences(seed)), f"Title {seed}"), is_file=True)
    return plain._replace(**changes)


def known(id: str, of: Unit, **changes: Any) -> Known:
    """Return what is remembered of the unit `of` under `id`; its bytes were others unless it says which it has."""
    seen = identity.unseen(id, of.path, (of.path, of.part), of.sketch, 0)
    return seen._replace(text_digest=of.sketch.text_digest, bytes_digest=of.bytes_digest or "others", seq=1, **changes)


def memory(*pairs: tuple[str, Unit], claimed: Iterable[str] = (), lost: Iterable[str] = ()) -> Candidates:
    """Return a memory of (id, unit) `pairs`; the documents of `lost` are gone, those of `claimed` did not change."""
    every = {id: known(id, one) for id, one in pairs}
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    places: dict[tuple[str, str], tuple[str, ...]] = {}
    for id, one in pairs:
        places[one.path, one.part] = (*places.get((one.path, one.part), ()), id)
        for name in identity.names_of(one):
            names[name] = (*names.get(name, ()), id)
    return Candidates(names, every, places, set(claimed), [every[id] for id in lost], {*lost})


def edited(seed: int, title: str | None = None) -> Sketch:
    """Return the story `seed` with one word changed, and perhaps another headline."""
    text = " ".join(sentences(seed)).replace(sentences(seed)[3].split()[5], "otherwise", 1)
    return sketched(text, title or f"Title {seed}")


# Matching


def test_nothing_remembered_nothing_known() -> None:
    """On a first build no unit is known."""
    assert match([unit("a.md"), unit("b.md", 2)], memory()) == ["", ""]


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (unit("moved.md", 9, explicit_id="x-1"), "its own id"),
        (unit("moved.md", 9, url="example.org/a"), "its canonical address"),
        (unit("moved.md", 1), "its text"),
        (unit("a.md", sketch=edited(1)), "its path"),
        (unit("moved.md", sketch=edited(1)), "its likeness to what is gone"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_document_is_known_again(now: Unit, why: str) -> None:
    """Any one of the five marks is enough to keep an id."""
    before = unit("a.md", 1, explicit_id="x-1", url="example.org/a")

    assert match([now], memory(("A", before), lost=["A"])) == ["A"], why


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (unit("1.md", 8, explicit_id="x"), unit("2.md", 9, url="example.org/a")),
        (unit("1.md", 8, url="example.org/a"), unit("2.md", 1)),
        (unit("1.md", 1), unit("a.md", sketch=edited(1))),
        (unit("a.md", sketch=edited(1)), unit("2.md", sketch=edited(1))),
    ],
    ids=["id before address", "address before text", "text before path", "path before likeness"],
)
@pytest.mark.parametrize("is_turned", [False, True])
def test_the_stronger_mark_wins(stronger: Unit, weaker: Unit, is_turned: bool) -> None:
    """Of two units that could be one item, the one with the more trusted mark is, in whatever order they come."""
    remembered = memory(("A", unit("a.md", 1, explicit_id="x", url="example.org/a")), lost=["A"])
    units = [weaker, stronger] if is_turned else [stronger, weaker]

    ids = match(units, remembered)

    assert dict(zip([one.path for one in units], ids, strict=True)) == {stronger.path: "A", weaker.path: ""}


def test_swapped_files_keep_their_stories() -> None:
    """Two files that change names change paths, not ids: the text speaks before the path."""
    before = memory(("A", unit("a.md", 1)), ("B", unit("b.md", 2)))

    assert match([unit("a.md", 2), unit("b.md", 1)], before) == ["B", "A"]


@pytest.mark.parametrize("is_file", [True, False])
def test_the_same_bytes_at_the_same_place_are_the_same_item(is_file: bool) -> None:
    """A newer feedpress may read a text with few words quite otherwise, and find an id in it that another one has."""
    old = unit("a.md", sketch=sketched("The eel."), is_file=is_file, bytes_digest="same")
    other = unit("b.md", 2, explicit_id="x")
    read_otherwise = old._replace(sketch=sketched("A herring.", "Herrings"), body="new", explicit_id="x")

    assert match([read_otherwise], memory(("A", old), ("B", other))) == ["A"]


def test_exact_copies_go_by_their_places() -> None:
    """Where two units bear one text, the one at the remembered path has the id."""
    before = memory(("A", unit("z.md", 1)))

    assert match([unit("a.md", 1), unit("z.md", 1)], before) == ["", "A"]


COPY = unit("", body="told")
CHANGES: dict[str, Callable[[Unit], list[Unit]]] = {
    "touched": lambda copy: [copy],
    "edited": lambda copy: [copy._replace(sketch=edited(1), body="edited")],
    "retitled": lambda copy: [copy._replace(sketch=copy.sketch._replace(title="Another", text_digest="other"))],
    "renamed": lambda copy: [copy._replace(path=f"new-{copy.path}")],
    "deleted": lambda _: [],
}
"""What may become of one of two copies: the files that are then read."""


@pytest.mark.parametrize("owners", ["AB", "BA"])
@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("two", list(itertools.product(CHANGES, CHANGES)), ids="-".join)
@pytest.mark.parametrize("kind", ["text", "url", "id"])
def test_each_of_two_copies_keeps_its_id(kind: str, two: tuple[str, str], turn: int, owners: str) -> None:
    """Whatever happens to both at once, in whatever order they came: where a file still is, its id is too."""
    own = {"text": COPY, "url": COPY._replace(url="example.org/a"), "id": COPY._replace(explicit_id="x")}[kind]
    places = dict(zip(("a.md", "b.md"), owners, strict=True))
    before = [(id, own._replace(path=path)) for path, id in places.items()][::turn]
    now = [one for path, change in zip(places, two, strict=True) for one in CHANGES[change](own._replace(path=path))]
    lost = {id for path, id in places.items() if path not in {one.path for one in now}}

    found = match(now, memory(*before, lost=lost))

    assert "" not in found
    if len(now) == 2 or "renamed" not in two:  # of two that went, either may have come again
        assert found == [places[one.path.removeprefix("new-")] for one in now]


def test_rows_of_one_text_go_by_their_headlines() -> None:
    """Rows that tell the same move up as those before them go; only their headlines tell which is which."""
    rows = [unit("rows.jsonl", part=str(place), is_file=False, body="told") for place in (1, 2)]
    one, other = (row._replace(sketch=sketched("Told.", title)) for row, title in zip(rows, "XY", strict=True))

    assert match([other._replace(part="1")], memory(("A", one), ("B", other))) == ["B"]
    assert match([other._replace(part="1"), one._replace(part="2")], memory(("A", one), ("B", other))) == ["B", "A"]


def test_a_copy_of_what_was_taken_down_is_it() -> None:
    """Every copy of a text that was taken down is known as it, but for one that is published as its own item."""
    remembered = memory(("A", unit("a.md")), ("B", unit("b.md")))
    known = {**remembered.known, "A": remembered.known["A"]._replace(state="forgotten")}
    units = [unit("a.md"), unit("b.md"), unit("c.md"), unit("d.md")]

    assert match(units, remembered._replace(known=known)) == ["A", "B", "A", "A"]


def test_many_copies_cost_no_more_than_as_many_documents() -> None:
    """A crawl may hold thousands of pages that say the same: each keeps its id, and none looks at all the others."""
    pages = [unit(f"{number}.html") for number in range(5_000)]

    started = time.process_time()
    found = match(pages, memory(*((page.path, page) for page in pages)))

    assert found == [page.path for page in pages]
    assert time.process_time() - started < 2


def test_posts_with_one_passage_are_told_apart() -> None:
    """Posts that all move while a passage below them is edited are known again, and none is compared with all."""
    passage = sentences(900_000)
    own = {f"{seed}": sentences(seed, 12) for seed in range(1_200)}
    before = [(id, unit(f"old/{id}", sketch=sketched(" ".join([*said, *passage]), id))) for id, said in own.items()]
    edited = [sketched(" ".join([*said, *passage[:-1]]), f"On {id}") for id, said in own.items()]

    started = time.process_time()
    found = match(
        [unit(f"new/{id}", sketch=now) for id, now in zip(own, edited, strict=True)], memory(*before, lost=own)
    )

    assert found == [*own]
    assert time.process_time() - started < 1


def test_notices_that_are_all_alike_are_known_again() -> None:
    """A text that says no more than a hundred others is known again all the same, when they move and change a word."""
    notices = [sketched(" ".join([*sentences(1, 12), f"Copy {number}."]), "Notice") for number in range(100)]
    before = [(f"{number}", unit(f"old/{number}", sketch=one)) for number, one in enumerate(notices)]

    found = match(
        [unit("new/1", sketch=sketched(" ".join(sentences(1, 12)), "Notice"))],
        memory(*before, lost=[id for id, _ in before]),
    )

    assert found == ["0"]


def test_a_path_with_another_story_is_another_item() -> None:
    """A new text under another headline in an old place does not inherit the id."""
    assert match([unit("a.md", 2)], memory(("A", unit("a.md", 1)), lost=["A"])) == [""]


def test_a_rewritten_text_under_its_headline_is_the_same_item() -> None:
    """All words may change while the path and the headline stay."""
    rewritten = unit("a.md", sketch=sketched(" ".join(sentences(2)), "Title 1"))

    assert match([rewritten], memory(("A", unit("a.md", 1)), lost=["A"])) == ["A"]


def test_a_row_has_no_path() -> None:
    """A row of a file is known by what it says, never by its number."""
    row = unit("rows.jsonl", 1, part="3", is_file=False)
    other = unit("rows.jsonl", part="3", is_file=False, sketch=sketched(" ".join(sentences(2)), "Title 1"))

    assert match([other], memory(("A", row))) == [""]


def test_what_did_not_change_keeps_its_id() -> None:
    """An id whose document stands unchanged is taken by nobody else."""
    assert match([unit("copy.md", 1)], memory(("A", unit("a.md", 1)), claimed=["A"])) == [""]


def test_no_id_goes_to_two_units() -> None:
    """Of two copies of what is gone, one goes on and the other is new."""
    before = memory(("A", unit("a.md", 1)), lost=["A"])

    ids = match([unit("b.md", sketch=edited(1)), unit("c.md", sketch=edited(1))], before)

    assert ids == ["A", ""]


def short(title: str, text: str) -> Sketch:
    """Return the sketch of a note too short for likeness to say anything."""
    return sketched(text, title)


def test_a_short_note_is_known_again_by_its_title() -> None:
    """A few words, edited and moved at once, are the same item under the same headline: rows have no path either."""
    before = memory(
        ("A", unit("rows.jsonl", is_file=False, sketch=short("Row two", "How the bell was lost."))), lost=["A"]
    )
    row = unit("rows.jsonl", part="2", is_file=False, sketch=short("Row Two", "How the big bell was lost."))

    assert match([row], before) == ["A"]
    assert match([row._replace(sketch=short("Row three", "How the big bell was lost."))], before) == [""]


def test_a_long_row_that_half_is_edited_is_known_again_by_its_title() -> None:
    """Half of its sentences say that it is the same, under its headline alone; nothing that is left says nothing."""
    told = sentences(1)
    before = memory(("A", unit("rows.jsonl", is_file=False)), lost=["A"])
    half = sketched(" ".join([*told[:4], *sentences(2)[4:]]), "Title 1")
    row = unit("rows.jsonl", part="2", is_file=False)

    assert match([row._replace(sketch=half)], before) == ["A"]
    assert match([row._replace(sketch=half._replace(title="Title 2"))], before) == [""]
    assert match([row._replace(sketch=sketched(" ".join(sentences(2)), "Title 1"))], before) == [""]


def test_a_note_of_a_line_goes_on_under_a_mended_headline() -> None:
    """Where the headline is part of the text, what is left below it says that the file tells the same story."""
    below = "row outer pole found young build."
    before = memory(("A", unit("a.txt", sketch=short("Ligt bell", f"Ligt bell {below}"))))

    assert match([unit("a.txt", sketch=short("Light bells", f"Light bells {below}"))], before) == ["A"]
    assert match([unit("a.txt", sketch=short("A fish", "A fish was caught below the pier."))], before) == [""]


def test_a_title_that_two_bear_tells_nothing() -> None:
    """Of two short notes under one headline nobody knows which went on, and a note that stays is not another's."""
    notes = [unit(path, sketch=short("Notes", f"Of {path}.")) for path in ("a.md", "b.md", "c.md", "d.md")]
    two = memory(("A", notes[0]), ("B", notes[1]), lost=["A", "B"])
    staying = memory(("A", notes[0]))

    assert match([notes[2]], two) == [""]
    assert match(notes[2:], memory(("A", notes[0]), lost=["A"])) == ["", ""]
    assert match([notes[2]], staying) == [""]


def test_likeness_counts_only_for_what_is_gone() -> None:
    """A near-copy of a document that is still there is a document of its own."""
    assert match([unit("b.md", sketch=edited(1))], memory(("A", unit("a.md", 1)))) == [""]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/a/", "http://example.org/a"),
        ("https://example.org/a?utm_source=feed&b=1#top", "https://example.org/a?b=1"),
        ("https://EXAMPLE.org", "https://example.org/"),
    ],
)
def test_addresses_that_mean_one_page(one: str, other: str) -> None:
    """Scheme, www, tracking, fragment and a trailing slash make no difference."""
    assert identity.canonical(one) == identity.canonical(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("https://example.org/A", "https://example.org/a"), ("https://example.org/?p=1", "https://example.org/?p=2")],
)
def test_addresses_that_mean_two_pages(one: str, other: str) -> None:
    """The path's case and other queries do."""
    assert identity.canonical(one) != identity.canonical(other)
    assert identity.canonical("") == ""


# Minting


def test_an_id_is_a_function_of_authority_and_seed() -> None:
    """The same document is given the same id anywhere, another one under another authority."""
    id, seed = identity.mint(unit("café.md"), "example.org", lambda _: False)

    assert (id, seed) == identity.mint(unit("cafe\u0301.md", 5), "example.org", lambda _: False)
    assert UUID(id.removeprefix("urn:uuid:")).version == 5
    assert id != identity.mint(unit("café.md"), "example.net", lambda _: False)[0]


@pytest.mark.parametrize(
    ("changes", "seed"),
    [
        ({"explicit_id": "n-1", "url": "example.org/a"}, "n-1"),
        ({"url": "example.org/a"}, "example.org/a"),
        ({"part": "7"}, "a.md#7"),
        ({}, "a.md"),
    ],
)
def test_what_an_id_is_minted_from(changes: dict[str, Any], seed: str) -> None:
    """The document's own id, else its address, else its place."""
    assert identity.mint(unit("a.md", **changes), "example.org", lambda _: False)[1] == seed


def test_an_iri_stands_as_it_is() -> None:
    """A document's own IRI is its id, unless another item has it."""
    own = unit("a.md", explicit_id="tag:example.org,2026:a")
    taken = {"tag:example.org,2026:a"}

    assert identity.mint(own, "example.org", lambda _: False)[0] == "tag:example.org,2026:a"
    assert identity.mint(own, "example.org", taken.__contains__)[0].startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("id", "stands"),
    [
        ("https://x.example/?a=1&b=2", True),
        ("https://x.example/a%20b/%C3%A9", True),
        ("tag:a@x.example,2026-01-01:y/z#f", True),
        ("urn:isbn:0451450523", True),
        ("https://X.example/", False),
        ("https://x.example", False),
        ("http://x.example:80/", False),
        ("https://x.example/a/../b", False),
        ("https://x.example/%7eb", False),
        ("https://x.example/é", False),
        ("tag:x", False),
        ("urn:uuid:1", False),
        ("urn:x:y", False),
        ("yt:video:1", False),
        ("tag:x,2026:\x01", False),
    ],
)
def test_an_id_stands_as_it_is_in_its_normal_form_only(id: str, stands: bool) -> None:
    """Readers compare letter by letter and validators warn: of another form, or another scheme, an id is made."""
    minted = identity.mint(unit("a.md", explicit_id=id), "example.org", lambda _: False)[0]

    assert minted == (id if stands else identity.urn("example.org", id))


def test_a_taken_id_is_never_given_again() -> None:
    """A second, and a third, document with the same seed get ids of their own, each with the seed it came from."""
    taken: set[str] = set()
    for _ in range(3):
        id, seed = identity.mint(unit("a.md"), "example.org", taken.__contains__)
        assert id == identity.urn("example.org", seed)
        taken.add(id)

    assert len(taken) == 3


# Slugs


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The Quay, at Dusk", "the-quay-at-dusk"),
        ("Größe & Façade", "grosse-facade"),
        ("Don’t", "dont"),
        ("Łódź — Ærø", "lodz-aero"),
        ("  --  ", ""),
        ("日本", ""),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_slugs_are_plain(text: str, slug: str) -> None:
    """Letters lose their marks, everything else becomes a hyphen."""
    assert slugs.slugify(text) == slug


@given(st.text(max_size=200))
def test_any_text_gives_a_safe_slug(text: str) -> None:
    """Whatever a title holds, its slug is a short piece of a path."""
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slugs.slugify(text))
    assert len(slugs.slugify(text)) <= slugs.LONGEST


@given(st.text(max_size=100), st.text(max_size=100), st.text(max_size=40))
def test_any_item_has_a_slug_of_its_own(asked: str, title: str, id: str) -> None:
    """However many items ask for one slug, each gets one, all of them safe and none too long."""
    taken: set[str] = set()
    for _ in range(4):
        slug = slugs.slug_for(asked, title, id, taken.__contains__)
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)
        assert len(slug) <= slugs.LONGEST + 2
        assert slug not in taken
        taken.add(slug)


def test_a_long_title_is_cut_between_words() -> None:
    """A slug ends with a whole word."""
    assert slugs.slugify("harbour " * 20) == "-".join(["harbour"] * 10)


def test_a_taken_slug_is_told_apart_by_the_id() -> None:
    """The second item of a title has a piece of its id in its address, so that no order decides."""
    slug = slugs.slug_for("", "Fog", "urn:uuid:12345678-9abc", {"fog"}.__contains__)

    assert slug == "fog-123456789a"


# Dates


def remembered(**changes: Any) -> Known:
    """Return an item as it was published at 1000 and last changed at 2000."""
    plain = known("A", unit("a.md"), published=1000, first_seen=1000, updated=2000)
    return plain._replace(bytes_digest="bytes", text_digest="text")._replace(**changes)


def test_a_first_date() -> None:
    """A stated date is taken, else the clock of the first build."""
    assert identity.published_for(500, None, 1000) == 500
    assert identity.published_for(None, None, 1000) == 1000


@pytest.mark.parametrize(
    ("stated", "before", "published"),
    [(None, None, 1000), (None, 1000, 1000), (1000, 1000, 1000), (700, 1000, 700), (700, None, 700)],
    ids=["never stated", "taken out", "the same", "another", "stated at last"],
)
def test_published_moves_only_with_a_changed_statement(stated: int | None, before: int | None, published: int) -> None:
    """Once published, an item keeps its date, unless its document states another one."""
    assert identity.published_for(stated, remembered(explicit=before), 9999) == published


NOW = 5000


@pytest.mark.parametrize(
    ("dated", "updated"),
    [
        (Dated(None, "bytes", "text", minor=False), 2000),
        (Dated(None, "bytes", "other", minor=False), 2000),
        (Dated(None, "other", "text", minor=False), 2000),
        (Dated(None, "other", "other", minor=False), NOW),
        (Dated(None, "other", "other", minor=True), 2000),
        (Dated(3000, "other", "other", minor=False), 3000),
        (Dated(1500, "other", "other", minor=False), 2000),
    ],
    ids=["nothing", "cleaned anew", "retagged", "edited", "a minor edit", "stated", "stated before"],
)
def test_updated_moves_only_with_the_document(dated: Dated, updated: int) -> None:
    """It takes other bytes and another text or title, or the document's own word; it never goes back."""
    assert identity.updated_for(dated, remembered(), 1000, NOW) == updated


def test_updated_never_lies_before_published() -> None:
    """A date of publication that is moved on takes `updated` along."""
    assert identity.updated_for(Dated(None, "bytes", "text", minor=False), remembered(), 4000, NOW) == 4000
    assert identity.updated_for(Dated(200, "b", "t", minor=False), None, 300, NOW) == 300
    assert identity.updated_for(Dated(None, "b", "t", minor=False), None, 300, NOW) == 300


def test_a_clock_that_runs_behind_hides_no_edit() -> None:
    """An edit found by a build whose clock is behind goes on from the later second: programs look for another one."""
    assert identity.updated_for(Dated(None, "other", "other", minor=False), remembered(), 1000, 1500) == 2001


def test_no_two_items_share_a_second() -> None:
    """Each of many items with one date gets the next free second, without looking at each again."""
    taken = {100, 103}
    looks = []

    def is_taken(second: int) -> bool:
        looks.append(second)
        return second in taken

    passed: dict[int, int] = {}
    for _ in range(1000):
        taken.add(identity.free_second(100, is_taken, passed))

    assert taken == set(range(100, 1102))
    assert len(looks) < 3000


def test_the_oldest_of_a_story_gives_it_its_id() -> None:
    """The first published, among those never published the first seen, then the first in the corpus."""
    published = [remembered(id="late", seq=7), remembered(id="early", seq=3), remembered(id="unseen", seq=None)]
    fresh = [remembered(id="b", seq=None, path="b"), remembered(id="a", seq=None, path="a")]

    assert identity.oldest(published).id == "early"
    assert identity.oldest(fresh).id == "a"
    assert identity.oldest([*fresh, remembered(id="first", seq=None, first_seen=1)]).id == "first"
