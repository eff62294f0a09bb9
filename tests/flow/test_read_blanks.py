"""Questions to be filled in: what may be said of them, and mistakes in it."""

import pytest

from bot.flow.blank import Blank
from bot.flow.condition import Chosen
from bot.flow.errors import InvalidFlow
from bot.flow.read import read_flow
from tests.flow.journey import FLOW, JOURNEY

DAYS = "'today', 'tomorrow', 'same day', 'next day'"
EARLIER = "an earlier question with 'choose:"
KEYS = "ask, short, options, help, why, source, choose, when, fresh for, hints, handover, unlike"


def told(old: str, new: str) -> list[str]:
    assert JOURNEY.count(old) == 1
    with pytest.raises(InvalidFlow) as caught:
        read_flow(JOURNEY.replace(old, new), "j")
    return [problem.message for problem in caught.value.problems]


def test_a_blank_is_read_with_its_limits() -> None:
    blanks = {name: question.blank for name, question in FLOW.questions.items()}
    assert blanks == {
        "from": Blank("place", most=365),
        "day": Blank("day", most=400, quick=("0", "1"), clock="from"),
        "time": Blank("time", most=365, clock="from", on="day"),
        "to": Blank("place", most=365, unlike="from"),
        "every": Blank("span", 30, 120, 5, ("45", "90")),
    }


def test_answered_is_a_condition_on_what_is_filled_in() -> None:
    (item, *_) = FLOW.endings["later"].say[1:]
    assert Chosen("every", frozenset(), "none") in item.when.parts  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    to: 2 hours\n", "", "question 'every' needs 'to' beside 'choose: span'"),
        ("    from: 30 minutes\n", "", "question 'every' needs 'from' beside 'choose: span'"),
        ("    to: 2 hours\n", "    to: 20 minutes\n", "'to' must not be shorter than 'from'"),
        ("[45 minutes, 90", "[44 minutes, 90", "this is not within 'from', 'to' and 'step'"),
        ("[today, tomorrow]", "[today, tomorow]", f"'tomorow' is not a quick day; there are {DAYS}"),
        ("    on: day\n", "    on: from\n", f"'from' is not {EARLIER} day'; there are 'day'"),
        ("    unlike: from\n", "    unlike: every\n", f"'every' is not {EARLIER} place'; there are 'from'"),
        ("    unlike: from\n", "    worry: [a, b]\n", f"'worry' is not a key of question 'to' ({KEYS})"),
        ("choose: span", "choose: spam", "'spam' is not a way to choose; did you mean 'span'?"),
        ("{every: answered, not", "{every: answerd, not", "'answerd' is not an option of 'every'; there are 'never'"),
        ("    when: {every: never}\n", "    when: {to: never}\n", "'never' is not an option of 'to'; there are none"),
    ],
)  # fmt: skip
def test_a_mistake_about_a_blank_says_what_to_do(old: str, new: str, message: str) -> None:
    assert message in told(old, new)


def test_one_option_beside_a_blank_is_a_choice() -> None:
    assert list(FLOW.questions["every"].options) == ["never"]
