"""Addresses that a document's page had elsewhere lead to it: `aliases` and `redirect_from` of other generators."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedpress.normalize.aliases import OURS, AliasError, place_of
from feedpress.slugs import page_at
from workbench import DAY, NOW, SETTINGS, Bench, built, story

URL = "https://gazette.example/"


def leads(bench: Bench, path: str) -> str:
    """Return where the page at `path` of the output sends its reader, "" where it does not."""
    page = bench.output / path
    _, mark, rest = page.read_text().partition('http-equiv="refresh" content="0; url=') if page.is_file() else ("",) * 3
    return rest.partition('"')[0] if mark else ""


@pytest.mark.parametrize(
    ("alias", "address"),
    [
        ("/2019/old-name/", "/2019/old-name/"),
        ("/2019/old-name", "/2019/old-name/"),
        ("/2019/old.html", "/2019/old.html"),
        ("/2019/old/index.html", "/2019/old/"),
        ("/2019/03/index.php", "/2019/03/index.php/"),
        ("/caf%C3%A9//x/./y", "/café/x/y/"),
        ("old-name", "/posts/old-name/"),
        ("../old-name", "/old-name/"),
        (URL + "old/", "/old/"),
        ("/old\\name", "/old/name/"),
    ],
)
def test_an_alias_is_a_path_from_the_root(alias: str, address: str) -> None:
    """An alias names a page from the site's root, or beside its document's as Hugo has it, however it is written."""
    assert place_of(alias, "posts/new.md", URL) == address


def test_an_alias_of_a_bundle_lies_beside_its_folder() -> None:
    """The page of `posts/new/index.md` is `posts/new/`, so that its neighbour is `posts/old/`."""
    assert place_of("old", "posts/new/index.md", URL) == "/posts/old/"


@pytest.mark.parametrize(
    "alias",
    [
        "../../x", "/../x", "/%2e%2e/%2e%2e/etc/passwd", "/a/..", "/", "/index.html", "/items/x/", "/Tags/x", "/2024/",
        "/2024", "/atom.xml", "/atom.xml/x", "/sitemap-2024.xml", "/404.html", "/.git/x", "/x/.htaccess", "/x?p=1",
        "/x#y", "//other.example/x", "https://other.example/x", "/a.html/b", "/a\0b", "/a\nb", "/" + "a" * 201,
        "/aa" * 400, "javascript:alert(1)", "/.feedpress-tmp-x", "/x\ud800",
    ],
)  # fmt: skip
def test_no_alias_leads_where_no_page_may_be(alias: str) -> None:
    """Neither outside the site nor onto a page of its own, a hidden file, or what no file system takes."""
    with pytest.raises(AliasError):
        place_of(alias, "posts/new.md", URL)


def test_all_that_a_site_publishes_is_out_of_reach(tmp_path: Path) -> None:
    """Every file that a site with all its lists publishes lies where no alias may lie."""
    bench = Bench(tmp_path, SETTINGS + '[feeds]\nby = ["tag", "author", "folder", "language"]\n')
    bench.put("a/one.md", story(1, "One", date="2024-05-01", tags=["x"], author="Ann"))
    bench.build()
    bench.build(freezes=True)

    firsts = {path.partition("/")[0] for path in bench.published()} - {"2024", "sitemap-2024.xml"}
    assert firsts <= OURS
    for path in bench.published():
        with pytest.raises(AliasError):
            place_of(f"/{path}", "posts/new.md", URL)


def test_aliases_lead_to_the_page(tmp_path: Path) -> None:
    """Hugo's `aliases`, Jekyll's `redirect_from` and a sidecar's keys become pages that lead on, at any depth."""
    bench = Bench(tmp_path)
    bench.put("posts/one.md", story(1, "One", aliases=["/2019/one/", "uno", "/one.html"]))
    bench.put("posts/two.md", story(2, "Two", redirect_from="2019/two"))
    bench.put("three.txt", "Three\n\n" + story(3))
    bench.put("three.txt.toml", 'title = "Three"\naliases = ["/drei/"]\n')

    assert built(bench) == []
    assert leads(bench, "2019/one/index.html") == "../../items/one/"
    assert leads(bench, "posts/uno/index.html") == "../../items/one/"
    assert leads(bench, "one.html") == "./items/one/"
    assert leads(bench, "2019/two/index.html") == "../../items/two/"
    assert leads(bench, "drei/index.html") == "../items/three/"
    assert '<meta name="robots" content="noindex">' in (bench.output / "one.html").read_text()
    assert bench.run("check") == ""


