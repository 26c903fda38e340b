"""The samples in contrib/, used as an operator would use them."""

from __future__ import annotations

import configparser
import http.client
import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

_CONTRIB = Path(__file__).parents[1] / "contrib"
_FEEDPRESS = Path(sys.executable).with_name("feedpress")
_PAGES = "index.html", "items/tide/index.html", "tags/sea/atom.xml", "atom.xml", "rss.xml", "feed.json", "feeds.opml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Lay out the folder that the samples speak of, with one document and an environment."""
    folder = tmp_path / "srv" / "press"
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "note.md").write_text("---\ntitle: A note\ndate: 2026-03-01\n---\n\nThe tide came in.\n")
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "feedpress").symlink_to(_FEEDPRESS)
    return folder


def _sh(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `command` as cron does: plain sh, no terminal, next to no environment."""
    narrow = {"PATH": "/usr/bin:/bin", "HOME": str(folder)}
    return subprocess.run(["/bin/sh", "-c", command], check=False, cwd="/", env=narrow, capture_output=True, text=True)


def test_cron_hears_of_news_once_and_then_nothing(site: Path) -> None:
    """The crontab's command publishes with one line, and is silent while nothing changes."""
    (line,) = [line for line in (_CONTRIB / "crontab").read_text().splitlines() if line.startswith("*")]
    command = line.split(None, 5)[5].replace("/srv/press", str(site))
    first, second = _sh(command, site), _sh(command, site)

    assert first.returncode == second.returncode == 0
    assert (site / "dist" / "atom.xml").is_file()
    assert (second.stdout, second.stderr) == ("", "")


def _unit(name: str) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's keys keep their case
    unit.read(_CONTRIB / name)
    return unit


def test_the_service_runs_a_build_in_the_folder_it_may_write(site: Path) -> None:
    """The unit's command, in the unit's folder, publishes; a held lock counts as success."""
    service = _unit("feedpress.service")["Service"]
    command = service["ExecStart"].replace("/srv/press", str(site))
    done = subprocess.run(shlex.split(command), check=False, cwd=site, stdin=subprocess.DEVNULL)

    assert done.returncode == 0
    assert (site / "dist" / "index.html").is_file()
    assert service["ReadWritePaths"] == service["WorkingDirectory"] == "/srv/press"
    assert service["SuccessExitStatus"] == "3"


def test_the_timer_catches_up_once() -> None:
    """The timer is persistent, and starts the service of its own name."""
    timer = _unit("feedpress.timer")

    assert timer["Timer"]["Persistent"] == "true"
    assert "Unit" not in timer["Timer"]
    assert timer["Install"]["WantedBy"] == "timers.target"


def _steps() -> dict[str, Any]:
    """Read the steps of the Pages workflow that have a name."""
    workflow = yaml.safe_load((_CONTRIB / "github-pages.yml").read_text())
    return {step["name"]: step for step in workflow["jobs"]["publish"]["steps"] if "name" in step}


def test_the_workflow_remembers_before_it_publishes() -> None:
    """The memory is pushed before the site is uploaded, and no two runs overlap."""
    workflow = yaml.safe_load((_CONTRIB / "github-pages.yml").read_text())
    order = [step.get("name") or step["uses"].partition("@")[0] for step in workflow["jobs"]["publish"]["steps"]]

    assert order[-4:] == ["Build", "Keep the memory", "actions/upload-pages-artifact", "actions/deploy-pages"]
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert workflow["permissions"]["contents"] == "write"


def _git(*arguments: str, folder: Path) -> str:
    quiet = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
    done = subprocess.run(command, check=True, cwd=folder, env=os.environ | quiet, stdout=subprocess.PIPE, text=True)
    return done.stdout


def test_the_workflow_carries_the_memory_from_clone_to_clone(site: Path, tmp_path: Path) -> None:
    """A build in a fresh clone knows the ids of the last one, though nothing but the ledger was kept."""
    settings = '[site]\ntitle = "Press"\nurl = "https://press.example/"\n[catalog]\nledger = "ledger.jsonl"\n'
    (site / "feedpress.toml").write_text(settings)
    (site / ".gitignore").write_text(".venv/\n.feedpress/\ndist/\n")
    origin = tmp_path / "origin.git"
    _git("init", "--quiet", "--bare", "--initial-branch=main", str(origin), folder=tmp_path)
    _git("init", "--quiet", "--initial-branch=main", folder=site)
    _git("add", ".", folder=site)
    _git("commit", "--quiet", "-m", "A site", folder=site)
    _git("push", "--quiet", "--set-upstream", str(origin), "main", folder=site)
    feeds = []
    for run in ("first", "second"):
        clone = tmp_path / run
        _git("clone", "--quiet", str(origin), str(clone), folder=tmp_path)
        path = f"{_FEEDPRESS.parent}:{os.environ['PATH']}"
        for step in ("Build", "Keep the memory"):
            command = ["bash", "-e", "-c", _steps()[step]["run"]]
            subprocess.run(command, check=True, cwd=clone, env=os.environ | {"PATH": path})
        feeds.append((clone / "dist" / "atom.xml").read_bytes())

    assert feeds[0] == feeds[1]
    assert _git("rev-list", "--count", "main", folder=origin).strip() == "2"


@pytest.mark.real
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    """`systemd-analyze verify` has nothing to say about the units but that their program is elsewhere."""
    for name in ("feedpress.service", "feedpress.timer"):
        text = (_CONTRIB / name).read_text().replace("/srv/press/.venv/bin/feedpress", str(_FEEDPRESS))
        (tmp_path / name).write_text(text)
    command = ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(command, check=False, capture_output=True, text=True)

    assert [line for line in done.stderr.splitlines() if str(tmp_path) in line] == []
    assert done.returncode == 0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """Serve a small output folder with the sample nginx.conf on a free port of this machine."""
    public = tmp_path / "dist"
    for page in (*_PAGES, "404.html", ".gitignore"):
        (public / page).parent.mkdir(parents=True, exist_ok=True)
        (public / page).write_text(f"<p>{page}</p>\n" * 99)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    sample = (_CONTRIB / "nginx.conf").read_text()
    ours = sample.replace("listen 80", f"listen 127.0.0.1:{port}").replace("/srv/press/dist", str(public))
    places = "".join(f"{key} {tmp_path}/{key};" for key in ("client_body_temp_path", "proxy_temp_path"))
    (tmp_path / "nginx.conf").write_text(
        f"user {_owner()};pid {tmp_path}/pid;error_log {tmp_path}/log;events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {places}\n{ours}}}\n"
    )
    tmp_path.chmod(0o755)
    base = ["nginx", "-c", str(tmp_path / "nginx.conf")]
    subprocess.run([*base, "-t"], check=True)
    subprocess.run(base, check=True)  # returns once it listens
    yield "127.0.0.1", port
    subprocess.run([*base, "-s", "stop"], check=True)


def _owner() -> str:
    """Name who runs the tests: nginx, started by root, would else read as nobody."""
    return subprocess.run(["id", "-un"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def _ask(server: tuple[str, int], path: str, **headers: str) -> http.client.HTTPResponse:
    """Get `path` with `headers`, an underscore for each hyphen."""
    with closing(http.client.HTTPConnection(*server, timeout=10)) as connection:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        with connection.getresponse() as answer:
            answer.read()
            return answer


@pytest.mark.real
def test_nginx_serves_feeds_as_what_they_are(server: tuple[str, int]) -> None:
    """Each feed has its own media type, pages are HTML, dotfiles are not there, folders gain their slash."""
    kinds = {page: _ask(server, f"/{page}").headers.get_content_type() for page in _PAGES}

    assert kinds == {
        "index.html": "text/html",
        "items/tide/index.html": "text/html",
        "tags/sea/atom.xml": "application/atom+xml",
        "atom.xml": "application/atom+xml",
        "rss.xml": "application/rss+xml",
        "feed.json": "application/feed+json",
        "feeds.opml": "text/x-opml",
    }
    assert _ask(server, "/.gitignore").status == 404
    assert _ask(server, "/items/tide").headers["Location"] == "/items/tide/"


@pytest.mark.real
def test_nginx_answers_an_unchanged_feed_in_a_line(server: tuple[str, int]) -> None:
    """A subscriber who has the feed gets 304, compressed or not."""
    for coding in ("identity", "gzip"):
        first = _ask(server, "/atom.xml", Accept_Encoding=coding)
        second = _ask(server, "/atom.xml", Accept_Encoding=coding, If_None_Match=first.headers["ETag"])

        assert first.headers.get("Content-Encoding", "identity") == coding
        assert second.status == 304


@pytest.mark.real
def test_nginx_lets_no_script_run_on_the_site(server: tuple[str, int]) -> None:
    """A picture beside a page that holds a script, opened by itself, is shown without it."""
    for path in ("/", "/items/tide/"):
        assert "script-src 'none'" in str(_ask(server, path).headers["Content-Security-Policy"])
