"""Make a letter small enough: Gmail cuts off what lies beyond a size, the footer first of all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from feedpress.newsletter.edition import Edition, Story, Treatment

GMAIL_CLIPS = 102_400
"""Bytes of HTML of which Gmail shows no more."""
LIMIT = 95_000
"""Bytes of HTML that a letter may have: Gmail's limit less a margin for what mail tools add."""

_TOO_LONG = 200_000  # characters of one story's HTML that need not even be tried
_SHORT = 8_000  # characters of a lead story's HTML from which an opening would take little away
_SHRINKS_TO = 0.9  # inlining takes the style sheet out; more than this it never saves
_TRIES = 5
"""How often a letter is inlined at most, to find the fewest cuts: once where none is needed, else mostly twice."""

_WHY = "trimmed, to keep the letter under its size"


class _Step(NamedTuple):
    """One cut: `place` is a story's among the edition's, or one of the two below."""

    place: int
    treatment: Treatment = "counted"


_A_BRIEF, _INTRO = -1, -2


def without_giants(edition: Edition) -> Edition:
    """Return `edition`, with no more than the opening of a story that is longer than any letter may be."""
    giants = [i for i, story in enumerate(edition.stories) if len(story.content_html) > _TOO_LONG]
    return _trimmed(edition, [_Step(i, _shorter(edition.stories[i])) for i in giants])


def fit(
    edition: Edition, draw: Callable[[Edition], str], finish: Callable[[str], str], limit: int = LIMIT
) -> tuple[Edition, str]:
    """Return `edition`, trimmed as little as needed, and its letter in no more than `limit` bytes of UTF-8.

    `draw` renders an edition, quickly; `finish` inlines what was drawn, slowly. How much inlining makes a letter grow
    is measured on the first try, and tells where to look next.
    Where even the last cut does not help, since the footer alone is too long, the smallest letter is returned.
    """

    def measure(cuts: Sequence[_Step]) -> int:
        return _size(draw(_trimmed(edition, cuts)))

    steps = tuple(_ladder(edition))
    too_few, enough, growth = -1, len(steps), _SHRINKS_TO
    best: tuple[Edition, str] | None = None
    for _ in range(_TRIES):
        count = min(_fewest(steps, too_few + 1, limit / growth, measure), enough)
        if best and count == enough:
            break
        trimmed = _trimmed(edition, steps[:count])
        drawn = draw(trimmed)
        html = finish(drawn)
        growth = _size(html) / _size(drawn)
        if _size(html) > limit:
            too_few = count
        else:
            enough, best = count, (trimmed, html)
        if too_few + 1 >= enough:
            break
    if best is None:
        smallest = _trimmed(edition, steps)
        best = smallest, finish(draw(smallest))
    return best


def _fewest(steps: Sequence[_Step], least: int, size: float, measure: Callable[[Sequence[_Step]], int]) -> int:
    """Return how many of `steps`, at `least` so many, bring what is measured under the `size`."""
    return bisect_left(range(len(steps)), x=True, lo=least, key=lambda count: measure(steps[:count]) <= size)


def _ladder(edition: Edition) -> Iterator[_Step]:
    """Yield the cuts in the order in which they are the least loss, the oldest stories first."""
    stories = edition.stories
    oldest_first = sorted(range(len(stories)), key=lambda i: (stories[i].published, i))
    rest = [i for i in oldest_first if not stories[i].lead]
    lead = [i for i in oldest_first if stories[i].lead]
    titles = [i for i in rest if stories[i].treatment == "title"]
    told = [i for i in rest if stories[i].treatment != "title"]
    yield from (_Step(i, _shorter(stories[i])) for i in told if stories[i].treatment == "full")
    yield from (_Step(i, _shorter(stories[i])) for i in lead if len(stories[i].content_html) > _SHORT)
    yield from (_Step(i) for i in titles)
    yield from (_Step(_A_BRIEF) for _ in edition.briefs)
    yield from (_Step(i, "title") for i in told)
    yield _Step(_INTRO)
    yield from (_Step(i, shorter) for i in lead for shorter in ("summary", "title"))
    yield from (_Step(i) for i in (*told, *lead))


def _shorter(story: Story) -> Treatment:
    if story.lead:
        return "opening"
    return "summary" if story.summary else "title"


def _trimmed(edition: Edition, steps: Sequence[_Step]) -> Edition:
    cuts = dict(steps)
    briefs = len(edition.briefs) - sum(step.place == _A_BRIEF for step in steps)
    return replace(
        edition,
        stories=tuple(
            replace(story, treatment=cuts[i], reason=f"{story.reason}; {_WHY}") if i in cuts else story
            for i, story in enumerate(edition.stories)
        ),
        briefs=edition.briefs[:briefs],
        intro_html="" if _INTRO in cuts else edition.intro_html,
    )


def _size(html: str) -> int:
    return len(html.encode())
