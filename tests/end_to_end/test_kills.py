"""A hundred checks while the bot is killed again and again: nothing is lost, hardly anything said twice.

LEGWISE_SOAK=1 plays the long form.
"""

import asyncio
import os
import random
import signal
from collections.abc import Callable

import pytest

from bot.sandbox import Sandbox
from bot.store import ChatKey
from tests.end_to_end.chats import visible
from tests.end_to_end.conftest import Stage
from tests.end_to_end.process import BotProcess
from tests.end_to_end.walkers import PATIENCE, Walker, set_of_repeats

SOAK = bool(os.environ.get("LEGWISE_SOAK"))
CHATS = 100
SCRIPTS = 10  # different sets of answers; the chats share them
KILLS = 60 if SOAK else 8
CALLS_BETWEEN = (1, 60) if SOAK else (10, 180)  # to Telegram, from one kill to the next


async def test_killed_at_any_moment_it_loses_nothing_and_hardly_repeats_itself(
    stage: Stage, process: BotProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox = stage.sandbox
    calm = [Walker(sandbox.user("Zoe"), script) for script in range(SCRIPTS)]
    async with stage.bot(), asyncio.TaskGroup() as walks:
        for walker in calm:
            walks.create_task(walker.walk())
    expected = [visible(sandbox, walker.person) for walker in calm]

    walkers = [Walker(sandbox.user("Ana"), number % SCRIPTS) for number in range(CHATS)]
    async with process.running():
        async with asyncio.TaskGroup() as walks:
            for walker in walkers:
                walks.create_task(walker.walk())
            kills = await kill_now_and_then(sandbox, process, walkers)
        await sandbox.quiet(0.3, PATIENCE)
        assert await process.end(signal.SIGTERM) == 0

    repeated = 0
    for walker in walkers:
        repeated += len(set_of_repeats(sandbox, walker.person, kills))
        assert visible(sandbox, walker.person) == expected[walker.script]
    assert len(kills) == KILLS
    async with stage.memory() as memory:
        assert await memory.pending() == []
        for walker in walkers:
            kept = (await memory.load(ChatKey(walker.person.id)))[0].run
            assert kept is not None
            assert {q: a.values for q, a in kept.answers.items()} == walker.answers
            assert walker.answers == calm[walker.script].answers
    with capsys.disabled():
        print(  # noqa: T201  what the run is for
            f"\nkills={KILLS} chats={CHATS} answers={sum(len(w.answers) for w in walkers)}"
            f" repeats={repeated} (at most one a chat and kill) lost=0"
        )


async def kill_now_and_then(
    sandbox: Sandbox, process: BotProcess, walkers: list[Walker]
) -> list[int]:
    """Kill the bot and start it again; return how many calls had been made at each kill."""
    chance = random.Random(2026)
    kills: list[int] = []

    def over() -> bool:
        return all(walker.ended for walker in walkers)

    def called(times: int) -> Callable[[], bool]:
        return lambda: len(sandbox.calls) >= times or over()

    for _ in range(KILLS):
        await sandbox.until(called(len(sandbox.calls) + chance.randint(*CALLS_BETWEEN)), PATIENCE)
        assert not over()
        assert await process.end(signal.SIGKILL) == -signal.SIGKILL
        kills.append(len(sandbox.calls))
        await process.start()
    return kills
