"""The reminders of one leg on the way: exercises, and now and then a drink."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle

from bot.plan.trips.exercises import EXERCISES, SEATED, UPRIGHT
from bot.plan.trips.moments import Moment, asleep, moments
from bot.plan.trips.reminder import Advice, Reminder
from bot.plan.trips.trip import Choices, Leg
from bot.text import text

DRINK_EVERY = timedelta(hours=3)
AFTER_MOVING = timedelta(minutes=15)
FIRST_DRINK = timedelta(minutes=90)
TEAMS_AMOUNT = Advice(
    text(
        "If you have heart, kidney or liver disease, or must limit fluids, drink only what your own care team allows."
    ),
    "house",
)
ABOUT_DRINKING = (
    Advice(text("For comfort: drinking has not been shown to prevent clots."), "bsh-water"),
    TEAMS_AMOUNT,
)


def riding(leg: Leg, number: int, choices: Choices) -> Iterator[Reminder]:
    """Every reminder between departure and arrival, in order.

    Args:
        number: Which leg of its trip, from 0.
    """
    seated, upright = cycle(SEATED), cycle(UPRIGHT)
    drinks = 0
    thirsty_at = leg.leaves + FIRST_DRINK
    for count, moment in enumerate(moments(leg, choices), 1):
        exercise = next(upright if moment.upright else seated)
        yield _move(leg, number, count, moment, exercise, drinks=choices.drinks)
        at = moment.at + AFTER_MOVING
        may = choices.drinks and not leg.driving and not asleep(leg, choices.sleep, at)
        if may and thirsty_at <= moment.at:
            drinks += 1
            thirsty_at = at + DRINK_EVERY
            yield Reminder(
                f"{leg.key}-drink-{drinks}",
                at,
                leg.origin.zone,
                "drink",
                text("Have something to drink, if you'd like."),
                "bsh-water",
                ABOUT_DRINKING if drinks == 1 else (),
                leg=number,
            )


def _move(
    leg: Leg, number: int, count: int, moment: Moment, exercise: str, *, drinks: bool
) -> Reminder:
    found = EXERCISES[exercise]
    what = text("{name}: {how}", name=found.name, how=found.how)
    if leg.driving:
        what = text("Stop where it is safe, and get out. {exercise}", exercise=what)
    return Reminder(
        f"{leg.key}-move-{count}",
        moment.at,
        leg.origin.zone,
        "move",
        what,
        found.source,
        tuple(_where(leg, upright=moment.upright, drinks=drinks, first=count == 1)),
        exercise,
        number,
    )


def _where(leg: Leg, *, upright: bool, drinks: bool, first: bool) -> Iterator[Advice]:
    """What has to be right before one gets up; and a driver's drink, where drinks are wanted."""
    if leg.driving:
        yield Advice(text("Don't read this at the wheel."), "house")
        if drinks:
            yield Advice(text("Have something to drink, if you'd like."), "bsh-water")
            yield from (TEAMS_AMOUNT,) if first else ()
    elif upright and leg.mode == "plane":
        yield Advice(
            text("Only while the seat-belt sign is off; otherwise, do it in your seat."), "house"
        )
    elif upright and leg.mode == "car":
        yield Advice(
            text("At the next safe stop. Until then, move your feet and ankles where you sit."),
            "house",
        )
    elif upright and leg.mode == "bus":
        yield Advice(
            text("At the next stop, or where you may stand. Until then, in your seat."), "house"
        )
    elif upright:
        yield Advice(text("Hold on to something while it moves."), "house")
