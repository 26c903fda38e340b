"""Links between documents lead to pages, written as each generator's users write them; what leads nowhere is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from feedpress.normalize.addresses import EscapeError, Place, resolve_link
from feedpress.normalize.doors import door, doors, stems
from workbench import NOW, Bench, built, story

URL = "https://gazette.example/"


def linking(*addresses: str) -> str:
    """Return a document whose front matter, title and first line stand before a link to each of `addresses`."""
    return "---\ntitle: Links\n---\n\nWords.\n\n" + "\n\n".join(f"[x]({address})" for address in addresses) + "\n"


def site(folder: Path, *addresses: str, path: str = "posts/two.md") -> Bench:
    """Return a site with a few documents and one at `path` that links to `addresses`."""
    bench = Bench(folder)
    bench.put("posts/one.md", story(1, "The One"))
    bench.put("_posts/2024-05-01-dated.md", story(2, "The Dated"))
    bench.put("notes/deep/index.md", story(3, "The Deep"))
    bench.put("about.html", f"<title>The About</title><h1>The About</h1><p>{story(4)}</p>")
    bench.put("draft.md", story(5, "The Draft", draft=True))
    bench.put("pics/quay.png", b"PNG")
    bench.put(path, linking(*addresses))
    return bench


def hrefs(bench: Bench, path: str = "posts/two.md") -> list[str]:
    """Return where the links of the document at `path` lead, from the site's root."""
    html = str(bench.item(path)["content_html"])
    return [href.removeprefix(URL) for href in re.findall(r'href="([^"]*)"', html)]


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("one.md", "the-one"),
        ("one", "the-one"),
        ("../one/", "the-one"),
        ("/posts/one/", "the-one"),
        ("/posts/one", "the-one"),
        ("/posts/one.html", "the-one"),
        ("/posts/one/index.html", "the-one"),
        ("/posts/one.md", "the-one"),
        ("posts/one", "the-one"),
        ("one/#part", "the-one"),
        ("../notes/deep/", "the-deep"),
        ("/notes/deep/", "the-deep"),
        ("/2024/05/01/dated.html", "the-dated"),
        ("/2024/05/01/dated/", "the-dated"),
        ("../about.html", "the-about"),
        ("/about/", "the-about"),
        ("{% link _posts/2024-05-01-dated.md %}", "the-dated"),
        ("{{ site.baseurl }}{% post_url 2024-05-01-dated %}", "the-dated"),
        ("{filename}/posts/one.md", "the-one"),
        ("{filename}one.md#part", "the-one"),
        ('{{< ref "posts/one.md" >}}', "the-one"),
        ('{{< relref "/posts/one" >}}', "the-one"),
        ('{{% ref "one.md#part" %}}', "the-one"),
    ],
)
def test_a_link_leads_to_the_page_of_a_document(tmp_path: Path, address: str, page: str) -> None:
    """A document is linked by its file, or by where Hugo, Jekyll or Eleventy put its page."""
    bench = site(tmp_path, address)

    assert list(bench.build().problems) == []
    (href,) = hrefs(bench)
    assert href.partition("#")[0] == f"items/{page}/"
    assert href.endswith("#part") == ("#part" in address)


def test_the_corpus_may_be_the_folder_of_jekylls_posts(tmp_path: Path) -> None:
    """`post_url` finds a post in the corpus folder itself."""
    bench = site(tmp_path, "{% post_url 2024-05-02-bare %}")
    bench.put("2024-05-02-bare.md", story(6, "The Bare"))

    assert (list(bench.build().problems), hrefs(bench)) == ([], ["items/the-bare/"])


def test_a_file_that_pelican_calls_static_is_published(tmp_path: Path) -> None:
    """`{static}` with a slash starts at the corpus folder."""
    bench = site(tmp_path, "![The quay]({static}/pics/quay.png")

    assert list(bench.build().problems) == []
    assert (bench.output / "items/links/quay.png").read_bytes() == b"PNG"


def test_a_root_link_to_another_page_stays(tmp_path: Path) -> None:
    """What names no document may be a page that something else serves: it is neither changed nor complained of."""
    bench = site(tmp_path, "/contact/", "/", "/draft/", "/posts/one/?print=1#x")

    assert list(bench.build().problems) == []
    assert hrefs(bench) == ["contact/", "", "draft/", "posts/one/?print=1#x"]


