"""Read one file of the corpus and normalize its documents: what a worker does, with a path and settings.

A file of many documents seldom changes in all of them. What each was made from is kept, and one that would be made
from the same is not made again.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from feedpress import corpus, normalize
from feedpress.catalog.units import Basis, UnitRow
from feedpress.corpus import scan
from feedpress.corpus.scan import Stat
from feedpress.errors import Problem
from feedpress.model import Document, Manuscript, Settings
from feedpress.normalize.duplicates import Sketch
from feedpress.pipeline import codec
from feedpress.pipeline.desk import Gist, gist_of
from feedpress.times import seconds


class Task(NamedTuple):
    """A file to read: its sidecar ("" where none), its settings, the digest it had, the facts of its folder.

    `known` tells what each of its units was made from: a file of many documents seldom changes in all of them.
    """

    folder: Path
    path: str
    sidecar: str
    settings: Settings
    digest: str
    known: Mapping[str, Basis]
    facts: Mapping[str, int] | None


class Normalized(NamedTuple):
    """A document unit ready to be kept: its row, what it was made from, its manuscript encoded, and what it tells."""

    row: UnitRow
    basis: Basis
    manuscript: bytes
    references: tuple[str, ...]
    gist: Gist
    problems: tuple[Problem, ...]


class TakenUnit(NamedTuple):
    """One document unit of a file: its votes, and what came of it, None where it is the same as before.

    `waits` says that the facts of its folder are wanting; what came of it, or whether it is the same, is then open.
    """

    part: str
    votes: tuple[str, ...] = ()
    made: Normalized | None = None
    is_same: bool = False
    waits: bool = False


class Taken(NamedTuple):
    """A file as it was read. `stat` is None where it could not be, `units` None where its bytes are the same."""

    path: str
    stat: Stat | None
    digest: str
    units: tuple[TakenUnit, ...] | None
    problems: tuple[Problem, ...]


def read(task: Task) -> Taken:
    """Read one file and normalize its documents, as far as the facts of their folder are there."""
    place = task.path
    try:
        data, stat = scan.read(task.folder, place)
        place = task.sidecar
        sidecar = scan.read(task.folder, place)[0] if place else None
    except OSError as error:
        return _unread(task.path, place, error)
    digest = hashlib.sha256(data + b"\0" + (sidecar or b"")).hexdigest()[:32]
    if digest == task.digest:
        return Taken(task.path, stat, digest, None, ())
    documents, problems = corpus.read(task.path, data, sidecar)
    sources = _sources(documents, task.settings) if corpus.holds_many(task.path) else [""] * len(documents)
    seen = _digest(sorted((task.facts or {}).items()))
    units = []
    for document, source in zip(documents, sources, strict=True):
        try:
            units.append(_unit(document, task, source, seen))
        except OSError as error:  # not the document's fault: a library found no room for its files
            return _unread(task.path, task.path, error)
        except Exception as error:  # noqa: BLE001 - whatever a document does to us, it costs only itself
            what = f"cannot be understood ({type(error).__name__}: {error})"
            problems += (Problem(task.path, document.first_line, what, "report it with the document", "error"),)
    return Taken(task.path, stat, digest, tuple(units), problems)


def _unread(path: str, place: str, error: OSError) -> Taken:
    """Return the document at `path` as one that could not be read for an `error` with the file at `place`."""
    what = f"cannot be read ({error.strerror or error})"
    return Taken(path, None, "", None, (Problem(place, 0, what, "mend it or exclude it", "error"),))


def _sources(documents: Sequence[Document], settings: Settings) -> Iterable[str]:
    """Return digests of what each of `documents` will be made from but the facts."""
    base = codec.encode(settings)
    return [hashlib.sha256(base + codec.encode(document)).hexdigest()[:32] for document in documents]


def _digest(value: object) -> str:
    return hashlib.sha256(codec.encode(value)).hexdigest()[:32]


def _unit(document: Document, task: Task, source: str, facts: str) -> TakenUnit:
    """Normalize `document` unless it is known to come to the same; `source` and `facts` tell what from."""
    known = task.known.get(document.part, Basis())
    waits = bool(known.facts) and task.facts is None
    if source and source == known.source and (waits or known.facts in ("", facts)):
        return TakenUnit(document.part, is_same=True, waits=waits)
    votes = normalize.survey(document)
    if votes and task.facts is None:
        return TakenUnit(document.part, votes, waits=True)
    made = normalize.manuscript(document, task.settings, task.facts or {})
    return TakenUnit(document.part, votes, _normalized(made, Basis(source, facts if source and votes else "")))


def _normalized(manuscript: Manuscript, basis: Basis) -> Normalized:
    """Return all that the cache and the rest of the build want of `manuscript`."""
    data = codec.encode(manuscript)
    digest = hashlib.sha256(data).hexdigest()[:32]
    hashes = array("I", manuscript.sketch)  # a tenth of the memory, and all units of a first build are held
    sketch = Sketch(hashes, manuscript.shingles, manuscript.title, manuscript.text_digest)
    skip = "draft" if manuscript.kept_back else ""
    shown_until = seconds(manuscript.until) or 0
    own = (manuscript.path, manuscript.part)
    row = UnitRow(0, *own, "", "", digest, manuscript.bytes_digest, sketch, skip, shown_until=shown_until)
    return Normalized(row, basis, data, manuscript.references, gist_of(manuscript), manuscript.problems)
