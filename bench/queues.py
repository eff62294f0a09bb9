"""The peers: APScheduler with its jobs in a database, and python-telegram-bot's JobQueue."""

import asyncio
import gc
import logging
import resource
import tempfile
import time
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.ext import Application, ApplicationBuilder, CallbackContext

from bench.heartbeat import longest_gap
from bench.wire import TOKEN

SETTLE = 3.0  # seconds after the due time in which a late job may still run
AHEAD = timedelta(seconds=2)

_rung = 0


@dataclass(frozen=True, slots=True)
class Peers:
    """Seconds to add many, the longest the loop stood still while some rang, and how many did."""

    adding: float
    gap: float
    rung: int
    bytes_each: float = 0.0
    all_rung: float = 0.0


async def ring() -> None:
    global _rung  # noqa: PLW0603  # APScheduler finds its jobs by name
    _rung += 1


def resident() -> int:
    """The memory this process holds at its most, in bytes."""
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def jobs_at_once(added: int, due: int) -> Peers:
    """APScheduler at its defaults: so many jobs added one by one, so many due at once."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_jobs(Path(folder, "jobs.db"), added, due))


async def _jobs(file: Path, added: int, due: int) -> Peers:
    global _rung  # noqa: PLW0603
    _rung = 0
    scheduler = AsyncIOScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{file}")}, timezone=UTC
    )
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    scheduler.start()
    begun = time.perf_counter()
    later = datetime.now(UTC) + timedelta(days=1)
    for number in range(added):
        scheduler.add_job(ring, "date", run_date=later, id=str(number), misfire_grace_time=None)
    adding = time.perf_counter() - begun
    scheduler.pause()
    for number in range(due):
        soon = datetime.now(UTC)
        scheduler.add_job(ring, "date", run_date=soon, id=f"due{number}", misfire_grace_time=None)
    scheduler.resume()
    gap = await longest_gap(lambda: _rung >= due)
    scheduler.shutdown(wait=False)
    return Peers(adding, gap, _rung)


def queue_at_once(pending: int, due: int) -> Peers:
    """JobQueue at its defaults: so many pending, so many more due at the same moment."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return asyncio.run(_queue(pending, due))


async def _queue(pending: int, due: int) -> Peers:
    application: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder().token(TOKEN).build()
    )
    queue, rung = application.job_queue, []
    if queue is None:
        raise RuntimeError(
            "python-telegram-bot's JobQueue needs APScheduler: make bench installs it"
        )

    async def nudge(_: CallbackContext[Any, Any, Any, Any]) -> None:
        rung.append(1)

    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    await queue.start()
    gc.collect()
    held, begun = resident(), time.perf_counter()
    later = datetime.now(UTC) + timedelta(days=1)
    for _ in range(pending):
        queue.run_once(nudge, later)
    adding = time.perf_counter() - begun
    each = (resident() - held) / pending
    soon = datetime.now(UTC) + AHEAD
    for _ in range(due):
        queue.run_once(nudge, soon)
    finish = (soon - datetime.now(UTC)).total_seconds() + SETTLE
    gap = await longest_gap(lambda: len(rung) >= due, finish)
    await queue.stop(wait=False)
    return Peers(adding, gap, len(rung), bytes_each=each)
