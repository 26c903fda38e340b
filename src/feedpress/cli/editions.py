"""`feedpress edition`: freeze the draft, tell of editions, undo the newest."""

from __future__ import annotations

import json
from argparse import Namespace
from contextlib import nullcontext
from typing import TYPE_CHECKING

from feedpress import config, glance
from feedpress.catalog import lock
from feedpress.catalog.frozen import EditionRow
from feedpress.catalog.kept import together
from feedpress.cli.building import complain, run
from feedpress.cli.opening import demand_read, opened
from feedpress.cli.site import given_as_built
from feedpress.cli.terminal import counted, cut, json_line, say, wrapped
from feedpress.config import Config
from feedpress.errors import ConfigError, Problem
from feedpress.model import Entry
from feedpress.pipeline.build import Options
from feedpress.pipeline.press import Press
from feedpress.pipeline.report import Report
from feedpress.times import moment, rfc3339

if TYPE_CHECKING:
    from feedpress.pipeline.drafts import Made


_TOLD = ("id", "title", "treatment", "section", "reason")


def edition(arguments: Namespace) -> int:
    """Freeze the draft, or tell of editions."""
    asked = given_as_built(arguments)
    site = config.read(*asked)
    if arguments.action or arguments.dry_run:
        return _tell(arguments, site)
    report = run(asked, Options(freezes=True))
    if arguments.json:
        print(json_line(report.shape()))
    complain(arguments, report.news)
    if report.edition and report.edition.state == "frozen":
        _announce(arguments, site, report)
    elif not arguments.quiet:
        say(f"{_too_few(site, report)}; nothing was frozen")
    return 0


def _too_few(site: Config, report: Report) -> str:
    """Return why nothing was frozen; where there is no draft, how much waits is not known."""
    wanted = site.newsletter.min_items
    if report.edition is None and wanted > 1:
        return f"fewer than {wanted} items wait for an edition"
    return _few(report.edition.items if report.edition else 0, wanted)


def _few(waiting: int, wanted: int) -> str:
    """Say how much waits for an edition."""
    few = f"{waiting} of {wanted} items wait for an edition ([newsletter] min_items)"
    return few if waiting else "nothing waits for an edition"


def _announce(arguments: Namespace, site: Config, report: Report) -> None:
    if arguments.quiet or report.edition is None:
        return
    folder = site.output / "newsletter" / report.edition.id
    size = (folder / "email.html").stat().st_size
    say(f"edition {report.edition.id}: {counted(report.edition.items, 'item')}, {size / 1000:.1f} kB of HTML")
    say(f"email.html, email.txt, email.eml, edition.json and index.html are in\n{folder}")


def _tell(arguments: Namespace, site: Config) -> int:
    """Do what `arguments` ask of the editions of `site`."""
    if arguments.action == "list" and arguments.id:
        what, cure = f'list takes no "{arguments.id}"', f"leave it out, or feedpress edition show {arguments.id}"
        raise ConfigError(Problem("edition", 0, what, cure, "error"))
    if arguments.action and arguments.dry_run:
        what = f"--dry-run is for the next edition, and {arguments.action} is not"
        raise ConfigError(Problem("edition", 0, what, "leave one of the two out", "error"))
    action = {None: _candidates, "list": _list, "show": _show, "discard": _discard}[arguments.action]
    is_told_at_once = arguments.action in {"list", "show"}  # what is frozen does not change while a build is at work
    with opened(site) as press, nullcontext() if is_told_at_once else lock.hold(site.state / "lock") as held:
        if held:
            held.sign()
        return action(arguments, press)


def _candidates(arguments: Namespace, press: Press) -> int:
    """List each candidate of the next edition, how it is treated and why."""
    from feedpress.pipeline.drafts import candidates, held_back
    from feedpress.pipeline.editions import EditionPlan

    demand_read(press)
    made = EditionPlan(press, is_everything=False).next_edition()
    stories = made.letter.edition.stories if made else ()
    rows = [{name: getattr(story, name) for name in _TOLD} for story in stories]
    held = [_held(entry) for entry in held_back(press)]
    if arguments.json:
        for row in (*rows, *held):
            print(json_line(row))
    elif made:
        print("\n".join([*_heading(made), *map(_row, rows), *_briefs(made), *map(_row, held), *_known(made)]))
    if not made and not arguments.quiet:
        say(_few(len(candidates(press)), press.config.newsletter.min_items))
    return 0


def _held(entry: Entry) -> dict[str, str]:
    return dict(zip(_TOLD, (entry.id, entry.title, "none", "", "`newsletter: false` in its document"), strict=True))


def _heading(made: Made) -> list[str]:
    size = len(made.letter.html.encode()) / 1000
    told = f"{counted(len(made.chosen), 'item')}, {size:.1f} kB of HTML"
    return [
        f"{'edition':<8} No. {made.number}: {told}",
        *wrapped("subject", made.letter.subject),
        *wrapped("preview", made.letter.preheader),
        "",
    ]


def _row(row: dict[str, str]) -> str:
    reason = f"{row['section']} · {row['reason']}" if row["section"] else row["reason"]
    return "\n".join([*wrapped(row["treatment"], row["title"]), *wrapped("", reason)])


def _briefs(made: Made) -> list[str]:
    return [line for brief in made.letter.edition.briefs for line in wrapped("brief", brief.title)]


def _known(made: Made) -> list[str]:
    from feedpress.pipeline.drafts import FIRST

    known = made.chosen.known
    why = f"the first edition takes the newest {FIRST}, {known} older ones count as known"
    return ["", *wrapped("", why)] if known else []


def _list(arguments: Namespace, press: Press) -> int:
    for one in press.catalog.frozen.editions():
        line = f"{one.id:<12} {one.number:>4}  {counted(one.items, 'item'):<10}  {cut(one.subject, 46)}"
        print(json_line(_shape(one)) if arguments.json else line)
    return 0


def _shape(one: EditionRow) -> dict[str, object]:
    shape = one._asdict() | {"frozen": rfc3339(moment(one.frozen)), "digests": json.loads(one.digests)}
    return {name: value for name, value in shape.items() if name != "intro_digest"}


def _show(arguments: Namespace, press: Press) -> int:
    print(press.kept.read(f"newsletter/{_asked(arguments, press)}/edition.json").decode(), end="")
    return 0


def _asked(arguments: Namespace, press: Press) -> str:
    ids = [one.id for one in press.catalog.frozen.editions()]
    if arguments.id in ids:
        return str(arguments.id)
    what = f"there is no edition {arguments.id}" if arguments.id else "no edition was named"
    cure = f"known: {', '.join(ids[:5])}" if ids else "no edition was frozen yet"
    raise ConfigError(Problem("edition", 0, what, cure, "error"))


def _discard(arguments: Namespace, press: Press) -> int:
    """Undo the newest edition: what it covered waits again."""
    id = _asked(arguments, press)
    newest = press.catalog.frozen.editions()[0].id
    if id != newest:
        what = f"{id} is not the newest edition; only {newest} can be discarded"
        raise ConfigError(Problem("edition", 0, what, f"feedpress edition discard {newest}", "error"))
    glance.forget(press.cache)  # before the memory changes: the next build must not find it idle
    press.cache.remember(outputs="")
    with together(press.catalog, press.kept):
        press.catalog.frozen.discard_edition(id)
    say(f"discarded {id}; what it covered waits again; feedpress build takes it off the site")
    return 0
