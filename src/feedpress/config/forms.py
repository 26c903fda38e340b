"""The forms a value can be asked to have, each with the words that say so and the words that mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from feedpress.newsletter.mergetags import TAG

_PORT = r"[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]"
_HOST = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::(?:{_PORT}))?"
_PATH = r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
_URL = rf"(?i:https?)://{_HOST}{_PATH}"
_ADDRESS = r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\]+\.?[A-Za-z0-9]"
_MACHINE_ZONES = ("localtime", "posixrules", "Factory", "posix/", "right/")

EVERY = r"(?:([1-9]\d{0,3}) )?(minute|hour)s?|day|(?:mon|tues|wednes|thurs|fri|satur|sun)day|month"


class Form(NamedTuple):
    """A form of a text: the test for it, what it is, what mends a text that lacks it, and where near ones are found."""

    fits: Callable[[str], bool]
    what: str
    fix: str
    near: Callable[[], Iterable[str]] | None = None


def _like(pattern: str) -> Callable[[str], bool]:
    """Test a text against the whole of `pattern`, compiled only when there is something to test."""
    return lambda text: re.fullmatch(pattern, text) is not None


def _is_zone(name: str) -> bool:
    """Look `name` up in the zone database, whose few names for "this machine's zone" don't count."""
    if name == "UTC":
        return True
    from zoneinfo import ZoneInfo  # costs 5 ms, which the default does without

    try:
        return not name.startswith(_MACHINE_ZONES) and bool(ZoneInfo(name))
    except (KeyError, ValueError, OSError):  # unknown; not a name; a folder such as "Europe"
        return False


def _zones() -> Iterable[str]:
    """List the names of the zone database."""
    from zoneinfo import available_timezones

    return sorted(available_timezones())


def _is_inside(path: str) -> bool:
    """Tell whether `path` stays below the folder it is relative to."""
    return bool(path.strip("./")) and not path.startswith(("/", "~")) and ".." not in path.split("/")


ANY = Form(lambda _: True, "text", "")
TEXT = Form(lambda text: bool(text.strip()), "a text", "write some text, or leave the key out")
URL = Form(_like(_URL), "an absolute http(s) URL without a query", 'write e.g. "https://example.org/"')
HUB = Form(_like(rf"{_URL}(?:\?[!-~]*)?"), "an absolute http(s) URL", 'write e.g. "https://hub.example.org/"')
UNSUBSCRIBE = Form(
    _like(rf"{_URL}(?:\?[!-~]*)?|{TAG}"),
    "a URL or a merge tag",
    'write e.g. "https://example.org/leave", "{{ unsubscribe }}", "*|UNSUB|*" or "%%unsubscribe%%"',
)
LANGUAGE = Form(
    _like(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"), "a BCP 47 language tag", 'write e.g. "en", "de" or "pt-BR"'
)
ZONE = Form(_is_zone, "an IANA time zone", 'write e.g. "Europe/Berlin"', _zones)
ADDRESS = Form(_like(_ADDRESS), "an e-mail address", 'write e.g. "press@example.org"')
MAILBOX = Form(
    _like(rf"{_ADDRESS}|(?:\"[^\"<>]*\"|[^\"<>]*?)\s*<{_ADDRESS}>"),
    "a mailbox",
    'write e.g. "The Press <press@example.org>"',
)
AUTHORITY = Form(_like(r"[A-Za-z0-9][A-Za-z0-9.:@/_-]*"), "a host's name", 'write e.g. "example.org"')
COLOUR = Form(_like(r"#[0-9A-Fa-f]{6}"), "a colour of six hex digits", 'write e.g. "#0a5c8f"')
FONT = Form(_like(r"[\w '\",-]+"), "a list of font names", 'write e.g. "Georgia, serif"')
FOLDER = Form(
    lambda path: bool(path.strip()) and not path.startswith("~"),
    "a path",
    'write it from the site\'s folder, e.g. "texts", or in full from "/"',
)
INSIDE = Form(_is_inside, "a path inside the corpus folder", 'write e.g. "crawl/example.org"')
REPEAT = Form(
    _like(EVERY), "a time to repeat", 'write "15 minutes", "2 hours", "day", a weekday such as "monday", or "month"'
)
CLOCK = Form(_like(r"(?:[01]\d|2[0-3]):[0-5]\d"), "a time of day", 'write hours and minutes, e.g. "08:00"')
