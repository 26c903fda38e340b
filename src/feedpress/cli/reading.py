"""`feedpress items` and `feedpress explain`: what was made of the corpus, and why."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from unicodedata import combining, east_asian_width
from zoneinfo import ZoneInfo

from feedpress.catalog.cache import Cache
from feedpress.catalog.failures import reported
from feedpress.cli.opening import demand_read, opened
from feedpress.cli.site import json_line, settings_as_built


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
    return f"{day}  {_cut(shape['title'], 66)}"


def explain(arguments: Namespace) -> int:
    """Print how a document was read."""
    from feedpress.pipeline.telling import explained

    site = settings_as_built(arguments)
    state = site.state
    path = Path(arguments.path)
    if not (state / "cache.sqlite3").is_file():
        return _show(arguments, explained(site, None, path))
    with reported(state), closing(Cache.open(state / "cache.sqlite3")) as cache:
        return _show(arguments, explained(site, cache, path))


def _show(arguments: Namespace, told: list[dict[str, object]]) -> int:
    for one in told:
        print(json_line(one) if arguments.json else _page(one))
    return 0


def _page(told: dict[str, object]) -> str:
    """Return an explanation to be read at 80 columns."""
    lines = [f"{_cut(told['path'], 70)} ({told['kind']})", ""]
    if told["held"]:
        lines[1:1] = [f"held back until {told['held']}"]
    fields: dict[str, dict[str, object]] = told["fields"]  # type: ignore[assignment]
    for name, field in fields.items():
        origin = f"{field['from']}, {field['detail']}" if field["detail"] else str(field["from"])
        value = _cut(field["value"], 40)
        lines.append(f"  {name:<10} {value}{' ' * (41 - _columns(value))} {_cut(origin, 25)}".rstrip())
    lines.append("")
    for line in told["lines"]:  # type: ignore[attr-defined]
        text = f"{line['line']:>5} {line['verdict']:<8} {_cut(line['text'], 64)}"
        lines.append(text.rstrip())
        if line["reason"] and line["verdict"] not in {"body", "blank"}:
            lines.append(f"{'':<15}└ {_cut(line['reason'], 62)}")
    return "\n".join(lines)


def _cut(value: object, width: int) -> str:
    """Return `value` on one line of `width` columns, its end left out where it is longer."""
    text = " ".join(str(value or "").split())
    text = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
    if _columns(text) <= width:
        return text
    ends = accumulate(map(_columns, text))
    return f"{text[: sum(end < width for end in ends)]}…"


def _columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes: two for each sign of Chinese, none for an accent."""
    return sum(2 if east_asian_width(c) in {"F", "W"} else not combining(c) for c in text)
