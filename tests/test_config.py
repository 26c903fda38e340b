"""Settings are read to the letter, and every mistake in them is named at once, with its line and its cure."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from feedpress import config
from feedpress.config import describe, keys, places
from feedpress.config.faults import fault, literal
from feedpress.errors import ConfigError, Problem
from feedpress.given import find
from feedpress.newsletter.settings import Brand, Newsletter
from feedpress.pipeline.intake import settings_for

CHECKOUT = Path(__file__).parents[1]
URL = '[site]\nurl = "https://example.org/"\n'


def site(folder: Path, text: str = URL, **environ: str) -> config.Config:
    """Read `text` as the feedpress.toml of a site in `folder`."""
    (folder / config.FILE).write_text(text, encoding="utf-8")
    return config.read(folder, environ=environ)


def complaints(folder: Path, text: str, **environ: str) -> list[str]:
    """Tell what reading `text` complains of, as users see it."""
    with pytest.raises(ConfigError) as caught:
        site(folder, text, **environ)
    return str(caught.value).splitlines()


def complaint(folder: Path, text: str) -> str:
    """Tell the only thing that `text` is complained of, where the site has an address; the file's name is left out."""
    (line,) = complaints(folder, text, FEEDPRESS_SITE__URL="https://example.org/")
    return line.removeprefix("feedpress.toml:")


# Defaults


def test_a_folder_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    """A site needs no feedpress.toml; it is named after its folder and only lacks an address."""
    folder = tmp_path / "press"
    folder.mkdir()

    settings = config.read(folder, environ={})

    assert settings.site.title == "press"
    assert settings.site.url == "http://localhost:8000/"
    assert (settings.authority, settings.ledger, settings.jobs) == ("", None, 0)
    assert (settings.corpus.folder, settings.output) == (folder / "seeds", folder / "dist")
    assert settings.corpus.include == ("**/*",)
    assert settings.items == config.Items(teasers="keep", duplicates="merge", future="hold")
    assert settings.feeds == config.Feeds(formats=("atom", "rss", "json"), items=50, content="full", by=("tag",))
    assert settings.newsletter == Newsletter(title="press")
    assert settings.schedule == (config.Job(job="build", every="15 minutes", at=""),)
    what = "no `url` in [site], so that links start with http://localhost:8000/"
    assert settings.problems == (Problem("feedpress.toml", 0, what, "set it before anyone subscribes"),)


def test_the_defaults_are_sound() -> None:
    """Each default passes the form it would be held to, empty ones aside, which mean "not set"."""
    held = [(key, text) for key in keys.KEYS for text in ([key.default] if isinstance(key.default, str) else [])]

    assert [key.name for key, text in held if text and not key.form.fits(text)] == []
    assert [key.name for key, text in held if key.choices and text not in key.choices] == []


def test_the_sample_parses_to_the_defaults(tmp_path: Path) -> None:
    """The commented file of a new site says what would hold without it."""
    bare = config.read(tmp_path, environ={})

    sampled = site(tmp_path, config.sample())

    assert replace(sampled, problems=()) == replace(bare, problems=())
    assert sampled.digest() == bare.digest()


def test_the_sample_s_switched_off_tables_are_sound(tmp_path: Path) -> None:
    """Taking the "#" from the arrays of tables leaves a file that reads."""
    text = re.sub(r"(?m)^#(?=\S)", "", config.sample())

    settings = site(tmp_path, text)

    assert settings.corpus.parts == (config.Part(path="crawl/example.org", cruft="strong"),)
    assert settings.schedule == (config.Job(),)


def test_the_sample_explains_each_key() -> None:
    """Above each key of the sample stands one sentence."""
    lines = config.sample().splitlines()
    found = [(above, line) for above, line in pairwise(lines) if re.match(r"#?\w+ = ", line)]

    assert len(found) == len(keys.KEYS)
    assert [line for above, line in found if not re.fullmatch(r"# .+\.", above)] == []


def test_the_checkout_is_a_sound_site() -> None:
    """The checkout's own file is the sample with a title and a description."""
    own = re.compile(r'^(?:title|description) = ".+"$', flags=re.MULTILINE)
    lines = (CHECKOUT / config.FILE).read_text(encoding="utf-8").splitlines()

    settings = config.read(CHECKOUT, environ={})

    assert [line for line in lines if line not in config.sample().splitlines()] == own.findall("\n".join(lines))
    assert settings.site.title == "feedpress"


