"""What waits at the same time is done together; what comes alone is done alone, at once."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

from bot.store.errors import NotNow, Unusable
from bot.store.jobs import Job

T = TypeVar("T")

MOST = 100  # in one batch, so that it holds nobody up for long
CLOSED = "this store is closed: open it again"


class Batches(Generic[T]):
    """One batch is under way at a time; what comes meanwhile is the next."""

    def __init__(self, perform: Callable[[Sequence[T]], Awaitable[Sequence[object]]]) -> None:
        """
        Args:
            perform: Returns what came of each, or raises, and has done nothing then.
        """
        self._perform = perform
        self._waiting: list[Job[T]] = []
        self._worker: asyncio.Task[None] | None = None
        self._closed = False

    async def share(self, work: T) -> Any:
        """Have it done with whatever else waits.

        Raises:
            What came of it, where that is an error.
        """
        if self._closed:
            raise Unusable(CLOSED)
        job = Job(work, asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        if self._worker is None:
            # Its own task: a caller that is cancelled must not take the others' batch along.
            self._worker = asyncio.create_task(self._work())
        return await job.outcome

    async def close(self) -> None:
        """Finish what waits and take no more."""
        self._closed = True
        if self._worker is not None:
            await self._worker

    async def _work(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._do([job for job in batch if not job.outcome.done()])
        finally:
            self._worker = None

    async def _do(self, batch: Sequence[Job[T]]) -> None:
        if not batch:
            return
        try:
            results = await self._perform([job.work for job in batch])
        except Exception as error:  # noqa: BLE001  # it is raised where the work came from
            await self._fail(batch, error)
        else:
            for job, result in zip(batch, results, strict=True):
                job.end(result)

    async def _fail(self, batch: Sequence[Job[T]], error: Exception) -> None:
        """Hand out the error, once it is known whose it is. A server that is gone is everybody's."""
        if len(batch) == 1 or isinstance(error, NotNow | Unusable):
            for job in batch:
                job.end(error)
        else:
            for job in batch:
                await self._do([job])
