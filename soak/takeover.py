"""The process that sends is killed: how long until another one sends?"""

import random
import signal
import statistics
import time
from contextlib import AsyncExitStack

from bot.sandbox import Person, Sandbox
from soak.figures import Aim, Figures, Size, none_of
from soak.progress import Progress
from soak.stage import a_stage
from tests.end_to_end.chats import sent_to
from tests.end_to_end.due import greetings
from tests.end_to_end.fleet import Fleet, a_fleet, begun, sends_now
from tests.end_to_end.walkers import PATIENCE
from tests.postgres import a_cluster

TIMES = {Size.SMALL: 1, Size.MEDIUM: 4, Size.FULL: 8}
LIMIT = 10.0  # seconds
ASKED, ANSWER = "/about", "Free software"


async def soak(size: Size) -> Figures:
    times, progress, took = TIMES[size], Progress("takeover"), []
    async with a_stage() as stage, AsyncExitStack() as running:
        cluster = running.enter_context(a_cluster())
        url = await running.enter_async_context(cluster.database())
        fleet = await running.enter_async_context(
            a_fleet(stage.sandbox, url, stage.key, stage.folder)
        )
        for one in (fleet.web[0], *fleet.workers):
            await running.enter_async_context(one.running())
        await begun(stage.sandbox, fleet.workers)
        person, chance = stage.sandbox.user("Ana"), random.Random(2026)
        for number in range(times):
            took.append(await _takes(stage.sandbox, fleet, person, chance))
            progress.say(f"{number + 1} of {times}: {took[-1]:.1f} s")
    late = sum(seconds > LIMIT for seconds in took)
    seen = f"median {statistics.median(took):.1f} s, longest {max(took):.1f} s"
    aims = [
        Aim(
            "until somebody who writes just then is answered",
            f"under {LIMIT:.0f} s",
            seen,
            met=not late,
        ),
        none_of("later than that", late),
    ]
    return Figures("The sender is killed", _done(times), aims)


def _done(times: int) -> str:
    return (
        f"Of two `legwise worker` on one PostgreSQL the one that sends is killed {times} times with SIGKILL, somebody"
        " writes at once, and the other's answer is waited for. The killed one is started again and stands by."
    )


async def _takes(sandbox: Sandbox, fleet: Fleet, person: Person, chance: random.Random) -> float:
    """Kill who sends; return seconds until the other has answered."""
    sender = next(worker for worker in fleet.workers if sends_now(worker))
    before = _answers(sandbox, person)
    await sandbox.quiet(chance.uniform(0.1, 3), PATIENCE)  # whenever in its term
    await sender.end(signal.SIGKILL)
    sender.errors.clear()
    killed = time.monotonic()
    person.send(ASKED)
    await sandbox.until(lambda: _answers(sandbox, person) > before, PATIENCE)
    took = time.monotonic() - killed
    starts = greetings(sandbox)
    await sender.start()
    await sandbox.until(lambda: greetings(sandbox) > starts, PATIENCE)
    return took


def _answers(sandbox: Sandbox, person: Person) -> int:
    return sum(ANSWER in call.params["text"] for call in sent_to(sandbox, person))
