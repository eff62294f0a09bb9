"""A crowd that walks while trouble comes and goes, and how it fared."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.sandbox import Sandbox
from bot.store import Store
from soak.figures import Aim, Size, Table, none_of
from tests.end_to_end.crowd import Crowd, Outcome, Seen, outcome
from tests.end_to_end.walkers import PATIENCE

TAPS_BETWEEN = 15  # in fair weather, at least
RECOVERED = 90.0  # seconds


class Scale(NamedTuple):
    people: int
    at_once: int
    times: int  # how often trouble comes
    seconds: float  # how long it stays


SCALES = {
    Size.SMALL: Scale(20, 20, 1, 2.0),
    Size.MEDIUM: Scale(60, 30, 3, 4.0),
    Size.FULL: Scale(300, 60, 6, 6.0),
}


Way = Callable[[], Awaitable[None]]


class Trouble(NamedTuple):
    """Something that goes wrong for a while."""

    name: str
    begin: Way
    end: Way
    interruptions: Sequence[
        float
    ] = ()  # by the sandbox's clock; each excuses one repeated message a chat
    time_passes: bool = False  # for the bot, whose clock is set


@dataclass(frozen=True, slots=True)
class Fared:
    """How a crowd fared in one kind of trouble."""

    name: str
    recoveries: Sequence[float]  # seconds after each end of it until somebody got a message
    lost: int  # updates never handled, effects never performed
    outcome: Outcome


class Walked(NamedTuple):
    """A crowd that has walked through one kind of trouble."""

    trouble: Trouble
    crowd: Crowd
    recoveries: Sequence[float]  # as `Fared` has them

    async def fared(self, left: int, expected: Sequence[Seen], store: Store) -> Fared:
        """
        Args:
            left: Updates and effects that were left over.
            expected: What people see after an undisturbed check.
        """
        seen = await outcome(self.crowd, expected, self.trouble.interruptions, store)
        return Fared(self.trouble.name, self.recoveries, left, seen)


async def walk_through(trouble: Trouble, sandbox: Sandbox, scale: Scale) -> Walked:
    """Let a crowd walk while trouble comes and goes, until all is quiet."""
    crowd = Crowd(sandbox, scale.people, scale.at_once, time_passes=trouble.time_passes)
    walking = asyncio.create_task(crowd.walk())
    recoveries = await disturb(crowd, trouble, scale)
    await walking
    await sandbox.quiet(1, PATIENCE)
    return Walked(trouble, crowd, recoveries)


async def disturb(crowd: Crowd, trouble: Trouble, scale: Scale) -> list[float]:
    """Let trouble come and go while somebody walks; return how long each recovery took."""
    calls, recoveries = crowd.sandbox.calls, []
    for _ in range(scale.times):
        await crowd.tapped(len(crowd.sandbox.queries) + TAPS_BETWEEN)
        if not crowd.left:
            break
        await trouble.begin()
        await asyncio.sleep(scale.seconds)
        await trouble.end()
        ended, before = time.monotonic(), len(calls)
        await _heard_again(crowd, before)
        recoveries.append(time.monotonic() - ended)
    return recoveries


async def _heard_again(crowd: Crowd, since: int) -> None:
    """Wait until what waited is taken and somebody gets a message, or all are done.

    Args:
        since: How many calls were made before.
    """
    calls, updates = crowd.sandbox.calls, crowd.sandbox.world.updates
    waiting = {update.id for update in updates.pending}

    def heard() -> bool:
        if not waiting.isdisjoint(update.id for update in updates.pending):
            return False
        return not crowd.left or any(c.ok and c.method == "sendMessage" for c in calls[since:])

    await crowd.sandbox.until(heard, PATIENCE)


def aims(fared: Sequence[Fared]) -> list[Aim]:
    """What has to be so in every trouble."""
    outcomes = [one.outcome for one in fared]
    worst = max((seconds for one in fared for seconds in one.recoveries), default=0.0)
    return [
        Aim("kinds of trouble that came", "all", *_came(fared)),
        none_of(
            "updates lost: never taken, or their effects never performed",
            sum(one.lost for one in fared),
        ),
        none_of("taps whose button goes on turning", sum(o.unanswered for o in outcomes)),
        none_of("chats stuck", sum(o.stuck for o in outcomes)),
        none_of("chats whose kept answers are not those given", sum(o.forgotten for o in outcomes)),
        none_of("chats that end otherwise than undisturbed", sum(o.different for o in outcomes)),
        Aim(
            "seconds until what waited is taken and messages arrive again, at worst",
            f"at most {RECOVERED:.0f}",
            f"{worst:.1f}",
            worst <= RECOVERED,
        ),
    ]


def needless(fared: Sequence[Fared]) -> Aim:
    """Where nothing of the bot's is excused but what its trouble names."""
    return none_of(
        "messages repeated though nothing broke off, or twice after it did",
        sum(one.outcome.needless for one in fared),
    )


def _came(fared: Sequence[Fared]) -> tuple[str, bool]:
    came = sum(bool(one.recoveries) for one in fared)
    return f"{came} of {len(fared)}", came == len(fared)


def table(fared: Sequence[Fared]) -> Table:
    rows = [
        (
            one.name,
            str(len(one.recoveries)),
            f"{statistics.median(one.recoveries or [0]):.1f} s",
            f"{max(one.recoveries, default=0):.1f} s",
            str(one.outcome.needless + one.outcome.repeats),
            str(one.outcome.unanswered),
        )
        for one in fared
    ]
    head = (
        "trouble",
        "times",
        "recovery, median",
        "worst",
        "repeated messages",
        "taps never answered",
    )
    return Table(head, rows)
