"""Editions from the documents to the frozen letter: what each covers, what it keeps, and what it says of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from feedpress.catalog import lock
from feedpress.cli import main
from feedpress.cli.building import tally
from workbench import DAY, DRAFTING, NOW, Bench, differing, sentences, story

PLACE = 16
"""The line of a template after which a mistake is put: in each of them between two rules, rows or macros."""
BRAND = '[newsletter.brand]\naccent = "{accent}"\naccent_dark = "{dark}"\n'


def day(number: int) -> str:
    """Return the date `number` days after the first of August 2026."""
    return f"2026-08-{number + 1:02}"


def bench(folder: Path, stories: int = 3, more: str = "") -> Bench:
    """Return a site of `stories` documents, the higher the number the newer, built once; `more` ends its settings."""
    site = Bench(folder, DRAFTING + more)
    for number in range(stories):
        site.put(f"{number}.md", story(number, f"Story {number}", date=day(number % 20)))
    site.build(NOW)
    return site


def frozen(site: Bench, id: str) -> dict[str, Any]:
    """Return what is published as the record of the edition `id`."""
    found: dict[str, Any] = json.loads(site.published()[f"newsletter/{id}/edition.json"])
    return found


def ids(site: Bench) -> list[str]:
    """Return the ids of the editions, the newest first."""
    return [json.loads(line)["id"] for line in site.run("edition", "list", "--json").splitlines()]


def titles(record: dict[str, Any]) -> list[str]:
    """Return the titles of the stories of an edition, in reading order."""
    return [one["title"] for one in record["items"]]


def letter(site: Bench, name: str = "email.html") -> str:
    """Return a file of the draft."""
    return site.published()[f"newsletter/draft/{name}"].decode()


# Choosing


def test_the_first_edition_covers_the_newest_twenty(tmp_path: Path) -> None:
    """What is older counts as known, and no later edition brings it."""
    site = bench(tmp_path, 25)
    site.build(NOW + DAY, freezes=True)
    site.put("late.md", story(90, "Late", date="1999-01-01"))
    report = site.build(NOW + 2 * DAY, freezes=True)

    first, second = (frozen(site, id) for id in reversed(ids(site)))
    assert len(first["items"]) == 20
    assert titles(second) == ["Late"]
    assert report.edition is not None
    assert report.edition.state == "frozen"


def test_late_and_backdated_items_come_once_in_the_next_edition(tmp_path: Path) -> None:
    """A story dated before the last edition is in the next one, and in that one only."""
    site = bench(tmp_path)
    site.build(NOW + DAY, freezes=True)
    site.put("old.md", story(50, "Backdated", date="2001-01-01"))
    site.build(NOW + 2 * DAY, freezes=True)
    site.put("new.md", story(51, "New", date=day(25)))
    site.put("old.md", story(50, "Backdated, retold", date="2001-01-01"))
    site.build(NOW + 3 * DAY, freezes=True)

    found = [titles(frozen(site, id)) for id in reversed(ids(site))]
    assert found[1:] == [["Backdated"], ["New"]]


def test_front_matter_pins_places_and_holds_back(tmp_path: Path) -> None:
    """`newsletter: lead`, `section:` and `newsletter: false` say where a story stands, or that it does not."""
    site = bench(tmp_path)
    site.put("pin.md", story(60, "Pinned", date="2020-01-01", newsletter="lead"))
    site.put("out.md", story(61, "Held back", date=day(29), newsletter=False))
    site.put("place.md", story(62, "Placed", date=day(28), section="From the quay"))
    site.build(NOW + DAY)

    text = letter(site, "email.txt")
    assert text.index("Pinned") < text.index("--- From the quay ---") < text.index("Placed")
    assert "Held back" not in text + letter(site)
    site.put("out.md", story(61, "Held back", date=day(29)))
    site.build(NOW + 2 * DAY)
    assert "Held back" in letter(site)


def test_nothing_new_is_no_edition_and_no_draft(tmp_path: Path) -> None:
    """With nothing waiting there is no draft folder, nothing to freeze, and no error."""
    site = bench(tmp_path)
    site.build(NOW + DAY, freezes=True)

    report = site.build(NOW + 2 * DAY, freezes=True)

    assert report.edition is None
    assert len(ids(site)) == 1
    assert not (site.output / "newsletter" / "draft").exists()


def test_too_few_items_are_no_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Below `min_items` there is a draft to look at, and neither the command nor a rehearsal of it freezes anything."""
    site = bench(tmp_path, 4, "min_items = 5\n")

    site.run("edition")
    said = capsys.readouterr().err
    site.run("edition", "--dry-run")

    assert ids(site) == []
    assert "4 of 5 items wait for an edition ([newsletter] min_items); nothing was frozen" in said
    assert "4 of 5 items wait for an edition" in capsys.readouterr().err
    assert "Story 3" in letter(site)


