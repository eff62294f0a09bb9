"""Answers typed: numbers, words, slips, lengths of time, lists."""

from textwrap import dedent

import pytest

from bot.flow.events import Said
from bot.flow.hearing.tongue import fold
from tests.chat import FLOW, LIBRARY, TEXTS, Chat, play

BEFORE = {
    "about": "none",
    "duration_class": "none, me",
    "swelling": "none, me, 1_to_14_days",
    "swelling_extent": "none, me, 1_to_14_days, one_leg",
    "skin": "none, me, under_10min, none",
    "location": "none, me, under_10min, none, none",
    "movement": "none, me, under_10min, none, none, calf",
    "risk": "none, me, under_10min, none, none, calf, no_change",
}


def answered(question: str, words: str) -> tuple[str, ...] | None:
    """What typed words become at a question; None where it is asked again."""
    chat = Chat()
    chat.answer(BEFORE[question].split(", "))
    assert chat.state.view == f"question:{question}"
    chat.happen(Said(words))
    assert chat.state.run is not None
    given = chat.state.run.answers.get(question)
    return given.values if given else None


@pytest.mark.parametrize(
    ("question", "words", "option"),
    [
        ("about", "1", "me"),
        ("about", " 2. ", "someone_else"),
        ("about", "me", "me"),
        ("about", "for me", "me"),
        ("about", "Me, and I'm 18 or over", "me"),
        ("swelling", "yes, one leg", "one_leg"),
        ("swelling", "one leg", "one_leg"),
        ("swelling", "ONE LEG!", "one_leg"),
        ("swelling", "no", "none"),
        ("swelling", "nope no swelling", None),
        ("swelling", "no sweling", "none"),
        ("swelling", "one lge", "one_leg"),
        ("swelling", "una pierna", "one_leg"),
        ("swelling", "sí, una pierna", "one_leg"),
        ("swelling", "si, una pierna", "one_leg"),
        ("swelling", "yes", None),
        ("swelling", "6", None),
        ("swelling", "0", None),
        ("swelling", "1, 2", None),
        ("swelling", "i can't tell", "not_sure"),
        ("location", "calf", "calf"),
        ("location", "the calf", "calf"),
        ("location", "claf", None),
        ("location", "behind the knee", "behind_knee"),
        ("location", "behind the kne", "behind_knee"),
        ("location", "sciatica", "back_to_leg"),
        ("location", "pantorrilla", "calf"),
        ("movement", "stretching helps", "eases_with_stretch"),
        ("movement", "it was wednesday", None),
    ],
)
def test_options_are_understood_by_number_by_words_and_with_small_slips(
    question: str, words: str, option: str | None
) -> None:
    assert answered(question, words) == (None if option is None else (option,))


@pytest.mark.parametrize("code", TEXTS.languages)
@pytest.mark.parametrize("question", BEFORE)
def test_every_option_can_be_typed_as_it_is_shown(question: str, code: str) -> None:
    speaker = TEXTS.speaker(code, [FLOW.questions[question].ask])
    for option in FLOW.questions[question].options.values():
        for words in (option.label, option.button or option.label):
            shown = speaker.words.get(words, words)
            got = answered(question, shown)
            assert got is not None, shown
            assert option.id in got


