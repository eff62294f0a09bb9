"""The same kills for Legwise and for its peers: who is left without an answer?"""

import asyncio
import pickle
import random
import signal
from dataclasses import dataclass
from typing import NamedTuple

from bench.play import moves
from bench.script import write
from bot.sandbox import Sandbox
from soak.figures import Figures, Size, Table, equal, none_of
from soak.progress import Progress
from soak.stage import Stage, a_stage
from soak.visitors import PATIENCE, Stream
from tests.end_to_end.crowd import repeats_and_needless
from tests.end_to_end.process import BotProcess, settings_of

CALM = (0.3, 3.0)  # seconds between a start and the next kill
FIRST = "getUpdates"
LONGEST = 60.0  # seconds for a start, on the busiest of machines


class Peer(BotProcess):
    """Somebody else's bot. A kill in the middle of writing leaves half a pickle, and with that none starts."""

    broken = 0

    def __init__(self, stage: Stage, module: str) -> None:
        super().__init__(stage.folder, settings_of(stage.sandbox, "", stage.key), module)
        self._duty = (stage.sandbox.url, stage.sandbox.token)
        self._script, self._store = stage.folder / "script.json", stage.folder / "store"
        write(self._script, moves())

    @property
    def module_and_arguments(self) -> tuple[str, ...]:
        return self._command, *self._duty, str(self._script), str(self._store)

    async def start(self) -> None:
        """Start; half a pickle is taken away first, as its operator would."""
        pickled = "ptb" in self._command and self._store.exists()
        if pickled and not self._store.read_bytes().endswith(pickle.STOP):
            self._store.unlink()
            self.broken += 1
        await super().start()


PEERS = {
    "python-telegram-bot, PicklePersistence at its default": "bench.peers.ptb",
    "python-telegram-bot, PicklePersistence flushed every update": "bench.peers.ptb_flushed",
    "aiogram, aiogram-sqlite-storage at its defaults": "bench.peers.aiogram_bot",
}


class Scale(NamedTuple):
    at_once: int
    kills: int


SCALES = {Size.SMALL: Scale(10, 3), Size.MEDIUM: Scale(30, 10), Size.FULL: Scale(30, 15)}


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one bot's visitors."""

    kills: int
    visitors: int
    stranded: int
    unanswered: int  # taps that Telegram no longer has and the bot never answered
    repeats: int
    needless: int
    broken: int  # starts that took somebody's hands

    @property
    def row(self) -> tuple[str, ...]:
        each = f"{self.stranded / self.kills:.1f}"
        seen = (self.visitors, self.kills, self.stranded, each, self.unanswered)
        return (*map(str, seen), str(self.repeats + self.needless), str(self.broken))


HEAD = (
    "bot",
    "chats",
    "kills",
    "stranded",
    "a kill",
    "taps never answered",
    "repeats",
    "files broken",
)


async def soak(size: Size) -> Figures:
    scale, progress = SCALES[size], Progress("peers")
    rows = []
    async with a_stage() as stage:
        ours = await _watch(stage, stage.process(), scale)
    rows.append(("legwise, SQLite", *ours.row))
    for name, module in PEERS.items():
        progress.say(f"next: {name}")
        async with a_stage() as stage:
            seen = await _watch(stage, Peer(stage, module), scale)
        rows.append((name, *seen.row))
    aims = [
        equal("kills of Legwise", scale.kills, ours.kills),
        none_of("chats Legwise strands", ours.stranded),
        none_of("taps Legwise never answers", ours.unanswered),
        none_of("messages Legwise repeats without a kill, or twice after one", ours.needless),
    ]
    return Figures("Beside its peers", _done(scale), aims, Table(HEAD, rows))


def _done(scale: Scale) -> str:
    return (
        f"{scale.at_once} people at any time tap through the same check of ten updates, thinking up to a second before "
        "each tap; each bot is killed with"
        f" SIGKILL {scale.kills} times, each time {CALM[0]} to {CALM[1]} seconds after it began to serve, by the same"
        " dice. All ask the same questions, poll, answer a tap, edit the old question and send the next. Somebody is"
        f" stranded whose update Telegram no longer has and who hears nothing for {PATIENCE:.0f} seconds; they leave,"
        " and the next one comes, so that a quicker bot has more chats. Where a kill left half a pickle, the bot would"
        " not start again until somebody took it away: such files are counted. A smaller run than that of Legwise"
        " alone."
    )


async def _watch(stage: Stage, process: BotProcess, scale: Scale) -> Seen:
    chance, stream = random.Random(2026), Stream(stage.sandbox, scale.at_once)
    kills: list[float] = []
    async with process.running():
        flowing = asyncio.create_task(stream.flow())
        for _ in range(scale.kills):
            await _serves(stage.sandbox, max(kills, default=0))
            await asyncio.sleep(chance.uniform(*CALM))  # a random instant is what is wanted
            await process.end(signal.SIGKILL)
            kills.append(stage.sandbox.world.clock())
            await process.start()
        stream.closed = True
        await flowing
        await stage.sandbox.quiet(1, LONGEST)
    return _seen(stage.sandbox, stream, kills, getattr(process, "broken", 0))


async def _serves(sandbox: Sandbox, since: float) -> None:
    """Wait until the bot asks for updates anew."""

    def asks() -> bool:
        recent = reversed(sandbox.calls_to(None))
        return next((call.at for call in recent if call.method == FIRST), 0) > since

    await sandbox.until(asks, LONGEST)


def _seen(sandbox: Sandbox, stream: Stream, kills: list[float], broken: int) -> Seen:
    told = [repeats_and_needless(sandbox, one.person, kills) for one in stream.visitors]
    return Seen(
        len(kills),
        len(stream.visitors),
        stranded=sum(visitor.stranded for visitor in stream.visitors),
        unanswered=sum(not query.answered for query in sandbox.queries),
        repeats=sum(repeats for repeats, _ in told),
        needless=sum(needless for _, needless in told),
        broken=broken,
    )
