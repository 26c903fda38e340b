"""Read plain text: which lines are the text, what they are, and what the others say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from feedpress.errors import Problem
from feedpress.model import Block, Document, Fields, Manuscript, Origin, Settings, Teaser, Verdict
from feedpress.normalize import (
    blocks,
    compose,
    cruft,
    dates,
    fields,
    linemodel,
    masthead,
    oneline,
    phrases,
    structure,
    teasers,
    titles,
)
from feedpress.normalize.blocks import Piece
from feedpress.normalize.dates import Calendar
from feedpress.normalize.markup import leveled
from feedpress.normalize.masthead import Masthead
from feedpress.normalize.reading import Reading, head, is_titled, judged, unread
from feedpress.normalize.traits import Traits, line_key, traits
from feedpress.text import remover

_LOWEST, _TEXT = -6.0, 1.0
_MOST = 4000  # pieces: a longer text is a book, and is taken as it stands
_LONGEST, _LINES = 4_000_000, 100_000  # characters and lines that are read: two long novels
_PIECES = 30_000  # paragraphs, items and such that are read
_CUT = ("too long: what follows 4 million characters, 100,000 lines or 30,000 paragraphs is left out", "split it up")
_BEYOND = "beyond what is read"
_BARE = ("nothing in it looks like a text", 'exclude it, or say `cruft = "none"` in its sidecar to publish it as it is')
_seen = remover("\r\u2028\u2029\ufeff", " ")


class _Page(Struct):
    """A text being read: its pieces, what they look like, and the verdict on each so far ("" while it is open).

    `is_typed` says that a person typed it, and that it is no page's: the line model knows nothing about it.
    """

    pieces: Sequence[Piece]
    traits: Sequence[Traits]
    verdicts: list[Verdict | None]
    reasons: list[str]
    is_typed: bool

    def mark(self, at: int, verdict: Verdict, reason: str) -> None:
        """Give piece `at` its verdict, unless it has one."""
        if self.verdicts[at] is None:
            self.verdicts[at] = verdict
            self.reasons[at] = reason

    def open(self) -> list[int]:
        """Return the pieces without a verdict."""
        return [i for i, verdict in enumerate(self.verdicts) if verdict is None]


def survey(document: Document) -> tuple[str, ...]:
    """Return the keys of lines of `document` that may recur over its folder, and how its dates are written.

    Of a very long text only the first and the last lines: nothing in its midst is furniture.
    """
    lines = _lines_of(document)
    lines = lines if len(lines) <= _PIECES else [*lines[: _PIECES // 2], *lines[-_PIECES // 2 :]]
    keys = set(map(line_key, lines))
    dated = lines if dates.is_numeric(document.body) else ()
    orders = {f"order:{order}" for line in dated if (order := dates.numeric_order(line))}
    return tuple(sorted((keys | orders) - {""}))


def _lines_of(document: Document) -> list[str]:
    """Return the lines of `document`, as many as are read."""
    return _lines_in(document.body[:_LONGEST])


def _lines_in(text: str) -> list[str]:
    return text.split("\n", _LINES)[:_LINES]


def manuscript(document: Document, settings: Settings, facts: Mapping[str, int]) -> Manuscript:
    """Return what goes on of `document`, without an explanation; `facts` counts the surveys of its folder."""
    return _read(document, _page(document), settings, facts)[0]


def read(document: Document, settings: Settings, facts: Mapping[str, int]) -> Reading:
    """Read `document` through; `facts` counts the surveys of its folder."""
    page = _page(document)
    result, content = _read(document, page, settings, facts)
    every = _blocks(document, page, content)
    return Reading(
        manuscript=result, blocks=every, lines=(*head(document), *judged(document, _lines_of(document), every))
    )


def _read(
    document: Document, page: _Page, settings: Settings, facts: Mapping[str, int]
) -> tuple[Manuscript, tuple[Block, ...]]:
    """Give each piece of `page` its verdict; return the manuscript, and the blocks that are its text."""
    settled = fields.settle(document, settings)
    strength = settled.cruft or settings.cruft
    if strength == "auto" and page.is_typed:
        strength = "none"
    calendar = Calendar(settings.timezone, _order(page, settings, facts))
    tail = _tail(page, calendar) if strength != "none" else ()
    facts = cruft.sober(page.traits, facts)
    scores = _scores(page, facts)
    start = titles.start_of(page.traits, scores)
    title = _given(page, settled, start)
    if title < 0 and not is_titled(document):
        sheet = titles.Sheet(page.pieces, page.traits, start, scores, facts)
        title = titles.find(sheet)
        if title < 0 and page.is_typed and titles.heads(sheet):
            title = 0
    _mark_title(page, title, start, scores)
    head, unsettled = _masthead(page, title, start, calendar)
    bare = strength != "none" and _clean(page, scores, facts, strength)
    kept = page.open()
    own = [page.pieces[i] for i in kept]
    content = structure.blocks(own, [page.traits[i] for i in kept], document.body_line)
    result = compose.finish(
        document,
        settings,
        fields=_told(document, page, settled, title, head),
        content_html=leveled(structure.html(content, structure.ordinals(own, document.body_line))),
        teasers=tail,
        problems=tuple(
            Problem(document.path, document.body_line, *what, "warning")
            for what, holds in ((_BARE, bare), (_CUT, _is_cut(document, page)))
            if holds
        )
        + _told_of(document, page, unsettled if not settled.published else -1),
    )
    return result, content


def _page(document: Document) -> _Page:
    lines = unread(document, _lines_in(_seen(document.body[:_LONGEST])))
    pieces = blocks.pieces(lines)
    beyond = pieces[_PIECES:]
    if beyond:
        pieces = (*pieces[:_PIECES], Piece("…", beyond[0].first, beyond[-1].last, "rule"))
    looks = [traits(piece) for piece in pieces]
    is_typed = blocks.is_typed(lines) and not cruft.is_of_a_page(pieces, looks)
    page = _Page(pieces, looks, [None] * len(pieces), [""] * len(pieces), is_typed)
    if beyond:
        page.mark(_PIECES, "cruft", _BEYOND)
    return page


def _is_cut(document: Document, page: _Page) -> bool:
    return page.reasons[-1:] == [_BEYOND] or len(document.body) > _LONGEST or document.body.count("\n") >= _LINES


def _order(page: _Page, settings: Settings, facts: Mapping[str, int]) -> str:
    """Return how 03/04/2024 is to be read: as the settings say, else as the folder's or the text's own dates show."""
    if settings.date_order != "auto":
        return settings.date_order
    votes = {order: facts.get(f"order:{order}", 0) for order in ("dmy", "mdy")}
    if not any(votes.values()):
        votes = Counter(
            dates.numeric_order(p.text) for p, t in zip(page.pieces, page.traits, strict=True) if t.has_year
        )
    dmy, mdy = votes.get("dmy", 0), votes.get("mdy", 0)
    return "dmy" if dmy > mdy else "mdy" if mdy > dmy else "auto"


def _tail(page: _Page, calendar: Calendar) -> tuple[Teaser, ...]:
    """Mark the other stories at the end, and what stands below them; return what they tell."""
    tail = teasers.find(page.pieces, page.traits, calendar)
    if tail is None:
        return ()
    if tail.head >= 0:
        page.mark(tail.head, "cruft", "heads other stories")
    for i in range(tail.first, tail.end):
        page.mark(i, "teaser", "another story")
    for i in range(tail.end, len(page.pieces)):
        page.mark(i, "cruft", "stands below other stories")
    return tail.teasers


def _scores(page: _Page, facts: Mapping[str, int]) -> list[float]:
    """Return for each piece how much it looks like the text; what has a verdict looks like anything but.

    The line model is not asked about what a person typed, nor about a book.
    """
    scores = [_LOWEST] * len(page.pieces)
    kept = page.open()
    if len(kept) > _MOST or page.is_typed:
        return [_TEXT] * len(scores)
    pieces, looks = [page.pieces[i] for i in kept], [page.traits[i] for i in kept]
    for i, score in zip(kept, linemodel.scores(pieces, looks, facts), strict=True):
        scores[i] = score
    return scores


def _given(page: _Page, settled: Fields, start: int) -> int:
    """Return the line over the text that has the title which the document's format gives, -1 where none has."""
    words = () if compose.is_open(settled, "title") else phrases.words(settled.title)
    over = (i for i, t in enumerate(page.traits[: start + 1]) if words and t.words == words and not t.prose)
    return next(over, -1)


