"""Tell a WebSub hub which feeds changed; what a hub does or fails to do never fails a build."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener  # noqa: TID251 - the one request feedpress makes

from feedpress.errors import Problem

TIMEOUT = 5
"""Seconds that a hub has to answer, and again when it is asked once more."""
_LONGEST = 200


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: it would turn the ping into a mere look at another page."""

    def redirect_request(self, *_: object) -> None:
        """Leave the answer as it is, an error."""


def ping(hub: str, topics: Iterable[str]) -> list[Problem]:
    """Tell `hub` that the feeds at `topics` have changed (WebSub §7); return what it did not take.

    A hub that cannot be reached, or does not speak HTTP, is not asked again for the other topics.
    """
    problems = []
    waiting = list(topics)
    while waiting:
        topic = waiting.pop(0)
        try:
            reason = _tell(hub, topic)
        except (OSError, HTTPException, ValueError) as error:
            problems.append(_problem(hub, [topic, *waiting], str(error) or type(error).__name__))
            break
        if reason:
            problems.append(_problem(hub, [topic], reason))
    return problems


def _tell(hub: str, topic: str) -> str:
    """Tell `hub` of `topic` and return "", or what it says against it; raise where it says nothing."""
    body = urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}).encode()
    reason = ""
    for is_last in (False, True):
        try:
            with build_opener(_Stay).open(Request(hub, data=body), timeout=TIMEOUT):  # noqa: S310 - the configured url
                return ""
        except HTTPError as error:
            with error:
                reason = f"{error.code} {error.reason}"
        except (OSError, HTTPException):
            if is_last:
                raise
    return reason


def _problem(hub: str, topics: Sequence[str], reason: str) -> Problem:
    said = "".join(filter(str.isprintable, reason))[:_LONGEST]  # it may be the hub's own words
    more = f" and {len(topics) - 1} more" if topics[1:] else ""
    return Problem(
        "hub", 0, f"{hub} did not take note of {topics[0]}{more} ({said})", "it will learn at the next change"
    )
