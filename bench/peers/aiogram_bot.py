"""The check with aiogram's FSM on aiogram-sqlite-storage, all at its defaults, as aiogram's documentation shows it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiogram_sqlite_storage.sqlitestore import SQLStorage
from aiohttp import web

from bench.peers.duty import PATH, Duty, told
from bench.script import COMMAND, Move, Said, read

Handler = Callable[..., Awaitable[None]]

PLAIN = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)


def dispatcher(moves: Sequence[Move], storage: BaseStorage) -> Dispatcher:
    """Each question is a state; whoever taps its card is answered, and moved to the next."""
    found = Dispatcher(storage=storage)
    first, *taps = moves
    states = [State(f"question{number}", group_name="Check") for number in range(len(taps))]
    found.message.register(_beginning(first, states[0]), Command(COMMAND))
    for number, move in enumerate(taps):
        following = states[number + 1] if number + 1 < len(taps) else None
        found.callback_query.register(
            _answered(number, move, following),
            states[number],
            F.data.startswith(f"{move.card}:"),
        )
    return found


def _beginning(move: Move, following: State) -> Handler:
    async def begin(message: Message, state: FSMContext) -> None:
        await state.set_state(following)
        await _send(message, move.sends)

    return begin


def _answered(number: int, move: Move, following: State | None) -> Handler:
    """The handler of one question's tap."""

    async def answered(query: CallbackQuery, state: FSMContext) -> None:
        if not isinstance(query.message, Message) or move.record is None:
            raise RuntimeError("this is no tap")
        await state.update_data({str(number): query.data})
        await state.set_state(following)
        await query.answer()
        await query.message.edit_text(move.record.text)
        await _send(query.message, move.sends)

    return answered


async def _send(message: Message, sends: Sequence[Said]) -> None:
    for said in sends:
        rows = [
            [
                InlineKeyboardButton(text=key["text"], callback_data=key["callback_data"])
                for key in row
            ]
            for row in said.keyboard
        ]
        await message.answer(said.text, reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))


async def _poll(found: Dispatcher, bot: Bot) -> None:
    await found.start_polling(bot)


def _listen(found: Dispatcher, bot: Bot, duty: Duty) -> None:
    async def register(bot: Bot) -> None:
        await bot.set_webhook(duty.webhook)

    found.startup.register(register)
    app = web.Application()
    SimpleRequestHandler(dispatcher=found, bot=bot).register(app, path=f"/{PATH}")
    setup_application(app, found, bot=bot)
    web.run_app(app, host="127.0.0.1", port=duty.port, print=None, access_log=None)


def storage(file: Path) -> Any:
    """Its SQLite storage at its defaults; its calls are not annotated."""
    # It complains of each chat that is new, and goes on.
    logging.getLogger("aiogram_sqlite_storage").setLevel(logging.CRITICAL)
    return SQLStorage(str(file))


def main(duty: Duty) -> None:
    """Serve until a signal."""
    found = dispatcher(read(duty.script), storage(duty.store))
    session = AiohttpSession(api=TelegramAPIServer.from_base(duty.api))
    bot = Bot(duty.token, session=session, default=PLAIN)
    if duty.port is None:
        asyncio.run(_poll(found, bot))
    else:
        _listen(found, bot, duty)


if __name__ == "__main__":
    main(told())
