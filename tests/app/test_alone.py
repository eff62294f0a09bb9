"""One bot to a shared database."""

import asyncio

import pytest

from bot.app.alone import alone, number_of
from bot.app.errors import CannotStart
from bot.databases import Server
from bot.store.codec import Codec, new_key
from tests.postgres import Cluster
from tests.store.samples import opened, statement

ANOTHER = "UPDATE leases SET term = 78 WHERE duty = 'serving'"


async def test_a_bot_whose_database_another_has_taken_meanwhile_stops(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.alone.AGAIN", 0.01)
    stop, codec = asyncio.Event(), Codec([new_key()])
    async with (
        cluster.database() as url,
        opened(Server(url), codec) as store,
        opened(Server(url), codec) as other,
    ):
        async with alone(store.sharing, 77, stop), alone(store.sharing, 77, stop):
            pass

        async def run() -> None:
            async with alone(store.sharing, 77, stop), asyncio.timeout(20):
                await statement(url, ANOTHER)
                async with alone(other.sharing, 78, asyncio.Event()):
                    await stop.wait()

        with pytest.raises(CannotStart, match=r"another bot runs on this database \(number 78"):
            await run()


def test_a_bot_is_known_by_the_number_its_token_begins_with() -> None:
    assert number_of("123456:ABC-DEF") == 123456
    assert number_of("nobody:ABC-DEF") == 0
