"""Nouns to bytes and back: how manuscripts and cards lie in the cache, and travel between processes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from feedpress.model import Entry, Item

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder, Encoder

T = TypeVar("T")


class Card(Struct, frozen=True, kw_only=True):
    """An item as lists hold it; `assets` are files of the corpus published beside its page, as (path, name)."""

    entry: Entry
    slug: str
    folders: tuple[str, ...]
    newsletter: str
    assets: tuple[tuple[str, str], ...]


@cache
def _encoder() -> Encoder:
    from msgspec.msgpack import Encoder

    return Encoder()


@cache
def _decoder(noun: type) -> Decoder[Any]:
    from msgspec.msgpack import Decoder

    return Decoder(noun)


def encode(value: object) -> bytes:
    """Return a frozen value as bytes: the same value gives the same bytes."""
    return _encoder().encode(value)


def decode(noun: type[T], data: bytes) -> T:
    """Return the value of the class `noun` that `data` holds."""
    value: T = _decoder(noun).decode(data)  # type: ignore[arg-type]  # a class is hashable
    return value


def item_digest(item: Item) -> str:
    """Return a digest of everything that is published of `item` (32 hex digits)."""
    from hashlib import blake2b

    return blake2b(encode(item), digest_size=16).hexdigest()
