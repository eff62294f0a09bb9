"""What typed words mean: the corners that chats seldom reach."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.hearing.country import find_country
from bot.flow.hearing.danger import heard
from bot.flow.hearing.teach import teach
from bot.flow.hearing.tongue import fold
from bot.flow.hearing.typed import Picked, names_option, understand
from tests.chat import FLOW, LIBRARY, TEXTS, Chat, play

COUNTRIES = LIBRARY.countries


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Spain", "ES"),
        ("españa!", "ES"),
        ("I'm in Japan right now", "JP"),
        ("estoy en Reino Unido", "GB"),
        ("the United States of America", "US"),
        ("UK", "GB"),
        ("USA", "US"),
        ("I'm in it", None),
        ("in", None),
        ("no idea", None),
        ("", None),
    ],
)
def test_a_country_is_found_alone_or_in_a_sentence(words: str, iso: str | None) -> None:
    assert find_country(words, COUNTRIES) == iso


@pytest.mark.parametrize(
    ("language", "unsure"),
    [(tongue.name, unsure) for tongue in LIBRARY.tongues for unsure in tongue.unsure],
)
def test_every_way_of_not_being_sure_counts_as_such(language: str, unsure: str) -> None:
    question = FLOW.questions["swelling"]
    assert understand(question, unsure, LIBRARY.tongues) == Picked(("not_sure",)), language


def test_an_unsure_word_is_nothing_where_nobody_can_be_unsure() -> None:
    assert understand(FLOW.questions["about"], "dunno", LIBRARY.tongues) is None


def test_the_same_words_of_two_options_mean_the_more_worrying() -> None:
    """Contradiction or doubt never calms."""
    taught = teach(FLOW, lambda english: (english, "same"))
    swelling = taught.questions["swelling"]
    assert understand(swelling, "same", LIBRARY.tongues) == Picked(("not_sure",))


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(list(FLOW.questions)))
def test_any_text_is_an_answer_to_a_question_or_none(words: str, at: str) -> None:
    question = FLOW.questions[at]
    meant = understand(question, words, LIBRARY.tongues)
    if isinstance(meant, Picked):
        assert meant.values
        assert set(meant.values) <= question.options.keys()
        assert question.many or (len(meant.values) == 1 and meant.whole)


@settings(deadline=None)
@given(st.sampled_from([listening for listening in FLOW.listening if listening.phrases]), st.data())
def test_every_danger_phrase_is_heard_in_any_case_and_among_other_words(
    listening: object, data: st.DataObject
) -> None:
    one = next(each for each in FLOW.listening if each is listening)
    phrase = " ".join(data.draw(st.sampled_from(one.phrases), "phrase"))
    before = data.draw(st.sampled_from(["", "help ", "hello. ", "no no ", "😀 "]), "before")
    after = data.draw(st.sampled_from(["", "!!!", " now", "\nplease", "🦵"]), "after")
    if before == "no no ":
        before = "no. "
    found = heard(FLOW, (before + phrase + after).upper(), LIBRARY.tongues)
    assert one.option in found.get(one.question, ())


@pytest.mark.parametrize("code", TEXTS.languages)
def test_typing_an_option_as_it_is_shown_is_an_answer_and_no_alarm(code: str) -> None:
    for question in FLOW.questions.values():
        for option in question.options.values():
            words = TEXTS.translations(option.label)[-1] if code != "en" else option.label
            assert names_option(question, words), words


def test_the_words_of_an_option_are_no_alarm_at_its_question_and_are_elsewhere() -> None:
    label = FLOW.questions["risk"].options["arterial_disease"].label
    chat = Chat()
    chat.answer("none, me, under_10min, none, none, calf, no_change".split(", "))  # noqa: SIM905  as in a script
    assert chat.hear(label)[0] == f"✓ {label}"
    assert Chat().hear(label)[0].startswith("Get an ambulance now")


def test_a_folded_flow_hears_what_was_written_with_accents() -> None:
    assert all(
        word == fold(word) for listening in FLOW.listening for phrase in listening.phrases for word in phrase
    )  # fmt: skip


def test_command_words_work_in_odd_places() -> None:
    chat = """
        > (so far: none, me)
        …
        > /language
        …
        > carry on
        How long has it lasted? …
        > I can't breathe
        …
        > restart
        ✓ Get an ambulance now
        First, …
        > I can't breathe
        …
        > [Which number do I call here?]
        …
        > Atlantis
        (I don't know that country. …) Get an ambulance now …
        > I'm in Japan
        Get an ambulance now …
    """
    assert play(chat) == "\n".join(line[8:] for line in chat.splitlines()[1:-1])
