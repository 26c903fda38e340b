"""What the memory holds of the site as a whole: its authority and address, and the ledger that carries it along."""

from __future__ import annotations

from urllib.parse import urlsplit

from feedpress import identity, output
from feedpress.catalog import ledger
from feedpress.config import Config
from feedpress.errors import ConfigError, OutsideError, Problem
from feedpress.pipeline.press import Press


def restore(press: Press) -> None:
    """Fill an empty catalog from the ledger, where the site keeps one; never take another file for it."""
    path = press.config.ledger
    if path is None or not path.is_file():
        return
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(len(ledger.MARK))
            if press.catalog.meta("first_build") and text in {"", ledger.MARK}:  # it is written again
                return
            if text != ledger.MARK:
                cure = "name a file of its own in [catalog] ledger, or take the ledger from the last commit"
                raise ConfigError(Problem(str(path), 1, "is no ledger", cure, "error"))
            text += file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise OutsideError(Problem(str(path), 0, str(error), "take it from the last commit", "error")) from error
    ledger.read(text, path.name, press.catalog, press.kept)


def settle_site(press: Press) -> None:
    """Remember the site's address and authority; what a change of them makes untrue is made anew."""
    catalog, config = press.catalog, press.config
    if not catalog.meta("first_build"):
        catalog.remember(first_build=str(press.clock))
    kept, wanted = catalog.meta("authority"), config.authority
    if wanted and (not kept or (kept != wanted and is_configured(config))):
        _remint(press, wanted)
        catalog.remember(authority=wanted)
    if catalog.meta("url") not in {"", config.site.url}:  # it stands in every closed archive
        catalog.frozen.reopen_archives()
    catalog.remember(url=config.site.url)


def is_configured(config: Config) -> bool:
    """Say whether the authority is the owner's own, and not the host of the site's url."""
    return config.authority not in {"", urlsplit(config.site.url).hostname}


def _remint(press: Press, authority: str) -> None:
    """Give every item the id it has under `authority`; ids that documents state themselves stay."""
    ids = {one.id: identity.urn(authority, one.seed) for one in press.catalog.every() if one.id != one.seed}
    if ids:
        press.catalog.remint(ids)
        press.cache.clear()


def write_ledger(press: Press) -> None:
    """Keep the ledger in step with the catalog, where the site keeps one."""
    if press.config.ledger:
        text = "".join(ledger.export(press.catalog, press.kept))
        output.write(press.config.ledger, text.encode())