def test_the_documentation_lists_each_key() -> None:
    """docs/configuration.md holds the tables that the keys generate."""
    assert describe.reference() in (CHECKOUT / "docs" / "configuration.md").read_text(encoding="utf-8")


# Values


def test_every_key_can_be_set(tmp_path: Path) -> None:
    """Each key reaches its place among the settings."""
    settings = site(
        tmp_path,
        """
[site]
title = "The Press"
url = "HTTPS://Press.Example.org:8443/Blog"
description = "News"
author = "Ann"
email = "ann@example.org"
language = "pt-BR"
timezone = "Europe/Berlin"
authority = "example.net"
rights = "© Ann"
[corpus]
folder = "texts"
include = ["**/*.md"]
exclude = ["old/**"]
cruft = "none"
date_order = "dmy"
[[corpus.part]]
path = "crawl/"
tags = ["web"]
author = "Bo"
[[corpus.part]]
path = "./crawl/a"
cruft = "strong"
[items]
teasers = "drop"
duplicates = "keep"
future = "publish"
[output]
folder = "public"
[feeds]
formats = ["json", "atom", "json"]
items = 20
content = "summary"
by = []
hub = "https://hub.example.org/?a=b"
[catalog]
ledger = "ledger.jsonl"
[newsletter]
title = "Letter"
subject = "S"
preheader = "P"
from = "The Press <press@example.org>"
reply_to = "ann@example.org"
address = "1 Road\\nTown"
unsubscribe_url = "{{ unsubscribe }}"
intro = ""
min_items = 3
items = 5
content = "full"
draft = false
[newsletter.brand]
logo = "logo.png"
logo_width = 120
accent = "#0A5c8f"
accent_dark = "#99ccff"
font = "Georgia, 'Times New Roman', serif"
[build]
jobs = 2
cluster = "tcp://127.0.0.1:8786"
[[schedule]]
every = "2 hours"
[[schedule]]
job = "edition"
every = "monday"
at = "08:00"
""",
    )

    assert settings.site.url == "https://press.example.org:8443/Blog/"
    assert (settings.site.title, settings.site.email, settings.site.rights) == ("The Press", "ann@example.org", "© Ann")
    assert settings.authority == "example.net"
    assert settings.corpus == config.Corpus(
        folder=tmp_path / "texts",
        include=("**/*.md",),
        exclude=("old/**",),
        cruft="none",
        date_order="dmy",
        parts=(
            config.Part(path="crawl", tags=("web",), author="Bo", cruft="none"),
            config.Part(path="crawl/a", cruft="strong"),
        ),
    )
    assert settings.items == config.Items(teasers="drop", duplicates="keep", future="publish")
    assert settings.output == tmp_path / "public"
    assert settings.feeds == config.Feeds(
        formats=("json", "atom"), items=20, content="summary", by=(), hub="https://hub.example.org/?a=b"
    )
    assert settings.ledger == tmp_path / "ledger.jsonl"
    assert settings.newsletter == Newsletter(
        title="Letter",
        subject="S",
        preheader="P",
        sender="The Press <press@example.org>",
        reply_to="ann@example.org",
        address="1 Road\nTown",
        unsubscribe_url="{{ unsubscribe }}",
        intro="",
        min_items=3,
        items=5,
        content="full",
        draft=False,
        brand=Brand(
            logo="logo.png",
            logo_width=120,
            accent="#0A5c8f",
            accent_dark="#99ccff",
            font="Georgia, 'Times New Roman', serif",
        ),
    )
    assert settings.jobs == 2
    names = [job.name for job in settings.schedule]
    assert names == ["build every 2 hours", "edition every monday at 08:00"]
    assert [problem.what for problem in settings.problems] == ["nothing uses `cluster` yet"]


