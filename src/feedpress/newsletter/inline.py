"""Put a letter's style sheet into its elements, since many mail programs drop the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedpress.errors import ConfigError, LetterError, Problem

_CRITICAL = 50  # of `logging`, which the core does not import; premailer passes it on to cssutils
_SHEET = "templates/email/edition.css"
_DOCTYPE = "<!DOCTYPE html>"
_FETCHING = re.compile(r"@import\b|<link\b[^>]*stylesheet", re.IGNORECASE)
_TAGS = re.compile(r"<style[^>]*>.*?</style>|<link[^>]*>", re.DOTALL | re.IGNORECASE)
_INLINED = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SHEETS = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOST = re.compile(r"@(?!media\b)[a-z-]+|[^{};]*\*[^{};]*(?=\{)|@media[^{};]*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*@[a-z-]+")
_BRACES = re.compile(r"([^{}]*)([{}])")
_BODY = re.compile(r"\{([^{}]*)\}")
_QUOTED = re.compile(r"url\([^)]*\)|\"[^\"]*\"|'[^']*'")
_DECLARATION = re.compile(r"[a-z-]+ ?: ?\S", re.IGNORECASE)
_ELSEWHERE = "move it to dark.css or phone.css beside it, which stay as they are, or do without it"


def inline(html: str) -> str:
    """Return `html` with the rules of its `<style>` moved into `style` attributes; nothing is fetched.

    A `<style data-premailer="ignore">` stays as it is: that is where rules for dark mode, phones and Outlook belong.
    Raises LetterError where a style sheet is wrong or wants something fetched, ConfigError where the template is no
    whole document.
    """
    _check(html)
    from premailer import Premailer
    from premailer.cache import cache, cache_access_lock

    # The cache is shared by the whole process under keys too short to tell sheets apart: what one letter parsed
    # would style the next.
    with cache_access_lock:
        cache.clear()
    inlined = Premailer(
        html,
        allow_network=False,
        allow_loading_external_files=False,
        strip_important=False,  # True strips it from the media rules too, so that inline styles would win over them
        keep_style_tags=False,
        remove_classes=False,
        # Outlook obeys the attributes: integers only, and no `align="start"`, which no HTML knows.
        disable_basic_attributes=["width", "height", "align"],
        disable_validation=True,
        cssutils_logging_level=_CRITICAL,
    ).transform(pretty_print=False)
    return str(inlined)


def _check(html: str) -> None:
    if not html.lstrip().startswith(_DOCTYPE):
        fix = f"let it start with {_DOCTYPE}, in these letters: mail programs guess otherwise"
        raise ConfigError(Problem("templates/email/edition.html", 1, "the letter is no whole document", fix, "error"))
    fetching = _FETCHING.search(_COMMENT.sub("", "".join(_TAGS.findall(html))))  # a story may well speak of @import
    if fetching:
        fix = "put the rules themselves into the style sheet"
        raise LetterError(_mistake("`{}` would have to be fetched", fetching[0], fix))
    sheets = [_COMMENT.sub("", sheet) for sheet in _SHEETS.findall(html)]
    mistakes = [mistake for sheet in sheets for mistake in _unbalanced(sheet)]
    mistakes += [mistake for sheet in _INLINED.findall(html) for mistake in _lost(_COMMENT.sub("", sheet))]
    if mistakes:
        raise LetterError(*mistakes)


def _unbalanced(sheet: str) -> Iterator[tuple[Problem, str]]:
    """Yield a mistake where the first brace of `sheet` stands that has no partner."""
    opened: list[str] = []
    last = ""
    for before, brace in _BRACES.findall(sheet):
        last = " ".join(before.rstrip(" \n;").rpartition(";")[2].split()) or last
        if brace == "}" and not opened:
            yield _mistake("a brace too many closes after `{}`", last, "take it away")
        elif brace == "{" and opened and not opened[-1].startswith("@"):
            yield _mistake("`{}` begins before the rule above it ends", last, "close that with a brace")
        else:
            opened = [*opened, last] if brace == "{" else opened[:-1]
            continue
        return
    if opened:
        yield _mistake("`{}` is never closed", opened[-1], "close it with a brace")


def _lost(sheet: str) -> Iterator[tuple[Problem, str]]:
    """Yield a mistake for each rule of `sheet` that the inlining would drop without a word."""
    for found in _LOST.findall(sheet):
        yield _mistake("`{}` would be lost in the inlining", found, _ELSEWHERE)
    for body in _BODY.findall(_QUOTED.sub("x", sheet)):
        for part in filter(None, (" ".join(part.split()) for part in body.split(";"))):
            if not _DECLARATION.match(part):
                yield _mistake("`{}` is no declaration", part, "write e.g. color: #1d1a16;")


def _mistake(what: str, piece: str, fix: str) -> tuple[Problem, str]:
    """Return what is wrong at a `piece` of the style sheet, which `what` names as `{}`, and that piece."""
    mark = " ".join(piece.split())
    return Problem(_SHEET, 0, what.format(mark), fix, "error"), mark
