"""Durable updates per second, beside python-telegram-bot's ConversationHandler.

Both are in this process, take the same updates from the same stubbed HTTP client, and say the same
words: every tap is answered, the old question edited, the next one sent.
"""

import asyncio
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

from bench import ours, peer
from bench.ours import Took
from bench.play import FIRST_CHAT, batches, calls_per_chat, moves
from bench.report import heading, median, span, table

CHATS = 200
ROUNDS = 3
WARM_UP = 20  # chats, so that nobody pays for first imports and caches

OURS = "legwise, on disk: SQLite, synchronous=FULL"
BARE = "python-telegram-bot, in memory"
PICKLED = "python-telegram-bot, pickled every update"

ABOUT = f"""\
{CHATS} chats, {len(moves())} updates each (the command, the consent, 8 answers) in batches of 100, all chats
taking turns; {calls_per_chat()} calls of the Bot API a chat. Medians of {ROUNDS} rounds, in which the bots take turns;
the ratios are medians of each round's own.
Everybody answers alike: see the latency of a step for those who do not.

legwise     every update is encrypted and fsynced, with what is still to be sent, before it is
            acknowledged; a kill loses nothing. Updates of different chats share a transaction.
in memory   acknowledged before it is handled; a kill or a restart loses every chat.
pickled     PicklePersistence written after every update, never fsynced; its file holds all chats,
            so that each update costs more the more chats there are.
"""


def measure(chats: int = CHATS, rounds: int = ROUNDS) -> dict[str, list[Took]]:
    """Let each bot serve the same chats, in turns."""
    prepared = batches(range(FIRST_CHAT, FIRST_CHAT + chats))
    load = prepared, chats * len(moves()), chats * calls_per_chat()
    took: dict[str, list[Took]] = defaultdict(list)
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            file, pickle = Path(folder, "legwise.db"), Path(folder, "pickle")
            took[OURS].append(asyncio.run(ours.measure(file, *load)))
            took[BARE].append(asyncio.run(peer.measure(None, *load)))
            took[PICKLED].append(asyncio.run(peer.measure(pickle, *load)))
    return took


def main() -> None:
    heading("Updates per second")
    print(ABOUT)
    measure(WARM_UP, 1)
    took = measure()
    rows = []
    for name, tooks in took.items():
        middle = median(tooks)
        rounds = list(zip(took[OURS], tooks, strict=True))
        faster = statistics.median(mine.rate / theirs.rate for mine, theirs in rounds)
        lighter = statistics.median(mine.cpu / theirs.cpu for mine, theirs in rounds)
        figures = f"{middle.rate:,.0f}", span(tooks), f"{middle.cpu_ms:.2f}"
        rows.append((name, *figures, f"× {faster:.2f}", f"× {lighter:.2f}"))
    head = ("", "updates/s", "seen", "CPU ms", "legwise's rate", "legwise's CPU")
    table(head, rows)


if __name__ == "__main__":
    main()
