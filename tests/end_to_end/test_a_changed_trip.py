"""A trip that is late, over real HTTP: its papers come anew, and the earlier picture says that it is out of date."""

from bot.sandbox.shapes import Message
from tests.end_to_end.conftest import Stage

ANSWERS = (
    *("no", "plane", "lhr", "1 december 2030 21:35", "singapore", "13 hours", "aisle", "no"),
    *("no, remind me all the way", "45 minutes", "no", "none of these"),
)


def a_picture(message: Message) -> bool:
    return message.document is not None and message.document.name.endswith(".png")


async def test_below_the_earlier_picture_it_says_that_it_is_out_of_date(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        ana.send("/trip")
        last = await ana.hears("")
        ana.tap("Agree and start")
        await ana.hears("sore", after=last)
        for words in ANSWERS:
            ana.send(words)
            await stage.sandbox.quiet()
        ana.tap("Remind me")
        first = await ana.hears(a_picture)
        await stage.sandbox.quiet()
        ana.send("we are 40 minutes late")
        second = await ana.hears(a_picture, after=first)
        await stage.sandbox.quiet()
        assert "out of date" in first.text
        assert "out of date" not in second.text
