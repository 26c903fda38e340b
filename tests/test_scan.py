"""The walk over the corpus folder, and reading a file under the stat it was seen with."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path
from typing import Any, Self

import pytest

from feedpress.corpus.scan import Stat, read, scan
from feedpress.errors import OutsideError

ALL = ["**/*"]


def put(folder: Path, *paths: str) -> None:
    """Make a file at each of `paths` below `folder`."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)


def found(
    folder: Path, include: list[str] = ALL, exclude: tuple[str, ...] = (), skip: tuple[Path, ...] = ()
) -> list[str]:
    """Return the paths that a scan finds."""
    return [entry.path for entry in scan(folder, include, exclude, skip)]


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """Whatever order the system lists them in, files are sorted, with `/` between folders."""
    put(tmp_path, "b.md", "a/z.md", "a.md", "a/b/c.md", "Z.md")

    assert found(tmp_path) == ["Z.md", "a.md", "a/b/c.md", "a/z.md", "b.md"]


def test_a_stat_tells_size_time_and_inode(tmp_path: Path) -> None:
    """What a scan says of a file is what the system says."""
    put(tmp_path, "a.md")
    status = (tmp_path / "a.md").stat()

    assert scan(tmp_path, ALL, [], []) == [Stat("a.md", status.st_size, status.st_mtime_ns, status.st_ino)]


