"""The reminders after a leg: on arrival, and the eight weeks in which a clot would show."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.plan.local import day_of, moment
from bot.plan.trips.reminder import Advice, Reminder
from bot.plan.trips.spelling import spell_length
from bot.plan.trips.trip import Choices, Leg
from bot.text import text

WATCH_DAYS = (
    1,
    3,
    7,
    14,
    56,
)  # our choice; the risk is highest in the first two weeks, gone after eight
WATCH_AT = 10 * 60  # minutes after midnight
AMBULANCE = Advice(
    text("Trouble breathing, chest pain, coughing blood, fainting: call an ambulance now."),
    "gstt-dvt",
)


def changing(leg: Leg, number: int, onward: Leg) -> Reminder:
    """On arrival for a layover."""
    return Reminder(
        f"{leg.key}-land-1",
        leg.lands,
        leg.destination.zone,
        "land",
        text(
            "You have {length} in {place}: walk about rather than sit.",
            length=spell_length(onward.leaves - leg.lands),
            place=leg.destination.name,
        ),
        "nhs-travel",
        leg=number,
    )


def arriving(leg: Leg, number: int) -> Reminder:
    """On arrival at the end of a journey."""
    return Reminder(
        f"{leg.key}-land-1",
        leg.lands,
        leg.destination.zone,
        "land",
        text(
            "You have arrived in {place}: walk for some minutes before you sit down again.",
            place=leg.destination.name,
        ),
        "nhs-travel",
        (
            Advice(
                text("Ankles that are puffy alike usually settle within a day or two."),
                "nhs-oedema",
            ),
            Advice(
                text("One leg newly swollen, sore, warm, red or darker: be seen today."), "gstt-dvt"
            ),
            AMBULANCE,
        ),
        leg=number,
    )


def watching(leg: Leg, number: int, choices: Choices, until: datetime | None) -> Iterator[Reminder]:
    """Short re-checks after a journey.

    Args:
        until: When the next journey begins; its own watch takes over.
    """
    zone = leg.destination.zone
    arrived = day_of(leg.lands, zone)
    for count, days in enumerate(WATCH_DAYS, 1):
        day = arrived + timedelta(days=days)
        at = choices.sleep.window.over(moment(day, WATCH_AT, zone), zone)
        if until is not None and at >= until:
            return
        yield _look(leg, number, f"{leg.key}-watch-{count}", at, days)


def _look(leg: Leg, number: int, name: str, at: datetime, days: int) -> Reminder:
    what = text("Day {days} after your journey: look at both legs, and feel them.", days=days)
    if days == WATCH_DAYS[-1]:
        what = text("Eight weeks after your journey: one last look at both legs.")
    return Reminder(
        name,
        at,
        leg.destination.zone,
        "watch",
        what,
        "travel-watch",
        (
            Advice(
                text(
                    "One leg newly swollen, sore, warm, red or darker? Be seen today. If you're unsure, /check asks the right questions."
                ),
                "gstt-dvt",
            ),
            AMBULANCE,
            Advice(
                text("No sign is no proof: about half of all leg clots give none at first."),
                "cdc-dvt",
            ),
        ),
        leg=number,
    )
