"""Refuse a build that would reach every subscriber at once: that floods them, or takes most of what is published."""

from __future__ import annotations

from collections.abc import Sequence

from feedpress.config import STATE, Config
from feedpress.corpus import is_known
from feedpress.corpus.scan import Stat, scan
from feedpress.errors import CorpusError, GuardError, Problem
from feedpress.formats import ATOM, RSS
from feedpress.glance import not_corpus
from feedpress.pipeline.itemize import Settled
from feedpress.pipeline.press import Press
from feedpress.pipeline.site import is_configured

OURS = b">feedpress<"
"""What the head of a feed of ours holds: its generator."""


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
    if kept and wanted != kept and is_configured(press.config) and not allows_flood:
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
