"""Whole trips over real HTTP, as they are lived: planned by taps, late, slept through, watched, cancelled."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from typing import Any

import ics  # type: ignore[import-untyped]
from icalendar import Calendar, Event
from PIL import Image

from bot.pictures.sheet import WIDTH
from bot.sandbox import Person, Sandbox
from bot.sandbox.shapes import File
from tests.end_to_end.chats import play, sent_to
from tests.end_to_end.conftest import Stage

BY_TAPS = """
    > /trip
    [begin:trip]
    First: is a leg sore
    [o:none]
    [o:plane]
    Where does this ride start?
    > lhr
    [page:2026-12]
    [d:2026-12-01]
    [page:21]
    [d:21:35]
    Where does this ride end?
    > singapoer
    [d:2026-12-02]
    [page:18]
    [d:18:30]
    [o:aisle]
    Is there another ride
    [o:none]
    [o:departure]
    [page:23]
    [d:23:00]
    [page:06]
    [d:06:00]
    How often shall I remind you
    > 45
    [o:none]
    Is any of this true for you?
    [o:none]
    Your trip, as I understood it
    [remind]
    (late:30)
"""
TYPED = """
    > /trip
    [begin:trip]
    [o:none]
    > plane
    > lhr
    > 1 december 2026 14:20
    > dxb
    > 2 december 2026 01:00
    > aisle
    [o:yes]
    > plane
    > dxb
    > 2 december 2026 02:30
    > sin
    > 2 december 2026 13:40
    > aisle
    Is there another ride
    [o:none]
    Do you want to sleep
    [o:none]
    > 60
    [o:none]
    Is any of this true
    [o:none]
    [remind]
    (off)
"""
EXERCISE = (
    "Toe",
    "Ankle",
    "Heel",
    "Knee",
    "Thigh",
    "Marching",
    "A walk",
    "Tiptoes",
    "Calf",
    "Steps",
)
UNSENT = 4  # while the bot is down for three hours
LOOKS = ["Day 1", "Day 3", "Day 7", "Day 14", "Eight weeks"]
LANDED = datetime(2026, 12, 1, 21, tzinfo=UTC)  # in Dubai, at one in the morning
LOOK = datetime(2026, 12, 2, 6, 1, tzinfo=UTC)  # ten in the morning there


def files(person: Person, ending: str) -> list[File]:
    """What arrived as documents, oldest first."""
    documents = (message.document for message in person.messages)
    return [file for file in documents if file is not None and file.name.endswith(ending)]


def events(file: File) -> dict[str, tuple[Any, str, int]]:
    """What a calendar file plans, after two readers agreed on it: UID to start, summary and SEQUENCE."""
    ours = [e for e in Calendar.from_ical(file.data).walk("VEVENT") if isinstance(e, Event)]
    theirs = ics.Calendar(file.data.decode()).events
    found = {str(e["uid"]): (e.start, str(e["summary"])) for e in ours}
    assert {e.uid: (e.begin.datetime, e.name) for e in theirs} == found
    kept = [e for e in ours if e["status"] == "CONFIRMED"]
    return {str(e["uid"]): (*found[str(e["uid"])], e.sequence) for e in kept}


def first_lines(sandbox: Sandbox, person: Person) -> list[str]:
    """The first line of every message ever sent to somebody, those taken back too."""
    return [str(call.params["text"]).partition("\n")[0] for call in sent_to(sandbox, person)]


def until(stage: Stage, moment: datetime) -> None:
    stage.clock.advance(moment - stage.clock.now())


async def test_a_flight_is_planned_by_taps_late_slept_through_and_looked_after_for_eight_weeks(
    stage: Stage,
) -> None:
    ana = stage.sandbox.user("Ana")
    async with stage.bot():
        await play(ana, BY_TAPS)
        booked = events(files(ana, ".ics")[-1])
        with Image.open(BytesIO(files(ana, ".png")[-1].data)) as picture:
            assert (picture.format, picture.width) == ("PNG", WIDTH)
        await play(ana, "> /trip\n[late:30]\n10:05 PM")
        plan = events(files(ana, ".ics")[-1])
        in_time = sorted(plan.values())
        for start, summary, _ in in_time[:6]:
            until(stage, start)
            await ana.hears(summary)
    stage.clock.advance(timedelta(hours=3))
    async with stage.bot():
        await ana.hears(f"reminders went by unsent: {UNSENT}.")
        for start, summary, _ in in_time:
            if start > stage.clock.now():
                until(stage, start)
                await ana.hears(summary)
        await play(ana, "Eight weeks after your journey\n[check]\n? red_flags")
    assert {plan[uid][0] - booked[uid][0] for uid in plan if "-move-1@" in uid} == {
        timedelta(minutes=30)
    }
    assert {sequence for _, _, sequence in plan.values()} == {1}
    told = first_lines(stage.sandbox, ana)
    exercises = [line for line in told if line.startswith(EXERCISE)]
    planned = [summary for _, summary, _ in in_time if summary.startswith(EXERCISE)]
    assert len(exercises) == len(planned) - UNSENT
    assert all(one != other for one, other in pairwise(exercises))
    looks = [line for line in told if "after your journey" in line]
    assert [line.partition(" after")[0] for line in looks] == LOOKS
    assert sum("went by while you were on the way" in line for line in told) == 1
    assert not stage.refused()


async def test_a_cancelled_trip_of_two_rides_with_a_layover_says_nothing_more(stage: Stage) -> None:
    ana, ben = stage.sandbox.user("Ana"), stage.sandbox.user("Ben")
    async with stage.bot():
        await play(ana, TYPED)
        await play(ben, TYPED)
        await play(ben, "> /trip\n[off]\nYour trip is cancelled.")
        for start, summary, _ in sorted(events(files(ana, ".ics")[-1]).values()):
            if start < LANDED:
                until(stage, start)
                await ana.hears(summary)
        until(stage, LANDED)
        await ana.hears("You have 1 h 30 min in Dubai")
        await play(ana, "> /trip\n[off]\n(file)")
        cancelled = len(first_lines(stage.sandbox, ben))
        for days in (1, 3, 7, 14, 56):
            until(stage, LOOK + timedelta(days=days))
            await ana.hears(f"Day {days} after" if days < 56 else "Eight weeks after")
        await stage.sandbox.quiet(0.2)
    told = first_lines(stage.sandbox, ana)
    (landed,) = (at for at, line in enumerate(told) if "went by" in line)
    assert not any(line.startswith(EXERCISE) for line in told[landed:])
    assert len(first_lines(stage.sandbox, ben)) == cancelled
    assert not stage.refused()
