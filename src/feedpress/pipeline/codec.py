"""Nouns to bytes and back: how manuscripts and cards lie in the cache, and travel between processes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from feedpress.model import Item, Manuscript

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder, Encoder


@cache
def _encoder() -> Encoder:
    from msgspec.msgpack import Encoder

    return Encoder()


@cache
def _decoder() -> Decoder[Manuscript]:
    from msgspec.msgpack import Decoder

    return Decoder(Manuscript)


def encode(value: object) -> bytes:
    """Return a frozen value as bytes: the same value gives the same bytes."""
    return _encoder().encode(value)


def manuscript(data: bytes) -> Manuscript:
    """Return the manuscript that `data` holds."""
    return _decoder().decode(data)


def item_digest(item: Item) -> str:
    """Return a digest of everything that is published of `item` (32 hex digits)."""
    from hashlib import blake2b

    return blake2b(encode(item), digest_size=16).hexdigest()
