"""Flows that are edited while the bot runs: taken up once they read and keep their claims."""

import asyncio

import structlog
from watchfiles import Change, awatch

from bot.app.parts import Parts
from bot.child import Interrupted
from bot.config import Config
from bot.conversation import Conversation
from bot.flow.errors import FlowError
from bot.flow.library import Library
from bot.load import flow_folders, proved_library
from bot.outbound.pauses import unless_stopped
from bot.profile import introduce

SETTLING = 500  # milliseconds: an editor may save in several steps, a copy takes several files

_log = structlog.get_logger(__name__)


async def keep_current(parts: Parts, conversation: Conversation, stop: asyncio.Event) -> None:
    """Let a conversation go by the flows as they are saved, until the stop."""
    if parts.config is None:
        return
    try:
        await unless_stopped(stop, _watch(parts, parts.config, conversation))
    except OSError as error:
        _log.warning("edited flows are not taken up while the bot runs", reason=error.strerror)


async def _watch(parts: Parts, config: Config, conversation: Conversation) -> None:
    # The stop is everybody's, and not handed over: where this is cancelled, awatch would set it, and a
    # process that only loses its right to send would end.
    async for _ in awatch(
        *flow_folders(config), watch_filter=_is_flow, debounce=SETTLING, recursive=False
    ):
        await _take_up(parts, config, conversation)


def _is_flow(_: Change, path: str) -> bool:
    return path.endswith(".yaml")


async def _take_up(parts: Parts, config: Config, conversation: Conversation) -> None:
    try:
        library = await asyncio.to_thread(_sound, config, parts, conversation.library)
    except (FlowError, Interrupted) as error:
        first, *more = str(error).splitlines()
        _log.warning("the edited flows are not taken up", problem=first, more=len(more))
        return
    if library is None:
        return
    conversation.library = library
    _log.info("the edited flows are taken up", flows=list(library.flows))
    await introduce(parts.api, library, parts.texts)


def _sound(config: Config, parts: Parts, before: Library) -> Library | None:
    """Read the flows; None where they are as they were.

    Raises:
        FlowError: A file has mistakes, or a flow is not proved.
    """
    library = proved_library(config, parts.texts)
    return library if library.flows != before.flows or [*library.flows] != [*before.flows] else None
