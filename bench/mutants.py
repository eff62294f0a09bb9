"""Would anybody notice a slip? Every slip in each flow that makes advice less urgent, tried by its claims and cases."""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

from bench.report import heading, table
from bot.authoring.case_files import beside
from bot.authoring.mutants.slips import Mutant, mutants
from bot.authoring.mutants.trial import Fate, Watch
from bot.config import Config
from bot.files import data_folder, read_file, shown
from bot.flow.cases import Trial
from bot.flow.library import Library
from bot.flow.reading.cases import read_cases
from bot.load import load_library, load_texts

SAMPLE = (
    20  # one in so many is tried in the report of everything; `python -m bench.mutants` tries all
)
AIM = 0.95


@dataclass(frozen=True, slots=True)
class _Tried:
    flow: str
    fates: Mapping[str, Fate]  # by what slipped

    @property
    def counts(self) -> Counter[Fate]:
        return Counter(self.fates.values())

    @property
    def lowering(self) -> int:
        return len(self.fates) - self.counts["harmless"]

    @property
    def survivors(self) -> list[str]:
        return [slip for slip, fate in self.fates.items() if fate == "survives"]

    def row(self) -> tuple[str, ...]:
        found = self.counts
        noticed = self.lowering - found["survives"]
        share = f"{noticed / self.lowering:.1%}" if self.lowering else ""
        by = (found["case"], found["claim"], found["chat"])
        return self.flow, *map(str, (len(self.fates), self.lowering, *by)), share


def main(sample: int = SAMPLE) -> None:
    heading("Slips in a flow, and whether its cases, claims or chats notice")
    begun = time.perf_counter()
    tried = [_tried(flow, sample) for flow in _library().flows if _trials(flow)]
    which = "Every slip." if sample == 1 else f"One slip in {sample}, but all of the small flows."
    print(
        f"{which} Lowering: some set of answers ends less urgently, found by walking every one.\n"
    )
    head = ("flow", "slips", "lowering", "a case", "a claim", "a chat", "noticed")
    table(head, [each.row() for each in tried])
    print(f"\nThe aim is {AIM:.0%}. Tried in {time.perf_counter() - begun:.0f} s.")
    for line in _told(tried):
        print(line)


def _told(tried: Sequence[_Tried]) -> Iterator[str]:
    for each in tried:
        if each.survivors:
            yield f"\nNobody notices, in {each.flow}:"
            yield from (f"  {slip}" for slip in each.survivors)


def _tried(flow: str, sample: int) -> _Tried:
    made = _mutants(flow)
    places = range(0, len(made), sample if len(made) > 10 * sample else 1)
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        fates = processes.map(partial(_fate, flow), places, chunksize=4)
        return _Tried(flow, {made[at].slip: fate for at, fate in zip(places, fates, strict=True)})


def _fate(flow: str, place: int) -> Fate:
    return _watch(flow).fate(_mutants(flow)[place])


@cache
def _library() -> Library:
    return load_library(Config(), load_texts())


@cache
def _mutants(flow: str) -> list[Mutant]:
    return list(mutants(_library().flows[flow]))


@cache
def _trials(flow: str) -> tuple[Trial, ...]:
    files = beside([data_folder("flows") / f"{flow}.yaml"])
    flows = _library().flows
    return tuple(t for file in files for t in read_cases(read_file(file), shown(file), flows))


@cache
def _watch(flow: str) -> Watch:
    return Watch(_library(), _library().flows[flow], _trials(flow))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
