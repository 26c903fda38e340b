"""What says of itself that it is not for everybody is kept back, in any format; what only speaks of drafts is not."""

from __future__ import annotations

import pytest

from feedpress import corpus, normalize
from feedpress.model import Manuscript, Settings

WORDS = "\n\nThe ferry left the quay at nine with forty people and a dog on board.\n"
BIG = "y" * 70_000


def manuscript(path: str, text: str, sidecar: str | None = None) -> Manuscript:
    """Return what is made of the document at `path`."""
    (document,), _ = corpus.read(path, text.encode(), None if sidecar is None else sidecar.encode())
    return normalize.manuscript(document, Settings(), {})


def reason(path: str, text: str, sidecar: str | None = None) -> str:
    """Return why the document is kept back, "" where it is not."""
    kept = manuscript(path, text, sidecar).kept_back
    return kept.value if kept else ""


def headed(*lines: str) -> str:
    """Return a text below front matter with a title and `lines`."""
    return "\n".join(("---", "title: A", *lines, "---")) + WORDS


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("draft: 1", True),
        ("draft: false", False),
        ("isDraft: true", True),
        ("publish: false", True),
        ("publish: true", False),
        ("publish: 2024-05-01", False),
        ("publish: May 3, 2021", False),
        ("publish: Monday", False),
        ("dg-publish: false", True),
        ("dg-publish: true", False),
        ("public: false", True),
        ("private: true", True),
        ("private: false", False),
        ("hidden: yes", True),
        ("is_hidden: true", True),
        ("unlisted: true", True),
        ("visibility: members", True),
        ("visibility: tiers", True),
        ("visibility: public", False),
        ("status: private", True),
        ("status: unpublished", True),
        ("status: paid", False),
        ("status: skip", True),
        ("post-status: draft", True),
        ("status: Draft standard", False),
        ("eleventyExcludeFromCollections: true", True),
        ("permalink: false", False),
        ("render: false", False),
        ("build: {render: never}", True),
        ("build: {render: always}", False),
        ("headless: true", True),
        ("routable: false", True),
        ("visible: false", False),
        ("encrypt: true", True),
        ("access: private", True),
        ("access: open", False),
        ("stream: draft", True),
        ("password: sesame", True),
        ("password: false", False),
        ("gallery: [{file: a.jpg, hidden: true}]", False),
        ("# draft: true", False),
        ("drafted: true", False),
    ],
)
def test_what_is_not_for_everybody_is_kept_back(line: str, *, is_kept: bool) -> None:
    """The words that generators have for it are heeded, and named with their line: a feed cannot be taken back."""
    made = manuscript("a.md", headed(line))

    assert (made.kept_back is not None, made.problems) == (is_kept, ())
    assert made.kept_back is None or (made.kept_back.line, made.kept_back.origin) == (3, "front-matter")
    assert "sesame" not in str(made.kept_back)


