"""Real programs subscribe to a served site: all of them show the same items, and what they show as new is new."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
import served
from readers import Client, Newsboat, Reader, RssToMail, Sfeed, news, subscribe
from served import Site

import workbench
from workbench import story

pytestmark = pytest.mark.real


def _fill(site: Site) -> None:
    """Put documents of several kinds, with titles that look like markup, into the corpus."""
    site.put("tide.md", story(1, "Fish & chips <3 at AT&T", date="2026-03-01T10:00:00Z", tags=["sea"]))
    site.put("mast.md", story(2, "How to write &lt;b&gt; and &amp;amp;", date="2026-03-02T11:30:00+02:00"))
    site.put("deep/keel.md", story(3, "Ünïcödé, “quotes” — and 日本語", date="2026-03-03", author="Ann Ray"))
    site.put("rope.txt", f"A plain text about rope\n\n{story(4)}")
    body = "".join(f"<p>{line}</p>" for line in workbench.sentences(5))
    site.put(
        "sail.html", f"<html><head><title>A page about sails</title></head><body><h1>A page about sails</h1>{body}"
    )
    site.put("wind.md", story(6, "Wind", date="2025-03-03"))


class Press(NamedTuple):
    """A site that is served, and the programs that are subscribed to it."""

    site: Site
    clients: dict[str, Client]


@contextmanager
def _press(folder: Path, settings: str = "") -> Iterator[Press]:
    """Serve a site of six items, to which every program subscribed and of which everything was read."""
    with served.site(folder / "site", settings) as site:
        _fill(site)
        site.build()
        clients = subscribe(folder / "readers", site.url)
        first = news(clients)
        assert {len(ids) for ids in first.values()} == {6}, first
        yield Press(site, clients)


@pytest.fixture(scope="module")
def old_press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """Serve one site for all that may happen to it without anything being new, one thing after another."""
    with _press(tmp_path_factory.mktemp("old")) as found:
        yield found


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """Serve a site of a test's own."""
    with _press(tmp_path) as found:
        yield found


def test_every_reader_sees_the_same_items(press: Press) -> None:
    """Ids, titles, links and dates are the same in all programs and formats."""
    found = {label: client.items() for label, client in press.clients.items()}
    expected = found["Reader atom.xml"]

    assert {seen.title for seen in expected.values()} == {
        "Fish & chips <3 at AT&T",
        "How to write <b> and &amp;",
        "Ünïcödé, “quotes” — and 日本語",
        "A plain text about rope",
        "A page about sails",
        "Wind",
    }
    assert {label: items for label, items in found.items() if items != expected} == {}


def _rename(site: Site) -> None:
    (site.seeds / "moved").mkdir()
    (site.seeds / "deep" / "keel.md").rename(site.seeds / "moved" / "hull.md")


def _swap(site: Site) -> None:
    one, other, spare = site.seeds / "mast.md", site.seeds / "wind.md", site.seeds / "spare"
    one.rename(spare)
    other.rename(one)
    spare.rename(other)


def _retitle(site: Site) -> None:
    site.put("tide.md", story(1, "Another title altogether", date="2026-03-01T10:00:00Z", tags=["sea"]))


def _rewrite(site: Site) -> None:
    site.put("rope.txt", f"A plain text about rope\n\n{story(4)}\nAnd a last word, which nobody had foreseen.\n")


def _retag(site: Site) -> None:
    site.put("rope.txt.toml", 'tags = ["boats"]\n')


def _lose_output(site: Site) -> None:
    for path in site.output.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _lose_cache(site: Site) -> None:
    for path in site.state.glob("cache.sqlite3*"):
        path.unlink()


def _lose_both(site: Site) -> None:
    _lose_output(site)
    _lose_cache(site)


def _go_and_come_back(site: Site) -> None:
    path = site.seeds / "sail.html"
    text = path.read_bytes()
    path.unlink()
    site.build()
    site.put("sail.html", text)


def _take_away(site: Site) -> None:
    (site.seeds / "sail.html").unlink()


def _configure(site: Site) -> None:
    site.configure('language = "en-GB"\n[feeds]\nitems = 40\nby = ["tag", "author"]\n')


@pytest.mark.parametrize(
    "happen",
    [
        _rename,
        _swap,
        _retitle,
        _rewrite,
        _retag,
        _lose_output,
        _lose_cache,
        _lose_both,
        _go_and_come_back,
        _configure,
        _take_away,
    ],
)
def test_no_reader_shows_anything_new(old_press: Press, happen: Callable[[Site], None]) -> None:
    """Whatever happens to documents, settings and what was built, nobody is shown an old item as a new one."""
    happen(old_press.site)
    old_press.site.build()

    assert {label: ids for label, ids in news(old_press.clients).items() if ids} == {}


