"""Everything that is measured, in one report, with what was promised at its end."""

import time

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
from bench.report import circumstances, heading, summary

PROMISED = (updates, blackbox, stored_chats, encryption, postgres)
BESIDES = (latency, explaining, start, places, alarms, comparing, mutants)


def main() -> None:
    begun = time.perf_counter()
    circumstances()
    figures = []
    for part in PROMISED:
        command = f"python -m {part.__name__}"
        figures += [(command, figure) for figure in part.main()]
    for besides in BESIDES:
        besides.main()
    heading("What was promised")
    summary(figures)
    print(f"\nMeasured in {time.perf_counter() - begun:.0f} s.")


main()
