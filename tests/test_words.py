"""What feedpress says itself is said in six languages, on pages and in letters alike."""

from __future__ import annotations

from string import Formatter

from feedpress.words import LANGUAGES, WORDS, words


def gaps(form: str) -> list[str]:
    """Return the names of what a template fills into `form`."""
    return sorted(name for _, name, _, _ in Formatter().parse(form) if name is not None)


def test_each_word_is_there_in_every_language() -> None:
    """Each word has a form in each language, and each of its forms says the same names and numbers."""
    assert {len(row) for row in WORDS.values()} == {len(LANGUAGES)}
    assert [word for word, row in WORDS.items() if any(gaps(form) != gaps(row[0]) for form in row)] == []


def test_a_language_is_known_by_its_first_part() -> None:
    """A language that we don't speak gets English, a region the words of its language."""
    assert words("fr-CA")["tags"] == words("FR_ca")["tags"] == "Thèmes"
    assert words("tlh")["tags"] == "Tags"