def test_the_timetable_passes_over_too_few_items(tmp_path: Path) -> None:
    """When its time comes and too few wait, no edition is due until the next time; then it is, and is told of."""
    site = bench(tmp_path, 4, 'min_items = 5\n[[schedule]]\njob = "edition"\nevery = "48 hours"\n')
    for number in range(1, 4):
        site.build(NOW + number * DAY)
    site.put("fifth.md", story(70, "The fifth"))
    site.build(NOW + 3 * DAY + 60)
    early = ids(site)
    report = site.build(NOW + 4 * DAY)

    assert early == []
    assert report.edition is not None
    assert (report.edition.items, report.edition.state) == (5, "frozen")
    assert tally(report).endswith(f"in all, edition {report.edition.id}")


def test_too_few_items_without_a_draft_are_told_of_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `draft = false` no draft says how many wait."""
    site = bench(tmp_path, 1, "min_items = 5\ndraft = false\n")

    site.run("edition")

    assert "fewer than 5 items wait for an edition; nothing was frozen" in capsys.readouterr().err
    assert not (site.output / "newsletter" / "draft").exists()


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("1.md", "items/story-1/"),
        ("seeds/1.md", "items/story-1/"),
        ("1/#part", "items/story-1/#part"),
        ("about/", "about/"),
        ("quay.png", "quay.png"),
        ("https://other.example/", "https://other.example/"),
    ],
)
def test_the_introduction_links_to_items_as_documents_do(tmp_path: Path, link: str, address: str) -> None:
    """A link to a document leads to its page, seen from the site or from the corpus; others are the site's."""
    site = bench(tmp_path)
    site.put("quay.png", b"png")
    (site.folder / "intro.md").write_text(f"Read [this]({link}).\n")
    site.build(NOW + DAY, freezes=True)

    (found,) = re.findall('href="([^"]*)"', frozen(site, ids(site)[0])["intro_html"])
    assert found.removeprefix("https://gazette.example/") == address


def test_the_introduction_is_used_until_an_edition_had_it(tmp_path: Path) -> None:
    """The same words open one edition only, even where a later one had none at all."""
    site = bench(tmp_path)
    intro = site.folder / "intro.md"
    intro.write_text("Good *vesperine*.\n")
    site.build(NOW + DAY, freezes=True)
    site.put("a.md", story(80, "A"))
    site.build(NOW + 2 * DAY)
    unchanged = letter(site)
    intro.unlink()
    site.build(NOW + 3 * DAY, freezes=True)
    intro.write_text("Good *vesperine*.\n")
    site.put("b.md", story(81, "B"))
    site.build(NOW + 4 * DAY)
    again = letter(site)
    intro.write_text("Good evening.\n")
    site.build(NOW + 5 * DAY)

    assert "<em>vesperine</em>" in frozen(site, ids(site)[-1])["intro_html"]
    assert ["vesperine" in html for html in (unchanged, again)] == [False, False]
    assert "Good evening." in letter(site)


def test_an_introduction_that_cannot_be_read_is_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that may not be read is the outside's failure, named, and nothing is written."""
    site = bench(tmp_path)
    (site.folder / "intro.md").write_text("x")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "intro.md":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    site.put("a.md", story(80, "A"))

    assert main(["-C", str(site.folder), "build"]) == 4
    assert "intro.md: Permission denied; make it readable" in capsys.readouterr().err


# In brief

TAILS = {
    "Harbour Town Votes to Rebuild Its Lighthouse by Spring": "Councillors approved the budget on Monday. Some fear...",
    "Why Beekeepers Are Switching to Timber Hives Again": "Plastic frames warp in the heat. Growers in the south...",
    "Orchestra Names First Female Conductor Since 1912": "Rehearsals begin in autumn. Season tickets will...",
}
HEADLINES = list(TAILS)