@pytest.mark.parametrize(
    "line",
    [
        "draft: maybe",
        "draft: [false, true]",
        "publish: later",
        "private: [friends]",
        "hidden: {a: b}",
        "published: soon",
    ],
)
def test_a_switch_that_cannot_be_read_keeps_the_document_back(line: str) -> None:
    """Nobody can take back what was published by mistake; the line is named, once."""
    made = manuscript("a.md", headed(line))

    assert made.kept_back
    (problem,) = made.problems
    assert (problem.line, "kept back" in problem.what, "true or false" in problem.fix) == (3, True, True)


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("hold: soon", True),
        ("hold: true", True),
        ("hold: false", False),
        ("embargo: none", False),
        ("embargo: May", True),
    ],
)
def test_a_day_to_wait_for_that_cannot_be_read_keeps_the_document_back(line: str, *, is_kept: bool) -> None:
    """Who writes `hold` wants the document out later, not now."""
    made = manuscript("a.md", headed(line))

    assert (made.kept_back is not None, [problem.line for problem in made.problems]) == (is_kept, [3] * is_kept)


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: A\ndraft: [true\n---\n",
        "---\ntitle: A\ndraft: *x\n---\n",
        "---\ntitle: A\n\tdraft: true\n---\n",
        "---\ntitle: A\nhold: [2030-01-01\n---\n",
        "---\ntitle: [A\n  draft: true\n---\n",
        "---\ntitle: A\n    status: private\n---\n",
        "---\ntitle: A: b\ntags:\n- x\n  draft: true\n---\n",
        "---\ntitle: A walk: up\n draft: true\n---\n",
        "---\n title: A walk: up\n draft: true\n---\n",
        "+++\ntitle = 'A'\ntitle = 'B'\ndraft = true\n+++\n",
        "+++\ntitle = 'A'\ndraft: true\n+++\n",
        f"---\ndraft: true\nx: {BIG}\n---\n",
        f"---\ntitle: A\nx: {BIG}\nstatus: draft\n---\n",
        "# A\n---\ntitle: A\ndraft: true\n---\n",
        "# A\ntags: mill\ndraft: true\n",
        "# A\n\nPublished: no\nTags: mill\n",
        "draft: true\n",
        "<!-- ours -->\n---\ntitle: A\ndraft: true\n---\n",
        '{\n"title": "A",\n"draft": true,\n"date" 2024\n}\n',
        "{ title: A, draft: true }\n",
        '{"title": "A "great" day", "draft": true}\n',
        "<!-- draft: true -->\n\n# A\n",
        "<!--\ntitle: A\ndraft: true\n-->\n# A\n",
        "---\ntitle: A\n---\n\ndraft: true\n",
        "---\ntitle: A\n---\n---\ndraft: true\n---\n",
        "draft:: true\ntags:: mill\n",
    ],
)
def test_a_broken_head_publishes_no_draft(head: str) -> None:
    """Whatever is wrong with the head, what it says against being shown counts."""
    made = manuscript("a.md", f"{head}\nWords.\n")

    assert made.kept_back
    assert made.problems


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: Issue #12\ngallery:\n  - file: a.jpg\n    hidden: true\n---\n",
        "---\ntitle: A: b\ngallery:\n  - file: a.jpg\n    hidden: true\n---\n",
        "---\ntitle: A: b\nsummary: |\n  What a head says:\n  draft: true\n---\n",
        "---\ntitle: [A\n# draft: true\n---\n",
        f"---\ntitle: A\nx: {BIG}\ndraft: false\n---\n",
        f"---\ntitle: A\nx: {BIG}\ngallery:\n  - file: a.jpg\n    hidden: true\n---\n",
        "{ title: A, draft: false }\n",
        "{draft: true} is what JSON would say.\n",
    ],
)
def test_a_broken_line_keeps_back_nothing_else(head: str) -> None:
    """What stands in order below another key is that key's own."""
    assert reason("a.md", f"{head}\nWords.\n") == ""


@pytest.mark.parametrize("colon", ["：", ": ", " ： "])
def test_a_colon_of_another_script_is_one(colon: str) -> None:
    """Input methods for Chinese and Japanese write a wide one, which shows what was to be hidden."""
    assert reason("a.md", headed(f"draft{colon}true")) == "draft: true"
    assert reason("a.md", headed(f"draft{colon}false")) == ""
    assert manuscript("a.md", f"---\ntitle{colon}海\ndate：2024-05-01\n---{WORDS}").title == "海"
    assert manuscript("a.md", f"---\n注意：海\n---{WORDS}").content_text.startswith("注意：海")


@pytest.mark.parametrize(
    "text",
    [
        "# Hugo\n\nWrite this:\n\n```\ndraft: true\n```\n",
        "# How to hide\n```yaml\ntitle: A\ndraft: true\n```\n",
        "What hides a page:\n- title: A\n- draft: true\n",
        "- draft: true\n- hidden: true\n",
        "Position: Guard\nDraft: yes\n\nHe waits.\n",
        "Draft: true stories from the sea\n\nThe ferry left.\n",
        "# Draft: true stories\n\nDraft: true stories from the sea\n",
        "Title: Sea\nDraft: true stories from the sea\nDate: 2024-05-01\n\nThe ferry left.\n",
        "---\nDraft: true stories from the sea\n---\n\nThe ferry left.\n",
        "# The draft\n\nThe team said:\nStatus: Draft\nand left.\n",
        "<!-- status: draft, they say -->\n# A\n",
        "---\ntitle: A\n---\n\nDraft: yes\n",
    ],
)
def test_a_text_about_drafts_is_none(text: str) -> None:
    """In an example, in a list, among an athlete's data or as a headline `draft: true` is what the text is about."""
    for path in ("a.md", "a.txt"):
        made = manuscript(path, text)
        assert (made.kept_back, [each for each in made.problems if "kept back" in each.what]) == (None, [])


