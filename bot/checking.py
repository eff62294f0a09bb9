"""What `legwise check` finds: flows read, their mistakes, and cases played against them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.flow.cases import Outcome, UnmappedFact, play
from bot.flow.errors import InvalidFlow, Problem
from bot.flow.model import Flow
from bot.flow.reading.cases import read_cases
from bot.load import flow_files, read_file, read_flows, shown


@dataclass(slots=True)
class Report:
    """Everything found. `problems` are mistakes in files; outcomes are of cases that could be played."""

    flows: Mapping[str, Flow] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """2 where a file has mistakes, 1 where a case is under-triaged, else 0."""
        if self.problems:
            return 2
        return 1 if any(outcome.verdict == "under" for outcome in self.outcomes) else 0

    def lines(self) -> Iterator[str]:
        """One line for each case that is not accepted."""
        for outcome in self.outcomes:
            if outcome.verdict != "accepted":
                case = outcome.case
                yield f"{case.id}: {outcome.verdict}-triaged: {outcome.got}, expected {case.expected} ({case.title})"

    def counts(self) -> str:
        found = Counter(outcome.verdict for outcome in self.outcomes)
        return f"{found['accepted']} accepted, {found['over']} over-triaged, {found['under']} under-triaged"


def check(paths: Iterable[Path], case_files: Iterable[Path]) -> Report:
    """Read flows and play cases.

    Args:
        paths: Flow files, and folders of them.
        case_files: Played against the flows read.
    """
    report = Report()
    report.flows = read_flows(_files(paths, report.problems), report.problems)
    for path in case_files:
        _play(path, report)
    return report


def _files(paths: Iterable[Path], problems: list[Problem]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        found = flow_files(path) if path.is_dir() else [path]
        if not found:
            problems.append(Problem(shown(path), 1, 1, "no flow (*.yaml) is in this folder"))
        files += found
    return files


def _play(path: Path, report: Report) -> None:
    if not report.flows:
        return  # there is nothing to play against, and the reason is told already
    try:
        cases = read_cases(read_file(path), shown(path), report.flows)
    except InvalidFlow as error:
        report.problems.extend(error.problems)
        return
    for case in cases:
        try:
            report.outcomes.append(play(report.flows[case.flow], case))
        except UnmappedFact as error:
            place = case.places.get(error.question, case.place)
            report.problems.append(Problem(shown(path), *place, f"case {case.id}: {error}"))


def as_json(report: Report) -> dict[str, Any]:
    """The report in the form that other programs rely on; docs/authors/check.md tells it."""
    return {
        "flows": [_flow(flow) for flow in report.flows.values()],
        "problems": [
            {"path": p.path, "line": p.line, "column": p.column, "message": p.message}
            for p in report.problems
        ],
        "cases": [
            {"id": o.case.id, "expected": o.case.expected, "got": o.got, "verdict": o.verdict}
            for o in report.outcomes
        ],
    }


def _flow(flow: Flow) -> dict[str, Any]:
    return {
        "flow": flow.id,
        "questions": [
            {
                "id": question.id,
                "ask": question.ask,
                "choose": "many" if question.many else "one",
                "options": [{"id": o.id, "label": o.label} for o in question.options.values()],
            }
            for question in flow.questions.values()
        ],
        "rules": len(flow.rules),
        "endings": [
            {"id": e.id, "urgency": e.urgency, "title": e.title} for e in flow.endings.values()
        ],
        "claims": [],
    }
