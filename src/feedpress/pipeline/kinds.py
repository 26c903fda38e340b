"""The kinds of files that are published beside a page: by the end of a name, the media type.

Only what is looked at, listened to or kept goes onto a site. A page, a script for it or a style sheet would run there,
in the reader's browser or on the server, and nobody wrote the words around a link for that. Not `mimetypes`: what that
knows depends on the machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import unquote

_BY_TYPE = {
    "image": "avif bmp gif heic heif jxl png tiff webp",
    "image/jpeg": "jfif jpe jpeg jpg",
    "image/svg+xml": "svg",
    "image/tiff": "tif",
    "image/vnd.microsoft.icon": "ico",
    "audio": "aac flac",
    "audio/aiff": "aif aiff",
    "audio/midi": "mid midi",
    "audio/mp4": "m4a m4b",
    "audio/mpeg": "mp3",
    "audio/mpegurl": "m3u",
    "audio/ogg": "oga ogg opus",
    "audio/wav": "wav",
    "audio/webm": "weba",
    "audio/x-ms-wma": "wma",
    "audio/x-scpls": "pls",
    "video": "mp4 webm",
    "video/3gpp": "3gp",
    "video/mp4": "m4v",
    "video/mpeg": "mpeg mpg",
    "video/ogg": "ogv",
    "video/quicktime": "mov",
    "video/x-flv": "flv",
    "video/x-matroska": "mkv",
    "video/x-ms-wmv": "wmv",
    "video/x-msvideo": "avi",
    "font": "otf ttf woff woff2",
    "font/collection": "ttc",
    "model": "stl",
    "text/calendar": "ics",
    "text/csv": "csv",
    "text/plain": "bib cfg conf diff ini log md5 patch sha1 sha256 sha512 srt tex txt",
    "text/tab-separated-values": "tsv",
    "text/vcard": "vcf",
    "text/vtt": "vtt",
    "text/x-opml": "opml",
    "application": "json pdf rtf sql toml yaml zip",
    "application/epub+zip": "epub",
    "application/geo+json": "geojson",
    "application/gpx+xml": "gpx",
    "application/gzip": "gz tgz",
    "application/java-archive": "jar",
    "application/msword": "doc",
    "application/pgp-encrypted": "gpg pgp",
    "application/pgp-signature": "asc sig",
    "application/postscript": "eps ps",
    "application/vnd.android.package-archive": "apk",
    "application/vnd.amazon.ebook": "azw3 mobi",
    "application/vnd.apple.mpegurl": "m3u8",
    "application/vnd.debian.binary-package": "deb",
    "application/vnd.google-earth.kml+xml": "kml",
    "application/vnd.google-earth.kmz": "kmz",
    "application/vnd.microsoft.portable-executable": "exe",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-fontobject": "eot",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.rar": "rar",
    "application/x-7z-compressed": "7z",
    "application/x-apple-diskimage": "dmg",
    "application/x-bittorrent": "torrent",
    "application/x-bzip2": "bz2",
    "application/x-ipynb+json": "ipynb",
    "application/x-msi": "msi",
    "application/x-rpm": "rpm",
    "application/x-tar": "tar",
    "application/x-xz": "xz",
    "application/yaml": "yml",
    "application/zstd": "zst",
    "image/vnd.adobe.photoshop": "psd",
    "image/vnd.djvu": "djvu",
}
"""Where only the first half of a type is named, the end of the name is the other."""

_PROGRAMS = """
    awk bash bat c cc clj cpp cs dart el ex f90 go h hpp hs java jl kt lua nim pas pl pm ps1 py r rb rs scala sh swift
    vim zig
"""
PROGRAMS = frozenset(_PROGRAMS.split())
"""Endings of programs, which are published to be read, as .txt: a server may run what bears such a name."""

TYPES: Mapping[str, str] = MappingProxyType(
    {
        ending: name if "/" in name else f"{name}/{ending}"
        for name, endings in _BY_TYPE.items()
        for ending in endings.split()
    }
    | dict.fromkeys(sorted(PROGRAMS), "text/plain")
)
UNKNOWN = "application/octet-stream"

_PICTURES = (
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("jpg", re.compile(rb"\xff\xd8\xff")),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("avif", re.compile(rb"....ftypavi[fs]", re.DOTALL)),
)
"""How pictures begin, by the endings of their names."""


def ending(path: str) -> str:
    """Return the end of the name of the file at `path`, in small letters; "" where it has none."""
    _, dot, end = path.rpartition("/")[2].rpartition(".")
    return end.lower() if dot else ""


def picture(data: bytes) -> str:
    """Return the end of a name that befits the picture which `data` is by its first bytes; "" where it is none."""
    return next((ending for ending, start in _PICTURES if start.match(data)), "")


def mime_type(address: str) -> str:
    """Return the media type of the file at `address`, by its name."""
    return TYPES.get(ending(unquote(address.partition("#")[0].partition("?")[0])), UNKNOWN)
