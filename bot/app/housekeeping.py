"""What is done beside the talking: the command menu, and forgetting what is past keeping."""

import asyncio

import structlog

from bot.app.parts import Parts
from bot.outbound.pauses import unless_stopped
from bot.profile import introduce
from bot.store.errors import StoreError

TIDYING = 3600.0  # seconds between looks for what is past keeping

_log = structlog.get_logger(__name__)


async def keep_house(parts: Parts, stop: asyncio.Event) -> None:
    await unless_stopped(stop, _keep_house(parts))


async def _keep_house(parts: Parts) -> None:
    await asyncio.gather(introduce(parts.api, parts.library, parts.texts), _tidy(parts))


async def _tidy(parts: Parts) -> None:
    while True:
        try:
            forgotten = await parts.store.prune(parts.clock.now())
        except StoreError as error:
            _log.error("what is past keeping could not be deleted yet", reason=str(error))
        else:
            if forgotten:
                _log.info("quiet chats were forgotten", chats=forgotten)
        await asyncio.sleep(TIDYING)
