"""The one table of keys: what feedpress.toml may hold, with each key's default, form and meaning."""

from __future__ import annotations

from typing import NamedTuple, get_args

from feedpress.config import forms
from feedpress.config.forms import Form
from feedpress.formats import FORMATS
from feedpress.given import PREFIX
from feedpress.model import Cruft, DateOrder, ListKind

Value = str | int | bool | tuple[str, ...]

ARRAYS = ("corpus.part", "schedule")


class Key(NamedTuple):
    """A key of the table `table`; its default's type is its type, `says` is what the sample and the docs say.

    `choices` bind a text, or each text of a list; `least` binds a number, or how many a list holds; `is_long` allows
    several lines.
    """

    table: str
    name: str
    default: Value
    says: str
    form: Form = forms.ANY
    choices: tuple[str, ...] = ()
    least: int = 0
    is_long: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """Name the key from the top of the file."""
        return (*self.table.split("."), self.name)

    @property
    def variable(self) -> str:
        """Name the environment variable that overrides the key."""
        return PREFIX + "__".join(self.path).upper()


TABLES = {
    "site": "Who publishes.",
    "corpus": "The documents.",
    "corpus.part": "A subfolder of the corpus with its own ways; any number of these.",
    "items": "What becomes of what is found.",
    "output": "The published files.",
    "feeds": "The feeds.",
    "catalog": "The memory.",
    "newsletter": "The newsletter.",
    "newsletter.brand": "The newsletter's own look.",
    "build": "How a build works.",
    "schedule": "The timetable of `feedpress schedule`; any number of these, and without any a build every 15 minutes.",
}

_CRUFT = get_args(Cruft)

