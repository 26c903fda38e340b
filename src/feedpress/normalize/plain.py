"""Read plain text: which lines are the text, what they are, and what the others say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from feedpress.model import Block, Document, Origin, Person, Settings, Teaser, Verdict
from feedpress.normalize import blocks, compose, cruft, dates, fields, linemodel, masthead, structure, teasers, titles
from feedpress.normalize.blocks import Piece
from feedpress.normalize.fields import Fields
from feedpress.normalize.reading import Line, Reading
from feedpress.normalize.traits import Traits, line_key, traits

_MOST = 4000  # pieces: a longer text is a book, and is taken as it stands
_UNSEEN = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(slots=True)
class _Page:
    """A text being read: its pieces, what they look like, and the verdict on each so far ("" while it is open)."""

    pieces: Sequence[Piece]
    traits: Sequence[Traits]
    verdicts: list[Verdict | None]
    reasons: list[str]

    def mark(self, at: int, verdict: Verdict, reason: str) -> None:
        """Give piece `at` its verdict, unless it has one."""
        if self.verdicts[at] is None:
            self.verdicts[at] = verdict
            self.reasons[at] = reason

    def open(self) -> list[int]:
        """Return the pieces without a verdict."""
        return [i for i, verdict in enumerate(self.verdicts) if verdict is None]


def survey(document: Document) -> tuple[str, ...]:
    """Return the keys of lines of `document` that may recur over its folder, and how its dates are written."""
    lines = document.body.split("\n")
    keys = {line_key(line) for line in lines}
    orders = {f"order:{order}" for line in lines if (order := dates.numeric_order(line))}
    return tuple(sorted((keys | orders) - {""}))


def read(document: Document, settings: Settings, facts: Mapping[str, int]) -> Reading:
    """Read `document` through; `facts` counts the surveys of its folder."""
    page = _page(document)
    settled = fields.settle(document, settings)
    strength = settled.cruft or settings.cruft
    order = _order(page, settings, facts)
    found = _tail(page, settings, order) if strength != "none" else ()
    start, scores = _scored(page, facts)
    settled = _headed(document, page, settled, (start, scores, facts), (settings.timezone, order))
    if strength != "none":
        _clean(page, scores, facts, strength)
    kept = page.open()
    content = structure.blocks([page.pieces[i] for i in kept], [page.traits[i] for i in kept], document.body_line)
    manuscript = compose.finish(document, settings, fields=settled, content_html=structure.html(content), teasers=found)
    return Reading(
        manuscript=manuscript, blocks=_blocks(document, page, content), lines=_lines(document, page, content)
    )


def _page(document: Document) -> _Page:
    lines = [_UNSEEN.sub(" ", line) if _UNSEEN.search(line) else line for line in document.body.split("\n")]
    pieces = blocks.pieces(lines)
    return _Page(pieces, [traits(piece) for piece in pieces], [None] * len(pieces), [""] * len(pieces))


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


def _tail(page: _Page, settings: Settings, order: str) -> tuple[Teaser, ...]:
    tail = teasers.find(page.pieces, page.traits, timezone=settings.timezone, order=order)
    if tail is None:
        return ()
    for i in range(tail.first, tail.end):
        page.mark(
            i, "cruft" if i == tail.head else "teaser", "heads other stories" if i == tail.head else "another story"
        )
    for i in range(tail.end, len(page.pieces)):
        page.mark(i, "cruft", "stands below other stories")
    return tail.teasers


def _scored(page: _Page, facts: Mapping[str, int]) -> tuple[int, list[float]]:
    """Return where the text begins, and for each piece how much it looks like the text."""
    scores = [-6.0] * len(page.pieces)
    kept = page.open()
    if len(kept) > _MOST:
        return 0, [0.0] * len(scores)
    pieces, looks = [page.pieces[i] for i in kept], [page.traits[i] for i in kept]
    for i, score in zip(kept, linemodel.scores(pieces, looks, facts), strict=True):
        scores[i] = score
    return titles.start_of(page.traits, scores), scores


def _headed(
    document: Document,
    page: _Page,
    settled: Fields,
    place: tuple[int, list[float], Mapping[str, int]],
    dating: tuple[str, str],
) -> Fields:
    """Mark the headline and what stands around it; return the fields with what these lines say."""
    start, scores, facts = place
    own = _untold(settled)
    title = titles.find(page.pieces, page.traits, start, scores, facts, document.path)
    if title >= 0:
        words = page.pieces[title].text
        for i, piece in enumerate(page.pieces[: max(start, title) + 2]):
            if titles.is_same(piece.text, words):
                page.mark(i, "title", "the headline" if i == title else "the headline again")
        for i in range(title):
            page.mark(i, "cruft", "stands above the headline")
        if "title" in own:
            settled = compose.retitled(settled, words, Origin("headline", f"line {_line(document, page, title)}"))
    head = masthead.read(page.pieces, page.traits, title, start, timezone=dating[0], order=dating[1])
    if not head.published:
        end = masthead.last_word(page.pieces, page.traits, page.open(), timezone=dating[0], order=dating[1])
        head = head._replace(published=end.published, how=end.how, date_at=end.date_at, lines=(*head.lines, *end.lines))
    for i, reason in head.lines:
        page.mark(i, "meta" if reason == "says when" else "label", reason)
    if head.published and "published" in own:
        settled = _with(settled, document, page, "published", head)
    return _with(settled, document, page, "authors", head) if head.names and "authors" in own else settled


def _untold(settled: Fields) -> set[str]:
    """Return the fields that the document's format leaves to its text."""
    open_fields = {name for name in ("title", "published", "authors") if not getattr(settled, name)}
    weak = {
        name for name in ("title", "authors") if settled.origins.get(name, Origin("")).source in {"filename", "config"}
    }
    return open_fields | weak


def _with(settled: Fields, document: Document, page: _Page, name: str, head: masthead.Masthead) -> Fields:
    if name == "published":
        origin = Origin(head.how, f"line {_line(document, page, head.date_at)}")
        return replace(settled, published=head.published, origins={**settled.origins, name: origin})
    origin = Origin("label", f"line {_line(document, page, head.names_at)}")
    people = tuple(Person(fields.plain(each)) for each in head.names)
    return replace(settled, authors=people, origins={**settled.origins, name: origin})


def _line(document: Document, page: _Page, at: int) -> int:
    return document.body_line + page.pieces[at].first


def _clean(page: _Page, scores: Sequence[float], facts: Mapping[str, int], strength: str) -> None:
    """Mark what is no part of the text; where nothing would be left, nothing is marked."""
    kept = page.open()
    pieces, looks = [page.pieces[i] for i in kept], [page.traits[i] for i in kept]
    reasons = cruft.mark(pieces, looks, [scores[i] for i in kept], facts, strength)
    for i, reason in zip(kept, reasons, strict=True):
        if reason:
            page.mark(i, "cruft", reason)


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


def _lines(document: Document, page: _Page, content: Sequence[Block]) -> tuple[Line, ...]:
    """Return every line of the file with its verdict."""
    told: dict[int, tuple[Verdict, str]] = {}
    for block in _blocks(document, page, content):
        for number in range(block.first_line, block.last_line + 1):
            told[number] = (block.verdict, block.reason)
    blank: tuple[Verdict, str] = ("blank", "")
    return tuple(
        Line(number, text, *(told.get(number, blank) if text.strip() else blank))
        for number, text in enumerate(document.body.split("\n"), start=document.body_line)
    )
