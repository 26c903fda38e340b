"""docs/newsletter.md and docs/templates.md: what they show works, and what they list is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from feedpress.newsletter import specimen
from feedpress.newsletter.sheet import values
from feedpress.words import WORDS
from letters import SETTINGS, SITE, templates

_CHECKOUT = Path(__file__).parents[1]
_DOCS = _CHECKOUT / "docs"
_TEMPLATES = (_DOCS / "templates.md").read_text()
_LARGEST = 80_000


def test_a_minute_suffices(tmp_path: Path) -> None:
    """Whoever does what the first section of docs/newsletter.md says sees colour, subject and word in the draft."""
    part = (_DOCS / "newsletter.md").read_text().partition("## In a minute")[2].partition("\n## ")[0]
    first, settings, build = re.findall(r"^ *```(?:sh|toml)\n(.*?)^ *```", part, flags=re.MULTILINE | re.DOTALL)
    (old, new) = re.search(r"find `([^`]+)` and write `([^`]+)`", part).groups()  # type: ignore[union-attr]
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.md").write_text("# First Frost\n\nThe dahlias went [black](https://example.org/).\n")
    (tmp_path / "feedpress.toml").write_text(settings)
    _type(first, tmp_path)
    page = tmp_path / "templates" / "email" / "edition.html"
    page.write_text(page.read_text().replace(old, new))
    _type(build, tmp_path)

    letter = (tmp_path / "dist" / "newsletter" / "draft" / "email.html").read_text()
    assert "<title>No. 1: First Frost</title>" in letter
    assert f">{new}</a>" in letter
    assert "color:#1f5f8b" in letter
    assert "color: #9cc9ec" in letter


def _type(lines: str, folder: Path) -> None:
    places = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(folder)}
    subprocess.run(["bash", "-ec", lines], check=True, cwd=folder, env=places, capture_output=True)


def test_what_templates_are_given_is_listed() -> None:
    """The lists of docs/templates.md are the values' own fields, none missing and none made up."""
    rows = {
        match[1]: re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", match[2]))
        for match in re.finditer(r"^\| (.*?) \| (.*?) \|$", _TEMPLATES, flags=re.MULTILINE)
    }

    edition = specimen.edition(SETTINGS, SITE)
    given: dict[str, Any] = values(edition, settings=SETTINGS, site=SITE, spell=templates().spell)
    told = given["edition"]
    assert rows["`edition`"] == [*told]
    assert next(names for label, names in rows.items() if label.startswith("`edition.lead`")) == [*told["lead"]]
    assert rows["each of `edition.sections`"] == [*told["sections"][0]]
    assert rows["each of `edition.briefs`"] == [*told["briefs"][0]]
    assert rows["`brand`"] == [*given["brand"]]
    assert set(rows["`words`"]) <= WORDS.keys()


def test_files_and_building_blocks_are_listed() -> None:
    """Each template of the letter and of the pages is named, and each macro that is shown is there."""
    shipped = [path.name for kind in ("email", "pages") for path in (_CHECKOUT / "templates" / kind).glob("*.*")]
    macros = (_CHECKOUT / "templates" / "email" / "macros.html").read_text()

    assert [name for name in shipped if f"`{name}`" not in _TEMPLATES] == []
    assert [name for name in re.findall(r"`letter\.(\w+)\(", _TEMPLATES) if f"macro {name}(" not in macros] == []


def test_classes_of_stories_are_listed() -> None:
    """Each class that docs/templates.md names has a rule in the shipped style sheet."""
    sheet = (_CHECKOUT / "templates" / "email" / "edition.css").read_text()
    told = _TEMPLATES.partition("What stories are made of")[2].partition("\n- ")[0]

    named = [name for name in re.findall(r"`([a-z-]+)`", told) if not name.startswith("-")]
    assert len(named) > 12
    assert [name for name in named if not re.search(rf"\.{name}\b[ ,]", sheet)] == []


def test_pictures_are_few_and_small() -> None:
    """Each picture of the documentation is shown somewhere, and is small enough to be kept with the source."""
    papers = "".join(path.read_text() for path in _DOCS.glob("*.md"))
    pictures = sorted((_DOCS / "pictures").glob("*.png"))

    assert 0 < len(pictures) <= 8
    assert [path.name for path in pictures if f"pictures/{path.name}" not in papers] == []
    assert max(path.stat().st_size for path in pictures) < _LARGEST
