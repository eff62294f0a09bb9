"""Connections whose other end is gone are ended by the system, not only when an answer is overdue.

A network that drops a connection (a router started anew, a computer that slept) tells neither end. What was sent
then is never acknowledged, which the system sees within seconds, while an answer may take its time.
"""

import socket
from contextlib import suppress

from aiohttp import AddrInfoType

GONE = 6  # seconds; several tries of the system's to send a packet lost on its way
IDLE = 5  # seconds of silence before the other end is asked whether it is there
AGAIN = 2  # seconds between two such questions

_SETTINGS = {
    "TCP_KEEPIDLE": IDLE,
    "TCP_KEEPINTVL": AGAIN,
    "TCP_KEEPCNT": 3,
    "TCP_USER_TIMEOUT": GONE * 1000,
}


def watched(address: AddrInfoType) -> socket.socket:
    """Make a socket whose other end is watched, as far as this system can."""
    family, kind, protocol, *_ = address
    made = socket.socket(family, kind, protocol)
    with suppress(OSError):  # a system that does not watch still connects
        made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in _SETTINGS.items():
            if (option := getattr(socket, name, None)) is not None:
                made.setsockopt(socket.IPPROTO_TCP, option, value)
    return made
