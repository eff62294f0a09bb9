"""Buttons. A tap counts on the live card only; on any other the current question is shown again."""

from bot.flow.moves.answers import back, choose, done, edit
from bot.flow.moves.blanks import correct, leaf, tap_blank
from bot.flow.moves.desk import ASKED_AGAIN, Desk
from bot.flow.moves.drafting import draft_tapped
from bot.flow.moves.following import reply
from bot.flow.moves.list_of_reminders import change_reminders
from bot.flow.moves.nudges import answered
from bot.flow.moves.one_reminder import change_schedule
from bot.flow.moves.runs import begin, freshen, start_again, unsure_emergency
from bot.flow.moves.settings import on_settings
from bot.flow.moves.sides import turn_over
from bot.flow.moves.trip_buttons import ON_TRIP, on_trip
from bot.flow.moves.whose_clock import clock_tapped
from bot.flow.question import Question
from bot.flow.schedule import Draft
from bot.text import text

# What each kind of card offers besides its own options.
_QUESTION = frozenset({"o", "d", "page", "not", "other", "done", "back", "why", "list"})
_OFFERED = {
    "question": _QUESTION,
    "result": frozenset(
        {"why", "changes", "handover", "list", "again", "where", "follow", "unfollow", "clock"}
        | {"remind", "edit"}  # of a plan
    ),
    "follow_up": frozenset({"reply"}),
    "trip": frozenset({*ON_TRIP, "begin"}),
    "called_off": frozenset({"uncancel", "begin"}),
    "why": frozenset({"back"}),
    "changes": frozenset({"back"}),
    "handover": frozenset({"picture", "pdf", "in", "back"}),
    "where": frozenset({"iso", "back"}),
    "review": frozenset({"edit", "go"}),
    "resume": frozenset({"go", "again", "begin"}),
    "start": frozenset({"begin", "sos", "decline"}),
    "consent": frozenset({"begin", "sos", "decline"}),
    **dict.fromkeys(("declined", "cancelled"), frozenset({"begin"})),
    "glasses": frozenset({"glass", "less", "week", "anew", "close"}),
    "language": frozenset({"lang"}),
    "erase": frozenset({"erase", "keep"}),
    "reminders": frozenset(
        {"open", "undelete", "new", "hours", "clock", "unfollow", "release", "close"}
    ),
    "quiet": frozenset({"quiet", "back"}),
    "draft": frozenset(
        {"what", "zone", "town", "time", "more", "enough", "spread", "pace", "window"}
        | {"daily", "workdays", "stay", "once", "passed", "close"}
    ),
    "clock": frozenset({"zone", "town", "back"}),
    "schedule": frozenset(
        {"pause", "resume", "delete", "retime", "more", "pace", "hours", "on", "spread", "fixed"}
        | {"anew", "stay", "mine", "noted", "trip", "back"}
    ),
    "hours": frozenset({"begin", "end", "back"}),
    "days": frozenset({"days", "day", "back"}),
}


def tapped(desk: Desk, card: int, choice: str) -> None:
    """Do what a button says, if its card is still the live one and offers it."""
    rung = next((each for each in desk.state.rung if each.card == card), None)
    if rung is not None and answered(desk, rung, choice):
        return
    verb, _, argument = choice.partition(":")
    kind = desk.state.view.partition(":")[0]
    live = card != 0 and card == desk.state.card
    if not live or verb not in _OFFERED.get(kind, ()) or not _obey(desk, verb, argument):
        desk.notice(text("That button is from earlier. Here is where we are."))
        desk.again()


def _obey(desk: Desk, verb: str, argument: str) -> bool:
    """Do it; False where the argument names nothing on this card."""
    if (question := desk.asking()) is not None:
        return _on_question(desk, question, verb, argument)
    kind, _, name = desk.state.view.partition(":")
    match kind:
        case "draft" | "clock" if verb in {"zone", "town"}:
            return clock_tapped(desk, verb, argument)
        case "draft" if verb != "close":
            return draft_tapped(desk, verb, argument)
        case "reminders" | "draft" | "quiet" | "clock" | "glasses":
            return change_reminders(desk, verb, argument)
        case "schedule" | "hours" | "days":
            return change_schedule(desk, verb, name, argument)
        case "language" | "erase":
            return on_settings(desk, verb, argument)
        case _:
            return _on_others(desk, verb, argument)


def _on_others(desk: Desk, verb: str, argument: str) -> bool:
    match verb:
        case "list" if not desk.in_emergency():
            again = ASKED_AGAIN if freshen(desk) else None
            desk.turn("review" if desk.ended() else desk.place_view(), again)
        case "edit" if argument in desk.place().given and not desk.in_emergency():
            edit(desk, desk.flow.questions[argument])
        case "go":
            _go(desk)
        case "again":
            start_again(desk)
        case "clock" if desk.state.following is not None and not desk.in_emergency():
            desk.change(draft=Draft(asked_on="result"))
            desk.turn("clock")
        case "follow" | "unfollow":
            _follow(desk, verb)
        case _ if verb in ON_TRIP:
            return on_trip(desk, verb, argument)
        case "reply":
            return reply(desk, argument)
        case "begin" if argument in desk.library.flows:
            _agree(desk, argument)
        case "sos":
            unsure_emergency(desk)
        case "decline":
            desk.turn(f"declined:{desk.offered.id}")
        case _:
            return turn_over(desk, verb, argument)
    return True


def _on_question(desk: Desk, question: Question, verb: str, argument: str) -> bool:
    match verb:
        case "o" if argument in question.options:
            choose(desk, question, argument)
        case "o" | "d":
            return tap_blank(desk, question, argument)
        case "page":
            return leaf(desk, question, argument)
        case "other":
            return correct(desk)
        case "not":
            desk.notice(text("That can't be chosen."))
        case "done":
            done(desk, question)
        case "back" if desk.state.page and question.blank and question.blank.kind == "time":
            leaf(desk, question, "")
        case "back":
            back(desk)
        case "why":
            desk.turn(desk.state.view, why=True)
        case "list":
            desk.change_run(picked=())
            desk.turn("review")
        case _:
            return False
    return True


def _go(desk: Desk) -> None:
    """Continue: from the review list on the same card, from "continue where you were?" on a new one."""
    if desk.state.view == "review":
        desk.turn(desk.place_view())
        return
    note = ASKED_AGAIN if freshen(desk) else None
    desk.retire()
    desk.put_place(note)


def _follow(desk: Desk, verb: str) -> None:
    """Ask for the follow-up, or for none; tapped twice it changes nothing."""
    if verb == "unfollow":
        desk.unfollow()
    elif desk.state.following is None:
        desk.follow()
    desk.turn("result")


def _agree(desk: Desk, flow: str) -> None:
    kind = desk.state.view.partition(":")[0]
    shown = kind in {"start", "consent"}  # what is kept must have been said
    if kind == "resume":  # another flow instead of the unfinished one
        desk.retire()
        desk.change(run=None)
    if desk.state.consented is None and shown:
        desk.settle(desk.card(desk.state.view).doc)  # what was agreed to stays to be read
        desk.change(consented=int(desk.at.timestamp()), view="")
    begin(desk, desk.library.flows[flow])
