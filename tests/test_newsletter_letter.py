"""An edition as a letter: its parts, its size, its words, its inlining."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import css_inline
import html5lib
import pytest
from lxml import etree
from msgspec.structs import replace

from feedpress.errors import ConfigError
from feedpress.model import Item, Origin, Person, Site, Teaser
from feedpress.newsletter import letter, lint, message
from feedpress.newsletter.contrast import declarations
from feedpress.newsletter.fit import LIMIT, fit
from feedpress.newsletter.inline import inline
from feedpress.newsletter.settings import Brand, Newsletter
from feedpress.words import LANGUAGES, words
from letters import SETTINGS, SITE, chosen, entry, item, paper, rendered, templates, with_settings

TEXT = "<p>" + "Lorem ipsum dolor sit amet, consectetur adipiscing. " * 12 + "</p>"
HOSTILE = (
    "<script>alert(1)</script><style>@import url(http://127.0.0.1/x.css);.p{display:none}</style>"
    "<p style='p' class='p' onclick='x()'>Text <a href='javascript:x()'>a</a> {{ unsubscribe }} *|EMAIL|*</p>"
    "<link rel=stylesheet href=http://127.0.0.1/y.css></td></tr></table><!--[if mso]><p>x</p><![endif]--><h1>Big</h1>"
    "<form><input></form><iframe src=https://example.org></iframe>&#1;&#8;\x0b"
    + "<div>" * 400
    + "deep"
    + "</div>" * 400
)


def tree(html: str) -> etree._Element:
    """Parse `html`."""
    return etree.fromstring(html, etree.HTMLParser())


def links(html: str) -> set[str]:
    """Return where the links of `html` lead."""
    return {a.get("href") for a in tree(html).iter("a")}


def words_of(html: str) -> str:
    """Return the visible words of `html` with single blanks."""
    return " ".join("".join(tree(html).find("body").itertext()).split())


def many(number: int, **changes: object) -> list[Item]:
    """Return `number` items with much text."""
    return [
        item(n, title=f"What happened {n}", content_html=TEXT * 12, content_text=TEXT, **changes) for n in range(number)
    ]


def test_a_letter_says_all_that_the_edition_holds() -> None:
    """Title, number, date, introduction, stories, sections, titles, briefs and footer are in both parts."""
    one = rendered(chosen(others=[entry(1)]))
    expected = [
        *("The Harbour Gazette", "No. 12", "Sunday, November 22, 2026", "Good morning.", "By Maren Holt", "Nov 22"),
        *(
            "The river loses its last ferry",
            "Eleven passengers were on it.",
            "What the council decided",
            "Sea",
            "Travel",
        ),
        *(
            "A winter of empty nets",
            "Cod landings fell",
            "Also new",
            "The older story number 1",
            "In brief",
            "Tide tables",
        ),
        *("Read this edition on the web", "Past editions", "Unsubscribe", "because you subscribed", "12 Quay Street"),
    ]

    said = words_of(one.html), " ".join(one.text.split())
    assert [word for word in expected if any(word not in part for part in said)] == []


def test_both_parts_lead_to_the_same_places() -> None:
    """Every link of the HTML is in the text part, and the other way round."""
    one = rendered(chosen(others=[entry(n) for n in range(9)]), settings=with_settings(content="full"))

    assert set(re.findall(r"https?://\S+", one.text)) == links(one.html)
    assert len(links(one.html)) == 3 + 6 + 9 + 1


def test_both_parts_say_the_same_words() -> None:
    """Told in full, too, each story has its title, its own summary and its text in both parts."""
    settings = with_settings(content="full")
    edition = chosen(settings=settings)
    one = rendered(edition, settings=settings)
    parts = " ".join(one.text.split()), words_of(one.html)

    for story in edition.stories:
        assert [(story.title in part, story.summary in part) for part in parts] == [(True, True)] * 2


@pytest.mark.parametrize(
    ("stories", "titles", "content"), [(12, 188, "summary"), (12, 188, "full"), (40, 1500, "full"), (1, 0, "full")]
)
def test_a_letter_fits_whatever_it_holds(stories: int, titles: int, content: str) -> None:
    """No letter passes 95,000 bytes; its footer is whole, and what is missing is counted and linked."""
    settings = with_settings(items=40, content=content)

    one = rendered(chosen(many(stories), [entry(n) for n in range(titles)], settings=settings), settings=settings)

    assert len(one.html.encode()) <= LIMIT
    assert words_of(one.html).endswith("20457 Hamburg")
    assert SETTINGS.unsubscribe_url in links(one.html)
    assert len(one.edition.stories) == stories + titles
    if one.edition.counted:
        assert f"{one.edition.counted} more stories on the web" in words_of(one.html)
        assert len(one.html.encode()) > LIMIT * 0.97


def test_the_least_is_lost_first() -> None:
    """Full texts become summaries, oldest first, before a title is only counted; the lead stays."""
    settings = with_settings(content="full")

    fitted = rendered(chosen(many(12), [entry(1)], settings=settings), settings=settings).edition

    treatments = [story.treatment for story in fitted.stories]
    assert treatments == sorted(treatments, key=["full", "summary", "title"].index)
    assert {"full", "summary"} < set(treatments)
    assert fitted.stories[-2].reason == "one of the newest 12; trimmed, to keep the letter under its size"


def test_one_giant_costs_the_others_nothing() -> None:
    """A lead story of five megabytes shows its opening and a button; every other story is as it was."""
    giant = item(0, newsletter="lead", title="Giant", content_html=TEXT * 8000, content_text="word " * 99)

    one = rendered(chosen([giant, *paper()[1:]]))

    assert [story.treatment for story in one.edition.stories] == ["opening", *["summary"] * 5]
    assert "Continue reading on the web" in words_of(one.html)
    assert 5_000 < words_of(one.html).count("Lorem") * 52 * 12 < 90_000


def test_a_giant_is_never_told_whole() -> None:
    """What is longer than any letter is cut before it is drawn: drawing would take seconds, and most be thrown away."""
    giant = item(0, newsletter="lead", title="Giant", content_html=TEXT + f"<!-- {'word ' * 40_000}-->" + TEXT)

    assert [story.treatment for story in rendered(chosen([giant])).edition.stories] == ["opening"]


def test_briefs_are_brief() -> None:
    """The letter shows twelve briefs at most; the edition keeps them all for its web page."""
    edition = chosen([item(0, teasers=tuple(Teaser(f"Brief number {n}", "Text.") for n in range(40)))])

    one = rendered(edition)

    assert (len(edition.briefs), len(one.edition.briefs), one.text.count("Brief number")) == (40, 12, 12)


def test_a_footer_alone_too_long_still_makes_a_letter() -> None:
    """Where nothing is left to trim, the letter is as small as it can be, and whole."""
    huge = with_settings(address="Quay Street " * 9000)

    one = rendered(chosen(settings=huge), settings=huge)

    assert {story.treatment for story in one.edition.stories} == {"counted"}
    assert one.edition.intro_html == ""
    assert one.html.rstrip().endswith("</html>")


def test_few_inlinings_find_the_fewest_cuts() -> None:
    """The size after one inlining tells how many cuts are needed; five tries are the most."""
    sizes: list[int] = []

    def finish(drawn: str) -> str:
        sizes.append(len(drawn))
        return drawn * 2

    edition = chosen([], [entry(n) for n in range(1000)], intro_html="")
    fitted, html = fit(edition, lambda one: "x" * 100 * len(one.also), finish, 50_000)

    assert (len(html), fitted.counted) == (50_000, 750)
    assert len(sizes) <= 3


def test_hostile_html_stays_text() -> None:
    """No script, handler, style, form, frame or foreign comment passes, and nothing after the hostile story is lost."""
    hostile = item(0, title="<script>x</script>\r\nBcc: x", content_html=HOSTILE, content_text="word " * 100)

    one = rendered(chosen([hostile, item(1)], intro_html=HOSTILE))

    root = tree(one.html)
    assert not [node.tag for node in root.iter("script", "form", "iframe", "input", "link")]
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on")]
    assert "127.0.0.1" not in one.html
    assert "javascript" not in one.html
    assert "{{" not in one.html.replace(SETTINGS.unsubscribe_url, "")
    assert "<script>x</script> Bcc: x" in words_of(one.html)
    assert words_of(one.html).count("deep") == 2
    assert "What story 1 is about." in words_of(one.html)
    assert len(list(root.iter("h1"))) == 1


def test_the_letter_is_well_formed_html() -> None:
    """A strict HTML5 parser finds nothing to mend but the namespaces that Outlook wants."""
    parser = html5lib.HTMLParser()

    parser.parse(rendered(chosen(others=[entry(1)])).html)

    assert [code for _, code, _ in parser.errors] == []


def test_conditional_comments_pass_the_inlining() -> None:
    """Outlook's ghost table is written as the template has it, opened and closed."""
    html = rendered(chosen()).html

    assert html.count("<!--[if mso]>") == html.count("<![endif]-->") == 3
    assert '<!--[if mso]><table role="presentation" width="600"' in html


