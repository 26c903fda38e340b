"""The words that an edition shows of a story: its title, its section, its summary, a brief; each on one line."""

from __future__ import annotations

import re
import unicodedata

from feedpress.model import Entry, Item, Origin, Teaser
from feedpress.newsletter.tokens import legal
from feedpress.text import cut

PREHEADER = 110
"""Characters of a preheader: mail programs show about as many beside the subject."""
_LONGEST_LABEL = 60
_LONGEST_TITLE = 300
_LONGEST_SUMMARY = 600
_LEAST_BRIEF, _LONGEST_BRIEF = 60, 240
_END = re.compile(r"[.!?…][”’»\")]*\s|[。！？]")
_STOPS = " .!?…:;,–—"
_BUNDLES = ("index", "_index")  # a folder for one story, as Hugo has it; that of a README is a section
_NO_NAME = re.compile(r"_.*|\d.*|[a-z]{2}([-_][a-z]{2})?|posts?|content|source|src|pages", re.IGNORECASE)
_NO_SIGN = re.compile(r"[\W_]+")
_KNOWN = Origin("front-matter")


def title_key(title: str) -> str:
    """Return `title` as one story is known by wherever it is told: without its case, its signs and its spacing."""
    return _NO_SIGN.sub(" ", unicodedata.normalize("NFKC", title).casefold()).strip()


def title(one: Item | Entry) -> str:
    """Return the title that is shown; a link needs words, so where there is none its first ones stand in."""
    return _visible(one.title, _LONGEST_TITLE) or _visible(one.summary, _LONGEST_LABEL) or one.url


def summary(one: Item | Entry) -> str:
    """Return the summary; where its first words stand in for a title, what comes after them."""
    text, shown = cut(one.summary, _LONGEST_SUMMARY), title(one)
    begun = shown.removesuffix("…").rstrip()
    if not _is_made(one) or not text.startswith(begun):
        return text
    rest = text[len(begun) :].lstrip(_STOPS)
    return f"…{rest}" if rest and (shown.endswith("…") or rest[0].islower()) else rest


def _is_made(one: Item | Entry) -> bool:
    """Say whether the title of `one` was made of its first words."""
    origins = one.origins if isinstance(one, Item) else {}
    return not one.title.strip() or origins.get("title", _KNOWN).source == "derived"


def section(item: Item) -> str:
    """Return the section that `item` names, else its first tag, else its folder; "" where it has none."""
    if item.section:
        return cut(item.section, _LONGEST_LABEL)
    if item.tags:
        return label(item.tags[0])
    return label(_folder(item))


def label(name: str) -> str:
    """Return the tag or folder `name` as words."""
    words = re.sub(r"[-_\s]+", " ", name).strip()
    is_name = not words.islower() or "." in words  # not "IOS", not "Example.org"
    return cut(words if is_name else words[:1].upper() + words[1:], _LONGEST_LABEL)


def brief(teaser: Teaser) -> Teaser:
    """Return `teaser` as it is listed: its text does not say the title again, and ends with a sentence if it can."""
    text = teaser.text.strip()
    text = text[len(teaser.title) :].lstrip(" :–—-.") if text.startswith(teaser.title) else text
    return teaser._replace(title=cut(teaser.title, _LONGEST_TITLE), text=_sentences(text, _LONGEST_BRIEF))


def _visible(text: str, limit: int) -> str:
    line = cut(legal(text), limit)
    return line if any(sign.isprintable() and not sign.isspace() for sign in line) else ""


def _folder(item: Item) -> str:
    """Return the nearest folder above `item` that has a name of its own: no year, no language, no story's bundle."""
    *folders, name = item.sources[0].path.split("/") if item.sources else [""]
    named = folders[:-1] if name.partition(".")[0] in {*_BUNDLES, *folders[-1:]} else folders
    return next((folder for folder in reversed(named) if not _NO_NAME.fullmatch(folder)), "")


def _sentences(text: str, limit: int) -> str:
    """Return as many whole sentences of `text` as `limit` characters hold, part of one where it is too long."""
    line = " ".join(text.split())
    ends = [found.end() for found in _END.finditer(line[: limit + 1]) if found.end() > _LEAST_BRIEF]
    return line[: ends[-1]].rstrip() if len(line) > limit and ends else cut(line, limit)
