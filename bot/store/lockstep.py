"""Scripts side by side, step by step: what all of them ask for next is asked in one go."""

from collections.abc import Awaitable, Callable, Sequence

from bot.store.database import Ask, Rows, Script
from bot.store.errors import StoreError

Perform = Callable[[Sequence[Ask]], Awaitable[Sequence[Rows]]]


async def side_by_side(
    begun: Sequence[Callable[[], Script[object]]], perform: Perform
) -> list[object]:
    """Go through scripts, and return what each returned, or the StoreError it raised.

    Args:
        perform: Returns the rows of each statement.

    Raises:
        Any other error of a script, and what `perform` raises; no script goes on then.
    """
    parts: list[_Part] = []
    try:
        parts += [_Part(begin()) for begin in begun]
        while asking := [(part, part.asked) for part in parts if part.asked]:
            found = await perform([asked for _, asked in asking])
            for (part, _), rows in zip(asking, found, strict=True):
                part.go_on(rows)
    finally:
        for part in parts:
            part.script.close()
    return [part.result for part in parts]


class _Part:
    """A script among others: what it asks for next, or what came of it."""

    def __init__(self, script: Script[object]) -> None:
        self.script = script
        self.asked: Ask | None = None
        self.result: object = None
        self._step(lambda: next(script))

    def go_on(self, rows: Rows) -> None:
        self._step(lambda: self.script.send(rows))

    def _step(self, step: Callable[[], Ask]) -> None:
        self.asked = None
        try:
            self.asked = step()
        except StopIteration as end:
            self.result = end.value
        except StoreError as error:
            self.result = error