def test_a_root_link_to_a_file_of_the_corpus_publishes_it(tmp_path: Path) -> None:
    """An image that lies in the corpus where the link says goes beside the page."""
    bench = site(tmp_path, "/pics/quay.png", "![The quay](/pics/quay.png")

    assert list(bench.build().problems) == []
    assert hrefs(bench)[0] == "items/links/quay.png"
    assert (bench.output / "items/links/quay.png").read_bytes() == b"PNG"


def test_a_link_that_leads_nowhere_is_named_with_its_line(tmp_path: Path) -> None:
    """A relative link without a document loses its address; the report has the line it stands on."""
    bench = site(tmp_path, "one.md", "../none/", "none.md", "../draft/", "nonesuch")
    bench.put(
        "posts/words.md",
        'The none of it.\n\nAnd [none](none "of") of [that][it], [none](none).\n\n[it]: no%20ne.md\n\n'
        "{% asset_img far.png %}\n",
    )

    found = sorted((problem.path, problem.line, problem.what) for problem in built(bench))
    assert found == [
        ("posts/two.md", 9, "refers to posts/none, which is not in the corpus"),
        ("posts/two.md", 11, "refers to posts/none.md, which is not in the corpus"),
        ("posts/two.md", 13, "refers to draft.md, which is not published"),
        ("posts/two.md", 15, "refers to posts/nonesuch, which is not in the corpus"),
        ("posts/words.md", 3, "refers to posts/none, which is not in the corpus"),
        ("posts/words.md", 5, "refers to posts/no ne.md, which is not in the corpus"),
        ("posts/words.md", 7, "refers to far.png, which is not in the corpus"),
    ]
    assert hrefs(bench) == ["items/the-one/"]
    assert str(bench.item("posts/two.md")["content_html"]).count("<a ") == 1


def test_links_without_end_are_counted(tmp_path: Path) -> None:
    """Of very many lost links the first are named, the others counted; those of the site beyond them still stand."""
    bench = site(tmp_path, *(f"lost-{number}.md" for number in range(6_000)), "/elsewhere/")

    problems = built(bench)
    assert sorted(problem.line for problem in problems) == [0, *range(7, 207, 2)]
    assert (
        next(each.what for each in problems if not each.line)
        == "5,900 more links lead nowhere or are too many to look up"
    )
    assert hrefs(bench)[-1] == "elsewhere/"


def test_an_ambiguous_link_is_not_guessed(tmp_path: Path) -> None:
    """Where two items share the name, the report names both and asks for the whole one."""
    bench = site(tmp_path, "one", "/posts/one/")
    bench.put("posts/one.txt", "Other words\n\n" + story(9))

    (problem,) = built(bench)
    assert problem.what == "refers to posts/one, which may be posts/one.md or posts/one.txt"
    assert problem.fix == "write the whole name of the file"
    assert hrefs(bench) == ["posts/one/"]


def test_a_link_follows_its_document(tmp_path: Path) -> None:
    """Pages that link to a document by its page's place change with it: when it comes, moves its page, and goes."""
    bench = site(tmp_path, "late", "/posts/late/", "/2024/06/01/late/")
    assert len(built(bench)) == 1
    bench.put("posts/late.md", story(7, "Late", slug="late"))
    assert built(bench, NOW + 1) == []
    assert hrefs(bench) == ["items/late/", "items/late/", "2024/06/01/late/"]
    bench.put("posts/late.md", story(7, "Late", slug="later"))
    assert built(bench, NOW + 2) == []
    assert hrefs(bench)[:2] == ["items/later/"] * 2
    bench.move("posts/late.md", "_posts/2024-06-01-late.md")
    assert len(built(bench, NOW + 3)) == 1
    assert hrefs(bench) == ["posts/late/", "items/later/"]


def test_words_in_place_of_an_address_are_left_out(tmp_path: Path) -> None:
    """A generator's reference that is no link's address is not shown as one."""
    bench = site(tmp_path)
    bench.put("x.md", '---\ntitle: A Mention\n---\n\nSee {% link posts/one.md %} and {{< ref "one" >}} here.\n')

    assert [each.what for each in bench.build().problems] == [
        f"left out `{tag}`, which only a site generator can fill in"
        for tag in ("{% link posts/one.md %}", '{{< ref "one" >}}')
    ]
    assert "corpus:" not in (bench.output / "items/a-mention/index.html").read_text()


@pytest.mark.parametrize(
    ("address", "meaning"),
    [
        ("one", "corpus:posts/one//posts/two/one//one"),
        ("../one/", "corpus:posts/one//one"),
        ("../../one#a", "corpus:one#a"),
        ("one.md", "corpus:posts/one.md"),
        ("/one/", "site:/one/"),
        ("corpus:a//b", "corpus:a//b"),
    ],
)
def test_a_link_keeps_its_ways_to_be_read(address: str, meaning: str) -> None:
    """The likeliest comes first; those that lead out of the corpus are none."""
    assert resolve_link(address, Place(path="posts/two.md")) == meaning