def _mark_title(page: _Page, title: int, start: int, scores: Sequence[float]) -> None:
    """Mark the headline, its repetitions and what stands above it, unless that looks like the text."""
    if title < 0:
        return
    same = titles.said_again(page.pieces, page.traits[: start + 2], title)
    if not {*page.open()} - {*same}:  # all there is: a text, too
        return
    for i in same:
        page.mark(i, "title", "the headline" if i == title else "the headline again")
    for i in range(title):
        if scores[i] <= 0:
            page.mark(i, "cruft", "stands above the headline")


def _masthead(page: _Page, title: int, start: int, calendar: Calendar) -> tuple[Masthead, int]:
    """Mark the lines that say who wrote and when; return what they say, and the piece with a date that may be two."""
    head, unsettled = masthead.read(page.pieces, page.traits, title, start, calendar), -1
    if not head.published:
        end = masthead.last_word(page.pieces, page.traits, page.open(), calendar)
        head = head._replace(published=end.published, how=end.how, date_at=end.date_at, lines=(*head.lines, *end.lines))
    if not head.published and 0 <= start < len(page.pieces):
        for found in masthead.dateline(page.pieces[start].text, calendar):
            head = head._replace(published=found.moment, how="header", date_at=start)
    if not head.published and _may_be_two(page, calendar):
        either = masthead.read(page.pieces, page.traits, title, start, calendar._replace(order="dmy"))
        if either.published:
            head, unsettled = either._replace(published=None, revised=None), either.date_at
    for i, reason in head.lines:
        page.mark(i, "meta" if reason == masthead.WHEN else "label", reason)
    return head, unsettled


