"""Turn boxes as Docusaurus, VuePress and Pandoc have them into quotations under a title; lines keep their numbers.

:::note The title
Words of the box.
:::

Those without a title that are no notes (columns, tabs) only place what they hold: it stays, without the box.
"""

from __future__ import annotations

import re

_OPENING = re.compile(
    r" {0,3}:{3,}[ \t]*(?:\{[ \t]*(?:#[\w:.-]+[ \t]*)?\.?)?(?:callout-)?(?P<kind>[A-Za-z][\w-]*|(?=\}))\}?[ \t]*"
    r"(?P<rest>.*)"
)
_CLOSING = re.compile(r" {0,3}:{3,}[ \t]*")
# In brackets, as an attribute, or all there is; what stands in braces at the end is for the box.
_TITLE = re.compile(
    r'\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\s*(?:\{[^{}]*\})?|(?:\{[^{}]*)?\btitle="([^"]+)".*|(.*?)(?:(?:^|\{)[^{}]*\})?'
)
_FENCE = re.compile(r" {0,3}(?:> ?|[-*+] +|\d{1,9}[.)] +)*(`{3,}|~{3,})")
# fmt: off
NOTES = frozenset({
    "abstract", "attention", "bug", "caution", "check", "danger", "details", "error", "example", "exercise", "failure",
    "faq", "hint", "important", "info", "note", "problem", "question", "quote", "remark", "secondary", "seealso",
    "solution", "success", "summary", "tip", "todo", "warning",
})
# fmt: on
_DEEPEST = 8


def drawn(body: str) -> str:
    """Return the Markdown `body` with its boxes as quotations; as it is where one never ends. Code has no boxes."""
    if ":::" not in body:
        return body
    lines: list[str] = []
    open_boxes: list[str] = []
    fence = ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        is_code = bool(fence or mark)
        opening = None if is_code else _OPENING.fullmatch(line)
        if mark:
            fence = mark[1] if not fence else "" if mark[1].startswith(fence) else fence
        if opening:
            title = _title(opening)
            open_boxes.append("> " if title else "")
            lines.append("".join(open_boxes) + (f"<strong>{title}</strong>  " if title else ""))
        elif open_boxes and not is_code and _CLOSING.fullmatch(line):
            open_boxes.pop()
            lines.append("".join(open_boxes))
        else:
            lines.append("".join(open_boxes) + line)
        if len(open_boxes) > _DEEPEST:
            break
    return body if open_boxes else "\n".join(lines)


def _title(opening: re.Match[str]) -> str:
    """Return the title that the line `opening` a box gives it, else the kind of note, "" for a box that is none."""
    match = _TITLE.fullmatch(opening["rest"].rstrip(": \t"))
    words = next(filter(None, match.groups()), "").strip() if match else ""
    return words or (opening["kind"].capitalize() if opening["kind"].lower() in NOTES else "")
