"""What the buttons of a trip do."""

from bot.flow.moves import trips
from bot.flow.moves.cancelling import bring_back, off
from bot.flow.moves.desk import Desk
from bot.flow.moves.papers import send_again
from bot.flow.moves.routines import set_routine
from bot.flow.moves.trip_alarms import rehearse

ON_TRIP = frozenset({"remind", "late", "off", "uncancel", "file", "try"})


def on_trip(desk: Desk, verb: str, argument: str) -> bool:
    """Do what a trip's button says; False where it no longer can be done."""
    match verb:
        case "remind" if desk.ended() and desk.ending().plan == "drinking":
            return set_routine(desk)
        case "remind" if desk.ended() and desk.ending().plan == "trip":
            return trips.remind(desk)
        case "late" if argument in {"30", "120", *_offered(desk)}:
            minutes = int(argument)
            return trips.late(desk, minutes, offered=(-minutes,) if minutes > 0 else ())
        case "off":
            return off(desk)
        case "uncancel":
            return bring_back(desk)
        case "file":
            return send_again(desk)
        case "try" if desk.state.trip is not None:
            rehearse(desk)
            return True
        case _:
            return False


def _offered(desk: Desk) -> set[str]:
    return set(map(str, desk.state.trip.offered)) if desk.state.trip else set()