@pytest.mark.parametrize(
    ("url", "settled", "authority"),
    [
        ("http://example.org", "http://example.org/", "example.org"),
        ("https://EXAMPLE.org/A/", "https://example.org/A/", "example.org"),
        ("https://example.org:8000/a//", "https://example.org:8000/a/", "example.org"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]:80/", "[2001:db8::1]"),
        ("https://xn--bcher-kva.example/%C3%A4", "https://xn--bcher-kva.example/%C3%A4/", "xn--bcher-kva.example"),
    ],
)
def test_a_url_is_written_in_one_way(tmp_path: Path, url: str, settled: str, authority: str) -> None:
    """The site's address ends in one slash, and its host is what ids are minted under."""
    settings = site(tmp_path, f'site.url = "{url}"')

    assert (settings.site.url, settings.authority) == (settled, authority)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('site.url = "example.org"', "an absolute http(s) URL"),
        ('site.url = "ftp://example.org/"', "an absolute http(s) URL"),
        ('site.url = "https://example.org/?a=b"', "an absolute http(s) URL without a query"),
        ('site.url = "https://example.org:99999/"', "an absolute http(s) URL"),
        ('site.url = "https://example.org/#a"', "an absolute http(s) URL"),
        ('site.url = "https://ann:secret@example.org/"', "an absolute http(s) URL"),
        ('site.url = "https://example.org/a b"', "an absolute http(s) URL"),
        ('site.url = "https://bücher.example/"', "an absolute http(s) URL"),
        ('site.url = "https:///a"', "an absolute http(s) URL"),
        ('site.language = "deutsch"', "a BCP 47 language tag"),
        ('site.language = "en_US"', "a BCP 47 language tag"),
        ('site.language = ""', "a BCP 47 language tag"),
        ('site.timezone = ""', "an IANA time zone"),
        ('site.timezone = "Europe"', "an IANA time zone"),
        ('site.timezone = "../etc/passwd"', "an IANA time zone"),
        ('site.timezone = "localtime"', "an IANA time zone"),
        ('site.timezone = "right/Europe/Berlin"', "an IANA time zone"),
        ('site.email = "ann"', "an e-mail address"),
        ('site.email = "Ann <ann@example.org>"', "an e-mail address"),
        ('site.authority = "a host"', "a host's name"),
        ('corpus.folder = ""', "a path"),
        ('corpus.folder = "~/texts"', "a path"),
        ('output.folder = " "', "a path"),
        ('newsletter.from = "Ann <ann>"', "a mailbox"),
        ('newsletter.from = "Ann ann@example.org"', "a mailbox"),
        ('newsletter.reply_to = "a@example.org, b@example.org"', "a mailbox"),
        ('newsletter.subject = ""', "a text"),
        ('newsletter.unsubscribe_url = "leave"', "a URL or a merge tag"),
        ('newsletter.unsubscribe_url = "javascript:alert(1)"', "a URL or a merge tag"),
        ("newsletter.unsubscribe_url = '{{ a }}\">'", "a URL or a merge tag"),
        ('newsletter.brand.accent = "red"', "a colour of six hex digits"),
        ('newsletter.brand.accent = "#fff"', "a colour of six hex digits"),
        ('newsletter.brand.font = "a; b"', "a list of font names"),
        ('feeds.hub = "hub"', "an absolute http(s) URL"),
        ('schedule = [{ every = "0 minutes" }]', "a time to repeat"),
        ('schedule = [{ every = "2 days" }]', "a time to repeat"),
        ('schedule = [{ every = "day", at = "8:00" }]', "a time of day"),
        ('schedule = [{ every = "day", at = "24:00" }]', "a time of day"),
        ('corpus.part = [{ path = "/a" }]', "a path inside the corpus folder"),
        ('corpus.part = [{ path = "a/../.." }]', "a path inside the corpus folder"),
        ('corpus.part = [{ path = "." }]', "a path inside the corpus folder"),
        ("site.title = 3", "text"),
        ("site.title = 2026-01-01", "text"),
        ("schedule = [{ every = 15 }]", "text"),
        ("schedule = [{ at = 08:00:00 }]", "text"),
        ('feeds.items = "fifty"', "a whole number"),
        ("feeds.items = 5.0", "a whole number"),
        ("feeds.items = true", "a whole number"),
        ("newsletter.draft = 1", "true or false"),
        ('newsletter.draft = "yes"', "true or false"),
        ('feeds.by = "tag"', "a list of texts"),
        ("corpus.include = [1]", "a list of texts"),
        ("corpus.include = {}", "a list of texts"),
    ],
)
def test_a_wrong_value_is_an_error(tmp_path: Path, line: str, what: str) -> None:
    """A value of the wrong type or form is named with what it should be, and a cure."""
    text = complaint(tmp_path, line)

    assert re.fullmatch(rf"1: `\w+` in \[.+\] (is|holds) .+, not {re.escape(what)}.*; .+", text)


