"""The frame of a site, given by its settings: where its lists and feeds lie, and what all its pages share."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain, count

from feedpress.config import Config
from feedpress.formats import ATOM, FORMATS, XML, Format
from feedpress.model import Link
from feedpress.pages.look import Look
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


def keys_for(folders: Iterable[str], taken: Collection[str]) -> dict[str, str]:
    """Return keys for new `folders` that are not `taken`: posts-2024 is another one than posts/2024.

    Of several that would have one key, the first has it.
    """
    keys: dict[str, str] = {}
    every = {*taken}
    for folder in folders:
        key = key_of(folder)
        tries = chain((key,), (f"{key}-{number}" for number in count(2)))
        keys[folder] = next(tried for tried in tries if tried not in every)
        every.add(keys[folder])
    return keys


def place(config: Config, kind: str, key: str) -> str:
    """Return the URL of the page of a list, "" where there is none."""
    return f"{config.site.url}{FOLDERS[kind]}/{key}/" if kind in config.feeds.by else ""


def list_feeds(config: Config, kind: str, key: str, label: str) -> tuple[Link, ...]:
    """Return the feeds of a list, that of the items under `label`, each with the format in its title."""
    title, url = f"{config.site.title}: {label}", place(config, kind, key)
    return tuple(Link(f"{title} ({form.label})", url + form.file, form.mime_type) for form in XML)


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


def look(config: Config, render: Callable[..., str], key: Callable[[str, str], str]) -> Look:
    """Return what all pages share; `key` gives that of the list of a kind that holds what is under a label."""
    site = config.site
    return Look(
        render=render,
        site=site,
        feeds=main_feeds(config),
        sections=tuple(Link(name, f"{site.url}{path}") for name, path in _sections(config)),
        place=lambda kind, label: place(config, kind, key(kind, label)),
    )


def _sections(config: Config) -> Iterator[tuple[str, str]]:
    if "tag" in config.feeds.by:
        yield "tags", "tags/"
    yield "newsletter", "newsletter/"
    yield "feeds", "feeds/"
