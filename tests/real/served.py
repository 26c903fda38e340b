"""A site that is built with the command line and served on the loopback: what a subscriber's program meets."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import workbench

FEEDPRESS = Path(sys.executable).with_name("feedpress")
QUIET = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
"""The environment without proxies: nothing here leaves the machine."""


class Handler(SimpleHTTPRequestHandler):
    """Serves files, whole each time, so that a change within the second of the last look is seen too."""

    def send_head(self) -> object:  # type: ignore[override]
        """Answer with the file whatever the program has seen."""
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class Moved(Handler):
    """Sends everybody on to the site at `target`."""

    def __init__(self, *args: Any, target: str, **kwargs: Any) -> None:  # the library's own
        self.target = target
        super().__init__(*args, **kwargs)

    def send_head(self) -> None:
        """Answer that the file has moved for good."""
        self.send_response(301)
        self.send_header("Location", self.target + self.path.removeprefix("/"))
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[ThreadingHTTPServer]:
    """Answer with `handler` at a free port until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


class Site:
    """A site below `folder`, which `server` serves."""

    def __init__(self, folder: Path, server: ThreadingHTTPServer, settings: str = "") -> None:
        self.folder = folder
        self.server = server
        self.url = f"http://127.0.0.1:{server.server_port}/"
        self.seeds = folder / "seeds"
        self.output = folder / "dist"
        self.state = folder / ".feedpress"
        self.clock = workbench.NOW
        self.output.mkdir(parents=True)
        self.configure(settings)

    def configure(self, settings: str) -> None:
        """Make `settings` the site's own, beside a title."""
        workbench.stamp(self.folder / "feedpress.toml", f'[site]\ntitle = "The Harbour Gazette"\n{settings}'.encode())

    def put(self, path: str, text: str | bytes) -> None:
        """Make `text` the document at `path`."""
        workbench.stamp(self.seeds / path, text.encode() if isinstance(text, str) else text)

    def build(self, *options: str) -> str:
        """Run `feedpress build` and return what it says; it succeeds."""
        done = self.run("build", *options)
        assert done.returncode == 0, done.stderr
        return done.stderr

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `feedpress` with `arguments`, each time with a clock an hour later."""
        self.clock += 3600
        environment = {**QUIET, "FEEDPRESS_SITE__URL": self.url, "SOURCE_DATE_EPOCH": str(self.clock)}
        command = [str(FEEDPRESS), "-C", str(self.folder), *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@contextmanager
def site(folder: Path, settings: str = "") -> Iterator[Site]:
    """Serve the output of a new site below `folder`; nothing is built yet."""
    with serving(partial(Handler, directory=str(folder / "dist"))) as server:
        yield Site(folder, server, settings)


@contextmanager
def moved(site: Site) -> Iterator[None]:
    """Serve `site` at another host and port, to which the old one sends on; it is not built for it yet."""
    with serving(partial(Handler, directory=str(site.output))) as server:
        site.url = f"http://localhost:{server.server_port}/"
        site.server.RequestHandlerClass = partial(Moved, target=site.url)
        yield
