"""Which flows are proved: tried once, and remembered until the flow's text or the prover changes.

Only a proof that holds is remembered, under a name that no other flow or prover could have. A folder that
can't be read or written, or a file that is not as it was written, costs the time of proving anew, and no more.
"""

import hashlib
import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from bot.flow.model import Flow

PROVER = Path(__file__).resolve().parent / "flow"


def why_unproved(flow: Flow, folder: Path | None = None) -> str | None:
    """Say in one line what is wrong with a flow; None where it is proved.

    Args:
        folder: Where proofs are remembered; None for the user's cache.
    """
    memory = memory_of(flow, folder or user_cache_path("legwise", appauthor=False) / "proofs")
    if flow.text_hash and _remembered(memory):
        return None
    from bot.flow.proof.proved import prove_flow  # noqa: PLC0415  a start that remembers needs no prover

    wrong = prove_flow(flow).wrong
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        return " ".join(wrong[0].split()) + more
    if flow.text_hash:
        _remember(memory)
    return None


def memory_of(flow: Flow, folder: Path) -> Path:
    """The file that says a flow is proved, if it is there and as it was written."""
    name = hashlib.sha256(f"{flow.text_hash} {_prover_hash(PROVER)}".encode()).hexdigest()
    return folder / name


@cache
def _prover_hash(prover: Path) -> str:
    """All that decides whether a flow is proved, besides its text."""
    found = hashlib.sha256()
    for path in sorted(prover.rglob("*.py")):
        found.update(f"{path.relative_to(prover).as_posix()} ".encode() + path.read_bytes())
    return found.hexdigest()


def _remembered(memory: Path) -> bool:
    with suppress(OSError):
        return memory.read_bytes() == _written(memory)
    return False


def _remember(memory: Path) -> None:
    with suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = memory.with_name(f"{memory.name}.{os.getpid()}")
        part.write_bytes(_written(memory))
        part.replace(memory)  # whole or not at all


def _written(memory: Path) -> bytes:
    return f"proved {memory.name}\n".encode()
