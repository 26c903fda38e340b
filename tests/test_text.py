"""What no text may hold goes, and what is too long ends where a reader would end it."""

from __future__ import annotations

import re

import pytest

from feedpress.feeds import wording
from feedpress.newsletter import tokens
from feedpress.normalize.oneline import plain
from feedpress.normalize.sanitize import legal
from feedpress.text import FORBIDDEN, columns, cut, folded, printable


def test_cut_ends_between_words_where_it_can() -> None:
    """A long text ends after a word and an ellipsis, one long word in its midst; never past the limit."""
    assert cut("  one\ntwo  three ", 20) == "one two three"
    assert cut("one two, three", 10) == "one two…"
    assert cut("x" * 30, 10) == "x" * 9 + "…"
    assert all(len(cut("ab cde fghi " * 9, n)) <= n for n in range(2, 60))


@pytest.mark.parametrize("text", ["", "SEA Wall", "“The SEA”", "Straße, ÉTÉ, ΣΟΦΟΣ", "İ 5 \u212a", "A\ud800B"])
def test_letters_are_folded_whatever_stands_among_them(text: str) -> None:
    """A text in capitals is known again in small letters, be it ASCII, with curly quotes, or in another script."""
    assert folded(text) == text.casefold()


@pytest.mark.parametrize(
    "sign", ["\0", "\x0b", "\x1f", "\x7f", "\x9f", "\ud800", "\ufdd0", "\ufffe", "\uffff", "\U0010ffff"]
)
def test_what_is_forbidden_goes_everywhere(sign: str) -> None:
    """No title, page, feed or letter holds a character that XML forbids or that is none."""
    text = f"sea{sign}wall"

    assert {clean(text) for clean in (plain, legal, wording.clean, tokens.legal)} == {"seawall"}


def test_nothing_that_people_write_is_forbidden() -> None:
    """Line ends, tabs, joiners, signs of every script and private ones stay."""
    assert re.search(f"[{FORBIDDEN}]", "a\tb\nc\u200d\u0643\U0001f30a\ue000\ufffd") is None


def test_nothing_that_is_printed_commands_a_terminal() -> None:
    """Controls, turned directions and halves of characters are spelled out; what can be read stays as it is."""
    assert printable("two\x1b[31m\n\x9b\u202e\udc80.md") == r"two\x1b[31m\n\x9b\u202e\udc80.md"
    assert printable("Café 東京") == "Café 東京"
    assert printable("می\u200cروم") == "می\u200cروم", "Persian is written with it"


def test_a_sign_takes_as_many_columns_as_it_is_wide() -> None:
    """A sign of Chinese takes two columns, an accent of its own none."""
    assert [columns(text) for text in ("", "quay", "東京", "Cafe\u0301")] == [0, 4, 4, 4]
