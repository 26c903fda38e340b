"""The command line: arguments in, an exit code out. A command imports what it needs when it runs.

Data goes to stdout, everything else to stderr. The only module that prints, and one of two that read the clock.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from feedpress.cli.arguments import parser
from feedpress.cli.terminal import NOWHERE, say
from feedpress.errors import FeedpressError

YOUNG = 50_000
"""Values made between two looks for cycles among them."""


def run() -> int:
    """Run the command line in a process of its own, which hardly ever holds a cycle that is worth looking for."""
    gc.set_threshold(YOUNG)
    _open_ends()
    code = main()
    gc.freeze()  # what is left goes with the process: to go through it once more is a twelfth of a no-op
    return code


def _open_ends() -> None:
    """Make stdout and stderr fit to be written to: open, lest a database take the place of one, and free of errors.

    Data for programs is UTF-8 in any locale; a terminal has a mark for what it cannot show.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, NOWHERE.open("w"))
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="backslashreplace")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` names and return its exit code (see README)."""
    arguments = parser().parse_args(argv)
    if not arguments.run:
        parser().print_help(sys.stderr)
        return 2
    os.umask(0o022)  # what is published is for all to read and for one to write, whatever the caller's habit
    module, _, function = arguments.run.partition(":")
    try:
        code: int = getattr(import_module(f"feedpress.cli.{module}"), function)(arguments)
    except FeedpressError as error:
        say(str(error))
        return error.exit_code
    except BrokenPipeError:
        sys.stdout = None
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        say(f"{place}{error.strerror or error}; mend it and run again")
        return 4
    except KeyboardInterrupt:
        return 130
    return code
