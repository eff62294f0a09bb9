"""Whatever people send is met with a kind line or with silence: no refusal, no exception."""

from collections.abc import Callable

import pytest

from bot.sandbox import Person
from bot.sandbox.shapes import Message
from tests.end_to_end.chats import answered, data_of, news, offers, play
from tests.end_to_end.conftest import Stage

QUESTION = "> /check\n[Agree and start]\n? red_flags\n[o:none]\n? about"

WORDLESS: dict[str, Callable[[Person], object]] = {
    "sticker": lambda who: who.send_sticker("💀"),
    "photo": lambda who: who.send_photo(),
    "photo of a leg": lambda who: who.send_photo("<b>my leg</b> & knee"),
    "voice": lambda who: who.send_voice(),
    "file": lambda who: who.send_document(b"\0" * 100, "x.bin"),
    "place": lambda who: who.send_location(51.5, -0.1),
    "contact": lambda who: who.send_contact("+34600000000"),
}
WORDS = {
    "emoji": "🦵" * 4096,
    "a long word": "a" * 9000,
    "right to left": "\u202etset\u202c \u2067שלום\u2069 مرحبا \u200f",
    "html": "<b>bold</b><script>alert(1)</script> & </blockquote> &amp; &#0; <a href='x'>",
    "markdown": "*bold* _it_ `code` [x](tg://user?id=1)",
    "braces": "{question} {0} %s %(name)s {{}}",
    "zalgo": "c\u0335\u0321a\u0334l\u0337f" * 50,
    "only marks": "?!…",
    "a nul and a bell": "a\x00b\x07c",
    "white space": "\u2003\u200b\u00a0.",
    "a slash": "/",
    "an odd command": "/chéck",
    "a long command": "/" + "x" * 300,
    "numbers": "99999999999999999999999999 -1 0 ½ ٣ 1e9",
    "sql": "'; DROP TABLE chats; --",
}


async def still_asked(stage: Stage, person: Person, fresh: Callable[[Message], bool]) -> None:
    """A kind line came, and the question still waits, once."""
    await person.hears(lambda m: fresh(m) and not data_of(m, "begin:leg-check"))
    await stage.sandbox.until(
        lambda: [bool(data_of(m, "o:me")) for m in person.from_bot].count(True) == 1
    )
    assert not stage.refused()


async def test_what_has_no_words_is_met_kindly(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, QUESTION)
        for send in WORDLESS.values():
            fresh = news(ana)
            sent = ana.last
            send(ana)
            await ana.hears("text and taps", after=sent)
            await still_asked(stage, ana, fresh)


async def test_odd_words_are_met_kindly(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, QUESTION)
        for words in WORDS.values():
            fresh = news(ana)
            sent = ana.send(words)
            await ana.hears("", after=sent)
            await still_asked(stage, ana, fresh)


@pytest.mark.parametrize(
    "name", ["<b>Zoë</b> & </i>", "\u202eana\u202c", "👩‍🦽" * 16, "{name}", "\u2067"]
)
async def test_odd_names_change_nothing(stage: Stage, name: str) -> None:
    async with stage.bot():
        odd = stage.sandbox.user(name)
        await play(odd, f"> /start\n(begin:leg-check)\n> {name}\n(begin:leg-check)\n{QUESTION}")
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()
        assert not [m for m in odd.from_bot if name in m.text]


async def test_edited_and_forwarded_words_answer_nothing(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, QUESTION)
        fresh = news(ana)
        ana.edit(ana.messages[0], "me")
        ana.forward(ana.messages[0])
        await play(ana, "> /about\nFree software\n? about")
        assert [m for m in ana.from_bot if fresh(m) and "How long" in m.text] == []
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()


async def test_nonsense_from_buttons_only_shows_where_we_are(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, QUESTION)
        for data in (
            "",
            ":",
            "o:me",
            "0:o:me",
            "-1:o:me",
            "²:o:me",
            "9" * 40 + ":o:me",
            "<b>",
            "1:" + "x" * 60,
        ):
            card = await ana.hears(offers("o:me"))
            query = ana.press(card, data)
            await stage.sandbox.until(answered(query))
            await ana.hears(offers("o:me"), after=card)
        live = await ana.hears(offers("o:me"))
        for choice in (
            "o:nobody",
            "o:",
            "edit:skin",
            "erase",
            "lang:en",
            "iso:ES",
            "begin:leg-check",
            "sos",
        ):
            query = ana.press(live, data_of(live, "o:me").replace("o:me", choice))
            await stage.sandbox.until(answered(query))
            live = await ana.hears(offers("o:me"), after=live)
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()
