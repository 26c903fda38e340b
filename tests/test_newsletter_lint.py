"""What is found wrong with a finished letter."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from feedpress.newsletter import clients, contrast, lint, message
from letters import SITE, chosen, entry, rendered, with_settings

EML = b"From: a@example.org\r\nDate: Sun, 22 Nov 2026 06:00:00 +0000\r\nMessage-ID: <a@b>\r\nSubject: News\r\n\r\nT\r\n"
LINK = "https://example.org/unsubscribe"
GOOD = f"<!DOCTYPE html><html><body><h1>A letter</h1><p class='address'>Quay 1</p><a href='{LINK}'>Go</a></body></html>"
TEXT = f"A letter\nQuay 1\n{LINK}\n"
DARK = "<style>@media (prefers-color-scheme: dark) { .a, .b { color: #333333 !important } .c p { color: red } }</style>"


def codes(html: str = GOOD, text: str = TEXT, eml: bytes = EML, *, site_url: str = SITE.url) -> list[str]:
    """Return the codes of what is found, each with a cure that names a file."""
    found = lint.findings(html, text, eml, site_url=site_url)

    assert [
        finding.fix for finding in found if not re.search(r"templates/email/\w+\.|feedpress\.toml", finding.fix)
    ] == []
    return [finding.code for finding in found]


def body(inner: str) -> str:
    """Return the good letter with `inner` in its body."""
    return GOOD.replace("</body>", f"{inner}</body>")


def test_the_shipped_letter_has_nothing_wrong() -> None:
    """A letter of all elements, made with the shipped templates, gives no finding."""
    settings = with_settings(content="full")
    edition = chosen(others=[entry(n) for n in range(200)], settings=settings)
    one = rendered(edition, settings=settings)
    eml = message.render(one, edition, settings=settings, site=SITE)

    assert lint.findings(one.html, one.text, eml, site_url=SITE.url) == ()


def test_the_shipped_letter_without_settings_lacks_only_those() -> None:
    """Address, unsubscribe link and the site's url are all that an editor has to add."""
    bare, site = with_settings(address="", unsubscribe_url=""), replace(SITE, url="http://localhost:8000/")
    edition = chosen(settings=bare, site=site)
    one = rendered(edition, settings=bare, site=site)
    eml = message.render(one, edition, settings=bare, site=site)

    found = lint.findings(one.html, one.text, eml, site_url=site.url)
    assert [finding.code for finding in found] == ["unsubscribe", "address", "link-local"]
    assert all(finding.fix.startswith("feedpress.toml: set [") for finding in found)


def test_a_good_letter_has_nothing_wrong() -> None:
    """The letter that the other tests spoil is good itself."""
    assert codes() == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (body(f"<p>{'x' * 96_000}</p>"), "size"),
        (body(f"<p>{'x' * 103_000}</p>"), "size"),
        (body(f"<style>.x{{color:#000}}{' ' * 17_000}</style>"), "style-size"),
        (body("<style>@media a { .x{color:#000} @media b { .y{color:#000} } }</style>"), "style-nested"),
        (body("<p>" + "word " * 50 + "</p><img src='https://a.example/' width='20'>"), "alt"),
        (body("<p>" + "word " * 50 + "</p><img src='https://a.example/' alt='' width='100%'>"), "width"),
        (body("<p>" + "word " * 50 + "</p><img src='https://a.example/' alt='' width='601'>"), "width"),
        (body("<img src='https://a.example/' alt='' width='60'>"), "spam-pictures"),
        (body("<a href='/x'>x</a>"), "link-relative"),
        (body("<a href='#top'>x</a>"), "link-relative"),
        (body("<a href='javascript:x()'>x</a>"), "link-relative"),
        (body(f"<a href='{LINK}'> </a>"), "link-empty"),
        (body("<a href='https://example.org/other'>x</a>"), "link-parity"),
        (body("<p style='color:#999'>pale</p>"), "contrast-light"),
        (body("<table bgcolor='#888888'><tr><td style='color: #777777'>pale</td></tr></table>"), "contrast-light"),
        (body(f"{DARK}<p class='a' style='background-color:#222222; color:#ffffff'>x</p>"), "contrast-dark"),
        (body("<!--[if mso]><table><![endif]--><!--[if mso]>"), "mso"),
        (body("<![endif]-->"), "mso"),
        (body("<h1>Two</h1>"), "h1"),
        (GOOD.replace("h1", "h2"), "h1"),
        (body("<form></form>"), "active"),
        (body("<p style='position:absolute'>x</p>"), "active"),
        (body("<p onclick='x()'>x</p>"), "active"),
        (GOOD.replace("<!DOCTYPE html>", ""), "doctype"),
        (GOOD.replace("address", "imprint"), "address"),
    ],
)
def test_each_flaw_has_its_code(html: str, expected: str) -> None:
    """One thing spoilt gives one kind of finding."""
    text = TEXT + (TEXT * 2000 if len(html) > 90_000 else "/x\n#top\njavascript:x()\n")

    assert set(codes(html, text)) - {"client"} == {expected}


