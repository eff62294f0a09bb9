"""Updates in, answers out, until a stop."""

import asyncio

import structlog
from telegram.error import InvalidToken

from bot.app.start import REFUSED, CannotStart
from bot.clock import Clock
from bot.conversation import Conversation
from bot.flow.library import Library
from bot.intake.polling import Polling
from bot.outbound.api import Api
from bot.outbound.calls import Writer
from bot.outbound.sender import Sender
from bot.profile import introduce
from bot.reminders import Reminders
from bot.store import Store, StoreError
from bot.texts import Texts

LAST_WORDS = 7.0  # seconds to finish what is in hand after a stop; hosts give ten for everything
TIDYING = 3600.0  # seconds between looks for what is past keeping

_log = structlog.get_logger(__name__)


async def serve(
    api: Api,
    store: Store,
    library: Library,
    texts: Texts,
    me: str,
    clock: Clock,
    stop: asyncio.Event,
) -> None:
    """Take updates and send answers until `stop` is set."""
    sender = Sender(api, store, Writer(texts, me))
    roused = asyncio.Event()
    conversation = Conversation(library, store, sender.post, clock, roused.set)
    reminders = Reminders(store, conversation, clock, roused, lambda: sender.waiting)
    await sender.pick_up()
    ringing = asyncio.create_task(reminders.run(stop))
    background = [
        asyncio.create_task(introduce(api, library, texts)),
        asyncio.create_task(_tidy(store, clock)),
    ]
    try:
        await Polling(api, conversation, me).run(stop)
    except InvalidToken:
        raise CannotStart(REFUSED) from None
    finally:
        roused.set()  # so that it sees the stop
        for task in background:
            task.cancel()
        await asyncio.gather(ringing, *background, return_exceptions=True)
        await sender.stop(LAST_WORDS)


async def _tidy(store: Store, clock: Clock) -> None:
    while True:
        try:
            forgotten = await store.prune(clock.now())
        except StoreError as error:
            _log.error("what is past keeping could not be deleted yet", reason=str(error))
        else:
            if forgotten:
                _log.info("quiet chats were forgotten", chats=forgotten)
        await asyncio.sleep(TIDYING)