KEYS = (
    Key("site", "title", "", "The site's name; the folder's name where empty."),
    Key("site", "url", "", "The absolute address at which the output is served; feeds need it.", forms.URL),
    Key("site", "description", "", "What the site is about, in a sentence.", is_long=True),
    Key("site", "author", "", "Whom the feeds name as their author, and so as that of items which name none."),
    Key("site", "email", "", "The author's e-mail address, which feeds publish.", forms.ADDRESS),
    Key("site", "language", "en", "The language of items that show none, as a BCP 47 tag.", forms.LANGUAGE),
    Key("site", "timezone", "UTC", "The IANA time zone of dates without one, and of the timetable.", forms.ZONE),
    Key(
        "site",
        "authority",
        "",
        "The name that ids are minted under; the first url's host, kept for good, where empty.",
        forms.AUTHORITY,
    ),
    Key("site", "rights", "", "The copyright line."),
    Key("corpus", "folder", "seeds", "The folder of documents, seen from this file.", forms.FOLDER),
    Key("corpus", "include", ("**/*",), "Patterns of the paths to read.", forms.TEXT),
    Key("corpus", "exclude", (), "Patterns of the paths to leave out.", forms.TEXT),
    Key("corpus", "cruft", "auto", "How boldly menus, notices and other cruft are cut from text.", choices=_CRUFT),
    Key("corpus", "date_order", "auto", "How to read a date like 03/04/2024.", choices=get_args(DateOrder)),
    Key("corpus.part", "path", "", "The subfolder, seen from the corpus folder.", forms.INSIDE),
    Key("corpus.part", "tags", (), "Tags for every item in it.", forms.TEXT),
    Key("corpus.part", "author", "", "The author of its items that name none."),
    Key("corpus.part", "cruft", "", "As in [corpus], whose value stands where this is empty.", choices=("", *_CRUFT)),
    Key(
        "items",
        "teasers",
        "keep",
        "Whether teasers of other stories are kept for the letter's list in brief.",
        choices=("keep", "drop"),
    ),
    Key("items", "duplicates", "merge", "Whether near-duplicates become one item.", choices=("merge", "keep")),
    Key(
        "items",
        "future",
        "hold",
        "Whether an item dated in the future waits for its time.",
        choices=("hold", "publish"),
    ),
    Key("output", "folder", "dist", "The folder that is published, seen from this file.", forms.FOLDER),
    Key("feeds", "formats", tuple(FORMATS), "The formats to write.", choices=tuple(FORMATS), least=1),
    Key(
        "feeds",
        "items",
        50,
        "How many of the newest items a feed holds; the main ones hold what no archive has yet, too.",
        least=1,
    ),
    Key("feeds", "content", "full", "Whether feeds carry the whole text.", choices=("full", "summary")),
    Key("feeds", "by", ("tag",), "What else gets feeds and pages of its own.", choices=get_args(ListKind)),
    Key("feeds", "hub", "", "The address of a WebSub hub.", forms.HUB),
    Key(
        "catalog",
        "ledger",
        "",
        'A file that keeps the memory as text, for git and CI, e.g. "ledger.jsonl".',
        forms.FOLDER,
    ),
    Key("newsletter", "title", "", "The newsletter's name; the site's where empty."),
    Key(
        "newsletter",
        "subject",
        "{{ site.title }} · {{ edition.date }}",
        "The subject line, a Jinja2 template.",
        forms.TEXT,
    ),
    Key("newsletter", "preheader", "", "The line inboxes show after the subject, a Jinja2 template."),
    Key("newsletter", "from", "", 'The sender, as "Name <address>".', forms.MAILBOX),
    Key("newsletter", "reply_to", "", "Where answers go.", forms.MAILBOX),
    Key("newsletter", "address", "", "The postal address in the footer.", is_long=True),
    Key(
        "newsletter",
        "unsubscribe_url",
        "",
        "For a letter that is pasted into a mail tool: that tool's link or merge tag.",
        forms.UNSUBSCRIBE,
    ),
    Key("newsletter", "intro", "intro.md", "A Markdown file that opens the next edition, if it is there."),
    Key("newsletter", "min_items", 1, "How many items must wait before an edition is due.", least=1),
    Key("newsletter", "items", 12, "How many items stand at length; the rest by title.", least=1),
    Key(
        "newsletter", "content", "summary", "How items after the lead stand in the letter.", choices=("full", "summary")
    ),
    Key("newsletter", "draft", default=True, says="Whether each build writes a draft of the next edition."),
    Key("newsletter.brand", "logo", "", "The address of a picture in place of the title."),
    Key("newsletter.brand", "logo_width", 0, "The picture's width in pixels; its own where 0."),
    Key("newsletter.brand", "accent", "", "The colour of links.", forms.COLOUR),
    Key("newsletter.brand", "accent_dark", "", "The colour of links in dark mode.", forms.COLOUR),
    Key("newsletter.brand", "font", "", "The fonts of the text, the first choice first.", forms.FONT),
    Key("build", "jobs", 0, "How many processes work at once; as many as help where 0."),
    Key("build", "cluster", "", "Kept for the address of a Dask scheduler; nothing uses it yet, and a build says so."),
    Key("schedule", "job", "build", "What to run.", choices=("build", "edition")),
    Key(
        "schedule",
        "every",
        "15 minutes",
        'How often: "15 minutes", "2 hours", "day", a weekday such as "monday", or "month".',
        forms.REPEAT,
    ),
    Key(
        "schedule",
        "at",
        "",
        'The time of day, e.g. "08:00", in the site\'s time zone; midnight where empty.',
        forms.CLOCK,
    ),
)

BY_TABLE = {table: {key.name: key for key in KEYS if key.table == table} for table in TABLES}
BY_PATH = {".".join(key.path): key for key in KEYS if key.table not in ARRAYS}
BY_VARIABLE = {key.variable: key for key in BY_PATH.values()}


def header(table: str) -> str:
    """Write the name of `table` as its header does."""
    return f"[[{table}]]" if table in ARRAYS else f"[{table}]"
