"""A run begun, resumed, ended, or cut short by danger."""

from collections.abc import Mapping

from bot.flow.condition import Values
from bot.flow.model import Flow
from bot.flow.moves.desk import Desk
from bot.flow.moves.followed import is_emergency
from bot.flow.moves.standing import stale
from bot.flow.state import Answer, Run


def begin(desk: Desk, flow: Flow) -> None:
    """Begin a flow: consent first, and an unfinished run is not thrown away unasked."""
    run = desk.run
    if run is not None and run.answers and not desk.ended():
        desk.retire()
        desk.put(f"resume:{flow.id}")
        return
    desk.leave()
    if desk.state.consented is None:
        desk.change(run=None)
        desk.put(f"consent:{flow.id}")
        return
    desk.change(run=Run(flow.id))
    desk.put_place()


def freshen(desk: Desk) -> bool:
    """Drop the answers too old to rely on; they are asked again. An emergency stays one.

    Returns:
        Whether there were any.
    """
    run = desk.run
    if run is None or desk.in_emergency() or not (old := stale(desk.flow, run, desk.at)):
        return False
    desk.change_run(answers={q: a for q, a in run.answers.items() if q not in old})
    return True


def alarm(desk: Desk, flow: Flow, found: Mapping[str, Values]) -> None:
    """Keep what was typed as danger, and say at once what to do.

    It joins what was answered or ticked before: words can add danger, never remove it.
    """
    run = desk.run if desk.run and desk.run.flow == flow.id else Run(flow.id)
    answers = dict(run.answers)
    for question, values in found.items():
        options = flow.questions[question].options
        before = answers[question].values if question in answers else ()
        ticked = run.picked if desk.state.view == f"question:{question}" else ()
        joined = dict.fromkeys((*before, *ticked, *values))
        kept = tuple(value for value in joined if value in options and not options[value].alone)
        answers[question] = Answer(kept, int(desk.at.timestamp()))
    desk.retire()
    desk.change(run=Run(flow.id, answers, country=run.country))
    desk.put_place()


def cancel(desk: Desk) -> None:
    """Stop, and delete this run's answers and what was promised about them."""
    desk.unfollow()
    view = f"cancelled:{desk.flow.id}"
    desk.leave()
    desk.change(run=None)
    desk.put(view)


def start_again(desk: Desk) -> None:
    """Forget this run's answers and begin anew."""
    flow = desk.flow
    desk.leave()
    desk.change(run=None)
    begin(desk, flow)


def unsure_emergency(desk: Desk) -> None:
    """ "This may be an emergency": the same as not being sure about the urgent signs."""
    unsure = ("not_sure",)
    for flow in (desk.offered, desk.library.main):
        first = next(iter(flow.questions))
        if is_emergency(flow, {first: Answer(unsure, 0)}):
            alarm(desk, flow, {first: unsure})
            return


def choose_country(desk: Desk, country: str) -> None:
    """Show the number of the country the person is in."""
    desk.change_run(country=country)
    desk.turn("result")
