"""What the specifications and the outside judges want of a feed, checked with lxml alone: nothing of ours is used here.

`faults` returns what is wrong with a file in words, for Atom (RFC 4287), RSS 2.0 with the Advisory Board's profile,
archives (RFC 5005), JSON Feed 1.1 and OPML 2.0.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from html.entities import name2codepoint
from typing import Any

import html5lib
from lxml import etree
from lxml import html as lxml_html

ATOM, HISTORY = "{http://www.w3.org/2005/Atom}", "{http://purl.org/syndication/history/1.0}"
MEDIA, DC = "{http://search.yahoo.com/mrss/}", "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_NAMESPACES = {ATOM, HISTORY, MEDIA, DC, CONTENT.removesuffix("encoded")}
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ACTIVE = {"script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "style", "link", "meta"}
_ACTIVE |= {"base", "svg", "math", "noscript", "template", "textarea", "select", "title", "html", "head", "body"}
_LINKING = ("href", "src", "cite", "poster", "longdesc", "data", "action", "background", "formaction")
_IRI = re.compile(
    r"https?://[a-z0-9.-]+(:\d+)?/[\w;/?:@&=+$.!~*'(),#%-]*|tag:([a-z0-9._-]+@)?[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[^\s\[\]]*"
    r"|urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|urn:(?!uuid)[a-z0-9][a-z0-9-]+:[\w()+,.:=@;$!*'%-]+",
    re.ASCII,
)
_ENCLOSED = re.compile(r"https?://([\w-]+\.)+[\w-]+(:\d+)?/[\x21-\x7e]*", re.ASCII)
_MAIL_IN_NAME = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
_ELEMENTS = set(
    """
    a abbr address article aside b bdi blockquote br caption center cite code col colgroup dd del details dfn dialog div
    dl dt em fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol p
    pre q rp rt ruby s samp section small strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_ATTRIBUTES = set(
    """
    alt class colspan datetime dir height href open rel reversed rowspan src start title value width
    """.split()  # noqa: SIM905 - likewise
)
_END_TAG = re.compile(r"</\w+>")
_LEAF = re.compile(
    r"<(?:title|category|copyright|name|subtitle|rights|summary|author|managingEditor)>[^<\n]*<"
    r'| title="[^"]*"(?=[^<>]*/>)'  # of a link, not in escaped content
)
_MAYBE = re.compile(r"&amp;(#?\w+)")
_REFERENCE = re.compile(r"&(#?\w+);")
_MAILBOX = re.compile(r"[^\s@()<>]+@[^\s@()<>]+ \([^()]+\)")


def faults(data: bytes, address: str) -> list[str]:
    """Return what is wrong with the file `data`, which is served at `address`."""
    judge = {"json": _json, "opml": _opml}.get(address.rpartition(".")[2], _xml)
    return [*_characters(data), *judge(data, address)]


def _characters(data: bytes) -> Iterator[str]:
    text = data.decode()
    if text.startswith("\ufeff"):
        yield "a byte order mark"
    yield from (f"the character {match[0]!r}" for match in _FORBIDDEN.finditer(text))


def _entities(data: bytes) -> Iterator[str]:
    """Find plain text that holds what may be an entity, without a sign on its line that none is meant."""
    text = data.decode()
    for match in _LEAF.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : text.find("\n", match.end())]
        names = [name for name in _MAYBE.findall(match[0]) if name in name2codepoint or not name.isalpha()]
        if names and "&#x" not in line:
            yield f"{match[0][:80]} may be read as HTML"


def _xml(data: bytes, address: str) -> Iterator[str]:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    if not data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>"):
        yield "no declaration of UTF-8"
    yield from _names(root)
    yield from _entities(data)
    yield from (_atom if root.tag == f"{ATOM}feed" else _rss)(root, address)


