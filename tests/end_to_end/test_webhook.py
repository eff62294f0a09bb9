"""Updates that Telegram delivers, and the way from asking for them to that and back."""

import asyncio
import random
import signal
import socket

import httpx

from bot.app.errors import ALONE
from bot.app.intake import Intake, chosen_intake
from bot.config import Config
from bot.intake.delivery import usual_secret
from bot.sandbox.webhook import SECRET_HEADER
from tests.end_to_end.chats import play, visible
from tests.end_to_end.conftest import Stage
from tests.end_to_end.process import BotProcess
from tests.ports import free_port

WALK = """
    > /start
    [begin:leg-check]
    ? red_flags
    [o:none]
    ? about
"""


def delivered(stage: Stage) -> tuple[Intake, str]:
    port = free_port()
    url = f"http://127.0.0.1:{port}/updates"
    return chosen_intake(Config(token=stage.sandbox.token, webhook_url=url, port=port)), url


async def test_a_check_begins_by_webhook_as_it_does_by_polling(stage: Stage) -> None:
    ana, ben = stage.sandbox.user("Ana"), stage.sandbox.user("Ben")
    intake, _ = delivered(stage)
    async with stage.bot(intake=intake):
        await play(ana, WALK)
    async with stage.bot():
        await play(ben, WALK)
    assert visible(stage.sandbox, ana) == visible(stage.sandbox, ben)
    assert not stage.refused()


async def test_going_from_one_way_to_the_other_loses_nothing(stage: Stage) -> None:
    intake, _ = delivered(stage)
    people = [stage.sandbox.user(f"Ana {number}") for number in range(6)]
    for turn, way in enumerate((None, intake, None, intake)):
        for person in people:
            person.send("/about" if turn else "/start")  # nobody is there to hear it
        async with stage.bot(intake=way) if way else stage.bot():
            await stage.sandbox.until(lambda: not stage.sandbox.world.updates.pending)
            await stage.sandbox.quiet(0.1)
    for person in people:
        assert len([m for m in person.from_bot if "Free software" in m.text]) == 3
    assert not stage.refused()


async def test_shuffled_and_repeated_deliveries_change_nothing(stage: Stage) -> None:
    ana = stage.sandbox.user("Ana")
    intake, url = delivered(stage)
    for words in ("/start", "/about", "/privacy", "/help"):
        ana.send(words)
    shapes = [pending.shape for pending in stage.sandbox.world.updates.pending]
    strays = [*shapes, *shapes]
    random.Random(3).shuffle(strays)
    head = {SECRET_HEADER: usual_secret(stage.sandbox.token)}
    async with stage.bot(intake=intake), httpx.AsyncClient(trust_env=False) as client:
        await play(ana, "Free software")
        await stage.sandbox.quiet(0.1)
        seen = visible(stage.sandbox, ana)
        answers = await asyncio.gather(
            *(client.post(url, json=shape, headers=head) for shape in strays)
        )
        assert {answer.status_code for answer in answers} == {200}
        await stage.sandbox.quiet(0.1)
        assert (await client.post(url, json=shapes[0])).status_code == 401
    assert visible(stage.sandbox, ana) == seen


async def test_a_process_that_is_delivered_to_stops_in_order(
    stage: Stage, process: BotProcess
) -> None:
    _, url = delivered(stage)
    port = url.rpartition(":")[2].partition("/")[0]
    process.settings |= {"WEBHOOK_URL": url, "PORT": port}
    ana = stage.sandbox.user("Ana")
    async with process.running():
        await play(ana, WALK)
        assert await process.end(signal.SIGTERM) == 0
    assert stage.sandbox.token not in "\n".join(process.errors)


async def test_a_port_that_is_taken_is_told(stage: Stage, process: BotProcess) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        process.settings |= {"WEBHOOK_URL": f"http://127.0.0.1:{port}/", "PORT": port}
        async with process.running():
            assert await process.end(None) == 2
    assert process.errors[-1].startswith(f"127.0.0.1:{port} cannot be used (Address already in use")


async def test_web_and_worker_want_a_database_for_many(stage: Stage, process: BotProcess) -> None:
    for command in ("web", "worker"):
        alone = BotProcess(process.folder, process.settings, command)
        async with alone.running():
            assert await alone.end(None) == 2
        assert alone.errors == [ALONE]
