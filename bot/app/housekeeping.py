"""What is done beside the talking: the command menu, and forgetting what is past keeping."""

import asyncio
from datetime import timedelta

import structlog

from bot.app.parts import Parts
from bot.outbound.pauses import unless_stopped
from bot.profile import introduce
from bot.store.errors import StoreError

TIDYING = 3600.0  # seconds between looks for what is past keeping
LEAP = timedelta(minutes=1)  # of the clock; what the network sets right every day is less

_log = structlog.get_logger(__name__)


async def keep_house(parts: Parts, stop: asyncio.Event) -> None:
    await unless_stopped(stop, _keep_house(parts))


async def _keep_house(parts: Parts) -> None:
    await asyncio.gather(introduce(parts.api, parts.library, parts.texts), _tidy(parts))


async def _tidy(parts: Parts) -> None:
    put_by = parts.clock.put_by()
    while True:
        before, put_by = put_by, parts.clock.put_by()
        if abs(put_by - before) < LEAP:
            await _forget(parts)
        else:  # a wrong date must not cost anybody their answers, and may be set right within the hour
            _log.warning("the clock was set; nothing is forgotten yet", by=str(put_by - before))
        await asyncio.sleep(TIDYING)


async def _forget(parts: Parts) -> None:
    try:
        forgotten = await parts.store.prune(parts.clock.now())
    except StoreError as error:
        _log.error("what is past keeping could not be deleted yet", reason=str(error))
    else:
        if forgotten:
            _log.info("quiet chats were forgotten", chats=forgotten)
