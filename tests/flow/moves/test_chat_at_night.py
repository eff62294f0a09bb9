"""In the quiet hours nothing comes, whatever made it late."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.schedule import Schedule
from bot.flow.state import State
from bot.plan.quiet import Quiet
from bot.plan.recurrence import Daily, Every, Recurrence
from bot.text import text
from tests.chat import Chat

EVENING = datetime(2026, 11, 24, 21, tzinfo=UTC)
WORDS = text("Take the blue bottle")


def reminded(minutes: int, recurs: Recurrence | None = None) -> Chat:
    at = int((EVENING + timedelta(minutes=minutes)).timestamp())
    schedule = Schedule("custom-1", WORDS, recurs, until=at)
    state = State(zone="UTC", schedules=(schedule,))
    return Chat(state=state, now=EVENING, alarms=[Alarm("custom-1", "custom", at, WORDS, recurs)])


def test_after_an_evening_away_a_reminder_waits_for_the_morning() -> None:
    chat = reminded(30)
    assert chat.hear("(the bot is away for 3 hours)") == []
    assert chat.state.schedules
    assert chat.hear("(7 hours later)")[0].startswith("Take the blue bottle [Done]")
    assert chat.hear("(3 days later)") == []


def test_a_follow_up_that_is_late_at_night_waits_too_and_stays_on_the_list() -> None:
    chat = Chat(state=State(zone="UTC"), now=EVENING - timedelta(hours=4))
    chat.hear("I can't breathe")  # at five; it asks at eight
    assert chat.hear("(the bot is away for 10 hours)") == []
    assert chat.state.following is not None
    assert "Did you reach someone?" in "".join(chat.hear("(5 hours later)"))


def test_quiet_hours_that_begin_earlier_hold_for_what_was_set_before() -> None:
    daily, hourly = Daily((1290,), "UTC"), Every(30, 600, 1290, "UTC")
    for recurs, came in ((daily, 1), (hourly, 0)):
        chat = reminded(30, recurs)
        chat.state = replace(chat.state, quiet=Quiet(21 * 60, 8 * 60))
        assert chat.hear("(3 hours later)") == []
        assert len(chat.hear("(480 minutes later)")) == came
