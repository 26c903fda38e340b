"""What may stand on the command line: the commands, each with its options."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, _SubParsersAction
from functools import partial

from feedpress import __version__

YEAR = 365 * 24 * 3600


def parser() -> ArgumentParser:
    """Return the parser of the whole command line; `run` of what it returns names the function of the command."""
    top = ArgumentParser(
        prog="feedpress",
        description="Turn a folder of documents into feeds, pages and a newsletter edition.",
        parents=[_everywhere()],
        allow_abbrev=False,
    )
    top.set_defaults(run="", directory=None, quiet=False, verbose=False, json=False)
    add = partial(_command, top.add_subparsers(metavar="COMMAND", title="commands"))
    _init(add("init", "init:init", "a new site: a commented feedpress.toml and its folders"))
    _build(add("build", "building:build", "publish the corpus: feeds, pages, the draft edition"))
    add("items", "reading:items", "the items, newest first")
    _explain(add("explain", "reading:explain", "how a document was read: each line's verdict, each field's origin"))
    _edition(add("edition", "editions:edition", "freeze the draft as the next edition"))
    _forget(add("forget", "keeping:forget", "take an item down everywhere"))
    add("check", "judging:check", "judge what is in the output; exit code 1 on findings")
    _schedule(add("schedule", "timing:schedule", "run the timetable until SIGTERM"))
    _catalog(add("catalog", "keeping:catalog", "the memory: export, import, check"))
    return top


def _everywhere() -> ArgumentParser:
    """Return the options that may stand before the command or behind it."""
    options = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    options.add_argument("-C", dest="directory", metavar="DIR", help="the site's folder")
    options.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")
    options.add_argument("-v", "--verbose", action="store_true", help="say more")
    options.add_argument("--json", action="store_true", help="machine-readable output")
    options.add_argument("--version", action="version", version=f"feedpress {__version__}", help="say the version")
    return options


def _command(commands: _SubParsersAction[ArgumentParser], name: str, run: str, summary: str) -> ArgumentParser:
    """Add the command `name`, for which the function `run` of a module of this package stands."""
    says = f"{summary[0].upper()}{summary[1:]}."
    command = commands.add_parser(name, help=summary, description=says, parents=[_everywhere()], allow_abbrev=False)
    command.set_defaults(run=run)
    return command


def _seconds(text: str) -> float:
    """Read a time to wait: no more than a year of it, and none of it in the past."""
    try:
        seconds = float(text)
    except ValueError as error:
        raise ArgumentTypeError(f'"{text}" is no number of seconds') from error
    if not 0 <= seconds <= YEAR:
        raise ArgumentTypeError(f"{text} is not from 0 to {YEAR:,} seconds")
    return seconds


def _init(command: ArgumentParser) -> None:
    command.add_argument(
        "folder", nargs="?", default=".", metavar="DIR", help="the new site's folder, counted from -C DIR"
    )
    command.add_argument("--templates", action="store_true", help="copy the shipped templates for editing")


def _build(command: ArgumentParser) -> None:
    command.add_argument("--corpus", metavar="PATH", help="the corpus folder")
    command.add_argument("--output", metavar="DIR", help="where to publish")
    command.add_argument("--full", action="store_true", help="read and make everything again")
    command.add_argument("--dry-run", action="store_true", help="say what a subscriber would see; write nothing")
    command.add_argument("--strict", action="store_true", help="exit code 1 where a document has a problem")
    command.add_argument("--jobs", type=int, metavar="N", help="processes (0: as many as help)")
    command.add_argument("--wait", type=_seconds, default=0, metavar="SECONDS", help="wait for another run to end")
    command.add_argument("--allow-flood", action="store_true", help="build though the memory is lost")
    command.add_argument("--allow-shrink", action="store_true", help="build though most items would go")


def _explain(command: ArgumentParser) -> None:
    command.add_argument("path", metavar="PATH", help="a document, in the corpus or outside it")


def _edition(command: ArgumentParser) -> None:
    command.add_argument("action", nargs="?", choices=("list", "show", "discard"), help="default: freeze the draft")
    command.add_argument("id", nargs="?", metavar="ID", help="of the edition to show or discard")
    command.add_argument("--dry-run", action="store_true", help="list each candidate, how it is treated and why")


def _forget(command: ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="the item's id")


def _schedule(command: ArgumentParser) -> None:
    command.add_argument("action", nargs="?", choices=("list",), help="show next and last runs")


def _catalog(command: ArgumentParser) -> None:
    command.add_argument("action", choices=("export", "import", "check"))
    command.add_argument("file", nargs="?", metavar="FILE", help="JSON lines; default: standard input or output")
