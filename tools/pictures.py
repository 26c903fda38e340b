"""Make the pictures of docs/pictures anew: the sample site as a browser shows it, each file small and of a fixed size.

    make pictures

The site is built in a folder of its own, at a fixed clock. What differs between machines is their fonts.
"""

from __future__ import annotations

import os
import struct
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHECKOUT = Path(__file__).resolve().parents[1]
TARGET = CHECKOUT / "docs" / "pictures"
MOST_BYTES = 80_000
COLOURS = 64
CHROMIUM = "/usr/bin/chromium"
CLOCK = "1795330800"  # 22 November 2026, 07:00 UTC
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
NO_CALLS = ("--disable-background-networking", "--disable-component-update")
SETTINGS = """
[site]
title = "The Ferrow Almanac"
url = "https://almanac.example/"
description = "Tides, tools and small histories from Ferrow."
language = "en"
[corpus]
exclude = ["technology/**"]
[newsletter]
from = "The Ferrow Almanac <letter@almanac.example>"
address = "14 Chandler Street, Ferrow"
unsubscribe_url = "https://almanac.example/unsubscribe"
items = 5
"""
BRAND = '[newsletter.brand]\naccent = "#1f5f8b"\naccent_dark = "#9cc9ec"\n'
INTRO = "Good morning. The clocks have gone back, the ferry has not, and there is bread.\n"


class View(NamedTuple):
    """What a picture shows: a file of the site, seen in a window of `width` and `height` pixels from `top` down."""

    name: str
    path: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    top: int = 0
    settings: str = SETTINGS


LETTER = "newsletter/draft/email.html"
VIEWS = (
    View("letter-600-light", LETTER, 600, 1080),
    View("letter-600-dark", LETTER, 600, 1080, "dark"),
    View("letter-360-light", LETTER, 360, 720),
    View("letter-360-dark", LETTER, 360, 720, "dark"),
    View("letter-own-colour", LETTER, 600, 420, settings=SETTINGS + BRAND),
    View("front-page", "index.html", 900, 760),
    View("item-page", "items/the-man-who-records-fog/index.html", 900, 760),
)


def main() -> int:
    """Take every picture; return 1 where one is too large to be kept in the repository."""
    from playwright.sync_api import sync_playwright

    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *NO_CALLS])
        sites = {
            text: built(Path(folder) / str(number), text) for number, text in enumerate((SETTINGS, SETTINGS + BRAND))
        }
        sizes = {view.name: taken(chromium, sites[view.settings], view) for view in VIEWS}
        chromium.close()
    for name, size in sizes.items():
        print(f"docs/pictures/{name}.png  {size:>6,} bytes")
    return int(max(sizes.values()) > MOST_BYTES)


def built(folder: Path, settings: str) -> Path:
    """Build the sample site with `settings` in `folder`; return where it is published."""
    from feedpress.cli import main as feedpress

    copytree(CHECKOUT / "seeds", folder / "seeds")
    (folder / "feedpress.toml").write_text(settings)
    (folder / "intro.md").write_text(INTRO)
    os.environ["SOURCE_DATE_EPOCH"] = CLOCK
    if feedpress(["-C", str(folder), "-q", "build"]):
        raise SystemExit("the sample site could not be built")
    return folder / "dist"


def taken(browser: Browser, site: Path, view: View) -> int:
    """Take the picture of `view`; return its size in bytes."""
    page = browser.new_page(viewport={"width": view.width, "height": view.height}, color_scheme=view.scheme)
    page.goto((site / view.path).as_uri())
    page.evaluate(f"scrollTo(0, {view.top})")
    data = small(page.screenshot())
    page.close()
    (TARGET / f"{view.name}.png").write_bytes(data)
    return len(data)


def small(png: bytes) -> bytes:
    """Return `png`, an image of eight bits a colour, with a palette of few colours: a page of text has no more."""
    width, height, rows = pixels(png)
    counts = Counter(colour for row in rows for colour in row)
    # A few letters in the accent count for more than the many greys at the edges of black ones.
    common = sorted(counts, key=lambda one: (-counts[one] * (1 + max(one) - min(one)), one))[:COLOURS]
    places = {colour: place for place, colour in enumerate(common)}

    @cache
    def nearest(colour: bytes) -> int:
        return min(
            range(len(common)), key=lambda place: sum(abs(a - b) for a, b in zip(colour, common[place], strict=True))
        )

    body = b"".join(b"\0" + bytes(places[one] if one in places else nearest(one) for one in row) for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", b"".join(common)), (b"IDAT", zlib.compress(body, 9)), (b"IEND", b""))
    return png[:8] + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def pixels(png: bytes) -> tuple[int, int, list[list[bytes]]]:
    """Return width, height and the rows of `png`, each pixel as three bytes (PNG specification, §9: filters)."""
    chunks = list(_chunks(png))
    width, height, depth, kind = struct.unpack(">IIBB", chunks[0][1][:10])
    step = {2: 3, 6: 4}[kind]
    if depth != 8:
        raise SystemExit("a screenshot of eight bits a colour was expected")
    raw = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    before = bytearray(width * step)
    rows = []
    for start in range(0, len(raw), width * step + 1):
        before = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + width * step]), before, step)
        rows.append([bytes(before[place : place + 3]) for place in range(0, len(before), step)])
    return width, height, rows


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def _unfiltered(kind: int, row: bytearray, above: bytearray, step: int) -> bytearray:
    for place, value in enumerate(row):
        left = row[place - step] if place >= step else 0
        corner = above[place - step] if place >= step else 0
        guess = (0, left, above[place], (left + above[place]) // 2, _paeth(left, above[place], corner))[kind]
        row[place] = (value + guess) & 255
    return row


def _paeth(left: int, above: int, corner: int) -> int:
    sum_ = left + above - corner
    return min((left, above, corner), key=lambda one: abs(sum_ - one))


if __name__ == "__main__":
    sys.exit(main())
