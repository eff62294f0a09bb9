"""Durable updates per second, beside python-telegram-bot's ConversationHandler and aiogram's FSM.

All are in this process, take the same updates from the same stubbed HTTP client, and say the same
words: every tap is answered, the old question edited, the next one sent.

`python -m bench.updates [--chats N] [--crowd N] [--rounds N]`
"""

import asyncio
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import fsm, ours, peer
from bench.ours import Took
from bench.play import FIRST_CHAT, batches, calls_per_chat, moves
from bench.report import Figure, at_least, circumstances, heading, median, span, summary, table
from bench.sizes import sizes

CHATS, CROWD, ROUNDS = 200, 1_000, 3
WARM_UP = 20  # chats, so that nobody pays for first imports and caches

OURS = "legwise, on disk: SQLite, synchronous=FULL"
BARE = "python-telegram-bot, in memory"
PICKLED = "python-telegram-bot, pickled every update"
FSM = "aiogram's FSM on aiogram-sqlite-storage"
ALL = (OURS, BARE, PICKLED, FSM)

ABOUT = """\
{chats:,} chats, {updates} updates each (the command, the consent, 8 answers) in batches of 100, all chats
taking turns; {calls} calls of the Bot API a chat. Medians of {rounds} rounds, in which the bots take turns;
the ratios are medians of each round's own.
"""
KINDS = """\
Everybody answers alike: see the latency of a step for those who do not.

legwise     every update is encrypted and fsynced, with what is still to be sent, before it is
            acknowledged; a kill loses nothing. Updates of different chats share a transaction.
in memory   acknowledged before it is handled; a kill or a restart loses every chat.
pickled     PicklePersistence written after every update, never fsynced; its file holds all chats,
            so that each update costs more the more chats there are: see those of the crowd.
aiogram     its storage at its defaults: an SQLite transaction for the answer and one for the state, each
            synced; acknowledged before it is handled. One update after another, for what it handles
            at the same time overtakes itself.
"""

Tooks = Mapping[str, Sequence[Took]]


def measure(chats: int, rounds: int, bots: Sequence[str] = ALL) -> Tooks:
    """Let each bot serve the same chats, in turns."""
    prepared = batches(range(FIRST_CHAT, FIRST_CHAT + chats))
    load = prepared, chats * len(moves()), chats * calls_per_chat()
    took: dict[str, list[Took]] = defaultdict(list)
    for _ in range(rounds):
        for bot in bots:
            with tempfile.TemporaryDirectory() as folder:
                took[bot].append(_serve(bot, Path(folder, "kept"), load))
    return took


def _serve(bot: str, file: Path, load: tuple[list[bytes], int, int]) -> Took:
    if bot == OURS:
        return asyncio.run(ours.measure(file, *load))
    if bot == FSM:
        return asyncio.run(fsm.measure(file, *load))
    return asyncio.run(peer.measure(file if bot == PICKLED else None, *load))


def main(chats: int = CHATS, crowd: int = CROWD, rounds: int = ROUNDS) -> list[Figure]:
    heading("Updates per second")
    about = {"updates": len(moves()), "calls": calls_per_chat()}
    print(ABOUT.format(chats=chats, rounds=rounds, **about) + KINDS)
    measure(WARM_UP, 1)
    took = measure(chats, rounds)
    _show(took)
    figures = [
        at_least(f"updates/s beside {name}, {chats:,} chats", aim, _faster(took, name))
        for name, aim in ((BARE, 1.5), (PICKLED, 20), (FSM, 5))
    ]
    if crowd:
        print(f"\nThe same with {crowd:,} chats, once:\n")
        many = measure(crowd, 1, (OURS, PICKLED))
        _show(many)
        name = f"updates/s beside {PICKLED}, {crowd:,} chats"
        figures.append(at_least(name, 20, _faster(many, PICKLED)))
    return figures


def _faster(took: Tooks, name: str) -> list[float]:
    return [mine.rate / theirs.rate for mine, theirs in zip(took[OURS], took[name], strict=True)]


def _show(took: Tooks) -> None:
    rows = []
    for name, tooks in took.items():
        middle = median(tooks)
        faster = statistics.median(_faster(took, name))
        pairs = zip(took[OURS], tooks, strict=True)
        lighter = statistics.median(mine.cpu / theirs.cpu for mine, theirs in pairs)
        figures = f"{middle.rate:,.0f}", span(tooks), f"{middle.cpu_ms:.2f}"
        rows.append((name, *figures, f"× {faster:.2f}", f"× {lighter:.2f}"))
    head = ("", "updates/s", "seen", "CPU ms", "legwise's rate", "legwise's CPU")
    table(head, rows)


if __name__ == "__main__":
    given = sizes("updates", __doc__, ["crowd"], chats=CHATS, crowd=CROWD, rounds=ROUNDS)
    circumstances()
    summary(("python -m bench.updates", figure) for figure in main(**given))
