"""Whatever the bytes, readers keep their word."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from feedpress import corpus
from feedpress.corpus import plainyaml, yamltree
from feedpress.corpus.leftovers import clean

pytestmark = pytest.mark.no_cover

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff\ufffe\uffff\ud800-\udfff]")
MARKS = [
    "---\n",
    "+++\n",
    ";;;\n",
    "\n",
    "\n\n",
    "title: ",
    "date: ",
    "tags: [a, b]\n",
    "- ",
    "  ",
    "{",
    "}",
    "[",
    "]",
    ":",
    "#",
    '"',
    "'",
    "*a",
    "&a ",
    "{% raw %}",
    "{% endraw %}",
    "{% highlight x %}",
    "{% endhighlight %}",
    "{{ page.x }}",
    "{{<",
    ">}}",
    "`",
    "```",
    "](",
    ")",
    "<rss>",
    "<item>",
    "<title>",
    "</item>",
    "<feed>",
    "<entry>",
    "<meta name=author content=",
    "<!--",
    "<![CDATA[",
    "<script type='application/ld+json'>",
    "</script>",
    '{"text": ',
    '"x"',
    "<!DOCTYPE a",
    "&nbsp;",
    "null",
    "\ud800",
    "é",
]
documents = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=30).map(
        lambda p: "".join(p).encode("utf-8", "surrogatepass")
    ),
)
names = st.sampled_from(["a", "2020-1-2-x", "index", "x/index", "\udcff", "0_b6849bdb939e562d"])
quick = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@pytest.mark.parametrize("suffix", [*corpus.READERS, ".md.gz", ".unknown"])
@quick
@given(name=names, data=documents, sidecar=st.none() | documents)
def test_no_bytes_raise_and_all_text_is_legal(suffix: str, name: str, data: bytes, sidecar: bytes | None) -> None:
    """Each reader answers any bytes with documents or problems; what it hands on can stand in XML and is told apart."""
    found, problems = corpus.read(f"{name}{suffix}", data, sidecar)

    texts = [document.body for document in found] + [field.value for document in found for field in document.fields]
    texts += [problem.what for document in found for problem in document.problems] + [
        problem.what for problem in problems
    ]
    assert [text for text in texts if FORBIDDEN.search(text)] == []
    assert all(field.value == field.value.strip() != "" for document in found for field in document.fields)
    assert len({document.part for document in found}) == len(found)
    assert corpus.read(f"{name}{suffix}", data, sidecar) == (found, problems)


yaml_lines = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "a: b",
                "b:",
                "- x",
                "  - y",
                "c: [d, e f]",
                'd: "e: f"',
                "e: 'g'",
                "f: g: h",
                "g: h # i",
                "h:",
                "",
                " ",
                "i: [a, ]",
                "j: []",
                "k: [a: b]",
                "l: - m",
                "m: 1:2",
                "n: a b  c  ",
                "a: again",
                "- 'q'",
                "-",
                "o : p",
                "p:  q",
                "q: x:",
                "r: *a",
                "s: |",
                "  t",
                "u: é — ü",
                "v: \u00a0x",
                "- w: x",
                'w: "a\\n"',
                "x: 'a''b'",
                "y: []x",
            ]
        ),
        st.text("ab:- #[]\"',1é.", max_size=8),
    ),
    max_size=6,
)


@settings(max_examples=2000, deadline=None, derandomize=True)
@given(lines=yaml_lines)
@example(lines=["a:", "- x", "  - y"])
def test_plain_yaml_is_read_as_the_yaml_library_reads_it(lines: list[str]) -> None:
    """Where the short way answers at all, the library gives the same tree and no problem."""
    block = "\n".join(lines)
    short = plainyaml.parse(block, 2)

    if short is not None:
        assert (short, ()) == yamltree.parse("a", block, 2)


@quick
@given(parts=st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=30))
def test_taking_tags_out_keeps_the_number_of_lines(parts: list[str]) -> None:
    """However tags are nested, each line of the body keeps its number."""
    body = "".join(parts)

    assert clean(body)[0].count("\n") >= body.count("\n")
