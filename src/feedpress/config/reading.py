"""Read a site's settings: the command line over the environment over feedpress.toml over the defaults."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from msgspec.structs import replace

from feedpress.config.conflicts import Mistake, conflicts
from feedpress.config.faults import fault, nearest, shown
from feedpress.config.keys import ARRAYS, BY_PATH, BY_TABLE, BY_VARIABLE, TABLES, Key, Value, header
from feedpress.config.making import LOCAL_URL, make
from feedpress.config.places import Where, line_of, lines
from feedpress.config.tables import Config
from feedpress.errors import ConfigError, Problem
from feedpress.given import FILE, PREFIX

_OPTIONS = "command line"
_TRUTHS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


class _Written(NamedTuple):
    """A value that somebody wrote for `key` at `where`; `origin` as in `Mistake`."""

    key: Key
    where: Where
    value: object
    origin: str = ""


def read(folder: Path, environ: Mapping[str, str], overrides: Mapping[str, object] = MappingProxyType({})) -> Config:
    """Read the settings of the site in `folder`, which needs no feedpress.toml.

    `environ` holds variables such as FEEDPRESS_SITE__URL, `overrides` options of the command line under the key's full
    name, such as `corpus.folder`. Raise a ConfigError that holds every mistake.
    """
    folder = folder.resolve()
    source = _source(folder)
    tree = _parse(source)
    found = (*_walk("", (), tree), *_environment(environ), *_options(overrides))
    given = [each for each in found if isinstance(each, _Written)]
    mistakes = [each for each in found if isinstance(each, Mistake)]
    settled, faults = _judge(given)
    mistakes += faults
    config = make(folder, settled, tree)
    mistakes += _clashes(config, given, {_scope(mistake.where) for mistake in mistakes})
    problems = _problems([*mistakes, *_warnings(given, environ)], source)
    if any(problem.severity == "error" for problem in problems):
        raise ConfigError(*problems)
    return replace(config, problems=problems)


def line(folder: Path, *where: str) -> int:
    """Tell the line of the key `where` (table, name) in the feedpress.toml in `folder`; 0 where it has none."""
    return lines(_source(folder)).get(where, 0)


def _source(folder: Path) -> str:
    """Read the text of the feedpress.toml in `folder`, "" where there is none."""
    if not folder.is_dir():
        raise ConfigError(Problem(str(folder), 0, "there is no such folder", "name a site's folder", "error"))
    try:
        data = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ConfigError(Problem(FILE, 0, f"cannot be read: {error.strerror}", "mend that", "error")) from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(Problem(FILE, line, "holds a byte that is not UTF-8", "save it as UTF-8", "error")) from error


def _parse(source: str) -> dict[str, Any]:
    """Parse `source`, and name the line where that fails."""
    try:
        return tomllib.loads(source)
    except RecursionError as error:
        raise ConfigError(Problem(FILE, 0, "nests too deep", "write plain tables", "error")) from error
    except ValueError as error:
        text = str(error)
        place = re.search(r" \(at line (\d+), column (\d+)\)$", text)
        line = int(place[1]) if place else source.rstrip().count("\n") + 1
        what = f"not TOML: {text[: place.start()] if place else text}"
        fix = 'texts stand in "quotes", lists in [brackets]'
        raise ConfigError(Problem(FILE, line, what, fix, "error")) from error


def _walk(table: str, where: Where, node: Mapping[str, object]) -> Iterator[_Written | Mistake]:
    """Go through the keys of `node`, which stands for `table`, and those of the tables in it."""
    for name, value in node.items():
        inner = f"{table}.{name}" if table else name
        key = BY_TABLE.get(table, {}).get(name)
        if key:
            yield _Written(key, (*where, name), value)
        elif inner in ARRAYS:
            yield from _rows(inner, (*where, name), value)
        elif inner not in TABLES:
            yield _unknown(table, (*where, name))
        elif isinstance(value, dict):
            yield from _walk(inner, (*where, name), value)
        else:
            yield Mistake((*where, name), f"`{name}` is {shown(value)}, not a table", f"write [{inner}] above its keys")


def _rows(table: str, where: Where, value: object) -> Iterator[_Written | Mistake]:
    """Go through the tables of the array `table`."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        yield Mistake(where, f"`{table}` is {shown(value)}, not any number of tables", f"write [[{table}]] above each")
        return
    for number, row in enumerate(value):
        yield from _walk(table, (*where, number), row)


