"""Telegram and the network on bad days, while people walk through a check."""

import signal
from collections.abc import Iterator, Sequence

from bot.sandbox import Sandbox, broken, drop_after, drop_before, flood
from bot.sandbox.faults import Fault
from soak.figures import Figures, Size
from soak.progress import Progress
from soak.stage import a_stage
from soak.troubled import SCALES, Scale, Trouble, Way, aims, table, walk_through
from tests.end_to_end.crowd import undisturbed
from tests.end_to_end.road import Road, Roads

SENDING = ("sendMessage", "editMessageText", "deleteMessage")


async def soak(size: Size) -> Figures:
    scale, progress = SCALES[size], Progress("weather")
    async with a_stage() as stage, Roads(int(stage.sandbox.url.rpartition(":")[2])).open() as road:
        walked = []
        process = stage.process(TELEGRAM_API_URL=road.url)
        async with process.running():
            expected = await undisturbed(stage.sandbox)
            for trouble in _troubles(stage.sandbox, road):
                progress.say(trouble.name)
                walked.append(await walk_through(trouble, stage.sandbox, scale))
            await process.end(signal.SIGTERM)
        async with stage.memory() as memory:
            left = len(await memory.pending()) + len(stage.sandbox.world.updates.pending)
            seen = [await one.fared(left, expected, memory) for one in walked]
    return Figures("Bad weather", _done(scale), aims(seen), table(seen))


def _done(scale: Scale) -> str:
    return (
        f"In each kind of trouble {scale.people:,} people walk through a check, {scale.at_once} at once, with"
        f" `legwise run` (polling, SQLite); it comes {scale.times} times, for {scale.seconds:.0f} s each."
    )


def _troubles(sandbox: Sandbox, road: Roads) -> Iterator[Trouble]:
    storms: dict[str, Sequence[Fault]] = {
        "half of all messages refused for a second (429)": [flood(1)],
        "half of all messages refused for five seconds (429)": [flood(5)],
        "half of all calls end in 500, 502, 504": [broken(500), broken(502), broken(504)],
        "half of all calls break off, before or after they are obeyed": [
            drop_before(),
            drop_after(),
        ],
    }
    for seed, (name, faults) in enumerate(storms.items()):
        methods = SENDING if "429" in name else None

        async def begin(
            faults: Sequence[Fault] = faults,
            methods: Sequence[str] | None = methods,
            seed: int = seed,
        ) -> None:
            sandbox.faults.storm(0.5, faults, seed=seed, methods=methods)

        async def end() -> None:
            sandbox.faults.calm()

        yield Trouble(name, begin, end)
    for name, state in {
        "answers are cut in the middle": Road.CUT,
        "no connection is taken": Road.CLOSED,
        "connections are taken and nothing is ever answered in them": Road.SILENT,
    }.items():
        yield Trouble(name, *_ways(road, state))


def _ways(road: Roads, state: Road) -> tuple[Way, Way]:
    async def begin() -> None:
        road.become(state)

    async def end() -> None:
        road.become(Road.OPEN)

    return begin, end
