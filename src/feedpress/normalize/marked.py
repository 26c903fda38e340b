"""Read Markdown and HTML whose author meant every word: nothing is taken away but a title that is said twice."""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedpress.model import Block, Document, Fields, Manuscript, Origin, Settings, Verdict
from feedpress.normalize import compose, elements, fields, frames, markup
from feedpress.normalize.oneline import plain
from feedpress.normalize.reading import Line, Reading, head

TOP_HEADING = re.compile(r"\s*<h1[ >]", re.IGNORECASE)
FIRST_HEADING = re.compile(r"\s*<h([1-6])>(.*?)</h\1>", re.DOTALL)
PLACE = re.compile(r'<(h[1-6]|p|li|blockquote|pre|table|hr) data-sourcepos="(\d+):\d+-(\d+):\d+"')
DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:")
UNMADE = re.compile(r'!?\[(\[\[[^\[\]\n]*\]\]|[^\[\]\n]*)\]\((?:&lt;|<)?corpus:[^\s()<>"]*?(?:&gt;|>)?\)')
UNMADE_ADDRESS = re.compile(
    r"(?:(?:(?<=\]\()|(?<=\]: ))(?:&lt;)?corpus:|(?<![\"'=\w])(?:&lt;)?corpus:\*/)[^\s<>()\"'&]*(?:&gt;)?"
)
VERDICTS: dict[str, tuple[Verdict, str]] = {
    "p": ("body", "a paragraph"),
    "li": ("list", "a list item"),
    "blockquote": ("quote", "a quote"),
    "pre": ("code", "code"),
    "table": ("body", "a table"),
    "hr": ("body", "a line between sections"),
}


def survey(_document: Document) -> tuple[str, ...]:
    """Return nothing: who writes for a generator writes no line that recurs over the folder."""
    return ()


def manuscript(document: Document, settings: Settings, _facts: Mapping[str, int]) -> Manuscript:
    """Return the manuscript of `document`; the fast way, without an explanation."""
    settled = fields.settle(document, settings)
    html = _html(document)
    cleaned = markup.clean(html, base=settled.source_url, document_path=document.path)
    settled, content = _titled(settled, html, cleaned.html)
    if document.kind == "markdown" and all(each.origin in {"filename", "label"} for each in document.fields):
        from feedpress.normalize import bylines

        settled = bylines.read(document, settings, settled, content)
    return compose.finish(
        document,
        settings,
        fields=settled,
        content_html=content,
        references=cleaned.references,
        problems=compose.located(document, cleaned.flaws),
    )


def _html(document: Document) -> str:
    if document.markup == "markdown":
        is_mdx = document.path.lower().removesuffix(".gz").endswith(".mdx")
        return _unmade(elements.spelled(markup.from_markdown(document.body), is_mdx=is_mdx))
    return _unmade(markup.in_paragraphs(frames.linked(document.body)))


def _unmade(html: str) -> str:
    """Return `html` with the words alone of a link by name that became none: its Markdown stands in HTML, say."""
    return UNMADE_ADDRESS.sub("", UNMADE.sub(r"\1", html)) if "corpus:" in html else html


def read(document: Document, settings: Settings, facts: Mapping[str, int]) -> Reading:
    """Read `document` through, keeping the verdict on each line of Markdown, on each block of HTML."""
    result = manuscript(document, settings, facts)
    if document.markup == "markdown":
        return Reading(manuscript=result, lines=(*head(document), *_lines(document, result.title)))
    kept = (Block(kind="paragraph", text=text, first_line=document.first_line, last_line=document.last_line,
                  reason="text of the document") for text in result.content_text.split("\n\n"))  # fmt: skip
    return Reading(manuscript=result, blocks=tuple(kept))


def _titled(settled: Fields, html: str, content: str) -> tuple[Fields, str]:
    """Return the fields and the content, a first heading taken out where it is the title, or serves as one."""
    heading = FIRST_HEADING.match(content)
    words = plain(heading[2]) if heading else ""
    if not heading or not words:
        return settled, content
    is_named = settled.title and settled.origins["title"].source != "filename"
    if is_named and not _are_alike(words, settled.title):
        return settled, content
    if not is_named and not TOP_HEADING.match(html) and content.count("<h2>") > 1:
        return settled, content
    rest = markup.leveled(content[heading.end() :].lstrip("\n"))
    return settled if is_named else compose.retitled(settled, words, Origin("headline")), rest


def _are_alike(heading: str, title: str) -> bool:
    """Say whether `heading` is the `title`, whether written with the marks of code or shown without."""
    return heading.casefold().replace("`", "") == title.casefold().replace("`", "")


def _lines(document: Document, title: str) -> list[Line]:
    """Return the lines of the body with what the Markdown parser takes them for."""
    texts = document.body.split("\n")
    if texts[-1] == "":
        texts.pop()
    found: dict[int, tuple[Verdict, str]] = {}
    for tag, first, last in PLACE.findall(markup.from_markdown(document.body, places=True)):
        verdict = VERDICTS.get(tag, ("heading", "a heading"))
        for number in range(int(first), int(last) + 1):
            found[number] = found.get(number, verdict) if tag == "p" else verdict
    lines = [_line(document.body_line + i, text, found.get(i + 1)) for i, text in enumerate(texts)]
    heading = next((i for i, line in enumerate(lines) if line.verdict != "blank"), None)
    if heading is not None and lines[heading].verdict == "heading":
        words = plain(lines[heading].text.strip("# "))
        if _are_alike(words, title):
            lines[heading] = lines[heading]._replace(verdict="title", reason="the title")
    return lines


def _line(number: int, text: str, found: tuple[Verdict, str] | None) -> Line:
    if not text.strip():
        return Line(number, text, "code" if found and found[0] == "code" else "blank", "")
    if found is not None:
        return Line(number, text, found[0], found[1])
    if DEFINITION.match(text):
        return Line(number, text, "meta", "the address of a link")
    return Line(number, text, "body", "HTML")
