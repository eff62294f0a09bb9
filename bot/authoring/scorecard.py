"""How the cases of each flow end, by the ending that is best for them and by where they come from."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.flow.cases import Outcome, Verdict
from bot.flow.model import Flow

HEAD = """\
# Scorecard

How the people and chats in `flows/cases/` end, written by `legwise check --scorecard docs/scorecard.md`.
[cases.md](authors/cases.md) says what over- and under-triage are; under-triage is the dangerous kind.

**No clinician has reviewed the cases or the flows.** Published sets and case reports are from elsewhere.
Guideline-derived cases are made-up people, judged by public guidance. The others repeat what a flow's rules say: they
show that it does as it is written, not that this is right.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """The cases of one kind, counted by how they end."""

    name: str
    verdicts: Mapping[Verdict, int]

    @property
    def cells(self) -> tuple[int, int, int, int]:
        """All, accepted, over-triaged, under-triaged."""
        told = [self.verdicts.get(verdict, 0) for verdict in ("accepted", "over", "under")]
        return sum(told), told[0], told[1], told[2]


def by_expected(flow: Flow, outcomes: Iterable[Outcome]) -> tuple[Row, ...]:
    """One row for each ending that some case expects, the most urgent first, and one for all."""
    urgent_first = sorted(flow.endings, key=lambda name: -flow.endings[name].urgency)
    return _rows(outcomes, lambda outcome: outcome.case.expected, urgent_first)


def by_origin(outcomes: Sequence[Outcome]) -> tuple[Row, ...]:
    """One row for each kind of source, and one for all."""
    origins = dict.fromkeys(outcome.case.origin for outcome in outcomes)
    return _rows(outcomes, lambda outcome: outcome.case.origin, origins)


def _rows(
    outcomes: Iterable[Outcome], kind: Callable[[Outcome], str], order: Iterable[str]
) -> tuple[Row, ...]:
    found: dict[str, Counter[Verdict]] = {}
    for outcome in outcomes:
        found.setdefault(kind(outcome), Counter())[outcome.verdict] += 1
    named = [Row(name, found[name]) for name in order if name in found]
    return (*named, Row("all", sum(found.values(), Counter())))


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as a table for the terminal."""
    yield f"  {'expected':<22}{'cases':>8}{'accepted':>10}{'over':>8}{'under':>8}"
    for row in rows:
        total, accepted, over, under = row.cells
        yield f"  {row.name:<22}{total:>8}{accepted:>10}{over:>8}{under:>8}"


def markdown(flows: Mapping[str, Flow], outcomes: Iterable[Outcome]) -> str:
    """The page that is kept in docs/scorecard.md."""
    played = list(outcomes)
    parts = [HEAD]
    for name, flow in flows.items():
        own = [outcome for outcome in played if outcome.case.flow == name]
        if own:
            tables = _table("expected", by_expected(flow, own)), _table("from", by_origin(own))
            parts += [f"## {name}\n", *tables, *_not_accepted(own)]
    return "\n".join(parts)


def _table(kind: str, rows: Iterable[Row]) -> str:
    head = f"| {kind} | cases | accepted | over-triaged | under-triaged |\n|---|--:|--:|--:|--:|\n"
    return head + "".join(
        f"| {row.name.replace('_', ' ')} | {' | '.join(map(str, row.cells))} |\n" for row in rows
    )


def _not_accepted(outcomes: Iterable[Outcome]) -> Iterator[str]:
    told = [
        f"- {o.case.id}, {o.case.title}: {o.got}, expected {o.case.expected}\n"
        for o in outcomes
        if o.verdict != "accepted"
    ]
    if told:
        yield "Not accepted:\n\n" + "".join(told)
