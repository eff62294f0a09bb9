"""One parcel on its way: its effects in order, ticked off as Telegram takes them."""

from collections.abc import Callable
from typing import assert_never

from bot.flow.effects import (
    File,
    Forget,
    Notice,
    Performed,
    Picture,
    Recaption,
    Remove,
    Rewrite,
    Show,
)
from bot.outbound.circle import USUAL, Circle
from bot.outbound.fleeting import Fleeting, UnsentError
from bot.outbound.messages import Messages
from bot.outbound.progress import Progress
from bot.text import Doc


class Delivery:
    """One parcel on its way."""

    def __init__(
        self,
        messages: Messages,
        progress: Progress,
        circle: Circle,
        fleeting: Callable[[int], Fleeting],
    ) -> None:
        """
        Args:
            fleeting: How a nudge goes that must not be sent later than this; 0 is any time.
        """
        self._messages, self._progress = messages, progress
        self._circle, self._fleeting = circle, fleeting
        self._parcel = progress.parcel
        self.unsent = 0  # nudges that were given up, and have not arrived

    async def deliver(self) -> None:
        # The next question need not wait until the circle on the button stands still.
        await self._circle.stop()
        await self._deliver()
        await self._circle.settle()

    async def give_up(self) -> None:
        """Leave the rest unperformed, now and after the next start."""
        await self._progress.tick(len(self._parcel.effects))

    async def tell(self, doc: Doc) -> bool:
        """Say something besides, without a sound, rather never than twice; whether it left."""
        before = self.unsent
        await self._nudge(Show(doc, silent=True))
        return self.unsent == before

    async def _deliver(self) -> None:
        effects, done = self._parcel.effects, self._parcel.done
        for number, effect in enumerate(effects[done:], done + 1):
            if isinstance(effect, Show) and effect.nudge:
                await self._progress.tick(number)  # rather never than twice
            await self._perform(effect)
            # Only a sent message must not be repeated: edits and removals can be, at no cost.
            last = number == len(effects)
            if last:  # what is ticked off to the end, no later start looks at again
                await self._circle.settle(USUAL)
                if self._circle.turns:
                    await self._progress.tick(number - 1)  # what was sent can be named meanwhile
                    await self._circle.settle()
            if last or isinstance(effect, Show | Picture | File):
                await self._progress.tick(number)

    async def _perform(self, effect: Performed) -> None:
        match effect:
            case Show(nudge=True):
                await self._nudge(effect)
            case Show():
                await self._messages.send(effect)
            case Rewrite():
                await self._messages.rewrite(effect)
            case Remove():
                await self._messages.remove(effect)
            case Picture() | File():
                await self._messages.enclose(effect)
            case Recaption():
                await self._messages.recaption(effect)
            case Notice() | Forget():
                pass  # the one went with the query's answer, the other with the commit
            case _:
                assert_never(effect)

    async def _nudge(self, show: Show) -> None:
        try:
            await self._messages.send(show, self._fleeting(show.until))
        except UnsentError:
            self.unsent += 1
