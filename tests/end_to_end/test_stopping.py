"""A stop at the worst of times: what is in hand is kept, and the process is gone within ten seconds."""

import asyncio
import signal
from contextlib import AsyncExitStack
from pathlib import Path

from bot.sandbox import hang
from tests.end_to_end.chats import play
from tests.end_to_end.conftest import Stage
from tests.end_to_end.fleet import a_fleet, begun
from tests.end_to_end.process import BotProcess
from tests.end_to_end.road import Road, Roads
from tests.end_to_end.walkers import PATIENCE

TEN = 10.0  # seconds; hosts kill whoever takes longer


def road_to(stage: Stage) -> Roads:
    return Roads(int(stage.sandbox.url.rpartition(":")[2]))


async def test_while_telegram_is_a_black_hole_a_stop_takes_no_longer_and_the_next_start_answers(
    stage: Stage, process: BotProcess
) -> None:
    people = [stage.sandbox.user("Ana") for _ in range(5)]
    async with road_to(stage).open() as road:
        process.settings["TELEGRAM_API_URL"] = road.url
        async with process.running():
            for person in people:
                person.send("/start")
            await stage.sandbox.until(lambda: all(p.from_bot for p in people), PATIENCE)
            stage.sandbox.faults.storm(1, [hang()], seed=1, methods=["sendMessage"])
            for person in people:
                person.send("/about")
            await stage.sandbox.until(lambda: not stage.sandbox.world.updates.pending)
            road.become(Road.SILENT)
            assert await process.end(signal.SIGTERM, TEN) == 0
        stage.sandbox.faults.calm()
        road.become(Road.OPEN)
        async with process.running():  # so the file's lock was let go
            await stage.sandbox.until(
                lambda: all(p.find("Free software") for p in people), PATIENCE
            )
            await process.end(signal.SIGTERM)


async def test_web_and_worker_stop_in_a_black_hole_too_and_leave_the_duty_to_others(
    stage: Stage, server_url: str, tmp_path: Path
) -> None:
    ana = stage.sandbox.user("Ana")
    async with (
        road_to(stage).open() as road,
        a_fleet(stage.sandbox, server_url, stage.key, tmp_path) as fleet,
        AsyncExitStack() as running,
    ):
        web, worker, heir = fleet.web[0], *fleet.workers
        for one in (web, worker):
            one.settings["TELEGRAM_API_URL"] = road.url
            await running.enter_async_context(one.running())
        await begun(stage.sandbox, [worker])
        await play(ana, "> /start\n(begin:leg-check)")
        stage.sandbox.faults.storm(1, [hang()], seed=1, methods=["sendMessage"])
        ana.send("/about")
        await stage.sandbox.until(lambda: stage.sandbox.api.busy)
        road.become(Road.SILENT)
        ends = await asyncio.gather(*(one.end(signal.SIGTERM, TEN) for one in (web, worker)))
        assert ends == [0, 0]
        stage.sandbox.faults.calm()
        await running.enter_async_context(heir.running())
        await play(ana, "Free software")
