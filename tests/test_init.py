"""`feedpress init`: a site to begin with, and templates for one that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedpress.cli import main


def test_a_new_site_says_what_comes_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It holds the settings and a folder for documents, and builds once one is in it."""
    folder = tmp_path / "press"

    assert main(["init", str(folder)]) == 0
    assert f"put documents into {folder / 'seeds'}, then run: feedpress -C {folder} build" in capsys.readouterr().err
    (folder / "seeds" / "a.md").write_text("# First Frost\n\nThe dahlias went black.\n")
    assert main(["-C", str(folder), "-q", "build"]) == 0
    assert "First Frost" in (folder / "dist" / "index.html").read_text()


def test_templates_come_into_a_site_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that is there is touched, and it is not told to put documents in."""
    main(["-q", "init", str(tmp_path)])
    (tmp_path / "feedpress.toml").write_text('[site]\ntitle = "Mine"\n')
    own = tmp_path / "templates" / "email" / "edition.css"
    own.parent.mkdir(parents=True)
    own.write_text("mine")

    assert main(["init", "--templates", str(tmp_path)]) == 0
    assert own.read_text() == "mine"
    assert (own.parent / "edition.html").is_file()
    assert (tmp_path / "feedpress.toml").read_text() == '[site]\ntitle = "Mine"\n'
    assert f"change what you like, then run: feedpress -C {tmp_path} build" in capsys.readouterr().err


def test_a_site_is_not_made_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is a site, `init` without `--templates` is refused."""
    main(["-q", "init", str(tmp_path)])

    assert main(["init", str(tmp_path)]) == 2
    assert "there is a site here already" in capsys.readouterr().err


def test_a_file_is_no_place_for_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever names a file in place of a folder made a mistake, and hears which."""
    (tmp_path / "notes").write_text("x")

    assert main(["init", str(tmp_path / "notes")]) == 2
    assert "notes: is a file; name the folder of the new site" in capsys.readouterr().err


def test_a_new_site_is_made_in_the_folder_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-C DIR` is where a site is made and where its folder is counted from; a name that is empty makes none."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    assert main(["-q", "-C", "../there", "init"]) == 0
    assert main(["-q", "-C", "../there", "init", "sub"]) == 0
    assert main(["-q", "init", ""]) == 2
    assert not list(here.iterdir())
    assert (tmp_path / "there" / "feedpress.toml").is_file()
    assert (tmp_path / "there" / "sub" / "feedpress.toml").is_file()
