"""Tell what was made of the corpus: items and explanations in the contract's shapes."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from feedpress import corpus, normalize
from feedpress.batches import batches
from feedpress.catalog.cache import Cache
from feedpress.catalog.units import UnitRow
from feedpress.config import Config
from feedpress.corpus import scan
from feedpress.errors import CorpusError, OutsideError, Problem
from feedpress.glance import not_corpus
from feedpress.identity import urn
from feedpress.model import SIDECAR, Block, Document, Item, Manuscript, Origin
from feedpress.normalize.reading import Reading
from feedpress.pipeline import codec
from feedpress.pipeline.assemble import AT_ONCE, assemble
from feedpress.pipeline.intake import facts_for, settings_for
from feedpress.pipeline.press import Press, address
from feedpress.pipeline.problems import is_utf8, misnamed
from feedpress.times import moment, rfc3339

FIELDS = ("title", "published", "updated", "authors", "language", "summary")


def shapes(press: Press) -> Iterator[dict[str, object]]:
    """Return the items as `feedpress items --json` shows them, newest first."""
    for some in batches((row.id for row in press.cache.lists.listing("all", "")), AT_ONCE):
        known = press.catalog.known(some)
        if len(known) < len(some):
            what = "the memory does not know what the cache holds"
            raise OutsideError(Problem("catalog.sqlite3", 0, what, "run feedpress build --full", "error"))
        for made in assemble(press, (known[id] for id in some)):
            coverage = known[made.item.id].coverage
            yield shape(made.item, coverage if coverage not in {"", "before-first", "excluded"} else None)


def shape(item: Item, edition: str | None) -> dict[str, object]:
    """Return `item` in the contract's shape."""
    return {
        "id": item.id,
        "url": item.url,
        "source_url": item.source_url,
        "slug": item.slug,
        "title": item.title,
        "authors": [person._asdict() for person in item.authors],
        "published": rfc3339(item.published),
        "updated": rfc3339(item.updated),
        "language": item.language,
        "tags": list(item.tags),
        "summary": item.summary,
        "content_html": item.content_html,
        "content_text": item.content_text,
        "sources": [source._asdict() for source in item.sources],
        "teasers": [
            {"title": one.title, "text": one.text, "published": rfc3339(one.published) if one.published else None}
            for one in item.teasers
        ],
        "edition": edition,
        "provenance": {name: _origin(item.origins.get(name)) for name in FIELDS},
        "problems": [problem._asdict() for problem in item.problems],
    }


def _origin(origin: Origin | None) -> dict[str, str]:
    return {"from": origin.source if origin else "none", "detail": origin.detail if origin else ""}


def remembered(press: Press) -> tuple[frozenset[str], dict[str, str]]:
    """Return all ids that were ever given, and the source of each item's page by the page's URL."""
    authority = press.authority
    ids = [*press.catalog.ids(), *(urn(authority, f"edition {one.id}") for one in press.catalog.frozen.editions())]
    return frozenset(ids), {address(press, known.slug): known.path for known in press.catalog.live()}


def passed_over(config: Config) -> list[tuple[str, str]]:
    """Return what in the corpus was not read as a document by the last build, by its path, with what it is."""
    found = scan.others(config.corpus.folder, not_corpus(config))
    with closing(Cache.open(config.state / "cache.sqlite3")) as cache:
        published = _published(cache)
        found += [(path, _no_document(cache, path, published)) for path in cache.passed_over()]
        for path, skip, manuscript in cache.units.unpublished():
            found.append((path, _why_not(codec.decode(Manuscript, manuscript), skip)))
    return sorted(found)


def _published(cache: Cache) -> frozenset[str]:
    """Return the paths of the files that are published beside the pages of items."""
    ids = batches((row.id for row in cache.lists.listing("all", "")), AT_ONCE)
    cards = (codec.decode(codec.Card, row.card) for some in ids for row in cache.lists.cards(some))
    return frozenset(path for card in cards for path, _ in card.assets)


def _no_document(cache: Cache, path: str, published: Container[str]) -> str:
    """Return what a file is that was not read as a document."""
    document = path.removesuffix(SIDECAR)
    if path in published:
        return "no document; published beside the page that refers to it"
    if document == path or not corpus.is_known(document):
        return "no kind of document that is known"
    return f"fields of {document}" + ("" if cache.has_file(document) else ", which is not there")


