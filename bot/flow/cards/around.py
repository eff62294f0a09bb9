"""What a blank stands in: the local time where it is meant, and the answers beside it."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.flow.condition import Values
from bot.flow.hearing.filled import Around, Lasting
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.flow.question import Question
from bot.flow.state import Run
from bot.flow.walk import walk
from bot.plan.local import is_zone


def around_question(
    library: Library, flow: Flow, run: Run, question: Question, at: datetime, page: str = ""
) -> Around | None:
    """Gather it; None for a question without a blank.

    Args:
        page: The month, or the hour, that is looked at.
    """
    if question.blank is None:
        return None
    answers = {name: answer.values for name, answer in run.answers.items()}
    day = flow.questions[question.blank.on] if question.blank.on else question
    before, own = _day_before(flow, answers, day), _day_of(question, answers)
    on = answers.get(question.blank.on or "", ())
    return Around(
        now=at.astimezone(ZoneInfo(_zone(flow, answers, question.blank.clock))),
        day=date.fromisoformat(on[0]) if on and on[0][:1].isdecimal() else None,
        time_question=_time_of(flow, question),
        before=before,
        opened=date.fromisoformat(own[0]) if own else before,
        page=page,
        unlike=answers.get(question.blank.unlike or "", ()),
        tongues=library.tongues,
        atlas=library.atlas,
        lasting=_lasting(flow, answers, day),
    )


def _zone(flow: Flow, answers: Mapping[str, Values], clock: str | None) -> str:
    """The zone of the place or zone answered to this question; UTC where nobody knows better."""
    blank = flow.questions[clock].blank if clock else None
    values = answers.get(clock or "", ())
    known = blank is not None and blank.takes(values) and is_zone(blank.zone(values))
    return blank.zone(values) if known and blank else "UTC"


def _before(flow: Flow, question: Question) -> list[str]:
    names = list(flow.questions)
    return names[: names.index(question.id)]


def _day_before(flow: Flow, answers: Mapping[str, Values], question: Question) -> date | None:
    """The latest day answered to the questions before this one."""
    earlier = (flow.questions[name] for name in _before(flow, question))
    days = [day for one in earlier for day in _day_of(one, answers)]
    return date.fromisoformat(max(days)) if days else None


def _day_of(question: Question, answers: Mapping[str, Values]) -> Values:
    blank, values = question.blank, answers.get(question.id, ())
    is_day = blank is not None and blank.kind == "day" and blank.takes(values)
    return values if is_day else ()


def _time_of(flow: Flow, day: Question) -> str | None:
    """The question that asks for the time of this one's day."""
    questions = flow.questions.values()
    return next((q.id for q in questions if q.blank is not None and q.blank.on == day.id), None)


def _lasting(flow: Flow, answers: Mapping[str, Values], day: Question) -> Lasting | None:
    """The option of a question for a day that leads to one for a length, if it has one."""
    if day.blank is None or day.blank.kind != "day":
        return None
    earlier = {name: answers[name] for name in _before(flow, day) if name in answers}
    for option in day.options:
        following = walk(flow, {**earlier, day.id: (option,)}).next
        if following is not None and following.blank and following.blank.kind == "span":
            return Lasting(day.id, option, following)
    return None
