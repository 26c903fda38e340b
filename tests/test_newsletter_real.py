"""What a spam filter makes of the letter."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from feedpress.model import Item, Site
from letters import SITE, chosen, entry, item, mailed, paper, with_settings

pytestmark = pytest.mark.real

_HARMLESS = {"HTML_MESSAGE", "NO_RECEIVED", "NO_RELAYS"}
_SCORE = re.compile(r"^\s*(-?\d+\.\d)\s+([A-Z0-9_]+)\s", re.MULTILINE)


def _of(items: Iterable[Item], titles: int = 0, site: Site = SITE, **changes: object) -> bytes:
    settings = with_settings(**changes)
    edition = chosen(tuple(items), [entry(n) for n in range(titles)], settings=settings, site=site)
    return mailed(edition, settings=settings, site=site)


_LONG = " ".join(["and what was said of it on the quay"] * 20)
LETTERS: Mapping[str, Callable[[], bytes]] = {
    "a small paper": lambda: _of(paper()),
    "three hundred titles": lambda: _of(paper(), 300),
    "in full": lambda: _of(paper(), content="full"),
    "one short note": lambda: _of([item(0)]),
    "one long story": lambda: _of([paper()[0]]),
    "titles alone": lambda: _of([item(n, summary="", content_text="", content_html="") for n in range(9)], 40),
    "pictures": lambda: _of(item(n, image=f"https://example.org/{n}.jpg", summary="") for n in range(6)),
    "German": lambda: _of(paper(), site=replace(SITE, language="de", title="Der Hafenbote")),
    "Arabic": lambda: _of(paper(), site=replace(SITE, language="ar", title="جريدة الميناء")),
    "long titles": lambda: _of(replace(one, title=f"{one.title} {_LONG}") for one in paper()),
    "capital titles": lambda: _of(replace(one, title=one.title.upper()) for one in paper()),
    "numbers": lambda: _of(replace(one, title=f"{n} of 100 free, 50% off by 2026") for n, one in enumerate(paper())),
    "a title as the subject": lambda: _of(paper(), subject="{{ edition.lead.title }}"),
    "without an address": lambda: _of(paper(), address="", unsubscribe_url=""),
}


@pytest.mark.parametrize("letter", LETTERS)
def test_a_spam_filter_finds_nothing(letter: str, tmp_path: Path) -> None:
    """SpamAssassin's local rules give the letter half a point at most, and none that says anything of the letter."""
    mail = LETTERS[letter]()

    done = subprocess.run(
        ["spamassassin", "-t", "-L", "-p", f"{tmp_path}/prefs"],
        input=mail,
        capture_output=True,
        check=True,
        timeout=120,
    )

    report = done.stdout.decode(errors="replace").rpartition("Content analysis details:")[2]
    rules = {name: float(score) for score, name in _SCORE.findall(report)}
    assert rules.keys() <= _HARMLESS
    assert sum(rules.values()) <= 0.5
