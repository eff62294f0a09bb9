"""Many people who walk through checks, so many at once, and how they fared in the end."""

import asyncio
import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from bot.sandbox import Person, Sandbox
from bot.sandbox.views import NotHeardError
from bot.store import ChatKey, Store
from tests.end_to_end.chats import FLOW, sent_to, visible
from tests.end_to_end.walkers import PATIENCE, Walker

ASKED_LATER = [e.follow_up.ask for e in FLOW.endings.values() if e.follow_up]
SCRIPTS = 10  # different sets of answers; people share them

Seen = list[tuple[str, list[str]]]


class Crowd:
    """People of whom so many walk at once; where one is done, the next begins."""

    def __init__(
        self,
        sandbox: Sandbox,
        people: int,
        at_once: int | None = None,
        *,
        time_passes: bool = False,
    ) -> None:
        self.sandbox = sandbox
        self.walkers = [
            Walker(sandbox.user("Ana"), number % SCRIPTS, time_passes=time_passes)
            for number in range(people)
        ]
        self._at_once = people if at_once is None else at_once
        self.left = people

    async def walk(self) -> None:
        """Return once everybody has ended, or waited in vain."""
        waiting = iter(self.walkers)
        async with asyncio.TaskGroup() as walks:
            for _ in range(self._at_once):
                walks.create_task(self._one_after_another(waiting))

    async def _one_after_another(self, waiting: Iterator[Walker]) -> None:
        for walker in waiting:
            with suppress(NotHeardError):
                await walker.walk()
            self.left -= 1
            self.sandbox.world.changed.ring()  # somebody may wait for this, and it may be the last thing to happen

    async def tapped(self, times: int) -> None:
        """Wait until so many taps were made in the sandbox, or all are done."""
        taps = self.sandbox.world.queries
        await self.sandbox.until(lambda: len(taps) >= times or not self.left, PATIENCE)


async def undisturbed(sandbox: Sandbox) -> list[Seen]:
    """Let one person walk each script; return what they see in the end."""
    calm = Crowd(sandbox, SCRIPTS)
    await calm.walk()
    await sandbox.quiet(0.1, PATIENCE)
    assert all(walker.ended for walker in calm.walkers)
    return [visible(sandbox, walker.person) for walker in calm.walkers]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a crowd fared: how many of what must not happen, and of what may."""

    stuck: int = 0  # people whose check did not end
    forgotten: int = 0  # people whose answers are not remembered as they gave them
    different: int = 0  # people who see something else than after an undisturbed check
    unanswered: int = 0  # taps whose button goes on turning
    needless: int = 0  # repeated messages without a kill between, or a second one after it
    repeats: int = 0  # repeated messages, at most one a chat and kill


async def outcome(
    crowd: Crowd, expected: Sequence[Seen], kills: Sequence[float], store: Store
) -> Outcome:
    """Look at everybody once all is quiet.

    Args:
        kills: When a process was killed, by the sandbox's clock.
    """
    sandbox, walkers = crowd.sandbox, crowd.walkers
    repeated = [repeats_and_needless(sandbox, walker.person, kills) for walker in walkers]
    ids = {walker.person.id for walker in walkers}
    return Outcome(
        stuck=sum(not walker.ended for walker in walkers),
        forgotten=sum([not await remembers(store, walker) for walker in walkers]),
        different=sum(not as_undisturbed(sandbox, w, expected[w.script]) for w in walkers),
        unanswered=sum(not q.answered for q in sandbox.queries if q.user.id in ids),
        needless=sum(needless for _, needless in repeated),
        repeats=sum(repeats for repeats, _ in repeated),
    )


async def remembers(store: Store, walker: Walker) -> bool:
    """Whether the bot holds the answers somebody gave, and no others."""
    run = (await store.load(ChatKey(walker.person.id)))[0].run
    return run is not None and {q: a.values for q, a in run.answers.items()} == walker.answers


def as_undisturbed(sandbox: Sandbox, walker: Walker, expected: Seen) -> bool:
    """Whether somebody sees what they would have seen.

    Where time has passed for the bot, they see advice under the same title: something was asked again on the way
    to it, or they were asked since how it went, and the advice no longer says that they will be.
    """
    seen = visible(sandbox, walker.person)
    if seen == expected or not walker.time_passes:
        return seen == expected
    later = walker.asked_again or any(asked in seen[-1][0] for asked in ASKED_LATER)
    title = expected[-1][0].partition("\n")[0]
    return later and any(words.startswith(title) for words, _ in seen)


def repeats_and_needless(
    sandbox: Sandbox, person: Person, kills: Sequence[float], about: str = ""
) -> tuple[int, int]:
    """Messages (with these words) somebody got twice in a row: those that a kill each explains, and the others."""
    sent = [
        (call.at, (call.params["text"], call.params.get("reply_markup")))
        for call in sent_to(sandbox, person)
        if about in call.params["text"]
    ]
    explained: set[float] = set()
    needless = 0
    for (first, words), (second, again) in pairwise(sent):
        if words == again:
            between = {kill for kill in kills if first < kill <= second} - explained
            explained |= {min(between)} if between else set()
            needless += not between
    return len(explained), needless


def moments(chance: random.Random, kills: int, taps: tuple[int, int]) -> list[int]:
    """After how many taps to kill, as chance will have it between the first and the last."""
    return sorted(chance.randrange(*taps) for _ in range(kills))