def test_rules_for_dark_and_phones_keep_their_force() -> None:
    """What stays in <style> is all !important, else the inline styles would win; it stays under Gmail's 16 KB."""
    sheets = [style.text for style in tree(rendered(chosen()).html).iter("style")]

    declared = [part for sheet in sheets for body in re.findall(r"\{([^{}]+)\}", sheet) for part in body.split(";")]
    weak = [part.strip() for part in declared if part.strip() and not part.strip().endswith("!important")]
    assert weak == ["color-scheme: light dark", "supported-color-schemes: light dark"]
    assert any("prefers-color-scheme: dark" in sheet for sheet in sheets)
    assert any("[data-ogsc] .ink" in sheet for sheet in sheets)
    assert sum(map(len, sheets)) < 16_000


_OWN = Brand(logo="/logo.png", logo_width=200, accent="#1f5f8b", accent_dark="#9cc9ec", font="Charter, 'Times', serif")
_EVERY = with_settings(content="full")


@pytest.mark.parametrize(
    ("settings", "site", "changes"),
    [
        (_EVERY, SITE, {"image": "https://example.org/boat.jpg"}),
        (replace(_EVERY, brand=_OWN), SITE, {}),
        (
            with_settings(address="", unsubscribe_url=""),
            SITE,
            {"content_html": "<p>" + "Much text. " * 20_000 + "</p>"},
        ),
        (_EVERY, replace(SITE, language="ar"), {"language": "ar"}),
    ],
    ids=["every element", "a brand", "trimmed", "right to left"],
)
def test_inlining_agrees_with_another_inliner(settings: Newsletter, site: Site, changes: dict[str, Any]) -> None:
    """For the shipped templates, css-inline computes the same declarations for each element, in every state."""
    drawn: list[str] = []
    lead, *rest = paper()
    pictured = item(6, summary="", content_html="", image="https://example.org/net.jpg", content_text="")
    edition = chosen([replace(lead, **changes), *rest, pictured], [entry(n) for n in range(9)], settings=settings)
    trimmed = tuple(
        replace(story, treatment="counted") if story.id.endswith("old-8") else story for story in edition.stories
    )

    letter.render(replace(edition, stories=trimmed), settings=settings, site=site, templates=_Overhearing(drawn))
    plain = re.sub(r'<style data-premailer="ignore">.*?</style>', "", drawn[-1], flags=re.DOTALL)
    ours, theirs = tree(inline(plain)), tree(css_inline.inline(plain, load_remote_stylesheets=False))

    pairs = list(zip(_written(ours), _written(theirs), strict=True))
    used = {name for one, _ in pairs for name in one.get("class", "").split()}
    assert len(pairs) > 100
    assert used >= {"headline", "kicker", "section-name", "picture", "row-link", "button-link", "brief", "footer"}
    assert "content_html" in changes or used >= {"list", "quote", "listing", "cell", "head", "subhead"}
    assert [(one.tag, one.get("class")) for one, other in pairs if _declared(one) != _declared(other)] == []


