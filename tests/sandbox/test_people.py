"""What people do reaches the bot in Telegram's shape."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, CallbackQuery, InlineKeyboardButton, Update
from telegram import InlineKeyboardMarkup as Keyboard

from bot.sandbox import Group, ImpossibleError, NotHeardError, Person, Sandbox
from bot.sandbox.entities import utf16
from bot.sandbox.people import Person as Somebody
from bot.sandbox.shapes import User
from bot.sandbox.world import World

BUTTONS = Keyboard(
    [
        [InlineKeyboardButton("✓ Yes, one leg", callback_data="one")],
        [InlineKeyboardButton("Yes", callback_data="yes")],
        [InlineKeyboardButton("More", url="https://example.org/")],
    ]
)


def newest(sandbox: Sandbox) -> Any:
    """The newest pending update, read by python-telegram-bot."""
    update = Update.de_json(sandbox.world.updates.pending[-1].shape, None)
    assert update.effective_chat is not None
    return update


async def test_a_command_has_its_entity(sandbox: Sandbox, ana: Person) -> None:
    ana.send("😀 /start@legwise_sandbox_bot now")
    message = newest(sandbox).message
    assert message is not None
    assert message.from_user is not None
    assert message.from_user.language_code == "es"
    assert message.parse_entities() == {message.entities[0]: "/start@legwise_sandbox_bot"}
    assert message.entities[0].type == "bot_command"


async def test_every_kind_of_message_parses(sandbox: Sandbox, ana: Person) -> None:
    ana.send_sticker()
    assert newest(sandbox).message.sticker
    ana.send_photo("look")
    assert newest(sandbox).message.photo
    ana.send_voice()
    assert newest(sandbox).message.voice
    ana.send_document()
    assert newest(sandbox).message.document
    ana.send_location(51.5, -0.1)
    assert newest(sandbox).message.location
    ana.send_contact("+34600000000")
    assert newest(sandbox).message.contact
    said = ana.send("one")
    ana.edit(said, "two")
    assert newest(sandbox).edited_message.text == "two"
    ana.forward(said)
    assert newest(sandbox).message.forward_origin.sender_user.id == ana.id
    ana.send("answer", reply_to=said)
    assert newest(sandbox).message.reply_to_message.text == "two"
    ana.start("plan_42")
    assert newest(sandbox).message.text == "/start plan_42"
    ana.open("https://t.me/legwise_sandbox_bot?start=abc")
    assert newest(sandbox).message.text == "/start abc"


async def test_a_tap_carries_the_message_it_was_on(sandbox: Sandbox, bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.id, "Swollen?", reply_markup=BUTTONS)
    ana.tap("Yes")
    query = newest(sandbox).callback_query
    assert isinstance(query, CallbackQuery)
    assert (query.data, query.from_user.id) == ("yes", ana.id)
    assert query.message is not None
    assert query.message.message_id == 1
    assert ana.tap("one").data == ana.tap("one leg").data == "one"
    assert len({q.id for q in ana.queries}) == 3
    with pytest.raises(ImpossibleError, match="opens https"):
        ana.tap("More")
    with pytest.raises(ImpossibleError, match="no button 'Maybe'"):
        ana.tap("Maybe")
    message = ana.last
    await bot.delete_message(ana.id, sent.message_id)
    ana.press(message, "yes")
    query_shape: Any = sandbox.world.updates.pending[-1].shape["callback_query"]
    assert (query_shape["message"]["message_id"], query_shape["message"]["date"]) == (1, 0)


async def test_blocking_is_told_and_ends_the_talk(sandbox: Sandbox, ana: Person) -> None:
    ana.block()
    change = newest(sandbox).my_chat_member
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
    with pytest.raises(ImpossibleError):
        ana.send("hello?")
    ana.start()
    assert newest(sandbox).message.text == "/start"


async def test_in_a_group_the_bot_hears_what_is_meant_for_it(
    sandbox: Sandbox, bot: Bot, group: Group
) -> None:
    ana = group.owner
    ana.send("just talk", group)
    ana.send("/trip@other_bot", group)
    assert sandbox.world.updates.pending == []
    said = await bot.send_message(group.id, "hi")
    for words, answers in (
        ("/trip", None),
        ("hey @legwise_sandbox_bot", None),
        ("yes", group.last),
    ):
        ana.send(words, group, reply_to=answers)
        assert newest(sandbox).message.text == words
    assert said.message_id == group.last.id
    group.promote_bot()
    assert newest(sandbox).my_chat_member.new_chat_member.status == "administrator"
    ana.send("just talk", group)
    assert newest(sandbox).message.text == "just talk"


async def test_joining_leaving_topics_and_moving_are_told(sandbox: Sandbox, ana: Person) -> None:
    group = sandbox.group("Flat", ana, kind="group", topics=True)
    assert newest(sandbox).message.new_chat_members[0].is_bot
    topic = group.topic("Trips")
    assert newest(sandbox).message.forum_topic_created.name == "Trips"
    ana.send("/here", group, topic=topic)
    assert newest(sandbox).message.message_thread_id == topic
    moved = group.upgrade()
    assert newest(sandbox).message.migrate_from_chat_id == group.id
    moved.remove_bot()
    assert newest(sandbox).my_chat_member.new_chat_member.status == "kicked"
    moved.add_bot(payload="go")
    assert newest(sandbox).message.text == "/start@legwise_sandbox_bot go"
    with pytest.raises(ImpossibleError, match="is not in"):
        sandbox.user("Ben").send("hi", moved)


async def test_a_channel_has_posts_and_no_sender(sandbox: Sandbox, bot: Bot, ana: Person) -> None:
    channel = sandbox.channel("News", ana)
    said = channel.post("first")
    assert newest(sandbox).channel_post.text == "first"
    ana.edit(said, "first!")
    assert newest(sandbox).edited_channel_post.text == "first!"
    sent = await bot.send_message(channel.id, "second")
    assert sent.from_user is None
    assert channel.last.from_bot


async def test_waiting_in_vain_shows_the_chat(ana: Person) -> None:
    ana.send("hello?")
    with pytest.raises(NotHeardError, match=r"not heard in 0\.01 s: 'hi'\n--- Ana\n> hello\?"):
        await ana.hears("hi", timeout=0.01)
    with pytest.raises(LookupError, match="said nothing"):
        _ = ana.last


@given(name=st.text(min_size=1, max_size=64), text=st.text(min_size=1, max_size=9000))
def test_any_name_and_any_text_reach_the_bot(name: str, text: str) -> None:
    world = World(User(1, "Legwise", is_bot=True, username="legwise_sandbox_bot"))
    user, chat = world.new_user(name)
    person = Somebody(world, user, chat)
    person.send(text)
    updates: list[Any] = [Update.de_json(dict(u.shape), None) for u in world.updates.pending]
    pieces = [update.message.text for update in updates]
    assert "".join(pieces) == text
    assert all(utf16(piece) <= 4096 for piece in pieces)
    for update in updates:
        assert update.message.from_user.first_name == name
        for entity, word in update.message.parse_entities().items():
            assert utf16(word) == entity.length
