"""Judge a feed of any format: whole, in order, in its place, and with nothing active in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from feedpress.check import markup, parsing
from feedpress.check.facts import EntryFacts, FeedFacts
from feedpress.check.finding import AGAIN, Finding, Memory
from feedpress.check.web import Web

_MB = 1_000_000
_MOST = 5
_DOCUMENT = "mend the document"


class Subject(NamedTuple):
    """A feed to judge: where it lies, how many bytes it has, what is in it, and what is known around it."""

    path: str
    size: int
    feed: FeedFacts
    web: Web
    memory: Memory

    def source(self, entry: EntryFacts) -> str:
        """Return the document that `entry` came from, "" where that is unknown."""
        return self.memory.sources.get(entry.url, "")


def judge(subject: Subject) -> Iterator[Finding]:
    """Find all that is wrong with a feed by itself."""
    for check in _CHECKS:
        yield from check(subject)


def _size(subject: Subject) -> Iterator[Finding]:
    megabytes = subject.size / _MB
    if megabytes > _MOST:
        yield Finding("F112", subject.path, f"has {megabytes:.1f} MB; validators refuse it", _smaller(subject))
    elif megabytes > 1:
        yield Finding("F111", subject.path, f"has {megabytes:.1f} MB; some readers give up", _smaller(subject))


def _smaller(subject: Subject) -> str:
    largest = max(subject.feed.entries, key=lambda entry: len(entry.content), default=None)
    name = largest and (subject.source(largest) or largest.url)
    return f"lower [feeds] items, or split {name}" if name else "lower [feeds] items"


def _whole(subject: Subject) -> Iterator[Finding]:
    for name in subject.feed.lacks:
        yield Finding("F102", subject.path, f"has no {name}", "set it in [site] of feedpress.toml, or build again")
    for entry in subject.feed.entries:
        for name in entry.lacks:
            what = f"{entry.id or entry.url or 'an item'} has no {name}"
            yield Finding("F103", subject.path, what, _DOCUMENT, subject.source(entry))


def _ids(subject: Subject) -> Iterator[Finding]:
    counts = Counter(entry.id for entry in subject.feed.entries if entry.id)
    for id, count in counts.items():
        if count > 1:
            yield Finding("F104", subject.path, f"{id} is there {count} times", AGAIN)
    known = subject.memory.ids
    for entry in subject.feed.entries:
        if known is not None and entry.id and entry.id not in known:
            what = f"{entry.id} is not in the catalog: subscribers see it as new"
            yield Finding("F105", subject.path, what, "build again from the catalog", subject.source(entry))


def _dates(subject: Subject) -> Iterator[Finding]:
    feed = subject.feed
    if feed.updated and feed.updated.time is None:
        yield Finding(
            "F106", subject.path, f'the date "{feed.updated.text}" is not in the form of {feed.format}', AGAIN
        )
    for entry in feed.entries:
        for moment in (entry.published, entry.updated):
            if moment and moment.time is None:
                what = f'{entry.id}: the date "{moment.text}" is not in the form of {feed.format}'
                yield Finding("F106", subject.path, what, AGAIN, subject.source(entry))


def _order(subject: Subject) -> Iterator[Finding]:
    entries = [entry for entry in subject.feed.entries if parsing.times((entry.published,))]
    for newer, older in pairwise(entries):
        if parsing.times((newer.published,)) < parsing.times((older.published,)):
            what = f"{older.id} stands after {newer.id}, which is older"
            yield Finding("F107", subject.path, what, AGAIN, subject.source(older))
            return


def _updated(subject: Subject) -> Iterator[Finding]:
    feed = subject.feed
    times = parsing.times(entry.updated for entry in feed.entries)
    own = parsing.times((feed.updated,))
    if feed.format == "atom" and times and own and own[0] != max(times):
        what = f"updated is {own[0].isoformat()}, its newest item's {max(times).isoformat()}"
        yield Finding("F108", subject.path, what, AGAIN)
    for time, count in Counter(times).items():
        if count > 1:
            yield Finding("F115", subject.path, f"{count} items were updated at {time.isoformat()}", AGAIN)


def _links(subject: Subject) -> Iterator[Finding]:
    feed, path = subject.feed, subject.path
    for rel, address in feed.links.items():
        if address and not _is_absolute(address):
            yield Finding("F109", path, f"the link rel={rel} is {address}", "set [site] url to an absolute address")
        elif rel not in {"prev-archive", "next-archive"}:  # whose targets the walk through the archives judges
            subject.web.follow(address, path)
    own = feed.links.get("self")
    if own and _is_absolute(own) and own != subject.web.url + path:
        what = f"says it lies at {own}, it lies at {subject.web.url}{path}"
        yield Finding("F110", path, what, "set [site] url to where the folder is served, and build again")


def _addresses(subject: Subject) -> Iterator[Finding]:
    for entry in subject.feed.entries:
        for address in filter(None, entry.addresses):
            if not _is_absolute(address):
                what = f"{entry.id} links to {address}, which is not absolute"
                yield Finding("F109", subject.path, what, _DOCUMENT, subject.source(entry))
            subject.web.follow(address, subject.path, source=subject.source(entry))


def _content(subject: Subject) -> Iterator[Finding]:
    for entry in subject.feed.entries:
        facts = _facts(entry.content)
        source = subject.source(entry)
        for what in facts.active:
            yield Finding("F113", subject.path, f"{entry.id} has {what}", AGAIN, source)
        for address in facts.addresses:
            if not _is_absolute(address) and not address.startswith(("mailto:", "tel:", "sms:", "data:")):
                yield Finding("F114", subject.path, f"{entry.id} links to {address}", _DOCUMENT, source)
            else:
                subject.web.follow(address, subject.path, source=source)


_facts = lru_cache(maxsize=4096)(markup.content)  # an item stands in several feeds


def _is_absolute(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def formats(path: str, feeds: Mapping[str, FeedFacts]) -> Iterator[Finding]:
    """Find where the `feeds` of one folder, by file name, hold other items than the one at `path`."""
    ids = [entry.id for entry in feeds[path].entries]
    for other, feed in feeds.items():
        if [entry.id for entry in feed.entries] != ids:
            yield Finding("F116", other, f"holds other items than {path}, or in another order", AGAIN)


_CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    _size,
    _whole,
    _ids,
    _dates,
    _order,
    _updated,
    _links,
    _addresses,
    _content,
)
