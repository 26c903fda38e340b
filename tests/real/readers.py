"""Programs that people subscribe with, driven from the command line: what each shows of a feed, and what is new in it.

Newsboat    Debian's newsboat: a database of items; those unread are what a person is shown
RssToMail   Debian's rss2email: a mail for each item it has not seen
Sfeed       Debian's sfeed: a line for each item, of Atom and RSS
Reader      the library `reader`, which reads JSON Feed too
"""

from __future__ import annotations

import mailbox
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from served import QUIET

if TYPE_CHECKING:
    from reader import Entry

_JOINER = "\u2060"  # stands in titles that look like markup, and is never seen


class Seen(NamedTuple):
    """An item as a program shows it; `published` in seconds since 1970."""

    id: str
    title: str
    link: str
    published: int


class Client(Protocol):
    """A program subscribed to one feed."""

    def look(self) -> set[str]:
        """Fetch the feed and return the ids of the items that are shown as new."""

    def items(self) -> dict[str, Seen]:
        """Return all that the program holds, by id."""

    def move(self, url: str) -> None:
        """Subscribe to `url` instead, as a person does who edits the subscription."""


def _run(package: str, command: Sequence[str], folder: Path, given: bytes | None = None) -> bytes:
    """Run a program of the Debian `package` in `folder` and return what it prints; it succeeds."""
    assert shutil.which(command[0]), f"{command[0]} is missing: apt-get install {package}"
    environment = {**QUIET, "HOME": str(folder), "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "ignore"}
    environment.pop("VIRTUAL_ENV", None)
    done = subprocess.run(command, cwd=folder, env=environment, input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def _title(text: str) -> str:
    return text.replace(_JOINER, "")


class Newsboat:
    """newsboat, subscribed to `url`; after each look everything has been read."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        (folder / "config").write_text("")
        self.move(url)

    def move(self, url: str) -> None:
        """Write `url` into its list."""
        (self.folder / "urls").write_text(f"{url}\n")

    def look(self) -> set[str]:
        """Reload, and return what is unread now."""
        self._do("reload")
        told = re.match(rb"\d+", self._do("print-unread"))
        with closing(self._database()) as database, database:
            unread = {row[0] for row in database.execute("SELECT guid FROM rss_item WHERE unread = 1")}
            database.execute("UPDATE rss_item SET unread = 0")
        assert told is not None
        assert int(told[0]) == len(unread)
        return unread

    def items(self) -> dict[str, Seen]:
        """Return the rows of its database."""
        with closing(self._database()) as database:
            rows = database.execute("SELECT guid, title, url, pubDate FROM rss_item").fetchall()
        return {id: Seen(id, _title(title), url, published) for id, title, url, published in rows}

    def content(self, id: str) -> str:
        """Return the text it holds of an item."""
        with closing(self._database()) as database:
            (text,) = database.execute("SELECT content FROM rss_item WHERE guid = ?", (id,)).fetchone()
        return str(text)

    def _database(self) -> sqlite3.Connection:
        return sqlite3.connect(self.folder / "cache.db")

    def _do(self, command: str) -> bytes:
        files = ("-C", "config", "-u", "urls", "-c", "cache.db")
        return _run("newsboat", ("newsboat", *files, "-x", command), self.folder)


class RssToMail:
    """rss2email, subscribed to `url`, which mails into a Maildir; with `date-header` a mail bears the item's date."""

    _CONFIG = """[DEFAULT]
to = reader@localhost
from = press@localhost
email-protocol = maildir
maildir-path = {folder}/Maildir
maildir-mailbox = Feeds
html-mail = True
date-header = True
date-header-order = published, updated
"""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        (folder / "cfg").write_text(self._CONFIG.format(folder=folder))
        (folder / "Maildir").mkdir()
        self.mails = mailbox.Maildir(folder / "Maildir" / "Feeds", create=True)
        self._do("add", "gazette", url)

    def move(self, url: str) -> None:
        """Write `url` into its configuration."""
        path = self.folder / "cfg"
        path.write_text(re.sub(r"(?m)^url = .*", f"url = {url}", path.read_text()))

    def look(self) -> set[str]:
        """Fetch, and return the ids of the items that were mailed."""
        before = set(self.mails.keys())
        self._do("run")
        mailed = [str(self.mails[key]["X-RSS-ID"]) for key in set(self.mails.keys()) - before]
        assert len(mailed) == len(set(mailed))
        return set(mailed)

    def items(self) -> dict[str, Seen]:
        """Return what the mails say."""
        found = (self._seen(mail) for mail in self.mails)
        return {seen.id: seen for seen in found}

    def _seen(self, mail: mailbox.MaildirMessage) -> Seen:
        title = str(make_header(decode_header(mail["Subject"])))
        published = int(parsedate_to_datetime(mail["Date"]).timestamp())
        return Seen(mail["X-RSS-ID"], _title(title), mail["X-RSS-URL"], published)

    def _do(self, *arguments: str) -> None:
        _run("rss2email", ("r2e", "-c", "cfg", "-d", "data.json", *arguments), self.folder)


class Sfeed:
    """sfeed, subscribed to `url`. It knows an item by id, title and link together; here the id alone counts."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.move(url)

    def move(self, url: str) -> None:
        """Write `url` into its list."""
        text = f'sfeedpath="{self.folder}/feeds"\nfeeds() {{\n\tfeed gazette "{url}"\n}}\n'
        (self.folder / "sfeedrc").write_text(text)

    def look(self) -> set[str]:
        """Fetch, and return the ids that were not there."""
        before = set(self.items())
        _run("sfeed", ("sfeed_update", "sfeedrc"), self.folder)
        return set(self.items()) - before

    def items(self) -> dict[str, Seen]:
        """Return one line of its file for each id."""
        return {seen.id: seen for seen in self.lines()}

    def lines(self) -> list[Seen]:
        """Return the lines of its file."""
        path = self.folder / "feeds" / "gazette"
        rows = [line.split("\t") for line in path.read_text().splitlines()] if path.is_file() else []
        return [Seen(row[5], _title(row[1]), row[2], int(row[0])) for row in rows]


class Reader:
    """The library `reader`, subscribed to `url`."""

    def __init__(self, folder: Path, url: str) -> None:
        folder.mkdir(parents=True)
        from reader import make_reader

        self.reader = make_reader(os.fspath(folder / "reader.sqlite"))
        self.url = url
        self.reader.add_feed(url)
        self.modified = 0

    def move(self, url: str) -> None:
        """Change the address of its feed."""
        self.reader.change_feed_url(self.url, url)
        self.url = url

    def look(self) -> set[str]:
        """Fetch, and return the ids of new entries; keep how many were modified."""
        before = set(self.items())
        (result,) = self.reader.update_feeds_iter(scheduled=False)
        assert not isinstance(result.value, Exception), result.value
        self.modified = result.value.modified if result.value else 0
        found = set(self.items()) - before
        assert len(found) == (result.value.new if result.value else 0)
        return found

    def items(self) -> dict[str, Seen]:
        """Return its entries."""
        return {entry.id: _seen(entry) for entry in self.reader.get_entries()}


def _seen(entry: Entry) -> Seen:
    assert entry.published is not None
    return Seen(entry.id, _title(entry.title or ""), entry.link or "", int(entry.published.timestamp()))


def subscribe(folder: Path, url: str) -> dict[str, Client]:
    """Subscribe every program below `folder` to each feed at `url` that it reads."""
    clients: dict[str, Client] = {}
    for name in ("atom.xml", "rss.xml", "feed.json"):
        for kind in (Newsboat, RssToMail, Sfeed, Reader) if name != "feed.json" else (Reader,):
            label = f"{kind.__name__} {name}"
            clients[label] = kind(folder / label.replace(" ", "-"), f"{url}{name}")
    return clients


def news(clients: dict[str, Client]) -> dict[str, set[str]]:
    """Let all look, and return what each shows as new."""
    return {label: client.look() for label, client in clients.items()}
