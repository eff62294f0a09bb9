"""Everything that is measured, in one report, with what was promised at its end.

`python -m bench [--quick]`
"""

import argparse
import sys
import time
import traceback
from collections.abc import Mapping
from types import ModuleType

from bench import (
    alarms,
    blackbox,
    comparing,
    encryption,
    explaining,
    latency,
    mutants,
    places,
    postgres,
    start,
    stored_chats,
    updates,
)
from bench.report import Figure, circumstances, heading, summary

# With the sizes of a quick look: enough to see that all is there, too little to rely on.
PARTS: Mapping[ModuleType, Mapping[str, int]] = {
    updates: {"chats": 100, "crowd": 0, "rounds": 1},
    blackbox: {"chats": 15, "rounds": 1},
    stored_chats: {"few": 1_000, "many": 30_000, "rounds": 2},
    encryption: {"chats": 60, "rounds": 1},
    postgres: {"chats": 15, "rounds": 1},
    latency: {},
    explaining: {"people": 30},
    start: {"many": 10_000, "rounds": 1},
    places: {"rounds": 1},
    alarms: {"stored": 50_000},
    comparing: {},
    mutants: {"sample": 100},
}


def main() -> int:
    """Measure, and return 1 where a part broke off."""
    reader = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    reader.add_argument("--quick", action="store_true", help="small sizes, some minutes")
    quick = reader.parse_args().quick
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # whoever waits sees it grow
    begun = time.perf_counter()
    circumstances()
    figures: list[tuple[str, Figure]] = []
    broken = 0
    for number, (part, sizes) in enumerate(PARTS.items(), 1):
        since = time.perf_counter()
        command = f"python -m {part.__name__}"
        print(f"\n[{number} of {len(PARTS)}: {command}]")
        try:
            figures += [(command, figure) for figure in part.main(**(sizes if quick else {})) or ()]
        except Exception as error:  # noqa: BLE001  the other parts are worth seeing all the same
            traceback.print_exc()
            figures.append((command, Figure("all of it", "", f"broke off: {error}", kept=False)))
            broken = 1
        print(f"\n[{time.perf_counter() - since:.0f} s]")
    heading("What was promised")
    summary(figures)
    print(f"\nMeasured in {time.perf_counter() - begun:.0f} s.")
    return broken


if __name__ == "__main__":
    sys.exit(main())
