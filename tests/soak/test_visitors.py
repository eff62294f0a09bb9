"""Who counts as stranded beside a bot that was killed."""

import asyncio
import random

import pytest

from bot.sandbox import Sandbox
from soak.visitors import Visitor


async def test_somebody_is_stranded_when_telegram_has_handed_over_what_they_did_and_nobody_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("soak.visitors.PATIENCE", 0.01)
    async with Sandbox() as sandbox:
        chance = random.Random(1)
        ana, ben = (Visitor(sandbox.user(name), chance) for name in ("Ana", "Ben"))
        visits = [asyncio.create_task(one.visit()) for one in (ana, ben)]
        await sandbox.until(lambda: len(sandbox.world.updates.pending) == 2)
        sandbox.world.updates.acknowledge(sandbox.world.updates.pending[0].id)
        await visits[0]
        assert ana.stranded
        assert not visits[1].done()
        sandbox.world.updates.drop_all()
        await visits[1]
        assert ben.stranded
