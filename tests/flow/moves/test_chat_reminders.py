"""Reminders in a chat: nudges answered by one tap, fewer where they are ignored, and the list of them."""

from datetime import timedelta
from inspect import cleandoc

from msgspec.structs import replace

from bot.flow.alarm import Alarm
from bot.flow.effects import Show
from bot.flow.schedule import Schedule
from bot.plan.kinds import Kind
from bot.plan.recurrence import Daily, Every, Recurrence
from bot.text import text
from tests.chat import NOON, Chat, play

HOURLY = Every(60, 8 * 60, 21 * 60, "UTC")
DRINK = "Have something to drink … [Done] [Skip] [In 10 minutes] [In 1 hour] [Stop these reminders]"


def reminded(recurs: Recurrence | None, *minutes: int, kind: Kind = "drink") -> Chat:
    """A chat with a schedule to drink whose alarms ring so many minutes after noon."""
    words = text("Have something to drink")
    chat = Chat()
    chat.alarms = [Alarm("drinks", kind, seconds(after), words, recurs) for after in minutes]
    schedule = Schedule("drinks", words, recurs, until=seconds(max(minutes)))
    chat.state = replace(chat.state, schedules=(schedule,), zone="UTC")
    return chat


def seconds(minutes: int) -> int:
    return int((NOON + timedelta(minutes=minutes)).timestamp())


def ahead(chat: Chat) -> list[str]:
    return sorted(f"{alarm.due - NOON}" for alarm in chat.alarms if alarm.owner != "undo")


def test_a_nudge_is_answered_by_one_tap_and_becomes_a_record() -> None:
    chat = cleandoc(f"""
        > (1 hour later)
        {DRINK}
        > [Done]
        ✓ Done
        > (1 hour later)
        {DRINK}
        > [Skip]
        ✓ Skipped
    """)
    assert play(chat, chat=reminded(HOURLY, 60)) == chat


def test_a_nudge_can_wait_and_comes_again_beside_the_others() -> None:
    chat = reminded(HOURLY, 60)
    chat.hear("(1 hour later)")
    assert chat.hear("[In 10 minutes]") == ["✓ Again in 10 minutes"]
    assert ahead(chat) == ["1:10:20", "2:00:00"]  # a tap takes a moment
    assert chat.hear("(10 minutes later)") == [DRINK.replace(" …", "")]


def test_a_snooze_into_the_night_says_on_its_button_that_it_waits_for_the_morning() -> None:
    chat = reminded(None, 595)
    (asked,) = chat.hear("(595 minutes later)")
    assert "[Skip] [At 7:00 AM] [Stop" in asked
    said = chat.hear("[At 7:00 AM]")
    assert said == ["✓ Again after your quiet hours: Wed, Nov 25, 2026, 7:00 AM"]
    assert ahead(chat) == ["19:00:00"]


def test_of_two_snoozes_only_the_one_into_the_quiet_hours_changes_its_name() -> None:
    chat = reminded(None, 570)  # half past nine in the evening
    assert "[In 10 minutes] [At 7:00 AM]" in chat.hear("(570 minutes later)")[0]


def test_what_was_put_off_is_listed_again_and_can_be_deleted() -> None:
    chat = reminded(None, 60)
    chat.hear("(1 hour later)")
    assert chat.state.schedules == ()
    chat.hear("[In 1 hour]")
    assert "• Have something to drink: until Tue, Nov 24, 2026, 2:00 PM" in full(chat, "/reminders")
    chat.hear("[Have something to drink]")
    chat.hear("[Delete]")
    assert ahead(chat) == []


def test_a_nudge_to_move_stays_one_when_it_is_put_off_deleted_and_brought_back() -> None:
    chat = reminded(None, 60, kind="move")
    for said in ("(1 hour later)", "[In 1 hour]", "/reminders", "[Have something to drink]"):
        chat.hear(said)
    chat.hear("[Delete]")
    chat.hear("[Undo]")
    # Another kind would be sent to somebody whose leg is to be looked at first.
    assert [alarm.kind for alarm in chat.alarms if alarm.owner != "undo"] == ["move"]


def test_a_nudge_put_off_to_while_its_reminder_was_deleted_comes_when_that_is_back() -> None:
    chat = reminded(HOURLY, 60)
    for said in ("(1 hour later)", "[In 10 minutes]", "/reminders", "[Have something to drink]"):
        chat.hear(said)
    chat.hear("[Delete]")
    chat.hear("(30 minutes later)")
    chat.hear("[Undo]")
    assert any(alarm.due <= chat.now for alarm in chat.alarms if alarm.owner == "drinks")