@pytest.mark.parametrize(
    "line",
    [
        'newsletter.unsubscribe_url = "*|UNSUB|*"',
        'newsletter.unsubscribe_url = "%%unsubscribe%%"',
        'newsletter.unsubscribe_url = "{$unsubscribe}"',
        'newsletter.unsubscribe_url = "[[UNSUB_LINK_EN]]"',
        'newsletter.unsubscribe_url = "{% unsubscribe_link %}"',
        'newsletter.unsubscribe_url = "<%asm_group_unsubscribe_raw_url%>"',
        'newsletter.unsubscribe_url = "%UNSUBSCRIBELINK%"',
        'newsletter.unsubscribe_url = "[unsubscribe]"',
        'newsletter.unsubscribe_url = "https://example.org/leave?list=a&x=%20"',
        "newsletter.from = 'ann@example.org'",
        "newsletter.from = '\"Press, The\" <press@example.org>'",
        "newsletter.from = 'Zoë <zoe@example.org>'",
        'site.timezone = "America/St_Johns"',
        'site.language = "zh-Hant-TW"',
        'schedule = [{ every = "hour" }, { every = "1 minute" }, { every = "month", at = "23:59" }]',
        'corpus.folder = "/srv/texts"',
        'output.folder = "../public"',
    ],
)
def test_a_sound_value_is_taken(tmp_path: Path, line: str) -> None:
    """What a user may well mean is no mistake."""
    folder = tmp_path / "site"
    folder.mkdir()

    assert site(folder, f'{line}\nsite.url = "https://example.org/"').problems == ()


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        ("feeds.items = 0", "`items` in [feeds] is 0; write 1 or more"),
        ("feeds.items = 9999999999", "`items` in [feeds] is 9999999999; write 1000000000 or less"),
        ("build.jobs = -1", "`jobs` in [build] is -1; write 0 or more"),
        ("newsletter.min_items = 0", "`min_items` in [newsletter] is 0; write 1 or more"),
        ("build.jobs = 'x'", '`jobs` in [build] is "x", not a whole number; write e.g. 0'),
        ("site.timezone = 'Europe/Berln'", 'not an IANA time zone; did you mean "Europe/Berlin"?'),
        ("corpus.cruft = 'stron'", '"auto", "none", "gentle", "strong"; did you mean "strong"?'),
        ("corpus.date_order = 'x'", 'not one of "auto", "dmy", "mdy", "ymd"; choose one'),
        ("feeds.by = ['tag', 'tags']", 'holds "tags", not one of "tag", "author", "folder", "language"; did you mean'),
        ('site.title = "a\\nb"', 'is "a\\nb", with a control character; write it in one plain line'),
        ('newsletter.from = "a\\r\\nBcc: b@example.org"', "with a control character"),
        ('site.description = "a\\u0000b"', "with a control character"),
        ('site.title = "a\\u2028b"', "with a control character"),
        (f"site.language = '{'x' * 99}'", f'is "{"x" * 58}…, not a BCP 47'),
        ("site = 3", "`site` is 3, not a table; write [site] above its keys"),
        ("newsletter.brand = 'x'", '`brand` is "x", not a table; write [newsletter.brand] above its keys'),
        ("schedule = 3", "`schedule` is 3, not any number of tables; write [[schedule]] above each"),
        ("schedule.job = 'build'", "`schedule` is a table, not any number of tables; write [[schedule]] above each"),
        (
            "zzz = 3",
            "unknown key `zzz`; known here: site, corpus, items, output, feeds, catalog, newsletter, build, sch",
        ),
        ("titel = 3", "unknown key `titel`; did you mean `title` in [site] or [newsletter]?"),
        ("sites.url = 'x'", "unknown key `sites`; did you mean `site`?"),
        ("url = 'x'", "unknown key `url`; did you mean `url` in [site]?"),
        ("feeds.max_item = 3", "unknown key `max_item` in [feeds]; did you mean `items`?"),
        ("feeds.zzz = 3", "unknown key `zzz` in [feeds]; known here: formats, items, content, by, hub"),
        ("feeds.Items = 3", "unknown key `Items` in [feeds]; did you mean `items`?"),
        ("feeds.future = 'hold'", "unknown key `future` in [feeds]; it belongs in [items]"),
        ("newsletter.brnd.logo = 'x'", "unknown key `brnd` in [newsletter]; did you mean `brand`?"),
        ("schedule = [{ evry = 'day' }]", "unknown key `evry` in [[schedule]]; did you mean `every`?"),
        ("corpus.part = [{ tags = ['a'] }]", 'a [[corpus.part]] has no `path`; write e.g. path = "crawl/example.org"'),
        ("corpus.part = [{ path = 'a' }, { path = 'a/' }]", 'a [[corpus.part]] for "a" is there already; make one'),
        ("schedule = [{}, { job = 'build' }]", 'the job "build every 15 minutes" is there already; leave one of'),
        ("schedule = [{ at = '08:00' }]", '`at` has no meaning for every = "15 minutes"; leave `at` out, or'),
        ("output.folder = '.'", "the output folder is, or holds, the site's folder; give it a folder of its own"),
        ("output.folder = '..'", "the output folder is, or holds, the site's folder"),
        ("output.folder = 'seeds'", "the output folder is, or holds, the corpus folder"),
        ("output.folder = 'a'\ncorpus.folder = 'a/b'", "the output folder is, or holds, the corpus folder"),
        ("output.folder = 'seeds/dist'", "the output folder lies in the corpus folder"),
        ("output.folder = '.feedpress/dist'", "the output folder lies in .feedpress/"),
        ("output.folder = 'templates'", "the output folder lies in templates/"),
        ("corpus.folder = '.feedpress'", "the corpus folder lies in .feedpress/; keep documents elsewhere"),
        ("catalog.ledger = 'dist/ledger.jsonl'", "the ledger lies in the output folder; keep it beside"),
        ("catalog.ledger = '.'", "the ledger is a folder; keep it beside feedpress.toml"),
    ],
)
def test_a_mistake_is_named_with_its_cure(tmp_path: Path, line: str, cure: str) -> None:
    """Each kind of mistake has words of its own."""
    text = complaint(tmp_path, line)

    assert cure in text