def crawled(seed: int, *headlines: str) -> str:
    """Return a text as it is crawled, with other stories' `headlines` and first words after its own."""
    told = sentences(seed)
    own = f"Notes From Valley {seed}\n\n{' '.join(told[:4])}\n\n{' '.join(told[4:])}\n\nMore from Mill Press\n"
    begun = (f"\n{title}\n{text}\n" for title, text in zip(headlines, TAILS.values(), strict=False))
    return own + "".join(begun)


def briefs(site: Bench) -> list[str]:
    """Return the titles that the draft lists in brief."""
    text = letter(site, "email.txt").partition("--- In brief ---")[2]
    return [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]


def test_a_teaser_is_in_one_edition_at_most(tmp_path: Path) -> None:
    """What an edition listed in brief comes in no later one, in whatever case and with whatever signs."""
    site = Bench(tmp_path, DRAFTING)
    site.put("mill/a.txt", crawled(1, *HEADLINES[:2]))
    site.build(NOW)
    first = briefs(site)
    site.build(NOW + DAY, freezes=True)
    site.put("quay/b.txt", crawled(2, HEADLINES[0].replace("Its", "Its:"), HEADLINES[2]))
    site.build(NOW + 2 * DAY)

    assert (first, briefs(site)) == (HEADLINES[:2], HEADLINES[2:])


def test_a_teaser_that_becomes_an_item_is_told_in_brief_no_more(tmp_path: Path) -> None:
    """Once its story is an item, in whatever case, the draft drops it, though nothing else of the draft changed."""
    site = Bench(tmp_path, DRAFTING)
    site.put("a.txt", crawled(1, *HEADLINES[:2]))
    site.build(NOW)
    before = briefs(site)
    site.put("b.md", story(5, HEADLINES[1].upper() + "!", newsletter=False))
    site.build(NOW + DAY)
    incremental = site.published()
    site.build(NOW + DAY, is_full=True)
    full = site.published()
    site.take("b.md")
    site.build(NOW + 2 * DAY)

    assert before == HEADLINES[:2]
    assert (differing(incremental, full), briefs(site)) == ([], HEADLINES[:2])
    assert HEADLINES[1] not in incremental["newsletter/draft/email.txt"].decode()


# The dry run


def test_the_dry_run_explains_each_candidate(tmp_path: Path) -> None:
    """It names number, size, subject and preview, and for each story how it is treated and why, in 80 columns."""
    site = bench(tmp_path, 25, "items = 2\n")
    site.put("wide.md", story(61, "日本語の長い見出しが続く" * 6, date=day(22)))
    site.put("out.md", story(62, "Held back " * 12, date=day(24), newsletter=False))
    site.build(NOW + DAY)

    lines = site.run("edition", "--dry-run").splitlines()

    assert re.fullmatch(r"edition  No\. 1: 20 items, \d+\.\d kB of HTML", lines[0])
    assert lines[1].startswith("subject  The Harbour Gazette · ")
    assert lines[2].startswith("preview  ")
    told = "\n".join(lines)
    assert "one of the newest 2" in told
    assert "older than those told at length" in told
    assert "none     Held back Held back" in told
    assert "`newsletter: false` in its document" in told
    assert "the first edition takes the newest 20, 6 older ones count as known" in told
    assert max(len(line) + len(re.findall(r"[\u3040-\u9fff]", line)) for line in lines) <= 79


def test_the_dry_run_is_json_where_asked(tmp_path: Path) -> None:
    """One object a line, of those in it and those held back; nothing is frozen by looking."""
    site = bench(tmp_path, 2)
    site.put("out.md", story(62, "Held back", newsletter=False))
    site.build(NOW + DAY)

    rows = [json.loads(line) for line in site.run("edition", "--dry-run", "--json").splitlines()]

    assert [(row["title"], row["treatment"]) for row in rows] == [
        ("Story 1", "full"),
        ("Story 0", "summary"),
        ("Held back", "none"),
    ]
    assert all(row["reason"] for row in rows)
    assert ids(site) == []