@pytest.mark.parametrize("words", ["not swollen", "no swelling", "not one leg", "none"])
def test_a_denial_never_becomes_a_yes(words: str) -> None:
    assert answered("swelling", words) in {("none",), None}


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ("5 min", "under_10min"),
        ("10 min", "under_10min"),
        ("10 minutes", "under_10min"),
        ("a few minutes", "under_10min"),
        ("30 seconds", "under_10min"),
        ("cinco minutos", "under_10min"),
        ("10 minutes ago", "10min_to_24h"),
        ("it began 5 minutes ago", None),
        ("since 5 minutes", "10min_to_24h"),
        ("11 min", "10min_to_24h"),
        ("half an hour", "10min_to_24h"),
        ("media hora", "10min_to_24h"),
        ("2h", "10min_to_24h"),
        ("1.5 hours", "10min_to_24h"),
        ("1 day", "10min_to_24h"),
        ("since this morning", "10min_to_24h"),
        ("since yesterday", "1_to_14_days"),
        ("yesterday", "1_to_14_days"),
        ("desde ayer", "1_to_14_days"),
        ("about 3 days", "1_to_14_days"),
        ("3-4 days", "1_to_14_days"),
        ("3 or 4 days", None),
        ("hace una semana", "1_to_14_days"),
        ("a week", "1_to_14_days"),
        ("a couple of weeks", "1_to_14_days"),
        ("2 weeks", "1_to_14_days"),
        ("for 2 weeks and a half", "over_2_weeks"),
        ("20 days", "over_2_weeks"),
        ("three weeks now", "over_2_weeks"),
        ("un mes", "over_2_weeks"),
        ("3 months", "over_2_weeks"),
        ("4 months", "over_3_months"),
        ("years", "over_3_months"),
        ("since last year", "over_3_months"),
        ("long ago", None),
        ("3", None),  # days, or the third option?
    ],
)
def test_lengths_of_time_are_understood(words: str, option: str | None) -> None:
    assert answered("duration_class", words) == (None if option is None else (option,))


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("1, 3", ("red", "spreading_redness")),
        ("3 and 1", ("spreading_redness", "red")),
        ("1 y 2", ("red", "warm")),
        ("1;2", ("red", "warm")),
        ("2 2 2", ("warm",)),
        ("warmer and bruised", ("warm", "bruise")),
        ("itchy, bruise", ("itchy_scaly", "bruise")),
        ("nothing", ("none",)),
        ("no change", ("none",)),
        ("darker", ("red",)),
        ("13", None),
        ("1, 99", None),
    ],
)
def test_many_answers_can_be_typed_at_once(words: str, values: tuple[str, ...] | None) -> None:
    assert answered("skin", words) == values


def test_what_was_half_understood_is_ticked_and_asked_about() -> None:
    chat = """
        > (so far: none, me, under_10min, none)
        …
        > bruised and strange
        (Noted with ☑. Tick more, or tap Done.) …skin… [☑ Bruised] …
        > itchy
        (Noted with ☑. Tick more, or tap Done.) …skin… [☑ Bruised] … [☑ Itchy or scaly] …
        > nothing
        (You have ticked something above. Untick it first, or tap Done.) …
        > done
        ✓ Bruised, Itchy or scaly
        …
    """
    assert play(chat) == dedent(chat).strip()


def test_none_beside_a_sign_keeps_the_sign_to_be_confirmed() -> None:
    for words in ("none, fever", "17, 13", "fever and none of these"):
        chat = Chat()
        chat.hear("(so far: )")
        told = chat.hear(words)
        assert told[0].startswith("(Noted with ☑. Tick more, or tap Done.) First, ")
        assert "[☑ Fever or vomiting]" in told[0]


def test_none_beside_something_strange_is_asked_again() -> None:
    chat = Chat()
    chat.hear("(so far: )")
    assert chat.hear("none, my toe")[0].startswith("(I didn't understand that. ")


def test_typed_danger_by_number_needs_no_done() -> None:
    chat = Chat()
    chat.hear("(so far: )")
    assert chat.hear("17, 1") == [
        "✓ Trouble breathing",
        "Get an ambulance now [Which number do I call here?] [Card for a clinician] [Start again] [Don't ask me]",
    ]


def test_a_done_before_any_tick_is_answered_in_the_chat() -> None:
    chat = Chat()
    chat.hear("(so far: )")
    told = chat.hear("done")
    assert told[0].startswith("(Tick what applies first, or choose “None of these”.) First, ")


@pytest.mark.parametrize("words", ["hm", "?", "...", "", " ", "\u200b", "😀" * 4096, "ה" * 4096])
def test_what_is_not_understood_is_asked_again_kindly(words: str) -> None:
    chat = Chat()
    chat.hear("(so far: none, me)")
    (told,) = chat.lines(chat.happen(Said(words)))
    assert told.startswith("(I didn't understand that. ")
    assert "How long has it lasted?" in told


def test_no_option_has_the_words_of_a_command() -> None:
    """They could not be typed: a command goes first."""
    wishes = {
        phrase
        for tongue in LIBRARY.tongues
        for wish in (tongue.back, tongue.why, tongue.done, tongue.cancel, tongue.again, tongue.go)
        for phrase in wish
    }
    labels = {
        words
        for question in FLOW.questions.values()
        for option in question.options.values()
        for words in (option.label, option.button or "")
    }
    shown = {fold(said) for words in labels if words for said in TEXTS.translations(words)}
    assert not wishes & shown
