"""A parcel's messages: sent, rewritten, taken away; with a way out where Telegram refuses one."""

import asyncio
from typing import Any

import structlog
from telegram.error import BadRequest, ChatMigrated

from bot.flow.effects import File, Notice, Picture, Recaption, Remove, Rewrite, Show
from bot.outbound.caller import Caller
from bot.outbound.calls import Call, Writer, remove, strip, to_chat
from bot.outbound.fleeting import Fleeting
from bot.outbound.priorities import priority_of
from bot.outbound.progress import Progress
from bot.outbound.refusal import as_it_should_be, everyday, reason
from bot.store import ChatKey
from bot.text import Block, text

NOT_DRAWN = text("I could not make this picture. Please try once more later.")

_log = structlog.get_logger(__name__)


class Messages:
    """The messages of one parcel."""

    def __init__(self, caller: Caller, writer: Writer, progress: Progress) -> None:
        self._caller, self._writer, self._progress = caller, writer, progress
        self._locale = progress.parcel.locale
        self._priority = priority_of(progress.parcel)

    @property
    def _chat(self) -> ChatKey:
        return self._progress.parcel.chat

    async def answer(self, query: str, notice: Notice | None) -> None:
        await self._try(self._writer.answer(query, self._locale, notice))

    async def send(self, show: Show, fleeting: Fleeting | None = None) -> None:
        """
        Raises:
            UnsentError: It was fleeting, and was given up.
        """
        doc, keyboard, language = show.doc, show.keyboard, show.language
        for call in self._writer.sends(
            self._chat, self._locale, doc, keyboard, language, silent=show.silent
        ):
            self._note(show.card, await self._try(call, fleeting))

    async def enclose(self, effect: Picture | File) -> None:
        """Send a picture or a file; where that cannot be done, say so."""
        try:
            call = await asyncio.to_thread(self._writer.encloses, self._chat, self._locale, effect)
        except Exception:  # noqa: BLE001  whatever it is, the rest of the parcel must arrive
            _log.exception("a picture cannot be drawn", parcel=self._progress.parcel.id)
        else:
            if sent := await self._try(call):
                self._note(effect.card if isinstance(effect, File) else 0, sent)
                return
        await self.send(Show((Block("plain", NOT_DRAWN),)))

    async def remove(self, effect: Remove) -> None:
        if message := await self._progress.message(effect.card):
            await self._remove(message)

    async def recaption(self, effect: Recaption) -> None:
        if message := await self._progress.message(effect.card):
            await self._try(
                self._writer.recaption(self._chat, message, self._locale, effect.caption)
            )

    async def rewrite(self, effect: Rewrite) -> None:
        doc, keyboard, language = effect.doc, effect.keyboard, effect.language
        if message := effect.message or await self._progress.message(effect.card):
            edit = self._writer.edit(self._chat, message, self._locale, doc, keyboard, language)
            if edit is not None and await self._try(edit):
                return
            if edit is None and keyboard:
                await self._remove(message)
            elif edit is None:  # the record of a long message is that message without its buttons
                await self._try(strip(self._chat, message))
        if keyboard:  # the person deleted it; without its buttons nobody could go on
            await self.send(Show(doc, keyboard, effect.card, language=language))

    async def _remove(self, message: int) -> None:
        if not await self._try(remove(self._chat, message)):
            await self._try(strip(self._chat, message))

    def _note(self, card: int, sent: Any) -> None:
        if card and isinstance(sent, dict):
            self._progress.sent(card, int(sent["message_id"]))

    async def _try(self, call: Call, fleeting: Fleeting | None = None) -> Any:
        """Make a call; what Telegram never takes is noted, and False."""
        try:
            return await self._caller.make(call, self._priority, fleeting)
        except ChatMigrated as error:
            await self._progress.move(error.new_chat_id)
            return await self._try(to_chat(call, self._chat), fleeting)
        except BadRequest as error:
            return as_it_should_be(error) or await self._refused(call, error)

    async def _refused(self, call: Call, error: BadRequest) -> bool:
        words = reason(error)
        if everyday(call):
            _log.info("Telegram refused", method=call.method, reason=words)
        else:
            _log.error("Telegram refused", method=call.method, reason=words)
            await self._progress.set_aside(call.method, words)
        return False
