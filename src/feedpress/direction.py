"""Which way a language is written, for pages and letters alike."""

from __future__ import annotations

from typing import Literal, TypeAlias

Direction: TypeAlias = Literal["ltr", "rtl"]

_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
_SCRIPT_LENGTH = 4


def direction(language: str) -> Direction:
    """Return "rtl" where `language`, a BCP 47 tag, is written from right to left, else "ltr", as HTML's `dir` wants."""
    primary, *subtags = language.lower().replace("_", "-").split("-")
    script = next((tag for tag in subtags if len(tag) == _SCRIPT_LENGTH and tag.isalpha()), "")
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if primary in _RTL_LANGUAGES else "ltr"
