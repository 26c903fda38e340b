"""Nouns to bytes and back: how manuscripts and cards lie in the cache, and travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from feedpress.model import Entry, Feed, Item, Manuscript

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder, Encoder


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
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
def _decoder() -> Decoder[Manuscript]:
    from msgspec.msgpack import Decoder

    return Decoder(Manuscript)


def encode(value: object) -> bytes:
    """Return a frozen value as bytes: the same value gives the same bytes."""
    return _encoder().encode(value)


def manuscript(data: bytes) -> Manuscript:
    """Return the manuscript that `data` holds."""
    return _decoder().decode(data)


@cache
def _item_decoder() -> Decoder[Item]:
    from msgspec.msgpack import Decoder

    return Decoder(Item)


def item(data: bytes) -> Item:
    """Return the item that `data` holds."""
    return _item_decoder().decode(data)


@cache
def _feed_decoder() -> Decoder[Feed]:
    from msgspec.msgpack import Decoder

    return Decoder(Feed)


def feed(data: bytes) -> Feed:
    """Return the feed that `data` holds."""
    return _feed_decoder().decode(data)


@cache
def _card_decoder() -> Decoder[Card]:
    from msgspec.msgpack import Decoder

    return Decoder(Card)


def card(data: bytes) -> Card:
    """Return the card that `data` holds."""
    return _card_decoder().decode(data)


def item_digest(item: Item) -> str:
    """Return a digest of everything that is published of `item` (32 hex digits)."""
    from hashlib import blake2b

    return blake2b(encode(item), digest_size=16).hexdigest()
