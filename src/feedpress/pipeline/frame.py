"""The frame of a site, given by its settings: where its lists and feeds lie, and what all its pages share."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache

from feedpress.config import Config
from feedpress.formats import ATOM, FORMATS, XML, Format
from feedpress.model import Link
from feedpress.pages.look import Look, Templates
from feedpress.slugs import slugify

FOLDERS = {"tag": "tags", "author": "authors", "folder": "folders", "language": "languages"}
PLAIN_LABEL = re.compile(r"[a-zA-Z0-9 \u00c0-\u024f_./'’-]+")
"""Labels that their slug tells apart; others ("C++", "日本") get a checksum too."""


@lru_cache(maxsize=4096)
def key_of(label: str) -> str:
    """Return the part of a path that stands for `label`: labels that differ in case or spacing alone share it."""
    slug = slugify(label)
    if slug and PLAIN_LABEL.fullmatch(label):
        return slug
    return f"{slug}-{zlib.crc32(label.casefold().encode()):08x}".strip("-")


def place(config: Config, kind: str, label: str) -> str:
    """Return the URL of the page that lists the items under `label`, "" where there is none."""
    return f"{config.site.url}{FOLDERS[kind]}/{key_of(label)}/" if kind in config.feeds.by else ""


def list_feeds(config: Config, kind: str, label: str) -> tuple[Link, ...]:
    """Return the feeds of the items under `label`."""
    title, url = f"{config.site.title}: {label}", place(config, kind, label)
    return tuple(Link(title, url + form.file, form.mime_type) for form in XML)


def main_formats(config: Config) -> tuple[Format, ...]:
    """Return the formats of the main feeds, the default first."""
    return tuple(FORMATS[name] for name in config.feeds.formats)


def main_feeds(config: Config) -> tuple[Link, ...]:
    """Return the main feeds, the default first."""
    site = config.site
    return tuple(
        Link(
            site.title if form is ATOM else f"{site.title} ({form.name.upper()})", site.url + form.file, form.mime_type
        )
        for form in main_formats(config)
    )


def look(config: Config, templates: Templates) -> Look:
    """Return what all pages share."""
    site = config.site
    return Look(
        templates=templates,
        site=site,
        feeds=main_feeds(config),
        sections=tuple(Link(name, f"{site.url}{path}") for name, path in _sections(config)),
        place=lambda kind, label: place(config, kind, label),
    )


def _sections(config: Config) -> Iterator[tuple[str, str]]:
    if "tag" in config.feeds.by:
        yield "tags", "tags/"
    yield "newsletter", "newsletter/"
    yield "feeds", "feeds/"
