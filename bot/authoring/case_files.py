"""Case files: which belong to a flow, and what comes of playing one."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.flow.cases import Outcome, UnmappedFact, play
from bot.flow.errors import InvalidFlow, Problem
from bot.flow.model import Flow
from bot.flow.reading.cases import read_cases
from bot.load import read_file, shown

FOLDER = "cases"  # beside the flows


def beside(paths: Iterable[Path]) -> list[Path]:
    """The case files that belong to flows: all of `cases/` in a folder, that of its own name for a file."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted((path / FOLDER).glob("*.yaml"))
        elif (own := path.parent / FOLDER / path.name).is_file():
            found.append(own)
    return found


def play_file(path: Path, flows: Mapping[str, Flow], problems: list[Problem]) -> Iterator[Outcome]:
    """Play the cases of a file; what is wrong with it is added to `problems`."""
    try:
        cases = read_cases(read_file(path), shown(path), flows)
    except InvalidFlow as error:
        problems.extend(error.problems)
        return
    for case in cases:
        try:
            yield play(flows[case.flow], case)
        except UnmappedFact as error:
            place = case.places.get(error.question, case.place)
            problems.append(Problem(shown(path), *place, f"case {case.id}: {error}"))
