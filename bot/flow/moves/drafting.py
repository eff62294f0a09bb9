"""Making a reminder of one's own: what is typed and tapped fills the draft, and at last it is set."""

from datetime import date

from msgspec.structs import replace

from bot.flow.cards.draft import IDEAS, WINDOWS, once_at
from bot.flow.cards.rhythm import WORKDAYS
from bot.flow.hearing.dating import WHICH_DAY
from bot.flow.hearing.rhythms import Rhythm, read_rhythm, read_times
from bot.flow.hearing.tongue import fold
from bot.flow.moves.desk import Desk
from bot.flow.moves.own_reminders import set_own
from bot.flow.moves.whose_clock import moments_in
from bot.flow.schedule import Draft
from bot.plan.local import DAY
from bot.plan.recurrence import Daily, Every, Once
from bot.text import text

LONGEST = 200  # characters
MOST_TIMES = 8  # a day
STEPS = range(30, 12 * 60 + 1)  # minutes
UNSURE = text("Morning or evening? Type each time as 8:00 am, or as 20:00.")
NO_PACE = text(
    "I didn't understand that. Type it as every 2 hours, or every 45 minutes between 9:00 and 18:00."
)
NO_TIME = text("I didn't understand that time. Type it as 9:00 or 14:30.")


def draft_typed(desk: Desk, words: str) -> None:
    """Take typed words as what is asked for next."""
    draft = desk.state.draft or Draft()
    if draft.words is None:
        _go_on(desk, words=text("{words}", words=words.strip()[:LONGEST]))
        return
    if draft.step is not None:
        times = read_times(fold(words), desk.library.tongues) or ()
        if len(times) > 1:
            _daily(desk, times)
        else:
            _rhythm(desk, read_rhythm(fold(words), desk.library.tongues, asked=True))
        return
    moments = moments_in(words, desk, desk.state.clock_of(draft.changes))
    minutes = tuple(at.hour * 60 + at.minute for at in moments.times) if moments else ()
    if moments is None or not (minutes or moments.days):
        _several(desk, fold(words))
    elif not moments.sure_of_day:
        desk.again(WHICH_DAY)
    else:
        day = moments.days[0] if moments.days else None
        _moment(desk, minutes, day, sure=moments.sure_of_time)


def _several(desk: Desk, folded: str) -> None:
    """Take typed words as several times of the day, or as a step through it."""
    if (rhythm := read_rhythm(folded, desk.library.tongues)) is not None:
        _rhythm(desk, rhythm)
        return
    times = read_times(folded, desk.library.tongues)
    if times is None:
        desk.again(NO_TIME)
    elif not times:
        desk.again(UNSURE)
    elif len(times) == 1:
        _moment(desk, times, None)
    else:
        _daily(desk, times)


def _daily(desk: Desk, times: tuple[int, ...]) -> None:
    """Take these times, with those that were picked before, unless there are too many."""
    draft = desk.state.draft or Draft()
    minutes = tuple(sorted({*draft.minutes, *times}))
    if len(minutes) > MOST_TIMES:
        desk.again(text("That is more than {count} times a day.", count=MOST_TIMES))
    elif draft.adding:
        _go_on(desk, minutes=minutes)
    else:
        _enough(desk, minutes)


def _enough(desk: Desk, minutes: tuple[int, ...]) -> None:
    """Let a daily reminder come at these times instead; of a new one, ask how often."""
    changed = desk.state.schedule((desk.state.draft or Draft()).changes)
    before = changed.recurs if changed is not None else None
    if changed is not None and isinstance(before, Daily | Every):
        set_own(desk, Daily(minutes, before.zone, before.days), stays=changed.stays)
    else:
        _go_on(desk, minutes=minutes, adding=False, day="", step=None)


