"""One event in one chat: load, step, commit, then let it be performed."""

from collections.abc import Callable

import structlog

from bot.clock import Clock
from bot.flow.effects import Effect, Forget, Show
from bot.flow.events import Event
from bot.flow.library import Library
from bot.flow.state import State
from bot.flow.step import step
from bot.flow.text import Block, text
from bot.inbound import Heard
from bot.store import AlreadyHandled, Conflict, Parcel, Store, Turn, Unreadable

ATTEMPTS = 20  # of one event against other processes; each loss is another's progress

_log = structlog.get_logger(__name__)


class Conversation:
    """Every chat's conversation. Events of one chat must come one after another; different chats may overlap."""

    def __init__(
        self, library: Library, store: Store, post: Callable[[Parcel], None], clock: Clock
    ) -> None:
        self.library = library
        self._store, self._post, self._clock = store, post, clock

    async def happen(self, heard: Heard) -> None:
        """Let one update have its consequences. When this returns they are on disk.

        Raises:
            NotNow: Nothing could be written; the same update should be tried again.
        """
        for _ in range(ATTEMPTS):
            try:
                await self._turn(heard)
            except Conflict:
                continue
            except AlreadyHandled:
                _log.debug("an update came again", update=heard.update)
            return
        raise Conflict("a chat is moved faster than it can be followed")

    async def _turn(self, heard: Heard) -> None:
        try:
            state, version = await self._store.load(heard.chat)
        except Unreadable as error:
            # Nobody may be left without an answer: the chat begins anew, and can be erased.
            _log.error("a chat cannot be read, and begins anew", reason=str(error))
            state, version = State(), error.version
        event = Event(heard.what, self._clock.now(), heard.language)
        after, effects = self._step(state, event)
        if not effects:
            return  # nothing happened, so that a redelivery changes nothing either
        forgotten = any(isinstance(effect, Forget) for effect in effects)
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
        )
        parcel = await self._store.commit(turn)
        if parcel is not None:
            self._post(parcel)

    def _step(self, state: State, event: Event) -> tuple[State, tuple[Effect, ...]]:
        """A mistake of ours must not strand anybody: it is logged, without what was said, and owned up to."""
        try:
            return step(self.library, state, event)
        except Exception:  # noqa: BLE001  whatever it is, the person is told and the next update is served
            _log.exception("a step failed", what=type(event.what).__name__, view=state.view)
            return state, (Show((Block("plain", SORRY),)),)


SORRY = text(
    "Something went wrong on my side; your answers are safe. Please try once more, or send /start."
    " If it may be an emergency, don't wait for me: call 112, 999, 911 or your local number."
)
