"""What goes first, where not everything can leave at once."""

import pytest

from bot.flow.effects import Show
from bot.outbound.line import Priority
from bot.outbound.priorities import priority_of
from bot.store import ChatKey, Parcel
from bot.text import Block, Text

ANNA, FAMILY = 1, -7
DOC = (Block("plain", Text("words")),)
ANSWER, NUDGE, CARE = Show(DOC), Show(DOC, nudge=True), Show(DOC, urgent=True)


def parcel(chat: int, *shown: Show, asked: bool) -> Parcel:
    return Parcel(1, ChatKey(chat), shown, taken=1.0 if asked else None)


@pytest.mark.parametrize("chat", [ANNA, FAMILY])
def test_who_asks_goes_before_reminders_in_a_group_too(chat: int) -> None:
    assert priority_of(parcel(chat, ANSWER, asked=True)) is Priority.ANSWER


@pytest.mark.parametrize("chat", [ANNA, FAMILY])
def test_danger_goes_first_of_all(chat: int) -> None:
    assert priority_of(parcel(chat, ANSWER, CARE, asked=True)) is Priority.EMERGENCY


def test_a_nudge_waits_behind_and_what_a_group_did_not_ask_for_behind_that() -> None:
    assert priority_of(parcel(ANNA, NUDGE, asked=False)) is Priority.REMINDER
    assert priority_of(parcel(FAMILY, NUDGE, asked=False)) is Priority.CHANNEL
    assert priority_of(parcel(FAMILY, ANSWER, asked=False)) is Priority.CHANNEL