class _Overhearing:
    """The shipped templates, keeping what the HTML template made."""

    def __init__(self, heard: list[str]) -> None:
        self.heard = heard

    def render(self, name: str, **values: object) -> str:
        out = templates().render(name, **values)
        if name.endswith(".html"):
            self.heard.append(out)
        return out

    def render_string(self, source: str, where: str, **values: object) -> str:
        return templates().render_string(source, where, **values)

    def spell(self, moment: datetime, style: str) -> str:
        return templates().spell(moment, style)


def _written(root: etree._Element) -> list[etree._Element]:
    """Return the body's elements, without those that an HTML5 parser adds to a table."""
    return [node for node in root.find("body").iter("*") if node.tag != "tbody"]


def _declared(node: etree._Element) -> dict[str, str]:
    pairs = declarations(node.get("style", "")).items()
    return {name: re.sub(r"\s+|[\"']", "", value).lower() for name, value in pairs}


def test_a_story_of_a_picture_alone_shows_it() -> None:
    """Where there is neither summary nor text, the picture stands under the title; else the words do."""
    items = [
        item(0),
        item(1, summary="", content_text="", image="https://example.org/net.jpg"),
        item(2, image="/x.jpg"),
        item(
            3, summary="", content_text="", content_html='<p><img src="https://example.org/oar.jpg" alt="An oar"></p>'
        ),
    ]

    images = tree(rendered(chosen(items)).html).findall(".//img")

    shown = [(image.get("src"), image.get("alt")) for image in images]
    assert shown == [("https://example.org/net.jpg", ""), ("https://example.org/oar.jpg", "An oar")]