def test_the_dry_run_of_nothing_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing waits: nothing on stdout, a word on stderr."""
    site = bench(tmp_path)
    site.build(NOW + DAY, freezes=True)

    assert site.run("edition", "--dry-run") == ""
    assert "nothing waits for an edition" in capsys.readouterr().err


# Lifecycle


def test_a_record_holds_what_an_edition_was(tmp_path: Path) -> None:
    """`edition.json` names each item with its text's digest, the templates, and the digest of each frozen file."""
    site = bench(tmp_path)
    site.build(NOW + DAY, freezes=True)
    (id,) = ids(site)
    files, record = site.published(), frozen(site, id)

    assert {one["id"] for one in record["items"]} == {item["id"] for item in site.items()}
    assert all(re.fullmatch("[0-9a-f]{64}", one["digest"]) for one in record["items"])
    assert re.fullmatch("[0-9a-f]{64}", record["templates"])
    for part in ("html", "txt", "eml"):
        data = files[f"newsletter/{id}/email.{part}"]
        assert record["parts"][part] == {"sha256": sha256(data).hexdigest(), "bytes": len(data)}


def test_a_draft_opens_as_one_and_an_edition_does_not(tmp_path: Path) -> None:
    """Mail programs open the draft's message ready to be sent; the frozen one is as subscribers get it."""
    site = bench(tmp_path)
    draft = site.published()["newsletter/draft/email.eml"]
    site.build(NOW + DAY, freezes=True)
    sent = site.published()[f"newsletter/{ids(site)[0]}/email.eml"]

    assert message_from_bytes(draft, policy=default)["X-Unsent"] == "1"
    assert "X-Unsent" not in message_from_bytes(sent, policy=default)


def test_a_discarded_edition_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its items wait again, its pages go, and the next one has its number, its id and its introduction."""
    site = bench(tmp_path)
    (site.folder / "intro.md").write_text("Good morning.\n")
    site.run("edition")
    (id,) = ids(site)
    site.run("edition", "discard", id)
    capsys.readouterr()
    site.run("build")

    assert ids(site) == []
    assert not (site.output / "newsletter" / id).exists()
    assert not list((site.state / "kept").rglob("email.*"))
    assert "Good morning." in letter(site)
    site.run("edition")
    assert ids(site) == [id]
    assert f"edition {id}: 3 items" in capsys.readouterr().err
    assert frozen(site, id)["number"] == 1


def test_only_the_newest_edition_can_be_discarded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An older one, or one that is not there, is refused with the way out."""
    site = bench(tmp_path)
    site.build(NOW + DAY, freezes=True)
    site.put("a.md", story(80, "A"))
    site.build(NOW + 2 * DAY, freezes=True)
    newest, oldest = ids(site)

    assert main(["-C", str(site.folder), "edition", "discard", oldest]) == 2
    assert f"feedpress edition discard {newest}" in capsys.readouterr().err
    assert main(["-C", str(site.folder), "edition", "show", "2001-01-01"]) == 2
    assert "there is no edition 2001-01-01" in capsys.readouterr().err


_STEPS = st.lists(
    st.sampled_from(["add", "edit", "take", "bring", "freeze", "template", "settings", "version", "full", "rename"]),
    min_size=4,
    max_size=14,
)


