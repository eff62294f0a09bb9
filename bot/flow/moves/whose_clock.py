"""Learning by whose clock somebody lives, now or later: from the time they have, a town, or where they are."""

from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.flow.cards.whose_clock import said_clock
from bot.flow.hearing.days import NoSuchDayError
from bot.flow.hearing.filling import SIMILAR
from bot.flow.hearing.moments import Moments, read_moments
from bot.flow.hearing.places import kept_place, place_of
from bot.flow.hearing.tongue import fold
from bot.flow.hearing.whereabouts import find_meant, find_place, named_place, tells_where
from bot.flow.moves import scheduling
from bot.flow.moves.desk import Desk
from bot.flow.schedule import Draft
from bot.plan.clocks import CITIES, showing
from bot.plan.local import is_zone
from bot.plan.trips.trip import Place
from bot.text import Text, text

OFFERED = 10  # cities at a time
NO_CLOCK = text(
    "I know no time or town like that. Type the time you have now, as 9:00 or 14:30, or a larger town near you."
)


def clock_typed(desk: Desk, words: str) -> None:
    """Take typed words as the time they have, or as the town they are in."""
    moments = moments_in(words, desk)
    minutes = tuple(at.hour * 60 + at.minute for at in moments.times) if moments else ()
    if zones := showing(minutes, desk.at):
        _offer(desk, Draft(offered=zones[:OFFERED]))
    elif minutes:
        desk.again(NO_CLOCK)
    else:
        _town(desk, words)


def clock_tapped(desk: Desk, verb: str, argument: str) -> bool:
    """Do what a button of the card says; False where it names nothing on it."""
    towns = desk.state.draft.towns if desk.state.draft else ()
    match verb:
        case "zone" if argument in CITIES:
            others = {z: town for z, town in desk.state.towns.items() if z != argument}
            desk.change(towns=others)
            _live_by(desk, argument)
        case "town" if argument in {str(number) for number in range(len(towns))}:
            _live_in(desk, place_of(towns[int(argument)]))
        case _:
            return False
    return True


def clock_located(desk: Desk, latitude: float, longitude: float) -> bool:
    """Take a shared location as where they live; False where nobody asked."""
    atlas = desk.library.atlas
    if atlas is None or not desk.state.asks_clock:
        return False
    _live_in(desk, atlas.near(latitude, longitude))
    return True


def leave_clock(desk: Desk, note: Text | None = None) -> None:
    """Go back to where only the clock was asked from."""
    asked_on = desk.state.draft.asked_on if desk.state.draft else ""
    desk.change(draft=None)
    desk.turn("result" if asked_on == "result" and desk.ended() else "reminders", note)


def moments_in(words: str, desk: Desk, zone: str | None = None) -> Moments | None:
    """What days and times typed words name; None where there is no such day."""
    local = desk.at.astimezone(ZoneInfo(zone or "UTC"))
    try:
        return read_moments(fold(words), desk.library.tongues, local, "time")
    except NoSuchDayError:
        return None


def _town(desk: Desk, words: str) -> None:
    atlas = desk.library.atlas
    if atlas is None:
        desk.again(NO_CLOCK)
        return
    meant, by_name = find_meant(words, desk.library.tongues, atlas)
    found = tuple(place for place in meant if is_zone(place.zone))
    if not found:
        desk.again(NO_CLOCK)
    elif len(found) == 1 and by_name:
        _live_in(desk, found[0])
    else:
        _offer(desk, Draft(towns=tuple(map(kept_place, found))), None if by_name else SIMILAR)


def _offer(desk: Desk, offered: Draft, why: Text | None = None) -> None:
    draft = desk.state.draft or Draft()
    desk.change(draft=replace(draft, offered=offered.offered, towns=offered.towns))
    desk.turn(desk.state.view, why)


def told_where(desk: Desk, words: str) -> bool:
    """Take "I'm in Berlin", said at the list of reminders, as the clock to go by; False where it is none of that."""
    atlas, tongues = desk.library.atlas, desk.library.tongues
    if desk.state.view != "reminders" or atlas is None or not tells_where(words, tongues):
        return False
    found = tuple(p for p in find_place(words, tongues, atlas) if is_zone(p.zone))
    if not found:
        return False
    desk.change(view="clock", draft=None)
    if len(found) == 1 and fold(found[0].name) == fold(named_place(words, tongues)):
        _live_in(desk, found[0])
    else:  # nobody asked, so another name or a slip is no more than a guess
        _offer(desk, Draft(towns=tuple(map(kept_place, found))))
    return True


def _live_in(desk: Desk, place: Place) -> None:
    """Go by the clock of a place, and call that clock by its name."""
    desk.change(towns={**desk.state.towns, place.zone: place.name})
    _live_by(desk, place.zone)


def _live_by(desk: Desk, zone: str) -> None:
    """Go by this clock from now on, with all that came by the one before, and go on from where it was asked."""
    before = desk.state.zone
    desk.change(zone=zone)
    for schedule in desk.state.schedules:
        if not schedule.stays and schedule.recurs is not None and schedule.recurs.zone == before:
            scheduling.by_clock(desk, schedule, zone)
    if desk.state.view == "clock":
        leave_clock(desk, said_clock(zone, desk.at, desk.state.city(zone)))
        return
    desk.change(draft=replace(desk.state.draft or Draft(), offered=(), towns=()))
    desk.turn("draft")
