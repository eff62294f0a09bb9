"""A chat that breaks a claim, as it is printed, plays where it is pasted."""

from hypothesis import given, settings

from bot.authoring.transcript import transcript, unheard
from bot.flow.condition import Values
from bot.flow.decide import decide
from bot.flow.walk import walk
from tests.chat import FLOW, play
from tests.flow.sets_of_answers import answers
from tests.test_terminal import Screen


@settings(max_examples=25, deadline=None)
@given(answers(FLOW))
def test_a_transcript_pastes_into_a_test(every: dict[str, Values]) -> None:
    script = "\n".join(transcript(FLOW, every))
    assert play(script) == script


@settings(max_examples=10, deadline=None)
@given(answers(FLOW))
def test_a_transcript_pastes_into_the_terminal(every: dict[str, Values]) -> None:
    screen = Screen()
    lines = [f"    {line}" for line in transcript(FLOW, every)]
    last = next(line for line in reversed(lines) if line.strip().startswith(">"))
    told = screen.hear(*lines[: lines.index(last) + 1 if lines.count(last) == 1 else -2])
    title = decide(FLOW, walk(FLOW, every).given).ending.title
    assert lines[-1].strip() == f"{title} …"
    assert title in told


def test_what_a_chat_answers_besides_is_answered_plainly() -> None:
    assert list(transcript(FLOW, {"red_flags": ("none",), "about": ("travel",)})) == [
        *("> [None of these]", "…", "> [No trouble now: advice for a long journey]", "…"),
        *("> [None of these]", "…", "You can look after this yourself …"),
    ]


def test_what_a_chat_never_asks_is_told_apart() -> None:
    every: dict[str, Values] = {"red_flags": ("chest_pain",), "risk": ("smoker",)}
    assert list(transcript(FLOW, every)) == ["> [☐ Chest pain]", "…", "Get an ambulance now …"]
    assert unheard(FLOW, every) == {"risk": ("smoker",)}
