"""Spread work over processes where there is enough of it; the results come back in the order of the tasks."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

ENOUGH = 500
"""Tasks below which starting a process costs more than it saves."""
CHUNK = 100
AHEAD = 4
"""Chunks for each process that may wait to be fetched: bounds the memory that results take."""


def spread(function: Callable[[T], R], tasks: Sequence[T], jobs: int) -> Iterator[R]:
    """Yield `function(task)` for each of `tasks`, with `jobs` processes (0: as many as there are cores).

    Where a process dies, its tasks are done once more in this one.
    """
    count = jobs or len(os.sched_getaffinity(0))
    if len(tasks) < ENOUGH or count < 2:  # noqa: PLR2004 - two make a crowd
        yield from map(function, tasks)
        return
    chunks = (tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK))
    with ProcessPoolExecutor(count, mp_context=get_context("fork")) as pool:
        waiting: deque[tuple[Sequence[T], Future[list[R]]]] = deque()
        for chunk in islice(chunks, AHEAD * count):
            waiting.append((chunk, pool.submit(_each, function, chunk)))
        while waiting:
            chunk, future = waiting.popleft()
            yield from _result(function, chunk, future)
            for following in islice(chunks, 1):
                waiting.append((following, _submit(pool, function, following)))


def _each(function: Callable[[T], R], chunk: Sequence[T]) -> list[R]:
    return [function(task) for task in chunk]


def _submit(pool: ProcessPoolExecutor, function: Callable[[T], R], chunk: Sequence[T]) -> Future[list[R]]:
    try:
        return pool.submit(_each, function, chunk)
    except BrokenProcessPool as error:
        failed: Future[list[R]] = Future()
        failed.set_exception(error)
        return failed


def _result(function: Callable[[T], R], chunk: Sequence[T], future: Future[list[R]]) -> list[R]:
    try:
        return future.result()
    except BrokenProcessPool:
        return _each(function, chunk)
