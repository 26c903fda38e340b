"""Find in a letter what Gmail, Outlook or Apple Mail do not show, by the data of caniemail.com.

`clients.json` is a snapshot with its date, made by tools/update_client_support.py. What does no harm where it is
missing is on the list of enhancements, each with what happens then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files  # data that ships with the code, read as a module is
from typing import Any, NamedTuple

from feedpress.newsletter.contrast import Node, declarations

ENHANCEMENTS: Mapping[str, str] = {
    "css-at-media": "the letter keeps its desktop sizes, which fit a phone too",
    "css-at-media-prefers-color-scheme": "the letter stays light, or is turned dark by the program",
    "css-color-scheme": "likewise",
    "html-meta-color-scheme": "likewise",
    "css-selector-attribute": "only Outlook on the web is meant",
    **dict.fromkeys(
        ("css-selector-class", "css-selector-descendant", "css-selector-grouping", "css-selector-id"),
        "where these are missing the whole sheet is, and everything needed is in the elements",
    ),
    "css-selector-type": "likewise",
    "css-display-none": "the preheader is hidden by its size as well, and is the letter's own headlines",
    "css-max-height": "the preheader is hidden in Outlook by mso-hide",
    "css-overflow": "likewise",
    "css-table-layout": "only very long words are concerned",
    "css-white-space": "Outlook keeps the lines of <pre>, and does not break long ones",
    "html-body": "its colour is the outermost table's too",
    "html-style": "everything needed is in the elements",
    "css-border-radius": "corners are square",
    "css-letter-spacing": "letters stand a little wider",
    "css-text-wrap": "a headline may end on a short line",
    "css-word-wrap": "only very long words are concerned",
    "css-word-break": "likewise",
    "html-lang": "hyphenation and reading aloud",
    "html-ruby": "readings stand in the line",
    "html-rt": "likewise",
    "html-rp": "likewise",
}
_GROUPS: Mapping[str, str] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "h1-h6"),
    **dict.fromkeys(("ul", "ol", "li", "dl", "dt", "dd"), "lists"),
    **dict.fromkeys(("article", "aside", "details", "figcaption", "figure", "footer"), "semantics"),
    **dict.fromkeys(("header", "main", "mark", "nav", "section", "summary", "time"), "semantics"),
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("s", "strike"), "strike"),
}
_VALUES: tuple[tuple[str, re.Pattern[str]], ...] = (
    *((f"css-display-{kind}", re.compile(rf"display:\s*(?:inline-)?{kind}\b")) for kind in ("flex", "grid", "none")),
    *((f"css-{kind}-gradient", re.compile(rf"{kind}-gradient\(")) for kind in ("linear", "radial", "conic")),
    *((f"css-function-{name}", re.compile(rf"\b{name}\(")) for name in ("clamp", "min", "max", "light-dark")),
    *((f"css-unit-{unit}", re.compile(rf"\d{unit}\b")) for unit in ("ch", "ex", "rem", "vh", "vw", "vmin", "vmax")),
    ("css-rgba", re.compile(r"\brgba\(")),
    ("css-unit-calc", re.compile(r"\bcalc\(")),
    ("css-variables", re.compile(r"\bvar\(|--[a-z]+:")),
)
_AT = re.compile(r"@(font-face|import|keyframes|supports|media)([^{;]*)")
_SELECTOR = re.compile(r"([^{}]+)\{")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ATTRIBUTE = re.compile(r"\[[^\]]*\]")
_JOINED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("css-selector-child", re.compile(">")),
    ("css-selector-adjacent-sibling", re.compile(r"\+")),
    ("css-selector-general-sibling", re.compile("~")),
    ("css-selector-universal", re.compile(r"\*")),
    ("css-selector-chaining", re.compile(r"\.[\w-]+\.")),
    ("css-selector-descendant", re.compile(r"[\w\]*-]\s+[\w.#\[*:]")),
    ("css-selector-grouping", re.compile(",")),
    ("css-selector-class", re.compile(r"\.")),
    ("css-selector-id", re.compile("#")),
    ("css-selector-type", re.compile(r"(?:^|[\s,>+~])[A-Za-z]")),
)
_PSEUDO = re.compile(r"(::?)([a-z-]+)")


class Gap(NamedTuple):
    """A `feature` of the letter that the mail programs `missing` do not know."""

    feature: str
    missing: tuple[str, ...]


def gaps(root: Node, sheet: str) -> tuple[Gap, ...]:
    """Return what the letter below `root`, with `sheet` left in its <style>, uses and some program lacks, by name."""
    known = support()
    used = {*_in_elements(root), *_in_sheet(_COMMENT.sub("", sheet))} - ENHANCEMENTS.keys()
    return tuple(Gap(name, tuple(known[name]["n"])) for name in sorted(used) if known.get(name, {}).get("n"))


def support() -> Mapping[str, Mapping[str, list[str]]]:
    """Return each feature's verdicts: "n", the programs that lack it, and "a", those that have it in part."""
    features: Mapping[str, Mapping[str, list[str]]] = _snapshot()["features"]
    return features


def date() -> str:
    """Return the day of the data, as YYYY-MM-DD."""
    return str(_snapshot()["date"])


@cache
def _snapshot() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(__package__).joinpath("clients.json").read_bytes())
    return found


def _in_elements(root: Node) -> Iterator[str]:
    for node in root.iter("*"):
        yield f"html-{_GROUPS.get(node.tag, node.tag)}"
        yield from (f"html-{name}" for name in node.attrib if name not in {"style", "title"})
        if node.tag == "meta":
            yield f"html-meta-{node.get('name', '')}"
        if node.tag == "img":
            yield f"image-{node.get('src', '').lower().partition('?')[0].rpartition('.')[2].replace('jpeg', 'jpg')}"
        yield from _in_style(node.get("style", ""))


def _in_sheet(sheet: str) -> Iterator[str]:
    for name, condition in _AT.findall(sheet):
        yield f"css-at-{name}"
        yield from (f"css-at-media-{part}" for part in re.findall(r"\(([a-z-]+)", condition))
    for selector in _SELECTOR.findall(sheet):
        if not selector.strip().startswith("@"):
            yield from _in_selector(selector.strip())
    for body in re.findall(r"\{([^{}]*)\}", sheet):
        yield from _in_style(body)


def _in_selector(selector: str) -> Iterator[str]:
    if "[" in selector:
        yield "css-selector-attribute"
    bare = _ATTRIBUTE.sub("[]", selector)
    yield from (slug for slug, pattern in _JOINED if pattern.search(bare))
    kinds = {":": "class", "::": "element"}
    yield from (f"css-pseudo-{kinds[colons]}-{name}" for colons, name in _PSEUDO.findall(bare))


def _in_style(style: str) -> Iterator[str]:
    yield from (slug for name in declarations(style) if (slug := _slug(name)))
    yield from (slug for slug, pattern in _VALUES if pattern.search(style))


def _slug(name: str) -> str:
    """Return the feature that the property `name` is filed under: its own, else that of its shorthand."""
    slug, known = f"css-{name}", support()
    while slug not in known and "-" in slug[4:]:
        slug = slug.rpartition("-")[0]
    return slug if slug in known and not name.startswith(("-", "mso-")) else ""
