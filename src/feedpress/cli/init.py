"""`feedpress init`: a new site."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from feedpress import config, templating
from feedpress.cli.terminal import say
from feedpress.config import FILE
from feedpress.errors import ConfigError, OutsideError, Problem

KEEP_EMPTY = "*\n!.gitignore\n"


def init(arguments: Namespace) -> int:
    """Make a new site: a commented feedpress.toml and its folders; nothing that is there is touched."""
    if not arguments.folder:
        raise ConfigError(
            Problem("init", 0, "the name of the folder is empty", "name the folder of the new site", "error")
        )
    folder = Path(arguments.directory or "") / arguments.folder
    if folder.is_file():
        raise ConfigError(Problem(str(folder), 0, "is a file", "name the folder of the new site", "error"))
    if (folder / FILE).exists() and not arguments.templates:
        what = "there is a site here already"
        raise ConfigError(Problem(str(folder / FILE), 0, what, "name another folder, or edit this file", "error"))
    is_site = (folder / FILE).exists()
    try:
        made = _make(folder, with_templates=arguments.templates)
    except OSError as error:
        raise OutsideError.of(error, folder, "make it writable") from error
    if not arguments.quiet:
        for path in made:
            say(f"made {path}")
        first = "change what you like" if is_site else f"put documents into {folder / 'seeds'}"
        say(f"{first}, then run: feedpress -C {folder} build")
    return 0


def _make(folder: Path, *, with_templates: bool) -> list[Path]:
    files = {folder / FILE: config.sample().encode(), folder / "dist" / ".gitignore": KEEP_EMPTY.encode()}
    if with_templates:
        files |= {folder / "templates" / name: data for name, data in templating.shipped()}
    made = [path for path in files if not path.exists()]
    for path in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[path])
    (folder / "seeds").mkdir(exist_ok=True)
    return made
