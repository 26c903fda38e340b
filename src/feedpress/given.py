"""What a command is given: a site's folder, the environment, options. All settings are read from these."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from feedpress import __version__

FILE = "feedpress.toml"
STATE = ".feedpress"
"""The folder of what a site remembers, in the site's folder; never published, never corpus."""
PREFIX = "FEEDPRESS_"
"""Begins the names of variables that override settings."""


class Given(NamedTuple):
    """The folder of a site, the environment, and options by their key's full name, such as `corpus.folder`."""

    folder: Path
    environ: Mapping[str, str]
    overrides: Mapping[str, object] = MappingProxyType({})

    @property
    def state(self) -> Path:
        """The folder of the databases and of kept bytes."""
        return self.folder / STATE

    def digest(self) -> str:
        """Digest all that settings are read from; "" where the file cannot be read."""
        try:
            source = (self.folder / FILE).read_bytes() if os.access(self.folder / FILE, os.F_OK) else b""
        except OSError:  # who reads the settings says so
            return ""
        variables = sorted(pair for pair in self.environ.items() if pair[0].startswith(PREFIX))
        options = sorted((name, str(value)) for name, value in self.overrides.items())
        told = repr((__version__, str(self.folder), source, variables, options))
        return blake2b(told.encode(), digest_size=16).hexdigest()


def find(start: Path) -> Path:
    """Find the nearest folder from `start` upward that holds a feedpress.toml; `start` itself where none does."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if os.access(folder / FILE, os.F_OK)), start)
