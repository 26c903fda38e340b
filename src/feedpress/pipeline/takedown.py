"""Take an item down: out of what is kept and remembered at once, out of what is published by the next build."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from feedpress.errors import ConfigError, Problem
from feedpress.formats import XML
from feedpress.identity import Known
from feedpress.newsletter.naming import PREHEADER, title_key
from feedpress.pipeline.archives import path_of
from feedpress.pipeline.press import Press
from feedpress.slugs import page_at
from feedpress.text import cut

ATOM_NS = "{http://www.w3.org/2005/Atom}"
TELLING = 10
"""Letters and digits in a row by which a line is known to repeat a title."""
PENDING = "forgetting"
"""The memory's word for ids that the cache has not been told of yet, one a line."""


class Gone(NamedTuple):
    """What is to vanish: the `ids` of an item and its copies, their `pages`, and what in HTML leads there: a `link`."""

    ids: frozenset[str]
    pages: tuple[bytes, ...]
    link: re.Pattern[str]


def forget(press: Press, id: str) -> str:
    """Forget the item `id` and all that is or was published as it, for good; return its title.

    Their documents may stay in the corpus: they are known again and not published. Closed archives and the records
    of editions are staged anew without them, so that the caller's transaction is one of `kept.together`. Raises
    ConfigError where no item has this id.
    """
    known = press.catalog.one(id.encode(errors="replace").decode())
    if known is None:
        what = f"no item has the id {id}"
        raise ConfigError(Problem("forget", 0, what, "feedpress items --json shows the ids", "error"))
    every = _family(press, known)
    slugs = [slug for of_one in press.catalog.slugs([one.id for one in every]).values() for slug in of_one]
    press.catalog.put_all([one.taken_down() for one in every], ())
    press.catalog.manifest.claim(press.folder, map(page_at, slugs))
    slugs = [slug for slug in slugs if not slug.startswith("/")]
    pages = tuple(f"/items/{slug}/".encode() for slug in slugs)
    gone = Gone(frozenset(one.id for one in every), pages, _leading_to(slugs))
    for number in range(1, press.catalog.frozen.last_archive() + 1):
        for form in XML:
            _purge(press, path_of(number, form), gone)
    for edition in press.catalog.frozen.editions():
        _withdraw(press, edition.id, gone)
    press.catalog.remember(**{PENDING: "\n".join(sorted({*pending(press), *gone.ids}))})
    return next((one.title for one in every if one.title), "")


def _family(press: Press, known: Known) -> list[Known]:
    """Return the item that `known` is published as, and whatever was merged into it, at first or second hand."""
    item = press.catalog.item_of(known.id) or known
    return [item, *press.catalog.known(press.catalog.copies([item.id])).values()]


def _leading_to(slugs: Iterable[str]) -> re.Pattern[str]:
    """Return what matches the attribute of a link to one of the pages, whatever the site's address was."""
    return re.compile(rf'\s*\bhref="[^"]*/items/(?:{"|".join(sorted(slugs))})/[^"]*"')


def carry_out(press: Press) -> None:
    """Let the cache, too, know what was taken down: its documents are skipped."""
    for id in pending(press):
        units = [unit._replace(skip="forgotten") for unit in press.cache.units.bearing(id)]
        press.cache.units.settle(units)


def pending(press: Press) -> list[str]:
    """Return the ids that were taken down since the last build."""
    return press.catalog.meta(PENDING).split("\n") if press.catalog.meta(PENDING) else []


def _purge(press: Press, path: str, gone: Gone) -> None:
    """Take what is `gone` out of the kept feed at `path`: entries, and links to them in others."""
    data = press.kept.read(path)
    if not any(page in data for page in gone.pages):  # an entry names its page: most archives need not be parsed
        return
    from lxml import etree

    from feedpress.feeds.tree import root_of

    root = root_of(data)
    entries = [*root.iter(f"{ATOM_NS}entry"), *root.iter("item")]
    taken = [one for one in entries if (one.findtext(f"{ATOM_NS}id") or one.findtext("guid") or "").strip() in gone.ids]
    for entry in taken:
        entry.getparent().remove(entry)
    if left := [one.findtext(f"{ATOM_NS}updated") for one in root.iter(f"{ATOM_NS}entry")]:
        root.find(f"{ATOM_NS}updated").text = max(left)
    leading = [element for element in root.iter("{*}*") if element.text and gone.link.search(element.text)]
    for element in leading:
        element.text = gone.link.sub("", element.text)
    if taken or leading:
        purged = etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
        press.kept.stage(path, purged)
        press.catalog.frozen.set_archive_digest(int(path.split("/")[1]), path.rpartition("/")[2], purged)


def _withdraw(press: Press, edition: str, gone: Gone) -> None:
    """Take what is `gone` out of the record of an edition; its letter, which holds it, is kept no longer."""
    path = f"newsletter/{edition}/edition.json"
    record = json.loads(press.kept.read(path))
    taken = [story for story in record["items"] if story["id"] in gone.ids]
    is_led_to = any(gone.link.search(html) for html in (record["intro_html"], *_texts(record)))
    if not taken and not is_led_to:
        return
    press.catalog.frozen.drop_teasers(
        title_key(teaser["title"]) for teaser in record["teasers"] if _is_from(teaser, gone)
    )
    record = _without(record, taken, gone)
    data = (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
    press.kept.stage(path, data)
    letters = [letter for letter in press.kept.below(path.rpartition("/")[0]) if letter != path]
    press.catalog.manifest.claim(press.folder, letters)
    press.catalog.frozen.set_edition(edition, record["subject"], "edition.json", data)


def _is_from(teaser: Mapping[str, Any], gone: Gone) -> bool:
    """Say whether `teaser` comes, or may come, from what is `gone`: older records do not name the item."""
    return teaser.get("item") in {None, *gone.ids}


def _texts(record: Mapping[str, Any]) -> Iterable[str]:
    return (story["content_html"] for story in record["items"])


def _without(record: dict[str, Any], taken: Iterable[Mapping[str, Any]], gone: Gone) -> dict[str, Any]:
    stories = [
        story | {"content_html": gone.link.sub("", story["content_html"])}
        for story in record["items"]
        if story["id"] not in gone.ids
    ]
    headlines = cut(" · ".join(story["title"] for story in stories[:3]), PREHEADER)
    return record | {
        "items": stories,
        "teasers": [teaser for teaser in record["teasers"] if not _is_from(teaser, gone)],
        "intro_html": gone.link.sub("", record["intro_html"]),
        "withdrawn": sorted({*record.get("withdrawn", []), *gone.ids}),
        "subject": _unsaid(record["subject"], taken) or record["title"],
        "preheader": _unsaid(record["preheader"], taken) or headlines,
        "sections": [name for name in record["sections"] if any(story["section"] == name for story in stories)],
    }


def _unsaid(line: str, stories: Iterable[Mapping[str, Any]]) -> str:
    """Return `line`, "" where it repeats some of the `stories`, be it cut: a whole subject is not worth a slip."""
    said = _signs(line)
    for text in (text for story in stories for text in (story["title"], story["summary"], *story["authors"])):
        signs = _signs(text)
        length = min(len(signs), TELLING)
        if length and any(signs[start : start + length] in said for start in range(len(signs) - length + 1)):
            return ""
    return line


def _signs(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
