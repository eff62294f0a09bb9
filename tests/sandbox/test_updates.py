"""Updates wait for the bot until it has acknowledged them."""

import asyncio

import pytest
from telegram import Bot, Update
from telegram.error import Conflict

from bot.sandbox import Person, Sandbox


def texts(updates: tuple[Update, ...]) -> list[str | None]:
    """What was said in them."""
    return [update.message.text for update in updates if update.message]


async def test_updates_come_again_until_acknowledged(bot: Bot, ana: Person) -> None:
    for word in ("one", "two", "three"):
        ana.send(word)
    first = await bot.get_updates(limit=2)
    assert texts(first) == ["one", "two"]
    assert texts(await bot.get_updates()) == ["one", "two", "three"]
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert texts(rest) == ["three"]
    assert [u.update_id for u in (*first, *rest)] == [first[0].update_id + n for n in range(3)]
    assert texts(await bot.get_updates()) == ["three"]


async def test_a_negative_offset_counts_from_the_end(bot: Bot, ana: Person) -> None:
    for word in ("one", "two", "three"):
        ana.send(word)
    assert texts(await bot.get_updates(offset=-1)) == ["three"]
    assert texts(await bot.get_updates()) == ["three"]


async def test_a_waiting_bot_hears_at_once(bot: Bot, ana: Person, sandbox: Sandbox) -> None:
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(bot.get_updates(timeout=30))
        await _until_polling(sandbox, 1)
        ana.send("hello")
    assert texts(poll.result()) == ["hello"]


async def test_the_second_poller_ends_the_first(bot: Bot, ana: Person, sandbox: Sandbox) -> None:
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        first = tasks.create_task(_poll_into_conflict(bot))
        await _until_polling(sandbox, 1)
        async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as twin:
            second = tasks.create_task(twin.get_updates(timeout=30))
            words = await first
            ana.send("hello")
            await second
    assert "terminated by other getUpdates request" in words
    assert texts(second.result()) == ["hello"]


async def test_polling_and_a_webhook_exclude_each_other(bot: Bot, sandbox: Sandbox) -> None:
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        polling = tasks.create_task(_poll_into_conflict(bot))
        await _until_polling(sandbox, 1)
        await bot.set_webhook("http://127.0.0.1:9/nobody")
        assert "setWebhook" in await polling
    with pytest.raises(Conflict, match="while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_allowed_kinds_stick_until_changed(bot: Bot, ana: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    ana.send("lost")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    ana.send("heard")
    assert texts(await bot.get_updates()) == ["heard"]


async def test_a_bot_that_comes_after_finds_what_was_said(sandbox: Sandbox, ana: Person) -> None:
    base = f"{sandbox.url}/bot"
    async with Bot(sandbox.token, base_url=base) as first:
        ana.send("one")
        seen = await first.get_updates()
    async with Bot(sandbox.token, base_url=base) as second:
        assert await second.get_updates() == seen


async def test_quiet_waits_for_the_acknowledgement(bot: Bot, ana: Person, sandbox: Sandbox) -> None:
    ana.send("hello")
    [update] = await bot.get_updates()
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        quiet = tasks.create_task(sandbox.quiet(seconds=0.01))
        poll = tasks.create_task(bot.get_updates(offset=update.update_id + 1, timeout=30))
        await quiet
        assert not sandbox.world.updates.pending
        ana.send("the end")
    assert texts(poll.result()) == ["the end"]


async def _poll_into_conflict(bot: Bot) -> str:
    with pytest.raises(Conflict) as conflict:
        await bot.get_updates(timeout=30)
    return str(conflict.value)


async def _until_polling(sandbox: Sandbox, times: int) -> None:
    """Wait until the server has seen so many getUpdates, by making calls that come after."""
    async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as other:
        while sum(call.method == "getUpdates" for call in sandbox.calls) < times:
            await other.get_me()
