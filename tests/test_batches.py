"""What is too much at once comes a little at a time."""

from __future__ import annotations

from itertools import count

from feedpress.batches import batches


def test_batches_are_full_but_for_the_last() -> None:
    """Everything comes once and in its order, in lists of the size asked for; of nothing there is none."""
    assert list(batches("abcde", 2)) == [["a", "b"], ["c", "d"], ["e"]]
    assert list(batches("abcd", 2)) == [["a", "b"], ["c", "d"]]
    assert list(batches("", 2)) == []


def test_no_more_is_fetched_than_is_asked_for() -> None:
    """The first batch of a row without end is there at once."""
    assert next(batches(count(), 3)) == [0, 1, 2]
