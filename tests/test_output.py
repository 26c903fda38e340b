"""Bytes become files whole or not at all, only where they differ, and nothing that is not ours is touched."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from feedpress import output
from feedpress.errors import OutsideError
from workbench import apart, tree

LIMITED = """
import resource, signal, sys
from pathlib import Path
from feedpress import output
from feedpress.errors import OutsideError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
batch = output.Batch(Path(sys.argv[1]))
try:
    batch.add("a.html", b"new" * 100)
    batch.add("b.html", b"large" * 10_000)
except OutsideError as error:
    print(error)
    batch.discard()
    sys.exit(error.exit_code)
"""


def test_files_go_live_together(tmp_path: Path) -> None:
    """Until a batch is published nothing of it can be seen, folders are made as they are needed."""
    batch = output.Batch(tmp_path)
    batch.add("a.html", b"a")
    batch.add("items/b/index.html", b"b")
    between = {path for path in tree(tmp_path) if not path.rpartition("/")[2].startswith(output.TEMPORARY)}

    batch.publish()

    assert between == set()
    assert tree(tmp_path) == {"a.html": b"a", "items/b/index.html": b"b"}
    assert batch.written == ["a.html", "items/b/index.html"]


def test_what_is_the_same_is_not_touched(tmp_path: Path) -> None:
    """A file that holds the bytes already keeps its time and its inode; one of the same length is compared."""
    for name, data in (("same.html", b"one"), ("other.html", b"two")):
        (tmp_path / name).write_bytes(data)
    before = (tmp_path / "same.html").stat()
    batch = output.Batch(tmp_path)

    batch.add("same.html", b"one")
    batch.add("other.html", b"2wo")
    batch.publish()

    assert batch.written == ["other.html"]
    assert (tmp_path / "same.html").stat() == before
    assert tree(tmp_path) == {"same.html": b"one", "other.html": b"2wo"}


def test_published_files_can_be_read_by_a_server(tmp_path: Path) -> None:
    """A file is readable by all as far as the umask allows, and no more than that."""
    before = os.umask(0o022)
    output.write(tmp_path / "a.html", b"a")
    os.umask(before)

    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o644


def test_a_reader_keeps_the_file_it_opened(tmp_path: Path) -> None:
    """Whoever reads while a file is replaced sees the old one to its end."""
    (tmp_path / "a.html").write_bytes(b"old" * 1000)
    with (tmp_path / "a.html").open("rb") as reader:
        head = reader.read(10)
        output.write(tmp_path / "a.html", b"new")

        assert head + reader.read() == b"old" * 1000
    assert (tmp_path / "a.html").read_bytes() == b"new"


def test_a_batch_can_be_taken_back(tmp_path: Path) -> None:
    """What was staged and not published leaves the old files and nothing else."""
    (tmp_path / "a.html").write_bytes(b"old")
    batch = output.Batch(tmp_path)
    batch.add("a.html", b"new")
    batch.add("b.html", b"new")

    batch.discard()
    batch.publish()

    assert tree(tmp_path) == {"a.html": b"old"}


def test_a_full_disk_leaves_whole_files(tmp_path: Path) -> None:
    """When the system takes no more bytes the error names the file; old files stay, no half of a new one is left."""
    (tmp_path / "a.html").write_bytes(b"old")

    environment = apart()
    command = [sys.executable, "-c", LIMITED, str(tmp_path)]

    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 4
    assert "b.html" in done.stdout
    assert tree(tmp_path) == {"a.html": b"old"}


@pytest.mark.parametrize("path", ["file/a.html", "file/deep/a.html"])
def test_a_file_in_the_way_of_a_folder_is_named(tmp_path: Path, path: str) -> None:
    """Where a file stands in the place of a folder, that is said, and the file is not touched."""
    (tmp_path / "file").write_bytes(b"mine")

    with pytest.raises(OutsideError, match=r"/file"):
        output.Batch(tmp_path).add(path, b"a")

    assert tree(tmp_path) == {"file": b"mine"}


def test_a_folder_in_the_way_of_a_file_is_named(tmp_path: Path) -> None:
    """Where a folder stands in the place of a file, the batch fails and the folder stays as it is."""
    (tmp_path / "a.html").mkdir()
    (tmp_path / "a.html" / "mine").write_bytes(b"mine")
    batch = output.Batch(tmp_path)
    batch.add("a.html", b"a")

    with pytest.raises(OutsideError, match=r"a\.html"):
        batch.publish()
    batch.discard()

    assert tree(tmp_path) == {"a.html/mine": b"mine"}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal of the system becomes an error with the path, the reason and a cure."""

    def refusing(path: str, *_: object) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "open", refusing)

    with pytest.raises(OutsideError, match=r"a\.html: Permission denied; mend it"):
        output.write(tmp_path / "a.html", b"a")


