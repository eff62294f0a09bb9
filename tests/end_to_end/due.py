"""A nudge and a piece of care for many people, due at once, and what they heard of them."""

import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.flow.alarm import Alarm
from bot.flow.effects import SetAlarm
from bot.flow.state import State
from bot.sandbox import Person, Sandbox
from bot.store import ChatKey, Store, Turn
from bot.text import text
from tests.end_to_end.process import BotProcess

NUDGE, CARE = "Stretch", "Look again"


def nudge(chat: int, now: datetime) -> Iterator[SetAlarm]:
    """A nudge alone, due at once."""
    yield SetAlarm(
        Alarm("custom", "custom", int(now.timestamp()), text("Stretch, {chat}.", chat=chat))
    )


def many_alarms(chat: int, now: datetime) -> Iterator[SetAlarm]:
    """A nudge and a piece of care, due at once."""
    at = int(now.timestamp())
    yield from nudge(chat, now)
    yield SetAlarm(Alarm("watch", "watch", at, text("Look again, {chat}.", chat=chat)))


async def make_due(
    store: Store,
    people: Sequence[Person],
    alarms: Callable[[int, datetime], Iterator[SetAlarm]] = many_alarms,
    now: datetime | None = None,
) -> None:
    """Let alarms be due now for everybody.

    Args:
        now: By the bot's clock, where that is not the computer's.
    """
    now = now or datetime.now(UTC)
    for person in people:
        effects = tuple(alarms(person.id, now))
        await store.commit(Turn(ChatKey(person.id), State(language="en", card=1), 0, effects, now))


def heard(person: Person, words: str) -> int:
    return sum(words in message.text for message in person.messages)


@dataclass(frozen=True, slots=True)
class Rung:
    """What people heard, counted."""

    nudges_lost: int
    nudges_twice: int
    care_lost: int
    care_repeats: int


def rung(people: Sequence[Person]) -> Rung:
    nudges = Counter(heard(person, NUDGE) for person in people)
    care = Counter(heard(person, CARE) for person in people)
    return Rung(
        nudges_lost=nudges[0],
        nudges_twice=sum(times for n, times in nudges.items() if n > 1),
        care_lost=care[0],
        care_repeats=sum((n - 1) * times for n, times in care.items() if n > 1),
    )


async def kill_between_calls(
    sandbox: Sandbox, process: BotProcess, kills: int, calls: tuple[int, int], patience: float
) -> list[float]:
    """Kill the bot and start it again, each time after so many calls at least and at most; wait for the last start.

    Returns:
        When, by the sandbox's clock.
    """
    chance, killed, greeted = random.Random(2026), [], 0
    for _ in range(kills):
        wanted = len(sandbox.calls) + chance.randint(*calls)
        await sandbox.until(_called(sandbox, wanted), patience)
        assert await process.end(signal.SIGKILL) == -signal.SIGKILL
        killed.append(sandbox.world.clock())
        greeted = greetings(sandbox)
        await process.start()
    await sandbox.until(
        lambda: greetings(sandbox) > greeted, patience
    )  # it can be told to stop now
    return killed


def _called(sandbox: Sandbox, times: int) -> Callable[[], bool]:
    return lambda: len(sandbox.calls) >= times


def greetings(sandbox: Sandbox) -> int:
    """How often a bot has asked who it is: it can be told to stop from then on."""
    return sum(call.method == "getMe" for call in sandbox.calls_to(None))