def test_a_link_that_leads_out_however_it_is_read() -> None:
    """A path that climbs out of the corpus is refused where no reading of it stays inside."""
    with pytest.raises(EscapeError):
        resolve_link("../../../one", Place(path="posts/two.md"))


@pytest.mark.parametrize(
    "document",
    ["a/b.md", "a/b/index.md", "_posts/2024-05-01-b.md", "a/_posts/2024-05-01-b.md", "a/2024-05-01-b.md.gz", "b.txt"],
)
def test_documents_are_found_by_their_doors(document: str) -> None:
    """Each path by which a page may be linked leads back to the stem of its document, or to its folder's index."""
    stem = document.removesuffix(".gz").rpartition(".")[0]

    for path in doors(document):
        assert path == door(f"/{path}/index.html")
        assert stem in {*stems(path), *(f"{path}/index" for _ in "x")}


def noting(*lines: str) -> str:
    """Return a document with `lines` below its front matter, from line 5 on."""
    return "---\ntitle: Notes\n---\n\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "link",
    [
        "[[One]]",
        "[[one|One]]",
        "[[posts/one|One]]",
        "[[Posts/One|One]]",
        "[[One#Part]]",
        "[[One.md]]",
        "| [[one\\|One]] |",
    ],
)
def test_a_link_by_name_leads_to_the_document_of_that_name(tmp_path: Path, link: str) -> None:
    """Obsidian's links name a document, in whatever folder it lies, and show its name or other words."""
    bench = site(tmp_path)
    bench.put("notes/vault.md", noting(f"See {link}."))

    assert list(bench.build().problems) == []
    assert hrefs(bench, "notes/vault.md") == ["items/the-one/"]
    assert "See One." in str(bench.item("notes/vault.md")["content_text"]).replace("| ", "").replace(" |", "")


