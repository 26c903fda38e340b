"""Resolve what a document refers to: pages of other documents, files that are published beside its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from feedpress.corpus import scan
from feedpress.errors import Problem
from feedpress.model import Attachment, Manuscript
from feedpress.normalize.doors import ANYWHERE, door, is_within
from feedpress.pipeline import kinds
from feedpress.pipeline.press import Press, address
from feedpress.pipeline.whereabouts import Whereabouts
from feedpress.slugs import slugify

INTERNAL = re.compile(r'\b(href|src)="(corpus|site):([^"#]*)(#[^"]*)?"')
SHOWN = re.compile(r'\bsrc="(?:corpus|site):([^"#]*)')  # of elements, only pictures have a source
BARE = re.compile(r'<a (?: ?title="[^"]*")? ?rel="noopener">(.*?)</a>', re.DOTALL)  # a link without an address
BY_NAME = re.compile(r'href="corpus:(\*/[^"#]*)')
IN_BRACKETS = re.compile(r'<a href="corpus:(\*/[^"]*)"([^>]*)>\[\[([^\[\]<]+)\]\]</a>')
DOUBLE = re.compile(r"\[\[([^\[\]\n]+)\]\]")
BROKEN_IMAGE = re.compile(r'<img\b[^>]*\bsrc="corpus:broken"[^>]*>')
MOST_READ = 10_000_000
"""Bytes up to which a document is read again to find the line of a problem, and a picture to see what it is."""
MOST_LINKS = 5_000
"""So many of a document's links are looked up; of the others, those of the site stand as they are, the rest go."""
MOST_TOLD = 100
"""So many links of a document that lead nowhere are named one by one; nobody reads on."""


