"""Turn boxes as Docusaurus, VuePress and Pandoc have them into quotations under a title; lines keep their numbers.

:::note The title
Words of the box.
:::
"""

from __future__ import annotations

import re

_OPENING = re.compile(r" {0,3}:{3,}[ \t]*(?:\{[ \t]*\.)?(?P<kind>[A-Za-z][\w-]*)\}?[ \t]*(?P<rest>.*)")
_CLOSING = re.compile(r" {0,3}:{3,}[ \t]*")
# In brackets, as an attribute, or all there is; what stands in braces at the end is for the box.
_TITLE = re.compile(
    r'\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\s*(?:\{[^{}]*\})?|(?:\{[^{}]*)?\btitle="([^"]+)".*|(.*?)(?:(?:^|\{)[^{}]*\})?'
)
_FENCE = re.compile(r" {0,3}(?:> ?)*(`{3,}|~{3,})")
_DEEPEST = 8


def drawn(body: str) -> str:
    """Return the Markdown `body` with its boxes as quotations; as it is where one never ends. Code has no boxes."""
    if ":::" not in body:
        return body
    lines: list[str] = []
    depth, fence = 0, ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        is_code = bool(fence or mark)
        opening = None if is_code else _OPENING.fullmatch(line)
        if mark:
            fence = mark[1] if not fence else "" if mark[1].startswith(fence) else fence
        if opening:
            depth += 1
            lines.append("> " * depth + f"<strong>{_title(opening)}</strong>  ")
        elif depth and not is_code and _CLOSING.fullmatch(line):
            depth -= 1
            lines.append("> " * depth)
        else:
            lines.append("> " * depth + line)
        if depth > _DEEPEST:
            break
    return body if depth else "\n".join(lines)


def _title(opening: re.Match[str]) -> str:
    """Return the title that the line `opening` a box gives it, else the kind of box."""
    match = _TITLE.fullmatch(opening["rest"].strip())
    words = next(filter(None, match.groups()), "") if match else ""
    return words.strip() or opening["kind"].capitalize()
