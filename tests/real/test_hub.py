"""A WebSub hub on the loopback hears of each feed that changed once it is live, and can hold no build up."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs
from urllib.request import ProxyHandler, build_opener

import pytest
from served import Site, serving, site

from workbench import story


class Told:
    """What a hub was told: the topics in order, and what was there when it looked at once."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.pings: list[tuple[str, bytes]] = []

    def answer(self, body: bytes) -> int:
        """Note a ping, look at its topic, and return the status to answer with: the next given, at last 204."""
        form = parse_qs(body.decode())
        assert form["hub.mode"] == ["publish"]
        (topic,) = form["hub.url"]
        with build_opener(ProxyHandler({})).open(topic, timeout=10) as found:
            self.pings.append((topic, found.read()))
        return self.statuses.pop(0) if self.statuses else 204

    def take(self) -> dict[str, bytes]:
        """Return what was there at each topic, and forget it; no topic came twice."""
        pings, self.pings = self.pings, []
        assert len(pings) == len(dict(pings))
        return dict(pings)


class Hub(BaseHTTPRequestHandler):
    """A hub that notes in `told` what it is told."""

    def __init__(self, *arguments: object, told: Told) -> None:
        self.told = told
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_POST(self) -> None:
        """Take a ping."""
        status = self.told.answer(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        """Show a page to whoever only looks."""
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def _press(folder: Path, hub: str) -> Iterator[Site]:
    """Serve a site of two items that names `hub`; nothing is built yet."""
    with site(folder, f'[feeds]\nhub = "{hub}"\n') as press:
        press.put("tide.md", story(1, "The tide", date="2026-03-01", tags=["sea"]))
        press.put("hill.md", story(2, "The hill", date="2026-03-02", tags=["land"]))
        yield press


@contextmanager
def _hub(*statuses: int) -> Iterator[tuple[str, Told]]:
    told = Told(*statuses)
    with serving(partial(Hub, told=told)) as server:
        yield f"http://127.0.0.1:{server.server_port}/hub", told


@contextmanager
def _listener(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """Listen, and let `serve` treat each connection; give the hub's address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                serve(connection)

        Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        server.shutdown(socket.SHUT_RDWR)


def _problems(press: Site) -> list[str]:
    """Return what the last build says of the hub."""
    told = json.loads((press.state / "last-build.json").read_bytes())
    return [problem["what"] for problem in told["problems"] if problem["path"] == "hub"]


def _feeds(press: Site) -> dict[str, bytes]:
    """Return the feeds that are published, by address."""
    paths = [path for name in ("atom.xml", "rss.xml", "feed.json") for path in press.output.rglob(name)]
    return {f"{press.url}{path.relative_to(press.output).as_posix()}": path.read_bytes() for path in paths}


def test_the_hub_hears_once_of_each_feed_when_it_is_live(tmp_path: Path) -> None:
    """Each changed feed is one ping, and whoever fetches it at once finds the new bytes."""
    with _hub() as (hub, told), _press(tmp_path, hub) as press:
        press.build()
        first, feeds = told.take(), _feeds(press)
        press.put("wave.md", story(3, "The wave", date="2026-03-03", tags=["sea"]))
        press.build()
        second = told.take()

        assert first == feeds
        assert {topic for topic, body in first.items() if hub.encode() not in body} == set()
        names = ("atom.xml", "rss.xml", "feed.json", "tags/sea/atom.xml", "tags/sea/rss.xml")
        assert second == {f"{press.url}{name}": _feeds(press)[f"{press.url}{name}"] for name in names}
        assert all(b"The wave" in body for body in second.values())


def test_the_hub_hears_nothing_of_a_build_that_changes_no_feed(tmp_path: Path) -> None:
    """Neither a second build nor one that makes everything again rouses the subscribers."""
    with _hub() as (hub, told), _press(tmp_path, hub) as press:
        press.build()
        told.take()
        press.build()
        press.build("--full")

        assert told.take() == {}


def test_a_hub_that_stumbles_is_asked_once_more(tmp_path: Path) -> None:
    """One error of the hub's own is no cause for a warning: the second try counts."""
    with _hub(503) as (hub, told), _press(tmp_path, hub) as press:
        press.build()
        topics = [topic for topic, _ in told.pings]

        assert topics.count(topics[0]) == 2
        assert len(topics) == len(set(topics)) + 1
        assert _problems(press) == []


@pytest.mark.parametrize(("status", "reason"), [(400, "400 Bad Request"), (301, "301 Moved Permanently")])
def test_a_refusal_is_a_warning(tmp_path: Path, status: int, reason: str) -> None:
    """What the hub does not take, once and again, is reported with its answer; the other feeds are told."""
    with _hub(status, status) as (hub, told), _press(tmp_path, hub) as press:
        said = press.build()
        topics = [topic for topic, _ in told.pings]

        (problem,) = _problems(press)
        assert problem == f"{hub} did not take note of {topics[0]} ({reason})"
        assert problem in said
        assert set(topics) == set(_feeds(press))


def test_a_dead_hub_is_a_warning(tmp_path: Path) -> None:
    """Where nobody listens, the build publishes, says so in one line, and ends well."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with _press(tmp_path, f"http://127.0.0.1:{port}/") as press:
        said = press.build()

        (problem,) = _problems(press)
        assert "Connection refused" in problem
        assert problem in said
        assert b"The tide" in (press.output / "atom.xml").read_bytes()


def test_a_hub_that_does_not_speak_http_is_a_warning(tmp_path: Path) -> None:
    """Any answer at all leaves the build well, and none reaches a terminal as it came."""

    def babble(connection: socket.socket) -> None:
        with connection:
            connection.recv(65536)
            connection.sendall(b"220 \x1b[2Jready when you are\r\n\r\n")

    with _listener(babble) as hub, _press(tmp_path, hub) as press:
        press.build()

        (problem,) = _problems(press)
        assert problem.endswith("(220 [2Jready when you are)")


@pytest.mark.real  # it waits for as long as a hub may take
def test_a_hub_that_hangs_is_given_up(tmp_path: Path) -> None:
    """A hub that takes the connection and says nothing costs two time-outs, however many feeds there are."""
    connections: list[socket.socket] = []
    with _listener(connections.append) as hub, _press(tmp_path, hub) as press:
        said = press.build()

        (problem,) = _problems(press)
        assert problem.endswith("(timed out)")
        assert problem in said
        assert len(connections) == 2
        assert b"The tide" in (press.output / "atom.xml").read_bytes()
    for connection in connections:
        connection.close()
