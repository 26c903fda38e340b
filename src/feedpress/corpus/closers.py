"""Find where the code of a Markdown text ends, and where the blocks of a site generator do."""

from __future__ import annotations

import re
from bisect import bisect_left

from feedpress.corpus import indents, mdx

FENCE = r"(?P<fence>^(?:[ \t]*+(?:>|[*+-][ \t]|\d{1,9}[.)][ \t]))*+[ \t]*+(?:`{3,}+(?![^\n`]*`)|~{3,}+))[^\n]*"
"""A pattern for a verbose one: the first line of a code block, in quotations and lists, too."""
_BEFORE_FENCE = " \t>*+-.)0123456789"
_DEEPEST, _LOOP = 8, 5_000  # of loops in each other; characters of a loop
_TICKS, _WORDS = 80, 2_000  # nobody opens a code span with more; characters within `<code>`


class Closers:
    """Finds where code and blocks end, in time that grows with the body only: what isn't found isn't sought again."""

    def __init__(self, body: str, markup: str) -> None:
        self.body = body
        self.markup = markup
        self.code = tuple(indents.code(body)) if markup != "html" else ()
        self.has_components = markup == "mdx" or mdx.is_shown(body)
        self.missing: dict[str, int] = {}
        self.closed = frozenset(re.findall(r"\{(?:\{[<%]\s*/\s*|%-?\s*(?:end|/))([\w.-]+)", body))  # enclose something
        self.names = frozenset(re.findall(r"\{%-?\s*(?:assign|capture|for|set)\s+([\w-]+)", body))

    def find(self, pattern: str, start: int) -> re.Match[str] | None:
        """Return the first match of `pattern` from `start` on."""
        if self.missing.get(pattern, len(self.body) + 1) <= start:
            return None
        match = re.compile(pattern, re.MULTILINE).search(self.body, start)
        if match is None:
            self.missing[pattern] = start
        return match

    def code_end(self, match: re.Match[str]) -> int | None:
        """Return where the code ends that `match` opens or is in, None where it has nothing to do with code."""
        if end := self.line_of_code(match.start()):
            return end
        if match["fence"]:
            return self.fence(match)
        if match["ticks"]:
            return self.span(match)
        return self.pre(match) if match["pre"] else None

    def is_program(self, match: re.Match[str]) -> bool:
        """Say whether a paragraph that begins like code of MDX is that."""
        return self.has_components or mdx.is_over_text(match)

    def line_of_code(self, place: int) -> int | None:
        """Return where the line of indented code ends within which `place` is, None where it is in no such line."""
        before = bisect_left(self.code, place, key=lambda line: line.start) - 1
        return self.code[before].end if before >= 0 and place < self.code[before].end else None

    def fence(self, opening: re.Match[str]) -> int:
        """Return where the code block ends; without a closing fence it goes on to the end (CommonMark §4.5).

        One in a quotation or a list ends with it at the latest.
        """
        mark = opening["fence"].lstrip(_BEFORE_FENCE)
        before = opening["fence"][: -len(mark)]
        end = rf"{mark[0]}{{{len(mark)},}}[ \t]*$"
        if before.startswith("    ") or before.strip(" "):
            beyond = "(?! {0,3}>)" if ">" in before else r"(?![ \t\n])"
            closing = self.find(rf"^(?:{beyond}|[ \t>]*{end})", opening.end())
        else:
            closing = self.find(rf"^ {{0,3}}{end}", opening.end())
        return closing.end() if closing else len(self.body)

    def loop(self, opening: re.Match[str]) -> int | None:
        """Return where the loop ends that writes something for each of a list, None where it does not."""
        depth, end = 1, opening.end()
        while 0 < depth <= _DEEPEST and end - opening.end() < _LOOP:
            mark = self.find(r"\{%-?\s*(?:end)?for\b[^{}%]*%\}", end)
            if mark is None:
                return None
            depth, end = depth + (-1 if "endfor" in mark[0] else 1), mark.end()
        name = re.escape(opening["rest"].split()[0]) if opening["rest"].split() else "$"
        uses = re.search(rf"\{{[{{%][^{{}}]*\b{name}\b", self.body[opening.end() : end])
        return end if depth == 0 and uses else None

    def pre(self, opening: re.Match[str]) -> int:
        """Return where what HTML has for code ends; within a line of text that is before the paragraph does."""
        if opening["element"] == "code":
            near = self.body[opening.end() : opening.end() + _WORDS].partition("\n\n")[0]
            return opening.end() + near.find("</code>") + 1  # or at once where it is not closed
        closing = self.find(r"</pre>", opening.end())
        return closing.end() if closing else opening.end()

    def span(self, opening: re.Match[str]) -> int:
        """Return where the code span ends: at as many backticks, before the paragraph does (CommonMark §6.1)."""
        ticks = opening["ticks"]
        closing = self.find(rf"(?<!`){ticks}(?!`)", opening.end()) if len(ticks) <= _TICKS else None
        if closing is None or "\n\n" in self.body[opening.end() : min(closing.start(), opening.end() + 5_000)]:
            return opening.end()
        return closing.end()
