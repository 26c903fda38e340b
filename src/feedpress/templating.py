"""Turn templates into text.

Jinja2 and Babel are imported when something is rendered, so that a build with nothing to do pays for neither:
`digest` only reads files. Corpus text is handed to templates as values and is never a template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from feedpress import __version__, themes
from feedpress.errors import ConfigError, OutsideError, Problem
from feedpress.times import rfc3339

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment

_ASSETS = "pages/assets/"
_SAFE_SCHEMES = ("http://", "https://", "mailto:", "tel:", "sms:")
_SKELETONS = {"month": "yMMMM", "day": "MMMd"}

# English as Unicode's CLDR has it, which is what Babel says too: most sites need no other, and Babel takes 40 ms.
_AMERICAN = ("en", "en-US")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_ENGLISH: Mapping[str, Callable[[date, str], str]] = {
    "long": lambda day, month: f"{month} {day.day}, {day.year}",
    "medium": lambda day, month: f"{month[:3]} {day.day}, {day.year}",
    "month": lambda day, month: f"{month} {day.year}",
    "day": lambda day, month: f"{month[:3]} {day.day}",
}

# What a mistake in a template raises besides Jinja2's own errors: `{{ 1 + "a" }}`, `{{ x.y.z() }}`, `{{ 1 // 0 }}`.
_MISTAKES = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


class Templates(Struct, frozen=True, eq=False):
    """The templates of one site, compiled once; `assets` gives each asset's address below the site, with its digest."""

    environment: Environment
    folders: tuple[Path, ...]
    assets: Mapping[str, str]
    mistakes: tuple[type[Exception], ...]
    language: str
    zone: ZoneInfo

    def render(self, name: str, **values: object) -> str:
        """Render the template `name`, such as "pages/item.html", with `values`.

        Raises ConfigError, naming the template's file and line, where the template is wrong or asks for a value
        that is not among `values`, and OutsideError where it can't be read.
        """
        try:
            return self.environment.get_template(name).render(values)
        except self.mistakes as error:
            path, line = _place(error, self.folders, name)
            raise ConfigError(_problem(error, path, line, values)) from error
        except OSError as error:
            raise OutsideError.of(error, name, "make it readable") from error

    def render_string(self, source: str, where: str, **values: object) -> str:
        """Render `source`, a template from the configuration, as plain text; `where` names its place in a complaint.

        Nothing is escaped: what comes out is a subject or a preheader, not HTML. Raises ConfigError as `render` does.
        """
        try:
            return self.environment.from_string(source).render(values)
        except self.mistakes as error:
            raise ConfigError(_problem(error, where, 0, values)) from error

    def spell(self, moment: datetime, style: str = "long") -> str:
        """Spell the day of `moment`; `style`: full, long, medium, short, or month (March 2024), day (Mar 21).

        It is the templates' filter `date`.
        """
        return _spelled(moment.astimezone(self.zone).date(), style, self.language)


def load(site_folder: Path, *, language: str = "en", timezone: str = "UTC", compiled: Path | None = None) -> Templates:
    """Open the templates of the site in `site_folder`; dates are spelled in `language` and `timezone`.

    Autoescape is on for every file but `*.txt`. What they are compiled to is kept in the folder `compiled`.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError  # 40 ms

    folders = themes.folders(site_folder)
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=lambda name: name is not None and not name.endswith(".txt"),  # noqa: S701 - all but plain text
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_bytecode(compiled),
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    addresses = {name: f"assets/{name}?v={sha256(body).hexdigest()[:8]}" for name, body in assets(site_folder)}
    environment.globals["assets"] = addresses
    mistakes = (TemplateError, *_MISTAKES)
    templates = Templates(environment, folders, addresses, mistakes, language, ZoneInfo(timezone))
    environment.filters.update(safe_url=safe_url, date=templates.spell, datetime_iso=rfc3339)
    return templates


def _bytecode(folder: Path | None) -> BytecodeCache | None:
    """Return where compiled templates are kept: apart by version, since how they are compiled may change with it."""
    if folder is None:
        return None
    from jinja2 import FileSystemBytecodeCache
    from jinja2 import __version__ as jinja_version

    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:  # they are compiled again each time, then
        return None
    return FileSystemBytecodeCache(str(folder), f"{__version__}-{jinja_version}-%s")


def digest(site_folder: Path, kind: Literal["pages", "email"]) -> str:
    """Return the SHA-256, in hex, of the templates of `kind` that are in effect for the site in `site_folder`."""
    seal = sha256()
    for name, path in themes.effective(site_folder).items():
        if name.startswith(f"{kind}/"):
            body = _read(path)
            seal.update(f"{name}\0{len(body)}\0".encode() + body)
    return seal.hexdigest()


def assets(site_folder: Path) -> tuple[tuple[str, bytes], ...]:
    """Read what is published below `assets/`: each file's name there, with `/`, and its bytes."""
    files = themes.effective(site_folder).items()
    return tuple((name.removeprefix(_ASSETS), _read(path)) for name, path in files if name.startswith(_ASSETS))


def shipped() -> tuple[tuple[str, bytes], ...]:
    """Read the templates that come with feedpress: each one's name and its bytes."""
    folder = themes.folders(Path())[1]
    return tuple(sorted((name, _read(path)) for name, path in themes.files(folder)))


def safe_url(url: str) -> str:
    """Return `url` where it can do no harm as a link (http, https, mailto, tel, sms), else "#"."""
    return url if url.lower().startswith(_SAFE_SCHEMES) else "#"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutsideError.of(error, path, "make it readable") from error


@lru_cache(maxsize=4096)
def _spelled(day: date, style: str, language: str) -> str:
    if language in _AMERICAN and style in _ENGLISH:
        return _ENGLISH[style](day, _MONTHS[day.month - 1])
    from babel.dates import format_date, format_skeleton  # 30 ms, and only where a date is shown

    locale = _locale(language)
    if style in _SKELETONS:
        return format_skeleton(_SKELETONS[style], datetime(day.year, day.month, day.day, tzinfo=UTC), locale=locale)
    return format_date(day, style, locale=locale)


@lru_cache(maxsize=64)
def _locale(language: str) -> Any:
    from babel import Locale, UnknownLocaleError  # as above

    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


def _place(error: BaseException, folders: tuple[Path, ...], name: str) -> tuple[str, int]:
    """Find the template's file and line that `error` comes from; Jinja2 puts them into the traceback."""
    line = getattr(error, "lineno", None)
    if line:
        return _shown(Path(getattr(error, "filename", None) or name), folders), line
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    ours = [(path, line) for path, line in frames if any(path.is_relative_to(folder) for folder in folders)]
    if not ours:
        path = next((folder / name for folder in folders if (folder / name).is_file()), Path(name))
        return _shown(path, folders), 0
    return _shown(ours[-1][0], folders), ours[-1][1]


def _shown(path: Path, folders: tuple[Path, ...]) -> str:
    own = folders[0]
    return path.relative_to(own.parent).as_posix() if path.is_relative_to(own) else path.as_posix()


def _problem(error: Exception, path: str, line: int, values: Mapping[str, object]) -> Problem:
    what = f"{type(error).__name__}: {error}" if isinstance(error, _MISTAKES) else str(error).rstrip(".")
    fix = f"mend the template; it is given {', '.join(sorted(values))}" if values else "mend the template"
    return Problem(path, line, what, fix, "error")
