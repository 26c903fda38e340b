"""Spread work over processes where there is enough of it; the results come back in the order of the tasks."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from feedpress.batches import batches

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")


class Share(NamedTuple):
    """How work is shared out: `enough` tasks to start processes at all, `chunk` of them at a time.

    `ahead` chunks for each process may wait to be fetched: that bounds the memory that tasks and results take.
    """

    enough: int = 500
    chunk: int = 100
    ahead: int = 3


MANY = Share()
"""For tasks of a millisecond: below, starting a process costs more than it saves."""
LARGE = Share(enough=8, chunk=1, ahead=2)
"""For tasks of some ten milliseconds."""
MOST = 64
"""Processes that help at the most, whatever was asked for: all of them start at once."""
_work: list[Callable[[Any], Any]] = []
"""In a worker: what it was started to do. It need not be picklable, since it was there before the process was."""


def spread(function: Callable[[T], R], tasks: Iterable[T], jobs: int, share: Share = MANY) -> Iterator[R]:
    """Yield `function(task)` for each of `tasks`, with `jobs` processes (0: as many as there are cores).

    Tasks are fetched as they are needed. Where a process dies, its tasks are done once more in this one.
    """
    count = min(jobs or len(os.sched_getaffinity(0)), MOST)
    coming = iter(tasks)
    first = list(islice(coming, share.enough))
    if len(first) < share.enough or count < 2:  # noqa: PLR2004 - two make a crowd
        yield from map(function, chain(first, coming))
    else:
        yield from _shared(function, batches(chain(first, coming), share.chunk), count, share.ahead)


def _shared(function: Callable[[T], R], chunks: Iterator[list[T]], count: int, ahead: int) -> Iterator[R]:
    from concurrent.futures import ProcessPoolExecutor  # 15 ms, which a build of one change need not spend
    from multiprocessing import get_context

    context = get_context("fork")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(function,)) as pool:
        waiting: deque[tuple[list[T], Future[list[R]]]] = deque()
        for chunk in islice(chunks, ahead * count):
            waiting.append((chunk, _submit(pool, chunk)))
        while waiting:
            chunk, future = waiting.popleft()
            done = _result(function, chunk, future)
            for following in islice(chunks, 1):
                waiting.append((following, _submit(pool, following)))
            yield from done


def _begin(function: Callable[[Any], Any]) -> None:
    """Start a worker: what it inherits stays as it is, so that no page of it need be copied."""
    gc.freeze()
    _work[:] = [function]
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()


def _follow(parent: int) -> None:
    """End with the process that asked for the work: an orphan would go on holding what it inherited, the lock too."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _each(chunk: Sequence[Any]) -> list[Any]:
    return [_work[0](task) for task in chunk]


def _submit(pool: ProcessPoolExecutor, chunk: list[T]) -> Future[list[R]]:
    from concurrent.futures import BrokenExecutor, Future

    try:
        return pool.submit(_each, chunk)
    except BrokenExecutor as error:
        failed: Future[list[R]] = Future()
        failed.set_exception(error)
        return failed


def _result(function: Callable[[T], R], chunk: list[T], future: Future[list[R]]) -> list[R]:
    from concurrent.futures import BrokenExecutor

    try:
        return future.result()
    except BrokenExecutor:
        return [function(task) for task in chunk]
