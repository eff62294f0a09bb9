"""Work that waits to be done together with others', and who waits for it."""

import asyncio
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """What to do, and who waits for it."""

    work: T
    outcome: asyncio.Future[Any]

    def end(self, result: object) -> None:
        if self.outcome.done():
            return  # its caller was cancelled
        if isinstance(result, BaseException):
            self.outcome.set_exception(result)
        else:
            self.outcome.set_result(result)
