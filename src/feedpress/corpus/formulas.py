r"""Keep formulas of TeX as they are written: Markdown would take their signs for its own.

    $$ \int_0^1 x\, dx $$     the area $x_1 * y_1$ of it

Who writes `\_` or `\\\\` in a formula has heeded Markdown himself. The pattern is made for a verbose one that meets
no code of the text.
"""

from __future__ import annotations

import re

FORMULA = (
    r"(?P<formula>(?<![\\$])\$\$(?!\$)(?:[^$\n{]|\{(?!%|\{\s*(?:site|page)\b)|\n(?![ \t]*\n)){1,5000}?\$\$(?!\$)"
    r"|(?<![\\$\w])\$(?=[^$\n`]{0,500}?[\\_^{])(?![\s$])(?:[^$\n`{]|\{(?![{%])){1,500}(?<![\s\\])\$(?![$\w]))"
)
_HEEDED = re.compile(r"\\_|\\\\\\\\")
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


def kept(formula: str) -> str:
    """Return `formula` in Markdown that comes out as it is written."""
    return formula if _HEEDED.search(formula) else _SIGN.sub(r"\\\g<0>", formula)
