"""What the buttons of one reminder of the list do, and what is typed there."""

from msgspec.structs import replace

from bot.flow.hearing.rhythms import read_rhythm, read_times
from bot.flow.hearing.tongue import fold
from bot.flow.moves import scheduling, trip_alarms, trips
from bot.flow.moves.begun_draft import add_time, change_time, draft_of, spread, to_set_times
from bot.flow.moves.desk import Desk
from bot.flow.moves.drafting import draft_typed
from bot.flow.moves.runs import begin
from bot.flow.moves.undoing import delete
from bot.flow.moves.views import OF_SCHEDULE
from bot.flow.schedule import Schedule
from bot.plan.nudging import begins_beside, beside, ends_beside, trip_paces
from bot.plan.recurrence import WEEKDAYS, Every, days_of
from bot.text import text


def change_schedule(desk: Desk, verb: str, owner: str, argument: str = "") -> bool:
    """Do what a button of one schedule says; False where it is none, or the schedule is gone."""
    schedule = desk.state.schedule(owner)
    if schedule is None:
        return False
    match verb:
        case "pause" | "resume":
            scheduling.keep(desk, replace(schedule, paused=verb == "pause"))
            desk.turn(desk.state.view)
        case "delete":
            delete(desk, schedule)
            desk.turn("reminders")
        case "anew" if owner in desk.library.flows:
            begin(desk, desk.library.flows[owner])
        case "noted" if desk.state.drinking is not None:
            desk.turn("glasses")
        case "trip" if desk.state.trip is not None:
            desk.turn("trip")
        case "back" if desk.state.view.startswith("schedule:"):
            desk.turn("reminders")
        case "back":
            desk.turn(f"schedule:{owner}")
        case _:
            return _retime(desk, schedule, verb, argument)
    return True


def _retime(desk: Desk, schedule: Schedule, verb: str, argument: str) -> bool:
    """Change when it comes, or by whose clock; False where that was not offered."""
    match verb:
        case "stay" if schedule.recurs is not None:
            scheduling.keep(desk, replace(schedule, stays=True))
        case "mine" if desk.state.zone is not None:
            scheduling.by_clock(desk, replace(schedule, stays=False), desk.state.zone)
        case "pace" if schedule.owner == trip_alarms.OWNER:
            if not _trip_pace(desk, argument):
                return False
        case "pace" | "begin" | "end" if isinstance(schedule.recurs, Every):
            if not _window(desk, schedule, schedule.recurs, verb, argument):
                return False
        case "days" | "day" if schedule.recurs is not None:
            return _days(desk, schedule, verb, argument)
        case _:
            return _ask(desk, schedule, verb)
    desk.turn(desk.state.view)
    return True


def _ask(desk: Desk, schedule: Schedule, verb: str) -> bool:
    """Turn to what asks when it is to come; False where it cannot come so."""
    match verb:
        case "retime" if schedule.recurs is not None or schedule.own:
            change_time(desk, schedule)
        case "more":
            return add_time(desk, schedule)
        case "spread":
            return spread(desk, schedule)
        case "fixed":
            return to_set_times(desk, schedule)
        case "hours" if isinstance(schedule.recurs, Every):
            desk.turn(f"hours:{schedule.owner}")
        case "on" if schedule.recurs is not None:
            desk.turn(f"days:{schedule.owner}")
        case _:
            return False
    return True


def _trip_pace(desk: Desk, minutes: str) -> bool:
    trip = desk.state.trip
    if trip is None or minutes not in map(str, trip_paces(trip.plan)):
        return False
    return trips.pace(desk, int(minutes))


def _window(desk: Desk, schedule: Schedule, recurs: Every, verb: str, minutes: str) -> bool:
    """Let it come more or less often, begin or end at another hour."""
    field, offered = {
        "pace": ("step", beside(recurs.step)),
        "begin": ("begins", begins_beside(recurs)),
        "end": ("ends", ends_beside(recurs)),
    }[verb]
    if minutes not in map(str, offered):
        return False
    changed = replace(recurs, **{field: int(minutes)})
    scheduling.set_anew(desk, replace(schedule, recurs=changed, unheeded=0))
    return True


def _days(desk: Desk, schedule: Schedule, verb: str, argument: str) -> bool:
    """Let it come on other days of the week, on one at least."""
    if not set(argument) <= set(map(str, WEEKDAYS)) or (verb == "day" and len(argument) != 1):
        return False
    named = set(map(int, argument))
    days = named if verb == "days" else named ^ set(days_of(schedule.recurs) or WEEKDAYS)
    if not days and verb == "day":
        desk.notice(text("It needs one day at least. To stop it for a while, pause it."))
        return True
    every = len(days) in {0, len(WEEKDAYS)}
    scheduling.on_days(desk, schedule, () if every else tuple(sorted(days)))
    desk.turn(desk.state.view)
    return True


def told_when(desk: Desk, words: str) -> bool:
    """Take what is typed at a reminder as when it is to come; False where it is about something else."""
    kind, _, owner = desk.state.view.partition(":")
    schedule = desk.state.schedule(owner) if kind in OF_SCHEDULE else None
    if schedule is None:
        return False
    folded, tongues = fold(words), desk.library.tongues
    if any(folded.endswith(f" {p}") for tongue in tongues for p in (*tongue.late, *tongue.early)):
        return False  # "an hour later" shifts it, or tells of a delay
    rhythm = read_rhythm(folded, tongues, asked=schedule.recurs is None or _through(schedule))
    if schedule.owner == trip_alarms.OWNER:
        step = rhythm.step if rhythm and rhythm.window is None else None
        if step is None or not trips.pace(desk, step):
            return False
        desk.turn(desk.state.view)
        return True
    if schedule.recurs is None or (rhythm is None and read_times(folded, tongues) is None):
        return False
    desk.change(draft=draft_of(desk, schedule))
    draft_typed(desk, words)
    if desk.state.view != "draft":
        desk.change(draft=None)
    return True


def _through(schedule: Schedule) -> bool:
    return isinstance(schedule.recurs, Every)
