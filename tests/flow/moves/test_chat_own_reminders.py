"""A reminder of one's own: asked for in a few words, at a time by one's own clock."""

from inspect import cleandoc

from hypothesis import given, settings
from hypothesis import strategies as some

from bot.flow.events import Said
from bot.plan.clocks import CITIES, showing
from bot.plan.local import minute_of_day
from tests.chat import NOON, Chat, mistakes, play
from tests.plan.zones import ZONES

MADE = """
    > /reminders
    Your reminders [New reminder] [Quiet hours] [My clock] [Close]
    > [New reminder]
    ↻ What shall I remind you of? [Stand up and walk about] [Drink something] [Look at my leg] [Never mind]
    > take the blue bottle
    What time is it for you now? [Never mind]
    > 13:02
    What time is it for you now? [Casablanca] [Lagos] [Madrid] [Paris] [Berlin] [Never mind]
    > [Madrid]
    ↻ At what time? [8:00 AM] [12:00 PM] [6:00 PM] [9:00 PM] [Through the day] [Never mind]
"""


def test_it_asks_what_by_whose_clock_when_and_how_often() -> None:
    chat = (
        cleandoc(MADE)
        + "\n"
        + cleandoc("""
        > [6:00 PM]
        ↻ How often? [Every day] [Monday to Friday] [Every day by the clock of Madrid, wherever I am] [Once: …
        > [Every day]
        ✓ every day at 6:00 PM
        Your reminders [take the blue bottle] [New reminder] [Quiet hours] [My clock] [Close]
        > (5 hours later)
        take the blue bottle [Done] [Skip] [In 10 minutes] [In 1 hour] [Stop these reminders]
        > [Done]
        ✓ Done
        > (1 day later)
        take the blue bottle …
    """)
    )
    assert play(chat) == chat


def test_once_rings_once_and_the_clock_is_not_asked_again() -> None:
    chat = (
        cleandoc(MADE)
        + "\n"
        + cleandoc("""
        > [6:00 PM]
        …
        > [Once: …]
        ✓ Tue, Nov 24, 2026, 6:00 PM
        Your reminders …
        > (3 days later)
        take the blue bottle …
        > /reminders
        Your reminders [New reminder] [Quiet hours] [My clock] [Close]
        > [New reminder]
        …
        > [Drink something]
        ↻ At what time? …
    """)
    )
    assert play(chat) == chat


def test_a_day_and_a_time_in_words_are_enough() -> None:
    chat = Chat()
    for line in cleandoc(MADE).splitlines():
        if line.startswith("> "):
            chat.hear(line[2:])
    assert chat.hear("tomorrow 7pm")[0] == "✓ Wed, Nov 25, 2026, 7:00 PM"
    (alarm,) = chat.alarms
    assert f"{alarm.due:%d %H:%M}" == "25 18:00"  # UTC


def test_at_night_it_says_that_it_waits_for_the_morning() -> None:
    chat = Chat(full=True)
    for line in cleandoc(MADE).splitlines():
        if line.startswith("> "):
            chat.hear(line[2:])
    chat.hear("23:30")
    told = chat.hear("[Every day]")
    assert "Nobody is reminded at night: it comes when the morning begins." in told
    assert f"{chat.alarms[0].due:%d %H:%M}" == "25 06:00"  # UTC


def test_without_quiet_hours_a_reminder_comes_at_night_too() -> None:
    chat = Chat()
    chat.hear("/reminders")
    assert chat.hear("[Quiet hours]")[0].startswith("↻ Quiet hours [✓ 10:00 PM to 7:00 AM]")
    chat.hear("[No quiet hours]")
    for said in (
        "[New reminder]",
        "[Drink something]",
        "12:02",
        "[London]",
        "23:30",
        "[Every day]",
    ):
        chat.hear(said)
    assert f"{chat.alarms[0].due:%d %H:%M}" == "24 23:30"


def test_nobody_is_told_to_walk_about_while_a_leg_is_to_be_looked_at_today() -> None:
    chat = Chat()
    chat.hear("/reminders")
    for said in (
        "[New reminder]",
        "[Stand up and walk about]",
        "12:02",
        "[London]",
        "18:00",
        "[Every day]",
    ):
        chat.hear(said)
    assert chat.hear("(6 hours later)")[0].startswith("Stand up and walk about [Done]")
    chat.hear("(to the end: swelling one_leg)")
    assert not any("Stand up" in line for line in chat.hear("(1 day later)"))


def test_what_is_no_time_is_asked_again_and_never_mind_ends_it() -> None:
    chat = (
        cleandoc(MADE)
        + "\n"
        + cleandoc("""
        > when the cows come home
        (I didn't understand that time. …) At what time? …
        > yesterday 7pm
        (That is past. …) At what time? …
        > [Never mind]
        ✓ /reminders brings the list back.
        > /reminders
        Your reminders [New reminder] [Quiet hours] [My clock] [Close]
    """)
    )
    assert play(chat) == chat


def test_danger_is_heard_while_a_reminder_is_made() -> None:
    chat = Chat()
    chat.hear("/reminders")
    chat.hear("[New reminder]")
    assert chat.hear("I can't breathe")[0].startswith("Get an ambulance now")
    assert chat.alarms[0].owner == "check"


def test_twenty_are_enough() -> None:
    chat = Chat()
    for line in cleandoc(MADE).splitlines():
        if line.startswith("> "):
            chat.hear(line[2:])
    chat.hear("9am")
    chat.hear("[Every day]")
    for _ in range(19):
        for said in ("[New reminder]", "[Drink something]", "9am", "[Every day]"):
            chat.hear(said)
    assert len({schedule.owner for schedule in chat.state.schedules}) == 20
    assert (
        chat.hear("[New reminder]")
        == [
            "(That is as many as I can keep. Delete one first.)",
            "↻ Your reminders …",
        ][:1]
    )


@given(some.sampled_from(ZONES))
def test_whoever_says_the_time_is_offered_a_clock_that_shows_it(zone: str) -> None:
    said = minute_of_day(NOON, zone)
    assert all(minute_of_day(NOON, each) // 15 == said // 15 for each in showing((said,), NOON))


def test_every_city_has_a_clock() -> None:
    assert set(CITIES) <= set(ZONES)


@settings(deadline=None, max_examples=60)
@given(
    some.lists(some.text(max_size=40) | some.sampled_from(["9:00", "tomorrow", "[x]"]), max_size=5)
)
def test_whatever_is_typed_the_chat_goes_on(words: list[str]) -> None:
    chat = Chat()
    chat.hear("/reminders")
    chat.hear("[New reminder]")
    for said in words:
        effects = chat.happen(Said(said))
        assert not list(mistakes(chat, effects))
