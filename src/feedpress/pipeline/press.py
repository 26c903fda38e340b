"""What a build works with: the settings, the memory, the cache and the one clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from feedpress.catalog.cache import Cache
from feedpress.catalog.memory import Catalog
from feedpress.config import Config
from feedpress.model import Manuscript
from feedpress.pipeline import codec


@dataclass(frozen=True, slots=True)
class Press:
    """A build's surroundings; `clock` is whole seconds since 1970 and the only time the build knows."""

    config: Config
    catalog: Catalog
    cache: Cache
    clock: int

    def manuscript(self, number: int) -> Manuscript:
        """Return the manuscript of the unit with `number`."""
        return codec.manuscript(self.cache.manuscript(number))

    @property
    def folder(self) -> str:
        """Name the output folder as the databases do: relative to the site where it lies in it."""
        output, site = self.config.output, self.config.folder
        return output.relative_to(site).as_posix() if output.is_relative_to(site) else str(output)


def seconds(moment: datetime | None) -> int | None:
    """Return `moment` as whole seconds since 1970."""
    return None if moment is None else int(moment.timestamp())


def moment(second: int) -> datetime:
    """Return whole seconds since 1970 as a datetime in UTC."""
    return datetime.fromtimestamp(second, UTC)
