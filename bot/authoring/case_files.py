"""Case files: which belong to a flow, and what comes of playing them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from bot.authoring.misspelt import misspelt
from bot.files import data_folder, read_file, shown
from bot.flow.cases import Case, Outcome, Trial, UnmappedFact, play
from bot.flow.errors import InvalidFlow, Problem
from bot.flow.hearing.teach import teach
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.flow.reading.cases import read_cases
from bot.flow.rehearsal import NotSo, Rehearsal
from bot.flow.rehearse import rehearse
from bot.load import load_texts, read_tongues

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


class Player:
    """Plays case files against flows."""

    def __init__(
        self, flows: Mapping[str, Flow], problems: list[Problem], doubts: list[Problem]
    ) -> None:
        """
        Args:
            problems: What is wrong with the files is added here.
            doubts: What looks misspelt is added here.
        """
        self._flows = flows
        self._problems = problems
        self._doubts = doubts

    def play(self, path: Path) -> Iterator[Outcome]:
        """Play every case and chat of a file; what cannot be played is a problem."""
        try:
            trials = read_cases(read_file(path), shown(path), self._flows)
        except InvalidFlow as error:
            self._problems.extend(error.problems)
            return
        for trial in trials:
            self._doubt(path, trial)
            try:
                yield self._outcome(trial)
            except UnmappedFact as error:
                self._note(path, _place(trial, error), f"case {trial.id}: {error}")
            except NotSo as error:
                self._note(path, error.place, f"chat {trial.id}: {error}")

    def _outcome(self, trial: Trial) -> Outcome:
        match trial:
            case Case():
                return play(self._flows[trial.flow], trial)
            case Rehearsal():
                return rehearse(self._library, trial)
            case _:
                raise TypeError(trial)

    def _doubt(self, path: Path, trial: Trial) -> None:
        for place, message in sorted(trial.slips.items()):
            self._doubts.append(Problem(shown(path), *place, f"case {trial.id}: {message}"))
        if isinstance(trial, Case):
            for fact, message in misspelt(self._flows[trial.flow], trial):
                place = trial.places.get(fact, trial.place)
                self._doubts.append(Problem(shown(path), *place, f"case {trial.id}: {message}"))

    def _note(self, path: Path, place: tuple[int, int], message: str) -> None:
        self._problems.append(Problem(shown(path), *place, message))

    @cached_property
    def _library(self) -> Library:
        """The flows as a chat knows them; numbers to call are needed by none that is rehearsed."""
        texts = load_texts(quietly=True)
        tongues = read_tongues(data_folder("locales"), self._problems)
        flows = {flow.id: teach(flow, texts.translations) for flow in self._flows.values()}
        return Library(
            flows, tuple(tongues), texts.languages, {}, texts.countries(), spoken=texts.translations
        )


def _place(trial: Trial, error: UnmappedFact) -> tuple[int, int]:
    return trial.places.get(error.question, trial.place) if isinstance(trial, Case) else trial.place
