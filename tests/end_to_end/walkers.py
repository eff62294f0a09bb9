"""People who walk through a check of their own accord, whatever happens to the bot meanwhile."""

import random
from dataclasses import dataclass, field

from bot.flow.condition import Values
from bot.flow.moves.followed import is_emergency
from bot.flow.question import Question
from bot.flow.state import Answer
from bot.flow.walk import walk
from bot.sandbox import Person
from bot.sandbox.views import Wanted
from tests.end_to_end.chats import FLOW, data_of, tap

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