def _rhythm(desk: Desk, rhythm: Rhythm | None) -> None:
    """Take a step, a window or both; the step may be asked for yet, or stay as it was."""
    draft = desk.state.draft or Draft()
    changed = desk.state.schedule(draft.changes)
    before = changed.recurs if changed is not None else None
    step = (
        (rhythm and rhythm.step) or draft.step or (before.step if isinstance(before, Every) else 0)
    )
    begins, ends = (rhythm and rhythm.window) or (draft.begins, draft.ends)
    if rhythm is None:
        desk.again(NO_PACE)
    elif not rhythm.sure:
        desk.again(UNSURE)
    elif step not in STEPS:
        desk.again(text("Between 30 minutes and 12 hours, please."))
    elif ends - begins < step:
        desk.again(text("These hours are too short for that, or end before they begin."))
    elif changed is not None and isinstance(before, Daily | Every):
        since = before.since if isinstance(before, Every) else None
        recurs = Every(step, begins, ends, before.zone, since, before.days)
        set_own(desk, recurs, stays=changed.stays)
    else:
        _go_on(desk, step=step, begins=begins, ends=ends)


def draft_tapped(desk: Desk, verb: str, argument: str) -> bool:
    """Do what a button of the draft says; False where it names nothing on it."""
    draft, number = desk.state.draft or Draft(), _number(argument)
    match verb:
        case "what" if number < len(IDEAS):
            _go_on(desk, words=IDEAS[number])
        case "time" if number < DAY:
            _moment(desk, (number,), None)
        case "more" if draft.minutes and draft.step is None:
            _go_on(desk, adding=True)
        case "enough" if draft.adding:
            _enough(desk, draft.minutes)
        case "spread" if draft.words is not None and draft.step is None:
            _go_on(desk, step=0)
        case "pace" if draft.step is not None:
            _rhythm(desk, Rhythm(number))
        case "window" if draft.step is not None and number < len(WINDOWS):
            _rhythm(desk, Rhythm(window=WINDOWS[number]))
        case _:
            return _chosen(desk, draft, verb)
    return True


def _chosen(desk: Desk, draft: Draft, verb: str) -> bool:
    """Set what was made, by the clock that was chosen; False where it isn't ready for that."""
    zone, stays = desk.state.zone, verb == "stay"
    match verb:
        case _ if zone is None:
            return False
        case "daily" | "stay" if draft.step:
            set_own(desk, Every(draft.step, draft.begins, draft.ends, zone), stays=stays)
        case "passed" if draft.step:
            since = int(desk.at.timestamp())
            set_own(desk, Every(draft.step, draft.begins, draft.ends, zone, since))
        case "daily" | "stay" if draft.minutes:
            set_own(desk, Daily(draft.minutes, zone), stays=stays)
        case "workdays" if draft.minutes:
            set_own(desk, Daily(draft.minutes, zone, WORKDAYS))
        case "once" if len(draft.minutes) == 1:
            set_own(desk, once_at(draft.minutes[0], zone, desk.at))
        case _:
            return False
    return True


def _number(argument: str) -> int:
    return int(argument) if argument.isdecimal() and len(argument) < 5 else DAY


def _moment(desk: Desk, minutes: tuple[int, ...], day: date | None, *, sure: bool = True) -> None:
    draft = desk.state.draft or Draft()
    wanted = day.isoformat() if day else draft.day
    if len(minutes) != 1 or not sure:
        _go_on(desk, day=wanted, offered=tuple(str(minute) for minute in minutes))
    elif draft.adding:
        _daily(desk, minutes)
    elif wanted and (zone := desk.state.clock_of(draft.changes)) is not None:
        set_own(desk, Once(date.fromisoformat(wanted), minutes[0], zone))
    else:
        _enough(desk, minutes)


def _go_on(desk: Desk, **filled: object) -> None:
    """Fill in the draft and ask for what is missing yet."""
    desk.change(draft=replace(desk.state.draft or Draft(), **{"offered": (), **filled}))
    desk.turn("draft")