class Links:
    """Resolves what a manuscript refers to inside the corpus; notes the files to publish beside its page at `base`."""

    def __init__(self, press: Press, base: str, manuscript: Manuscript) -> None:
        self.press = press
        self.base = base
        self.manuscript = manuscript
        self.path = manuscript.path
        self.lines = manuscript.first_line, manuscript.last_line
        self.assets: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.untold = 0
        self.found: dict[str, str] = {}
        self.has_notes = False
        self.unbracketed: dict[str, str] = {}

    def resolved(self, html: str) -> str:
        """Return `html` with absolute addresses; what leads nowhere loses its link."""
        if "corpus:" not in html and "site:" not in html:
            return html
        self.has_notes = any(unquote(unescape(name)) in self.press.named for name in BY_NAME.findall(html))
        html = IN_BRACKETS.sub(self._bracketed, html)
        return BROKEN_IMAGE.sub("", BARE.sub(r"\1", INTERNAL.sub(self._attribute, html)))

    def plain(self, text: str) -> str:
        """Return `text` with the brackets around links by name gone, as `resolved` has it."""
        return DOUBLE.sub(lambda match: self.unbracketed.get(match[1], match[0]), text) if self.unbracketed else text

    def _bracketed(self, match: re.Match[str]) -> str:
        """Return a link by name without its brackets, which are code's where none of the document leads on.

        What leads nowhere is told all the same.
        """
        address, rest, name = match.groups()
        if not self.has_notes:
            self._looked_up(f"corpus:{address}")
            return f"[[{name}]]"
        words = name.removesuffix(".md")
        self.unbracketed[unescape(name)] = unescape(words)
        return f'<a href="corpus:{address}"{rest}>{words}</a>'

    def _attribute(self, match: re.Match[str]) -> str:
        name, scheme, path, fragment = match.group(1), match.group(2), match.group(3), match.group(4) or ""
        if target := self._looked_up(f"{scheme}:{path}"):
            return f'{name}="{target}{fragment}"'
        return 'src="corpus:broken"' if name == "src" else ""

    def _looked_up(self, link: str) -> str:
        """Return where `link` leads, "" for nowhere: each is looked up once, and only so many are."""
        scheme, _, path = unescape(link).partition(":")
        if link not in self.found and len(self.found) < MOST_LINKS:
            self.found[link] = self._on_site(path) if scheme == "site" else self.target(path)
        if link in self.found:
            return self.found[link]
        self.untold += scheme != "site"
        return self._as_it_stands(path) if scheme == "site" else ""

    def _as_it_stands(self, path: str) -> str:
        return f"{self.press.config.site.url}{quote(path.lstrip('/'), safe='/?&=%:@!$+,;~')}"

    def _on_site(self, path: str) -> str:
        """Return the address of what lies at `path` from the site's root, of a document or file where it means one."""
        plain = unquote(path).strip("/")
        file = unquote(path.partition("?")[0]).strip("/")  # of a file, `?` names a version
        is_file = self.press.cache.has_file(file)
        items = _items(self.press, [file] if is_file else self.press.cache.documents_for(door(plain)))
        if len(items) == 1:
            return _page(self.press, items)
        if is_file and not items:
            return self._beside(file, file)
        return self._as_it_stands(path)

    def target(self, readings: str) -> str:
        """Return the address of what the path `readings` means, or one of several with `//` between; "" for nothing."""
        if readings.startswith(ANYWHERE):
            return self._anywhere(readings)
        paths = readings.split("//")
        spelled = (name for path in paths for name in (unquote(path), path))
        exact = next((name for name in spelled if self.press.cache.has_file(name)), "")
        if not exact:
            return self._named(readings, paths)
        return self._of_file(readings, exact)

    def _of_file(self, readings: str, path: str) -> str:
        """Return the address of the item that the file at `path` is, else that of the file itself."""
        item = self.press.cache.units.item_at(path)
        return _page(self.press, {item}) if item else self._beside(readings, path)

    def _anywhere(self, name: str) -> str:
        """Return the address of the one file that is called `name`, in whatever folder it lies.

        Where a folder is named, too, the path from the corpus folder counts before the end of any other.
        """
        path = unquote(name).removeprefix(ANYWHERE)
        if "/" in path and (whole := self._from_root(path)):
            return whole
        called = self.press.named.get(ANYWHERE + path.rpartition("/")[2].casefold(), ())
        found = [one for one in called if is_within(one, path)]
        if len(found) == 1:
            return self._of_file(name, found[0])
        if found:
            what, fix = f"may be {' or '.join(found)}", "write the whole name of the file"
        else:
            what, fix = "is not in the corpus", "add the file or mend the link"
        return self._lost(name, f"refers to {path}, which {what}", fix)

    def _from_root(self, path: str) -> str:
        """Return the address of the file or the page at `path` from the corpus folder, "" where there is none."""
        if self.press.cache.has_file(path):
            return self._of_file(path, path)
        items = _items(self.press, self.press.cache.documents_for(door(path)))
        return _page(self.press, items) if len(items) == 1 else ""

    def _named(self, readings: str, paths: Sequence[str]) -> str:
        """Return the address of the page that one of `paths`, which are no files, leads to."""
        found = [self.press.cache.documents_for(door(path)) for path in paths]
        for documents in found:
            items = _items(self.press, documents)
            if len(items) == 1:
                return _page(self.press, items)
            if items:
                what = f"refers to {paths[0]}, which may be {' or '.join(documents)}"
                return self._lost(readings, what, "write the whole name of the file")
        unpublished = next((document for documents in found for document in documents), "")
        if unpublished:
            return self._unpublished(readings, unpublished)
        what = f"refers to {paths[0]}, which is not in the corpus"
        return self._lost(readings, what, "add the file or mend the link")

    def _beside(self, readings: str, path: str) -> str:
        """Return the address that the file at `path` will have beside the page, "" and a problem where it cannot."""
        if self.press.cache.units.at(path):  # a draft, held back or taken down: its text must not get out as a file
            return self._unpublished(readings, path)
        size = self.press.cache.size_of(path)
        if size < 0:
            return self._lost(readings, f"refers to {path}, which cannot be read", "make it readable or mend the link")
        if size > scan.LARGEST:
            what = f"refers to {path}, which is larger than {scan.LARGEST // 1_000_000} MB and is not published"
            return self._lost(readings, what, "serve it from elsewhere and link there")
        ending = self._ending(path)
        if reason := self._against(path, ending):
            what, fix = f"refers to {path}, {reason} and is not published", "pack it into a .zip or mend the link"
            return self._lost(readings, what, fix)
        return self.base + quote(self._asset(path, ending))

    def _ending(self, path: str) -> str:
        """Return the end of the name of the file at `path`, of a shown picture with another the one that befits it.

        Browsers save pictures under the last word of their address, `images` or `thumb.php`.
        """
        ending = kinds.ending(path)
        is_odd = ending not in kinds.TYPES and path in self._shown
        return (kinds.picture(self._read(path)) if is_odd else "") or ending

    @cached_property
    def _shown(self) -> frozenset[str]:
        """The paths that the pictures of the document may have in the corpus, however their addresses are read."""
        shown = [*SHOWN.findall(self.manuscript.content_html), escape(self.manuscript.image.partition(":")[2])]
        paths = [path.strip("/") for address in shown for path in unescape(address).split("//")]
        return frozenset(name for path in paths for name in (path, unquote(path), unquote(path.partition("?")[0])))

    def _read(self, path: str) -> bytes:
        try:
            return scan.read(self.press.config.corpus.folder, path, MOST_READ)[0]
        except OSError:
            return b""

    def _against(self, path: str, ending: str) -> str:
        """Say what speaks against the file at `path` on the site, "" where it is only looked at or kept."""
        if ending not in kinds.TYPES:
            return f"which is {f'of the kind .{ending}' if ending else 'of no known kind'}"
        if ending != "svg":
            return ""
        if self.press.cache.size_of(path) > MOST_READ:
            return f"which is larger than {MOST_READ // 1_000_000} MB, for a drawing,"
        from feedpress.normalize.drawing import is_harmless

        data = self._read(path)  # where it cannot be read, who publishes it says so
        return "" if not data or is_harmless(data) else "which holds a script, or is no SVG,"

    def _unpublished(self, readings: str, path: str) -> str:
        return self._lost(readings, f"refers to {path}, which is not published", "publish it or mend the link")

    def _lost(self, readings: str, what: str, fix: str) -> str:
        """Note why a link to `readings` has no address."""
        if len(self.problems) >= MOST_TOLD:
            self.untold += 1
            return ""
        problem = Problem(self.path, self._whereabouts.line(readings), what, fix)
        if problem not in self.problems:
            self.problems.append(problem)
        return ""

    def told(self) -> tuple[Problem, ...]:
        """Return what is wrong with the links: the first by name, of the others how many there are."""
        what = f"{self.untold:,} more links lead nowhere or are too many to look up"
        fix = "mend those that are named, or split it up"
        return (*self.problems, *([Problem(self.path, 0, what, fix)] if self.untold else []))

    @cached_property
    def _whereabouts(self) -> Whereabouts:
        return Whereabouts(self._read(self.path).decode(errors="replace"), self.path, *self.lines)

    def _asset(self, path: str, ending: str) -> str:
        """Return the name of the corpus file `path` beside the page: its own, unless another has it."""
        if path not in self.assets:
            file = PurePosixPath(path)
            stem, end = (file.name, "txt") if ending in kinds.PROGRAMS else (file.stem, ending)
            name = f"{slugify(stem) or 'file'}.{end}"
            taken = {"index.html", *self.assets.values()}
            tries = (name if number == 1 else f"{number}-{name}" for number in range(1, 10_000))
            self.assets[path] = next(one for one in tries if one not in taken)
        return self.assets[path]

    def file(self, url: str) -> str:
        """Return the absolute address of an image or enclosure."""
        if url.startswith("corpus:"):
            return self.target(url.removeprefix("corpus:"))
        return self._on_site(url.removeprefix("site:")) if url.startswith("site:") else url

    def attachment(self, attachment: Attachment) -> Attachment:
        """Return `attachment` with its address, type and length where the file lies in the corpus."""
        url = self.file(attachment.url)
        guessed = kinds.mime_type(attachment.url)
        is_ours = attachment.url.startswith("corpus:")
        size = self.press.cache.size_of(unquote(attachment.url.removeprefix("corpus:"))) if is_ours else 0
        return attachment._replace(url=url, mime_type=attachment.mime_type or guessed, length=size or attachment.length)


