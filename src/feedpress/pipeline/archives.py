"""Closed archives of the main feeds (RFC 5005 §4): blocks in the order of first publication, whose bytes are kept.

A block is full at BLOCK_ITEMS items, or where the next one would take it past BLOCK_BYTES. The first waits for the
second, since it alone names its successor; no later document ever gains a link.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256

from feedpress import identity
from feedpress.model import Feed, Item
from feedpress.pipeline.assemble import assemble
from feedpress.pipeline.plan import FORMATS, Output, digest_of, renderer
from feedpress.pipeline.press import Press

BLOCK_ITEMS = 50
BLOCK_BYTES = 256_000
NAMES = ("atom", "rss")


def path_of(number: int, name: str) -> str:
    """Return where the closed archive `number` lies, below the output folder and below that of kept bytes."""
    return f"archive/{number}/{FORMATS[name][0]}"


def last(press: Press) -> int:
    """Return the number of the newest closed archive, 0 where there is none."""
    return press.catalog.count("SELECT coalesce(max(number), 0) FROM archive")


def close(press: Press) -> list[int]:
    """Close every block that is full, keep its bytes, and return the numbers of the new archives."""
    before = last(press)
    blocks = list(_full(press))
    if before == 0 and len(blocks) < 2:  # noqa: PLR2004 - the first waits for the second
        return []
    for number, ids in enumerate(blocks, before + 1):
        keep(press, number, ids)
        press.catalog.archive(ids, number)
    press.kept.publish()
    return list(range(before + 1, before + len(blocks) + 1))


def _full(press: Press) -> Iterator[list[str]]:
    """Return the ids of each full block among what no archive holds yet."""
    waiting = press.catalog.rows("SELECT id FROM item WHERE archive IS NULL AND state = 'live' ORDER BY queue")
    block: list[str] = []
    size = 0
    for id, more in press.cache.lists.sizes(row[0] for row in waiting):
        if len(block) == BLOCK_ITEMS or (block and size + more > BLOCK_BYTES):
            yield block
            block, size = [], 0
        block.append(id)
        size += more
    if len(block) == BLOCK_ITEMS:
        yield block


def keep(press: Press, number: int, ids: Sequence[str]) -> None:
    """Render the archive `number` of the items `ids` and keep its bytes, durably, with their digests."""
    digests = {}
    items = [assemble(press, known).item for known in press.catalog.known(ids).values()]
    items.sort(key=lambda item: (item.published, item.id), reverse=True)
    for name in NAMES:
        data = renderer(name)(_feed(press, number, name, items))
        press.kept.stage(path_of(number, name), data)
        digests[FORMATS[name][0]] = sha256(data).hexdigest()
    row = (number, press.clock, len(items), json.dumps(digests))
    press.catalog.put_archive(row)


def _feed(press: Press, number: int, name: str, items: Sequence[Item]) -> Feed:
    site = press.config.site
    return Feed(
        id=identity.urn(press.authority, "feed"),
        title=site.title,
        subtitle=site.description,
        self_url=f"{site.url}{path_of(number, name)}",
        home_url=site.url,
        updated=max(item.updated for item in items),
        items=tuple(items),
        site=site,
        language=site.language,
        archive=True,
        current=f"{site.url}{FORMATS[name][0]}",
        prev_archive=f"{site.url}{path_of(number - 1, name)}" if number > 1 else "",
        next_archive=f"{site.url}{path_of(2, name)}" if number == 1 else "",
    )


def outputs(press: Press, numbers: Iterable[int]) -> Iterator[Output]:
    """Return the archives `numbers` as they are published: the bytes that were kept."""
    for number in numbers:
        for name in NAMES:
            path = path_of(number, name)
            yield Output(path, digest_of("kept", press.catalog.meta("url")), partial(press.kept.read, path))


def reopen(press: Press) -> None:
    """Forget all closed archives: a new site url stands in every one of them."""
    numbers = range(1, last(press) + 1)
    press.catalog.reopen_archives()
    press.kept.remove(path_of(number, name) for number in numbers for name in NAMES)