def _names(root: Any) -> Iterator[str]:  # an lxml element, here and below
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield f"a comment or instruction: {element}"
        elif element.tag.startswith("{") and not element.tag.startswith(tuple(_NAMESPACES)):
            yield f"an element of another namespace: {element.tag}"
        elif element.text and len(element) == 0 and element.text.strip() != element.text.strip("\n"):
            yield f"{element.tag} begins or ends with space"


def _counted(element: Any, least: dict[str, int], most: dict[str, int]) -> Iterator[str]:
    """Find children that are there too rarely or too often."""
    counts = Counter(child.tag for child in element)
    yield from (f"{element.tag} has {counts[tag]} of {tag}" for tag in least if counts[tag] < least[tag])
    yield from (f"{element.tag} has {counts[tag]} of {tag}" for tag in most if counts[tag] > most[tag])


def _atom(feed: Any, address: str) -> Iterator[str]:
    one = {f"{ATOM}{name}": 1 for name in ("id", "title", "updated")}
    rare = {f"{ATOM}{name}": 1 for name in ("generator", "icon", "logo", "subtitle", "rights")}
    yield from _counted(feed, one, one | rare)
    tags = [child.tag for child in feed]
    entries = feed.findall(f"{ATOM}entry")
    if entries and set(tags[tags.index(f"{ATOM}entry") :]) != {f"{ATOM}entry"}:
        yield "metadata after the first entry"
    yield from _links(feed.findall(f"{ATOM}link"), address)
    yield from _dates(feed, _is_rfc3339, f"{ATOM}updated")
    yield from _archive(feed, feed.findall(f"{ATOM}link"))
    for name in ("id", "updated"):
        yield from _twice(f"the {name}", [entry.findtext(f"{ATOM}{name}") for entry in entries])
    for entry in entries:
        yield from _entry(entry, one, has_author=feed.find(f"{ATOM}author") is not None)


def _entry(entry: Any, one: dict[str, int], *, has_author: bool) -> Iterator[str]:
    rare = {f"{ATOM}{name}": 1 for name in ("published", "summary", "content", "rights", "source")}
    yield from _counted(entry, one, one | rare)
    text = {name: entry.findtext(f"{ATOM}{name}") or "" for name in ("id", "title", "updated", "published")}
    if not _IRI.fullmatch(text["id"]):
        yield f"the id {text['id']} is no IRI"
    if text["published"] > text["updated"]:
        yield f"{text['id']} was updated before it was published"
    if not has_author and entry.find(f"{ATOM}author") is None:
        yield f"{text['id']} has no author"
    if entry.find(f"{ATOM}content") is None and entry.find(f"{ATOM}summary") is None:
        yield f"{text['id']} has no text"
    yield from _dates(entry, _is_rfc3339, f"{ATOM}updated", f"{ATOM}published")
    yield from _links(entry.findall(f"{ATOM}link"), "")
    yield from _plain(entry, f"{ATOM}title", f"{ATOM}summary", f"{ATOM}author/{ATOM}name")
    names = [name.text or "" for name in entry.iter(f"{ATOM}name")]
    yield from (f"the name {name} holds an address" for name in names if _MAIL_IN_NAME.search(name))
    yield from (
        f"a category of {text['id']} has no term" for one in entry.iter(f"{ATOM}category") if not one.get("term")
    )
    for content in entry.findall(f"{ATOM}content"):
        if content.get("type") != "html":
            yield f"content of type {content.get('type')}"
        yield from _markup(content.text or "")


def _links(links: list[Any], address: str) -> Iterator[str]:
    said = [tuple(link.get(name) for name in ("rel", "type", "hreflang")) for link in links]
    yield from _twice("the link", [one for one in said if one[0] in {"self", "alternate"}])
    yield from _twice("the link to", [(link.get("rel"), link.get("href")) for link in links])
    yield from (f"the relative link {link.get('href')}" for link in links if not _is_absolute(link.get("href")))
    if address and [link.get("href") for link in links if link.get("rel") == "self"] != [address]:
        yield "not one link to itself"
    for link in links:
        if link.get("rel") == "enclosure" and not (link.get("type") and (link.get("length") or "0").isdigit()):
            yield f"the enclosure {link.get('href')} has no type or no sound length"


