"""In a group nobody is questioned, nothing is kept, and nobody else's talk is answered."""

import pytest

from bot.flow.state import State
from bot.sandbox import Group, Person
from bot.sandbox.shapes import Message
from bot.store import ChatKey
from tests.end_to_end.chats import play
from tests.end_to_end.conftest import ME, Stage


async def answered(stage: Stage, group: Group, person: Person) -> list[Message]:
    """What the bot has said in the group, once it has surely read everything said there before."""
    await play(person, "> /about\nFree software")
    await stage.sandbox.quiet(0.1)
    return group.from_bot


@pytest.mark.parametrize(
    ("command", "topics"),
    [
        ("/check", False),
        (f"/check@{ME}", True),
        (f"/CHECK@{ME.upper()} now", False),
        ("/start", True),
    ],
)
async def test_check_in_a_group_leads_into_the_private_chat(
    stage: Stage, command: str, topics: bool
) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana", started=False)
        group = stage.sandbox.group("Flat 3", ana, topics=topics)
        topic = group.topic("Sport") if topics else None
        ana.send(command, group, topic=topic)
        line = await group.hears(lambda m: m.from_bot)
        assert "\n\n" not in line.text
        assert "Ana" not in line.text
        ((button,),) = line.buttons
        assert button.url is not None
        ana.open(button.url)
        await play(ana, "(Agree and start)")
        await stage.sandbox.quiet(0.1)
        assert group.from_bot == [line]
        assert not stage.refused()
    async with stage.memory() as store:
        for key in (
            ChatKey(group.id),
            ChatKey(group.id, None, ana.id),
            ChatKey(group.id, topic, ana.id),
        ):
            assert await store.load(key) == (State(), 0)
        assert await store.pending() == []


async def test_chatter_and_other_bots_commands_are_left_alone(stage: Stage) -> None:
    async with stage.bot():
        ana, ben = stage.sandbox.user("Ana"), stage.sandbox.user("Ben")
        group = stage.sandbox.group("Flat 3", ana, ben)
        group.promote_bot()  # from here on the bot hears everything
        for words in (
            "/check@another_bot",
            "/weather",
            f"/weather@{ME}",
            "/help@another_bot",
            "hello all",
            "I can't breathe for laughing",
            f"@{ME} what do you think?",
            "check",
        ):
            ana.send(words, group)
        edited = ben.send("hello", group)
        ben.edit(edited, "/check")
        ben.send_sticker(chat=group)
        ben.send_photo("/weather", chat=group)
        ben.send_voice(chat=group)
        ben.forward(ana.send("my leg hurts"), group)
        assert await answered(stage, group, ana) == []
        assert not stage.refused()


async def test_coming_going_and_posts_in_channels_are_passed_over(stage: Stage) -> None:
    async with stage.bot():
        ana, ben = stage.sandbox.user("Ana"), stage.sandbox.user("Ben")
        group = stage.sandbox.group("Flat 3", ana, kind="group")
        group.join(ben)
        channel = stage.sandbox.channel("News", ana)
        channel.post("/check")
        group.upgrade()
        group.remove_bot()
        assert await answered(stage, channel, ben) == []
        assert not stage.refused()


async def test_a_bot_thrown_out_before_it_answers_says_nothing_more(stage: Stage) -> None:
    ana = stage.sandbox.user("Ana")
    group = stage.sandbox.group("Flat 3", ana)
    ana.send("/check", group)
    group.remove_bot()
    async with stage.bot():
        assert await answered(stage, group, ana) == []
    async with stage.memory() as store:
        assert await store.pending() == []


async def test_a_group_that_becomes_a_supergroup_is_served_on(stage: Stage) -> None:
    ana = stage.sandbox.user("Ana")
    group = stage.sandbox.group("Flat 3", ana)
    ana.send("/check", group)
    above = group.upgrade()  # before the bot can answer
    async with stage.bot():
        first = await above.hears(lambda m: m.from_bot)
        ana.send(f"/check@{ME}", above)
        await above.hears(lambda m: m.from_bot and m.id != first.id)
    assert not group.from_bot
