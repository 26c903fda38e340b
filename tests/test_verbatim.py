"""What stands as code in Markdown is found where the renderer finds it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpress.corpus.leftovers import clean
from feedpress.corpus.verbatim import lines, spans
from feedpress.normalize.markup import from_markdown

PARTS = [
    "- a [[x]]\n",
    "1. b\n",
    "> ",
    "    ",
    "  ",
    "\t",
    "```\n",
    "~~~~\n",
    "\n",
    "[[x]]\n",
    "`[[x]]` ",
    "# c [[x]]\n",
]
CODE = re.compile(r"<code>(.*?)</code>", re.DOTALL)


def code_of(body: str) -> list[str]:
    """Return the pieces of `body` that are found to be code."""
    return [body[span.start : span.end] for span in spans(body, lines(body))]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("a `b` c ``d ` e`` f", ["`b`", "``d ` e``"]),
        ("a ` b\n\nc ` d", []),
        ("a ` b\n```\nc `\n```\n", ["```\nc `\n```"]),
        ("a\n    b", []),
        ("a\n\n    b\nc", ["    b"]),
        ("- a\n\n      b\n\n    c", ["      b\n"]),
        ("- ```\n  a\n\nb", ["- ```\n  a\n"]),
        ("> ```\n> a\nb", ["> ```\n> a"]),
        ("<pre>\na\n\n    b `c`\n</pre> `d`", ["<pre>\na\n\n    b `c`\n</pre>", "`d`"]),
        ("<pre> a `b`", ["`b`"]),
        ("<code>a</code> <code>b\n\nc</code>", ["<code>a</code>"]),
        ("[^a]\n\n[^a]: b\n\n        c", ["        c"]),
    ],
)
def test_code_is_found_in_blocks_and_in_lines(body: str, code: list[str]) -> None:
    """Spans end before the paragraph does, blocks where CommonMark ends them, `<pre>` holds what is in it."""
    assert code_of(body) == code


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_what_is_shown_as_code_is_left_as_it_is(body: str) -> None:
    """Links by name become links, but for those in code, however lists, quotations and fences lie in each other."""
    assert "".join(CODE.findall(from_markdown(clean(body)[0]))) == "".join(CODE.findall(from_markdown(body)))
