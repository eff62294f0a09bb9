"""Answers given, taken back and changed."""

from collections.abc import Mapping

from bot.flow.cards.question import record
from bot.flow.condition import Values
from bot.flow.effects import Remove
from bot.flow.moves.desk import ASKED_AGAIN, Desk
from bot.flow.moves.followed import is_emergency
from bot.flow.moves.old_clock import leave_old_clock
from bot.flow.moves.runs import freshen
from bot.flow.question import Question
from bot.flow.state import Answer, Run
from bot.text import Text, text


def answer(
    desk: Desk,
    question: Question,
    values: Values,
    beside: Mapping[str, Values] | None = None,
    offered: Values = (),
    instead: Values = (),
) -> None:
    """Keep an answer, let its card shrink to a record, and go on to where the answers now lead.

    Args:
        beside: Answers to other questions that were given in the same breath.
        offered: What to choose from at the next question.
        instead: A question whose time was read in one of two ways, and the other.
    """
    leave_old_clock(desk, question, values)
    run = desk.run or Run(desk.flow.id)
    earlier = run.answers.get(question.id)
    if earlier and earlier.card and earlier.card != desk.state.card:
        desk.effects.append(Remove(earlier.card))  # the record of what is no longer so
    now = int(desk.at.timestamp())
    also = {other: Answer(said, now) for other, said in (beside or {}).items()}
    kept = {**run.answers, **also, question.id: Answer(values, now, desk.state.card)}
    desk.change_run(answers=kept, picked=(), editing=None, offered=offered, instead=instead)
    desk.settle(record(question, values))
    desk.put_place(ASKED_AGAIN if freshen(desk) else None)


def toggle(desk: Desk, question: Question, option: str) -> None:
    """Tick or untick one of many."""
    ticked = desk.ticked(question)
    picked = tuple(value for value in ticked if value != option)
    if option not in ticked:
        picked = tuple(value for value in question.options if value in {*picked, option})
        if answered_at_once(desk, question, picked):
            return
    desk.change_run(picked=picked)
    desk.turn(f"question:{question.id}")


def answered_at_once(desk: Desk, question: Question, picked: Values) -> bool:
    """Take ticks that make it an emergency as the answer: help waits for no Done."""
    answers = desk.run.answers if desk.run else {}
    if not is_emergency(desk.flow, {**answers, question.id: Answer(picked, 0)}):
        return False
    answer(desk, question, picked)
    return True


def choose(desk: Desk, question: Question, option: str) -> None:
    """One option was tapped."""
    if not question.many:
        answer(desk, question, (option,))
    elif not question.options[option].alone:
        toggle(desk, question, option)
    elif desk.ticked(question):
        desk.notice(text("You have ticked something above. Untick it first, or tap Done."))
    else:
        answer(desk, question, (option,))


def done(desk: Desk, question: Question) -> None:
    """The ticks are complete."""
    if not question.many:
        desk.again(text("One answer is enough here: tap it, or type it."))
    elif ticked := desk.ticked(question):
        answer(desk, question, ticked)
    else:
        desk.notice(nothing_ticked(question))


def nothing_ticked(question: Question) -> Text:
    """What to say to a Done before any tick."""
    nothing = next((o for o in question.options.values() if o.alone), None)
    hint = Text(nothing.label) if nothing else text("Back")
    return text("Tick what applies first, or choose “{nothing}”.", nothing=hint)


def back(desk: Desk) -> None:
    """Return to the question before, or leave the change of an answer as it was."""
    run = desk.run or Run(desk.flow.id)
    if run.editing:
        desk.change_run(editing=None, picked=())
        desk.turn(desk.place_view())
        return
    given = desk.place().given
    if not given:
        desk.again(text("This is the first question."))
        return
    last = tuple(given)[-1]
    taken = run.answers[last]
    if taken.card and taken.card != desk.state.card:
        desk.effects.append(Remove(taken.card))
    left = {q: a for q, a in run.answers.items() if q != last}
    desk.change_run(answers=left, offered=(), instead=(), picked=_ticks(desk, last, taken.values))
    desk.turn(f"question:{last}")


def edit(desk: Desk, question: Question) -> None:
    """Ask an earlier question anew; its answer stands until another is given."""
    run = desk.run or Run(desk.flow.id)
    values = run.answers[question.id].values
    desk.change_run(
        editing=question.id, offered=(), instead=(), picked=_ticks(desk, question.id, values)
    )
    desk.turn(f"question:{question.id}")


def _ticks(desk: Desk, question: str, values: Values) -> Values:
    """What stands ticked when a many-choice question is shown again."""
    options = desk.flow.questions[question].options
    if not desk.flow.questions[question].many:
        return ()
    return tuple(value for value in values if value in options and not options[value].alone)
