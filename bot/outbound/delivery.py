"""One parcel on its way: its effects as calls, ticked off as Telegram takes them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar, assert_never

import structlog
from telegram.error import BadRequest, ChatMigrated

from bot.flow.effects import (
    File,
    Forget,
    Keyboard,
    Notice,
    Performed,
    Picture,
    Recaption,
    Remove,
    Rewrite,
    Show,
)
from bot.outbound.caller import Caller
from bot.outbound.calls import Call, Writer, remove, strip, to_chat
from bot.outbound.fleeting import Fleeting, UnsentError
from bot.outbound.pauses import growing_pauses
from bot.outbound.priorities import priority_of
from bot.outbound.refusal import as_it_should_be, everyday, reason
from bot.store import Parcel, Store
from bot.store.errors import NotNow
from bot.text import Block, Doc, text

T = TypeVar("T")

NOT_DRAWN = text("I could not make this picture. Please try once more later.")

_log = structlog.get_logger(__name__)


class Delivery:
    """One parcel on its way."""

    def __init__(
        self,
        caller: Caller,
        store: Store,
        writer: Writer,
        parcel: Parcel,
        set_aside: Callable[[str, str], Awaitable[None]],
        fleeting: Callable[[int], Fleeting],
    ) -> None:
        """
        Args:
            set_aside: Notes a method that Telegram refused, and why.
            fleeting: How a nudge goes that must not be sent later than this; 0 is any time.
        """
        self._caller, self._store, self._writer, self._parcel = caller, store, writer, parcel
        self._set_aside, self._fleeting = set_aside, fleeting
        self.unsent = 0  # nudges that were given up, and have not arrived
        self._priority = priority_of(parcel)
        self._sent: dict[int, int] = {}  # card -> message, not yet kept
        self._answering: asyncio.Future[None] | None = None

    async def deliver(self) -> None:
        if self._parcel.query is None:
            await self._deliver()
            return
        # The next question need not wait until the circle on the button stands still.
        self._answering = asyncio.ensure_future(self._answer(self._parcel.query))
        await asyncio.sleep(0)  # it goes first all the same
        try:
            await self._deliver()
            await self._answering
        finally:
            self._answering.cancel()
            await asyncio.gather(self._answering, return_exceptions=True)

    async def _answer(self, query: str) -> None:
        effects, locale = self._parcel.effects, self._parcel.locale
        notice = next((effect for effect in effects if isinstance(effect, Notice)), None)
        await self._try(self._writer.answer(query, locale, notice))

    async def _deliver(self) -> None:
        parcel = self._parcel
        last = len(parcel.effects)
        for number, effect in enumerate(parcel.effects[parcel.done :], parcel.done + 1):
            if isinstance(effect, Show) and effect.nudge:
                await self._tick(number)  # rather never than twice
            await self._perform(effect)
            # Only a sent message must not be repeated: edits and removals can be, at no cost.
            if number == last and self._answering is not None:
                await (
                    self._answering
                )  # what is ticked off to the end, no later start looks at again
            if isinstance(effect, Show | Picture | File) or number == last:
                await self._tick(number)

    async def give_up(self) -> None:
        """Leave the rest unperformed, now and after the next start."""
        await self._tick(len(self._parcel.effects))

    async def _perform(self, effect: Performed) -> None:
        match effect:
            case Show(nudge=True):
                await self._nudge(effect)
            case Show(doc, keyboard, card):
                await self._send(doc, keyboard, card, effect.language, silent=effect.silent)
            case Rewrite():
                await self._rewrite(effect)
            case Remove(card):
                if message := await self._message(card):
                    await self._remove(message)
            case Picture() | File():
                await self._enclose(effect)
            case Recaption(card, caption):
                if message := await self._message(card):
                    parcel = self._parcel
                    await self._try(
                        self._writer.recaption(parcel.chat, message, parcel.locale, caption)
                    )
            case Notice() | Forget():
                pass  # the one went with the query's answer, the other with the commit
            case _:
                assert_never(effect)

    async def tell(self, doc: Doc) -> bool:
        """Say something besides, without a sound, rather never than twice; whether it left."""
        before = self.unsent
        await self._nudge(Show(doc, silent=True))
        return self.unsent == before

    async def _nudge(self, effect: Show) -> None:
        fleeting = self._fleeting(effect.until)
        try:
            await self._send(
                effect.doc,
                effect.keyboard,
                effect.card,
                effect.language,
                fleeting,
                silent=effect.silent,
            )
        except UnsentError:
            self.unsent += 1

    async def _send(
        self,
        doc: Doc,
        keyboard: Keyboard = (),
        card: int = 0,
        language: str | None = None,
        fleeting: Fleeting | None = None,
        *,
        silent: bool = False,
    ) -> None:
        chat, locale = self._parcel.chat, self._parcel.locale
        for call in self._writer.sends(chat, locale, doc, keyboard, language, silent=silent):
            sent = await self._try(call, fleeting)
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
            if sent := await self._try(call):
                if isinstance(effect, File) and effect.card and isinstance(sent, dict):
                    self._sent[effect.card] = int(sent["message_id"])
                return
        await self._send((Block("plain", NOT_DRAWN),))

    async def _remove(self, message: int) -> None:
        if not await self._try(remove(self._parcel.chat, message)):
            await self._try(strip(self._parcel.chat, message))

    async def _rewrite(self, effect: Rewrite) -> None:
        doc, keyboard, language = effect.doc, effect.keyboard, effect.language
        if message := effect.message or await self._message(effect.card):
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

    async def _try(self, call: Call, fleeting: Fleeting | None = None) -> Any:
        """Make a call; what Telegram never takes is noted, and False."""
        try:
            return await self._caller.make(call, self._priority, fleeting)
        except ChatMigrated as error:
            await self._move(error.new_chat_id)
            return await self._try(to_chat(call, self._parcel.chat), fleeting)
        except BadRequest as error:
            return as_it_should_be(error) or await self._refused(call, error)

    async def _refused(self, call: Call, error: BadRequest) -> bool:
        words = reason(error)
        if everyday(call):
            _log.info("Telegram refused", method=call.method, reason=words)
        else:
            _log.error("Telegram refused", method=call.method, reason=words)
            await self._patiently(lambda: self._set_aside(call.method, words))
        return False

    async def _move(self, new: int) -> None:
        """The group is a supergroup now; whatever else is kept of it moves along."""
        old = self._parcel.chat
        _log.info("a group has become a supergroup")
        await self._patiently(lambda: self._store.move_group(old.chat, new))
        self._parcel = replace(self._parcel, chat=replace(old, chat=new))