def _may_be_two(page: _Page, calendar: Calendar) -> bool:
    """Tell whether a date of `page` may be read in two ways."""
    numeric = (dates.is_numeric(p.text) for p, t in zip(page.pieces, page.traits, strict=True) if t.has_year)
    return calendar.order not in {"dmy", "mdy"} and any(numeric)


def _told_of(document: Document, page: _Page, unsettled: int) -> tuple[Problem, ...]:
    """Return the problem that the date of piece `unsettled` may be read in two ways, none for -1."""
    if unsettled < 0:
        return ()
    what = f'"{oneline.plain(page.pieces[unsettled].text, 60)}" may be two dates; it is not read'
    fix = "set `date_order` in [corpus], or `published` in a sidecar"
    return (Problem(document.path, document.body_line + page.pieces[unsettled].first, what, fix, "warning"),)


def _told(document: Document, page: _Page, settled: Fields, title: int, head: Masthead) -> Fields:
    """Return the fields, with what the text says where the document's format leaves it open."""

    def line(at: int) -> str:
        return f"line {document.body_line + page.pieces[at].first}"

    if title >= 0 and compose.is_open(settled, "title"):
        words = oneline.plain(titles.unlabelled(page.pieces[title].text))
        settled = compose.retitled(settled, words, Origin("headline", line(title)))
    return compose.told(settled, head, line)


def _clean(page: _Page, scores: Sequence[float], facts: Mapping[str, int], strength: str) -> bool:
    """Mark what is no part of the text; where nothing would be left, mark nothing and return True."""
    kept = page.open()
    pieces, looks = [page.pieces[i] for i in kept], [page.traits[i] for i in kept]
    reasons = cruft.mark(pieces, looks, [scores[i] for i in kept], facts, strength)
    for i, reason in zip(kept, reasons, strict=True):
        if reason:
            page.mark(i, "cruft", reason)
    is_bare = bool(kept) and not any(reasons) and not any(t.prose for t in looks)
    return is_bare and all(cruft.suspects(pieces, looks, facts))


def _blocks(document: Document, page: _Page, content: Sequence[Block]) -> tuple[Block, ...]:
    """Return every block of the text in order: those of `content`, and the others with their verdicts."""
    others = [
        Block(
            kind="paragraph",
            text=p.text,
            first_line=p.first + document.body_line,
            last_line=p.last + document.body_line,
            verdict=verdict,
            reason=reason,
        )
        for p, verdict, reason in zip(page.pieces, page.verdicts, page.reasons, strict=True)
        if verdict is not None
    ]
    return tuple(sorted((*content, *others), key=lambda block: block.first_line))