def test_a_nudge_that_was_put_off_still_comes_when_the_reminder_is_made_rarer() -> None:
    chat = reminded(HOURLY, 60)
    chat.hear("(1 hour later)")
    chat.hear("[In 10 minutes]")
    chat.hear("/reminders")
    chat.hear("[Have something to drink]")
    chat.hear("[Every 1 hour 30 minutes]")
    assert ahead(chat) == [
        "1:10:20",
        "2:00:00",
    ]  # two o'clock, counted from eight by hours and a half


def test_next_is_right_as_soon_as_the_quiet_hours_are_others() -> None:
    chat = reminded(Daily((21 * 60 + 30,), "UTC"), 570)
    chat.hear("/reminders")
    chat.hear("[Quiet hours]")
    chat.hear("[9:00 PM to 8:00 AM]")
    assert ahead(chat) == ["20:00:00"]
    assert "Next: Wed, Nov 25, 2026, 8:00 AM" in full(chat, "[Have something to drink]")
    for said in ("[Back]", "[Quiet hours]", "[No quiet hours]"):
        chat.hear(said)
    assert ahead(chat) == ["9:30:00"]


def test_what_all_falls_into_new_quiet_hours_says_so_and_comes_again_after_them() -> None:
    chat = reminded(Every(30, 21 * 60, 21 * 60 + 45, "UTC"), 540)
    chat.hear("/reminders")
    chat.hear("[Quiet hours]")
    chat.hear("[9:00 PM to 8:00 AM]")
    assert chat.alarms == []
    assert "All of that falls into your quiet hours." in full(chat, "[Have something to drink]")
    for said in ("[Back]", "[Quiet hours]", "[10:00 PM to 7:00 AM]"):
        chat.hear(said)
    assert ahead(chat) == ["9:00:00"]


def test_what_the_night_had_put_off_is_not_lost_with_the_quiet_hours() -> None:
    chat = reminded(Daily((23 * 60,), "UTC"), 19 * 60)
    chat.state = replace(
        chat.state, schedules=(replace(chat.state.schedules[0], heard="2026-11-24T12:00"),)
    )
    chat.hear("(14 hours later)")  # two at night
    for said in ("/reminders", "[Quiet hours]", "[No quiet hours]"):
        chat.hear(said)
    assert len(chat.hear("(1 minute later)")) == 1
    assert ahead(chat) == ["1 day, 11:00:00"]  # the next is of the next evening


def test_on_a_journey_a_nudge_may_wait_until_after_landing() -> None:
    chat = reminded(None, 60, 120, kind="move")
    chat.alarms = [replace(alarm, lands=seconds(300)) for alarm in chat.alarms]
    chat.hear("(1 hour later)")
    assert chat.hear("[After arrival]") == ["✓ After arrival"]
    assert ahead(chat) == ["2:00:00", "5:20:00"]


def test_a_nudge_that_was_ignored_loses_its_buttons_to_the_next_one() -> None:
    chat = reminded(HOURLY, 60)
    chat.hear("(1 hour later)")
    assert chat.hear("(1 hour later)") == ["✓ Have something to drink", DRINK.replace(" …", "")]
    assert chat.hear("[Done] on an older card")[0].startswith("(That button is from earlier.")


def test_three_ignored_in_a_row_and_it_offers_to_send_fewer() -> None:
    chat = reminded(HOURLY, 60)
    chat.hear("(3 hours later)")
    (last,) = chat.hear("(1 hour later)")[1:]
    assert last.startswith("Have something to drink [Fewer] [Pause them] [Done]")
    assert chat.hear("[Fewer]") == ["✓ From now on I send fewer."]
    assert chat.state.schedules[0].recurs == replace(HOURLY, step=90)
    assert ahead(chat) == ["5:00:00"]  # 17:00, counted from 08:00
    assert "[Fewer]" not in chat.hear("(1 hour later)")[0]


def test_one_that_is_heeded_now_and_then_is_not_asked_about() -> None:
    chat = reminded(HOURLY, 60)
    for _ in range(4):
        chat.hear("(2 hours later)")
        chat.hear("[Done]")
    assert chat.state.schedules[0].unheeded == 0


def test_stop_means_stop() -> None:
    chat = reminded(HOURLY, 60)
    chat.hear("(1 hour later)")
    assert chat.hear("[Stop these reminders]") == ["✓ Stopped. /reminders lists the others."]
    assert chat.alarms == []
    assert chat.state.schedules == ()


