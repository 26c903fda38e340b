"""Turn metadata of any dialect into candidates under a manuscript's names.

One field is made per value; `values` says how each kind is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from feedpress.corpus import names, switches, values
from feedpress.corpus.tree import Leaf, Tree, is_empty
from feedpress.corpus.values import Wrong
from feedpress.errors import Problem
from feedpress.model import Field

KEYS: Mapping[str, tuple[str, ...]] = {  # the most telling key first
    "title": ("title", "headline"),
    "published": ("date", "published", "date_published", "published_at", "published_on", "publish_date",
                  "published_date", "publication_date", "pub_date", "pub_datetime", "published_time", "post_date",
                  "created", "created_at", "created_on", "date_created", "created_date"),
    "updated": ("updated", "lastmod", "modified", "date_modified", "last_modified_at", "last_modified", "updated_at",
                "updated_on", "date_updated", "updated_date", "update_date", "last_updated", "last_update",
                "modified_at", "modified_date", "modified_time", "mod_date", "mod_datetime"),
    "slug": ("slug",),
    "permalink": ("permalink", "path", "url"),
    "draft": (*switches.SAYS,),
    "tags": ("tags", "tag", "keywords", "categories", "category"),
    "authors": ("authors", "author", "byline", "creator"),
    "summary": ("summary", "description", "excerpt", "abstract"),
    "language": ("language", "lang", "inlanguage", "locale"),
    "explicit_id": ("guid", "id", "uuid"),
    "source_url": ("canonical_url", "canonical", "source_url", "original_url", "url", "external_url", "link", "source"),
    "image": ("image", "images", "cover", "cover_image", "featured_image", "thumbnail", "banner"),
    "attachment": ("enclosure", "audio", "attachments"),
    "newsletter": ("newsletter",),
    "section": ("section", "articlesection"),
    "minor": ("minor",),
    "hold": ("hold", "embargo", "embargo_until", "embargoed_until"),
    "until": ("until", "expiry_date", "expires", "expiration_date", "unpublish_date"),
    "not_duplicate_of": ("not_duplicate_of",),
    "cruft": ("cruft",),
    "aliases": ("aliases", "redirect_from"),
}  # fmt: skip
KNOWN = frozenset(key for keys in KEYS.values() for key in keys) | {"template", "save_as", "translation"}
_SPELLED = {key.replace("_", ""): key for keys in KEYS.values() for key in keys}  # pubDate, pubdate, pub-date
_ROLES: dict[str, list[tuple[int, int, str]]] = {}  # key → the fields it may fill, with their order and its rank
for _order, (_field, _keys) in enumerate(KEYS.items()):
    for _rank, _key in enumerate(_keys):
        _ROLES.setdefault(_key, []).append((_order, _rank, _field))
_READ: Mapping[str, values.Reader] = {
    "published": values.moment,
    "updated": values.moment,
    "hold": values.wait,
    "until": values.end,
    "not_duplicate_of": values.each,
    "aliases": values.places_on_site,
    "tags": values.tags,
    "authors": values.people,
    "summary": values.prose,
    "draft": switches.read,
    "minor": values.flag,
    "newsletter": values.newsletter,
    "permalink": values.place_on_site,
    "source_url": values.address,
    "image": values.image,
    "attachment": values.attachments,
}
_UNSEEN = "\u200b\u2060\ufeff"  # what comes along with a word that is copied from a page
NESTED = ("taxonomies", "taxonomy", "extra", "params", "metadata", "meta", "date", "build", "_build", "<<",
          "frontmatter")  # fmt: skip
"""Tables of Zola, Grav, Hugo, MkDocs and Gatsby."""
_OWN = frozenset({"front-matter", "sidecar"})  # elsewhere an address is another site's
_OF_BOOKS = frozenset({"publication_date", "published_date"})  # or of films, which the document is about
_OUR_OWN = frozenset({"permalink", "aliases", "until"})


class Place(NamedTuple):
    """Where metadata stands: the file, and the word for where a field of it comes from."""

    path: str
    origin: str


def collect(tree: Mapping[str, Tree], place: Place) -> tuple[tuple[Field, ...], tuple[Problem, ...]]:
    """Return the candidates in the metadata `tree` of the document at `place`, most trusted first, and its problems."""
    table = _with_address(_flattened(tree))
    in_words = _read_in_words(table, place)
    fields: list[Field] = []
    problems: list[Problem] = []
    for name, key in _roles(table, place):
        read = values.words if key in in_words else _READ.get(name, values.line)
        for found in read(key, table[key]):
            if isinstance(found, Wrong):
                problems.append(Problem(place.path, found.line, found.what, found.fix))
            elif found.text:
                fields.append(Field(name, found.text, place.origin, found.line, found.parts))
    return (*fields, *_dated_addresses(fields)), tuple(problems)


def _roles(table: Mapping[str, Tree], place: Place) -> Iterator[tuple[str, str]]:
    """Yield which field each key of `table` fills, in the fields' order and the keys' order of trust."""
    roles = sorted((role, key) for key in table for role in _ROLES.get(key, ()))
    authors = next((key for (_, _, name), key in roles if name == "authors"), "")
    for (_, _, name), key in roles:
        if key == "until" and place.origin != "sidecar":
            continue  # in front matter it is the last day of a fair as well
        if key in _OF_BOOKS and place.origin == "front-matter" and _is_dated(place.path):
            continue
        if name == "authors" and key != authors:
            continue  # `author` and `creator` name the same people
        if name == "tags" and not _better_tags(key, place).isdisjoint(table):
            continue
        if name not in _OUR_OWN or place.origin in _OWN:
            yield name, key
    if {"publish_date", "date"} <= table.keys() and "hold" not in table:
        yield "hold", "publish_date"  # Hugo shows a page from its `publishDate` on, whatever its `date`


def _read_in_words(table: Mapping[str, Tree], place: Place) -> frozenset[str]:
    """Return the keys under which a string is a tag a word: Jekyll's way, whose posts lie or are named as it wants.

    A layout is named by Eleventy as well, which has no categories of its own.
    """
    if place.origin == "front-matter" and names.is_post(place.path):
        return frozenset({"tags", "categories"})
    return frozenset({"categories"} if place.origin == "front-matter" and "layout" in table else ())


def _is_dated(path: str) -> bool:
    return any(field.name == "published" for field in names.fields(path))


def _better_tags(key: str, place: Place) -> frozenset[str]:
    """Return the keys beside which `key` names no tags: an author's categories are tags where he names none.

    His keywords, which are for search engines, are tags where he has neither.
    """
    if key in {"tags", "tag"}:
        return frozenset()
    is_for_engines = key == "keywords" and place.origin in _OWN
    return frozenset({"tags", "tag"} | ({"categories", "category"} if is_for_engines else set()))


def _flattened(tree: Mapping[str, Tree]) -> dict[str, Tree]:
    """Bring nested tables up to the top, where a key of the same name wins; leave out what is empty."""
    table = {canonical(key): value for key, value in tree.items() if not is_empty(value)}
    for name in NESTED:
        nested = table.get(name)
        if isinstance(nested, dict):
            del table[name]
            for key, value in nested.items():
                if not is_empty(value):
                    table.setdefault(canonical(key), value)
    return table


def canonical(key: str) -> str:
    """Return `key` as it stands in KEYS, however its words are joined."""
    name = key.strip().strip(_UNSEEN).lower().replace("-", "_").replace(" ", "_")
    return _SPELLED.get(name.replace("_", ""), name)


def _with_address(table: dict[str, Tree]) -> dict[str, Tree]:
    """Give the one author the address that stands under a key of its own."""
    author = table.get("author")
    if not isinstance(author, Leaf) or not {"author_email", "author_url"} & table.keys():
        return table
    parts = {"name": author, "email": table.get("author_email", Leaf("")), "url": table.get("author_url", Leaf(""))}
    return table | {"author": parts}


def _dated_addresses(fields: list[Field]) -> Iterator[Field]:
    """Where no key gives a date, an address such as `path = "2015/03/13/rust"` may."""
    for field in fields:
        if field.name in {"permalink", "source_url"} and names.day_in(field.value):
            yield Field("published", names.day_in(field.value), "url", field.line)