def test_stories_stand_apart_in_the_text_part() -> None:
    """Two empty lines before each story and section, never more, and none at the beginning."""
    text = rendered(chosen(others=[entry(1)])).text

    assert "\n\n\nA winter of empty nets\n" not in text  # the first of its section
    assert "\n\n\nThe lighthouse keeper’s weather book\n" in text
    assert "\n\n\n--- Also new ---" in text
    assert "\n\n\n\n" not in text
    assert text.startswith("The Harbour Gazette\n")


def test_a_letter_is_the_same_in_any_company() -> None:
    """What was rendered before, in the same process, does not show in a letter."""
    before = rendered(chosen())
    rendered(chosen([item(0, content_html="<p style='p'>x</p><style>color:red</style>", content_text="x" * 500)]))
    with pytest.raises(ConfigError):
        inline("<html><style>color:red</style><p style='p'>x</p></html>")

    assert rendered(chosen()) == before


@pytest.mark.parametrize("seed", ["0", "77"])
def test_a_letter_is_the_same_in_any_process(seed: str, tmp_path: Path) -> None:
    """Hash seed, time zone and language of the process leave no trace."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); import letters; one = letters.rendered(letters.chosen());"
    code += "open(sys.argv[2], 'wb').write((one.html + one.text).encode())"
    surroundings = {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "PATH": "/usr/bin:/bin"}

    subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent), str(tmp_path / "out")], env=surroundings, check=True
    )

    one = rendered(chosen())
    assert (tmp_path / "out").read_text() == one.html + one.text


@pytest.mark.parametrize(
    "url",
    [
        "{{ unsubscribe_url }}",
        "*|UNSUB|*",
        "%%unsubscribe%%",
        "[[unsubscribe]]",
        "{% unsubscribe %}",
        "<%unsubscribe_url%>",
        "{$unsubscribe}",
        "%unsubscribe_url%",
        "[unsubscribe]",
        "https://example.org/u?a=1&b={{ id }}",
    ],
)
def test_merge_tags_reach_the_mail_tool(url: str) -> None:
    """An unsubscribe_url of a mail tool comes through the inlining to the letter, and is no link that leads nowhere."""
    settings = with_settings(unsubscribe_url=url)
    edition = chosen(settings=settings)

    one = rendered(edition, settings=settings)
    eml = message.render(one, edition, settings=settings, site=SITE)

    assert lint.findings(one.html, one.text, eml, site_url=SITE.url) == ()
    assert f'href="{url.replace("&", "&amp;")}"' in one.html
    assert f"Unsubscribe:\n{url}\n" in one.text


def test_a_story_can_not_ask_for_the_unsubscribe_link() -> None:
    """The mark that stands in for the link is only text, or part of an address, where a story has it."""
    mark = "FPTOKunsubscribe"
    html = f'<p>{mark} <a href="https://example.org/{mark}">x</a></p>'

    one = rendered(chosen([item(0, title=mark, content_html=html)]))

    assert unescape(one.html).count(SETTINGS.unsubscribe_url) == one.text.count(SETTINGS.unsubscribe_url) == 1
    assert words_of(one.html).count(mark) >= 2
    assert "https://example.org/FPTO%4Bunsubscribe" in links(one.html)


def test_a_build_without_a_letter_pays_for_none() -> None:
    """Importing the newsletter imports no heavy library."""
    code = "import sys; from feedpress.newsletter import edition, letter, lint, message, record;"
    code += "print(sorted({'lxml', 'premailer', 'jinja2', 'cssutils', 'babel', 'requests'} & sys.modules.keys()))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_without_address_and_unsubscribe_link_the_lines_are_left_out() -> None:
    """What is not set is not there, not even as an empty line."""
    bare = with_settings(address="", unsubscribe_url="")

    one = rendered(chosen(settings=bare), settings=bare)

    assert "nsubscribe" not in one.html + one.text
    assert "FPTOK" not in one.html + one.text
    assert one.text.endswith("because you subscribed to The Harbour Gazette.\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_speaks_the_sites_language(language: str) -> None:
    """The letter uses the words of each language."""
    site = replace(SITE, language=language)
    teaser = Teaser("A brief", "")

    one = rendered(chosen([*paper(), item(9, teasers=(teaser,))], [entry(1)], site=site), site=site)

    vocabulary = words(language)
    assert all(vocabulary[key] in words_of(one.html) for key in ("also_new", "in_brief", "read_on", "edition_on_web"))
    assert tree(one.html).get("lang") == language


@pytest.mark.parametrize("language", ["he-IL", "pa-Arab-PK"])
def test_an_unknown_language_gets_english_words_and_its_own_direction(language: str) -> None:
    """Hebrew has no words of its own yet, nor has Punjabi, but they are set from the right."""
    site = replace(SITE, language=language)

    root = tree(rendered(chosen(site=site), site=site).html)

    assert (root.get("lang"), root.get("dir")) == (language, "rtl")
    assert "Read\u00a0on" in "".join(root.itertext())


def test_a_foreign_story_says_so() -> None:
    """A story in another language than the site's carries it, and its direction."""
    arabic = item(1, language="ar", title="كان يا ما كان")

    cells = tree(rendered(chosen([item(0), arabic])).html).xpath("//td[@lang]")

    assert [(cell.get("lang"), cell.get("dir")) for cell in cells] == [("ar", "rtl")]


