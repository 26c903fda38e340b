"""Bytes become text, or a problem that says what mends them."""

from __future__ import annotations

import gzip

import pytest

from feedpress.corpus.decode import GZIP_CAP, Text, gunzip, legal, text_of
from feedpress.errors import Problem


def decoded(data: bytes, *, declares: bool = False) -> Text:
    """Return the text of `data`, which must be text."""
    found = text_of("a", data, declares=declares)
    assert isinstance(found, Text)
    return found


def refused(data: bytes) -> Problem:
    """Return the problem with `data`, which must not be text."""
    found = text_of("a", data)
    assert isinstance(found, Problem)
    return found


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(codec: str) -> None:
    """Text behind any byte order mark is read without a problem, and the mark is gone."""
    assert decoded("Grüße\n☕".encode(codec)) == Text("Grüße\n☕")


def test_broken_text_behind_a_mark_is_reported_with_its_line() -> None:
    """Half a character of UTF-16 becomes U+FFFD, and the problem names the line."""
    found = decoded("\ufeffa\nb".encode("utf-16-le") + b"\x00")

    assert found.text == "a\nb\ufffd"
    assert [problem.line for problem in found.problems] == [2]


@pytest.mark.parametrize("data", [b"a\xe9b", b"<meta charset=utf-16>\xe9", b'<?xml encoding="no-such"?>\xe9'])
def test_what_is_neither_utf_8_nor_safely_declared_is_windows_1252(data: bytes) -> None:
    """Legacy bytes are read as windows-1252 with a warning; a declaration that markup could hide behind is ignored."""
    found = decoded(data, declares=True)

    assert "é" in found.text
    assert found.problems[0].what == "not UTF-8; read as windows-1252"


@pytest.mark.parametrize(("label", "codec"), [("iso-8859-2", "iso8859-2"), ("Latin1", "cp1252"), ("gb2312", "gb2312")])
def test_a_declared_charset_is_believed_where_it_extends_ascii(label: str, codec: str) -> None:
    """A page's or feed's own charset is used without a warning."""
    text = "Dvořák" if label == "iso-8859-2" else "naïve" if label == "Latin1" else "中文"
    assert decoded(f"<meta charset='{label}'>{text}".encode(codec), declares=True).text.endswith(text)


def test_utf_8_wins_over_a_declaration() -> None:
    """A page that is UTF-8 is read so, whatever it says."""
    assert decoded("<meta charset=iso-8859-1>é".encode(), declares=True) == Text("<meta charset=iso-8859-1>é")


@pytest.mark.parametrize("meant", ["für", "“don’t” – \N{GRINNING FACE}", "Привет", "日本", "à propos"])
def test_utf_8_that_was_read_as_windows_1252_is_undone(meant: str) -> None:
    """Where all signs above ASCII are such pairs the text is read as it was meant, and the first line is named."""
    steps = {n: n for n in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}  # what windows-1252 leaves free stays a control
    spoilt = "".join(chr(b) if b in steps else bytes([b]).decode("cp1252") for b in meant.encode())

    found = decoded(f"Title\n\nHe said {spoilt} twice.".encode())

    assert found.text == f"Title\n\nHe said {meant} twice."
    assert [(problem.line, problem.what[:27]) for problem in found.problems] == [(3, "UTF-8 that was read as wind")]


@pytest.mark.parametrize(
    "text", ["Grüße\nund fÃ¼r alle", "one\nit isnâ€™t “so”", "UTF-8\nread as Latin-1 turns ü into Ã¼", "a charset\nÃ©"]
)
def test_text_that_may_mean_its_odd_pairs_keeps_them(text: str) -> None:
    """Where only a part could be undone, or encodings are spoken of, nothing is changed and the line is named."""
    found = decoded(text.encode())

    assert found.text == text
    assert [problem.line for problem in found.problems] == [2]
    assert "looks like UTF-8" in found.problems[0].what


ONE_PAIR = ("Viel Spaß… bei uns", "BEYONCÉ’S new record", "The CAFÉ— a story", "AMANHÃ… de novo")


@pytest.mark.parametrize(
    "text", ["NÃO, É CLARO. AÇÃO", "«MAÇÃ», à «»", "café”, à – voilà", "Ääkköset Å‚", "“MAÇÔ", *ONE_PAIR]
)
def test_capital_letters_with_marks_are_no_damage(text: str) -> None:
    """Portuguese capitals, French quotes and letters before a dash or a quote are read in silence."""
    assert decoded(text.encode()) == Text(text)


def test_binary_data_is_refused() -> None:
    """An image under a text's name, and UTF-16 without a mark, are errors with different cures."""
    image = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8

    assert refused(image).what == "binary data, not text"
    assert refused(bytes(5000)).what == "binary data, not text"
    assert refused("Plain words, no mark.\n".encode("utf-16-le") * 9).what == "UTF-16 without a byte order mark"


def test_a_stray_control_character_is_no_binary() -> None:
    """A single NUL goes, the text stays."""
    assert decoded(b"a\x00b\r\nc\rd") == Text("ab\nc\nd")


def test_lone_surrogates_are_replaced() -> None:
    """What JSON's escapes can make and UTF-8 can't hold becomes U+FFFD."""
    assert legal("a\ud800b\ufeff\ufffe\x0cc") == "a\ufffdb c"


def test_members_of_gzip_are_joined() -> None:
    """Two gzip members in a row are one text, with padding after them."""
    assert gunzip("a", gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0") == b"one two"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (gzip.compress(bytes(GZIP_CAP + 1), mtime=0), "gzip that unpacks to too much"),
        (gzip.compress(bytes(2_000_000), mtime=0), "gzip that unpacks to too much"),
        (gzip.compress(b"words" * 99, mtime=0)[:-9], "gzip that ends too early"),
        (gzip.compress(b"", mtime=0) * 200_000, "gzip of more than 1,000 parts"),
        (bytes(GZIP_CAP + 1), "gzip that unpacks to too much"),
        (b"no gzip", "not gzip, or damaged"),
    ],
)
def test_gzip_that_can_not_be_trusted_is_a_problem(data: bytes, what: str) -> None:
    """A bomb, a torn file and something else are told apart."""
    found = gunzip("a", data)

    assert isinstance(found, Problem)
    assert (found.what, found.severity) == (what, "error")
