"""The reminders before a journey: the day before, and just before each leg."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.plan.local import day_of, moment
from bot.plan.trips.reminder import Advice, Reminder
from bot.plan.trips.trip import Choices, Leg
from bot.text import text

ASK_AT = 10 * 60  # minutes after midnight: while clinics are open
PACK_AT = 18 * 60
BOARDING = timedelta(minutes=30)

# Who is at higher risk: cdc-travel and ash-2018. Two of the last line count as one of the others.
ASK_FIRST = (
    Advice(
        text(
            "an earlier blood clot, or one in a parent, brother, sister or child; a clotting disorder"
        ),
        "cdc-travel",
    ),
    Advice(
        text("an operation, a leg injury or a stay in hospital in the last 3 months"), "cdc-travel"
    ),
    Advice(text("cancer, now or treated in the last 6 months"), "cdc-travel"),
    Advice(text("pregnant, or gave birth in the last 6 weeks"), "cdc-travel"),
    Advice(text("a leg in a cast, or hard to move; a line in a vein"), "cdc-travel"),
    Advice(
        text(
            "two or more of these: over 40; very overweight (BMI over 30); pill, patch, ring or HRT; heart failure; an inflamed bowel (Crohn's, colitis)"
        ),
        "ash-2018",
    ),
)


def day_before(leg: Leg, number: int, choices: Choices, *, again: bool) -> Iterator[Reminder]:
    """What to ask, and what to lay out, on the day before a journey's first leg.

    Args:
        again: Another journey of the trip went before: what to ask was told then.
    """
    zone = leg.origin.zone
    day = day_of(leg.leaves, zone) - timedelta(days=1)
    window = choices.sleep.window
    if not again:
        yield Reminder(
            f"{leg.key}-prepare-1",
            window.over(moment(day, ASK_AT, zone), zone),
            zone,
            "prepare",
            text("Before your journey: talk to a clinician first if any of this is true for you."),
            "ash-2018",
            (*ASK_FIRST, *_asking()),
            leg=number,
        )
    yield Reminder(
        f"{leg.key}-prepare-2",
        window.over(moment(day, PACK_AT, zone), zone),
        zone,
        "prepare",
        text("Your journey is tomorrow: lay out loose clothes and comfortable shoes."),
        "nhs-travel",
        tuple(_packing(leg)),
        leg=number,
    )


def boarding(leg: Leg, number: int, previous: datetime | None) -> Reminder:
    """Just before a leg.

    Args:
        previous: When the leg before it arrives; after a short change, half of the time is left alone.
    """
    lead = BOARDING if previous is None else min(BOARDING, (leg.leaves - previous) / 2)
    more = []
    if not leg.driving:
        more.append(Advice(text("Don't cross your legs for long."), "nhs-travel"))
    if leg.mode == "plane":
        more.append(
            Advice(text("In the air I can't reach you: your calendar's alarms will."), "house")
        )
    return Reminder(
        f"{leg.key}-prepare-3",
        leg.leaves - lead,
        leg.origin.zone,
        "prepare",
        text(
            "Soon you'll sit for a while: walk about until then, and keep the space at your feet free."
        ),
        "nhs-travel",
        tuple(more),
        leg=number,
    )


def _asking() -> Iterator[Advice]:
    yield Advice(
        text("Ask what you should do besides moving, and whether stockings are right for you."),
        "ash-2018",
    )
    yield Advice(text("Don't take a medicine against clots on your own."), "ash-2018")
    yield Advice(
        text("A leg that is sore or swollen now? Do the leg check first: /check."), "house"
    )


def _packing(leg: Leg) -> Iterator[Advice]:
    if leg.driving:
        yield Advice(text("Look where you can stop: at least every 2 hours."), "seat-exercises")
    elif leg.mode != "car" and leg.seat != "aisle":
        yield Advice(text("Ask for an aisle seat, so that you can get up."), "nhs-travel")
    yield Advice(
        text("Go easy on alcohol and sleeping pills: they keep you still for long."), "nhs-travel"
    )
    yield Advice(text("Put the calendar file on your phone: its alarms need no network."), "house")
