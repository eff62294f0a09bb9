"""Writes that arrive while the disk is busy are committed together: one fsync for many chats.

The connection is shared by all of them, so reads wait until no transaction is open: they see only
what is committed.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import aiosqlite

from bot.store import StoreError, Unusable
from bot.store.database import Script
from bot.store.trouble import explained

T = TypeVar("T")

# A batch of this many holds up readers for some ten milliseconds.
MOST = 200


@dataclass(frozen=True, slots=True)
class _Job:
    script: Callable[[], Script[object]]
    outcome: asyncio.Future[Any]

    def end(self, result: object) -> None:
        if self.outcome.done():
            return  # its caller was cancelled
        if isinstance(result, BaseException):
            self.outcome.set_exception(result)
        else:
            self.outcome.set_result(result)


class GroupCommit:
    """The only way to a connection, which must be in autocommit mode."""

    def __init__(self, connection: aiosqlite.Connection, name: str) -> None:
        self._connection, self.name = connection, name
        self._waiting: list[_Job] = []
        self._quiet = asyncio.Lock()  # held while a transaction is open
        self._writer: asyncio.Task[None] | None = None
        self._closed = False

    async def read(self, statement: str, *values: object) -> list[sqlite3.Row]:
        self._must_be_open()
        async with self._quiet:
            with explained(self.name):
                return await self._rows(statement, values)

    async def write(self, script: Callable[[], Script[T]]) -> T:
        """See `bot.store.database.Database`.

        Others' scripts run in the same transaction, at the same time. After any error but a
        StoreError, every script is begun again in a transaction of its own.
        """
        self._must_be_open()
        outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Job(script, outcome))
        if self._writer is None:
            # Its own task: a caller that is cancelled must not take the others' transaction along.
            self._writer = asyncio.create_task(self._write_all())
        with explained(self.name):
            return await outcome

    async def close(self) -> None:
        """Finish what waits and take no more. The connection stays its owner's to close."""
        self._closed = True
        if self._writer is not None:
            await self._writer

    def _must_be_open(self) -> None:
        if self._closed:
            raise Unusable("this store is closed: open it again")

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                async with self._quiet:
                    batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                    await self._commit([job for job in batch if not job.outcome.done()])
        finally:
            self._writer = None

    async def _commit(self, batch: list[_Job]) -> None:
        try:
            results = await self._attempt(batch)
        except Exception as error:  # noqa: BLE001  # it is raised where the work came from
            await self._fail(batch, error)
        else:
            for job, result in zip(batch, results, strict=True):
                job.end(result)

    async def _fail(self, batch: list[_Job], error: Exception) -> None:
        """Hand out the error, once it is known whose it is. A busy database is everybody's."""
        if len(batch) == 1 or getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            for job in batch:
                job.end(error)
        else:
            for job in batch:
                await self._commit([job])

    async def _attempt(self, batch: list[_Job]) -> list[object]:
        """Run one transaction. The jobs' statements mix, so their ways to the thread overlap."""
        try:
            await self._rows("BEGIN IMMEDIATE")
            results = await asyncio.gather(
                *(self._perform(job.script()) for job in batch), return_exceptions=True
            )
            _raise_foreign(results)
            await self._connection.commit()
        except BaseException:
            with suppress(sqlite3.Error):  # SQLite may have rolled back by itself
                await self._connection.rollback()
            raise
        return list(results)

    async def _perform(self, script: Script[object]) -> object:
        try:
            asked = next(script)
            while True:
                asked = script.send(await self._rows(*asked))
        except StopIteration as end:
            return end.value
        finally:
            script.close()

    async def _rows(self, statement: str, values: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        named = {str(number): value for number, value in enumerate(values, 1)}
        found: Iterable[sqlite3.Row] = await self._connection.execute_fetchall(statement, named)
        return list(found)


def _raise_foreign(results: list[object]) -> None:
    """Raise the first error that is none of the store's own: after it nothing may be committed."""
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, StoreError):
            raise result
