"""Turn a saved web page into a document: the page as it is, and what it says of itself.

What begins with front matter is no page, but a text for a site generator, written in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from feedpress.corpus import frontmatter, linkeddata, markdown, names
from feedpress.corpus.decode import text_of
from feedpress.corpus.fields import canonical
from feedpress.corpus.head import Said, scan
from feedpress.corpus.switches import is_plain, reason
from feedpress.corpus.tree import Leaf
from feedpress.corpus.values import moment
from feedpress.errors import Problem
from feedpress.model import Document, Field
from feedpress.normalize import phrases

_METAS: Mapping[str, tuple[str, ...]] = {  # the most telling first, without the signs in them: see `_plain`
    "title": ("ogtitle", "citationtitle", "dctitle", "dctermstitle", "twittertitle", "parselytitle"),
    "published": ("articlepublishedtime", "ogarticlepublishedtime", "ogpublishedtime", "citationpublicationdate",
                  "citationdate", "citationonlinedate", "dcdateissued", "dctermsissued", "dcissued", "dcdate",
                  "dctermsdate", "dcdatecreated", "dctermscreated", "dccreated", "datepublished", "rnewsdatepublished",
                  "parselypubdate", "sailthrudate", "articlepublished", "articlepublisheddate", "articlepublishdate",
                  "articledateoriginal", "originalpublicationdate", "prismpublicationdate", "publisheddate",
                  "publishdate", "publicationdate", "publishedtime", "pubdate", "displaydate",
                  "cxenseparserecspublishtime", "cxenseparsepublishtime", "datecreated", "date"),
    "updated": ("articlemodifiedtime", "ogupdatedtime", "dctermsmodified", "dcdatemodified", "datemodified",
                "lastmodified", "updated"),
    "authors": ("author", "citationauthor", "articleauthor", "ogarticleauthor", "dccreator", "dctermscreator",
                "parselyauthor", "sailthruauthor", "byl", "authors", "articleauthorname", "cxenseparseauthor"),
    "tags": ("articletag", "citationkeywords", "newskeywords", "keywords", "dcsubject", "parselytags"),
    "summary": ("ogdescription", "description", "dcdescription", "dctermsabstract", "twitterdescription"),
    "language": ("lang", "dclanguage", "dctermslanguage", "citationlanguage", "contentlanguage", "oglocale"),
    "source_url": ("canonical", "ogurl", "sourceurl"),
    "image": ("ogimage", "ogimageurl", "twitterimage"),
    "section": ("articlesection",),
    "draft": ("draft", "status", "published", "publish", "visibility", "private", "hidden", "unlisted"),
}  # fmt: skip
_SIGNS = re.compile(r"[-_.:\s]")
_LABELLED = (("twitterlabel1", "twitterdata1"), ("twitterlabel2", "twitterdata2"))
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]+)")
_PROPERTY = re.compile(
    r'<tr class="property-row[^<>]{0,200}>\s*<th>(.{0,2000}?)</th>\s*<td>(.{0,500}?)</td>', re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_FIRST, _UPPER = 10_000, 100_000  # characters among which such a remark or, below a style sheet, such a table stands
_AWAY = re.compile(r"[0-5](?:\.\d*)?\s*[;,]\s*url\s*=", re.IGNORECASE)  # seconds: nobody reads a page for fewer
_UNSEEN = re.compile(r"<(script|style|title)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_SCRIPTLESS = re.compile(r"<noscript\b.*?</noscript\s*>", re.IGNORECASE | re.DOTALL)
_FEW = 300  # letters: "You are being redirected to …", in two languages
_SHORT = 20_000  # characters of a page that only leads on
_LEADS = ("only leads on to another page", "exclude it in [corpus] exclude")
_FENCE = re.compile(r"""\s*(?:---|\+\+\+|\{\s*"|<!--\s*\n\s*\.\. )""")
_BY = re.compile(r"by\s+", re.IGNORECASE)


def read(path: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read the page at `path`; fields from JSON-LD, then from its meta tags, then from its address and its name."""
    text = text_of(path, data, declares=True)
    if isinstance(text, Problem):
        return (), (text,)
    if _FENCE.match(text.text) and (header := frontmatter.split(path, text.text)).tree:
        return (markdown.authored(path, text, header, "html"),), ()
    said = scan(text.text)
    if away := _away(said, text.text):
        return (), (Problem(path, away, *_LEADS, "error"),)
    metas = tuple(_metas(said))
    metas += (*_saved_from(text.text), *_properties(text.text))
    source = next((field.value for field in metas if field.name == "source_url"), "")
    scripts = [(each.value, each.line) for each in said if each.name == "ld+json"]
    day = names.day_in(source)
    document = Document(
        path=path,
        kind="html",
        markup="page",
        body=text.text,
        last_line=text.text.count("\n") + 1,
        fields=(
            *linkeddata.fields(path, scripts, source),
            *metas,
            *([Field("published", day, "url")] if day else []),
            *names.fields(path),
            *_made(said),
        ),
        problems=text.problems,
    )
    return (document,), ()


def _away(said: tuple[Said, ...], text: str) -> int:
    """Return the line on which the page `text` leads on to another at once and shows nothing itself, 0 where none.

    A page with a text may lead on, too, and what stands in a `<noscript>` is for those who have no scripts.
    """
    line = next(_refreshes(said), 0)
    if not line or len(text) > _SHORT:
        return 0
    seen = _SCRIPTLESS.sub(" ", text)
    letters = sum(map(len, _UNSEEN.sub(" ", seen).split()))
    return line if letters < _FEW and any(_refreshes(scan(seen))) else 0


def _refreshes(said: tuple[Said, ...]) -> Iterator[int]:
    """Yield the lines that lead on to another page at once."""
    return (each.line for each in said if each.name == "refresh" and _AWAY.match(each.value))


def _made(said: tuple[Said, ...]) -> Iterator[Field]:
    """Yield when the program that wrote the page says that its file was made: LibreOffice keeps a template's day."""
    for each in said:
        if each.name == "created":
            yield from (Field("published", value, "label", each.line) for value in _values("published", each))


def _properties(text: str) -> Iterator[Field]:
    """Yield what keeps a page of Notion's export back: its properties stand in a table over the text."""
    for row in _PROPERTY.finditer(text, 0, _UPPER):
        name, value = (" ".join(_TAG.sub(" ", cell).split()) for cell in row.groups())
        if is_plain(canonical(name), value):
            yield Field("draft", reason(name, value), "html-meta", text.count("\n", 0, row.start()) + 1)


def _saved_from(text: str) -> Iterator[Field]:
    """Yield the address that a browser, saving the page, wrote into a remark over it."""
    if found := _SAVED.search(text, 0, _FIRST):
        yield Field("source_url", found[1], "html-meta", text.count("\n", 0, found.start()) + 1)


def _metas(said: tuple[Said, ...]) -> Iterator[Field]:
    """Yield the candidates in meta tags: of the names of a field's list, where they are lists, only the first used."""
    told: dict[str, list[Said]] = {}
    for each in said:
        told.setdefault(_plain(each.name), []).append(each)
    for field, metas in _METAS.items():
        lists = (told.get(meta, []) for meta in metas)
        for found in (*lists, _labelled(told)) if field == "authors" else lists:
            values = [Field(field, value, "html-meta", each.line) for each in found for value in _values(field, each)]
            yield from values
            if values and field in {"authors", "tags"}:
                break


def _plain(name: str) -> str:
    """Return the `name` of a meta tag without the signs that each writes in its own way: `dc.date`, `DC:date`."""
    return _SIGNS.sub("", name)


def _labelled(told: Mapping[str, list[Said]]) -> list[Said]:
    """Return who stands under a label such as "Written by" on the page's card for networks."""
    for label, data in _LABELLED:
        if any(phrases.BYLINES.is_whole(phrases.words(each.value)) for each in told.get(label, ())):
            return told.get(data, [])
    return []


def _values(field: str, said: Said) -> list[str]:
    """Return the values of a meta tag: keywords are many, authors may be addresses of profiles, which name nobody."""
    if field == "tags":
        separator = "," if "," in said.value else ";"
        parts = [said.value] if _plain(said.name) == "articletag" else said.value.split(separator)
        return [" ".join(part.split()) for part in parts if part.strip()]
    if field == "authors":
        return (
            []
            if "://" in said.value or said.value.startswith("@")
            else [_BY.sub("", said.value, count=1) if _BY.match(said.value) else said.value]
        )
    if field in {"published", "updated"}:
        return [found.text for found in moment(field, Leaf(said.value)) if isinstance(found, Leaf)]
    if field == "draft":  # Pelican's pages are written so; a page from elsewhere may mean something else
        return [reason(said.name, said.value)] if is_plain(said.name, said.value) else []
    if field == "source_url":
        return [said.value] if _WEB.fullmatch(said.value) else []
    return [" ".join(said.value.split())]