@given(_STEPS)
@bounds(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_frozen_bytes_never_change_and_no_item_is_in_two(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    """Whatever happens to documents, templates, settings and the version: an edition stays, and covers what it did."""
    site = bench(tmp_path_factory.mktemp("site"))
    kept: dict[str, bytes] = {}
    with pytest.MonkeyPatch.context() as patch:
        for number, step in enumerate(["freeze", *steps, "add", "freeze"], 1):
            _take(site, step, number, patch)
            site.build(NOW + number * DAY, freezes=step == "freeze", is_full=step == "full", allows_shrink=True)
            found = {
                path: data
                for path, data in site.published().items()
                if re.match(r"newsletter/2\d{3}-.*/(email|edition)\.", path)
            }
            assert {path: found.get(path) for path in kept} == kept
            kept = found

    records = [json.loads(data) for path, data in kept.items() if path.endswith("edition.json")]
    covered = Counter(one["id"] for record in records for one in record["items"])
    assert set(covered.values()) == {1}
    assert {item["edition"] for item in site.items()} <= {record["id"] for record in records}
    assert sorted(record["number"] for record in records) == list(range(1, len(records) + 1))


def _take(site: Bench, step: str, number: int, patch: pytest.MonkeyPatch) -> None:
    """Do what `step` says, as the `number`th of its kind."""
    if step in {"add", "bring"}:
        site.put("back.md" if step == "bring" else f"new-{number}.md", story(7 if step == "bring" else number + 100))
    elif step == "edit":
        site.put("1.md", story(1, f"Story 1, edition {number}", date=day(1)) + "\n" + sentences(number)[0] + "\n")
    elif step == "take":
        (site.corpus / "back.md").unlink(missing_ok=True)
    elif step == "rename" and (site.corpus / "2.md").exists():
        site.move("2.md", f"moved/{number}.md")
    elif step == "template":
        own = site.folder / "templates" / "email"
        own.mkdir(parents=True, exist_ok=True)
        (own / "phone.css").write_text(f".pad {{ margin: {number}px !important; }}\n")
    elif step == "settings":
        site.configure(DRAFTING + BRAND.format(accent=f"#1111{number:02}", dark="#f2a594"))
    elif step == "version":
        patch.setattr("feedpress.__version__", f"9.{number}")


# Taking a story back


@pytest.mark.parametrize("name", ["subject", "preheader"])
@pytest.mark.parametrize(
    "template", ["{{ edition.lead.title }}", "News: {{ edition.lead.summary }}", "Of {{ site.title }}"]
)
def test_a_withdrawn_story_is_not_spoken_of(tmp_path: Path, name: str, template: str) -> None:
    """After `forget`, neither subject nor preheader, page, list or feed of the edition has the story's words."""
    site = bench(tmp_path, 2, f'{name} = "{template}"\n')
    site.put("lead.md", story(5, "The Secret of the Third Lock", date=day(22)))
    site.build(NOW + DAY)
    site.run("edition")
    (id,) = ids(site)
    item = site.item("lead.md")
    assert "Third Lock" in (site.output / f"newsletter/{id}/edition.json").read_text()

    site.run("forget", item["id"])

    record = frozen(site, id)
    below = {path: data.decode() for path, data in site.published().items() if path.startswith("newsletter/")}
    told = "\n".join([*below.values(), site.run("edition", "list", "--json"), site.run("edition", "show", id)])
    assert record["withdrawn"] == [item["id"]]
    assert "Third Lock" not in told
    assert item["summary"][:30] not in told
    assert record["subject"]
    assert (record[name] == "Of The Harbour Gazette") == template.startswith("Of")


# The sender


def test_a_sender_that_was_made_up_is_a_problem(tmp_path: Path) -> None:
    """Without `from`, build and check say whom the letter would come from; with it, or no url, or no draft, nothing."""
    url = '[site]\ntitle = "Tide"\nurl = "https://tide.example/"\n'
    site = Bench(tmp_path, url)
    site.put("a.md", story(1, "A"))

    def problems(settings: str) -> list[str]:
        site.configure(settings)
        return [problem.what for problem in site.build(NOW).problems if "from" in problem.what]

    what = "no `from` in [newsletter], so that letters come from newsletter@tide.example, which may not exist"
    assert problems(url) == [what]
    (finding,) = (finding for finding in site.findings() if finding["code"] == "N-from")
    assert (finding["path"], finding["what"]) == ("newsletter/draft/email.eml", what)
    assert finding["fix"] == 'feedpress.toml: set e.g. from = "Tide <letter@tide.example>"'
    assert problems(url + '[newsletter]\nfrom = "a@tide.example"\n') == []
    assert "N-from" not in {finding["code"] for finding in site.findings()}
    assert problems('[site]\ntitle = "Tide"\n') == []
    assert problems(url + "[newsletter]\ndraft = false\n") == []


# The look


def test_a_pale_accent_is_found(tmp_path: Path) -> None:
    """Colours of the owner's that are too weak, in light or in dark, are findings that name the setting."""
    site = bench(tmp_path, 2, BRAND.format(accent="#e8b0a0", dark="#333333"))

    found = [finding for finding in site.findings() if finding["code"].startswith("N-contrast")]

    assert sorted(finding["code"] for finding in found) == ["N-contrast-dark", "N-contrast-light"]
    assert all("[newsletter.brand]" in finding["fix"] for finding in found)
    site.configure(DRAFTING + BRAND.format(accent="#1f5f8b", dark="#9cc9ec"))
    site.build(NOW + DAY)
    assert "N-contrast" not in str(site.findings())
    assert "#1f5f8b" in letter(site)
    assert "#9cc9ec" in letter(site)


def test_a_logo_is_published_and_stands_in_the_letter(tmp_path: Path) -> None:
    """A picture among the templates' assets is a logo: absolute in the letter, with the title where it is not shown."""
    site = bench(tmp_path, 2, '[newsletter.brand]\nlogo = "assets/logo.png"\nlogo_width = 180\n')
    own = site.folder / "templates" / "pages" / "assets"
    own.mkdir(parents=True)
    (own / "logo.png").write_bytes(b"\x89PNG")
    site.build(NOW + DAY)

    assert (site.output / "assets" / "logo.png").is_file()
    assert re.search(r'<img[^>]* src="https://gazette\.example/assets/logo\.png"[^>]* width="180"', letter(site))
    assert 'alt="The Harbour Gazette"' in letter(site)


# Templates


def mistaken(site: Bench, name: str, line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Put `line` into the site's own template `name`; return what a build that fails says of it."""
    main(["-q", "init", "--templates", str(site.folder)])
    path = site.folder / "templates" / name
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:PLACE], line, *lines[PLACE:]]) + "\n")
    before = site.published()
    capsys.readouterr()

    assert main(["-C", str(site.folder), "build"]) == 2
    assert site.published() == before
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("email/edition.html", "{{ edition.leed.title }}", "'leed'"),
        ("email/edition.html", "{% if %}", "Expected an expression"),
        ("email/edition.txt", "{{ 1 / 0 }}", "ZeroDivisionError"),
        ("email/macros.html", "{% endfor %}", "unknown tag 'endfor'"),
        ("email/edition.css", ".column { color #1d1a16; }", "`color #1d1a16` is no declaration"),
        ("email/edition.css", ".column { color: #1d1a16; ", "begins before the rule above it ends"),
        ("email/edition.css", "@font-face { font-family: x; }", "`@font-face` would be lost"),
        ("email/edition.css", "@import url(x.css);", "`@import` would have to be fetched"),
        ("email/edition.css", ".column { color: {{ nothing }}; }", "'nothing' is undefined"),
        ("email/dark.css", ".column { color: #1d1a16; } }", "a brace too many closes"),
    ],
)
def test_a_mistake_in_a_template_names_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, line: str, said: str
) -> None:
    """One line on stderr with the template's place; the build ends with 2 and what is published stays as it was."""
    site = bench(tmp_path)

    told = mistaken(site, name, line, capsys)

    place = re.match(rf"templates/{re.escape(name)}:(\d+): ", told)
    assert place
    assert said in told
    assert int(place[1]) == PLACE + (2 if "begins before" in said else 1)
    assert "Traceback" not in told