def test_a_permalink_leads_to_the_page(tmp_path: Path) -> None:
    """Jekyll's and Eleventy's `permalink`, Hugo's `url` and Zola's `path` start at the root and go on leading there."""
    bench = Bench(tmp_path)
    bench.put("posts/one.md", story(1, "One", permalink="/2019/one/", slug="uno"))
    bench.put("posts/two.md", story(2, "Two", url="/2019/two.html"))
    bench.put("posts/three.md", story(3, "Three", path="2015/03/13/three"))
    bench.put("posts/four.md", story(4, "Four", permalink="old/four/index.html", redirect_from="/old/four"))

    assert built(bench) == []
    assert leads(bench, "2019/one/index.html") == "../../items/uno/"
    assert leads(bench, "2019/two.html") == f"../{bench.item('posts/two.md')['url'].removeprefix(URL)}"
    assert leads(bench, "2015/03/13/three/index.html").startswith("../../../../items/")
    assert leads(bench, "old/four/index.html").startswith("../../items/")
    assert bench.run("check") == ""


@pytest.mark.parametrize(
    "permalink", ["/:year/:title/", "/{{ page.slug }}/", "pretty", False, "/feed.xml", "https://x.example/one/"]
)
def test_a_permalink_that_is_no_address_of_a_page_leads_nowhere(tmp_path: Path, permalink: object) -> None:
    """A pattern, a switch, a file that is no page and another site's address are no addresses of ours."""
    bench = Bench(tmp_path)
    bench.put("one.md", story(1, "One", permalink=permalink))

    assert built(bench) == []
    assert [path for path in bench.published() if leads(bench, path)] == []


def test_a_permalink_where_no_page_may_be_is_named(tmp_path: Path) -> None:
    """An address that goes on leading nowhere is told of with its line."""
    bench = Bench(tmp_path)
    bench.put("one.md", story(1, "One", permalink="/tags/one/"))

    (problem,) = built(bench)
    assert (problem.path, problem.line) == ("one.md", 3)
    assert problem.what == 'the permalink "/tags/one/" lies where feedpress publishes pages of its own'


def test_names_of_a_note_are_no_aliases(tmp_path: Path) -> None:
    """Obsidian's `aliases` are names with spaces, and a crawled row's are not this site's addresses."""
    bench = Bench(tmp_path)
    bench.put("note.md", story(1, "Note", aliases=["A Note of Mine"]))
    bench.put("rows.jsonl", '{"id": "1", "title": "Row", "text": "A row of words.", "aliases": ["/row/"]}\n')

    assert built(bench) == []
    assert not (bench.output / "row").exists()
    assert {path for path in bench.published() if "Mine" in path} == set()


def test_what_is_no_alias_is_named_with_its_line(tmp_path: Path) -> None:
    """An alias that cannot be is told of with file, line and cure; the others are published."""
    bench = Bench(tmp_path)
    bench.put("one.md", "---\ntitle: One\naliases:\n  - /uno/\n  - ../../etc/\n---\n\nWords.\n")
    bench.put("two.txt", "Two\n\n" + story(2))
    bench.put("two.txt.toml", 'title = "Two"\n\naliases = ["/tags/two/"]\n')

    (first, second) = built(bench)
    assert (first.path, first.line, first.what) == ("one.md", 5, 'the alias "../../etc/" leads out of the site')
    assert (second.path, second.line) == ("two.txt.toml", 3)
    assert second.what == 'the alias "/tags/two/" lies where feedpress publishes pages of its own'
    assert leads(bench, "uno/index.html") == "../items/one/"


