"""Turn a JSON object, a row of JSON lines or an item of a JSON Feed, into a document."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec.structs import replace

from feedpress.corpus import labels
from feedpress.corpus.decode import legal
from feedpress.corpus.fields import Place, collect
from feedpress.corpus.tree import planted
from feedpress.model import Document, Field, Kind

Markup = Literal["text", "markdown", "html"]
_TAGS = "p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img|table|tr|td|blockquote|pre|code|section|article|figure"
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CONTENTS: Mapping[str, Markup | Literal[""]] = {  # in order of trust; "" means that the text itself tells
    "content_html": "html",
    "html": "html",
    "content_markdown": "markdown",
    "markdown": "markdown",
    "content_text": "text",
    "content": "",
    "text": "",
    "raw_content": "",
    "body": "",
}


def document(place: Place, kind: Kind, table: Mapping[str, object], line: int) -> Document | None:
    """Make a document of `table`, which stands on `line` of the file; None where it holds no content."""
    body, markup = _content(table)
    if not body.strip():
        return None
    fields, problems = collect(
        {key: planted(value, line) for key, value in table.items() if key not in _CONTENTS}, place
    )
    body = legal(body.replace("\r\n", "\n").replace("\r", "\n"))
    canonical = json.dumps(table, sort_keys=True, separators=(",", ":")).encode()
    return Document(
        path=place.path,
        part=_part(fields, line),
        kind=kind,
        markup=markup,
        body=body,
        first_line=line,
        last_line=line,
        fields=fields + (labels.fields(place.path, body) if markup == "text" else ()),
        digest=hashlib.sha256(canonical).hexdigest()[:32],
        problems=problems,
    )


def _content(table: Mapping[str, object]) -> tuple[str, Markup]:
    for key, markup in _CONTENTS.items():
        value = table.get(key)
        if isinstance(value, str) and value.strip():
            return value, markup or ("html" if _TAG.search(value) else "text")
    return "", "text"


def _part(fields: tuple[Field, ...], line: int) -> str:
    values = {field.name: field.value for field in reversed(fields)}
    return values.get("explicit_id") or values.get("source_url") or str(line)


def told_apart(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return `documents` of one file with no `part` twice: a later one of the same name has its number added."""
    counts: Counter[str] = Counter()
    apart: dict[str, Document] = {}
    for found in documents:
        part = found.part
        while part in apart:
            counts[found.part] += 1
            part = f"{found.part}#{counts[found.part] + 1}"
        apart[part] = found if part == found.part else replace(found, part=part)
    return tuple(apart.values())
