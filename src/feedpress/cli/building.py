"""`feedpress build`."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from feedpress.cli.site import clock, given
from feedpress.cli.terminal import SHOWN, counted, json_line, named, say
from feedpress.errors import Problem
from feedpress.given import Given
from feedpress.pipeline.build import Options
from feedpress.pipeline.build import build as run_build
from feedpress.pipeline.report import Report

if TYPE_CHECKING:
    from feedpress.config import Config

LAST_BUILD = "last-build.json"
TOLD = 100
"""Problems that are named one by one unless all are asked for; nobody reads on."""


def build(arguments: Namespace) -> int:
    """Publish the corpus."""
    options = Options(
        is_full=arguments.full,
        is_dry=arguments.dry_run,
        allows_flood=arguments.allow_flood,
        allows_shrink=arguments.allow_shrink,
        wait=arguments.wait,
    )
    site = given(arguments)
    report = run(site, options)
    if arguments.json:
        own = report.shape(with_files=arguments.dry_run)
        shape = _last(site) | {"seconds": own["seconds"]} if report.is_idle else own
        passed = {"skipped": [{"path": path, "what": what} for path, what in _passed_over(arguments, site)]}
        print(json_line(shape | (passed if arguments.verbose else {})))
    _tell(arguments, site, report)
    return 1 if arguments.strict and _known(site, report) else 0


def run(site: Given, options: Options) -> Report:
    """Run a build, and keep its report where it did anything."""
    started = time.monotonic()
    report = run_build(site, now=clock(), options=options)
    report = report._replace(seconds=time.monotonic() - started)
    if not report.is_idle and not options.is_dry:
        from feedpress import output  # what follows writes

        data = json.dumps(report.shape(), ensure_ascii=False, indent=2) + "\n"
        output.write(site.state / LAST_BUILD, data.encode())
    return report


def rebuild(arguments: Namespace, site: Given) -> None:
    """Build once more after the memory was changed, and say what came of it."""
    _tell(arguments, site, run(site, Options()))


def _last(site: Given) -> dict[str, Any]:
    """Return the last report as it stands when nothing has changed since."""
    try:
        shape = dict(json.loads((site.state / LAST_BUILD).read_bytes()))
        outputs = {"written": 0, "deleted": 0, "unchanged": sum(shape["outputs"].values())}
        documents = shape["documents"] | {"read": 0}
        edition = shape["edition"] if (shape["edition"] or {}).get("state") == "draft" else None
        problems = [Problem(**problem)._asdict() for problem in shape["problems"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Report().shape()
    now = {"documents": documents, "outputs": outputs, "edition": edition, "problems": problems}
    return shape | {"new": [], "updated": [], "gone": []} | now


def _known(site: Given, report: Report) -> Sequence[Problem]:
    """Return all that is wrong; where nothing changed, that is what was."""
    return [Problem(**problem) for problem in _last(site)["problems"]] if report.is_idle else report.problems


def _tell(arguments: Namespace, site: Given, report: Report) -> None:
    """Say what a person wants to know: on a terminal a summary, else one line where anything changed."""
    is_dry = getattr(arguments, "dry_run", False)
    complain(arguments, _known(site, report) if is_dry or arguments.verbose else report.news)
    if arguments.quiet or arguments.json:
        return
    for path, what in _passed_over(arguments, site):
        say(f"{path}: skipped: {what}")
    if is_dry or sys.stderr.isatty():
        say(summary(site, report, is_dry=is_dry))
    elif report.outputs.written or report.outputs.deleted:
        written = counted(len(report.outputs.written), "file")
        say(f"feedpress: {tally(report)}, {written} written ({report.seconds:.1f} s)")


def complain(arguments: Namespace, problems: Sequence[Problem]) -> None:
    """Name `problems`, those alone that cost a document where it is to be quiet; of very many these come first."""
    every = [problem for problem in problems if not arguments.quiet or problem.severity == "error"]
    more = 0 if arguments.verbose else len(every) - TOLD
    if more > 0:
        every = sorted(every, key=lambda problem: problem.severity != "error")[:TOLD]
    for problem in every:
        say(str(problem))
    if more > 0:
        say(f"… and {counted(more, 'more problem')}: feedpress build -v names them all, --json lists them")


def _passed_over(arguments: Namespace, site: Given) -> list[tuple[str, str]]:
    """Return what was not read as a document, where that is asked for, with what it is."""
    if not arguments.verbose:
        return []
    from feedpress.pipeline.telling import passed_over  # a plain build never needs it

    return passed_over(_settings(site))


def tally(report: Report) -> str:
    """Return how many items are new, updated and gone, and which edition was frozen."""
    changed = f"{len(report.new)} new, {len(report.updated)} updated, {len(report.gone)} gone"
    frozen = f", edition {report.edition.id}" if report.edition and report.edition.state == "frozen" else ""
    return f"{changed}, {counted(report.items, 'item')} in all{frozen}"


def summary(site: Given, report: Report, *, is_dry: bool) -> str:
    """Return a short account of a build, to be read at 80 columns."""
    if report.is_idle:
        return f"nothing changed ({counted(report.items, 'item')}, {report.seconds:.2f} s)"
    lines = [f"{tally(report)} ({report.seconds:.1f} s)"]
    for name, pairs in (("new", report.new), ("updated", report.updated), ("gone", report.gone)):
        lines += named(name, [title for _, title in pairs]) if is_dry or len(pairs) <= SHOWN else []
    documents = report.documents
    lines.append(
        f"documents  {documents.seen} seen, {documents.merged} merged, {documents.rejected} rejected, "
        f"{documents.held} held, {documents.skipped} skipped" + (" (named by -v)" if documents.skipped else "")
    )
    lines += named("held", [f"until {until}: {path}" for path, until in report.held])
    verb, place = "would write" if is_dry else "wrote", _settings(site).output
    lines.append(f"output     {verb} {len(report.outputs.written)}, deleted {len(report.outputs.deleted)}: {place}")
    if is_dry:
        lines += [f"           {path}" for path in sorted(report.outputs.written)]
        lines += [f"           {path} (deleted)" for path in sorted(report.outputs.deleted)]
    if report.edition:
        frozen = f" {report.edition.id}" if report.edition.state == "frozen" else ""
        lines.append(f"newsletter {report.edition.state}{frozen}: {counted(report.edition.items, 'item')}")
    if report.problems:
        lines.append(f"problems   {len(report.problems)} known, {len(report.news)} new")
    return "\n".join(lines)


def _settings(site: Given) -> Config:
    from feedpress import config  # a build with nothing to do never needs them

    return config.read(*site)
