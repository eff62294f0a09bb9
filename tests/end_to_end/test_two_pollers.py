"""Two processes with one token, and a webhook left over from before."""

from contextlib import AsyncExitStack
from dataclasses import replace

from bot.keys import new_key
from bot.sandbox.updates import Webhook
from tests.end_to_end.chats import play
from tests.end_to_end.conftest import Stage

TOLD = "another process takes this bot's updates; standing by until it stops"


async def test_a_second_poller_says_so_once_waits_and_takes_over(stage: Stage) -> None:
    other = replace(stage, file=stage.file.with_name("other.db"), key=new_key())
    async with AsyncExitStack() as second:
        async with stage.bot():
            ana = stage.sandbox.user("Ana")
            await play(ana, "> /start\n(begin:leg-check)")
            await second.enter_async_context(other.bot())
            while [c.code for c in stage.sandbox.calls].count(409) < 6:
                await play(ana, "> /about\nFree software")
        ben = stage.sandbox.user("Ben")
        await play(ben, "> /check\n[begin:leg-check]\n? red_flags\n[o:none]\n? about")
    told = [line for line in stage.log if line["event"] == TOLD]
    assert 1 <= len(told) <= 2  # one of each at most
    assert not [line for line in stage.log if line["log_level"] == "error"]


async def test_a_webhook_left_over_does_not_keep_updates_away(stage: Stage) -> None:
    async with stage.bot():
        pass
    world = stage.sandbox.world
    ana = stage.sandbox.user("Ana")
    ana.send("/start")
    world.updates.webhook = Webhook("http://127.0.0.1:9/gone")
    async with stage.bot():
        await play(ana, "(begin:leg-check)")
