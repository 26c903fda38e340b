"""Render an edition as a letter: HTML inlined and fitted, a text part of the same stories and links."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from feedpress.errors import ConfigError, LetterError
from feedpress.model import Site
from feedpress.newsletter.edition import Edition
from feedpress.newsletter.fit import fit, without_giants
from feedpress.newsletter.inline import inline
from feedpress.newsletter.naming import PREHEADER
from feedpress.newsletter.settings import Newsletter
from feedpress.newsletter.sheet import Templates, values
from feedpress.newsletter.tokens import bare, disarm, one_line, splice_html, splice_text
from feedpress.text import cut

_HTML, _TEXT, _SETTINGS = "email/edition.html", "email/edition.txt", "feedpress.toml"
_MOST_BRIEFS = 12  # the edition's web page has them all
_SUBJECT = 200  # characters
_GAP = re.compile("\n{4,}")


class Letter(Struct, frozen=True, kw_only=True):
    """An edition rendered, in two parts that say the same; `edition` is the edition as it was trimmed to fit."""

    html: str
    text: str
    subject: str
    preheader: str
    edition: Edition


def render(edition: Edition, *, settings: Newsletter, site: Site, templates: Templates) -> Letter:
    """Render `edition` with the templates under `email/`, in no more than `fit.LIMIT` bytes of HTML.

    Raises ConfigError, naming file and line, where a template is wrong, LetterError where a setting or a sheet is.
    """
    edition = without_giants(edition)
    given = values(edition, settings=settings, site=site, spell=templates.spell)
    subject = _line(settings.subject, "subject", given, templates) or edition.title
    headlines = " · ".join(story.title for story in edition.stories[:3])
    preheader = cut(_line(settings.preheader, "preheader", given, templates) or headlines, PREHEADER)
    heads = {"subject": disarm(subject), "preheader": disarm(preheader)}
    unsubscribe = settings.unsubscribe_url.strip()

    def draw(trimmed: Edition, part: str = _HTML) -> str:
        return templates.render(part, **values(trimmed, settings=settings, site=site, spell=templates.spell), **heads)

    brief = replace(edition, briefs=edition.briefs[:_MOST_BRIEFS])
    fitted, html = fit(brief, draw, lambda drawn: splice_html(inline(drawn), unsubscribe))
    text = splice_text(_tidy(draw(fitted, _TEXT)), unsubscribe)
    return Letter(html=html, text=text, subject=cut(subject, _SUBJECT), preheader=preheader, edition=fitted)


def _line(source: str, name: str, given: Mapping[str, object], templates: Templates) -> str:
    """Render the setting `name` as one line without controls or invisible marks."""
    try:
        text = bare(templates.render_string(source, _SETTINGS, **given))
    except ConfigError as error:
        named = (problem._replace(what=f"`{name}` in [newsletter]: {problem.what}") for problem in error.problems)
        raise LetterError(*((problem, name) for problem in named)) from error
    return one_line(text)


def _tidy(text: str) -> str:
    """Return `text` without blanks at line ends, and with at most two empty lines between lines."""
    lines = "\n".join(line.rstrip() for line in text.strip().split("\n"))
    return _GAP.sub("\n\n\n", lines) + "\n"
