"""Makes calls until Telegram has answered them, no faster than it allows."""

import asyncio
from contextlib import nullcontext
from math import inf
from typing import Any

import structlog
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.outbound.api import Api
from bot.outbound.calls import Call
from bot.outbound.failure import undone
from bot.outbound.fleeting import Fleeting
from bot.outbound.line import Priority
from bot.outbound.pacer import Pacer
from bot.outbound.patience import MESSAGES
from bot.outbound.pauses import asked_pause, growing_pauses

SOON = 2.0  # seconds: a tap can be answered for about fifteen, and somebody looks on
IN_GROUPS = (*MESSAGES, "edit")  # what Telegram's limits are about

_log = structlog.get_logger(__name__)


class Caller:
    """One bot's calls. Belongs to one event loop."""

    def __init__(self, api: Api, rate: int) -> None:
        self._api, self._pacer = api, Pacer(rate)

    async def make(self, call: Call, priority: Priority, fleeting: Fleeting | None = None) -> Any:
        """Make a call until Telegram has answered it.

        Args:
            fleeting: Of a nudge: it is not made again where Telegram may have obeyed it.

        Returns:
            What it answered, if that is anything; True where it has nothing more to say; False where
            the call was not made again, and Telegram may have obeyed it.

        Raises:
            BadRequest: Telegram never takes it.
            Forbidden: The chat takes nothing any more.
            ChatMigrated: It is a supergroup now, and has another number.
            UnsentError: A nudge was given up.
        """
        for pause in growing_pauses(SOON if call.method == "answerCallbackQuery" else inf):
            try:
                return await self._in_turn(call, priority, fleeting) or True
            except RetryAfter as error:
                await self._leave_in_peace(call, asked_pause(error))
            except (BadRequest, ChatMigrated, Forbidden):
                raise
            except TelegramError as error:
                _tell_of(error, call)
                if fleeting is not None and not undone(error):
                    return False
                await (fleeting.wait(pause) if fleeting is not None else asyncio.sleep(pause))
        raise AssertionError("the pauses never end")

    async def _in_turn(self, call: Call, priority: Priority, fleeting: Fleeting | None) -> Any:
        turn = (
            self._pacer.turn(call.params["chat_id"], priority) if _counts(call) else nullcontext()
        )
        async with turn:
            if fleeting is not None:
                fleeting.check()
            return await self._api.call(call.method, call.params)

    async def _leave_in_peace(self, call: Call, seconds: float) -> None:
        """Wait as long as Telegram asks; whoever waits in the line is told there."""
        if _counts(call):
            self._pacer.refused(call.params["chat_id"], seconds)
        else:
            await asyncio.sleep(seconds)


def _tell_of(error: TelegramError, call: Call) -> None:
    if isinstance(error, InvalidToken):
        _log.error("Telegram does not accept TELEGRAM_BOT_TOKEN any more", reason=error.message)
    else:
        _log.warning("Telegram did not answer", method=call.method, reason=error.message)


def _counts(call: Call) -> bool:
    chat = call.params.get("chat_id", 0)
    return call.method.startswith(MESSAGES if chat > 0 else IN_GROUPS)
