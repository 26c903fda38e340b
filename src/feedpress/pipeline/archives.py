"""Closed archives of the main feeds (RFC 5005 §4): blocks in the order of first publication, whose bytes are kept.

A block is full at BLOCK_ITEMS items, or where the next one would take it past BLOCK_BYTES. The first waits for the
second, since it alone names its successor; no later document ever gains a link.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256

from msgspec.structs import replace

from feedpress import identity
from feedpress.formats import XML, Format
from feedpress.model import Feed
from feedpress.pipeline import codec
from feedpress.pipeline.assemble import assemble
from feedpress.pipeline.frame import main_formats
from feedpress.pipeline.plan import Output, digest_of, renderer
from feedpress.pipeline.press import Press
from feedpress.pipeline.workers import LARGE, spread

BLOCK_ITEMS = 50
BLOCK_BYTES = 256_000


def path_of(number: int, form: Format) -> str:
    """Return where the closed archive `number` lies, below the output folder and below that of kept bytes."""
    return f"archive/{number}/{form.file}"


def close(press: Press) -> list[int]:
    """Close every block that is full, keep its bytes, and return the numbers of the new archives."""
    before = press.catalog.frozen.last_archive()
    blocks = list(enumerate(_full(press), before + 1))
    if before == 0 and len(blocks) < 2:  # noqa: PLR2004 - the first waits for the second
        return []
    renderer(XML[0])  # imported once, before there are processes to inherit it
    feeds = ((number, codec.encode(_feed(press, ids))) for number, ids in blocks)
    for (number, ids), made in zip(blocks, spread(_rendered, feeds, press.config.jobs, LARGE), strict=True):
        _keep(press, number, ids, made)
    return [number for number, _ in blocks]


def _full(press: Press) -> Iterator[list[str]]:
    """Return the ids of each full block among what no archive holds yet."""
    block: list[str] = []
    size = 0
    for id, more in press.cache.lists.sizes(press.catalog.unarchived()):
        if len(block) == BLOCK_ITEMS or (block and size + more > BLOCK_BYTES):
            yield block
            block, size = [], 0
        block.append(id)
        size += more
    if len(block) == BLOCK_ITEMS:
        yield block


def _keep(press: Press, number: int, ids: Sequence[str], made: Mapping[Format, bytes]) -> None:
    """Keep the bytes `made` of the archive `number`, which holds `ids`, with their digests."""
    digests = {}
    for form, data in made.items():
        press.kept.stage(path_of(number, form), data)
        digests[form.file] = sha256(data).hexdigest()
    press.catalog.frozen.put_archive(number, press.clock, ids, json.dumps(digests))


def _feed(press: Press, ids: Sequence[str]) -> Feed:
    """Return the archive of the items `ids`; where it lies depends on its number and its format."""
    site = press.config.site
    items = [made.item for made in assemble(press, press.catalog.known(ids).values())]
    return Feed(
        id=identity.urn(press.authority, "feed"),
        title=site.title,
        self_url="",
        home_url=site.url,
        updated=max(item.updated for item in items),
        items=tuple(sorted(items, key=lambda item: (item.published, item.id), reverse=True)),
        site=site,
        archive=True,
    )


def _rendered(task: tuple[int, bytes]) -> dict[Format, bytes]:
    """Return an archive, by its number and encoded, in each format: a pure function, which any process may call."""
    number, data = task
    feed = codec.decode(Feed, data)
    return {form: renderer(form)(_addressed(feed, number, form)) for form in XML}


def _addressed(feed: Feed, number: int, form: Format) -> Feed:
    """Return the archive `feed` with its address, and those of its neighbours, in the format `form`."""
    url = feed.site.url
    return replace(
        feed,
        self_url=f"{url}{path_of(number, form)}",
        current=f"{url}{form.file}",
        prev_archive=f"{url}{path_of(number - 1, form)}" if number > 1 else "",
        next_archive=f"{url}{path_of(2, form)}" if number == 1 else "",
    )


def outputs(press: Press, numbers: Iterable[int]) -> Iterator[Output]:
    """Return the archives `numbers` as they are published: the bytes that were kept, in the formats of the feeds."""
    digests = press.catalog.frozen.archives()
    for number in numbers:
        for form in (form for form in XML if form in main_formats(press.config)):
            path = path_of(number, form)
            yield Output(path, digest_of("kept", digests[number]), partial(press.kept.read, path))
