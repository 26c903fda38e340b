"""How hashes lie in a column of a database."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence


def pack(hashes: Iterable[int]) -> bytes:
    """Return a sketch as bytes, four each."""
    return array("I", hashes).tobytes()


def unpack(data: bytes) -> Sequence[int]:
    """Return a sketch from its bytes, as small in memory as they are."""
    return array("I", data)
