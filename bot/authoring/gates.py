"""What opens a question, in a few words for a picture."""

from typing import assert_never

from bot.flow.condition import All, Any, Chosen, Condition, Not
from bot.flow.graph import Graph, Step
from bot.flow.question import Question

NAMED = 3  # options named one by one; of more, only their number is told
HOW = {"any": "", "all": "all of ", "only": "only ", "none": "none of "}


def opened_by(drawn: Graph, step: Step) -> str:
    """When a question is asked, by the numbers of the questions before it; "" where always."""
    numbers = {each.question.id: each.number for each in drawn.steps}

    def words(condition: Condition) -> str:
        match condition:
            case Chosen(name, values, how, count):
                least = f"{count} of " if count > 1 else ""
                return f"{numbers[name]} is {least}{HOW[how]}{_options(drawn.flow.questions[name], values)}"
            case All(parts):
                return " and ".join(map(grouped, parts))
            case Any(parts):
                return " or ".join(map(grouped, parts))
            case Not(part):
                return f"not ({words(part)})"
            case _:
                assert_never(condition)

    def grouped(condition: Condition) -> str:
        said = words(condition)
        return (
            f"({said})" if isinstance(condition, All | Any) and len(condition.parts) > 1 else said
        )

    said = words(step.question.when)
    return f"if {said}" if said else ""


def _options(question: Question, values: frozenset[str]) -> str:
    if len(values) > NAMED:
        return f"one of {len(values)} answers"
    return " / ".join(
        f"“{o.button or o.label}”" for o in question.options.values() if o.id in values
    )