def test_a_new_document_is_one_new_item(press: Press) -> None:
    """One document more is one item more, the same one, in every program."""
    press.site.put("rudder.md", story(7, "The rudder", date="2026-04-01"))
    press.site.build()
    found = news(press.clients)
    (id,) = found["Reader atom.xml"]

    assert {label: ids for label, ids in found.items() if ids != {id}} == {}
    assert {client.items()[id].title for client in press.clients.values()} == {"The rudder"}


def test_a_changed_item_is_the_same_item(press: Press) -> None:
    """A new title and a new sentence reach the item that is there; nothing is new, nothing was read in vain."""
    (id,) = [id for id, seen in press.clients["Reader atom.xml"].items().items() if seen.title == "Wind"]
    link = press.clients["Reader atom.xml"].items()[id].link
    press.site.put("wind.md", f"{story(6, 'The wind', date='2025-03-03')}\nA sentence that is new here.\n")
    press.site.build()

    assert {label: ids for label, ids in news(press.clients).items() if ids} == {}
    for label, client in press.clients.items():
        seen = client.items()[id]
        assert (label, seen.link) == (label, link)
        match client:
            case Newsboat():
                assert seen.title == "The wind"
                assert "A sentence that is new here." in client.content(id)
            case Reader():
                assert (seen.title, client.modified) == ("The wind", 1)
            case RssToMail():
                assert seen.title == "Wind"  # what was mailed, was mailed
            case Sfeed():
                # It tells lines apart by id, title and link, and so keeps the old one too.
                assert {line.title for line in client.lines() if line.id == id} == {"Wind", "The wind"}


def test_a_page_that_moves_on_purpose_takes_its_item_along(press: Press) -> None:
    """A slug that was changed is a new link of the old item, in the programs that take one in; nothing is new."""
    (id,) = [id for id, seen in press.clients["Reader atom.xml"].items().items() if seen.title == "Wind"]
    press.site.put("wind.md", story(6, "Wind", date="2025-03-03", slug="the-breeze"))
    press.site.build()

    assert {label: ids for label, ids in news(press.clients).items() if ids} == {}
    links = {client.items()[id].link for client in press.clients.values() if isinstance(client, Newsboat | Reader)}
    assert links == {f"{press.site.url}items/the-breeze/"}


@pytest.mark.parametrize("settings", ["", 'authority = "gazette.example"\n'], ids=["kept", "set"])
def test_a_site_that_moves_takes_its_subscribers_along(tmp_path: Path, settings: str) -> None:
    """At another host and port, reached by a redirect or by an edited subscription, nothing is new."""
    with _press(tmp_path, settings) as (site, clients), served.moved(site):
        site.build()
        # sfeed follows no redirect: its user has to edit the address.
        redirected = news({label: client for label, client in clients.items() if not isinstance(client, Sfeed)})
        for label, client in clients.items():
            client.move(site.url + label.split()[1])
        followed = news(clients)
        links = {seen.link for seen in clients["Reader atom.xml"].items().values()}

    assert {label: ids for label, ids in redirected.items() if ids} == {}
    assert {label: ids for label, ids in followed.items() if ids} == {}
    assert all(link.startswith(site.url) for link in links)


def test_a_lost_memory_comes_back_from_the_ledger(tmp_path: Path) -> None:
    """A machine that has only the documents and the ledger publishes nothing that would look new."""
    with _press(tmp_path, '[catalog]\nledger = "ledger.jsonl"\n') as (site, clients):
        shutil.rmtree(site.state)
        site.build()

        assert {label: ids for label, ids in news(clients).items() if ids} == {}


def test_what_the_guard_refuses_would_have_flooded_everybody(press: Press) -> None:
    """Under another authority a build refuses; made to go on, it has every program show everything again."""
    press.site.configure('authority = "elsewhere.example"\n')
    refused = press.site.run("build")
    spared = news(press.clients)
    press.site.build("--allow-flood")
    flooded = news(press.clients)

    assert refused.returncode == 5
    assert {label: ids for label, ids in spared.items() if ids} == {}
    assert {label: len(ids) for label, ids in flooded.items()} == dict.fromkeys(press.clients, 6)


def test_a_missing_program_fails_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a program is not installed these tests fail, with the name of the Debian package; they never skip."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(AssertionError, match="r2e is missing: apt-get install rss2email"):
        RssToMail(tmp_path / "mail", "http://127.0.0.1/atom.xml")