@pytest.mark.parametrize(
    ("inside", "is_shown"),
    [
        ('<path d="M0 0"/><style>path{fill:red}</style><image href="data:image/png;base64,aa"/>', True),
        ("<script>alert(1)</script>", False),
        ('<g onclick="alert(1)"/>', False),
        ('<a href=" java&#10;script:alert(1)"/>', False),
        ('<set attributeName="href" to="javascript:alert(1)"/>', False),
        ('<set attributeName="onclick" to="alert(1)"/>', False),
        ("<p>", False),
        ("&script;", False),
        ("<desc>~{</desc><script>alert(1)</script><desc>~}</desc>", False),
    ],
)
def test_a_drawing_that_acts_is_not_published(tmp_path: Path, inside: str, *, is_shown: bool) -> None:
    """Opened by itself, an SVG file is a page of the site, and what it holds would run as one."""
    head = '<?xml version="1.0" encoding="HZ"?>'  # which no browser knows: there it is UTF-8
    entity = f"""{head}<!DOCTYPE svg [<!ENTITY script "<script xmlns='http://www.w3.org/2000/svg'/>">]>"""
    bench = site(tmp_path)
    bench.put("files/plan.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    bench.put("notes/vault.md", noting("See ![plan](../files/plan.svg)."))
    assert list(bench.build().problems) == []
    assert (bench.output / "items/notes/plan.svg").is_file()

    bench.put("files/plan.svg", f'{entity}<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')
    problems = [(problem.path, problem.line) for problem in bench.build().problems]

    assert problems == [] if is_shown else [("notes/vault.md", 5)]
    assert (bench.output / "items/notes/plan.svg").is_file() == is_shown
    assert ("<img" in bench.item("notes/vault.md")["content_html"]) == is_shown


def test_a_drawing_whose_document_type_acts_is_not_published(tmp_path: Path) -> None:
    """A browser gives the attributes that a document type names to each element, though no parser here does."""
    bench = site(tmp_path)
    acting = '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg xmlns="http://www.w3.org/2000/svg"/>'
    bench.put("files/plan.svg", acting)
    bench.put("notes/vault.md", noting("See ![plan](../files/plan.svg)."))

    assert [problem.line for problem in bench.build().problems] == [5]
    assert not (bench.output / "items/notes/plan.svg").exists()


def test_a_drawing_that_nobody_could_look_through_is_not_published(tmp_path: Path) -> None:
    """Millions of elements would cost gigabytes to look at."""
    bench = site(tmp_path)
    bench.put("files/plan.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{"<g/>" * 2_500_000}</svg>')
    bench.put("notes/vault.md", noting("See ![plan](../files/plan.svg)."))

    assert ["larger than 10 MB" in problem.what for problem in bench.build().problems] == [True]
    assert not (bench.output / "items/notes/plan.svg").exists()


@pytest.mark.parametrize("name", ["app.xhtml", "app.php", "app.js", "app.svgz", "app.xml.bak", "Makefile", "app.PHTML"])
def test_a_file_that_a_browser_or_a_server_runs_is_not_published(tmp_path: Path, name: str) -> None:
    """What may act gets out as an item, cleaned, or not at all, and the report says what helps."""
    bench = site(tmp_path)
    bench.put(f"files/{name}", "#!/bin/sh")
    bench.put("notes/vault.md", noting(f"See [the app](../files/{name})."))

    (problem,) = bench.build().problems

    assert (problem.line, problem.fix) == (5, "pack it into a .zip or mend the link")
    assert [path.name for path in (bench.output / "items/notes").iterdir()] == ["index.html"]


@pytest.mark.parametrize(
    "name",
    [
        *("Plan.PNG", "shell.php.jpg", "talk.mp3", "plan.tar.gz", "prices.csv", "plan.docx"),
        *("feeds.opml", "plan.tar.gz.asc", "walk.kml", "part.stl", "build.log", "data.yml", "live.m3u8", "setup.exe"),
    ],
)
def test_a_file_to_look_at_or_to_keep_is_published(tmp_path: Path, name: str) -> None:
    """It bears its own name beside the page, with one ending: a server may heed each of several."""
    bench = site(tmp_path)
    bench.put(f"files/{name}", "bytes")
    bench.put("notes/vault.md", noting(f"See [the file](../files/{name})."))
    *stem, ending = name.lower().split(".")
    published = f"items/notes/{'-'.join(stem)}.{ending}"

    assert list(bench.build().problems) == []
    assert hrefs(bench, "notes/vault.md") == [published]
    assert (bench.output / published).is_file()


@pytest.mark.parametrize("name", ["feeds.opml", "feed.json"])
def test_a_file_with_the_name_of_a_feed_is_none_of_ours(tmp_path: Path, name: str) -> None:
    """An author's broken file ends no build, and `check` does not ask for it to be made again."""
    bench = site(tmp_path)
    bench.put(f"files/{name}", "bytes")
    bench.put("notes/vault.md", noting(f"See [the file](../files/{name})."))
    bench.build()

    assert (bench.output / "items/notes" / name).read_text() == "bytes"
    assert [finding for finding in bench.findings() if name in finding["path"]] == []


@pytest.mark.parametrize("name", ["tool.py", "run.sh", "main.rs"])
def test_a_program_is_published_as_text(tmp_path: Path, name: str) -> None:
    """Who writes about a program shows it; under its own name a server may run it, or have a type for it that acts."""
    bench = site(tmp_path)
    bench.put(f"files/{name}", "bytes")
    bench.put("notes/vault.md", noting(f"See [the program](../files/{name})."))
    published = f"items/notes/{name.replace('.', '-')}.txt"

    assert list(bench.build().problems) == []
    assert hrefs(bench, "notes/vault.md") == [published]
    assert (bench.output / published).read_text() == "bytes"


@pytest.mark.parametrize(
    ("name", "start", "published"),
    [
        ("one", b"\x89PNG\r\n\x1a\n", "one.png"),
        ("two.jpg_large", b"\xff\xd8\xff\xe0", "two.jpg"),
        ("thumb.php", b"GIF89a", "thumb.gif"),
        ("m\N{LATIN SMALL LETTER U WITH DIAERESIS}hle & hof", b"RIFF\n\n\n\nWEBPVP8 ", "muhle-hof.webp"),
        ("f42", b"\0\0\0\x20ftypavif", "f42.avif"),
    ],
)
def test_a_picture_is_known_by_how_it_begins(tmp_path: Path, name: str, start: bytes, published: str) -> None:
    """Browsers save a picture under the last word of its address; one that leads to itself does so still."""
    bench = site(tmp_path)
    bench.put(f"files/{name}", start)
    bench.put("notes/vault.md", noting(f"[![It](<../files/{name}>)](<../files/{name}>)"))

    assert list(bench.build().problems) == []
    html = str(bench.item("notes/vault.md")["content_html"])
    assert re.findall(r'(?:href|src)="([^"]*)"', html) == [f"{URL}items/notes/{published}"] * 2
    assert (bench.output / "items/notes" / published).read_bytes() == start


@pytest.mark.parametrize(
    ("text", "data"),
    [("[it](../files/app.php)", b"\x89PNG\r\n\x1a\n<?php"), ("![it](../files/app.php)", b"<?php")],
)
def test_what_is_no_picture_or_only_linked_goes_by_its_name(tmp_path: Path, text: str, data: bytes) -> None:
    """How a file begins says what it is only where it is shown."""
    bench = site(tmp_path)
    bench.put("files/app.php", data)
    bench.put("notes/vault.md", noting(text))

    assert ["which is of the kind .php" in problem.what for problem in bench.build().problems] == [True]
    assert [path.name for path in (bench.output / "items/notes").iterdir()] == ["index.html"]


def test_a_link_by_name_that_leads_to_no_one_document_becomes_its_words(tmp_path: Path) -> None:
    """A missing, a draft and an ambiguous name are told with their lines; a document that comes later is linked."""
    bench = site(tmp_path)
    bench.put("other/one.md", story(7, "Another One"))
    bench.put("notes/vault.md", noting("See [[My Plan|the plan]].", "", "[[draft]]", "", "[[one]]", "", "[[#Part]]"))

    problems = {problem.line: problem.what for problem in bench.build().problems if problem.path == "notes/vault.md"}

    assert problems == {
        5: "refers to my plan, which is not in the corpus",
        7: "refers to draft.md, which is not published",
        9: "refers to one, which may be other/one.md or posts/one.md",
    }
    assert bench.item("notes/vault.md")["content_text"] == "See the plan.\n\ndraft\n\none\n\nPart"

    bench.put("plans/My Plan.md", story(8, "The Plan"))
    bench.build()
    assert hrefs(bench, "notes/vault.md") == ["items/the-plan/"]


def test_double_brackets_are_a_link_only_where_the_document_has_links_by_name(tmp_path: Path) -> None:
    """Attributes of C++ keep their brackets, in prose and in HTML; a page that is yet to be written is its name."""
    bench = site(tmp_path)
    bench.put(
        "notes/code.md", noting("Mark it [[nodiscard]], or [[a,b]].", "", "<p>[[noreturn]] <code>[[x]]</code></p>")
    )
    bench.put("notes/vault.md", noting("See [[One]] and [[Later]]."))

    assert {problem.path for problem in bench.build().problems} == {"notes/code.md", "notes/vault.md"}
    code, vault = bench.item("notes/code.md"), bench.item("notes/vault.md")
    assert code["content_text"] == "Mark it [[nodiscard]], or [[a,b]].\n\n[[noreturn]] [[x]]"
    assert "<p>[[noreturn]] <code>[[x]]</code></p>" in code["content_html"]
    assert (vault["content_text"], vault["summary"]) == ("See One and Later.", "See One and Later.")
    assert hrefs(bench, "notes/vault.md") == ["items/the-one/"]

    bench.put("plans/nodiscard.md", story(8, "The Attribute"))
    bench.build()
    assert hrefs(bench, "notes/code.md") == ["items/the-attribute/"]


def test_a_link_by_name_keeps_its_last_sign(tmp_path: Path) -> None:
    """A name, a link's words and a picture's may end in an exclamation mark."""
    bench = site(tmp_path)
    bench.put("posts/Wow!.md", story(8, "Wow"))
    bench.put("notes/vault.md", noting("[[Wow!]] [[one|Read it!]] ![[quay.png|A quay!]]"))

    assert list(bench.build().problems) == []
    html = str(bench.item("notes/vault.md")["content_html"])
    assert re.findall(r'>([^<>]+)</a>|alt="([^"]*)"', html) == [("Wow!", ""), ("Read it!", ""), ("", "A quay!")]


def test_a_picture_by_name_is_published_beside_the_page(tmp_path: Path) -> None:
    """An embedded picture lies anywhere; its size is no text for those who cannot see it; other files are linked."""
    bench = site(tmp_path)
    bench.put("files/plan.pdf", b"%PDF")
    bench.put("notes/vault.md", noting("![[Quay.png|300]]", "", "![[quay.png|A quay]]", "", "![[plan.pdf]] ![[one]]"))

    assert list(bench.build().problems) == []
    html = str(bench.item("notes/vault.md")["content_html"])
    assert re.findall(r'alt="([^"]*)"', html) == ["", "A quay"]
    assert html.count("items/notes/quay.png") == 2
    assert hrefs(bench, "notes/vault.md") == ["items/notes/plan.pdf", "items/the-one/"]
