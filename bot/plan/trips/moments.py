"""When to move during one leg."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.plan.trips.trip import AWAKE, Choices, Leg, Sleep

UPRIGHT_EVERY = timedelta(minutes=90)
STOP_EVERY = timedelta(hours=2)  # a driver's, at most
SETTLING = timedelta(minutes=20)  # before arrival: belts fastened, bags in hand
WAKING = timedelta(minutes=10)  # to come to, before the first exercise


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime  # UTC
    upright: bool  # on one's feet rather than in the seat


def moments(leg: Leg, choices: Choices) -> Iterator[Moment]:
    """Say when to move, in order: strictly within the leg, never in the sleep window."""
    if leg.driving:
        yield from _stops(leg, choices.sleep)
        return
    turn = max(1, UPRIGHT_EVERY // choices.interval)
    count = 0
    at = leg.leaves + choices.interval
    while at <= leg.lands - SETTLING:
        if asleep(leg, choices.sleep, at):
            at = choices.sleep.window.over(at, choices.sleep.zone(leg)) + WAKING
            count = turn - 1  # after a sleep, on one's feet
            continue
        count += 1
        yield Moment(at, upright=count % turn == 0)
        at += choices.interval


def drives_asleep(leg: Leg, sleep: Sleep) -> bool:
    """Say whether a stop would fall into the driver's own sleep window."""
    return leg.driving and any(asleep(leg, sleep, stop.at) for stop in _stops(leg, AWAKE))


def sleeps(leg: Leg, sleep: Sleep) -> Iterator[tuple[datetime, datetime]]:
    """Each stretch of a leg that the sleep window covers, to the minute: from, until."""
    begun: datetime | None = None
    at = leg.leaves
    while at < leg.lands:
        covered = asleep(leg, sleep, at)
        if covered and begun is None:
            begun = at
        elif not covered and begun is not None:
            yield begun, at
            begun = None
        at += timedelta(minutes=1)
    if begun is not None:
        yield begun, leg.lands


def asleep(leg: Leg, sleep: Sleep, at: datetime) -> bool:
    return sleep.window.covers(at, sleep.zone(leg))


def _stops(leg: Leg, sleep: Sleep) -> Iterator[Moment]:
    """Share the drive into equal parts of two hours at most."""
    parts = -(-leg.lasts // STOP_EVERY)
    for number in range(1, parts):
        at = (leg.leaves + leg.lasts / parts * number).replace(second=0, microsecond=0)
        if not asleep(leg, sleep, at):
            yield Moment(at, upright=True)
