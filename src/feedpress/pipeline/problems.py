"""Gather what is wrong: with names of files, with settings, with documents and with the items made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from feedpress.errors import Problem
from feedpress.pipeline import drafts
from feedpress.pipeline.press import Press


class Problems(NamedTuple):
    """All that is `known` to be wrong, the `news` that no earlier build told, how many documents were `rejected`."""

    known: tuple[Problem, ...]
    news: tuple[Problem, ...]
    rejected: int


def gather(press: Press, nameless: Sequence[str]) -> Problems:
    """Return the problems of a build that has settled all; `nameless` are the paths that no database can hold."""
    of_names, of_files = tuple(map(misnamed, nameless)), tuple(press.cache.problems("file"))
    of_settings = (*press.config.problems, *drafts.problems(press.config))
    known = (*of_names, *of_settings, *of_files, *press.cache.problems("card"))
    unknown = press.catalog.problems.unknown(map(str, known))
    news = tuple(problem for problem in known if str(problem) in unknown)
    return Problems(known, news, sum(problem.severity == "error" for problem in (*of_names, *of_files)))


def is_utf8(path: str) -> bool:
    """Say whether a database can hold `path`: what is not UTF-8 in a name comes as a lone surrogate."""
    return not any("\ud800" <= character <= "\udfff" for character in path)


def misnamed(path: str) -> Problem:
    """Return what is wrong with a document at `path` that no database can hold."""
    shown = path.encode("utf-8", "backslashreplace").decode()
    return Problem(shown, 0, "its name is not UTF-8", "rename it; it is left out until then", "error")
