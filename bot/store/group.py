"""Work that arrives while the disk is busy is done together: one fsync, one visit to the thread, for many chats.

The connection is shared by all of them, so reads wait until no transaction is open: they see only
what is committed.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

import aiosqlite

from bot.store.database import Ask, Script
from bot.store.errors import Unusable
from bot.store.jobs import Job
from bot.store.together import perform_together
from bot.store.trouble import explained
from bot.store.visits import attempt

T = TypeVar("T")

# A batch of this many holds up readers for some ten milliseconds.
MOST = 200


_Read = Job[Ask]
_Write = Job[Callable[[], Script[object]]]


class GroupCommit:
    """The only way to a connection, which must be in autocommit mode."""

    def __init__(self, connection: aiosqlite.Connection, name: str) -> None:
        self._connection, self.name = connection, name
        self._reads: list[_Read] = []
        self._writes: list[_Write] = []
        self._worker: asyncio.Task[None] | None = None
        self._closed = False

    async def read(self, statement: str, *values: object) -> list[sqlite3.Row]:
        read: _Read = Job(Ask(statement, values), self._outcome())
        self._reads.append(read)
        rows: list[sqlite3.Row] = await self._done(read.outcome)
        return rows

    async def write(self, script: Callable[[], Script[T]]) -> T:
        """See `bot.store.database.Database`.

        Others' scripts run in the same transaction, at the same time. After any error but a
        StoreError, every script is begun again in a transaction of its own.
        """
        write: _Write = Job(script, self._outcome())
        self._writes.append(write)
        result: T = await self._done(write.outcome)
        return result

    async def close(self) -> None:
        """Finish what waits and take no more. The connection stays its owner's to close."""
        self._closed = True
        if self._worker is not None:
            await self._worker

    def _outcome(self) -> asyncio.Future[Any]:
        if self._closed:
            raise Unusable("this store is closed: open it again")
        return asyncio.get_running_loop().create_future()

    async def _done(self, outcome: asyncio.Future[Any]) -> Any:
        if self._worker is None:
            # Its own task: a caller that is cancelled must not take the others' transaction along.
            self._worker = asyncio.create_task(self._work())
        with explained(self.name):
            return await outcome

    async def _work(self) -> None:
        """Read and write in turns, so that neither waits for all of the other."""
        try:
            while self._reads or self._writes:
                reads, self._reads = self._reads, []
                await self._look([job for job in reads if not job.outcome.done()])
                writes, self._writes = self._writes[:MOST], self._writes[MOST:]
                await self._commit([job for job in writes if not job.outcome.done()])
        finally:
            self._worker = None

    async def _look(self, batch: list[_Read]) -> None:
        if not batch:
            return
        try:
            results = await attempt(self._connection, [job.work for job in batch])
        except Exception as error:  # noqa: BLE001  # it is raised where the work came from
            results = [error] * len(batch)
        for job, result in zip(batch, results, strict=True):
            job.end(result)

    async def _commit(self, batch: list[_Write]) -> None:
        if not batch:
            return
        try:
            results = await perform_together(self._connection, [job.work for job in batch])
        except Exception as error:  # noqa: BLE001  # it is raised where the work came from
            await self._fail(batch, error)
        else:
            for job, result in zip(batch, results, strict=True):
                job.end(result)

    async def _fail(self, batch: list[_Write], error: Exception) -> None:
        """Hand out the error, once it is known whose it is. A busy database is everybody's."""
        if len(batch) == 1 or getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            for job in batch:
                job.end(error)
        else:
            for job in batch:
                await self._commit([job])
