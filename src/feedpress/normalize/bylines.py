"""Who wrote a Markdown text without front matter, and when: from the lines right below its heading, which stay."""

from __future__ import annotations

import re
from itertools import takewhile

from feedpress.model import Document, Fields, Settings
from feedpress.normalize import compose, dates, masthead
from feedpress.normalize.blocks import Piece
from feedpress.normalize.dates import Calendar
from feedpress.normalize.oneline import plain
from feedpress.normalize.traits import traits

_OPENING = re.compile(r"(?:\s*<p>.*?</p>){1,4}", re.DOTALL)
_BREAK = re.compile(r"\n|<br[^>]*>")
_LONGEST = 1000  # characters of a line
_MARKS = re.compile(r"[*_`>#]|\[|\]\([^()]{0,500}\)")
_NEAR = 50  # lines of the document that are looked through


def read(document: Document, settings: Settings, fields: Fields, content: str) -> Fields:
    """Return `fields` with what the paragraphs say with which `content` begins, up to its first sentence.

    Nothing is said where no heading stood over them. A date counts with a label, with a name, or alone on its line.
    """
    opening = _OPENING.match(content) if fields.origins.get("title", compose.NONE).source == "headline" else None
    if opening is None:
        return fields
    lines = filter(None, (plain(part, _LONGEST) for part in _BREAK.split(opening[0])))
    pieces = [Piece(text, at, at) for at, text in enumerate([fields.title, *lines])]
    seen = [(piece, traits(piece)) for piece in pieces]
    seen = seen[:1] + list(takewhile(lambda each: not each[1].prose or masthead.is_stamp(*each), seen[1:]))
    calendar = Calendar(settings.timezone, settings.date_order)
    head = masthead.read([piece for piece, _ in seen], [t for _, t in seen], 0, len(seen), calendar)
    is_alone = head.how == "label" or dates.parse(pieces[head.date_at].text, **calendar._asdict(), shown=True)
    if not is_alone and not head.names:  # the day of a concert
        head = head._replace(published=None)
    return compose.told(fields, head, lambda at: _line(document, pieces[at].text))


def _line(document: Document, text: str) -> str:
    """Return which line of `document` says `text`, "" where marks hide it."""
    lines = enumerate(document.body.split("\n", _NEAR)[:_NEAR], document.body_line)
    return next((f"line {number}" for number, line in lines if text in _MARKS.sub("", line)), "")
