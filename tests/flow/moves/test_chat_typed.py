"""Answers typed: numbers, words, slips, lengths of time, lists."""

from inspect import cleandoc
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


@pytest.mark.parametrize(
    "words", ["5 min", "10 minutes", "a few minutes", "30 seconds", "cinco minutos"]
)
def test_a_short_length_is_asked_back_for_it_does_not_say_that_it_is_over(words: str) -> None:
    chat = cleandoc(f"""
        > (so far: none, me)
        …
        > {words}
        (Is it gone now, and did it come only once? …) How long has it lasted? …
        > hm
        (I didn't understand that. …) How long has it lasted? …
        > yes
        ✓ 10 minutes or less, once, and gone now
        Is anything swollen, …
    """)
    assert play(chat) == chat


def test_who_was_asked_back_may_answer_otherwise() -> None:
    chat = cleandoc("""
        > (so far: none, me)
        …
        > 10 min
        (Is it gone now, …) How long has it lasted? …
        > it keeps coming back
        ✓ Short cramps that keep coming back
        Is anything swollen, …
    """)
    assert play(chat) == chat


@pytest.mark.parametrize(
    ("number", "unit", "record"),
    [
        ("3", "days", "1 to 14 days"),
        ("three", "weeks", "2 weeks to 3 months"),
        ("3", "a week", "1 to 14 days"),
        ("5", "2 hours", "More than 10 minutes, up to a day"),
        ("20", "días", "2 weeks to 3 months"),
    ],
)
def test_a_bare_number_is_asked_its_unit_and_kept(number: str, unit: str, record: str) -> None:
    chat = cleandoc(f"""
        > (so far: none, me)
        …
        > {number}
        ({number} what? Type the unit, …) How long has it lasted? …
        > {unit}
        ✓ {record}
        Is anything swollen, …
    """)
    assert play(chat) == chat


@pytest.mark.parametrize(
    ("before", "words", "option"),
    [
        ("none, me, 1_to_14_days, none, none", "left calf", "one"),
        ("none, me, 1_to_14_days, none, none", "my right foot mostly", "one"),
        ("none, me, 1_to_14_days, none, none", "left arm", "one_arm"),
        ("none, me, 1_to_14_days, none, none", "not left", None),
        ("none, me, 1_to_14_days, none, none", "left and arm", None),
        ("none, me, under_10min, none, none", "left calf", "calf"),
        ("none, me, under_10min, none, none", "la pantorrilla izquierda", "calf"),
        ("none, me, under_10min, none, none", "it is the right ankle", "ankle"),
        ("none, me, 1_to_14_days", "it is one leg", "one_leg"),
        ("none, me, 1_to_14_days", "there is no swelling in one leg now I think", None),
    ],
)
def test_an_answer_is_found_in_what_is_said_around_it(
    before: str, words: str, option: str | None
) -> None:
    chat = Chat()
    chat.answer(before.split(", "))
    asked = chat.state.view.partition(":")[2]
    chat.happen(Said(words))
    assert chat.state.run is not None
    given = chat.state.run.answers.get(asked)
    assert (given.values if given else None) == (None if option is None else (option,))


@pytest.mark.parametrize(
    "words", ["warfarin", "I take apixaban", "Eliquis", "tomo Sintrom", "i'm on blood thinners"]
)
def test_names_of_blood_thinners_are_understood(words: str) -> None:
    chat = Chat()
    chat.answer(BEFORE["risk"].split(", "))
    chat.happen(Said(words))
    run = chat.state.run
    assert run is not None
    kept = run.picked or run.answers["risk"].values
    assert kept == ("anticoagulant",)


def test_a_blood_thinner_that_is_denied_is_not_ticked() -> None:
    assert answered("risk", "I don't take warfarin") is None


def test_what_stands_in_a_sentence_of_many_is_ticked_and_to_be_confirmed() -> None:
    chat = cleandoc("""
        > (so far: none, me, under_10min, none)
        …
        > it has been red and quite warm
        (Noted with …) … [☑ Redder or darker] [☑ Warmer] …
        > done
        ✓ Redder or darker than usual, Warmer than the other side
        …
    """)
    assert play(chat) == chat
    assert answered("skin", "it is red and warm") == ("red", "warm")
    assert answered("skin", "red, not warm") is None
