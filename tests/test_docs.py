"""README and docs/: what they name exists."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from feedpress import __version__, errors

_CHECKOUT = Path(__file__).parents[1]
_PAPERS = sorted([_CHECKOUT / "README.md", _CHECKOUT / "CHANGELOG.md", *(_CHECKOUT / "docs").glob("*.md")])
_COMMAND = re.compile(r"(?<![\w./-])feedpress (?:-C \S+ )?([a-z]+)\b")
_ALL = "\n".join(path.read_text() for path in _PAPERS)


def _help(*command: str) -> str:
    called = [str(Path(sys.executable).with_name("feedpress")), *command, "--help"]
    return subprocess.run(called, check=True, stdout=subprocess.PIPE, text=True).stdout


def _commands() -> set[str]:
    """Take the commands from the list that `--help` ends in."""
    return set(re.findall(r"^    ([a-z]+)\s", _help().partition("commands:")[2], flags=re.MULTILINE))


@pytest.mark.parametrize("paper", _PAPERS, ids=lambda path: path.name)
def test_links_lead_to_files(paper: Path) -> None:
    """Each relative link of a paper leads to a file of the checkout."""
    links = re.findall(r"\]\(([^)#:\s]+)\)", paper.read_text())

    assert [link for link in links if not (paper.parent / link).is_file()] == []


def test_the_readme_knows_every_command() -> None:
    """The README's table lists the commands that there are, and no other."""
    listed = set(re.findall(r"^\| `feedpress ([a-z]+)", (_CHECKOUT / "README.md").read_text(), flags=re.MULTILINE))

    assert listed == _commands()


def test_papers_speak_of_real_commands_and_options() -> None:
    """A command or an option that a paper shows is one that the command line takes."""
    code = re.findall(r"`[^`\n]+`|^```.*?^```", _ALL, flags=re.MULTILINE | re.DOTALL)
    commands = _commands()
    lines = [line.partition("#")[0] for piece in code for line in piece.splitlines()]
    shown = [line for line in lines if _COMMAND.search(line)]
    said = {name: _help(name) for name in commands}
    unknown = []
    for line in shown:
        (name, *_) = _COMMAND.findall(line)
        options = re.findall(r"(?<=\s)--[a-z-]+", line)
        if name not in commands or any(option not in said[name] for option in options):
            unknown.append(line)

    assert unknown == []


def _blocks(paper: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (_CHECKOUT / paper).read_text(), flags=re.MULTILINE | re.DOTALL)


def test_the_guide_installs_the_wheel_that_is_made() -> None:
    """The wheel that the guide makes bears the name under which it installs it."""
    make, pipx, environment, *_ = _blocks("docs/guide.md", "sh")
    name = f"build/feedpress-{__version__}-py3-none-any.whl"

    assert "--wheel-dir build ." in make
    assert [name in block for block in (pipx, environment)] == [True, True]


def test_the_guide_works_as_written(tmp_path: Path) -> None:
    """Whoever types what the guide shows, in its order, has a site, its feeds and a frozen edition."""
    *_, begin, build, look, freeze = _blocks("docs/guide.md", "sh")
    (document,) = _blocks("docs/guide.md", "markdown")
    (settings,) = _blocks("docs/guide.md", "toml")
    (tmp_path / "document").write_text(document)
    (tmp_path / "settings").write_text(settings)
    write, say = "cp ../document seeds/first-frost.md", "cp ../settings feedpress.toml"
    look = look.replace("feedpress check", "feedpress check || [ $? = 1 ]")  # findings are an answer
    script = f"set -e\n{begin}\n{write}\n{build}\n{say}\n{build}\n{look}\n{freeze}"
    places = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(tmp_path)}
    done = subprocess.run(["bash", "-c", script], check=False, cwd=tmp_path, env=places, capture_output=True, text=True)

    assert (done.returncode, done.stderr if done.returncode else "") == (0, "")
    assert "First Frost" in (tmp_path / "almanac/dist/atom.xml").read_text()
    assert len(list((tmp_path / "almanac/dist/newsletter").glob("20*/email.eml"))) == 1


def test_the_exit_codes_are_the_programs() -> None:
    """Operations lists the exit code of each family of errors."""
    listed = set(
        map(int, re.findall(r"^\| (\d+) \|", (_CHECKOUT / "docs/operations.md").read_text(), flags=re.MULTILINE))
    )
    family = errors.FeedpressError.__subclasses__()

    assert {kind.exit_code for kind in family} | {0, 1, 130} == listed


def test_the_readme_gives_a_reason_for_each_library() -> None:
    """Every dependency of an installation is in the README, and nothing that is not one."""
    project = tomllib.loads((_CHECKOUT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["language"]]
    table = (_CHECKOUT / "README.md").read_text().partition("## Libraries")[2]
    listed = {row.split()[0].lower() for row in re.findall(r"^\| (\w.*?) \|", table, flags=re.MULTILINE)}

    assert listed == {re.split(r"[<>=]", name)[0].lower() for name in wanted}
