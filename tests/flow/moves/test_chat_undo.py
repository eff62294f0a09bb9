"""What was deleted in /reminders comes back whole, and is gone for good after that."""

from collections.abc import Callable

import msgspec
import pytest

from tests.chat import Chat
from tests.flow.moves.reminding import OWN, stored, told, with_drinking, with_own
from tests.flow.moves.test_chat_trips import FLIGHT, planned

SETTINGS = ("[Pause]", "[Back]")


def with_glasses() -> Chat:
    chat = with_drinking()
    chat.hear("2 glasses")
    chat.hear("/reminders")
    return chat


def with_a_trip() -> Chat:
    chat = planned(*FLIGHT)
    chat.hear("/reminders")
    return chat


def several() -> Chat:
    """Three on the list; the one in the middle comes again in ten minutes, and was not heeded before."""
    chat = with_own("every 2 hours between 9:00 and 18:00", "[By the clock where I am]")
    for words in ("drops", "pills"):
        for said in ("[New reminder]", words, "18:00", "[Every day]"):
            chat.hear(said)
    chat.hear("(2 hours later)")
    chat.hear("[In 10 minutes]")
    chat.hear("/reminders")
    return chat


CHATS: list[tuple[Callable[[], Chat], str]] = [
    (with_glasses, "hydration"),
    (with_a_trip, "trip"),
    (several, "custom-2"),
    (several, "custom-1"),
    (lambda: with_own("tomorrow 7pm"), "custom-1"),
    (lambda: with_own("23:30", "[Every day by the clock of Madrid, wherever I am]"), "custom-1"),
]


@pytest.mark.parametrize(("begun", "owner"), CHATS)
@pytest.mark.parametrize("paused", [False, True])
def test_undo_gives_back_the_very_state_and_the_very_alarms(
    begun: Callable[[], Chat], owner: str, *, paused: bool
) -> None:
    chat = begun()
    chat.tap(f"open:{owner}")
    if paused:
        chat.tap("pause")
    before, alarms = chat.state, stored(chat)
    chat.tap("delete")
    assert all(name != owner for name, _ in stored(chat))
    chat.tap("undelete")
    assert msgspec.structs.replace(chat.state, view=before.view) == before
    assert stored(chat) == alarms == told(chat)


def test_the_glasses_of_the_week_come_back_with_the_reminders() -> None:
    chat = with_glasses()
    for said in ("[Time for something to drink, …]", "[Delete]", "[Undo]", "/drink"):
        told = chat.hear(said)
    assert told[0].startswith("What you noted of your drinking [A glass] [One less]")
    assert [each.glasses for each in chat.state.glasses] == [2]


def test_what_comes_meanwhile_takes_the_undo_away_from_nobody() -> None:
    chat = with_own("13:10", "[Every day]")
    for said in ("[New reminder]", "drops", "18:00", "[Every day]", "[drops]", "[Delete]"):
        chat.hear(said)
    assert chat.hear("(30 minutes later)")[0].startswith(OWN)
    assert "[drops]" in chat.hear("[Undo]")[0]


def test_what_came_due_while_it_was_deleted_comes_at_once_when_it_is_back() -> None:
    chat = with_own("13:10", "[Every day]")
    chat.hear(f"[{OWN}]")
    chat.hear("[Delete]")
    chat.hear("(20 minutes later)")
    chat.hear("[Undo]")
    assert len(chat.hear("(1 minute later)")) == 1
    chat.hear("[Done]")
    assert len(chat.hear("(1 day later)")) == 1


@pytest.mark.parametrize("meanwhile", ["/help", "(sticker)", "[Quiet hours]", "(2 hours later)"])
def test_after_that_nothing_is_left_of_it(meanwhile: str) -> None:
    chat = with_glasses()
    chat.tap("open:hydration")
    chat.hear("[Delete]")
    chat.hear(meanwhile)
    assert chat.state.deleted_last is None
    assert b"hydration" not in msgspec.json.encode(chat.state)
    assert chat.state.glasses == ()
    assert chat.alarms == []


def test_after_an_hour_the_button_goes_too_and_without_a_word() -> None:
    chat = with_own("18:00", "[Every day]")
    chat.hear(f"[{OWN}]")
    chat.hear("[Delete]")
    assert chat.hear("(1 hour later)") == [
        "↻ Your reminders [New reminder] [Quiet hours] [My clock] [Close]"
    ]
    assert chat.hear("[Undo] on an older card")[0].startswith("(That button is from earlier.")


def test_a_trip_that_was_deleted_is_forgotten_with_its_places() -> None:
    chat = with_a_trip()
    chat.tap("open:trip")
    chat.hear("[Delete]")
    chat.hear("(2 hours later)")
    assert chat.state.trip is None
    assert b"Singapore" not in msgspec.json.encode(chat.state)


def test_undo_tapped_twice_brings_one_back() -> None:
    chat = with_own("18:00", "[Every day]")
    chat.hear(f"[{OWN}]")
    chat.hear("[Delete]")
    chat.hear("[Undo] x2")
    assert len(chat.state.schedules) == 1
    assert stored(chat) == told(chat)
