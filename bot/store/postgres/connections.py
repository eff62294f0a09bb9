"""How to connect, for asyncpg."""

from typing import TYPE_CHECKING, Any

import asyncpg

from bot.databases import Server

if TYPE_CHECKING:  # at run time asyncpg's classes take no parameter
    Connection = (
        asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]
    )
else:
    Connection = asyncpg.Connection

CONNECT = 10.0  # seconds
ANSWER = 30.0  # seconds for one statement; after that the server is taken for gone
FROZEN = 5.0  # seconds in the middle of a transaction, after which the server lets its rows go


def connecting(server: Server) -> dict[str, Any]:
    """What `asyncpg.connect` takes.

    A process that hangs in the middle of a transaction, or is out of reach, must not keep the next sender from
    its rows. In transaction mode PgBouncer gives each transaction any of its connections: what one has prepared,
    another does not know; and it takes no settings.
    """
    how = {"dsn": server.url, "timeout": CONNECT, "command_timeout": ANSWER}
    if server.bouncer:
        return {**how, "statement_cache_size": 0}
    frozen = {"idle_in_transaction_session_timeout": f"{FROZEN:.0f}s"}
    return {**how, "server_settings": frozen}
