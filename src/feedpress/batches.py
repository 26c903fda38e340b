"""Take much a little at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(every: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of `size` of `every`, in their order, the last perhaps shorter; they are fetched as they are needed.

    Python 3.12 has it as `itertools.batched`.
    """
    coming = iter(every)
    while some := list(islice(coming, size)):
        yield some
