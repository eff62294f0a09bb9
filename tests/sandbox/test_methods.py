"""What the bot can do, through python-telegram-bot."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.sandbox import Button, Group, Person, Sandbox
from tests.sandbox.pictures import png

YES_NO = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Yes", callback_data="y"),
            InlineKeyboardButton("No", callback_data="n"),
        ]
    ]
)


async def test_the_bot_learns_who_it_is(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username) == (1, True, "legwise_sandbox_bot")
    assert me.can_read_all_group_messages is False


async def test_markup_becomes_plain_text_and_entities(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(
        ana.id, "😀 <b>Is it <i>swollen</i></b>? &lt;see /help&gt;", parse_mode="HTML"
    )
    assert sent.text == "😀 Is it swollen? <see /help>"
    assert [(e.type, e.offset, e.length) for e in sent.entities][:2] == [
        ("bold", 3, 13),
        ("italic", 9, 7),
    ]
    assert ana.last.html == "😀 <b>Is it <i>swollen</i></b>? &lt;see /help&gt;"


async def test_a_keyboard_is_shown_and_comes_back(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.id, "Swollen?", reply_markup=YES_NO)
    assert sent.reply_markup == YES_NO
    assert ana.last.buttons == [[Button("Yes", "y"), Button("No", "n")]]


async def test_an_edit_replaces_text_and_takes_the_keyboard_away(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.id, "Swollen?", reply_markup=YES_NO)
    edited = await bot.edit_message_text("Swollen: yes", ana.id, sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    assert (ana.last.text, ana.last.buttons, ana.last.edited) == ("Swollen: yes", [], True)
    assert ana.last.versions == ["Swollen?"]


async def test_a_keyboard_can_change_alone(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.id, "Swollen?", reply_markup=YES_NO)
    await bot.edit_message_reply_markup(ana.id, sent.message_id, reply_markup=None)
    assert (ana.last.text, ana.last.buttons) == ("Swollen?", [])


async def test_messages_are_numbered_per_chat_and_can_go(bot: Bot, ana: Person) -> None:
    first = await bot.send_message(ana.id, "one")
    second = await bot.send_message(ana.id, "two")
    third = await bot.send_message(ana.id, "three")
    assert [first.message_id, second.message_id, third.message_id] == [1, 2, 3]
    assert await bot.delete_message(ana.id, 2)
    assert [m.text for m in ana.messages] == ["one", "three"]
    assert await bot.delete_messages(ana.id, [1, 2, 3])
    assert ana.messages == []


async def test_in_private_the_bot_may_delete_what_the_person_wrote(bot: Bot, ana: Person) -> None:
    said = ana.send("my leg hurts")
    assert await bot.delete_message(ana.id, said.id)
    assert said.deleted


async def test_a_reply_carries_what_it_answers(bot: Bot, ana: Person) -> None:
    said = ana.send("hello")
    sent = await bot.send_message(ana.id, "hello", reply_to_message_id=said.id)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.message_id == said.id


async def test_pictures_files_and_groups_of_them_arrive_and_download(bot: Bot, ana: Person) -> None:
    photo = await bot.send_photo(ana.id, png(4, 3), caption="<b>Trip</b>", parse_mode="HTML")
    assert (photo.photo[-1].width, photo.photo[-1].height) == (4, 3)
    assert ana.last.photo is not None
    assert (ana.last.text, ana.last.html) == ("Trip", "<b>Trip</b>")
    document = await bot.send_document(ana.id, b"BEGIN:VCALENDAR", filename="trip.ics")
    assert document.document is not None
    file = await bot.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"BEGIN:VCALENDAR"
    album = await bot.send_media_group(ana.id, [InputMediaPhoto(png()), InputMediaPhoto(png(3, 3))])
    assert len({message.media_group_id for message in album}) == 1
    again = await bot.send_photo(ana.id, photo.photo[-1].file_id)
    assert again.photo[-1].file_id == photo.photo[-1].file_id


async def test_a_picture_and_its_caption_can_be_replaced(bot: Bot, ana: Person) -> None:
    sent = await bot.send_photo(ana.id, png(), caption="old")
    await bot.edit_message_caption(ana.id, sent.message_id, caption="new")
    assert ana.last.text == "new"
    await bot.edit_message_media(InputMediaPhoto(png(9, 9), "newer"), ana.id, sent.message_id)
    assert ana.last.body["photo"][0]["width"] == 9
    assert ana.last.text == "newer"


async def test_a_reply_keyboard_appears_and_goes(bot: Bot, ana: Person) -> None:
    keys = ReplyKeyboardMarkup([[KeyboardButton("Share"), "Skip"]])
    await bot.send_message(ana.id, "Where?", reply_markup=keys)
    assert ana.keyboard == [["Share", "Skip"]]
    await bot.send_message(ana.id, "Thanks", reply_markup=ReplyKeyboardRemove())
    assert ana.keyboard == []


async def test_typing_is_shown(bot: Bot, ana: Person, sandbox: Sandbox) -> None:
    assert await bot.send_chat_action(ana.id, "typing")
    assert sandbox.calls[-1].params["action"] == "typing"


async def test_commands_are_kept_by_scope_and_language(
    bot: Bot, ana: Person, sandbox: Sandbox
) -> None:
    english, spanish = BotCommand("start", "Begin"), BotCommand("start", "Empezar")
    await bot.set_my_commands([english])
    await bot.set_my_commands([spanish], language_code="es")
    assert await bot.get_my_commands() == (english,)
    assert await bot.get_my_commands(language_code="es") == (spanish,)
    assert await bot.get_my_commands(BotCommandScopeAllPrivateChats()) == ()
    menu = sandbox.world.profile.menu
    assert menu(ana.id, "private", ana.id, "es")[0]["description"] == "Empezar"
    await bot.set_my_commands([BotCommand("stop", "x")], BotCommandScopeChat(ana.id))
    assert menu(ana.id, "private", ana.id, "es")[0]["command"] == "stop"
    await bot.delete_my_commands(language_code="es")
    assert await bot.get_my_commands(language_code="es") == ()


async def test_names_and_descriptions_fall_back_to_the_general_ones(bot: Bot) -> None:
    await bot.set_my_description("Asks about legs")
    await bot.set_my_description("Pregunta", language_code="es")
    await bot.set_my_short_description("Legs")
    await bot.set_my_name("Legwise!")
    assert (await bot.get_my_description("es")).description == "Pregunta"
    assert (await bot.get_my_description("fr")).description == "Asks about legs"
    assert (await bot.get_my_short_description()).short_description == "Legs"
    assert (await bot.get_my_name("de")).name == "Legwise!"


async def test_the_menu_button_is_kept(bot: Bot, ana: Person) -> None:
    await bot.set_chat_menu_button(ana.id, MenuButtonCommands())
    assert (await bot.get_chat_menu_button(ana.id)).type == "commands"


async def test_chats_and_members_are_described(bot: Bot, ana: Person, group: Group) -> None:
    assert (await bot.get_chat(ana.id)).first_name == "Ana"
    assert (await bot.get_chat(group.id)).title == "Road trip"
    assert (await bot.get_chat_member(group.id, ana.id)).status == "creator"
    assert (await bot.get_chat_member(group.id, 1)).status == "member"
    assert [m.user.id for m in await bot.get_chat_administrators(group.id)] == [ana.id]
    assert await bot.get_chat_member_count(group.id) == 3
    group.promote_bot()
    assert (await bot.get_chat_member(group.id, 1)).status == "administrator"
    assert await bot.leave_chat(group.id)
    assert group.chat.members[1] == "left"


@pytest.mark.parametrize("spelling", ["getme", "GETME"])
async def test_method_names_are_the_same_in_any_case(bot: Bot, spelling: str) -> None:
    result = await bot.do_api_request(spelling)
    assert result["username"] == "legwise_sandbox_bot"
