"""Judge a finished letter as mail programs, filters and readers will: each finding with a code and its cure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default
from typing import NamedTuple

from feedpress.newsletter import clients, contrast
from feedpress.newsletter.address import host
from feedpress.newsletter.contrast import Node
from feedpress.newsletter.fit import GMAIL_CLIPS, LIMIT
from feedpress.newsletter.mergetags import TAG
from feedpress.words import WORDS

_GMAIL_STYLE = 16_384
_WIDEST = 600
_LONGEST_LINE = 998  # RFC 5322 §2.1.1
_LONGEST_TEXT_LINE = 78
_LEAST_TEXT = 0.2  # of the HTML's visible text: below, filters call the text part a sham
_HTML, _TEXT = "templates/email/edition.html", "templates/email/edition.txt"
_CSS, _KEPT, _TOML = "templates/email/edition.css", "templates/email/dark.css or phone.css", "feedpress.toml"
_ANEW = "feedpress build makes it anew; if it stays, look at [newsletter] in feedpress.toml"
_FORBIDDEN = ("script", "form", "input", "iframe", "object", "embed", "video", "audio", "link", "base", "svg")
_ABSOLUTE = re.compile(r"(?:https?://[^\s/]|mailto:.|tel:.|sms:.)")
_MERGE_TAG = re.compile(TAG)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+|(?:mailto|tel|sms):[^\s<>\"]+")
_NESTED_AT = re.compile(r"@[a-z-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*@", re.IGNORECASE)
_CONDITIONS = re.compile(r"<!--\[if [^\]]*\]>|<!\[endif\]-->|<!\[(?:if|endif)[^>]*\]>", re.IGNORECASE)
_SHOUTED = re.compile(r"[!?]{2,}|\${2,}")


class Finding(NamedTuple):
    """One thing wrong with a letter: a stable `code`, what it is, and where and how to mend it."""

    code: str
    what: str
    fix: str


class _Letter(NamedTuple):
    """A letter taken apart."""

    html: str
    text: str
    eml: bytes
    root: Node
    sheet: str
    site_url: str


def findings(html: str, text: str, eml: bytes, *, site_url: str) -> tuple[Finding, ...]:
    """Return all that is wrong with a letter of `html`, `text` and `eml`, in the order of the checks.

    `site_url` is where the site is served. What only a mail program can show (rendering, delivery) is not judged.
    """
    from lxml import etree

    data = html.encode(errors="replace")
    root = etree.fromstring(data, etree.HTMLParser(huge_tree=True, encoding="utf-8")) if data.strip() else None
    root = etree.Element("html") if root is None else root  # nothing but blanks or a comment
    sheet = "\n".join(node.text or "" for node in root.iter("style"))
    letter = _Letter(html, text, eml, root, sheet, site_url)
    return tuple(finding for check in _CHECKS for finding in check(letter))


def _size(letter: _Letter) -> Iterator[Finding]:
    size = len(letter.html.encode(errors="replace"))
    if size > LIMIT:
        clips = "Gmail clips it" if size > GMAIL_CLIPS else f"too near Gmail's limit of {GMAIL_CLIPS:,}"
        yield Finding("size", f"the letter has {size:,} bytes: {clips}", f"{_TOML}: shorten `address`, or {_HTML}")


def _style(letter: _Letter) -> Iterator[Finding]:
    size = len(letter.sheet.encode(errors="replace"))
    if size > _GMAIL_STYLE:
        yield Finding(
            "style-size", f"<style> has {size:,} bytes; Gmail drops all past {_GMAIL_STYLE:,}", f"shorten {_KEPT}"
        )
    if _NESTED_AT.search(letter.sheet):
        yield Finding(
            "style-nested", "an @ rule inside another; Gmail drops the whole <style>", f"unnest it in {_KEPT}"
        )


def _images(letter: _Letter) -> Iterator[Finding]:
    for image in letter.root.iter("img"):
        source = image.get("src", "")[:80]
        if image.get("alt") is None:
            yield Finding(
                "alt", f"the picture {source} has no alt text", f'give it one in {_HTML}, alt="" if it only adorns'
            )
        width = image.get("width", "")
        if not width.isdigit() or not 0 < int(width) <= _WIDEST:
            yield Finding(
                "width", f"the picture {source} has the width {width!r}", f"write an integer up to {_WIDEST} in {_HTML}"
            )


def _links(letter: _Letter) -> Iterator[Finding]:
    for link in letter.root.iter("a"):
        url = link.get("href", "")
        if not _ABSOLUTE.match(url) and not _MERGE_TAG.match(url):
            yield Finding(
                "link-relative",
                f"the link {url!r} leads nowhere from a mailbox",
                f"use an absolute https address in {_HTML}",
            )
        elif not "".join(link.itertext()).strip() and link.find(".//img") is None:
            yield Finding("link-empty", f"the link to {url} has no text", f"give it one in {_HTML}")


def _parity(letter: _Letter) -> Iterator[Finding]:
    linked = {link.get("href", "") for link in letter.root.iter("a")}
    said = "".join(letter.root.itertext())  # a story may name an address without a link
    for url in sorted(url for url in linked if url not in letter.text):
        what = f"{url} is in the HTML but not in the text part"
        yield Finding("link-parity", what, f"{_TEXT}: add it")
    for url in sorted({url.rstrip(".,;:)") for url in _ADDRESS.findall(letter.text)}):
        if url not in said and not any(link.startswith(url) for link in linked):
            yield Finding("link-parity", f"{url} is in the text part but not in the HTML", f"{_HTML}: add it")


def _contrast(letter: _Letter) -> Iterator[Finding]:
    places = {"light": _CSS, "dark": "templates/email/dark.css"}
    dark = [("dark", letter.sheet)] if contrast.dark_rules(letter.sheet) else []
    for scheme, sheet in [("light", ""), *dark]:
        for spot in contrast.weak(letter.root, sheet):
            what = f"“{spot.text}”: {spot.colour} on {spot.ground} is {spot.ratio:.1f} to 1 in {scheme} mode"
            yield Finding(
                f"contrast-{scheme}",
                what,
                f"at least {contrast.ENOUGH} to 1: change a colour in {places[scheme]} or {_TOML}, [newsletter.brand]",
            )


def _support(letter: _Letter) -> Iterator[Finding]:
    for feature, missing in clients.gaps(letter.root, letter.sheet):
        what = f"{feature} is unknown to {', '.join(missing)} (caniemail.com, {clients.date()})"
        yield Finding("client", what, f"do without it in {_HTML} or {_CSS}")


def _conditions(letter: _Letter) -> Iterator[Finding]:
    depth = 0
    for comment in _CONDITIONS.findall(letter.html):
        opens = comment.lower().startswith(("<!--[if", "<![if"))
        depth += 1 if opens else -1
        if depth not in {0, 1}:
            break
    if depth:
        yield Finding("mso", "an Outlook comment <!--[if mso]> has no partner", f"balance it in {_HTML}")


def _structure(letter: _Letter) -> Iterator[Finding]:
    count = sum(1 for _ in letter.root.iter("h1"))
    if count != 1:
        yield Finding("h1", f"the letter has {count} <h1>", f"let {_HTML} have exactly one")
    for node in letter.root.iter(*_FORBIDDEN):
        yield Finding("active", f"<{node.tag}> does nothing in mail, or has it refused", f"take it out of {_HTML}")
    for node in letter.root.iter():
        style = contrast.declarations(node.get("style", "")) if isinstance(node.tag, str) else {}
        if "position" in style or any(name.startswith("on") for name in node.attrib):
            yield Finding("active", f"<{node.tag}> has a position or a handler", f"take it out of {_HTML}")
    if not letter.html.startswith("<!DOCTYPE html>"):
        yield Finding("doctype", "the letter does not start with <!DOCTYPE html>", f"write it so in {_HTML}")


def _footer(letter: _Letter) -> Iterator[Finding]:
    links = [("".join(link.itertext()).strip(), link.get("href", "").lower()) for link in letter.root.iter("a")]
    if not any(said in WORDS["unsubscribe"] or "unsub" in url for said, url in links):
        yield Finding("unsubscribe", "the letter has no unsubscribe link", f"{_TOML}: set [newsletter] unsubscribe_url")
    if not letter.root.xpath("//*[contains(concat(' ', @class, ' '), ' address ')]"):
        yield Finding(
            "address", "the letter has no postal address, which many laws want", f"{_TOML}: set [newsletter] address"
        )


def _spam(letter: _Letter) -> Iterator[Finding]:
    subject = str(message_from_bytes(letter.eml, policy=default)["Subject"] or "")
    letters = [c for c in subject if c.isalpha() and c.lower() != c.upper()]
    if len(letters) > 9 and all(c.isupper() for c in letters):  # noqa: PLR2004 - "NASA" is no shout
        yield Finding("spam-caps", "the subject is all capitals", f"{_TOML}: [newsletter] subject")
    if _SHOUTED.search(subject):
        yield Finding("spam-shout", f"the subject shouts: {subject!r}", f"{_TOML}: [newsletter] subject")
    shown = " ".join(
        "".join(letter.root.xpath("//body//text()[not(ancestor::*[contains(@style, 'display:none')])]")).split()
    )
    if len(letter.text) < _LEAST_TEXT * len(shown):
        yield Finding("spam-text", "the text part says much less than the HTML", f"mend {_TEXT}")
    if letter.root.find(".//img") is not None and len(shown) < 200:  # noqa: PLR2004 - some 30 words
        yield Finding(
            "spam-pictures",
            "the letter is hardly more than pictures",
            f"say in words what they show, in {_HTML} or the documents",
        )


def _lines(letter: _Letter) -> Iterator[Finding]:
    longest = max(map(len, letter.eml.split(b"\r\n")), default=0)
    if longest > _LONGEST_LINE:
        yield Finding(
            "line-length",
            f"a line of the message has {longest} bytes, {_LONGEST_LINE} are allowed",
            f"{_TOML}: shorten what stands in [newsletter]",
        )
    for line in letter.text.splitlines():
        if len(line) > _LONGEST_TEXT_LINE and not _ADDRESS.search(line) and not _MERGE_TAG.search(line):
            yield Finding(
                "line-length",
                f"the text part has a line of {len(line)}: {line[:40]}…",
                f"use `wrap` in {_TEXT}",
            )


def _message(letter: _Letter) -> Iterator[Finding]:
    message = message_from_bytes(letter.eml, policy=default)
    for name in ("From", "Date", "Message-ID", "Subject"):
        if len(message.get_all(name, [])) != 1:
            yield Finding("header", f"the message has no {name}, or several", _ANEW)
    if any(part.defects for part in message.walk()):
        yield Finding("mime", "the message does not parse without a defect", _ANEW)


def _home(letter: _Letter) -> Iterator[Finding]:
    if host(letter.site_url) == "localhost":
        yield Finding("link-local", "the letter's links lead to the reader's own machine", f"{_TOML}: set [site] url")


_CHECKS: tuple[Callable[[_Letter], Iterator[Finding]], ...] = (
    _size,
    _style,
    _images,
    _links,
    _parity,
    _contrast,
    _support,
    _conditions,
    _structure,
    _footer,
    _spam,
    _lines,
    _message,
    _home,
)