def test_a_link_does_not_hide_that_the_output_is_the_corpus(tmp_path: Path) -> None:
    """A symbolic link to the corpus is no folder to publish to."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "dist").symlink_to("seeds")

    assert "the corpus folder" in complaint(tmp_path, "")


def test_a_corpus_that_is_the_site_leaves_the_site_s_own_files_out(tmp_path: Path) -> None:
    """Where the corpus holds the whole site, the output, the templates, the introduction and the ledger are none."""
    settings = site(tmp_path, URL + '[corpus]\nfolder = "."\nexclude = ["*.txt"]\n[catalog]\nledger = "ledger.jsonl"')

    assert settings.corpus.exclude == ("*.txt", "dist/**", "templates/**", "intro.md", "ledger.jsonl")


# Mistakes, all together


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    """Every mistake of the file and the environment is named in one go, in order, each with its line."""
    text = """\
[site]
titel = "x"          # no key
url = "example.org"
description = \"\"\"
[feeds]
items = 3
\"\"\"
[feeds]
formats = [
  "atom", # ] a comment
  "rsss",
]
[newsletter]
brand = { accent = "red", logo = '''
''', logo_width = "x" }
"from" = "me"
[[schedule]]
[[schedule]]
every = "tuesdays"
[output]
folder = "seeds"
"""

    found = complaints(tmp_path, text, FEEDPRESS_FEEDS__ITEM="3", FEEDPRESS_BUILD__JOBS="x")

    assert [line.split(";")[0] for line in found] == [
        'FEEDPRESS_BUILD__JOBS: `jobs` in [build] is "x", not a whole number',
        "FEEDPRESS_FEEDS__ITEM: unknown variable",
        "feedpress.toml:2: unknown key `titel` in [site]",
        'feedpress.toml:3: `url` in [site] is "example.org", not an absolute http(s) URL without a query',
        'feedpress.toml:11: `formats` in [feeds] holds "rsss", not one of "atom", "rss", "json"',
        'feedpress.toml:14: `accent` in [newsletter.brand] is "red", not a colour of six hex digits',
        'feedpress.toml:15: `logo_width` in [newsletter.brand] is "x", not a whole number',
        'feedpress.toml:16: `from` in [newsletter] is "me", not a mailbox',
        'feedpress.toml:19: `every` in [[schedule]] is "tuesdays", not a time to repeat',
        "feedpress.toml:21: the output folder is, or holds, the corpus folder",
    ]


def test_a_faulty_job_is_no_second_job(tmp_path: Path) -> None:
    """A value that falls back to its default raises no complaint about what it might clash with."""
    found = complaints(tmp_path, URL + '[[schedule]]\n[[schedule]]\nevery = "tuesdays"\nat = "08:00"')

    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[site]\ntitle = "a"\ntitle = "b"', "3: not TOML: Cannot overwrite a value"),
        ("[site]\ntitle = Press", "2: not TOML: Invalid value"),
        ('[site]\ntitle = "a', "2: not TOML: "),
        ("[site]\n[site]", "2: not TOML: Cannot declare"),
        ("[site]\nx = 2024-02-31", "2: not TOML: Invalid date or datetime"),
        (f"x = {'[' * 5000}{']' * 5000}", " nests too deep; write plain tables"),
        (f"[build]\njobs = {'9' * 5000}", "2: not TOML: "),
    ],
)
def test_a_file_that_is_not_toml_is_named_with_its_line(tmp_path: Path, text: str, place: str) -> None:
    """A mistake in the syntax has a line, and no traceback."""
    (line,) = complaints(tmp_path, text)

    assert line.startswith(f"feedpress.toml:{place}")


def test_a_byte_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    """A file in another encoding is refused where it differs."""
    (tmp_path / config.FILE).write_bytes(b'[site]\ntitle = "Caf\xe9"\n')

    with pytest.raises(ConfigError, match=r"^feedpress.toml:2: holds a byte that is not UTF-8; save it as UTF-8$"):
        config.read(tmp_path, environ={})


def test_a_byte_order_mark_and_crlf_do_no_harm(tmp_path: Path) -> None:
    """A file that a Windows editor saved is read like any other."""
    (tmp_path / config.FILE).write_bytes(b'\xef\xbb\xbf[site]\r\ntitle = "A"\r\nurl = "x"\r\n')

    with pytest.raises(ConfigError, match=r"^feedpress.toml:3: `url`"):
        config.read(tmp_path, environ={})


def test_a_file_that_cannot_be_read_is_a_mistake(tmp_path: Path) -> None:
    """A folder in the file's place is named, without a traceback."""
    (tmp_path / config.FILE).mkdir()

    with pytest.raises(ConfigError, match=r"feedpress.toml: cannot be read: Is a directory"):
        config.read(tmp_path, environ={})


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    """A site in no folder cannot be read."""
    with pytest.raises(ConfigError, match="there is no such folder"):
        config.read(tmp_path / "nowhere", environ={})