def _archive(feed: Any, links: list[Any]) -> Iterator[str]:
    rels = {link.get("rel") for link in links}
    is_archive = feed.find(f"{HISTORY}archive") is not None
    if is_archive != ("current" in rels):
        yield "an archive names the current feed, and nothing else does"
    if is_archive and not rels & {"prev-archive", "next-archive"}:
        yield "an archive without neighbours"


def _rss(root: Any, address: str) -> Iterator[str]:
    (channel,) = root
    one = {"title": 1, "link": 1, "description": 1}
    rare = {"language": 1, "lastBuildDate": 1, "managingEditor": 1, "copyright": 1, "generator": 1, "docs": 1}
    yield from _counted(channel, one, one | rare)
    if not _is_absolute(channel.findtext("link")):
        yield "the channel's link is relative"
    if (editor := channel.findtext("managingEditor")) and not _MAILBOX.fullmatch(editor):
        yield f"the editor is {editor}"
    yield from _dates(channel, _is_rfc822, "lastBuildDate")
    yield from _links(channel.findall(f"{ATOM}link"), address)
    yield from _archive(channel, channel.findall(f"{ATOM}link"))
    yield from _plain(channel, "title", "description")
    yield from _twice("the guid", [item.findtext("guid") for item in channel.findall("item")])
    for item in channel.findall("item"):
        yield from _item(item)


def _item(item: Any) -> Iterator[str]:
    one = dict.fromkeys(("title", "link", "guid", "pubDate"), 1)
    yield from _counted(item, one, one | {"description": 1, CONTENT: 1, "enclosure": 1, "author": 1})
    id, tags = item.findtext("guid"), [child.tag for child in item]
    if item.find("guid").get("isPermaLink") != "false":
        yield f"{id} claims to be an address"
    if not _is_absolute(item.findtext("link")):
        yield f"the link of {id} is relative"
    if CONTENT in tags and tags.index(CONTENT) < tags.index("description"):
        yield f"{id} has its content before its description"
    if "author" in tags and f"{DC}creator" in tags:
        yield f"{id} has an author twice"
    if (author := item.findtext("author")) and not _MAILBOX.fullmatch(author):
        yield f"the author of {id} is {author}"
    for enclosure in item.findall("enclosure"):
        if not (
            _ENCLOSED.fullmatch(enclosure.get("url")) and enclosure.get("type") and enclosure.get("length").isdigit()
        ):
            yield f"{id} has an enclosure without address, type or length"
    yield from _dates(item, _is_rfc822, "pubDate")
    yield from _plain(item, "title", "category", f"{DC}creator")
    yield from _markup(item.findtext("description") or "")
    yield from _markup(item.findtext(CONTENT) or "")


def _dates(element: Any, is_sound: Any, *tags: str) -> Iterator[str]:
    texts = [child.text or "" for tag in tags for child in element.findall(tag)]
    yield from (f"the date {text}" for text in texts if not is_sound(text))


def _is_rfc3339(text: str) -> bool:
    return bool(_RFC3339.fullmatch(text)) and bool(datetime.fromisoformat(text))


def _is_rfc822(text: str) -> bool:
    try:
        moment = datetime.strptime(text, "%a, %d %b %Y %H:%M:%S %z")
    except ValueError:
        return False
    return f"{moment:%a, %d %b %Y %H:%M:%S %z}" == text  # the day of the week is the right one


def _plain(element: Any, *paths: str) -> Iterator[str]:
    """Find plain text that is empty, or that a program would take for markup."""
    for child in (child for path in paths for child in element.findall(path)):
        text = child.text or ""
        references = [name for name in _REFERENCE.findall(text) if name in name2codepoint or name.startswith("#")]
        if not text.strip() or "\n" in text or _END_TAG.search(text) or references:
            yield f"{child.tag} is {text[:80]!r}"


