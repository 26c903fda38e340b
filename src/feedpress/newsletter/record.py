"""Write down what an edition was, and read it back: `edition.json`, which never changes once frozen."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from feedpress.model import Teaser
from feedpress.newsletter.edition import Edition, Story
from feedpress.newsletter.letter import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A frozen edition, whole: `edition` holds every story it covers, with what the letter showed of each.

    `digests` are the SHA-256 of email.html, email.txt and email.eml, in hex, under "html", "txt" and "eml";
    `sizes` their bytes.
    """

    edition: Edition
    subject: str
    preheader: str
    templates: str
    digests: dict[str, str]
    sizes: dict[str, int]


def write(edition: Edition, letter: Letter, eml: bytes, *, templates_digest: str) -> bytes:
    """Return `edition.json` for `edition`, rendered as `letter` and `eml`: the same values give the same bytes.

    The stories are written as the letter shows them, the introduction and the briefs as the web page does, in full.
    """
    parts = {"html": letter.html.encode(), "txt": letter.text.encode(), "eml": eml}
    record = {
        "version": 1,
        "id": edition.id,
        "number": edition.number,
        "date": _instant(edition.date),
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
        "teasers": [teaser._asdict() | {"published": _moment(teaser.published)} for teaser in edition.teasers],
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def read(data: bytes) -> Record:
    """Return the record that `data`, an edition.json, holds. Raises ValueError where it holds none."""
    try:
        return _record(json.loads(data))
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError(f"no record of an edition: {error!r}") from error


def _record(found: dict[str, Any]) -> Record:
    return Record(
        edition=Edition(
            id=found["id"],
            number=found["number"],
            date=datetime.fromisoformat(found["date"]),
            title=found["title"],
            url=found["url"],
            archive_url=found["archive_url"],
            language=found["language"],
            intro_html=found["intro_html"],
            stories=tuple(_read_story(story) for story in found["items"]),
            teasers=tuple(_read_teaser(teaser) for teaser in found["teasers"]),
        ),
        subject=found["subject"],
        preheader=found["preheader"],
        templates=found["templates"],
        digests={name: part["sha256"] for name, part in found["parts"].items()},
        sizes={name: part["bytes"] for name, part in found["parts"].items()},
    )


def _story(story: Story) -> dict[str, Any]:
    """Return `story` as JSON has it; its text only where the letter shows it, since the item's page holds it too."""
    shown = story.content_html if story.treatment == "full" else ""
    return asdict(story) | {"published": _instant(story.published), "content_html": shown}


def _read_story(found: dict[str, Any]) -> Story:
    known = {field.name: found[field.name] for field in fields(Story)}
    moment = datetime.fromisoformat(found["published"])
    return Story(**(known | {"published": moment, "authors": tuple(found["authors"])}))


def _read_teaser(found: dict[str, Any]) -> Teaser:
    moment = found["published"]
    return Teaser(found["title"], found["text"], datetime.fromisoformat(moment) if moment else None)


def _moment(moment: datetime | None) -> str | None:
    return _instant(moment) if moment else None


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
