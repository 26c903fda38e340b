"""`feedpress items` and `feedpress explain`: what was made of the corpus, and why."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from feedpress.catalog.cache import Cache
from feedpress.catalog.failures import reported
from feedpress.cli.opening import demand_read, opened
from feedpress.cli.site import settings_as_built
from feedpress.cli.terminal import cut, json_line, say, wrapped
from feedpress.errors import Problem
from feedpress.text import columns


def items(arguments: Namespace) -> int:
    """Print the items, newest first."""
    from feedpress.pipeline.telling import shapes

    site = settings_as_built(arguments)
    with opened(site) as press:
        demand_read(press)
        for shape in shapes(press):
            print(json_line(shape) if arguments.json else _line(shape, site.site.timezone))
    return 0


def _line(shape: dict[str, object], timezone: str) -> str:
    """Return an item's day, as the site's pages show it, and its title."""
    day = datetime.fromisoformat(str(shape["published"])).astimezone(ZoneInfo(timezone)).date()
    return f"{day}  {cut(shape['title'], 66)}"


def explain(arguments: Namespace) -> int:
    """Print how a document was read."""
    from feedpress.pipeline.telling import explained

    site = settings_as_built(arguments)
    state = site.state
    path = Path(arguments.path)
    if not (state / "cache.sqlite3").is_file():
        return _show(arguments, *explained(site, None, path))
    with reported(state), closing(Cache.open(state / "cache.sqlite3")) as cache:
        return _show(arguments, *explained(site, cache, path))


def _show(arguments: Namespace, told: list[dict[str, object]], problems: Sequence[Problem]) -> int:
    for problem in problems:
        say(str(problem))
    for one in told:
        print(json_line(one) if arguments.json else _page(one))
    return 0


def _page(told: dict[str, object]) -> str:
    """Return an explanation to be read at 80 columns."""
    lines = [f"{cut(told['path'], 70)} ({told['kind']})", ""]
    if told["held"]:
        lines[1:1] = [f"held back until {told['held']}"]
    if told["unpublished"]:
        lines[1:1] = [f"not published: {cut(told['unpublished'], 64)}"]
    fields: dict[str, dict[str, object]] = told["fields"]  # type: ignore[assignment]
    for name, field in fields.items():
        origin = f"{field['from']}, {field['detail']}" if field["detail"] else str(field["from"])
        value = cut(field["value"], 40)
        lines.append(f"  {name:<10} {value}{' ' * (41 - columns(value))} {cut(origin, 25)}".rstrip())
    for problem in told["problems"]:  # type: ignore[attr-defined]
        lines += ["", *wrapped("problem", str(Problem(**problem)))]
    lines.append("")
    for line in told["lines"]:  # type: ignore[attr-defined]
        text = f"{line['line']:>5} {line['verdict']:<8} {cut(line['text'], 64)}"
        lines.append(text.rstrip())
        if line["reason"] and line["verdict"] not in {"body", "blank"}:
            lines.append(f"{'':<15}└ {cut(line['reason'], 62)}")
    return "\n".join(lines)
