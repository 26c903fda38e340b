"""The wheel, as someone without the checkout gets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).parents[1]
_PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
_PUBLISHED = (
    "index.html",
    "2026/index.html",
    "atom.xml",
    "rss.xml",
    "feed.json",
    "feeds.opml",
    "sitemap.xml",
    "robots.txt",
    "404.html",
    "items/a-walk/index.html",
    "tags/sea/index.html",
    "tags/sea/atom.xml",
    "tags/sea/rss.xml",
    "newsletter/index.html",
    "newsletter/atom.xml",
    "newsletter/draft/index.html",
    "newsletter/draft/email.html",
    "newsletter/draft/email.txt",
    "newsletter/draft/email.eml",
)
_WALK = """---
title: A Walk
date: 2026-04-05
tags: [sea]
---

We went along the wall to the light and back, against the wind both ways.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel without the network."""
    target = tmp_path_factory.mktemp("wheel")
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", str(target)]
    subprocess.run([*_PIP, "wheel", *options, str(_CHECKOUT)], check=True)
    (path,) = target.glob("feedpress-*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install `wheel` into an environment of its own, which borrows the libraries of this one."""
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    inside = home / "bin" / "python"
    subprocess.run([*_PIP, "--python", str(inside), "install", "--no-index", "--no-deps", str(wheel)], check=True)
    (packages,) = (home / "lib").glob("python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return inside


def test_the_wheel_carries_the_templates_and_no_sample(wheel: Path) -> None:
    """Templates travel with the package; the sample corpus, tests and documents stay at home."""
    names = zipfile.ZipFile(wheel).namelist()

    assert {"feedpress/templates/email/edition.html", "feedpress/py.typed"} <= set(names)
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"feedpress"}


def test_the_wheel_builds_a_site_anywhere(python: Path, tmp_path: Path) -> None:
    """An installed feedpress, far from any checkout, publishes all that is promised."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "walk.md").write_text(_WALK)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("FEEDPRESS_", "PYTHON"))}
    command = [str(python.with_name("feedpress")), "build", "--json"]
    done = subprocess.run(command, check=True, cwd=tmp_path, env=clean, stdout=subprocess.PIPE, text=True)

    assert json.loads(done.stdout)["items"] == 1
    assert [name for name in _PUBLISHED if not (tmp_path / "dist" / name).is_file()] == []


def test_what_runs_is_the_wheel(python: Path) -> None:
    """The package that the environment imports is the installed one, not the checkout's."""
    show = "import feedpress, importlib.metadata as m; print(feedpress.__file__, m.version('feedpress'))"
    done = subprocess.run([str(python), "-c", show], check=True, cwd="/", stdout=subprocess.PIPE, text=True)
    place, version = done.stdout.split()

    assert Path(place).is_relative_to(python.parents[1])
    assert f'version = "{version}"' in (_CHECKOUT / "pyproject.toml").read_text()
