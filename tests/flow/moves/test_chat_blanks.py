"""Answers that are filled in: places, days, times and lengths, typed and tapped. It is Tuesday, 24 November 2026."""

from inspect import cleandoc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.events import Commanded, Located, Said, Tapped
from bot.flow.hearing.places import kept_place
from tests.chat import Chat, mistakes, play
from tests.flow.journey import HEATHROW, LIBRARY_OF_JOURNEYS, SINGAPORE

TO_THE_DAY = ["lhr"]
TO_THE_TIME = [*TO_THE_DAY, "1 december"]
TO_THE_LENGTH = [*TO_THE_TIME, "21:35", "sin"]


def chat_with(*typed: str) -> Chat:
    """A chat that is past consent, and these answers."""
    chat = Chat(LIBRARY_OF_JOURNEYS)
    chat.happen(Commanded("journey"))
    chat.tap("begin:journey")
    for words in typed:
        choice = words.removeprefix("tap ")
        chat.happen(Said(words)) if choice == words else chat.tap(choice)
    return chat


def answers(chat: Chat) -> dict[str, tuple[str, ...]]:
    assert chat.state.run is not None
    return {name: answer.values for name, answer in chat.state.run.answers.items()}


def test_a_journey_is_told_in_a_few_words() -> None:
    script = cleandoc("""
        > /journey
        … [Agree and start] …
        > [Agree and start]
        …
        Where do you start?
        > heathrow
        ✓ London Heathrow, United Kingdom (LHR)
        On which day? [Today] [Tomorrow] …
        > tomorrow 7pm
        ✓ Wed, Nov 25, 2026
        Where do you go? [Back] [My answers]
        > singapore
        ✓ Singapore (SIN)
        How often shall I remind you? [45 minutes] [1 hour 30 minutes] [Not at all] [Back] [My answers]
        > an hour and a half
        ✓ 1 hour 30 minutes
        It is planned …
    """)
    assert play(script, library=LIBRARY_OF_JOURNEYS) == script


def test_what_may_mean_two_things_is_asked() -> None:
    script = cleandoc("""
        > /journey
        …
        > [Agree and start]
        …
        > london
        (Which of these do you mean?) … [London Heathrow, United Kingdom (LHR)] [London, Ontario, Canada]
        > [London, Ontario, Canada]
        ✓ London, Ontario, Canada
        On which day? [Today] [Tomorrow] …
        > 3/12
        (Which of these do you mean?) On which day? [Thu, Dec 3, 2026] [Fri, Mar 12, 2027] [Back]
        > [Fri, Mar 12, 2027]
        ✓ Fri, Mar 12, 2027
        At what time, there? …
        > 7
        (Which of these do you mean?) At what time, there? [7:00 AM] [7:00 PM] [Back] [My answers]
        > [7:00 PM]
        ✓ 7:00 PM
        Where do you go? [Back] [My answers]
    """)
    assert play(script, library=LIBRARY_OF_JOURNEYS) == script