@pytest.mark.parametrize(
    "head", ["# RFC 12\n\nStatus: draft\nAuthors: Ann", "# A meeting\nDate: 2024-05-01\nStatus: pending"]
)
def test_a_status_below_a_heading_is_that_of_what_the_text_is_about(head: str) -> None:
    """Proposals, standards and minutes have one, and are published with it."""
    assert reason("a.md", f"{head}{WORDS}") == ""


def test_what_notion_writes_below_the_heading_is_metadata() -> None:
    """Its export has the properties of a page there, and an id in the name of the file."""
    text = f"# A\n\nStatus: Draft\nTags: mill{WORDS}"

    assert reason("A 0123456789abcdef0123456789abcdef.md", text) == "status: Draft"


def exported(inner: str) -> str:
    """Return WordPress's export of one item, which holds `inner`."""
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>B</title><item><title>A</title>'
        f"<content:encoded><![CDATA[<p>Words.</p>]]></content:encoded>{inner}</item></channel></rss>"
    )


def entry(inner: str) -> str:
    """Return an Atom feed of one entry, which holds `inner`."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app" '
        'xmlns:old="http://purl.org/atom/app#" xmlns:blogger="http://schemas.google.com/blogger/2018">'
        "<title>B</title><id>x:1</id><entry><id>x:2</id><title>A</title><updated>2024-05-01T00:00:00Z</updated>"
        f'<content type="html">&lt;p&gt;Words.&lt;/p&gt;</content>{inner}</entry></feed>'
    )


@pytest.mark.parametrize(
    ("feed", "why"),
    [
        (exported("<wp:status>draft</wp:status>"), "status: draft"),
        (exported("<wp:status><![CDATA[private]]></wp:status>"), "status: private"),
        (exported("<wp:status>pending</wp:status>"), "status: pending"),
        (exported("<wp:status>trash</wp:status>"), "status: trash"),
        (exported("<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>"), ""),
        (exported("<wp:post_password>sesame</wp:post_password>"), "password"),
        (exported("<wp:post_password></wp:post_password>"), ""),
        (exported("<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>"), "type: attachment"),
        (exported("<wp:post_type>nav_menu_item</wp:post_type>"), "type: nav_menu_item"),
        (exported("<wp:post_type>wp_navigation</wp:post_type>"), "type: wp_navigation"),
        (exported("<wp:post_type>podcast</wp:post_type>"), ""),
        (exported("<wp:status>publish</wp:status><wp:post_type>feedback</wp:post_type>"), "type: feedback"),
        (exported("<wp:status>wc-completed</wp:status><wp:post_type>order</wp:post_type>"), "status: wc-completed"),
        (exported("<wp:post_type>wpforms</wp:post_type>"), "type: wpforms"),
        (exported("<wp:post_type>mc4wp-form</wp:post_type>"), "type: mc4wp-form"),
        (exported("<wp:post_type>platform</wp:post_type>"), ""),
        (exported("<wp:status>closed</wp:status><wp:post_type>topic</wp:post_type>"), ""),
        (exported("<nfl:draft xmlns:nfl='https://sports.example/'>true</nfl:draft>"), ""),
        (exported("<wp:status>future</wp:status>"), ""),
        (exported("<description><![CDATA[<p>To hide one, write <wp:status>draft</wp:status>.]]></description>"), ""),
        (entry("<app:control><app:draft>yes</app:draft></app:control>"), "draft: yes"),
        (entry("<old:control><old:draft>yes</old:draft></old:control>"), "draft: yes"),
        (entry("<app:control><app:draft>no</app:draft></app:control>"), ""),
        (entry("<blogger:status>DRAFT</blogger:status>"), "status: DRAFT"),
        (entry("<blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>"), ""),
        (entry("<blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status>"), "type: COMMENT"),
    ],
)
def test_an_export_brings_out_only_what_its_site_showed(feed: str, why: str) -> None:
    """WordPress and Blogger export drafts, what lies in the bin, and what is no post: pictures, comments, letters."""
    assert reason("a.xml", feed) == why


def test_an_empty_draft_of_an_export_is_no_mistake() -> None:
    """The entries of a menu have no name, and a draft may have nothing yet: nobody is told to remove them."""
    inner = "<wp:status>draft</wp:status>"
    feed = exported(inner).replace("<title>A</title>", "<title></title>").replace("<p>Words.</p>", "")

    assert corpus.read("a.xml", feed.encode())[1] == ()
    assert reason("a.xml", feed) == "status: draft"


@pytest.mark.parametrize(("kind", "why"), [("post", ""), ("comment", "kind: comment"), ("template", "kind: template")])
def test_what_blogger_files_as_no_post_is_none(kind: str, why: str) -> None:
    """Its export tells by a category of its own, which is nobody's tag."""
    scheme = "http://schemas.google.com/g/2005#kind"
    made = manuscript(
        "a.xml", entry(f"<category scheme='{scheme}' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>")
    )

    assert (made.kept_back.value if made.kept_back else "", made.tags) == (why, ())


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('"status": "draft"', "status: draft"),
        ('"is_published": false', "is_published: false"),
        ('"is_public": 0', "is_public: 0"),
        ('"deleted": true', "deleted: true"),
        ('"status": 200, "published": "2024-05-01", "password": null, "hidden": false', ""),
        ('"status": "scheduled", "published_at": "2024-05-01"', ""),
    ],
)
def test_a_row_that_is_not_published_is_kept_back(row: str, why: str) -> None:
    """Databases say it by columns of their own."""
    assert reason("a.jsonl", f'{{"title": "A", "text": "Words.", {row}}}') == why
    item = f'{{"id": "1", "content_text": "Words.", {row}}}'
    assert reason("a.json", f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{item}]}}') == why


