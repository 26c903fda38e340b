"""Tell a WebSub hub which feeds changed; what a hub does or fails to do never fails a build."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen  # noqa: TID251 - the one request feedpress makes

from feedpress.errors import Problem

TIMEOUT = 5
"""Seconds that a hub has to answer."""
TRIES = 2


def ping(hub: str, topics: Iterable[str]) -> list[Problem]:
    """Tell `hub` that the feeds at `topics` have changed (WebSub §7); return what it did not take."""
    return [problem for topic in topics if (problem := _tell(hub, topic))]


def _tell(hub: str, topic: str) -> Problem | None:
    body = urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}).encode()
    reason = ""
    for _ in range(TRIES):
        try:
            with urlopen(Request(hub, data=body), timeout=TIMEOUT):  # noqa: S310 - the configured http(s) url
                return None
        except (URLError, OSError, ValueError) as error:
            reason = str(error)
    return Problem("hub", 0, f"{hub} did not take note of {topic} ({reason})", "it will learn at the next change")
