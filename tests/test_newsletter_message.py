"""A letter as a message that mail programs and mail tools take."""

from __future__ import annotations

from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from feedpress.model import Site
from feedpress.newsletter import address, message
from feedpress.newsletter.letter import Letter
from feedpress.newsletter.settings import Newsletter
from letters import NOW, SETTINGS, SITE, chosen, mailed, rendered, with_settings

NAMES = ["From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Archive"]
MIME = ["MIME-Version", "Content-Type"]
HOSTILE = [
    "News\r\nBcc: victim@example.org",
    "=?utf-8?q?a=0D=0ABcc:_victim=40example.org?=",
    "=?utf-8?b?YQ0KQmNjOiB2aWN0aW1AZXhhbXBsZS5vcmc=?=",
    "a\x00\x0b\x0c\x1b\x85\u2028\u2029b",
    "x" * 2000,
    "word " * 400,
    "日本語のとても長い題名" * 60,
    '"quoted" <a@example.org>, (b) \\ c;',
    "",
    "= ?=?=??=",
]


def parsed(data: bytes) -> EmailMessage:
    """Parse `data` as mail programs do."""
    return message_from_bytes(data, policy=default)


def written(*, subject: str = "News", config: Newsletter = SETTINGS, site: Site = SITE, title: str = "") -> bytes:
    """Return a small letter as a message."""
    one = Letter(html="<!DOCTYPE html><p>H</p>\n", text="T\n", subject=subject, preheader="", edition=chosen([]))
    return message.render(one, replace(one.edition, title=title or one.edition.title), settings=config, site=site)


def test_the_parts_read_back_as_they_were() -> None:
    """Text first, HTML last, both UTF-8 in quoted-printable, byte for byte the letter's."""
    one = rendered(chosen())

    mail = parsed(mailed(chosen()))
    parts = list(mail.iter_parts())

    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert [part["Content-Transfer-Encoding"] for part in parts] == ["quoted-printable"] * 2
    assert [part.get_content_charset() for part in parts] == ["utf-8"] * 2
    assert [part.get_content().replace("\r\n", "\n").rstrip() for part in parts] == [
        one.text.rstrip(),
        one.html.rstrip(),
    ]
    assert not [defect for part in mail.walk() for defect in part.defects]


def test_the_headers_are_those_of_a_list() -> None:
    """Sender, date, ids and archive are the edition's; the readers are not disclosed."""
    mail = parsed(mailed(chosen()))

    assert mail.keys() == [*NAMES, "List-Unsubscribe", *MIME]
    assert mail["From"].addresses == (Address("The Harbour Gazette", "letter", "gazette.example.org"),)
    assert mail["To"].groups[0].display_name == "undisclosed-recipients"
    assert mail["Subject"] == "The Harbour Gazette · November 22, 2026"
    assert mail["Date"].datetime == NOW
    assert mail["List-Id"] == '"The Harbour Gazette" <newsletter.gazette.example.org>'
    assert mail["List-Archive"] == "<https://gazette.example.org/newsletter/>"
    assert mail["Message-ID"].startswith("<2026-11-22.")
    assert mail["Message-ID"].endswith("@gazette.example.org>")


def test_the_same_letter_gives_the_same_bytes() -> None:
    """Boundary and Message-ID come from the letter; another text has others."""
    assert written() == written()
    assert parsed(mailed(chosen()))["Message-ID"] != parsed(mailed(chosen(intro_html="")))["Message-ID"]


def test_lines_are_short_and_ascii() -> None:
    """Every line is ASCII, ends in CRLF, and has at most 78 columns, but for a long link in a header."""
    data = mailed(chosen())

    lines = data.split(b"\r\n")
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert [line for line in lines if len(line) > 78 and not line.startswith(b"List-Unsubscribe: <")] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_add_a_header(text: str) -> None:
    """Line ends, encoded words, controls and lengths in a subject, a title or a sender's name stay text."""
    config = with_settings(sender=f"{text} <letter@gazette.example.org>", reply_to=f"{text} <x@example.org>")

    data = written(subject=text, title=text, config=config)
    mail = parsed(data)

    assert {*mail.keys(), "Reply-To"} == {*NAMES, "Reply-To", "List-Unsubscribe", *MIME}
    assert len(mail.keys()) == len(set(mail.keys()))
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert "victim" not in "".join(address.addr_spec for address in mail["From"].addresses)
    assert "=?" not in mail["Subject"]
    again = parsed(mail.as_bytes())
    assert again.keys() == mail.keys()


