"""One odd document a file in tests/quirks/, each beside a TOML file that says what is expected of it.

A field's name lists its values, their parts behind ` | `, most trusted first; `body`, `body_has`, `lines` (of fields)
and `problems` ("line: what", from the left) say the rest. What isn't mentioned isn't looked at, but problems must be.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from feedpress import corpus

QUIRKS = Path(__file__).parent / "quirks"
EXPECTED = sorted(QUIRKS.rglob("*.expect"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: str(path.relative_to(QUIRKS))[: -len(".expect")])
def test_an_odd_document_is_read_as_expected(expected: Path) -> None:
    """The document beside the expectation gives the fields, the body and the problems that it names."""
    wanted: dict[str, Any] = tomllib.loads(expected.read_text(encoding="utf-8"))
    wanted.pop("why")
    source = expected.with_suffix("")
    path = source.relative_to(QUIRKS).as_posix()

    (document,), rejected = corpus.read(path, source.read_bytes())

    assert rejected == ()
    found = [f"{problem.line}: {problem.what}" for problem in document.problems]
    starts = wanted.pop("problems", [])
    assert [whole.startswith(start) for whole, start in zip(found, starts, strict=True)] == [True] * len(found), found
    assert document.body == wanted.pop("body", document.body)
    assert [part for part in wanted.pop("body_has", []) if part not in document.body] == []
    for name, line in wanted.pop("lines", {}).items():
        assert (name, next(field.line for field in document.fields if field.name == name)) == (name, line)
    for name, values in wanted.items():
        found = [" | ".join((each.value, *each.parts)).rstrip(" |") for each in document.fields if each.name == name]
        assert (name, found) == (name, values)


def test_every_quirk_says_what_it_expects() -> None:
    """No document lies in the folder of quirks without an expectation."""
    assert len(EXPECTED) > 30
    assert [
        path for path in QUIRKS.rglob("*.*") if path.suffix != ".expect" and not Path(f"{path}.expect").exists()
    ] == []
