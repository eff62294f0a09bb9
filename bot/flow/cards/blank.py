"""A blank: how to fill it in, what is offered for it, and how what was filled in reads."""

from collections.abc import Iterator
from datetime import timedelta
from typing import assert_never

from bot.flow.blank import Blank, Kept, Kind, length_of, minutes, span
from bot.flow.cards import choice, in_pairs
from bot.flow.cards.calendar import month_rows
from bot.flow.cards.dial import dial_rows
from bot.flow.cards.places import place_choice
from bot.flow.effects import Button
from bot.flow.hearing.filled import Around
from bot.flow.hearing.places import place_of
from bot.flow.state import Run
from bot.plan.clocks import city_of
from bot.plan.trips.reading import place_text
from bot.text import Clock, Day, Length, Text, text

HOW_TO_FILL: dict[Kind, Text] = {
    "day": text("Tap a day, or type it: “tomorrow”, “Friday”, “3 December”."),
    "time": text("Tap the hour, or type the time: “19:30”, “7:30 pm”."),
    "span": text("Tap one, or type it: “45 minutes”, “an hour and a half”."),
    "place": text(
        "Type a town, or an airport's name or three letters. You can also send a location."
    ),
    "zone": text("Type the town you are in, or send your location."),
}
NAMED = 3  # places named before that are offered again
A_PLACE = Blank("place")
PLACE = "@"  # before the number of an offered place, in a button's data


def kept_text(blank: Blank, kept: Kept) -> Text:
    """What was filled in, in the person's own terms."""
    match blank.kind:
        case "day":
            return text("{day}", day=Day(kept[0]))
        case "time":
            return text("{time}", time=Clock(kept[0]))
        case "span":
            return text("{length}", length=Length(minutes(kept[0])))
        case "place":
            return place_text(place_of(kept))
        case "zone":
            return text("{place}", place=kept[1] if len(kept) > 1 else city_of(kept[0]))
        case _:
            assert_never(blank.kind)


def offer_rows(blank: Blank, run: Run, around: Around) -> list[tuple[Button, ...]]:
    """Buttons for what may have been meant, if that is asked; else for what is often meant."""
    if blank.kind in {"place", "zone"}:
        places = offered_places(blank, run, around)
        return [(place_choice(place_of(kept), f"o:{PLACE}{at}"),) for at, kept in enumerate(places)]
    offers = list(_doubtful(blank, run, around) if run.offered else _quick(blank, around))
    rows = list(in_pairs(offers))
    if blank.kind == "day" and not run.offered:
        rows += month_rows(blank, around)
    if blank.kind == "time" and not run.offered:
        rows += dial_rows(around)
    return rows


def offered_places(blank: Blank, run: Run, around: Around) -> list[Kept]:
    """The places that may have been meant; where that is not asked, those named before, the latest first."""
    size = len(A_PLACE.sample)
    if run.offered:
        found = [run.offered[at : at + size] for at in range(0, len(run.offered), size)]
        return [place for place in found if A_PLACE.takes(place)]
    if blank.kind == "zone":
        return []
    named = [a.values for a in reversed(tuple(run.answers.values())) if len(a.values) == size]
    places = dict.fromkeys(place for place in named if blank.takes(place))
    return [place for place in places if place != around.unlike][:NAMED]


def _doubtful(blank: Blank, run: Run, around: Around) -> Iterator[Button]:
    for value in run.offered:
        if blank.takes((value,)):
            yield _offer(blank, (value,), value)
        elif around.lasting is not None and (length := length_of(value)) is not None:
            yield choice(text("It takes {length}", length=Length(length)), f"o:{value}")


def _quick(blank: Blank, around: Around) -> Iterator[Button]:
    for quick in blank.quick:
        if blank.kind != "day":
            yield _offer(blank, (span(int(quick)),), span(int(quick)))
        elif not quick.startswith("+"):
            day = around.now.date() + timedelta(days=int(quick))
            yield choice(text("Today") if quick == "0" else text("Tomorrow"), f"o:{day}")
        elif around.before is not None:
            then = (around.before + timedelta(days=int(quick))).isoformat()
            yield _offer(blank, (then,), then)


def _offer(blank: Blank, kept: Kept, value: str) -> Button:
    return choice(kept_text(blank, kept), f"o:{value}")
