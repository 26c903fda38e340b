"""Keep every test on this machine, and let none fail for being slow.

Reaching for an address beyond loopback is an error.
"""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, settings

_HERE = {"localhost", "127.0.0.1", "::1", "", None}


def _refuse(event: str, args: tuple[object, ...]) -> None:
    """Raise where `event` says that a socket or a name look-up leaves the machine."""
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None  # a path: a Unix socket
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    if (host.decode() if isinstance(host, bytes) else host) not in _HERE:
        raise RuntimeError(f"a test wants to reach {host}: tests run offline")


sys.addaudithook(_refuse)
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
