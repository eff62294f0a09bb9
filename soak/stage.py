"""Where a part plays: a sandbox that outlives every process, a folder, a key."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.keys import new_key
from bot.sandbox import Sandbox
from bot.store import Store
from bot.store.codec import Codec
from tests.end_to_end.process import BotProcess, settings_of
from tests.store.samples import opened


@dataclass(frozen=True)
class Stage:
    """A sandbox, and one bot's memory in a file."""

    sandbox: Sandbox
    folder: Path
    key: str = field(default_factory=new_key)

    @property
    def file(self) -> Path:
        return self.folder / "legwise.db"

    def process(self, **settings: str) -> BotProcess:
        """`legwise run` on them; it is not started yet."""
        ours = settings_of(self.sandbox, f"sqlite:///{self.file}", self.key)
        return BotProcess(self.folder, ours | settings)

    def memory(self) -> AbstractAsyncContextManager[Store]:
        """What the bot remembers, while no process has it."""
        return opened(self.file, Codec([self.key]))


@asynccontextmanager
async def a_stage() -> AsyncIterator[Stage]:
    """One for a part; nothing is left of it afterwards."""
    with tempfile.TemporaryDirectory(prefix="legwise-soak-") as folder:
        async with Sandbox() as sandbox:
            yield Stage(sandbox, Path(folder))
