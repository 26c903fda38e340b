"""Turn the bytes of a file into text, without a guess that could be wrong in silence.

BOM, else strict UTF-8, else what the document declares, else windows-1252 with a warning. Statistical detection took
plain windows-1252 for cp775 and cp1250 in tests, so there is none; UTF-7 is never read, since it hides markup.
"""

from __future__ import annotations

import codecs
import re
import zlib
from typing import NamedTuple

from feedpress.corpus.twice import undone
from feedpress.errors import Problem

GZIP_CAP = 20_000_000
GZIP_RATIO = 100
GZIP_MEMBERS = 1_000  # each costs a copy of what follows it
_CHUNK = 1 << 16
_SAMPLE = 1 << 16

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20)])
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\ufeff\ufffe\uffff]")
_SUSPECT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff\ufffe\uffff\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})"""
    rb"""|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_SUPERSETS = frozenset(  # codecs in which every ASCII byte is itself, so that markup can't hide
    ["koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gb2312", "gbk", "gb18030", "big5", "big5hkscs", "tis-620"]
    + ["euc_jp", "euc_kr", "shift_jis"]
    + [f"iso8859-{n}" for n in (*range(2, 12), 13, 14, 15, 16)]
    + [f"cp{n}" for n in (866, 874, 932, 936, 949, 950, *range(1250, 1259))]
)


class Text(NamedTuple):
    """Decoded text with Unix line ends, and what the reader should be told about its encoding."""

    text: str
    problems: tuple[Problem, ...] = ()


def legal(text: str) -> str:
    """Return `text` without what XML 1.0 forbids and without byte order marks; a lone surrogate becomes U+FFFD.

    Form feed and vertical tab separate words, so they become spaces.
    """
    if _SUSPECT.search(text) is None:
        return text
    spaced = text.replace("\x0b", " ").replace("\x0c", " ")
    return _SURROGATE.sub("\ufffd", _ILLEGAL.sub("", spaced))


def text_of(path: str, data: bytes, *, declares: bool = False) -> Text | Problem:
    """Decode `data`; `declares` says that the format can name its own charset. Return the problem if it is no text."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _decoded(path, data[len(bom) :], codec)
    has_controls = len(data.translate(None, _CONTROLS)) < len(data)
    if has_controls and _is_binary(data):
        return _binary(path, data)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _legacy(path, data, error.start, declares=declares)
    is_clean = not has_controls and b"\xef\xbf" not in data and b"\xef\xbb\xbf" not in data
    text = _lines(text if is_clean else legal(text))
    return Text(text) if declares else Text(*undone(path, text))


def gunzip(path: str, data: bytes) -> bytes | Problem:
    """Decompress `data` (gzip, one or more members) piece by piece, up to GZIP_CAP bytes and GZIP_RATIO to one."""
    if len(data) > GZIP_CAP:
        return Problem(path, 0, "gzip that unpacks to too much", "unpack it and split it up", "error")
    out = bytearray()
    rest = data
    members = 0
    try:
        while rest:
            members += 1
            if members > GZIP_MEMBERS:
                return Problem(path, 0, f"gzip of more than {GZIP_MEMBERS:,} parts", "compress it in one", "error")
            member = zlib.decompressobj(zlib.MAX_WBITS | 16)
            while rest and not member.eof:
                out += member.decompress(rest, _CHUNK)
                rest = member.unconsumed_tail
                if _is_bomb(len(out), len(data)):
                    return Problem(path, 0, "gzip that unpacks to too much", "unpack it and split it up", "error")
            rest = member.unused_data.lstrip(b"\0")
            if not member.eof:
                return Problem(path, 0, "gzip that ends too early", "copy or compress the file again", "error")
    except zlib.error:
        return Problem(path, 0, "not gzip, or damaged", "copy or compress the file again", "error")
    return bytes(out)


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > GZIP_CAP or unpacked > max(GZIP_RATIO * packed, 1_000_000)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decoded(path: str, data: bytes, codec: str) -> Text:
    """Decode `data`, whose mark promised `codec`; broken sequences become U+FFFD with a warning."""
    text = data.decode(codec, "replace")
    if "\ufffd" not in text:
        return Text(_lines(legal(text)))
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    return Text(_lines(legal(text)), (Problem(path, line, f"broken {codec.upper()}", "save the file as UTF-8"),))


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    if 10 * sample.count(0) > len(sample) + 30:
        return True
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return 20 * controls > len(sample) + 100 and not _is_utf8(sample)


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _binary(path: str, data: bytes) -> Problem:
    sample = data[:_SAMPLE]
    halves = max(sample[::2].count(0), sample[1::2].count(0))
    if 4 * halves > len(sample) and 8 * min(sample[::2].count(0), sample[1::2].count(0)) < len(sample):
        return Problem(path, 0, "UTF-16 without a byte order mark", "save the file as UTF-8", "error")
    return Problem(path, 0, "binary data, not text", "remove the file or exclude it in [corpus] exclude", "error")


def _legacy(path: str, data: bytes, start: int, *, declares: bool) -> Text:
    """Decode what is not UTF-8 from byte `start` on: as declared, else as damaged UTF-8, else as windows-1252."""
    line = data.count(b"\n", 0, start) + 1
    declared = _declared(data) if declares else ""
    if declared:
        return Text(_lines(legal(data.decode(declared, "replace"))))
    repaired = data.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    whole = len(data) - len(data.translate(None, bytes(range(0xC2, 0xF5)))) - broken
    if whole > 4 * broken:
        problem = Problem(path, line, "damaged UTF-8; unreadable characters replaced", "save the file as UTF-8")
        return Text(_lines(legal(repaired)), (problem,))
    problem = Problem(path, line, "not UTF-8; read as windows-1252", "save the file as UTF-8")
    return Text(_lines(legal(data.decode("cp1252", "replace"))), (problem,))


def _declared(data: bytes) -> str:
    """Return the codec that the head of `data` declares, "" if none or none that is safe."""
    match = _DECLARED.search(data[:4096])
    if match is None:
        return ""
    try:
        name = codecs.lookup((match[1] or match[2]).decode()).name
    except LookupError:
        return ""
    if name in {"iso8859-1", "ascii", "cp1252"}:  # browsers read these labels so (WHATWG Encoding §4.2)
        return "cp1252"
    return name if name in _SUPERSETS and name != "utf-8" else ""
