"""Tell the code of MDX from its text: what it imports and exports, components with what they compute, remarks.

    import Chart from '../chart'     export const harbour = { depth: 12 }     {/* a remark */}
    <Chart data={{ depth: 12 }} />   <img src={require('./quay.png').default} />   {props.depth}   {" "}

The patterns are made for a verbose one that meets no code of the text.
"""

from __future__ import annotations

import re

from feedpress.normalize.elements import HTML

_IMPORT = r"""import\s(?:(?:[\w*{},$ \t]|\n(?!\n)){1,1000}?\sfrom\s+)?(?:"[^"\n]+"|'[^'\n]+');?[ \t]*"""
_EXPORT = (
    r"export\s(?:(?:const|let|var)\s[^\n=]{1,200}=|(?:default\s|async\s)*function\b[^\n(]{0,200}\(|default\s[A-Z({])"
    r"[^\n]*(?:\n[^\n]+)*"
)
_BRACES = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"
_VALUE = rf"""(?:"[^"]*+"|'[^']*+'|{_BRACES}|[^\s"'<>{{}}=`]++)"""
_ATTRIBUTES = rf"(?:\s++(?:[\w:-]++(?:={_VALUE})?|{_BRACES}))*+"
# What HTML knows is no component where it is all in capitals, as HTML was once written; much of it never is.
NAME = (
    rf"(?!(?:{'|'.join(sorted(HTML)).upper()})[\s/>])"
    r"(?!(?i:blockquote|br|center|d[dlt]|details|div|h[1-6r]|img|li|ol|pre|script|style|summary|"
    r"table|tbody|td|tfoot|th|thead|tr|ul)[\s/>])[A-Z][\w.]*+"
)
"""The name of a component, for a pattern in which a blank, a slash or the end of the tag follows."""
# Over a paragraph that begins with it, after a blank line.
_CODE = rf"(?P<code>^(?<![^\n]\n)(?:{_IMPORT}|{_EXPORT})(?=\n|\Z)(?:\n\s*^(?:{_IMPORT}|{_EXPORT})(?=\n|\Z))*)"
_REMARK = r"(?P<remark>\{/\*[^{}]{0,5000}?\*/\})"
_TAG = (
    rf"""(?P<component><(?=[A-Za-z][^<>"'{{}}]*+(?:(?:"[^"]*+"|'[^']*+')[^<>"'{{}}]*+)*+(?<=[=\s])\{{)"""
    rf"[A-Za-z][\w.:-]*+{_ATTRIBUTES}\s*+/?>)"
)
_ALONE = rf"(?P<alone><(?P<drawn>{NAME})(?P<stated>{_ATTRIBUTES})\s*+/>)"
_EXPRESSION = (
    r"""(?P<expression>(?<![\w$^/\\{])\{[ ]*(?:(?P<said>"[^"\n]*"|'[^'\n]*'|`[^`\n]*`)"""
    r"|[A-Za-z_$][\w$.]*(?:\([^(){}\n]{0,200}\))?)[ ]*\}(?!\}))"
)
PATTERN = f"{_CODE}|{_REMARK}|{_ALONE}|{_TAG}|{_EXPRESSION}"
_COMPONENT = re.compile(rf"^[ \t]*</?{NAME}[\s/>]|<{NAME}[^<>\n]{{0,300}}/>", re.MULTILINE)
_FROM = re.compile(r"""import\s[^"']*(?:\sfrom\s|(?<=\s)["'][.@/])""")
_DOLLARS = re.compile(r"\$+")
_CLOSING = re.compile(r"[^$\n]{0,500}\$")
_NEAR = 500  # characters of a formula
_ANYTHING = re.compile(r"\S")
_COMPUTED = re.compile(rf"\s++(?:([\w:-]++)=)?({_BRACES})")
_ADDRESS = re.compile(r"""\{\s*(?:require\(\s*)?(["'`])([^"'`{}]*)\1\s*(?:\)(?:\.default)?)?\s*\}""")


def is_shown(body: str) -> bool:
    """Say whether `body` has components in it, without which a paragraph that begins with `import` is one of words."""
    return _COMPONENT.search(body) is not None


def is_over_text(match: re.Match[str]) -> bool:
    """Say whether the paragraph of code over a text imports from a file or a package of components."""
    return not _ANYTHING.search(match.string, 0, match.start()) and _FROM.match(match["code"]) is not None


def is_formula(match: re.Match[str]) -> bool:
    """Say whether `match` lies between dollars on its line, as what a program computes does not."""
    text, (start, end) = match.string, match.span()
    near = max(start - _NEAR, 0)
    line = max(text.rfind("\n", near, start), near)
    return len(_DOLLARS.findall(text, line, start)) % 2 == 1 and _CLOSING.match(text, end) is not None


def component(match: re.Match[str]) -> str:
    """Return the tag without the attributes that a program computes; an address among them stays."""
    return stated(match["component"])


def stated(attributes: str) -> str:
    """Return `attributes` without those that a program computes."""
    return _COMPUTED.sub(_attribute, attributes)


def _attribute(match: re.Match[str]) -> str:
    address = _ADDRESS.fullmatch(match[2]) if match[1] else None
    return f' {match[1]}="{address[2]}"' if address else ""
