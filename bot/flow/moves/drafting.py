"""Making a reminder of one's own: what is typed and tapped fills the draft, and at last it is set."""

from datetime import date
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.cards.draft import IDEAS, WALK, once_at
from bot.flow.cards.reminders import said_recurrence
from bot.flow.hearing.moments import Moments, NoSuchDayError, read_moments
from bot.flow.hearing.tongue import fold
from bot.flow.moves import scheduling
from bot.flow.moves.desk import Desk
from bot.flow.schedule import Draft, Schedule
from bot.flow.text import Block, Text, text
from bot.plan.clocks import CITIES, showing
from bot.plan.kinds import Kind
from bot.plan.local import DAY, minute_of_day
from bot.plan.recurrence import Daily, Once, next_after

MOST = 20  # reminders of one's own
LONGEST = 200  # characters
OFFERED = 10  # cities at a time
NO_TIME = text("I didn't understand that time. Type it as 9:00 or 14:30.")


def begin_draft(desk: Desk) -> None:
    """Ask what it is to be, unless there are enough."""
    if len(desk.state.schedules) >= MOST:
        desk.notice(text("That is as many as I can keep. Delete one first."))
        return
    desk.change(draft=Draft())
    desk.turn("draft")


def draft_typed(desk: Desk, words: str) -> None:
    """Take typed words as what is asked for next."""
    draft = desk.state.draft or Draft()
    if draft.words is None:
        _go_on(desk, words=text("{words}", words=words.strip()[:LONGEST]))
        return
    moments = _read(desk, words)
    minutes = tuple(at.hour * 60 + at.minute for at in moments.times) if moments else ()
    if desk.state.zone is None:
        _clocks(desk, minutes)
    elif moments is None or not (minutes or moments.days):
        desk.again(NO_TIME)
    else:
        _moment(desk, minutes, moments.days[0] if moments.days else None)


def draft_tapped(desk: Desk, verb: str, argument: str) -> bool:
    """Do what a button of the draft says; False where it names nothing on it."""
    draft, number = desk.state.draft or Draft(), _number(argument)
    match verb:
        case "what" if number < len(IDEAS):
            _go_on(desk, words=IDEAS[number])
        case "zone" if argument in CITIES:
            desk.change(zone=argument)
            _go_on(desk)
        case "time" if number < DAY:
            _moment(desk, (number,), None)
        case "daily" | "once" if draft.minute is not None and desk.state.zone is not None:
            zone, minute = desk.state.zone, draft.minute
            daily = Daily((minute,), zone)
            _set(desk, daily if verb == "daily" else once_at(minute, zone, desk.at))
        case _:
            return False
    return True


def _number(argument: str) -> int:
    return int(argument) if argument.isdecimal() and len(argument) < 5 else DAY


def _read(desk: Desk, words: str) -> Moments | None:
    local = desk.at.astimezone(ZoneInfo(desk.state.zone or "UTC"))
    try:
        return read_moments(fold(words), desk.library.tongues, local, "time")
    except NoSuchDayError:
        return None


def _clocks(desk: Desk, minutes: tuple[int, ...]) -> None:
    """Offer the cities whose clocks show what was typed."""
    zones = showing(minutes, desk.at)
    if not zones:
        desk.again(NO_TIME)
    else:
        _go_on(desk, offered=zones[:OFFERED])


def _moment(desk: Desk, minutes: tuple[int, ...], day: date | None) -> None:
    draft = desk.state.draft or Draft()
    wanted = day.isoformat() if day else draft.day
    if len(minutes) != 1:
        _go_on(desk, day=wanted, offered=tuple(str(minute) for minute in minutes))
    elif wanted and desk.state.zone is not None:
        _set(desk, Once(date.fromisoformat(wanted), minutes[0], desk.state.zone))
    else:
        _go_on(desk, minute=minutes[0])


def _go_on(desk: Desk, **filled: object) -> None:
    """Fill in the draft and ask for what is missing yet."""
    desk.change(draft=replace(desk.state.draft or Draft(), **{"offered": (), **filled}))
    desk.turn("draft")


def _set(desk: Desk, recurs: Daily | Once) -> None:
    draft = desk.state.draft or Draft()
    due = next_after(recurs, desk.at, desk.state.quiet)
    if due is None or draft.words is None:
        desk.change(draft=replace(draft, minute=None, day="", offered=()))
        desk.again(text("That is past. Choose another time."))
        return
    owner, at = _free_owner(desk), int(due.timestamp())
    again = recurs if isinstance(recurs, Daily) else None
    schedule = Schedule(owner, draft.words, again, until=at)
    kind: Kind = "move" if draft.words == WALK else "custom"
    scheduling.remind(desk, schedule, (Alarm(owner, kind, at, draft.words, again),))
    minute = recurs.minutes[0] if isinstance(recurs, Daily) else recurs.minute
    _confirm(desk, draft.words, recurs, quiet=minute_of_day(due, recurs.zone) != minute)


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
    return next(f"custom-{n}" for n in range(1, MOST + 2) if f"custom-{n}" not in taken)
