"""Questions asked again: written once, unfolded, and from then on like any others."""

from dataclasses import replace
from inspect import cleandoc

import pytest

from bot.flow.condition import All, Chosen
from bot.flow.errors import InvalidFlow
from bot.flow.hearing.teach import teach
from bot.flow.model import Flow
from bot.flow.proof.prove import Prover
from bot.flow.question import Round
from bot.flow.read import read_flow
from tests.chat import LIBRARY, TEXTS, play

RIDES = """\
flow: rides
version: "1"
title: Rides
about: Rides
command: rides
reviewed: {on: 2026-11-22, until: 2027-11-22, by: nobody yet}
sources:
  house: {title: Caution, at: docs}
questions:
  sore:
    ask: Is a leg sore?
    short: Sore
    options: {none: "No", "yes": "Yes"}
  ride:
    title: Ride
    repeat: up to 3
    questions:
      mode:
        ask: How do you travel?
        short: By
        options: {plane: Plane, car: Car}
      driver:
        ask: Do you drive?
        short: Driver
        when: {mode: car}
        options: {none: "No", "yes": "Yes"}
      day:
        ask: On which day?
        short: Day
        choose: day
      time:
        ask: At what time?
        short: Time
        choose: time
        on: day
    again:
      ask: Is there another ride?
      short: Another
      options: {none: "No", "yes": "Yes"}
rules:
  - at least: today
    when: {sore: "yes"}
    because: It is sore.
    source: house
otherwise: {ending: soon, because: It is planned., source: house}
endings:
  today: {urgency: 3, title: Not yet, by when: Be seen., safety net: A test.}
  soon:
    urgency: 2
    title: It is planned
    by when: Have a good journey.
    safety net: A test.
    say:
      - say: There is a drive.
        when:
          any: [{driver: "yes"}, {driver_2: "yes"}, {driver_3: "yes"}]
      - {say: One., when: {day: answered, time: answered}}
      - {say: Two., when: {day_2: answered, time_2: answered}}
      - {say: Three., when: {day_3: answered, time_3: answered}}
claims:
  - {always: today, when: {sore: "yes"}}
  - {never: today, when: {sore: none, mode_2: car}}
"""
KEYS = "(title, repeat, questions, again)"
EARLIER = "an earlier question with"
OFTEN = "the name 'up to 12' must be such as 'up to 6',"
AGAIN = Chosen("ride_again", frozenset({"yes"}))


def read(text: str = RIDES) -> Flow:
    return read_flow(text, "rides.yaml")


def told(old: str, new: str) -> list[str]:
    assert RIDES.count(old) == 1
    with pytest.raises(InvalidFlow) as caught:
        read(RIDES.replace(old, new))
    return [str(problem).removeprefix("rides.yaml:") for problem in caught.value.problems]


def test_a_group_is_asked_as_often_as_it_says_and_not_again_after_the_last() -> None:
    first = ["mode", "driver", "day", "time", "ride_again"]
    second = [f"{name}_2" for name in first]
    third = [f"{name}_3" for name in first[:-1]]
    questions = read().questions
    assert list(questions) == ["sore", *first, *second, *third]
    assert questions["day_2"].round == Round("Ride", 2)
    assert questions["sore"].round is None


def test_each_round_speaks_of_its_own_answers_and_waits_for_the_one_before() -> None:
    questions = read().questions
    assert questions["driver"].when == Chosen("mode", frozenset({"car"}))
    assert questions["driver_2"].when == All((Chosen("mode_2", frozenset({"car"})), AGAIN))
    assert questions["mode_2"].when == AGAIN
    assert questions["mode_3"].when == replace(AGAIN, question="ride_again_2")
    blank = questions["time_3"].blank
    assert blank is not None
    assert blank.on == "day_3"


def test_its_claims_are_proved_over_every_round() -> None:
    assert [proof.holds for proof in Prover(read()).prove()] == [True, True]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{mode: car}", "{mood: car}", "25:16: 'mood' is not a question; did you mean 'mode'?"),
        ("{mode: car}", "{mode: cart}", "25:22: 'cart' is not an option of 'mode'; did you mean 'car'?"),
        ("    repeat: up to 3", "    repeat: up to 12", f"16:13: {OFTEN} from 2 to 9"),
        ("    title: Ride\n", "", "14:3: group 'ride' needs 'title'"),
        ("    again:\n", "    agian:\n", f"36:5: 'agian' is not a key of group 'ride' {KEYS}; did you mean 'again'?"),
        ("        on: day\n", "        on: sore\n", f"35:13: 'sore' is not {EARLIER} 'choose: day'; there are 'day'"),
        ("  sore:\n", "  mode_2:\n", "10:3: 'mode_2' is a name of the group's later rounds; choose another"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_group_is_told_once_where_it_is_written(
    old: str, new: str, problem: str
) -> None:
    assert told(old, new).count(problem) == 1


def test_rides_are_told_one_after_the_other() -> None:
    flow = teach(read(), TEXTS.translations)
    library = replace(LIBRARY, flows={"rides": flow, LIBRARY.main.id: LIBRARY.main})
    script = cleandoc("""
        > /rides
        …
        > [Agree and start]
        …
        Is a leg sore? …
        > no
        …
        How do you travel? [Plane] [Car] …
        > plane
        …
        > tomorrow 7pm
        …
        Is there another ride? [No] [Yes] …
        > yes
        …
        (Ride 2. Question 6 of about 9) How do you travel? [Plane] [Car] …
        > car
        …
        (Ride 2. Question 7 of about 10) Do you drive? [No] [Yes] …
        > yes
        …
        > [My answers]
        ↻ Your answers [Sore] [By] [Day] [Time] [Another] [By (2)] [Driver (2)] [Back to the question]
        > [By (2)]
        …
        > plane
        …
        (Ride 2. Question 7 of about 9) On which day? …
    """)
    assert play(script, library=library) == script
