"""Take an item down: out of feeds, lists and pages by the next build, out of what is kept at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from feedpress.errors import ConfigError, Problem
from feedpress.newsletter.edition import cut
from feedpress.newsletter.letter import PREHEADER
from feedpress.pipeline.archives import NAMES, last, path_of
from feedpress.pipeline.press import Press

ATOM = "{http://www.w3.org/2005/Atom}"
TELLING = 10
"""Letters and digits in a row by which a line is known to repeat a title."""


def forget(press: Press, id: str) -> str:
    """Forget the item `id` and the copies merged into it, for good; return its title.

    Their documents may stay in the corpus: they are known again and not published. Closed archives and the records
    of editions are rewritten without them. Raises ConfigError where no item has this id.
    """
    known = press.catalog.known([id]).get(id)
    if known is None:
        what = f"no item has the id {id}"
        raise ConfigError(Problem("forget", 0, what, "feedpress items --json shows the ids", "error"))
    copies = press.catalog.merged_into([id])
    for one in (known, *copies):
        press.catalog.put_all([one._replace(state="forgotten", title="", merged_into="", gone_at=None)], ())
        press.cache.units.settle(
            [unit._replace(skip="forgotten") for unit in press.cache.units.select("id = ?", one.id)]
        )
        slugs = press.catalog.slugs(one.id)
        press.catalog.claim(press.folder, [f"items/{slug}/index.html" for slug in slugs])
    ids = {one.id for one in (known, *copies)}
    for number in range(1, last(press) + 1):
        for name in NAMES:
            _purge(press, path_of(number, name), ids)
    for path in press.kept.below("newsletter"):
        if path.endswith("/edition.json"):
            _withdraw(press, path, ids)
    press.cache.remember(snapshot="", outputs="")
    return known.title


def _purge(press: Press, path: str, ids: Iterable[str]) -> None:
    """Take the entries with `ids` out of the kept feed at `path`."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(press.kept.read(path), parser)
    entries = [*root.iter(f"{ATOM}entry"), *root.iter("item")]
    taken = [one for one in entries if (one.findtext(f"{ATOM}id") or one.findtext("guid") or "").strip() in ids]
    for entry in taken:
        entry.getparent().remove(entry)
    if not taken:
        return
    purged = etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
    press.kept.write(path, purged)
    press.catalog.set_archive_digest(int(path.split("/")[1]), path.rpartition("/")[2], purged)


def _withdraw(press: Press, path: str, ids: Iterable[str]) -> None:
    """Take the stories with `ids` out of the record of an edition; its letter, which holds them, is kept no longer."""
    record = json.loads(press.kept.read(path))
    gone = [story for story in record["items"] if story["id"] in ids]
    if not gone:
        return
    stories = [story for story in record["items"] if story["id"] not in ids]
    headlines = cut(" · ".join(story["title"] for story in stories[:3]), PREHEADER)
    record |= {
        "items": stories,
        "withdrawn": sorted({*record.get("withdrawn", []), *ids}),
        "subject": _unsaid(record["subject"], gone) or record["title"],
        "preheader": _unsaid(record["preheader"], gone) or headlines,
        "sections": [name for name in record["sections"] if any(story["section"] == name for story in stories)],
    }
    data = (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
    press.kept.write(path, data)
    letters = [letter for letter in press.kept.below(path.rpartition("/")[0]) if letter != path]
    press.catalog.claim(press.folder, letters)
    press.kept.remove(letters)
    press.catalog.set_edition(path.split("/")[1], record["subject"], "edition.json", data)


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