# The environment and the command line


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    """Variables are read as the type of their key: text, number, truth or list."""
    settings = site(
        tmp_path,
        URL + '[build]\njobs = 1\n[newsletter]\ntitle = "Letter"',
        FEEDPRESS_SITE__URL="https://example.net",
        FEEDPRESS_BUILD__JOBS=" 4 ",
        FEEDPRESS_NEWSLETTER__DRAFT="No",
        FEEDPRESS_NEWSLETTER__BRAND__ACCENT="#000000",
        FEEDPRESS_FEEDS__BY="author, tag,",
        FEEDPRESS_CORPUS__EXCLUDE="",
        FEEDPRESS_REAL="1",
        HOME="/root",
    )

    assert settings.site.url == "https://example.net/"
    assert (settings.jobs, settings.newsletter.draft, settings.newsletter.brand.accent) == (4, False, "#000000")
    assert (settings.feeds.by, settings.corpus.exclude) == (("author", "tag"), ())
    assert settings.newsletter.title == "Letter"
    assert settings.problems == ()


@pytest.mark.parametrize(
    ("name", "value", "complained"),
    [
        ("FEEDPRESS_SITE__URL", "x", 'FEEDPRESS_SITE__URL: `url` in [site] is "x", not an absolute'),
        ("FEEDPRESS_SITE__TITEL", "x", "FEEDPRESS_SITE__TITEL: unknown variable; did you mean FEEDPRESS_SITE__TITLE?"),
        ("FEEDPRESS_Q__Q", "x", "FEEDPRESS_Q__Q: unknown variable; unset it"),
        ("FEEDPRESS_SCHEDULE__EVERY", "day", "FEEDPRESS_SCHEDULE__EVERY: unknown variable"),
        (
            "FEEDPRESS_NEWSLETTER__DRAFT",
            "maybe",
            'FEEDPRESS_NEWSLETTER__DRAFT: `draft` in [newsletter] is "maybe", not',
        ),
        ("FEEDPRESS_FEEDS__ITEMS", "1.5", 'FEEDPRESS_FEEDS__ITEMS: `items` in [feeds] is "1.5", not a whole number'),
        ("FEEDPRESS_OUTPUT__FOLDER", "seeds", "FEEDPRESS_OUTPUT__FOLDER: the output folder is, or holds, the corpus"),
    ],
)
def test_a_wrong_variable_is_an_error(tmp_path: Path, name: str, value: str, complained: str) -> None:
    """A mistake in the environment is named with its variable."""
    (line,) = complaints(tmp_path, URL, **{name: value})

    assert line.startswith(complained)