def test_nudges_leave_a_check_under_way_alone() -> None:
    chat = reminded(HOURLY, 60)
    chat.hear("(so far: none)")
    before = chat.state.view
    chat.hear("(1 hour later)")
    assert chat.state.view == before
    assert chat.hear("[Done]") == ["✓ Done"]
    chat.hear("[Me…]")
    assert chat.state.view != before


def test_after_an_urgent_ending_nobody_is_told_to_move_until_they_ask_for_it() -> None:
    chat = reminded(HOURLY, 60, kind="move")
    chat.finish(swelling="one_leg")
    assert chat.hear("(2 hours later)") == []
    assert "Movement reminders wait" in "\n".join(full(chat, "/reminders"))
    chat.hear("[Remind me to move again]")
    assert chat.hear("(1 hour later)") == [DRINK.replace(" …", "")]


def test_a_calmer_ending_later_brings_movement_reminders_back_only_by_a_tap() -> None:
    chat = reminded(HOURLY, 60, kind="move")
    chat.finish(swelling="one_leg")
    chat.hear("[Start again]")
    chat.finish()
    assert chat.hear("(1 hour later)") == []
    chat.hear("/reminders")
    chat.hear("[Remind me to move again]")
    assert chat.hear("(1 hour later)") == [DRINK.replace(" …", "")]


def full(chat: Chat, said: str) -> list[str]:
    chat.full = True
    try:
        return chat.hear(said)
    finally:
        chat.full = False


def test_the_list_shows_when_each_comes_and_pauses_and_deletes() -> None:
    chat = reminded(Daily((9 * 60, 18 * 60), "UTC"), 360)
    assert full(chat, "/reminders") == [
        "Your reminders",
        "Tap one to change it.",
        "• Have something to drink: every day at 9:00 AM, 6:00 PM",
        "[Have something to drink]",
        "[New reminder] [Quiet hours]",
        "[My clock] [Close]",
    ]
    chat.hear("[Have something to drink]")
    assert chat.hear("[Pause]")[0].startswith(
        "↻ Have something to drink [Go on] [Delete] [Another time] [Add a time] [Which days]"
    )
    assert chat.hear("(1 day later)") == []
    chat.hear("[Go on]")
    assert len(chat.hear("(12 hours later)")) == 1
    assert chat.hear("[Delete]") == [
        "↻ Your reminders [Undo] [New reminder] [Quiet hours] [My clock] [Close]"
    ]
    assert ahead(chat) == []
    assert chat.hear("[Close]") == ["✓ /reminders brings the list back."]


def test_what_was_deleted_by_mistake_comes_back_by_one_tap_or_is_forgotten() -> None:
    chat = reminded(Daily((9 * 60, 18 * 60), "UTC"), 360)
    chat.hear("/reminders")
    chat.tap("open:drinks")
    chat.hear("[Delete]")
    assert ahead(chat) == []
    assert chat.hear("[Undo]")[0].startswith("↻ Your reminders [Have something to drink]")
    assert ahead(chat) == ["6:00:00"]
    assert chat.state.deleted_last is None
    chat.tap("open:drinks")
    chat.hear("[Delete]")
    chat.hear("[My clock]")
    assert chat.state.deleted_last is None
    assert "[Undo]" not in chat.hear("[Back]")[0]


def test_what_comes_through_the_day_is_made_rarer_or_more_frequent_by_a_tap() -> None:
    chat = reminded(HOURLY, 60)
    chat.hear("/reminders")
    assert (
        "[Every 45 minutes] [Every 1 hour 30 minutes]" in chat.hear("[Have something to drink]")[0]
    )
    chat.hear("[Every 1 hour 30 minutes]")
    assert chat.state.schedules[0].recurs == replace(HOURLY, step=90)
    assert ahead(chat) == ["0:30:00"]  # half past twelve, counted from eight


def test_a_follow_up_is_on_the_list_too() -> None:
    chat = Chat()
    chat.finish(swelling="one_leg")
    assert "• I ask how it went: Tue, Nov 24, 2026, 6:" in "\n".join(full(chat, "/reminders"))
    chat.hear("[Don't ask how it went]")
    assert chat.alarms == []


def test_a_reminder_that_has_rung_for_the_last_time_is_listed_no_more() -> None:
    chat = reminded(None, 60)
    chat.hear("(1 hour later)")
    assert chat.state.schedules == ()


def test_a_nudge_is_said_at_most_once_whatever_happens() -> None:
    chat = reminded(HOURLY, 60)
    chat.now += timedelta(hours=1)
    assert [effect.nudge for effect in chat.ring() if isinstance(effect, Show)] == [True]