@pytest.mark.parametrize(
    ("meta", "why"),
    [
        ('name="status" content="draft"', "status: draft"),
        ('name="status" content="published"', ""),
        ('name="draft" content="true stories from the sea"', ""),
        ('name="robots" content="noindex"', ""),
    ],
)
def test_a_page_may_say_so_in_its_head(meta: str, why: str) -> None:
    """Pelican reads a post in HTML so."""
    page = f"<html><head><title>A</title><meta {meta}></head><body><article><p>{WORDS}</p></article></body></html>"

    assert reason("a.html", page) == why


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("posts/_drafts/a.html", "_drafts/"),
        ("posts/draft_The-Mill-1a2b3c4d5e6f.html", "draft_"),
        ("posts/2018-01-01_The-Mill-1a2b3c4d5e6f.html", ""),
        ("posts/draft_the-first-round.html", ""),
        ("drafts/a.html", ""),
        ("[Draft] The Mill.html", "[Draft]"),
        ("the-mill.draft.html", ".draft"),
        ("The NBA Draft.html", ""),
    ],
)
def test_a_draft_may_be_named_so(path: str, why: str) -> None:
    """Jekyll and Kirby have a folder for them, Medium's export, Blot and others a word in their names."""
    assert reason(path, f"<html><head><title>A</title></head><body><p>{WORDS}</p></body></html>") == why


@pytest.mark.parametrize(
    ("sidecar", "why", "line"),
    [
        ("draft = true\n", "draft: true", 1),
        ("draft: true\n", "draft: true", 1),
        ('title = "A\ndraft = true\n', "draft: true", 2),
        ("title = A: b\n  draft = true\n", "draft: true", 2),
        ("[extra]\ndraft = true\n", "draft: true", 1),
        ("hold = {day = 2030}\n", "hold: a table", 1),
        ('title = "A\ntags = ["x"]\n', "", 0),
        ("drat = true\n", "draft: true", 1),
        ("drat = false\n", "", 0),
        ("Drafts = 'of the sea'\n", "", 0),
        ('summary = """\ndraft = true\n"""\n', "", 0),
        ("\0\1\2" * 9, "no text", 0),
    ],
)
def test_a_broken_sidecar_publishes_no_draft(sidecar: str, why: str, line: int) -> None:
    """A line that breaks costs its own key, never the word that keeps the document back."""
    made = manuscript("a.txt", WORDS, sidecar)

    assert (made.kept_back.value, made.kept_back.line) == (why, line) if made.kept_back else why == ""
    assert {problem.path for problem in made.problems} <= {"a.txt.toml"}


