"""The stores that keep the contract."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.databases import Server
from bot.store import Store
from bot.store.codec import Codec, new_key
from tests.postgres import Cluster
from tests.store.samples import opened


@pytest.fixture
def codec() -> Codec:
    return Codec([new_key()])


@pytest.fixture(params=["memory", "file", "postgres"])
async def store(
    request: pytest.FixtureRequest, tmp_path: Path, codec: Codec
) -> AsyncIterator[Store]:
    """Every store there is, empty."""
    async with AsyncExitStack() as held:
        match request.param:
            case "memory":
                opening = opened(":memory:", codec)
            case "file":
                opening = opened(tmp_path / "chats.db", codec)
            case _:
                cluster: Cluster = request.getfixturevalue("cluster")
                url = await held.enter_async_context(cluster.database())
                opening = opened(Server(url), codec)
        yield await held.enter_async_context(opening)
