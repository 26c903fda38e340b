"""Measure a command as a whole: from fork to exit, with all its children."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

KEPT = ("PATH", "HOME", "USER", "SHELL")


class Cost(NamedTuple):
    """Seconds on the clock, seconds of CPU (user and system, all children), peak MiB of the largest process."""

    wall: float
    cpu: float
    peak: float


class CommandError(Exception):
    """A measured command failed: what it said stands in the message."""


def run(command: Sequence[str | Path], folder: Path, **variables: str) -> Cost:
    """Run `command` in `folder` with a user's environment and `variables`; return what it cost.

    Variables of the caller that make Python slower or faster than a user's do not count. Linux carries the peak of
    the process that forks over to the new one: nothing below this program's own size (some 20 MiB) is ever seen.
    """
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | {"LANG": "C.UTF-8"} | variables
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stdout:
        process.stdout.close()
    if process.returncode:
        raise CommandError(f"{' '.join(map(str, command))}: exit code {process.returncode}\n{said.decode()[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(*(median(values) for values in zip(*costs, strict=True)))


def ratio(ones: Sequence[Cost], others: Sequence[Cost], field: str) -> float:
    """Return the median of the ratios of `field`, each of two runs that followed one another."""
    place = Cost._fields.index(field)
    return median(one[place] / other[place] for one, other in zip(ones, others, strict=True))
