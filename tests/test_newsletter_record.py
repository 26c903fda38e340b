"""What is written down of an edition."""

from __future__ import annotations

import json
from hashlib import sha256

from feedpress.model import Teaser
from feedpress.newsletter import record
from letters import NOW, chosen, entry, item, mailed, paper, rendered, with_settings


def recorded() -> bytes:
    """Return the record of the paper's edition."""
    edition = chosen(others=[entry(1)])
    return record.write(edition, rendered(edition), mailed(edition), templates_digest="abc")


def test_a_record_holds_what_the_web_page_needs() -> None:
    """Each item is there with address, title, treatment and digest; the text only of what the letter shows in full."""
    held = json.loads(recorded())

    assert (held["id"], held["number"], held["date"]) == ("2026-11-22", 12, "2026-11-22T06:00:00Z")
    assert held["subject"] == "The Harbour Gazette · November 22, 2026"
    assert held["sections"] == ["City", "Sea", "Travel"]
    assert [one["treatment"] for one in held["items"]] == ["full", *["summary"] * 5, "title"]
    assert [bool(one["content_html"]) for one in held["items"]] == [True, *[False] * 6]
    assert held["items"][0]["id"] == "urn:uuid:0"
    assert held["items"][0]["digest"] == chosen().stories[0].digest
    assert held["teasers"][0]["title"] == "Tide tables move online"
    assert held["intro_html"].startswith("<p>Good morning.")


def test_a_record_seals_the_parts() -> None:
    """SHA-256 and size of html, text and message, and the digest of the templates, are those of the bytes."""
    edition = chosen(others=[entry(1)])
    one, eml = rendered(edition), mailed(edition)

    held = json.loads(recorded())

    parts = {"html": one.html.encode(), "txt": one.text.encode(), "eml": eml}
    assert held["templates"] == "abc"
    assert held["parts"] == {
        name: {"sha256": sha256(part).hexdigest(), "bytes": len(part)} for name, part in parts.items()
    }


def test_a_record_is_the_same_every_time() -> None:
    """The same edition gives the same bytes, readable ones, with a newline at the end."""
    assert recorded() == recorded()
    assert b'\n  "subject": "The Harbour Gazette \xc2\xb7' in recorded()
    assert recorded().endswith(b"}\n")


def test_a_record_tells_what_the_letter_left_out() -> None:
    """Stories and briefs that the letter had no room for are there, since the web page lists all."""
    edition = chosen([*paper(), item(9, teasers=(Teaser("Dated", "x", NOW),))], [entry(n) for n in range(1500)])
    one = rendered(edition)

    held = json.loads(record.write(edition, one, b"", templates_digest=""))

    assert one.edition.counted > 100
    assert sum(story["treatment"] == "counted" for story in held["items"]) == one.edition.counted
    assert len(held["items"]) == 1507
    assert [teaser["published"] for teaser in held["teasers"]] == [None, None, "2026-11-22T06:00:00Z"]


def test_the_text_of_a_trimmed_story_is_not_written() -> None:
    """A giant lead story, of which the letter shows an opening, costs the record nothing."""
    edition = chosen([item(0, content_html="<p>x</p>" * 100_000)], settings=with_settings(content="full"))

    data = record.write(edition, rendered(edition), b"", templates_digest="")

    assert len(data) < 5_000