@pytest.mark.parametrize(
    ("own", "sidecar", "name", "value"),
    [
        ("hold: 2099-01-01", "hold = false", "hold", None),
        ("expires: 2020-01-01", "until = false", "until", None),
        ("newsletter: false", "newsletter = true", "newsletter", ""),
        ("tags: [a]", "tags = []", "tags", ()),
        ("authors: [Ann]", "authors = []", "authors", ()),
        ("image: a.png", 'image = ""', "image", ""),
        ("draft: true", "draft = false", "kept_back", None),
        ("tags: [a]", 'section = "x"', "tags", ("a",)),
    ],
)
def test_a_sidecar_takes_away_what_a_document_says(own: str, sidecar: str, name: str, value: object) -> None:
    """Who cannot change the document says beside it that there is no day to wait for, no tag, no picture."""
    assert getattr(manuscript("a.md", headed(own), sidecar), name) == value


def test_a_sidecar_that_takes_away_one_switch_leaves_the_others() -> None:
    """That a draft is not private does not make it public."""
    assert reason("a.md", headed("draft: true"), "private = false") == "draft: true"


@pytest.mark.parametrize(
    "line",
    [
        "language = 'deutsch!'",
        "source_url = 'y.example/a'",
        "image = '../../x.png'",
        "newsletter = {a = 1}",
        "cruft = 'bold'",
        "minor = 'ja'",
        "until = 'soon'",
        "updated = 'never'",
    ],
)
def test_a_wrong_value_in_a_sidecar_is_named_with_its_line(line: str) -> None:
    """It is read by nobody else: a value without effect says what would have one."""
    (problem,) = manuscript("a.txt", WORDS, f"# ours\n{line}\n").problems

    assert (problem.path, problem.line) == ("a.txt.toml", 2)
    assert problem.fix


@pytest.mark.parametrize(
    ("head", "is_kept"),
    [
        ("export const meta = {\n  title: 'A',\n  draft: true,\n}\n", True),
        ('import X from "./x"\n\nexport const metadata = { title: "A", published: false };\n', True),
        ("export const draft = true\n", True),
        ("export const meta = { title: 'A', draft: false }\n", False),
        ("export const pictures = [{ file: 'a.jpg', hidden: true }]\n", False),
        ("# How\n\n```js\nexport const meta = { draft: true }\n```\n", False),
    ],
)
def test_what_a_page_of_mdx_exports_is_heeded(head: str, *, is_kept: bool) -> None:
    """Where a program has the front matter, it says what is a draft."""
    assert (reason("a.mdx", head + WORDS) != "") == is_kept


@pytest.mark.parametrize("head", ["<!--\n.. title: A\n.. status: draft\n-->\n", '{\n"title": "A",\n"draft": true\n}\n'])
def test_a_post_in_html_has_the_heads_of_markdown(head: str) -> None:
    """Nikola's remark and Hugo's object stand over HTML as well."""
    assert reason("a.html", f"{head}<p>{WORDS}</p>")


@pytest.mark.parametrize("more", ["", "".join(f"key{number}: x\n" for number in range(90))])
def test_a_plain_text_has_its_say_too(more: str) -> None:
    """However long its head is, or short."""
    head = f"---\n{more}draft: true\n---\n" if more else "draft: true\n"

    assert reason("a.txt", head + WORDS) == "draft: true"


def test_what_nobody_sees_hides_no_switch() -> None:
    """A character without width, which comes along with what is copied from a page, is no part of the key."""
    assert reason("a.md", headed("\u200bdraft: true")) == "draft: true"


