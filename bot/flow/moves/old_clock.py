"""Times that were given by the clock of a place, when another place takes its turn."""

from bot.flow.condition import Values
from bot.flow.effects import Remove
from bot.flow.moves.desk import Desk
from bot.flow.question import Question
from bot.text import text

OTHER_CLOCK = text("The clocks are different there, so I ask about the time again.")


def leave_old_clock(desk: Desk, question: Question, values: Values) -> None:
    """Drop the days and times given by the clock of the place that is replaced; they are asked again."""
    run, blank = desk.run, question.blank
    earlier = run.answers.get(question.id) if run else None
    if run is None or blank is None or earlier is None:
        return
    if not (blank.takes(earlier.values) and blank.takes(values)):
        return
    if blank.zone(earlier.values) == blank.zone(values):
        return
    asked = desk.flow.questions
    old = {
        name: answer
        for name, answer in run.answers.items()
        if name in asked and _by_clock_of(asked[name], question, answer.values)
    }
    if not old:
        return
    desk.effects += [Remove(a.card) for a in old.values() if a.card not in {0, desk.state.card}]
    desk.change_run(answers={q: a for q, a in run.answers.items() if q not in old})
    desk.news = OTHER_CLOCK


def _by_clock_of(asked: Question, place: Question, values: Values) -> bool:
    """Whether these are a day or a time on the clock of that place; a length is the same on any."""
    return asked.blank is not None and asked.blank.clock == place.id and asked.blank.takes(values)
