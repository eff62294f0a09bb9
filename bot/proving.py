"""Flows are proved, as a rule in a process of its own: `python -m bot.proving` does what bot.proofs asks.

What the prover tries and remembers while it tries takes tens of megabytes, which a bot that serves would keep.
"""

import pickle
import sys
from collections.abc import Sequence

import msgspec

from bot.flow.model import Flow
from bot.flow.proof.proved import prove_flow


def find_wrong(flows: Sequence[Flow]) -> list[str | None]:
    """Prove flows: what is wrong with each, in one line; None where it is proved."""
    return [_wrong(flow) for flow in flows]


def _wrong(flow: Flow) -> str | None:
    wrong = prove_flow(flow).wrong
    if not wrong:
        return None
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    return " ".join(wrong[0].split()) + more


def main() -> None:
    """Read flows, write what is wrong with each; see `bot.proofs`."""
    flows: list[Flow] = pickle.load(sys.stdin.buffer)  # noqa: S301  our own process wrote it
    sys.stdout.buffer.write(msgspec.json.encode(find_wrong(flows)))


if __name__ == "__main__":
    main()
