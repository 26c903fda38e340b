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


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files below `folder` by their names there, with `/`; not hidden ones nor editors' litter."""
    for place, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if not name.startswith(".")]
        here = Path(place)
        prefix = "" if here == folder else f"{here.relative_to(folder).as_posix()}/"
        for name in names:
            if not name.startswith(".") and not name.endswith("~") and (here / name).is_file():
                yield prefix + name, here / name
