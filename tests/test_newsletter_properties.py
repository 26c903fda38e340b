"""What holds for every letter, whatever it is made of."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from feedpress.model import Entry, Item, Teaser
from feedpress.newsletter import lint, message
from feedpress.newsletter.fit import LIMIT
from feedpress.newsletter.settings import Newsletter
from letters import SETTINGS, SITE, chosen, entry, item, rendered, with_settings

pytestmark = pytest.mark.no_cover

# Pieces of documents as they come: good, odd and hostile, long and short.
_PIECES = st.sampled_from(
    [
        "<p>A paragraph with a <a href='https://example.org/a?b=1&amp;c=2'>link</a>.</p>",
        "<p>" + "Many words to fill a line and the next one. " * 90 + "</p>",
        "<p><a href='../up'><img src='/a.png' alt='Boat'></a> <img src='b.png'></p>",
        "<ul><li>one<li><p>two <a href='#three'>three</a></p><ol><li>four</ol></ul>",
        "<blockquote><p>Said {{ name }} *|X|* %%y%%</p></blockquote><pre>  a\n\tb</pre>",
        "<h1>Head</h1><h4>Lower</h4><hr><table><tr><th>A<td><a href='mailto:a@example.org'>B</a></table>",
        "<script>x()</script><style>p{color:red}</style><p style='color:#ffffff' onclick='x()'>Hidden?",
        "</td></tr></table></div><div><div><div>",
        "<a href='javascript:x()'>js</a> <a href=' '>blank</a> <a href='http://[bad'>bad</a>",
        "<p dir='rtl' lang='ar'>كان يا ما كان</p><p>日本語の文章がここにある。</p>" + "W" * 300,
        "&#1;&#x202e;&lt;b&gt; \ufffe &amp;&nbsp; <!--[if mso]>x<![endif]-->",
        "<div>" * 90 + "<b>" * 90 + "deep",
        "https://example.org/bare-address-in-the-text",
    ]
)
_TITLES = st.text(st.characters(codec="utf-8"), max_size=80) | st.sampled_from(
    ["=?utf-8?q?a=0D=0ABcc:_x?=", "Line\r\nBcc: x", "W" * 400, "{{ title }}", "<b>&amp;", "كان", ""]
)


@st.composite
def _items(draw: st.DrawFn) -> tuple[Item, ...]:
    def one(number: int) -> Item:
        html = "".join(draw(st.lists(_PIECES, max_size=6)))
        return item(
            number,
            title=_clean(draw(_TITLES)),
            summary=_clean(draw(_TITLES)),
            content_html=html * draw(st.sampled_from([1, 1, 1, 40])),
            content_text=re.sub("<[^>]*>", " ", html),
            language=draw(st.sampled_from(["en", "en", "ar", "ja"])),
            tags=draw(st.sampled_from([(), ("city",), ("{{ tag }}",)])),
            teasers=(Teaser(_clean(draw(_TITLES)), "Text."),),
            newsletter=draw(st.sampled_from(["", "", "", "lead"])),
        )

    return tuple(one(number) for number in range(draw(st.integers(0, 14))))


def _clean(text: str) -> str:
    """Return `text` as an item may have it: without what XML forbids."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


_OTHERS = st.integers(0, 300).map(lambda number: tuple(entry(n) for n in range(number)))
_SETTINGS = st.sampled_from(
    [SETTINGS, with_settings(content="full"), with_settings(unsubscribe_url="{{ unsubscribe }}")]
)


@given(_items(), _OTHERS, _SETTINGS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_letter_is_sound(items: tuple[Item, ...], others: tuple[Entry, ...], config: Newsletter) -> None:
    """It fits, covers all, says the same in both parts, obeys nobody, and parses; nothing is found wrong with it."""
    edition = chosen(items, others, settings=config)

    one = rendered(edition, settings=config)
    eml = message.render(one, edition, settings=config, site=SITE)

    root = etree.fromstring(one.html, etree.HTMLParser())
    assert len(one.html.encode()) <= LIMIT
    assert {story.id for story in one.edition.stories} == {*(one.id for one in items), *(one.id for one in others)}
    assert not list(root.iter("script", "form", "iframe", "svg"))
    assert one.html.count("{{") + one.text.count("{{") == 2 * ("{{" in config.unsubscribe_url)
    assert "Bcc" not in message_from_bytes(eml, policy=default)
    assert lint.findings(one.html, one.text, eml, site_url=SITE.url) == ()
