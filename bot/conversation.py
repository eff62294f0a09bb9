"""One event in one chat: load, step, commit, then let it be performed."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable

import structlog
from msgspec.structs import replace

from bot.clock import Clock
from bot.flow.effects import Effect, Forget, Rewrite, SetAlarm, Show
from bot.flow.events import Event, Rang
from bot.flow.library import Library
from bot.flow.state import State
from bot.flow.step import step
from bot.inbound.heard import Heard, Moved
from bot.places.opening import Opening
from bot.store import ChatKey, Parcel, Store, Turn
from bot.store.errors import AlreadyHandled, Conflict, StoreError, Unreadable
from bot.text import Block, text
from bot.trace import traced
from bot.witness import NOBODY, SET_ASIDE, Witness

ATTEMPTS = 20  # of one event against other processes; each loss is another's progress

_log = structlog.get_logger(__name__)


class Conversation:
    """Every chat's conversation. Events of one chat must come one after another; different chats may overlap."""

    def __init__(
        self,
        library: Library,
        store: Store,
        post: Callable[[Parcel], None],
        clock: Clock,
        rouse: Callable[[], None] = lambda: None,
        witness: Witness = NOBODY,
    ) -> None:
        """Join what a chat needs.

        Args:
            rouse: Is told of every alarm that was set, as it may be the next one due.
        """
        self.library = library
        self._store, self._post, self._clock, self._rouse = store, post, clock, rouse
        self._witness = witness
        self._opening = Opening()

    async def happen(self, heard: Heard | Moved) -> None:
        """Let one update have its consequences. When this returns they are on disk.

        Raises:
            NotNow: Nothing could be written; the same update should be tried again.
        """
        with self._witness.in_hand(), traced(of_update(heard.update)):
            if isinstance(heard, Moved):
                await self._store.move_group(heard.chat.chat, heard.to)
                self._witness.heard("Moved", "handled")
            else:
                await self._until_it_fits(lambda: self._hear(heard))

    async def ring(self, chat: ChatKey) -> None:
        """Let a chat's due alarms have their consequences. When this returns they are on disk.

        Raises:
            NotNow: Nothing could be written; the alarms are still due.
        """
        trace = f"r{secrets.token_hex(4)}"
        with traced(trace):
            await self._until_it_fits(lambda: self._ring(chat, trace))

    async def set_aside(self, kind: str, reason: str) -> None:
        """Give up an update, where an operator sees it. The reason tells nothing about anybody."""
        self._witness.heard(kind, SET_ASIDE)
        self._witness.gave_up("update")
        try:
            await self._store.set_aside("update", reason, self._clock.now())
        except StoreError as error:
            _log.error("what is set aside could not be noted", reason=str(error))

    async def _until_it_fits(self, turn: Callable[[], Awaitable[None]]) -> None:
        for _ in range(ATTEMPTS):
            try:
                await turn()
            except Conflict:
                continue
            return
        raise Conflict("a chat is moved faster than it can be followed")

    async def _hear(self, heard: Heard) -> None:
        event = Event(heard.what, self._clock.now(), heard.language)
        kind = type(heard.what).__name__
        state, version = await self._load(heard.chat)
        if opening := self._open_atlas_for(state):
            await asyncio.wait({opening})
            after, effects = await asyncio.to_thread(self._step, state, event)  # it looks up places
        else:
            after, effects = self._step(state, event)
        if not effects:
            self._witness.heard(kind, "nothing")
            return  # nothing happened, so that a redelivery changes nothing either
        forgotten = any(isinstance(effect, Forget) for effect in effects)
        if forgotten:
            effects = tuple([await self._addressed(heard.chat, each) for each in effects])
        turn = Turn(
            chat=heard.chat,
            state=None if forgotten else after,
            version=version,
            effects=effects,
            at=event.at,
            update=heard.update,
            locale=state.language or event.language
            if forgotten
            else after.locale or event.language,
            query=heard.query,
            trace=of_update(heard.update),
        )
        try:
            await self._keep(turn)
        except AlreadyHandled:
            _log.debug("an update came again")
            self._witness.heard(kind, "again")
        else:
            self._witness.heard(kind, "handled")
            self._tell_of_advice(state, after)
        self._open_atlas_for(after)  # while they type

    async def _addressed(self, chat: ChatKey, effect: Effect) -> Effect:
        """Name the message to be changed: its card is forgotten before that is done."""
        if not isinstance(effect, Rewrite):
            return effect
        return replace(effect, message=await self._store.message(chat, effect.card) or 0)

    def _open_atlas_for(self, state: State) -> asyncio.Future[None] | None:
        """Begin to open the atlas where a place is asked; return what is done once it is open, or cannot be."""
        atlas = self.library.atlas
        return self._opening.begin(atlas) if atlas and self.library.asks_place(state) else None

    async def _ring(self, chat: ChatKey, trace: str) -> None:
        state, version = await self._load(chat)
        now = self._clock.now()
        alarms = await self._store.due(chat, now)
        after, effects = self._step(state, Event(Rang(alarms), now))
        turn = Turn(chat, after, version, effects, now, locale=after.locale, rang=True, trace=trace)
        await self._keep(turn)
        for alarm in alarms:
            self._witness.rang(now.timestamp() - alarm.at)

    def _tell_of_advice(self, before: State, after: State) -> None:
        run = after.run
        if run is None or not run.reached or (before.run and before.run.reached == run.reached):
            return
        flow = self.library.flows.get(run.flow)
        if flow is not None and run.reached in flow.endings:
            self._witness.advised(flow.endings[run.reached].urgency)

    async def _keep(self, turn: Turn) -> None:
        parcel = await self._store.commit(turn)
        if parcel is not None:
            self._post(parcel)
        if any(isinstance(effect, SetAlarm) for effect in turn.effects):
            self._rouse()

    async def _load(self, chat: ChatKey) -> tuple[State, int]:
        try:
            return await self._store.load(chat)
        except Unreadable as error:
            # Nobody may be left without an answer: the chat begins anew, and can be erased.
            _log.error("a chat cannot be read, and begins anew", reason=str(error))
            return State(), error.version

    def _step(self, state: State, event: Event) -> tuple[State, tuple[Effect, ...]]:
        """A mistake of ours must not strand anybody: it is logged, without what was said, and owned up to."""
        try:
            return step(self.library, state, event)
        except Exception:
            if isinstance(event.what, Rang):
                raise  # nobody asked anything: it rings again when the claim on it ends
            _log.exception("a step failed", what=type(event.what).__name__, view=state.view)
            return state, (Show((Block("plain", SORRY),)),)


SORRY = text(
    "Something went wrong on my side; your answers are safe. Please try once more, or send /start."
    " If it may be an emergency, don't wait for me: call 112, 999, 911 or your local number."
)


def of_update(number: int) -> str:
    return f"u{number}"
