"""Templates are found, the site's own first, and every mistake in one is a complaint with its place."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedpress import templating, themes
from feedpress.errors import ConfigError, OutsideError

BROKEN = "/proc/self/mem"  # a file that opens and whose first byte can't be read
LATE = datetime(2024, 3, 1, 23, 30, tzinfo=UTC)


def own(site: Path, name: str, source: str) -> Path:
    """Write `source` as the site's own template `name`."""
    path = site / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return path


def complaint(site: Path, name: str, **values: object) -> str:
    """Render `name` and return what is said about it."""
    with pytest.raises(ConfigError) as caught:
        templating.load(site).render(name, **values)
    return str(caught.value)


def test_own_template_wins(tmp_path: Path) -> None:
    """A template of the site stands in for the shipped one of that name, and the others stay."""
    own(tmp_path, "pages/gone.html", "gone: {{ title }}")
    templates = templating.load(tmp_path)

    assert templates.render("pages/gone.html", title="A & B") == "gone: A &amp; B"
    assert "pages/base.html" in templates.environment.list_templates()


def test_plain_text_is_not_escaped(tmp_path: Path) -> None:
    """HTML and anything unknown is escaped, a `.txt` template is not."""
    own(tmp_path, "email/x.txt", "{{ title }}")
    own(tmp_path, "email/x.html.j2", "{{ title }}")
    templates = templating.load(tmp_path)

    assert templates.render("email/x.txt", title="a < b") == "a < b"
    assert templates.render("email/x.html.j2", title="a < b") == "a &lt; b"


def test_values_are_never_templates(tmp_path: Path) -> None:
    """Text that looks like a template comes out as it is."""
    own(tmp_path, "pages/x.html", "{{ title }}")

    assert templating.load(tmp_path).render("pages/x.html", title="{{ 7 * 7 }}{% x %}") == "{{ 7 * 7 }}{% x %}"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("\n{{ item.titel }}", "templates/pages/x.html:2: 'str object' has no attribute 'titel'; "),
        ("\n\n{{ itm }}", "templates/pages/x.html:3: 'itm' is undefined; mend the template; it is given item"),
        ("\n{% if %}", "templates/pages/x.html:2: Expected an expression, got 'end of statement block'; "),
        ("{{ item", "templates/pages/x.html:1: unexpected end of template, expected 'end of print statement'; "),
        ("{{ item | shout }}", "templates/pages/x.html:1: No filter named 'shout'; "),
        ("\n{{ item + 1 }}", "templates/pages/x.html:2: TypeError: "),
        ("\n{{ 1 // 0 }}", "templates/pages/x.html:2: ZeroDivisionError: "),
        ("\n{{ item | date }}", "templates/pages/x.html:2: AttributeError: "),
        ('\n{% include "pages/none.html" %}', "templates/pages/x.html:2: TemplateNotFound: "),
    ],
)
def test_mistake_names_its_line(tmp_path: Path, source: str, said: str) -> None:
    """Whatever is wrong in a template, the complaint says where, what and what it may use."""
    own(tmp_path, "pages/x.html", source)

    assert complaint(tmp_path, "pages/x.html", item="a piece").startswith(said)


def test_mistake_in_an_included_template(tmp_path: Path) -> None:
    """A mistake in an included template is reported there, not where it is included."""
    own(tmp_path, "pages/x.html", '\n\n{% include "pages/y.html" %}')
    own(tmp_path, "pages/y.html", "\n{{ nothing }}")

    assert complaint(tmp_path, "pages/x.html").startswith("templates/pages/y.html:2: 'nothing' is undefined")


def test_mistake_in_a_shipped_template_names_its_file(tmp_path: Path) -> None:
    """A complaint about a shipped template gives its whole path, since it isn't the site's."""
    assert "/templates/pages/base.html:2: 'site_lang' is undefined; " in complaint(tmp_path, "pages/gone.html")


def test_template_in_another_encoding(tmp_path: Path) -> None:
    """A template that is not UTF-8 is named, without a line."""
    own(tmp_path, "pages/x.html", "").write_bytes(b"caf\xe9")

    assert complaint(tmp_path, "pages/x.html").startswith("templates/pages/x.html: UnicodeDecodeError: ")


def test_missing_template(tmp_path: Path) -> None:
    """A template that is nowhere is named."""
    assert complaint(tmp_path, "pages/none.html").startswith("pages/none.html: TemplateNotFound: ")


