"""Judge a page: well-formed, titled, in a language, findable, and with nothing active in its articles."""

from __future__ import annotations

from collections.abc import Iterator

from feedpress.check.facts import PageFacts
from feedpress.check.finding import Finding
from feedpress.check.web import Web
from feedpress.formats import FILES

MISSING = "404.html"
HOME = "index.html"
_DRAFT = "newsletter/draft/"
_TEMPLATE = "mend its template in templates/pages"
_DOCUMENT = "mend the document"


def judge(path: str, page: PageFacts, web: Web, *, source: str = "") -> Iterator[Finding]:
    """Find all that is wrong with the `page` at `path`, made from the document `source`."""
    yield from (finding._replace(source=source) for finding in _form(path, page))
    for address in page.addresses:
        target = web.follow(address, path, source=source)
        if target and target.startswith(_DRAFT) and not path.startswith(_DRAFT):
            yield Finding("P106", path, f"leads to the draft {target}", _TEMPLATE, source)
    if path == MISSING:
        yield from _missing(page)
    elif page.is_indexed and not page.is_redirect:
        yield from _announced(path, page, web)


def _form(path: str, page: PageFacts) -> Iterator[Finding]:
    if page.flaw:
        yield Finding("P101", path, page.flaw, _TEMPLATE)
    if not page.title:
        yield Finding("P102", path, "has no <title>", _TEMPLATE)
    if not page.language:
        yield Finding("P103", path, "says no language: <html> has no lang", "set [site] language")
    if page.headings != 1:
        yield Finding("P104", path, f"has {page.headings or 'no'} <h1>", "let it have exactly one")
    for what in page.active:
        yield Finding("P109", path, f"has {what}, which documents may not have", _DOCUMENT)
    if path.startswith(_DRAFT) and page.is_indexed:
        yield Finding("P106", path, "is a draft and not marked noindex", _TEMPLATE)


def _announced(path: str, page: PageFacts, web: Web) -> Iterator[Finding]:
    """Find feeds that the page should announce in its head: the home page all that the site has, others any."""
    announced = {web.target(address, path) for address in page.feeds}
    wanted = [feed for feed in FILES if feed in web.paths]
    missing = [feed for feed in wanted if feed not in announced] if path == HOME else []
    if wanted and not announced:
        missing = ["a feed"]
    for feed in missing:
        yield Finding("P105", path, f"has no <link rel=alternate> to {feed}", _TEMPLATE)


def _missing(page: PageFacts) -> Iterator[Finding]:
    """Find addresses that break where a server shows the page at another place."""
    for address in dict.fromkeys(page.addresses):
        if not address.startswith(("/", "#", "http://", "https://", "data:", "mailto:", "tel:", "sms:")):
            yield Finding("P107", MISSING, f"links to {address}: wrong at any other depth", _TEMPLATE)
