"""Make addresses absolute, safe and pure ASCII, as mail programs want them; tell a mailbox from its owner's name."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from feedpress.newsletter.tokens import UNSUBSCRIBE

_BLANK = re.compile(r"[\x00-\x20\x7f]+")
_KEPT = "%/:=&?~#+!$,;'@()*"
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,250}")
_NO_MARK = UNSUBSCRIBE.replace("K", "%4B")  # the same address, and no mark for the link to be put in
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms"})


def absolute(url: str, base: str) -> str:
    """Return `url` seen from `base` as an absolute ASCII address, "" where it is no http, https, mailto, tel or sms.

    The host becomes IDNA and the rest is percent-encoded here, since premailer would percent-encode the host too.
    """
    try:
        parts = urlsplit(urljoin(base, _BLANK.sub("", url) if ":" in url[:12] else url.strip()))
        host = _host(parts)
    except ValueError:  # a bracket that is no IPv6 address, a port that is no number, a label no IDNA knows
        return ""
    if parts.scheme not in _SCHEMES or (parts.scheme.startswith("http") and not host):
        return ""
    found = urlunsplit((parts.scheme, host, *(_quoted(part) for part in parts[2:])))
    return found.replace(UNSUBSCRIBE, _NO_MARK)


def host(url: str) -> str:
    """Return the host of `url` in ASCII, "localhost" where it has none."""
    return urlsplit(absolute(url, "")).hostname or "localhost"


def mailbox(sender: str) -> tuple[str, str]:
    """Split `sender`, "Name <address>" or an address alone, into name and address; ("", "") where it is neither."""
    match = re.fullmatch(r"\s*(?:([^<>]*?)\s*<([^<>]*)>|(\S+))\s*", sender)
    address = (match[2] or match[3] or "") if match else ""
    return ((match[1] or "").strip(' "'), address) if match and _MAILBOX.fullmatch(address) else ("", "")


def _quoted(part: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", part), safe=_KEPT)


def _host(parts: SplitResult) -> str:
    if not parts.hostname:
        return ""
    name = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode()
    name = f"[{name}]" if ":" in name else quote(name, safe="")
    return f"{name}:{parts.port}" if parts.port else name
