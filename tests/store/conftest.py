"""The stores that keep the contract."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import Store
from bot.store.codec import Codec, new_key
from tests.store.samples import opened


@pytest.fixture
def codec() -> Codec:
    return Codec([new_key()])


@pytest.fixture(params=["memory", "file"])
async def store(
    request: pytest.FixtureRequest, tmp_path: Path, codec: Codec
) -> AsyncIterator[Store]:
    """Every store there is, empty."""
    place = ":memory:" if request.param == "memory" else tmp_path / "chats.db"
    async with opened(place, codec) as store:
        yield store
