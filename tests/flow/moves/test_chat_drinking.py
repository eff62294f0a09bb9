"""Reminders to drink, or only to move, on a virtual clock. It is Tuesday, 24 November 2026, noon in London."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.flow.events import Commanded
from tests.chat import Chat, said


def chat_with(*typed: str) -> Chat:
    chat = Chat()
    chat.happen(Commanded("drink"))
    chat.tap("begin:hydration")
    for words in typed:
        chat.hear(words)
    return chat


DAY = ["singapore", "9:00 am", "18:00", "2 hours"]


def words(chat: Chat) -> str:
    return said(chat.card().doc)


def test_whoever_may_drink_is_reminded_in_their_own_day() -> None:
    chat = chat_with("no", *DAY)
    assert "6 to 8 glasses" in words(chat)
    chat.tap("remind")
    (alarm,) = (alarm for alarm in chat.alarms if alarm.owner == "hydration")
    assert alarm.kind == "drink"
    local = datetime.fromtimestamp(alarm.at, UTC).astimezone(ZoneInfo("Asia/Singapore"))
    assert (local.hour, local.minute) == (9, 0)
    assert any(
        line.startswith("Time for something to drink") for line in chat.hear("(1 day later)")
    )


@pytest.mark.parametrize("limits", ["yes", "not sure"])
def test_nobody_with_a_limit_on_fluids_hears_of_drinking_or_of_amounts(limits: str) -> None:
    chat = chat_with(limits, *DAY)
    assert "glasses" not in words(chat)
    assert "only what your own care team allows" in words(chat).lower()
    chat.tap("remind")
    (alarm,) = (alarm for alarm in chat.alarms if alarm.owner == "hydration")
    assert alarm.kind == "move"
    assert "drink" not in alarm.words.english


def test_a_day_that_ends_before_it_begins_sets_nothing() -> None:
    chat = chat_with("no", "singapore", "18:00", "9:00 am", "2 hours")
    assert "That day ends before it begins." in words(chat)
    assert "remind" not in [button.data for row in chat.card().rows for button in row]
    chat.tap("remind")
    assert not [alarm for alarm in chat.alarms if alarm.owner == "hydration"]


def test_it_is_listed_and_stopped_with_the_others() -> None:
    chat = chat_with("no", *DAY)
    chat.tap("remind")
    assert chat.state.view == "reminders"
    chat.tap("open:hydration")
    chat.tap("delete")
    assert not [alarm for alarm in chat.alarms if alarm.owner == "hydration"]