def _unknown(table: str, where: Where) -> Mistake:
    """Name a key that nobody knows, and the one that was meant: near in its table, or the same in another."""
    name = str(where[-1])
    inner = [known.removeprefix(f"{table}.") for known in TABLES if not table or known.startswith(f"{table}.")]
    known = [*BY_TABLE.get(table, {}), *(each for each in inner if "." not in each)]
    near = nearest(name, known if table else [*known, *(each for keys in BY_TABLE.values() for each in keys)])
    homes = " or ".join(header(home) for home, keys in BY_TABLE.items() if (near or name) in keys)
    fix = f"known here: {', '.join(known)}"
    if near:
        fix = f"did you mean `{near}`?" if near in known else f"did you mean `{near}` in {homes}?"
    elif homes:
        fix = f"it belongs in {homes}"
    return Mistake(where, f"unknown key `{name}`" + (f" in {header(table)}" if table else ""), fix)


def _environment(environ: Mapping[str, str]) -> Iterator[_Written | Mistake]:
    """Go through the variables that override keys; one underscore makes another program's variable."""
    for name in sorted(environ):
        if name in BY_VARIABLE:
            key = BY_VARIABLE[name]
            yield _Written(key, key.path, _typed(environ[name], key.default), name)
        elif name.startswith(PREFIX) and "__" in name:
            near = nearest(name.removeprefix(PREFIX), (known.removeprefix(PREFIX) for known in BY_VARIABLE))
            yield Mistake((), "unknown variable", f"did you mean {PREFIX}{near}?" if near else "unset it", name)


def _typed(text: str, default: Value) -> object:
    """Read `text` as a value of the type of `default`; where it is none, it stays a text."""
    if isinstance(default, bool):
        return _TRUTHS.get(text.strip().lower(), text)
    if isinstance(default, int):
        return int(text) if re.fullmatch(r"\s*-?\d{1,18}\s*", text, re.ASCII) else text
    if isinstance(default, tuple):
        return tuple(part for part in map(str.strip, text.split(",")) if part)
    return text


def _options(overrides: Mapping[str, object]) -> Iterator[_Written]:
    """Go through the options that were given."""
    for name, value in overrides.items():
        key = BY_PATH[name]
        yield _Written(key, key.path, str(value) if isinstance(value, Path) else value, _OPTIONS)


def _judge(given: Iterable[_Written]) -> tuple[dict[Where, Any], list[Mistake]]:
    """Part the values that will do, the last for each key, from the mistakes."""
    settled: dict[Where, Any] = {}
    mistakes = []
    for each in given:
        found = fault(each.key, each.value)
        if found:
            where = each.where if found.element < 0 else (*each.where, found.element)
            what = f"`{each.key.name}` in {header(each.key.table)} {found.what}"
            mistakes.append(Mistake(where, what, found.fix, each.origin))
        else:
            settled[each.where] = tuple(dict.fromkeys(each.value)) if isinstance(each.value, list) else each.value
    return settled, mistakes


def _clashes(config: Config, given: Iterable[_Written], wrong: set[Where]) -> Iterator[Mistake]:
    """Find what is wrong between the values of `config`, where it isn't `wrong` already; name who gave the value."""
    origins = {each.where: each.origin for each in given}
    for clash in conflicts(config):
        if _scope(clash.where) not in wrong:
            yield clash._replace(origin=origins.get(clash.where, ""))


def _scope(where: Where) -> Where:
    """Name the table, or the array of tables, that `where` lies in."""
    return next((where[:depth] for depth, step in enumerate(where) if isinstance(step, int)), where[:-1])


def _warnings(given: Iterable[_Written], environ: Mapping[str, str]) -> Iterator[Mistake]:
    """Find what works, but surely not as it was meant."""
    urls = [each.value for each in given if each.where == ("site", "url")]
    if not urls or not urls[-1]:
        what = f"no `url` in [site], so that links start with {LOCAL_URL}"
        yield Mistake(("site", "url"), what, "set it before anyone subscribes", severity="warning")
    for each in given:
        if each.where == ("build", "cluster") and each.value:
            yield Mistake(each.where, "nothing uses `cluster` yet", "take it out; `jobs` is heeded", severity="warning")
    for name in sorted(environ):
        near = next((known for known in BY_VARIABLE if known.replace("__", "_") == name), "")
        if near and near != name:
            yield Mistake((), "sets nothing", f"did you mean {near}?", name, "warning")


def _problems(mistakes: Iterable[Mistake], source: str) -> tuple[Problem, ...]:
    """Give each of `mistakes` its place, and sort them by it."""
    found = lines(source) if source else {}
    problems = {
        Problem(each.origin or FILE, 0 if each.origin else line_of(each.where, found), *each[1:3], each.severity)
        for each in mistakes
    }
    return tuple(sorted(problems))
