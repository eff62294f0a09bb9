"""Parcels on their way: in order, tried again, given up, picked up."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from structlog.typing import EventDict
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.clock import ScaledClock
from bot.flow.effects import Button, Forget, Keyboard, Notice, Remove, Rewrite, Show
from bot.outbound.calls import Writer
from bot.outbound.failure import FailedError
from bot.outbound.sender import Sender
from bot.store import ChatKey
from bot.text import Block, Text
from bot.texts import Texts
from tests.outbound.conftest import Office
from tests.store.samples import NOW

ANNA, BEN = 1, 2
KEYS: Keyboard = ((Button(Text("Yes"), "7:yes"),),)
NO_LONGER = Forbidden("bot was blocked by the user")


def show(
    words: str,
    card: int = 0,
    keyboard: Keyboard = (),
    *,
    nudge: bool = False,
    until: int = 0,
    silent: bool = False,
) -> Show:
    return Show(
        (Block("plain", Text(words)),), keyboard, card, nudge=nudge, until=until, silent=silent
    )


def rewrite(words: str, card: int = 7, keyboard: Keyboard = ()) -> Rewrite:
    return Rewrite(card, (Block("plain", Text(words)),), keyboard)


async def test_a_chats_messages_keep_their_order_while_other_chats_overtake(
    office: Office,
) -> None:
    gate = office.telegram.gate[ANNA] = asyncio.Event()
    for words in ("one", "two", "three"):
        office.sender.post(await office.commit(ANNA, show(words)))
    office.sender.post(await office.commit(BEN, show("hello")))
    while not office.telegram.texts(BEN):
        office.telegram.called.clear()
        await office.telegram.called.wait()
    assert office.telegram.texts(ANNA) == ["one"]
    gate.set()
    await office.sender.stop(10)
    assert office.telegram.texts(ANNA) == ["one", "two", "three"]
    assert await office.store.pending() == []


async def test_what_fails_for_a_while_is_tried_again_in_its_place(office: Office) -> None:
    office.telegram.will(
        "sendMessage",
        NetworkError("Bad Gateway"),
        TimedOut(),
        RetryAfter(0),
        TelegramError("Invalid server response"),
    )
    await office.perform(ANNA, show("one"), show("two"))
    assert office.telegram.texts(ANNA) == ["one"] * 5 + ["two"]


@pytest.mark.parametrize(
    "trouble",
    [TimedOut(), NetworkError("aiohttp.ServerDisconnectedError"), NetworkError("Bad Gateway")],
)
async def test_a_nudge_that_may_have_arrived_is_not_sent_again(
    office: Office, trouble: TelegramError
) -> None:
    office.telegram.will("sendMessage", trouble)
    await office.perform(ANNA, show("drink", nudge=True), show("two"))
    assert office.telegram.texts(ANNA) == ["drink", "two"]
    assert await office.store.pending() == []


async def test_a_nudge_that_is_to_make_no_sound_makes_none(office: Office) -> None:
    await office.perform(ANNA, show("while I was away", nudge=True, silent=True))
    ((_, params),) = office.telegram.calls
    assert params["disable_notification"]


async def test_a_nudge_that_cannot_have_left_is_tried_again(office: Office) -> None:
    no_network = NetworkError("no network")
    no_network.__cause__ = aiohttp.ConnectionTimeoutError()
    office.telegram.will("sendMessage", no_network, RetryAfter(0))
    await office.perform(ANNA, show("drink", nudge=True))
    assert office.telegram.texts(ANNA) == ["drink"] * 3


async def test_a_nudge_that_telegram_says_it_did_not_send_is_tried_again(office: Office) -> None:
    office.telegram.will("sendMessage", *[FailedError("Bad Gateway")] * 3)
    await office.perform(ANNA, show("drink", nudge=True))
    assert office.telegram.texts(ANNA) == ["drink"] * 4


async def test_while_the_token_is_refused_everything_waits_and_that_is_told(
    office: Office, log: list[EventDict]
) -> None:
    office.telegram.will("sendMessage", *[InvalidToken("Unauthorized")] * 2)
    await office.perform(ANNA, show("drink", nudge=True))
    assert office.telegram.texts(ANNA) == ["drink"] * 3
    told = {(line["log_level"], line["event"]) for line in log}
    assert told == {("error", "Telegram does not accept TELEGRAM_BOT_TOKEN any more")}


UNSENT = "<i>While I was away, reminders went by unsent: {}. I won't send them late.</i>"


async def test_nudges_that_come_too_late_are_told_of_in_one_line_after_all_else(
    office: Office,
) -> None:
    soon = int(NOW.timestamp()) + 600
    clock = ScaledClock(0, NOW)
    sender = Sender(office.telegram, office.store, Writer(Texts(), "legwise_bot"), clock=clock)
    nudges = (show("drink", nudge=True, until=soon), show("move", nudge=True, until=soon))
    for effects in (nudges, nudges[:1], (show("care"),)):
        await office.commit(ANNA, *effects)
    clock.advance(timedelta(hours=3))
    await sender.pick_up()
    await sender.stop(10)
    assert office.telegram.texts(ANNA) == ["care", UNSENT.format(3)]
    assert [bool(params.get("disable_notification")) for _, params in office.telegram.calls] == [
        False,
        True,
    ]
    assert await office.store.pending() == []


async def test_a_nudge_that_is_tried_again_stands_in_the_way_of_no_advice(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outbound.pauses.FIRST", 1000.0)
    office.telegram.will("sendMessage", FailedError("Bad Gateway"))
    office.sender.post(await office.commit(ANNA, show("drink", nudge=True)))
    await office.telegram.called.wait()
    await office.perform(ANNA, show("Get an ambulance now"))
    assert office.telegram.texts(ANNA) == ["drink", "Get an ambulance now", UNSENT.format(1)]


async def test_what_telegram_never_takes_is_passed_over(
    office: Office, log: list[EventDict]
) -> None:
    office.telegram.will("sendMessage", BadRequest("can't parse entities"))
    await office.perform(ANNA, show("one"), show("two"))
    assert office.telegram.texts(ANNA) == ["one", "two"]
    assert [line["log_level"] for line in log] == ["error"]
    (aside,) = await office.store.aside()
    assert (aside.what, aside.reason) == ("sendMessage", "can't parse entities")
    assert await office.store.pending() == []


async def test_a_blocked_chats_parcels_are_dropped_each_and_later_ones_sent(
    office: Office,
) -> None:
    office.telegram.will("sendMessage", NO_LONGER, NO_LONGER)
    for words in ("one", "two", "three"):
        office.sender.post(await office.commit(ANNA, show(words), show("more")))
    await office.sender.stop(10)
    assert office.telegram.texts(ANNA) == ["one", "two", "three", "more"]
    assert await office.store.pending() == []


async def test_a_message_edited_is_found_by_its_card(office: Office) -> None:
    await office.perform(ANNA, show("one", 7, KEYS))
    await office.perform(ANNA, rewrite("changed"))
    assert office.telegram.methods == ["sendMessage", "editMessageText"]
    assert office.telegram.calls[1][1]["message_id"] == 1


async def test_not_modified_is_as_it_should_be(office: Office, log: list[EventDict]) -> None:
    await office.perform(ANNA, show("one", 7, KEYS))
    office.telegram.will("editMessageText", BadRequest("Message is not modified: …"))
    await office.perform(ANNA, rewrite("one", 7, KEYS))
    assert office.telegram.methods == ["sendMessage", "editMessageText"]
    assert not log


async def test_a_deleted_card_is_sent_anew_where_its_buttons_are_needed(office: Office) -> None:
    await office.perform(ANNA, show("one", 7, KEYS))
    office.telegram.messages.clear()
    await office.perform(ANNA, rewrite("record"))
    assert office.telegram.texts(ANNA) == ["one"]
    await office.perform(ANNA, rewrite("two", 7, KEYS))
    assert office.telegram.texts(ANNA) == ["one", "two"]
    await office.perform(ANNA, rewrite("three", 7, KEYS))
    assert office.telegram.calls[-1][0] == "editMessageText"
    assert office.telegram.texts(ANNA) == ["one", "two"]


async def test_a_rewrite_too_long_for_one_message_is_sent_anew_in_several(office: Office) -> None:
    long = tuple(Block("plain", Text("x" * 3000)) for _ in range(2))
    await office.perform(ANNA, show("one", 7, KEYS))
    await office.perform(ANNA, Rewrite(7, long, KEYS))
    assert office.telegram.methods[1:] == ["deleteMessage", "sendMessage", "sendMessage"]
    await office.perform(ANNA, Rewrite(7, long))
    assert office.telegram.methods[4:] == ["editMessageReplyMarkup"]


async def test_too_old_to_be_deleted_a_message_loses_its_buttons(office: Office) -> None:
    await office.perform(ANNA, show("one", 7, KEYS))
    office.telegram.will("deleteMessage", BadRequest("message can't be deleted for everyone"))
    await office.perform(ANNA, Remove(7), Remove(99))
    assert office.telegram.methods[1:] == ["deleteMessage", "editMessageReplyMarkup"]


async def test_a_tap_is_answered_first_and_again_while_the_answer_may_be_lost(
    office: Office,
) -> None:
    office.telegram.will("answerCallbackQuery", TimedOut(), NetworkError("Bad Gateway"))
    await office.perform(ANNA, Notice(Text("Earlier")), Forget(), show("one"), query="q")
    assert office.telegram.methods[0] == "answerCallbackQuery"
    assert office.telegram.calls[0][1]["text"] == "Earlier"
    assert office.telegram.methods.count("answerCallbackQuery") == 3
    assert office.telegram.texts(ANNA) == ["one"]


async def test_a_tap_that_is_too_old_to_be_answered_is_left_without_a_fuss(
    office: Office, log: list[EventDict]
) -> None:
    office.telegram.will("answerCallbackQuery", TimedOut(), BadRequest("query is too old"))
    await office.perform(ANNA, show("two"), query="q")
    assert office.telegram.methods.count("answerCallbackQuery") == 2
    assert office.telegram.texts(ANNA) == ["two"]
    assert await office.store.aside() == []
    assert not [line for line in log if line["log_level"] == "error"]


async def test_a_tap_is_answered_again_and_again_with_pauses_that_stay_short(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outbound.caller.SOON", 0.002)
    monkeypatch.setattr("bot.outbound.circle.TURNS", 60)  # the pauses alone would double beyond it
    office.telegram.will("answerCallbackQuery", *(FailedError("Bad Gateway") for _ in range(20)))
    await office.perform(ANNA, show("one"), query="q")
    assert office.telegram.methods.count("answerCallbackQuery") == 21
    assert office.telegram.texts(ANNA) == ["one"]


async def test_a_tap_whose_answer_is_stuck_holds_up_nothing_behind_it_and_is_given_up(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outbound.circle.HOLDS", 0)
    monkeypatch.setattr("bot.outbound.circle.TURNS", 0.01)
    office.telegram.gate[0] = asyncio.Event()  # never set; a tap's answer names no chat
    await office.commit(ANNA, show("one"), query="q")
    await office.commit(ANNA, show("two"))
    await office.sender.pick_up()
    await office.sender.stop(10)
    assert office.telegram.texts(ANNA) == ["one", "two"]
    assert await office.store.pending() == []


async def test_a_group_that_became_a_supergroup_is_followed(office: Office) -> None:
    office.telegram.will("sendMessage", ChatMigrated(-1009))
    await office.perform(-5, show("one"))
    assert [params["chat_id"] for _, params in office.telegram.calls] == [-5, -1009]
    assert (await office.store.load(ChatKey(-5)))[1] == 0
    assert (await office.store.load(ChatKey(-1009)))[0].view == "start"


async def test_what_follows_in_the_same_parcel_is_sent_to_the_supergroup(office: Office) -> None:
    office.telegram.will("sendMessage", ChatMigrated(-1009))
    await office.perform(-5, show("one", 7, KEYS), show("two"))
    assert office.telegram.texts(-1009) == ["one", "two"]
    assert await office.store.message(ChatKey(-1009), 7) is not None
    assert await office.store.pending() == []


async def test_what_was_not_sent_is_picked_up_where_it_was_left(office: Office) -> None:
    parcel = await office.commit(ANNA, show("one", 7, KEYS), rewrite("two", 7, KEYS), show("three"))
    await office.commit(ANNA, show("four"))
    await office.store.progress(parcel, 1, {7: 77})
    office.telegram.messages[77] = "one"
    await office.sender.pick_up()
    await office.sender.stop(10)
    assert office.telegram.methods == ["editMessageText", "sendMessage", "sendMessage"]
    assert office.telegram.texts(ANNA) == ["three", "four"]
    assert await office.store.message(ChatKey(ANNA), 7) == 77
    assert await office.store.pending() == []


async def test_what_is_not_done_in_time_stays_for_the_next_start(office: Office) -> None:
    office.telegram.gate[ANNA] = asyncio.Event()
    office.sender.post(await office.commit(ANNA, show("one")))
    await office.telegram.called.wait()
    await office.sender.stop(0.01)
    assert len(await office.store.pending()) == 1


async def test_a_mistake_of_ours_is_logged_and_does_not_silence_the_chat(
    office: Office, log: list[EventDict]
) -> None:
    bad = Show(())  # no text at all
    office.telegram.will("sendMessage", RuntimeError("boom"))  # type: ignore[arg-type]
    await office.perform(ANNA, bad)
    await office.perform(ANNA, show("two"))
    assert office.telegram.texts(ANNA)[-1] == "two"
    assert "a message cannot be sent" in [line["event"] for line in log]
    assert await office.store.pending() == []


async def test_the_next_question_does_not_wait_for_the_answer_to_the_tap(office: Office) -> None:
    await office.perform(ANNA, show("one", 7, KEYS))
    unanswered = office.telegram.gate[0] = asyncio.Event()  # a tap's answer names no chat
    office.sender.post(await office.commit(ANNA, rewrite("record"), show("two"), query="q"))
    while office.telegram.texts(ANNA) != ["one", "two"]:
        office.telegram.called.clear()
        await office.telegram.called.wait()
    assert office.telegram.methods[1:] == ["answerCallbackQuery", "editMessageText", "sendMessage"]
    unanswered.set()
    await office.sender.stop(10)
    assert await office.store.pending() == []
