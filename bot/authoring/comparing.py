"""What `legwise diff` tells: which sets of answers end differently, in an author's words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.authoring.revisions import Version, Versions
from bot.authoring.rewording import beside
from bot.flow.compare.compare import Comparison, Difference, compare
from bot.flow.compare.facts import FILLED_IN, Facts, choices_of, chosen_of
from bot.flow.compare.side import End
from bot.flow.question import Question


@dataclass(frozen=True, slots=True)
class Compared:
    """Flows at two places each; what differs is None where one of the two places has none."""

    flows: tuple[tuple[Version, Version, Comparison | None], ...]
    reviewer: str | None  # who accepts that sets of answers end less urgently

    @property
    def less_urgent(self) -> int:
        """How many sets of answers end less urgently."""
        found = (comparison for _, _, comparison in self.flows if comparison)
        return sum(d.sets for each in found for d in each.differences if d.less_urgent)

    @property
    def exit_code(self) -> int:
        return 1 if self.less_urgent and self.reviewer is None else 0

    def lines(self) -> Iterator[str]:
        """Everything that differs, flow by flow, and last whether it can stand."""
        for old, new, comparison in self.flows:
            yield f"{old.name} → {new.name}"
            if comparison is None:
                yield "The flow is new." if old.flow is None else "The flow is gone."
            else:
                yield from told(comparison)
            yield ""
        if not self.less_urgent:
            yield "No set of answers ends less urgently."
        elif self.reviewer is None:
            yield (
                f"Less urgent: {self.less_urgent:,} set(s) of answers."
                " A reviewer accepts that with --accept-less-urgent NAME."
            )
        else:
            yield f"Less urgent: {self.less_urgent:,} set(s) of answers, accepted by {self.reviewer}."

    def as_json(self) -> dict[str, Any]:
        """The form that other programs rely on; docs/authors/diff.md tells it."""
        return {
            "flows": [
                {
                    "old": old.name,
                    "new": new.name,
                    **(
                        {"differs": "new" if old.flow is None else "gone"}
                        if each is None
                        else as_json(each)
                    ),
                }
                for old, new, each in self.flows
            ],
            "less_urgent": self.less_urgent,
            "accepted_by": self.reviewer,
        }


def compared(all_versions: Iterable[Versions], reviewer: str | None) -> Compared:
    """Compare each flow's two versions."""
    return Compared(
        tuple(
            (old, new, compare(old.flow, new.flow) if old.flow and new.flow else None)
            for old, new in all_versions
        ),
        reviewer,
    )


def told(found: Comparison) -> Iterator[str]:
    """Everything that differs, less urgent first."""
    if found.differences:
        sets = sum(difference.sets for difference in found.differences)
        yield f"{sets:,} of {found.answer_sets:,} sets of answers end differently."
    else:
        yield f"All {found.answer_sets:,} sets of answers end as before."
    for difference in found.differences:
        yield ""
        yield from _difference(found, difference)
    if found.reasons or found.lines:
        yield ""
        yield (
            f"The same ending, but other reasons: {found.reasons:,} set(s);"
            f" other lines of advice: {found.lines:,} set(s)."
        )
    yield from beside(found.old, found.new)


def _difference(found: Comparison, difference: Difference) -> Iterator[str]:
    yield f"{direction(difference)}: {_ending(difference.old)} → {_ending(difference.new)}: {difference.sets:,} set(s)"
    words = list(shared_words(found.questions, difference))
    if words:
        yield "  just these:" if difference.others == 0 else "  all of them:"
        yield from (f"    {line}" for line in words)
    yield "  the shortest chat:"
    for name, values in difference.example:
        question = found.questions[name]
        options = [question.options[value].label for value in values if value in question.options]
        labels = ", ".join(options) or "(filled in)"
        yield f"    > {labels}    # {name}{_only_in(found, name, values)}"


def direction(difference: Difference) -> str:
    if difference.less_urgent:
        return "LESS URGENT"
    return "more urgent" if difference.new.urgency > difference.old.urgency else "as urgent"


def _ending(end: End) -> str:
    return f"{end.id} ({end.urgency})"


def _only_in(found: Comparison, name: str, values: tuple[str, ...]) -> str:
    """Say where a question or an option is unknown to one of the flows."""
    for flow, other in ((found.old, "the new"), (found.new, "the old")):
        question = flow.questions.get(name)
        if question is None:
            return f", asked in {other} flow only"
        if not chosen_of(question, values) <= choices_of(question):
            return f", an answer of {other} flow only"
    return ""


def shared_words(questions: Mapping[str, Question], difference: Difference) -> Iterator[str]:
    """The answers that all sets of a group have in common, a line each."""
    for name, question in questions.items():
        if name in difference.shared:
            yield from _facts(question, difference.shared[name])


def _facts(question: Question, facts: Facts) -> Iterator[str]:
    def labels(names: frozenset[str], last: str) -> str:
        said = [f"“{o.label}”" for o in question.options.values() if o.id in names]
        said += ["something filled in"] if FILLED_IN in names else []
        return f"{', '.join(said[:-1])} {last} {said[-1]}" if len(said) > 1 else "".join(said)

    left = choices_of(question) - facts.without
    if facts.without and len(left) <= len(facts.without):
        among = "nothing but " if question.many and len(left) > 1 else ""
        yield f"{question.short}: {among}{labels(left, 'or')}"
    elif facts.without:
        yield f"{question.short}: not {labels(facts.without, 'or')}"
    for some in sorted(facts.among, key=sorted):
        if some < left and (question.many or not facts.without):
            yield f"{question.short}: {labels(some, 'or')}"


def as_json(found: Comparison) -> dict[str, Any]:
    return {
        "flow": found.new.id,
        "answer_sets": found.answer_sets,
        "differences": [
            {
                "from": {"ending": difference.old.id, "urgency": difference.old.urgency},
                "to": {"ending": difference.new.id, "urgency": difference.new.urgency},
                "less_urgent": difference.less_urgent,
                "sets": difference.sets,
                "shared": list(shared_words(found.questions, difference)),
                "just_these": difference.others == 0,
                "example": [{"question": q, "options": list(v)} for q, v in difference.example],
            }
            for difference in found.differences
        ],
        "other_reasons": found.reasons,
        "other_advice": found.lines,
        "beside": list(beside(found.old, found.new)),
    }