@given(st.text(max_size=120))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_subject_reads_back(subject: str) -> None:
    """Whatever the subject, the message parses with its own headers only, and says the subject's words."""
    mail = parsed(written(subject=subject, title=subject or "x"))

    assert mail.keys() == [*NAMES, "List-Unsubscribe", *MIME]


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Ann Holt <ann@example.org>", ("Ann Holt", "ann@example.org")),
        ('"Holt, Ann" <ann@example.org>', ("Holt, Ann", "ann@example.org")),
        ("ann@example.org", ("", "ann@example.org")),
        (" <ann@example.org> ", ("", "ann@example.org")),
        ("Zoë <zoe@example.org>", ("Zoë", "zoe@example.org")),
        ("Ann", ("", "")),
        ("Ann <ann>", ("", "")),
        ("Ann <ann@example.org> <b@example.org>", ("", "")),
        ("ann@example.org, b@example.org", ("", "")),
        ("Ann <ann@example.org\r\nBcc: x@example.org>", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_sender_is_a_name_and_an_address(sender: str, expected: tuple[str, str]) -> None:
    """What is not exactly one mailbox is none."""
    assert address.mailbox(sender) == expected


def test_without_a_sender_the_site_stands_in() -> None:
    """From is newsletter@HOST under the letter's title; no Reply-To is made up."""
    mail = parsed(written(config=Newsletter()))

    assert str(mail["From"]) == "The Harbour Gazette <newsletter@gazette.example.org>"
    assert "Reply-To" not in mail
    assert "List-Unsubscribe" not in mail


def test_names_that_are_not_ascii_are_encoded() -> None:
    """A name in any script is an encoded word before the address."""
    mail = parsed(written(config=with_settings(sender="Zoë 語 <zoe@example.org>", reply_to="<r@example.org>")))

    assert mail["From"].addresses[0].display_name == "Zoë 語"
    assert mail["Reply-To"] == "r@example.org"


@pytest.mark.parametrize(
    ("url", "header"),
    [
        ("https://example.org/u?token=" + "x" * 300, "<https://example.org/u?token=" + "x" * 300 + ">"),
        ("mailto:leave@example.org?subject=unsubscribe", "<mailto:leave@example.org?subject=unsubscribe>"),
        ("{{ unsubscribe_url }}", ""),
        ("https://example.org/{{ id }}", ""),
        ("*|UNSUB|*", ""),
        ("https://example.org/a\r\nBcc: x@example.org", ""),
        ("https://example.org/>,<https://example.com/", ""),
        ("https://example.org/" + "x" * 2000, ""),
        ("ftp://example.org/", ""),
        ("", ""),
    ],
)
def test_only_a_real_link_unsubscribes(url: str, header: str) -> None:
    """List-Unsubscribe holds a link as it is, on one line, and no merge tag of a mail tool."""
    data = written(config=with_settings(unsubscribe_url=url))

    raw = [line for line in data.split(b"\r\n") if line.startswith(b"List-Unsubscribe:")]
    assert raw == ([f"List-Unsubscribe: {header}".encode()] if header else [])


def test_an_archive_without_an_address_is_left_out() -> None:
    """List-Archive holds a link or is not there."""
    one = rendered(chosen())

    mail = parsed(message.render(one, replace(chosen(), archive_url=""), settings=SETTINGS, site=SITE))

    assert "List-Archive" not in mail


def test_a_draft_opens_ready_to_be_sent() -> None:
    """With `unsent`, X-Unsent tells mail programs to open the message as a draft."""
    one = rendered(chosen())

    assert parsed(message.render(one, chosen(), settings=SETTINGS, site=SITE, unsent=True))["X-Unsent"] == "1"
    assert "X-Unsent" not in parsed(message.render(one, chosen(), settings=SETTINGS, site=SITE))


def test_a_site_without_a_url_still_has_a_message() -> None:
    """The host is localhost where the site has none."""
    mail = parsed(written(site=replace(SITE, url="http://localhost:8000/"), config=Newsletter()))

    assert mail["Message-ID"].endswith("@localhost>")


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        (b"\r\nTo: ", b"\r\nBcc: x@example.org\r\nTo: ", "wrote the headers"),
        (b"\r\nTo: undisclosed-recipients:;", b"\r\nTo: undisclosed-recipients", "defects"),
        (b"\r\n\r\nT=", b"\r\n\r\nU=", "read back"),
    ],
)
def test_what_does_not_read_back_never_leaves(was: bytes, becomes: bytes, complaint: str) -> None:
    """A header too many, a defect or a part that differs stops the message."""
    one = Letter(html="<p>", text="T=", subject="S", preheader="", edition=chosen([]))
    good = message.render(one, one.edition, settings=SETTINGS, site=SITE)
    names = [name for name in parsed(good).keys() if name not in MIME]  # noqa: SIM118 - a message is no mapping

    assert was in good
    with pytest.raises(ValueError, match=complaint):
        message._check(good.replace(was, becomes), one, names)  # noqa: SLF001 - nothing else can reach it
