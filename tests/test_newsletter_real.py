"""What a spam filter makes of the letter."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from letters import chosen, entry, mailed

pytestmark = pytest.mark.real

_HARMLESS = {"HTML_MESSAGE", "NO_RECEIVED", "NO_RELAYS"}
_SCORE = re.compile(r"^\s*(-?\d+\.\d)\s+([A-Z0-9_]+)\s", re.MULTILINE)


@pytest.mark.skipif(not shutil.which("spamassassin"), reason="apt-get install spamassassin")
@pytest.mark.parametrize("titles", [0, 300])
def test_a_spam_filter_finds_nothing(titles: int, tmp_path: Path) -> None:
    """SpamAssassin's local rules give the letter half a point at most, and none that says anything of the letter."""
    mail = mailed(chosen(others=[entry(n) for n in range(titles)]))

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
