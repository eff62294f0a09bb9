"""Everything that is measured, in one report."""

import time

from bench import latency, mutants, start, updates
from bench.report import circumstances


def main() -> None:
    begun = time.perf_counter()
    circumstances()
    for part in (updates, latency, start, mutants):
        part.main()
    print(f"\nMeasured in {time.perf_counter() - begun:.0f} s.")


main()
