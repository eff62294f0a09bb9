"""Webhooks that are repeated, shuffled and broken off: one process with SQLite, and four with PostgreSQL."""

import asyncio
import signal
from collections.abc import Sequence
from contextlib import AsyncExitStack

from bot.databases import Server
from bot.store.codec import Codec
from soak.figures import Aim, Figures, Size, Table, at_most, none_of
from soak.meddler import Meddler
from soak.progress import Progress
from soak.stage import Stage, a_stage
from soak.talkers import Talk
from soak.walking import Scale, Walked, walk_while_killed
from tests.end_to_end.fleet import Fleet, a_fleet
from tests.end_to_end.process import BotProcess
from tests.ports import free_port
from tests.postgres import a_cluster
from tests.store.samples import opened

TALKERS = 10
ALONE = {
    Size.SMALL: Scale(60, 30, 4),
    Size.MEDIUM: Scale(300, 50, 15),
    Size.FULL: Scale(800, 100, 30),
}
MANY = {
    Size.SMALL: Scale(60, 30, 4),
    Size.MEDIUM: Scale(300, 50, 12),
    Size.FULL: Scale(600, 100, 24),
}
DISTURBED = (
    f" while updates that wait and updates handled long ago are posted to the webhook a second time, latest first;"
    f" {TALKERS} others send two commands at once, again and again. "
)


async def alone(size: Size) -> Figures:
    """One process."""
    scale, port = ALONE[size], str(free_port())
    async with a_stage() as stage:
        process = stage.process(WEBHOOK_URL=f"http://127.0.0.1:{port}/updates", PORT=port)
        async with process.running():
            disturbed = await _disturb(stage, scale, [process], None)
            await process.end(signal.SIGTERM)
        async with stage.memory() as memory:
            aims = await disturbed.walked.aims(memory)
    done = f"{scale} walk through a check{DISTURBED}`legwise run` (webhook, SQLite) is killed and started again."
    return Figures("Webhooks, one process", done, [*aims, *disturbed.aims()], disturbed.table())


async def many(size: Size) -> Figures:
    """Two that take updates, two that send."""
    scale = MANY[size]
    async with a_stage() as stage, AsyncExitStack() as running:
        cluster = running.enter_context(a_cluster())
        url = await running.enter_async_context(cluster.database())
        fleet = await running.enter_async_context(
            a_fleet(stage.sandbox, url, stage.key, stage.folder)
        )
        for one in fleet.all:
            await running.enter_async_context(one.running())
        disturbed = await _disturb(stage, scale, fleet.all, fleet)
        await asyncio.gather(*(one.end(signal.SIGTERM) for one in fleet.all))
        async with opened(Server(url), Codec([stage.key])) as memory:
            aims = await disturbed.walked.aims(memory)
    done = (
        f"{scale} walk through a check{DISTURBED}Two processes `legwise web` behind a balancer and two `legwise worker`"
        " share one PostgreSQL; a web process and the one that sends are killed in turn and started again."
    )
    return Figures("Webhooks, four processes", done, [*aims, *disturbed.aims()], disturbed.table())


class _Disturbed:
    """What was seen of it all."""

    def __init__(self, walked: Walked, meddler: Meddler, talk: Talk) -> None:
        self.walked, self._meddler, self._talk = walked, meddler, talk

    def aims(self) -> Sequence[Aim]:
        talkers = self._talk.talkers
        kills = len(self.walked.kills)
        refused = sum(
            times for answer, times in self._meddler.answers.items() if answer.startswith("4")
        )
        return [
            none_of("commands sent at once and never answered", sum(t.unanswered for t in talkers)),
            at_most(
                "most answers somebody got twice",
                kills,
                max(t.answered_again for t in talkers),
            ),
            none_of("deliveries refused for good", refused),
        ]

    def table(self) -> Table:
        asked = sum(talker.asked for talker in self._talk.talkers)
        again = sum(talker.answered_again for talker in self._talk.talkers)
        rows = [
            (f"strays answered {answer}", f"{times:,}")
            for answer, times in sorted(self._meddler.answers.items())
        ]
        rows += [("commands sent at once", f"{2 * asked:,}"), ("answered twice", f"{again:,}")]
        return Table(("beside", "times"), rows)


async def _disturb(
    stage: Stage, scale: Scale, processes: list[BotProcess], fleet: Fleet | None
) -> _Disturbed:
    sandbox, progress = stage.sandbox, Progress("processes" if fleet else "webhooks")
    meddler, talk = Meddler(sandbox), Talk(sandbox, TALKERS)
    victims = fleet.web_or_sender if fleet else lambda _: processes
    async with meddler.at_work():
        walked = await walk_while_killed(sandbox, scale, victims, progress, talk)
    return _Disturbed(walked, meddler, talk)