def test_a_variable_with_one_underscore_too_few_is_warned_of(tmp_path: Path) -> None:
    """FEEDPRESS_SITE_TITLE sets nothing, and says so."""
    settings = site(tmp_path, URL, FEEDPRESS_SITE_TITLE="x")

    assert list(map(str, settings.problems)) == [
        "FEEDPRESS_SITE_TITLE: sets nothing; did you mean FEEDPRESS_SITE__TITLE?"
    ]


def test_an_empty_variable_takes_the_address_away(tmp_path: Path) -> None:
    """An address that the environment empties is missing, whatever the file says."""
    settings = site(tmp_path, URL, FEEDPRESS_SITE__URL="")

    assert settings.authority == ""
    assert [str(problem).split(",")[0] for problem in settings.problems] == ["feedpress.toml:2: no `url` in [site]"]


def test_options_override_the_environment(tmp_path: Path) -> None:
    """What the command line says holds; an option that was not given doesn't."""
    options = {"corpus.folder": tmp_path / "a", "output.folder": "b"}
    environ = {"FEEDPRESS_OUTPUT__FOLDER": "c", "FEEDPRESS_BUILD__JOBS": "3"}

    settings = config.read(tmp_path, environ=environ, overrides=options)

    assert (settings.corpus.folder, settings.output) == (tmp_path / "a", tmp_path / "b")
    assert settings.jobs == 3


def test_a_wrong_option_is_an_error(tmp_path: Path) -> None:
    """A mistake in an option is named as such."""
    with pytest.raises(ConfigError, match=r"^command line: `jobs` in \[build\] is -1;"):
        config.read(tmp_path, environ={}, overrides={"build.jobs": -1})


# What a config can tell


def test_the_nearest_folder_upward_is_the_site(tmp_path: Path) -> None:
    """A command works from any folder below a site; where there is no site, in its own."""
    inner = tmp_path / "site" / "a" / "b"
    inner.mkdir(parents=True)

    before = find(inner)
    (tmp_path / "site" / config.FILE).touch()

    assert (before, find(inner)) == (inner, tmp_path / "site")


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("a/b/c.txt", "a/b"),
        ("a/x.txt", "a"),
        ("a/bc.txt", "a"),
        ("ab/c.txt", None),
        ("c.txt", None),
        ("rows.jsonl", "rows.jsonl"),
    ],
)
def test_a_document_belongs_to_the_longest_part(tmp_path: Path, path: str, part: str | None) -> None:
    """Parts match whole names of folders, or a file."""
    parts = "".join(f"[[corpus.part]]\npath = '{each}'\n" for each in ("a", "a/b", "rows.jsonl"))

    found = site(tmp_path, URL + parts).part_for(path)

    assert (found.path if found else None) == part


def test_the_digest_is_the_same_anywhere(tmp_path: Path) -> None:
    """Where a site lies, where its output goes, how many build it and when change no byte."""
    one, two = tmp_path / "1" / "press", tmp_path / "2" / "press"
    one.mkdir(parents=True)
    two.mkdir(parents=True)
    moved = URL + '[corpus]\nfolder = "a"\n[output]\nfolder = "b"\n[build]\njobs = 2\n[[schedule]]\nevery = "day"'

    assert site(one).digest() == site(two, moved).digest()


PUBLISHED = [name for name, key in keys.BY_PATH.items() if key.table not in {"output", "catalog", "build"}]
TRIALS = (
    "x",
    "https://example.net/",
    "a@example.net",
    "de",
    "Europe/Berlin",
    "#000000",
    7,
    False,
    ("author",),
    ("rss",),
)


@pytest.mark.parametrize("name", [name for name in PUBLISHED if name != "corpus.folder"])
def test_the_digest_tells_every_setting_that_is_published(tmp_path: Path, name: str) -> None:
    """Whatever can reach the output changes the digest."""
    key = keys.BY_PATH[name]
    values = [*key.choices, *((choice,) for choice in key.choices), *TRIALS]
    value = next(value for value in values if value != key.default and not fault(key, value))

    changed = config.read(tmp_path, environ={}, overrides={name: value})

    assert changed.digest() != config.read(tmp_path, environ={}).digest()


def test_the_digest_tells_the_parts(tmp_path: Path) -> None:
    """A part's ways reach the output."""
    part = '[[corpus.part]]\npath = "a"\n'

    assert len({site(tmp_path, URL + text).digest() for text in ("", part, part + 'tags = ["b"]')}) == 3


