"""A day and a time picked by taps. It is Tuesday, 24 November 2026, noon."""

from datetime import date, timedelta
from inspect import cleandoc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.events import Said
from bot.text import Text
from tests.chat import Chat, play
from tests.flow.journey import LIBRARY_OF_JOURNEYS
from tests.flow.moves.test_chat_blanks import answers, chat_with


def choices(chat: Chat, verb: str) -> list[str]:
    """What the live card offers for a verb."""
    card = chat.card()
    found = [b.data for row in card.rows for b in row]
    return [data.partition(":")[2] for data in found if data.startswith(f"{verb}:")]


def test_a_day_and_a_time_are_picked_by_taps_alone() -> None:
    script = cleandoc("""
        > /journey
        …
        > [Agree and start]
        …
        > lhr
        …
        On which day? [Today] [Tomorrow] [·] [November 2026] [›] [Mo] … [Su] … [·] [24] [25] … [30] …
        > [›]
        ↻ On which day? … [‹] [December 2026] [›] … [1] [2] … [31] …
        > [31]
        ✓ Thu, Dec 31, 2026
        At what time, there? [12:00 AM] [1:00 AM] … [11:00 PM] [Back] [My answers]
        > [7:00 AM]
        ↻ At what time, there? [7:00 AM] [7:05 AM] … [7:55 AM] [Back] [My answers]
        > [Back]
        ↻ At what time, there? [12:00 AM] …
        > [7:00 PM]
        ↻ At what time, there? [7:00 PM] … [7:55 PM] …
        > [7:35 PM]
        ✓ 7:35 PM
        Where do you go? …
        > [Back]
        ↻ At what time, there? [12:00 AM] …
        > [Back]
        ↻ On which day? … [November 2026] …
    """)
    assert play(script, library=LIBRARY_OF_JOURNEYS) == script


def test_days_that_are_over_and_hours_that_are_over_are_dots() -> None:
    chat = chat_with("lhr")
    assert choices(chat, "d")[0] == "2026-11-24"
    chat.tap("d:2026-11-24")
    assert choices(chat, "page")[0] == "12"  # five past noon is still to come
    chat.tap("page:12")
    assert choices(chat, "d")[0] == "12:05"
    assert chat.lines(chat.tap("not:12:00")) == ["(That can't be chosen.)"]


def test_an_hour_that_the_clocks_skip_is_a_dot() -> None:
    chat = chat_with("lhr", "28 march 2027")
    assert "01" not in choices(chat, "page")
    assert len(choices(chat, "page")) == 23


def test_a_tapped_time_that_comes_twice_is_asked_about() -> None:
    chat = chat_with("london", "tap o:@1", "7 november 2027", "tap page:01")
    lines = chat.lines(chat.tap("d:01:30"))
    assert "[1:30 AM (UTC-04:00)] [1:30 AM (UTC-05:00)]" in lines[0]
    chat.tap("o:01:30-04:00")
    assert answers(chat)["time"] == ("01:30-04:00",)


def test_months_end_where_no_day_can_be_chosen() -> None:
    chat = chat_with("lhr", "tap page:2027-12")
    assert choices(chat, "page") == ["2027-11"]
    assert choices(chat, "d")[-1] == "2027-12-29"  # 400 days ahead
    chat.tap("page:2099-01")
    assert choices(chat, "page") == ["2027-11"]


def test_a_day_to_be_changed_opens_its_own_month() -> None:
    chat = chat_with("lhr", "5 february 2027", "21:35", "sin", "45")
    chat.tap("list")
    chat.tap("edit:day")
    assert choices(chat, "page") == ["2027-01", "2027-03"]


@pytest.mark.parametrize("page", ["page:x", "page:2026", "page:2026-12-01", "page:123"])
def test_a_page_that_is_none_is_an_old_button(page: str) -> None:
    chat = chat_with("lhr")
    assert chat.lines(chat.tap(page))[0].startswith("(That button is from earlier.")


@given(st.dates(date(2026, 11, 1), date(2028, 1, 31)))
def test_every_month_shows_each_of_its_days_once(day: date) -> None:
    chat = chat_with("lhr", f"tap page:{day:%Y-%m}")
    rows = chat.card().rows
    weeks = [row for row in rows if len(row) == 7][1:]
    shown = [button for week in weeks for button in week]
    days = choices(chat, "d")
    assert len(shown) % 7 == 0
    assert [date.fromisoformat(d).isoformat() for d in days] == sorted(days)
    for place, button in enumerate(shown):
        if button.data.startswith("d:"):
            picked = date.fromisoformat(button.data[2:])
            assert picked.weekday() == place % 7
            assert button.label == Text(str(picked.day))
            assert timedelta() <= picked - date(2026, 11, 24) <= timedelta(days=400)


def test_typing_below_the_calendar_works_as_ever() -> None:
    chat = chat_with("lhr", "tap page:2027-03")
    chat.happen(Said("in 3 days"))
    assert answers(chat)["day"] == ("2026-11-27",)
