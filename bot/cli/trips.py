"""The command that plans a trip without a chat."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from bot.cli.saying import FILE, fail, say

if TYPE_CHECKING:
    from bot.plan.trips.plan import Plan
    from bot.plan.trips.trip import Mode
    from bot.texts import Texts
    from bot.texts.speaker import Speaker
    from bot.trips.asking import Asked

MINUTES = click.IntRange(30, 120)


@click.command(short_help="Plan when to move on a long trip.")
@click.option(
    "--leg",
    "lines",
    multiple=True,
    required=True,
    help='One ride: "LHR 2030-12-01T21:35 SIN 2030-12-02T18:30", each time on the clock of its place.'
    " A place is an airport's code or a town; repeat the option for each ride, in order.",
)
@click.option(
    "--mode",
    "modes",
    multiple=True,
    type=click.Choice(["plane", "train", "bus", "car"]),
    help="Once for all rides, or once for each. Usually plane.",
)
@click.option("--sleep", help="No nudges in this window, such as 23:00-06:00.")
@click.option(
    "--sleep-clock",
    type=click.Choice(["departure", "arrival"]),
    default="departure",
    show_default=True,
    help="The window is on the clock of the place a ride departs from, or arrives at.",
)
@click.option(
    "--every",
    type=MINUTES,
    default=45,
    show_default=True,
    help="Minutes between exercises.",
)
@click.option("--seat", type=click.Choice(["window", "middle", "aisle"]), help="If you know it.")
@click.option(
    "--driver", is_flag=True, help="You drive the car: stops only, every 2 hours at most."
)
@click.option(
    "--drinks/--no-drinks",
    help="Reminders to drink too. Not for whoever must limit fluids, or has heart, kidney or liver disease.",
)
@click.option("--delay", type=click.IntRange(1, 48 * 60), help="Minutes late: shift what remains.")
@click.option("--cancelled", is_flag=True, help="The trip is off: take its reminders back.")
@click.option("--sure", is_flag=True, help="Plan what is unusual, such as a ride of 40 hours.")
@click.option("--ics", type=FILE, help="Write a calendar file with an alarm for each reminder.")
@click.option("--picture", type=FILE, help="Write the trip card, a PNG for the photos.")
@click.option("--dark", is_flag=True, help="The card light on dark.")
@click.option("--language", help="Such as es; English if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def trip(language: str | None, *, as_json: bool, **asked: Any) -> None:
    """Plan when to move on a trip, from the day before to eight weeks after.

    Times are local to each place. Information, never a diagnosis: whoever is at higher risk of a clot, as the plan
    lists, should talk to a clinician first. A sore or swollen leg is looked at before any trip.
    """
    from bot.load import load_texts  # noqa: PLC0415
    from bot.plan.trips.plan import plan_ids  # noqa: PLC0415
    from bot.trips import telling  # noqa: PLC0415

    texts = load_texts()
    if language is not None and texts.best(language)[:2] != language.lower()[:2]:
        fail(f"--language is '{language}': one of {', '.join(texts.languages)} is allowed")
    now = datetime.now(UTC)
    files = {name: asked.pop(name) for name in ("ics", "picture", "dark")}
    booked, plan = _planned(_asked(**asked), texts, language, now)
    speaker = texts.speaker(language, plan_ids(plan))
    _write(booked, plan, now, speaker, **files)
    if as_json:
        say(json.dumps(telling.as_json(plan, speaker), ensure_ascii=False, indent=2))
    else:
        for line in telling.told(plan, speaker):
            say(line)


def _planned(
    asked: "Asked", texts: "Texts", language: str | None, now: datetime
) -> tuple["Plan", "Plan"]:
    """Plan the trip, or end the command with a line for each reason why not."""
    from bot.places.atlas import Atlas  # noqa: PLC0415
    from bot.plan.trips.written import InvalidTrip  # noqa: PLC0415
    from bot.trips.asking import planned  # noqa: PLC0415

    try:
        return planned(asked, Atlas(texts.countries()), now)
    except InvalidTrip as invalid:
        reasons = [problem.what for problem in invalid.problems]
        fail("\n".join(texts.speaker(language, reason.ids()).say(reason) for reason in reasons))


def _write(
    booked: "Plan",
    plan: "Plan",
    now: datetime,
    speaker: "Speaker",
    *,
    ics: Path | None,
    picture: Path | None,
    dark: bool,
) -> None:
    from bot.trips.files import CannotWrite, write_calendar, write_card  # noqa: PLC0415

    try:
        if ics:
            write_calendar(ics, booked, plan, now, speaker)
        if picture:
            write_card(picture, plan, speaker, dark=dark)
    except CannotWrite as error:
        fail(str(error))


def _asked(
    sleep: str | None, sleep_clock: Literal["departure", "arrival"], every: int, **asked: Any
) -> "Asked":
    """Turn options into what is asked for."""
    from bot.plan.trips.trip import AWAKE, Choices, Sleep  # noqa: PLC0415
    from bot.plan.trips.written import read_sleep  # noqa: PLC0415
    from bot.trips.asking import Asked  # noqa: PLC0415

    window = read_sleep(sleep) if sleep else None
    if sleep is not None and window is None:
        fail(f"--sleep is '{sleep}': write two different times, such as 23:00-06:00")
    modes: tuple[Mode, ...] = asked["modes"] or ("plane",)
    if len(modes) not in {1, len(asked["lines"])}:
        fail(f"--mode is there {len(modes)} times: once for all rides, or once for each")
    if asked["driver"] and "car" not in modes:
        fail("--driver is for rides by car: add --mode car")
    choices = Choices(
        Sleep(window, sleep_clock) if window else AWAKE,
        timedelta(minutes=every),
        drinks=asked["drinks"],
    )
    delay = timedelta(minutes=asked["delay"] or 0)
    return Asked(
        asked["lines"],
        modes,
        choices,
        asked["seat"],
        asked["driver"],
        asked["sure"],
        delay,
        asked["cancelled"],
    )