def _why_not(manuscript: Manuscript, skip: str) -> str:
    """Return why a document is not published, in words; `skip` is what the cache says, "" where it says nothing."""
    if skip == "forgotten":
        return "taken down"
    if skip == "expired" and manuscript.until:
        return f"was to be shown until {rfc3339(manuscript.until)}"
    kept = manuscript.kept_back
    if kept is None:
        return ""
    file = kept.file(manuscript.path)
    place = f", line {kept.line}" + (f" of {file}" if file != manuscript.path else "") if kept.line else ""
    return f"kept back by `{kept.value}`{place}"


def explained(config: Config, cache: Cache | None, path: Path) -> tuple[list[dict[str, object]], tuple[Problem, ...]]:
    """Return how the document at `path` is read, in the contract's shape: one for each unit of the file.

    The problems are those of the file: what is no unit of it. `path` may lie outside the corpus; it is read alone then,
    and belongs to no item.
    """
    folder, name = _located(config, path)
    if not is_utf8(name):
        raise CorpusError(misnamed(name))
    documents, problems = _documents(folder, name)
    ours = cache if folder == config.corpus.folder else None
    told = []
    for document in documents:
        facts: Mapping[str, int] = facts_for(ours, name) if ours else {}
        reading = normalize.read(document, settings_for(config, name), facts)
        row = ours.units.named(name, document.part) if ours else None
        why = _why_not(reading.manuscript, row.skip if row else "") or (_elsewhere(ours, name, row) if ours else "")
        told.append(_told(reading, document, row) | {"unpublished": why or None})
    return told, problems


def _elsewhere(cache: Cache, path: str, row: UnitRow | None) -> str:
    """Return as what else the document with `row` at `path` is published, or that the last build did not read it."""
    if row is None and not cache.has_file(path):
        return "not read by the last build: it is new, or left out by [corpus] include and exclude"
    if row is None or row.item in {"", row.id}:
        return ""
    return "".join(f"a copy of {unit.path}" for unit in cache.units.bearing(row.item)[:1])


def _located(config: Config, path: Path) -> tuple[Path, str]:
    """Return the corpus folder and the path in it; a file outside is its folder's only document.

    A sidecar stands for its document.
    """
    places = (path, config.folder / path, config.corpus.folder / path)
    found = next((place for place in places if place.is_file()), path)
    if not found.is_file():
        raise CorpusError(Problem(str(path), 0, "there is no such document", "name a file of the corpus", "error"))
    document = found.parent / found.name.removesuffix(SIDECAR)
    found = (document if document.is_file() else found).resolve()
    root = config.corpus.folder.resolve()
    if found.is_relative_to(root):
        return config.corpus.folder, found.relative_to(root).as_posix()
    return found.parent, found.name


def _documents(folder: Path, name: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    try:
        data, _ = scan.read(folder, name)
        sidecar = scan.read(folder, name + SIDECAR)[0] if (folder / (name + SIDECAR)).is_file() else None
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise CorpusError(Problem(name, 0, what, "make it readable", "error")) from error
    documents, problems = corpus.read(name, data, sidecar)
    if not documents:
        raise CorpusError(*problems)
    return documents, problems


def _told(reading: Reading, document: Document, row: UnitRow | None) -> dict[str, object]:
    """Tell how `document` is read; `row` is what the last build made of it."""
    manuscript = reading.manuscript
    lines: list[dict[str, object]] = [line._asdict() for line in reading.lines] or [_line(b) for b in reading.blocks]
    return {
        "path": document.path,
        "kind": document.kind,
        "items": [row.item] if row and row.item else [],
        "lines": lines,
        "fields": {
            name: {"value": _value(manuscript, name), **_origin(manuscript.origins.get(name))} for name in FIELDS
        },
        "held": rfc3339(moment(row.held_until)) if row and row.skip == "held" else None,
        "problems": [problem._asdict() for problem in manuscript.problems],
    }


def _line(block: Block) -> dict[str, object]:
    return {"line": block.first_line, "text": block.text, "verdict": block.verdict, "reason": block.reason}


def _value(manuscript: Manuscript, name: str) -> object:
    value = getattr(manuscript, name)
    if isinstance(value, datetime):
        return rfc3339(value)
    if name == "authors":
        return ", ".join(person.name for person in value)
    return value
