"""Making a reminder of one's own: what is typed and tapped fills the draft, and at last it is set."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.cards.draft import IDEAS, WALK, once_at
from bot.flow.cards.reminders import said_recurrence
from bot.flow.moves import scheduling
from bot.flow.moves.desk import Desk
from bot.flow.moves.whose_clock import moments_in
from bot.flow.schedule import OWN, Draft, Schedule
from bot.plan.kinds import Kind
from bot.plan.local import DAY, day_of, minute_of_day
from bot.plan.recurrence import Daily, Once, face_of, next_occasion
from bot.text import Block, Text, text

MOST = 20  # reminders of one's own
LONGEST = 200  # characters
NO_TIME = text("I didn't understand that time. Type it as 9:00 or 14:30.")


def begin_draft(desk: Desk) -> None:
    """Ask what it is to be, unless there are enough."""
    if len(desk.state.schedules) >= MOST:
        desk.notice(text("That is as many as I can keep. Delete one first."))
        return
    desk.change(draft=Draft())
    desk.turn("draft")


def change_time(desk: Desk, schedule: Schedule) -> None:
    """Ask for another time of a reminder of one's own."""
    day, zone = "", desk.state.zone
    if schedule.recurs is None and zone is not None:
        day = day_of(datetime.fromtimestamp(schedule.until, UTC), zone).isoformat()
    desk.change(draft=Draft(schedule.words, day=day, changes=schedule.owner))
    desk.turn("draft")


def draft_typed(desk: Desk, words: str) -> None:
    """Take typed words as what is asked for next."""
    draft = desk.state.draft or Draft()
    if draft.words is None:
        _go_on(desk, words=text("{words}", words=words.strip()[:LONGEST]))
        return
    moments = moments_in(words, desk, desk.state.clock_of(draft.changes))
    minutes = tuple(at.hour * 60 + at.minute for at in moments.times) if moments else ()
    if moments is None or not (minutes or moments.days):
        desk.again(NO_TIME)
    else:
        _moment(desk, minutes, moments.days[0] if moments.days else None)


def draft_tapped(desk: Desk, verb: str, argument: str) -> bool:
    """Do what a button of the draft says; False where it names nothing on it."""
    draft, number = desk.state.draft or Draft(), _number(argument)
    match verb:
        case "what" if number < len(IDEAS):
            _go_on(desk, words=IDEAS[number])
        case "time" if number < DAY:
            _moment(desk, (number,), None)
        case "daily" | "stay" | "once" if draft.minute is not None and desk.state.zone is not None:
            zone, minute = desk.state.zone, draft.minute
            recurs = once_at(minute, zone, desk.at) if verb == "once" else Daily((minute,), zone)
            _set(desk, recurs, stays=verb == "stay")
        case _:
            return False
    return True


def _number(argument: str) -> int:
    return int(argument) if argument.isdecimal() and len(argument) < 5 else DAY


def _moment(desk: Desk, minutes: tuple[int, ...], day: date | None) -> None:
    draft = desk.state.draft or Draft()
    wanted = day.isoformat() if day else draft.day
    changed = desk.state.schedule(draft.changes)
    if len(minutes) != 1:
        _go_on(desk, day=wanted, offered=tuple(str(minute) for minute in minutes))
    elif changed is not None and isinstance(changed.recurs, Daily):
        _set(desk, replace(changed.recurs, minutes=minutes), stays=changed.stays)
    elif wanted and desk.state.zone is not None:
        _set(desk, Once(date.fromisoformat(wanted), minutes[0], desk.state.zone))
    else:
        _go_on(desk, minute=minutes[0])


def _go_on(desk: Desk, **filled: object) -> None:
    """Fill in the draft and ask for what is missing yet."""
    desk.change(draft=replace(desk.state.draft or Draft(), **{"offered": (), **filled}))
    desk.turn("draft")


def _set(desk: Desk, recurs: Daily | Once, *, stays: bool = False) -> None:
    draft = desk.state.draft or Draft()
    due = next_occasion(recurs, desk.at, desk.state.quiet)
    if due is None or draft.words is None:
        desk.change(draft=replace(draft, minute=None, day="", offered=()))
        desk.again(text("That is past. Choose another time."))
        return
    before = desk.state.schedule(draft.changes) or Schedule(_free_owner(desk), draft.words)
    owner, at = before.owner, int(due.at.timestamp())
    again = recurs if isinstance(recurs, Daily) else None
    heard = face_of(desk.at, recurs.zone)
    kind: Kind = "move" if draft.words == WALK else "custom"
    schedule = replace(
        before, recurs=again, until=at, unheeded=0, kind=kind, stays=stays, heard=heard
    )
    alarm = Alarm(owner, kind, at, draft.words, again, due.face)
    scheduling.remind(desk, schedule, (alarm,))
    minute = recurs.minutes[0] if isinstance(recurs, Daily) else recurs.minute
    _confirm(desk, draft.words, recurs, quiet=minute_of_day(due.at, recurs.zone) != minute)


def _confirm(desk: Desk, words: Text, recurs: Daily | Once, *, quiet: bool) -> None:
    said = [Block("note", words), Block("quote", said_recurrence(recurs))]
    if quiet:
        said.append(
            Block("plain", text("Nobody is reminded at night: it comes when the morning begins."))
        )
    desk.settle(tuple(said))
    desk.change(draft=None, view="")
    desk.put("reminders")


def _free_owner(desk: Desk) -> str:
    taken = {schedule.owner for schedule in desk.state.schedules}
    return next(f"{OWN}{n}" for n in range(1, MOST + 2) if f"{OWN}{n}" not in taken)
