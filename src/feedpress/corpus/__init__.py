"""Turn the files of a corpus into documents: one module a format, one verb, `read`.

The bytes are read elsewhere; nothing here touches a file. A file that can't be read as its format gives a problem
and no document, a bad row or entry costs only itself. A warning about a document travels with the document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from feedpress.errors import Problem

if TYPE_CHECKING:  # what looks for changes never needs the nouns
    from feedpress.model import Document

Reading: TypeAlias = "tuple[tuple[Document, ...], tuple[Problem, ...]]"

READERS: Mapping[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".mkdn": "markdown",
    ".mdown": "markdown",
    ".mdx": "markdown",
    ".qmd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xml": "feed",
    ".atom": "feed",
    ".rss": "feed",
    ".json": "jsonfeed",
}
SIZE_CAP = 10_000_000
_OF_MANY = frozenset({"jsonl", "feed", "jsonfeed"})


def is_known(path: str) -> bool:
    """Say whether the suffix of `path` is one of READERS, with or without `.gz`."""
    return _suffix(path) in READERS


def holds_many(path: str) -> bool:
    """Say whether a file such as `path` holds any number of documents."""
    return READERS.get(_suffix(path)) in _OF_MANY


def read(path: str, data: bytes, sidecar: bytes | None = None) -> Reading:
    """Turn `data`, the bytes of the file at `path`, into documents and problems; never raise, whatever the bytes.

    `path` is relative to the corpus, with `/`. `sidecar` holds the bytes of the file `path` + SIDECAR if there is one;
    its fields come first.
    """
    name = READERS.get(_suffix(path))
    if name is None:
        return (), (Problem(path, 0, "unknown kind of file", "rename it or exclude it in [corpus] exclude", "error"),)
    if not data.strip():
        return (), (Problem(path, 0, "is empty", "write something into it, or remove it", "error"),)
    if path.lower().endswith(".gz"):
        from feedpress.corpus.decode import gunzip

        unpacked = gunzip(path, data)
        if isinstance(unpacked, Problem):
            return (), (unpacked,)
        data = unpacked
    if len(data) > SIZE_CAP and name != "jsonl":
        what = f"{len(data) / 1e6:.0f} MB; a document ends at {SIZE_CAP / 1e6:.0f} MB"
        return (), (Problem(path, 0, what, "split it up or exclude it in [corpus] exclude", "error"),)
    reader: Callable[[str, bytes], Reading] = import_module(f"feedpress.corpus.{name}").read
    documents, problems = reader(path, data)
    if name in _OF_MANY:
        return documents, problems + _unused(path, sidecar)
    return tuple(_finished(document, data, sidecar) for document in documents), problems


def _suffix(path: str) -> str:
    name = path.rpartition("/")[2].lower().removesuffix(".gz")
    return name[name.rfind(".") :] if "." in name else ""


def _finished(document: Document, data: bytes, sidecar: bytes | None) -> Document:
    """Give `document`, which is the whole of `data`, its digest and the fields of its sidecar."""
    from msgspec.structs import replace

    digest = hashlib.sha256(data)
    if sidecar is None:
        return replace(document, digest=digest.hexdigest()[:32])
    from feedpress.corpus.sidecar import read as read_sidecar
    from feedpress.model import SIDECAR

    digest.update(sidecar)
    overruling = read_sidecar(document.path + SIDECAR, sidecar)
    return replace(
        document,
        digest=digest.hexdigest()[:32],
        fields=overruling.over(document.fields),
        problems=document.problems + overruling.problems,
    )


def _unused(path: str, sidecar: bytes | None) -> tuple[Problem, ...]:
    if sidecar is None:
        return ()
    from feedpress.model import SIDECAR

    return (Problem(path + SIDECAR, 0, "a sidecar to a file of many documents is not read", "remove it"),)
