"""Whatever is done with reminders: once for each day they are meant for, not at night, and no alarm of no reminder."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as some
from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.effects import Show
from bot.flow.events import Said, Tapped
from bot.flow.schedule import Schedule
from bot.flow.state import State
from bot.plan.local import DAY, moment
from bot.plan.quiet import NIGHT
from bot.plan.recurrence import Daily, next_occasion
from bot.text import text
from tests.chat import Chat, mistakes
from tests.flow.moves.reminding import stored, told, with_drinking
from tests.plan.zones import ZONES, changes

TAPS = (
    *("open:custom-1", "open:custom-2", "open:hydration", "pause", "resume", "delete", "undelete"),
    *(
        "new",
        "what:0",
        "time:540",
        "time:1410",
        "daily",
        "workdays",
        "once",
        "stay",
        "retime",
        "more",
    ),
    *("enough", "spread", "fixed", "pace:90", "pace:180", "hours", "on", "begin:480", "end:1140"),
    *("days:", "days:01234", "day:1", "day:5", "quiet:0", "quiet:1", "quiet:3", "mine", "back"),
    *("zone:Asia/Tokyo", "zone:America/New_York", "clock", "glass", "less", "close", "passed"),
)
ON_NUDGE = ("done", "skip", "snooze:10", "snooze:60", "stop", "pause", "fewer", "glass", "undo")
TYPED = (
    "/reminders",
    "every 3 hours",
    "9:00 and 21:30",
    "9:00 to 17:00",
    "tomorrow 7pm",
    "drops",
    "2 glasses",
)
Deed = tuple[str, str | int]


def with_several() -> Chat:
    """A chat reminded to drink through the day, to move every day, and of something tomorrow."""
    chat = with_drinking()
    for said in ("[New reminder]", "[Stand up and walk about]", "18:00", "[Every day]"):
        chat.hear(said)
    for said in ("[New reminder]", "drops", "tomorrow 7pm"):
        chat.hear(said)
    return chat


def deeds() -> some.SearchStrategy[Deed]:
    return some.one_of(
        some.tuples(some.just("tap"), some.sampled_from(TAPS)),
        some.tuples(some.just("on a nudge"), some.sampled_from(ON_NUDGE)),
        some.tuples(some.just("type"), some.sampled_from(TYPED)),
        some.tuples(some.just("wait"), some.sampled_from((5, 61, 300, 1500))),
        some.tuples(some.just("late"), some.sampled_from((3, 200))),
    )


def do(chat: Chat, deed: Deed) -> None:
    """Let one thing happen; "late" moves the clock while what is due has not rung yet."""
    match deed:
        case "tap", str(choice):
            assert not list(mistakes(chat, chat.tap(choice)))
        case "on a nudge", str(choice):
            for rung in chat.state.rung[-1:]:
                assert not list(mistakes(chat, chat.happen(Tapped(rung.card, choice))))
        case "type", str(words) if words.startswith("/"):
            chat.hear(words)
        case "type", str(words):
            assert not list(mistakes(chat, chat.happen(Said(words))))
        case "wait", int(minutes):
            chat.later(timedelta(minutes=minutes), away=False)
        case _:
            chat.now += timedelta(minutes=int(deed[1]))


@settings(deadline=None, max_examples=120)
@given(some.lists(deeds(), min_size=1, max_size=14))
def test_the_alarms_there_are_are_those_the_state_tells_of(done: list[Deed]) -> None:
    chat = with_several()
    for deed in done:
        do(chat, deed)
    chat.later(timedelta(0), away=False)  # what is due rings
    assert stored(chat) == told(chat)


@settings(deadline=None, max_examples=60)
@given(some.lists(deeds(), max_size=8), some.integers(0, 2))
def test_deleting_and_undoing_changes_nothing(done: list[Deed], which: int) -> None:
    chat = with_several()
    for deed in done:
        do(chat, deed)
    chat.later(timedelta(0), away=False)
    chat.hear("/reminders")
    if not chat.state.schedules:
        return
    owner = chat.state.schedules[which % len(chat.state.schedules)].owner
    chat.tap(f"open:{owner}")
    before, alarms = chat.state, stored(chat)
    chat.tap("delete")
    chat.tap("undelete")
    chat.later(timedelta(0), away=False)
    if alarms == stored(chat):  # else something came due in between, and has rung
        assert replace(chat.state, view=before.view) == before


def reminded(zone: str, minute: int, begin: datetime) -> Chat:
    recurs = Daily((minute,), zone)
    words = text("take the blue bottle")
    first = next_occasion(
        recurs, begin, NIGHT, f"{begin.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"
    )
    assert first is not None
    alarm = Alarm("custom-1", "custom", int(first.at.timestamp()), words, recurs, first.face)
    heard = f"{begin.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"
    schedule = Schedule("custom-1", words, recurs, heard=heard)
    state = State(zone=zone, schedules=(schedule,), card=1, view="reminders")
    return Chat(state=state, now=begin, alarms=[alarm])


EDITS = (
    "quiet:0",
    "quiet:1",
    "quiet:2",
    "day:0",
    "day:3",
    "days:",
    "days:01234",
    "pause+resume",
    "delete+undelete",
    "stay",
)


@settings(deadline=None, max_examples=100)
@given(
    some.sampled_from(ZONES),
    some.integers(0, DAY - 1),
    some.integers(0, 10**6),
    some.lists(some.tuples(some.integers(0, 47), some.sampled_from(EDITS)), max_size=6),
)
def test_a_daily_reminder_that_is_edited_comes_once_for_each_day_it_is_meant_for(
    zone: str, minute: int, where: int, edits: list[tuple[int, str]]
) -> None:
    near = changes(zone) or (date(2026, 11, 24),)
    begin = moment(near[where % len(near)] - timedelta(days=2), 12 * 60, zone)
    chat = reminded(zone, minute, begin)
    meant: Counter[str] = Counter()
    for hour in range(5 * 24):
        for at, edit in edits:
            if at * 2 == hour:
                change(chat, edit)
        until = begin + timedelta(hours=hour + 1)
        while due := [alarm for alarm in chat.alarms if alarm.due <= until]:
            chat.now = max(chat.now, min(alarm.due for alarm in due))
            faces = [a.about for a in chat.alarms if a.due <= chat.now and a.owner == "custom-1"]
            if any(isinstance(effect, Show) for effect in chat.ring()):
                assert not chat.state.quiet.covers(chat.now, zone)
                meant.update(faces)
        chat.now = max(chat.now, until)
    assert all(count == 1 for count in meant.values()), meant
    if not any(edit.startswith("day") for _, edit in edits):
        days = sorted({date.fromisoformat(face[:10]) for face in meant})
        assert len(days) >= 4
        assert days[-1] - days[0] == timedelta(days=len(days) - 1), "one was left out"


def change(chat: Chat, edit: str) -> None:
    """Do one edit by taps, from the list and back to it."""
    first, _, second = edit.partition("+")
    chat.tap("hours") if first.startswith("quiet") else chat.tap("open:custom-1")
    if first.startswith("day"):
        chat.tap("on")
    if chat.state.view == "quiet" or chat.state.view.partition(":")[0] in {"schedule", "days"}:
        chat.tap(first)
    if second:
        chat.tap(second)
    while chat.state.view != "reminders":
        chat.tap("back")