@pytest.mark.parametrize(
    ("before", "words", "told"),
    [
        ([], "nowhere", "I don't know that place."),
        (TO_THE_DAY, "30 february", "There is no such day."),
        (TO_THE_DAY, "yesterday", "That day is over."),
        (TO_THE_DAY, "1 january 2020", "That day is over."),
        (TO_THE_DAY, "1 january 2030", "That is further ahead than I can plan."),
        (TO_THE_DAY, "friday 3 december", "There is no such day."),
        (TO_THE_DAY, "when the cows come home", "I didn't understand that."),
        ([*TO_THE_DAY, "today"], "11:30 am", "That time is over."),
        ([*TO_THE_DAY, "28 march 2027"], "01:30", "The clocks go forward then"),
        ([*TO_THE_TIME, "21:35"], "heathrow", "That is the place you named before."),
        (TO_THE_LENGTH, "20 minutes", "It can be from 30 minutes to 2 hours, in steps of 5 minutes."),
        (TO_THE_LENGTH, "47 minutes", "It can be from 30 minutes to 2 hours, in steps of 5 minutes."),
        (TO_THE_LENGTH, "a few hours", "I didn't understand that."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_asked_again(before: list[str], words: str, told: str) -> None:
    chat = chat_with(*before)
    view, known = chat.state.view, answers(chat)
    lines = chat.lines(chat.happen(Said(words)))
    assert lines[-1].startswith(f"({told}")
    assert (chat.state.view, answers(chat)) == (view, known)


def test_a_time_that_comes_twice_in_a_night_is_asked_about() -> None:
    chat = chat_with("london", "tap o:@1", "1 november 2027")
    assert chat.lines(chat.happen(Said("6 am")))[-1].startswith("Where do you go?")
    chat = chat_with("london", "tap o:@1", "7 november 2027")
    lines = chat.lines(chat.happen(Said("1:30 am")))
    assert "[1:30 AM (UTC-04:00)] [1:30 AM (UTC-05:00)]" in lines[-1]
    chat.tap("o:01:30-05:00")
    assert answers(chat)["time"] == ("01:30-05:00",)


def test_today_is_today_where_the_journey_starts() -> None:
    chat = chat_with("auckland")  # it is one o'clock at night there, of the 25th
    assert ("[Today]", f"{chat.state.card}:o:2026-11-25") in chat.buttons
    chat.happen(Said("today"))
    assert answers(chat)["day"] == ("2026-11-25",)


def test_a_day_typed_with_the_time_moves_the_day() -> None:
    chat = chat_with(*TO_THE_TIME, "2 december 21:35")
    assert answers(chat)["day"] == ("2026-12-02",)
    assert answers(chat)["time"] == ("21:35",)


def test_a_shared_location_says_where() -> None:
    chat = chat_with()
    chat.happen(Located(51.5, -0.1))
    assert answers(chat) == {"from": kept_place(HEATHROW)}
    lines = chat.lines(chat.happen(Located(51.5, -0.1)))
    assert lines[-1].startswith("(I can only read text and taps.")


def test_a_place_named_before_is_offered_but_not_to_where_one_is() -> None:
    chat = chat_with(*TO_THE_LENGTH, "45")
    chat.tap("list")
    offered = "[Singapore (SIN)] [London Heathrow, United Kingdom (LHR)]"
    assert offered in chat.lines(chat.tap("edit:from"))[-1]
    chat.tap("o:@0")
    assert answers(chat)["from"] == kept_place(SINGAPORE)


def test_a_place_written_wrongly_is_asked_about() -> None:
    chat = chat_with()
    lines = chat.lines(chat.happen(Said("Aukland")))
    assert lines == [
        "(I don't know that place. Is it one of these?) Where do you start? [Auckland, New Zealand]"
    ]


@pytest.mark.parametrize(
    ("before", "tap"),
    [
        ([], "o:@0"),
        ([], "o:@x"),
        (TO_THE_DAY, "o:2026-11-23"),
        (TO_THE_DAY, "o:2029-01-01"),
        (TO_THE_DAY, "o:2026-02-30"),
        (TO_THE_TIME, "o:25:00"),
        ([*TO_THE_DAY, "today"], "o:01:00"),
        (TO_THE_LENGTH, "o:PT44M"),
        (TO_THE_LENGTH, "o:LHR"),
        ([*TO_THE_TIME, "21:35"], "o:@0"),
    ],
)
def test_a_button_that_no_longer_fits_shows_where_we_are(before: list[str], tap: str) -> None:
    chat = chat_with(*before)
    known = answers(chat)
    assert "(That button is from earlier. Here is where we are.)" in chat.lines(chat.tap(tap))
    assert answers(chat) == known


def test_yesterdays_card_does_not_offer_yesterday() -> None:
    chat = chat_with("lhr")
    (today,) = (data for label, data in chat.buttons if label == "[Today]")
    chat.hear("(25 hours later)")
    card, _, choice = today.partition(":")
    assert "[Tomorrow]" in chat.lines(chat.happen(Tapped(int(card), choice)))[-1]
    assert "day" not in answers(chat)


def test_spanish_is_understood_too() -> None:
    chat = chat_with("auckland", "pasado mañana a las 19:30", "sin", "hora y media")
    assert answers(chat)["day"] == ("2026-11-27",)
    assert answers(chat)["time"] == ("19:30",)
    assert answers(chat)["every"] == ("PT90M",)


TYPED = st.sampled_from(
    [
        *("lhr", "london", "singapore", "tomorrow", "3/12", "today 7", "7", "19:30", "45", "back"),
        *("2 hours", "never", "yesterday", "30 february", "my answers", "no", "not sure", "2"),
        *("next friday", "01:30", "7 november 2027", "ontario", "again", "why", "done", "cancel"),
    ]
)
TAPS = st.sampled_from(
    [
        *(
            "o:@0",
            "d:2026-11-25",
            "d:19:00",
            "o:PT45M",
            "o:never",
            "back",
            "list",
            "edit:day",
            "go",
        ),
        *("page:2026-12", "page:2099-01", "page:07", "not:1", "page:", "page:x"),
    ]
)


@given(st.lists(TYPED | TAPS.map(lambda choice: f"tap {choice}"), max_size=12))
def test_whatever_is_typed_and_tapped_telegram_takes_the_answer(script: list[str]) -> None:
    chat = chat_with()
    for said in script:
        kind, _, choice = said.partition("tap ")
        effects = chat.happen(Said(said)) if kind else chat.tap(choice)
        assert not list(mistakes(chat, effects))
