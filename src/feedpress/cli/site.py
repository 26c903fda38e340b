"""What most commands begin with: the site's settings and the clock."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from feedpress.catalog.failures import reported
from feedpress.cli.terminal import say
from feedpress.errors import ConfigError, Problem
from feedpress.given import Given, find

if TYPE_CHECKING:
    from feedpress.catalog.memory import Catalog
    from feedpress.config import Config


LATEST = 253402300799
"""The last second of the year 9999."""


def given(arguments: Namespace) -> Given:
    """Return what settings are read from: the folder that `arguments` name, or the nearest site upward; options."""
    if arguments.directory and not Path(arguments.directory).is_dir():
        raise ConfigError(Problem(arguments.directory, 0, "there is no such folder", "mend -C DIR", "error"))
    here = Path.cwd()
    folder = (here / arguments.directory).resolve() if arguments.directory else find(here)
    options = {"corpus.folder": "corpus", "output.folder": "output"}
    asked = {key: getattr(arguments, name, None) for key, name in options.items()}
    overrides: dict[str, object] = {key: here / path for key, path in asked.items() if path}
    if getattr(arguments, "jobs", None) is not None:
        overrides["build.jobs"] = arguments.jobs
    return Given(folder, os.environ, overrides)


def given_as_built(arguments: Namespace) -> Given:
    """Return what `given` does, with the folders of the site's last build.

    The options of that build may have named others than feedpress.toml does; what works on its outcome must find them.
    """
    asked = given(arguments)
    state = asked.state
    if not (state / "catalog.sqlite3").is_file():
        return asked
    with open_catalog(state) as catalog:
        last = {name: asked.folder / catalog.meta(name) for name in ("corpus", "output") if catalog.meta(name)}
    site = settings(arguments)
    usual = {"corpus": site.corpus.folder, "output": site.output}
    others = {name: path for name, path in last.items() if path.is_dir() and path != usual[name]}
    if "corpus" in others and not arguments.quiet:
        say(f"the corpus is {others['corpus']}, which was built last")
    return asked._replace(overrides={**asked.overrides, **{f"{name}.folder": path for name, path in others.items()}})


@contextmanager
def open_catalog(state: Path) -> Iterator[Catalog]:
    """Open the catalog in the folder `state`."""
    from feedpress.catalog.memory import Catalog  # a build with nothing to do never needs it

    with reported(state), closing(Catalog.open(state / "catalog.sqlite3")) as catalog:
        yield catalog


def settings(arguments: Namespace) -> Config:
    """Return the settings of the site that `arguments` name."""
    from feedpress import config  # as above

    return config.read(*given(arguments))


def settings_as_built(arguments: Namespace) -> Config:
    """Return the settings of the site that `arguments` name, with the folders of its last build."""
    from feedpress import config  # as above

    return config.read(*given_as_built(arguments))


def clock() -> int:
    """Return the build's clock: SOURCE_DATE_EPOCH where it is set, else now; in seconds since 1970."""
    pinned = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not pinned:
        return int(time.time())  # noqa: TID251 - the one place that reads the clock for a build
    if not (pinned.isascii() and pinned.isdigit() and int(pinned) <= LATEST):
        what = f'SOURCE_DATE_EPOCH is "{pinned}", not a number of seconds since 1970'
        raise ConfigError(Problem("environment", 0, what, "unset it, or set it to e.g. 1700000000", "error"))
    return int(pinned)
