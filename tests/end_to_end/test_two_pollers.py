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
            for _ in range(8):  # each serves now and then, and looks for the other in between
                await play(ana, "> /about\nFree software")
                await stage.sandbox.quiet(0.1)
        ben = stage.sandbox.user("Ben")
        await play(ben, "> /check\n[begin:leg-check]\n? red_flags\n[o:none]\n? about")
    assert [call.code for call in stage.sandbox.calls].count(409) > 2
    assert 1 <= [line["event"] for line in stage.log].count(TOLD) <= 2  # one of each at most
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
