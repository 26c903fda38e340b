"""Write down what an edition was: `edition.json`, which never changes once frozen."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from msgspec.structs import asdict

from feedpress.newsletter.edition import Brief, Edition, Story
from feedpress.newsletter.letter import Letter
from feedpress.times import rfc3339

VERSION = 1


def write(edition: Edition, letter: Letter, eml: bytes, *, templates_digest: str) -> bytes:
    """Return `edition.json` for `edition`, rendered as `letter` and `eml`: the same values give the same bytes.

    The stories are written as the letter shows them, the introduction and the briefs as the web page does, in full.
    """
    parts = {"html": letter.html.encode(), "txt": letter.text.encode(), "eml": eml}
    record = {
        "version": VERSION,
        "id": edition.id,
        "number": edition.number,
        "date": rfc3339(edition.date),
        "title": edition.title,
        "subject": letter.subject,
        "preheader": letter.preheader,
        "language": edition.language,
        "url": edition.url,
        "archive_url": edition.archive_url,
        "templates": templates_digest,
        "parts": {name: {"sha256": sha256(part).hexdigest(), "bytes": len(part)} for name, part in parts.items()},
        "sections": [section.name for section in edition.sections],
        "intro_html": edition.intro_html,
        "items": [_story(story) for story in letter.edition.stories],
        "teasers": [_brief(brief) for brief in edition.briefs],
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _story(story: Story) -> dict[str, Any]:
    """Return `story` as JSON has it; its text only where the letter shows it, since the item's page holds it too."""
    shown = story.content_html if story.treatment == "full" else ""
    return asdict(story) | {"published": rfc3339(story.published), "content_html": shown}


def _brief(brief: Brief) -> dict[str, Any]:
    return brief._asdict() | {"published": rfc3339(brief.published) if brief.published else None}
