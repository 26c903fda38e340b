"""What can go wrong: a `Problem` is a value a user can mend, a `FeedpressError` stops a command.

    FeedpressError           exit code
      ConfigError            2   feedpress.toml, options, a template
        LetterError          2   a setting or style sheet of the letter
      CorpusError            2   the corpus folder is missing or empty, a document unreadable
      LockedError            3   another run holds the lock
      OutsideError           4   disk full, folder unreadable, server down
      GuardError             5   refused to protect subscribers

Everything else that is raised is a bug.
"""

from __future__ import annotations

from typing import NamedTuple, Self

from feedpress.text import printable


class Problem(NamedTuple):
    """One thing that is wrong in the user's files: where, what, and what mends it.

    `path` is relative to the corpus, or names a file of the site; `line` is 1-based, 0 where there is none.
    `severity` is "error" (the document was left out) or "warning".
    """

    path: str
    line: int
    what: str
    fix: str
    severity: str = "warning"

    def __str__(self) -> str:
        """Read like a compiler's message: `path:line: what; what mends it`."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        text = f"{place}: {self.what}; {self.fix}" if self.fix else f"{place}: {self.what}"
        return printable(text)


class FeedpressError(Exception):
    """Anything that stops a command; carries every problem found, not only the first."""

    exit_code = 1

    def __init__(self, *problems: Problem) -> None:
        """Keep `problems`."""
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        """One problem a line."""
        return "\n".join(str(problem) for problem in self.problems)


class ConfigError(FeedpressError):
    """A mistake in feedpress.toml, an option or a template."""

    exit_code = 2


class LetterError(ConfigError):
    """Mistakes that only a letter shows once it is rendered; each has a mark that the line it stands in is found by.

    A mark is the name of a setting of [newsletter], or a piece of a style sheet, with single blanks between its words.
    """

    def __init__(self, *mistakes: tuple[Problem, str]) -> None:
        """Keep `mistakes`, each problem with its mark."""
        super().__init__(*(problem for problem, _ in mistakes))
        self.mistakes = mistakes


class CorpusError(FeedpressError):
    """The corpus folder is missing or empty, or a document that was asked for cannot be read."""

    exit_code = 2


class LockedError(FeedpressError):
    """Another run holds the lock."""

    exit_code = 3


class OutsideError(FeedpressError):
    """The world outside failed: a full disk, an unreadable folder. Trying again is safe."""

    exit_code = 4

    @classmethod
    def of(cls, error: OSError, path: object, fix: str) -> Self:
        """Return what `error` says of the file that it names, else of `path`; `fix` is what mends it."""
        return cls(Problem(str(error.filename or path), 0, error.strerror or str(error), fix, "error"))


class GuardError(FeedpressError):
    """A guard refused, to protect subscribers; nothing was written."""

    exit_code = 5
