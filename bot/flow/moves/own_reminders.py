"""Setting a reminder of one's own, once the draft is whole; and saying when it rings next."""

from datetime import datetime
from itertools import count
from typing import assert_never

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.cards.draft import WALK
from bot.flow.cards.rhythm import ALL_QUIET, said_next, said_recurrence
from bot.flow.moves import scheduling
from bot.flow.moves.desk import Desk
from bot.flow.schedule import OWN, Draft, Schedule
from bot.plan.kinds import Kind
from bot.plan.local import day_of, moment
from bot.plan.recurrence import Daily, Every, Once, Recurrence, face_of, next_occasion
from bot.text import Block, Text, text

MOST = 20  # reminders of one's own


def set_own(desk: Desk, recurs: Recurrence, *, stays: bool = False) -> None:
    """Set what the draft has become, in the place of what it changes, and show the list."""
    draft = desk.state.draft or Draft()
    heard = face_of(desk.at, recurs.zone)
    due = next_occasion(recurs, desk.at, desk.state.quiet, heard)
    if due is None and isinstance(recurs, Every):
        desk.again(ALL_QUIET)
        return
    if due is None or draft.words is None:
        desk.change(draft=replace(draft, minutes=(), adding=False, day="", offered=()))
        desk.again(text("That is past. Choose another time."))
        return
    kind: Kind = "move" if draft.words == WALK else "custom"
    new = Schedule(_free_owner(desk), draft.words, kind=kind)
    before = desk.state.schedule(draft.changes) or new
    owner, at = before.owner, int(due.at.timestamp())
    again = None if isinstance(recurs, Once) else recurs
    schedule = replace(before, recurs=again, until=at, unheeded=0, stays=stays, heard=heard)
    schedule = replace(schedule, paused=False)  # whoever names a time wants it
    if again is None:
        schedule = replace(schedule, again=())
    alarm = Alarm(owner, before.kind, at, draft.words, again, due.face)
    scheduling.remind(desk, schedule, (alarm,))
    _confirm(desk, draft.words, recurs, due.at)


def _confirm(desk: Desk, words: Text, recurs: Recurrence, due: datetime) -> None:
    said = [Block("note", words), Block("quote", said_recurrence(recurs))]
    if not isinstance(recurs, Once):
        said.append(Block("plain", said_next(due, recurs.zone)))
    if _by_night(desk, recurs):
        left_out = text("In your quiet hours it does not come.")
        put_off = text("Nobody is reminded at night: it comes when the morning begins.")
        said.append(Block("plain", left_out if isinstance(recurs, Every) else put_off))
    desk.settle(tuple(said))
    desk.change(draft=None, view="")
    desk.put("reminders")


def _by_night(desk: Desk, recurs: Recurrence) -> bool:
    """Whether some of its times fall into the quiet hours."""
    day = day_of(desk.at, recurs.zone)
    match recurs:
        case Once(day, minute, _):
            minutes: tuple[int, ...] = (minute,)
        case Daily(minutes, _):
            pass
        case Every(step, begins, ends):
            minutes = (*range(begins, ends, step), ends)
        case _:
            assert_never(recurs)
    quiet = desk.state.quiet
    return any(quiet.covers(moment(day, m, recurs.zone), recurs.zone) for m in minutes)


def _free_owner(desk: Desk) -> str:
    """A nudge that can still be answered, or put off, keeps its owner for itself; so does what can be undone."""
    taken = {schedule.owner for schedule in desk.state.schedules}
    taken |= {rung.alarm.owner for rung in desk.state.rung}
    taken |= {gone.schedule.owner} if (gone := desk.state.deleted_last) else set()
    return next(name for n in count(1) if (name := f"{OWN}{n}") not in taken)
