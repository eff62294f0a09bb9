"""The same in Spanish, tapped and typed. What is expected comes from the catalogue."""

from bot.sandbox import Person
from bot.sandbox.shapes import Message
from tests.end_to_end.chats import FLOW, data_of, news, play, said
from tests.end_to_end.conftest import Stage

A_CRAMP = {
    "red_flags": "none",
    "about": "me",
    "duration_class": "under_10min",
    "swelling": "none",
    "skin": "none",
    "location": "calf",
    "movement": "eases_with_stretch",
    "risk": "none",
}


async def test_a_cramp_is_checked_in_spanish_by_tapping(stage: Stage) -> None:
    async with stage.bot():
        luis = stage.sandbox.user("Luis", language="es-MX")
        await play(luis, "> /start\n[begin:leg-check]")
        for question, option in A_CRAMP.items():
            card = await asked(luis, question)
            label = FLOW.questions[question].options[option].label
            assert said(label, "es") in card.labels
            luis.tap(said(label, "es"), card)
        ending = await play(luis, "! self_care", "es")
        assert said("Change an answer", "es") in ending.labels
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()


async def test_a_cramp_is_checked_in_spanish_by_typing(stage: Stage) -> None:
    async with stage.bot():
        luis = stage.sandbox.user("Luis", language="es")
        await play(luis, "> hola\n[begin:leg-check]")
        for question, option in A_CRAMP.items():
            await asked(luis, question)
            luis.send(said(FLOW.questions[question].options[option].label, "es").lower())
        await play(luis, "! self_care", "es")
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()


async def test_the_words_a_spanish_speaker_chooses(stage: Stage) -> None:
    async with stage.bot():
        luis = stage.sandbox.user("Luis", language="es")
        await play(
            luis,
            """
            > /check
            [begin:leg-check]
            ? red_flags
            > ninguno
            ? about
            > yo
            ? duration_class
            > desde ayer
            ? swelling
            > no
            ? skin
            > no
            ? side
            > una pierna
            ? location
            > atrás
            ? side
            > cancelar
            """,
            "es",
        )
        await luis.hears(said("Stopped.", "es"))


async def test_the_language_is_changed_in_the_middle(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana", language="en")
        await play(
            ana,
            """
            > /check
            [Agree and start]
            ? red_flags
            [None of these]
            ? about
            > /language
            Which language shall we use?
            [Español]
            """,
        )
        await play(ana, "? about\n[o:me]\n? duration_class", "es")
        fresh = news(ana)
        ana.send("/help")
        await ana.hears(lambda m: fresh(m) and said("How to use me", "es") in m.text)
        assert (await asked(ana, "duration_class")).labels
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()


async def test_a_language_nobody_translated_is_answered_in_english(stage: Stage) -> None:
    async with stage.bot():
        for language in ("fi", "zz", None, "es-419"):
            person = stage.sandbox.user("Aino", language=language)
            told = "es" if language == "es-419" else "en"
            await play(person, "> /check\n[begin:leg-check]\n? red_flags", told)


async def test_danger_named_in_spanish_brings_the_spanish_card(stage: Stage) -> None:
    async with stage.bot():
        luis = stage.sandbox.user("Luis", language="es")
        card = await play(luis, "> no puedo respirar\n! emergency", "es")
        assert "112" in card.text
        card = await play(luis, "> España\n! emergency", "es")
        assert "España" in card.text


async def asked(person: Person, question: str) -> Message:
    """Wait for a question in Spanish, with its buttons."""
    words = said(FLOW.questions[question].ask, "es")
    assert words != FLOW.questions[question].ask
    first = next(iter(FLOW.questions[question].options))
    return await person.hears(lambda m: words in m.text and bool(data_of(m, f"o:{first}")))
