"""Measure how well a letter's text stands out from its ground, in light and in dark (WCAG 2.2 §1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

Node: TypeAlias = Any  # an element of lxml, which has no types
Style: TypeAlias = Mapping[str, str]

ENOUGH = 4.5
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
_NAMED = {"black": "#000000", "white": "#ffffff"}
_UNSEEN = frozenset({"head", "style", "script"})
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DARK = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark[^{]*\{((?:[^{}]*\{[^{}]*\})*)", re.IGNORECASE)
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")


class Weak(NamedTuple):
    """Text that stands out too little: `text` in `colour` on `ground`, `ratio` to 1."""

    text: str
    colour: str
    ground: str
    ratio: float


class _Ink(NamedTuple):
    colour: str
    ground: str


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours given as #rrggbb: 1 for equal ones, 21 for black and white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def weak(root: Node, sheet: str = "") -> tuple[Weak, ...]:
    """Return the texts below `root` whose contrast is under 4.5 to 1, each pair of colours once.

    Only inline styles, `bgcolor` and the dark rules for single classes in `sheet` count; without `sheet`, light.
    """
    found = {(spot.colour, spot.ground): spot for spot in _walk(root, dark_rules(sheet))}
    return tuple(spot for spot in found.values() if spot.ratio < ENOUGH)


def dark_rules(sheet: str) -> dict[str, Style]:
    """Return what `sheet` says of each class for `prefers-color-scheme: dark`."""
    rules: dict[str, Style] = {}
    for block in _DARK.findall(sheet):
        for selectors, body in _RULE.findall(block):
            for selector in selectors.split(","):
                match = _CLASS.fullmatch(selector.strip())
                if match:
                    rules[match[1]] = {**rules.get(match[1], {}), **declarations(body)}
    return rules


def declarations(style: str) -> dict[str, str]:
    """Return the declarations of `style`, without `!important`."""
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return {name.strip().lower(): value.replace("!important", "").strip() for name, value in pairs}


def _walk(root: Node, rules: Mapping[str, Style]) -> Iterator[Weak]:
    """Yield each text below `root`, in reading order, with its colours and their contrast."""
    ahead = [(root, _Ink("#000000", "#ffffff"))]
    while ahead:
        node, ink = ahead.pop()
        style = _style(node, rules)
        if node.tag in _UNSEEN or style.get("display") == "none":
            continue
        ink = _inked(node, style, ink)
        own = " ".join([node.text or "", *(child.tail or "" for child in node)]).strip(" \t\r\n\xa0")
        if own:
            yield Weak(own[:60], ink.colour, ink.ground, ratio(ink.colour, ink.ground))
        ahead.extend((child, ink) for child in reversed(node) if isinstance(child.tag, str))


def _style(node: Node, rules: Mapping[str, Style]) -> Style:
    own = declarations(node.get("style", ""))
    for name in node.get("class", "").split():
        own = {**own, **rules.get(name, {})}
    return own


def _inked(node: Node, style: Style, ink: _Ink) -> _Ink:
    colour = _colour(style.get("color", "")) or ("#0000ee" if node.tag == "a" else ink.colour)
    ground = _colour(style.get("background-color", "")) or _colour(style.get("background", ""))
    return _Ink(colour, ground or _colour(node.get("bgcolor", "")) or ink.ground)


def _colour(value: str) -> str:
    match = _HEX.search(_NAMED.get(value.lower(), value))
    if not match:
        return ""
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))  # noqa: PLR2004 - rrggbb


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 - sRGB
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