def test_a_temporary_file_is_never_written_through(tmp_path: Path) -> None:
    """A link that somebody laid where a temporary file goes is refused: what it leads to is not overwritten."""
    (tmp_path / "victim").write_bytes(b"mine")
    (tmp_path / f"{output.TEMPORARY}a.html").symlink_to(tmp_path / "victim")

    with pytest.raises(OutsideError):
        output.write(tmp_path / "a.html", b"a")

    assert (tmp_path / "victim").read_bytes() == b"mine"


def test_many_files_are_published_at_once(tmp_path: Path) -> None:
    """More files than are synced one by one arrive all the same."""
    batch = output.Batch(tmp_path)
    wanted = {f"items/{number}/index.html": b"%d" % number for number in range(output.SYNC_EACH + 50)}
    for path, data in wanted.items():
        batch.add(path, data)

    batch.publish()

    assert tree(tmp_path) == wanted


def test_a_batch_can_be_used_again(tmp_path: Path) -> None:
    """After a batch was published, and its folders were removed, it takes further files."""
    batch = output.Batch(tmp_path)
    batch.add("a/b.html", b"b")
    batch.publish()
    output.remove(tmp_path, ["a/b.html"])

    batch.add("a/c.html", b"c")
    batch.publish()

    assert tree(tmp_path) == {"a/c.html": b"c"}


def test_removing_takes_empty_folders_along(tmp_path: Path) -> None:
    """Files of ours go, with folders that become empty; what others put there stays, with its folder."""
    for path in ("items/a/index.html", "items/b/index.html", "items/b/mine.txt", "index.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"x")

    output.remove(tmp_path, ["items/a/index.html", "items/b/index.html", "gone/c.html", "index.html/d"])

    assert sorted(tree(tmp_path)) == ["index.html", "items/b/mine.txt"]
    assert not (tmp_path / "items" / "a").exists()
    assert tmp_path.is_dir()


def test_a_folder_is_never_removed_as_a_file(tmp_path: Path) -> None:
    """Where a folder now stands under the name of a file of ours, it is named and stays."""
    (tmp_path / "a.html").mkdir()

    with pytest.raises(OutsideError, match=r"a\.html"):
        output.remove(tmp_path, ["a.html"])


def test_a_run_cut_short_is_swept_up(tmp_path: Path) -> None:
    """Temporary files that a killed run left are removed, at any depth, and nothing else."""
    output.write(tmp_path / "a.html", b"a")
    (tmp_path / "items").mkdir()
    (tmp_path / f"{output.TEMPORARY}a.html").write_bytes(b"half")
    (tmp_path / "items" / f"{output.TEMPORARY}index.html").write_bytes(b"half")

    output.sweep(tmp_path)

    assert tree(tmp_path) == {"a.html": b"a"}


@pytest.mark.parametrize(("data", "holds"), [(b"abc", True), (b"abd", False), (b"ab", False)])
def test_a_file_holds_its_bytes(tmp_path: Path, data: bytes, holds: bool) -> None:
    """Length and bytes are compared; what is not there holds nothing."""
    (tmp_path / "a").write_bytes(b"abc")

    assert output.holds(f"{tmp_path}/a", data) is holds
    assert not output.holds(f"{tmp_path}/b", data)
    assert not output.holds(f"{tmp_path}/a/b", data)
