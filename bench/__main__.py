"""Everything that is measured, in one report."""

import time

from bench import alarms, comparing, explaining, latency, mutants, places, start, updates
from bench.report import circumstances


def main() -> None:
    begun = time.perf_counter()
    circumstances()
    for part in (updates, latency, explaining, start, places, alarms, comparing, mutants):
        part.main()
    print(f"\nMeasured in {time.perf_counter() - begun:.0f} s.")


main()
