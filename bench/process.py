"""`legwise run` as a process of its own, against the sandbox: how soon it serves, how much it holds."""

import asyncio
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.ours import KEY
from bench.play import TAPS
from bench.script import COMMAND
from bot.sandbox import Message, Person, Sandbox

PATIENCE = 60.0  # seconds
PEOPLE = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """One life of a process.

    `serves` is in seconds, from its start until the first person is answered; memory is in MB, None
    where the system does not tell it.
    """

    serves: float
    resident: float | None
    peak: float | None


async def watch(file: Path) -> Seen:
    """Start `legwise run` on a copy of a database, let some people finish a check, see its memory."""
    async with Sandbox() as sandbox:
        people = [sandbox.user(f"Ana {number}") for number in range(PEOPLE)]
        people[0].send(f"/{COMMAND}")
        begun = time.perf_counter()
        async with _running(sandbox, file) as pid:
            await people[0].hears(_offers(TAPS[0]), PATIENCE)
            serves = time.perf_counter() - begun
            for person in people[1:]:
                person.send(f"/{COMMAND}")
            await asyncio.gather(*(_check(person) for person in people))
            await sandbox.quiet()
            return Seen(serves, *memory(pid))


async def _check(person: Person) -> None:
    for label in TAPS:
        asked = await person.hears(_offers(label), PATIENCE)
        person.tap(label)
        await person.hears("", PATIENCE, after=asked)


def _offers(label: str) -> Callable[[Message], bool]:
    return lambda message: label in message.labels and not message.deleted


@asynccontextmanager
async def _running(sandbox: Sandbox, file: Path) -> AsyncIterator[int]:
    """`legwise run`, stopped in good order at the end."""
    with tempfile.TemporaryDirectory() as folder:  # no .env is read there
        copy = shutil.copy(file, folder)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=folder,
            env=environment(
                TELEGRAM_BOT_TOKEN=sandbox.token,
                TELEGRAM_API_URL=sandbox.url,
                DATABASE_URL=f"sqlite:///{copy}",
            ),
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            yield process.pid
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


def environment(**given: str) -> dict[str, str]:
    """This process's own, without any setting of the bot's."""
    theirs = re.compile("LEGWISE_|TELEGRAM_|WEBHOOK_|DATABASE_URL|HOST|PORT")
    kept = {name: value for name, value in os.environ.items() if not theirs.match(name)}
    here = str(Path(__file__).resolve().parent.parent)
    return kept | {"LEGWISE_KEY": KEY, "PYTHONPATH": here} | given


def memory(pid: int) -> tuple[float | None, float | None]:
    """Memory held now and at most, in MB."""
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return None, None
    kilobytes = dict(re.findall(r"(Vm\w+):\s+(\d+) kB", told))
    return int(kilobytes["VmRSS"]) / 1024, int(kilobytes["VmHWM"]) / 1024
