"""A process killed in the middle: what was committed is whole, the rest absent, the lock free."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store import ChatKey, Parcel
from bot.store.codec import Codec, new_key
from bot.store.errors import AlreadyHandled
from tests.store.samples import opened, turn
from tests.store.writer import CHATS


def kill_after(lines: int, file: Path, key: str) -> dict[int, int]:
    """Let a process write, kill it, and return the last card it had seen committed, by chat."""
    command = [sys.executable, "-m", "tests.store.writer", str(file), key]
    told: dict[int, int] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603
        assert writer.stdout is not None
        for _ in range(lines):
            chat, card = writer.stdout.readline().split()
            told[int(chat)] = int(card)
        writer.kill()
        assert writer.wait() == -signal.SIGKILL
        for line in writer.stdout:  # told before it died
            if len(words := line.split()) == 2 and line.endswith("\n"):
                told[int(words[0])] = int(words[1])
    return told


def words(parcel: Parcel) -> str:
    (effect,) = parcel.effects
    return effect.doc[0].text.english if hasattr(effect, "doc") else ""


@pytest.mark.parametrize("lines", [1, 57, 400])
async def test_a_killed_process_leaves_whole_turns(lines: int, tmp_path: Path) -> None:
    file, key = tmp_path / "chats.db", new_key()
    told = kill_after(lines, file, key)
    async with opened(file, Codec([key])) as store:
        pending = await store.pending()
        for number in range(1, CHATS + 1):
            chat = ChatKey(number)
            state, version = await store.load(chat)
            assert state.card >= told.get(number, 0)
            said = [words(parcel) for parcel in pending if parcel.chat == chat]
            assert said == [str(card) for card in range(1, state.card + 1)]
            if state.card:
                with pytest.raises(AlreadyHandled):
                    await store.commit(
                        turn(chat, state, version, update=state.card * CHATS + number)
                    )
            await store.commit(turn(chat, state, version, update=(state.card + 1) * CHATS + number))
