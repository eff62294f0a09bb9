"""People who walk through a check of their own accord, whatever happens to the bot meanwhile."""

import random
from dataclasses import dataclass, field

from bot.flow.condition import Values
from bot.flow.moves.followed import is_emergency
from bot.flow.question import Question
from bot.flow.state import Answer
from bot.flow.walk import walk
from bot.sandbox import Person
from bot.sandbox.shapes import Message
from bot.sandbox.views import Wanted, matches
from tests.end_to_end.chats import FLOW, data_of, tap

PATIENCE = 120.0  # seconds for what is waited for, on the busiest of machines
HARMLESS = frozenset({"none", "no", "me"})


@dataclass
class Walker:
    """Somebody who walks through a check, tapping what chance says, each question once."""

    person: Person
    script: int
    answers: dict[str, Values] = field(default_factory=dict)
    time_passes: bool = False  # for the bot, whose clock is set: it may ask again what was answered
    ended: bool = False
    asked_again: bool = False
    _tapped: set[int] = field(default_factory=set)  # messages

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
        await self._sees(lambda m: question.ask in m.text and bool(data_of(m, _first(question))))
        calm = [option for option in options if option in HARMLESS]
        option = calm[0] if calm and chance.random() < 0.8 else chance.choice(list(options))
        await self._choose(question, option)
        return (option,)

    async def _choose(self, question: Question, option: str) -> None:
        self._tapped.add(tap(self.person, f"o:{option}").id)
        alone = not question.many or question.options[option].alone
        if not alone and not self._is_over(question, option):
            await self._sees(lambda m: question.ask in m.text and "☑" in "".join(m.labels))
            tap(self.person, "done")

    def _is_over(self, question: Question, option: str) -> bool:
        """Whether this tick makes it an emergency: that needs no Done."""
        given = {**self.answers, question.id: (option,)}
        return is_emergency(FLOW, {name: Answer(values, 0) for name, values in given.items()})

    async def _sees(self, wanted: Wanted) -> None:
        """Wait; what is asked again meanwhile, as some time has passed, is answered as before."""

        def or_again(message: Message) -> bool:
            return matches(message, wanted) or self._again(message) is not None

        while question := self._again(await self.person.hears(or_again, PATIENCE)):
            self.asked_again = True
            await self._choose(question, *self.answers[question.id])

    def _again(self, message: Message) -> Question | None:
        """Which question it asks that was answered on an earlier card."""
        if not self.time_passes or message.id in self._tapped or not message.labels:
            return None
        answered = (FLOW.questions[name] for name in self.answers)
        return next(
            (q for q in answered if q.ask in message.text and data_of(message, _first(q))), None
        )


def _first(question: Question) -> str:
    """What its first button sends."""
    return f"o:{next(iter(question.options))}"