@pytest.mark.parametrize(
    "text",
    [
        headed("hold: 2099-05-01"),
        headed("embargo: 2099-05-01"),
        headed("embargo_until: May 1, 2099", "tags: [a"),
        f"The Mill Reopens\nEmbargoed until: May 1, 2099\nDate: May 1, 2024{WORDS}",
    ],
)
def test_a_day_to_wait_for_may_be_called_an_embargo(text: str) -> None:
    """A press release says so in a line of its head; one in a sentence is what the text is about."""
    assert str(manuscript("a.txt", text).hold)[:10] == "2099-05-01"
    assert manuscript("a.txt", f"The Mill\n\nThe embargo until May 1, 2099 was lifted.{WORDS}").hold is None


@pytest.mark.parametrize("path", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("The Mill Reopens\n\nEmbargoed until: May 5, 2099", "2099-05-05"),
        ("Embargoed until: May 5, 2099\n\nThe Mill Reopens", "2099-05-05"),
        ("Embargoed until: May 5, 2099\nContact: Bob Smith, 555 1234\n\nThe Mill Reopens", "2099-05-05"),
        ("STRICTLY EMBARGOED UNTIL 00:01 GMT, 5 MAY 2099\n\nThe Mill Reopens", "2099-05-05"),
        ("The Mill Reopens\n\n**Embargoed until:** May 5, 2099", "2099-05-05"),
        ("Embargoed until: next Tuesday\n\nThe Mill Reopens", "kept back"),
        ("Embargo: how sanctions work", ""),
        ("Embargo until spring hurts farmers", ""),
    ],
)
def test_a_line_of_an_embargo_needs_no_other_beside_it(path: str, head: str, day: str) -> None:
    """It holds the text till its day, wherever in the head it stands; where the day cannot be read, for good."""
    found = manuscript(path, f"{head}{WORDS}")
    told = "kept back" if any("kept back" in each.what for each in found.problems) else ""

    assert (str(found.hold)[:10] if found.hold else told) == day
    assert bool(found.kept_back) == (day == "kept back")


@pytest.mark.parametrize("path", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "head",
    ["---\ntitle: A\ndraft: true", "+++\ntitle = 'A'\ndraft = true", "---\nhold: 2099-05-01", "---\nstatus: draft"],
)
def test_front_matter_that_nothing_ends_counts_right_over_the_text(path: str, head: str) -> None:
    """What was to stay back does, without a blank line, too, and the build says so; prose below a rule is none."""
    found = manuscript(path, f"{head}\nThe ferry left the quay at nine.")

    assert found.kept_back or found.hold
    assert [each.what for each in found.problems] == [f"no line `{head[:3]}` ends the front matter"]
    assert "goes on" in manuscript(path, "---\nNote: this is prose\nand goes on.").content_text


@pytest.mark.parametrize(("status", "why"), [("Draft", "Status: Draft"), ("Done", "")])
def test_a_page_of_notion_says_so_in_its_table(status: str, why: str) -> None:
    """Its export puts the properties of a page over the text."""
    table = (
        '<table class="properties"><tbody><tr class="property-row property-row-status"><th><span class="icon"></span>'
        f'Status</th><td><span class="status-value"><div class="dot"></div>{status}</span></td></tr></tbody></table>'
    )

    assert reason("a.html", f"<html><head><title>A</title></head><body><article>{table}<p>{WORDS}</p></article>") == why


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: A\ndraft:true\n---\n", 3, "put a blank behind the colon"),
        ("---\ntitle: A\ndraft:\u00a0true\n---\n", 3, "put a blank behind the colon"),
        ("---\ntitle: A\ndraft = true\n---\n", 3, "`draft` is read as it stands"),
        ('{"title": "A", "draft": true "x": 1}\n', 1, "neither true nor false"),
    ],
)
def test_a_switch_that_is_written_wrongly_is_named_with_its_cure(text: str, line: int, words: str) -> None:
    """What was meant is heeded, and the message says where it stands and what mends it."""
    made = manuscript("a.md", text + WORDS)

    assert made.kept_back
    assert [(problem.line, words in str(problem)) for problem in made.problems][-1] == (line, True)
    assert not any(str(problem).count("`") % 2 for problem in made.problems)
