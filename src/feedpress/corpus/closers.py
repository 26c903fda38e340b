"""Find where the blocks of a site generator end, and what else the whole of a text says of a part of it."""

from __future__ import annotations

import re
from functools import cached_property

from feedpress.corpus import boxes, dialects, mdx, verbatim

_DEEPEST, _LOOP = 8, 5_000  # of loops in each other; characters of a loop


class Closers:
    """Finds where code and blocks end, in time that grows with the body only: what isn't found isn't sought again."""

    def __init__(self, body: str, markup: str) -> None:
        self.body = body
        self.markup = markup
        self.missing: dict[str, int] = {}

    @cached_property
    def code(self) -> tuple[verbatim.Span, ...]:
        """Where code is; what is indented in a box or below a definition is none: it is what will stand in there."""
        drawn = boxes.drawn(dialects.listed(self.body))
        return verbatim.spans(self.body, verbatim.lines(drawn) if self.markup != "html" else ())

    @cached_property
    def has_components(self) -> bool:
        """Whether there are components of MDX."""
        return self.markup == "mdx" or mdx.is_shown(self.body)

    @cached_property
    def closed(self) -> frozenset[str]:
        """The names of the tags that enclose something."""
        return frozenset(re.findall(r"\{(?:\{[<%]\s*/\s*|%-?\s*(?:end|/))([\w.-]+)", self.body))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the variables that a tag sets."""
        return frozenset(re.findall(r"\{%-?\s*(?:assign|capture|for|set)\s+([\w-]+)", self.body))

    def find(self, pattern: str, start: int) -> re.Match[str] | None:
        """Return the first match of `pattern` from `start` on."""
        if self.missing.get(pattern, len(self.body) + 1) <= start:
            return None
        match = re.compile(pattern, re.MULTILINE).search(self.body, start)
        if match is None:
            self.missing[pattern] = start
        return match

    def is_program(self, match: re.Match[str]) -> bool:
        """Say whether a paragraph that begins like code of MDX is that."""
        return self.has_components or mdx.is_over_text(match)

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
