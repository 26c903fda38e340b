"""Say who is who: what a document is known by, the id that is minted for it, and its dates.

Pure decisions over values: the catalog hands in what it remembers and stores what comes back. Times are whole
seconds since 1970 in UTC.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, unquote

from feedpress.normalize.duplicates import Sketch

IRI = re.compile(
    r"https?://(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d+)?/[^\[\]]*"  # RFC 3986
    r"|tag:(?:[a-z0-9._-]+@)?[a-z0-9.-]+,\d{4}(?:-\d\d(?:-\d\d)?)?:[^\[\]]*"  # RFC 4151
    r"|urn:(?!uuid:)[a-zA-Z0-9][a-zA-Z0-9-]{1,31}:[a-zA-Z0-9()+,.:=@;$_!*'%-]+"  # RFC 8141
    r"|urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
"""What may serve as an id as it stands: an address that is written in the one way in which it is compared."""
OTHERWISE = re.compile(r"^http:[^/]*//[^/]*:80/|^https:[^/]*//[^/]*:443/|/\.\.?(?:/|$)")
"""What makes a web address the same as another one that is written differently (RFC 3986 §6.2)."""
RESERVED = ":/?#@!$&'()*+,;=~"
PAGE_LIVES = 24 * 3600
"""Seconds for which the page of a gone item stays, and for which its text is still known again."""


class Unit(NamedTuple):
    """A document unit by what it is known again.

    `is_file` says that its path speaks for it (not a row or entry). `body` is a digest of its clean text without the
    title, for a document that is renamed and retitled at once; `bytes_digest` is one of what it was read from.
    `published` is the date that it gives, in seconds, None where it gives none.
    """

    path: str
    part: str
    explicit_id: str
    url: str
    sketch: Sketch
    is_file: bool
    body: str = ""
    bytes_digest: str = ""
    published: int | None = None


class Known(NamedTuple):
    """What the catalog remembers of a document unit; the columns of its table `item`, in order."""

    id: str
    seq: int | None = None
    seed: str = ""
    slug: str = ""
    asked: str = ""
    path: str = ""
    part: str = ""
    title: str = ""
    first_seen: int = 0
    published: int = 0
    explicit: int | None = None
    updated: int = 0
    bytes_digest: str = ""
    text_digest: str = ""
    sketch: Sequence[int] = ()
    shingles: int = 0
    state: str = "live"
    merged_into: str = ""
    gone_at: int | None = None
    coverage: str = ""
    queue: int | None = None
    archive: int | None = None

    def likeness(self) -> Sketch:
        """Return what near-duplicates are judged by."""
        return Sketch(self.sketch, self.shingles, self.title, self.text_digest)

    def taken_down(self) -> Known:
        """Return what stays of it once it is forgotten: of its title a seal, which says nothing but knows it again."""
        return self._replace(state="forgotten", title=sealed(self.title), merged_into="", gone_at=None)

    def at(self, path: str, part: str, sketch: Sketch) -> Known:
        """Return what is remembered once its document, of this `sketch`, is at (`path`, `part`)."""
        return self._replace(path=path, part=part, title=sketch.title, sketch=sketch.hashes, shingles=sketch.shingles)


def unseen(id: str, seed: str, place: tuple[str, str], sketch: Sketch, clock: int) -> Known:
    """Return what is known of a document unit at (path, part) `place` that nobody has seen before `clock`."""
    return Known(
        id,
        seed=seed,
        path=place[0],
        part=place[1],
        title=sketch.title,
        first_seen=clock,
        sketch=sketch.hashes,
        shingles=sketch.shingles,
    )


def canonical(url: str) -> str:
    """Return `url` as it is compared: scheme, www, tracking parameters and a trailing slash aside."""
    if not url:
        return ""
    rest = re.sub(r"^[a-z][a-z0-9+.-]*://", "", url.split("#", maxsplit=1)[0].strip(), flags=re.IGNORECASE)
    address, _, query = rest.partition("?")
    host, _, path = address.partition("/")
    kept = "&".join(part for part in query.split("&") if part and not part.lower().startswith("utm_"))
    path = "/" + path.rstrip("/") if path.rstrip("/") else ""
    return host.lower().removeprefix("www.") + path + ("?" + kept if kept else "")


def sealed(title: str) -> str:
    """Return a digest by which the `title` of what was taken down is known again, "" where there is none."""
    return sha256(title.casefold().encode()).hexdigest()[:32] if title else ""


def names_of(unit: Unit) -> tuple[tuple[str, str], ...]:
    """Return the names under which `unit` will be known again, most trusted first."""
    named = (("id", unit.explicit_id), ("url", unit.url), ("text", unit.body or unit.sketch.text_digest))
    return tuple((kind, key) for kind, key in named if key)


def seed_of(unit: Unit) -> str:
    """Return what the id of a new `unit` is minted from."""
    path = unicodedata.normalize("NFC", unit.path)
    return unit.explicit_id or unit.url or (f"{path}#{unit.part}" if unit.part else path)


def mint(unit: Unit, authority: str, is_taken: Callable[[str], bool]) -> tuple[str, str]:
    """Return a new id for `unit` under `authority`, and its seed: the same for the same document anywhere."""
    seed = seed_of(unit)
    if is_iri(unit.explicit_id) and not is_taken(unit.explicit_id):
        return unit.explicit_id, seed
    for attempt in range(1_000_000):
        tried = seed if attempt == 0 else f"{seed} {unit.sketch.text_digest}" + (f" {attempt}" if attempt > 1 else "")
        id = urn(authority, tried)
        if not is_taken(id):
            return id, tried
    raise AssertionError("a million documents share one seed")  # pragma: no cover


def is_iri(id: str) -> bool:
    """Say whether `id` may stand in a feed as it is.

    Readers compare ids letter by letter (RFC 4287 §4.2.6.1), and validators want the normal form and a scheme that
    is registered. Of any other id one is made.
    """
    return bool(IRI.fullmatch(id)) and not OTHERWISE.search(id) and quote(unquote(id), safe=RESERVED) == id


def urn(authority: str, seed: str) -> str:
    """Return the UUIDv5 of (`authority`, `seed`) as a URN (RFC 4122 §4.3)."""
    return f"urn:uuid:{uuid.uuid5(_namespace(authority), seed)}"


@cache
def _namespace(authority: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_DNS, authority)


def published_for(explicit: int | None, known: Known | None, first_seen: int, *, is_restated: bool = True) -> int:
    """Return when an item was published: pinned for good, unless the document's own date changed.

    What is no statement anew (`is_restated`) is another reading of the old one, which moves nothing.
    """
    if known is None:
        return first_seen if explicit is None else explicit
    if is_restated and explicit is not None and explicit != known.explicit:
        return explicit
    return known.published


class Dated(NamedTuple):
    """What bears on an item's `updated`: the document's own word, its digests, and whether the change is minor."""

    updated: int | None
    bytes_digest: str
    text_digest: str
    minor: bool


def updated_for(dated: Dated, known: Known | None, published: int, clock: int) -> int:
    """Return when an item last changed for a subscriber.

    It moves with the document's own statement, or when the document's bytes and its clean text or title both
    changed; it never goes back. An edit is seen by a second at least, also where the clock is behind.
    """
    if known is None:
        return max(published, dated.updated or published)
    floor = max(known.updated, published)
    if dated.updated is not None:
        return max(floor, dated.updated)
    is_edited = dated.bytes_digest != known.bytes_digest and dated.text_digest != known.text_digest
    return max(floor + 1, clock) if is_edited and not dated.minor else floor


def free_second(wanted: int, is_taken: Callable[[int], bool], passed: dict[int, int]) -> int:
    """Return the first second from `wanted` on that no other item's `updated` has.

    `passed` notes where the search from a second ended, for the next one: a whole corpus may bear one date.
    """
    second = passed.get(wanted, wanted)
    while is_taken(second):
        second = passed.get(second + 1, second + 1)
    passed[wanted] = second + 1
    return second


def oldest(members: Iterable[Known]) -> Known:
    """Return the one of `members` whose id the item bears: the first published, then the first seen."""
    return min(members, key=lambda known: (known.seq is None, known.seq or 0, known.first_seen, known.path, known.part))
