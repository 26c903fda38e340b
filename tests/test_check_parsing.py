"""Whatever lies in the output folder, it is judged: no bytes make the judge fall over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedpress.check import judge, markup, parsing
from feedpress.check.web import Web
from feedpress.feeds.tree import root_of
from test_check import ITEMS, sound_site, write
from test_feeds_golden import SITE

FIELDS = ("id", "url", "title", "items", "attachments", "date_published", "content_html", "version", "feed_url")
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    max_leaves=12,
)
pieces = st.lists(
    st.sampled_from(
        [
            "<a href='",
            '"',
            ">",
            "<",
            "</",
            "p",
            "script",
            "<!--",
            "-->",
            "=",
            "on",
            "http-equiv",
            "\x00",
            "é",
            " ",
            "<title>",
        ]
    ),
    max_size=40,
).map("".join)


@given(values, st.lists(st.dictionaries(st.sampled_from(FIELDS), values, max_size=5), max_size=3))
def test_any_json_is_a_feed_or_is_not(top: object, items: list[object]) -> None:
    """JSON of any shape parses to facts or raises ValueError, never anything else."""
    for value in (top, {"items": items}):
        try:
            facts = parsing.json_feed(json.dumps(value).encode())
        except ValueError:
            continue
        assert facts.format == "json"


def test_json_that_nests_without_end_is_no_feed() -> None:
    """Nesting beyond reason is said to be that."""
    with pytest.raises(ValueError, match="nested too deeply"):
        parsing.json_feed(b"[" * 100_000)


@given(st.binary(max_size=60))
def test_any_bytes_are_xml_or_are_not(data: bytes) -> None:
    """Bytes of any kind have a root or raise ValueError."""
    try:
        root = root_of(data)
    except ValueError:
        return
    assert root.tag


@given(pieces)
def test_any_markup_has_facts(text: str) -> None:
    """Tags, quotes and comments in any order are a page, and content."""
    assert markup.page(text.encode()).headings == 0
    assert isinstance(markup.content(text).addresses, tuple)


@given(st.text("./%a#?:ä\\", max_size=12), st.sampled_from(["", "index.html", "a/b/index.html"]))
def test_any_address_leads_somewhere_or_out(address: str, page: str) -> None:
    """An address of any form has a place below the output, without dots, or none."""
    target = Web(SITE.url, ()).target(address, page)

    assert target is None or ".." not in target.split("/") or "%" in address or address.startswith("/")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_to_a_file_is_survived(tmp_path: Path, data: st.DataObject) -> None:
    """A file cut anywhere, or overwritten in part, leads to findings or to none, never to an exception."""
    files = sound_site()
    path = data.draw(st.sampled_from(sorted(files)))
    start = data.draw(st.integers(0, len(files[path])))
    rest = data.draw(st.sampled_from([b"", files[path][start:]]))
    files[path] = files[path][:start] + data.draw(st.binary(max_size=8)) + rest

    assert isinstance(judge(SITE, write(files, tmp_path)), tuple)


@pytest.mark.parametrize(
    ("body", "flaw"),
    [
        ("<p>a<p>b", ""),
        ("<ul><li>a<li>b</ul>", ""),
        ("<table><tr><td>a<td>b</table>", ""),
        ("<svg><path d='M0 0'/></svg>", ""),
        ("<p title='a > b'>a</p><!-- <b> -->", ""),
        ("<script>if (a<b) x('</p>')</script>", ""),
        ("<b><i>a</b></i>", "</b> closes nothing"),
        ("<b>a", "<b> is not closed"),
        ("a</b>", "</b> closes nothing"),
    ],
)
def test_balance_is_judged_as_html_has_it(body: str, flaw: str) -> None:
    """What may end by itself may; comments, scripts and quotes are no tags."""
    assert flaw == markup.page(f"<!doctype html>{body}".encode()).flaw


@pytest.mark.parametrize(
    ("html", "active"),
    [
        ("<p>onion = 3, style=none</p>", ()),
        ('<p ONCLICK="x()">a</p>', ("onclick=",)),
        ("<svg><script>x</script></svg>", ("<script>",)),
        ('<a href="\x01 java\tSCRIPT&#58;x()">a</a>', ("a link to javascript:",)),
        ('<a href="https://x.example/?javascript:">a</a>', ()),
        ('<form action="javascript:x()"></form>', ("<form>",)),
        ("<iframe src='https://x.example/'></iframe>", ("<iframe>",)),
        ("&lt;script&gt;", ()),
    ],
)
def test_what_is_active_is_named(html: str, active: tuple[str, ...]) -> None:
    """Elements, handlers, styles and script addresses are active; words about them are not."""
    assert active == markup.content(html).active


def test_noindex_is_seen_beside_other_words() -> None:
    """A page with `noindex, nofollow` is not for search engines."""
    assert not markup.page(b'<meta name="robots" content="noindex, nofollow">').is_indexed
    assert markup.page(b"<p>noindex</p>").is_indexed


def test_a_relative_address_is_resolved_as_browsers_do() -> None:
    """Dots, escapes, queries and fragments lead where a browser would go."""
    web = Web(SITE.url, ())

    expected = {
        "": None,
        "#top": None,
        "?q": None,
        "a%20b.png": "items/tide-1/a b.png",
        "../": "items/index.html",
        "..": "items/index.html",
        "./": "items/tide-1/index.html",
        ".": "items/tide-1/index.html",
        "../../": "index.html",
        "../../..": None,
        ITEMS[0].url: "items/tide-1/index.html",
        "/": "index.html",
        "mailto:a@b.example": None,
    }
    assert expected == {address: web.target(address, "items/tide-1/index.html") for address in expected}
