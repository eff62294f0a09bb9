"""What a peer is told on its command line."""

import sys
from dataclasses import dataclass
from pathlib import Path

PATH = "hook"  # where a webhook listens


@dataclass(frozen=True, slots=True)
class Duty:
    """Which server to call, what to say, where to remember it, and where to listen, if it is to."""

    api: str
    token: str
    script: Path
    store: Path
    port: int | None

    @property
    def webhook(self) -> str:
        return f"http://127.0.0.1:{self.port}/{PATH}"


def told() -> Duty:
    api, token, script, store, *port = sys.argv[1:]
    return Duty(api, token, Path(script), Path(store), int(port[0]) if port else None)
