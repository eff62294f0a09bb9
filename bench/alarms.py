"""Reminders: a million that wait, ten thousand at once; beside APScheduler and python-telegram-bot's JobQueue.

`python -m bench.alarms [--stored N]`
"""

import asyncio
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.heartbeat import longest_gap
from bench.ours import KEY, store_at
from bench.play import words
from bench.process import PEOPLE, watch
from bench.queues import Peers, jobs_at_once, queue_at_once
from bench.report import heading, table
from bench.sizes import sizes
from bench.stored import fill
from bot.clock import SystemClock
from bot.conversation import Conversation
from bot.flow.alarm import Alarm
from bot.flow.effects import SetAlarm
from bot.flow.state import State
from bot.reminders import Reminders
from bot.store import ChatKey, Parcel, Turn
from bot.store.codec import Codec
from bot.store.packing import pack_alarm
from bot.store.sqlite import SqliteStore
from bot.text import text

STORED = 1_000_000
EACH = 10  # that one chat has
FIRST = 2_000_000_000  # ids of chats that no other measurement uses
ADDED, AT_ONCE, CROWD = 1_000, 1_000, 10_000
ROUNDS = 20
AT_REST = 5  # reminders, one after another
LEASE = timedelta(seconds=10)
DAY = 86_400

_ALARMS = "INSERT INTO alarms (chat, owner, care, at, wake, payload) VALUES (?, ?, ?, ?, ?, ?)"
_CHATS = "INSERT INTO chats (chat, state, version, touched) VALUES (?, x'', 1, ?)"


def main(stored: int = STORED) -> None:
    heading("Reminders")
    with tempfile.TemporaryDirectory() as folder:
        empty, many = Path(folder, "empty.db"), Path(folder, "many.db")
        fill(empty, 0)
        shutil.copy(empty, many)
        _store_many(many, stored)
        rows = [*asyncio.run(_waiting(many, stored)), *_memory(empty, many, stored)]
        ours = asyncio.run(_ours(empty))
        rows.append((f"{CROWD:,} due at once, all rung and on disk", *_of(ours.all_rung), ""))
        rows.append(asyncio.run(_at_rest(empty)))
    table(("", "measured", "aim"), [(row[0], row[1], row[-1]) for row in rows])
    print()
    pending = stored // 10
    theirs, queue = jobs_at_once(ADDED, AT_ONCE), queue_at_once(pending, AT_ONCE)
    queue = replace(queue, adding=queue.adding * ADDED / pending)
    table(
        ("", f"adding {ADDED:,}", f"{AT_ONCE:,} due: longest block", "rung"),
        [
            (
                "legwise, on disk",
                f"{ours.adding:.1f} s",
                f"{1000 * ours.gap:.0f} ms",
                f"{ours.rung:,}",
            ),
            _beside("APScheduler, SQLAlchemy on disk", theirs, ours),
            _beside(f"JobQueue, {pending:,} pending in memory", queue, ours),
        ],
    )
    print(
        f"Ours and APScheduler's are added one by one, each on disk when it is; JobQueue's time is"
        f" for {ADDED:,} of the {pending:,} it was given, which no crash survives."
    )
    print(f"JobQueue holds {queue.bytes_each:,.0f} bytes of memory a pending job.")


def _beside(name: str, theirs: Peers, ours: Peers) -> tuple[str, str, str, str]:
    adding = f"{theirs.adding:.1f} s (× {theirs.adding / ours.adding:.1f})"
    gap = f"{1000 * theirs.gap:.0f} ms (× {theirs.gap / ours.gap:.1f})"
    return name, adding, gap, f"{theirs.rung:,}"


def _of(seconds: float) -> tuple[str]:
    return (f"{seconds:.1f} s ({CROWD / seconds:,.0f}/s)",)


