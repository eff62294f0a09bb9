"""Which flows are proved: tried once, and remembered until the flow's text or the prover changes.

Only a proof that holds is remembered, under a name that no other flow or prover could have. A folder that
can't be read or written, or a file that is not as it was written, costs the time of proving anew, and no more.
"""

import hashlib
import os
import pickle
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec
import structlog

from bot import folders
from bot.child import Interrupted, run_module, why_failed
from bot.flow.model import Flow

PROVER = Path(__file__).resolve().parent / "flow"

_log = structlog.get_logger(__name__)


def why_unproved(flow: Flow, folder: Path | None = None) -> str | None:
    """Say in one line what is wrong with a flow; None where it is proved.

    Args:
        folder: Where proofs are remembered; None for the user's cache.
    """
    return unproved((flow,), folder).get(flow.id)


def unproved(flows: Iterable[Flow], folder: Path | None = None) -> Mapping[str, str]:
    """Find the flows that are not proved, by their ids: what is wrong with each, in one line.

    Raises:
        Interrupted: By Ctrl+C, before all were tried.
    """
    folder = folder or folders.cache() / "proofs"
    new = [flow for flow in flows if not (flow.text_hash and _remembered(memory_of(flow, folder)))]
    found: dict[str, str] = {}
    for flow, wrong in zip(new, _find_wrong(new) if new else (), strict=True):
        if wrong is not None:
            found[flow.id] = wrong
        elif flow.text_hash:
            _remember(memory_of(flow, folder))
    return found


def _find_wrong(flows: Sequence[Flow]) -> Sequence[str | None]:
    """Prove flows in another process, for the memory that takes, and here where there can be none."""
    try:
        said = run_module("bot.proving", pickle.dumps(flows))
        return msgspec.json.decode(said, type=list[str | None])
    except Interrupted:
        raise
    except (OSError, subprocess.SubprocessError, msgspec.MsgspecError) as error:
        _log.warning("the flows are proved in this process", reason=why_failed(error))
    from bot.proving import find_wrong  # noqa: PLC0415  it is rarely needed here

    return find_wrong(flows)


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