def test_subject_and_preheader_are_templates() -> None:
    """Both are rendered with the edition and the site, on one line, without controls."""
    settings = with_settings(
        subject="{{ edition.number }}: {{ edition.lead.title }}\r\nBcc: x", preheader="{{ site.title }}"
    )

    one = rendered(chosen([item(0, title="A\u2028{{ b }}")], settings=settings), settings=settings)

    assert (one.subject, one.preheader) == ("12: A {{ b }} Bcc: x", "The Harbour Gazette")
    assert tree(one.html).findtext(".//title") == "12: A {{ b }} Bcc: x"


def test_subject_and_preheader_have_defaults() -> None:
    """An empty subject gives way to the title; without a preheader the headlines stand in, cut to what a list shows."""
    settings = with_settings(subject=" ")

    one = rendered(chosen(settings=settings), settings=settings)

    assert one.subject == "The Harbour Gazette"
    assert one.preheader.startswith("The river loses its last ferry, and a town its habit · Council")
    assert len(one.preheader) <= 110
    assert one.preheader not in one.text


def test_a_mistake_in_the_subject_names_its_place() -> None:
    """A subject that asks for what is not there is a ConfigError with the setting's name."""
    settings = with_settings(subject="{{ edition.nothing }}")

    with pytest.raises(ConfigError, match=r"feedpress\.toml: `subject` in \[newsletter\]: .*nothing"):
        rendered(chosen(settings=settings), settings=settings)


def test_the_brand_colours_the_letter() -> None:
    """Accent, dark accent, font and logo of [newsletter.brand] are in the letter, the font as it is written."""
    brand = Brand(logo="/logo.png", logo_width=900, accent="#114488", accent_dark="#77aaee", font='"Gill Sans", serif')
    settings = with_settings(brand=brand)

    html = rendered(chosen(settings=settings), settings=settings).html

    assert "color:#148" in html or "color:#114488" in html
    assert "#77aaee" in html
    assert 'font-family:"Gill Sans", serif' in unescape(html)
    assert [(img.get("alt"), img.get("width")) for img in tree(html).iter("img")] == [("The Harbour Gazette", "536")]


def test_an_undated_story_bears_no_date() -> None:
    """The day on which a story was first seen says nothing to a reader; its author stands alone, or no line at all."""
    seen = {"published": Origin("first-seen")}
    stories = [item(0), item(1, origins=seen, authors=(Person("Maren Holt"),)), item(2, origins=seen)]

    one = rendered(chosen(stories))

    dates = [node.text for node in tree(one.html).iter("p") if "meta" in node.get("class", "").split()]
    assert dates == ["Nov 22", "By Maren Holt"]
    assert "By Maren Holt\n" in one.text
    assert one.text.count("Nov 2") == 1


