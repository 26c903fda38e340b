"""What a build settles about the memory as a whole before it reads a document: authority, address, guards, ledger."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from feedpress import identity, output
from feedpress.catalog import ledger
from feedpress.config import STATE, Config
from feedpress.corpus import is_known
from feedpress.corpus.scan import Stat, scan
from feedpress.errors import ConfigError, CorpusError, GuardError, OutsideError, Problem
from feedpress.formats import ATOM, RSS
from feedpress.glance import not_corpus
from feedpress.pipeline.press import Press
from feedpress.pipeline.settle import Settled

OURS = b">feedpress<"
"""What the head of a feed of ours holds: its generator."""


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


def guard(press: Press, found: Sequence[Stat], *, allows_flood: bool, allows_shrink: bool) -> None:
    """Refuse a build that would make published items look new or go, unless that is allowed."""
    is_built = bool(press.catalog.meta("first_build"))
    folder = press.config.corpus.folder
    holds_any = any(is_known(stat.path) for stat in found) or (is_built and found and not press.catalog.count_live())
    empty, mend = ("", "") if holds_any else _emptiness(press.config, found)
    if not holds_any and not is_built:
        cure = f"{mend or 'put a document there'}, set [corpus] folder or pass --corpus"
        raise CorpusError(Problem(str(folder), 0, empty, cure, "error"))
    if not holds_any and not allows_shrink:
        what = f"{empty}: everything that was published would go"
        raise GuardError(Problem(str(folder), 0, what, f"{mend or 'mount it'}, or pass --allow-shrink", "error"))
    if not is_built and not allows_flood and _is_ours(press):
        what = "holds feeds of ours, but the memory of what was published is lost: subscribers would see all as new"
        cure = f"put {STATE}/catalog.sqlite3 back from a backup or name the ledger, or pass --allow-flood"
        raise GuardError(Problem(str(press.config.output), 0, what, cure, "error"))
    kept, wanted = press.catalog.meta("authority"), press.config.authority
    if kept and wanted != kept and _is_configured(press.config) and not allows_flood:
        what = f'authority is "{wanted}", but ids were minted under "{kept}": subscribers would see all as new'
        cure = f'set it to "{kept}", or pass --allow-flood'
        raise GuardError(Problem("feedpress.toml", 0, what, cure, "error"))


def guard_shrink(press: Press, settled: Settled, *, allows_shrink: bool) -> None:
    """Refuse a build after which more than half of what was published would be gone, unless that is allowed."""
    gone = len(settled.gone)
    if gone <= 1 or allows_shrink:
        return
    left = press.catalog.count_live()
    before = left - len(settled.new) + gone
    if gone * 2 > before:
        what = f"{gone} of {before} published items would go"
        cure = "bring their documents back, or pass --allow-shrink"
        raise GuardError(Problem(str(press.config.corpus.folder), 0, what, cure, "error"))


def _emptiness(config: Config, found: Sequence[Stat]) -> tuple[str, str]:
    """Say why no document was found, and what mends it where no folder is wanting."""
    folder = config.corpus.folder
    if found:
        return "no file in the corpus folder is a document (.md, .txt, .html, …)", "put one there"
    if not folder.is_dir():
        return "there is no such corpus folder", ""
    if scan(folder, ("**/*",), (), not_corpus(config)):
        return "no file in the corpus folder is wanted by `include` and `exclude` of [corpus]", "mend these"
    return "the corpus folder is empty", ""


def _is_ours(press: Press) -> bool:
    feeds = (press.config.output / name for name in (ATOM.file, RSS.file, f"newsletter/{ATOM.file}"))
    return any(feed.is_file() and OURS in feed.read_bytes()[:4000] for feed in feeds)


def _is_configured(config: Config) -> bool:
    """Say whether the authority is the owner's own, and not the host of the site's url."""
    return config.authority not in {"", urlsplit(config.site.url).hostname}


def settle_site(press: Press) -> None:
    """Remember the site's address and authority; what a change of them makes untrue is made anew."""
    catalog, config = press.catalog, press.config
    if not catalog.meta("first_build"):
        catalog.remember(first_build=str(press.clock))
    kept, wanted = catalog.meta("authority"), config.authority
    if wanted and (not kept or (kept != wanted and _is_configured(config))):
        _remint(press, wanted)
        catalog.remember(authority=wanted)
    if catalog.meta("url") not in {"", config.site.url}:  # it stands in every closed archive
        catalog.frozen.reopen_archives()
    catalog.remember(url=config.site.url)


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