def _store_many(file: Path, stored: int) -> None:
    """Write many alarms past the store, each due on one of the next thirty days."""
    now = int(time.time())
    with closing(sqlite3.connect(file)) as connection, connection:
        chats = range(FIRST, FIRST + stored // EACH)
        connection.executemany(_CHATS, ((str(ChatKey(chat)), now) for chat in chats))
        connection.executemany(_ALARMS, _rows(now, stored))


def _rows(now: int, stored: int) -> Iterator[tuple[str, str, int, int, int, bytes]]:
    codec, saying = Codec((KEY,)), text("Stretch your calves.")
    for number in range(stored):
        chat = ChatKey(FIRST + number % (stored // EACH))
        at = now + DAY + number * 2_591 % (29 * DAY)
        alarm = Alarm("trip", "move", at, saying)
        yield str(chat), alarm.owner, 0, at, at, pack_alarm(codec, chat, alarm)


async def _waiting(file: Path, stored: int) -> list[tuple[str, str, str]]:
    """What many cost while they wait, and to find the few that are due."""
    begun = time.perf_counter()
    async with store_at(file) as store:
        await store.next_alarm()
        opened = time.perf_counter() - begun
        now, found = datetime.now(UTC) + timedelta(days=5), []
        for turn in range(ROUNDS):
            begun = time.perf_counter()
            await store.claim(now + timedelta(seconds=turn), now + LEASE + timedelta(days=turn), 50)
            found.append(time.perf_counter() - begun)
            await store.next_alarm()
    claimed = 1000 * statistics.median(found)
    return [
        (f"opening the database with {stored:,} alarms", f"{opened:.2f} s", "< 1 s"),
        ("finding and claiming the next 50 due among them", f"{claimed:.1f} ms", "< 10 ms"),
    ]


def _memory(empty: Path, many: Path, stored: int) -> list[tuple[str, str, str]]:
    lives = [asyncio.run(watch(file)) for file in (empty, many)]
    few, most = (life.resident or 0.0 for life in lives)
    more = f"{most:.0f} MB, {most - few:+.0f} MB"
    return [
        (f"memory with {stored:,} alarms, {PEOPLE} served, beside none", more, "+20 MB at most"),
        ("`legwise run` until the first answer, with them", f"{lives[1].serves:.2f} s", ""),
    ]


async def _ours(empty: Path) -> Peers:
    """Set alarms by turns, let a thousand ring and then all."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(shutil.copy(empty, folder))
        async with store_at(file) as store:
            begun = time.perf_counter()
            await asyncio.gather(*(_set(store, FIRST + number) for number in range(ADDED)))
            adding = time.perf_counter() - begun
            rest = range(FIRST + ADDED, FIRST + CROWD)
            await asyncio.gather(*(_set(store, number) for number in rest))
            rung: list[Parcel] = []
            reminders, stop = _reminders(store, rung)
            begun = time.perf_counter()
            ringing = asyncio.create_task(reminders.run(stop))
            gap = await longest_gap(lambda: len(rung) >= AT_ONCE)
            await longest_gap(lambda: len(rung) >= CROWD)
            took = time.perf_counter() - begun
            stop.set()
            await ringing
    return Peers(adding, gap, AT_ONCE, all_rung=took)


async def _at_rest(empty: Path) -> tuple[str, str, str]:
    """How long after its time a lone reminder is on disk and in the sender's hands."""
    with tempfile.TemporaryDirectory() as folder:
        async with store_at(Path(shutil.copy(empty, folder))) as store:
            rung: list[Parcel] = []
            roused = asyncio.Event()
            reminders, stop = _reminders(store, rung, roused)
            ringing, late = asyncio.create_task(reminders.run(stop)), []
            for number in range(AT_REST):
                due = int(time.time()) + 2
                await _set(store, FIRST + number, due)
                roused.set()
                await longest_gap(_more(rung, number))
                late.append(1000 * (time.time() - due))
            stop.set()
            roused.set()
            await ringing
    took = f"{statistics.median(late):.0f} ms, {max(late):.0f} at most"
    return f"at rest, from its time until it is on its way ({AT_REST})", took, "< 1 s"


def _more(rung: list[Parcel], than: int) -> Callable[[], bool]:
    return lambda: len(rung) > than


async def _set(store: SqliteStore, chat: int, due: int = 0) -> None:
    now = datetime.now(UTC)
    alarm = Alarm("custom", "custom", due or int(now.timestamp()), text("Stretch your calves."))
    await store.commit(Turn(ChatKey(chat), State(card=1), 0, (SetAlarm(alarm),), now))


def _reminders(
    store: SqliteStore, rung: list[Parcel], roused: asyncio.Event | None = None
) -> tuple[Reminders, asyncio.Event]:
    library, _ = words()
    clock, roused = SystemClock(), roused or asyncio.Event()
    conversation = Conversation(library, store, rung.append, clock, roused.set)
    return Reminders(store, conversation, clock, roused, lambda: 0), asyncio.Event()


if __name__ == "__main__":
    main(**sizes("alarms", __doc__, stored=STORED))
