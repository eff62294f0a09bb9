"""A plan to readable lines, and to the JSON that other programs rely on."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.plan.trips.distance import leg_km
from bot.plan.trips.modes import MODES
from bot.plan.trips.plan import UNREVIEWED, Plan
from bot.plan.trips.reminder import Reminder
from bot.plan.trips.sources import SOURCES
from bot.plan.trips.spelling import spell_length, spell_sleep
from bot.plan.trips.trip import AWAKE, Leg, Place, Sleep
from bot.text import Text, text
from bot.texts.speaker import Speaker


def told(plan: Plan, speaker: Speaker) -> Iterator[str]:
    """A plan in lines, each reminder on both clocks of its ride; what was said once is not said again."""
    for number, leg in enumerate(plan.trip.legs, 1):
        yield from _ride(leg, number, speaker)
    sleep = plan.choices.sleep
    if sleep != AWAKE:
        yield speaker.say(_sleep(sleep))
    shown, told_before = "", set[str]()
    for reminder in plan.reminders:
        heading = _heading(reminder, plan)
        if heading != shown:
            yield from ("", heading)
            shown = heading
        yield _line(reminder, plan, speaker)
        more = [speaker.say(line.say) for line in reminder.more]
        yield from (f"      • {line}" for line in more if line not in told_before)
        told_before.update(more)
    yield from ("", speaker.say(UNREVIEWED))


def _ride(leg: Leg, number: int, speaker: Speaker) -> Iterator[str]:
    ride = text(
        "Ride {number}: {origin} → {destination}, {mode}, {length}",
        number=number,
        origin=_name(leg.origin),
        destination=_name(leg.destination),
        mode=MODES[leg.mode],
        length=spell_length(leg.lasts),
    )
    yield speaker.say(ride)
    for moment, place in ((leg.leaves, leg.origin), (leg.lands, leg.destination)):
        yield f"  {_clock(moment, place.zone, speaker, 'EEE d MMM y, HH:mm')} ({place.zone})"


def _name(place: Place) -> str:
    return f"{place.name} ({place.code})" if place.code else place.name


def _sleep(sleep: Sleep) -> Text:
    window = (sleep.window.begins, sleep.window.ends)
    return spell_sleep(sleep, *(f"{minute // 60:02}:{minute % 60:02}" for minute in window))


def _both(reminder: Reminder, leg: Leg) -> bool:
    """Say whether a reminder comes on the way between two clocks."""
    on_the_way = reminder.kind in {"move", "drink"}
    return on_the_way and leg.origin.zone != leg.destination.zone


def _heading(reminder: Reminder, plan: Plan) -> str:
    leg = plan.trip.legs[reminder.leg]
    if _both(reminder, leg):
        return f"{leg.origin.name} | {leg.destination.name}"
    if reminder.kind in {"move", "drink"}:
        return f"{leg.origin.name} → {leg.destination.name}"
    return leg.origin.name if reminder.kind == "prepare" else leg.destination.name


def _line(reminder: Reminder, plan: Plan, speaker: Speaker) -> str:
    leg = plan.trip.legs[reminder.leg]
    clock = _clock(reminder.at, reminder.zone, speaker)
    if _both(reminder, leg):
        clock += f" | {_clock(reminder.at, leg.destination.zone, speaker)}"
    return f"  {clock}  {speaker.say(reminder.what)}"


def _clock(moment: datetime, zone: str, speaker: Speaker, form: str = "EEE d MMM, HH:mm") -> str:
    return format_datetime(moment, form, tzinfo=ZoneInfo(zone), locale=speaker.locale)


def as_json(plan: Plan, speaker: Speaker) -> dict[str, Any]:
    """The form that docs/people/trips.md promises to other programs."""
    sleep = plan.choices.sleep
    return {
        "legs": [_leg(leg) for leg in plan.trip.legs],
        "sleep": None
        if sleep == AWAKE
        else {"clock": sleep.clock, "said": speaker.say(_sleep(sleep))},
        "reminders": [_spoken(reminder, speaker) for reminder in plan.reminders],
        "sources": {
            name: {"title": source.title, "at": source.at} for name, source in SOURCES.items()
        },
        "note": speaker.say(UNREVIEWED),
    }


def _leg(leg: Leg) -> dict[str, Any]:
    km = leg_km(leg)
    return {
        "mode": leg.mode,
        "origin": _place(leg.origin),
        "destination": _place(leg.destination),
        "departs": leg.leaves.astimezone(ZoneInfo(leg.origin.zone)).isoformat(),
        "arrives": leg.lands.astimezone(ZoneInfo(leg.destination.zone)).isoformat(),
        "minutes": round(leg.lasts.total_seconds() / 60),
        "km": None if km is None else round(km),
    }


def _place(place: Place) -> dict[str, str]:
    return {"name": place.name, "code": place.code, "country": place.country, "zone": place.zone}


def _spoken(reminder: Reminder, speaker: Speaker) -> dict[str, Any]:
    lines = [speaker.say(reminder.what), *(speaker.say(line.say) for line in reminder.more)]
    return {
        "id": reminder.id,
        "at": reminder.at.isoformat(),
        "local": reminder.local.isoformat(),
        "zone": reminder.zone,
        "kind": reminder.kind,
        "text": "\n".join(lines),
        "exercise": reminder.exercise or None,
        "leg": reminder.leg,
        "sources": list(dict.fromkeys([reminder.source, *(line.source for line in reminder.more)])),
    }
