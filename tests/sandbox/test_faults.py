"""Bad days, on request."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.sandbox import (
    Person,
    Sandbox,
    broken,
    delay,
    drop_after,
    drop_before,
    flood,
    forbidden,
    hang,
)
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Limits


async def test_a_flood_names_its_seconds_and_passes(
    bot: Bot, ana: Person, sandbox: Sandbox
) -> None:
    sandbox.faults.next("sendMessage", flood(7), times=2)
    for _ in range(2):
        with pytest.raises(RetryAfter) as error:
            await bot.send_message(ana.id, "x")
        assert error.value.retry_after == timedelta(seconds=7)
    await bot.send_message(ana.id, "x")
    assert [call.code for call in sandbox.calls if call.method == "sendMessage"] == [429, 429, 200]


async def test_faults_choose_by_method_and_chat(bot: Bot, ana: Person, sandbox: Sandbox) -> None:
    ben = sandbox.user("Ben")
    sandbox.faults.next(None, forbidden(), chat=ben.id)
    await bot.send_message(ana.id, "x")
    with pytest.raises(Forbidden):
        await bot.send_message(ben.id, "x")
    sandbox.faults.next("sendMessage", broken(500))
    await bot.get_me()
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(ana.id, "x")


async def test_a_dropped_connection_may_have_done_its_work(
    bot: Bot, ana: Person, sandbox: Sandbox
) -> None:
    for fault, left in ((drop_before(), 0), (drop_after(), 1)):
        sandbox.faults.next("sendMessage", fault)
        with pytest.raises(NetworkError):
            await bot.send_message(ana.id, "x")
        assert len(ana.messages) == left
    assert [call.code for call in sandbox.calls[-2:]] == [None, None]


async def test_a_late_answer_comes_and_a_hung_one_never_does(
    bot: Bot, ana: Person, sandbox: Sandbox
) -> None:
    sandbox.faults.next("sendMessage", delay(0.05))
    assert await bot.send_message(ana.id, "late")
    sandbox.faults.next("sendMessage", hang())
    with pytest.raises(TimedOut):
        await bot.send_message(ana.id, "never", read_timeout=0.05)
    await sandbox.quiet(seconds=0.01, timeout=5)
    assert [m.text for m in ana.messages] == ["late"]


async def test_a_caller_that_hangs_does_not_keep_the_sandbox_from_stopping() -> None:
    async with asyncio.timeout(5):
        async with Sandbox() as sandbox:
            ana = sandbox.user("Ana")
            async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
                sandbox.faults.next("sendMessage", hang())
                async with asyncio.TaskGroup() as tasks:
                    call = tasks.create_task(_fails(bot, ana.id))
                    await sandbox.until(lambda: sandbox.api.busy)
                    await sandbox.stop()
        assert isinstance(call.result(), NetworkError)


async def _fails(bot: Bot, chat: int) -> TelegramError | None:
    try:
        await bot.send_message(chat, "x")
    except TelegramError as error:
        return error
    return None


def test_a_storm_is_the_same_for_the_same_seed() -> None:
    def weather(seed: int) -> list[object]:
        faults = Faults()
        faults.storm(0.5, [flood(), broken()], seed=seed, methods=["sendMessage"])
        assert faults.pick("getMe", None) is None
        return [faults.pick("sendMessage", 1) for _ in range(40)]

    assert weather(1) == weather(1) != weather(2)
    assert {None, flood(), broken()} == set(weather(1))


def test_calm_ends_it_all() -> None:
    faults = Faults()
    faults.storm(1.0, [flood()], seed=1)
    faults.next(None, broken())
    faults.calm()
    assert faults.pick("sendMessage", 1) is None


def test_limits_are_off_until_asked_for_and_then_telegrams() -> None:
    now = 100.0
    limits = Limits(clock=lambda: now)
    assert all(limits.check("sendMessage", 1) is None for _ in range(100))
    limits.enforced = True
    refused = [limits.check("sendMessage", 1) for _ in range(6)]
    assert refused[:5] == [None] * 5
    assert refused[5] is not None
    assert refused[5].parameters == {"retry_after": 5}
    in_group = [limits.check("editMessageText", -1) for _ in range(21)]
    assert [error is None for error in in_group] == [True] * 20 + [False]
    elsewhere = [limits.check("sendMessage", chat) for chat in range(10, 20)]
    assert [error is None for error in elsewhere] == [True] * 5 + [False] * 5
    now += 60
    assert all(limits.check("editMessageText", 1) is None for _ in range(100))
    assert limits.check("sendMessage", 1) is None
    assert limits.check("sendChatAction", -1) is None
