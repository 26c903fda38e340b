"""Find the files of templates: the site's own first, then the shipped ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_SHIPPED = (_HERE / "templates", _HERE.parents[1] / "templates")  # in a wheel, in the checkout


def folders(site_folder: Path) -> tuple[Path, ...]:
    """Return the folders of templates, the site's own first."""
    shipped = next(folder for folder in _SHIPPED if (folder / "pages").is_dir())
    return (site_folder / "templates", shipped)


def effective(site_folder: Path) -> dict[str, Path]:
    """Return the file of each template in effect for the site in `site_folder`, sorted by the template's name."""
    found = {name: path for folder in reversed(folders(site_folder)) for name, path in files(folder)}
    return dict(sorted(found.items()))


def files(folder: Path, above: tuple[tuple[int, int], ...] = ()) -> Iterator[tuple[str, Path]]:
    """Yield the files below `folder` by their names there, with `/`; not hidden ones nor editors' litter.

    Links are followed, as Jinja2 does, but for those to a folder `above`, which they lie in.
    """
    try:
        status = folder.stat()
        entries = list(os.scandir(folder))
    except OSError:
        return
    here = (status.st_dev, status.st_ino)
    for entry in entries if here not in above else ():
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        if entry.is_dir():
            yield from ((f"{entry.name}/{name}", path) for name, path in files(Path(entry.path), (*above, here)))
        elif entry.is_file():
            yield entry.name, Path(entry.path)