@pytest.mark.parametrize(
    ("html", "feature"),
    [
        ("<p style='display: flex'>x</p>", "css-display-flex"),
        ("<p style='background-image: url(a.png)'>x</p>", "css-background-image"),
        ("<p style='color: var(--ink)'>x</p>", "css-variables"),
        ("<p style='width: calc(1px + 2px)'>x</p>", "css-unit-calc"),
        ("<style>.x:hover { color: #000000 }</style>", "css-pseudo-class-hover"),
        ("<style>.x::before { color: #000000 }</style>", "css-pseudo-element-before"),
        ("<style>.x > .y { color: #000000 }</style>", "css-selector-child"),
        ("<style>.x + .y, .z { color: #000000 }</style>", "css-selector-adjacent-sibling"),
        ("<style>.x ~ p { color: #000000 }</style>", "css-selector-general-sibling"),
        ("<style>@media (max-width: 480px) { .x.y { color: #000000 } }</style>", "css-selector-chaining"),
        ("<style>* { color: #000000 }</style>", "css-selector-universal"),
        ("<style>@font-face { font-family: x }</style>", "css-at-font-face"),
        ("<style>@media (hover: none) { .x { color: #000000 } }</style>", "css-at-media-hover"),
        ("<p>" + "word " * 45 + "</p><img src='https://a.example/a.webp?b' alt='' width='9'>", "image-webp"),
        ("<div style='border-image: none'>x</div>", "css-border-image"),
        ("<dialog>x</dialog>", "html-dialog"),
    ],
)
def test_what_a_mail_program_lacks_is_found(html: str, feature: str) -> None:
    """A feature unknown to Gmail, Outlook or Apple Mail is found, with those and the day of the data."""
    found = lint.findings(body(html), TEXT + "word\n" * 30, EML, site_url=SITE.url)

    assert {finding.code for finding in found} == {"client"}
    assert any(re.match(rf"{feature} is unknown to .*\(caniemail\.com, 20\d\d-\d\d-\d\d\)", f.what) for f in found)


def test_enhancements_are_no_gaps() -> None:
    """What does no harm where it is missing is let pass, and each such feature is one that the data knows."""
    html = "<p style='word-wrap: break-word; -webkit-hyphens: none; mso-hide: all; letter-spacing: 1px'>x</p>"

    assert codes(body(html)) == []
    assert clients.ENHANCEMENTS.keys() <= clients.support().keys()


def test_a_sheet_of_plain_selectors_is_no_gap() -> None:
    """Classes, ids, elements, descendants and groups go only with the whole sheet; comments may say anything."""
    sheet = "/* .a > .b + * ~ i */ [data-ogsc='>'] .x, #y p, h1 { color: #000000 } .z { color: #000000 }"

    assert codes(body(f"<meta name='color-scheme' content='light dark'><style>{sheet}</style>")) == []


def test_a_letter_without_a_way_out_is_found() -> None:
    """No unsubscribe link, no good letter; the words of any language, or a mail tool's tag, will do."""
    plain = GOOD.replace(LINK, "https://example.org/")

    assert codes(plain, TEXT.replace(LINK, "https://example.org/")) == ["unsubscribe"]
    assert codes(plain.replace("Go", "Se désabonner"), TEXT.replace(LINK, "https://example.org/")) == []
    assert codes(plain.replace("https://example.org/", "{{ unsub }}"), TEXT.replace(LINK, "{{ unsub }}")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT + "https://example.org/only-here\n", "link-parity"),
        (TEXT + "word " * 30, "line-length"),
        (LINK, "spam-text"),
    ],
)
def test_the_text_part_is_held_to_the_html(text: str, expected: str) -> None:
    """A link too many, a line too long, too little text: each is found."""
    html = body("<p>" + "word " * 100 + "</p>") if expected == "spam-text" else GOOD

    assert codes(html, text) == [expected]


