"""A site in a folder of its own: documents to edit, builds at any clock, and what came of them, for the tests."""

from __future__ import annotations

import io
import json
import os
import random
from collections.abc import Mapping
from contextlib import closing, redirect_stdout
from itertools import count
from pathlib import Path
from typing import Any

from feedpress.catalog.memory import Catalog
from feedpress.cli import main
from feedpress.errors import Problem
from feedpress.given import Given
from feedpress.identity import Known
from feedpress.pipeline.build import Options, build
from feedpress.pipeline.report import Report

NOW = 1_790_000_000
DAY = 24 * 3600
DRAFTING = """
[site]
title = "The Harbour Gazette"
url = "https://gazette.example/"
[newsletter]
from = "The Harbour Gazette <letter@gazette.example>"
address = "12 Quay Street"
unsubscribe_url = "https://gazette.example/unsubscribe"
"""
"""Settings of a site that has a draft of the next edition with each build."""
SETTINGS = f"{DRAFTING}draft = false\n"
"""The same without the draft, which takes more than half of a small site's build."""
_WORDS = """
above across after again almost along already always among anchor answer around autumn baker barrel basket beacon beam
before behind bell below beside better between beyond boat bottle bread breeze brick bridge bright broken brother bucket
build bundle candle canvas captain careful carry castle cellar chain chapel chart cheese church circle clear cliff climb
clock cloud coast copper corner cotton council cousin cover crane crew current curtain custom danger daughter dealer
deep deliver depth ditch doctor door draft drift drum dusk early east echo edge eight engine evening every fair family
farm fast father feather fence ferry field figure fire fish flame fleet flood floor flour fog follow forest forget found
friend frost garden gate gather ghost glass gold grain grass gravel great green ground guard guest gull half hammer
harbour harvest heavy hedge helm herring hidden hill hold hollow honey horse hour house hunger ice idle inland inn iron
island journey judge keel keep kettle kitchen kite knot ladder lake lamp lantern large late ledger leather letter level
lift light line little load local lock long loose low market mast master meadow measure metal midnight mile mill mirror
morning mountain narrow near nearly needle neighbour net never night noise north oak ocean often old open orchard order
other outer oven paddle paint paper past path pebble people pepper picture pilot plain plank plate pocket pole pond
pontoon quay quick quiet quite rain ready red repair rest return rich river road roof room rope round row rudder sail
salt sand school sea season second seven shadow shallow sheep shelf ship shore short shutter silent silver sister slow
small smoke smooth snow soft song south spring square stable stair steam steel stone storm story stove straw stream
street strong summer supper swift table tailor tall tar thick thin third thread thunder tide timber tired today tower
town track trade travel tree under upper valley village visit voice wagon walk wall warm watch water wave weather west
wheel while whole wide wild wind window winter wood wool work yard yellow young
""".split()  # noqa: SIM905 - a paragraph reads better than a list
_MOMENT = count(1_000_000_000)
"""Seconds since 1970, in the past and never twice: no file changes without its time telling."""


def words(seed: int, number: int) -> list[str]:
    """Return `number` words, others for each `seed`."""
    return random.Random(seed).choices(_WORDS, k=number)


def sentences(seed: int, number: int = 8) -> list[str]:
    """Return `number` sentences of sixteen words, others for each `seed`."""
    said = words(seed, 16 * number)
    return [" ".join(said[start : start + 16]).capitalize() + "." for start in range(0, len(said), 16)]


def story(seed: int, title: str = "", **fields: object) -> str:
    """Return a Markdown document of two paragraphs, with front matter where there is a `title` or another field."""
    told = sentences(seed)
    body = " ".join(told[:4]) + "\n\n" + " ".join(told[4:]) + "\n"
    head = {"title": title, **fields} if title else fields
    matter = "".join(f"{name}: {json.dumps(value)}\n" for name, value in head.items())
    return f"---\n{matter}---\n\n{body}" if head else body


class Bench:
    """A site below `folder`, built in this process; each file written bears a time of its own, long past."""

    def __init__(self, folder: Path, settings: str = SETTINGS) -> None:
        self.folder = folder
        self.corpus = folder / "seeds"
        self.output = folder / "dist"
        self.state = folder / ".feedpress"
        self.corpus.mkdir(parents=True, exist_ok=True)
        self.configure(settings)

    def configure(self, settings: str) -> None:
        """Make `settings` the site's feedpress.toml."""
        stamp(self.folder / "feedpress.toml", settings.encode())

    def put(self, path: str, text: str | bytes) -> None:
        """Make `text` the document at `path` of the corpus."""
        stamp(self.corpus / path, text.encode() if isinstance(text, str) else text)

    def take(self, path: str) -> None:
        """Take the document at `path` away."""
        (self.corpus / path).unlink()

    def move(self, old: str, new: str) -> None:
        """Rename a document, as `mv` does."""
        (self.corpus / new).parent.mkdir(parents=True, exist_ok=True)
        (self.corpus / old).rename(self.corpus / new)

    def build(self, now: int = NOW, **options: bool) -> Report:
        """Build with the clock at `now`."""
        return build(Given(self.folder, {}), now=now, options=Options(**options))

    def items(self) -> list[dict[str, Any]]:
        """Return the items in the contract's shape, newest first."""
        return [json.loads(line) for line in self.run("items", "--json").splitlines()]

    def item(self, path: str) -> dict[str, Any]:
        """Return the item that the document at `path` is published as."""
        (found,) = (item for item in self.items() if path in {source["path"] for source in item["sources"]})
        return found

    def catalog(self) -> Catalog:
        """Open the site's memory."""
        return Catalog.open(self.state / "catalog.sqlite3")

    def known(self) -> dict[str, Known]:
        """Return all that the memory holds of document units, by id."""
        with closing(self.catalog()) as catalog:
            return catalog.known(catalog.ids())

    def published(self) -> dict[str, bytes]:
        """Return the bytes of every published file, by its path."""
        return tree(self.output)

    def times(self) -> dict[str, int]:
        """Return when each published file was written, in nanoseconds, by its path."""
        return {name: (self.output / name).stat().st_mtime_ns for name in tree(self.output)}

    def findings(self) -> list[dict[str, str]]:
        """Return what `feedpress check` finds."""
        return [json.loads(line) for line in self.run("check", "--json", "-q").splitlines()]

    def run(self, *arguments: str, now: int = NOW) -> str:
        """Run a command with the clock at `now` and return what it prints; findings are no failure."""
        printed = io.StringIO()
        os.environ["SOURCE_DATE_EPOCH"] = str(now)
        with redirect_stdout(printed):
            code = main(["-C", str(self.folder), *arguments])
        del os.environ["SOURCE_DATE_EPOCH"]

        assert code in {0, 1}
        return printed.getvalue()


def apart() -> dict[str, str]:
    """Return the environment of a process that no coverage is measured of, since it is killed or counted itself."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


def stamp(path: Path, data: bytes) -> None:
    """Write `data` to `path`, with a time of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    moment = next(_MOMENT)
    os.utime(path, (moment, moment))


def built(bench: Bench, now: int = NOW) -> list[Problem]:
    """Build and return what was wrong; a full build of the same memory must then find nothing to write."""
    report = bench.build(now, allows_shrink=True)
    full = bench.build(now, is_full=True, allows_shrink=True)

    assert (full.outputs.written, full.outputs.deleted) == ((), ())
    assert full.problems == report.problems
    return list(report.problems)


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below `folder`, by its path with `/`."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Return the paths of which only one of two trees has a file, or that hold other bytes."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
