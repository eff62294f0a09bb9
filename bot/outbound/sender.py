"""Performs parcels: one chat's in order, different chats at once, until Telegram took every effect.

What fails for a while is tried again with growing pauses; what can never succeed is logged and passed over,
so that nothing blocks a chat for ever. A crash repeats at most the message that was under way.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, assert_never

import structlog
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.flow.effects import (
    File,
    Forget,
    Keyboard,
    Notice,
    Performed,
    Picture,
    Remove,
    Rewrite,
    Show,
)
from bot.flow.text import Block, Doc, text
from bot.outbound.api import Api
from bot.outbound.calls import Call, Writer, remove, strip
from bot.outbound.pauses import asked_pause, growing_pauses
from bot.store import ChatKey, NotNow, Parcel, Store, StoreError

T = TypeVar("T")

NOT_DRAWN = text("I could not make this picture. Please try once more later.")

_log = structlog.get_logger(__name__)


class Sender:
    """Takes parcels and performs them, until `stop`."""

    def __init__(self, api: Api, store: Store, writer: Writer) -> None:
        self._api, self._store, self._writer = api, store, writer
        self._waiting: dict[ChatKey, deque[Parcel]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def post(self, parcel: Parcel) -> None:
        """Take a committed parcel; it is performed after the chat's earlier ones."""
        waiting = self._waiting.get(parcel.chat)
        if waiting is not None:
            waiting.append(parcel)
            return
        self._waiting[parcel.chat] = deque((parcel,))
        task = asyncio.get_running_loop().create_task(self._drain(parcel.chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def waiting(self) -> int:
        """How many chats have something on its way to them."""
        return len(self._waiting)

    async def pick_up(self) -> None:
        """Take every parcel that an earlier process left unfinished."""
        for parcel in await self._store.pending():
            self.post(parcel)

    async def stop(self, seconds: float) -> None:
        """Finish what can be finished in this time; the rest stays in the store for the next start."""
        if self._tasks:
            _, left = await asyncio.wait(self._tasks, timeout=seconds)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    async def _drain(self, chat: ChatKey) -> None:
        waiting = self._waiting[chat]
        try:
            while waiting:
                await self._deliver(waiting[0])
                waiting.popleft()
        finally:
            del self._waiting[chat]

    async def _deliver(self, parcel: Parcel) -> None:
        delivery = _Delivery(self._api, self._store, self._writer, parcel)
        try:
            await delivery.deliver()
        except Forbidden as error:
            _log.info("a chat does not take messages any more", reason=error.message)
            await delivery.give_up()
            await self._store.pause(parcel.chat)
        except StoreError as error:
            _log.error("a message is left for the next start", reason=str(error))
        except Exception:  # noqa: BLE001  a mistake of ours must not silence the chat for ever
            _log.exception("a message cannot be sent", parcel=parcel.id)
            await delivery.give_up()


class _Delivery:
    """One parcel on its way."""

    def __init__(self, api: Api, store: Store, writer: Writer, parcel: Parcel) -> None:
        self._api, self._store, self._writer, self._parcel = api, store, writer, parcel
        self._sent: dict[int, int] = {}  # card -> message, not yet kept

    async def deliver(self) -> None:
        parcel = self._parcel
        if parcel.query is not None and parcel.done == 0:
            notice = next((e for e in parcel.effects if isinstance(e, Notice)), None)
            await self._try(self._writer.answer(parcel.query, parcel.locale, notice))
        last = len(parcel.effects)
        for number, effect in enumerate(parcel.effects[parcel.done :], parcel.done + 1):
            if isinstance(effect, Show) and effect.nudge:
                await self._tick(number)  # rather never than twice
            await self._perform(effect)
            # Only a sent message must not be repeated: edits and removals can be, at no cost.
            if isinstance(effect, Show | Picture | File) or number == last:
                await self._tick(number)

    async def give_up(self) -> None:
        """Leave the rest unperformed, now and after the next start."""
        await self._tick(len(self._parcel.effects))

    async def _perform(self, effect: Performed) -> None:
        match effect:
            case Show(doc, keyboard, card):
                await self._send(doc, keyboard, card, effect.language)
            case Rewrite():
                await self._rewrite(effect)
            case Remove(card):
                if message := await self._message(card):
                    await self._remove(message)
            case Picture() | File():
                await self._enclose(effect)
            case Notice() | Forget():
                pass  # the one went with the query's answer, the other with the commit
            case _:
                assert_never(effect)

    async def _send(
        self, doc: Doc, keyboard: Keyboard = (), card: int = 0, language: str | None = None
    ) -> None:
        chat, locale = self._parcel.chat, self._parcel.locale
        for call in self._writer.sends(chat, locale, doc, keyboard, language):
            sent = await self._try(call)
            if isinstance(sent, dict) and card:
                self._sent[card] = int(sent["message_id"])

    async def _enclose(self, effect: Picture | File) -> None:
        """Send a picture or a file; where that cannot be done, say so."""
        parcel = self._parcel
        try:
            call = await asyncio.to_thread(
                self._writer.encloses, parcel.chat, parcel.locale, effect
            )
        except Exception:  # noqa: BLE001  whatever it is, the rest of the parcel must arrive
            _log.exception("a picture cannot be drawn", parcel=parcel.id)
        else:
            if await self._try(call):
                return
        await self._send((Block("plain", NOT_DRAWN),))

    async def _remove(self, message: int) -> None:
        if not await self._try(remove(self._parcel.chat, message)):
            await self._try(strip(self._parcel.chat, message))

    async def _rewrite(self, effect: Rewrite) -> None:
        doc, keyboard, language = effect.doc, effect.keyboard, effect.language
        if (message := await self._message(effect.card)) is not None:
            parcel = self._parcel
            edit = self._writer.edit(parcel.chat, message, parcel.locale, doc, keyboard, language)
            if edit is not None and await self._try(edit):
                return
            if edit is None and keyboard:
                await self._remove(message)
            elif edit is None:  # the record of a long message is that message without its buttons
                await self._try(strip(parcel.chat, message))
        if keyboard:  # the person deleted it; without its buttons nobody could go on
            await self._send(doc, keyboard, effect.card, language)

    async def _message(self, card: int) -> int | None:
        return self._sent.get(card) or await self._patiently(
            lambda: self._store.message(self._parcel.chat, card)
        )

    async def _tick(self, done: int) -> None:
        await self._patiently(lambda: self._store.progress(self._parcel, done, self._sent))
        self._sent = {}

    async def _patiently(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do something with the store, as often as a full disk makes necessary."""
        for pause in growing_pauses():
            try:
                return await work()
            except NotNow as error:
                _log.error("the database cannot be used; trying again", reason=str(error))
                await asyncio.sleep(pause)
        raise AssertionError("the pauses never end")

    async def _try(self, call: Call) -> Any:
        """Make a call until Telegram has answered it; False where it never can succeed.

        Raises:
            Forbidden: The chat takes nothing any more.
        """
        for pause in growing_pauses():
            try:
                return await self._api.call(call.method, call.params) or True
            except RetryAfter as error:
                await asyncio.sleep(asked_pause(error))
            except ChatMigrated as error:
                call = Call(call.method, {**call.params, "chat_id": error.new_chat_id})
            except BadRequest as error:
                return _refused(call, error)
            except Forbidden:
                raise
            except TelegramError as error:
                _log.warning("Telegram did not answer", method=call.method, reason=error.message)
                if call.method == "answerCallbackQuery":  # it would come too late anyway
                    return False
                await asyncio.sleep(pause)
        raise AssertionError("the pauses never end")


def _refused(call: Call, error: BadRequest) -> bool:
    """What Telegram will never accept. "Not modified" is success: it is as it should be."""
    if "not modified" in error.message.lower():
        return True
    quiet = not call.method.startswith("send")  # gone messages and old queries are everyday things
    (_log.info if quiet else _log.error)(
        "Telegram refused", method=call.method, reason=error.message
    )
    return False
