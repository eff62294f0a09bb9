"""What Telegram refuses, the sandbox refuses, in the same words."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from bot.sandbox import Group, Person, Sandbox
from tests.sandbox.pictures import png


def keys(callback_data: str | None = None) -> InlineKeyboardMarkup:
    """A keyboard of one button."""
    return InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data=callback_data)]])


Deed = Callable[[Bot, int], Awaitable[object]]
REFUSED: dict[str, tuple[Deed, str]] = {
    "empty": (lambda bot, ana: bot.send_message(ana, " \n"), "Message text is empty"),
    "empty after markup": (
        lambda bot, ana: bot.send_message(ana, "<b> </b>", parse_mode="HTML"),
        "Message text is empty",
    ),
    "too long": (lambda bot, ana: bot.send_message(ana, "x" * 4097), "Message is too long"),
    "too long in UTF-16": (
        lambda bot, ana: bot.send_message(ana, "😀" * 2049),
        "Message is too long",
    ),
    "long caption": (
        lambda bot, ana: bot.send_photo(ana, png(), caption="x" * 1025),
        "Message caption is too long",
    ),
    "long data": (
        lambda bot, ana: bot.send_message(ana, "x", reply_markup=keys(callback_data="é" * 33)),
        "Button_data_invalid",
    ),
    "button without a deed": (
        lambda bot, ana: bot.send_message(ana, "x", reply_markup=keys()),
        "Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "unknown tag": (
        lambda bot, ana: bot.send_message(ana, "x <p>y</p>", parse_mode="HTML"),
        'Can\'t parse entities: Unsupported start tag "p" at byte offset 2',
    ),
    "unclosed tag": (
        lambda bot, ana: bot.send_message(ana, "<b>x", parse_mode="HTML"),
        "Can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    "crossed tags": (
        lambda bot, ana: bot.send_message(ana, "é<b><i>x</b>", parse_mode="HTML"),
        'Can\'t parse entities: Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
    ),
    "no such chat": (lambda bot, _: bot.send_message(99, "x"), "Chat not found"),
    "no message to edit": (
        lambda bot, ana: bot.edit_message_text("x", ana, 99),
        "Message to edit not found",
    ),
    "no message to delete": (
        lambda bot, ana: bot.delete_message(ana, 99),
        "Message to delete not found",
    ),
    "no message to answer": (
        lambda bot, ana: bot.send_message(ana, "x", reply_to_message_id=99),
        "Message to be replied not found",
    ),
    "no such query": (
        lambda bot, _: bot.answer_callback_query("99"),
        "Query is too old and response timeout expired or query id is invalid",
    ),
    "no picture": (lambda bot, ana: bot.send_photo(ana, b"text"), "Image_process_failed"),
    "a file from elsewhere": (
        lambda bot, ana: bot.send_photo(ana, "https://example.org/a.png"),
        "Wrong file identifier/http url specified",
    ),
    "no such topic": (
        lambda bot, ana: bot.send_message(ana, "x", message_thread_id=5),
        "Message thread not found",
    ),
    "a bad command": (
        lambda bot, _: bot.set_my_commands([("Start!", "x")]),
        "Bot_command_invalid",
    ),
    "a bad file": (lambda bot, _: bot.get_file("nothing"), "Invalid file_id"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
async def test_telegram_refuses(case: tuple[Deed, str], bot: Bot, ana: Person) -> None:
    deed, words = case
    with pytest.raises(BadRequest) as refusal:
        await deed(bot, ana.id)
    assert str(refusal.value).casefold() == words.casefold()
    assert ana.messages == []


async def test_the_longest_text_is_taken(bot: Bot, ana: Person) -> None:
    await bot.send_message(ana.id, "<b>" + "😀" * 2048 + "</b>", parse_mode="HTML")
    assert len(ana.last.text) == 2048


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, ana: Person) -> None:
    sent = await bot.send_message(ana.id, "same", reply_markup=keys(callback_data="y"))
    with pytest.raises(BadRequest, match="exactly the same"):
        await bot.edit_message_text(
            "<b></b>same",
            ana.id,
            sent.message_id,
            parse_mode="HTML",
            reply_markup=sent.reply_markup,
        )
    assert not ana.last.edited


async def test_somebody_elses_message_cannot_be_changed(bot: Bot, group: Group) -> None:
    said = group.owner.send("hi", group)
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("x", group.id, said.id)
    with pytest.raises(BadRequest, match="can't be deleted"):
        await bot.delete_message(group.id, said.id)
    group.promote_bot()
    assert await bot.delete_message(group.id, said.id)


async def test_a_photo_has_no_text_to_edit(bot: Bot, ana: Person) -> None:
    sent = await bot.send_photo(ana.id, png())
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", ana.id, sent.message_id)


async def test_a_message_older_than_two_days_stays() -> None:
    now = 1_900_000_000.0
    async with Sandbox(clock=lambda: now) as sandbox:
        ana = sandbox.user("Ana")
        async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
            sent = await bot.send_message(ana.id, "old")
            now += 48 * 3600
            with pytest.raises(BadRequest, match="can't be deleted for everyone"):
                await bot.delete_message(ana.id, sent.message_id)
            await bot.delete_messages(ana.id, [sent.message_id])
    assert [m.text for m in ana.messages] == ["old"]


async def test_a_tap_is_answered_once_and_in_time(bot: Bot, ana: Person) -> None:
    await bot.send_message(ana.id, "Swollen?", reply_markup=keys(callback_data="y"))
    first, second = ana.tap("Yes"), ana.tap("Yes")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(first.id, "x" * 201)
    await bot.answer_callback_query(first.id, "Noted", show_alert=True)
    assert (first.text, first.alert, ana.toasts) == ("Noted", True, ["Noted"])
    second.expire()
    for query in (first, second):
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(query.id)


async def test_people_who_do_not_want_the_bot_are_left_alone(bot: Bot, sandbox: Sandbox) -> None:
    stranger, blocker = sandbox.user("Stranger", started=False), sandbox.user("Blocker")
    blocker.block()
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(stranger.id, "hi")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(blocker.id, "hi")
    stranger.start()
    blocker.start()
    assert await bot.send_message(stranger.id, "hi")
    assert await bot.send_message(blocker.id, "hi")


async def test_a_group_can_throw_the_bot_out_and_move(bot: Bot, sandbox: Sandbox) -> None:
    ana = sandbox.user("Ana")
    group = sandbox.group("Flat", ana, kind="group")
    moved = group.upgrade()
    with pytest.raises(ChatMigrated) as error:
        await bot.send_message(group.id, "hi")
    assert error.value.new_chat_id == moved.id
    moved.remove_bot()
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(moved.id, "hi")


async def test_another_token_is_unauthorized_and_a_real_one_refused_at_once(
    sandbox: Sandbox,
) -> None:
    other = Bot("2:other", base_url=f"{sandbox.url}/bot")
    with pytest.raises(InvalidToken):
        await other.initialize()
    await other.shutdown()
    with pytest.raises(ValueError, match="real bot token"):
        Sandbox(token="1234567:" + "a" * 35)


async def test_an_unknown_method_is_not_found(sandbox: Sandbox) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{sandbox.url}/bot{sandbox.token}/sendGift")
    assert answer.status_code == 404
    assert answer.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


@pytest.mark.parametrize("how", ["query", "form", "json", "multipart"])
async def test_parameters_come_four_ways(sandbox: Sandbox, ana: Person, how: str) -> None:
    url = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
    values = {"chat_id": str(ana.id), "text": "hé"}
    async with httpx.AsyncClient() as client:
        match how:
            case "query":
                answer = await client.get(url, params=values)
            case "form":
                answer = await client.post(url, data=values)
            case "json":
                answer = await client.post(url, json=values)
            case _:
                answer = await client.post(url, data=values, files={"spare": b"x"})
    assert answer.json()["result"]["text"] == "hé"


async def test_malformed_parameters_are_the_callers_fault(sandbox: Sandbox, ana: Person) -> None:
    url = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
    bad: list[dict[str, object]] = [
        {"reply_markup": "{"},
        {"reply_markup": []},
        {"reply_markup": {"inline_keyboard": [["x"]]}},
        {"reply_markup": {"inline_keyboard": 7}},
        {"reply_parameters": {"message_id": "x"}},
        {"parse_mode": "Markdown"},
    ]
    async with httpx.AsyncClient() as client:
        for wrong in bad:
            answer = await client.post(url, json={"chat_id": ana.id, "text": "x"} | wrong)
            assert (answer.status_code, answer.json()["error_code"]) == (400, 400), wrong
        assert (
            await client.post(url, content=b"[", headers={"content-type": "application/json"})
        ).is_client_error