def led_to_items(press: Press, html: str) -> str:
    """Return `html`, whose links are absolute, with those to a document's place on the site leading to its page.

    So the introduction of an edition links, which lies beside the corpus: as seen from there, or from within it.
    """
    corpus = press.place(press.config.corpus.folder).strip("/") + "/"

    def lead(match: re.Match[str]) -> str:
        path = unquote(unescape(match[1]))
        items = _items(press, _documents(press, path)) or _items(press, _documents(press, path.removeprefix(corpus)))
        return f'href="{_page(press, items)}' if len(items) == 1 else match[0]

    return re.sub(rf'href="{re.escape(escape(press.config.site.url))}([^"#?]+)', lead, html)


def _documents(press: Press, path: str) -> Iterable[str]:
    """Return the documents that `path` may mean, as a file or as the place of a page."""
    return [path] if press.cache.has_file(path) else press.cache.documents_for(door(path))


def _items(press: Press, documents: Iterable[str]) -> set[str]:
    """Return the items that `documents` are published as."""
    units = (unit for path in documents for unit in press.cache.units.at(path))
    return {unit.item for unit in units if unit.item and not unit.skip}


def _page(press: Press, items: Iterable[str]) -> str:
    """Return the address of the page of the first of `items`."""
    item = min(items)
    return address(press, press.catalog.known([item])[item].slug)
