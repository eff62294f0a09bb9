"""Pictures and files on their way."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.typing import EventDict
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.flow.drawings import Drawing, Sheet
from bot.flow.effects import File, Picture, Recaption, Show
from bot.outbound.api import TelegramApi
from bot.outbound.calls import Writer
from bot.outbound.form import Upload
from bot.outbound.messages import NOT_DRAWN
from bot.outbound.sender import Sender
from bot.pictures.draw import draw
from bot.sandbox import Sandbox
from bot.store.codec import Codec, new_key
from bot.store.sqlite import SqliteStore
from bot.text import Block, Doc, Text, text
from bot.texts.speaker import Speaker
from tests.chat import TEXTS
from tests.outbound.conftest import Office
from tests.outbound.telegram import Telegram
from tests.pictures.sheets import ENGLISH, sheet

ANNA = 1
CARD = sheet("It hurts.")
WORDS: Doc = (Block("plain", Text("hello")),)


def uploads(office: Office) -> list[Upload]:
    calls = office.telegram.calls
    return [value for _, params in calls for value in params.values() if isinstance(value, Upload)]


async def test_a_picture_and_a_file_are_sent_in_their_places(office: Office) -> None:
    await office.perform(ANNA, Show(WORDS), Picture(CARD), File(CARD, "card"), Show(WORDS))
    assert office.telegram.methods == ["sendMessage", "sendPhoto", "sendDocument", "sendMessage"]
    assert [upload.name for upload in uploads(office)] == ["legwise.png", "card.pdf"]
    assert uploads(office)[0].data == draw(CARD, ENGLISH)


async def test_a_picture_is_tried_again_as_it_was(office: Office) -> None:
    office.telegram.will("sendPhoto", NetworkError("Bad Gateway"), RetryAfter(0))
    await office.perform(ANNA, Picture(CARD, WORDS))
    first, *others = uploads(office)
    assert others == [first, first]
    assert {params["caption"] for _, params in office.telegram.calls} == {"hello"}


async def test_a_picture_that_telegram_refuses_is_owned_up_to(
    office: Office, log: Iterable[EventDict]
) -> None:
    office.telegram.will("sendPhoto", BadRequest("PHOTO_INVALID_DIMENSIONS"))
    await office.perform(ANNA, Picture(CARD), Show(WORDS))
    assert office.telegram.texts(ANNA) == [NOT_DRAWN.english, "hello"]
    assert [line["log_level"] for line in log] == ["error"]


async def test_a_picture_that_cannot_be_drawn_silences_nothing(
    office: Office, log: Iterable[EventDict], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(drawing: Drawing, speaker: Speaker) -> bytes:
        raise MemoryError

    monkeypatch.setattr("bot.pictures.draw.draw", fail)
    await office.perform(ANNA, Picture(CARD), Show(WORDS))
    assert office.telegram.texts(ANNA) == [NOT_DRAWN.english, "hello"]
    assert [line["log_level"] for line in log] == ["error"]


async def test_a_picture_that_was_sent_is_not_sent_again_after_a_crash(office: Office) -> None:
    gate = office.telegram.gate[ANNA] = asyncio.Event()
    gate.set()
    office.telegram.will("sendMessage", *[NetworkError("down")] * 1000)
    office.sender.post(await office.commit(ANNA, Picture(CARD), Show(WORDS)))
    while "sendMessage" not in office.telegram.methods:
        office.telegram.called.clear()
        await office.telegram.called.wait()
    await office.sender.stop(0)
    office.telegram.trouble.clear()
    await office.sender.pick_up()
    await office.sender.stop(10)
    assert office.telegram.methods.count("sendPhoto") == 1
    assert await office.store.pending() == []


async def test_pictures_and_files_arrive_whole_and_in_the_language_asked_for(
    tmp_path: Path,
) -> None:
    back = Sheet((Block("plain", text("Back")),))
    store = await SqliteStore.open(tmp_path / "memory.db", Codec([new_key()]), timedelta(days=30))
    try:
        async with Sandbox() as sandbox, TelegramApi(sandbox.token, sandbox.url) as api:
            ana = sandbox.user("Ana")
            sender = Sender(api, store, Writer(TEXTS, "legwise_bot"))
            office = Office(Telegram(), store, sender)
            await office.perform(ana.id, Picture(back, WORDS, "es"), File(back, "tarjeta"))
            picture, file = ana.from_bot
    finally:
        await store.close()
    assert picture.photo is not None
    assert picture.photo.data == draw(back, TEXTS.speaker("es", ()))
    assert picture.text == "hello"
    assert file.document is not None
    assert (file.document.name, file.document.mime) == ("tarjeta.pdf", "application/pdf")
    assert file.document.data.startswith(b"%PDF-")


async def test_what_stands_below_a_file_is_changed_at_that_file(office: Office) -> None:
    await office.perform(ANNA, Show(WORDS), File(CARD, "card", WORDS, card=7))
    await office.perform(
        ANNA, Recaption(7, (Block("plain", Text("out of date")),)), Recaption(8, WORDS)
    )
    assert office.telegram.methods == ["sendMessage", "sendDocument", "editMessageCaption"]
    _, params = office.telegram.calls[-1]
    assert (params["caption"], params["message_id"]) == ("out of date", 2)