def test_two_documents_that_want_one_alias_are_told(tmp_path: Path) -> None:
    """The first keeps it; the second is named with its line, and has it once the first lets go."""
    bench = Bench(tmp_path)
    bench.put("b.md", story(2, "Two", aliases="/old/"))
    bench.build()
    bench.put("a.md", story(1, "One", draft=False, aliases="/old/"))

    (problem,) = built(bench, NOW + 1)
    assert (problem.path, problem.line) == ("a.md", 4)
    assert problem.what == 'wants the alias "/old/", which leads to b.md already'
    assert problem.fix == "take it out of one of the two"
    assert leads(bench, "old/index.html") == "../items/two/"

    bench.move("b.md", "c.md")
    (problem,) = built(bench, NOW + 2)
    assert problem.what.endswith("which leads to c.md already")

    bench.put("c.md", story(2, "Two"))
    assert built(bench, NOW + 3) == []
    assert leads(bench, "old/index.html") == "../items/one/"


def test_an_alias_never_takes_the_place_of_a_page_by_hand(tmp_path: Path) -> None:
    """A page that somebody has put into the output stays, and the report names it and the document."""
    bench = Bench(tmp_path)
    page = bench.output / "about" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>by hand</p>")
    bench.put("one.md", story(1, "One", aliases="/about/"))

    (problem,) = bench.build().problems
    assert (problem.path, page.read_text()) == ("about/index.html", "<p>by hand</p>")
    assert "one.md has its address as an alias" in problem.what
    assert bench.build().is_idle
    page.unlink()
    bench.build(is_full=True)
    assert leads(bench, "about/index.html") == "../items/one/"


def test_an_alias_goes_with_its_line_in_the_document(tmp_path: Path) -> None:
    """An alias that its document states no more is removed, and comes back with it."""
    bench = Bench(tmp_path)
    bench.put("one.md", story(1, "One", aliases=["/old/", "/older/"]))
    bench.build()
    bench.put("one.md", story(1, "One", aliases=["/older/"]))
    report = bench.build(NOW + 1)

    assert report.outputs.deleted == ("old/index.html",)
    assert not (bench.output / "old").exists()
    assert leads(bench, "older/index.html") == "../items/one/"
    assert built(bench, NOW + 2) == []


def test_an_alias_of_a_gone_item_says_so(tmp_path: Path) -> None:
    """Like every address of an item, its alias then says that it has gone, until another document states it."""
    bench = Bench(tmp_path)
    bench.put("one.md", story(1, "One", aliases="/old/"))
    bench.put("two.md", story(2, "Two"))
    bench.build()
    bench.take("one.md")

    assert built(bench, NOW + 1) == []
    assert "has been withdrawn" in (bench.output / "old/index.html").read_text()
    assert built(bench, NOW + 2 * DAY) == []
    bench.put("two.md", story(2, "Two", aliases="/old/"))
    assert built(bench, NOW + 3 * DAY) == []
    assert leads(bench, "old/index.html") == "../items/two/"


def test_an_alias_follows_its_document_into_another_item(tmp_path: Path) -> None:
    """The alias of a copy leads to the item that it is published as, wherever that one moves."""
    bench = Bench(tmp_path)
    bench.put("a.md", story(1, "One", slug="one"))
    bench.build()
    bench.put("b.md", story(1, "One", aliases="/old/"))

    assert built(bench, NOW + 1) == []
    assert leads(bench, "old/index.html") == "../items/one/"
    bench.put("a.md", story(1, "One", slug="first"))
    assert built(bench, NOW + 2) == []
    assert leads(bench, "old/index.html") == "../items/first/"


def test_the_page_of_a_copy_follows_its_item(tmp_path: Path) -> None:
    """The page of an item that was merged into another leads to that one's page, wherever it moves."""
    bench = Bench(tmp_path)
    bench.put("a.md", story(1, "One", date="2024-05-01"))
    bench.put("b.md", story(1, "Two", date="2024-05-02"))
    bench.build()
    bench.put("b.md", story(1, "One", date="2024-05-01"))
    bench.build(NOW + 1)
    assert leads(bench, "items/two/index.html") == "../../items/one/"
    bench.put("a.md", story(1, "One", date="2024-05-01", slug="first"))

    assert built(bench, NOW + 2) == []
    assert leads(bench, "items/two/index.html") == "../../items/first/"