@pytest.mark.parametrize(("wrong", "said"), [("{{ edition.titel }}", "'titel'"), ("{{ edition", "unexpected end")])
@pytest.mark.parametrize("key", ["subject", "preheader"])
def test_a_mistake_in_a_setting_names_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, wrong: str, said: str
) -> None:
    """A subject that asks for what is not there, or is cut off, ends the build with 2 and the line it stands in."""
    site = bench(tmp_path)
    site.configure(DRAFTING + f'{key} = "{wrong}"\n')

    told = failing(site, capsys)

    assert told.startswith(f"feedpress.toml:{len((DRAFTING + key).splitlines())}: `{key}` in [newsletter]: ")
    assert said in told


def failing(site: Bench, capsys: pytest.CaptureFixture[str]) -> str:
    """Build, which is expected to end with 2, and return what it says."""
    capsys.readouterr()

    assert main(["-C", str(site.folder), "build"]) == 2
    return capsys.readouterr().err


def test_a_mistake_is_found_though_nothing_waits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With no draft to make, a mistake in the subject or a template of the letter ends each build."""
    site = bench(tmp_path)
    site.build(NOW + DAY, freezes=True)
    site.configure(DRAFTING + 'draft = false\nsubject = "{{ edition.titel }}"\n')
    subjects = [failing(site, capsys) for _ in range(2)]
    site.configure(DRAFTING)
    site.build(NOW + 2 * DAY)

    assert all("feedpress.toml" in said and "'titel'" in said for said in subjects)
    assert mistaken(site, "email/edition.txt", "{{ edition.titel }}", capsys).startswith("templates/email/edition.txt:")
    assert mistaken(site, "email/edition.css", ".x { color red; }", capsys).startswith(
        f"templates/email/edition.css:{PLACE + 1}: "
    )


def test_whatever_an_edition_may_hold_may_be_asked_for(tmp_path: Path) -> None:
    """A subject of the sixth section, the twelfth brief or the counted stories is no mistake while nothing waits."""
    site = bench(tmp_path)
    site.build(NOW + DAY, freezes=True)
    asked = "edition.sections[5].stories[2].title, edition.briefs[11].text, edition.also[11].url[edition.counted]"
    site.configure(DRAFTING + f'subject = "{{{{ {asked} }}}}"\n')

    assert site.build(NOW + 2 * DAY).edition is None


def test_an_edit_shows_in_the_draft(tmp_path: Path) -> None:
    """A colour, the subject and a word in a template of one's own are in the next draft, and in no frozen edition."""
    site = bench(tmp_path)
    site.build(NOW + DAY, freezes=True)
    site.put("a.md", story(9, "A"))
    main(["-q", "init", "--templates", str(site.folder)])
    sheet, page = (site.folder / "templates" / "email" / name for name in ("edition.css", "edition.html"))
    sheet.write_text(sheet.read_text().replace("#fcfbf8", "#f4f9ff"))
    page.write_text(page.read_text().replace("{{ words.past_editions }}", "All our letters"))
    site.configure(DRAFTING + 'subject = "No. {{ edition.number }} of {{ site.title }}"\n')
    site.build(NOW + 2 * DAY)

    html = letter(site)
    assert "#f4f9ff" in html
    assert "All our letters" in html
    assert "<title>No. 2 of The Harbour Gazette</title>" in html
    assert "All our letters" not in site.published()[f"newsletter/{ids(site)[0]}/email.html"].decode()