def test_reading_settings_imports_nothing_heavy(tmp_path: Path) -> None:
    """A command that reads settings pays for them alone."""
    (tmp_path / config.FILE).write_text(URL + 'timezone = "UTC"', encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from feedpress import config;"
        "config.read(Path(sys.argv[1]), environ={}); print(*sys.modules)"
    )

    out = subprocess.run([sys.executable, "-c", code, tmp_path], check=True, capture_output=True, text=True).stdout

    heavy = {"jinja2", "lxml", "difflib", "zoneinfo", "schedule", "premailer"}
    assert heavy & set(out.split()) == set()


# Lines


def paths(node: object, above: places.Where = ()) -> list[places.Where]:
    """List the path of everything in a parsed file."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path for step, value in inner for path in ((*above, step), *paths(value, (*above, step)))]


@pytest.mark.parametrize(
    ("text", "where", "line"),
    [
        ("a = 1\nb = 2", ("b",), 2),
        ("# a = 1\n\na = 1", ("a",), 3),
        ("a.b.c = 1\na.b.d = 2", ("a", "b", "d"), 2),
        ('a."b c".d = 1', ("a", "b c", "d"), 1),
        ("[a.b]\nc = 1", ("a",), 1),
        ("[[a]]\nb = 1\n[[a]]\n[[a.c]]\n[a.c.d]\ne = 1", ("a", 1, "c", 0, "d", "e"), 6),
        ("a = '''\nb = 1\n'''\nc = 1", ("c",), 4),
        ('a = """\n\\"""\nb = 1"""\nc = 1', ("c",), 4),
        ('a = "[\\"#"\nb = 1', ("b",), 2),
        ("a = [ # ]\n 1.5, 2026-01-01 10:00:00,\n\n [\n 3 ] ]", ("a", 2, 0), 5),
        ("a = [ { b = 1 }, { c = [ 1,\n 2 ] } ]\nd = 1", ("a", 1, "c", 1), 2),
        ("a = [ { b = 1 }, { c = [ 1,\n 2 ] } ]\nd = 1", ("d",), 3),
        ("a = 1", ("b",), 0),
    ],
)
def test_a_key_s_line_is_found(text: str, where: places.Where, line: int) -> None:
    """Comments, strings, lists, inline tables and arrays of tables don't lead the search astray."""
    assert places.line_of(where, places.lines(text)) == line


def toml(value: object) -> str:
    """Write `value` as TOML, lists over several lines."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {toml(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[\n" + "".join(f"{toml(inner)}, # ]\n" for inner in value) + "]"
    assert isinstance(value, (int, str))
    return literal(value)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\"\\[]{}=#'"))
VALUES = st.recursive(
    TEXTS | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from("abcd"), VALUES))
def test_everything_in_a_file_has_a_line(tree: dict[str, object]) -> None:
    """Whatever tomllib finds in a file, the search for lines finds too."""
    text = "".join(f"{name} = {toml(value)}\n" for name, value in tree.items())

    found = places.lines(text)

    assert tomllib.loads(text) == tree
    assert set(paths(tree)) == set(found)


@given(TEXTS)
def test_a_text_is_written_as_toml_reads_it(text: str) -> None:
    """The sample's values survive any quote or backslash."""
    assert tomllib.loads(f"a = {literal(text)}") == {"a": text}


@given(st.sampled_from(keys.KEYS), VALUES)
def test_any_value_is_judged_in_one_line(key: keys.Key, value: object) -> None:
    """No value makes the check itself fail, and no complaint spans lines."""
    found = fault(key, value)

    assert found is None or len(str(Problem("x", 1, found.what, found.fix)).splitlines()) == 1


def test_a_site_without_any_format_is_an_error(tmp_path: Path) -> None:
    """Feeds in no format at all are a mistake that is named with its cure; lists of no kind are a choice."""
    assert complaint(tmp_path, "feeds.formats = []") == (
        '1: `formats` in [feeds] is empty; name one of "atom", "rss", "json", or leave the key out'
    )


def test_a_part_may_be_gentler_than_the_corpus(tmp_path: Path) -> None:
    """What is said of a subfolder holds there, also where it is what holds without any settings."""
    lines = '[corpus]\ncruft = "strong"\n[[corpus.part]]\npath = "a"\ncruft = "auto"\n'
    found = site(tmp_path, lines + '[site]\nurl = "https://example.org/"')

    assert [settings_for(found, path).cruft for path in ("a/one.txt", "b/one.txt")] == ["auto", "strong"]
