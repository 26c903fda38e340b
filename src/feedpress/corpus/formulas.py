r"""Keep formulas of TeX as they are written: Markdown would take their signs for its own.

    $$ \int_0^1 x\, dx $$     the area $x_1 * y_1$ of it     \(x_1\)     \[ x_1 \]     \begin{align} x_1 \end{align}

Dollars also stand for prices, in tables and lists, too. So a formula has a sign of TeX (`\`, `^`, `_`, `{`) and no link
in it. One over several lines has its dollars at the ends of lines; only where the last have a line to themselves may
bars be in it. Between single dollars no words stand, and none ends in the name of a currency (`US$`).

A bracket behind a backslash is a bracket in Markdown: it belongs to a formula where what is in it looks like one.

Who writes `\_` or `\\\\` in a formula has heeded Markdown himself. The pattern is made for a verbose one that meets
no code of the text.
"""

from __future__ import annotations

import re

_PART = r"(?!\]\(|<a\s)(?:\\[^\n]?+|[^$\n{|\\]|\{(?!%|\{\s*(?:site|page)\b))"
_NEXT = r"\n(?![ \t]*\n)"
_TEX = r"(?=[^$]{0,1000}?[\\_^{])"
FORMULA = (
    rf"(?P<formula>(?<![\\$])\$\$(?=[ \t]*\n){_TEX}(?:{_PART}|\||{_NEXT}){{1,5000}}?\n[ \t]*\$\$(?=[ \t]*$)"
    rf"|^[ ]{{0,3}}\$\$(?!\$){_TEX}(?:{_PART}|{_NEXT}){{1,5000}}?\$\$(?=[ \t]*$)"
    rf"|(?<![\\$])\$\$(?!\$)(?=[^$\n]{{0,500}}?[\\_^{{]){_PART}{{1,5000}}?\$\$(?!\$)"
    r"|(?<![\\$\w])\$(?=[^$\n`]{0,500}?[\\_^{])(?![\s$])"
    r"(?:(?!\]\(|<a\s|[ ][A-Za-z]{3})(?:[^$\n`{|]|\{(?![{%]))){1,500}"
    r"(?<![\s\\])(?<![\s(][A-Z])(?<![\s(][A-Z]{2})\$(?![$\w])"
    r"|(?<!\\)\\\((?:[^\\\n`[\]]++|\\(?![()])|\[(?!\[)|\](?!\()){1,60}+\\\)"
    r"|^[ ]{0,3}\\\[(?:[^\\\n`]++|\\(?!\])|\n(?![ \t]*\n)){1,500}+\\\](?=[ \t]*$)"
    r"|^[ ]{0,3}\\begin\{(?P<env>[a-z]{2,20}\*?)\}(?:[^\\\n]++|\\(?!end\{(?P=env)\})|\n(?![ \t]*\n)){1,500}+"
    r"\\end\{(?P=env)\})"
)
_BRACKETED = re.compile(r"\s*\\[(\[]")
_MATHS = re.compile(r"\\[A-Za-z]{2}|\^|_\{|(?<![^\W_])[A-Za-z]_\w(?!\w)")
_HEEDED = re.compile(r"\\_|\\\\\\\\")
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


def kept(match: re.Match[str]) -> str:
    """Return the formula in Markdown that comes out as it is written."""
    formula = match["formula"]
    is_heeded = _HEEDED.search(formula) or (_BRACKETED.match(formula) and not _MATHS.search(formula))
    return formula if is_heeded else _SIGN.sub(r"\\\g<0>", formula)
