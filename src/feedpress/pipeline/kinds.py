"""The kinds of files that are published beside a page: by the end of a name, the media type.

Only what is looked at, listened to or kept goes onto a site. A page, a program or a style sheet would run there, in the
reader's browser or on the server, and nobody wrote the words around a link for that. Not `mimetypes`: what that knows
depends on the machine.
"""

from __future__ import annotations

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
    "audio/ogg": "oga ogg opus",
    "audio/wav": "wav",
    "audio/webm": "weba",
    "video": "mp4 webm",
    "video/3gpp": "3gp",
    "video/mp4": "m4v",
    "video/mpeg": "mpeg mpg",
    "video/ogg": "ogv",
    "video/quicktime": "mov",
    "video/x-matroska": "mkv",
    "video/x-msvideo": "avi",
    "font": "otf ttf woff woff2",
    "text/calendar": "ics",
    "text/csv": "csv",
    "text/plain": "bib diff patch srt tex txt",
    "text/tab-separated-values": "tsv",
    "text/vcard": "vcf",
    "text/vtt": "vtt",
    "application": "json pdf rtf zip",
    "application/epub+zip": "epub",
    "application/geo+json": "geojson",
    "application/gpx+xml": "gpx",
    "application/gzip": "gz tgz",
    "application/msword": "doc",
    "application/postscript": "ps",
    "application/vnd.amazon.ebook": "azw3 mobi",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/x-7z-compressed": "7z",
    "application/x-bzip2": "bz2",
    "application/x-ipynb+json": "ipynb",
    "application/x-tar": "tar",
    "application/x-xz": "xz",
    "application/zstd": "zst",
    "image/vnd.djvu": "djvu",
}
"""Where only the first half of a type is named, the end of the name is the other."""

TYPES: Mapping[str, str] = MappingProxyType(
    {
        ending: name if "/" in name else f"{name}/{ending}"
        for name, endings in _BY_TYPE.items()
        for ending in endings.split()
    }
)
UNKNOWN = "application/octet-stream"


def ending(path: str) -> str:
    """Return the end of the name of the file at `path`, in small letters; "" where it has none."""
    _, dot, end = path.rpartition("/")[2].rpartition(".")
    return end.lower() if dot else ""


def mime_type(address: str) -> str:
    """Return the media type of the file at `address`, by its name."""
    return TYPES.get(ending(unquote(address.partition("#")[0].partition("?")[0])), UNKNOWN)
