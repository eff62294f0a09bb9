"""What no ticket says: each is understood, or asked about with the reason. It is 24 November 2026, noon in London."""

from inspect import cleandoc

import pytest

from bot.flow.events import Commanded
from tests.chat import Chat, play

PLAIN = ["no", "no, remind me all the way", "45", "no", "none of these"]
CLOCKS = "The clocks go forward then, so that day does not have this time."


def chat_with(*typed: str) -> Chat:
    """A chat that plans a trip by plane, with these answers typed."""
    chat = Chat()
    chat.happen(Commanded("trip"))
    chat.tap("begin:trip")
    for words in ("no", "plane", *typed):
        chat.hear(words)
    return chat


def review(*typed: str) -> list[str]:
    """The whole review of a trip, with its buttons."""
    chat = chat_with(*typed, *PLAIN)
    chat.tap("list")
    chat.full = True
    return chat.lines(chat.tap("go"))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ((), "qqqqx\n(I don't know that place. Try a larger town nearby, or an airport's three letters.) Where …"),
        (("lhr",), "31 february 2027\n(There is no such day. Please type it again, or tap it.) On which day …"),
        (("lhr",), "1 november 2026\n(That day is over.) On which day …"),
        (("lhr",), "today 9 am\n✓ …\n(That time is over.) At what time …"),
        (("lhr",), f"28 march 2027 01:30\n✓ …\n({CLOCKS}) At what time do you leave, by the clock there? …"),
        (("lhr",), "31 october 2027 01:30\n✓ …\nAt what time … [1:30 AM (UTC+01:00)] [1:30 AM (UTC+00:00)] …"),
        (("lhr",), "1 december 2140\n(That is further ahead than I can plan.) On which day …"),
        (("lhr", "1 december 2026 21:35"), "lhr\n(That is the place you named before.) Where …"),
        ((), "san jose\n(Which of these do you mean?) Where … [San Jose, California, United States] …"),
    ],
)  # fmt: skip
def test_what_no_calendar_and_no_map_has_is_asked_about(typed: tuple[str, ...], asked: str) -> None:
    script = f"> {asked}"
    assert play(script, chat=chat_with(*typed)) == script


def test_an_arrival_before_the_departure_says_how_much_and_plans_nothing() -> None:
    told = review("lhr", "1 december 2026 21:35", "sin", "1 december 2026 10:00", "aisle")
    assert (
        told[:7]
        == cleandoc("""
        ↻ Your trip, as I understood it
        by plane
        • From London, England, United Kingdom (LHR): Tue, Dec 1, 2026, 9:35 PM
        • To Singapore (SIN): Tue, Dec 1, 2026, 10:00 AM
        A reminder to move every 45 minutes on the way.
        Please look at this again
        • Ride 1 arrives 19 h 35 min before it departs, each on its own clock.
    """).splitlines()
    )
    assert "[Remind me]" not in told


def test_over_the_date_line_an_earlier_clock_is_no_mistake() -> None:
    told = review("akl", "1 december 2026 19:45", "lax", "1 december 2026 10:45 am", "aisle")
    assert told[1] == "by plane, 12 h"
    assert "Please look at this again" not in told
    assert "[Remind me]" in told


def test_forty_hours_in_one_plane_are_asked_about() -> None:
    told = review("lhr", "1 december 2026 21:35", "sin", "[I know how long it takes]", "40 hours", "aisle")  # fmt: skip
    assert "• Ride 1 takes 40 h: is that one ride?" in told
    assert "[It is right: remind me]" in told


def test_rides_that_overlap_are_named() -> None:
    first = ("lhr", "1 december 2026 21:35", "sin", "2 december 2026 18:30", "aisle", "yes")
    told = review(*first, "plane", "sin", "2 december 2026 18:00", "syd", "3 december 2026 05:00", "aisle")  # fmt: skip
    assert "• Ride 2 departs before ride 1 arrives." in told
    assert "[Change: Leaving (2)]" in told
    assert "[Remind me]" not in told


def test_where_a_country_changed_its_clocks_for_good_the_new_law_counts() -> None:
    told = review("almaty", "1 december 2026 10:00", "ist", "1 december 2026 14:00", "aisle")
    assert told[1] == "by plane, 6 h"  # since March 2024 Almaty is five hours ahead of UTC, not six
