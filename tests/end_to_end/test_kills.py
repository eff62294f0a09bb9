"""A hundred checks while the bot is killed again and again: nothing is lost, hardly anything said twice.

LEGWISE_SOAK=1 plays the long form.
"""

import asyncio
import os
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from bot.flow.condition import Values
from bot.flow.model import Question
from bot.flow.moves.desk import is_emergency
from bot.flow.state import Answer
from bot.flow.walk import walk
from bot.sandbox import Person, Sandbox
from bot.sandbox.views import Wanted
from bot.store import ChatKey
from tests.end_to_end.chats import FLOW, data_of, tap, visible
from tests.end_to_end.conftest import Stage
from tests.end_to_end.process import BotProcess

SOAK = bool(os.environ.get("LEGWISE_SOAK"))
CHATS = 100
SCRIPTS = 10  # different sets of answers; the chats share them
KILLS = 60 if SOAK else 8
CALLS_BETWEEN = (1, 60) if SOAK else (10, 180)  # to Telegram, from one kill to the next
PATIENCE = 120.0  # seconds for what is waited for, on the busiest of machines
HARMLESS = frozenset({"none", "no", "me"})


@dataclass
class Walker:
    """Somebody who walks through a check, tapping what chance says, each question once."""

    person: Person
    script: int
    answers: dict[str, Values] = field(default_factory=dict)
    ended: bool = False

    async def walk(self) -> None:
        chance = random.Random(self.script)
        self.person.send("/check")
        await self._sees(lambda m: bool(data_of(m, "begin:leg-check")))
        tap(self.person, "begin:leg-check")
        while (question := walk(FLOW, self.answers).next) is not None:
            self.answers[question.id] = await self._answer(question, chance)
        await self._sees(lambda m: bool(data_of(m, "again")))
        self.ended = True

    async def _answer(self, question: Question, chance: random.Random) -> Values:
        options = question.options
        first = next(iter(options))
        await self._sees(lambda m: question.ask in m.text and bool(data_of(m, f"o:{first}")))
        calm = [option for option in options if option in HARMLESS]
        option = calm[0] if calm and chance.random() < 0.8 else chance.choice(list(options))
        tap(self.person, f"o:{option}")
        if question.many and not options[option].alone and not self._is_over(question, option):
            await self._sees(lambda m: question.ask in m.text and "☑" in "".join(m.labels))
            tap(self.person, "done")
        return (option,)

    def _is_over(self, question: Question, option: str) -> bool:
        """Whether this tick makes it an emergency: that needs no Done."""
        given = {**self.answers, question.id: (option,)}
        return is_emergency(FLOW, {name: Answer(values, 0) for name, values in given.items()})

    async def _sees(self, wanted: Wanted) -> None:
        await self.person.hears(wanted, PATIENCE)


async def test_killed_at_any_moment_it_loses_nothing_and_hardly_repeats_itself(
    stage: Stage, process: BotProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox = stage.sandbox
    calm = [Walker(sandbox.user("Zoe"), script) for script in range(SCRIPTS)]
    async with stage.bot(), asyncio.TaskGroup() as walks:
        for walker in calm:
            walks.create_task(walker.walk())
    expected = [visible(sandbox, walker.person) for walker in calm]

    walkers = [Walker(sandbox.user("Ana"), number % SCRIPTS) for number in range(CHATS)]
    async with process.running():
        async with asyncio.TaskGroup() as walks:
            for walker in walkers:
                walks.create_task(walker.walk())
            kills = await kill_now_and_then(sandbox, process, walkers)
        await sandbox.quiet(0.3, PATIENCE)
        assert await process.end(signal.SIGTERM) == 0

    repeated = 0
    for walker in walkers:
        repeated += len(set_of_repeats(sandbox, walker.person, kills))
        assert visible(sandbox, walker.person) == expected[walker.script]
    assert len(kills) == KILLS
    async with stage.memory() as memory:
        assert await memory.pending() == []
        for walker in walkers:
            kept = (await memory.load(ChatKey(walker.person.id)))[0].run
            assert kept is not None
            assert {q: a.values for q, a in kept.answers.items()} == walker.answers
            assert walker.answers == calm[walker.script].answers
    with capsys.disabled():
        print(  # noqa: T201  what the run is for
            f"\nkills={KILLS} chats={CHATS} answers={sum(len(w.answers) for w in walkers)}"
            f" repeats={repeated} (at most one a chat and kill) lost=0"
        )


async def kill_now_and_then(
    sandbox: Sandbox, process: BotProcess, walkers: list[Walker]
) -> list[int]:
    """Kill the bot and start it again; return how many calls had been made at each kill."""
    chance = random.Random(2026)
    kills: list[int] = []

    def over() -> bool:
        return all(walker.ended for walker in walkers)

    def called(times: int) -> Callable[[], bool]:
        return lambda: len(sandbox.calls) >= times or over()

    for _ in range(KILLS):
        await sandbox.until(called(len(sandbox.calls) + chance.randint(*CALLS_BETWEEN)), PATIENCE)
        assert not over()
        assert await process.end(signal.SIGKILL) == -signal.SIGKILL
        kills.append(len(sandbox.calls))
        await process.start()
    return kills


def set_of_repeats(sandbox: Sandbox, person: Person, kills: list[int]) -> set[int]:
    """Which kills made the bot repeat itself to somebody.

    Raises:
        AssertionError: It repeated itself without a kill between, or twice after one.
    """
    sent = [
        (number, (call.params["text"], call.params.get("reply_markup")))
        for number, call in enumerate(sandbox.calls)
        if call.method == "sendMessage" and call.chat == person.id and call.result
    ]
    found: set[int] = set()
    for (first, words), (second, again) in pairwise(sent):
        if words == again:
            between = {kill for kill in kills if first < kill <= second} - found
            assert between, f"repeated for no reason: {words}"
            found.add(min(between))
    return found
