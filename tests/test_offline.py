"""The tests' own fence."""

from __future__ import annotations

import socket

import pytest


def test_a_name_beyond_this_machine_is_refused() -> None:
    """No test looks up a foreign host."""
    with pytest.raises(RuntimeError, match="offline"):
        socket.getaddrinfo("feeds.example", 80)


def test_an_address_beyond_this_machine_is_refused() -> None:
    """No test connects to a foreign host."""
    with socket.socket() as stranger, pytest.raises(RuntimeError, match="offline"):
        stranger.connect(("192.0.2.1", 80))


def test_loopback_is_open() -> None:
    """A test may talk to a server of its own."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