def test_the_page_of_a_copy_follows_from_item_to_item(tmp_path: Path) -> None:
    """What was merged into an item that was merged in turn leads to the last, though its own document is gone."""
    bench = Bench(tmp_path)
    more = "\n\nOne sentence more stands at the end of the third.\n"
    bench.put("a.md", story(1, "First", date="2024-05-01"))
    bench.put("c.md", story(1, "Second", date="2024-05-02"))
    bench.put("b.md", story(1, "Third", date="2024-05-03") + more)
    bench.build()
    bench.put("b.md", story(1, "Second", date="2024-05-02") + more)
    bench.build(NOW + 1)
    bench.take("b.md")
    bench.build(NOW + 2)
    assert leads(bench, "items/third/index.html") == "../../items/second/"
    bench.put("c.md", story(1, "First", date="2024-05-01"))

    assert built(bench, NOW + 3) == []
    assert leads(bench, "items/second/index.html") == "../../items/first/"
    assert leads(bench, "items/third/index.html") == "../../items/first/"


def test_a_takedown_takes_the_aliases_along(tmp_path: Path) -> None:
    """What leads to an item that is forgotten goes, and another document may have the address."""
    bench = Bench(tmp_path)
    bench.put("one.md", story(1, "One", aliases=["/old/", "/older/"]))
    bench.put("two.md", story(2, "Two", aliases=["/old/"]))
    bench.build()
    assert leads(bench, "old/index.html") == "../items/one/"
    bench.run("forget", bench.item("one.md")["id"])

    assert not (bench.output / "older").exists()
    assert leads(bench, "old/index.html") == "../items/two/"
    assert built(bench) == []


def test_a_document_has_no_aliases_without_end(tmp_path: Path) -> None:
    """The first hundred are published, and the report names the line of the first that is not."""
    bench = Bench(tmp_path)
    lines = "".join(f"  - /old/{number}/\n" for number in range(150))
    bench.put("one.md", f"---\ntitle: One\naliases:\n{lines}---\n\nWords.\n")

    (problem,) = built(bench)
    assert (problem.line, problem.what) == (104, "has 150 aliases; all but the first 100 are left out")
    assert len([path for path in bench.published() if path.startswith("old/")]) == 100


def test_a_slug_and_an_alias_have_their_pages() -> None:
    """A slug's page lies among the items', an alias is a folder with a page or a page itself."""
    assert [page_at(slug) for slug in ("x", "/x/y/", "/x.html")] == ["items/x/index.html", "x/y/index.html", "x.html"]


def test_aliases_stay_with_the_story_that_a_copy_goes_on_with(tmp_path: Path) -> None:
    """When a copy goes on under the item's id, both documents' aliases lead to it, and go when they are not stated."""
    bench = Bench(tmp_path)
    bench.put("a.md", story(1, "A tale", aliases=["/old/"]))
    bench.put("b.md", story(1, "A tale", aliases=["/b/"]))
    built(bench)
    bench.take("a.md")
    built(bench, NOW + 60)
    kept = leads(bench, "old/index.html"), leads(bench, "b/index.html")
    bench.put("b.md", story(1, "A tale", aliases=["/c/"]))

    built(bench, NOW + 120)

    page = bench.items()[0]["url"]
    assert all(kept)
    assert leads(bench, "c/index.html") == leads(bench, "old/index.html") != ""
    assert page.rstrip("/").endswith(leads(bench, "c/index.html").rstrip("/").rpartition("/")[2])
    assert not (bench.output / "b").exists()


def test_an_alias_yields_to_whatever_lies_in_its_way(tmp_path: Path) -> None:
    """An alias takes no file of another hand away, and never leads through a link out of the output."""
    bench = Bench(tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    bench.output.mkdir()
    (bench.output / "static").symlink_to(tmp_path / "elsewhere")
    (bench.output / "CNAME").write_text("press.example", encoding="utf-8")
    bench.put("a.md", story(1, "A", aliases=["/static/x/", "/CNAME/", "/old/"]))

    problems = built(bench)

    assert sorted(problem.path for problem in problems if "alias" in problem.what) == [
        "CNAME/index.html",
        "static/x/index.html",
    ]
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert (bench.output / "CNAME").read_text(encoding="utf-8") == "press.example"
    assert leads(bench, "old/index.html")
