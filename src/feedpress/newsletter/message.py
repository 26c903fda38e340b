"""Wrap a letter as a message (RFC 5322) that a mail program opens and a mail tool takes.

The lines are written here and not by `email`: its folding turns a long List-Unsubscribe into an encoded word, and some
versions of it write a line break that hides in an encoded word as a line break. What was written is read back.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import Header
from email.policy import default
from email.utils import format_datetime
from hashlib import sha256

from feedpress.model import Site
from feedpress.newsletter.address import host, mailbox
from feedpress.newsletter.edition import Edition
from feedpress.newsletter.letter import Letter
from feedpress.newsletter.mergetags import OPENERS
from feedpress.newsletter.settings import Newsletter
from feedpress.newsletter.tokens import one_line
from feedpress.text import cut

_LONGEST = 200  # characters of a header's text
_LONGEST_URL = 900  # characters; a line may have 998 (RFC 5322 §2.1.1)
_LINK = re.compile(r"(?:https?://|mailto:)[!-;=?-~]+")


def render(letter: Letter, edition: Edition, *, settings: Newsletter, site: Site, unsent: bool = False) -> bytes:
    """Return `letter` as an .eml: multipart/alternative, text first, quoted-printable, CRLF at line ends.

    With `unsent`, mail programs open it as a draft ready to be sent. The same letter gives the same bytes.
    Raises ValueError where what was written does not read back as written, which would be a bug.
    """
    seal = sha256(f"{letter.html}\0{letter.text}".encode()).hexdigest()
    boundary = f"=_feedpress_{seal[:24]}"
    headers = (*_headers(letter, edition, settings, site, seal), *((("X-Unsent", "1"),) if unsent else ()))
    lines = [f"{name}: {value}" for name, value in headers]
    lines += ["MIME-Version: 1.0", f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"', ""]
    for subtype, text in (("plain", letter.text), ("html", letter.html)):
        lines += [f"--{boundary}", f'Content-Type: text/{subtype}; charset="utf-8"']
        told = binascii.b2a_qp(text.replace("\n", "\r\n").encode(), istext=True).decode("ascii")
        lines += ["Content-Transfer-Encoding: quoted-printable", "", told]
    message = "\r\n".join([*lines, f"--{boundary}--", ""]).encode("ascii")
    _check(message, letter, [name for name, _ in headers])
    return message


def in_brackets(url: str) -> str:
    """Return `url` as the headers of a list have it (RFC 2369), "" where it is no link but a mail tool's merge tag."""
    url = url.strip()
    if any(opener in url for opener in OPENERS) or len(url) > _LONGEST_URL or not _LINK.fullmatch(url):
        return ""
    return f"<{url}>"


def _headers(
    letter: Letter, edition: Edition, settings: Newsletter, site: Site, seal: str
) -> Iterator[tuple[str, str]]:
    domain = host(site.url)
    name, address = mailbox(settings.sender)
    yield "From", _person("From", name or edition.title, address or f"newsletter@{domain}")
    reply_name, reply_address = mailbox(settings.reply_to)
    if reply_address:
        yield "Reply-To", _person("Reply-To", reply_name, reply_address)
    yield "To", "undisclosed-recipients:;"
    yield "Subject", _encoded("Subject", letter.subject)
    yield "Date", format_datetime(edition.date)
    yield "Message-ID", f"<{re.sub('[^A-Za-z0-9-]', '-', edition.id)[:40]}.{seal[:16]}@{domain}>"
    yield "List-Id", _person("List-Id", edition.title, f"newsletter.{domain}")
    if archive := in_brackets(edition.archive_url):
        yield "List-Archive", archive
    if unsubscribe := in_brackets(settings.unsubscribe_url):
        yield "List-Unsubscribe", unsubscribe


def _person(header: str, name: str, address: str) -> str:
    """Return `name` as a phrase before `address` in angle brackets."""
    phrase = _clean(name)
    if not phrase:
        return f"<{address}>" if header == "List-Id" else address
    if phrase.isascii():
        escaped = phrase.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}" <{address}>'
    return f"{_encoded(header, phrase)}\r\n <{address}>"


def _encoded(header: str, text: str) -> str:
    """Return `text` folded for the line of `header`, in encoded words (RFC 2047) where it is not ASCII."""
    text = _clean(text)
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, maxlinelen=76, header_name=header).encode(linesep="\r\n")


def _clean(text: str) -> str:
    """Return `text` as one line that nothing in can be taken for an encoded word or a line's end."""
    return cut(one_line(text).replace("=?", "= ?"), _LONGEST)


def _check(message: bytes, letter: Letter, names: list[str]) -> None:
    """Read `message` back; a header too many, a defect or a part that differs must never leave the house."""
    parsed = message_from_bytes(message, policy=default)
    expected = [*names, "MIME-Version", "Content-Type"]
    if parsed.keys() != expected:
        raise ValueError(f"wrote the headers {expected}, read {parsed.keys()}")
    defects = [defect for part in parsed.walk() for defect in part.defects]
    defects += [defect for value in parsed.values() for defect in value.defects]
    if defects:
        raise ValueError(f"wrote a message with defects: {defects}")
    parts = [part.get_content().replace("\r\n", "\n").rstrip("\n") for part in parsed.iter_parts()]
    if parts != [letter.text.rstrip("\n"), letter.html.rstrip("\n")]:
        raise ValueError("wrote a part that does not read back as written")
