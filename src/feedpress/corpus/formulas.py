r"""Keep formulas of TeX as they are written: Markdown would take their signs for its own.

    $$ \int_0^1 x\, dx $$     the area $x_1 * y_1$ of it

Dollars also stand for prices, in tables and lists, too. So a formula has a sign of TeX (`\`, `^`, `_`, `{`) and no link
in it. One over several lines has its dollars at the ends of lines; only where the last have a line to themselves may
bars be in it. Between single dollars no words stand, and none ends in the name of a currency (`US$`).

Who writes `\_` or `\\\\` in a formula has heeded Markdown himself. The pattern is made for a verbose one that meets
no code of the text.
"""

from __future__ import annotations

import re

from feedpress.corpus import embeds

_PART = r"(?!\]\(|<a\s)(?:\\[^\n]?+|[^$\n{|\\]|\{(?!%|\{\s*(?:site|page)\b))"
_NEXT = r"\n(?![ \t]*\n)"
_TEX = r"(?=[^$]{0,1000}?[\\_^{])"
FORMULA = (
    rf"(?P<formula>(?<![\\$])\$\$(?=[ \t]*\n){_TEX}(?:{_PART}|\||{_NEXT}){{1,5000}}?\n[ \t]*\$\$(?=[ \t]*$)"
    rf"|^[ ]{{0,3}}\$\$(?!\$){_TEX}(?:{_PART}|{_NEXT}){{1,5000}}?\$\$(?=[ \t]*$)"
    rf"|(?<![\\$])\$\$(?!\$)(?=[^$\n]{{0,500}}?[\\_^{{]){_PART}{{1,5000}}?\$\$(?!\$)"
    r"|(?<![\\$\w])\$(?=[^$\n`]{0,500}?[\\_^{])(?![\s$])"
    r"(?:(?!\]\(|<a\s|[ ][A-Za-z]{3})(?:[^$\n`{|]|\{(?![{%]))){1,500}"
    r"(?<![\s\\])(?<![\s(][A-Z])(?<![\s(][A-Z]{2})\$(?![$\w]))"
)
_HEEDED = re.compile(r"\\_|\\\\\\\\")
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


def kept(match: re.Match[str]) -> str:
    """Return the formula in Markdown that comes out as it is written."""
    formula = match["formula"]
    return formula if _HEEDED.search(formula) or embeds.is_html(match) else _SIGN.sub(r"\\\g<0>", formula)