def _markup(text: str) -> Iterator[str]:
    """Find what is active or relative in the HTML `text`, and whether a strict parser has anything to mend in it."""
    if not text.strip():
        return
    yield from _strict(text)
    for element in lxml_html.fragment_fromstring(text, create_parent="div").iter():
        if not isinstance(element.tag, str) or element.tag in _ACTIVE:
            yield f"content has {element.tag}"
            continue
        if element.getparent() is not None:
            yield from (f"content has {name}" for name in {element.tag, *element.keys()} - _ELEMENTS - _ATTRIBUTES)
        yield from (
            f"content has {name}={value[:60]}" for name, value in element.attrib.items() if _is_bad(name, value)
        )


def _strict(text: str) -> Iterator[str]:
    parser = html5lib.HTMLParser()
    parser.parseFragment(text)
    yield from (f"content is mended at {place}: {what}" for place, what, _ in parser.errors)


def _is_bad(name: str, value: str) -> bool:
    """Say whether an attribute of content is active, or an address that is not absolute."""
    is_active = name.startswith("on") or name in {"style", "srcdoc"}
    return is_active or (name in _LINKING and not (_is_absolute(value) or value.startswith(("mailto:", "tel:"))))


def _is_absolute(address: str | None) -> bool:
    return bool(re.fullmatch(r"https?://[\x21-\x7e]+", address or ""))


def _twice(what: str, values: list[Any]) -> Iterator[str]:
    yield from (f"{what} {value} is there {count} times" for value, count in Counter(values).items() if count > 1)


def _json(data: bytes, address: str) -> Iterator[str]:
    feed = json.loads(data)
    if (feed["version"], feed["feed_url"]) != ("https://jsonfeed.org/version/1.1", address):
        yield "another version, or not its own address"
    if not feed["title"] or "next_url" in feed or "author" in feed:
        yield "no title, or a key that has no place here"
    yield from _twice("the id", [item["id"] for item in feed["items"]])
    for item in feed["items"]:
        yield from _json_item(item)


def _json_item(item: dict[str, Any]) -> Iterator[str]:
    id = item["id"]
    dates = (item["date_published"], item["date_modified"])
    if not (
        isinstance(id, str) and _is_absolute(item["url"]) and item["title"] and {*map(_is_rfc3339, dates)} == {True}
    ):
        yield f"{id} lacks an address, a title or a date"
    if not {"content_html", "content_text"} & item.keys() or None in item.values():
        yield f"{id} has no content"
    if not all(author.keys() & {"name", "url"} for author in item.get("authors", [])):
        yield f"{id} has an author without a name"
    if not all(isinstance(tag, str) and tag for tag in item.get("tags", [])):
        yield f"{id} has a tag that is no text"
    for attachment in item.get("attachments", []):
        if not (_is_absolute(attachment["url"]) and attachment["mime_type"]):
            yield f"{id} has an attachment without address or type"
    yield from _markup(item.get("content_html", ""))


def _opml(data: bytes, _address: str) -> Iterator[str]:
    root = etree.fromstring(data)
    if root.tag != "opml" or root.get("version") != "2.0" or not root.findtext("head/title"):
        yield "not OPML 2.0 with a title"
    yield from _dates(root.find("head"), _is_rfc822, "dateModified")
    for outline in root.iter("outline"):
        yield from (what for name in ("text", "title") for what in _strict(outline.get(name) or ""))
        if not outline.get("text"):
            yield "an outline without text"
        elif not len(outline) and not (
            outline.get("type") == "rss" and outline.get("title") and _is_absolute(outline.get("xmlUrl"))
        ):
            yield f"the feed {outline.get('text')} lacks type, title or address"
