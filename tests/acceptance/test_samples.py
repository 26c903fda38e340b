"""The sample documents of the acceptance folder, judged by its own scorer and with the installed command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).parents[2]
_ASKED = os.environ.get("FEEDPRESS_ACCEPTANCE", "")


@pytest.mark.skipif(not _ASKED, reason="FEEDPRESS_ACCEPTANCE names no folder with eval/score.py and the samples")
def test_the_samples_are_read_without_a_difference() -> None:
    """The scorer finds every item, title, heading, list, quote and teaser of the samples, and nothing made up."""
    scorer = (_CHECKOUT / _ASKED / "eval" / "score.py").resolve(strict=True)
    command = [
        sys.executable,
        str(scorer),
        "seeds",
        "--json",
        "--feedpress",
        str(Path(sys.executable).parent / "feedpress"),
    ]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)

    assert json.loads(done.stdout)["seeds"]["wrong"] == []
