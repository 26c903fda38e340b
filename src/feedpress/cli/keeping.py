"""`feedpress catalog` and `feedpress forget`: the memory."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path

from feedpress import config, glance
from feedpress.catalog import ledger, lock
from feedpress.catalog.kept import Kept, catch_up, together
from feedpress.catalog.memory import Catalog
from feedpress.cli.opening import demand, opened
from feedpress.cli.site import given_as_built, open_catalog, settings
from feedpress.cli.terminal import counted, say
from feedpress.config import Config
from feedpress.errors import ConfigError, GuardError, OutsideError, Problem


def catalog(arguments: Namespace) -> int:
    """Export, import or check the memory."""
    if arguments.action == "check" and arguments.file:
        what, cure = f'check takes no "{arguments.file}"', "leave it out: what is checked is the memory itself"
        raise ConfigError(Problem("catalog", 0, what, cure, "error"))
    site = settings(arguments)
    state = site.state
    if arguments.action == "import":
        state.mkdir(mode=0o700, exist_ok=True)
    else:  # in a wrong folder nothing would be exported, over the last backup
        demand(site, "catalog.sqlite3")
    action = {"export": _export, "import": _import, "check": _check}[arguments.action]
    with lock.hold(state / "lock") as held, open_catalog(state) as memory:
        held.sign()
        catch_up(memory, _kept(site))
        return action(arguments, site, memory)


def forget(arguments: Namespace) -> int:
    """Take an item down: out of what is kept at once, then off the site by a build."""
    from feedpress.cli.building import rebuild
    from feedpress.pipeline.takedown import forget as take_down

    site = given_as_built(arguments)
    with opened(config.read(*site)) as press, lock.hold(site.state / "lock") as held:
        held.sign()
        catch_up(press.catalog, press.kept)
        glance.forget(press.cache)  # before the memory changes: the next build must not be idle
        press.cache.remember(outputs="")
        with together(press.catalog, press.kept):
            title = take_down(press, arguments.id)
    rebuild(arguments, site)
    if not arguments.quiet:
        say(f"forgot {title or arguments.id}")
    return 0


def _kept(site: Config) -> Kept:
    return Kept(site.state / "kept")


def _export(arguments: Namespace, site: Config, memory: Catalog) -> int:
    with ExitStack() as stack:
        file = sys.stdout
        if arguments.file:
            _demand_own(Path(arguments.file), site)
            try:
                file = stack.enter_context(Path(arguments.file).open("w", encoding="utf-8"))
            except OSError as error:
                raise OutsideError.of(error, arguments.file, "name another file") from error
        file.writelines(ledger.export(memory, _kept(site)))
    return 0


def _demand_own(file: Path, site: Config) -> None:
    """Refuse to export over the memory itself, or over what is published."""
    target = file.resolve()
    for folder in (site.state, site.output):
        if target.is_relative_to(folder.resolve()):
            what = f"lies in {folder.name}/, which feedpress keeps itself"
            raise ConfigError(Problem(str(file), 0, what, "name a file outside of it", "error"))


def _import(arguments: Namespace, site: Config, memory: Catalog) -> int:
    if not memory.is_empty():
        what = "the catalog is not empty; an import would mix two memories"
        cure = "move .feedpress/catalog.sqlite3 away first"
        raise GuardError(Problem(str(site.folder), 0, what, cure, "error"))
    name = arguments.file or "standard input"
    try:
        text = (Path(name).read_bytes() if arguments.file else sys.stdin.buffer.read()).decode()
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise ConfigError(Problem(name, 0, what, "name a file that export wrote", "error")) from error
    kept = _kept(site)
    with together(memory, kept):
        count = ledger.read(text, name, memory, kept)
    if not arguments.quiet:
        say(f"read {counted(count, 'item')} from {name}")
    return 0


def _check(arguments: Namespace, site: Config, memory: Catalog) -> int:
    """Say whether the memory is whole: the database itself, and every kept file against its digest."""
    from feedpress.catalog.soundness import faults

    found = faults(memory, _kept(site))
    for fault in found:
        print(fault)
    if not found and not arguments.quiet:
        say(f"the catalog is sound: {counted(len(memory.ids()), 'document')} known")
    return 1 if found else 0