@pytest.mark.parametrize(
    ("eml", "expected"),
    [
        (EML.replace(b"Subject: News", b"Subject: BUY THIS BOAT NOW"), "spam-caps"),
        (EML.replace(b"Subject: News", b"Subject: A boat!!!"), "spam-shout"),
        (EML.replace(b"Date: Sun, 22 Nov 2026 06:00:00 +0000\r\n", b""), "header"),
        (EML.replace(b"Subject: News", b"Subject: News\r\nFrom: b@example.org"), "header"),
        (EML.replace(b"Subject: News", b"Subject: News\r\nX-Long: " + b"x" * 999), "line-length"),
        (EML.replace(b"Subject: News", b"Subject: News\r\nContent-Type: multipart/mixed; boundary=x"), "mime"),
    ],
)
def test_the_message_is_judged_too(eml: bytes, expected: str) -> None:
    """Shouting subjects, missing or doubled headers, long lines and broken parts are found."""
    assert codes(eml=eml) == [expected]


def test_a_name_in_capitals_is_no_shout() -> None:
    """A subject of few capital letters, or without any letters, is no shout."""
    assert codes(eml=EML.replace(b"Subject: News", b"Subject: NASA 2026")) == []
    assert codes(eml=EML.replace(b"Subject: News", b"Subject: 2026-11-22")) == []


@pytest.mark.parametrize(
    "html", ["", " ", "<!-- x -->", "\x00", "<?xml version='1.0' encoding='latin-1'?><p>", "\ud800", "<div>" * 3000]
)
def test_an_odd_letter_is_no_traceback(html: str) -> None:
    """Nothing at all, half a character, three thousand boxes: all are judged."""
    assert "h1" in codes(html, html, b"\xff\xfe", site_url="http://[")


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21 to 1, equal colours 1 to 1, and #767676 on white just passes."""
    assert round(contrast.ratio("#000000", "#ffffff"), 2) == 21
    assert contrast.ratio("#123456", "#123456") == 1
    assert contrast.ratio("#767676", "#ffffff") > contrast.ENOUGH > contrast.ratio("#777777", "#ffffff")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p style='display:none; color:#fff'>hidden</p>", []),
        ("<p style='color:#fff'> \xa0</p>", []),
        ("<div style='background:#000'><a href='x'>link</a></div>", [("#0000ee", "#000000")]),
        ("<div style='background-color:black'><p style='color:rgb(1,2,3)'>x</p></div>", [("#000000", "#000000")]),
        ("<div style='color:white'>a<b>c</b></div>tail", [("#ffffff", "#ffffff")]),
    ],
)
def test_colours_are_inherited_and_hidden_text_is_not_seen(html: str, expected: list[tuple[str, str]]) -> None:
    """A text has the nearest colour and ground above it; a link is blue where nothing is said."""
    root = etree.fromstring(f"<html><body>{html}</body></html>", etree.HTMLParser())

    assert [(spot.colour, spot.ground) for spot in contrast.weak(root)] == expected


def test_dark_rules_are_read_by_class() -> None:
    """Single classes in a dark rule count, whatever else the sheet holds."""
    sheet = DARK.replace(
        "</style>", "@media (prefers-color-scheme: dark) { .a { background-color: #000 } } .b { color: red }"
    )

    assert contrast.dark_rules(sheet) == {
        "a": {"color": "#333333", "background-color": "#000"},
        "b": {"color": "#333333"},
    }


@given(st.text(alphabet=st.sampled_from("<>/!-[]{}@:;.#'\"= abdhimopstylef1%"), max_size=120), st.binary(max_size=40))
def test_any_bytes_are_judged(html: str, eml: bytes) -> None:
    """Whatever a letter holds, judging it ends in findings, never in an error."""
    assert isinstance(lint.findings(html, html, eml, site_url=html), tuple)
