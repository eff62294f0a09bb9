"""Whole bots as processes over real HTTP: what an update costs them, and how long people wait.

`python -m bench.blackbox [--chats N] [--rounds N]`
"""

import asyncio
import statistics
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.bot_api import served
from bench.crowd import Crowd
from bench.play import FIRST_CHAT, calls_per_chat, moves
from bench.process import memory
from bench.report import Figure, at_most, circumstances, heading, summary, table
from bench.rivals import OURS, RIVALS, Rival
from bench.sizes import sizes
from tests.ports import free_port

CHATS, ROUNDS = 40, 3
WARM_UP = 10  # chats
PACE = 25.0  # updates a second
PACED = 15  # chats
CPU_AIMS = (0.6, 1.0)  # beside each peer
PEAK = 80  # MB, before dates and airports are loaded

ABOUT = """\
{chats} people, {updates} updates each (the command, the consent, 8 answers), {calls} calls of the Bot API: each tap
answered, the old question edited, the next one sent. Each person goes on as soon as the bot has; then {paced} people
make {pace:.0f} moves a second together. Medians of {rounds} rounds, in which the bots take turns. CPU is all of the
bot's process, and none of the server's beside it.
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """One life of a bot. CPU is in milliseconds an update, waiting in milliseconds, memory in MB."""

    rate: float  # updates a second, as fast as it can
    cpu: float
    paced_cpu: float
    waited: tuple[float, ...]
    peak: float


async def watch(rival: Rival, chats: int, *, webhook: bool) -> Seen:
    """
    Raises:
        RuntimeError: It did not say what it should, so that the figures mean nothing.
    """
    crowd = Crowd(lambda update: api.push(update))  # noqa: PLW0108  it is served later
    with tempfile.TemporaryDirectory() as folder:
        port = free_port() if webhook else None
        async with (
            served(crowd.said) as api,
            rival.running(api, Path(folder), port) as pid,
        ):
            await crowd.at_once(FIRST_CHAT, WARM_UP)
            await api.settled(WARM_UP)
            before = _cpu(pid)
            took = await crowd.at_once(FIRST_CHAT + WARM_UP, chats)
            await api.settled(chats)
            between = _cpu(pid)
            await crowd.at_pace(FIRST_CHAT + WARM_UP + chats, PACED, PACE)
            await api.settled(PACED)
            after, (_, peak) = _cpu(pid), memory(pid)
    updates, paced = chats * len(moves()), PACED * len(moves())
    return Seen(
        updates / took,
        1000 * (between - before) / updates,
        1000 * (after - between) / paced,
        tuple(1000 * waited for waited in crowd.waited),
        peak or 0.0,
    )


def _cpu(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def report(chats: int, rounds: int) -> list[Figure]:
    figures: list[Figure] = []
    for webhook in (False, True):
        seen: dict[Rival, list[Seen]] = defaultdict(list)
        for _ in range(rounds):
            for rival in RIVALS:
                seen[rival].append(asyncio.run(watch(rival, chats, webhook=webhook)))
        heading("By webhook" if webhook else "By polling")
        head = ("", "CPU ms", "updates/s", f"p50 ms at {PACE:.0f}/s", "p99 ms", "CPU ms", "peak MB")
        table(head, [_row(rival, seen[rival]) for rival in RIVALS])
        print()
        rivals = [rival for rival in RIVALS if rival is not OURS]
        head = ("legwise by …", *head[1:])
        table(head, [_beside(rival, seen[OURS], seen[rival]) for rival in rivals])
        how = "by webhook" if webhook else "by polling"
        for rival, aim in zip(rivals, CPU_AIMS, strict=True):
            figures += _kept(how, rival, aim, _rounds(seen[OURS], seen[rival]))
        peak = statistics.median(life.peak for life in seen[OURS])
        seen_peak = f"{peak:.0f} MB"
        figures.append(Figure(f"peak memory, {how}", f"< {PEAK} MB", seen_peak, peak < PEAK))
    return figures


def _kept(how: str, rival: Rival, aim: float, rounds: list[list[float]]) -> list[Figure]:
    cpu, _, p50, p99, *_ = zip(*rounds, strict=True)
    beside = f"{how}, beside {rival.name}"
    return [
        at_most(f"CPU of an update over HTTP {beside}", aim, cpu),
        at_most(f"p50 of the reply at {PACE:.0f}/s {beside}", 1, p50),
        at_most(f"p99 of the reply at {PACE:.0f}/s {beside}", 1, p99),
    ]


def _figures(seen: Seen) -> tuple[float, ...]:
    p50, p99 = statistics.median(seen.waited), sorted(seen.waited)[int(0.99 * len(seen.waited))]
    return seen.cpu, seen.rate, p50, p99, seen.paced_cpu, seen.peak


def _row(rival: Rival, lives: list[Seen]) -> tuple[str, ...]:
    columns = zip(*map(_figures, lives), strict=True)
    cpu, rate, p50, p99, paced, peak = map(statistics.median, columns)
    return (
        rival.name,
        *(f"{cpu:.2f}", f"{rate:,.0f}", f"{p50:.1f}", f"{p99:.1f}", f"{paced:.2f}", f"{peak:.0f}"),
    )


def _rounds(ours: list[Seen], theirs: list[Seen]) -> list[list[float]]:
    """Ours by theirs, each round's figures."""
    return [
        [mine / other for mine, other in zip(_figures(one), _figures(two), strict=True)]
        for one, two in zip(ours, theirs, strict=True)
    ]


def _beside(rival: Rival, ours: list[Seen], theirs: list[Seen]) -> tuple[str, ...]:
    columns = zip(*_rounds(ours, theirs), strict=True)
    return (rival.name, *(f"× {statistics.median(each):.2f}" for each in columns))


def main(chats: int = CHATS, rounds: int = ROUNDS) -> list[Figure]:
    heading("Over real HTTP")
    print(
        ABOUT.format(
            chats=chats,
            rounds=rounds,
            updates=len(moves()),
            calls=calls_per_chat(),
            paced=PACED,
            pace=PACE,
        )
    )
    return report(chats, rounds)


if __name__ == "__main__":
    given = sizes("blackbox", __doc__, chats=CHATS, rounds=ROUNDS)
    circumstances()
    summary(("python -m bench.blackbox", each) for each in main(**given))