def test_hidden_files_and_folders_are_no_corpus(tmp_path: Path) -> None:
    """What begins with a dot is left alone, at any depth."""
    put(tmp_path, ".hidden.md", ".git/a.md", "a/.cache/b.md", "a/c.md")

    assert found(tmp_path) == ["a/c.md"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link to a file, to a folder, to nothing or to its own folder is no document."""
    put(tmp_path / "corpus", "a.md")
    put(tmp_path / "outside", "secret.md")
    (tmp_path / "corpus" / "file.md").symlink_to(tmp_path / "outside" / "secret.md")
    (tmp_path / "corpus" / "folder").symlink_to(tmp_path / "outside")
    (tmp_path / "corpus" / "dead.md").symlink_to("nowhere")
    (tmp_path / "corpus" / "loop").symlink_to(".")

    assert found(tmp_path / "corpus") == ["a.md"]


def test_what_is_no_file_is_no_document(tmp_path: Path) -> None:
    """A pipe and a socket are passed over without waiting for them."""
    put(tmp_path, "a.md")
    os.mkfifo(tmp_path / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.md"))

        assert found(tmp_path) == ["a.md"]


def test_the_sites_own_folders_are_skipped(tmp_path: Path) -> None:
    """Folders that feedpress writes may lie in the corpus; others of the same name are corpus."""
    put(tmp_path, "dist/index.html", "a.md", "posts/dist/b.html")

    assert found(tmp_path, skip=(tmp_path / "dist",)) == ["a.md", "posts/dist/b.html"]


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        (["*.md"], (), ["a.md"]),
        (["**/*.md"], (), ["a.md", "drafts/b.md", "posts/c.md", "posts/old/d.md"]),
        (["posts/*"], (), ["posts/c.md"]),
        (["posts/**"], (), ["posts/c.md", "posts/old/d.md"]),
        (["posts"], (), ["posts/c.md", "posts/old/d.md"]),
        (["posts/", "a.md"], (), ["a.md", "posts/c.md", "posts/old/d.md"]),
        (["?.md"], (), ["a.md"]),
        (ALL, ("drafts/",), ["a.md", "n.txt", "posts/c.md", "posts/old/d.md"]),
        (ALL, ("drafts", "posts/old"), ["a.md", "n.txt", "posts/c.md"]),
        (ALL, ("**/old/**", "*.txt"), ["a.md", "drafts/b.md", "posts/c.md"]),
        (ALL, ("post",), ["a.md", "drafts/b.md", "n.txt", "posts/c.md", "posts/old/d.md"]),
        ([], (), []),
    ],
)
def test_patterns_choose(tmp_path: Path, include: list[str], exclude: tuple[str, ...], expected: list[str]) -> None:
    """`*` and `?` stay in a folder, `**` does not, a folder stands for all that is in it; what is excluded is out."""
    put(tmp_path, "a.md", "n.txt", "drafts/b.md", "posts/c.md", "posts/old/d.md")

    assert found(tmp_path, include, exclude) == expected


@pytest.mark.parametrize("name", ["a[1].md", "a+b.md", "a(b).md", "new\nline.md"])
def test_only_stars_and_question_marks_mean_more(tmp_path: Path, name: str) -> None:
    """Every other character of a pattern, and of a name, stands for itself."""
    put(tmp_path, name, "a1.md", "aab.md")

    assert found(tmp_path, [name]) == [name]
    assert name in found(tmp_path, ["**/*.md"])


def test_a_missing_folder_holds_nothing(tmp_path: Path) -> None:
    """What to make of it is for the build to say."""
    assert found(tmp_path / "nowhere") == []


def test_folders_may_lie_very_deep(tmp_path: Path) -> None:
    """A document below more folders than Python's stack has room for is found."""
    here = Path.cwd()
    os.chdir(tmp_path)
    for _ in range(1200):
        Path("a").mkdir()
        os.chdir("a")
    Path("deep.md").write_text("deep")
    os.chdir(here)

    paths = found(tmp_path)
    subprocess.run(["rm", "-r", str(tmp_path / "a")], check=True)  # Python's own way down is not so deep

    assert paths == ["a/" * 1200 + "deep.md"]


def test_a_folder_that_cannot_be_read_is_the_outside_failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that the system refuses to list is named, and nothing is taken for gone."""
    put(tmp_path, "a.md", "locked/b.md")
    listing = os.scandir

    def refusing(path: str) -> Any:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return listing(path)

    monkeypatch.setattr(os, "scandir", refusing)

    with pytest.raises(OutsideError, match="locked: Permission denied"):
        found(tmp_path)


def test_a_file_that_goes_meanwhile_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is deleted between the listing of its folder and the look at it stops nothing."""
    put(tmp_path, "a.md", "b.md")
    listing = os.scandir

    def late(path: str) -> Any:
        entries = list(listing(path))
        (tmp_path / "a.md").unlink()
        return _Entries(entries)

    monkeypatch.setattr(os, "scandir", late)

    assert found(tmp_path) == ["b.md"]


def test_a_folder_that_goes_meanwhile_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is deleted after the one above it was listed holds nothing, and stops nothing."""
    put(tmp_path, "a.md", "gone/b.md")
    listing = os.scandir

    def late(path: str) -> Any:
        entries = list(listing(path))
        if (tmp_path / "gone").is_dir():
            (tmp_path / "gone" / "b.md").unlink()
            (tmp_path / "gone").rmdir()
        return _Entries(entries)

    monkeypatch.setattr(os, "scandir", late)

    assert found(tmp_path) == ["a.md"]


class _Entries(list[Any]):
    """A listing that can be closed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close nothing."""


# Reading


def test_bytes_come_with_their_stat(tmp_path: Path) -> None:
    """What is read is what the scan saw, and says so."""
    put(tmp_path, "a/b.md")

    assert read(tmp_path, "a/b.md", 100) == (b"a/b.md", scan(tmp_path, ALL, [], [])[0])


def test_a_link_is_not_read(tmp_path: Path) -> None:
    """A file that became a link since the scan is refused."""
    put(tmp_path, "secret")
    (tmp_path / "a.md").symlink_to("secret")

    with pytest.raises(OSError, match="symbolic link"):
        read(tmp_path, "a.md", 100)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A file that became a pipe since the scan is refused at once."""
    os.mkfifo(tmp_path / "a.md")

    with pytest.raises(OSError, match="not a regular file"):
        read(tmp_path, "a.md", 100)


def test_a_folder_is_not_read(tmp_path: Path) -> None:
    """So is one that became a folder."""
    (tmp_path / "a.md").mkdir()

    with pytest.raises(OSError, match=r"not a regular file|directory"):
        read(tmp_path, "a.md", 100)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """Its size is looked at before a byte is read: a hole of a terabyte costs nothing."""
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(1 << 40)

    with pytest.raises(OSError, match="larger than 2 MB"):
        read(tmp_path, "a.md", 2_000_000)


def test_a_file_that_changes_meanwhile_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the old and half of the new text is never published."""
    put(tmp_path, "a.md")
    look = os.fstat

    def written_after(handle: int) -> os.stat_result:
        status = look(handle)
        os.utime(tmp_path / "a.md", (1, 1))
        return status

    monkeypatch.setattr(os, "fstat", written_after)

    with pytest.raises(OSError, match="changed while it was read"):
        read(tmp_path, "a.md", 100)