def test_unreadable_template(tmp_path: Path) -> None:
    """A template that is there but can't be read is the outside's failure."""
    templates = templating.load(tmp_path)
    broken = own(tmp_path, "pages/x.html", "")
    broken.unlink()
    broken.symlink_to(BROKEN)

    with pytest.raises(OutsideError, match=r"^pages/x.html: Input/output error; make it readable$"):
        templates.render("pages/x.html")
    with pytest.raises(OutsideError, match=r"templates/pages/x.html: Input/output error; make it readable$"):
        templating.digest(tmp_path, "pages")


def test_string_from_the_configuration(tmp_path: Path) -> None:
    """A subject is a template of plain text, and its mistakes are reported where the caller says."""
    templates = templating.load(tmp_path)

    assert templates.render_string("{{ title }} & more", "feedpress.toml", title="A & B") == "A & B & more"
    with pytest.raises(ConfigError) as caught:
        templates.render_string("{{ titel }}", "feedpress.toml: newsletter.subject", title="A")
    assert str(caught.value).startswith("feedpress.toml: newsletter.subject: 'titel' is undefined; ")
    with pytest.raises(ConfigError):
        templates.render_string("{{ ", "feedpress.toml", title="A")


@pytest.mark.parametrize(
    ("language", "style", "spelled"),
    [
        ("en", "long", "March 2, 2024"),
        ("de-AT", "long", "2. März 2024"),
        ("fr", "month", "mars 2024"),
        ("en-GB", "day", "2 Mar"),
        ("pt-BR", "full", "sábado, 2 de março de 2024"),
        ("tlh", "long", "March 2, 2024"),
        ("not a language", "long", "March 2, 2024"),
    ],
)
def test_dates_in_the_site_s_language_and_zone(tmp_path: Path, language: str, style: str, spelled: str) -> None:
    """A day is the day in the site's time zone, spelled in its language, in English where that is unknown."""
    templates = templating.load(tmp_path, language=language, timezone="Europe/Vienna")

    assert templates.render_string("{{ moment | date(style) }}", "", moment=LATE, style=style) == spelled
    assert templates.spell(LATE, style) == spelled


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " https://example.org", "//example.org", ""]
)
def test_what_is_not_plainly_an_address_leads_nowhere(url: str) -> None:
    """An address stays as it is, in letters of either case; nothing else can do harm as a link."""
    assert templating.safe_url(url) == "#"
    assert templating.safe_url(address := f"HTTPS://example.org/?{url}") == address


def test_digest_changes_with_its_own_kind(tmp_path: Path) -> None:
    """An own template changes its kind's digest and no other; editors' leftovers change nothing."""
    before = templating.digest(tmp_path, "pages"), templating.digest(tmp_path, "email")
    own(tmp_path, "pages/gone.html~", "x")
    own(tmp_path, "pages/.gone.html.swp", "x")
    littered = templating.digest(tmp_path, "pages"), templating.digest(tmp_path, "email")
    own(tmp_path, "pages/gone.html", "x")
    after = templating.digest(tmp_path, "pages"), templating.digest(tmp_path, "email")

    assert littered == before
    assert after[0] != before[0]
    assert after[1] == before[1]


def test_source_files_are_those_in_effect(tmp_path: Path) -> None:
    """The list of sources holds the site's own template in the shipped one's stead."""
    path = own(tmp_path, "pages/gone.html", "x")
    files = themes.effective(tmp_path).values()

    assert [file for file in files if file.name == "gone.html"] == [path]
    assert any(file.name == "item.html" for file in files)


def test_assets(tmp_path: Path) -> None:
    """Assets are read with their names below `assets/`, and their addresses carry their digest."""
    own(tmp_path, "pages/assets/fonts/note.txt", "hello")
    files = dict(templating.assets(tmp_path))

    assert files["fonts/note.txt"] == b"hello"
    assert b"--measure" in files["style.css"]
    assert templating.load(tmp_path).assets["fonts/note.txt"] == "assets/fonts/note.txt?v=2cf24dba"


def test_digest_imports_nothing_heavy(tmp_path: Path) -> None:
    """A build with nothing to do can ask for digests without loading Jinja2, Babel or MarkupSafe."""
    code = (
        "import sys; from pathlib import Path; from feedpress import pages, templating; site = Path(sys.argv[1]);"
        "templating.digest(site, 'pages');"
        "print(*{'jinja2', 'babel', 'markupsafe'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr) == ("\n", "")
