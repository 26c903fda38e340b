"""A published folder goes in; whatever breaks feedpress's promises comes out, each finding with its cure.

    shelf ──▶ parsing ──▶ feeds, archives, pages, lists, letters ──▶ findings
    reads     into facts       judge                  └─▶ web: what leads where

`judge` reads nothing but the folder (and the kept bytes, where it is told of them): it trusts no memory of the build.
"""

from __future__ import annotations

from feedpress.check.finding import Finding, Memory
from feedpress.check.judge import judge

__all__ = ["Finding", "Memory", "judge"]
