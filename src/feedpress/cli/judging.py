"""`feedpress check`: judge what is in the output."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from feedpress import check as checking
from feedpress.cli.opening import opened
from feedpress.cli.site import settings_as_built
from feedpress.cli.terminal import counted, json_line, say
from feedpress.config import Config
from feedpress.pipeline.drafts import problems
from feedpress.pipeline.telling import remembered


def check(arguments: Namespace) -> int:
    """Judge the output and print each finding; exit code 1 where there is one."""
    site = settings_as_built(arguments)
    with opened(site) as press:
        ids, sources = remembered(press)
        memory = checking.Memory(ids=ids, sources=sources, kept=press.kept.folder)
    findings = (*checking.judge(site.site, site.output, memory=memory), *_settings(site))
    for finding in findings:
        print(json_line(finding._asdict()) if arguments.json else finding)
    if not arguments.quiet:
        say(counted(len(findings), "finding") if findings else f"nothing found in {site.output}")
    return 1 if findings else 0


def _settings(site: Config) -> Iterator[checking.Finding]:
    """Find what the settings leave out of the letter that is to go out next."""
    letter = "newsletter/draft/email.eml"
    if (site.output / letter).is_file():
        yield from (checking.Finding("N-from", letter, one.what, f"{one.path}: {one.fix}") for one in problems(site))
