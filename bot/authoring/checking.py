"""What `legwise check` finds: flows read, their mistakes, and cases played against them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.authoring.case_files import Player
from bot.authoring.coverage import Part, coverage
from bot.authoring.scorecard import by_expected, lines
from bot.authoring.transcript import transcript, unheard
from bot.files import shown
from bot.flow.cases import Outcome
from bot.flow.condition import Given
from bot.flow.errors import Problem
from bot.flow.model import Flow
from bot.flow.proof.prove import Proof
from bot.flow.proof.proved import FlowProof, prove_flow
from bot.flow.proof.ways import Way
from bot.flow.proof.wording import claim_text
from bot.flow.question import Question
from bot.load import flow_files, read_flows


@dataclass(slots=True)
class Report:
    """Everything found. `problems` are mistakes in files, `doubts` perhaps; outcomes are of cases that could be played."""

    flows: Mapping[str, Flow] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    proofs: dict[str, FlowProof] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """2 where a file has mistakes; 1 where a flow is not proved or a case is under-triaged; else 0."""
        if self.problems:
            return 2
        broken = any(found.wrong for found in self.proofs.values())
        under = any(outcome.verdict == "under" for outcome in self.outcomes)
        return 1 if broken or under else 0

    def lines(self) -> Iterator[str]:
        """What failed: each broken claim with a chat that breaks it, each finding, each case not accepted."""
        for name, found in self.proofs.items():
            for proof in found.proofs:
                if not proof.holds:
                    yield from _broken(self.flows[name], proof)
            for finding in found.findings:
                yield f"{_at(self.flows[name], finding.line)}{name}: {finding.message}"
        for outcome in self.outcomes:
            if outcome.verdict != "accepted":
                case = outcome.case
                yield f"{case.id}: {outcome.verdict}-triaged: {outcome.got}, expected {case.expected} ({case.title})"

    def coverage(self) -> dict[str, tuple[Part, ...]]:
        """How much of each flow its cases reach; flows without any are left out."""
        walked: dict[str, list[Given]] = defaultdict(list)
        for outcome in self.outcomes:
            walked[outcome.case.flow] += outcome.walked
        return {name: coverage(self.flows[name], given) for name, given in walked.items()}

    def covered(self) -> Iterator[str]:
        """How the cases of each flow end, and how much of it they reach, with what none does."""
        reached = self.coverage()
        for name, flow in self.flows.items():
            own = [outcome for outcome in self.outcomes if outcome.case.flow == name]
            yield f"{name}: {f'{len(own)} case(s)' if own else 'no case'}"
            yield from lines(by_expected(flow, own)) if own else ()
            for part in reached.get(name, ()):
                yield from part.lines()

    def summary(self) -> str:
        """One line on what was read and proved."""
        rules = sum(len(flow.rules) for flow in self.flows.values())
        claims = sum(len(found.proofs) for found in self.proofs.values())
        sets = sum(found.answer_sets for found in self.proofs.values())
        return (
            f"{len(self.flows)} flow(s) read, {rules} rules;"
            f" {claims} claims tried over {sets:,} sets of answers"
        )

    def counts(self) -> str:
        found = Counter(outcome.verdict for outcome in self.outcomes)
        return f"{found['accepted']} accepted, {found['over']} over-triaged, {found['under']} under-triaged"


def check(paths: Iterable[Path], case_files: Iterable[Path]) -> Report:
    """Read flows, prove their claims and play cases.

    Args:
        paths: Flow files, and folders of them.
        case_files: Played against the flows read.
    """
    report = Report()
    report.flows = read_flows(_files(paths, report.problems), report.problems)
    if not report.problems:
        for flow in report.flows.values():
            report.proofs[flow.id] = prove_flow(flow)
    player = Player(report.flows, report.problems, report.doubts)
    for path in case_files if report.flows else ():  # else the reason is told already
        report.outcomes += player.play(path)
    return report


def _broken(flow: Flow, proof: Proof) -> Iterator[str]:
    yield f"{_at(flow, proof.claim.line)}{flow.id}: not so: {claim_text(proof.claim)}"
    yield "  this chat breaks it; paste it into `legwise chat`, or into a test:"
    yield from _chat(flow, proof.broken_by or ())
    if proof.instead is not None:
        yield "  and this one, less worrying, ends more urgently:"
        yield from _chat(flow, proof.instead)


def _at(flow: Flow, line: int) -> str:
    """The place in the file, as editors read it; nothing where a flow has none."""
    return f"{flow.path}:{line}: " if flow.path and line else ""


def _chat(flow: Flow, way: Way) -> Iterator[str]:
    answers = dict(way)
    yield from (f"    {line}" for line in transcript(flow, answers))
    unasked = [f"{q}: {' and '.join(values)}" for q, values in unheard(flow, answers).items()]
    if unasked:
        yield f"  (it ends before it asks, but counts as if answered: {', '.join(unasked)})"


def _files(paths: Iterable[Path], problems: list[Problem]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        found = flow_files(path) if path.is_dir() else [path]
        if not found:
            problems.append(Problem(shown(path), 1, 1, "no flow (*.yaml) is in this folder"))
        files += found
    return files


def as_json(report: Report, *, covered: bool = False) -> dict[str, Any]:
    """The report in the form that other programs rely on; docs/authors/check.md tells it.

    Args:
        covered: Say too how much of each flow the cases reach.
    """
    found: dict[str, Any] = {
        "flows": [_flow(flow, report.proofs.get(flow.id)) for flow in report.flows.values()],
        "problems": [
            {"path": p.path, "line": p.line, "column": p.column, "message": p.message}
            for p in report.problems
        ],
        "cases": [
            {"id": o.case.id, "expected": o.case.expected, "got": o.got, "verdict": o.verdict}
            for o in report.outcomes
        ],
    }
    if covered:
        parts = report.coverage().items()
        found["coverage"] = {flow: [_part(part) for part in of_flow] for flow, of_flow in parts}
    return found


def _part(part: Part) -> dict[str, Any]:
    missed = [": ".join(named) for named in part.missed]
    return {"part": part.name, "total": part.total, "reached": part.reached, "missed": missed}


def _choose(question: Question) -> str:
    if question.blank is not None:
        return question.blank.kind
    return "many" if question.many else "one"


def _flow(flow: Flow, found: FlowProof | None) -> dict[str, Any]:
    return {
        "flow": flow.id,
        "questions": [
            {
                "id": question.id,
                "ask": question.ask,
                "choose": _choose(question),
                "options": [{"id": o.id, "label": o.label} for o in question.options.values()],
            }
            for question in flow.questions.values()
        ],
        "rules": len(flow.rules),
        "endings": [
            {"id": e.id, "urgency": e.urgency, "title": e.title} for e in flow.endings.values()
        ],
        "claims": [
            {"claim": claim_text(proof.claim), "holds": proof.holds}
            for proof in (found.proofs if found else ())
        ],
        "answer_sets": found.answer_sets if found else 0,
        "findings": [
            {"kind": finding.kind, "message": finding.message, "line": finding.line}
            for finding in (found.findings if found else ())
        ],
    }