def test_the_leads_picture_is_shown_once() -> None:
    """A picture that the text has not is shown above it, one that it has is not."""
    image = "https://gazette.example.org/boat.jpg"
    apart = item(0, image=image, content_html="<p>x</p>")
    within = item(0, image=image, content_html=f'<p>x</p><img src="{image}" alt="Boat">')

    assert [rendered(chosen([one])).html.count(f'src="{image}"') for one in (apart, within)] == [1, 1]


@pytest.mark.parametrize(
    "wrong", ["@import url(x.css);", ".p { color: red }</style><link rel='stylesheet' href='x'><style>"]
)
def test_a_template_that_would_fetch_is_refused(wrong: str) -> None:
    """Whatever would be fetched when the letter is made is a mistake in the template, and named."""
    with pytest.raises(ConfigError, match="have to be fetched"):
        inline(f"<!DOCTYPE html><html><head><style>{wrong}</style></head><body></body></html>")


@pytest.mark.parametrize(
    ("css", "complaint"),
    [
        (".y { margin: 0 } .x { color: #000000", "`.x` is never closed"),
        (".x { color: #000000; .y { margin: 0 }", "`.y` begins before the rule above it ends"),
        (".x { color: #000000; } }", "a brace too many closes after `color: #000000`"),
        ("} .x { color: #000000; }", "a brace too many closes after ``"),
        (".x { color #000000; margin: 0 }", "`color #000000` is no declaration"),
        ("@font-face { font-family: x }", "`@font-face` would be lost"),
        ("@supports (a: b) { .x { color: #000000 } }", "`@supports` would be lost"),
        (".x { margin: 0 } p > * { color: #000000 }", r"`\} p > \*` would be lost|`p > \*` would be lost"),
        ("@media a { .x { margin: 0 } @media b { .y { margin: 0 } } }", "@media` would be lost"),
    ],
)
def test_a_rule_that_would_be_lost_is_named(css: str, complaint: str) -> None:
    """What the inlining drops without a word is a mistake in the style sheet, with the way out."""
    with pytest.raises(ConfigError, match=complaint):
        inline(f"<!DOCTYPE html><html><head><style>{css}</style></head><body><p class='x'>x</p></body></html>")


def test_comments_and_rules_that_are_set_apart_pass() -> None:
    """A comment may say anything, and so may a sheet that is not inlined."""
    inlined = "<style>/* @import { * */ .x { margin: 0; font: 1px 'a;b' }</style>"
    sheets = f"{inlined}<style data-premailer='ignore'>* {{ margin: 0 }}</style>"

    html = inline(f"<!DOCTYPE html><html><head>{sheets}</head><body><p class='x'>x</p></body></html>")

    assert "@import" in rendered(chosen([item(0, title="Why @import {", content_html="<pre>@import *{</pre>")])).html
    assert "<style>* { margin: 0 }</style>" in html
    assert "style='margin:0; font:1px \"a;b\"'" in html


def test_a_sheet_that_is_set_apart_is_balanced_too() -> None:
    """A brace that is missing in the rules for dark mode would end them: it is named as well."""
    sheets = "<style data-premailer='ignore'>@media (a) { .x { margin: 0 } .y { margin: 0 }</style>"

    with pytest.raises(ConfigError, match="`@media \\(a\\)` is never closed"):
        inline(f"<!DOCTYPE html><html><head>{sheets}</head><body></body></html>")


def test_a_site_may_have_its_own_template(tmp_path: Path) -> None:
    """A macro of the shipped letter is at hand in a site's own template, and its mistakes have a place."""
    own = tmp_path / "templates" / "email"
    own.mkdir(parents=True)
    start = '{% import "email/macros.html" as letter %}<!DOCTYPE html><html><body class="body">'
    (own / "edition.html").write_text(start + '{{ letter.button("Go", edition.url) }}</body></html>')
    (own / "edition.txt").write_text("{{ edition.title }}\n{{ nothing }}")

    with pytest.raises(ConfigError, match=r"templates/email/edition\.txt:2: 'nothing' is undefined"):
        letter.render(chosen(), settings=SETTINGS, site=SITE, templates=templates(SITE, tmp_path))


def test_an_international_site_has_addresses_that_work() -> None:
    """Hosts become IDNA before premailer could percent-encode them."""
    site = Site(title="Zeitung", url="https://zürich.example/", language="de")

    one = rendered(chosen([item(0, url="https://zürich.example/ä/")], site=site), site=site)

    assert {urlsplit(url).hostname for url in links(one.html)} == {"xn--zrich-kva.example", "gazette.example.org"}
    assert "Ausgabe" in one.text