def test_a_link_of_the_letter_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    """A link to a page of ours that is not there is a finding; another program beside our folders is not asked."""
    site = bench(tmp_path)
    main(["-q", "init", "--templates", str(site.folder)])
    page = site.folder / "templates" / "email" / "edition.html"
    link = '<a class="link" href="{{ site.url }}items/gone/">Gone</a>'
    page.write_text(page.read_text().replace("</h1>", f"</h1>{link}"))
    text = page.with_suffix(".txt")
    text.write_text(text.read_text() + "{{ site.url }}items/gone/\n")
    site.build(NOW + DAY)

    found = [(one["code"], one["what"]) for one in site.findings() if one["path"] == "newsletter/draft/email.html"]

    assert found == [("L101", "leads to items/gone/index.html, which is not there")]


def test_editions_are_listed_while_a_build_is_at_work(tmp_path: Path) -> None:
    """`edition list` and `edition show` need no lock; what changes editions does."""
    bench = Bench(tmp_path, DRAFTING)
    bench.put("fog.md", story(1, "Fog"))
    bench.build(freezes=True)
    with lock.hold(bench.state / "lock"):
        (line,) = bench.run("edition", "list").splitlines()
        shown = json.loads(bench.run("edition", "show", line.split()[0]))
        refused = main(["-C", str(tmp_path), "edition", "discard", line.split()[0]])

    assert [story["title"] for story in shown["items"]] == ["Fog"]
    assert refused == 3


def test_editions_frozen_within_a_second_are_dated_apart(tmp_path: Path) -> None:
    """The feed of editions never has two entries that were updated at once: a validator would warn."""
    bench = Bench(tmp_path, DRAFTING)
    for number in (1, 2):
        bench.put(f"{number}.md", story(number, f"Number {number}"))
        bench.build(NOW, freezes=True)

    dates = re.findall(rb"<updated>(.*?)</updated>", bench.published()["newsletter/atom.xml"])

    assert len(set(dates[1:])) == 2
    assert not bench.findings()
