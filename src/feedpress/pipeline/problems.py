"""Gather what is wrong: with names of files, with settings, with documents and with the items made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from feedpress.errors import Problem
from feedpress.pipeline import drafts
from feedpress.pipeline.press import Press


class Problems(NamedTuple):
    """All that is `known` to be wrong, the `news` that no earlier build told, how many documents were `rejected`."""

    known: tuple[Problem, ...]
    news: tuple[Problem, ...]
    rejected: int


def gather(press: Press, misnamed: Sequence[str]) -> Problems:
    """Return the problems of a build that has settled all; `misnamed` are the paths that no database can hold."""
    of_names, of_files = tuple(_misnamed(misnamed)), tuple(press.cache.problems("file"))
    of_settings = (*press.config.problems, *drafts.problems(press.config))
    known = (*of_names, *of_settings, *of_files, *press.cache.problems("card"))
    unknown = press.catalog.problems.unknown(map(str, known))
    news = tuple(problem for problem in known if str(problem) in unknown)
    return Problems(known, news, sum(problem.severity == "error" for problem in (*of_names, *of_files)))


def _misnamed(paths: Sequence[str]) -> Iterator[Problem]:
    for path in paths:
        shown = path.encode("utf-8", "backslashreplace").decode()
        yield Problem(shown, 0, "its name is not UTF-8", "rename it; it is left out until then", "error")
